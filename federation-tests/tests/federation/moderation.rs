//! A host who lives elsewhere sets the frame, and everybody sees it.

use dienstweg::activity::deliver::{self, DeliveryState};
use dienstweg::activity::outbox;
use dienstweg::actor::member::{self, Role};
use dienstweg::error::Error;
use dienstweg::peer;
use federation_tests::{Community, Instance, Network, on_both_databases};
use std::time::Duration;

async fn roles(instance: &Instance, group: i64) -> Vec<(String, Role)> {
    let members = instance.app.read(move |conn, _| member::list(conn, group, 10)).await.unwrap();
    let mut roles: Vec<_> = members.into_iter().map(|(member, role)| (member.username, role)).collect();
    roles.sort_by_key(|(name, _)| name.clone());
    roles
}

/// Bert on beta becomes a host; Carla on gamma wrote an article.
async fn moderated(network: &Network) -> (Community, String) {
    let community = network.community().await;
    let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
    let bert = alpha.known_actor(&beta.app.urls.actor(community.people[1])).await.expect("bert").id;
    outbox::appoint(&alpha.app, community.people[0], community.groups[0], bert).await.unwrap();
    let article = gamma.article(community.people[2], Some(community.groups[2]), "Streit").await;
    network.settle().await;
    (community, gamma.app.urls.object(article))
}

/// How many deliveries of all instances were refused for good.
async fn refused(network: &Network) -> usize {
    let mut refused = 0;
    for (from, to) in network.all().iter().flat_map(|from| network.all().iter().map(move |to| (from, to))) {
        let host = to.host().to_owned();
        let rows = from.app.read(move |conn, _| match peer::by_host(conn, &host)? {
            Some(peer) => deliver::of_peer(conn, peer.id, DeliveryState::Refused, 100),
            None => Ok(Vec::new()),
        });
        refused += rows.await.unwrap().len();
    }
    refused
}

