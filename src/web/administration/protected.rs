//! `/verwaltung/geschuetzt`: protected communities in numbers, and which servers owe a receipt for what they had to empty.
//! `/verwaltung/netz/{server}/abtrennen`: cutting a server off.

use super::administrator;
use super::network::HERE as NETWORK;
use crate::actor::Actor;
use crate::actor::purge::{Purge, Why};
use crate::administration::network;
use crate::administration::protected::{self, Ours, PATIENCE, Protected, Ties};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::{Conn, Timestamp};
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::{Done, Frame, Section};
use crate::web::moment::Moment;
use crate::web::page;
use crate::web::post::number;
use crate::web::present::{Presenter, moment};
use crate::web::texts::Texts;
use crate::web::view::Errors;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// Where it is.
const HERE: &str = "/verwaltung/geschuetzt";

/// `GET /verwaltung/geschuetzt`.
#[derive(Template)]
#[template(path = "web/administration/protected.html")]
pub struct ProtectedPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: ProtectedView,
}

/// Protected communities in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProtectedView {
    /// What servers owe, the oldest first.
    pub outstanding: Vec<ReceiptRow>,
    /// How many of these should be there by now.
    pub overdue: usize,
    /// Those of ours.
    pub ours: Vec<OursRow>,
    /// Those elsewhere in which our people are members.
    pub elsewhere: Vec<ElsewhereRow>,
    /// The newest receipts.
    pub receipts: Vec<ReceiptRow>,
}

/// A protected community of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OursRow {
    /// Its name.
    pub name: String,
    /// Path of its page.
    pub url: String,
    /// How many people here are members.
    pub people: i64,
    /// Which servers have copies.
    pub servers: Vec<ServerRow>,
}

/// A server with members in a community of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerRow {
    /// Its address.
    pub host: String,
    /// Path of its page.
    pub url: String,
    /// How many of its people are members.
    pub people: i64,
    /// Since when it has copies.
    pub since: Moment,
}

/// A protected community elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElsewhereRow {
    /// Its name.
    pub name: String,
    /// Path of its page here.
    pub url: String,
    /// The address of its home.
    pub host: String,
    /// Path of the page of its home.
    pub server_url: String,
    /// How many of our people are members.
    pub people: i64,
}

/// A receipt, or that one is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRow {
    /// Its number.
    pub id: i64,
    /// The server.
    pub host: String,
    /// Path of its page.
    pub url: String,
    /// The community's name.
    pub community: String,
    /// The id of why the server has to empty what it has.
    pub why: &'static str,
    /// Since when it is owed.
    pub asked: Moment,
    /// When it came.
    pub answered: Option<Moment>,
    /// It should be there by now.
    pub overdue: bool,
}

/// `GET /verwaltung/netz/{server}/abtrennen`, and the answer to a rejected form (fields `csrf`, `reason`).
#[derive(Template)]
#[template(path = "web/administration/cut_off.html")]
pub struct CutOffPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The server.
    pub host: String,
    /// Path of its page.
    pub url: String,
    /// What ends, one sentence each.
    pub ends: Vec<String>,
    /// As typed.
    pub reason: String,
    /// What is wrong.
    pub errors: Errors,
}

/// Why a server is cut off.
#[derive(Debug, Default, Deserialize)]
pub struct CutOffForm {
    #[serde(default)]
    reason: String,
}

/// `GET /verwaltung/geschuetzt`.
pub async fn show(visit: Visit) -> Response {
    visit
        .answer(async {
            administrator(&visit)?;
            let t = visit.t;
            let view = visit.app.read(move |conn, app| view(conn, app, t)).await?;
            let frame = visit.frame(Section::Elsewhere).await?;
            Ok(page::respond(StatusCode::OK, &ProtectedPage { t, frame, view }))
        })
        .await
}

fn view(conn: &mut Conn, app: &App, t: Texts) -> Result<ProtectedView> {
    let now = app.now();
    let Protected { ours, elsewhere, outstanding, receipts } = protected::protected(conn)?;
    let of_receipts = outstanding.iter().chain(&receipts).map(|(_, group)| group);
    let groups: Vec<&Actor> =
        ours.iter().map(|one| &one.group).chain(elsewhere.iter().map(|(group, _)| group)).chain(of_receipts).collect();
    let presenter = Presenter::of_actors(conn, app, groups)?;
    let receipt = |(purge, group): &(Purge, Actor)| receipt(t, &presenter, purge, group, now);
    let outstanding: Vec<ReceiptRow> = outstanding.iter().map(receipt).collect();
    let elsewhere = elsewhere.iter().map(|(group, people)| {
        let community = presenter.community(group);
        let (host, server_url) = (group.host.clone(), format!("{NETWORK}/{}", group.host));
        ElsewhereRow { name: community.name, url: community.url, host, server_url, people: *people }
    });
    Ok(ProtectedView {
        overdue: outstanding.iter().filter(|row| row.overdue).count(),
        outstanding,
        ours: ours.into_iter().map(|one| ours_row(t, &presenter, one, now)).collect(),
        elsewhere: elsewhere.collect(),
        receipts: receipts.iter().map(receipt).collect(),
    })
}

