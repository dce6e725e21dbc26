//! ORI: who may say what about what.

use super::{Scene, announce, known};
use crate::activity::fetch;
use crate::activity::outbox;
use crate::actor::ActorKind;
use crate::actor::member::{self, Role};
use crate::error::Error;
use crate::instance;
use crate::json::PUBLIC;
use crate::object::{Reach, Viewer, read};
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use serde_json::json;

on_both_databases! {
    async fn ori_02_and_ori_03_objects_belong_to_their_author(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut foreign = scene.ada.note(1, "fremde Nummer");
        foreign["id"] = json!(scene.other.at("/users/eve/notes/1"));
        scene.refuses(&scene.ada, &scene.ada.activity(1, "Create", foreign), 403).await;
        scene.refuses(&scene.ada, &scene.ada.activity(2, "Create", scene.ben.note(1, "fremder Name")), 403).await;
        let mut mixed = scene.ada.note(2, "fremder Name");
        mixed["attributedTo"] = json!([scene.eve.ap_id, scene.ada.ap_id]);
        scene.refuses(&scene.ada, &scene.ada.activity(3, "Create", mixed), 403).await;
    }

    async fn ori_05_and_ori_06_nobody_changes_what_others_wrote(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let note = scene.note(&scene.ada, 1, "Original").await;
        for (number, attacker) in [(1, &scene.ben), (2, &scene.eve)] {
            let mut changed = scene.ada.note(1, "gefälscht");
            changed["updated"] = json!("2026-11-21T11:59:00Z");
            scene.refuses(attacker, &attacker.activity(number, "Update", changed.clone()), 403).await;
            changed["attributedTo"] = json!(attacker.ap_id);
            scene.refuses(attacker, &attacker.activity(number + 10, "Update", changed), 403).await;
        }
        assert!(scene.test.object(note.id).await.content.contains("Original"));
    }

    async fn ori_07_and_ori_08_nobody_deletes_others_or_what_they_wrote(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let note = scene.note(&scene.ada, 1, "bleibt").await;
        for attacker in [&scene.ben, &scene.eve] {
            scene.refuses(attacker, &attacker.activity(1, "Delete", note.ap_id.clone()), 403).await;
            scene.refuses(attacker, &attacker.activity(2, "Delete", scene.test.app.urls.object(scene.article)), 403).await;
            scene.refuses(attacker, &attacker.activity(3, "Delete", scene.ada.ap_id.clone()), 403).await;
            scene.refuses(attacker, &attacker.activity(4, "Delete", scene.test.app.urls.actor(scene.anna)), 403).await;
        }
    }

    async fn ori_10_a_known_id_keeps_content_and_owner(database: TestDatabase) {
        let scene = Scene::new(database).await;
        scene.note(&scene.ada, 1, "Original").await;
        let before = scene.state().await;
        scene.test.accepts(&scene.ada, &scene.ada.activity(2, "Create", scene.ada.note(1, "anders"))).await;
        assert_eq!(scene.state().await, before);
        let mut stolen = scene.ada.note(1, "gestohlen");
        stolen["attributedTo"] = json!(scene.ben.ap_id);
        scene.refuses(&scene.ben, &scene.ben.activity(1, "Create", stolen), 403).await;
    }

    async fn ori_11_nothing_of_ours_comes_from_outside(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let urls = scene.test.app.urls.clone();
        let mut ours = scene.ada.note(1, "von euch");
        ours["id"] = json!(urls.object(4_711));
        scene.refuses(&scene.ada, &scene.ada.activity(1, "Create", ours.clone()), 403).await;
        ours["attributedTo"] = json!(urls.actor(scene.anna));
        scene.refuses(&scene.ada, &scene.ada.activity(2, "Create", ours.clone()), 403).await;
        let mut as_anna = scene.ada.activity(3, "Create", ours);
        as_anna["actor"] = json!(urls.actor(scene.anna));
        as_anna["id"] = json!(urls.activity(4_712));
        scene.refuses(&scene.ada, &as_anna, 401).await;
    }

    async fn ori_12_documents_are_believed_at_their_own_id_only(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let real = scene.ada.note(1, "echt");
        scene.one.put(&real);
        scene.one.put_at("/alias", &real);
        scene.other.put_at("/kopie", &real);
        let found = fetch::document(&scene.test.app, &scene.one.at("/alias")).await.unwrap();
        assert!(format!("{found:?}").contains("echt"));
        assert_eq!(scene.one.asked(), ["/alias", "/users/ada/notes/1"]);
        let refused = fetch::document(&scene.test.app, &scene.other.at("/kopie")).await;
        assert!(matches!(refused, Err(Error::Remote { .. })), "{refused:?}");
        // A chain of names is no id.
        scene.one.put_at("/a", &json!({"id": scene.one.at("/b"), "type": "Note"}));
        scene.one.put_at("/b", &json!({"id": scene.one.at("/c"), "type": "Note"}));
        assert!(matches!(fetch::document(&scene.test.app, &scene.one.at("/a")).await, Err(Error::Remote { .. })));
    }

    async fn ori_17_what_a_community_altered_is_read_from_its_author(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let group = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        let mut note = scene.eve.note(1, "was eve schrieb");
        note["audience"] = json!(group.ap_id);
        scene.other.put(&note);
        let mut altered = note.clone();
        altered["content"] = json!("<p>was die Gruppe daraus machte</p>");
        scene.test.accepts(&group, &announce(&group, 1, scene.eve.activity(1, "Create", altered))).await;
        instance::run_due(&scene.test.app).await.unwrap();
        let stored = scene.by_ap_id(note["id"].as_str().unwrap()).await.unwrap();
        assert!(stored.content.contains("was eve schrieb") && !stored.json.contains("Gruppe daraus"), "{stored:?}");
        // What its author's server does not have does not exist.
        let invented = scene.eve.note(2, "erfunden");
        scene.test.accepts(&group, &announce(&group, 2, scene.eve.activity(2, "Create", invented.clone()))).await;
        instance::run_due(&scene.test.app).await.unwrap();
        assert!(scene.by_ap_id(invented["id"].as_str().unwrap()).await.is_none());
    }

    async fn ori_20_and_ori_21_announcements_of_announcements_and_of_what_we_never_sent(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let group = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        let inner = announce(&group, 1, scene.ada.activity(1, "Create", scene.ada.note(1, "tief")));
        scene.refuses(&group, &announce(&group, 2, inner), 400).await;
        let urls = scene.test.app.urls.clone();
        let like = json!({"id": urls.activity(4_711), "type": "Like", "actor": urls.actor(scene.anna), "object": urls.object(scene.article)});
        scene.refuses(&group, &announce(&group, 3, like), 403).await;
        let delete = json!({"id": urls.activity(4_712), "type": "Delete", "actor": urls.actor(scene.anna), "object": urls.object(scene.article)});
        scene.refuses(&group, &announce(&group, 4, delete), 403).await;
    }

    async fn ori_19_only_communities_pass_on_moderation(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let group = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        let mut block = scene.ben.activity(1, "Block", scene.ada.ap_id.clone());
        block["target"] = json!(group.ap_id);
        let before = scene.state().await;
        scene.test.accepts(&scene.ben, &announce(&scene.ben, 2, block)).await;
        assert_eq!(scene.state().await, before);
    }

    async fn ori_28_and_ori_30_answers_fit_what_was_asked(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let carla = scene.test.person("carla").await;
        let urls = scene.test.app.urls.clone();
        let follow = |actor: i64, object: &str| json!({"id": urls.activity(99), "type": "Follow", "actor": urls.actor(actor), "object": object});
        scene.refuses(&scene.ada, &scene.ada.activity(1, "Accept", follow(carla, &scene.ada.ap_id)), 403).await;
        scene.refuses(&scene.ada, &scene.ada.activity(2, "Accept", urls.activity(99)), 403).await;
        outbox::follow(&scene.test.app, carla, scene.ada.id).await.unwrap();
        let sent = scene.test.entries().await.into_iter().rev().find(|entry| entry.verb == "Follow").unwrap().ap_id;
        // Somebody else answers; the right one answers for somebody else.
        scene.refuses(&scene.ben, &scene.ben.activity(1, "Accept", sent.clone()), 403).await;
        let mut changed = follow(carla, &scene.ben.ap_id);
        changed["id"] = json!(sent);
        scene.refuses(&scene.ben, &scene.ben.activity(2, "Accept", changed), 403).await;
        scene.refuses(&scene.ada, &scene.ada.activity(3, "Accept", follow(scene.anna, &scene.ada.ap_id)), 403).await;
        scene.test.accepts(&scene.ada, &scene.ada.activity(4, "Accept", sent)).await;
    }

    async fn ori_34_to_36_nobody_takes_back_what_others_did(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let urls = scene.test.app.urls.clone();
        let follow = scene.ben.activity(1, "Follow", urls.actor(scene.group));
        scene.test.accepts(&scene.ben, &follow).await;
        scene.refuses(&scene.ada, &scene.ada.activity(1, "Undo", follow), 403).await;
        let note = scene.note(&scene.ben, 1, "weg").await;
        scene.test.accepts(&scene.ben, &scene.ben.activity(2, "Delete", note.ap_id.clone())).await;
        let before = scene.state().await;
        let answer = scene.test.deliver(&scene.ada, &scene.ada.activity(2, "Undo", scene.ben.activity(2, "Delete", note.ap_id.clone()))).await;
        assert!(answer.status.is_client_error() || answer.status.as_u16() == 202);
        outbox::ban(&scene.test.app, scene.anna, scene.group, scene.ben.id, "Test", None).await.unwrap();
        let banned = scene.state().await;
        let mut block = scene.ada.activity(3, "Block", scene.ben.ap_id.clone());
        block["target"] = json!(urls.actor(scene.group));
        scene.test.refuses(&scene.ada, &scene.ada.activity(4, "Undo", block), 403).await;
        assert_eq!(scene.state().await, banned);
        assert!(before.contains("deleted_at: Some("));
        assert!(scene.test.object(note.id).await.deleted_at.is_some());
        // ORI-35: what never came cannot be taken back, and that is no error.
        scene.test.accepts(&scene.ada, &scene.ada.activity(5, "Undo", scene.ada.activity(77, "Like", urls.object(scene.article)))).await;
        scene.test.accepts(&scene.ada, &scene.ada.activity(6, "Undo", scene.one.at("/nie/gesehen"))).await;
    }

    async fn ori_38_to_43_members_do_not_moderate(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let urls = scene.test.app.urls.clone();
        let group = urls.actor(scene.group);
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Follow", group.clone())).await;
        for (number, verb, object, target) in [
            (2, "Add", scene.ada.ap_id.clone(), "moderators"),
            (3, "Remove", urls.actor(scene.anna), "moderators"),
            (4, "Add", urls.object(scene.article), "featured"),
        ] {
            let mut activity = scene.ada.activity(number, verb, object);
            activity["target"] = json!(format!("{group}/{target}"));
            scene.refuses(&scene.ada, &activity, 403).await;
        }
        scene.refuses(&scene.ada, &scene.ada.activity(5, "Lock", urls.object(scene.article)), 403).await;
        let mut block = scene.ada.activity(6, "Block", urls.actor(scene.anna));
        block["target"] = json!(group.clone());
        scene.refuses(&scene.ada, &block, 403).await;
        let update = json!({"id": group, "type": "Group", "name": "Übernommen", "inbox": scene.one.at("/inbox"), "preferredUsername": "digitales"});
        scene.refuses(&scene.ada, &scene.ada.activity(7, "Update", update), 403).await;
        // ORI-40: the last host stays, even by her own hand.
        let last = outbox::dismiss(&scene.test.app, scene.anna, scene.group, scene.anna).await;
        assert!(last.is_err(), "{last:?}");
        let (group_id, anna) = (scene.group, scene.anna);
        assert_eq!(scene.test.app.read(move |conn, _| member::role(conn, group_id, anna)).await.unwrap(), Some(Role::Host));
    }

    async fn ori_44_and_ori_53_actors_do_not_move_to_other_origins(database: TestDatabase) {
        let scene = Scene::new(database).await;
        for property in ["inbox", "outbox", "followers"] {
            let mut moved = scene.ada.document(ActorKind::Person);
            moved[property] = json!(scene.other.at("/anderswo"));
            scene.refuses(&scene.ada, &scene.ada.activity(property.len() as u32, "Update", moved), 400).await;
        }
        let mut foreign_key = scene.ada.document(ActorKind::Person);
        foreign_key["publicKey"] = scene.eve.public_key();
        scene.test.accepts(&scene.ada, &scene.ada.activity(20, "Update", foreign_key)).await;
        let as_ada = crate::tests::remote::Remote { ap_id: scene.ada.ap_id.clone(), ..scene.eve.clone() };
        scene.test.refuses(&as_ada, &scene.ada.activity(21, "Like", scene.test.app.urls.object(scene.article)), 401).await;
    }

    async fn ori_22_and_ori_54_nothing_gets_more_readers_later(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let group = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        let mut note = scene.ada.note(1, "nur für mich und meine");
        note["to"] = json!([scene.ada.followers()]);
        note["cc"] = json!([group.ap_id]);
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", note.clone())).await;
        let id = note["id"].as_str().unwrap().to_owned();
        note["to"] = json!([PUBLIC]);
        note["updated"] = json!("2026-11-21T11:59:00Z");
        let mut update = scene.ada.activity(2, "Update", note.clone());
        update["to"] = json!([PUBLIC]);
        scene.test.accepts(&scene.ada, &update).await;
        scene.test.accepts(&group, &announce(&group, 1, json!(id))).await;
        scene.test.accepts(&group, &announce(&group, 2, scene.ada.activity(1, "Create", note))).await;
        instance::run_due(&scene.test.app).await.unwrap();
        let object = scene.by_ap_id(&id).await.unwrap();
        assert_eq!(object.reach, Reach::Followers);
        let seen = scene.test.app.read(move |conn, _| read::by_ap_id(conn, Viewer::Anonymous, &id)).await.unwrap();
        assert!(seen.is_none(), "{seen:?}");
    }

    async fn ori_60_what_was_deleted_first_never_comes_to_life(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let note = scene.ada.note(1, "zu spät");
        let id = note["id"].as_str().unwrap().to_owned();
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Delete", id.clone())).await;
        for (number, verb) in [(2, "Create"), (3, "Update")] {
            let answer = scene.test.deliver(&scene.ada, &scene.ada.activity(number, verb, note.clone())).await;
            assert!(answer.status.is_client_error(), "{answer:?}");
            assert!(scene.by_ap_id(&id).await.is_none_or(|object| object.deleted_at.is_some() && object.content.is_empty()));
        }
        let known = scene.note(&scene.ada, 2, "kurz da").await;
        scene.test.accepts(&scene.ada, &scene.ada.activity(4, "Delete", known.ap_id.clone())).await;
        scene.test.deliver(&scene.ada, &scene.ada.activity(5, "Create", scene.ada.note(2, "wieder da"))).await;
        let mut again = scene.ada.note(2, "wieder da");
        again["updated"] = json!("2026-11-21T11:59:59Z");
        scene.test.deliver(&scene.ada, &scene.ada.activity(6, "Update", again)).await;
        let object = scene.test.object(known.id).await;
        assert!(object.deleted_at.is_some() && object.content.is_empty(), "{object:?}");
    }

    async fn ori_09_who_deletes_herself_takes_everything_along(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let note = scene.note(&scene.ada, 1, "meins").await;
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Follow", scene.test.app.urls.actor(scene.group))).await;
        let delete = scene.ada.activity(2, "Delete", scene.ada.ap_id.clone());
        scene.test.accepts(&scene.ada, &delete).await;
        let after = scene.state().await;
        assert!(!after.contains("meins"));
        assert!(scene.test.object(note.id).await.deleted_at.is_some());
        assert!(scene.actor(&scene.ada.ap_id).await.unwrap().deleted_at.is_some());
        assert!(scene.test.entries().await.iter().all(|entry| !entry.body.contains("meins")));
        let again = scene.test.deliver(&scene.ada, &delete).await;
        assert!(!again.status.is_server_error(), "{again:?}");
        assert_eq!(scene.state().await, after);
        let other = known(&scene.test, &scene.one, ActorKind::Person, "/users/neu").await;
        scene.refuses(&other, &other.activity(1, "Delete", scene.ben.ap_id.clone()), 403).await;
    }
}