on_both_databases! {
    async fn a_host_elsewhere_pins_and_locks(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let (community, root) = moderated(&network).await;
        let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
        let [_, bert, carla] = community.people[..] else { panic!() };
        let there = beta.number(&root).await;
        outbox::pin(&beta.app, bert, there, true).await.unwrap();
        outbox::lock(&beta.app, bert, there, true).await.unwrap();
        network.settle().await;
        assert!(network.same_tree(&root).await.contains("[pinned] [locked]"), "{}", alpha.tree(&root).await);
        let refused = gamma.comment(carla, gamma.number(&root).await, "Doch!").await;
        match refused {
            // Gamma need not know the rule; then alpha refuses.
            Ok(comment) => {
                let comment = gamma.app.urls.object(comment);
                network.settle().await;
                assert!(alpha.known(&comment).await.is_none());
                assert!(beta.known(&comment).await.is_none());
            }
            Err(error) => assert!(matches!(error, Error::Forbidden(_)), "{error}"),
        }
        outbox::lock(&beta.app, bert, there, false).await.unwrap();
        outbox::pin(&beta.app, bert, there, false).await.unwrap();
        network.settle().await;
        let tree = network.same_tree(&root).await;
        assert!(!tree.contains("pinned") && !tree.contains("locked"), "{tree}");
        let comment = gamma.comment(carla, gamma.number(&root).await, "Endlich").await.unwrap();
        network.settle().await;
        assert!(network.same_tree(&root).await.contains("Endlich"));
        assert!(alpha.known(&gamma.app.urls.object(comment)).await.is_some());
    }

    async fn a_host_elsewhere_removes_and_restores(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let (community, root) = moderated(&network).await;
        let (beta, bert) = (&network[1], community.people[1]);
        outbox::remove(&beta.app, bert, beta.number(&root).await, "Werbung").await.unwrap();
        network.settle().await;
        assert!(network.same_tree(&root).await.contains("[removed: Werbung]"), "{}", beta.tree(&root).await);
        outbox::restore(&beta.app, bert, beta.number(&root).await).await.unwrap();
        network.settle().await;
        let tree = network.same_tree(&root).await;
        assert!(tree.contains("Streit") && !tree.contains("removed"), "{tree}");
        assert_eq!(refused(&network).await, 0, "decisions are sent to the community's home and announced by it");
    }

    async fn a_host_elsewhere_bans_until_a_time(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let (community, root) = moderated(&network).await;
        let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
        let [_, bert, carla] = community.people[..] else { panic!() };
        let carla_id = gamma.app.urls.actor(carla);
        let there = beta.known_actor(&carla_id).await.expect("carla").id;
        let until = beta.now().plus(Duration::from_secs(3_600));
        outbox::ban(&beta.app, bert, community.groups[1], there, "Beleidigung", Some(until)).await.unwrap();
        network.settle().await;
        for (instance, group) in network.all().iter().zip(community.groups.clone()) {
            let person = instance.known_actor(&carla_id).await.expect("carla").id;
            let ban = instance.app.read(move |conn, app| member::ban(conn, group, person, app.now())).await.unwrap();
            let ban = ban.unwrap_or_else(|| panic!("{} knows of no ban", instance.host()));
            assert_eq!((ban.reason.as_str(), ban.expires_at), ("Beleidigung", Some(until)));
        }
        assert!(!roles(alpha, community.groups[0]).await.iter().any(|(name, _)| name == "carla"));
        // Even a server that does not care about bans is refused.
        let refused = gamma.comment(carla, gamma.number(&root).await, "Trotzdem").await;
        if let Ok(comment) = refused {
            network.settle().await;
            assert!(alpha.known(&gamma.app.urls.object(comment)).await.is_none());
        }
        network.advance(Duration::from_secs(7_200));
        gamma.join(carla, &community.handle).await;
        network.settle().await;
        assert!(roles(alpha, community.groups[0]).await.contains(&("carla".to_owned(), Role::Member)));
        gamma.comment(carla, gamma.number(&root).await, "Wieder da").await.unwrap();
        network.settle().await;
        assert!(network.same_tree(&root).await.contains("Wieder da"));
    }

    async fn a_ban_can_be_lifted(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let (community, _) = moderated(&network).await;
        let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
        let carla_id = gamma.app.urls.actor(community.people[2]);
        let there = beta.known_actor(&carla_id).await.expect("carla").id;
        outbox::ban(&beta.app, community.people[1], community.groups[1], there, "Irrtum", None).await.unwrap();
        network.settle().await;
        let (group, person) = (community.groups[2], community.people[2]);
        let ban = gamma.app.read(move |conn, app| member::ban(conn, group, person, app.now())).await.unwrap();
        assert!(ban.is_some(), "her own server knows, although nobody there is a member any more");
        outbox::lift_ban(&beta.app, community.people[1], community.groups[1], there).await.unwrap();
        network.settle().await;
        for (instance, group) in [alpha, beta, gamma].into_iter().zip(community.groups.clone()) {
            let person = instance.known_actor(&carla_id).await.expect("carla").id;
            let ban = instance.app.read(move |conn, app| member::ban(conn, group, person, app.now())).await.unwrap();
            assert!(ban.is_none(), "{}", instance.host());
        }
        assert_eq!(refused(&network).await, 0);
    }

    async fn hosts_appoint_and_dismiss_hosts(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let (community, _) = moderated(&network).await;
        let (beta, gamma) = (&network[1], &network[2]);
        let carla_id = gamma.app.urls.actor(community.people[2]);
        let carla = beta.known_actor(&carla_id).await.expect("carla").id;
        outbox::appoint(&beta.app, community.people[1], community.groups[1], carla).await.unwrap();
        network.settle().await;
        for (instance, group) in network.all().iter().zip(community.groups.clone()) {
            let hosts = roles(instance, group).await.into_iter().filter(|(_, role)| *role == Role::Host).count();
            assert_eq!(hosts, 3, "{}", instance.host());
        }
        outbox::dismiss(&beta.app, community.people[1], community.groups[1], carla).await.unwrap();
        network.settle().await;
        for (instance, group) in network.all().iter().zip(community.groups.clone()) {
            let roles = roles(instance, group).await;
            assert!(roles.contains(&("carla".to_owned(), Role::Member)), "{}: {roles:?}", instance.host());
        }
    }

    async fn who_is_no_host_moderates_nothing(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let community = network.community().await;
        let (alpha, beta) = (&network[0], &network[1]);
        let article = alpha.article(community.people[0], Some(community.groups[0]), "Meins").await;
        let root = alpha.app.urls.object(article);
        network.settle().await;
        let there = beta.number(&root).await;
        assert!(outbox::lock(&beta.app, community.people[1], there, true).await.is_err());
        assert!(outbox::pin(&beta.app, community.people[1], there, true).await.is_err());
        assert!(outbox::remove(&beta.app, community.people[1], there, "nur so").await.is_err());
        network.settle().await;
        assert_eq!(network.same_tree(&root).await.lines().count(), 1);
    }
}
