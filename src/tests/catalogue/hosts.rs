//! What hosts decide about people who never asked: nobody is made a host or told of a ban without having come by themselves.

use super::{Scene, announce, known};
use crate::activity::outbox;
use crate::actor::ActorKind;
use crate::actor::member::{self, Role};
use crate::error::Error;
use crate::notification;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::remote::Remote;
use serde_json::{Value, json};

fn add(by: &Remote, number: u32, person: &str, group: &str) -> Value {
    let mut add = by.activity(number, "Add", json!(person));
    add["target"] = json!(format!("{group}/moderators"));
    add
}

async fn role(scene: &Scene, group: i64, person: i64) -> Option<Role> {
    scene.test.app.read(move |conn, _| member::role(conn, group, person)).await.unwrap()
}

async fn told(scene: &Scene) -> String {
    let anna = scene.anna;
    format!("{:?}", scene.test.app.read(move |conn, _| notification::list(conn, anna, i64::MAX, 50)).await.unwrap())
}

on_both_databases! {
    async fn only_members_are_appointed(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let carla = scene.test.person("carla").await;
        let (group, carla_id) = (scene.test.app.urls.actor(scene.group), scene.test.app.urls.actor(carla));
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Follow", group.clone())).await;
        outbox::appoint(&scene.test.app, scene.anna, scene.group, scene.ada.id).await.unwrap();
        scene.refuses(&scene.ada, &add(&scene.ada, 2, &carla_id, &group), 403).await;
        scene.refuses(&scene.ada, &add(&scene.ada, 3, &scene.eve.ap_id, &group), 403).await;
        let refused = outbox::appoint(&scene.test.app, scene.anna, scene.group, carla).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
        outbox::join(&scene.test.app, carla, scene.group).await.unwrap();
        scene.test.accepts(&scene.eve, &scene.eve.activity(1, "Follow", group.clone())).await;
        scene.test.accepts(&scene.ada, &add(&scene.ada, 4, &carla_id, &group)).await;
        scene.test.accepts(&scene.ada, &add(&scene.ada, 5, &scene.eve.ap_id, &group)).await;
        assert_eq!((role(&scene, scene.group, carla).await, role(&scene, scene.group, scene.eve.id).await), (Some(Role::Host), Some(Role::Host)));
    }

    async fn nobody_is_told_of_a_ban_by_a_community_she_never_dealt_with(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let anna = scene.test.app.urls.actor(scene.anna);
        let carla = scene.test.person("carla").await;
        let block = |group: &Remote, number: u32| {
            let mut block = group.activity(number, "Block", json!(anna));
            block["target"] = json!(group.ap_id);
            block["summary"] = json!("SPAMREASON");
            block
        };
        let stranger = known(&scene.test, &scene.other, ActorKind::Group, "/c/falle").await;
        let others = known(&scene.test, &scene.other, ActorKind::Group, "/c/andere").await;
        outbox::join(&scene.test.app, carla, others.id).await.unwrap();
        for (group, number) in [(&stranger, 1), (&others, 2)] {
            let before = scene.state().await;
            scene.test.accepts(group, &announce(group, number, block(group, number))).await;
            scene.test.accepts(group, &announce(group, number + 10, group.activity(number + 20, "Undo", block(group, number)))).await;
            assert_eq!(scene.state().await, before);
        }
        assert!(!told(&scene).await.contains("SPAMREASON"));
        // Who was a member hears of it, and of its end, although nobody here is one any more.
        let own = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        scene.test.app.write(move |conn, _| member::accept(conn, own.id, scene.anna)).await.unwrap();
        let own = known(&scene.test, &scene.one, ActorKind::Group, "/c/wandern").await;
        scene.test.accepts(&own, &announce(&own, 3, block(&own, 3))).await;
        assert!(told(&scene).await.contains("SPAMREASON"));
        let ban = || scene.test.app.read(move |conn, app| member::ban(conn, own.id, scene.anna, app.now()));
        assert!(ban().await.unwrap().is_some());
        scene.test.accepts(&own, &announce(&own, 4, own.activity(5, "Undo", block(&own, 3)))).await;
        assert!(ban().await.unwrap().is_none());
    }
}
