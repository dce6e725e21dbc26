//! Other servers: how they do, what is laid down about them, and why something does or does not come in.

use super::log::{Deed, note};
use super::{Slice, lower, pattern};
use crate::activity::deliver::{self, DeliveryState};
use crate::activity::log;
use crate::actor::keys;
use crate::app::App;
use crate::error::{Error, Result};
use crate::peer::{self, Dialect, Peer};
use crate::policy::{self, Action, Direction, Rule, Ruling, StoredRule};
use crate::store::schema::{deliveries, domain_rules, peers};
use crate::store::{Conn, Timestamp};
use crate::text::{clean_line, normalize_authority};
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// What is counted of a server goes back so far.
const WEEK: Duration = Duration::from_secs(7 * 24 * 3_600);

/// A server of which more than so much was refused within [`DAY`] needs a look: it goes on sending what somebody writes who was sent away, say.
const MANY_REFUSED: i64 = 20;
/// See [`MANY_REFUSED`].
const DAY: Duration = Duration::from_secs(24 * 3_600);

/// Which servers are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All that we met.
    All,
    /// Those that took nothing when they were last tried.
    Troubled,
    /// Those that go on sending what is refused here.
    TurnedAway,
}

/// A server we met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// The server.
    pub peer: Peer,
    /// How many deliveries wait for it.
    pub waiting: i64,
}

