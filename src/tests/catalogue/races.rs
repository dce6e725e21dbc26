//! API: many at once. However they fall, what is stored is what one after the other could have made.

use super::Scene;
use crate::activity::outbox;
use crate::actor::member;
use crate::administration::people;
use crate::error::{Error, Result};
use crate::object::reaction::ReactionKind;
use crate::object::{Reach, Viewer};
use crate::on_both_databases;
use crate::personal::export;
use crate::store::schema::{actors, bans, exports, jobs, members, objects, reactions};
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::access::account;
use diesel::dsl::count_star;
use diesel::prelude::*;
use futures_util::future::join_all;

/// How many come at once.
const MANY: usize = 50;

/// Members of a community, and what its counter says.
async fn membership(test: &TestApp, group: i64) -> (i64, i64) {
    test.app
        .read(move |conn, _| {
            let rows = members::table.filter(members::group_id.eq(group)).count().get_result(conn)?;
            Ok((rows, actors::table.find(group).select(actors::follower_count).first(conn)?))
        })
        .await
        .unwrap()
}

on_both_databases! {
    async fn api_08_who_joins_many_times_at_once_is_in_once(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let bert = scene.test.person("bert").await;
        let before = membership(&scene.test, scene.group).await;
        let results = join_all((0..MANY).map(|_| outbox::join(&scene.test.app, bert, scene.group))).await;
        assert!(results.iter().any(Result::is_ok), "{results:?}");
        let after = membership(&scene.test, scene.group).await;
        assert_eq!(after, (before.0 + 1, before.1 + 1));
        join_all((0..MANY).map(|_| outbox::leave(&scene.test.app, bert, scene.group))).await;
        assert_eq!(membership(&scene.test, scene.group).await, before);
    }

    async fn api_10_counters_say_what_the_rows_say(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut people = Vec::new();
        for number in 0..10 {
            people.push(scene.test.person(&format!("person{number}")).await);
        }
        let app = &scene.test.app;
        let toggles = (0..MANY * 4).map(|number| {
            let (person, article) = (people[number % people.len()], scene.article);
            async move {
                let kind = ReactionKind::Like;
                if number % 3 == 0 {
                    drop(outbox::unreact(app, person, article, kind, "").await);
                } else {
                    drop(outbox::react(app, person, article, kind, "").await);
                }
            }
        });
        join_all(toggles).await;
        let article = scene.article;
        let (rows, counter): (i64, i64) = app
            .read(move |conn, _| {
                let rows = reactions::table.filter(reactions::object_id.eq(article)).count().get_result(conn)?;
                Ok((rows, objects::table.find(article).select(objects::reaction_count).first(conn)?))
            })
            .await
            .unwrap();
        assert_eq!(rows, counter);
        assert!(rows <= 10);
    }

    async fn api_12_who_is_banned_while_joining_is_not_in(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (app, group, anna) = (&scene.test.app, scene.group, scene.anna);
        for number in 0..10 {
            let bert = scene.test.person(&format!("bert{number}")).await;
            if number % 2 == 0 {
                outbox::join(app, bert, group).await.unwrap();
            }
            let (banned, _) = tokio::join!(outbox::ban(app, anna, group, bert, "Werbung", None), outbox::join(app, bert, group));
            banned.unwrap();
            let (barred, inside): (i64, i64) = app
                .read(move |conn, _| {
                    let barred = bans::table.filter(bans::actor_id.eq(bert)).count().get_result(conn)?;
                    let inside = members::table.filter(members::actor_id.eq(bert)).count().get_result(conn)?;
                    Ok((barred, inside))
                })
                .await
                .unwrap();
            assert_eq!((barred, inside), (1, 0), "round {number}");
            assert!(matches!(outbox::join(app, bert, group).await, Err(Error::Forbidden(_))));
        }
    }

    async fn api_13_no_comment_outlives_what_it_answers(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let bert = scene.test.person("bert").await;
        let app = &scene.test.app;
        outbox::join(app, bert, scene.group).await.unwrap();
        for number in 0..10 {
            let article = scene.test.article(scene.anna, Some(scene.group), &format!("Beitrag {number}"), Reach::Public).await;
            let (deleted, answered) =
                tokio::join!(outbox::delete(app, scene.anna, article), scene.test.comment(bert, article, "Noch schnell"));
            deleted.unwrap();
            if let Err(error) = &answered {
                assert!(matches!(error, Error::Gone | Error::NotFound | Error::Conflict(_)), "{error:?}");
            }
            // Once it is gone, nobody answers it any more.
            assert!(scene.test.comment(bert, article, "Zu spät").await.is_err());
            let thread = scene.test.thread(Viewer::Anonymous, article).await;
            assert!(thread.iter().all(|object| object.id != article || object.deleted_at.is_some()), "round {number}");
        }
    }

    async fn api_28_asking_for_ones_data_many_times_makes_one_file(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let app = &scene.test.app;
        let anna = account(&scene.test, "anna").await;
        // Each asks for the password, which takes its time; these are the tries one account has.
        let results = join_all((0..4).map(|_| export::ask(app, &anna, "kurzer dienstweg"))).await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
        let (files, waiting): (i64, i64) = app
            .read(|conn, _| {
                let waiting = jobs::table.filter(jobs::kind.eq(export::EXPORT)).select(count_star()).first(conn)?;
                Ok((exports::table.count().get_result(conn)?, waiting))
            })
            .await
            .unwrap();
        assert_eq!((files, waiting), (1, 1));
    }

    async fn aut_30_of_two_who_send_each_other_away_one_stays(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let app = &scene.test.app;
        let (eva, otto) = (scene.test.admin("eva").await, scene.test.admin("otto").await);
        let (evas, ottos) = (account(&scene.test, "eva").await.id, account(&scene.test, "otto").await.id);
        for _ in 0..5 {
            let (one, other) =
                tokio::join!(people::set_admin(app, Some(eva), ottos, false), people::set_admin(app, Some(otto), evas, false));
            assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
            let dismissed = if one.is_ok() { ottos } else { evas };
            people::set_admin(app, None, dismissed, true).await.unwrap();
        }
        // The same holds for the hosts of a community.
        let (anna, group) = (scene.anna, scene.group);
        for number in 0..5 {
            let bert = scene.test.person(&format!("bert{number}")).await;
            outbox::join(app, bert, group).await.unwrap();
            outbox::appoint(app, anna, group, bert).await.unwrap();
            let (one, other) = tokio::join!(outbox::dismiss(app, anna, group, bert), outbox::leave(app, anna, group));
            let hosts = app.read(move |conn, _| member::hosts(conn, group)).await.unwrap();
            assert!(!hosts.is_empty(), "{one:?} {other:?}");
            if other.is_ok() {
                outbox::join(app, anna, group).await.unwrap();
                outbox::appoint(app, bert, group, anna).await.unwrap();
            }
            if one.is_err() {
                outbox::dismiss(app, anna, group, bert).await.unwrap();
            }
        }
    }
}
