//! Reading objects for viewers. Every function takes the viewer, and every query begins with `visible`.

use super::audience::{Viewer, in_thread, visible_to};
use super::model::{Object, Reach};
use crate::actor::ActorKind;
use crate::actor::follow::RelationState;
use crate::error::Result;
use crate::store::schema::{actors, followed_tags, follows, members, object_tags, objects};
use crate::store::{Conn, MultiBackend, among, on_each};
use diesel::prelude::*;

/// The most objects one thread page shows.
pub const THREAD_LIMIT: i64 = 500;

/// All objects this viewer may read, tombstones included.
fn visible<'a>(viewer: Viewer) -> objects::BoxedQuery<'a, MultiBackend> {
    objects::table.filter(visible_to(viewer)).into_boxed()
}

/// What hosts removed keeps its content in the database, so that it can be restored; readers get the bare tombstone.
fn buried(object: Object) -> Object {
    if object.deleted_at.is_none() {
        return object;
    }
    Object {
        name: String::new(),
        summary: String::new(),
        content: String::new(),
        source: String::new(),
        details: "{}".to_owned(),
        json: "{}".to_owned(),
        ..object
    }
}

/// The object with this number.
pub fn find(conn: &mut Conn, viewer: Viewer, id: i64) -> Result<Object> {
    Ok(visible(viewer).filter(objects::id.eq(id)).select(Object::as_select()).first(conn).map(buried)?)
}

/// The object with this ActivityPub id.
pub fn by_ap_id(conn: &mut Conn, viewer: Viewer, ap_id: &str) -> Result<Option<Object>> {
    Ok(visible(viewer).filter(objects::ap_id.eq(ap_id)).select(Object::as_select()).first(conn).optional()?.map(buried))
}

/// Those of these ids that everybody may read and that begin something, in this order.
pub fn open_beginnings(conn: &mut Conn, ids: &[String]) -> Result<Vec<Object>> {
    let known: Vec<&str> = ids.iter().map(String::as_str).collect();
    let mut found: Vec<Object> = visible(Viewer::Anonymous)
        .filter(among(objects::ap_id, &known))
        .filter(objects::in_reply_to.is_null())
        .filter(objects::deleted_at.is_null())
        .select(Object::as_select())
        .load(conn)?;
    found.sort_by_key(|object| ids.iter().position(|id| *id == object.ap_id));
    Ok(found)
}

/// Whether everything we know among these ids may be read by this viewer and is not deleted.
pub fn all_open(conn: &mut Conn, viewer: Viewer, ids: &[&str]) -> Result<bool> {
    let known: i64 = objects::table.filter(among(objects::ap_id, ids)).count().get_result(conn)?;
    let open = visible(viewer).filter(among(objects::ap_id, ids)).filter(objects::deleted_at.is_null());
    Ok(known == 0 || known == open.count().get_result::<i64>(conn)?)
}

/// A thread: the root and everything below it in order of arrival, tombstones included; at most [`THREAD_LIMIT`].
pub fn thread(conn: &mut Conn, viewer: Viewer, root_id: i64) -> Result<Vec<Object>> {
    thread_after(conn, viewer, root_id, 0)
}

/// The part of a thread that came after this number.
pub fn thread_after(conn: &mut Conn, viewer: Viewer, root_id: i64, after: i64) -> Result<Vec<Object>> {
    let objects: Vec<Object> = visible(viewer)
        .filter(in_thread(conn, root_id)?)
        .filter(objects::id.gt(after))
        .order(objects::id)
        .limit(THREAD_LIMIT)
        .select(Object::as_select())
        .load(conn)?;
    Ok(objects.into_iter().map(buried).collect())
}

/// How many living comments of others came into a thread after this number.
pub fn count_after(conn: &mut Conn, viewer: Viewer, root_id: i64, after: i64, own: i64) -> Result<i64> {
    Ok(visible(viewer)
        .filter(in_thread(conn, root_id)?)
        .filter(objects::id.gt(after))
        .filter(objects::id.ne(root_id))
        .filter(objects::actor_id.ne(own))
        .filter(objects::deleted_at.is_null())
        .count()
        .get_result(conn)?)
}

