//! ORI: who is no member or no host any more, and does not know or does not care.

use super::Scene;
use crate::activity::outbox;
use crate::actor::member::{self, Role};
use crate::object::Object;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::browser::Browser;
use crate::tests::remote::Remote;
use http::{Method, StatusCode};
use serde_json::{Value, json};

/// A comment of ben's in the community.
async fn comment(scene: &Scene, number: u32) -> Object {
    let note = below(scene, &scene.ben, number);
    let id = note["id"].as_str().unwrap().to_owned();
    scene.test.accepts(&scene.ben, &scene.ben.activity(number, "Create", note)).await;
    scene.by_ap_id(&id).await.unwrap()
}

/// An answer to the article.
fn below(scene: &Scene, author: &Remote, number: u32) -> Value {
    let mut note = author.note(number, "Anmerkung");
    note["inReplyTo"] = json!(scene.test.app.urls.object(scene.article));
    note
}

/// What a host sends who takes something away.
fn removal(scene: &Scene, number: u32, object: &Object) -> Value {
    let mut delete = scene.ada.activity(number, "Delete", object.ap_id.clone());
    delete["audience"] = json!(scene.test.app.urls.actor(scene.group));
    delete["summary"] = json!("unpassend");
    delete["published"] = json!("2026-11-21T11:00:00Z");
    delete
}

/// Ada, a host of the community.
async fn appoint(scene: &Scene) {
    outbox::appoint(&scene.test.app, scene.anna, scene.group, scene.ada.id).await.unwrap();
}

on_both_databases! {
    async fn ori_27_a_server_that_goes_on_sending_is_seen(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let app = &scene.test.app;
        scene.test.admin("eva").await;
        let mut eva = Browser::logged_in(&scene.test, "eva").await;
        let host = scene.one.origin.trim_start_matches("http://");
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Follow", app.urls.actor(scene.group))).await;
        outbox::ban(app, scene.anna, scene.group, scene.ada.id, "Werbung", None).await.unwrap();
        let before = scene.state().await;
        for number in 10..30 {
            scene.test.refuses(&scene.ada, &scene.ada.activity(number, "Create", below(&scene, &scene.ada, number)), 403).await;
        }
        let page = eva.get("/verwaltung").await;
        assert!(!page.body.contains("abgewiesen wird"), "some of it happens");
        scene.test.refuses(&scene.ada, &scene.ada.activity(30, "Create", below(&scene, &scene.ada, 30)), 403).await;
        assert_eq!(scene.state().await, before);
        eva.get("/verwaltung").await.shows(StatusCode::OK, &["Ein Server schickt immer wieder etwas, das hier abgewiesen wird", "/verwaltung/netz?art=abgewiesen"]);
        eva.get("/verwaltung/netz?art=abgewiesen").await.shows(StatusCode::OK, &[host]);
        eva.get(&format!("/verwaltung/netz/{host}")).await.shows(StatusCode::OK, &["21-mal etwas abgewiesen"]);
        // The others are not to blame, and a week later nothing is left of it.
        let others = scene.other.origin.trim_start_matches("http://");
        assert!(!eva.get("/verwaltung/netz?art=abgewiesen").await.body.contains(others));
        scene.test.clock.advance(std::time::Duration::from_secs(8 * 24 * 3_600));
        let mut eva = Browser::logged_in(&scene.test, "eva").await;
        for path in ["/verwaltung".to_owned(), format!("/verwaltung/netz/{host}")] {
            assert!(!eva.get(&path).await.body.contains("abgewiesen"), "{path}");
        }
    }

    async fn ori_41_a_decision_counts_by_who_is_host_when_it_arrives(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let app = &scene.test.app;
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Follow", app.urls.actor(scene.group))).await;
        appoint(&scene).await;
        // Signed while she was host, delivered when she is none any more.
        let first = comment(&scene, 10).await;
        let late = scene.test.signed(&scene.ada, Method::POST, "/ap/inbox", Some(&removal(&scene, 10, &first).to_string()));
        outbox::dismiss(app, scene.anna, scene.group, scene.ada.id).await.unwrap();
        assert_eq!(scene.test.send(late).await.status, StatusCode::FORBIDDEN);
        assert!(scene.test.object(first.id).await.deleted_at.is_none());
        // Both at once: one of the two is first, and the answer says which.
        for number in 20..28 {
            appoint(&scene).await;
            let object = comment(&scene, number).await;
            let decision = removal(&scene, number, &object);
            let (dismissed, answer) =
                tokio::join!(outbox::dismiss(app, scene.anna, scene.group, scene.ada.id), scene.test.deliver(&scene.ada, &decision));
            dismissed.unwrap();
            let removed = scene.test.object(object.id).await.deleted_at.is_some();
            let expected = if removed { StatusCode::ACCEPTED } else { StatusCode::FORBIDDEN };
            assert_eq!(answer.status, expected, "{answer:?}");
            let (group, ada) = (scene.group, scene.ada.id);
            let role = app.read(move |conn, _| member::role(conn, group, ada)).await.unwrap();
            assert_eq!(role, Some(Role::Member));
            let again = scene.test.deliver(&scene.ada, &removal(&scene, number + 100, &comment(&scene, number + 200).await)).await;
            assert_eq!(again.status, StatusCode::FORBIDDEN);
        }
    }
}
