//! New keys.

use dienstweg::activity::outbox;
use federation_tests::{Network, Peer, Software, on_both_databases};
use serde_json::json;
use std::time::Duration;

on_both_databases! {
    async fn new_keys_are_believed_after_one_look(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (alpha, beta) = (&network[0], &network[1]);
        let bert = community.people[1];
        network.advance(Duration::from_secs(3_600));
        alpha.forget_requests();
        beta.forget_requests();
        beta.keys.rotate();
        outbox::rotate_keys(&beta.app, bert).await.unwrap();
        network.settle().await;
        let article = beta.article(bert, Some(community.groups[1]), "Mit neuem Schlüssel").await;
        network.settle().await;
        network.advance(Duration::from_secs(600));
        network.settle().await;
        let root = beta.app.urls.object(article);
        assert!(network.same_tree(&root).await.contains("Mit neuem Schlüssel"));
        let path = format!("/ap/actors/{bert}");
        let asked = beta.fetches().into_iter().filter(|request| request.path == path).count();
        assert_eq!(asked, 1, "asked once for the new keys");
    }

    async fn a_request_with_the_old_key_is_refused(backend: Backend) {
        let network = Network::new(backend, 1).await;
        let alpha = &network[0];
        let anna = alpha.person("anna").await;
        let peer = Peer::new("peer", Software::Mastodon).await;
        let old = peer.person("paula");
        let follow = |number| peer.activity(&old, number, "Follow", json!(alpha.app.urls.actor(anna)), json!({}));
        assert_eq!(peer.send(&old, alpha, &follow(1)).await, 202);
        let new = old.clone().with_other_key();
        peer.publish_keys(&new, "Person");
        // A known key counts for some minutes without asking.
        assert_eq!(peer.send(&old, alpha, &follow(2)).await, 202);
        assert_eq!(peer.send(&new, alpha, &follow(3)).await, 401, "asked a moment ago");
        network.advance(Duration::from_secs(600));
        assert_eq!(peer.send(&new, alpha, &follow(4)).await, 202);
        assert_eq!(peer.send(&old, alpha, &follow(5)).await, 401);
        network.advance(Duration::from_secs(600));
        peer.forget_requests();
        assert_eq!(peer.send(&old, alpha, &follow(6)).await, 401);
        assert_eq!(peer.send(&old, alpha, &follow(7)).await, 401);
        assert_eq!(peer.requests().len(), 1, "a wrong signature makes us ask once, not each time");
        assert_eq!(peer.send(&new, alpha, &follow(8)).await, 202);
    }
}
