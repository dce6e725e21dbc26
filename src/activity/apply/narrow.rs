//! Fewer people get into a protected community than before: its hosts narrow its reach, by an `Update` of its document. Nothing widens it again:
//! what was written counted on those who could read it.

use super::{Applying, follow, purge};
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::actor::application;
use crate::actor::member::{self, Member};
use crate::actor::purge::Why;
use crate::actor::{self, Actor, CommunityReach};
use crate::error::Error;
use crate::id::same_origin;
use crate::json::{Document, Properties};
use crate::store::Conn;
use serde_json::json;
use std::collections::BTreeMap;

/// What a server is told whose people are members no longer.
const NARROWED: &str = "This community is for its own instance only now";
/// So many applications and invitations are looked at.
const MANY: i64 = 10_000;

/// What a host wants the reach of a community of ours to be from now on, if that is narrower.
pub(super) fn wanted(group: &Actor, document: &Document) -> Option<CommunityReach> {
    let reach = document.text("dw:reach").and_then(CommunityReach::parse)?;
    group.reach.narrower().contains(&reach).then_some(reach)
}

/// Narrows who gets in. Who lives elsewhere is no member any more of what is for this instance alone.
pub(super) fn narrow(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, reach: CommunityReach) -> Result<(), Stop> {
    actor::model::set_reach(conn, group.id, reach)?;
    if reach != CommunityReach::Local {
        return Ok(());
    }
    if asks_from_elsewhere(conn, group.id)? {
        return Err(Stop::Refused(Error::invalid("reach", "error-narrow-open")));
    }
    let group = actor::model::find(conn, group.id)?;
    let mut servers: BTreeMap<String, Vec<(Actor, Member)>> = BTreeMap::new();
    for (person, membership) in member::people_elsewhere(conn, group.id)? {
        dismiss(conn, cx, &group, &person, &membership)?;
        servers.entry(person.host.clone()).or_default().push((person, membership));
    }
    for people in servers.values() {
        purge::send_away(conn, cx, &group, &people.iter().collect::<Vec<_>>(), Why::Narrowed)?;
    }
    Ok(())
}

/// Whether the wish of somebody elsewhere to come in, or an invitation, waits for an answer.
fn asks_from_elsewhere(conn: &mut Conn, group_id: i64) -> Result<bool, Stop> {
    let mut waiting = application::open(conn, group_id, MANY)?;
    waiting.extend(application::invited(conn, group_id, MANY)?);
    let ids: Vec<i64> = waiting.iter().map(|one| one.actor_id).collect();
    Ok(actor::model::find_all(conn, &ids)?.iter().any(|person| !person.local))
}

/// Tells somebody's server that her membership has ended.
fn dismiss(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, person: &Actor, membership: &Member) -> Result<(), Stop> {
    let mut join = Document::new();
    // Whoever became a host at once has another activity there.
    if same_origin(&membership.activity, &person.ap_id) {
        join.insert("id".to_owned(), json!(membership.activity));
    }
    join.extend(
        [("type", "Join"), ("actor", &person.ap_id), ("object", &group.ap_id)].map(|(name, value)| (name.to_owned(), json!(value))),
    );
    follow::answer_because(conn, cx, "Reject", group, person, &Activity::nested(&join)?, Some(NARROWED))
}
