//! What somebody missed, by mail: when it comes, what stands in it, and how it ends.

use super::html;
use super::samples::{frame, visitor};
use crate::activity::outbox;
use crate::actor::account;
use crate::administration::set_aside;
use crate::app::App;
use crate::instance;
use crate::notification::by_mail::{self, ROUND};
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::schema::jobs;
use crate::store::testing::TestDatabase;
use crate::store::{Conn, Timestamp};
use crate::tests::TestApp;
use crate::tests::access::with_mail;
use crate::tests::browser::Browser;
use crate::web::digest::EndPage;
use crate::web::layout::Section::Elsewhere;
use crate::web::texts::Texts;
use diesel::prelude::*;
use http::{Method, StatusCode};
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3_600);

/// The pages under names for their files.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let action = "/abbestellen/geheim";
    vec![
        ("digest-end", html(&EndPage { t, frame: visitor(Elsewhere, action), action: action.to_owned(), ended: false })),
        ("digest-ended", html(&EndPage { t, frame: frame(Elsewhere, action), action: String::new(), ended: true })),
    ]
}

/// Gives somebody a mail address.
async fn address(test: &TestApp, person: i64, email: &'static str) {
    test.app
        .write(move |conn, _| {
            let account = account::of_actor(conn, person)?.expect("an account");
            account::set_email(conn, account.id, Some(email))
        })
        .await
        .unwrap();
}

/// Looks every half hour, as the workers do.
async fn pass(test: &TestApp, hours: u64) {
    for _ in 0..hours * 2 {
        test.clock.advance(HOUR / 2);
        instance::run_due(&test.app).await.unwrap();
    }
}

