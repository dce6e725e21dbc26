//! Getting in and staying in control: the flows of invitations, first steps, passwords, devices and second factors, as a browser without
//! scripts walks them.

use super::TestApp;
use super::browser::Browser;
use super::mailbox::{Mailbox, link};
use crate::access::invitation::{self, Draft, Invited};
use crate::access::{Letter, password};
use crate::actor::account::{self, Account, Rhythm};
use crate::actor::{self, member};
use crate::store::schema::{invitations, jobs, resets};
use crate::store::testing::TestDatabase;
use crate::{instance, job, mail, on_both_databases};
use diesel::prelude::*;
use http::StatusCode;
use std::time::Duration;
use totp_rs::{Builder, Secret};

const DAY: Duration = Duration::from_secs(24 * 3_600);

/// An instance with a mail server.
pub(crate) async fn with_mail(database: TestDatabase) -> (TestApp, Mailbox) {
    let mailbox = Mailbox::start().await;
    let url = mailbox.url.clone();
    let test = TestApp::with(database, |config| {
        config.mail.url = url;
        config.mail.from = "RUDI <rudi@example.org>".to_owned();
    });
    (test.await, mailbox)
}

async fn invite(test: &TestApp, email: &str) -> Invited {
    let draft = Draft { name: "Jörg Maß".to_owned(), email: email.to_owned(), days: 14, by: None, requested: false };
    invitation::invite(&test.app, draft).await.unwrap()
}

pub(crate) async fn account(test: &TestApp, login: &'static str) -> Account {
    test.app.read(move |conn, _| account::by_login(conn, login)).await.unwrap().unwrap()
}

/// The code an app would show now for the key on the page.
pub(crate) fn code(test: &TestApp, page: &str) -> String {
    let key: String = page.split("<code>").nth(1).unwrap().split('<').next().unwrap().split(' ').collect();
    let totp = Builder::new().with_secret(Secret::try_from_base32(key).unwrap()).build().unwrap();
    totp.generate(test.app.now().seconds() as u64).to_string()
}

