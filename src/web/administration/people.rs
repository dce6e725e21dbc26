//! `GET /verwaltung/personen`: everybody with a login here.

use super::administrator;
use super::list::{FilterView, ListQuery, PagerView};
use crate::administration::people::{self, Person, Which};
use crate::error::Result;
use crate::web::form::Asked;
use crate::web::layout::{Frame, Section};
use crate::web::page;
use crate::web::present::Presenter;
use crate::web::texts::Texts;
use crate::web::view;
use crate::web::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

/// Where the list is.
pub(super) const HERE: &str = "/verwaltung/personen";

/// `GET /verwaltung/personen`.
#[derive(Template)]
#[template(path = "web/administration/people.html")]
pub struct PeoplePage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: PeopleView,
}

/// People of this instance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeopleView {
    /// What was looked for.
    pub words: String,
    /// Parts of the list.
    pub filters: Vec<FilterView>,
    /// Rows, by user name.
    pub people: Vec<PersonRow>,
    /// Other pages.
    pub pager: PagerView,
}

/// Somebody in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Path of her page in this area.
    pub url: String,
    /// Who.
    pub person: view::Person,
    /// Where mails go; may be empty.
    pub email: String,
    /// Whether she was there within the last thirty days.
    pub lately: bool,
    /// Administers the instance.
    pub admin: bool,
    /// Her login is closed.
    pub suspended: bool,
}

/// `GET /verwaltung/personen`.
pub async fn show(visit: Visit, Asked(query): Asked<ListQuery>) -> Response {
    visit
        .answer(async {
            administrator(&visit)?;
            let frame = visit.frame(Section::Elsewhere).await?;
            Ok(page::respond(StatusCode::OK, &PeoplePage { t: visit.t, frame, view: view(&visit, query).await? }))
        })
        .await
}

async fn view(visit: &Visit, query: ListQuery) -> Result<PeopleView> {
    let words = query.suche.clone();
    let which = match query.art.as_str() {
        "verwaltung" => Which::Admins,
        "gesperrt" => Which::Suspended,
        _ => Which::All,
    };
    let slice = query.slice();
    let (rows, more) = visit
        .app
        .read(move |conn, app| {
            let (found, more) = people::list(conn, app, &words, which, slice)?;
            let presenter = Presenter::of_actors(conn, app, found.iter().map(|person| &person.actor))?;
            let row = |found: Person| PersonRow {
                url: format!("{HERE}/{}", found.account.id),
                person: presenter.person(&found.actor),
                email: found.account.email.unwrap_or_default(),
                lately: found.lately,
                admin: found.account.admin,
                suspended: found.account.disabled_at.is_some(),
            };
            Ok((found.into_iter().map(row).collect(), more))
        })
        .await?;
    Ok(PeopleView {
        filters: query.filters(HERE, &[("", "people-all"), ("verwaltung", "people-admins"), ("gesperrt", "people-suspended")]),
        pager: query.pager(HERE, more),
        words: query.suche,
        people: rows,
    })
}
