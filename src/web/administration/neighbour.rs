//! `/verwaltung/netz/{server}`: one server, met or not: why something comes or does not, and what can be done.

use super::administrator;
use super::network::{HERE, NeighbourRow};
use super::protected::ends;
use crate::administration::network::{self, Details};
use crate::administration::protected::{self, Ties};
use crate::error::{Error, Result};
use crate::peer::Dialect;
use crate::policy::{Action, Decision, Ruling, Source, Step};
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::{Done, Frame, Section};
use crate::web::moment::Moment;
use crate::web::page;
use crate::web::present::moment;
use crate::web::texts::Texts;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// `GET /verwaltung/netz/{server}`.
#[derive(Template)]
#[template(path = "web/administration/neighbour.html")]
pub struct NeighbourPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: NeighbourView,
}

/// A server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeighbourView {
    /// Its address.
    pub host: String,
    /// Path of the page.
    pub url: String,
    /// How it does, if we ever met it.
    pub known: Option<NeighbourRow>,
    /// The dialect laid down; empty for what was observed.
    pub dialect: &'static str,
    /// How many deliveries it did not take for good.
    pub given_up: i64,
    /// How much of what it sent was refused here within a week.
    pub refused: i64,
    /// Whether it may send to us.
    pub allowed: bool,
    /// Why, one sentence each.
    pub reasons: Vec<String>,
    /// The server whose rule holds this one back, because all its keys are new: this one, or one above it.
    pub held_by: String,
    /// Since when.
    pub held_since: Option<Moment>,
    /// What the rule of the database for exactly this server says.
    pub rule: Option<Action>,
    /// A block of the configuration decides: nothing can be changed here.
    pub fixed: bool,
    /// It can be cut off: it is not this instance.
    pub severable: bool,
    /// What cutting it off would end, one sentence each.
    pub ends: Vec<String>,
}

impl NeighbourView {
    /// Whether it was set aside because all its keys are new.
    pub fn is_held(&self) -> bool {
        !self.held_by.is_empty()
    }

    /// Whether a rule that blocks it would change anything.
    pub fn may_be_blocked(&self) -> bool {
        self.rule != Some(Action::Block)
    }

    /// Whether a rule that allows it would change anything.
    pub fn may_be_allowed(&self) -> bool {
        self.rule != Some(Action::Allow)
    }

    /// The dialects to choose from: word for the form, text id, whether it is chosen.
    pub fn dialects(&self) -> [(&'static str, &'static str, bool); 4] {
        [("", "dialect-auto"), ("forum", "dialect-forum"), ("microblog", "dialect-microblog"), ("own", "dialect-own")]
            .map(|(word, text)| (word, text, word == self.dialect))
    }
}

/// Why it was decided so, one sentence for each layer that had something to say.
fn reasons(t: Texts, ruling: &Ruling) -> Vec<String> {
    let sentence = |step: &Step| {
        let (text, host) = match &step.source {
            Source::BadHost => ("policy-bad-host", ""),
            Source::OwnHost => ("policy-own-host", ""),
            Source::HardBlock(host) => ("policy-hard-block", host.as_str()),
            Source::LocalRule(host, Action::Block) => ("policy-block", host.as_str()),
            Source::LocalRule(host, Action::Allow) => ("policy-allow", host.as_str()),
            Source::LocalRule(host, Action::Hold) => ("policy-held", host.as_str()),
            Source::Network(name) => ("policy-network", name.as_str()),
            Source::Community(_) => ("policy-community", ""),
            Source::Person => ("policy-person", ""),
            Source::Mode(_) => match step.decision {
                Decision::Accept | Decision::Filter(_) => ("policy-mode-open", ""),
                Decision::Hold => ("policy-mode-hold", ""),
                Decision::Reject | Decision::Drop => ("policy-mode-refuse", ""),
            },
        };
        let said = t.with(text, "host", host);
        // The settings file gives no reasons of its own.
        if step.reason.is_empty() || step.reason == "settings" {
            said.into_owned()
        } else {
            format!("{said} {}", t.with("policy-reason", "reason", &step.reason))
        }
    };
    ruling.explanation.0.iter().map(sentence).collect()
}