/// How many deliveries wait, by server.
fn waiting(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, i64>> {
    let rows: Vec<(i64, i64)> = deliveries::table
        .filter(deliveries::state.eq(DeliveryState::Due))
        .filter(deliveries::peer_id.eq_any(ids))
        .group_by(deliveries::peer_id)
        .select((deliveries::peer_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The servers that go on sending what is refused here, by address.
pub(super) fn turned_away(conn: &mut Conn, now: Timestamp) -> Result<Vec<String>> {
    log::often_refused(conn, MANY_REFUSED, now.minus(DAY))
}

/// Servers whose address, name or software contains these words, by address; and whether more follow.
pub fn list(conn: &mut Conn, words: &str, part: Part, now: Timestamp, slice: Slice) -> Result<(Vec<Neighbour>, bool)> {
    let mut query = peers::table.into_boxed();
    if !words.trim().is_empty() {
        let pattern = pattern(words);
        query = query.filter(
            peers::host.like(pattern.clone()).escape('\\').or(lower(peers::name).like(pattern.clone()).escape('\\')).or(lower(
                peers::software,
            )
            .like(pattern)
            .escape('\\')),
        );
    }
    match part {
        Part::All => {}
        Part::Troubled => query = query.filter(peers::failures.gt(0)),
        Part::TurnedAway => query = query.filter(peers::host.eq_any(turned_away(conn, now)?)),
    }
    let rows = query.order(peers::host).limit(slice.rows()).offset(slice.first()).select(Peer::as_select()).load(conn)?;
    let (rows, more) = slice.cut(rows);
    let waiting = waiting(conn, &rows.iter().map(|peer| peer.id).collect::<Vec<_>>())?;
    let neighbour = |peer: Peer| Neighbour { waiting: waiting.get(&peer.id).copied().unwrap_or_default(), peer };
    Ok((rows.into_iter().map(neighbour).collect(), more))
}

/// All that is known and laid down about a server.
#[derive(Debug, Clone)]
pub struct Details {
    /// Its address in normal form.
    pub host: String,
    /// The server, if we ever met it.
    pub neighbour: Option<Neighbour>,
    /// How many deliveries it refused, or did not take within thirty days.
    pub given_up: i64,
    /// How much of what it sent was refused here within a week.
    pub refused: i64,
    /// The rule for exactly this server.
    pub rule: Option<StoredRule>,
    /// Whether it may send to us, and why.
    pub inbound: Ruling,
}

/// What is known about this server, met or not.
///
/// # Errors
/// `Invalid` at the field `host` when that is no address of a server.
pub fn find(conn: &mut Conn, app: &App, host: &str) -> Result<Details> {
    let host = normal(host)?;
    let neighbour = match peer::by_host(conn, &host)? {
        Some(peer) => Some(Neighbour { waiting: waiting(conn, &[peer.id])?.get(&peer.id).copied().unwrap_or_default(), peer }),
        None => None,
    };
    let given_up = match &neighbour {
        Some(known) => deliveries::table
            .filter(deliveries::peer_id.eq(known.peer.id))
            .filter(deliveries::state.ne(DeliveryState::Due))
            .count()
            .get_result(conn)?,
        None => 0,
    };
    let rule = policy::list(conn)?.into_iter().find(|rule| rule.host == host);
    let inbound = policy::decide_peer(&app.policy(), Direction::Inbound, &host);
    let refused = log::refused(conn, &host, app.now().minus(WEEK))?;
    Ok(Details { host, neighbour, given_up, refused, rule, inbound })
}

/// An address of a server in its normal form, whatever of it was typed or pasted.
///
/// # Errors
/// `Invalid` at the field `host`.
pub fn normal(host: &str) -> Result<String> {
    let typed = clean_line(host, 300);
    let bare = typed.trim_start_matches("https://").trim_start_matches("http://");
    let bare = bare.split('/').next().unwrap_or_default();
    let bare = bare.rsplit('@').next().unwrap_or_default();
    normalize_authority(bare).ok_or_else(|| Error::invalid("host", "error-host"))
}

/// Servers that wait for an admin to look, because all their keys were new at once.
pub fn held(conn: &mut Conn) -> Result<i64> {
    Ok(domain_rules::table.filter(domain_rules::action.eq(Action::Hold.number())).count().get_result(conn)?)
}

/// Lays down what holds for a server and everything below its name: exchange nothing, exchange in any case, or (`None`) what the rest says.
/// For one that was set aside because its keys were new, the keys it has now are believed from then on, unless it is blocked.
/// Holds at once in this process, within ten seconds in others.
///
/// # Errors
/// `Invalid` at the field `host`; `Conflict` when there is no rule to remove.
pub async fn set_rule(app: &Arc<App>, by: Option<i64>, host: &str, action: Option<Action>, reason: &str) -> Result<()> {
    let (host, reason) = (normal(host)?, clean_line(reason, super::MAX_REASON));
    if host == app.urls.host() {
        return Err(Error::invalid("host", "error-host-own"));
    }
    app.write(move |conn, app| {
        let shut_out = policy::list(conn)?.into_iter().any(|stored| stored.host == host && stored.rule.action != Action::Allow);
        if shut_out && action != Some(Action::Block) {
            // Whoever lets the server in again has made sure whose it is.
            keys::retire_all_of(conn, &host, app.now())?;
            if let Some(peer) = peer::by_host(conn, &host)? {
                peer::leave_alone_no_more(conn, peer.id, app.now())?;
            }
        }
        let deed = match action {
            Some(action) => {
                policy::set(conn, &host, &Rule { action, reason: reason.clone() }, app.now(), by)?;
                match action {
                    Action::Allow => Deed::Allowed,
                    Action::Block => Deed::Blocked,
                    Action::Hold => Deed::SetAside,
                }
            }
            None if policy::remove(conn, &host)? => Deed::RuleRemoved,
            None => return Err(Error::conflict("error-no-rule")),
        };
        note(conn, app, by, deed, (&host, None), &reason)
    })
    .await?;
    app.reload_policy().await
}

async fn change(
    app: &Arc<App>,
    by: Option<i64>,
    host: &str,
    deed: Deed,
    work: impl FnOnce(&mut Conn, &App, &Peer) -> Result<String> + Send + 'static,
) -> Result<()> {
    let host = normal(host)?;
    app.write(move |conn, app| {
        let peer = peer::by_host(conn, &host)?.ok_or(Error::NotFound)?;
        let details = work(conn, app, &peer)?;
        note(conn, app, by, deed, (&peer.host, Some(peer.id)), &details)
    })
    .await
}

/// Says how to speak to a server; `None` goes back to what was observed.
///
/// # Errors
/// `NotFound` when we never met it.
pub async fn set_dialect(app: &Arc<App>, by: Option<i64>, host: &str, dialect: Option<Dialect>) -> Result<()> {
    change(app, by, host, Deed::DialectSet, move |conn, _, peer| {
        peer::set_dialect_override(conn, peer.id, dialect)?;
        Ok(dialect.map_or("auto", Dialect::as_str).to_owned())
    })
    .await
}

/// Tries a server again at once, with everything that waits for it.
///
/// # Errors
/// `NotFound` when we never met it.
pub async fn try_again(app: &Arc<App>, by: Option<i64>, host: &str) -> Result<()> {
    change(app, by, host, Deed::PeerRetried, |conn, app, peer| {
        peer::leave_alone_no_more(conn, peer.id, app.now())?;
        deliver::try_again(conn, peer.id, app.now())?;
        Ok(String::new())
    })
    .await
}
