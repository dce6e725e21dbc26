//! Errors as other servers read them: `problem+json` (RFC 9457, FEP-c180) and the status that says whether trying again helps.

use crate::error::Error;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Seconds after which a server may try again when the fault was ours.
const RETRY_AFTER: u32 = 60;

/// The answer to a request that could not be served.
#[derive(Debug)]
pub struct Refusal(pub Error);

impl<E: Into<Error>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, detail, retry) = match &self.0 {
            Error::NotFound => (StatusCode::NOT_FOUND, String::new(), None),
            Error::Gone => (StatusCode::GONE, String::new(), None),
            Error::NotSignedIn(reason) => (StatusCode::UNAUTHORIZED, reason.detail.clone(), None),
            Error::Forbidden(reason) => (StatusCode::FORBIDDEN, reason.text.to_owned(), None),
            Error::Malformed(reason) => (StatusCode::BAD_REQUEST, reason.detail.clone(), None),
            // Well said and not wanted: who hears 400 takes it for a form that is not understood, and tries another one.
            Error::Invalid(fields) => (StatusCode::FORBIDDEN, fields.iter().map(|field| field.text).collect::<Vec<_>>().join(", "), None),
            Error::Conflict(reason) => (StatusCode::CONFLICT, reason.text.to_owned(), None),
            Error::TooMany { retry_after } => (StatusCode::TOO_MANY_REQUESTS, String::new(), Some(*retry_after)),
            // Never a 4xx for a fault of ours: senders would give up.
            Error::Remote { .. } | Error::Unavailable(_) | Error::Internal(_) => {
                tracing::error!(error = %self.0, "request of a server failed");
                (StatusCode::SERVICE_UNAVAILABLE, String::new(), Some(RETRY_AFTER))
            }
        };
        let title = status.canonical_reason().unwrap_or("error");
        let mut problem = json!({"type": "about:blank", "title": title, "status": status.as_u16()});
        if let (false, Some(problem)) = (detail.is_empty(), problem.as_object_mut()) {
            problem.insert("detail".to_owned(), json!(detail));
        }
        let mut response = (status, problem.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::VARY, HeaderValue::from_static("Accept, Signature, Signature-Input"));
        if let Some(seconds) = retry {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