/// Number and thread of what was written after this number, for waking those who look at a thread; nobody sees it. At most `limit`.
pub fn written_since(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<(i64, i64)>> {
    Ok(objects::table
        .filter(objects::id.gt(after))
        .order(objects::id.desc())
        .limit(limit)
        .select((objects::id, objects::root_id))
        .load(conn)?)
}

/// As many pinned objects stand above the others.
pub const PINS: i64 = 20;

/// The beginnings in a community, pinned ones first, then the newest; `before` pages (use [`i64::MAX`] to begin). Answers besides how many of
/// them stand above the others. What was pinned when there were enough of them already stands among the others: nothing is lost.
pub fn of_group(conn: &mut Conn, viewer: Viewer, group_id: i64, before: i64, limit: i64) -> Result<(Vec<Object>, usize)> {
    let mut page = pinned(conn, viewer, group_id)?;
    let last = page.last().filter(|_| page.len() >= PINS as usize).and_then(|last| Some((last.pinned_at?, last.id)));
    let query = visible(viewer)
        .filter(objects::group_id.eq(group_id))
        .filter(objects::in_reply_to.is_null())
        .filter(objects::deleted_at.is_null())
        .filter(objects::id.lt(before));
    let pinned_at = objects::pinned_at.assume_not_null();
    let query = match last {
        None => query.filter(objects::pinned_at.is_null()),
        Some((at, id)) => {
            let below = pinned_at.lt(at).or(pinned_at.eq(at).and(objects::id.lt(id)));
            query.filter(objects::pinned_at.is_null().or(below))
        }
    };
    let newest: Vec<Object> = query.order(objects::id.desc()).limit(limit).select(Object::as_select()).load(conn)?;
    if before != i64::MAX {
        page.clear();
    }
    let above = page.len();
    page.extend(newest);
    Ok((page, above))
}

/// What is pinned in a community, last pinned first; at most [`PINS`].
pub fn pinned(conn: &mut Conn, viewer: Viewer, group_id: i64) -> Result<Vec<Object>> {
    Ok(visible(viewer)
        .filter(objects::group_id.eq(group_id))
        .filter(objects::pinned_at.is_not_null())
        .filter(objects::deleted_at.is_null())
        .order((objects::pinned_at.desc(), objects::id.desc()))
        .limit(PINS)
        .select(Object::as_select())
        .load(conn)?)
}

/// What an actor wrote, newest first; `answers` includes comments.
pub fn of_actor(conn: &mut Conn, viewer: Viewer, actor_id: i64, answers: bool, before: i64, limit: i64) -> Result<Vec<Object>> {
    let mut query = visible(viewer)
        .filter(objects::actor_id.eq(actor_id))
        .filter(objects::deleted_at.is_null())
        .filter(objects::reach.ne(Reach::Direct))
        .filter(objects::id.lt(before));
    if !answers {
        query = query.filter(objects::in_reply_to.is_null());
    }
    Ok(query.order(objects::id.desc()).limit(limit).select(Object::as_select()).load(conn)?)
}

/// The newest beginnings for a person: from communities she belongs to, people and hashtags she follows, and her own.
pub fn home(conn: &mut Conn, actor_id: i64, before: i64, limit: i64) -> Result<Vec<Object>> {
    let groups =
        members::table.filter(members::actor_id.eq(actor_id)).filter(members::state.eq(RelationState::Accepted)).select(members::group_id);
    let people = follows::table
        .filter(follows::follower_id.eq(actor_id))
        .filter(follows::state.eq(RelationState::Accepted))
        .select(follows::target_id);
    let tagged = object_tags::table
        .inner_join(followed_tags::table.on(followed_tags::name.eq(object_tags::name)))
        .filter(followed_tags::actor_id.eq(actor_id))
        .select(object_tags::object_id);
    Ok(visible(Viewer::Local { actor_id })
        .filter(objects::in_reply_to.is_null())
        .filter(objects::deleted_at.is_null())
        .filter(objects::id.lt(before))
        .filter(
            objects::group_id
                .assume_not_null()
                .eq_any(groups)
                .or(objects::actor_id.eq_any(people))
                .or(objects::actor_id.eq(actor_id))
                .or(objects::reach.eq(Reach::Local))
                .or(objects::id.eq_any(tagged).and(objects::reach.ne(Reach::Unlisted))),
        )
        .order(objects::id.desc())
        .limit(limit)
        .select(Object::as_select())
        .load(conn)?)
}

/// The newest public beginnings of this instance's people and of communities they belong to, for visitors without a login. What nobody here
/// has joined does not stand on the front page, whatever other servers send.
pub fn front(conn: &mut Conn, before: i64, limit: i64) -> Result<Vec<Object>> {
    let ours = members::table
        .inner_join(actors::table.on(actors::id.eq(members::actor_id)))
        .filter(actors::local.eq(true))
        .filter(members::state.eq(RelationState::Accepted))
        .select(members::group_id);
    Ok(visible(Viewer::Anonymous)
        .filter(objects::in_reply_to.is_null())
        .filter(objects::deleted_at.is_null())
        .filter(objects::reach.eq(Reach::Public))
        .filter(objects::id.lt(before))
        .filter(objects::local.eq(true).or(objects::group_id.assume_not_null().eq_any(ours)))
        .order(objects::id.desc())
        .limit(limit)
        .select(Object::as_select())
        .load(conn)?)
}

/// The direct answers to an object, by page, oldest first.
pub fn replies(conn: &mut Conn, viewer: Viewer, parent_id: i64, after: i64, limit: i64) -> Result<Vec<Object>> {
    let root_id: Option<i64> = objects::table.find(parent_id).select(objects::root_id).first(conn).optional()?;
    Ok(visible(viewer)
        .filter(in_thread(conn, root_id.unwrap_or(parent_id))?)
        .filter(objects::in_reply_to_id.eq(parent_id))
        .filter(objects::deleted_at.is_null())
        .filter(objects::id.gt(after))
        .order(objects::id)
        .limit(limit)
        .select(Object::as_select())
        .load(conn)?)
}

/// A thread by page for other servers (FEP-f228), oldest first, without tombstones.
pub fn context(conn: &mut Conn, viewer: Viewer, root_id: i64, after: i64, limit: i64) -> Result<Vec<Object>> {
    Ok(visible(viewer)
        .filter(in_thread(conn, root_id)?)
        .filter(objects::deleted_at.is_null())
        .filter(objects::id.gt(after))
        .order(objects::id)
        .limit(limit)
        .select(Object::as_select())
        .load(conn)?)
}

/// Whether somebody ever began something in a community.
pub fn wrote_in(conn: &mut Conn, actor_id: i64, group_id: i64) -> Result<bool> {
    let found = visible(Viewer::Local { actor_id })
        .filter(objects::actor_id.eq(actor_id))
        .filter(objects::group_id.eq(group_id))
        .filter(objects::in_reply_to.is_null())
        .select(objects::id);
    Ok(found.first::<i64>(conn).optional()?.is_some())
}

/// How many living objects of this instance there are, for NodeInfo: beginnings and answers.
pub fn local_counts(conn: &mut Conn) -> Result<(i64, i64)> {
    let count = |conn: &mut Conn, answers: bool| -> Result<i64> {
        let query = visible(Viewer::Anonymous).filter(objects::local.eq(true)).filter(objects::deleted_at.is_null());
        let query = if answers { query.filter(objects::in_reply_to.is_not_null()) } else { query.filter(objects::in_reply_to.is_null()) };
        Ok(query.count().get_result(conn)?)
    };
    Ok((count(conn, false)?, count(conn, true)?))
}

/// The beginnings of one tool in a community, newest first.
pub fn of_tool(conn: &mut Conn, viewer: Viewer, group_id: i64, tool: &str, before: i64, limit: i64) -> Result<Vec<Object>> {
    Ok(visible(viewer)
        .filter(objects::group_id.eq(group_id))
        .filter(objects::tool.assume_not_null().eq(tool.to_owned()))
        .filter(objects::in_reply_to.is_null())
        .filter(objects::deleted_at.is_null())
        .filter(objects::id.lt(before))
        .order(objects::id.desc())
        .limit(limit)
        .select(Object::as_select())
        .load(conn)?)
}

/// Who wrote the newest objects of a community that are still there, `limit` of them; a number may stand there more than once.
pub fn authors_lately(conn: &mut Conn, group_id: i64, limit: i64) -> Result<Vec<i64>> {
    let written = objects::table.filter(objects::group_id.eq(group_id)).filter(objects::deleted_at.is_null());
    Ok(written.order(objects::id.desc()).limit(limit).select(objects::actor_id).load(conn)?)
}

/// The numbers of the actors these objects are addressed to or mention.
pub fn addressed(conn: &mut Conn, object_ids: &[i64]) -> Result<Vec<i64>> {
    use crate::store::schema::recipients;
    Ok(recipients::table.filter(among(recipients::object_id, object_ids)).select(recipients::actor_id).distinct().load(conn)?)
}

/// The people of this instance whom an object is addressed to.
pub fn addressed_here(conn: &mut Conn, object_id: i64) -> Result<Vec<i64>> {
    use crate::store::schema::recipients;
    let people = recipients::table.inner_join(actors::table.on(actors::id.eq(recipients::actor_id)));
    let here = people.filter(actors::local.eq(true)).filter(actors::kind.eq(ActorKind::Person));
    let addressed = here.filter(recipients::object_id.eq(object_id)).select(recipients::actor_id);
    Ok(on_each!(conn, |each| addressed.load(each))?)
}
