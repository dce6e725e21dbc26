//! Members of communities, their roles, and bans.

use super::follow::RelationState;
use super::model::{Actor, add_to_follower_count, delivery_inbox};
use crate::error::Result;
use crate::small_enum;
use crate::store::schema::{accounts, actors, bans, members};
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn, MultiBackend, on_each, prepared_update};
use diesel::prelude::*;

/// The most members of other servers that a list for their hosts names. One that is as long may go on; in any other one all are named.
pub const MOST_OTHERS: usize = 2_000;

small_enum! {
    /// What a member may do in a community.
    pub enum Role {
        /// Reads and does nothing else; in protected communities.
        Reader = -1,
        /// Reads, writes, reacts.
        Member = 0,
        /// Sets the frame: pins, locks, removes, appoints (other software says moderator).
        Host = 1,
    }
}

impl Role {
    /// Whether she may write and react, where others may.
    pub const fn takes_part(self) -> bool {
        !matches!(self, Self::Reader)
    }
}

/// One actor's membership in a community.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = members, check_for_backend(MultiBackend))]
pub struct Member {
    /// The community.
    pub group_id: i64,
    /// The member.
    pub actor_id: i64,
    /// What the member may do.
    pub role: Role,
    /// Asked for or accepted.
    pub state: RelationState,
    /// Id of the `Follow` activity.
    pub activity: String,
    /// Since when.
    pub created_at: Timestamp,
}

/// A ban from a community.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = bans, check_for_backend(MultiBackend))]
pub struct Ban {
    /// The community.
    pub group_id: i64,
    /// Who is banned.
    pub actor_id: i64,
    /// Why.
    pub reason: String,
    /// Id of the `Block` activity.
    pub activity: String,
    /// Who decided.
    pub created_by: i64,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when; `None` is without end.
    pub expires_at: Option<Timestamp>,
}

impl Ban {
    /// Whether its end has come.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }
}

/// The membership of an actor, if there is one.
pub fn find(conn: &mut Conn, group_id: i64, actor_id: i64) -> Result<Option<Member>> {
    Ok(on_each!(conn, |each| members::table.find((group_id, actor_id)).select(Member::as_select()).first(each)).optional()?)
}

/// The role of an accepted member.
pub fn role(conn: &mut Conn, group_id: i64, actor_id: i64) -> Result<Option<Role>> {
    Ok(find(conn, group_id, actor_id)?.filter(|member| member.state == RelationState::Accepted).map(|member| member.role))
}

/// Stores a membership; a second request takes the newer activity and keeps role and acceptance.
pub fn insert(conn: &mut Conn, member: &Member) -> Result<()> {
    let known = find(conn, member.group_id, member.actor_id)?;
    diesel::insert_into(members::table)
        .values(member)
        .on_conflict((members::group_id, members::actor_id))
        .do_update()
        .set(members::activity.eq(&member.activity))
        .both()
        .execute(conn)?;
    if known.is_none() && member.state == RelationState::Accepted && is_counted_here(conn, member.group_id, member.actor_id)? {
        add_to_follower_count(conn, member.group_id, 1)?;
    }
    Ok(())
}

/// Whether this membership changes the number we show. How many others are in a community elsewhere, its home says.
fn is_counted_here(conn: &mut Conn, group_id: i64, actor_id: i64) -> Result<bool> {
    let either = actors::table.filter(actors::id.eq(group_id).or(actors::id.eq(actor_id)));
    let local: Vec<bool> = either.select(actors::local).load(conn)?;
    Ok(local.contains(&true))
}

/// Accepts a membership that was asked for. Returns whether anything changed.
pub fn accept(conn: &mut Conn, group_id: i64, actor_id: i64) -> Result<bool> {
    let changed = prepared_update(members::table.find((group_id, actor_id)).filter(members::state.eq(RelationState::Pending)))
        .set(members::state.eq(RelationState::Accepted))
        .execute(conn)?;
    if changed > 0 {
        add_to_follower_count(conn, group_id, 1)?;
    }
    Ok(changed > 0)
}

