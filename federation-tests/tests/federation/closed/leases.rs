//! How long a membership holds without word from the community's home.

use super::{Scene, is, reads};
use dienstweg::activity::apply::Found;
use dienstweg::activity::outbox;
use dienstweg::activity::{fetch, lease};
use dienstweg::actor::application::{self, ApplicationState};
use dienstweg::actor::member;
use dienstweg::administration::recount;
use dienstweg::app::App;
use dienstweg::store::Conn;
use dienstweg::store::schema::jobs;
use diesel::prelude::*;
use federation_tests::on_both_databases;

on_both_databases! {
    async fn a_silent_home_is_believed_for_three_days(backend: Backend) {
        let mut scene = Scene::new(backend).await;
        let there = scene.network[1].actor(scene.there).await;
        assert_eq!(there.follower_count, 2, "its home says how many they are");
        scene.hours(20).await;
        assert!(scene.bert_reads().await);
        scene.bert_answers().await.unwrap();
        scene.network.settle().await;
        scene.network[0].stop().await;
        scene.hours(17).await;
        assert!(scene.bert_reads().await);
        scene.bert_answers().await.expect("less than a day is nothing");
        scene.hours(9).await;
        assert!(scene.bert_reads().await, "reading goes on");
        assert!(is(&scene.bert_answers().await.unwrap_err(), "error-home-silent"), "writing does not");
        scene.hours(48).await;
        assert!(!scene.bert_reads().await, "after three days nobody knows who is a member");
        scene.network[0].start().await;
        scene.hours(4).await;
        assert!(scene.bert_reads().await, "its home is back and confirms it");
        scene.bert_answers().await.unwrap();
    }

    async fn whoever_should_ask_the_home_and_does_not_is_noticed(backend: Backend) {
        let mut scene = Scene::new(backend).await;
        scene.network[0].stop().await;
        // The job that asks was lost, whatever the reason.
        let beta = &scene.network[1];
        let lost = |conn: &mut Conn, _: &App| {
            let jobs = jobs::table.filter(jobs::kind.eq(lease::RENEW));
            Ok(diesel::delete(jobs).execute(conn)?)
        };
        assert!(beta.app.write(lost).await.unwrap() > 0);
        beta.app.write(recount::ensure_night).await.unwrap();
        scene.hours(100).await;
        assert!(!scene.bert_reads().await, "the night looks after it");
    }

    async fn whom_the_home_no_longer_knows_is_out_and_takes_nothing_along(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        // The message that ended it got lost.
        let (group, bert) = (scene.group, alpha.known_actor(&beta.app.urls.actor(scene.bert)).await.unwrap().id);
        alpha.app.write(move |conn, _| member::remove(conn, group, bert)).await.unwrap();
        assert!(scene.bert_reads().await);
        scene.hours(7).await;
        assert!(!scene.bert_reads().await, "the list of members says so");
        let copy = beta.known(&scene.article).await.unwrap();
        assert_ne!(copy.content, "", "one answer alone destroys nothing");
        scene.hours(2).await;
        let copy = beta.known(&scene.article).await.unwrap();
        assert_eq!((copy.content.as_str(), copy.json.as_str()), ("", "{}"));
        let (there, bert) = (scene.there, scene.bert);
        assert!(beta.app.read(move |conn, _| member::find(conn, there, bert)).await.unwrap().is_none());
    }

    async fn a_lost_acceptance_is_found_in_the_list(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        let carla = beta.staff("carla").await;
        outbox::ask_to_join(&beta.app, carla, scene.there, "").await.unwrap();
        scene.network.settle().await;
        let (group, there) = (scene.group, scene.there);
        let applicant = alpha.app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap()[0].actor_id;
        alpha.app.write(move |conn, _| member::accept(conn, group, applicant)).await.unwrap();
        assert!(!reads(beta, carla, &scene.article).await);
        scene.hours(7).await;
        assert!(reads(beta, carla, &scene.article).await);
        let state = beta.app.read(move |conn, _| application::find(conn, there, carla)).await.unwrap().unwrap().state;
        assert_eq!(state, ApplicationState::Accepted);
        // Nobody else learns who the members are.
        for (asker, sees) in [(&scene.network[2], false), (beta, true)] {
            let url = format!("{}/members", alpha.app.urls.actor(group));
            let found = fetch::document(&asker.app, &url).await;
            assert_eq!(matches!(found, Ok(Found::Document(_))), sees, "{found:?}");
        }
    }
}
