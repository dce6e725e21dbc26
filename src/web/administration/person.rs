//! `/verwaltung/personen/{id}`: one login, and what can be done about it.

use super::administrator;
use super::invitations::{LinkPage, show_link};
use super::people::HERE;
use crate::access::factor::Factor;
use crate::administration::people::{self, Details};
use crate::error::{Error, Result};
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::{Done, Frame, Section};
use crate::web::moment::Moment;
use crate::web::page;
use crate::web::post::number;
use crate::web::present::{Presenter, moment};
use crate::web::texts::Texts;
use crate::web::view::{self, Errors};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// `GET /verwaltung/personen/{id}`, and the answer to a rejected address.
#[derive(Template)]
#[template(path = "web/administration/person.html")]
pub struct PersonPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// Who.
    pub view: PersonView,
}

/// A login and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonView {
    /// Path of the page.
    pub url: String,
    /// Who.
    pub person: view::Person,
    /// What is typed to log in.
    pub login: String,
    /// Where mails go, as stored or typed.
    pub email: String,
    /// Since when there is the login.
    pub since: Moment,
    /// Whether she was there within the last thirty days.
    pub lately: bool,
    /// How many browsers are logged in.
    pub sessions: usize,
    /// Whether there is a password.
    pub has_password: bool,
    /// Whether there is a second factor.
    pub factor: bool,
    /// Whether links can be mailed to her.
    pub mailable: bool,
    /// Administers the instance.
    pub admin: bool,
    /// It is the login of who looks.
    pub own: bool,
    /// Since when the login is closed.
    pub suspended: Option<Moment>,
    /// Why; may be empty.
    pub reason: String,
    /// What is wrong with the address.
    pub errors: Errors,
}

/// `GET /verwaltung/personen/{id}/sperren`, and the answer to a rejected `POST` to it (fields `csrf`, `reason`).
#[derive(Template)]
#[template(path = "web/administration/suspend.html")]
pub struct SuspendPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// Path of the person's page.
    pub url: String,
    /// Who.
    pub person: view::Person,
    /// As typed.
    pub reason: String,
    /// What is wrong.
    pub errors: Errors,
}

/// The field of a suspension.
#[derive(Debug, Default, Deserialize)]
pub struct ReasonForm {
    #[serde(default)]
    reason: String,
}

/// The field of an address.
#[derive(Debug, Default, Deserialize)]
pub struct EmailForm {
    #[serde(default)]
    email: String,
}

/// Whether somebody is to administer the instance.
#[derive(Debug, Default, Deserialize)]
pub struct RoleForm {
    #[serde(default)]
    admin: String,
}

async fn details(visit: &Visit, id: i64) -> Result<(Details, view::Person)> {
    let found = visit.app.read(move |conn, app| {
        let found = people::find(conn, app, id)?;
        let person = Presenter::of_actors(conn, app, [&found.person.actor])?.person(&found.person.actor);
        Ok((found, person))
    });
    found.await
}

/// `GET /verwaltung/personen/{id}`.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Response {
    visit
        .answer(async {
            let me = administrator(&visit)?;
            respond(&visit, me, number(&id)?, None, Errors::none()).await
        })
        .await
}

async fn respond(visit: &Visit, me: i64, id: i64, typed: Option<String>, errors: Errors) -> Result<Response> {
    let (Details { person: found, factor, sessions, suspended_for }, person) = details(visit, id).await?;
    let (t, now) = (visit.t, visit.app.now());
    let view = PersonView {
        url: format!("{HERE}/{id}"),
        person,
        since: moment(t, found.account.created_at, now),
        lately: found.lately,
        sessions,
        has_password: found.account.has_password(),
        factor: factor != Factor::Off,
        mailable: found.account.email.is_some() && visit.app.settings().mail.is_on(),
        admin: found.account.admin,
        own: found.account.actor_id == me,
        suspended: found.account.disabled_at.map(|at| moment(t, at, now)),
        reason: suspended_for.unwrap_or_default(),
        email: typed.unwrap_or_else(|| found.account.email.clone().unwrap_or_default()),
        login: found.account.login,
        errors,
    };
    let status = if view.errors.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &PersonPage { t, frame, view }))
}

