//! A server that is away for a while, or for ever.

use dienstweg::activity::deliver::{self, DeliveryState};
use dienstweg::peer::{self, Peer as Row};
use federation_tests::{Instance, Network, on_both_databases};
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3_600);

async fn peer_row(instance: &Instance, host: &str) -> Row {
    let host = host.to_owned();
    instance.app.read(move |conn, _| peer::by_host(conn, &host)).await.unwrap().expect("the peer")
}

async fn in_state(instance: &Instance, peer: i64, state: DeliveryState) -> usize {
    instance.app.read(move |conn, _| deliver::of_peer(conn, peer, state, 1_000)).await.unwrap().len()
}

on_both_databases! {
    async fn after_a_day_everything_arrives_in_order_and_once(backend: Backend) {
        let mut network = Network::new(backend, 3).await;
        let community = network.community().await;
        network[1].stop().await;
        let mut roots = Vec::new();
        let anna = community.people[0];
        for hour in 0..24 {
            let article = network[0].article(anna, Some(community.groups[0]), &format!("Stunde {hour}")).await;
            network[0].comment(anna, article, "Kommentar").await.unwrap();
            roots.push(network[0].app.urls.object(article));
            network.settle().await;
            assert!(network[2].known(&roots[hour]).await.is_some(), "beta's absence holds up nobody else");
            network.advance(HOUR);
        }
        let row = peer_row(&network[0], network[1].host()).await;
        // Pauses of 1, 2, 4 … minutes pass within the first hours; at six hours the pause stays.
        assert!((8..=12).contains(&row.failures), "not asked all the time: {} failures", row.failures);
        assert!(row.next_attempt_at > network[0].now().minus(HOUR));
        network[1].forget_requests();
        network[1].start().await;
        network.settle().await;
        network.advance(HOUR * 6);
        network.settle().await;
        assert_eq!(network[0].waiting_deliveries().await, 0);
        let row = peer_row(&network[0], network[1].host()).await;
        assert_eq!((row.failures, row.last_error.as_str()), (0, ""));
        let seqs: Vec<i64> = network[1].deliveries().iter().filter_map(|request| request.json()["dw:seq"].as_i64()).collect();
        assert_eq!(seqs, (1..=48).collect::<Vec<i64>>(), "each once, in order");
        for root in &roots {
            assert!(network.same_tree(root).await.contains("Kommentar"));
        }
    }

    async fn after_thirty_days_it_is_given_up_and_kept_for_admins(backend: Backend) {
        let mut network = Network::new(backend, 2).await;
        let community = network.community().await;
        network[1].stop().await;
        let anna = community.people[0];
        let lost = network[0].article(anna, Some(community.groups[0]), "Verloren").await;
        let lost = network[0].app.urls.object(lost);
        for _ in 0..31 {
            network.settle().await;
            network.advance(HOUR * 24);
        }
        let found = network[0].article(anna, Some(community.groups[0]), "Gefunden").await;
        let found = network[0].app.urls.object(found);
        network.settle().await;
        let row = peer_row(&network[0], network[1].host()).await;
        assert_eq!(in_state(&network[0], row.id, DeliveryState::Expired).await, 1);
        assert_eq!(in_state(&network[0], row.id, DeliveryState::Due).await, 1);
        network[1].start().await;
        network.advance(HOUR * 6);
        network.settle().await;
        assert!(network[1].known(&found).await.is_some());
        assert!(network[1].known(&lost).await.is_none());
    }

    async fn a_refusal_ends_one_delivery_and_holds_back_nothing(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (alpha, beta) = (&network[0], &network[1]);
        beta.answer_deliveries(Some(422));
        alpha.article(community.people[0], Some(community.groups[0]), "Abgelehnt").await;
        network.settle().await;
        beta.answer_deliveries(None);
        let next = alpha.article(community.people[0], Some(community.groups[0]), "Angenommen").await;
        network.settle().await;
        assert!(beta.known(&alpha.app.urls.object(next)).await.is_some());
        let row = peer_row(alpha, beta.host()).await;
        assert_eq!(row.failures, 0);
        assert_eq!(in_state(alpha, row.id, DeliveryState::Refused).await, 1);
        assert_eq!(alpha.waiting_deliveries().await, 0);
    }

    async fn a_server_that_is_not_well_is_left_alone_for_a_while(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (alpha, beta) = (&network[0], &network[1]);
        beta.answer_deliveries(Some(503));
        beta.forget_requests();
        let articles = ["Eins", "Zwei", "Drei"];
        let mut ids = Vec::new();
        for name in articles {
            let article = alpha.article(community.people[0], Some(community.groups[0]), name).await;
            ids.push(alpha.app.urls.object(article));
            network.settle().await;
        }
        assert_eq!(beta.deliveries().len(), 1, "one try, then a pause");
        network.advance(Duration::from_secs(61));
        network.settle().await;
        assert_eq!(beta.deliveries().len(), 2);
        beta.answer_deliveries(None);
        network.advance(HOUR);
        network.settle().await;
        for id in &ids {
            assert!(beta.known(id).await.is_some());
        }
    }

    async fn many_held_back_deliveries_do_not_hide_others(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (alpha, beta) = (&network[0], &network[1]);
        let row = peer_row(alpha, beta.host()).await;
        // A signature that is refused holds back what follows in the same community, for some minutes.
        beta.answer_deliveries(Some(401));
        for number in 0..60 {
            alpha.article(community.people[0], Some(community.groups[0]), &format!("Nummer {number}")).await;
        }
        network.settle().await;
        beta.answer_deliveries(None);
        let bert = beta.person("berta").await;
        beta.follow(bert, &format!("anna@{}", alpha.host())).await;
        network.settle().await;
        let waiting = in_state(alpha, row.id, DeliveryState::Due).await;
        assert_eq!(waiting, 60, "the answer to the follow went out");
        network.advance(HOUR);
        network.settle().await;
        assert_eq!(in_state(alpha, row.id, DeliveryState::Due).await, 0);
    }
}
