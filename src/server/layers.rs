//! The layers every answer passes, from the outside in: request id, log and fixed headers; when
//! it leaves; panics; compression; name; time; size.

use std::any::Any;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, Version, header};
use http_body_util::Limited;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};
use tracing::Instrument;

use super::ServerSettings;
use crate::text::without_secrets;

/// Answers smaller than this are not compressed, in bytes.
const MIN_COMPRESSED: u64 = 512;

/// Name of the header with the request's id.
const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The id of the request, for error pages and logs; an extension of the request. Ids from outside are not taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(pub Arc<str>);

/// Puts the layers around a whole router.
pub fn layers(router: Router, settings: &ServerSettings) -> Router {
    let predicate = SizeAbove::new(MIN_COMPRESSED).and(is_compressible);
    router
        // The one limit is `in_size`, which knows what may be sent where; the framework's own would stand before it.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(settings.clone(), in_size))
        .layer(from_fn_with_state(settings.clone(), in_time))
        .layer(from_fn_with_state(settings.clone(), for_us))
        .layer(CompressionLayer::new().compress_when(predicate))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(settings.clone(), in_step))
        .layer(from_fn_with_state(settings.clone(), record))
}

/// Gives the request its id, logs it without query, headers and content, and sets the headers that fit every answer.
async fn record(State(settings): State<ServerSettings>, mut request: Request, next: Next) -> Response {
    let start = Instant::now();
    let id: Arc<str> = (settings.request_ids)().into();
    request.extensions_mut().insert(RequestId(Arc::clone(&id)));
    let id_header = HeaderValue::from_str(&id).ok();
    match &id_header {
        Some(value) => drop(request.headers_mut().insert(X_REQUEST_ID, value.clone())),
        None => drop(request.headers_mut().remove(X_REQUEST_ID)),
    }
    let span = tracing::info_span!("request", id = %id, method = %request.method(), path = without_secrets(request.uri().path()));
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, milliseconds) = (response.status().as_u16(), start.elapsed().as_millis());
    span.in_scope(|| match status {
        500.. => tracing::warn!(status, milliseconds, "answered"),
        _ => tracing::info!(status, milliseconds, "answered"),
    });
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(header::REFERRER_POLICY).or_insert(HeaderValue::from_static("same-origin"));
    if let Some(value) = id_header {
        headers.insert(X_REQUEST_ID, value);
    }
    response
}

/// Holds back that something is not there until a whole number of steps has passed: looking at what is hidden takes some microseconds longer
/// than looking for what never was.
async fn in_step(State(settings): State<ServerSettings>, request: Request, next: Next) -> Response {
    let start = tokio::time::Instant::now();
    let response = next.run(request).await;
    let step = settings.not_found_step.as_nanos();
    if step > 0 && response.status() == StatusCode::NOT_FOUND {
        let over = u64::try_from(start.elapsed().as_nanos() % step).unwrap_or_default();
        tokio::time::sleep(settings.not_found_step.saturating_sub(Duration::from_nanos(over))).await;
    }
    response
}

/// The answer to a panic in a handler. Its message is not logged here, because it may hold content; the panic hook has the place.
fn panicked(_panic: Box<dyn Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, "Interner Fehler / Internal error\n").into_response()
}

/// Answers only requests for this server's name (RFC 9110 §15.5.20): under another one, a page of somebody else could reach us through the
/// visitor's browser (DNS rebinding). Health checks come by address and are let through.
async fn for_us(State(settings): State<ServerSettings>, request: Request, next: Next) -> Response {
    let Some(ours) = &settings.authority else { return next.run(request).await };
    let host = request.headers().get(header::HOST).and_then(|value| value.to_str().ok());
    let named = request.uri().authority().map(|authority| authority.as_str()).or(host);
    let is_ours = named.is_none_or(|named| {
        let named = named.trim_end_matches(":443").trim_end_matches(":80").to_ascii_lowercase();
        named == *ours
    });
    if is_ours || request.uri().path().starts_with("/health") {
        return next.run(request).await;
    }
    let text = format!(
        "Hier antwortet nur {ours}. Hinter einem Proxy muss dieser den Host-Header weitergeben.\n\
         Only {ours} is served here. A proxy in front has to pass on the Host header.\n"
    );
    (StatusCode::MISDIRECTED_REQUEST, text).into_response()
}

/// Whether a request brings files to a path that takes them.
fn brings_files(settings: &ServerSettings, request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data") && (settings.takes_uploads)(request.uri().path())
}

/// Ends bodies that are too long with an error that whoever reads them finds: pages and inboxes answer 413 in their own words. A body that
/// announces its length is not read at all if that is too much. Files may be larger than texts.
async fn in_size(State(settings): State<ServerSettings>, request: Request, next: Next) -> Response {
    let limit = if brings_files(&settings, &request) { settings.max_upload } else { settings.max_body };
    let stated = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let request = request.map(|body| match stated.unwrap_or_default().max(body.size_hint().lower()) > limit as u64 {
        true => Body::new(Limited::new(Body::from(" "), 0)),
        false => Body::new(Limited::new(body, limit)),
    });
    next.run(request).await
}

/// Ends requests that take too long: 408 if we still wait for the client's body, 503 if the delay is ours. Bodies of answers (streams of
/// events) are not limited here.
async fn in_time(State(settings): State<ServerSettings>, request: Request, next: Next) -> Response {
    let has_ended = Arc::new(AtomicBool::new(request.body().is_end_stream()));
    let request = request.map(|inner| Body::new(Watched { inner, has_ended: Arc::clone(&has_ended) }));
    let longest = if brings_files(&settings, &request) { settings.upload_timeout } else { settings.request_timeout };
    if let Ok(response) = tokio::time::timeout(longest, next.run(request)).await {
        return response;
    }
    if has_ended.load(Ordering::Relaxed) {
        tracing::warn!("request ended: it took too long");
        return (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "10")]).into_response();
    }
    (StatusCode::REQUEST_TIMEOUT, [(header::CONNECTION, "close")]).into_response()
}

/// A request's body that notes when it has come in whole.
struct Watched {
    inner: Body,
    has_ended: Arc<AtomicBool>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.inner).poll_frame(context);
        if matches!(frame, Poll::Ready(None)) || self.inner.is_end_stream() {
            self.has_ended.store(true, Ordering::Relaxed);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// Text is compressed; pictures are already, and streams of events must not be held back.
fn is_compressible(_status: StatusCode, _version: Version, headers: &HeaderMap, _extensions: &Extensions) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "text/event-stream" => false,
        "application/json" | "application/javascript" | "application/xml" | "image/svg+xml" => true,
        other => other.starts_with("text/") || other.ends_with("+json") || other.ends_with("+xml"),
    }
}
