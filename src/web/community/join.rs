//! Joining and leaving a community, and waiting for its answer.

use super::handlers::{at, show_refused, summaries};
use super::hosts::given_up;
use super::{ExcludedView, WaitingFragment, WaitingView};
use crate::activity::outbox;
use crate::actor::application::{self, ApplicationState};
use crate::actor::member::{self, Role};
use crate::actor::{Actor, CommunityReach};
use crate::error::{Error, Result};
use crate::web::error::ErrorView;
use crate::web::form::{Asked, Guarded, Nothing};
use crate::web::layout::{Done, Section};
use crate::web::page::{self, is_htmx};
use crate::web::present::{membership, page_of};
use crate::web::view::Membership;
use crate::web::visit::{Visit, see_other};
use axum::extract::Path;
use axum::http::header::HeaderName;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use std::collections::HashMap;

/// What somebody who wants to join says.
#[derive(Debug, Default, Deserialize)]
pub struct JoinForm {
    /// To the hosts of a protected community.
    #[serde(default)]
    pub(super) words: String,
    /// The questions of the community and the answers, by the names of the fields.
    #[serde(flatten)]
    pub(super) answers: HashMap<String, String>,
}

/// How often a page has asked whether the community has answered.
#[derive(Debug, Default, Deserialize)]
pub struct Round {
    #[serde(default)]
    runde: u32,
}

/// How and why this person is banned from a community now, as far as this instance knows.
async fn exclusion(visit: &Visit, group: &Actor, person: i64) -> Result<Option<ExcludedView>> {
    let (t, id) = (visit.t, group.id);
    let ban = visit.app.read(move |conn, app| member::ban(conn, id, person, app.now())).await?;
    Ok(ban.map(|ban| ExcludedView::new(t, &ban)))
}

/// `POST /g/{handle}/beitreten`.
pub async fn join(Path(handle): Path<String>, Guarded { visit, fields }: Guarded<JoinForm>) -> Response {
    visit
        .answer(async {
            let person = visit.signed_in()?;
            let group = at(&visit, &handle).await?;
            if let Some(excluded) = exclusion(&visit, &group, person).await? {
                let refused = Error::forbidden("error-banned");
                let happened = match excluded.reason.as_str() {
                    "" => excluded.sentence,
                    reason => format!("{} {}", excluded.sentence, visit.t.with("notifications-reason", "reason", reason)),
                };
                return visit.trouble(ErrorView { happened, back: format!("/g/{handle}"), ..ErrorView::new(visit.t, &refused) }).await;
            }
            let id = group.id;
            let known = visit.app.read(move |conn, _| application::find(conn, id, person)).await?;
            let invited = known.is_some_and(|known| known.state == ApplicationState::Invited);
            match outbox::ask_to_join(&visit.app, person, group.id, fields.wish()).await {
                Err(Error::Invalid(errors)) => return show_refused(&visit, &handle, &fields, errors).await,
                asked => asked?,
            }
            let joined = visit.app.read(move |conn, _| Ok(member::role(conn, group.id, person)?.is_some())).await?;
            let done = match (joined, invited) {
                (true, _) => Done::Joined,
                (false, true) => Done::ComingIn,
                (false, false) => Done::Requested,
            };
            Ok(visit.done(&format!("/g/{handle}"), done))
        })
        .await
}

/// `POST /g/{handle}/verlassen`.
pub async fn leave(Path(handle): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let person = visit.signed_in()?;
            let group = at(&visit, &handle).await?;
            let id = group.id;
            let known = visit.app.read(move |conn, _| member::role(conn, id, person)).await?;
            let hosted = known == Some(Role::Host);
            let left = if known.is_some() { Done::Left } else { Done::RequestWithdrawn };
            match outbox::leave(&visit.app, person, group.id).await {
                Ok(()) => {
                    let done = if hosted { given_up(&visit, &group, Done::Left).await? } else { left };
                    // What exists for its members alone is not there any more for who was one.
                    let there = if group.reach == CommunityReach::Secret { "/gruppen".to_owned() } else { format!("/g/{handle}") };
                    Ok(visit.done(&there, done))
                }
                Err(Error::Conflict(reason)) if reason.text == "error-last-host" => {
                    Ok(visit.done(&format!("/g/{handle}/mitglieder"), Done::LastHost))
                }
                Err(error) => Err(error),
            }
        })
        .await
}

/// `POST /g/{handle}/einladung/ablehnen`. What does not exist any more for whoever declined is not shown again.
pub async fn decline_invitation(Path(handle): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let person = visit.signed_in()?;
            let group = at(&visit, &handle).await?;
            match outbox::decline_invitation(&visit.app, person, group.id).await {
                Ok(()) => Ok(visit.done("/gruppen", Done::InvitationDeclined)),
                Err(Error::NotFound) => Ok(visit.done("/gruppen", Done::SettledBefore)),
                Err(error) => Err(error),
            }
        })
        .await
}

/// `GET /g/{handle}/beitritt`: asked by the community's page while a request is under way. Once there is an answer the page is loaded anew.
pub async fn waiting(visit: Visit, Path(handle): Path<String>, Asked(Round { runde }): Asked<Round>) -> Response {
    visit
        .answer(async {
            let person = visit.signed_in()?;
            let group = at(&visit, &handle).await?;
            let page = page_of(&group);
            if !is_htmx(&visit.headers) {
                return Ok(see_other(&page));
            }
            let own = visit.app.read(move |conn, _| member::find(conn, group.id, person)).await?;
            let membership = membership(true, own.as_ref());
            let frame = visit.frame(Section::Elsewhere).await?;
            let view = WaitingView::new(&page, runde);
            let mut response = page::respond(StatusCode::OK, &WaitingFragment { t: visit.t, frame, view });
            if membership != Membership::Requested {
                let address = HeaderValue::from_str(&page).unwrap_or(HeaderValue::from_static("/gruppen"));
                response.headers_mut().insert(HeaderName::from_static("hx-redirect"), address);
            }
            if membership.is_in() {
                visit.say(&mut response, Done::Joined);
            }
            Ok(response)
        })
        .await
}

/// Offers to join the community to those who may not do something because they are no members.
pub async fn or_join(visit: &Visit, group: Option<Actor>, result: Result<Response>) -> Result<Response> {
    match (result, group) {
        (Err(Error::Forbidden(reason)), Some(group)) if reason.text == "error-not-a-member" => {
            let summary = summaries(visit, vec![group]).await?.pop().ok_or(Error::NotFound)?;
            visit.trouble(ErrorView::join_first(visit.t, summary)).await
        }
        (result, _) => result,
    }
}
