//! A server that says no for a month, comes back, or has a clock of its own.

use dienstweg::activity::deliver::{self, DeliveryState};
use dienstweg::app::{App, Parts};
use dienstweg::tools::FEATURES;
use dienstweg::{instance, peer};
use federation_tests::{Instance, Network, on_both_databases};
use std::sync::Arc;
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3_600);
const MINUTE: Duration = Duration::from_secs(60);
const DAY: u32 = 24;

async fn in_state(instance: &Instance, host: &str, state: DeliveryState) -> usize {
    let host = host.to_owned();
    let found = instance.app.read(move |conn, _| {
        let row = peer::by_host(conn, &host)?.expect("the peer");
        Ok(deliver::of_peer(conn, row.id, state, 10_000)?.len())
    });
    found.await.expect("a look at the deliveries")
}

/// Another process of the same instance, as after a restart.
async fn restarted(instance: &Instance) -> Arc<App> {
    let parts = Parts {
        clock: Arc::<dienstweg::app::TestClock>::clone(&instance.clock),
        store: Some(instance.app.store.clone()),
        ..Parts::new(instance.app.config.clone(), FEATURES)
    };
    App::open(parts).await.expect("the instance once more")
}

on_both_databases! {
    async fn flt_17_who_says_later_for_a_month_is_asked_seldom_and_what_waited_too_long_is_kept(backend: Backend) {
        for status in [429, 500] {
            let network = Network::new(backend, 2).await;
            let community = network.community().await;
            let (alpha, beta) = (&network[0], &network[1]);
            let (anna, group) = (community.people[0], community.groups[0]);
            beta.answer_deliveries(Some(status));
            beta.forget_requests();
            let mut asked = Vec::new();
            for day in 0..29 {
                alpha.article(anna, Some(group), &format!("Tag {day}")).await;
                for _ in 0..DAY {
                    network.settle().await;
                    network.advance(HOUR);
                }
                asked.push(beta.deliveries().len());
                beta.forget_requests();
            }
            assert!(asked[0] <= 12, "{status}: the pauses grow: {asked:?}");
            assert!(asked[1..].iter().all(|asked| (3..=5).contains(asked)), "{status}: four times a day, however much waits: {asked:?}");
            assert_eq!(in_state(alpha, beta.host(), DeliveryState::Due).await, 29);
            // A restart asks nobody before it is time.
            network.settle().await;
            beta.forget_requests();
            let again = restarted(alpha).await;
            instance::run_due(&again).await.expect("what is due");
            assert!(beta.deliveries().is_empty(), "{status}: after a restart");
            network.advance(HOUR * DAY * 2);
            network.settle().await;
            let expired = in_state(alpha, beta.host(), DeliveryState::Expired).await;
            assert!((1..=3).contains(&expired), "{status}: given up after thirty days, one by one: {expired}");
            // It is well again: one request first, then all the others, in order.
            beta.answer_deliveries(None);
            beta.forget_requests();
            network.advance(HOUR * 7);
            network.settle().await;
            assert_eq!(in_state(alpha, beta.host(), DeliveryState::Due).await, 0);
            let seqs: Vec<i64> = beta.deliveries().iter().filter_map(|request| request.json()["dw:seq"].as_i64()).collect();
            assert!(seqs.len() >= 25 && seqs.is_sorted(), "{seqs:?}");
        }
    }

    async fn flt_17_who_says_gone_is_not_asked_again_for_the_same(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (alpha, beta) = (&network[0], &network[1]);
        let (anna, group) = (community.people[0], community.groups[0]);
        beta.answer_deliveries(Some(410));
        beta.forget_requests();
        for day in 0..30 {
            alpha.article(anna, Some(group), &format!("Tag {day}")).await;
            network.settle().await;
            network.advance(HOUR * DAY);
        }
        network.settle().await;
        assert_eq!(beta.deliveries().len(), 30, "each once");
        assert_eq!(in_state(alpha, beta.host(), DeliveryState::Refused).await, 30, "kept for admins");
        beta.answer_deliveries(None);
        let known = alpha.article(anna, Some(group), "Wieder da").await;
        network.settle().await;
        assert!(beta.known(&alpha.app.urls.object(known)).await.is_some(), "what comes later is sent");
    }

    async fn flt_24_clocks_that_differ_a_little_lose_nothing(backend: Backend) {
        // So much may signatures be ahead and behind.
        for (ahead, behind) in [(4, 0), (0, 4), (0, 59)] {
            let network = Network::new(backend, 2).await;
            let community = network.community().await;
            let (alpha, beta) = (&network[0], &network[1]);
            alpha.clock.advance(MINUTE * behind);
            beta.clock.advance(MINUTE * ahead);
            let (anna, bert) = (community.people[0], community.people[1]);
            if behind < 5 {
                // What alpha says comes from the future for beta, but not too far.
                alpha.article(anna, Some(community.groups[0]), "Von hier").await;
            }
            let article = beta.article(bert, Some(community.groups[1]), "Von dort").await;
            network.settle().await;
            let id = beta.app.urls.object(article);
            let here = alpha.known(&id).await.expect("what was written there");
            assert!(here.published <= alpha.now(), "nothing is from the future");
            if behind < 5 {
                assert!(network.same_tree(&id).await.contains("Von dort"));
                assert_eq!(alpha.waiting_deliveries().await + beta.waiting_deliveries().await, 0);
            }
        }
    }

    async fn flt_24_a_clock_far_ahead_is_refused_and_heals_when_it_is_set_right(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (alpha, beta) = (&network[0], &network[1]);
        beta.clock.advance(MINUTE * 6);
        let article = beta.article(community.people[1], Some(community.groups[1]), "Von morgen").await;
        network.settle().await;
        let id = beta.app.urls.object(article);
        assert!(alpha.known(&id).await.is_none(), "a signature from the future counts for nothing");
        assert_eq!(in_state(beta, alpha.host(), DeliveryState::Due).await, 1, "it is tried again");
        // Alpha's clock was slow and is set right.
        alpha.clock.advance(MINUTE * 6);
        network.advance(HOUR);
        network.settle().await;
        assert!(alpha.known(&id).await.is_some());
        assert!(network.same_tree(&id).await.contains("Von morgen"));
    }
}
