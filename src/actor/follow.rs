//! Who follows whom among persons (ActivityPub §7.5). Communities have members instead: see [`super::member`].

use super::model::{Actor, add_to_follower_count, delivery_inbox};
use crate::error::Result;
use crate::small_enum;
use crate::store::schema::{actors, follows};
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn, MultiBackend, prepared_update};
use diesel::prelude::*;

small_enum! {
    /// How far a relation has come.
    pub enum RelationState {
        /// Asked for, not yet answered.
        Pending = 0,
        /// Accepted.
        Accepted = 1,
        /// Rests: no organisation vouches for the member of a protected community any more.
        Lapsed = 2,
        /// Rests: the home of a protected community has not confirmed the membership for too long.
        Unconfirmed = 3,
    }
}

/// One actor follows another.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = follows, check_for_backend(MultiBackend))]
pub struct Follow {
    /// Who follows.
    pub follower_id: i64,
    /// Who is followed.
    pub target_id: i64,
    /// Asked for or accepted.
    pub state: RelationState,
    /// Id of the `Follow` activity.
    pub activity: String,
    /// Since when.
    pub created_at: Timestamp,
}

/// The relation between two actors, if there is one.
pub fn find(conn: &mut Conn, follower_id: i64, target_id: i64) -> Result<Option<Follow>> {
    Ok(follows::table.find((follower_id, target_id)).select(Follow::as_select()).first(conn).optional()?)
}

/// Asks to follow; asking again takes the newer activity and keeps an acceptance.
pub fn insert(conn: &mut Conn, follow: &Follow) -> Result<()> {
    diesel::insert_into(follows::table)
        .values(follow)
        .on_conflict((follows::follower_id, follows::target_id))
        .do_update()
        .set(follows::activity.eq(&follow.activity))
        .both()
        .execute(conn)?;
    Ok(())
}

/// Accepts a relation that was asked for. Returns whether anything changed.
pub fn accept(conn: &mut Conn, follower_id: i64, target_id: i64) -> Result<bool> {
    let changed = prepared_update(follows::table.find((follower_id, target_id)).filter(follows::state.eq(RelationState::Pending)))
        .set(follows::state.eq(RelationState::Accepted))
        .execute(conn)?;
    if changed > 0 {
        add_to_follower_count(conn, target_id, 1)?;
    }
    Ok(changed > 0)
}

/// Ends a relation. Returns whether there was one.
pub fn remove(conn: &mut Conn, follower_id: i64, target_id: i64) -> Result<bool> {
    let Some(follow) = find(conn, follower_id, target_id)? else { return Ok(false) };
    diesel::delete(follows::table.find((follower_id, target_id))).execute(conn)?;
    if follow.state == RelationState::Accepted {
        add_to_follower_count(conn, target_id, -1)?;
    }
    Ok(true)
}

/// Ends all relations of an actor, in both directions.
pub fn remove_all_of(conn: &mut Conn, actor_id: i64) -> Result<()> {
    let rows: Vec<(i64, i64)> = follows::table
        .filter(follows::follower_id.eq(actor_id).or(follows::target_id.eq(actor_id)))
        .select((follows::follower_id, follows::target_id))
        .load(conn)?;
    rows.into_iter().try_for_each(|(follower, target)| remove(conn, follower, target).map(drop))
}

/// Where the accepted followers on other servers are reached, each address once.
pub fn remote_inboxes(conn: &mut Conn, target_id: i64) -> Result<Vec<String>> {
    let followers = follows::table.filter(follows::target_id.eq(target_id)).filter(follows::state.eq(RelationState::Accepted));
    Ok(actors::table
        .filter(actors::id.eq_any(followers.select(follows::follower_id)))
        .filter(actors::local.eq(false))
        .filter(actors::deleted_at.is_null())
        .select(delivery_inbox())
        .distinct()
        .load(conn)?)
}

/// Whether an actor has accepted followers on this server.
pub fn has_follower_at(conn: &mut Conn, target_id: i64, host: &str) -> Result<bool> {
    let followers = follows::table.filter(follows::target_id.eq(target_id)).filter(follows::state.eq(RelationState::Accepted));
    let there = actors::table.filter(actors::id.eq_any(followers.select(follows::follower_id))).filter(actors::host.eq(host));
    Ok(there.filter(actors::deleted_at.is_null()).select(actors::id).first::<i64>(conn).optional()?.is_some())
}

/// Everybody elsewhere who follows this actor or is followed by it, asked for or accepted.
pub fn remote_relations(conn: &mut Conn, actor_id: i64) -> Result<Vec<Actor>> {
    let following = follows::table.filter(follows::target_id.eq(actor_id)).select(follows::follower_id);
    let followed = follows::table.filter(follows::follower_id.eq(actor_id)).select(follows::target_id);
    Ok(actors::table
        .filter(actors::id.eq_any(following).or(actors::id.eq_any(followed)))
        .filter(actors::local.eq(false))
        .filter(actors::deleted_at.is_null())
        .select(Actor::as_select())
        .load(conn)?)
}

/// Whom an actor follows, in order of their names.
pub fn following(conn: &mut Conn, follower_id: i64) -> Result<Vec<Actor>> {
    let followed = follows::table.filter(follows::follower_id.eq(follower_id)).filter(follows::state.eq(RelationState::Accepted));
    Ok(actors::table
        .filter(actors::id.eq_any(followed.select(follows::target_id)))
        .filter(actors::deleted_at.is_null())
        .order((actors::username, actors::id))
        .select(Actor::as_select())
        .load(conn)?)
}

/// Whom an actor follows or has asked to follow, in order of their names; true for those who have not answered yet.
pub fn wanted(conn: &mut Conn, follower_id: i64) -> Result<Vec<(Actor, bool)>> {
    let found: Vec<(Actor, RelationState)> = actors::table
        .inner_join(follows::table.on(follows::target_id.eq(actors::id)))
        .filter(follows::follower_id.eq(follower_id))
        .filter(actors::deleted_at.is_null())
        .order((actors::username, actors::id))
        .select((Actor::as_select(), follows::state))
        .load(conn)?;
    Ok(found.into_iter().map(|(actor, state)| (actor, state == RelationState::Pending)).collect())
}

/// Whether somebody of this instance follows an actor, or has asked to.
pub fn has_local_followers(conn: &mut Conn, target_id: i64) -> Result<bool> {
    let row: Option<i64> = follows::table
        .inner_join(actors::table.on(actors::id.eq(follows::follower_id)))
        .filter(follows::target_id.eq(target_id))
        .filter(actors::local.eq(true))
        .select(actors::id)
        .first(conn)
        .optional()?;
    Ok(row.is_some())
}

/// The followers of an actor, by page: at most `limit` below the number `before`.
pub fn followers(conn: &mut Conn, target_id: i64, before: i64, limit: i64) -> Result<Vec<Actor>> {
    let followers = follows::table.filter(follows::target_id.eq(target_id)).filter(follows::state.eq(RelationState::Accepted));
    Ok(actors::table
        .filter(actors::id.eq_any(followers.select(follows::follower_id)))
        .filter(actors::id.lt(before))
        .order(actors::id.desc())
        .limit(limit)
        .select(Actor::as_select())
        .load(conn)?)
}
