//! Reacting, deleting, and what hosts do.

use super::{anchor, number, readable, thread};
use crate::activity::outbox;
use crate::error::{Error, Result};
use crate::object::reaction::{self, ReactionKind};
use crate::web::draft::KeepingView;
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::{Done, Section};
use crate::web::pace::{Doing, paced};
use crate::web::page::{self, wants_fragment};
use crate::web::post::{DeletePage, DeleteView, DraftView, Drafting, Emoji, ReactionsFragment};
use crate::web::present::{page_of, reactions, title};
use crate::web::visit::{Visit, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// The pressed button of the reactions.
#[derive(Debug, Deserialize)]
pub struct ReactionForm {
    #[serde(default)]
    reaction: String,
}

/// Why a host removes something.
#[derive(Debug, Deserialize)]
pub struct ReasonForm {
    #[serde(default)]
    reason: String,
}

/// `POST /b/{id}/reaktion`: adds the reaction or takes it back.
pub async fn react(Path(id): Path<String>, Guarded { visit, fields }: Guarded<ReactionForm>) -> Response {
    visit.answer(toggle(&visit, &id, fields)).await
}

async fn toggle(visit: &Visit, id: &str, form: ReactionForm) -> Result<Response> {
    let person = visit.signed_in()?;
    let (object, _) = readable(visit, number(id)?).await?;
    let (kind, emoji) = match form.reaction.as_str() {
        "like" => (ReactionKind::Like, String::new()),
        symbol => {
            let emoji = Emoji::from_symbol(symbol).ok_or(Error::invalid("reaction", "error-emoji-unknown"))?;
            (ReactionKind::Emoji, emoji.symbol().to_owned())
        }
    };
    let key = visit.person.as_ref().map(|person| person.ap_id.clone()).unwrap_or_default();
    let (object_id, wanted) = (object.id, emoji.clone());
    let there = visit.app.read(move |conn, _| reaction::find(conn, object_id, &key, kind, &wanted)).await?.is_some();
    if there {
        outbox::unreact(&visit.app, person, object.id, kind, &emoji).await?;
    } else {
        paced(visit, person, Doing::Reacting, outbox::react(&visit.app, person, object.id, kind, &emoji)).await?;
    }
    if !wants_fragment(&visit.headers) {
        return Ok(see_other(&anchor(&object)));
    }
    let tallies = visit.app.read(move |conn, _| reaction::tallies(conn, &[object_id], Some(person))).await?;
    let view = reactions(object.id, &tallies, true);
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(StatusCode::OK, &ReactionsFragment { t: visit.t, frame, view }))
}

/// `GET /b/{id}/loeschen`.
pub async fn delete_form(visit: Visit, Path(id): Path<String>) -> Response {
    visit
        .answer(async {
            let person = visit.signed_in()?;
            let (object, _) = readable(&visit, number(&id)?).await?;
            if object.actor_id != person {
                return Err(Error::forbidden("error-not-the-author"));
            }
            if object.deleted_at.is_some() {
                return Err(Error::Gone);
            }
            let view = DeleteView {
                id: object.id,
                title: title(&object),
                is_comment: object.in_reply_to.is_some(),
                answers: object.reply_count,
                back_url: anchor(&object),
            };
            let frame = visit.frame(Section::Elsewhere).await?;
            Ok(page::respond(StatusCode::OK, &DeletePage { t: visit.t, frame, view }))
        })
        .await
}

/// `POST /b/{id}/loeschen`.
pub async fn delete(Path(id): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let person = visit.signed_in()?;
            let (object, group) = readable(&visit, number(&id)?).await?;
            outbox::delete(&visit.app, person, object.id).await?;
            let back = match group {
                _ if object.root_id != object.id => anchor(&object),
                Some(group) => page_of(&group),
                None => "/".to_owned(),
            };
            Ok(visit.done(&back, Done::Deleted))
        })
        .await
}

/// `POST /b/{id}/sperren`: closes an article for answers, or opens it again.
pub async fn lock(Path(id): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let person = visit.signed_in()?;
            let (object, _) = readable(&visit, number(&id)?).await?;
            let locked = object.locked_at.is_none();
            outbox::lock(&visit.app, person, object.id, locked).await?;
            Ok(visit.done(&anchor(&object), if locked { Done::Locked } else { Done::Unlocked }))
        })
        .await
}

/// `POST /b/{id}/anheften`: pins an article, or unpins it.
pub async fn pin(Path(id): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let person = visit.signed_in()?;
            let (object, _) = readable(&visit, number(&id)?).await?;
            let pinned = object.pinned_at.is_none();
            outbox::pin(&visit.app, person, object.id, pinned).await?;
            Ok(visit.done(&anchor(&object), if pinned { Done::Pinned } else { Done::Unpinned }))
        })
        .await
}

/// `POST /b/{id}/entfernen`.
pub async fn remove(Path(id): Path<String>, Guarded { visit, fields }: Guarded<ReasonForm>) -> Response {
    visit
        .answer(Box::pin(async {
            let person = visit.signed_in()?;
            let (object, _) = readable(&visit, number(&id)?).await?;
            match outbox::remove(&visit.app, person, object.id, &fields.reason).await {
                Ok(()) => {
                    let done = if object.in_reply_to.is_some() { Done::CommentRemoved } else { Done::Removed };
                    Ok(visit.done(&anchor(&object), done))
                }
                Err(Error::Invalid(wrong)) => {
                    let draft = DraftView {
                        kind: Drafting::Reason,
                        about: object.id,
                        text: fields.reason,
                        errors: wrong.into(),
                        ..DraftView::default()
                    };
                    thread::drafting(&visit, object.root_id, draft, KeepingView::default()).await
                }
                Err(error) => Err(error),
            }
        }))
        .await
}

/// `POST /b/{id}/wiederherstellen`: shows again what a host removed.
pub async fn restore(Path(id): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let person = visit.signed_in()?;
            let (object, _) = readable(&visit, number(&id)?).await?;
            outbox::restore(&visit.app, person, object.id).await?;
            Ok(visit.done(&anchor(&object), Done::Restored))
        })
        .await
}