/// Ends a membership. Returns whether there was one.
pub fn remove(conn: &mut Conn, group_id: i64, actor_id: i64) -> Result<bool> {
    let Some(member) = find(conn, group_id, actor_id)? else { return Ok(false) };
    diesel::delete(members::table.find((group_id, actor_id))).execute(conn)?;
    if member.state == RelationState::Accepted && is_counted_here(conn, group_id, actor_id)? {
        add_to_follower_count(conn, group_id, -1)?;
    }
    Ok(true)
}

/// Ends all memberships of an actor.
pub fn remove_all_of(conn: &mut Conn, actor_id: i64) -> Result<()> {
    let groups: Vec<i64> = members::table.filter(members::actor_id.eq(actor_id)).select(members::group_id).load(conn)?;
    groups.into_iter().try_for_each(|group| remove(conn, group, actor_id).map(drop))
}

/// Forgets who elsewhere is a member of a community elsewhere, and how many they are: nobody here may know it any more.
pub fn forget_of_others(conn: &mut Conn, group_id: i64) -> Result<()> {
    let elsewhere = || actors::table.filter(actors::local.eq(false)).select(actors::id);
    diesel::delete(members::table.filter(members::group_id.eq(group_id)).filter(members::actor_id.eq_any(elsewhere()))).execute(conn)?;
    diesel::delete(bans::table.filter(bans::group_id.eq(group_id)).filter(bans::actor_id.eq_any(elsewhere()))).execute(conn)?;
    prepared_update(actors::table.find(group_id)).set(actors::follower_count.eq(0)).execute(conn)?;
    Ok(())
}

/// Forgets who elsewhere is a member and no host: no host is here any more who has to know.
pub fn forget_ordinary_elsewhere(conn: &mut Conn, group_id: i64) -> Result<()> {
    let elsewhere = actors::table.filter(actors::local.eq(false)).select(actors::id);
    let ordinary = members::table.filter(members::group_id.eq(group_id)).filter(members::role.ne(Role::Host));
    diesel::delete(ordinary.filter(members::actor_id.eq_any(elsewhere))).execute(conn)?;
    Ok(())
}

/// Sets the role of a member; somebody who was none becomes one (a host elsewhere need not follow).
pub fn set_role(conn: &mut Conn, group_id: i64, actor_id: i64, role: Role, activity: &str, now: Timestamp) -> Result<()> {
    // A known membership keeps the `Follow` it began with: that is what an `Undo` names.
    if find(conn, group_id, actor_id)?.is_none() {
        insert(conn, &Member { group_id, actor_id, role, state: RelationState::Accepted, activity: activity.to_owned(), created_at: now })?;
    }
    accept(conn, group_id, actor_id)?;
    change_role(conn, group_id, actor_id, role)
}

/// Changes the role of a member, whatever the state of the membership.
pub fn change_role(conn: &mut Conn, group_id: i64, actor_id: i64, role: Role) -> Result<()> {
    prepared_update(members::table.find((group_id, actor_id))).set(members::role.eq(role)).execute(conn)?;
    Ok(())
}

/// The hosts of a community, longest serving first.
pub fn hosts(conn: &mut Conn, group_id: i64) -> Result<Vec<Actor>> {
    Ok(members::table
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(members::group_id.eq(group_id))
        .filter(members::role.eq(Role::Host))
        .filter(members::state.eq(RelationState::Accepted))
        .filter(actors::deleted_at.is_null())
        .order((members::created_at, actors::id))
        .select(Actor::as_select())
        .load(conn)?)
}

/// Whether a community has a host here whose login is open: somebody who reads its reports.
pub fn has_host_here(conn: &mut Conn, group_id: i64) -> Result<bool> {
    let row: Option<i64> = members::table
        .inner_join(accounts::table.on(accounts::actor_id.eq(members::actor_id)))
        .filter(members::group_id.eq(group_id))
        .filter(members::role.eq(Role::Host))
        .filter(members::state.eq(RelationState::Accepted))
        .filter(accounts::disabled_at.is_null())
        .select(members::actor_id)
        .first(conn)
        .optional()?;
    Ok(row.is_some())
}

/// Notes how many members a community elsewhere has, as its home says; no fewer than we know of.
pub fn set_total(conn: &mut Conn, group_id: i64, total: i64) -> Result<()> {
    let known = members::table.filter(members::group_id.eq(group_id)).filter(members::state.eq(RelationState::Accepted));
    let known: i64 = known.count().get_result(conn)?;
    let elsewhere = actors::table.find(group_id).filter(actors::local.eq(false));
    prepared_update(elsewhere).set(actors::follower_count.eq(total.max(known))).execute(conn)?;
    Ok(())
}

