//! Forms that bring files. A handler that takes [`Sent`] has checked the form's token before the first byte of a file was kept.

use super::error::ErrorView;
use super::form::{Source, expired, source, unreadable};
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
pub(super) const MAX_TEXT: usize = 512 * 1024;
/// The most files read from one form; more than that are an error, not read.
pub(super) const MAX_FILES: usize = 5;
/// The most fields of a form.
pub(super) const MAX_FIELDS: usize = 200;
/// How long an upload waits until others are through.
const WAIT: Duration = Duration::from_secs(10);

/// Whether files may be sent to this path.
pub fn takes_uploads(path: &str) -> bool {
    let writes = path.ends_with("/neu") || path.ends_with("/bearbeiten");
    let answers = path.starts_with("/b/") && path.ends_with("/antworten");
    ["/ich/profil", "/einrichten/3", "/verwaltung/aussehen", "/vorschau"].contains(&path) || path.starts_with("/g/") && writes || answers
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

    /// Whether there is a field of this name.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
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

/// What was read of a form.
#[derive(Default)]
pub(super) struct Read {
    pub(super) fields: Vec<(String, String)>,
    pub(super) files: Vec<File>,
    /// A file came before the token that would have allowed it, and was dropped.
    pub(super) refused: bool,
}

/// Why a form could not be read.
pub(super) enum Trouble {
    /// More was sent than we read.
    TooLarge,
    /// Anything else.
    Other(Error),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

impl From<MultipartError> for Trouble {
    fn from(error: MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Self::TooLarge } else { malformed() }
    }
}

fn malformed() -> Trouble {
    Trouble::Other(Error::Malformed(Reason::new("error-form-unreadable")))
}

impl Trouble {
    async fn answer(self, visit: &Visit) -> Response {
        match self {
            Self::TooLarge => {
                let view = ErrorView::too_large(visit.t);
                let view = ErrorView { advice: visit.t.t("error-too-large-files-advice").into_owned(), ..view };
                visit.answer(visit.trouble(view)).await
            }
            Self::Other(error) => visit.answer(async { Err(error) }).await,
        }
    }
}

impl FromRequest<Arc<App>> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let Ok(visit) = Visit::from_request_parts(&mut parts, app).await;
        let source = source(&parts.headers, app);
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let brings_files = kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data");
        // What comes from another site is refused whatever it carries.
        if source == Source::Foreign {
            return Err(expired(&visit, source, Vec::new(), false).await);
        }
        let request = Request::from_parts(parts, body);
        let read = if brings_files {
            match with_files(&visit, source, request).await {
                Ok(read) => read,
                Err(trouble) => return Err(trouble.answer(&visit).await),
            }
        } else {
            match Form::<Vec<(String, String)>>::from_request(request, app).await {
                Ok(Form(fields)) => Read { fields, ..Read::default() },
                Err(rejection) => return Err(unreadable(&visit, &rejection).await),
            }
        };
        let Read { fields, files, refused } = read;
        let fields = Fields(fields);
        if refused || !visit.knows_token(fields.text("csrf"), source == Source::Own) {
            return Err(expired(&visit, source, fields.0, refused || !files.is_empty()).await);
        }
        let visit = visit.bringing(&fields.0, !files.is_empty());
        Ok(Self { visit, fields, files })
    }
}

/// Reads a form with files. From a page of ours, text is read without a login as well, so that it can be sent again; files are not kept then.
async fn with_files(visit: &Visit, source: Source, request: Request) -> Result<Read, Trouble> {
    let allowed = if visit.may_send_files() { Ok(()) } else { visit.signed_in().map(drop) };
    let _place = match allowed {
        Ok(()) => {
            let place = tokio::time::timeout(WAIT, visit.app.media.uploads.acquire()).await;
            Some(place.map_err(|_| Error::TooMany { retry_after: 30 })?.map_err(Error::unavailable)?)
        }
        Err(_) if source == Source::Own => None,
        Err(error) => return Err(error.into()),
    };
    let own = source == Source::Own;
    parts(request, |token| visit.may_send_files() && visit.knows_token(token, own), own).await
}

/// Reads the parts of a form. Files are kept if a token that `allows` it stands before them; `own` says that the form comes from a page of
/// ours, so that it is worth reading to its end even if they are not.
pub(super) async fn parts(request: Request, allows: impl Fn(&str) -> bool, own: bool) -> Result<Read, Trouble> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| malformed())?;
    let (mut form_read, mut left) = (Read::default(), MAX_TEXT);
    while let Some(field) = form.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        if form_read.fields.len() >= MAX_FIELDS {
            return Err(malformed());
        }
        if field.file_name().is_none() {
            let (bytes, whole) = read(field, left).await?;
            if !whole {
                return Err(Trouble::TooLarge);
            }
            left -= bytes.len();
            form_read.fields.push((name, String::from_utf8(bytes.to_vec()).map_err(|_| malformed())?));
            continue;
        }
        // The token stands before the files in our forms; of whoever leaves it out no file is kept.
        let sent = form_read.fields.iter().find(|(name, _)| name == "csrf").map_or("", |(_, token)| token.as_str());
        if !allows(sent) {
            let (bytes, whole) = read(field, 0).await?;
            form_read.refused |= !whole || !bytes.is_empty();
            if !own && form_read.refused {
                break;
            }
            continue;
        }
        let room = form_read.files.len() < MAX_FILES;
        match read(field, if room { MAX_BYTES } else { 0 }).await? {
            // Browsers send an empty file where none was chosen.
            (bytes, true) if bytes.is_empty() => {}
            _ if !room => return Err(Error::invalid("picture", "error-picture-too-many").into()),
            (bytes, true) => form_read.files.push(File::Whole(bytes)),
            (_, false) => form_read.files.push(File::TooLarge),
        }
    }
    Ok(form_read)
}

/// Reads a field, and whether it was whole. What is over the limit is read and dropped, so that the rest of the form can be shown again.
async fn read(mut field: Field<'_>, limit: usize) -> Result<(Bytes, bool), Trouble> {
    let (mut bytes, mut whole) = (BytesMut::new(), true);
    while let Some(piece) = field.chunk().await? {
        whole &= bytes.len() + piece.len() <= limit;
        if whole {
            bytes.extend_from_slice(&piece);
        } else {
            bytes.clear();
        }
    }
    Ok((bytes.freeze(), whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    async fn files(sizes: &[usize]) -> Option<usize> {
        let mut body = "--B\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\ntok\r\n".to_owned();
        for size in sizes {
            let content = "x".repeat(*size);
            body += &format!("--B\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a\"\r\n\r\n{content}\r\n");
        }
        let request = Request::builder().header(header::CONTENT_TYPE, "multipart/form-data; boundary=B");
        let request = request.body(Body::from(body + "--B--\r\n")).unwrap();
        parts(request, |token| token == "tok", true).await.ok().map(|read| read.files.len())
    }

    #[tokio::test]
    async fn fields_without_a_file_are_none_too_many() {
        assert_eq!(files(&[0, 1, 1, 0, 1, 1, 1, 0, 0]).await, Some(MAX_FILES));
        assert_eq!(files(&[1, 1, 1, 1, 1, 0, 1]).await, None);
    }
}
