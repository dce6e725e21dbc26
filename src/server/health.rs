//! Whether the server lives and can work, for supervisors and load balancers.

use std::time::Duration;

use axum::Router;
use axum::response::IntoResponse;
use axum::routing::get;
use futures_util::future::BoxFuture;
use http::{StatusCode, header};
use tokio::time::timeout;

/// How long the check of readiness may take; longer means not ready.
const READY_LIMIT: Duration = Duration::from_secs(2);

/// `/health/live`: 200 as long as the process answers. `/health` and `/health/ready`: 200 if `ready` says so in time, else 503.
pub fn health_routes<S: Clone + Send + Sync + 'static>(
    ready: impl Fn() -> BoxFuture<'static, bool> + Clone + Send + Sync + 'static,
) -> Router<S> {
    let readiness = move || {
        let ready = ready();
        async move { answer(timeout(READY_LIMIT, ready).await.unwrap_or(false)) }
    };
    Router::new()
        .route("/health", get(readiness.clone()))
        .route("/health/ready", get(readiness))
        .route("/health/live", get(async || answer(true)))
}

fn answer(is_well: bool) -> impl IntoResponse {
    let (status, text) = if is_well { (StatusCode::OK, "ok\n") } else { (StatusCode::SERVICE_UNAVAILABLE, "not ready\n") };
    (status, [(header::CACHE_CONTROL, "no-store")], text)
}
