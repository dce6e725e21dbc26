//! The reading of forms with files, without a visit around it.

use super::upload::{File, MAX_FIELDS, MAX_FILES, MAX_TEXT, parts};
use crate::media::MAX_BYTES;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use bytes::Bytes;
use futures_util::stream;
use std::convert::Infallible;

/// The most text of a form, its fields, its files, and the bytes of a file.
pub const LIMITS: [usize; 4] = [MAX_TEXT, MAX_FIELDS, MAX_FILES, MAX_BYTES];

/// What was read of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRead {
    /// Its fields.
    pub fields: Vec<(String, String)>,
    /// Its files; nothing of one that is too large.
    pub files: Vec<Option<Bytes>>,
    /// Whether a file came that was not allowed.
    pub refused: bool,
}

/// Reads a form that comes in these pieces. `token` allows files, `own` says that one of our pages sent it. Nothing if it is refused.
pub async fn read_form(content_type: &[u8], pieces: Vec<Bytes>, token: Option<&str>, own: bool) -> Option<FormRead> {
    let mut request = Request::new(Body::from_stream(stream::iter(pieces.into_iter().map(Ok::<_, Infallible>))));
    request.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_bytes(content_type).ok()?);
    let read = parts(request, |sent| token == Some(sent), own).await.ok()?;
    let whole = |file: File| match file {
        File::Whole(bytes) => Some(bytes),
        File::TooLarge => None,
    };
    Some(FormRead { fields: read.fields, files: read.files.into_iter().map(whole).collect(), refused: read.refused })
}
