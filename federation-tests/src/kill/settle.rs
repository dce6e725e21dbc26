//! Waiting until nothing waits any more: beside the running programs, or in this process with clocks that are turned.

use super::rows::waiting;
use super::server::Server;
use dienstweg::app::{App, Clock, SystemClock, TestClock};
use dienstweg::instance;
use dienstweg::server::{ServerSettings, serve};
use dienstweg::store::Store;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// Pauses after failures double; after a storm they are seldom longer than some minutes.
const LONGEST: Duration = Duration::from_secs(1_200);
/// How far clocks are turned when nothing is due.
const TURN: Duration = Duration::from_secs(120);
/// So often.
const MAX_TURNS: usize = 400;

/// Waits beside the running programs until their queues are empty. Returns how long that took, or `None` if it took too long.
pub(super) async fn by_itself(stores: &[Store]) -> Option<Duration> {
    let begun = Instant::now();
    while begun.elapsed() < LONGEST {
        let mut left = 0;
        for store in stores {
            left += store.read(waiting).await.map_or(1, |lines| lines.len());
        }
        if left == 0 {
            return Some(begun.elapsed());
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    None
}

/// Opens the instances in this process, whose programs have ended, and turns their clocks until nothing is left. Returns how far, or `None`
/// when that was not enough.
///
/// # Panics
/// When one of them cannot be opened.
pub async fn settle_with_turned_clocks(servers: &[Server]) -> Option<Duration> {
    let clock = Arc::new(TestClock::at(SystemClock.now()));
    let mut apps: Vec<Arc<App>> = Vec::new();
    let mut running = Vec::new();
    for server in servers {
        let app = server.open(Arc::<TestClock>::clone(&clock) as Arc<dyn Clock>).await;
        let listener = TcpListener::bind(server.address()).await.expect("its port");
        let settings = ServerSettings { max_connections_per_address: 1_000, ..ServerSettings::default() };
        let (stop, stopped) = oneshot::channel::<()>();
        let router = instance::router(&app, &settings);
        let task = tokio::spawn(serve(listener, router, settings, async {
            drop(stopped.await);
        }));
        running.push((stop, task));
        apps.push(app);
    }
    let mut settled = None;
    for turn in 0..MAX_TURNS {
        let mut ran = 0;
        for app in &apps {
            ran += instance::run_due(app).await.expect("what is due");
        }
        let mut left = 0;
        for app in &apps {
            left += app.read(|conn, _| waiting(conn)).await.expect("the queues").len();
        }
        if ran == 0 && left == 0 {
            settled = Some(TURN * u32::try_from(turn).expect("a small number"));
            break;
        }
        if ran == 0 {
            clock.advance(TURN);
        }
    }
    for (stop, task) in running {
        let _ = stop.send(());
        task.await.expect("the server").expect("a clean end");
    }
    settled
}
