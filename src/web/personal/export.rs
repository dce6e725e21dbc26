//! The file to take along: asking for it, and handing it out.

use super::handlers::{HERE, own, show_data};
use crate::error::{Error, Result};
use crate::personal::export as own_export;
use crate::web::form::Guarded;
use crate::web::layout::Done;
use crate::web::passkey::Answered;
use crate::web::post::number;
use crate::web::visit::Visit;
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Deserialize;
use std::fs::File;
use std::io::{Error as ReadError, ErrorKind, Read};

/// How much of the file is in memory at once.
const PIECE: usize = 256 * 1_024;

/// The password once more, or a passkey.
#[derive(Debug, Deserialize)]
pub struct ExportForm {
    #[serde(default)]
    current: String,
    #[serde(flatten)]
    answered: Answered,
}

/// `POST /ich/daten/export`.
pub async fn ask_for_export(Guarded { visit, fields }: Guarded<ExportForm>) -> Response {
    visit
        .answer(async {
            match own_export::ask(&visit.app, &own(&visit)?, fields.answered.proof(&visit, &fields.current)).await {
                Ok(()) => Ok(visit.done(HERE, Done::ExportAsked)),
                Err(Error::Invalid(errors)) => show_data(&visit, errors).await,
                Err(error) => Err(error),
            }
        })
        .await
}

/// `GET /ich/daten/export/{id}`: hers alone; for everybody else there is nothing here.
pub async fn export(visit: Visit, Path(id): Path<String>) -> Response {
    visit.answer(hand_out(&visit, &id)).await
}

async fn hand_out(visit: &Visit, id: &str) -> Result<Response> {
    let (account, id) = (own(visit)?, number(id)?);
    let path = visit
        .app
        .read(move |conn, app| {
            let export = own_export::ready(conn, app, id, account.id)?;
            Ok(own_export::path(app, export.id))
        })
        .await?;
    let file = visit.app.blocking(move || File::open(&path).map_err(|error| opened(&error))).await?;
    let name = format!("attachment; filename=\"{}.zip\"", account.login);
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(Error::internal)?),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        // Pictures do not get smaller on the way.
        (CONTENT_ENCODING, HeaderValue::from_static("identity")),
    ];
    Ok((StatusCode::OK, headers, Body::from_stream(stream::try_unfold(file, next))).into_response())
}

/// A file that is gone was removed while somebody asked.
fn opened(error: &ReadError) -> Error {
    if error.kind() == ErrorKind::NotFound { Error::NotFound } else { Error::unavailable(format!("an export cannot be read: {error}")) }
}

async fn next(mut file: File) -> Result<Option<(Bytes, File)>, ReadError> {
    let read = tokio::task::spawn_blocking(move || {
        let mut piece = vec![0; PIECE];
        let length = file.read(&mut piece)?;
        piece.truncate(length);
        Ok::<_, ReadError>((piece, file))
    });
    let (piece, file) = read.await.map_err(ReadError::other)??;
    Ok((!piece.is_empty()).then(|| (Bytes::from(piece), file)))
}
