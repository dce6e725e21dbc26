//! Runs due jobs.

use super::queue::{self, Job};
use crate::app::App;
use crate::error::{Error, Result};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

/// What a kind of job does with its payload.
pub type Handler = fn(Arc<App>, String) -> BoxFuture<'static, Result<()>>;
/// The kinds of jobs and their handlers.
pub type Registry = &'static [(&'static str, Handler)];

/// How many jobs are taken at once.
const BATCH: i64 = 16;

/// Runs what is due now, one batch after the other until nothing is. Returns how many jobs ran.
pub async fn run_due(app: &Arc<App>, registry: Registry) -> Result<usize> {
    let mut count = 0;
    loop {
        // Looking is a read: a worker that wrote whenever it looked would wake itself for ever.
        if app.read(|conn, app| queue::waiting(conn, app.now())).await? == 0 {
            return Ok(count);
        }
        let jobs = app.write(|conn, app| queue::claim(conn, app.now(), BATCH)).await?;
        if jobs.is_empty() {
            return Ok(count);
        }
        for job in jobs {
            run(app, registry, job).await?;
            count += 1;
        }
    }
}

async fn run(app: &Arc<App>, registry: Registry, job: Job) -> Result<()> {
    let outcome = match registry.iter().find(|(kind, _)| *kind == job.kind) {
        Some((_, handler)) => AssertUnwindSafe(handler(Arc::clone(app), job.payload.clone()))
            .catch_unwind()
            .await
            .unwrap_or_else(|_| Err(Error::Internal("the job panicked".to_owned()))),
        None => Err(Error::Internal(format!("no handler for jobs of kind {}", job.kind))),
    };
    match outcome {
        Ok(()) => app.write(move |conn, _| queue::done(conn, job.id)).await,
        Err(error) => {
            tracing::warn!(job = job.id, kind = job.kind, attempts = job.attempts, %error, "job failed");
            app.write(move |conn, app| queue::retry(conn, &job, &error.to_string(), app.now())).await
        }
    }
}
