//! Pictures of protected communities, for the servers of their members: the community's home hands them out, whoever uploaded them.

use super::Refusal;
use super::documents::{Asker, number};
use crate::activity::media;
use crate::app::App;
use crate::error::Error;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::sync::Arc;

/// Which picture.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    /// Id of the object it is attached to.
    of: String,
    /// Its place among the pictures there, from 0.
    place: usize,
}

/// `GET /ap/actors/{id}/pictures?of=…&place=…`. What may not be seen answers as what never was.
pub(super) async fn picture(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    query: Result<Query<Wanted>, QueryRejection>,
    asker: Asker,
) -> Result<Response, Refusal> {
    let viewer = asker.viewer(&app).await?;
    let Query(Wanted { of, place }) = query.map_err(|_| Error::malformed("of and place say which picture"))?;
    let (bytes, media_type) = media::inside(&app, viewer, number(&id)?, &of, place).await?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type.as_str()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}
