//! The `objects` row and what `activity::apply` does with it. Reading for viewers is in [`super::read`].

use super::audience::in_thread;
use crate::actor::ActorKind;
use crate::error::Result;
use crate::id::first_id;
use crate::small_enum;
use crate::store::schema::{actors, copies, objects, recipients};
use crate::store::types::Timestamp;
use crate::store::{AnyConn, BothExt, Conn, MultiBackend, among, insert_missing, on_each, prepared_update};
use diesel::prelude::*;

small_enum! {
    /// Who may read an object.
    pub enum Reach {
        /// Everybody; listed.
        Public = 0,
        /// Everybody who has the link or follows; not listed to strangers.
        Unlisted = 1,
        /// The author's followers.
        Followers = 2,
        /// Only those it is addressed to.
        Direct = 3,
        /// Everybody signed in on the author's instance.
        Local = 4,
        /// The members of its community, which is protected.
        Members = 5,
    }
}

impl Reach {
    /// The narrower of two: an answer is never read by more people than what it answers.
    #[must_use]
    pub fn narrower(self, other: Self) -> Self {
        let breadth = |reach| match reach {
            Self::Public => 5,
            Self::Unlisted => 4,
            Self::Local => 3,
            Self::Members => 2,
            Self::Followers => 1,
            Self::Direct => 0,
        };
        if breadth(other) < breadth(self) { other } else { self }
    }
}

small_enum! {
    /// How far a contribution has come.
    pub enum ObjectState {
        /// In the community or, outside of one, with the author.
        Published = 0,
        /// Sent to a community elsewhere, which has not announced it yet.
        Pending = 1,
        /// Refused by its community; only the author sees it.
        Refused = 2,
        /// A copy from a protected community elsewhere that was emptied when nobody here could read it any more: a tombstone that its community
        /// can fill again.
        Emptied = 3,
    }
}

/// An article, a comment, or a thing of a kind we do not know.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = objects, check_for_backend(MultiBackend), treat_none_as_default_value = false)]
pub struct Object {
    /// Our number for it: grows with arrival.
    pub id: i64,
    /// Its ActivityPub id.
    pub ap_id: String,
    /// The ActivityStreams type as received.
    pub kind: String,
    /// The tool it belongs to; `None` for kinds we do not know.
    pub tool: Option<String>,
    /// Its author (`attributedTo`).
    pub actor_id: i64,
    /// The community it is in (`audience`).
    pub group_id: Option<i64>,
    /// The beginning of its thread; itself for a beginning.
    pub root_id: i64,
    /// What it answers, if we have it.
    pub in_reply_to_id: Option<i64>,
    /// What it answers.
    pub in_reply_to: Option<String>,
    /// Who may read it.
    pub reach: Reach,
    /// Published, pending or refused.
    pub state: ObjectState,
    /// Whether its author lives here.
    pub local: bool,
    /// Title, plain text.
    pub name: String,
    /// Short form, plain text.
    pub summary: String,
    /// Text, sanitised HTML.
    pub content: String,
    /// The Markdown behind `content`, where known.
    pub source: String,
    /// The page people read.
    pub url: String,
    /// Marked as sensitive by its author.
    pub sensitive: bool,
    /// Place in the community's sequence.
    pub seq: Option<i64>,
    /// Answers, all levels below a root, direct ones else; recountable.
    pub reply_count: i64,
    /// Reactions; recountable.
    pub reaction_count: i64,
    /// What the tool adds, as JSON.
    pub details: String,
    /// The document as received or sent.
    pub json: String,
    /// When it was published, as its author says, never in the future.
    pub published: Timestamp,
    /// When it was last edited.
    pub edited_at: Option<Timestamp>,
    /// Pinned in its community.
    pub pinned_at: Option<Timestamp>,
    /// Closed for answers.
    pub locked_at: Option<Timestamp>,
    /// Deleted: a tombstone.
    pub deleted_at: Option<Timestamp>,
    /// Removed by a host, with this reason.
    pub removed_reason: Option<String>,
    /// When the newest answer came.
    pub latest_reply_at: Option<Timestamp>,
}

