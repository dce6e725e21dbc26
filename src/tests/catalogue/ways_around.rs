//! Ways around a community's rules that lead through something harmless in itself.

use super::{Scene, announce, known};
use crate::activity::outbox;
use crate::actor::{ActorKind, member};
use crate::object::Viewer;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::remote::Remote;
use serde_json::{Value, json};

/// The ids of a public note of ada's, with these properties.
fn note(scene: &Scene, number: u32, more: Value) -> Value {
    let mut note = scene.ada.note(number, "Umweg");
    for (name, value) in more.as_object().unwrap() {
        note[name] = value.clone();
    }
    note
}

on_both_databases! {
    async fn no_answer_gets_into_a_closed_thread_behind_one_for_few(database: TestDatabase) {
        let scene = Scene::new(database).await;
        outbox::lock(&scene.test.app, scene.anna, scene.article, true).await.unwrap();
        let root = scene.test.app.urls.object(scene.article);
        let few = note(&scene, 1, json!({"inReplyTo": root, "to": [scene.ada.followers()], "cc": []}));
        let orphan = note(&scene, 2, json!({"inReplyTo": few["id"]}));
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", orphan.clone())).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        scene.test.accepts(&scene.ada, &scene.ada.activity(2, "Create", few.clone())).await;
        let late = note(&scene, 3, json!({"inReplyTo": few["id"]}));
        scene.test.refuses(&scene.ada, &scene.ada.activity(3, "Create", late), 403).await;
        assert_eq!(scene.test.thread(Viewer::Anonymous, scene.article).await.len(), 1);
    }

    async fn no_community_makes_people_its_hosts_who_never_joined(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let group = known(&scene.test, &scene.other, ActorKind::Group, "/c/fallen").await;
        let anna = scene.test.app.urls.actor(scene.anna);
        let add = |number: u32| {
            let mut add = group.activity(number, "Add", json!(anna));
            add["target"] = json!(format!("{}/moderators", group.ap_id));
            announce(&group, number + 100, add)
        };
        let membership = |id: i64| scene.test.app.read(move |conn, _| member::find(conn, id, scene.anna));
        scene.test.deliver(&group, &add(1)).await;
        assert!(membership(group.id).await.unwrap().is_none());
        // A member can be appointed, and can still leave.
        let joined = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        let follow = membership(joined.id).await.unwrap().unwrap().activity;
        scene.test.app.write(move |conn, _| member::accept(conn, joined.id, scene.anna)).await.unwrap();
        let joined = known(&scene.test, &scene.one, ActorKind::Group, "/c/wandern").await;
        let mut add = joined.activity(1, "Add", json!(anna));
        add["target"] = json!(format!("{}/moderators", joined.ap_id));
        scene.test.accepts(&joined, &announce(&joined, 2, add)).await;
        let hosting = membership(joined.id).await.unwrap().unwrap();
        assert_eq!((hosting.role, hosting.activity), (member::Role::Host, follow));
        outbox::leave(&scene.test.app, scene.anna, joined.id).await.unwrap();
        assert!(membership(joined.id).await.unwrap().is_none());
    }

    async fn what_was_removed_is_in_no_activity_however_it_is_wrapped(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let group = scene.test.app.urls.actor(scene.group);
        let article = note(&scene, 1, json!({"type": "Article", "name": "Titel", "object": {"type": "x"}, "actor": "x", "audience": group, "cc": [group]}));
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", article.clone())).await;
        let stored = scene.by_ap_id(article["id"].as_str().unwrap()).await.unwrap();
        let announces: Vec<String> = {
            let entries = scene.test.entries().await;
            entries.into_iter().filter(|entry| entry.local && entry.body.contains("Umweg")).map(|entry| entry.ap_id).collect()
        };
        assert!(!announces.is_empty());
        outbox::remove(&scene.test.app, scene.anna, stored.id, "Werbung").await.unwrap();
        for url in announces.into_iter().chain([format!("{group}/outbox?page=true")]) {
            let answer = scene.test.get(&url, None).await;
            assert!(!answer.body.contains("Umweg"), "{url}: {}", answer.body);
        }
    }

    async fn what_was_removed_is_in_nothing_that_others_said_about_it(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let group = scene.test.app.urls.actor(scene.group);
        scene.test.accepts(&scene.ada, &scene.ada.activity(900, "Follow", group.clone())).await;
        let article = note(&scene, 1, json!({"type": "Article", "name": "Titel", "audience": group, "cc": [group]}));
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", article.clone())).await;
        let stored = scene.by_ap_id(article["id"].as_str().unwrap()).await.unwrap();
        // An answer that embeds what it answers, and a verb nobody here knows.
        let answer = json!({
            "id": format!("{}/notes/2", scene.ada.ap_id), "type": "Note", "attributedTo": scene.ada.ap_id, "content": "Antwort",
            "to": [crate::json::PUBLIC], "cc": [group], "inReplyTo": article,
        });
        scene.test.accepts(&scene.ada, &scene.ada.activity(2, "Create", answer)).await;
        let mut proclaim = scene.ada.activity(3, "Proclaim", json!(group));
        proclaim["to"] = json!([group]);
        proclaim["content"] = json!("Umweg ohne Nummer");
        proclaim["result"] = article.clone();
        scene.test.accepts(&scene.ada, &proclaim).await;
        let announces: Vec<String> = {
            let entries = scene.test.entries().await;
            entries.into_iter().filter(|entry| entry.local && entry.body.contains("Umweg")).map(|entry| entry.ap_id).collect()
        };
        assert_eq!(announces.len(), 3, "{announces:?}");
        let outbox = format!("{group}/outbox?page=true");
        assert!(scene.test.get(&outbox, None).await.body.contains("Umweg"));
        assert!(!scene.test.get(&outbox, None).await.body.contains("Umweg ohne Nummer"), "no host could take it away");
        outbox::remove(&scene.test.app, scene.anna, stored.id, "Werbung").await.unwrap();
        for url in announces.into_iter().chain([outbox.clone()]) {
            let answer = scene.test.get(&url, None).await;
            assert!(!answer.body.contains("Umweg"), "{url}: {}", answer.body);
        }
    }

    async fn what_nobody_here_joined_is_not_on_the_front_page(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let group = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        let post = note(&scene, 1, json!({"cc": [group.ap_id], "audience": group.ap_id}));
        scene.one.put(&post);
        let id = post["id"].as_str().unwrap().to_owned();
        let front = || scene.test.app.read(|conn, _| crate::object::read::front(conn, i64::MAX, 100));
        let stands_there = |page: Vec<crate::object::Object>| page.iter().any(|object| object.ap_id == id);
        scene.test.app.write(move |conn, _| member::accept(conn, group.id, scene.anna)).await.unwrap();
        scene.test.accepts(&group, &announce(&group, 2, scene.ada.activity(1, "Create", post))).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        assert!(stands_there(front().await.unwrap()));
        outbox::leave(&scene.test.app, scene.anna, group.id).await.unwrap();
        assert!(!stands_there(front().await.unwrap()));
    }

    async fn one_address_is_asked_for_a_key_once_whatever_follows_the_hash(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let stranger = Remote::unknown(&scene.one.at("/users/niemand"));
        for number in 0..5 {
            let stranger = Remote { key_id: format!("{}#k{number}", stranger.ap_id), ..stranger.clone() };
            assert_eq!(scene.test.get("/ap/objects/1", Some(&stranger)).await.status.as_u16(), 401);
        }
        let asked = scene.one.asked().into_iter().filter(|path| path == "/users/niemand").count();
        assert_eq!(asked, 1);
    }

    async fn one_server_makes_us_look_up_so_much_and_no_more(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let may = || scene.test.app.may_look_up("eins.example");
        assert_eq!((0..300).filter(|_| may()).count(), 200);
        assert!(scene.test.app.may_look_up("zwei.example"), "each for itself");
        scene.test.clock.advance(std::time::Duration::from_secs(3_600));
        assert!(may());
    }
}
