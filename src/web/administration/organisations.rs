//! `/verwaltung/organisationen`: the organisations whose staff is vouched for here, and who does that.

use super::administrator;
use crate::administration::organisation as looked_after;
use crate::error::{Error, Result};
use crate::vetting::Level;
use crate::vetting::organisation::{self, Draft, Listed};
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::{Done, Frame, Section};
use crate::web::organisation::{kind_line, level_text};
use crate::web::page;
use crate::web::post::number;
use crate::web::present::Presenter;
use crate::web::texts::Texts;
use crate::web::view::{Errors, Person};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// Where the list is.
const HERE: &str = "/verwaltung/organisationen";

/// `GET /verwaltung/organisationen`.
#[derive(Template)]
#[template(path = "web/administration/organisations.html")]
pub struct OrganisationsPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// By name.
    pub rows: Vec<OrganisationRow>,
}

/// An organisation in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationRow {
    /// Path of the page with its staff.
    pub url: String,
    /// Its name.
    pub name: String,
    /// Level and official key.
    pub kind: String,
    /// Its domains, in one line; may be empty.
    pub domains: String,
    /// How many people it vouches for.
    pub staff: i64,
}

/// `GET /verwaltung/organisationen/neu`, `GET /verwaltung/organisationen/{id}`, and the answers to rejected forms of theirs (fields `csrf`,
/// `name`, `level`, `key`, `domains`; `delegate`).
#[derive(Template)]
#[template(path = "web/administration/organisation.html")]
pub struct OrganisationPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: OrganisationView,
}

/// A form about an organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrganisationView {
    /// Path of the form.
    pub url: String,
    /// Path of the page with its staff; empty for a new one.
    pub staff_url: String,
    /// As stored or typed.
    pub name: String,
    /// Which level is chosen.
    pub level: String,
    /// As stored or typed.
    pub key: String,
    /// One in each line.
    pub domains: String,
    /// All levels: the word and the id of its name.
    pub levels: Vec<(&'static str, &'static str)>,
    /// Who vouches for its staff: her number, and who she is.
    pub delegates: Vec<(i64, Person)>,
    /// As typed.
    pub delegate: String,
    /// What is wrong.
    pub errors: Errors,
}

/// The fields of an organisation.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct OrganisationForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    key: String,
    #[serde(default)]
    domains: String,
}

/// Who is to vouch.
#[derive(Debug, Default, Deserialize)]
pub struct DelegateForm {
    #[serde(default)]
    delegate: String,
}

/// `GET /verwaltung/organisationen`.
pub async fn show(visit: Visit) -> Response {
    visit
        .answer(async {
            administrator(&visit)?;
            let t = visit.t;
            let row = move |one: Listed| OrganisationRow {
                url: format!("/organisation/{}", one.organisation.id),
                kind: kind_line(t, one.organisation.level, one.organisation.official_key.as_deref()),
                name: one.organisation.name,
                domains: one.domains.join(", "),
                staff: one.staff,
            };
            let rows = visit.app.read(|conn, app| organisation::list(conn, app.now())).await?.into_iter().map(row).collect();
            let frame = visit.frame(Section::Elsewhere).await?;
            Ok(page::respond(StatusCode::OK, &OrganisationsPage { t, frame, rows }))
        })
        .await
}

/// `GET /verwaltung/organisationen/neu`.
pub async fn new_form(visit: Visit) -> Response {
    visit.answer(respond(&visit, None, None, String::new(), Errors::none())).await
}

/// `GET /verwaltung/organisationen/{id}`.
pub async fn edit_form(visit: Visit, Path(id): Path<String>) -> Response {
    visit
        .answer(async {
            administrator(&visit)?;
            respond(&visit, Some(number(&id)?), None, String::new(), Errors::none()).await
        })
        .await
}

async fn respond(visit: &Visit, id: Option<i64>, typed: Option<OrganisationForm>, delegate: String, errors: Errors) -> Result<Response> {
    administrator(visit)?;
    let (stored, delegates) = match id {
        Some(id) => visit.app.read(move |conn, app| stored(conn, app, id)).await?,
        None => (OrganisationForm::default(), Vec::new()),
    };
    let typed = typed.unwrap_or(stored);
    let view = OrganisationView {
        url: id.map_or_else(|| format!("{HERE}/neu"), |id| format!("{HERE}/{id}")),
        staff_url: id.map_or_else(String::new, |id| format!("/organisation/{id}")),
        name: typed.name,
        level: typed.level,
        key: typed.key,
        domains: typed.domains,
        levels: Level::ALL.iter().map(|level| (level.as_str(), level_text(*level))).collect(),
        delegates,
        delegate,
        errors,
    };
    let status = if view.errors.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &OrganisationPage { t: visit.t, frame, view }))
}

type Stored = (OrganisationForm, Vec<(i64, Person)>);

fn stored(conn: &mut crate::store::Conn, app: &crate::app::App, id: i64) -> Result<Stored> {
    let (found, delegates) = (organisation::find(conn, id)?, organisation::delegates(conn, id)?);
    let presenter = Presenter::of_actors(conn, app, &delegates)?;
    let form = OrganisationForm {
        name: found.name,
        level: found.level.as_str().to_owned(),
        key: found.official_key.unwrap_or_default(),
        domains: organisation::domains(conn, id)?.join("\n"),
    };
    Ok((form, delegates.iter().map(|actor| (actor.id, presenter.person(actor))).collect()))
}

async fn save(visit: &Visit, id: Option<i64>, form: OrganisationForm) -> Result<Response> {
    let me = administrator(visit)?;
    let typed = form.clone();
    let draft = Draft { name: form.name, level: form.level, official_key: form.key, domains: form.domains };
    match looked_after::save(&visit.app, Some(me), id, draft).await {
        Ok(id) => Ok(visit.done(&format!("/organisation/{id}"), Done::Saved)),
        Err(Error::Invalid(errors)) => respond(visit, id, Some(typed), String::new(), errors.into()).await,
        Err(error) => Err(error),
    }
}

/// `POST /verwaltung/organisationen/neu`.
pub async fn add(Guarded { visit, fields }: Guarded<OrganisationForm>) -> Response {
    visit.answer(save(&visit, None, fields)).await
}

/// `POST /verwaltung/organisationen/{id}`.
pub async fn edit(Path(id): Path<String>, Guarded { visit, fields }: Guarded<OrganisationForm>) -> Response {
    visit
        .answer(async {
            administrator(&visit)?;
            save(&visit, Some(number(&id)?), fields).await
        })
        .await
}

/// `POST /verwaltung/organisationen/{id}/beauftragte`.
pub async fn appoint(Path(id): Path<String>, Guarded { visit, fields }: Guarded<DelegateForm>) -> Response {
    visit
        .answer(async {
            let (me, id) = (administrator(&visit)?, number(&id)?);
            match looked_after::appoint(&visit.app, Some(me), id, &fields.delegate).await {
                Ok(()) => Ok(visit.done(&format!("{HERE}/{id}"), Done::Saved)),
                Err(Error::Invalid(errors)) => respond(&visit, Some(id), None, fields.delegate, errors.into()).await,
                Err(error) => Err(error),
            }
        })
        .await
}

/// `POST /verwaltung/organisationen/{id}/beauftragte/{person}`: she vouches no longer.
pub async fn dismiss(Path((id, person)): Path<(String, String)>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let (me, id, person) = (administrator(&visit)?, number(&id)?, number(&person)?);
            looked_after::dismiss(&visit.app, Some(me), id, person).await?;
            Ok(visit.done(&format!("{HERE}/{id}"), Done::Saved))
        })
        .await
}