/// The object with this number, tombstones included, whoever asks.
pub fn find(conn: &mut Conn, id: i64) -> Result<Object> {
    Ok(on_each!(conn, |each| objects::table.find(id).select(Object::as_select()).first(each))?)
}

/// What stands in protected communities among these ids, whoever may read it.
pub fn inside_among(conn: &mut Conn, ap_ids: &[&str]) -> Result<Vec<Object>> {
    let inside = objects::table.filter(among(objects::ap_id, ap_ids)).filter(objects::reach.eq(Reach::Members));
    Ok(on_each!(conn, |each| inside.select(Object::as_select()).load(each))?)
}

/// The object with this ActivityPub id, tombstones included, whoever asks.
pub fn by_ap_id(conn: &mut Conn, ap_id: &str) -> Result<Option<Object>> {
    Ok(on_each!(conn, |each| objects::table.filter(objects::ap_id.eq(ap_id)).select(Object::as_select()).first(each)).optional()?)
}

/// What is here of a protected community elsewhere and was written elsewhere, without what is gone already. What hosts removed is still there.
pub fn replicas(conn: &mut Conn, group_id: i64) -> Result<Vec<Object>> {
    let inside = objects::table.filter(objects::group_id.eq(group_id)).filter(objects::reach.eq(Reach::Members));
    let kept = objects::deleted_at.is_null().or(objects::removed_reason.is_not_null());
    let copies = inside.filter(objects::local.eq(false)).filter(kept);
    Ok(copies.select(Object::as_select()).load(conn)?)
}

/// Who wrote these, each once.
pub fn authors(conn: &mut Conn, ids: &[i64]) -> Result<Vec<i64>> {
    Ok(on_each!(conn, |each| objects::table.filter(among(objects::id, ids)).select(objects::actor_id).distinct().load(each))?)
}

/// Holds the communities of ours that these are or stand in, as [`crate::actor::model::hold`] does.
pub fn hold_communities(conn: &mut Conn, ap_ids: &[&str]) -> Result<()> {
    if let AnyConn::Pg(postgres) = conn {
        let places = objects::table.filter(objects::ap_id.eq_any(ap_ids)).filter(objects::group_id.is_not_null());
        actors::table
            .filter(actors::local.eq(true))
            .filter(actors::kind.eq(ActorKind::Group))
            .filter(actors::ap_id.eq_any(ap_ids).or(actors::id.eq_any(places.select(objects::group_id.assume_not_null()))))
            .order(actors::id)
            .select(actors::id)
            .for_no_key_update()
            .load::<i64>(postgres)?;
    }
    Ok(())
}

/// Stores a new object and whom it is addressed to, and counts it at its parent and root.
pub fn insert(conn: &mut Conn, object: &Object, addressed: &[i64]) -> Result<()> {
    diesel::insert_into(objects::table).values(object).both().execute(conn)?;
    set_recipients(conn, object.id, addressed)?;
    if is_counted(object) {
        count_reply(conn, object, 1)?;
    }
    Ok(())
}

/// Fills a copy again that was emptied ([`ObjectState::Emptied`]) with what its community announced anew.
pub fn refill(conn: &mut Conn, object: &Object, addressed: &[i64]) -> Result<()> {
    prepared_update(objects::table.find(object.id))
        .set((
            objects::state.eq(object.state),
            objects::deleted_at.eq(None::<Timestamp>),
            objects::kind.eq(&object.kind),
            objects::tool.eq(&object.tool),
            objects::name.eq(&object.name),
            objects::summary.eq(&object.summary),
            objects::content.eq(&object.content),
            objects::source.eq(&object.source),
            objects::url.eq(&object.url),
            objects::sensitive.eq(object.sensitive),
            objects::details.eq(&object.details),
            objects::json.eq(&object.json),
            objects::published.eq(object.published),
            objects::edited_at.eq(object.edited_at),
        ))
        .execute(conn)?;
    set_recipients(conn, object.id, addressed)?;
    if is_counted(object) {
        count_reply(conn, object, 1)?;
    }
    Ok(())
}

/// How far an answer reaches that does not count: a number would tell others of it.
const NOT_COUNTED: [Reach; 2] = [Reach::Direct, Reach::Followers];

