//! What servers tell each other about their staff, and everything that is not believed.

use super::{DAY, add, current, essen, vouch};
use crate::actor::json::{document, parse};
use crate::actor::keys::{self, Key};
use crate::actor::{self, Actor};
use crate::error::{Error, Result};
use crate::json::Document;
use crate::on_both_databases;
use crate::signature::{add_proof, verify_proof};
use crate::store::testing::TestDatabase;
use crate::store::{Conn, Timestamp};
use crate::tests::TestApp;
use crate::vetting::assertion::{self, StaffAssertion};
use crate::vetting::{Evidence, Level, Method};
use serde_json::{Value, json};

/// The server's actor as other servers know it, and its key.
async fn server(test: &TestApp) -> (Actor, Key) {
    let (now, id) = (test.app.now(), test.app.server_actor_id);
    let read = test.app.read(move |conn, app| {
        let (actor, keys) = (actor::model::find(conn, id)?, keys::of_actor(conn, id)?);
        Ok((document(&actor, &keys, &app.urls, &[]), keys))
    });
    let (document, keys) = read.await.unwrap();
    let Value::Object(document) = json!(document) else { panic!("no object") };
    let remote = Actor { id, ..parse(&document, now).unwrap().actor };
    (remote, keys.into_iter().find(|key| key.id.ends_with("#ed25519-key")).unwrap())
}

/// Somebody with a vouching, her id, and what her server says about her.
async fn scene(database: TestDatabase) -> (TestApp, String, Document) {
    let test = TestApp::new(database).await;
    let anna = test.person("anna").await;
    let city = add(&test, essen()).await.unwrap();
    vouch(&test, anna, city, Evidence::Address("anna@essen.de".to_owned())).await.unwrap();
    let composed = test.app.write(move |conn, app| {
        let person = actor::model::find(conn, anna)?;
        Ok((person.ap_id.clone(), assertion::compose(conn, app, &person)?))
    });
    let (subject, composed) = composed.await.unwrap();
    (test, subject, composed.unwrap())
}

/// As an attacker who holds the server's key would: changed, and proved anew.
async fn proved(test: &TestApp, document: &Document, actor_id: i64) -> Document {
    let keys = test.app.write(move |conn, app| app.signing_keys(conn, actor_id)).await.unwrap();
    let mut value = Value::Object(document.clone());
    add_proof(&mut value, &keys.ed25519, &keys.ed25519_id, &test.app.now().rfc3339()).unwrap();
    value.as_object().unwrap().clone()
}

fn refused(result: Result<StaffAssertion>) -> String {
    match result {
        Err(Error::Malformed(reason)) => reason.detail,
        Err(Error::Forbidden(reason)) => reason.text.to_owned(),
        other => panic!("{other:?}"),
    }
}

