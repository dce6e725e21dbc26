//! From a page struct to an HTTP answer.

use askama::Template;
use axum::http::header::{CONTENT_SECURITY_POLICY as POLICY, CONTENT_TYPE, RETRY_AFTER, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// Everything a page may load: its own assets. `data:` images are KERN's icons.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
     connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// When to come back after a fault of ours that passes, in seconds.
const RETRY: HeaderValue = HeaderValue::from_static("30");

/// Renders a page or a fragment as `text/html`.
pub fn respond(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => {
            let kind = (CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
            let vary = (VARY, HeaderValue::from_static("accept, cookie, accept-language, hx-request, hx-request-type"));
            let policy = (POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY));
            let mut response = (status, [kind, vary, policy], html).into_response();
            if status == StatusCode::SERVICE_UNAVAILABLE {
                response.headers_mut().insert(RETRY_AFTER, RETRY);
            }
            response
        }
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Whether htmx asks, be it for a page or for a part.
pub fn is_htmx(headers: &HeaderMap) -> bool {
    headers.get("hx-request").is_some_and(|value| value == "true")
}

/// Whether htmx asks for the changed part alone. Where it takes the part out of a page itself (`hx-select`) it wants the page.
pub fn wants_fragment(headers: &HeaderMap) -> bool {
    headers.get("hx-request-type").is_some_and(|value| value == "partial")
}
