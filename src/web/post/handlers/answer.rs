//! Answering: the text and its pictures, and the thread as it is then.

use super::pictures::{drafts, publish, receive};
use super::thread::{self, Shown};
use super::{number, readable, renamed, role};
use crate::activity::draft::{Place, Typed};
use crate::activity::outbox;
use crate::actor::Actor;
use crate::error::{Error, FieldError, Result};
use crate::object::{Object, Reach};
use crate::web::community::or_join;
use crate::web::draft::keep_or_forget;
use crate::web::layout::Done;
use crate::web::pace::{Doing, paced};
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
    let nameless = !fields.text("nameless").is_empty();
    let picturing = uploads || !fields.text("entfernen").is_empty();
    if nameless && !picturing {
        let pictured = !files.is_empty() || fields.has("media");
        return answer_nameless(visit, person, &parent, fields.text("text").to_owned(), pictured).await;
    }
    let without = uploads && files.is_empty();
    let mut received = receive(visit, person, &fields, files).await?;
    if without {
        received.errors.push(FieldError { field: "picture", text: "error-picture-none" });
    }
    let (source, entwurf) = (fields.text("text").to_owned(), fields.text("entwurf"));
    let draft = note(&parent, &source);
    let (pictures, published) = if picturing {
        let (pictures, errors) = received.wrong();
        (pictures, Err(Error::Invalid(errors)))
    } else {
        publish(visit, person, draft, received, (entwurf.parse().unwrap_or_default(), false)).await
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
            let keeping = keep_or_forget(visit, (Place::Answer, parent.id), typed, entwurf, nameless).await?;
            let errors: Errors = renamed(wrong);
            let pictures = drafts(&pictures, &errors);
            let draft = DraftView { kind: Drafting::Answer, about: parent.id, text: source, pictures, picturing, nameless, errors };
            thread::drafting(visit, parent.root_id, draft, keeping).await
        }
        Err(error @ (Error::Forbidden(_) | Error::Conflict(_))) if !is_not_a_member(&error) => {
            visit.refused(&error, source, format!("/b/{}", parent.root_id)).await
        }
        Err(error) => or_join(visit, group, Err(error)).await,
    }
}

/// An answer to this.
fn note(parent: &Object, source: &str) -> outbox::Draft {
    outbox::Draft {
        kind: "Note",
        tool: None,
        group_id: None,
        in_reply_to: Some(parent.id),
        name: String::new(),
        summary: String::new(),
        source: source.to_owned(),
        reach: Reach::Public,
    }
}

/// Publishes an answer without the name of who wrote it, and shows the thread without noting that she saw it.
async fn answer_nameless(visit: &Visit, person: i64, parent: &Object, source: String, pictured: bool) -> Result<Response> {
    let published = if pictured {
        Err(Error::invalid("nameless", "error-nameless-pictures"))
    } else {
        let sending = outbox::publish_nameless(&visit.app, person, note(parent, &source), false);
        paced(visit, person, Doing::Writing, sending).await
    };
    match published {
        Ok(new) => {
            let (root, group) = readable(visit, parent.root_id).await?;
            let here = group.as_ref().is_some_and(|group| group.local);
            let done = if here { Done::PublishedNameless } else { Done::SentNameless };
            if is_htmx(&visit.headers) {
                let shown = Shown { fresh: new.unwrap_or_default(), quietly: true, ..Shown::default() };
                return thread::article(&visit.having(done), StatusCode::OK, root, group, shown).await;
            }
            let anchor = new.map_or_else(String::new, |new| format!("#c-{new}"));
            Ok(visit.done(&format!("/b/{}?still=1{anchor}", parent.root_id), done))
        }
        Err(Error::Invalid(wrong)) => {
            let keeping = keep_or_forget(visit, (Place::Answer, parent.id), Typed::default(), "", true).await?;
            let draft = DraftView { about: parent.id, text: source, nameless: true, errors: renamed(wrong), ..DraftView::default() };
            thread::drafting(visit, parent.root_id, draft, keeping).await
        }
        Err(error @ (Error::Forbidden(_) | Error::Conflict(_))) => visit.refused(&error, source, format!("/b/{}", parent.root_id)).await,
        Err(error) => Err(error),
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