on_both_databases! {
    async fn a_server_vouches_and_another_one_reads_it(database: TestDatabase) {
        let (test, subject, document) = scene(database).await;
        let now = test.app.now();
        let (issuer, key) = server(&test).await;
        // On the wire.
        let document = crate::json::parse(&Value::Object(document).to_string()).unwrap();
        let read = assertion::read(&document, &subject, now).unwrap();
        assertion::verify(&read, &issuer, &key).unwrap();
        assert_eq!((read.organisation.as_str(), read.level, read.official_key.as_deref(), read.method), ("Stadt Essen", Level::Municipality, Some("05113000"), Method::EmailDomain));
        assert_eq!((read.issuer.as_str(), read.verification_method.as_str()), (issuer.ap_id.as_str(), key.id.as_str()));
        assert_eq!((read.verified_at, read.valid_until.since(now)), (now, 365 * DAY));
        assert!(!Value::Object(document).to_string().contains("anna@essen.de"), "the address stays at home");
        let bert = test.person("bert").await;
        let none = test.app.write(move |conn, app| { let bert = actor::model::find(conn, bert)?; assertion::compose(conn, app, &bert) }).await.unwrap();
        assert!(none.is_none(), "nobody vouches for Bert");
    }

    async fn what_a_server_vouched_for_is_kept_until_it_ends(database: TestDatabase) {
        let (test, _, document) = scene(database).await;
        let far = test.person_of("https://next.example", "mia").await;
        let moved = |text: &str| text.replace("http://rudi.localhost:8081/", "https://next.example/");
        let mut document = crate::json::parse(&moved(&Value::Object(document).to_string())).unwrap();
        document.insert("subject".to_owned(), json!(far.ap_id));
        let read = assertion::read(&document, &far.ap_id, test.app.now()).unwrap();
        let (id, kept) = (far.id, read.clone());
        let subject = far.clone();
        test.app.write(move |conn, app| assertion::keep(conn, &subject, &kept, None, app.now())).await.unwrap();
        let found = current(&test, id).await.unwrap();
        assert_eq!((found.organisation.as_str(), found.host.as_deref(), found.organisation_id), ("Stadt Essen", Some("next.example"), None));
        // Another time in its place; nobody keeps it about somebody else, or about somebody here.
        let (other, here) = (StaffAssertion { organisation: "Kreis Unna".to_owned(), official_key: None, ..read.clone() }, test.person("bert").await);
        let subject = far.clone();
        test.app.write(move |conn, app| assertion::keep(conn, &subject, &other, None, app.now())).await.unwrap();
        assert_eq!(current(&test, id).await.unwrap().organisation, "Kreis Unna");
        let last = read.id.clone();
        let refused = test.app.write(move |conn, app| { let bert = actor::model::find(conn, here)?; assertion::keep(conn, &bert, &read, None, app.now()) }).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))));
        test.clock.advance(365 * DAY);
        assert_eq!(current(&test, id).await, None);
        assert!(!test.app.write(move |conn, _| assertion::forget(conn, id, "https://elsewhere.example/other")).await.unwrap());
        assert!(test.app.write(move |conn, _| assertion::forget(conn, id, &last)).await.unwrap());
    }

    async fn what_a_home_passes_on_counts_in_its_community_and_outweighs_nothing(database: TestDatabase) {
        let (test, _, document) = scene(database).await;
        let far = test.person_of("https://next.example", "mia").await;
        let text = Value::Object(document).to_string().replace("http://rudi.localhost:8081/", "https://next.example/");
        let mut document = crate::json::parse(&text).unwrap();
        document.insert("subject".to_owned(), json!(far.ap_id));
        let read = assertion::read(&document, &far.ap_id, test.app.now()).unwrap();
        document.insert("pad".to_owned(), json!("x".repeat(8_192)));
        assert!(matches!(assertion::read(&document, &far.ap_id, test.app.now()), Err(Error::Malformed(_))), "nobody passes on without end");

        let here = test.person("bert").await;
        let one = test.group(here, "eins").await;
        let other = test.group(here, "zwei").await;
        let inside = |group: i64| test.app.read(move |conn, app| Ok(crate::vetting::current_in(conn, far.id, group, app.now())?.is_some()));
        let keep = |via: Option<i64>| {
            let (subject, read) = (far.clone(), read.clone());
            test.app.write(move |conn, app| assertion::keep(conn, &subject, &read, via, app.now()))
        };
        let outweighed = |verified_at| {
            let passed_on = StaffAssertion { verified_at, ..read.clone() };
            test.app.read(move |conn, _| assertion::outweighs(conn, far.id, &passed_on))
        };
        keep(Some(one)).await.unwrap();
        assert!(inside(one).await.unwrap() && !inside(other).await.unwrap());
        assert_eq!(current(&test, far.id).await, None, "no membership depends on it");
        assert!(outweighed(read.verified_at.minus(DAY)).await.unwrap() && !outweighed(read.verified_at).await.unwrap(), "newer counts");
        keep(None).await.unwrap();
        assert!(current(&test, far.id).await.is_some() && inside(other).await.unwrap());
        assert!(outweighed(read.verified_at.plus(DAY)).await.unwrap(), "her own server counts for more");
    }

    async fn nothing_else_is_believed(database: TestDatabase) {
        let (test, subject, document) = scene(database).await;
        let now = test.app.now();
        let (issuer, key) = server(&test).await;
        let changed = |path: &[&str], value: Value| {
            let mut value_of = Value::Object(document.clone());
            let (last, before) = path.split_last().unwrap();
            let place = before.iter().fold(&mut value_of, |place, name| &mut place[*name]);
            match value {
                Value::Null => drop(place.as_object_mut().unwrap().shift_remove(*last)),
                value => place[*last] = value,
            }
            value_of.as_object().unwrap().clone()
        };
        let later = |seconds: i64| json!(Timestamp::from_seconds(now.seconds() + seconds).rfc3339());
        let (evil, day) = ("https://evil.example/ap/actors/1", 24 * 3_600);
        for (path, value, expected) in [
            (&["type"][..], json!("Note"), "type"),
            (&["type"], Value::Null, "type"),
            (&["id"], Value::Null, "id"),
            (&["id"], json!(7), "id"),
            (&["id"], json!("urn:uuid:1"), "an id is not an absolute"),
            (&["id"], json!("https://evil.example/1"), "error-assertion-issuer"),
            (&["subject"], Value::Null, "subject"),
            (&["subject"], json!([subject]), "subject"),
            (&["subject"], json!("http://rudi.localhost:8081/ap/actors/1"), "error-assertion-subject"),
            (&["issuer"], Value::Null, "issuer"),
            (&["issuer"], json!(evil), "error-assertion-issuer"),
            (&["issuer"], json!("https://rudi.localhost:8081/ap/actors/1"), "error-assertion-issuer"),
            (&["issuer"], json!(subject), "error-assertion-issuer"),
            (&["method"], Value::Null, "method"),
            (&["method"], json!("hearsay"), "method"),
            (&["organisation"], Value::Null, "organisation"),
            (&["organisation"], json!("Stadt Essen"), "organisation"),
            (&["organisation", "name"], json!("\u{202e} \n"), "organisation.name"),
            (&["organisation", "name"], Value::Null, "organisation.name"),
            (&["organisation", "level"], json!("galaxy"), "organisation.level"),
            (&["organisation", "level"], Value::Null, "organisation.level"),
            (&["organisation", "officialKey"], json!("99113000"), "organisation.officialKey"),
            (&["organisation", "officialKey"], json!(5_113_000), "organisation.officialKey"),
            (&["verifiedAt"], Value::Null, "verifiedAt"),
            (&["verifiedAt"], json!("gestern"), "verifiedAt"),
            (&["verifiedAt"], later(600), "error-assertion-time"),
            (&["validUntil"], Value::Null, "validUntil"),
            (&["validUntil"], later(0), "error-assertion-time"),
            (&["validUntil"], later(-day), "error-assertion-time"),
            (&["validUntil"], later(401 * day), "error-assertion-time"),
            (&["proof"], Value::Null, "proof"),
            (&["proof", "cryptosuite"], json!("none"), "proof"),
            (&["proof", "proofPurpose"], json!("authentication"), "proof"),
            (&["proof", "verificationMethod"], Value::Null, "proof"),
            (&["proof", "verificationMethod"], json!(evil), "error-assertion-issuer"),
        ] {
            let said = refused(assertion::read(&changed(path, value.clone()), &subject, now));
            assert!(said.contains(expected), "{path:?} {value}: {said}");
        }
        assert_eq!(refused(assertion::read(&document, &subject, now.plus(365 * DAY))), "error-assertion-time");
        assert_eq!(refused(assertion::read(&document, evil, now)), "error-assertion-subject");
        assert_eq!(refused(assertion::read(&Document::new(), &subject, now)), "StaffAssertion: type");

        // What can be read and was changed is not what was proved.
        let verify = |document: &Document, issuer: &Actor, key: &Key| assertion::verify(&assertion::read(document, &subject, now).unwrap(), issuer, key);
        let is = |result: Result<()>, expected: &str| assert!(matches!(&result, Err(Error::Forbidden(reason)) if reason.text == expected), "{expected}: {result:?}");
        for (path, value) in [
            (&["organisation", "name"][..], json!("Bundeskanzleramt")),
            (&["organisation", "level"], json!("other")),
            (&["organisation", "officialKey"], json!("05113001")),
            (&["organisation", "officialKey"], Value::Null),
            (&["method"], json!("oidc")),
            (&["validUntil"], later(366 * day)),
            (&["id"], json!(format!("{}#assertion-1", issuer.ap_id))),
            (&["extra"], json!(true)),
        ] {
            is(verify(&changed(path, value), &issuer, &key), "error-assertion-proof");
        }

        // A person's key proves nothing, whatever the document says about it.
        let anna = test.app.urls.actor_id(&subject).unwrap();
        let by_anna = proved(&test, &document, anna).await;
        let (person, her_key) = test.app.read(move |conn, _| Ok((actor::model::find(conn, anna)?, keys::of_actor(conn, anna)?))).await.unwrap();
        let her_key = her_key.into_iter().find(|key| key.id.ends_with("#ed25519-key")).unwrap();
        verify_proof(&Value::Object(by_anna.clone()), &her_key.public().unwrap()).unwrap();
        is(verify(&by_anna, &issuer, &her_key), "error-assertion-issuer");
        is(verify(&by_anna, &person, &her_key), "error-assertion-issuer");
        is(verify(&by_anna, &issuer, &key), "error-assertion-issuer");
        is(verify(&document, &person, &key), "error-assertion-issuer");
        is(verify(&document, &Actor { details: "{}".to_owned(), ..issuer.clone() }, &key), "error-assertion-issuer");
        is(verify(&document, &Actor { kind: actor::ActorKind::Person, ..issuer.clone() }, &key), "error-assertion-issuer");
        is(verify(&document, &issuer, &Key { retired_at: Some(now), ..key.clone() }), "error-assertion-issuer");
        is(verify(&document, &issuer, &Key { actor_id: anna, ..key.clone() }), "error-assertion-issuer");
        is(verify(&document, &issuer, &Key { public_key: her_key.public_key, ..key.clone() }), "error-assertion-proof");
        verify(&document, &issuer, &key).unwrap();
    }

    async fn mangled_documents_are_refused_and_nothing_panics(database: TestDatabase) {
        let (test, subject, document) = scene(database).await;
        let (issuer, key) = server(&test).await;
        let (now, text) = (test.app.now(), Value::Object(document).to_string());
        // A byte less, a byte else, at every place: refused as JSON, as an assertion, or by the proof. White space does not matter.
        let mut believed = Vec::new();
        for at in 0..text.len() {
            for other in ["", "\"", "0", "z", "[", "\\u0000"] {
                if !text.is_char_boundary(at) || !text.is_char_boundary(at + 1) || &text[at..=at] == other {
                    continue;
                }
                let mangled = format!("{}{other}{}", &text[..at], &text[at + 1..]);
                let verified = crate::json::parse(&mangled).and_then(|document| assertion::read(&document, &subject, now)).and_then(|read| assertion::verify(&read, &issuer, &key));
                if verified.is_ok() {
                    believed.push(mangled);
                }
            }
        }
        assert!(believed.is_empty(), "{believed:#?}");
    }
}

impl TestApp {
    /// Somebody of another server, as its document says.
    pub(super) async fn person_of(&self, origin: &str, name: &str) -> Actor {
        let id = format!("{origin}/ap/actors/7");
        let document = json!({"id": id, "type": "Person", "preferredUsername": name, "inbox": format!("{id}/inbox"), "outbox": format!("{id}/outbox")});
        let (document, number) = (document.as_object().unwrap().clone(), self.app.next_id());
        let store = move |conn: &mut Conn, app: &crate::app::App| {
            actor::model::upsert(conn, &Actor { id: number, ..parse(&document, app.now())?.actor })
        };
        self.app.write(store).await.unwrap()
    }
}