/// `GET /verwaltung/personen/{id}/sperren`.
pub async fn suspend_form(visit: Visit, Path(id): Path<String>) -> Response {
    visit
        .answer(async {
            administrator(&visit)?;
            respond_suspend(&visit, number(&id)?, String::new(), Errors::none()).await
        })
        .await
}

async fn respond_suspend(visit: &Visit, id: i64, reason: String, errors: Errors) -> Result<Response> {
    let (_, person) = details(visit, id).await?;
    let status = if errors.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &SuspendPage { t: visit.t, frame, url: format!("{HERE}/{id}"), person, reason, errors }))
}

/// `POST /verwaltung/personen/{id}/sperren`.
pub async fn suspend(Path(id): Path<String>, Guarded { visit, fields }: Guarded<ReasonForm>) -> Response {
    visit
        .answer(async {
            let (me, id) = (administrator(&visit)?, number(&id)?);
            match people::suspend(&visit.app, Some(me), id, &fields.reason).await {
                Ok(()) => Ok(visit.done(&format!("{HERE}/{id}"), Done::Suspended)),
                Err(Error::Invalid(errors)) => respond_suspend(&visit, id, fields.reason, errors.into()).await,
                Err(error) => Err(error),
            }
        })
        .await
}

/// `POST /verwaltung/personen/{id}/entsperren`.
pub async fn lift(Path(id): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let (me, id) = (administrator(&visit)?, number(&id)?);
            people::lift(&visit.app, Some(me), id).await?;
            Ok(visit.done(&format!("{HERE}/{id}"), Done::Lifted))
        })
        .await
}

/// `POST /verwaltung/personen/{id}/zweiter-faktor`.
pub async fn remove_factor(Path(id): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let (me, id) = (administrator(&visit)?, number(&id)?);
            people::remove_factor(&visit.app, Some(me), id).await?;
            Ok(visit.done(&format!("{HERE}/{id}"), Done::Saved))
        })
        .await
}

/// `POST /verwaltung/personen/{id}/rolle`.
pub async fn set_role(Path(id): Path<String>, Guarded { visit, fields }: Guarded<RoleForm>) -> Response {
    visit
        .answer(async {
            let (me, id) = (administrator(&visit)?, number(&id)?);
            people::set_admin(&visit.app, Some(me), id, fields.admin == "1").await?;
            Ok(visit.done(&format!("{HERE}/{id}"), Done::Saved))
        })
        .await
}

/// `POST /verwaltung/personen/{id}/mail`.
pub async fn set_email(Path(id): Path<String>, Guarded { visit, fields }: Guarded<EmailForm>) -> Response {
    visit
        .answer(async {
            let (me, id) = (administrator(&visit)?, number(&id)?);
            match people::set_email(&visit.app, Some(me), id, &fields.email).await {
                Ok(()) => Ok(visit.done(&format!("{HERE}/{id}"), Done::Saved)),
                Err(Error::Invalid(errors)) => respond(&visit, me, id, Some(fields.email), errors.into()).await,
                Err(error) => Err(error),
            }
        })
        .await
}

/// `POST /verwaltung/personen/{id}/link`: a link for a new password, by mail or to pass on.
pub async fn send_reset(Path(id): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let (me, id) = (administrator(&visit)?, number(&id)?);
            let back = format!("{HERE}/{id}");
            match people::send_reset(&visit.app, Some(me), id).await? {
                None => Ok(visit.done(&back, Done::LetterSent)),
                Some(link) => {
                    let frame = visit.frame(Section::Elsewhere).await?;
                    let page = LinkPage { t: visit.t, frame, title: "reset-link-title", lead: "reset-link-lead", link, back };
                    Ok(show_link(&page))
                }
            }
        })
        .await
}
