//! Counting answers and reactions anew.

use super::model::{self, count_replies};
use crate::error::Result;
use crate::store::schema::{objects, reactions};
use crate::store::{Conn, among, prepared_update};
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// Looks at so many objects after this number: the last one's number, and those with a counter that is not what the rows say. `None` when
/// there are no more.
pub fn wrong(conn: &mut Conn, after: i64, limit: i64) -> Result<Option<(i64, Vec<i64>)>> {
    let stored: Vec<(i64, i64, i64)> = objects::table
        .filter(objects::id.gt(after))
        .order(objects::id)
        .limit(limit)
        .select((objects::id, objects::reply_count, objects::reaction_count))
        .load(conn)?;
    let Some((last, ..)) = stored.last() else { return Ok(None) };
    let last = *last;
    let ids: Vec<i64> = stored.iter().map(|(id, ..)| *id).collect();
    let reactions: Vec<(i64, i64)> = reactions::table
        .filter(among(reactions::object_id, &ids))
        .group_by(reactions::object_id)
        .select((reactions::object_id, count_star()))
        .load(conn)?;
    let reactions: HashMap<i64, i64> = reactions.into_iter().collect();
    // Most are answers that nobody answered.
    let parents: Vec<Option<i64>> = objects::table
        .filter(among(objects::in_reply_to_id.assume_not_null(), &ids))
        .select(objects::in_reply_to_id)
        .distinct()
        .load(conn)?;
    let answered: HashSet<i64> = parents.into_iter().flatten().collect();
    let mut wrong = Vec::new();
    for (id, replies, reacted) in stored {
        let mut counted = 0;
        if replies != 0 || answered.contains(&id) {
            let object = model::find(conn, id)?;
            counted = count_replies(conn, &object)?;
        }
        if counted != replies || reactions.get(&id).copied().unwrap_or_default() != reacted {
            wrong.push(id);
        }
    }
    Ok(Some((last, wrong)))
}

/// Sets both counters of an object to what the rows say. Returns whether one was another.
pub fn mend(conn: &mut Conn, id: i64) -> Result<bool> {
    let ap_id = model::find(conn, id)?.ap_id;
    model::hold_communities(conn, &[&ap_id])?;
    let object = model::find(conn, id)?;
    let replies = count_replies(conn, &object)?;
    let reacted: i64 = reactions::table.filter(reactions::object_id.eq(id)).count().get_result(conn)?;
    prepared_update(objects::table.find(id)).set((objects::reply_count.eq(replies), objects::reaction_count.eq(reacted))).execute(conn)?;
    Ok((replies, reacted) != (object.reply_count, object.reaction_count))
}
