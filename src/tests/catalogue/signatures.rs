//! SIG: who may deliver.

use super::{Scene, known};
use crate::actor::ActorKind;
use crate::on_both_databases;
use crate::policy::{Action, Rule};
use crate::store::testing::TestDatabase;
use crate::tests::remote::Remote;
use axum::http::StatusCode;
use futures_util::future::join_all;
use http::Method;
use std::time::Duration;

/// Longer than a key is believed without asking again.
const LATER: Duration = Duration::from_secs(301);

on_both_databases! {
    async fn sig_01_a_delivery_without_signature_has_no_effect(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let before = scene.state().await;
        let create = scene.ada.activity(1, "Create", scene.ada.note(1, "unsigniert"));
        let mut wire = scene.test.signed(&scene.ada, Method::POST, "/ap/inbox", Some(&create.to_string()));
        wire.headers.remove("signature");
        assert_eq!(scene.test.send(wire).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!((scene.state().await, scene.one.asked().len()), (before, 0));
    }

    async fn sig_21_a_key_speaks_for_its_owner_alone(database: TestDatabase) {
        let scene = Scene::new(database).await;
        scene.refuses(&scene.ben, &scene.ada.activity(1, "Create", scene.ada.note(1, "untergeschoben")), 401).await;
    }

    async fn sig_22_a_key_of_another_origin_is_refused(database: TestDatabase) {
        let scene = Scene::new(database).await;
        scene.refuses(&scene.eve, &scene.ada.activity(1, "Create", scene.ada.note(1, "untergeschoben")), 401).await;
        assert_eq!(scene.other.asked().len(), 0);
    }

    async fn sig_24_keys_at_addresses_are_not_fetched(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let port = scene.one.origin.rsplit(':').next().unwrap().to_owned();
        for key_id in [format!("http://127.0.0.1:{port}/key"), format!("http://[::1]:{port}/key"), "https://10.0.0.5/k".to_owned()] {
            let signer = Remote { key_id, ..scene.ada.clone() };
            scene.refuses(&signer, &scene.ada.activity(1, "Like", scene.test.app.urls.object(scene.article)), 401).await;
        }
        assert_eq!(scene.one.asked().len(), 0, "{:?}", scene.one.asked());
    }

    async fn sig_26_keys_that_are_gone_and_deletions_of_the_unknown(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let ghost = Remote::unknown(&scene.one.at("/users/geist"));
        scene.refuses(&ghost, &ghost.activity(1, "Like", scene.test.app.urls.object(scene.article)), 401).await;
        let asked = scene.one.asked().len();
        scene.test.accepts(&ghost, &ghost.activity(2, "Delete", ghost.ap_id.clone())).await;
        assert_eq!(scene.one.asked().len(), asked, "nobody is asked about who was never known");
    }

    async fn sig_27_a_rotated_key_is_found_and_the_old_one_refused(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let renewed = Remote { key: Remote::unknown(&scene.ada.ap_id).key, ..scene.ada.clone() };
        scene.one.put(&renewed.document(ActorKind::Person));
        scene.test.clock.advance(LATER);
        scene.test.accepts(&renewed, &scene.ada.activity(1, "Like", scene.test.app.urls.object(scene.article))).await;
        assert_eq!(scene.one.asked().iter().filter(|path| *path == "/users/ada").count(), 1);
        scene.refuses(&scene.ada, &scene.ada.activity(2, "Create", scene.ada.note(2, "alter Schlüssel")), 401).await;
    }

    async fn sig_28_bad_signatures_cost_one_fetch_in_five_minutes(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let forger = Remote { key: Remote::unknown(&scene.ada.ap_id).key, ..scene.ada.clone() };
        let like = scene.ada.activity(1, "Like", scene.test.app.urls.object(scene.article));
        let count = || scene.one.asked().len();
        for round in 0..2 {
            for _ in 0..30 {
                scene.test.refuses(&forger, &like, 401).await;
            }
            assert!(count() <= round, "{:?}", scene.one.asked());
            scene.test.clock.advance(LATER);
        }
    }

    async fn sig_38_replays_are_taken_and_have_one_effect(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let create = scene.ada.activity(1, "Create", scene.ada.note(1, "einmal")).to_string();
        let wire = scene.test.signed(&scene.ada, Method::POST, "/ap/inbox", Some(&create));
        let answers = join_all((0..20).map(|_| scene.test.send(wire.clone()))).await;
        assert!(answers.iter().all(|answer| answer.status == StatusCode::ACCEPTED), "{answers:?}");
        assert_eq!(scene.state().await.matches("<p>einmal</p>").count(), 2, "once as text and once as document");
        let entries = scene.test.entries().await;
        assert_eq!(entries.iter().filter(|entry| entry.ap_id.ends_with("/users/ada/activities/1")).count(), 1);
    }

    async fn sig_52_servers_the_policy_refuses_are_turned_away_before_anything_is_read(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let rule = Rule { action: Action::Block, reason: "Test".to_owned() };
        let policy = scene.test.app.policy().as_ref().clone().with_rule("zwei.localhost", rule);
        scene.test.app.set_policy(policy);
        let stranger = Remote::unknown(&scene.other.at("/users/neu"));
        for (signer, body) in [(&scene.eve, "kein JSON"), (&stranger, "kein JSON")] {
            let answer = scene.test.send(scene.test.signed(signer, Method::POST, "/ap/inbox", Some(body))).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{answer:?}");
        }
        assert_eq!(scene.other.asked().len(), 0);
        // Nor do documents for servers open to them (FED: a block holds in both directions).
        let answer = scene.test.get(&format!("/ap/objects/{}", scene.article), Some(&scene.eve)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{answer:?}");
    }

    async fn sig_53_a_server_actor_does_not_speak_for_its_people(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let server = known(&scene.test, &scene.one, ActorKind::Application, "/actor").await;
        // 401 and not 403: to us this is a key of somebody else, as in SIG-21.
        scene.refuses(&server, &scene.ada.activity(1, "Create", scene.ada.note(1, "im Auftrag")), 401).await;
    }
}
