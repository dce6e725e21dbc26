//! Hosts of a protected community who live elsewhere.

use super::{Scene, reads, vetting_inside};
use dienstweg::activity::outbox;
use dienstweg::actor::application::{self, ApplicationState};
use dienstweg::actor::member;
use dienstweg::error::Result;
use dienstweg::notification::{self, NotificationKind};
use federation_tests::{Instance, on_both_databases};
use std::sync::Arc;
use std::time::Duration;

on_both_databases! {
    async fn hosts_decide_from_where_they_are(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta, gamma) = (&scene.network[0], &scene.network[1], &scene.network[2]);
        let (group, there) = (scene.group, scene.there);
        let bert_at_home = alpha.known_actor(&beta.app.urls.actor(scene.bert)).await.unwrap().id;
        let mut people = Vec::new();
        let at_gamma = gamma.look_up(&format!("krise@{}", alpha.host())).await.id;
        for (name, words) in [("gerd", "Ich leite das Lagezentrum."), ("gitta", "Neugier"), ("gregor", "Später vielleicht"), ("gudrun", "Auch")] {
            let person = gamma.staff(name).await;
            outbox::ask_to_join(&gamma.app, person, at_gamma, words).await.unwrap();
            people.push(person);
            if name == "gerd" {
                // He asks before there is a host elsewhere.
                scene.network.settle().await;
                outbox::appoint(&alpha.app, scene.anna, group, bert_at_home).await.unwrap();
            }
            scene.network.settle().await;
            scene.network.advance(Duration::from_secs(1));
        }
        let open = |instance: &Instance, group: i64| {
            let app = Arc::clone(&instance.app);
            async move { app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap() }
        };
        let waiting = open(beta, there).await;
        let bert = scene.bert;
        let told = beta.app.read(move |conn, _| notification::list(conn, bert, i64::MAX, 50)).await.unwrap();
        assert!(told.iter().any(|one| one.kind == NotificationKind::Application), "and is told: {told:?}");
        let words: Vec<&str> = waiting.iter().map(|one| one.words.as_str()).collect();
        assert_eq!(words, ["Ich leite das Lagezentrum.", "Neugier", "Später vielleicht", "Auch"], "a host elsewhere sees who asks");
        let gerd = gamma.app.urls.actor(people[0]);
        assert_eq!(vetting_inside(beta, there, &gerd).await.as_deref(), Some("Stadt Essen"), "and who vouches for them");
        assert!(open(gamma, at_gamma).await.len() == 4, "each knows her own");

        outbox::admit_applicant(&beta.app, scene.bert, there, waiting[0].actor_id).await.unwrap();
        outbox::decline_applicant(&beta.app, scene.bert, there, waiting[1].actor_id, "Nur für Stäbe").await.unwrap();
        outbox::leave(&gamma.app, people[2], at_gamma).await.unwrap();
        let last = open(alpha, group).await.into_iter().find(|one| one.words == "Auch").unwrap().actor_id;
        outbox::decline_applicant(&alpha.app, scene.anna, group, last, "Voll").await.unwrap();
        scene.network.settle().await;
        assert!(open(alpha, group).await.is_empty() && open(beta, there).await.is_empty(), "nothing waits any more, anywhere");
        assert!(reads(gamma, people[0], &scene.article).await || gamma.known(&scene.article).await.is_none());
        let (first, second) = (people[0], people[1]);
        assert_eq!(gamma.app.read(move |conn, _| member::role(conn, at_gamma, first)).await.unwrap(), Some(member::Role::Member));
        let declined = gamma.app.read(move |conn, _| application::find(conn, at_gamma, second)).await.unwrap().unwrap();
        assert_eq!((declined.state, declined.reason.as_str()), (ApplicationState::Declined, "Nur für Stäbe"));
        let states: Vec<_> = {
            let ids: Vec<i64> = waiting.iter().map(|one| one.actor_id).collect();
            beta.app.read(move |conn, _| ids.into_iter().map(|id| Ok(application::find(conn, there, id)?.unwrap())).collect::<Result<Vec<_>>>()).await.unwrap()
        };
        let states: Vec<_> = states.iter().map(|one| (one.state, one.words.as_str())).collect();
        use ApplicationState::{Accepted, Declined, Withdrawn};
        assert_eq!(states, [(Accepted, ""), (Declined, ""), (Withdrawn, ""), (Declined, "")], "and a host elsewhere keeps no words of it");

        // A host who is one no longer decides nothing, and his server keeps nothing of it.
        outbox::ask_to_join(&gamma.app, people[3], at_gamma, "Noch immer").await.unwrap();
        scene.network.settle().await;
        assert_eq!(open(beta, there).await.len(), 1);
        outbox::dismiss(&alpha.app, scene.anna, group, bert_at_home).await.unwrap();
        scene.network.settle().await;
        outbox::ask_to_join(&gamma.app, people[1], at_gamma, "Noch einmal").await.unwrap();
        scene.network.settle().await;
        assert!(open(beta, there).await.is_empty());
        assert_eq!(open(alpha, group).await.len(), 2);
    }
}
