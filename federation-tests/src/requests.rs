//! What reaches an instance: recorded, and on demand refused or held back.

use axum::body::{Body, to_bytes};
use axum::extract::{Request as Incoming, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// A request that reached an instance.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Path and query.
    pub path: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// The answer's status.
    pub status: u16,
    /// When all of it was there.
    pub at: Instant,
}

impl Request {
    /// The body as JSON; `null` when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// Whether the server at this origin sent it, as it says itself.
    pub fn is_from(&self, origin: &str) -> bool {
        let agent = self.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
        agent.contains(&format!("+{origin})"))
    }
}

/// What reached an instance, and what happens to it.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    state: Mutex<Recorded>,
}

#[derive(Debug, Default)]
struct Recorded {
    requests: Vec<Request>,
    /// Deliveries are answered with this and do not reach the instance.
    answer: Option<Answer>,
    /// Origins of servers whose requests do not get through.
    unreachable_for: BTreeSet<String>,
}

/// What deliveries get in place of an answer of the instance.
#[derive(Debug, Clone, Copy)]
enum Answer {
    Status(StatusCode),
    Never,
}

impl Recorder {
    fn with<R>(&self, work: impl FnOnce(&mut Recorded) -> R) -> R {
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn all(&self) -> Vec<Request> {
        self.with(|recorded| recorded.requests.clone())
    }

    pub(crate) fn forget(&self) {
        self.with(|recorded| recorded.requests.clear());
    }

    pub(crate) fn answer_deliveries(&self, status: Option<u16>) {
        let status = status.and_then(|status| StatusCode::from_u16(status).ok());
        self.with(|recorded| recorded.answer = status.map(Answer::Status));
    }

    pub(crate) fn set_reachable(&self, origin: &str, reachable: bool) {
        self.with(|recorded| match reachable {
            true => recorded.unreachable_for.remove(origin),
            false => recorded.unreachable_for.insert(origin.to_owned()),
        });
    }

    fn hears(&self, request: &Request) -> bool {
        self.with(|recorded| !recorded.unreachable_for.iter().any(|origin| request.is_from(origin)))
    }

    pub(crate) fn never_answer_deliveries(&self) {
        self.with(|recorded| recorded.answer = Some(Answer::Never));
    }
}

/// The layer around an instance's router.
pub(crate) async fn record(State(recorder): State<Arc<Recorder>>, request: Incoming, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 4 * 1024 * 1024).await.unwrap_or_default();
    let path = parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let (method, headers) = (parts.method.clone(), parts.headers.clone());
    let mut recorded = Request { method, path, headers, body: body.clone(), status: 0, at: Instant::now() };
    if !recorder.hears(&recorded) {
        // As what stands between two networks says when there is no way through.
        return StatusCode::GATEWAY_TIMEOUT.into_response();
    }
    let given = recorder.with(|recorded| recorded.answer).filter(|_| parts.method == Method::POST);
    let response = match given {
        Some(Answer::Status(status)) => status.into_response(),
        Some(Answer::Never) => std::future::pending().await,
        None => next.run(Incoming::from_parts(parts, Body::from(body))).await,
    };
    recorded.status = response.status().as_u16();
    recorder.with(|all| all.requests.push(recorded));
    response
}
