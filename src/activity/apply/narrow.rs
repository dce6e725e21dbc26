//! Fewer people get into a protected community than before: its hosts narrow its reach, by an `Update` of its document. Nothing widens it again:
//! what was written counted on those who could read it.

use super::refusal::NARROWED;
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

/// What a host wants the reach of a community of ours to be from now on, if that is narrower.
pub(super) fn wanted(group: &Actor, document: &Document) -> Option<CommunityReach> {
    let reach = document.text("dw:reach").and_then(CommunityReach::parse)?;
    group.reach.narrower().contains(&reach).then_some(reach)
}

/// Narrows who gets in. Who lives elsewhere is no member any more of what is for this instance alone.
pub(super) fn narrow(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, reach: CommunityReach) -> Result<(), Stop> {
    if reach != CommunityReach::Local {
        return Ok(actor::model::set_reach(conn, group.id, reach)?);
    }
    if !member::has_host_here(conn, group.id)? {
        return Err(Stop::Refused(Error::conflict("error-last-host")));
    }
    if application::waits_elsewhere(conn, group.id)? {
        return Err(Stop::Refused(Error::invalid("reach", "error-narrow-open")));
    }
    actor::model::set_reach(conn, group.id, reach)?;
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
