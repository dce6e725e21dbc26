//! Which servers were asked to empty what they have of a protected community of ours, and what they answered.

use super::follow::RelationState;
use super::member::Member;
use super::{Actor, ActorKind, CommunityReach, model};
use crate::error::Result;
use crate::small_enum;
use crate::store::schema::{actors, members, purges};
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend, prepared_update};
use diesel::prelude::*;
use std::collections::HashMap;

small_enum! {
    /// Why a server is asked.
    pub enum Why {
        /// None of its people is a member any more.
        NoMembers = 0,
        /// Our administrators cut it off.
        CutOff = 1,
        /// The community's hosts made it one for its own instance.
        Narrowed = 2,
    }
}

impl Why {
    /// The word for it in messages (`dw:reason`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoMembers => "no-members",
            Self::CutOff => "cut-off",
            Self::Narrowed => "narrowed",
        }
    }
}

small_enum! {
    /// How far it has come.
    pub enum PurgeState {
        /// No receipt yet.
        Outstanding = 0,
        /// The server says that everything is gone.
        Answered = 1,
        /// Somebody of that server became a member again before it answered.
        Superseded = 2,
    }
}

/// A server was asked to empty what it has of a community.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = purges, check_for_backend(MultiBackend))]
pub struct Purge {
    /// Our number for it.
    pub id: i64,
    /// The community of ours.
    pub group_id: i64,
    /// The server: host, with port when it is not the scheme's default.
    pub host: String,
    /// Where it is told.
    pub inbox: String,
    /// Id of the `Delete` that asked last.
    pub activity: String,
    /// Why.
    pub why: Why,
    /// How far it has come.
    pub state: PurgeState,
    /// Id of the `Accept` that is the receipt.
    pub receipt: Option<String>,
    /// When the server was first asked.
    pub asked_at: Timestamp,
    /// When it answered, or need not answer any more.
    pub ended_at: Option<Timestamp>,
}

impl Purge {
    /// Whether the server owes a receipt.
    pub fn is_outstanding(&self) -> bool {
        self.state == PurgeState::Outstanding
    }
}

/// Stores a new one.
pub fn insert(conn: &mut Conn, purge: &Purge) -> Result<()> {
    diesel::insert_into(purges::table).values(purge).execute(conn)?;
    Ok(())
}

/// The one with this number.
pub fn find(conn: &mut Conn, id: i64) -> Result<Purge> {
    Ok(purges::table.find(id).select(Purge::as_select()).first(conn)?)
}

/// The one that this `Delete` asked for last.
pub fn by_activity(conn: &mut Conn, activity: &str) -> Result<Option<Purge>> {
    Ok(purges::table.filter(purges::activity.eq(activity)).select(Purge::as_select()).first(conn).optional()?)
}

/// What a server owes for a community.
pub fn outstanding(conn: &mut Conn, group_id: i64, host: &str) -> Result<Option<Purge>> {
    let rows = purges::table.filter(purges::group_id.eq(group_id)).filter(purges::host.eq(host));
    Ok(rows.filter(purges::state.eq(PurgeState::Outstanding)).select(Purge::as_select()).first(conn).optional()?)
}

/// Everything that servers owe, the oldest first.
pub fn all_outstanding(conn: &mut Conn) -> Result<Vec<Purge>> {
    let rows = purges::table.filter(purges::state.eq(PurgeState::Outstanding));
    Ok(rows.order((purges::asked_at, purges::id)).select(Purge::as_select()).load(conn)?)
}

/// The newest of what servers answered, whatever the community.
pub fn newest_answered(conn: &mut Conn, limit: i64) -> Result<Vec<Purge>> {
    let rows = purges::table.filter(purges::state.eq(PurgeState::Answered));
    Ok(rows.order((purges::ended_at.desc(), purges::id.desc())).limit(limit).select(Purge::as_select()).load(conn)?)
}

/// How many receipts are owed since before this time.
pub fn count_older(conn: &mut Conn, before: Timestamp) -> Result<i64> {
    let rows = purges::table.filter(purges::state.eq(PurgeState::Outstanding)).filter(purges::asked_at.le(before));
    Ok(rows.count().get_result(conn)?)
}

/// Ends it. `receipt` is the id of the `Accept`, if that is why.
pub fn end(conn: &mut Conn, id: i64, state: PurgeState, receipt: Option<&str>, now: Timestamp) -> Result<()> {
    prepared_update(purges::table.find(id))
        .set((purges::state.eq(state), purges::receipt.eq(receipt), purges::ended_at.eq(Some(now))))
        .execute(conn)?;
    Ok(())
}

/// The server is asked once more, by another `Delete`.
pub fn ask_again(conn: &mut Conn, id: i64, activity: &str) -> Result<()> {
    prepared_update(purges::table.find(id)).set(purges::activity.eq(activity)).execute(conn)?;
    Ok(())
}

/// Whether people of this server are members, be it that their memberships rest: then it may have a copy.
pub fn has_members_on(conn: &mut Conn, group_id: i64, host: &str) -> Result<bool> {
    let rows = members::table
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(members::group_id.eq(group_id))
        .filter(members::state.ne(RelationState::Pending))
        .filter(actors::host.eq(host))
        .filter(actors::deleted_at.is_null());
    let row: Option<i64> = rows.select(actors::id).first(conn).optional()?;
    Ok(row.is_some())
}

/// The memberships and applications that tie us to these servers: of their people in protected communities of ours, and of ours in theirs; by
/// community, then by person.
pub fn ties(conn: &mut Conn, hosts: &[String]) -> Result<Vec<(Actor, Actor, Member)>> {
    let (groups, people) = diesel::alias!(actors as community, actors as person);
    let ours = groups.field(actors::local).eq(true).and(people.field(actors::host).eq_any(hosts));
    let theirs = people.field(actors::local).eq(true).and(groups.field(actors::host).eq_any(hosts));
    let rows: Vec<Member> = members::table
        .inner_join(groups.on(groups.field(actors::id).eq(members::group_id)))
        .inner_join(people.on(people.field(actors::id).eq(members::actor_id)))
        .filter(groups.field(actors::reach).ne(CommunityReach::Public))
        .filter(groups.field(actors::deleted_at).is_null())
        .filter(ours.or(theirs))
        .order((members::group_id, members::actor_id))
        .select(Member::as_select())
        .load(conn)?;
    let ids: Vec<i64> = rows.iter().flat_map(|row| [row.group_id, row.actor_id]).collect();
    let actors: HashMap<i64, Actor> = model::find_all(conn, &ids)?.into_iter().map(|actor| (actor.id, actor)).collect();
    let tie = |row: Member| Some((actors.get(&row.group_id)?.clone(), actors.get(&row.actor_id)?.clone(), row));
    Ok(rows.into_iter().filter_map(tie).collect())
}

/// What programs on this server we know; one of them speaks for the server itself.
pub fn programs_of(conn: &mut Conn, host: &str) -> Result<Vec<Actor>> {
    let rows = actors::table.filter(actors::host.eq(host)).filter(actors::kind.eq(ActorKind::Application));
    Ok(rows.filter(actors::deleted_at.is_null()).order(actors::id).select(Actor::as_select()).load(conn)?)
}
