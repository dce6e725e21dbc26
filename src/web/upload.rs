//! Forms that bring files. A handler that takes [`Sent`] has checked the form's token before the first byte of a file was read.

use super::form::{is_foreign, same, unreadable};
use super::view::FieldError;
use super::visit::Visit;
use crate::activity::outbox;
use crate::app::App;
use crate::error::{Error, Reason, Result};
use crate::media::{MAX_BYTES, PictureError, Shape};
use axum::Form;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{StatusCode, header};
use axum::response::Response;
use bytes::{Bytes, BytesMut};
use std::sync::Arc;
use std::time::Duration;

/// The most text of a form that brings files, in bytes.
const MAX_TEXT: usize = 512 * 1024;
/// The most files read from one form; more than that are an error, not read.
const MAX_FILES: usize = 5;
/// The most fields of a form.
const MAX_FIELDS: usize = 200;
/// How long an upload waits until others are through.
const WAIT: Duration = Duration::from_secs(10);

/// Whether files may be sent to this path.
pub fn takes_uploads(path: &str) -> bool {
    let writes = path.ends_with("/neu") || path.ends_with("/bearbeiten");
    path == "/ich/profil" || path == "/vorschau" || path.starts_with("/g/") && writes
}

/// A form that came from one of our own pages, perhaps with files, and the visit it belongs to.
#[derive(Debug)]
pub struct Sent {
    /// Who sent it.
    pub visit: Visit,
    /// Its fields.
    pub fields: Fields,
    /// The files that were chosen.
    pub files: Vec<File>,
}

/// The fields of a form, in the order they came.
#[derive(Debug, Clone, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// A field's text; empty when it is missing.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text.as_str())
    }

    /// All texts of fields with this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, text)| text.as_str())
    }
}

/// A file as it came. Its name and stated type count for nothing and are not kept.
#[derive(Debug, Clone)]
pub enum File {
    /// Its bytes.
    Whole(Bytes),
    /// It is larger than any picture we take.
    TooLarge,
}

impl File {
    /// Takes the file in as a picture. Returns the draft's number.
    pub async fn keep(self, app: &Arc<App>, actor_id: i64, shape: Shape) -> Result<i64> {
        match self {
            Self::Whole(bytes) => outbox::upload(app, actor_id, bytes, shape).await,
            Self::TooLarge => Err(Error::invalid("picture", PictureError::TooLarge.text())),
        }
    }
}

/// The new picture of a profile, as far as it has come: what was uploaded now, or before an error. What is wrong with it is an error at its
/// field, while everything else of the form is kept.
#[derive(Debug, Default)]
pub struct NewPortrait {
    /// The draft.
    pub draft: Option<i64>,
    /// What is wrong with the file.
    pub errors: Vec<FieldError>,
}

impl Sent {
    /// Takes in the picture of a profile's form (fields `picture`, `media`, `remove-picture`).
    pub async fn portrait(&mut self, actor_id: i64) -> Result<NewPortrait> {
        let before = self.fields.text("media").parse().ok();
        let Some(file) = self.files.pop() else { return Ok(NewPortrait { draft: before, errors: Vec::new() }) };
        match file.keep(&self.visit.app, actor_id, Shape::Portrait).await {
            Ok(draft) => Ok(NewPortrait { draft: Some(draft), errors: Vec::new() }),
            Err(Error::Invalid(errors)) => Ok(NewPortrait { draft: before, errors }),
            Err(error) => Err(error),
        }
    }
}

impl NewPortrait {
    /// What becomes of the picture.
    pub fn choice(&self, fields: &Fields) -> outbox::Portrait {
        match self.draft {
            Some(draft) => outbox::Portrait::Set(draft),
            None if !fields.text("remove-picture").is_empty() => outbox::Portrait::Remove,
            None => outbox::Portrait::Keep,
        }
    }
}

impl FromRequest<Arc<App>> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let Ok(visit) = Visit::from_request_parts(&mut parts, app).await;
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let brings_files = kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data");
        let read = if is_foreign(&parts.headers) {
            Err(Error::Forbidden(Reason::new("error-form-expired")))
        } else if brings_files {
            with_files(&visit, Request::from_parts(parts, body)).await
        } else {
            let form = Form::<Vec<(String, String)>>::from_request(Request::from_parts(parts, body), app).await;
            form.map(|Form(fields)| (Fields(fields), Vec::new())).map_err(|rejection| unreadable(&rejection))
        };
        match read {
            Ok((fields, files)) if same(fields.text("csrf"), &visit.csrf) => Ok(Self { visit, fields, files }),
            Ok(_) => Err(visit.answer(async { Err(Error::Forbidden(Reason::new("error-form-expired"))) }).await),
            Err(error) => Err(visit.answer(async { Err(error) }).await),
        }
    }
}

async fn with_files(visit: &Visit, request: Request) -> Result<(Fields, Vec<File>)> {
    visit.signed_in()?;
    let place = tokio::time::timeout(WAIT, visit.app.media.uploads.acquire()).await;
    let _place = place.map_err(|_| Error::TooMany { retry_after: 30 })?.map_err(Error::unavailable)?;
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| malformed())?;
    let (mut fields, mut files, mut left) = (Vec::new(), Vec::new(), MAX_TEXT);
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        if fields.len() >= MAX_FIELDS {
            return Err(malformed());
        }
        if field.file_name().is_none() {
            let (bytes, whole) = read(field, left).await?;
            if !whole {
                return Err(Error::invalid("text", "error-text-too-long"));
            }
            left -= bytes.len();
            fields.push((name, String::from_utf8(bytes.to_vec()).map_err(|_| malformed())?));
            continue;
        }
        // The token stands before the files in our forms; whoever leaves it out does not get to send any.
        let token = fields.iter().find(|(name, _)| name == "csrf").map_or("", |(_, token)| token.as_str());
        if !same(token, &visit.csrf) {
            return Err(Error::Forbidden(Reason::new("error-form-expired")));
        }
        if files.len() >= MAX_FILES {
            return Err(Error::invalid("picture", "error-picture-too-many"));
        }
        match read(field, MAX_BYTES).await? {
            // Browsers send an empty file where none was chosen.
            (bytes, true) if bytes.is_empty() => {}
            (bytes, true) => files.push(File::Whole(bytes)),
            (_, false) => files.push(File::TooLarge),
        }
    }
    Ok((Fields(fields), files))
}

/// Reads a field, and whether it was whole. What is over the limit is read and dropped, so that the rest of the form can be shown again.
async fn read(mut field: Field<'_>, limit: usize) -> Result<(Bytes, bool)> {
    let (mut bytes, mut whole) = (BytesMut::new(), true);
    while let Some(piece) = field.chunk().await.map_err(|error| broken(&error))? {
        whole &= bytes.len() + piece.len() <= limit;
        if whole {
            bytes.extend_from_slice(&piece);
        } else {
            bytes.clear();
        }
    }
    Ok((bytes.freeze(), whole))
}

fn malformed() -> Error {
    Error::Malformed(Reason::new("error-form-unreadable"))
}

fn broken(error: &MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::invalid("picture", PictureError::TooLarge.text()),
        _ => malformed(),
    }
}
