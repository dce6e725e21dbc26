//! Hashtags: which objects carry them, and who follows them. Names are in lower case, without `#`.

use super::Viewer;
use super::audience::visible_to;
use super::model::{Object, Reach};
use crate::error::Result;
use crate::store::schema::{followed_tags, object_tags, objects};
use crate::store::{BothExt, Conn, MultiBackend, Timestamp, among};
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The most hashtags a person follows.
pub const MOST_FOLLOWED: i64 = 200;
/// So many of the newest uses decide which hashtags are suggested.
const RECENT: i64 = 1_000;

/// Replaces the hashtags of an object.
pub fn set(conn: &mut Conn, object_id: i64, names: &[String]) -> Result<()> {
    diesel::delete(object_tags::table.filter(object_tags::object_id.eq(object_id))).both().execute(conn)?;
    for name in names {
        diesel::insert_into(object_tags::table)
            .values((object_tags::object_id.eq(object_id), object_tags::name.eq(name)))
            .on_conflict_do_nothing()
            .both()
            .execute(conn)?;
    }
    Ok(())
}

/// What a viewer may read of what is listed: not what is for those with the link alone, unless it is her own.
fn listed<'a>(viewer: Viewer) -> objects::BoxedQuery<'a, MultiBackend> {
    objects::table
        .filter(visible_to(viewer))
        .filter(objects::deleted_at.is_null())
        .filter(objects::reach.ne(Reach::Unlisted).or(objects::actor_id.eq(viewer.actor_id().unwrap_or_default())))
        .into_boxed()
}

/// The objects with a hashtag, newest first; `before` pages (use [`i64::MAX`] to begin).
pub fn objects(conn: &mut Conn, viewer: Viewer, name: &str, before: i64, limit: i64) -> Result<Vec<Object>> {
    let tagged = object_tags::table.filter(object_tags::name.eq(name.to_owned())).select(object_tags::object_id);
    Ok(listed(viewer)
        .filter(objects::id.eq_any(tagged))
        .filter(objects::id.lt(before))
        .order(objects::id.desc())
        .limit(limit)
        .select(Object::as_select())
        .load(conn)?)
}

/// Hashtags that begin like this, and how many objects with each the viewer may read; the most used first.
pub fn beginning(conn: &mut Conn, viewer: Viewer, word: &str, limit: usize) -> Result<Vec<(String, i64)>> {
    if word.is_empty() {
        return Ok(Vec::new());
    }
    let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let used: Vec<(i64, String)> = object_tags::table
        .filter(object_tags::name.like(format!("{escaped}%")).escape('\\'))
        .order(object_tags::object_id.desc())
        .limit(RECENT)
        .select((object_tags::object_id, object_tags::name))
        .load(conn)?;
    let ids: Vec<i64> = used.iter().map(|(id, _)| *id).collect();
    let readable: HashSet<i64> = listed(viewer).filter(among(objects::id, &ids)).select(objects::id).load(conn)?.into_iter().collect();
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    for (_, name) in used.into_iter().filter(|(id, _)| readable.contains(id)) {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<(String, i64)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| -count);
    counts.truncate(limit);
    Ok(counts)
}

/// Whether a person follows a hashtag.
pub fn is_followed(conn: &mut Conn, actor_id: i64, name: &str) -> Result<bool> {
    let found: Option<String> = followed_tags::table.find((actor_id, name)).select(followed_tags::name).first(conn).optional()?;
    Ok(found.is_some())
}

/// The hashtags a person follows, by name.
pub fn followed(conn: &mut Conn, actor_id: i64) -> Result<Vec<String>> {
    let names = followed_tags::table.filter(followed_tags::actor_id.eq(actor_id)).order(followed_tags::name);
    Ok(names.limit(MOST_FOLLOWED).select(followed_tags::name).load(conn)?)
}

/// Follows a hashtag. False when the person follows too many already.
pub fn follow(conn: &mut Conn, actor_id: i64, name: &str, now: Timestamp) -> Result<bool> {
    let count: i64 = followed_tags::table.filter(followed_tags::actor_id.eq(actor_id)).count().get_result(conn)?;
    if count >= MOST_FOLLOWED && !is_followed(conn, actor_id, name)? {
        return Ok(false);
    }
    diesel::insert_into(followed_tags::table)
        .values((followed_tags::actor_id.eq(actor_id), followed_tags::name.eq(name), followed_tags::created_at.eq(now)))
        .on_conflict_do_nothing()
        .both()
        .execute(conn)?;
    Ok(true)
}

/// Follows a hashtag no more.
pub fn unfollow(conn: &mut Conn, actor_id: i64, name: &str) -> Result<()> {
    diesel::delete(followed_tags::table.find((actor_id, name))).execute(conn)?;
    Ok(())
}

/// For each of these objects that carries one, a hashtag the person follows.
pub fn reasons(conn: &mut Conn, actor_id: i64, object_ids: &[i64]) -> Result<HashMap<i64, String>> {
    let found: Vec<(i64, String)> = object_tags::table
        .inner_join(followed_tags::table.on(followed_tags::name.eq(object_tags::name)))
        .filter(followed_tags::actor_id.eq(actor_id))
        .filter(among(object_tags::object_id, object_ids))
        .order(object_tags::name.desc())
        .select((object_tags::object_id, object_tags::name))
        .load(conn)?;
    Ok(found.into_iter().collect())
}
