//! Forms. A handler that takes [`Guarded`] has checked the form's token; there is no other way to read a form.

use super::visit::Visit;
use crate::app::App;
use crate::error::{Error, Reason};
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::HeaderMap;
use axum::http::header::HeaderName;
use axum::http::request::Parts;
use axum::response::Response;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// A form that came from one of our own pages, and the visit it belongs to.
#[derive(Debug)]
pub struct Guarded<T> {
    /// Who sent it.
    pub visit: Visit,
    /// Its fields.
    pub fields: T,
}

#[derive(Deserialize)]
struct Token<T> {
    #[serde(default)]
    csrf: String,
    #[serde(flatten)]
    fields: T,
}

/// Whether two secrets are equal, in a time that does not depend on where they differ.
pub(super) fn same(one: &str, other: &str) -> bool {
    aws_lc_rs::constant_time::verify_slices_are_equal(one.as_bytes(), other.as_bytes()).is_ok()
}

/// Whether another site sent a form. Browsers say where a request comes from; what comes from there is refused whatever it carries.
pub(super) fn is_foreign(headers: &HeaderMap) -> bool {
    let site = headers.get(HeaderName::from_static("sec-fetch-site")).and_then(|value| value.to_str().ok());
    site.is_some_and(|site| !matches!(site, "same-origin" | "none"))
}

impl<T: DeserializeOwned + Send> FromRequest<Arc<App>> for Guarded<T> {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let Ok(visit) = Visit::from_request_parts(&mut parts, app).await;
        let foreign = is_foreign(&parts.headers);
        let form = Form::<Token<T>>::from_request(Request::from_parts(parts, body), app).await;
        let error = match form {
            Ok(Form(token)) if !foreign && same(&token.csrf, &visit.csrf) => {
                return Ok(Self { visit, fields: token.fields });
            }
            Ok(_) => Error::Forbidden(Reason::new("error-form-expired")),
            Err(rejection) => unreadable(&rejection),
        };
        Err(visit.answer(async { Err(error) }).await)
    }
}

pub(super) fn unreadable(rejection: &FormRejection) -> Error {
    match rejection {
        FormRejection::BytesRejection(_) => Error::invalid("text", "error-text-too-long"),
        _ => Error::Malformed(Reason::new("error-form-unreadable")),
    }
}

/// The answer to an address nobody serves.
pub async fn not_found(visit: Visit) -> Response {
    visit.answer(async { Err(Error::NotFound) }).await
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
