//! As long as nobody can use the instance, everybody but the browser that sets it up is asked to come back.

use super::ClosedPage;
use crate::access::setup;
use crate::app::App;
use crate::web::page;
use crate::web::visit::Visit;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// When to come back, in seconds.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("300");
/// What answers in any case: the set-up, files of every page, links of invitations.
const OPEN: [&str; 12] = [
    "/einrichten",
    "/einladung/",
    "/assets/",
    "/farben/",
    "/health",
    "/sprache",
    "/robots.txt",
    "/favicon.ico",
    "/anmelden",
    "/manifest.webmanifest",
    "/sw.js",
    "/offline",
];
/// Servers ask here; a page would tell them nothing.
const SERVERS: [&str; 3] = ["/ap/", "/.well-known/", "/nodeinfo/"];

/// Lets requests through once the instance is set up. Servers are told to try again later, so that nothing they send is lost.
pub async fn gate(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let begins = |beginnings: &[&str]| beginnings.iter().any(|beginning| path.starts_with(beginning));
    if begins(&OPEN) || !setup::is_under_way(&app).await.unwrap_or_default() {
        return next.run(request).await;
    }
    if begins(&SERVERS) {
        return (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, RETRY_AFTER)]).into_response();
    }
    let (mut parts, body) = request.into_parts();
    let Ok(visit) = Visit::from_request_parts(&mut parts, &app).await;
    if visit.sets_up && parts.uri.path().starts_with("/media/") {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let mut response = visit
        .answer(async {
            let page = ClosedPage {
                t: visit.t,
                frame: visit.bare_frame(),
                title: "setup-under-way",
                reason: "setup-under-way-text",
                advice: if visit.sets_up { "setup-under-way-go-on" } else { "setup-under-way-advice" },
            };
            Ok(page::respond(StatusCode::SERVICE_UNAVAILABLE, &page))
        })
        .await;
    response.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
