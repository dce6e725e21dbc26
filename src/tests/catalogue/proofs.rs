//! AUT: what an open session alone cannot do, who comes in by which link, and whom strangers cannot lock out.

use crate::access::invitation::{self, Draft};
use crate::access::password;
use crate::actor::account;
use crate::app::Limit;
use crate::config::Registration;
use crate::store::schema::accounts;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::access::{account, with_mail};
use crate::tests::browser::Browser;
use crate::tests::mailbox::link;
use crate::tests::passkeys::{ask, send_with, with_passkey};
use crate::{instance, on_both_databases};
use diesel::prelude::*;
use http::StatusCode;
use std::time::Duration;

const RIGHT: &str = "kurzer dienstweg";
const WRONG: &str = "langer dienstweg";
const NEW: &str = "vierzig grüne gänse";
const QUARTER: Duration = Duration::from_secs(15 * 60);
const QUESTION: &str = "/ich/sicherheit/passkeys/frage";

fn lets_in(test: &TestApp, registration: Registration, domains: &[&str]) {
    let mut settings = (*test.app.settings()).clone();
    settings.registration = registration;
    settings.domains = domains.iter().map(|domain| (*domain).to_owned()).collect();
    test.app.set_settings(settings);
}

fn counted(test: &TestApp, key: &str, times: u32) {
    let limit = Limit { times, freely: times, within: QUARTER };
    (0..times).for_each(|_| test.app.limits.count(key, limit, test.app.now()));
}

