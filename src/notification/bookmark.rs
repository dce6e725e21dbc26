//! What people keep for later. Nobody else learns of it.

use crate::error::Result;
use crate::object::{Object, Viewer, read};
use crate::store::schema::bookmarks;
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn};
use diesel::prelude::*;

/// Keeps an object, or lets it go when it is kept. Returns whether it is kept now.
pub fn toggle(conn: &mut Conn, actor_id: i64, object_id: i64, now: Timestamp) -> Result<bool> {
    if diesel::delete(bookmarks::table.find((actor_id, object_id))).execute(conn)? > 0 {
        return Ok(false);
    }
    diesel::insert_into(bookmarks::table)
        .values((bookmarks::actor_id.eq(actor_id), bookmarks::object_id.eq(object_id), bookmarks::created_at.eq(now)))
        .on_conflict_do_nothing()
        .both()
        .execute(conn)?;
    Ok(true)
}

/// Whether this object is kept.
pub fn is_kept(conn: &mut Conn, actor_id: i64, object_id: i64) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(bookmarks::table.find((actor_id, object_id)))).get_result(conn)?)
}

/// What is kept, last kept first, as far as the person may still read it; at most `limit`.
pub fn list(conn: &mut Conn, actor_id: i64, limit: i64) -> Result<Vec<Object>> {
    let ids: Vec<i64> = bookmarks::table
        .filter(bookmarks::actor_id.eq(actor_id))
        .order(bookmarks::created_at.desc())
        .limit(limit)
        .select(bookmarks::object_id)
        .load(conn)?;
    let kept = ids.into_iter().filter_map(|id| read::find(conn, Viewer::Local { actor_id }, id).ok());
    Ok(kept.filter(|object| object.deleted_at.is_none()).collect())
}
