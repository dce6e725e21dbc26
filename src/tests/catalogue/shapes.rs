//! JSN and PRV: documents of odd shapes, and what ours never say.

use super::{Scene, announce};
use crate::instance;
use crate::object;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::remote::is_document;
use http::Method;
use serde_json::{Value, json};

/// Names no document of ours may have.
const NEVER: [&str; 12] =
    ["bto", "bcc", "email", "login", "password", "password_hash", "privateKey", "privateKeyPem", "ip", "language", "admin", "settings"];

fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(names).collect(),
        Value::Object(map) => map.iter().flat_map(|(name, value)| std::iter::once(name.clone()).chain(names(value))).collect(),
        _ => Vec::new(),
    }
}

on_both_databases! {
    async fn jsn_02_more_than_a_megabyte_is_not_read(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let body = format!("{{\"x\":\"{}\"}}", "x".repeat(1024 * 1024));
        let answer = scene.test.send(scene.test.signed(&scene.ada, Method::POST, "/ap/inbox", Some(&body))).await;
        assert_eq!(answer.status.as_u16(), 413);
    }

    async fn jsn_08_nothing_that_is_missing_or_empty_is_our_fault(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut number = 0;
        for (verb, object) in [
            ("Create", scene.ada.note(1, "voll")),
            ("Like", json!(scene.test.app.urls.object(scene.article))),
            ("Announce", scene.ada.activity(1, "Create", scene.ada.note(2, "voll"))),
            ("Undo", scene.ada.activity(1, "Follow", scene.ada.ap_id.clone())),
            ("Add", json!(scene.ada.ap_id)),
        ] {
            let mut whole = scene.ada.activity(1, verb, object.clone());
            whole["to"] = json!([crate::json::PUBLIC]);
            let outer: Vec<String> = whole.as_object().unwrap().keys().cloned().collect();
            let inner: Vec<String> = object.as_object().map(|object| object.keys().cloned().collect()).unwrap_or_default();
            for value in [json!(null), json!({}), json!([]), json!(""), json!(7), json!([[]]), json!({"id": {}}), json!(true)] {
                for (inside, property) in outer.iter().map(|name| (false, name)).chain(inner.iter().map(|name| (true, name))) {
                    number += 1;
                    let mut odd = whole.clone();
                    odd["id"] = json!(format!("{}/odd/{number}", scene.ada.ap_id));
                    if inside { odd["object"][property] = value.clone() } else { odd[property] = value.clone() }
                    let answer = scene.test.deliver(&scene.ada, &odd).await;
                    assert!(!answer.status.is_server_error(), "{odd:#}: {answer:?}");
                }
            }
        }
    }

    async fn jsn_11_and_jsn_12_ids_that_are_none(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let none = [
            json!("relativ"), json!("/ap/objects/1"), json!("urn:uuid:1"), json!("did:key:z6M"), json!(true), json!(7), json!(""),
            json!(format!("{}/{}", scene.ada.ap_id, "x".repeat(2_100))),
        ];
        for (number, id) in (10..).zip(none) {
            let mut like = scene.ada.activity(1, "Like", scene.test.app.urls.object(scene.article));
            like["id"] = id.clone();
            scene.refuses(&scene.ada, &like, 400).await;
            let mut note = scene.ada.note(1, "ohne Nummer");
            note["id"] = id;
            let before = scene.state().await;
            let answer = scene.test.deliver(&scene.ada, &scene.ada.activity(number, "Create", note)).await;
            assert!(answer.status.is_client_error(), "{answer:?}");
            assert_eq!(scene.state().await, before);
        }
    }

    async fn jsn_13_zero_bytes_and_control_characters_are_stripped(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut note = scene.ada.note(1, "a\u{0}b\u{1}c");
        note["name"] = json!("Titel\u{0}\u{7}\u{202e}hinten");
        note["summary"] = json!("\u{0}");
        let id = note["id"].as_str().unwrap().to_owned();
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", note)).await;
        let stored = scene.by_ap_id(&id).await.unwrap();
        assert!(!format!("{}{}{}{}", stored.name, stored.summary, stored.content, stored.json).contains('\0'));
        assert_eq!(stored.name, "Titel hinten");
    }

    async fn jsn_18_thousands_of_mentions_are_fifty_and_nobody_is_fetched(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut note = scene.ada.note(1, "alle");
        let tag: Vec<Value> = (0..5_000).map(|number| json!({"type": "Mention", "href": scene.one.at(&format!("/users/m{number}"))})).collect();
        note["tag"] = json!(tag);
        note["cc"] = (0..5_000).map(|number| json!(scene.one.at(&format!("/users/m{number}")))).collect();
        let id = note["id"].as_str().unwrap().to_owned();
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", note)).await;
        instance::run_due(&scene.test.app).await.unwrap();
        assert!(scene.by_ap_id(&id).await.is_some());
        assert!(!scene.one.asked().iter().any(|path| path.contains("/users/m")), "{:?}", scene.one.asked());
    }

    async fn jsn_21_circles_of_answers_end(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (mut first, mut second) = (scene.ada.note(1, "Henne"), scene.ada.note(2, "Ei"));
        let id = |note: &Value| note["id"].as_str().unwrap().to_owned();
        (first["inReplyTo"], second["inReplyTo"]) = (json!(id(&second)), json!(id(&first)));
        scene.one.put(&first);
        scene.one.put(&second);
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", first.clone())).await;
        instance::run_due(&scene.test.app).await.unwrap();
        scene.test.accepts(&scene.ada, &scene.ada.activity(2, "Create", second.clone())).await;
        instance::run_due(&scene.test.app).await.unwrap();
        let (hen, egg) = (scene.by_ap_id(&id(&first)).await.unwrap(), scene.by_ap_id(&id(&second)).await.unwrap());
        assert_eq!(hen.root_id, egg.root_id, "one thread");
        let roots = [&hen, &egg].iter().filter(|object| object.in_reply_to_id.is_none()).count();
        assert_eq!(roots, 1, "one of them is the beginning: {hen:?} {egg:?}");
        let mut own = scene.ada.note(3, "ich selbst");
        own["inReplyTo"] = json!(id(&own));
        scene.test.accepts(&scene.ada, &scene.ada.activity(3, "Create", own.clone())).await;
        assert_eq!(scene.by_ap_id(&id(&own)).await.unwrap().in_reply_to_id, None);
        let root = hen.root_id;
        let thread = scene.test.thread(object::Viewer::Anonymous, root).await;
        assert_eq!(thread.len(), 2);
    }

    async fn jsn_28_an_older_version_changes_nothing(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let note = scene.note(&scene.ada, 1, "erste").await;
        let version = |number: u32, content: &str, updated: &str| {
            let mut note = scene.ada.note(1, content);
            note["updated"] = json!(updated);
            scene.ada.activity(number, "Update", note)
        };
        scene.test.accepts(&scene.ada, &version(1, "dritte", "2026-11-21T11:50:00Z")).await;
        scene.test.accepts(&scene.ada, &version(2, "zweite", "2026-11-21T11:40:00Z")).await;
        let stored = scene.test.object(note.id).await;
        assert!(stored.content.contains("dritte"), "{}", stored.content);
    }

    async fn jsn_30_unknown_and_double_types(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let before = scene.state().await;
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Travel", scene.ada.note(1, "Reise"))).await;
        assert_eq!(scene.state().await, before);
        let mut note = scene.ada.note(2, "beides");
        note["type"] = json!(["Note", "Person"]);
        let answer = scene.test.deliver(&scene.ada, &scene.ada.activity(2, "Create", note)).await;
        assert!(!answer.status.is_server_error());
        let person = scene.actor(&format!("{}/notes/2", scene.ada.ap_id)).await;
        assert!(person.is_none());
        let mut inside = scene.ada.activity(3, "Like", scene.test.app.urls.object(scene.article));
        inside["actor"] = scene.ben.activity(1, "Create", scene.ben.note(1, "x"));
        let answer = scene.test.deliver(&scene.ada, &inside).await;
        assert!(answer.status.is_client_error(), "{answer:?}");
    }

    async fn jsn_32_what_was_announced_as_a_note_is_no_actor(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let group = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        let note = scene.eve.note(1, "Köder");
        let mut trap = scene.eve.document(crate::actor::ActorKind::Person);
        trap["id"] = note["id"].clone();
        trap["attributedTo"] = json!(scene.eve.ap_id);
        scene.other.put(&trap);
        scene.test.accepts(&group, &announce(&group, 1, scene.eve.activity(1, "Create", note.clone()))).await;
        instance::run_due(&scene.test.app).await.unwrap();
        let id = note["id"].as_str().unwrap();
        assert!(scene.by_ap_id(id).await.is_none(), "an actor is no object");
        assert!(scene.actor(id).await.is_none(), "nor is it taken in as an actor here");
    }

    async fn prv_41_documents_say_nothing_that_is_not_for_others(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let urls = scene.test.app.urls.clone();
        let mut targets = vec!["/.well-known/nodeinfo".to_owned(), "/nodeinfo/2.1".to_owned(), urls.object(scene.article)];
        for id in [scene.anna, scene.group, scene.test.app.server_actor_id] {
            targets.push(urls.actor(id));
            targets.push(urls.of_actor(id, "outbox?page=true"));
        }
        targets.extend(scene.test.entries().await.iter().filter(|entry| entry.local).map(|entry| urls.activity(entry.id)));
        for target in targets {
            let answer = scene.test.get(&target, None).await;
            assert!(answer.status.as_u16() == 200, "{target}: {answer:?}");
            assert!(is_document(&answer) || target.contains("nodeinfo"), "{target}: {answer:?}");
            let names = names(&answer.json());
            assert!(!names.iter().any(|name| NEVER.contains(&name.as_str())), "{target}: {names:?}");
            assert!(!answer.body.contains("argon2") && !answer.body.contains("PRIVATE KEY"), "{target}");
        }
    }
}