/// Accepted members with their roles, hosts first, then the newest; at most `limit`.
pub fn list(conn: &mut Conn, group_id: i64, limit: i64) -> Result<Vec<(Actor, Role)>> {
    Ok(members::table
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(members::group_id.eq(group_id))
        .filter(members::state.eq(RelationState::Accepted))
        .filter(actors::deleted_at.is_null())
        .order((members::role.desc(), members::created_at.desc(), actors::id.desc()))
        .limit(limit)
        .select((Actor::as_select(), members::role))
        .load(conn)?)
}

/// The members whose membership rests, by name; at most `limit`.
pub fn resting(conn: &mut Conn, group_id: i64, limit: i64) -> Result<Vec<Actor>> {
    Ok(members::table
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(members::group_id.eq(group_id))
        .filter(members::state.eq(RelationState::Lapsed))
        .filter(actors::deleted_at.is_null())
        .order((actors::name, actors::id))
        .limit(limit)
        .select(Actor::as_select())
        .load(conn)?)
}

/// How many accepted members a community of ours has, and on how many instances.
pub fn spread(conn: &mut Conn, group_id: i64) -> Result<(i64, i64)> {
    let accepted = members::table
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(members::group_id.eq(group_id))
        .filter(members::state.eq(RelationState::Accepted))
        .filter(actors::deleted_at.is_null());
    let people: i64 = accepted.count().get_result(conn)?;
    let hosts: Vec<String> = accepted.select(actors::host).distinct().load(conn)?;
    Ok((people, i64::try_from(hosts.len()).unwrap_or(i64::MAX)))
}

/// Where the accepted members on other servers are reached, each address once.
pub fn remote_inboxes(conn: &mut Conn, group_id: i64) -> Result<Vec<String>> {
    let elsewhere = members::table
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(members::group_id.eq(group_id))
        .filter(members::state.eq(RelationState::Accepted))
        .filter(actors::local.eq(false))
        .filter(actors::deleted_at.is_null());
    Ok(on_each!(conn, |each| elsewhere.select(delivery_inbox()).distinct().load(each))?)
}

/// Whether somebody of this instance is a member, or has asked to be: only then activities of a community elsewhere concern us.
pub fn has_local_members(conn: &mut Conn, group_id: i64) -> Result<bool> {
    let row: Option<i64> = members::table
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(members::group_id.eq(group_id))
        .filter(actors::local.eq(true))
        .select(actors::id)
        .first(conn)
        .optional()?;
    Ok(row.is_some())
}

/// The people of this instance who are members or have asked to be.
pub fn people_here(conn: &mut Conn, group_id: i64) -> Result<Vec<(Actor, Member)>> {
    Ok(members::table
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(members::group_id.eq(group_id))
        .filter(actors::local.eq(true))
        .order(actors::id)
        .select((Actor::as_select(), Member::as_select()))
        .load(conn)?)
}

/// The people of other instances who are members or have asked to be.
pub fn people_elsewhere(conn: &mut Conn, group_id: i64) -> Result<Vec<(Actor, Member)>> {
    Ok(members::table
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(members::group_id.eq(group_id))
        .filter(actors::local.eq(false))
        .order(actors::id)
        .select((Actor::as_select(), Member::as_select()))
        .load(conn)?)
}

/// The ids of the members who live on this host, what they may do, and whether their membership rests: what their server may know.
pub fn from_host(conn: &mut Conn, group_id: i64, host: &str) -> Result<Vec<(String, Role, RelationState)>> {
    Ok(members::table
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(members::group_id.eq(group_id))
        .filter(members::state.ne(RelationState::Pending))
        .filter(actors::host.eq(host))
        .filter(actors::deleted_at.is_null())
        .order(actors::id)
        .select((actors::ap_id, members::role, members::state))
        .load(conn)?)
}

