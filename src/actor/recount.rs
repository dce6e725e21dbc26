//! Counting followers and members anew.

use super::follow::RelationState;
use super::model;
use crate::error::Result;
use crate::store::schema::{actors, follows, members};
use crate::store::{Conn, prepared_update};
use diesel::prelude::*;

/// The actors of ours whose number of followers or members is not that of the rows. What others say about theirs is their word.
pub fn wrong(conn: &mut Conn) -> Result<Vec<i64>> {
    let ours = actors::table.filter(actors::local.eq(true)).filter(actors::deleted_at.is_null());
    let ours: Vec<(i64, i64)> = ours.order(actors::id).select((actors::id, actors::follower_count)).load(conn)?;
    let mut wrong = Vec::new();
    for (id, stored) in ours {
        if count(conn, id)? != stored {
            wrong.push(id);
        }
    }
    Ok(wrong)
}

/// Sets the number to that of the rows. Returns whether it was another one.
pub fn mend(conn: &mut Conn, id: i64) -> Result<bool> {
    model::hold(conn, id)?;
    let (stored, counted) = (model::find(conn, id)?.follower_count, count(conn, id)?);
    prepared_update(actors::table.find(id)).set(actors::follower_count.eq(counted)).execute(conn)?;
    Ok(stored != counted)
}

/// Nobody has both: communities have members, people have followers.
fn count(conn: &mut Conn, id: i64) -> Result<i64> {
    let members = members::table.filter(members::group_id.eq(id)).filter(members::state.eq(RelationState::Accepted));
    let followers = follows::table.filter(follows::target_id.eq(id)).filter(follows::state.eq(RelationState::Accepted));
    Ok(members.count().get_result::<i64>(conn)? + followers.count().get_result::<i64>(conn)?)
}
