//! The page for everything that goes wrong: what happened, and what to do now.
//!
//! Must never: show a cause meant for the log, or let a fault of ours look like the reader's.

mod expired;

pub use expired::{ExpiredPage, ExpiredView, TypedView};

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::Response;

use super::layout::Frame;
use super::page;
use super::texts::Texts;
use super::view::CommunitySummary;
use crate::error::Error;

/// What the error page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorView {
    /// The HTTP status, shown small.
    pub status: u16,
    /// The headline.
    pub title: String,
    /// What happened, one sentence.
    pub happened: String,
    /// What to do now, one sentence.
    pub advice: String,
    /// Whether logging in may help.
    pub offer_log_in: bool,
    /// The community that the reader has to join first.
    pub community: Option<CommunitySummary>,
    /// What the reader typed, so that it is not lost; may be empty.
    pub typed: String,
    /// Path of where the reader came from; may be empty.
    pub back: String,
}

/// The error page.
#[derive(Template)]
#[template(path = "web/error/error.html")]
pub struct ErrorPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it says.
    pub view: ErrorView,
}

impl ErrorView {
    /// What a person may read about this error. `Invalid` belongs into the form it came from; here its first text is shown.
    pub fn new(t: Texts, error: &Error) -> Self {
        let (status, title, happened, advice) = match error {
            Error::NotFound => (404, "error-not-found", t.t("error-not-found-happened"), "error-not-found-advice"),
            Error::Gone => (410, "error-gone", t.t("error-gone-happened"), "error-gone-advice"),
            Error::NotSignedIn(reason) => (401, "error-not-signed-in", t.t(reason.text), "error-not-signed-in-advice"),
            Error::Forbidden(reason) => (403, "error-forbidden", t.t(reason.text), "error-forbidden-advice"),
            Error::Malformed(reason) => (400, "error-invalid", t.t(reason.text), "error-malformed-advice"),
            Error::Invalid(fields) => {
                let first = fields.first().map_or("error-invalid-happened", |field| field.text);
                (422, "error-invalid", t.t(first), "error-invalid-advice")
            }
            Error::Conflict(reason) => (409, "error-conflict", t.t(reason.text), "error-conflict-advice"),
            Error::TooMany { retry_after } => {
                let happened = match i64::from(*retry_after) {
                    seconds if seconds > 90 => t.with("error-too-many-minutes", "minutes", (seconds + 59) / 60),
                    seconds => t.with("error-too-many-happened", "seconds", seconds),
                };
                (429, "error-too-many", happened, "error-too-many-advice")
            }
            Error::Remote { reason, .. } => (502, "error-remote", t.t(reason.text), "error-remote-advice"),
            Error::Unavailable(_) => (503, "error-unavailable", t.t("error-unavailable-happened"), "error-unavailable-advice"),
            Error::Internal(_) => (500, "error-internal", t.t("error-internal-happened"), "error-internal-advice"),
        };
        Self {
            status,
            title: t.t(title).into_owned(),
            happened: happened.into_owned(),
            advice: t.t(advice).into_owned(),
            offer_log_in: matches!(error, Error::NotSignedIn(_)),
            community: None,
            typed: String::new(),
            back: String::new(),
        }
    }

    /// More was sent than we read.
    pub fn too_large(t: Texts) -> Self {
        Self::plain(t, 413, "error-too-large", "error-too-large-happened", "error-too-large-advice")
    }

    /// What was sent is no form (RFC 9110 §15.5.16).
    pub fn no_form(t: Texts) -> Self {
        Self::plain(t, 415, "error-invalid", "error-no-form-happened", "error-malformed-advice")
    }

    /// The address knows nothing to do with this method.
    pub fn wrong_method(t: Texts) -> Self {
        Self::plain(t, 405, "error-method", "error-method-happened", "error-method-advice")
    }

    /// Only members may do this: joining is on offer.
    pub fn join_first(t: Texts, community: CommunitySummary) -> Self {
        let view = Self::plain(t, 403, "error-join-first", "error-not-a-member", "error-join-first-advice");
        Self { community: Some(community), ..view }
    }

    fn plain(t: Texts, status: u16, title: &str, happened: &str, advice: &str) -> Self {
        let text = |id: &str| t.t(id).into_owned();
        let (title, happened, advice) = (text(title), text(happened), text(advice));
        Self { status, title, happened, advice, offer_log_in: false, community: None, typed: String::new(), back: String::new() }
    }
}

/// Answers with an error page.
pub fn show(t: Texts, frame: Frame, view: ErrorView) -> Response {
    let status = StatusCode::from_u16(view.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    page::respond(status, &ErrorPage { t, frame, view })
}

/// Answers a page request with an error page and the matching status.
pub fn respond(t: Texts, frame: Frame, error: &Error) -> Response {
    let mut response = show(t, frame, ErrorView::new(t, error));
    let wait = match error {
        Error::TooMany { retry_after } => Some(*retry_after),
        Error::Unavailable(_) => Some(30),
        _ => None,
    };
    if let Some(seconds) = wait {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Reason;
    use crate::web::texts::Language;

    #[test]
    fn causes_stay_in_the_log() {
        let t = Texts::new(Language::German);
        for error in [
            Error::internal("SECRET"),
            Error::unavailable("SECRET"),
            Error::remote("https://next.example", "error-remote-timeout", "SECRET"),
            Error::Forbidden(Reason::with("error-forbidden", "SECRET")),
        ] {
            assert!(!format!("{:?}", ErrorView::new(t, &error)).contains("SECRET"), "{error}");
        }
    }

    #[test]
    fn faults_of_ours_are_5xx() {
        let t = Texts::new(Language::English);
        let status = |error: Error| ErrorView::new(t, &error).status;
        assert_eq!(status(Error::internal("")), 500);
        assert_eq!(status(Error::unavailable("")), 503);
        assert_eq!(status(Error::remote("", "error-remote-timeout", "")), 502);
        assert_eq!(status(Error::NotFound), 404);
    }
}