/// Whether an answer counts at what it answers: what is deleted, waits, was refused or is meant for few does not.
fn is_counted(object: &Object) -> bool {
    object.deleted_at.is_none() && object.state == ObjectState::Published && !NOT_COUNTED.contains(&object.reach)
}

/// Replaces whom an object is addressed to.
fn set_recipients(conn: &mut Conn, object_id: i64, addressed: &[i64]) -> Result<()> {
    for actor_id in addressed {
        diesel::insert_into(recipients::table)
            .values((recipients::object_id.eq(object_id), recipients::actor_id.eq(*actor_id)))
            .on_conflict_do_nothing()
            .both()
            .execute(conn)?;
    }
    Ok(())
}

/// Counts an answer at its parent and, when that is another object, at the root.
fn count_reply(conn: &mut Conn, object: &Object, delta: i64) -> Result<()> {
    let Some(parent) = object.in_reply_to_id else { return Ok(()) };
    let counted = objects::reply_count.eq(objects::reply_count + delta);
    if object.root_id != parent {
        prepared_update(objects::table.find(parent)).set(counted).execute(conn)?;
        if object.root_id == object.id {
            return Ok(());
        }
    }
    let root = prepared_update(objects::table.find(object.root_id));
    match delta {
        1.. => root.set((counted, objects::latest_reply_at.eq(object.published))).execute(conn)?,
        _ => root.set(counted).execute(conn)?,
    };
    Ok(())
}

/// What an author's `Update` changes.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = objects)]
pub struct Revision {
    /// Title.
    pub name: String,
    /// Short form.
    pub summary: String,
    /// Text, sanitised HTML.
    pub content: String,
    /// Markdown.
    pub source: String,
    /// The page people read.
    pub url: String,
    /// Marked as sensitive.
    pub sensitive: bool,
    /// What the tool adds, as JSON.
    pub details: String,
    /// The whole document.
    pub json: String,
    /// When it was edited.
    pub edited_at: Option<Timestamp>,
}

/// Applies an author's new version.
pub fn revise(conn: &mut Conn, id: i64, revision: &Revision) -> Result<()> {
    prepared_update(objects::table.find(id)).set(revision).execute(conn)?;
    Ok(())
}

/// Turns an object into a tombstone: its content is gone, its place in the thread stays. `removed_reason` when a host did it, in which case
/// the content is kept so that the host can restore it.
pub fn bury(conn: &mut Conn, object: &Object, now: Timestamp, removed_reason: Option<&str>) -> Result<()> {
    if object.deleted_at.is_some() && removed_reason.is_some() {
        return Ok(());
    }
    if is_counted(object) {
        count_reply(conn, object, -1)?;
    }
    let row = prepared_update(objects::table.find(object.id));
    match removed_reason {
        Some(reason) => row.set((objects::deleted_at.eq(now), objects::removed_reason.eq(reason))).execute(conn)?,
        None => row
            .set((
                objects::deleted_at.eq(object.deleted_at.unwrap_or(now)),
                objects::removed_reason.eq(None::<String>),
                objects::name.eq(""),
                objects::summary.eq(""),
                objects::content.eq(""),
                objects::source.eq(""),
                objects::details.eq("{}"),
                objects::json.eq("{}"),
                objects::pinned_at.eq(None::<Timestamp>),
            ))
            .execute(conn)?,
    };
    Ok(())
}

/// Brings back what a host removed. What its author deleted stays deleted.
pub fn restore(conn: &mut Conn, object: &Object) -> Result<bool> {
    if object.deleted_at.is_none() || object.removed_reason.is_none() {
        return Ok(false);
    }
    prepared_update(objects::table.find(object.id))
        .set((objects::deleted_at.eq(None::<Timestamp>), objects::removed_reason.eq(None::<String>)))
        .execute(conn)?;
    if object.state == ObjectState::Published {
        count_reply(conn, object, 1)?;
    }
    Ok(true)
}

