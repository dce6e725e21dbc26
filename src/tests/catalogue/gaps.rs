//! The order of what communities elsewhere announce (`dw:seq`): what is missing comes first, what is late undoes nothing.

use super::{Scene, announce};
use crate::activity::log::{self, ActivityState};
use crate::actor::member::{self, Role};
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::remote::Remote;
use http::StatusCode;
use serde_json::{Value, json};

const PATH: &str = "/c/wandern";

/// The community where anna is a member, and what it announces at its places 1 to 4: a note of its host, that anna is a host, that the note is
/// locked, that anna is none any more.
struct Walk<'a> {
    scene: &'a Scene,
    group: Remote,
    announced: Vec<Value>,
}

impl<'a> Walk<'a> {
    async fn new(scene: &'a Scene) -> Self {
        let group = scene.group_elsewhere(&scene.one, PATH).await;
        let (id, anna) = (group.id, scene.anna);
        scene.test.app.write(move |conn, _| member::accept(conn, id, anna)).await.unwrap();
        let mut note = scene.ada.note(1, "Wohin geht es?");
        note["cc"] = json!([group.ap_id]);
        note["audience"] = json!(group.ap_id);
        scene.one.put(&note);
        let host = |number: u32, kind: &str| {
            let mut host = group.activity(number, kind, json!(scene.test.app.urls.actor(scene.anna)));
            host["target"] = json!(format!("{}/moderators", group.ap_id));
            host
        };
        let announced = vec![
            scene.ada.activity(1, "Create", note.clone()),
            host(2, "Add"),
            group.activity(3, "Lock", note["id"].clone()),
            host(4, "Remove"),
        ];
        let announced = announced.into_iter().zip(1..).map(|(activity, place): (Value, u32)| {
            let mut announce = announce(&group, 100 + place, activity);
            announce["dw:seq"] = json!(place);
            announce
        });
        Self { scene, announced: announced.collect(), group }
    }

    /// What the community announced, newest first, as its outbox has it.
    fn has_outbox(&self) {
        let outbox = format!("{}/outbox", self.group.ap_id);
        let page = format!("{outbox}?page=true");
        let items: Vec<&Value> = self.announced.iter().rev().collect();
        self.scene.one.put(&json!({"id": outbox, "type": "OrderedCollection", "first": page}));
        self.scene.one.put(&json!({"id": page, "type": "OrderedCollectionPage", "orderedItems": items}));
    }

    /// Delivers the announcement at this place and runs what follows from it.
    async fn comes(&self, place: usize) {
        self.scene.test.accepts(&self.group, &self.announced[place - 1]).await;
        crate::instance::run_due(&self.scene.test.app).await.unwrap();
    }

    async fn role(&self) -> Option<Role> {
        let (group, anna) = (self.group.id, self.scene.anna);
        self.scene.test.app.read(move |conn, _| member::role(conn, group, anna)).await.unwrap()
    }

    async fn is_locked(&self) -> bool {
        let note = self.announced[0]["object"]["object"]["id"].as_str().unwrap();
        self.scene.by_ap_id(note).await.unwrap().locked_at.is_some()
    }

    /// What became of the announcement at this place.
    async fn state(&self, place: usize) -> ActivityState {
        let id = self.announced[place - 1]["id"].as_str().unwrap().to_owned();
        self.scene.test.app.read(move |conn, _| log::by_ap_id(conn, &id)).await.unwrap().unwrap().state
    }

    fn outbox_was_asked(&self) -> usize {
        self.scene.one.asked().iter().filter(|path| path.ends_with("/outbox")).count()
    }
}

on_both_databases! {
    async fn what_is_missing_is_applied_first(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let walk = Walk::new(&scene).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        walk.has_outbox();
        walk.comes(1).await;
        assert_eq!(walk.state(1).await, ActivityState::Applied);
        walk.scene.test.accepts(&walk.group, &walk.announced[3]).await;
        assert_eq!(walk.state(4).await, ActivityState::Waiting);
        assert!(!walk.is_locked().await);
        crate::instance::run_due(&scene.test.app).await.unwrap();
        assert_eq!(walk.state(4).await, ActivityState::Applied);
        assert!(walk.is_locked().await, "the third was not fetched");
        assert_eq!(walk.role().await, Some(Role::Member));
        // What was missing comes after all.
        for place in [2, 3] {
            walk.comes(place).await;
            assert_eq!(walk.state(place).await, ActivityState::Applied);
        }
        assert_eq!(walk.role().await, Some(Role::Member), "what came late made her a host again");
        assert!(walk.is_locked().await);
    }

    async fn in_order_nothing_is_fetched(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let walk = Walk::new(&scene).await;
        walk.has_outbox();
        crate::instance::run_due(&scene.test.app).await.unwrap();
        let before = walk.outbox_was_asked();
        for place in 1..=2 {
            walk.comes(place).await;
        }
        assert_eq!(walk.role().await, Some(Role::Host));
        for place in 3..=4 {
            walk.comes(place).await;
        }
        assert_eq!(walk.role().await, Some(Role::Member));
        assert_eq!(walk.outbox_was_asked(), before);
    }

    async fn what_was_removed_before_it_came_stays_removed_and_can_be_brought_back(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let walk = Walk::new(&scene).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        let note = walk.announced[0]["object"]["object"]["id"].clone();
        let mut delete = scene.ben.activity(7, "Delete", note.clone());
        delete["summary"] = json!("Werbung");
        for (number, inner) in [(1, delete.clone()), (2, walk.announced[0]["object"].clone())] {
            scene.test.accepts(&walk.group, &announce(&walk.group, 200 + number, inner)).await;
            crate::instance::run_due(&scene.test.app).await.unwrap();
        }
        let object = scene.by_ap_id(note.as_str().unwrap()).await.unwrap();
        assert!(object.deleted_at.is_some());
        assert_eq!(object.removed_reason.as_deref(), Some("Werbung"));
        let undo = scene.ben.activity(8, "Undo", delete);
        scene.test.accepts(&walk.group, &announce(&walk.group, 203, undo)).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        assert!(scene.by_ap_id(note.as_str().unwrap()).await.unwrap().deleted_at.is_none());
    }

    async fn an_outbox_that_fails_holds_back_nothing(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let walk = Walk::new(&scene).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        walk.comes(1).await;
        scene.one.answer(&format!("{PATH}/outbox"), StatusCode::INTERNAL_SERVER_ERROR, "");
        walk.comes(3).await;
        assert_eq!(walk.state(3).await, ActivityState::Applied);
        assert!(walk.is_locked().await);
    }

    async fn what_was_refused_is_no_gap(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut walk = Walk::new(&scene).await;
        walk.announced[1]["object"] = walk.announced[0].clone();
        crate::instance::run_due(&scene.test.app).await.unwrap();
        walk.has_outbox();
        let before = walk.outbox_was_asked();
        walk.comes(1).await;
        let refused = scene.test.deliver(&walk.group, &walk.announced[1]).await;
        assert!(refused.status.is_client_error(), "{refused:?}");
        walk.comes(3).await;
        assert!(walk.is_locked().await);
        assert_eq!(walk.outbox_was_asked(), before);
    }
}
