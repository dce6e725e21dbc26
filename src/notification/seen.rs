//! How far a person has read a thread. Opening it is reading it; there is nothing to mark by hand.

use crate::error::Result;
use crate::object::{Object, ObjectState, Reach};
use crate::store::schema::{objects, thread_reads};
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn, among};
use diesel::prelude::*;
use std::collections::HashMap;
use std::time::Duration;

/// How long something nobody opened counts as new.
const FRESH: Duration = Duration::from_secs(14 * 24 * 3_600);

/// The person has seen the thread up to this object.
pub fn mark(conn: &mut Conn, actor_id: i64, root_id: i64, seen_id: i64) -> Result<()> {
    let known: Option<i64> = thread_reads::table.find((actor_id, root_id)).select(thread_reads::seen_id).first(conn).optional()?;
    if known.is_some_and(|known| known >= seen_id) {
        return Ok(());
    }
    diesel::insert_into(thread_reads::table)
        .values((thread_reads::actor_id.eq(actor_id), thread_reads::root_id.eq(root_id), thread_reads::seen_id.eq(seen_id)))
        .on_conflict((thread_reads::actor_id, thread_reads::root_id))
        .do_update()
        .set(thread_reads::seen_id.eq(seen_id))
        .both()
        .execute(conn)?;
    Ok(())
}

/// The last object of a thread the person has seen; `None` when she never opened it.
pub fn of_thread(conn: &mut Conn, actor_id: i64, root_id: i64) -> Result<Option<i64>> {
    Ok(thread_reads::table.find((actor_id, root_id)).select(thread_reads::seen_id).first(conn).optional()?)
}

/// What is unread of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// Nothing.
    Nothing,
    /// The person never opened it.
    Whole,
    /// So many comments are new.
    Comments(i64),
}

/// What is unread of the threads these objects begin, by number. What is older than two weeks and was never opened is nobody's homework.
pub fn unread(conn: &mut Conn, actor_id: i64, beginnings: &[Object], now: Timestamp) -> Result<HashMap<i64, Unread>> {
    let roots: Vec<i64> = beginnings.iter().map(|object| object.id).collect();
    let seen: HashMap<i64, i64> = thread_reads::table
        .filter(thread_reads::actor_id.eq(actor_id))
        .filter(among(thread_reads::root_id, &roots))
        .select((thread_reads::root_id, thread_reads::seen_id))
        .load::<(i64, i64)>(conn)?
        .into_iter()
        .collect();
    let new: Vec<(i64, i64)> = objects::table
        .inner_join(thread_reads::table.on(thread_reads::root_id.eq(objects::root_id)))
        .filter(thread_reads::actor_id.eq(actor_id))
        .filter(among(thread_reads::root_id, &roots))
        .filter(objects::id.gt(thread_reads::seen_id))
        .filter(objects::deleted_at.is_null())
        .filter(objects::state.eq(ObjectState::Published))
        .filter(objects::reach.ne(Reach::Direct).and(objects::reach.ne(Reach::Followers)))
        .group_by(objects::root_id)
        .select((objects::root_id, diesel::dsl::count_star()))
        .load(conn)?;
    let new: HashMap<i64, i64> = new.into_iter().collect();
    let of = |beginning: &Object| match (seen.get(&beginning.id), new.get(&beginning.id)) {
        (None, _) if now.since(beginning.published) < FRESH => Unread::Whole,
        (Some(_), Some(count)) => Unread::Comments(*count),
        _ => Unread::Nothing,
    };
    Ok(beginnings.iter().map(|beginning| (beginning.id, of(beginning))).collect())
}
