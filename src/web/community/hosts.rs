//! What hosts do about members: appoint, dismiss, let read only, ban until a day, and lift a ban.

use super::handlers::at;
use super::{BanPage, BanView};
use crate::activity::outbox;
use crate::actor::member::{self, Role};
use crate::actor::{self, Actor};
use crate::app::end_of_day;
use crate::error::{Error, FieldError, Result};
use crate::store::Timestamp;
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::{Done, Section};
use crate::web::page;
use crate::web::post::number;
use crate::web::present::Presenter;
use crate::web::view::Errors;
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;

/// The fields of a ban.
#[derive(Debug, Default, Deserialize)]
pub struct BanForm {
    #[serde(default)]
    reason: String,
    /// The last day, as `2026-12-24`; empty is without end.
    #[serde(default)]
    until: String,
}

/// A person of a community's page, by the address.
type Member = Path<(String, String)>;

/// The viewer, who has to host the community or administer its instance, the community, and the person it is about.
async fn hosted(visit: &Visit, handle: &str, person: &str) -> Result<(i64, Actor, Actor)> {
    let me = visit.signed_in()?;
    let group = at(visit, handle).await?;
    let (group_id, id) = (group.id, number(person)?);
    let (role, person) = visit.app.read(move |conn, _| Ok((member::role(conn, group_id, me)?, actor::model::find(conn, id)?))).await?;
    if role != Some(Role::Host) && !visit.administers(&group) {
        return Err(Error::forbidden("error-not-a-host"));
    }
    if person.is_group() || person.deleted_at.is_some() { Err(Error::NotFound) } else { Ok((me, group, person)) }
}

/// What needs nothing but a button.
#[derive(Debug, Clone, Copy)]
enum Decision {
    Appoint,
    Dismiss,
    Read,
    Write,
    LiftBan,
}

async fn decide(visit: Visit, handle: String, person: String, decision: Decision) -> Response {
    visit
        .answer(async {
            let (me, group, person) = hosted(&visit, &handle, &person).await?;
            match decision {
                Decision::Appoint => outbox::appoint(&visit.app, me, group.id, person.id).await?,
                Decision::Dismiss => return dismissed(&visit, &handle, me, &group, &person).await,
                Decision::Read => outbox::set_reading(&visit.app, me, group.id, person.id, true).await?,
                Decision::Write => outbox::set_reading(&visit.app, me, group.id, person.id, false).await?,
                Decision::LiftBan => outbox::lift_ban(&visit.app, me, group.id, person.id).await?,
            }
            Ok(visit.done(&format!("/g/{handle}/mitglieder"), Done::Saved))
        })
        .await
}

/// Makes a host a member again. The last one has to appoint somebody first; the last one here hears who reads the reports from now on.
async fn dismissed(visit: &Visit, handle: &str, me: i64, group: &Actor, person: &Actor) -> Result<Response> {
    let members = format!("/g/{handle}/mitglieder");
    match outbox::dismiss(&visit.app, me, group.id, person.id).await {
        Ok(()) => Ok(visit.done(&members, given_up(visit, group, Done::Saved).await?)),
        Err(Error::Forbidden(reason)) if reason.text == "error-last-host" => Ok(visit.done(&members, Done::LastHost)),
        Err(error) => Err(error),
    }
}

/// What is said after a host is none any more: whether anybody here still reads the reports of the community.
pub(super) async fn given_up(visit: &Visit, group: &Actor, otherwise: Done) -> Result<Done> {
    let (id, local) = (group.id, group.local);
    let looked_after = visit.app.read(move |conn, _| Ok(!local || member::has_host_here(conn, id)?)).await?;
    Ok(if looked_after { otherwise } else { Done::HostsElsewhere })
}

/// `POST /g/{handle}/mitglieder/{id}/gastgebend`.
pub async fn appoint(Path((handle, person)): Member, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    decide(visit, handle, person, Decision::Appoint).await
}

/// `POST /g/{handle}/mitglieder/{id}/mitglied`: a host is a member again.
pub async fn dismiss(Path((handle, person)): Member, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    decide(visit, handle, person, Decision::Dismiss).await
}

/// `POST /g/{handle}/mitglieder/{id}/mitlesen`: a member of a protected community only reads from now on.
pub async fn read_only(Path((handle, person)): Member, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    decide(visit, handle, person, Decision::Read).await
}

/// `POST /g/{handle}/mitglieder/{id}/mitschreiben`: she takes part again.
pub async fn take_part(Path((handle, person)): Member, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    decide(visit, handle, person, Decision::Write).await
}

/// `POST /g/{handle}/mitglieder/{id}/zulassen`: the ban ends.
pub async fn lift_ban(Path((handle, person)): Member, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    decide(visit, handle, person, Decision::LiftBan).await
}

/// `GET /g/{handle}/mitglieder/{id}/ausschliessen`.
pub async fn ban_form(visit: Visit, Path((handle, person)): Member) -> Response {
    visit
        .answer(async {
            let (_, group, person) = hosted(&visit, &handle, &person).await?;
            show(&visit, StatusCode::OK, &group, &person, BanForm::default(), Errors::none()).await
        })
        .await
}

/// `POST /g/{handle}/mitglieder/{id}/ausschliessen`.
pub async fn ban(Path((handle, person)): Member, Guarded { visit, fields }: Guarded<BanForm>) -> Response {
    visit
        .answer(async {
            let (me, group, person) = hosted(&visit, &handle, &person).await?;
            let banned = match end(&fields.until, visit.app.now()) {
                Ok(until) => outbox::ban(&visit.app, me, group.id, person.id, &fields.reason, until).await,
                Err(error) => Err(error),
            };
            match banned {
                Ok(()) => Ok(visit.done(&format!("/g/{handle}/mitglieder"), Done::Banned)),
                Err(Error::Invalid(errors)) => show(&visit, StatusCode::UNPROCESSABLE_ENTITY, &group, &person, fields, errors.into()).await,
                Err(error) => Err(error),
            }
        })
        .await
}

async fn show(visit: &Visit, status: StatusCode, group: &Actor, person: &Actor, form: BanForm, errors: Errors) -> Result<Response> {
    let (community, banned) = (group.clone(), person.clone());
    let (community, person) = visit
        .app
        .read(move |conn, app| {
            let presenter = Presenter::of_actors(conn, app, [&community, &banned])?;
            Ok((presenter.community(&community), (banned.id, presenter.person(&banned))))
        })
        .await?;
    let frame = visit.frame(Section::Elsewhere).await?;
    let view = BanView { community, id: person.0, person: person.1, reason: form.reason, until: form.until, errors };
    Ok(page::respond(status, &BanPage { t: visit.t, frame, view }))
}

/// The end of the day that was chosen, in Central Europe; it has to be to come.
fn end(day: &str, now: Timestamp) -> Result<Option<Timestamp>> {
    if day.trim().is_empty() {
        return Ok(None);
    }
    let wrong = || Error::Invalid(vec![FieldError { field: "until", text: "error-ban-until" }]);
    let day = NaiveDate::parse_from_str(day.trim(), "%Y-%m-%d").map_err(|_| wrong())?;
    let end = Timestamp::from_seconds(end_of_day(day).ok_or_else(wrong)?.timestamp());
    if end <= now { Err(wrong()) } else { Ok(Some(end)) }
}
