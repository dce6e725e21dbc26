//! Protected communities as those see them who administer an instance: how many people of which server are members, which servers owe a
//! receipt, and cutting a server off. Counts, and neither names of members nor what is inside.

use super::log::{Deed, note};
use super::{MAX_REASON, network};
use crate::activity::purge as copies;
use crate::actor::follow::RelationState;
use crate::actor::purge::{self, Purge};
use crate::actor::{self, Actor, ActorKind, CommunityReach};
use crate::app::App;
use crate::error::{Error, Result};
use crate::notification::{self, NotificationKind};
use crate::policy::{self, Action, Direction, Mode, PolicySnapshot, Rule, Source};
use crate::store::schema::{actors, members};
use crate::store::types::Timestamp;
use crate::store::{Conn, among};
use crate::text::clean_line;
use diesel::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// A receipt should be there after so long.
pub const PATIENCE: Duration = Duration::from_secs(24 * 3_600);
/// How many receipts are listed.
const RECEIPTS: i64 = 50;

/// A server with members in a community of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its address.
    pub host: String,
    /// How many of its people are members.
    pub people: i64,
    /// Since when the one is who has been a member for the longest time.
    pub since: Timestamp,
}

/// A protected community of ours.
#[derive(Debug, Clone, PartialEq)]
pub struct Ours {
    /// The community.
    pub group: Actor,
    /// How many people here are members.
    pub people: i64,
    /// Other servers with members, by address: these have copies.
    pub servers: Vec<Server>,
}

/// What there is of protected communities, here and elsewhere.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Protected {
    /// Those of ours, by name.
    pub ours: Vec<Ours>,
    /// Those elsewhere in which people here are members, by server and name, and how many.
    pub elsewhere: Vec<(Actor, i64)>,
    /// What servers owe, the oldest first, and for which community.
    pub outstanding: Vec<(Purge, Actor)>,
    /// The newest receipts, and for which community.
    pub receipts: Vec<(Purge, Actor)>,
}

/// Looks at everything.
pub fn protected(conn: &mut Conn) -> Result<Protected> {
    let groups = actors::table.filter(actors::kind.eq(ActorKind::Group)).filter(actors::reach.ne(CommunityReach::Public));
    let groups = groups.filter(actors::deleted_at.is_null()).order((actors::host, actors::name, actors::id));
    let groups: Vec<Actor> = groups.select(Actor::as_select()).load(conn)?;
    let mut counts = counted(conn, &groups)?;
    let mut found = Protected::default();
    for group in groups {
        let mut servers = counts.remove(&group.id).unwrap_or_default();
        let here = servers.iter().position(|server| server.host.is_empty()).map(|place| servers.remove(place));
        match here.map(|server| server.people) {
            people if group.local => found.ours.push(Ours { group, people: people.unwrap_or_default(), servers }),
            Some(people) => found.elsewhere.push((group, people)),
            None => {}
        }
    }
    found.outstanding = of_groups(conn, purge::all_outstanding)?;
    found.receipts = of_groups(conn, |conn| purge::newest_answered(conn, RECEIPTS))?;
    Ok(found)
}

/// How many people of which server are members, by community; our own people have no address.
fn counted(conn: &mut Conn, groups: &[Actor]) -> Result<BTreeMap<i64, Vec<Server>>> {
    let ids: Vec<i64> = groups.iter().map(|group| group.id).collect();
    let rows: Vec<(i64, String, bool, Timestamp)> = members::table
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(among(members::group_id, &ids))
        .filter(members::state.ne(RelationState::Pending))
        .filter(actors::deleted_at.is_null())
        .order((members::group_id, actors::host, members::created_at))
        .select((members::group_id, actors::host, actors::local, members::created_at))
        .load(conn)?;
    let mut counts: BTreeMap<i64, Vec<Server>> = BTreeMap::new();
    for (group, host, local, since) in rows {
        let (servers, host) = (counts.entry(group).or_default(), if local { String::new() } else { host });
        match servers.iter_mut().find(|server| server.host == host) {
            Some(server) => server.people += 1,
            None => servers.push(Server { host, people: 1, since }),
        }
    }
    Ok(counts)
}