/// `GET /verwaltung/netz/{server}`.
pub async fn show(visit: Visit, Path(host): Path<String>) -> Response {
    visit
        .answer(async {
            administrator(&visit)?;
            let (t, app) = (visit.t, &visit.app);
            let found: Result<(Details, Ties)> =
                app.read(move |conn, app| Ok((network::find(conn, app, &host)?, protected::ties(conn, &host)?))).await;
            let (found, ties) = found.map_err(|error| if matches!(error, Error::Invalid(_)) { Error::NotFound } else { error })?;
            let dialect = found.neighbour.as_ref().and_then(|known| known.peer.dialect_override);
            let deciding = found.inbound.explanation.0.last().map(|step| &step.source);
            let held_by = match deciding {
                Some(Source::LocalRule(host, Action::Hold)) => host.clone(),
                _ => String::new(),
            };
            let held = found.rule.as_ref().filter(|stored| stored.rule.action == Action::Hold);
            let view = NeighbourView {
                held_since: held.map(|stored| moment(t, stored.created_at, app.now())),
                held_by,
                url: format!("{HERE}/{}", found.host),
                known: found.neighbour.map(|known| NeighbourRow::new(t, known, app.now())),
                dialect: dialect.map_or("", Dialect::as_str),
                given_up: found.given_up,
                refused: found.refused,
                allowed: found.inbound.goes_on(),
                reasons: reasons(t, &found.inbound),
                rule: found.rule.map(|stored| stored.rule.action),
                fixed: matches!(deciding, Some(Source::HardBlock(_) | Source::OwnHost)),
                severable: !matches!(deciding, Some(Source::OwnHost)),
                ends: ends(t, ties),
                host: found.host,
            };
            let frame = visit.frame(Section::Elsewhere).await?;
            Ok(page::respond(StatusCode::OK, &NeighbourPage { t, frame, view }))
        })
        .await
}

/// What is laid down about a server.
#[derive(Debug, Default, Deserialize)]
pub struct RuleForm {
    /// `block`, `allow`, or empty for no rule.
    #[serde(default)]
    action: String,
    #[serde(default)]
    reason: String,
}

/// `POST /verwaltung/netz/{server}/regel`.
pub async fn set_rule(Path(host): Path<String>, Guarded { visit, fields }: Guarded<RuleForm>) -> Response {
    visit
        .answer(async {
            let me = administrator(&visit)?;
            let action = match fields.action.as_str() {
                "" => None,
                // Nobody sets a server aside by hand: the page says why it was done.
                word => Some(
                    Action::parse(word)
                        .filter(|action| *action != Action::Hold)
                        .ok_or(Error::invalid("action", "error-invalid-happened"))?,
                ),
            };
            network::set_rule(&visit.app, Some(me), &host, action, &fields.reason).await?;
            Ok(visit.done(&format!("{HERE}/{}", network::normal(&host)?), Done::Saved))
        })
        .await
}

/// How to speak to a server.
#[derive(Debug, Default, Deserialize)]
pub struct DialectForm {
    #[serde(default)]
    dialect: String,
}

/// `POST /verwaltung/netz/{server}/dialekt`.
pub async fn set_dialect(Path(host): Path<String>, Guarded { visit, fields }: Guarded<DialectForm>) -> Response {
    visit
        .answer(async {
            let me = administrator(&visit)?;
            let dialect = match fields.dialect.as_str() {
                "" => None,
                word => Some(Dialect::parse(word).ok_or(Error::invalid("dialect", "error-invalid-happened"))?),
            };
            network::set_dialect(&visit.app, Some(me), &host, dialect).await?;
            Ok(visit.done(&format!("{HERE}/{}", network::normal(&host)?), Done::Saved))
        })
        .await
}

/// `POST /verwaltung/netz/{server}/erneut`.
pub async fn retry(Path(host): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let me = administrator(&visit)?;
            network::try_again(&visit.app, Some(me), &host).await?;
            Ok(visit.done(&format!("{HERE}/{}", network::normal(&host)?), Done::TryingAgain))
        })
        .await
}
