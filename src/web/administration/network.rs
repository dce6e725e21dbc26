//! `GET /verwaltung/netz`: the servers we met, the mode, and the rules.

use super::administrator;
use super::list::{FilterView, ListQuery, PagerView};
use crate::administration::network::{self, Neighbour, Part};
use crate::error::{Error, Result};
use crate::peer::Dialect;
use crate::policy::{self, Action, Mode};
use crate::store::Timestamp;
use crate::web::form::Asked;
use crate::web::layout::{Frame, Section};
use crate::web::moment::Moment;
use crate::web::page;
use crate::web::present::moment;
use crate::web::texts::Texts;
use crate::web::view::Errors;
use crate::web::visit::{Visit, see_other};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// Where it is.
pub(super) const HERE: &str = "/verwaltung/netz";

/// `GET /verwaltung/netz`.
#[derive(Template)]
#[template(path = "web/administration/network.html")]
pub struct NetworkPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: NetworkView,
}

/// The servers we met, the mode, and the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NetworkView {
    /// The id of what the mode means.
    pub mode: &'static str,
    /// What was looked for.
    pub words: String,
    /// Parts of the list.
    pub filters: Vec<FilterView>,
    /// Rows, by address.
    pub peers: Vec<NeighbourRow>,
    /// Other pages.
    pub pager: PagerView,
    /// Rules, those of the configuration first.
    pub rules: Vec<RuleRow>,
    /// What was typed to look up a server.
    pub server: String,
    /// What is wrong with it.
    pub errors: Errors,
}

/// A server in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeighbourRow {
    /// Its address.
    pub host: String,
    /// Path of its page.
    pub url: String,
    /// What it calls itself; may be empty.
    pub name: String,
    /// Its software; may be empty.
    pub software: String,
    /// The id of what it speaks.
    pub dialect: &'static str,
    /// Whether an admin laid that down.
    pub dialect_set: bool,
    /// Since when we know it.
    pub since: Moment,
    /// When it last took something.
    pub success: Option<Moment>,
    /// How many deliveries wait for it.
    pub waiting: i64,
    /// What went wrong last, while it takes nothing; else empty.
    pub error: String,
    /// When it is tried again, while it takes nothing.
    pub again: Option<Moment>,
}

impl NeighbourRow {
    /// The row of this server.
    pub(super) fn new(t: Texts, known: Neighbour, now: Timestamp) -> Self {
        let troubled = known.peer.failures > 0;
        Self {
            url: format!("{HERE}/{}", known.peer.host),
            dialect: dialect_text(known.peer.dialect()),
            dialect_set: known.peer.dialect_override.is_some(),
            since: moment(t, known.peer.first_seen_at, now),
            success: known.peer.last_success_at.map(|at| moment(t, at, now)),
            waiting: known.waiting,
            error: if troubled { known.peer.last_error } else { String::new() },
            again: troubled.then(|| moment(t, known.peer.next_attempt_at.max(now), now)),
            host: known.peer.host,
            name: known.peer.name,
            software: known.peer.software,
        }
    }
}

/// A rule for a server and everything below its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleRow {
    /// For which server.
    pub host: String,
    /// Path of its page.
    pub url: String,
    /// What it says.
    pub action: Action,
    /// It stands in the configuration and cannot be changed here.
    pub fixed: bool,
    /// Why; may be empty.
    pub reason: String,
}

/// What it speaks, a text id.
pub(super) const fn dialect_text(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Unknown => "dialect-unknown",
        Dialect::Forum => "dialect-forum",
        Dialect::Microblog => "dialect-microblog",
        Dialect::Own => "dialect-own",
    }
}

const fn mode_text(mode: Mode) -> &'static str {
    match mode {
        Mode::Open => "network-mode-open",
        Mode::Cautious => "network-mode-cautious",
        Mode::Network => "network-mode-network",
        Mode::Closed => "network-mode-closed",
    }
}

/// A server to look up.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct LookUp {
    #[serde(default)]
    server: String,
}

/// `GET /verwaltung/netz`. With `server` it leads to the page of that server, met or not.
pub async fn show(visit: Visit, Asked(look_up): Asked<LookUp>, Asked(query): Asked<ListQuery>) -> Response {
    visit
        .answer(async {
            administrator(&visit)?;
            let errors = match look_up.server.trim() {
                "" => Errors::none(),
                server => match network::normal(server) {
                    Ok(host) => return Ok(see_other(&format!("{HERE}/{host}"))),
                    Err(Error::Invalid(mut errors)) => {
                        errors.iter_mut().for_each(|error| error.field = "server");
                        errors.into()
                    }
                    Err(error) => return Err(error),
                },
            };
            let status = if errors.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            let view = NetworkView { server: look_up.server, errors, ..view(&visit, query).await? };
            let frame = visit.frame(Section::Elsewhere).await?;
            Ok(page::respond(status, &NetworkPage { t: visit.t, frame, view }))
        })
        .await
}

async fn view(visit: &Visit, query: ListQuery) -> Result<NetworkView> {
    let (t, words, slice) = (visit.t, query.suche.clone(), query.slice());
    let part = match query.art.as_str() {
        "stoerung" => Part::Troubled,
        "abgewiesen" => Part::TurnedAway,
        _ => Part::All,
    };
    let settings = &visit.app.config.federation;
    let fixed = |action: Action| {
        move |host: &String| RuleRow { url: format!("{HERE}/{host}"), host: host.clone(), action, fixed: true, reason: String::new() }
    };
    let mut rules: Vec<RuleRow> =
        settings.block.iter().map(fixed(Action::Block)).chain(settings.allow.iter().map(fixed(Action::Allow))).collect();
    let (peers, more, stored) = visit
        .app
        .read(move |conn, app| {
            let (found, more) = network::list(conn, &words, part, app.now(), slice)?;
            let rows = found.into_iter().map(|known| NeighbourRow::new(t, known, app.now())).collect();
            Ok((rows, more, policy::list(conn)?))
        })
        .await?;
    rules.extend(stored.into_iter().map(|stored| RuleRow {
        url: format!("{HERE}/{}", stored.host),
        action: stored.rule.action,
        fixed: false,
        reason: stored.rule.reason,
        host: stored.host,
    }));
    Ok(NetworkView {
        mode: mode_text(visit.app.policy().mode()),
        filters: query.filters(HERE, &[("", "network-all"), ("stoerung", "network-troubled"), ("abgewiesen", "network-turned-away")]),
        pager: query.pager(HERE, more),
        words: query.suche,
        peers,
        rules,
        ..NetworkView::default()
    })
}
