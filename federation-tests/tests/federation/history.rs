//! Who joins later sees what was written before.

use dienstweg::activity::outbox;
use dienstweg::object::reaction::ReactionKind;
use federation_tests::{Network, on_both_databases};
use std::time::Duration;

on_both_databases! {
    async fn joining_later_shows_what_was_before(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
        let anna = alpha.person("anna").await;
        let group = alpha.group(anna, "digitales").await;
        let handle = format!("digitales@{}", alpha.host());
        let bert = beta.person("bert").await;
        let there = beta.join(bert, &handle).await;
        network.settle().await;
        let first = alpha.article(anna, Some(group), "Erster").await;
        let second = beta.article(bert, Some(there), "Zweiter").await;
        let (first, second) = (alpha.app.urls.object(first), beta.app.urls.object(second));
        network.settle().await;
        network.advance(Duration::from_secs(60));
        beta.comment(bert, beta.number(&first).await, "Von beta").await.unwrap();
        outbox::react(&beta.app, bert, beta.number(&first).await, ReactionKind::Like, "").await.unwrap();
        let gone = alpha.article(anna, Some(group), "Geheim").await;
        network.settle().await;
        outbox::delete(&alpha.app, anna, gone).await.unwrap();
        outbox::pin(&alpha.app, anna, alpha.number(&second).await, true).await.unwrap();
        network.settle().await;

        let carla = gamma.person("carla").await;
        gamma.join(carla, &handle).await;
        network.settle().await;
        let tree = network.same_tree(&first).await;
        assert!(tree.contains("Von beta") && tree.contains("[Like×1]"), "{tree}");
        assert!(network.same_tree(&second).await.contains("[pinned]"));
        let deleted = gamma.known(&alpha.app.urls.object(gone)).await;
        assert!(!format!("{deleted:?}").contains("Geheim"), "what was deleted is not told any more");
    }
}
