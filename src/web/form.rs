//! Forms. A handler that takes [`Guarded`] has checked the form's token; there is no other way to read a form.

use super::error::{ErrorView, ExpiredPage, ExpiredView};
use super::layout::Section;
use super::page;
use super::visit::{Visit, own_path, see_other};
use crate::app::App;
use crate::error::{Error, Reason, Result};
use axum::Form;
use axum::extract::rejection::{BytesRejection, FailedToBufferBody, FormRejection};
use axum::extract::{FromRequest, FromRequestParts, Query, Request, State};
use axum::http::header::{HeaderName, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::de::value::{Error as ValueError, MapDeserializer};
use std::sync::Arc;

/// A form that came from one of our own pages, and the visit it belongs to.
#[derive(Debug)]
pub struct Guarded<T> {
    /// Who sent it.
    pub visit: Visit,
    /// Its fields.
    pub fields: T,
}

/// A form without fields of its own.
#[derive(Debug, Default, Deserialize)]
pub struct Nothing {}

/// From where a browser says that a form comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// From one of our pages.
    Own,
    /// The browser does not say.
    Unknown,
    /// From another site.
    Foreign,
}

pub(super) fn source(headers: &HeaderMap, app: &App) -> Source {
    let site = headers.get(HeaderName::from_static("sec-fetch-site")).and_then(|value| value.to_str().ok());
    match site {
        Some("same-origin") => Source::Own,
        Some("none") => Source::Unknown,
        Some(_) => Source::Foreign,
        None => match headers.get(ORIGIN) {
            Some(origin) if origin == app.urls.origin() => Source::Own,
            Some(_) => Source::Foreign,
            None => Source::Unknown,
        },
    }
}

impl<T: DeserializeOwned + Send> FromRequest<Arc<App>> for Guarded<T> {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let Ok(visit) = Visit::from_request_parts(&mut parts, app).await;
        let source = source(&parts.headers, app);
        let fields = match Form::<Vec<(String, String)>>::from_request(Request::from_parts(parts, body), app).await {
            Ok(Form(fields)) => fields,
            Err(rejection) => return Err(unreadable(&visit, &rejection).await),
        };
        let token = fields.iter().find(|(name, _)| name == "csrf").map_or("", |(_, token)| token);
        // What comes from another site is refused whatever it carries.
        if source == Source::Foreign || !visit.knows_token(token, source == Source::Own) {
            return Err(expired(&visit, source, fields, false).await);
        }
        let visit = visit.bringing(&fields, false);
        match T::deserialize(MapDeserializer::<_, ValueError>::new(fields.into_iter())) {
            Ok(fields) => Ok(Self { visit, fields }),
            Err(_) => Err(visit.answer(async { Err(Error::Malformed(Reason::new("error-form-unreadable"))) }).await),
        }
    }
}

/// A form without its token. If it comes from one of our pages, it has only become old (a new session, another tab): nothing typed is lost.
/// What may come from elsewhere is not shown, or another site could put words into somebody's mouth. Passwords are never sent back. Files that
/// came along (`had_files`) were not kept: the page asks for them again.
pub(super) async fn expired(visit: &Visit, source: Source, fields: Vec<(String, String)>, had_files: bool) -> Response {
    let again = async {
        let frame = visit.frame(Section::Elsewhere).await?;
        if source != Source::Own {
            return Err(Error::Forbidden(Reason::new("error-form-expired")));
        }
        if fields.iter().any(|(name, _)| name == "password") {
            let view = ErrorView::new(visit.t, &Error::Forbidden(Reason::new("error-form-expired")));
            let view = ErrorView { offer_log_in: true, advice: visit.t.t("error-log-in-again").into_owned(), ..view };
            return Ok(super::error::show(visit.t, frame, view));
        }
        let view = ExpiredView { had_files, ..ExpiredView::new(own_path(&visit.path), fields) };
        Ok(page::respond(StatusCode::FORBIDDEN, &ExpiredPage { t: visit.t, frame, view }))
    };
    visit.answer(again).await
}

pub(super) async fn unreadable(visit: &Visit, rejection: &FormRejection) -> Response {
    let too_large =
        matches!(rejection, FormRejection::BytesRejection(BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_))));
    let answer = async {
        match rejection {
            _ if too_large => visit.trouble(ErrorView::too_large(visit.t)).await,
            FormRejection::InvalidFormContentType(_) => visit.trouble(ErrorView::no_form(visit.t)).await,
            _ => Err(Error::Malformed(Reason::new("error-form-unreadable"))),
        }
    };
    visit.answer(answer).await
}

/// The answer to an address nobody serves.
pub async fn not_found(visit: Visit) -> Response {
    // A slash too much at the end is no reason to stand before a closed door.
    let (path, query) = visit.path.split_once('?').map_or((visit.path.as_str(), ""), |(path, query)| (path, query));
    let trimmed = path.trim_end_matches('/');
    if trimmed.len() < path.len() && trimmed.len() > 1 && own_path(trimmed) == trimmed {
        return see_other(&if query.is_empty() { trimmed.to_owned() } else { format!("{trimmed}?{query}") });
    }
    visit.answer(async { Err(Error::NotFound) }).await
}

/// Lets nothing through whose path cannot be read as text: such an address leads nowhere. Otherwise a library would answer in its own words,
/// and a zero byte would come as far as the database.
pub async fn legible(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let path = percent_decode_str(request.uri().path()).decode_utf8();
    if path.is_ok_and(|path| !path.contains(char::is_control)) {
        return next.run(request).await;
    }
    let (mut parts, _) = request.into_parts();
    let Ok(visit) = Visit::from_request_parts(&mut parts, &app).await;
    visit.answer(async { Err(Error::NotFound) }).await
}

/// The answer to an address that is served, but not by this method. Whoever opens the address of a form, say after logging in or from the
/// history of the browser, comes to the page that the form is about: its address is the part before.
pub async fn wrong_method(method: Method, visit: Visit) -> Response {
    let path = visit.path.split('?').next().unwrap_or_default();
    if method == Method::GET || method == Method::HEAD {
        let page = path.rsplit_once('/').map_or("/", |(page, _)| page);
        return see_other(own_path(page));
    }
    visit.answer(visit.trouble(ErrorView::wrong_method(visit.t))).await
}

/// What stands behind the `?` of an address. Something unreadable there is as good as nothing: the page is shown from its beginning.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned + Default, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(Query::<T>::try_from_uri(&parts.uri).map_or_else(|_| Self(T::default()), |Query(asked)| Self(asked)))
    }
}