fn ours_row(t: Texts, presenter: &Presenter, one: Ours, now: Timestamp) -> OursRow {
    let community = presenter.community(&one.group);
    let server = |server: protected::Server| ServerRow {
        url: format!("{NETWORK}/{}", server.host),
        people: server.people,
        since: moment(t, server.since, now),
        host: server.host,
    };
    OursRow { name: community.name, url: community.url, people: one.people, servers: one.servers.into_iter().map(server).collect() }
}

fn receipt(t: Texts, presenter: &Presenter, purge: &Purge, group: &Actor, now: Timestamp) -> ReceiptRow {
    ReceiptRow {
        id: purge.id,
        url: format!("{NETWORK}/{}", purge.host),
        host: purge.host.clone(),
        community: presenter.community(group).name,
        why: match purge.why {
            Why::NoMembers => "receipt-no-members",
            Why::CutOff => "receipt-cut-off",
            Why::Narrowed => "receipt-narrowed",
        },
        asked: moment(t, purge.asked_at, now),
        answered: purge.ended_at.map(|at| moment(t, at, now)),
        overdue: purge.is_outstanding() && now.since(purge.asked_at) >= PATIENCE,
    }
}

/// `POST /verwaltung/geschuetzt/{id}/erneut`: asks a server once more.
pub async fn ask_again(Path(id): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let (me, id) = (administrator(&visit)?, number(&id)?);
            match protected::ask_again(&visit.app, Some(me), id).await {
                // It came while somebody looked at the page.
                Ok(()) | Err(Error::Conflict(_)) => Ok(visit.done(HERE, Done::TryingAgain)),
                Err(error) => Err(error),
            }
        })
        .await
}

/// `GET /verwaltung/netz/{server}/abtrennen`.
pub async fn cut_off_form(visit: Visit, Path(host): Path<String>) -> Response {
    visit
        .answer(async {
            administrator(&visit)?;
            respond_cut_off(&visit, &host, String::new(), Errors::none()).await
        })
        .await
}

async fn respond_cut_off(visit: &Visit, host: &str, reason: String, errors: Errors) -> Result<Response> {
    let host = network::normal(host).map_err(|_| Error::NotFound)?;
    if host == visit.app.urls.host() {
        return Err(Error::NotFound);
    }
    let (t, asked) = (visit.t, host.clone());
    let ties = visit.app.read(move |conn, _| protected::ties(conn, &asked)).await?;
    let status = if errors.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = visit.frame(Section::Elsewhere).await?;
    let url = format!("{NETWORK}/{host}");
    Ok(page::respond(status, &CutOffPage { t, frame, url, host, ends: ends(t, ties), reason, errors }))
}

/// What ends, one sentence each.
pub(super) fn ends(t: Texts, ties: Ties) -> Vec<String> {
    let sentence = |text, groups: usize, people: usize| t.with_two(text, "groups", groups, "people", people).into_owned();
    let ours = (ties.ours > 0).then(|| sentence("cut-off-ours", ties.ours, ties.members_here));
    let theirs = (ties.theirs > 0).then(|| sentence("cut-off-theirs", ties.theirs, ties.members_there));
    ours.into_iter().chain(theirs).collect()
}

/// `POST /verwaltung/netz/{server}/abtrennen`.
pub async fn cut_off(Path(host): Path<String>, Guarded { visit, fields }: Guarded<CutOffForm>) -> Response {
    visit
        .answer(async {
            let me = administrator(&visit)?;
            match protected::cut_off(&visit.app, Some(me), &host, &fields.reason).await {
                Ok(()) => Ok(visit.done(HERE, Done::CutOff)),
                Err(Error::Invalid(errors)) if errors.iter().any(|error| error.field == "reason") => {
                    respond_cut_off(&visit, &host, fields.reason, errors.into()).await
                }
                Err(Error::Invalid(_)) => Err(Error::NotFound),
                Err(error) => Err(error),
            }
        })
        .await
}