/// Switches the second factor on; answers the page with the key and the codes on paper.
pub(crate) async fn with_factor(test: &TestApp, browser: &mut Browser) -> (String, Vec<String>) {
    let page = browser.get("/ich/sicherheit/zweiter-faktor").await.body;
    let codes = browser.post("/ich/sicherheit/zweiter-faktor", &[("code", &code(test, &page)), ("current", "kurzer dienstweg")]).await;
    assert_eq!(codes.status, StatusCode::OK, "{codes:?}");
    assert_eq!(codes.headers["cache-control"], "no-store");
    let codes = codes.body.split("<code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
    (page, codes)
}

on_both_databases! {
    async fn invited_by_mail_and_settled_in_four_steps(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "bauen").await;
        assert_eq!(invite(&test, "Joerg@Example.org").await.link, None);
        instance::run_due(&test.app).await.unwrap();
        let mails = mailbox.take();
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("To: joerg@example.org") && mails[0].contains("Auto-Submitted: auto-generated"), "{}", mails[0]);
        assert!(mails[0].contains("text/plain") && mails[0].contains("text/html"), "{}", mails[0]);
        let path = link(&mails[0], "http://rudi.localhost:8081/einladung/").to_owned();

        let mut browser = Browser::new(&test);
        let page = browser.get(&path).await;
        assert!(page.body.contains("value=\"Jörg Maß\"") && page.body.contains("value=\"joerg.mass\""), "{}", page.body);
        let taken = browser.post(&path, &[("name", ""), ("username", "anna"), ("organisation", "Stadt Essen")]).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(taken.body.contains("href=\"#name\"") && taken.body.contains("value=\"Stadt Essen\""), "{}", taken.body);
        let fields = [("name", "Jörg Maß"), ("username", "anna"), ("organisation", "Stadt Essen")];
        assert!(browser.post(&path, &fields).await.body.contains("href=\"#username\""));
        let fields = [("name", "Jörg Maß"), ("username", "joerg"), ("organisation", "Stadt Essen")];
        assert_eq!(browser.post(&path, &fields).await.location(), "/willkommen/1");

        let first = browser.get("/willkommen/1").await.body;
        // What the invitation asked is not asked again.
        assert!(first.contains("href=\"/willkommen/2\"") && !first.contains("name=\"name\"") && !first.contains("name=\"organisation\""), "{first}");
        let fields = [("role", "Sachbearbeiter"), ("place", "Essen"), ("informal", "1")];
        assert_eq!(browser.post("/willkommen/1", &fields).await.location(), "/willkommen/2");
        let fields = [("offers", "Vergaberecht, #Excel\nexcel"), ("seeks", "Vorlagen")];
        assert_eq!(browser.submit("/willkommen/2", &fields).await.location(), "/willkommen/3");
        let third = browser.get("/willkommen/3").await;
        assert!(third.body.contains(&format!("name=\"group-{group}\"")), "{}", third.body);
        assert_eq!(browser.post("/willkommen/3", &[(&format!("group-{group}"), "1")]).await.location(), "/willkommen/4");
        assert_eq!(browser.submit("/willkommen/4", &[("rhythm", "weekly")]).await.location(), "/");
        let home = browser.get("/").await.body;
        assert!(home.contains("Alles eingerichtet") && home.contains("/ich/sicherheit/passwort"), "{home}");

        let joerg = account(&test, "joerg").await;
        assert_eq!((joerg.email.as_deref(), joerg.rhythm, joerg.has_password()), (Some("joerg@example.org"), Rhythm::Weekly, false));
        let (person, role) = test
            .app
            .read(move |conn, _| Ok((actor::model::find(conn, joerg.actor_id)?, member::role(conn, group, joerg.actor_id)?)))
            .await
            .unwrap();
        assert!(role.is_some());
        let words = actor::json::person(&person);
        assert_eq!((words.organisation.as_str(), words.offers, words.seeks), ("Stadt Essen", vec!["Vergaberecht".to_owned(), "Excel".to_owned()], vec!["Vorlagen".to_owned()]));
        assert_eq!((words.role.as_str(), words.place.as_str(), words.informal), ("Sachbearbeiter", "Essen", true));
        assert!(browser.get("/@joerg").await.body.contains("Vergaberecht"));

        let mut second = Browser::new(&test);
        assert_eq!(second.get(&path).await.status, StatusCode::GONE);
        assert_eq!(browser.get(&path).await.status, StatusCode::OK);
    }

    async fn links_that_no_longer_work_say_why(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (expired, revoked) = (invite(&test, "").await, invite(&test, "").await);
        let revoked_id = revoked.id;
        assert!(test.app.write(move |conn, app| invitation::revoke(conn, revoked_id, app.now())).await.unwrap());
        let mut browser = Browser::new(&test);
        let link = revoked.link.unwrap();
        let page = browser.get(&link).await;
        assert!(page.status == StatusCode::GONE && page.body.contains("zurückgezogen"), "{page:?}");
        assert_eq!(browser.post(&link, &[("name", "A"), ("username", "aaa")]).await.status, StatusCode::GONE);
        let link = expired.link.unwrap();
        assert_eq!(browser.get(&link).await.status, StatusCode::OK);
        test.clock.advance(DAY * 14);
        assert!(browser.get(&link).await.body.contains("abgelaufen"));
        let foreign = browser.get("/einladung/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx").await;
        assert!(foreign.status == StatusCode::NOT_FOUND && foreign.body.contains("keiner Einladung"), "{foreign:?}");
        assert_eq!(test.app.read(|conn, _| account::count(conn)).await.unwrap(), 0);
    }

    async fn of_two_who_accept_at_once_one_gets_in(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let link = invite(&test, "").await.link.unwrap();
        let (mut one, mut other) = (Browser::new(&test), Browser::new(&test));
        one.get(&link).await;
        other.get(&link).await;
        let (first, second) = tokio::join!(
            one.post(&link, &[("name", "Eins"), ("username", "eins")]),
            other.post(&link, &[("name", "Zwei"), ("username", "zwei")]),
        );
        let mut statuses = [first.status, second.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::GONE]);
        assert_eq!(test.app.read(|conn, _| account::count(conn)).await.unwrap(), 1);
    }

    async fn a_link_that_is_mailed_is_never_stored(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        invite(&test, "joerg@example.org").await;
        let before: Vec<String> = test.app.read(|conn, _| Ok(jobs::table.select(jobs::payload).load(conn)?)).await.unwrap();
        assert_eq!(before, ["{\"Invitation\":".to_owned() + &before[0]["{\"Invitation\":".len()..]]);
        mailbox.refuse(true);
        instance::run_due(&test.app).await.unwrap();
        assert!(mailbox.take().is_empty());
        let error: String = test.app.read(|conn, _| Ok(jobs::table.select(jobs::last_error).first(conn)?)).await.unwrap();
        assert!(error.contains("451") && !error.contains("anna@example.org"), "{error}");
        mailbox.refuse(false);
        test.clock.advance(Duration::from_secs(60));
        instance::run_due(&test.app).await.unwrap();
        let mails = mailbox.take();
        let secret = link(&mails[0], "http://rudi.localhost:8081/einladung/").rsplit('/').next().unwrap().to_owned();
        let digest: String = test.app.read(|conn, _| Ok(invitations::table.select(invitations::token_digest).first(conn)?)).await.unwrap();
        assert_eq!(digest, crate::access::digest(&secret));
        assert_eq!(test.app.read(|conn, _| job::failed(conn, 9)).await.unwrap(), []);
    }

    async fn a_forgotten_password_is_reset_by_mail(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        test.person("anna").await;
        let id = account(&test, "anna").await.id;
        test.app.write(move |conn, _| account::set_email(conn, id, Some("anna@example.org"))).await.unwrap();
        let mut phone = Browser::logged_in(&test, "anna").await;
        let mut browser = Browser::new(&test);
        let asked = browser.submit("/passwort-vergessen", &[("name", "@anna@rudi.localhost:8081")]).await;
        assert!(asked.status == StatusCode::OK && asked.body.contains("ist ein Link unterwegs"), "{asked:?}");
        instance::run_due(&test.app).await.unwrap();
        let mails = mailbox.take();
        let path = link(&mails[0], "http://rudi.localhost:8081/passwort-vergessen/").to_owned();
        let weak = browser.submit(&path, &[("password", "passwort1234")]).await;
        assert!(weak.status == StatusCode::UNPROCESSABLE_ENTITY && weak.body.contains("zu leicht zu erraten"), "{weak:?}");
        assert_eq!(browser.post(&path, &[("password", "vierzig grüne gänse")]).await.location(), "/anmelden");
        assert!(!phone.is_in().await);
        assert_eq!(browser.get(&path).await.status, StatusCode::GONE);
        assert_eq!(browser.log_in("anna", "kurzer dienstweg").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.log_in("anna@example.org", "vierzig grüne gänse").await.location(), "/");
        instance::run_due(&test.app).await.unwrap();
        assert!(mailbox.take()[0].contains("Subject:"));
        // A link lives for an hour.
        let link = test.app.write(move |conn, app| password::link(conn, app, id)).await.unwrap();
        test.clock.advance(Duration::from_secs(3_600));
        assert_eq!(browser.get(&link).await.status, StatusCode::GONE);
        assert_eq!(test.app.read(|conn, _| Ok(resets::table.count().get_result::<i64>(conn)?)).await.unwrap(), 1);
    }

    async fn nobody_is_flooded_with_links(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        test.person("anna").await;
        let id = account(&test, "anna").await.id;
        test.app.write(move |conn, _| account::set_email(conn, id, Some("anna@example.org"))).await.unwrap();
        // From many networks: the same answer each time, three mails in an hour.
        for number in 1..=5 {
            let mut browser = Browser::new(&test);
            browser.address = format!("198.51.100.{number}:1").parse().unwrap();
            assert!(browser.submit("/passwort-vergessen", &[("name", "Anna")]).await.body.contains("ist ein Link unterwegs"));
        }
        instance::run_due(&test.app).await.unwrap();
        assert_eq!(mailbox.take().len(), 3);
        // From one network: slower, then refused.
        let mut browser = Browser::new(&test);
        let mut asked = 0;
        let wait = loop {
            let answer = browser.submit("/passwort-vergessen", &[("name", &format!("name{asked}"))]).await;
            if answer.status == StatusCode::OK {
                asked += 1;
                continue;
            }
            assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
            let wait: u64 = answer.headers["retry-after"].to_str().unwrap().parse().unwrap();
            if asked == 10 {
                break wait;
            }
            test.clock.advance(Duration::from_secs(wait));
        };
        assert!(wait > 50 * 60, "{wait}");
        // Links of invitations cannot be tried without end either.
        let mut statuses = Vec::new();
        for number in 0..62 {
            statuses.push(browser.get(&format!("/einladung/{number}")).await.status);
        }
        assert_eq!((statuses[59], statuses[60]), (StatusCode::NOT_FOUND, StatusCode::TOO_MANY_REQUESTS));
    }

    async fn mail_that_is_off_is_said_and_not_queued(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let mut browser = Browser::new(&test);
        let page = browser.get("/passwort-vergessen").await;
        assert!(page.body.contains("verschickt keine Mails") && !page.body.contains("action=\"/passwort-vergessen\""));
        password::forgot(&test.app, "anna", "net").await.unwrap();
        assert_eq!(test.app.read(|conn, _| Ok(jobs::table.count().get_result::<i64>(conn)?)).await.unwrap(), 0);
        assert!(mail::deliver(&test.app, Letter::Test("a@example.org".to_owned())).await.is_err());
        assert!(invite(&test, "joerg@example.org").await.link.is_some());
    }

    async fn a_first_password_and_another_one(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let link = invite(&test, "").await.link.unwrap();
        let mut browser = Browser::new(&test);
        browser.submit(&link, &[("name", "Jörg Maß"), ("username", "joerg")]).await;
        let own = browser.submit("/ich/sicherheit/passwort", &[("password", "joerg-maß-joerg-maß")]).await;
        assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.post("/ich/sicherheit/passwort", &[("password", "im bauamt brennt licht")]).await.location(), "/ich/sicherheit");
        let page = browser.get("/ich/sicherheit").await;
        assert!(page.body.contains("Das neue Passwort gilt") && !page.body.contains("noch kein Passwort"), "{}", page.body);
        let wrong = [("current", "im bauamt ist es dunkel"), ("password", "vierzig grüne gänse")];
        let answer = browser.submit("/ich/sicherheit/passwort", &wrong).await;
        assert!(answer.status == StatusCode::UNPROCESSABLE_ENTITY && answer.body.contains("href=\"#current\""));
        let right = [("current", "im bauamt brennt licht"), ("password", "vierzig grüne gänse")];
        assert_eq!(browser.post("/ich/sicherheit/passwort", &right).await.location(), "/ich/sicherheit");
        assert!(browser.is_in().await);
        assert_eq!(Browser::new(&test).log_in("joerg", "vierzig grüne gänse").await.location(), "/");
    }

    async fn devices_are_listed_and_logged_out(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        let (mut phone, mut tablet) = (Browser::new(&test), Browser::new(&test));
        for other in [&mut phone, &mut tablet] {
            other.headers.insert("user-agent", "Mozilla/5.0 (Linux; Android 15) Chrome/142.0 Mobile Safari/537.36".parse().unwrap());
            other.log_in("anna", "kurzer dienstweg").await;
        }
        let page = browser.get("/ich/sicherheit").await.body;
        assert!(page.contains("Firefox auf Linux") && page.matches("Chrome auf Android").count() >= 2 && page.matches("Dieses Gerät").count() == 1);
        let id = page.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(browser.post("/ich/sicherheit/sitzung", &[("session", &id)]).await.location(), "/ich/sicherheit");
        assert!([phone.is_in().await, tablet.is_in().await].iter().filter(|is_in| **is_in).count() == 1);
        assert_eq!(browser.post("/ich/sicherheit/sitzung", &[("session", &id)]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.post("/ich/sicherheit/andere-sitzungen", &[]).await.location(), "/ich/sicherheit");
        assert!(browser.is_in().await && !phone.is_in().await && !tablet.is_in().await);
    }

    async fn a_second_factor_is_switched_on_asked_for_and_switched_off(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        let wrong = browser.submit("/ich/sicherheit/zweiter-faktor", &[("code", "000000"), ("current", "kurzer dienstweg")]).await;
        wrong.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#code\""]);
        // An open session alone switches nothing on.
        let right = code(&test, &browser.get("/ich/sicherheit/zweiter-faktor").await.body);
        for current in ["", "langer dienstweg"] {
            let unproven = browser.post("/ich/sicherheit/zweiter-faktor", &[("code", &right), ("current", current)]).await;
            unproven.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#current\"", "Das ist nicht dein Passwort"]);
        }
        let picture = browser.get("/ich/sicherheit/zweiter-faktor/bild").await;
        assert!(picture.headers["content-type"] == "image/svg+xml" && picture.headers["cache-control"] == "no-store" && picture.body.contains("<svg"));
        let (page, codes) = with_factor(&test, &mut browser).await;
        assert_eq!(codes.len(), 10);
        assert!(browser.get("/ich/sicherheit").await.body.contains("10 Codes auf Papier"));

        let mut other = Browser::new(&test);
        other.get("/anmelden?next=/gruppen").await;
        let half = other.post("/anmelden", &[("name", "anna"), ("password", "kurzer dienstweg"), ("next", "/gruppen")]).await;
        assert_eq!(half.location(), "/anmelden/code");
        assert!(!other.is_in().await);
        test.clock.advance(Duration::from_secs(30));
        assert_eq!(other.submit("/anmelden/code", &[("code", &code(&test, &page))]).await.location(), "/gruppen");
        assert!(other.is_in().await);
        // A code on paper, however it is typed.
        let mut third = Browser::new(&test);
        third.log_in("anna", "kurzer dienstweg").await;
        assert_eq!(third.submit("/anmelden/code", &[("code", &codes[3].to_uppercase().replace('-', " "))]).await.location(), "/");
        assert!(browser.get("/ich/sicherheit").await.body.contains("9 Codes auf Papier"));

        let off = "/ich/sicherheit/zweiter-faktor/aus";
        assert_eq!(browser.submit(off, &[("current", "falsch")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.post(off, &[("current", "kurzer dienstweg")]).await.location(), "/ich/sicherheit");
        assert_eq!(Browser::new(&test).log_in("anna", "kurzer dienstweg").await.location(), "/");
    }
}

on_both_databases! {
    async fn nodeinfo_counts_who_was_there(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, _) = (test.person("anna").await, test.person("bert").await);
        let usage = async || test.get("/nodeinfo/2.1", None).await.json()["usage"]["users"].clone();
        assert_eq!(usage().await, serde_json::json!({"total": 2, "activeMonth": 0, "activeHalfyear": 0}));
        test.article(anna, None, "Hier bin ich", crate::object::Reach::Public).await;
        let mut bert = Browser::logged_in(&test, "bert").await;
        assert_eq!(usage().await, serde_json::json!({"total": 2, "activeMonth": 2, "activeHalfyear": 2}));
        test.clock.advance(29 * DAY);
        bert.log_in("bert", "kurzer dienstweg").await;
        test.clock.advance(2 * DAY);
        assert_eq!(usage().await, serde_json::json!({"total": 2, "activeMonth": 1, "activeHalfyear": 2}));
        test.clock.advance(150 * DAY);
        assert_eq!(usage().await, serde_json::json!({"total": 2, "activeMonth": 0, "activeHalfyear": 1}));
    }
}
