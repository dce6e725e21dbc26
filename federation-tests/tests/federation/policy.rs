//! With whom an instance talks.

use dienstweg::activity::{fetch, outbox};
use dienstweg::config::Mode;
use dienstweg::error::Error;
use dienstweg::policy::{self, Action, Rule};
use dienstweg::text::Handle;
use federation_tests::{Instance, Network, Peer, START, Software, on_both_databases};
use serde_json::json;

async fn block(instance: &Instance, host: &str) {
    let host = host.to_owned();
    let rule = Rule { action: Action::Block, reason: "Test".to_owned() };
    instance.app.write(move |conn, app| policy::set(conn, &host, &rule, app.now(), None)).await.unwrap();
    instance.app.reload_policy().await.unwrap();
}

on_both_databases! {
    async fn a_blocked_server_gets_403_and_is_asked_for_nothing(backend: Backend) {
        let network = Network::new(backend, 1).await;
        let alpha = &network[0];
        let anna = alpha.person("anna").await;
        let peer = Peer::new("peer", Software::Mastodon).await;
        let paula = peer.person("paula");
        block(alpha, "peer.localhost").await;
        let follow = peer.activity(&paula, 1, "Follow", json!(alpha.app.urls.actor(anna)), json!({}));
        assert_eq!(peer.send(&paula, alpha, &follow).await, 403);
        assert_eq!(peer.send_text(&paula, alpha, "{ not JSON").await, 403, "before anything is read");
        let (status, _) = peer.fetch(&paula, alpha, &alpha.app.urls.object(1)).await;
        assert_eq!(status, 403);
        let looked_up = fetch::by_handle(&alpha.app, &Handle::parse(&paula.handle).unwrap()).await;
        assert!(matches!(looked_up, Err(Error::Forbidden(_))), "{looked_up:?}");
        network.settle().await;
        assert!(peer.requests().is_empty(), "{:#?}", peer.requests());
    }

    async fn blocked_content_does_not_come_in_through_others(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let community = network.community().await;
        let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
        let before = gamma.article(community.people[2], Some(community.groups[2]), "Vorher").await;
        network.settle().await;
        assert!(beta.known(&gamma.app.urls.object(before)).await.is_some());
        block(beta, gamma.host()).await;
        gamma.forget_requests();
        let article = gamma.article(community.people[2], Some(community.groups[2]), "Durch die Hintertür").await;
        let article = gamma.app.urls.object(article);
        network.settle().await;
        assert!(alpha.known(&article).await.is_some());
        assert!(beta.known(&article).await.is_none(), "beta does not take what gamma's people write");
        assert!(!gamma.requests().iter().any(|request| request.is_from(beta.origin())));
        let fine = alpha.article(community.people[0], Some(community.groups[0]), "Von alpha").await;
        network.settle().await;
        assert!(beta.known(&alpha.app.urls.object(fine)).await.is_some());
    }

    async fn in_network_mode_only_named_servers_take_part(backend: Backend) {
        let network = Network::with(backend, 3, START, |number, config| {
            if number == 0 {
                config.federation.mode = Mode::Network;
                config.federation.allow = vec!["beta.localhost".to_owned()];
            }
        })
        .await;
        let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
        let anna = alpha.person("anna").await;
        let group = alpha.group(anna, "digitales").await;
        let handle = format!("digitales@{}", alpha.host());
        let (bert, carla) = (beta.person("bert").await, gamma.person("carla").await);
        beta.join(bert, &handle).await;
        network.settle().await;
        let group_elsewhere = fetch::by_handle(&gamma.app, &Handle::parse(&handle).unwrap()).await;
        if let Ok(there) = group_elsewhere {
            outbox::join(&gamma.app, carla, there.id).await.unwrap();
        }
        network.settle().await;
        let article = alpha.article(anna, Some(group), "Unter uns").await;
        let article = alpha.app.urls.object(article);
        network.settle().await;
        assert!(beta.known(&article).await.is_some());
        assert!(gamma.known(&article).await.is_none());
        assert!(!gamma.requests().iter().any(|request| request.is_from(alpha.origin())), "nobody asks gamma anything");
    }
}
