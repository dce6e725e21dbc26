//! `POST` to an inbox (ActivityPub §7). The shared inbox and those of single actors are one door.

use super::Refusal;
use crate::activity::inbox::{Incoming, receive};
use crate::app::App;
use crate::client::Network;
use crate::http::is_activity_json;
use axum::body::Bytes;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// `POST` to the shared inbox, and to those of single actors.
pub(super) async fn shared(
    State(app): State<Arc<App>>,
    method: Method,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    network: Network,
    body: Bytes,
) -> Result<Response, Refusal> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(is_activity_json) {
        return Ok(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
    }
    let target = uri.path_and_query().map_or("/", |target| target.as_str());
    receive(&app, Incoming { method: &method, target, headers: &headers, body: &body, network: &network.0 }).await?;
    Ok(StatusCode::ACCEPTED.into_response())
}
