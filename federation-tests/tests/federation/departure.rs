//! Whoever leaves is gone everywhere, also where only her community was known.

use dienstweg::actor::account;
use dienstweg::object::reaction::ReactionKind;
use dienstweg::{activity::outbox, actor::member, personal};
use federation_tests::{Instance, Network, on_both_databases};
use std::time::Duration;

async fn leaves(network: &Network, instance: &Instance, person: i64) {
    let account = instance.app.read(move |conn, _| account::of_actor(conn, person)).await.unwrap().expect("an account");
    personal::ask(&instance.app, &account, "kurzer dienstweg").await.unwrap();
    network.advance(Duration::from_secs(7 * 24 * 3_600));
    network.settle().await;
}

/// Whether an instance shows neither the person nor what she wrote.
async fn forgot(instance: &Instance, person: &str, written: &[String]) {
    let actor = instance.known_actor(person).await.expect("a tombstone");
    assert!(actor.deleted_at.is_some(), "{} still has {person}", instance.host());
    assert_eq!(
        (actor.name.as_str(), actor.summary.as_str(), actor.details.as_str(), actor.json),
        ("", "", "{}", None),
        "{}",
        instance.host()
    );
    for id in written {
        let object = instance.known(id).await.expect("a tombstone");
        assert!(object.deleted_at.is_some(), "{} still has {id}", instance.host());
        assert_eq!((object.name.as_str(), object.content.as_str(), object.json.as_str()), ("", "", "{}"));
    }
}

on_both_databases! {
    async fn a_member_elsewhere_leaves_the_network(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let community = network.community().await;
        let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
        let [anna, bert, carla] = community.people[..] else { panic!() };
        let article = beta.article(bert, Some(community.groups[1]), "Von Bert").await;
        let alone = beta.article(bert, None, "Für Leute, die folgen").await;
        network.settle().await;
        let id = beta.app.urls.object(article);
        let comment = beta.comment(bert, article, "Noch etwas").await.unwrap();
        gamma.comment(carla, gamma.number(&id).await, "Dazu Carla").await.unwrap();
        outbox::follow(&alpha.app, anna, alpha.known_actor(&beta.app.urls.actor(bert)).await.unwrap().id).await.unwrap();
        network.settle().await;
        outbox::react(&beta.app, bert, beta.number(&id).await, ReactionKind::Like, "").await.unwrap();
        network.settle().await;

        leaves(&network, beta, bert).await;
        let (person, comment) = (beta.app.urls.actor(bert), beta.app.urls.object(comment));
        // Gamma never followed him and has him from the community on alpha alone.
        for instance in [alpha, beta, gamma] {
            forgot(instance, &person, &[id.clone(), comment.clone()]).await;
        }
        let group = community.groups[0];
        let members = alpha.app.read(move |conn, _| member::list(conn, group, 10)).await.unwrap();
        assert_eq!(members.len(), 2, "{members:?}");
        assert!(beta.object(alone).await.deleted_at.is_some());
        for instance in [alpha, beta, gamma] {
            assert!(instance.tree(&id).await.contains("Dazu Carla"), "what others wrote stays");
        }
        assert_eq!(alpha.waiting_deliveries().await + beta.waiting_deliveries().await, 0);
    }

    async fn a_host_leaves_and_the_community_goes_on(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let community = network.community().await;
        let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
        let [anna, bert, carla] = community.people[..] else { panic!() };
        let there = alpha.known_actor(&beta.app.urls.actor(bert)).await.unwrap().id;
        outbox::appoint(&alpha.app, anna, community.groups[0], there).await.unwrap();
        let id = alpha.app.urls.object(alpha.article(anna, Some(community.groups[0]), "Von Anna").await);
        network.settle().await;
        leaves(&network, alpha, anna).await;
        for instance in [alpha, beta, gamma] {
            forgot(instance, &alpha.app.urls.actor(anna), std::slice::from_ref(&id)).await;
        }
        let next = gamma.app.urls.object(gamma.article(carla, Some(community.groups[2]), "Es geht weiter").await);
        network.settle().await;
        assert!(network.same_tree(&next).await.contains("Es geht weiter"));
    }
}
