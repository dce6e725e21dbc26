//! Pictures while a post is being written: each is uploaded once and kept by the server, so that an error in another field loses none.

use crate::activity::outbox::{self, Draft, MAX_PICTURES, NewPicture};
use crate::error::{Error, FieldError, Result};
use crate::media::Shape;
use crate::web::pace::{self, Doing, paced};
use crate::web::post::DraftPicture;
use crate::web::upload::{Fields, File};
use crate::web::view::Errors;
use crate::web::visit::Visit;
use axum::http::StatusCode;

/// A file could not be kept, and that was no fault of the file's.
const NOT_KEPT: &str = "error-picture-not-kept";

/// A picture of the form that cannot be used: somebody else's, not there any more, there twice, or none at all.
const STRAY: FieldError = FieldError { field: "picture", text: "error-picture-stray" };

/// The pictures of a form, with what was wrong with the files.
pub(super) struct Received {
    pub(super) pictures: Vec<NewPicture>,
    pub(super) errors: Vec<FieldError>,
    /// Whether the form names pictures that are not waiting to be used.
    pub(super) stray: bool,
}

impl Received {
    /// Everything that is wrong.
    pub(super) fn wrong(mut self) -> (Vec<NewPicture>, Vec<FieldError>) {
        if self.stray {
            self.errors.push(STRAY);
        }
        (self.pictures, self.errors)
    }
}

/// Publishes what a form brought, with its pictures. Returns its number, or that of what the same form brought a moment ago: its pictures are
/// not waiting any more.
pub(super) async fn publish(
    visit: &Visit,
    person: i64,
    draft: Draft,
    received: Received,
    (kept, chatham): (i64, bool),
) -> (Vec<NewPicture>, Result<i64>) {
    if received.stray && received.errors.is_empty() {
        match outbox::sent_before(&visit.app, person, &draft).await {
            Ok(Some(id)) => return (received.pictures, Ok(id)),
            Ok(None) => {}
            Err(error) => return (received.pictures, Err(error)),
        }
    }
    let (pictures, errors) = received.wrong();
    if !errors.is_empty() {
        return (pictures, Err(Error::Invalid(errors)));
    }
    let published = outbox::publish_kept(&visit.app, person, draft, pictures.clone(), kept, chatham);
    let published = paced(visit, person, Doing::Writing, published).await;
    (pictures, published)
}

/// Takes in the files of a form, besides what was uploaded before (`media`, `alternative-{id}`) and without what is to go (`entfernen`).
pub(super) async fn receive(visit: &Visit, person: i64, fields: &Fields, files: Vec<File>) -> Result<Received> {
    let (mut ids, mut errors, mut stray) = (Vec::new(), Vec::new(), false);
    let gone = fields.text("entfernen").parse::<i64>().ok();
    for id in fields.all("media").map(|id| id.parse::<i64>().ok()) {
        match id {
            Some(id) if gone == Some(id) => outbox::drop_draft(&visit.app, person, id).await?,
            Some(id) if !ids.contains(&id) && ids.len() < MAX_PICTURES => ids.push(id),
            Some(id) if !ids.contains(&id) => errors.push(FieldError { field: "picture", text: "error-picture-too-many" }),
            _ => stray = true,
        }
    }
    for file in files {
        if ids.len() >= MAX_PICTURES {
            errors.push(FieldError { field: "picture", text: "error-picture-too-many" });
            break;
        }
        match file.keep(&visit.app, person, Shape::Whole).await {
            Ok(id) => ids.push(id),
            Err(Error::Invalid(wrong)) => errors.extend(wrong),
            // The form comes back with everything that was typed, as it does for a fault of the file's.
            Err(Error::Unavailable(cause)) => {
                tracing::warn!(cause, "a picture could not be kept");
                errors.push(FieldError { field: "picture", text: NOT_KEPT });
            }
            Err(error) => return Err(error),
        }
    }
    errors.dedup();
    let named = ids.len();
    let rows = if ids.is_empty() { Vec::new() } else { outbox::drafts(&visit.app, person, ids).await? };
    stray |= rows.len() < named;
    let words = |id: i64| fields.text(&format!("alternative-{id}")).to_owned();
    Ok(Received { pictures: rows.into_iter().map(|row| NewPicture { id: row.id, name: words(row.id) }).collect(), errors, stray })
}

/// The status of a form that is shown again: a fault of ours is never the sender's.
pub(super) fn status(errors: &Errors) -> StatusCode {
    match errors.any() {
        false => StatusCode::OK,
        true if errors.0.iter().any(|error| error.text == NOT_KEPT) => StatusCode::SERVICE_UNAVAILABLE,
        true => pace::status(&errors.0),
    }
}

/// The pictures as the form shows them.
pub(super) fn drafts(pictures: &[NewPicture], errors: &Errors) -> Vec<DraftPicture> {
    let error = errors.of("alternative");
    let shown = pictures.iter().enumerate().map(|(place, picture)| DraftPicture {
        id: picture.id,
        number: place + 1,
        alternative: picture.name.clone(),
        error: if outbox::is_described(picture) { "" } else { error },
    });
    shown.collect()
}
