//! The workers as they run in operation: side by side, and each server by itself.

use dienstweg::activity::deliver::{self, DeliveryState};
use dienstweg::app::{App, Parts};
use dienstweg::tools::FEATURES;
use dienstweg::{instance, peer};
use federation_tests::{Instance, Network, on_both_databases};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::task::JoinSet;
use tokio::time::{Duration, timeout};

/// Longer than anything here takes on a busy machine.
const LONGEST: Duration = Duration::from_secs(120);

/// How many deliveries to this server wait, and how often in a row it took none.
async fn standing(app: &Arc<App>, host: &str) -> (usize, i32) {
    let host = host.to_owned();
    let found = app.read(move |conn, _| {
        let row = peer::by_host(conn, &host)?.expect("the peer");
        Ok((deliver::of_peer(conn, row.id, DeliveryState::Due, 1_000)?.len(), row.failures))
    });
    found.await.expect("a look at the deliveries")
}

/// Waits until nothing waits for any of these servers.
async fn delivered(app: &Arc<App>, hosts: &[&str]) {
    let mut commits = app.store.subscribe_commits();
    let all = async {
        for host in hosts {
            while standing(app, host).await.0 > 0 {
                // Whatever is noted wakes; what another process notes does not, so that it is looked at again soon.
                let _ = timeout(Duration::from_millis(50), commits.changed()).await;
            }
        }
    };
    timeout(LONGEST, all).await.expect("everything is delivered");
}

/// The ids of what this instance took, and how often.
fn received(instance: &Instance) -> BTreeMap<String, usize> {
    let mut ids = BTreeMap::new();
    for request in instance.deliveries() {
        *ids.entry(request.json()["id"].as_str().expect("an id").to_owned()).or_default() += 1;
    }
    ids
}

/// Another process of the same instance.
async fn beside(instance: &Instance) -> Arc<App> {
    let parts = Parts {
        clock: Arc::<dienstweg::app::TestClock>::clone(&instance.clock),
        store: Some(instance.app.store.clone()),
        ..Parts::new(instance.app.config.clone(), FEATURES)
    };
    App::open(parts).await.expect("the instance once more")
}

on_both_databases! {
    async fn flt_14_a_server_that_does_not_answer_keeps_nobody_else_waiting(backend: Backend) {
        let network = Network::new(backend, 4).await;
        let community = network.community().await;
        let (alpha, slow) = (&network[0], &network[3]);
        network.all().iter().for_each(Instance::forget_requests);
        slow.never_answer_deliveries();
        let mut workers = JoinSet::new();
        workers.spawn(instance::work(Arc::clone(&alpha.app), std::future::pending()));
        for number in 0..12 {
            alpha.article(community.people[0], Some(community.groups[0]), &format!("Nummer {number}")).await;
        }
        delivered(&alpha.app, &[network[1].host(), network[2].host()]).await;
        let (waiting, failures) = standing(&alpha.app, slow.host()).await;
        assert_eq!((waiting, failures), (12, 0), "the others have everything while the first request there still runs");
        for prompt in [&network[1], &network[2]] {
            assert!(received(prompt).len() >= 12 && received(prompt).values().all(|times| *times == 1), "{:?}", received(prompt));
        }
    }

    async fn flt_30_two_processes_send_everything_once(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let community = network.community().await;
        let alpha = &network[0];
        let second = beside(alpha).await;
        network.all().iter().for_each(Instance::forget_requests);
        let mut workers = JoinSet::new();
        for app in [&alpha.app, &second] {
            workers.spawn(instance::work(Arc::clone(app), std::future::pending()));
        }
        for number in 0..40 {
            alpha.article(community.people[0], Some(community.groups[0]), &format!("Nummer {number}")).await;
        }
        delivered(&alpha.app, &[network[1].host(), network[2].host()]).await;
        for other in &network.all()[1..] {
            let received = received(other);
            assert!(received.len() >= 40, "{}", received.len());
            assert!(received.values().all(|times| *times == 1), "{received:?}");
        }
    }
}
