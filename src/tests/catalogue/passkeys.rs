//! AUT: passkeys.

use crate::access::passkey;
use crate::app::Limit;
use crate::on_both_databases;
use crate::store::schema::{passkey_challenges, sessions};
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::access::account;
use crate::tests::browser::Browser;
use crate::tests::passkeys::{HERE, add, ask, begin, device, log_in, send, send_new, with_passkey};
use crate::webauthn::tests::Device;
use diesel::prelude::*;
use http::StatusCode;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);
const ASK: &str = "/anmelden/passkey/frage";
const LOG_IN: &str = "/anmelden/passkey";

on_both_databases! {
    async fn aut_15_passkeys_without_the_token_change_nothing(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let (browser, _) = with_passkey(&test, "anna").await;
        let remove = format!("{HERE}/1/entfernen");
        for path in [HERE, "/ich/sicherheit/passkeys/neu", "/ich/sicherheit/passkeys/frage", &remove, ASK, LOG_IN] {
            let mut stranger = Browser::new(&test);
            stranger.get("/anmelden").await;
            stranger.cookies.clone_from(&browser.cookies);
            stranger.cookies.remove("visitor");
            assert_eq!(stranger.post(path, &[("current", "kurzer dienstweg")]).await.status, StatusCode::FORBIDDEN, "{path}");
        }
    }

    async fn aut_16_a_passkey_begins_a_session_of_its_own(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let (_, phone) = with_passkey(&test, "anna").await;
        let mut fixed = Browser::new(&test);
        fixed.cookies.insert("session".to_owned(), "an attacker knows this".to_owned());
        assert_eq!(log_in(&mut fixed, &phone).await.location(), "/gemerkt");
        assert_ne!(fixed.cookies["session"], "an attacker knows this");
    }

    async fn aut_19_whatever_is_wrong_with_a_passkey_sounds_the_same(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let (_, mut phone) = with_passkey(&test, "anna").await;
        let mut strangers = device(&test);
        strangers.user.clone_from(&phone.user);
        let unknown = device(&test);
        let mut forged = device(&test);
        forged.id.clone_from(&phone.id);
        forged.user.clone_from(&phone.user);
        let mut nobodys = device(&test);
        nobodys.id.clone_from(&phone.id);
        let mut answers = Vec::new();
        phone.user = vec![0; 8];
        for wrong in [&strangers, &unknown, &forged, &nobodys, &phone] {
            let mut browser = Browser::new(&test);
            browser.cookies.insert("visitor".to_owned(), "v".to_owned());
            let answer = log_in(&mut browser, wrong).await;
            answers.push((answer.status, answer.body));
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:#?}");
        assert_eq!(answers[0].0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(test.app.read(|conn, _| Ok(sessions::table.count().get_result::<i64>(conn)?)).await.unwrap(), 1);
    }

    async fn aut_24_new_passkeys_made_elsewhere_or_for_something_else_are_refused(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        type Change = fn(&mut Device);
        let changes: [(&str, Change); 8] = [
            ("origin", |device| device.origin = "https://evil.example".to_owned()),
            ("scheme", |device| device.origin = device.origin.replace("http:", "https:")),
            ("frame", |device| device.more_client_data = ",\"crossOrigin\":true"),
            ("RP ID", |device| device.rp_id = "evil.example".to_owned()),
            ("type", |device| device.said_type = Some("webauthn.get")),
            ("present", |device| device.flags &= !0x01),
            ("verified", |device| device.flags &= !0x04),
            ("statement", |device| device.format = "tpm"),
        ];
        for (what, change) in changes {
            let challenge = begin(&mut browser).await["challenge"].as_str().unwrap().to_owned();
            let right = device(&test);
            let mut wrong = device(&test);
            change(&mut wrong);
            let refused = send_new(&mut browser, &wrong.create(&challenge), what).await;
            refused.shows(StatusCode::UNPROCESSABLE_ENTITY, &["konnte nicht geprüft werden"]);
            // The question is used up, whatever was wrong.
            let again = send_new(&mut browser, &right.create(&challenge), what).await;
            again.shows(StatusCode::UNPROCESSABLE_ENTITY, &["konnte nicht geprüft werden"]);
        }
        let id = account(&test, "anna").await.id;
        assert_eq!(test.app.read(move |conn, _| passkey::count(conn, id)).await.unwrap(), 0);
        // Without having shown who one is there is no question that could be answered.
        let right = device(&test);
        for challenge in [ask(&mut browser, ASK).await, "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE".to_owned()] {
            let refused = send_new(&mut browser, &right.create(&challenge), "x").await;
            refused.shows(StatusCode::UNPROCESSABLE_ENTITY, &["konnte nicht geprüft werden"]);
        }
        browser.get(HERE).await;
        let nothing = browser.post(HERE, &[("name", "x"), ("client", "kein base64url!"), ("attestation", "")]).await;
        nothing.shows(StatusCode::UNPROCESSABLE_ENTITY, &["konnte nicht geprüft werden"]);
    }

    async fn aut_24_answers_made_elsewhere_or_for_something_else_are_refused(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let (_, phone) = with_passkey(&test, "anna").await;
        let mut phone = phone;
        let mut browser = Browser::new(&test);
        let right = (phone.origin.clone(), phone.rp_id.clone(), phone.flags, phone.user.clone());
        type Change = fn(&mut Device);
        let changes: [(&str, Change); 8] = [
            ("origin", |device| device.origin = "https://evil.example".to_owned()),
            ("port", |device| device.origin = "http://rudi.localhost:8082".to_owned()),
            ("frame", |device| device.more_client_data = ",\"crossOrigin\":true"),
            ("RP ID", |device| device.rp_id = "localhost".to_owned()),
            ("type", |device| device.said_type = Some("webauthn.create")),
            ("present", |device| device.flags &= !0x01),
            ("verified", |device| device.flags &= !0x04),
            ("whose", |device| device.user.clear()),
        ];
        for (what, change) in changes {
            change(&mut phone);
            let refused = log_in(&mut browser, &phone).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
            (phone.origin, phone.rp_id, phone.flags, phone.user) = right.clone();
            (phone.more_client_data, phone.said_type) = ("", None);
            assert!(!browser.is_in().await, "{what}");
        }
        assert_eq!(log_in(&mut browser, &phone).await.location(), "/gemerkt");
    }

    async fn aut_24_questions_are_answered_once_in_time_and_where_they_were_asked(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let (mut inside, phone) = with_passkey(&test, "anna").await;
        let (mut browser, mut other) = (Browser::new(&test), Browser::new(&test));
        browser.get("/anmelden").await;
        other.get("/anmelden").await;
        let refused = async |browser: &mut Browser, challenge: &str| {
            let answer = send(browser, LOG_IN, &phone.get(challenge)).await;
            assert!(answer.status == StatusCode::UNPROCESSABLE_ENTITY && !browser.is_in().await, "{answer:?}");
        };
        // In another browser; then where it was asked; then there again.
        let challenge = ask(&mut browser, ASK).await;
        refused(&mut other, &challenge).await;
        assert_eq!(send(&mut browser, LOG_IN, &phone.get(&challenge)).await.location(), "/gemerkt");
        browser.get("/").await;
        browser.post("/abmelden", &[]).await;
        browser.get("/anmelden").await;
        refused(&mut browser, &challenge).await;
        // Five minutes.
        let in_time = ask(&mut browser, ASK).await;
        test.clock.advance(5 * MINUTE - Duration::from_secs(1));
        assert_eq!(send(&mut browser, LOG_IN, &phone.get(&in_time)).await.location(), "/gemerkt");
        let mut browser = Browser::new(&test);
        browser.get("/anmelden").await;
        let late = ask(&mut browser, ASK).await;
        test.clock.advance(5 * MINUTE);
        refused(&mut browser, &late).await;
        // Asked to confirm or to add, used to log in; in the session of somebody who is in already.
        let to_confirm = ask(&mut inside, "/ich/sicherheit/passkeys/frage").await;
        let to_add = begin(&mut inside).await["challenge"].as_str().unwrap().to_owned();
        refused(&mut other, &to_confirm).await;
        refused(&mut other, &to_add).await;
        assert_eq!(send(&mut inside, LOG_IN, &phone.get(&to_confirm)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Nothing is left but what is still open, and that only as digests.
        ask(&mut other, ASK).await;
        test.clock.advance(5 * MINUTE);
        let open = ask(&mut other, ASK).await;
        let rows: Vec<String> = test.app.read(|conn, _| Ok(passkey_challenges::table.select(passkey_challenges::challenge_digest).load(conn)?)).await.unwrap();
        assert_eq!(rows, [crate::access::digest(&open)]);
    }

    async fn aut_24_of_two_answers_at_once_one_counts(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let (_, phone) = with_passkey(&test, "anna").await;
        let mut browser = Browser::new(&test);
        browser.get("/anmelden").await;
        let challenge = ask(&mut browser, ASK).await;
        let mut again = Browser::new(&test);
        again.get("/anmelden").await;
        again.cookies.clone_from(&browser.cookies);
        again.get("/anmelden").await;
        let given = phone.get(&challenge);
        let (first, second) = tokio::join!(send(&mut browser, LOG_IN, &given), send(&mut again, LOG_IN, &given));
        let mut statuses = [first.status, second.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]);
    }

    async fn aut_27_passkeys_of_others_cannot_be_seen_or_removed(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        test.person("bert").await;
        let (_, _) = with_passkey(&test, "anna").await;
        let mut bert = Browser::logged_in(&test, "bert").await;
        let id = account(&test, "anna").await.id;
        let hers = test.app.read(move |conn, _| passkey::of_account(conn, id)).await.unwrap()[0].id;
        for number in [hers.to_string(), "1".to_owned(), "x".to_owned(), "99999999999999999999".to_owned()] {
            let remove = format!("{HERE}/{number}/entfernen");
            assert_eq!(bert.get(&remove).await.status, StatusCode::NOT_FOUND, "{number}");
            assert_eq!(bert.post(&remove, &[("current", "kurzer dienstweg")]).await.status, StatusCode::NOT_FOUND, "{number}");
        }
        assert_eq!(test.app.read(move |conn, _| passkey::count(conn, id)).await.unwrap(), 1);
        let mut visitor = Browser::new(&test);
        for path in [HERE.to_owned(), format!("{HERE}/neu"), format!("{HERE}/{hers}/entfernen")] {
            assert!(visitor.get(&path).await.location().starts_with("/anmelden?next="), "{path}");
        }
    }

    async fn aut_38_passkeys_are_limited_as_passwords_are(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let (mut inside, phone) = with_passkey(&test, "anna").await;
        let limit = Limit { times: 100, freely: 100, within: 15 * MINUTE };
        (0..99).for_each(|_| test.app.limits.count("login 203.0.113.7", limit, test.app.now()));
        let mut browser = Browser::new(&test);
        // What was right is not counted.
        assert_eq!(log_in(&mut browser, &phone).await.location(), "/gemerkt");
        let mut browser = Browser::new(&test);
        assert_eq!(log_in(&mut browser, &device(&test)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.post(ASK, &[]).await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(send(&mut browser, LOG_IN, &phone.get("x")).await.status, StatusCode::TOO_MANY_REQUESTS);
        browser.address = "203.0.113.8:1".parse().unwrap();
        assert_eq!(log_in(&mut browser, &phone).await.location(), "/gemerkt");
        // Questions alone are limited, too, and so is showing who one is.
        let many = Limit { times: 300, freely: 300, within: 15 * MINUTE };
        (0..300).for_each(|_| test.app.limits.count("passkey 203.0.113.9", many, test.app.now()));
        let mut asking = Browser::new(&test);
        asking.address = "203.0.113.9:1".parse().unwrap();
        asking.get("/anmelden").await;
        assert_eq!(asking.post(ASK, &[]).await.status, StatusCode::TOO_MANY_REQUESTS);
        let new = format!("{HERE}/neu");
        let mut statuses = Vec::new();
        for _ in 0..7 {
            let challenge = ask(&mut inside, "/ich/sicherheit/passkeys/frage").await;
            statuses.push(send(&mut inside, &new, &device(&test).get(&challenge)).await.status);
        }
        assert_eq!((statuses[0], statuses[6]), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
        assert_eq!(inside.submit(&new, &[("current", "kurzer dienstweg")]).await.status, StatusCode::TOO_MANY_REQUESTS);
        test.clock.advance(15 * MINUTE);
        assert_eq!(add(&mut inside, &mut device(&test), "Zweiter").await.location(), HERE);
    }
}
