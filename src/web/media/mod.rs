//! `/media/…`: pictures of ours, and copies of other servers' pictures.
//!
//! What may not be seen answers exactly like what does not exist. Browsers get a type that was decided here, may not guess another, and may
//! run nothing. Must never take an address to fetch from a request.

use super::visit::Visit;
use crate::activity::inbox::{Incoming, reader, viewer_of};
use crate::activity::media::{Elsewhere, elsewhere};
use crate::error::{Error, Result};
use crate::media::{Digest, model};
use crate::object::Viewer;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;

/// For what everybody may see: the address of a picture never gets another content. A week, so that what is deleted does not stay for long in
/// caches that are not ours.
const OPEN: &str = "public, max-age=604800, immutable";
/// For what not everybody may see: whoever uses the same computer later finds nothing of it.
const CLOSED: &str = "private, no-store";

/// `GET /media/{id}`.
pub async fn own(visit: Visit, Path(id): Path<String>) -> Response {
    answered(serve(&visit, &id, false).await)
}

/// `GET /media/{id}/klein`.
pub async fn own_small(visit: Visit, Path(id): Path<String>) -> Response {
    answered(serve(&visit, &id, true).await)
}

/// `GET /media/fern/profil/{id}`: the picture of a person or community elsewhere.
pub async fn portrait(visit: Visit, Path(id): Path<String>) -> Response {
    answered(copy(&visit, number(&id).map(Elsewhere::Portrait), true).await)
}

/// `GET /media/fern/beitrag/{id}/{place}`: a picture of an object elsewhere.
pub async fn attachment(visit: Visit, Path((id, place)): Path<(String, String)>) -> Response {
    answered(copy(&visit, attached(&id, &place), false).await)
}

/// `GET /media/fern/beitrag/{id}/{place}/klein`.
pub async fn attachment_small(visit: Visit, Path((id, place)): Path<(String, String)>) -> Response {
    answered(copy(&visit, attached(&id, &place), true).await)
}

fn number(text: &str) -> Result<i64> {
    text.parse().map_err(|_| Error::NotFound)
}

fn attached(id: &str, place: &str) -> Result<Elsewhere> {
    Ok(Elsewhere::Attachment(number(id)?, place.parse().map_err(|_| Error::NotFound)?))
}

/// Who asks: somebody signed in, a server that signs, or nobody.
async fn viewer(visit: &Visit) -> Result<Viewer> {
    if visit.person.is_some() {
        return Ok(visit.viewer());
    }
    let request = Incoming { method: &Method::GET, target: &visit.path, headers: &visit.headers, body: &[], network: &visit.network };
    Ok(reader(&visit.app, request).await?.map_or(Viewer::Anonymous, |signer| viewer_of(&signer)))
}

async fn serve(visit: &Visit, id: &str, small: bool) -> Result<Response> {
    let (id, viewer) = (number(id)?, viewer(visit).await?);
    let found = visit.app.read(move |conn, _| model::visible(conn, viewer, id)).await?;
    let (row, open) = found.ok_or(Error::NotFound)?;
    let (digest, media_type) = row.file(small).ok_or_else(|| Error::internal("a picture without a digest"))?;
    let media_type = media_type.parse().map_err(Error::internal)?;
    if is_known(&visit.headers, &digest) {
        return Ok(respond(StatusCode::NOT_MODIFIED, Bytes::new(), media_type, &digest, open));
    }
    let file = visit.app.media.files.get(&digest).await?;
    let bytes = file.ok_or_else(|| Error::internal(format!("the file of picture {id} is missing")))?;
    Ok(respond(StatusCode::OK, bytes, media_type, &digest, open))
}

async fn copy(visit: &Visit, what: Result<Elsewhere>, small: bool) -> Result<Response> {
    let (bytes, media_type, open) = elsewhere(&visit.app, viewer(visit).await?, what?, small).await?;
    let digest = Digest::of(&bytes);
    let media_type = HeaderValue::from_static(media_type.as_str());
    if is_known(&visit.headers, &digest) {
        return Ok(respond(StatusCode::NOT_MODIFIED, Bytes::new(), media_type, &digest, open));
    }
    Ok(respond(StatusCode::OK, bytes, media_type, &digest, open))
}

/// Whether the browser has this file already (RFC 9110 §13.1.2).
fn is_known(headers: &HeaderMap, digest: &Digest) -> bool {
    let lists = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = lists.flat_map(|list| list.split(',')).map(|tag| tag.trim().trim_start_matches("W/").trim_matches('"'));
    tags.any(|tag| tag == digest.as_str() || tag == "*")
}

fn respond(status: StatusCode, bytes: Bytes, media_type: HeaderValue, digest: &Digest, open: bool) -> Response {
    let mut response = (status, bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, media_type);
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(if open { OPEN } else { CLOSED }));
    if !open {
        headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
        headers.insert(header::VARY, HeaderValue::from_static("cookie, signature, signature-input"));
    }
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{digest}\"")) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// Errors as few words: what shows a picture shows no page.
fn answered(result: Result<Response>) -> Response {
    let error = match result {
        Ok(response) => return response,
        Err(error) => error,
    };
    let status = match error {
        Error::NotFound | Error::Gone | Error::Forbidden(_) | Error::Malformed(_) | Error::Invalid(_) => StatusCode::NOT_FOUND,
        Error::NotSignedIn(_) => StatusCode::UNAUTHORIZED,
        Error::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Unavailable(_) | Error::Remote { .. } | Error::Conflict(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(cause) => {
            tracing::error!(cause, "a picture could not be served");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    };
    let mut response = (status, [(header::CACHE_CONTROL, "no-store")], "–\n").into_response();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
    }
    response
}
