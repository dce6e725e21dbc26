//! Passkeys from the page to the database: what a script would do stands here as forms, an authenticator in software answers.

use super::TestApp;
use super::access::{account, with_factor, with_mail};
use super::browser::Browser;
use super::remote::Answer;
use crate::access::{passkey, password};
use crate::actor::account;
use crate::store::testing::TestDatabase;
use crate::webauthn::tests::Device;
use crate::webauthn::{Assertion, Registration, RelyingParty};
use crate::{instance, on_both_databases};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::StatusCode;
use serde_json::Value;
use std::time::Duration;

pub(crate) const HERE: &str = "/ich/sicherheit/passkeys";
const PASSWORD: &str = "kurzer dienstweg";

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A new passkey for this instance.
pub(crate) fn device(test: &TestApp) -> Device {
    Device::new(RelyingParty { id: "rudi.localhost", origin: test.app.urls.origin() }, -7)
}

/// The question that a script fetches.
pub(crate) async fn ask(browser: &mut Browser, path: &str) -> String {
    let answer = browser.post(path, &[]).await;
    assert_eq!((answer.status, answer.headers["cache-control"].to_str().unwrap()), (StatusCode::OK, "no-store"), "{answer:?}");
    let asked: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(
        (&asked["rpId"], &asked["userVerification"], &asked["timeout"]),
        (&"rudi.localhost".into(), &"required".into(), &300_000.into())
    );
    let challenge = asked["challenge"].as_str().unwrap();
    assert_eq!(URL_SAFE_NO_PAD.decode(challenge).unwrap().len(), 32);
    challenge.to_owned()
}

/// The question on the page for a new passkey.
fn question(page: &Answer) -> Value {
    let options = page.body.split("data-options=\"").nth(1).unwrap_or_else(|| panic!("{page:?}")).split('"').next().unwrap();
    serde_json::from_str(&options.replace("&#34;", "\"")).unwrap()
}

/// Shows the password and is asked for a new passkey.
pub(crate) async fn begin(browser: &mut Browser) -> Value {
    let page = browser.submit(&format!("{HERE}/neu"), &[("current", PASSWORD)]).await;
    assert_eq!((page.status, page.headers["cache-control"].to_str().unwrap()), (StatusCode::OK, "no-store"), "{page:?}");
    question(&page)
}

pub(crate) async fn send_new(browser: &mut Browser, given: &Registration, name: &str) -> Answer {
    let (client, attestation) = (text(&given.client_data), text(&given.attestation_object));
    browser.post(HERE, &[("name", name), ("client", &client), ("attestation", &attestation), ("transports", "internal,hybrid,x\"y")]).await
}

pub(crate) async fn send(browser: &mut Browser, path: &str, given: &Assertion) -> Answer {
    send_with(browser, path, given, &[("next", "/gemerkt")]).await
}

/// The answer of a passkey in a form with further fields.
pub(crate) async fn send_with(browser: &mut Browser, path: &str, given: &Assertion, more: &[(&str, &str)]) -> Answer {
    let parts =
        [&given.credential_id, &given.client_data, &given.authenticator_data, &given.signature, &given.user_handle].map(|part| text(part));
    let names = ["credential", "client", "authenticator", "signature", "user"];
    let fields: Vec<(&str, &str)> = names.into_iter().zip(parts.iter().map(String::as_str)).chain(more.iter().copied()).collect();
    browser.post(path, &fields).await
}

/// Adds this passkey to the login of the browser.
pub(crate) async fn add(browser: &mut Browser, device: &mut Device, name: &str) -> Answer {
    let asked = begin(browser).await;
    device.user = URL_SAFE_NO_PAD.decode(asked["user"]["id"].as_str().unwrap()).unwrap();
    send_new(browser, &device.create(asked["challenge"].as_str().unwrap()), name).await
}

/// Logs in with this passkey, from the page for it.
pub(crate) async fn log_in(browser: &mut Browser, device: &Device) -> Answer {
    browser.get("/anmelden").await;
    let challenge = ask(browser, "/anmelden/passkey/frage").await;
    send(browser, "/anmelden/passkey", &device.get(&challenge)).await
}

