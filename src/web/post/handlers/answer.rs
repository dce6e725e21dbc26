//! Answering: the text and its pictures, and the thread as it is then.

use super::pictures::{drafts, publish, receive};
use super::thread::{self, Shown};
use super::{number, readable, renamed, role};
use crate::activity::draft::{Place, Typed};
use crate::activity::outbox;
use crate::actor::Actor;
use crate::error::{Error, FieldError, Result};
use crate::object::Reach;
use crate::web::community::or_join;
use crate::web::draft::keep;
use crate::web::layout::Done;
use crate::web::page::is_htmx;
use crate::web::post::{DraftView, Drafting};
use crate::web::upload::{Fields, File, Sent};
use crate::web::view::Errors;
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

/// `POST /b/{id}/antworten` (fields `csrf`, `text`, `entwurf`, `picture`, `media`, `alternative-{id}`). With `hochladen` or `entfernen` nothing
/// is sent: the form is shown again, with the pictures that came or without the one that went.
pub async fn answer(Path(id): Path<String>, Sent { visit, fields, files }: Sent) -> Response {
    visit.answer(Box::pin(write_answer(&visit, &id, fields, files))).await
}

async fn write_answer(visit: &Visit, id: &str, fields: Fields, files: Vec<File>) -> Result<Response> {
    let person = visit.signed_in()?;
    let (parent, group) = readable(visit, number(id)?).await?;
    if let Err(error) = takes_part(visit, person, group.as_ref()).await {
        return or_join(visit, group, Err(error)).await;
    }
    let uploads = !fields.text("hochladen").is_empty();
    let picturing = uploads || !fields.text("entfernen").is_empty();
    let without = uploads && files.is_empty();
    let mut received = receive(visit, person, &fields, files).await?;
    if without {
        received.errors.push(FieldError { field: "picture", text: "error-picture-none" });
    }
    let (source, entwurf) = (fields.text("text").to_owned(), fields.text("entwurf"));
    let draft = outbox::Draft {
        kind: "Note",
        tool: None,
        group_id: None,
        in_reply_to: Some(parent.id),
        name: String::new(),
        summary: String::new(),
        source: source.clone(),
        reach: Reach::Public,
    };
    let (pictures, published) = if picturing {
        let (pictures, errors) = received.wrong();
        (pictures, Err(Error::Invalid(errors)))
    } else {
        publish(visit, person, draft, received, entwurf.parse().unwrap_or_default()).await
    };
    match published {
        Ok(new) if is_htmx(&visit.headers) => {
            // The thread as it is now; a redirect would lose which comment is the new one.
            let (root, group) = readable(visit, parent.root_id).await?;
            let shown = Shown { fresh: new, ..Shown::default() };
            thread::article(&visit.having(Done::Commented), StatusCode::OK, root, group, shown).await
        }
        Ok(new) => Ok(visit.done(&format!("/b/{}#c-{new}", parent.root_id), Done::Commented)),
        Err(Error::Invalid(wrong)) => {
            let typed = Typed { text: source.clone(), ..Typed::default() };
            let keeping = keep(visit, (Place::Answer, parent.id), typed, entwurf).await?;
            let errors: Errors = renamed(wrong);
            let pictures = drafts(&pictures, &errors);
            let draft = DraftView { kind: Drafting::Answer, about: parent.id, text: source, pictures, picturing, errors };
            thread::drafting(visit, parent.root_id, draft, keeping).await
        }
        Err(error @ (Error::Forbidden(_) | Error::Conflict(_))) if !is_not_a_member(&error) => {
            visit.refused(&error, source, format!("/b/{}", parent.root_id)).await
        }
        Err(error) => or_join(visit, group, Err(error)).await,
    }
}

/// Files are kept of members alone.
async fn takes_part(visit: &Visit, person: i64, group: Option<&Actor>) -> Result<()> {
    let Some(group) = group.cloned() else { return Ok(()) };
    let role = visit.app.read(move |conn, _| role(conn, Some(&group), Some(person))).await?;
    match role {
        None => Err(Error::forbidden("error-not-a-member")),
        Some(role) if role.takes_part() => Ok(()),
        Some(_) => Err(Error::forbidden("error-only-reads")),
    }
}

/// Whether joining would help.
fn is_not_a_member(error: &Error) -> bool {
    matches!(error, Error::Forbidden(reason) if reason.text == "error-not-a-member")
}