on_both_databases! {
    async fn a_round_before_its_time_does_not_end_them(database: TestDatabase) {
        let (test, _) = with_mail(database).await;
        let anna = test.person("anna").await;
        address(&test, anna, "anna@example.org").await;
        Browser::logged_in(&test, "anna").await.fill("/mitteilungen/ueberblick", &[("rhythm", "daily")]).await.location();
        let next = async || {
            let standing = |conn: &mut Conn, _: &App| Ok(jobs::table.filter(jobs::kind.eq(ROUND)).select((jobs::id, jobs::run_at)).load(conn)?);
            test.app.read(standing).await.unwrap()
        };
        let planned: Vec<(i64, Timestamp)> = next().await;
        assert_eq!(planned.len(), 1);
        // As an admin does who wants to see what happens, several times.
        for _ in 0..2 {
            let waiting: Vec<(i64, Timestamp)> = next().await;
            set_aside::retry_job(&test.app, None, waiting[0].0).await.unwrap();
            instance::run_due(&test.app).await.unwrap();
        }
        let left = next().await;
        assert!(left.len() == 1 && left[0].1 > planned[0].1, "{planned:?}, then {left:?}");
        // Given up, they begin again with the next start of the program.
        set_aside::discard_job(&test.app, None, left[0].0, "").await.unwrap();
        assert_eq!(next().await, []);
        test.app.write(by_mail::ensure_round).await.unwrap();
        assert_eq!(next().await.len(), 1);
    }

    async fn what_is_new_comes_at_seven_and_only_then(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        let (anna, ben) = (test.person("anna").await, test.person("ben").await);
        let group = test.group(ben, "bauen").await;
        outbox::join(&test.app, anna, group).await.unwrap();
        address(&test, anna, "anna@example.org").await;
        address(&test, ben, "ben@example.org").await;
        test.article(ben, Some(group), "Schon vorher da", Reach::Public).await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        // Nobody gets mails who has not chosen them.
        let page = browser.get("/mitteilungen").await;
        page.shows(StatusCode::OK, &["Überblick per Mail", "id=\"rhythm-never\" name=\"rhythm\" value=\"never\" checked"]);
        test.clock.advance(HOUR / 60);
        let chosen = browser.post("/mitteilungen/ueberblick", &[("rhythm", "daily")]).await;
        assert_eq!(chosen.location(), "/mitteilungen");
        browser.get("/mitteilungen").await.shows(StatusCode::OK, &["value=\"daily\" checked"]);
        browser.post("/mitteilungen/ueberblick", &[("rhythm", "hourly")]).await.shows(StatusCode::BAD_REQUEST, &[]);
        // It is Saturday, one o'clock. The next seven o'clock is in eighteen hours.
        pass(&test, 10).await;
        let article = test.article(ben, Some(group), "Wer hat <Erfahrung>?", Reach::Public).await;
        pass(&test, 7).await;
        assert!(mailbox.take().is_empty());
        pass(&test, 1).await;
        let mails = mailbox.take();
        assert_eq!(mails.len(), 1, "ben chose nothing");
        for words in [
            "To: anna@example.org",
            "Neues bei",
            "Gruppe bauen (Ein neuer Beitrag)\n\n- Wer hat <Erfahrung>?\n  http://rudi.localhost:8081/b/",
            "Wer hat &#60;Erfahrung&#62;?",
            &format!("http://rudi.localhost:8081/b/{article}"),
            "http://rudi.localhost:8081/ueberblick",
            "List-Unsubscribe: <http://rudi.localhost:8081/abbestellen/",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        ] {
            assert!(mails[0].contains(words), "{words}: {}", mails[0]);
        }
        assert!(!mails[0].contains("Schon vorher da") && !mails[0].contains("Text zu"), "{}", mails[0]);
        // What was told is not told again, and nothing new is no mail.
        pass(&test, 24).await;
        assert!(mailbox.take().is_empty());
        let again = test.article(ben, Some(group), "Noch etwas", Reach::Public).await;
        test.comment(ben, article, "Ich frage noch einmal").await.unwrap();
        Browser::logged_in(&test, "anna").await.get(&format!("/b/{again}")).await.shows(StatusCode::OK, &[]);
        pass(&test, 24).await;
        let mails = mailbox.take();
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("Wer hat <Erfahrung>?") && !mails[0].contains("Noch etwas"), "what was read is not new: {}", mails[0]);
    }

    async fn once_a_week_and_not_in_quiet_hours(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        let (anna, ben) = (test.person("anna").await, test.person("ben").await);
        let group = test.group(ben, "bauen").await;
        outbox::join(&test.app, anna, group).await.unwrap();
        address(&test, anna, "anna@example.org").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get("/mitteilungen").await;
        let quiet = [("from", "20:00"), ("to", "08:30"), ("day-7", "1")];
        assert_eq!(browser.post("/mitteilungen/ruhe", &quiet).await.location(), "/mitteilungen");
        assert_eq!(browser.post("/mitteilungen/ueberblick", &[("rhythm", "weekly")]).await.location(), "/mitteilungen");
        test.article(ben, Some(group), "Am Samstag", Reach::Public).await;
        // Monday, eight o'clock: since seven it would be time, but Sunday's quiet hours hold until half past eight.
        pass(&test, 43).await;
        assert!(mailbox.take().is_empty());
        pass(&test, 1).await;
        let mails = mailbox.take();
        assert!(mails.len() == 1 && mails[0].contains("Am Samstag"), "{mails:?}");
        test.article(ben, Some(group), "Am Montag", Reach::Public).await;
        pass(&test, 6 * 24).await;
        assert!(mailbox.take().is_empty());
        pass(&test, 24).await;
        assert_eq!(mailbox.take().len(), 1);
    }

    async fn what_one_may_not_read_when_it_is_sent_is_not_in_it(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        let (anna, ben) = (test.person("anna").await, test.person("ben").await);
        let group = test.group(ben, "bauen").await;
        outbox::join(&test.app, anna, group).await.unwrap();
        outbox::follow(&test.app, anna, ben).await.unwrap();
        address(&test, anna, "anna@example.org").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get("/mitteilungen").await;
        browser.post("/mitteilungen/ueberblick", &[("rhythm", "daily")]).await.location();
        test.clock.advance(HOUR);
        test.article(ben, None, "Nur für die, die folgen", Reach::Followers).await;
        let gone = test.article(ben, Some(group), "Versehentlich", Reach::Public).await;
        mailbox.refuse(true);
        pass(&test, 18).await;
        // The mail waits for the mail server; meanwhile she is no follower any more, and a post is taken back.
        outbox::unfollow(&test.app, anna, ben).await.unwrap();
        outbox::delete(&test.app, ben, gone).await.unwrap();
        test.article(ben, Some(group), "Aus der Gruppe", Reach::Public).await;
        mailbox.refuse(false);
        pass(&test, 2).await;
        let mails = mailbox.take();
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("Aus der Gruppe"), "{}", mails[0]);
        for words in ["Versehentlich", "Nur für die", "Text zu"] {
            assert!(!mails[0].contains(words), "{words}: {}", mails[0]);
        }
        // Who may not come in any more gets nothing.
        test.article(ben, Some(group), "Danach", Reach::Public).await;
        test.app
            .write(move |conn, app| {
                let account = account::of_actor(conn, anna)?.expect("an account");
                account::close(conn, account.id, app.now())
            })
            .await
            .unwrap();
        pass(&test, 24).await;
        assert!(mailbox.take().is_empty());
    }

    async fn the_mails_end_with_a_click_and_without_a_login(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        let (anna, ben) = (test.person("anna").await, test.person("ben").await);
        let group = test.group(ben, "bauen").await;
        outbox::join(&test.app, anna, group).await.unwrap();
        address(&test, anna, "anna@example.org").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get("/mitteilungen").await;
        browser.post("/mitteilungen/ueberblick", &[("rhythm", "daily")]).await.location();
        test.article(ben, Some(group), "Neu", Reach::Public).await;
        pass(&test, 19).await;
        let mails = mailbox.take();
        let path = mails[0].split("List-Unsubscribe: <http://rudi.localhost:8081").nth(1).unwrap().split('>').next().unwrap().to_owned();
        // Programs that look at links end nothing.
        let mut browser = Browser::logged_in(&test, "anna").await;
        let mut stranger = Browser::new(&test);
        stranger.get(&path).await.shows(StatusCode::OK, &["Überblick per Mail abbestellen", &format!("action=\"{path}\"")]);
        browser.get("/mitteilungen").await.shows(StatusCode::OK, &["value=\"daily\" checked"]);
        stranger.get("/abbestellen/falsch").await.shows(StatusCode::NOT_FOUND, &[]);
        assert_eq!(stranger.ask(Method::POST, "/abbestellen/falsch", &[], String::new()).await.status, StatusCode::NOT_FOUND);
        // As a mail program asks for it (RFC 8058): no cookie, no token, another site.
        let mut program = Browser::new(&test);
        let ended = program.ask(Method::POST, &path, &[("sec-fetch-site", "cross-site")], "List-Unsubscribe=One-Click".to_owned()).await;
        ended.shows(StatusCode::OK, &["Der Überblick kommt nicht mehr per Mail"]);
        browser.get("/mitteilungen").await.shows(StatusCode::OK, &["value=\"never\" checked"]);
        test.article(ben, Some(group), "Noch neuer", Reach::Public).await;
        pass(&test, 24).await;
        assert!(mailbox.take().is_empty());
        // Chosen again, the link of the old mail ends them again.
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get("/mitteilungen").await;
        browser.post("/mitteilungen/ueberblick", &[("rhythm", "weekly")]).await.location();
        stranger.get(&path).await;
        stranger.post(&path, &[]).await.shows(StatusCode::OK, &[]);
        browser.get("/mitteilungen").await.shows(StatusCode::OK, &["value=\"never\" checked"]);
    }
}
