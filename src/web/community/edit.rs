//! `/g/{handle}/bearbeiten`: hosts change name, description and picture of a community of this instance.

use super::{EditCommunityPage, EditCommunityView, at};
use crate::activity::outbox;
use crate::actor::Actor;
use crate::actor::member::{self, Role};
use crate::error::{Error, FieldError, Result};
use crate::web::layout::{Done, Section};
use crate::web::page;
use crate::web::present::{Presenter, portrait};
use crate::web::upload::Sent;
use crate::web::view::{Errors, PortraitView};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

/// The community, if the visitor is its host and it lives here.
async fn hosted(visit: &Visit, handle: &str) -> Result<(i64, Actor)> {
    let person = visit.signed_in()?;
    let group = at(visit, handle).await?;
    let id = group.id;
    let role = visit.app.read(move |conn, _| member::role(conn, id, person)).await?;
    if !group.local || role != Some(Role::Host) {
        return Err(Error::forbidden("error-not-a-host"));
    }
    Ok((person, group))
}

/// What the form shows.
struct Shown {
    name: String,
    purpose: String,
    draft: i64,
    errors: Errors,
}

/// `GET /g/{handle}/bearbeiten`.
pub async fn edit_form(visit: Visit, Path(handle): Path<String>) -> Response {
    visit
        .answer(async {
            let (_, group) = hosted(&visit, &handle).await?;
            let shown = Shown { name: group.name.clone(), purpose: group.source.clone(), draft: 0, errors: Errors::none() };
            show(&visit, StatusCode::OK, group, shown).await
        })
        .await
}

async fn show(visit: &Visit, status: StatusCode, group: Actor, shown: Shown) -> Result<Response> {
    let portrait = PortraitView { current: portrait(&group), draft: shown.draft };
    let community = visit.app.read(move |conn, app| Ok(Presenter::of_actors(conn, app, [&group])?.community(&group))).await?;
    let view = EditCommunityView { community, name: shown.name, purpose: shown.purpose, portrait, errors: shown.errors };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &EditCommunityPage { t: visit.t, frame, view }))
}

/// `POST /g/{handle}/bearbeiten`.
pub async fn edit(Path(handle): Path<String>, sent: Sent) -> Response {
    let visit = sent.visit.clone();
    visit.answer(save(&visit, &handle, sent)).await
}

async fn save(visit: &Visit, handle: &str, mut sent: Sent) -> Result<Response> {
    let (person, group) = hosted(visit, handle).await?;
    let new = sent.portrait(person).await?;
    let (name, purpose) = (sent.fields.text("name"), sent.fields.text("purpose"));
    let saved = match &new.errors {
        errors if errors.is_empty() => {
            let choice = new.choice(&sent.fields);
            outbox::change_profile_and_picture(&visit.app, person, group.id, name, purpose, None, choice).await
        }
        errors => Err(Error::Invalid(errors.clone())),
    };
    match saved {
        Ok(()) => Ok(visit.done(&format!("/g/{}", group.username), Done::Saved)),
        Err(Error::Invalid(fields)) => {
            let rename = |field: FieldError| if field.field == "source" { FieldError { field: "purpose", ..field } } else { field };
            let shown = Shown {
                name: name.to_owned(),
                purpose: purpose.to_owned(),
                draft: new.draft.unwrap_or_default(),
                errors: fields.into_iter().map(rename).collect::<Vec<_>>().into(),
            };
            show(visit, StatusCode::UNPROCESSABLE_ENTITY, group, shown).await
        }
        Err(error) => Err(error),
    }
}
