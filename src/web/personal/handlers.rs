//! The handlers of what is a person's own.

use super::{DataPage, DataView, File, LeavePage, LeaveView};
use crate::actor::account::Account;
use crate::error::{Error, FieldError, Reason, Result};
use crate::personal;
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::{Done, Section};
use crate::web::page;
use crate::web::passkey::{Answered, has_passkeys};
use crate::web::present::{Presenter, moment};
use crate::web::visit::{Visit, see_other};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// Where it begins.
pub(super) const HERE: &str = "/ich/daten";

pub(super) fn own(visit: &Visit) -> Result<Account> {
    visit.account.clone().ok_or(Error::NotSignedIn(Reason::new("error-log-in-first")))
}

/// `GET /ich/daten`.
pub async fn show(visit: Visit) -> Response {
    visit.answer(async { show_data(&visit, Vec::new()).await }).await
}

pub(super) async fn show_data(visit: &Visit, errors: Vec<FieldError>) -> Result<Response> {
    let (account, t) = (own(visit)?, visit.t);
    let (id, has_password) = (account.id, account.has_password());
    let (export, now) = visit.app.read(move |conn, app| Ok((personal::export::of(conn, id)?, app.now()))).await?;
    let file = match export {
        Some(export) if export.ready_at.is_none() => File::Making,
        Some(export) if export.is_there(now) => File::Ready {
            url: format!("{HERE}/export/{}", export.id),
            size: size(visit, export.bytes),
            until: export.until().map_or_else(String::new, |until| moment(t, until, now).full),
        },
        _ => File::None,
    };
    let frame = visit.frame(Section::Elsewhere).await?;
    let has_passkeys = has_passkeys(visit, &account).await?;
    let view = DataView { file, has_password, has_passkeys, leaves: frame.leaves.clone(), errors: errors.into() };
    let status = if view.errors.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page::respond(status, &DataPage { t, frame, view }))
}

/// How large a file is, in kilobytes or megabytes.
fn size(visit: &Visit, bytes: i64) -> String {
    let kilobytes = (bytes + 999) / 1_000;
    match kilobytes {
        1_000.. => visit.t.with("export-megabytes", "count", (kilobytes + 500) / 1_000),
        _ => visit.t.with("export-kilobytes", "count", kilobytes),
    }
    .into_owned()
}

/// What confirms the wish.
#[derive(Debug, Deserialize)]
pub struct LeaveForm {
    #[serde(default)]
    current: String,
    #[serde(default)]
    username: String,
    #[serde(flatten)]
    answered: Answered,
}

/// `GET /ich/daten/loeschen`.
pub async fn leave_form(visit: Visit) -> Response {
    visit.answer(show_leave(&visit, Vec::new())).await
}

async fn show_leave(visit: &Visit, errors: Vec<FieldError>) -> Result<Response> {
    let account = own(visit)?;
    let asked = account.clone();
    let (leaving, last_admin, alone) = visit
        .app
        .read(move |conn, app| {
            let alone = personal::alone(conn, asked.actor_id)?;
            let presenter = Presenter::of_actors(conn, app, &alone)?;
            let alone = alone.iter().map(|group| presenter.community(group)).collect();
            let obstacle = personal::obstacle(conn, &asked)?;
            Ok((personal::of(conn, asked.id)?.is_some(), obstacle == Some(personal::Obstacle::LastAdmin), alone))
        })
        .await?;
    if leaving {
        return Ok(see_other(HERE));
    }
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (has_password, has_passkeys) = (account.has_password(), has_passkeys(visit, &account).await?);
    let view = LeaveView { has_password, has_passkeys, username: account.login, last_admin, alone, errors: errors.into() };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &LeavePage { t: visit.t, frame, view }))
}

/// `POST /ich/daten/loeschen`.
pub async fn leave(Guarded { visit, fields }: Guarded<LeaveForm>) -> Response {
    visit
        .answer(async {
            let account = own(&visit)?;
            let typed = if account.has_password() { &fields.current } else { &fields.username };
            match personal::ask(&visit.app, &account, fields.answered.proof(&visit, typed)).await {
                Ok(_) => Ok(visit.done(HERE, Done::Leaving)),
                Err(Error::Invalid(errors)) => show_leave(&visit, errors).await,
                Err(error) => Err(error),
            }
        })
        .await
}

/// `POST /ich/daten/bleiben`.
pub async fn stay(Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let account = own(&visit)?;
            match personal::stay(&visit.app, account.id).await? {
                true => Ok(visit.done(HERE, Done::Staying)),
                false => Ok(see_other(HERE)),
            }
        })
        .await
}
