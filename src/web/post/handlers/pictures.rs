//! Pictures while a post is being written: each is uploaded once and kept by the server, so that an error in another field loses none.

use crate::activity::outbox::{self, MAX_PICTURES, NewPicture};
use crate::error::{Error, FieldError, Result};
use crate::media::Shape;
use crate::web::post::DraftPicture;
use crate::web::upload::{Fields, File};
use crate::web::view::Errors;
use crate::web::visit::Visit;
use axum::http::StatusCode;

/// A file could not be kept, and that was no fault of the file's.
const NOT_KEPT: &str = "error-picture-not-kept";

/// The pictures of a form, with what was wrong with the files.
pub(super) struct Received {
    pub(super) pictures: Vec<NewPicture>,
    pub(super) errors: Vec<FieldError>,
}

/// Takes in the files of a form, besides what was uploaded before (`media`, `alternative-{id}`) and without what is to go (`entfernen`).
pub(super) async fn receive(visit: &Visit, person: i64, fields: &Fields, files: Vec<File>) -> Result<Received> {
    let (mut ids, mut errors) = (Vec::new(), Vec::new());
    let gone = fields.text("entfernen").parse::<i64>().ok();
    for id in fields.all("media").filter_map(|id| id.parse::<i64>().ok()).take(MAX_PICTURES) {
        if gone == Some(id) {
            outbox::drop_draft(&visit.app, person, id).await?;
        } else if !ids.contains(&id) {
            ids.push(id);
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
    let rows = if ids.is_empty() { Vec::new() } else { outbox::drafts(&visit.app, person, ids).await? };
    let words = |id: i64| fields.text(&format!("alternative-{id}")).to_owned();
    Ok(Received { pictures: rows.into_iter().map(|row| NewPicture { id: row.id, name: words(row.id) }).collect(), errors })
}

/// The status of a form that is shown again: a fault of ours is never the sender's.
pub(super) fn status(errors: &Errors) -> StatusCode {
    match errors.any() {
        false => StatusCode::OK,
        true if errors.0.iter().any(|error| error.text == NOT_KEPT) => StatusCode::SERVICE_UNAVAILABLE,
        true => StatusCode::UNPROCESSABLE_ENTITY,
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