on_both_databases! {
    async fn aut_24_an_open_session_alone_takes_nothing_over(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let (mut browser, phone) = with_passkey(&test, "anna").await;
        let id = account(&test, "anna").await.id;
        test.app
            .write(move |conn, _| Ok(diesel::update(accounts::table.find(id)).set(accounts::password_hash.eq("")).execute(conn)?))
            .await
            .unwrap();
        let password = "/ich/sicherheit/passwort";
        for (path, fields) in [(password, &[("password", NEW)][..]), ("/ich/daten/export", &[]), ("/ich/daten/loeschen", &[("username", "anna")])] {
            let refused = browser.fill(path, fields).await;
            refused.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#passkey\"", "data-passkey=\"get\"", "data-passkey-missing"]);
            // A question for logging in is none for this.
            let challenge = ask(&mut browser, "/anmelden/passkey/frage").await;
            let refused = send_with(&mut browser, path, &phone.get(&challenge), fields).await;
            refused.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#passkey\""]);
        }
        assert!(!account(&test, "anna").await.has_password());
        let challenge = ask(&mut browser, QUESTION).await;
        assert_eq!(send_with(&mut browser, "/ich/daten/export", &phone.get(&challenge), &[]).await.location(), "/ich/daten");
        let challenge = ask(&mut browser, QUESTION).await;
        let set = send_with(&mut browser, password, &phone.get(&challenge), &[("password", NEW)]).await;
        assert_eq!(set.location(), "/ich/sicherheit");
        assert_eq!(Browser::new(&test).log_in("anna", NEW).await.location(), "/");
        // Now there is either to show.
        let refused = browser.submit("/ich/daten/loeschen", &[("username", "anna")]).await;
        refused.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#current\"", "data-passkey=\"get\"", "Das ist nicht dein Passwort"]);
        let challenge = ask(&mut browser, QUESTION).await;
        assert_eq!(send_with(&mut browser, "/ich/daten/loeschen", &phone.get(&challenge), &[]).await.location(), "/ich/daten");
    }

    async fn who_may_join_is_asked_again_when_a_link_is_used(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        lets_in(&test, Registration::Domains, &["stadt.example"]);
        let mut visitor = Browser::new(&test);
        visitor.submit("/registrieren", &[("email", "kim@stadt.example")]).await.shows(StatusCode::OK, &["Ein Link ist unterwegs"]);
        instance::run_due(&test.app).await.unwrap();
        let mail = mailbox.take().remove(0);
        assert!(mail.contains("Konto anlegen") && mail.contains("Warst du das nicht?") && !mail.contains("eingeladen"), "{mail}");
        let asked = link(&mail, "http://rudi.localhost:8081/einladung/").to_owned();
        let page = visitor.get(&asked).await;
        assert!(page.status == StatusCode::OK && !page.body.contains("eingeladen") && page.body.contains("Konto anlegen"), "{page:?}");
        let by_hand = invitation::invite(&test.app, Draft { days: 14, ..Draft::default() }).await.unwrap().link.unwrap();
        visitor.get(&by_hand).await.shows(StatusCode::OK, &["Du bist eingeladen"]);
        let fields = [("name", "Kim"), ("username", "kim")];
        for (registration, domains, said) in [
            (Registration::Nobody, &[][..], "Die Administration nimmt zurzeit niemanden auf"),
            (Registration::Invitation, &[], "Inzwischen können sich Menschen hier nicht mehr selbst anmelden"),
            (Registration::Domains, &["land.example"], "mit deren Domain"),
        ] {
            lets_in(&test, registration, domains);
            visitor.get(&asked).await.shows(StatusCode::FORBIDDEN, &[said]);
            visitor.post(&asked, &fields).await.shows(StatusCode::FORBIDDEN, &[said]);
            // What an administrator gave somebody holds, unless nobody comes in.
            let status = if registration == Registration::Nobody { StatusCode::FORBIDDEN } else { StatusCode::OK };
            assert_eq!(visitor.get(&by_hand).await.status, status, "{registration:?}");
        }
        lets_in(&test, Registration::Nobody, &[]);
        visitor.post(&by_hand, &fields).await.shows(StatusCode::FORBIDDEN, &["So lange gelten auch Einladungen nicht"]);
        assert_eq!(test.app.read(|conn, _| account::count(conn)).await.unwrap(), 0);
        lets_in(&test, Registration::Invitation, &[]);
        visitor.get(&by_hand).await;
        assert_eq!(visitor.post(&by_hand, &fields).await.location(), "/willkommen/1");
        lets_in(&test, Registration::Everybody, &[]);
        let mut other = Browser::new(&test);
        other.get(&asked).await;
        assert_eq!(other.post(&asked, &[("name", "Kim B"), ("username", "kim.b")]).await.location(), "/willkommen/1");
    }

    async fn who_is_here_accepts_no_invitation(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let link = invitation::invite(&test.app, Draft { days: 14, ..Draft::default() }).await.unwrap().link.unwrap();
        let mut browser = Browser::logged_in(&test, "anna").await;
        let session = browser.cookies["session"].clone();
        browser.get("/gruppen").await;
        let refused = browser.post(&link, &[("name", "Zweit"), ("username", "zweit")]).await;
        refused.shows(StatusCode::CONFLICT, &["Du bist schon angemeldet"]);
        assert_eq!(browser.cookies["session"], session);
        assert_eq!(test.app.read(|conn, _| account::count(conn)).await.unwrap(), 1);
        Browser::new(&test).get(&link).await.shows(StatusCode::OK, &[]);
    }

    async fn addresses_with_quoted_names_are_refused_where_addresses_are_taken(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        lets_in(&test, Registration::Domains, &["stadt.example"]);
        let mut visitor = Browser::new(&test);
        let two = "\"x@evil.example\"@stadt.example";
        visitor.submit("/registrieren", &[("email", two)]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#email\""]);
        let barrier = [("words", "Zu klein"), ("email", two)];
        visitor.submit("/barriere-melden", &barrier).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#email\""]);
        instance::run_due(&test.app).await.unwrap();
        assert!(mailbox.take().is_empty());
    }

    async fn aut_17_strangers_everywhere_do_not_lock_the_owner_out(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        test.person("bert").await;
        let mut owner = Browser::logged_in(&test, "anna").await;
        let known = owner.cookies["known-browser"].clone();
        let id = account(&test, "anna").await.id;
        counted(&test, &format!("login everywhere {id}"), 200);
        counted(&test, "login 203.0.113.7", 100);
        let leave = async |browser: &mut Browser| {
            browser.get("/").await;
            browser.post("/abmelden", &[]).await;
        };
        leave(&mut owner).await;
        let mut stranger = Browser::new(&test);
        for cookie in ["", "x", "x.y", &known[..known.len() - 1]] {
            stranger.cookies.insert("known-browser".to_owned(), cookie.to_owned());
            assert_eq!(stranger.log_in("anna", RIGHT).await.status, StatusCode::TOO_MANY_REQUESTS, "{cookie}");
        }
        assert_eq!(owner.log_in("anna", RIGHT).await.location(), "/");
        assert_eq!(owner.cookies["known-browser"], known, "it is known already");
        leave(&mut owner).await;
        // Known for this login alone, and not for many tries.
        assert_eq!(owner.log_in("bert", RIGHT).await.status, StatusCode::TOO_MANY_REQUESTS);
        let mut statuses = Vec::new();
        for _ in 0..6 {
            statuses.push(owner.log_in("anna", WRONG).await.status);
        }
        assert_eq!((statuses[0], statuses[5]), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
        // With a new password every browser is a stranger.
        let link = test.app.write(move |conn, app| password::link(conn, app, id)).await.unwrap();
        assert_eq!(Browser::new(&test).submit(&link, &[("password", NEW)]).await.location(), "/anmelden");
        owner.cookies.insert("known-browser".to_owned(), known);
        assert_eq!(owner.log_in("anna", NEW).await.status, StatusCode::TOO_MANY_REQUESTS);
        test.clock.advance(QUARTER);
        assert_eq!(owner.log_in("anna", NEW).await.location(), "/");
    }
}
