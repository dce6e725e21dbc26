//! Joining and leaving a community, and waiting for its answer.

use super::handlers::{at, summaries};
use super::{WaitingFragment, WaitingView};
use crate::activity::outbox;
use crate::actor::Actor;
use crate::actor::member;
use crate::error::{Error, Result};
use crate::web::error::ErrorView;
use crate::web::form::{Asked, Guarded, Nothing};
use crate::web::layout::{Done, Section};
use crate::web::page::{self, is_htmx};
use crate::web::present::membership;
use crate::web::view::Membership;
use crate::web::visit::{Visit, see_other};
use axum::extract::Path;
use axum::http::header::HeaderName;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde::Deserialize;

/// How often a page has asked whether the community has answered.
#[derive(Debug, Default, Deserialize)]
pub struct Round {
    #[serde(default)]
    runde: u32,
}

/// `POST /g/{handle}/beitreten`.
pub async fn join(Path(handle): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let person = visit.signed_in()?;
            let group = at(&visit, &handle).await?;
            outbox::join(&visit.app, person, group.id).await?;
            let done = if group.local { Done::Joined } else { Done::Requested };
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
            outbox::leave(&visit.app, person, group.id).await?;
            Ok(visit.done(&format!("/g/{handle}"), Done::Left))
        })
        .await
}

/// `GET /g/{handle}/beitritt`: asked by the community's page while a request is under way. Once there is an answer the page is loaded anew.
pub async fn waiting(visit: Visit, Path(handle): Path<String>, Asked(Round { runde }): Asked<Round>) -> Response {
    visit
        .answer(async {
            let person = visit.signed_in()?;
            let group = at(&visit, &handle).await?;
            let page = format!("/g/{}", if group.local { group.username.clone() } else { group.handle() });
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