/// Marks a contribution, as it is now, as accepted by its community, at this place of its sequence. An object may have been fetched for a later
/// announcement (of an answer, of a new version): its place is that of the first one.
pub fn publish(conn: &mut Conn, object: &Object, group_id: i64, seq: Option<i64>) -> Result<()> {
    if object.state != ObjectState::Published && object.deleted_at.is_none() {
        count_reply(conn, object, 1)?;
    }
    let first = object.seq.into_iter().chain(seq).min();
    prepared_update(objects::table.find(object.id))
        .set((objects::state.eq(ObjectState::Published), objects::group_id.eq(group_id), objects::seq.eq(first)))
        .execute(conn)?;
    Ok(())
}

/// Sets how far a contribution has come, and leaves the counts as they are: [`publish`] and [`refuse`] are what activities use.
pub fn set_state(conn: &mut Conn, id: i64, state: ObjectState) -> Result<()> {
    prepared_update(objects::table.find(id)).set(objects::state.eq(state)).execute(conn)?;
    Ok(())
}

/// Marks a contribution as refused by its community.
pub fn refuse(conn: &mut Conn, object: &Object) -> Result<()> {
    if is_counted(object) {
        count_reply(conn, object, -1)?;
    }
    prepared_update(objects::table.find(object.id)).set(objects::state.eq(ObjectState::Refused)).execute(conn)?;
    Ok(())
}

/// Gives answers that came before their parent their place below it, and their whole branches the parent's thread. In a community's thread
/// only what the community took in finds its place, and only below what it took in: nobody has checked whether others may write there.
pub fn adopt_orphans(conn: &mut Conn, parent: &Object) -> Result<()> {
    let community: Option<i64> = on_each!(conn, |each| objects::table.find(parent.root_id).select(objects::group_id).first(each))?;
    let taken_in = parent.group_id == community && parent.state == ObjectState::Published;
    if community.is_some() && !taken_in {
        return Ok(());
    }
    let orphans = objects::table.filter(objects::in_reply_to.eq(&parent.ap_id)).filter(objects::in_reply_to_id.is_null());
    let orphans: Vec<Object> = on_each!(conn, |each| orphans.select(Object::as_select()).load(each))?;
    // Two that claim to answer each other stay as they are.
    for orphan in orphans.into_iter().filter(|orphan| orphan.id != parent.root_id && orphan.group_id == community) {
        prepared_update(objects::table.filter(objects::root_id.eq(orphan.id))).set(objects::root_id.eq(parent.root_id)).execute(conn)?;
        prepared_update(objects::table.find(orphan.id)).set(objects::in_reply_to_id.eq(parent.id)).execute(conn)?;
        recount(conn, orphan.id)?;
        recount(conn, parent.id)?;
        recount(conn, parent.root_id)?;
        prepared_update(objects::table.find(parent.root_id)).set(objects::latest_reply_at.eq(orphan.published)).execute(conn)?;
    }
    Ok(())
}

/// Counts the answers to an object anew.
pub fn recount(conn: &mut Conn, id: i64) -> Result<()> {
    let object = find(conn, id)?;
    let count = count_replies(conn, &object)?;
    prepared_update(objects::table.find(id)).set(objects::reply_count.eq(count)).execute(conn)?;
    Ok(())
}

/// How many answers count at an object: all of its thread for a beginning, the direct ones else.
pub(super) fn count_replies(conn: &mut Conn, object: &Object) -> Result<i64> {
    let id = object.id;
    let living = objects::table
        .filter(in_thread(conn, object.root_id)?)
        .filter(objects::deleted_at.is_null())
        .filter(objects::state.eq(ObjectState::Published))
        .filter(objects::reach.ne_all(NOT_COUNTED));
    Ok(if object.root_id == id {
        living.filter(objects::id.ne(id)).count().get_result(conn)?
    } else {
        living.filter(objects::in_reply_to_id.eq(id)).count().get_result(conn)?
    })
}

/// Pins or unpins an object in its community.
pub fn set_pinned(conn: &mut Conn, id: i64, at: Option<Timestamp>) -> Result<()> {
    prepared_update(objects::table.find(id)).set(objects::pinned_at.eq(at)).execute(conn)?;
    Ok(())
}

/// Closes an object for answers or opens it again.
pub fn set_locked(conn: &mut Conn, id: i64, at: Option<Timestamp>) -> Result<()> {
    prepared_update(objects::table.find(id)).set(objects::locked_at.eq(at)).execute(conn)?;
    Ok(())
}

