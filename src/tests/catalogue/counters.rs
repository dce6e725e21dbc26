//! FLT: counters that drifted away from the rows.

use super::Scene;
use crate::administration::recount;
use crate::instance;
use crate::on_both_databases;
use crate::store::schema::{actors, objects};
use crate::store::testing::TestDatabase;
use crate::tests::browser::Browser;
use diesel::prelude::*;
use http::StatusCode;
use std::time::Duration;

on_both_databases! {
    async fn flt_45_counters_that_drifted_are_noticed_at_night(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, app) = (&scene.test, &scene.test.app);
        test.admin("eva").await;
        test.comment(scene.anna, scene.article, "Eine Antwort").await.unwrap();
        test.accepts(&scene.ada, &scene.ada.activity(1, "Like", app.urls.object(scene.article))).await;
        test.accepts(&scene.ada, &scene.ada.activity(2, "Follow", app.urls.actor(scene.group))).await;
        let before = scene.state().await;
        let night = async || {
            app.write(recount::ensure_night).await.unwrap();
            test.clock.advance(Duration::from_secs(24 * 3_600));
            instance::run_due(app).await.unwrap();
            Browser::logged_in(test, "eva").await.get("/verwaltung").await
        };
        assert!(!night().await.body.contains("Nachzählen"));
        assert_eq!(scene.state().await, before, "what is right stays as it is");
        let (article, group) = (scene.article, scene.group);
        app.write(move |conn, _| {
            diesel::update(objects::table.find(article)).set((objects::reply_count.eq(7), objects::reaction_count.eq(-1))).execute(conn)?;
            diesel::update(actors::table.find(group)).set(actors::follower_count.eq(99)).execute(conn)?;
            Ok(())
        })
        .await
        .unwrap();
        assert_ne!(scene.state().await, before);
        night().await.shows(StatusCode::OK, &["stimmten 2 Zahlen nicht"]);
        assert_eq!(scene.state().await, before);
        // It queues itself: no start of the program in between.
        test.clock.advance(Duration::from_secs(24 * 3_600));
        instance::run_due(app).await.unwrap();
        let page = Browser::logged_in(test, "eva").await.get("/verwaltung").await;
        assert!(page.status == StatusCode::OK && !page.body.contains("Nachzählen"), "{page:?}");
    }
}