/// Somebody with a passkey.
pub(crate) async fn with_passkey(test: &TestApp, name: &str) -> (Browser, Device) {
    let (mut browser, mut device) = (Browser::logged_in(test, name).await, device(test));
    assert_eq!(add(&mut browser, &mut device, "Diensthandy").await.location(), HERE);
    (browser, device)
}

on_both_databases! {
    async fn added_used_and_removed(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        test.person("anna").await;
        let id = account(&test, "anna").await.id;
        test.app.write(move |conn, _| account::set_email(conn, id, Some("anna@example.org"))).await.unwrap();
        let mut browser = Browser::logged_in(&test, "anna").await;
        // A second factor does not matter: the passkey is both.
        with_factor(&test, &mut browser).await;
        let page = browser.get("/ich/sicherheit").await;
        page.shows(StatusCode::OK, &["href=\"/ich/sicherheit/passkeys\""]);

        let asked = begin(&mut browser).await;
        assert_eq!((&asked["rp"]["id"], &asked["rp"]["name"]), (&"rudi.localhost".into(), &test.app.settings().name.as_str().into()));
        assert_eq!((&asked["user"]["name"], &asked["user"]["displayName"]), (&"anna".into(), &"ANNA".into()));
        assert_eq!((&asked["attestation"], &asked["excludeCredentials"]), (&"none".into(), &serde_json::json!([])));
        assert_eq!(asked["authenticatorSelection"], serde_json::json!({"residentKey": "required", "requireResidentKey": true, "userVerification": "required"}));
        let algorithms: Vec<i64> = asked["pubKeyCredParams"].as_array().unwrap().iter().map(|one| one["alg"].as_i64().unwrap()).collect();
        assert_eq!(algorithms, [-8, -7, -257]);

        let mut phone = device(&test);
        assert_eq!(add(&mut browser, &mut phone, "  Mein\u{202e} <b>Handy</b> ").await.location(), HERE);
        let list = browser.get(HERE).await;
        list.shows(StatusCode::OK, &["Der Passkey ist angelegt", "Mein &#60;b&#62;Handy&#60;/b&#62;", "Noch nicht benutzt"]);
        instance::run_due(&test.app).await.unwrap();
        let mails = mailbox.take();
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("To: anna@example.org") && mails[0].contains("Mein <b>Handy</b>") && mails[0].contains(HERE), "{}", mails[0]);

        // The same device is not asked a second time, and what it said about how to reach it is kept as far as it is known.
        let known = begin(&mut browser).await["excludeCredentials"].clone();
        assert_eq!(known, serde_json::json!([{"type": "public-key", "id": text(&phone.id), "transports": ["hybrid", "internal"]}]));

        let mut elsewhere = Browser::new(&test);
        assert_eq!(log_in(&mut elsewhere, &phone).await.location(), "/gemerkt");
        assert!(elsewhere.is_in().await);
        elsewhere.get(HERE).await.shows(StatusCode::OK, &["Zuletzt benutzt:", "gerade eben"]);

        let passkeys = test.app.read(move |conn, _| passkey::of_account(conn, id)).await.unwrap();
        let remove = format!("{HERE}/{}/entfernen", passkeys[0].id);
        let wrong = elsewhere.submit(&remove, &[("current", "langer dienstweg")]).await;
        wrong.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#current\"", "Das ist nicht dein Passwort"]);
        assert_eq!(elsewhere.post(&remove, &[("current", PASSWORD)]).await.location(), HERE);
        elsewhere.get(HERE).await.shows(StatusCode::OK, &["Der Passkey ist entfernt", "Du hast noch keinen Passkey"]);
        instance::run_due(&test.app).await.unwrap();
        assert!(mailbox.take()[0].contains("entfernt"));
        log_in(&mut Browser::new(&test), &phone).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#passkey\"", "Dieser Passkey passt nicht"]);
    }

    async fn a_passkey_shows_who_one_is_as_a_password_does(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let (mut browser, phone) = with_passkey(&test, "anna").await;
        let new = format!("{HERE}/neu");
        browser.get(&new).await.shows(StatusCode::OK, &["name=\"current\"", "data-ask=\"/ich/sicherheit/passkeys/frage\""]);
        let challenge = ask(&mut browser, "/ich/sicherheit/passkeys/frage").await;
        let page = send(&mut browser, &new, &phone.get(&challenge)).await;
        let asked = question(&page);
        let mut key = device(&test);
        key.user.clone_from(&phone.user);
        assert_eq!(send_new(&mut browser, &key.create(asked["challenge"].as_str().unwrap()), "").await.location(), HERE);
        // Without a name it is called after the browser.
        browser.get(HERE).await.shows(StatusCode::OK, &["Firefox auf Linux", "Diensthandy"]);
        let id = account(&test, "anna").await.id;
        let passkeys = test.app.read(move |conn, _| passkey::of_account(conn, id)).await.unwrap();
        assert_eq!((passkeys.len(), passkeys[0].used_at), (2, Some(test.app.now())));
        // Neither nothing, nor a passkey of somebody else, nor a question for logging in will do.
        let remove = format!("{HERE}/{}/entfernen", passkeys[0].id);
        browser.submit(&remove, &[]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#current\""]);
        let challenge = ask(&mut browser, "/anmelden/passkey/frage").await;
        send(&mut browser, &remove, &key.get(&challenge)).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#passkey\""]);
        test.person("bert").await;
        let (_, stranger) = with_passkey(&test, "bert").await;
        let challenge = ask(&mut browser, "/ich/sicherheit/passkeys/frage").await;
        send(&mut browser, &remove, &stranger.get(&challenge)).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#passkey\""]);
        let challenge = ask(&mut browser, "/ich/sicherheit/passkeys/frage").await;
        assert_eq!(send(&mut browser, &remove, &key.get(&challenge)).await.location(), HERE);
        assert_eq!(test.app.read(move |conn, _| passkey::count(conn, id)).await.unwrap(), 1);
    }

    async fn who_has_no_password_begins_with_a_passkey_and_keeps_one(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let id = account(&test, "anna").await.id;
        let mut browser = Browser::logged_in(&test, "anna").await;
        test.app
            .write(move |conn, _| {
                use crate::store::schema::accounts;
                use diesel::prelude::*;
                diesel::update(accounts::table.find(id)).set(accounts::password_hash.eq("")).execute(conn)?;
                Ok(())
            })
            .await
            .unwrap();
        browser.get("/").await.shows(StatusCode::OK, &["Du hast noch kein Passwort"]);
        let page = browser.submit(&format!("{HERE}/neu"), &[]).await;
        let mut phone = device(&test);
        phone.user = URL_SAFE_NO_PAD.decode(question(&page)["user"]["id"].as_str().unwrap()).unwrap();
        assert_eq!(send_new(&mut browser, &phone.create(question(&page)["challenge"].as_str().unwrap()), "Handy").await.location(), HERE);
        assert!(!browser.get("/").await.body.contains("Du hast noch kein Passwort"));
        assert_eq!(log_in(&mut Browser::new(&test), &phone).await.location(), "/gemerkt");
        // From now on it takes the passkey to add another one, and the last one stays.
        browser.submit(&format!("{HERE}/neu"), &[]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#passkey\""]);
        let only = test.app.read(move |conn, _| passkey::of_account(conn, id)).await.unwrap()[0].id;
        let remove = format!("{HERE}/{only}/entfernen");
        browser.get(&remove).await.shows(StatusCode::CONFLICT, &["dein einziger Weg herein"]);
        let challenge = ask(&mut browser, "/ich/sicherheit/passkeys/frage").await;
        send(&mut browser, &remove, &phone.get(&challenge)).await.shows(StatusCode::CONFLICT, &["dein einziger Weg herein"]);
    }

    async fn nobody_has_more_than_twenty_or_one_twice(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        test.person("bert").await;
        let (mut browser, phone) = with_passkey(&test, "anna").await;
        let mut bert = Browser::logged_in(&test, "bert").await;
        for other in [&mut browser, &mut bert] {
            let asked = begin(other).await;
            let refused = send_new(other, &phone.create(asked["challenge"].as_str().unwrap()), "Kopie").await;
            refused.shows(StatusCode::UNPROCESSABLE_ENTITY, &["Dieser Passkey ist hier schon eingetragen"]);
        }
        // Asked before there were enough, answered when there are.
        let late = begin(&mut browser).await["challenge"].as_str().unwrap().to_owned();
        for number in 1..passkey::MOST {
            assert_eq!(add(&mut browser, &mut device(&test), &format!("Nummer {number}")).await.location(), HERE);
        }
        let full = browser.get(HERE).await;
        full.shows(StatusCode::OK, &["Mehr als 20 Passkeys", "Nummer 19"]);
        assert!(!full.body.contains("href=\"/ich/sicherheit/passkeys/neu\""));
        browser.submit(&format!("{HERE}/neu"), &[("current", PASSWORD)]).await.shows(StatusCode::CONFLICT, &["Mehr als 20 Passkeys"]);
        send_new(&mut browser, &device(&test).create(&late), "Nummer 20").await.shows(StatusCode::CONFLICT, &["Mehr als 20 Passkeys"]);
        let id = account(&test, "anna").await.id;
        assert_eq!(test.app.read(move |conn, _| passkey::count(conn, id)).await.unwrap(), 20);
    }

    async fn a_closed_login_stays_closed_and_a_new_password_takes_no_passkey_away(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let (_, phone) = with_passkey(&test, "anna").await;
        let id = account(&test, "anna").await.id;
        let link = test.app.write(move |conn, app| password::link(conn, app, id)).await.unwrap();
        Browser::new(&test).submit(&link, &[("password", "vierzig grüne gänse")]).await;
        assert_eq!(log_in(&mut Browser::new(&test), &phone).await.location(), "/gemerkt");
        test.app.write(move |conn, app| account::close(conn, id, app.now())).await.unwrap();
        let mut browser = Browser::new(&test);
        let closed = log_in(&mut browser, &phone).await;
        assert!(closed.status == StatusCode::FORBIDDEN && !browser.is_in().await, "{closed:?}");
        // Whoever lacks the passkey learns nothing of it.
        log_in(&mut browser, &device(&test)).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["Dieser Passkey passt nicht"]);
    }

    async fn a_copy_is_refused_and_its_owner_told(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        test.person("anna").await;
        let id = account(&test, "anna").await.id;
        test.app.write(move |conn, _| account::set_email(conn, id, Some("anna@example.org"))).await.unwrap();
        let (mut browser, mut phone) = with_passkey(&test, "anna").await;
        instance::run_due(&test.app).await.unwrap();
        mailbox.take();
        phone.sign_count = 9;
        assert_eq!(log_in(&mut Browser::new(&test), &phone).await.location(), "/gemerkt");
        test.clock.advance(Duration::from_secs(60));
        for counter in [9, 8, 0] {
            phone.sign_count = counter;
            let mut copy = Browser::new(&test);
            log_in(&mut copy, &phone).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["Sein Zähler ging zurück"]);
            assert!(!copy.is_in().await);
        }
        instance::run_due(&test.app).await.unwrap();
        let mails = mailbox.take();
        assert_eq!(mails.len(), 1, "once is enough");
        assert!(mails[0].contains("Diensthandy") && mails[0].contains("Niemand kam damit herein"), "{}", mails[0]);
        browser.get(HERE).await.shows(StatusCode::OK, &["Abgewiesen am"]);
        // The one that counts on is the owner's.
        phone.sign_count = 10;
        assert_eq!(log_in(&mut Browser::new(&test), &phone).await.location(), "/gemerkt");
    }
}