/// Changes the number of reactions by a delta.
pub fn add_to_reaction_count(conn: &mut Conn, id: i64, delta: i64) -> Result<()> {
    prepared_update(objects::table.find(id)).set(objects::reaction_count.eq(objects::reaction_count + delta)).execute(conn)?;
    Ok(())
}

/// The living objects of an actor, for erasure.
pub fn ids_of_actor(conn: &mut Conn, actor_id: i64) -> Result<Vec<i64>> {
    Ok(objects::table.filter(objects::actor_id.eq(actor_id)).select(objects::id).load(conn)?)
}

/// Notes which peers hold a copy, with their inboxes, so that changes and erasure reach them.
pub fn note_copies(conn: &mut Conn, object_id: i64, peers: &[(i64, String)]) -> Result<()> {
    let row = |(peer, inbox): &(i64, String)| (copies::object_id.eq(object_id), copies::peer_id.eq(*peer), copies::inbox.eq(inbox.clone()));
    let rows: Vec<_> = peers.iter().map(row).collect();
    Ok(insert_missing!(conn, copies::table, rows)?)
}

/// The inboxes of all peers that hold a copy.
pub fn copies(conn: &mut Conn, object_id: i64) -> Result<Vec<String>> {
    Ok(copies::table.filter(copies::object_id.eq(object_id)).select(copies::inbox).load(conn)?)
}

/// The inboxes of all peers that hold a copy of anything an actor wrote.
pub fn copies_of_actor(conn: &mut Conn, actor_id: i64) -> Result<Vec<String>> {
    let written = objects::table.filter(objects::actor_id.eq(actor_id)).select(objects::id);
    Ok(copies::table.filter(copies::object_id.eq_any(written)).select(copies::inbox).distinct().load(conn)?)
}

/// The communities an actor ever wrote in.
pub fn groups_of_actor(conn: &mut Conn, actor_id: i64) -> Result<Vec<i64>> {
    let written = objects::table.filter(objects::actor_id.eq(actor_id)).filter(objects::group_id.is_not_null());
    Ok(written.select(objects::group_id.assume_not_null()).distinct().load(conn)?)
}

/// The living objects of an actor in a community.
pub fn ids_in_group(conn: &mut Conn, actor_id: i64, group_id: i64) -> Result<Vec<i64>> {
    Ok(objects::table
        .filter(objects::actor_id.eq(actor_id))
        .filter(objects::group_id.eq(group_id))
        .filter(objects::deleted_at.is_null())
        .select(objects::id)
        .load(conn)?)
}

/// Whether an actor ever wrote something in a community, tombstones included.
pub fn wrote_in_group(conn: &mut Conn, actor_id: i64, group_id: i64) -> Result<bool> {
    let row: Option<i64> = objects::table
        .filter(objects::actor_id.eq(actor_id))
        .filter(objects::group_id.eq(group_id))
        .select(objects::id)
        .first(conn)
        .optional()?;
    Ok(row.is_some())
}

/// The newest object of an author since then that has this title and text at the same place: what it answers, and the community of a beginning.
/// One that is gone or was refused does not count.
pub fn same_since(
    conn: &mut Conn,
    author: i64,
    place: (Option<i64>, Option<i64>),
    name: &str,
    source: &str,
    since: Timestamp,
) -> Result<Option<i64>> {
    let (parent, group) = place;
    // Numbers grow with time.
    let hers = objects::table.filter(objects::id.ge(first_id(since.milliseconds()))).filter(objects::actor_id.eq(author));
    let alike = hers.filter(objects::name.eq(name)).filter(objects::source.eq(source)).filter(objects::deleted_at.is_null());
    let alike = alike.filter(objects::state.ne(ObjectState::Refused)).filter(objects::removed_reason.is_null());
    let found: Vec<(i64, Option<i64>, Option<i64>)> =
        alike.order(objects::id.desc()).limit(50).select((objects::id, objects::in_reply_to_id, objects::group_id)).load(conn)?;
    let there = |(_, of, within): &&(i64, Option<i64>, Option<i64>)| *of == parent && (parent.is_some() || *within == group);
    Ok(found.iter().find(there).map(|(id, _, _)| *id))
}