/// The ids of the accepted members who do not live on this host, and what they may do, the newest first; at most `limit`.
pub fn not_from_host(conn: &mut Conn, group_id: i64, host: &str, limit: usize) -> Result<Vec<(i64, String, Role)>> {
    Ok(members::table
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(members::group_id.eq(group_id))
        .filter(members::state.eq(RelationState::Accepted))
        .filter(actors::host.ne(host))
        .filter(actors::deleted_at.is_null())
        .order((members::created_at.desc(), actors::id.desc()))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select((actors::id, actors::ap_id, members::role))
        .load(conn)?)
}

/// How many accepted members live on this instance.
pub fn count_here(conn: &mut Conn, group_id: i64) -> Result<i64> {
    Ok(members::table
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(members::group_id.eq(group_id))
        .filter(members::state.eq(RelationState::Accepted))
        .filter(actors::local.eq(true))
        .count()
        .get_result(conn)?)
}

/// Whether somebody who lives on this host is an accepted member.
pub fn has_member_from(conn: &mut Conn, group_id: i64, host: &str) -> Result<bool> {
    let row: Option<i64> = members::table
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(members::group_id.eq(group_id))
        .filter(members::state.eq(RelationState::Accepted))
        .filter(actors::host.eq(host))
        .filter(actors::deleted_at.is_null())
        .select(actors::id)
        .first(conn)
        .optional()?;
    Ok(row.is_some())
}

/// The communities an actor belongs to or has asked to join, by name.
pub fn groups_of(conn: &mut Conn, actor_id: i64) -> Result<Vec<(Actor, Member)>> {
    Ok(members::table
        .inner_join(actors::table.on(actors::id.eq(members::group_id)))
        .filter(members::actor_id.eq(actor_id))
        .filter(actors::deleted_at.is_null())
        .order((actors::name, actors::id))
        .select((Actor::as_select(), Member::as_select()))
        .load(conn)?)
}

/// The ban that holds now, if there is one.
pub fn ban(conn: &mut Conn, group_id: i64, actor_id: i64, now: Timestamp) -> Result<Option<Ban>> {
    let lasts = bans::expires_at.is_null().or(bans::expires_at.gt(now).assume_not_null());
    Ok(on_each!(conn, |each| bans::table.find((group_id, actor_id)).filter(lasts).select(Ban::as_select()).first(each)).optional()?)
}

/// Whether there is a ban, be it over or not.
pub fn was_banned(conn: &mut Conn, group_id: i64, actor_id: i64) -> Result<bool> {
    Ok(any_ban(conn, group_id, actor_id)?.is_some())
}

/// The last ban that was not lifted, be it over or not.
pub fn any_ban(conn: &mut Conn, group_id: i64, actor_id: i64) -> Result<Option<Ban>> {
    Ok(bans::table.find((group_id, actor_id)).select(Ban::as_select()).first(conn).optional()?)
}

/// Numbers of the communities somebody is banned from now.
pub fn banned_from(conn: &mut Conn, actor_id: i64, now: Timestamp) -> Result<Vec<i64>> {
    Ok(bans::table
        .filter(bans::actor_id.eq(actor_id))
        .filter(bans::expires_at.is_null().or(bans::expires_at.gt(now).assume_not_null()))
        .select(bans::group_id)
        .load(conn)?)
}

/// The bans of a community that hold, newest first, and who is banned.
pub fn bans(conn: &mut Conn, group_id: i64, now: Timestamp, limit: i64) -> Result<Vec<(Actor, Ban)>> {
    Ok(bans::table
        .inner_join(actors::table.on(actors::id.eq(bans::actor_id)))
        .filter(bans::group_id.eq(group_id))
        .filter(bans::expires_at.is_null().or(bans::expires_at.gt(now).assume_not_null()))
        .order(bans::created_at.desc())
        .limit(limit)
        .select((Actor::as_select(), Ban::as_select()))
        .load(conn)?)
}

/// Bans somebody, or changes the ban.
pub fn set_ban(conn: &mut Conn, ban: &Ban) -> Result<()> {
    diesel::delete(bans::table.find((ban.group_id, ban.actor_id))).execute(conn)?;
    diesel::insert_into(bans::table).values(ban).execute(conn)?;
    Ok(())
}

/// Lifts a ban. Returns whether there was one.
pub fn lift_ban(conn: &mut Conn, group_id: i64, actor_id: i64) -> Result<bool> {
    Ok(diesel::delete(bans::table.find((group_id, actor_id))).execute(conn)? > 0)
}
