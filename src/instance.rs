//! Running an instance: its router, its workers, and stopping both.

use crate::access::invitation_link;
use crate::activity::{coming_in, inbox, lease, look_again, media, probe, purge, send, standing};
use crate::administration::recount;
use crate::app::App;
use crate::client;
use crate::error::Result;
use crate::export;
use crate::federation;
use crate::job::{self, Registry};
use crate::live;
use crate::mail;
use crate::notification::{self, by_mail};
use crate::personal;
use crate::search::rebuild;
use crate::server::{self, ServerSettings};
use crate::sign_on;
use crate::vetting;
use crate::web;
use axum::middleware::from_fn_with_state;
use axum::{Extension, Router};
use futures_util::FutureExt;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Every kind of job.
pub const JOBS: Registry = &[
    (inbox::RESUME, inbox::resume),
    (probe::PROBE, probe::probe),
    (probe::HISTORY, probe::history),
    (probe::REFRESH, probe::refresh),
    (look_again::LOOK_AGAIN, look_again::look_again),
    (media::EXPIRE, media::expire),
    (media::SWEEP, media::sweep),
    (media::FORGET, media::forget_copy),
    (mail::MAIL, mail::send),
    (by_mail::ROUND, by_mail::round),
    (invitation_link::EXPIRE, invitation_link::expire),
    (vetting::ENDING, notification::remind_of_ending),
    (vetting::STANDING, standing::tell),
    (vetting::LAPSE, standing::lapse),
    (lease::RENEW, lease::renew),
    (coming_in::COME_IN, coming_in::come_in),
    (purge::RECEIPT, purge::receipt),
    (sign_on::CHECK, sign_on::check),
    (rebuild::INDEX, rebuild::index),
    (recount::RECOUNT, recount::recount),
    (personal::LEAVE, personal::leave),
    (personal::export::EXPORT, export::make),
    (personal::export::REMOVE, personal::export::remove),
];

/// Workers look for work at least this often, should a wake-up get lost or another process have written it.
const POLL: Duration = Duration::from_secs(1);
/// The rules for servers and the settings are read again this often: a command or another process may have changed them. The node number is
/// renewed as often.
const RELOAD: Duration = Duration::from_secs(10);

/// Every route of an instance.
pub fn router(app: &Arc<App>, settings: &ServerSettings) -> Router {
    let ready = {
        let app = Arc::clone(app);
        move || {
            let app = Arc::clone(&app);
            async move { app.store.ping().await.is_ok() }.boxed()
        }
    };
    let routes = federation::routes(Arc::clone(app)).merge(web::routes(Arc::clone(app))).merge(server::health_routes(ready));
    let authority = Some(app.urls.host().to_owned());
    let settings = ServerSettings { authority, takes_uploads: web::takes_uploads, ..settings.clone() };
    let routes = federation::negotiated(routes, Arc::clone(app));
    let routes = routes.layer(from_fn_with_state(Arc::clone(app), web::setup::gate)).layer(Extension(web::setup::TryMail(mail::try_out)));
    let routes = routes.layer(from_fn_with_state(Arc::clone(app), client::in_turn));
    server::layers(routes, &settings)
}

/// Serves until `shutdown` ends, with workers for deliveries and jobs beside it.
pub async fn run(app: Arc<App>, listener: TcpListener, shutdown: impl Future<Output = ()> + Send + 'static) -> Result<()> {
    let settings = ServerSettings {
        max_connections: app.config.server.max_connections as usize,
        max_connections_per_address: app.config.server.max_connections_per_address as usize,
        not_found_step: server::NOT_FOUND_STEP,
        ..ServerSettings::default()
    };
    let (stop, stopped) = watch::channel(false);
    let mut workers = workers(&app, &stopped);
    workers.spawn(live::watch(Arc::clone(&app), stopped.clone()));
    let streams = Arc::clone(&app.streams);
    let shutdown = async move {
        shutdown.await;
        // Streams have no end of their own; stopping does not wait for them.
        streams.close();
    };
    let served = server::serve(listener, router(&app, &settings), settings, shutdown).await;
    stop.send_replace(true);
    while workers.join_next().await.is_some() {}
    app.close().await?;
    served
}

