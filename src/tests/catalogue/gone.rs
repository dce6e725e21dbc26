//! FET-37: what is gone on its own server is gone here; what is only not found is not, as long as its author is not found either.

use super::Scene;
use crate::actor::ActorKind;
use crate::json::PUBLIC;
use crate::object::Object;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::browser::Visitor;
use crate::tests::remote::Remote;
use http::StatusCode;
use serde_json::json;
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 3_600 + 1);
const HOUR: Duration = Duration::from_secs(3_600 + 1);

struct Looking {
    scene: Scene,
    carla: i64,
    post: Object,
}

impl Looking {
    /// A post of ada's, a day old, and somebody logged in here.
    async fn new(database: TestDatabase) -> Self {
        let scene = Scene::new(database).await;
        let mut note = scene.ada.note(1, "Gibt es das noch?");
        note["to"] = json!([PUBLIC]);
        scene.one.put(&note);
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", note.clone())).await;
        let post = scene.by_ap_id(note["id"].as_str().unwrap()).await.unwrap();
        scene.test.clock.advance(DAY);
        let carla = scene.test.person("carla").await;
        Self { scene, carla, post }
    }

    /// Somebody reads it, and what follows from that.
    async fn read(&self) {
        // Logged in anew: sessions end overnight.
        let carla = self.scene.test.browser(self.carla).await;
        self.scene.test.open(&carla, &format!("/b/{}", self.post.id)).await;
        self.settle().await;
    }

    async fn settle(&self) {
        crate::instance::run_due(&self.scene.test.app).await.unwrap();
    }

    async fn is_there(&self) -> bool {
        self.scene.test.object(self.post.id).await.deleted_at.is_none()
    }

    fn asked(&self) -> usize {
        self.scene.one.asked().iter().filter(|path| self.post.ap_id.ends_with(*path)).count()
    }

    fn now_answers(&self, status: StatusCode) {
        let path = self.post.ap_id.strip_prefix(&self.scene.one.origin).unwrap();
        self.scene.one.answer(path, status, "");
    }
}

on_both_databases! {
    async fn fet_37_what_is_there_is_asked_for_once_a_day(database: TestDatabase) {
        let looking = Looking::new(database).await;
        let before = looking.asked();
        looking.scene.test.open(&Visitor::default(), &format!("/b/{}", looking.post.id)).await;
        looking.settle().await;
        assert_eq!(looking.asked(), before, "strangers make nobody ask");
        for _ in 0..3 {
            looking.read().await;
        }
        assert_eq!(looking.asked(), before + 1);
        looking.scene.test.clock.advance(DAY);
        looking.read().await;
        assert_eq!(looking.asked(), before + 2);
        assert!(looking.is_there().await);
    }

    async fn fet_37_what_is_gone_there_is_gone_here(database: TestDatabase) {
        let looking = Looking::new(database).await;
        looking.now_answers(StatusCode::GONE);
        looking.read().await;
        let object = looking.scene.test.object(looking.post.id).await;
        assert!(object.deleted_at.is_some() && object.content.is_empty() && object.removed_reason.is_none(), "{object:?}");
        let again = looking.scene.ada.activity(2, "Create", looking.scene.ada.note(1, "Gibt es das noch?"));
        looking.scene.test.deliver(&looking.scene.ada, &again).await;
        assert!(!looking.is_there().await, "it does not come back");
    }

    async fn fet_37_a_tombstone_says_the_same(database: TestDatabase) {
        let looking = Looking::new(database).await;
        looking.scene.one.put(&json!({"id": looking.post.ap_id, "type": "Tombstone"}));
        looking.read().await;
        assert!(!looking.is_there().await);
    }

    async fn fet_37_what_is_not_found_goes_an_hour_later_if_its_author_is_found(database: TestDatabase) {
        let looking = Looking::new(database).await;
        looking.now_answers(StatusCode::NOT_FOUND);
        looking.read().await;
        assert!(looking.is_there().await);
        looking.scene.test.clock.advance(HOUR);
        looking.settle().await;
        assert!(!looking.is_there().await);
    }

    async fn fet_37_what_is_found_an_hour_later_stays(database: TestDatabase) {
        let looking = Looking::new(database).await;
        looking.now_answers(StatusCode::NOT_FOUND);
        looking.read().await;
        looking.scene.one.put(&looking.scene.ada.note(1, "Gibt es das noch?"));
        looking.scene.test.clock.advance(HOUR);
        looking.settle().await;
        assert!(looking.is_there().await);
    }

    async fn fet_37_a_server_that_finds_nobody_takes_nothing_with_it(database: TestDatabase) {
        let looking = Looking::new(database).await;
        let scene = &looking.scene;
        for status in [StatusCode::NOT_FOUND, StatusCode::GONE, StatusCode::INTERNAL_SERVER_ERROR] {
            looking.now_answers(status);
            scene.one.answer("/users/ada", status, "");
            looking.read().await;
            scene.test.clock.advance(HOUR);
            looking.settle().await;
            assert!(looking.is_there().await, "{status}");
            scene.test.clock.advance(DAY);
        }
        // A domain somebody else has by now, with pages for whatever is asked.
        scene.one.answer_as("/users/ada", "text/html", "<h1>Zu verkaufen</h1>");
        looking.read().await;
        scene.test.clock.advance(HOUR);
        looking.settle().await;
        assert!(looking.is_there().await);
        // And with other people at the same addresses.
        scene.test.clock.advance(DAY);
        looking.now_answers(StatusCode::GONE);
        scene.one.put(&Remote { key: Remote::unknown(&scene.ada.ap_id).key, ..scene.ada.clone() }.document(ActorKind::Person));
        looking.read().await;
        assert!(looking.is_there().await);
        scene.one.put(&scene.ada.document(ActorKind::Person));
        scene.test.clock.advance(DAY);
        looking.read().await;
        assert!(!looking.is_there().await, "she is there again, and it is not");
    }
}
