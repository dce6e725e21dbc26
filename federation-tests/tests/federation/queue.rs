//! What changes while something waits to be sent.

use dienstweg::activity::outbox;
use federation_tests::{Network, on_both_databases};
use std::time::Duration;

/// Longer than a server is left alone after it failed once.
const PAUSE: Duration = Duration::from_secs(600);

on_both_databases! {
    async fn flt_46_what_was_deleted_before_it_was_sent_is_shown_nowhere(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (alpha, beta) = (&network[0], &network[1]);
        beta.answer_deliveries(Some(500));
        let article = alpha.article(community.people[0], Some(community.groups[0]), "Voreilig").await;
        network.settle().await;
        assert!(alpha.waiting_deliveries().await > 0);
        outbox::delete(&alpha.app, community.people[0], article).await.unwrap();
        beta.answer_deliveries(None);
        beta.forget_requests();
        network.advance(PAUSE);
        network.settle().await;
        assert_eq!(alpha.waiting_deliveries().await, 0);
        assert!(!beta.deliveries().is_empty(), "the deletion follows");
        assert!(beta.deliveries().iter().all(|request| !String::from_utf8_lossy(&request.body).contains("Voreilig")));
        let there = beta.known(&alpha.app.urls.object(article)).await;
        assert!(there.is_none_or(|object| object.deleted_at.is_some()));
    }

    async fn flt_49_what_waits_is_signed_with_the_keys_of_the_day_it_is_sent(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (alpha, beta) = (&network[0], &network[1]);
        let (anna, group) = (community.people[0], community.groups[0]);
        beta.answer_deliveries(Some(500));
        let mut articles = Vec::new();
        for number in 0..5 {
            articles.push(alpha.article(anna, Some(group), &format!("Wartet {number}")).await);
            network.settle().await;
        }
        alpha.keys.rotate();
        outbox::rotate_keys(&alpha.app, group).await.unwrap();
        beta.answer_deliveries(None);
        for _ in 0..4 {
            network.advance(PAUSE);
            network.settle().await;
        }
        assert_eq!(alpha.waiting_deliveries().await, 0);
        for article in articles {
            assert!(beta.known(&alpha.app.urls.object(article)).await.is_some(), "{article}");
        }
    }

    async fn what_a_server_refused_is_fetched_when_it_takes_the_next(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (alpha, beta) = (&network[0], &network[1]);
        let (anna, group) = (community.people[0], community.groups[0]);
        let first = alpha.article(anna, Some(group), "Kommt an").await;
        network.settle().await;
        beta.answer_deliveries(Some(400));
        let lost = alpha.article(anna, Some(group), "Abgelehnt").await;
        network.settle().await;
        assert_eq!(alpha.waiting_deliveries().await, 0, "a refusal is final");
        assert!(beta.known(&alpha.app.urls.object(lost)).await.is_none());
        beta.answer_deliveries(None);
        let last = alpha.article(anna, Some(group), "Kommt wieder an").await;
        network.settle().await;
        for article in [first, lost, last] {
            network.same_tree(&alpha.app.urls.object(article)).await;
        }
    }
}
