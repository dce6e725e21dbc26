//! Memberships of protected communities that rest and come back: whoever has one that rests reads nothing, as if there were none.

use super::follow::RelationState::{self, Accepted, Lapsed, Unconfirmed};
use super::member::{self, Role};
use super::model::add_to_follower_count;
use super::{CommunityReach, json};
use crate::error::Result;
use crate::store::schema::{actors, members};
use crate::store::{Conn, prepared_update};
use diesel::prelude::*;

/// Nobody vouches for this person any more. Answers the communities that she reads no longer.
pub fn lapse(conn: &mut Conn, actor_id: i64) -> Result<Vec<i64>> {
    let ended = of_person(conn, actor_id, Accepted, Lapsed)?;
    of_person(conn, actor_id, Unconfirmed, Lapsed)?;
    Ok(ended)
}

/// Somebody vouches for this person again. Answers the communities that she reads again.
pub fn resume(conn: &mut Conn, actor_id: i64) -> Result<Vec<i64>> {
    of_person(conn, actor_id, Lapsed, Accepted)
}

/// Somebody takes this person in as a guest: she reads where guests are admitted and nowhere else, and hosts nothing.
pub fn receive_guest(conn: &mut Conn, actor_id: i64) -> Result<()> {
    for group in protected_groups_of(conn, actor_id)? {
        let hosts = member::find(conn, group.id, actor_id)?.is_some_and(|known| known.role == Role::Host);
        if json::rules(&group).guests && !hosts {
            turn(conn, group.id, actor_id, Lapsed, Accepted)?;
        } else {
            turn(conn, group.id, actor_id, Accepted, Lapsed)?;
            turn(conn, group.id, actor_id, Unconfirmed, Lapsed)?;
        }
    }
    Ok(())
}

/// The home of a community elsewhere was silent for too long: nobody here reads it until it confirms that.
pub fn doubt(conn: &mut Conn, group_id: i64) -> Result<()> {
    for person in people_here(conn, group_id, Accepted)? {
        turn(conn, group_id, person, Accepted, Unconfirmed)?;
    }
    Ok(())
}

/// The home of a community elsewhere confirms this member.
pub fn confirm(conn: &mut Conn, group_id: i64, actor_id: i64) -> Result<()> {
    turn(conn, group_id, actor_id, Unconfirmed, Accepted).map(drop)
}

/// The protected communities that this person is in, or was until her membership came to rest.
pub fn protected_groups_of(conn: &mut Conn, actor_id: i64) -> Result<Vec<super::Actor>> {
    Ok(members::table
        .inner_join(actors::table.on(actors::id.eq(members::group_id)))
        .filter(members::actor_id.eq(actor_id))
        .filter(actors::reach.ne(CommunityReach::Public))
        .filter(actors::deleted_at.is_null())
        .order(actors::id)
        .select(super::Actor::as_select())
        .load(conn)?)
}

fn of_person(conn: &mut Conn, actor_id: i64, from: RelationState, to: RelationState) -> Result<Vec<i64>> {
    let mut groups: Vec<i64> = members::table
        .inner_join(actors::table.on(actors::id.eq(members::group_id)))
        .filter(members::actor_id.eq(actor_id))
        .filter(members::state.eq(from))
        .filter(actors::reach.ne(CommunityReach::Public))
        .order(members::group_id)
        .select(members::group_id)
        .load(conn)?;
    let mut failed = None;
    groups.retain(|group| {
        turn(conn, *group, actor_id, from, to).unwrap_or_else(|error| {
            failed = Some(error);
            false
        })
    });
    failed.map_or(Ok(groups), Err)
}

fn people_here(conn: &mut Conn, group_id: i64, state: RelationState) -> Result<Vec<i64>> {
    Ok(members::table
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(members::group_id.eq(group_id))
        .filter(members::state.eq(state))
        .filter(actors::local.eq(true))
        .order(actors::id)
        .select(actors::id)
        .load(conn)?)
}

fn turn(conn: &mut Conn, group_id: i64, actor_id: i64, from: RelationState, to: RelationState) -> Result<bool> {
    let row = members::table.find((group_id, actor_id)).filter(members::state.eq(from));
    let changed = prepared_update(row).set(members::state.eq(to)).execute(conn)? > 0;
    if changed {
        add_to_follower_count(conn, group_id, i64::from(to == Accepted) - i64::from(from == Accepted))?;
    }
    Ok(changed)
}