fn of_groups(conn: &mut Conn, read: impl FnOnce(&mut Conn) -> Result<Vec<Purge>>) -> Result<Vec<(Purge, Actor)>> {
    let mut found = Vec::new();
    for purge in read(conn)? {
        let group = actor::model::find(conn, purge.group_id)?;
        found.push((purge, group));
    }
    Ok(found)
}

/// How many receipts should be there by now.
pub(super) fn overdue(conn: &mut Conn, now: Timestamp) -> Result<i64> {
    purge::count_older(conn, now.minus(PATIENCE))
}

/// Asks a server once more to empty what it has.
///
/// # Errors
/// `NotFound`; `Conflict` when the receipt is there by now, or is needed no more.
pub async fn ask_again(app: &Arc<App>, by: Option<i64>, id: i64) -> Result<()> {
    app.write(move |conn, app| {
        let purge = copies::ask_again(conn, app, id)?;
        note(conn, app, by, Deed::PurgeAsked, (&purge.host, Some(id)), "")
    })
    .await
}

/// What cutting a server off would end, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ties {
    /// Protected communities of ours in which its people are members.
    pub ours: usize,
    /// How many memberships these are.
    pub members_here: usize,
    /// Protected communities of its own in which our people are members.
    pub theirs: usize,
    /// How many memberships these are.
    pub members_there: usize,
}

impl Ties {
    /// Whether there is anything to cut.
    pub const fn are_there(&self) -> bool {
        self.ours + self.theirs > 0
    }
}

/// What ties us to a server and everything below its name.
///
/// # Errors
/// `Invalid` at the field `host` when that is no address of a server.
pub fn ties(conn: &mut Conn, host: &str) -> Result<Ties> {
    let hosts = covered(conn, &network::normal(host)?)?;
    let ties = copies::ties(conn, &hosts)?;
    Ok(Ties { ours: ties.ours.len(), members_here: ties.members_here(), theirs: ties.theirs.len(), members_there: ties.members_there() })
}

/// The servers we know to which a rule for this one applies.
fn covered(conn: &mut Conn, host: &str) -> Result<Vec<String>> {
    let rule = Rule { action: Action::Block, reason: String::new() };
    let policy = PolicySnapshot::new(Mode::Open).with_rule(host, rule);
    let known = actors::table.filter(actors::local.eq(false)).select(actors::host).distinct().order(actors::host);
    let mut known: Vec<String> = known.load(conn)?;
    known.retain(|known| {
        let ruling = policy::decide_peer(&policy, Direction::Inbound, known);
        ruling.explanation.0.iter().any(|step| matches!(step.source, Source::LocalRule(..)))
    });
    Ok(known)
}

/// Cuts a server off, and everything below its name: nothing is exchanged with it any more, nobody there is a member of a protected community
/// of ours and nobody here of one there. What is here of theirs goes at once; they are asked to empty what they have of ours, and owe a receipt.
///
/// # Errors
/// `Invalid` at the fields `host` and `reason`.
pub async fn cut_off(app: &Arc<App>, by: Option<i64>, host: &str, reason: &str) -> Result<()> {
    let (host, reason) = (network::normal(host)?, clean_line(reason, MAX_REASON));
    if host == app.urls.host() {
        return Err(Error::invalid("host", "error-host-own"));
    }
    if reason.is_empty() {
        return Err(Error::invalid("reason", "error-reason-missing"));
    }
    app.write(move |conn, app| {
        policy::set(conn, &host, &Rule { action: Action::Block, reason: reason.clone() }, app.now(), by)?;
        let hosts = covered(conn, &host)?;
        let cut = copies::cut(conn, app, &hosts)?;
        for (concerned, kind) in [(cut.members, NotificationKind::CutOff), (cut.hosts, NotificationKind::MembersCut)] {
            for (person, group) in concerned {
                notification::tell_of_cut(conn, app, kind, (person, group), &reason)?;
            }
        }
        note(conn, app, by, Deed::CutOff, (&host, None), &reason)
    })
    .await?;
    app.reload_policy().await
}