/// Runs only the workers for deliveries and jobs until `shutdown` ends: further processes beside a serving one, on PostgreSQL.
pub async fn work(app: Arc<App>, shutdown: impl Future<Output = ()>) -> Result<()> {
    let (stop, stopped) = watch::channel(false);
    let mut workers = workers(&app, &stopped);
    shutdown.await;
    stop.send_replace(true);
    while workers.join_next().await.is_some() {}
    app.close().await
}

fn workers(app: &Arc<App>, stopped: &watch::Receiver<bool>) -> JoinSet<()> {
    let mut workers = JoinSet::new();
    workers.spawn(deliveries(Arc::clone(app), stopped.clone()));
    workers.spawn(jobs(Arc::clone(app), stopped.clone()));
    workers.spawn(renewals(Arc::clone(app), stopped.clone()));
    workers
}

/// Runs all that is due, jobs and deliveries, until nothing is left. Returns how much ran. Tests use it in place of the workers.
pub async fn run_due(app: &Arc<App>) -> Result<usize> {
    Ok(job::run_due(app, JOBS).await? + send::run_due(app).await?)
}

/// One worker for each server with something due; a slow server keeps nobody else waiting.
async fn deliveries(app: Arc<App>, stopped: watch::Receiver<bool>) {
    let mut commits = app.store.subscribe_commits();
    let mut running: JoinSet<i64> = JoinSet::new();
    let mut busy: std::collections::HashSet<i64> = std::collections::HashSet::new();
    while !*stopped.borrow() {
        while let Some(done) = running.try_join_next() {
            if let Ok(peer) = done {
                busy.remove(&peer);
            }
        }
        match app.read(|conn, app| crate::activity::deliver::due_peers(conn, &app.process, app.now())).await {
            Ok(peers) => {
                for peer in peers.into_iter().filter(|peer| busy.insert(*peer)).collect::<Vec<_>>() {
                    let app = Arc::clone(&app);
                    running.spawn(async move {
                        if let Err(error) = send::to_peer(&app, peer).await {
                            tracing::error!(peer, %error, "delivering failed");
                        }
                        peer
                    });
                }
            }
            Err(error) => tracing::error!(%error, "looking for deliveries failed"),
        }
        let mut finished = None;
        let mut stopping = stopped.clone();
        tokio::select! {
            _ = commits.changed() => {}
            Some(done) = running.join_next(), if !running.is_empty() => finished = done.ok(),
            _ = stopping.changed() => {}
            () = tokio::time::sleep(POLL) => {}
        }
        if let Some(peer) = finished {
            busy.remove(&peer);
        }
    }
    while running.join_next().await.is_some() {}
}

async fn jobs(app: Arc<App>, stopped: watch::Receiver<bool>) {
    let mut commits = app.store.subscribe_commits();
    while !*stopped.borrow() {
        if let Err(error) = job::run_due(&app, JOBS).await {
            tracing::error!(%error, "running jobs failed");
        }
        let mut stopping = stopped.clone();
        tokio::select! {
            _ = commits.changed() => {}
            _ = stopping.changed() => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

async fn renewals(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    // It queues itself from then on; nothing else would bring it back, should its row have been lost.
    if let Err(error) = app.write(by_mail::ensure_round).await {
        tracing::error!(%error, "the mails about what was missed could not be begun");
    }
    if let Err(error) = app.write(recount::ensure_night).await {
        tracing::error!(%error, "counting anew at night could not be begun");
    }
    loop {
        tokio::select! {
            _ = stopped.changed() => return,
            () = tokio::time::sleep(RELOAD) => {}
        }
        if let Err(error) = app.reload_policy().await {
            tracing::error!(%error, "the rules for servers could not be read again; the last ones hold");
        }
        if let Err(error) = app.reload_settings().await {
            tracing::error!(%error, "the settings could not be read again; the last ones hold");
        }
        if let Err(error) = app.renew_node().await {
            tracing::error!(%error, "the node number could not be renewed; without one this process must not make ids any more");
        }
    }
}
