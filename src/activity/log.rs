//! The log: every activity that came, was sent or waits, with its text and what became of it. Its unique id is what makes a second delivery
//! harmless.

use super::envelope::Activity;
use crate::actor::Actor;
use crate::error::Result;
use crate::id::first_id;
use crate::json::{Document, Properties};
use crate::object::{self, Reach, Viewer};
use crate::small_enum;
use crate::store::schema::{activities, actors};
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn, MultiBackend, among, on_each, prepared_update};
use diesel::dsl::count_star;
use diesel::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

/// The most ids of embedded documents in what everybody may have: more has no honest activity.
const MAX_EMBEDDED: usize = 200;

small_enum! {
    /// What became of an activity.
    pub enum ActivityState {
        /// It had its effect (or there was nothing to do).
        Applied = 0,
        /// A document has to be fetched first.
        Waiting = 1,
        /// It was refused, with a reason.
        Refused = 2,
        /// It failed again and again for a fault of ours; an admin sees it.
        Quarantined = 3,
    }
}

/// An activity in the log.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = activities, check_for_backend(MultiBackend), treat_none_as_default_value = false)]
pub struct Entry {
    /// Our number for it.
    pub id: i64,
    /// Its ActivityPub id.
    pub ap_id: String,
    /// Its type.
    pub verb: String,
    /// Who did it, if we know them.
    pub actor_id: Option<i64>,
    /// Who did it.
    pub actor: String,
    /// What it is about.
    pub object: Option<String>,
    /// What it is about, if we have it.
    pub object_id: Option<i64>,
    /// The community it happened in.
    pub group_id: Option<i64>,
    /// Whether it was made here.
    pub local: bool,
    /// Who may read it at its id.
    pub reach: Reach,
    /// What became of it.
    pub state: ActivityState,
    /// Why it was refused or quarantined.
    pub reason: Option<String>,
    /// The id it waits for.
    pub waiting_for: Option<String>,
    /// Whose key signed the request it came with.
    pub signer_id: Option<i64>,
    /// Its place in its community's sequence, for an `Announce`.
    pub seq: Option<i64>,
    /// How often it was tried.
    pub attempts: i32,
    /// The text as it came or as it is sent.
    pub body: String,
    /// When.
    pub received_at: Timestamp,
}

impl Entry {
    /// An entry for an activity that was just received or made.
    pub fn new(id: i64, activity: &Activity, now: Timestamp) -> Self {
        Self {
            id,
            ap_id: activity.id.clone(),
            verb: activity.kind.clone(),
            actor_id: None,
            actor: activity.actor.clone(),
            object: activity.object_id().map(str::to_owned),
            object_id: None,
            group_id: None,
            local: false,
            reach: Reach::Direct,
            state: ActivityState::Applied,
            reason: None,
            waiting_for: None,
            signer_id: None,
            seq: None,
            attempts: 0,
            body: activity.text.to_string(),
            received_at: now,
        }
    }
}

/// Writes an entry. Returns `false` when this activity is known already.
pub fn insert(conn: &mut Conn, entry: &Entry) -> Result<bool> {
    Ok(diesel::insert_into(activities::table).values(entry).on_conflict(activities::ap_id).do_nothing().both().execute(conn)? > 0)
}

/// The entry with this number.
pub fn find(conn: &mut Conn, id: i64) -> Result<Entry> {
    Ok(on_each!(conn, |each| activities::table.find(id).select(Entry::as_select()).first(each))?)
}

/// The entries with these numbers, in no order.
pub fn find_all(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Entry>> {
    Ok(on_each!(conn, |each| activities::table.filter(among(activities::id, ids)).select(Entry::as_select()).load(each))?)
}

/// The entry of this activity.
pub fn by_ap_id(conn: &mut Conn, ap_id: &str) -> Result<Option<Entry>> {
    Ok(on_each!(conn, |each| activities::table.filter(activities::ap_id.eq(ap_id)).select(Entry::as_select()).first(each)).optional()?)
}

/// Notes what became of an activity.
pub fn settle(conn: &mut Conn, id: i64, state: ActivityState, reason: Option<&str>, waiting_for: Option<&str>) -> Result<()> {
    prepared_update(activities::table.find(id))
        .set((activities::state.eq(state), activities::reason.eq(reason), activities::waiting_for.eq(waiting_for)))
        .execute(conn)?;
    Ok(())
}

/// Notes that a try failed, and that another one follows.
pub fn count_attempt(conn: &mut Conn, id: i64) -> Result<()> {
    prepared_update(activities::table.find(id)).set(activities::attempts.eq(activities::attempts + 1)).execute(conn)?;
    Ok(())
}

/// Begins to count tries anew.
pub fn forget_attempts(conn: &mut Conn, id: i64) -> Result<()> {
    prepared_update(activities::table.find(id)).set(activities::attempts.eq(0)).execute(conn)?;
    Ok(())
}

/// Notes what this activity of this actor was about, once that is known.
pub fn relate(conn: &mut Conn, ap_id: &str, actor: &Actor, object_id: Option<i64>, group_id: Option<i64>) -> Result<()> {
    let actor_id = Some(actor.id);
    prepared_update(activities::table.filter(activities::ap_id.eq(ap_id)).filter(activities::actor.eq(&actor.ap_id)))
        .set((activities::actor_id.eq(actor_id), activities::object_id.eq(object_id), activities::group_id.eq(group_id)))
        .execute(conn)?;
    Ok(())
}

/// What of an actor's activities is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// What everybody may see.
    Public,
    /// A community's announcements of reactions as well, for servers with a member in it.
    Votes,
    /// Whatever a protected community announced, for those who take part in it.
    Inside,
}

/// What of an actor's activities is listed. What an entry carries is judged by [`body_for`].
fn listed_of<'a>(actor_id: i64, listed: Listed) -> activities::BoxedQuery<'a, MultiBackend> {
    let also = match listed {
        Listed::Public => Reach::Public,
        Listed::Votes => Reach::Unlisted,
        Listed::Inside => Reach::Members,
    };
    activities::table
        .filter(activities::actor_id.eq(actor_id))
        .filter(activities::local.eq(true))
        .filter(activities::reach.eq(Reach::Public).or(activities::reach.eq(also).and(activities::seq.is_not_null())))
        .filter(activities::state.eq(ActivityState::Applied))
        .into_boxed()
}

/// What an actor did, newest first, for its outbox.
pub fn outbox(conn: &mut Conn, actor_id: i64, listed: Listed, before: i64, limit: i64) -> Result<Vec<Entry>> {
    Ok(listed_of(actor_id, listed)
        .filter(activities::id.lt(before))
        .order(activities::id.desc())
        .limit(limit)
        .select(Entry::as_select())
        .load(conn)?)
}

/// What somebody of ours did, as it was sent, in order: numbers after this one, and texts that were not erased.
pub fn own(conn: &mut Conn, actor_id: i64, after: i64, limit: i64) -> Result<Vec<(i64, String)>> {
    Ok(activities::table
        .filter(activities::actor_id.eq(actor_id))
        .filter(activities::local.eq(true))
        .filter(activities::id.gt(after))
        .filter(activities::body.ne("{}"))
        .order(activities::id)
        .limit(limit)
        .select((activities::id, activities::body))
        .load(conn)?)
}

/// How many activities an outbox has.
pub fn outbox_count(conn: &mut Conn, actor_id: i64, listed: Listed) -> Result<i64> {
    Ok(listed_of(actor_id, listed).count().get_result(conn)?)
}

/// The document of an entry as this viewer may have it: `None` when its content was erased, or it carries an object that the viewer may not
/// read (any more), such as one that hosts removed, anywhere in it.
pub fn body_for(conn: &mut Conn, viewer: Viewer, entry: &Entry) -> Result<Option<Document>> {
    let Ok(document) = serde_json::from_str::<Document>(&entry.body) else { return Ok(None) };
    // Whatever is embedded may hold the object's text, however it is wrapped.
    if let (Some(_), Some(id)) = (document.object_of("object"), entry.object_id) {
        let readable = object::read::find(conn, viewer, id);
        if readable.is_err() || readable.is_ok_and(|object| object.deleted_at.is_some()) {
            return Ok(None);
        }
    }
    // And so may anything else in it, at any depth, that claims to be something we know.
    let mut ids = BTreeSet::new();
    document.values().for_each(|value| embedded_ids(value, &mut ids));
    let open = ids.len() <= MAX_EMBEDDED && object::read::all_open(conn, viewer, &ids.into_iter().collect::<Vec<_>>())?;
    Ok((open && !document.is_empty()).then_some(document))
}

/// The ids of all documents embedded in this value.
fn embedded_ids<'a>(value: &'a Value, ids: &mut BTreeSet<&'a str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| embedded_ids(item, ids)),
        Value::Object(embedded) => {
            if let Some(id) = embedded.id_of("id") {
                ids.insert(id);
                ids.insert(id.split(['#', '?']).next().unwrap_or(id));
            }
            embedded.values().for_each(|value| embedded_ids(value, ids));
        }
        _ => {}
    }
}

/// What may be decisions of a community's hosts, newest first, before this number. `announced` is for a community elsewhere, whose own
/// announcements stand for what its hosts did.
pub fn decisions(conn: &mut Conn, group_id: i64, announced: bool, before: i64, limit: i64) -> Result<Vec<Entry>> {
    const VERBS: [&str; 7] = ["Add", "Block", "Delete", "Lock", "Remove", "Undo", "Announce"];
    let verbs = if announced { &VERBS[..] } else { &VERBS[..6] };
    Ok(activities::table
        .filter(activities::group_id.assume_not_null().eq(group_id))
        .filter(activities::verb.eq_any(verbs))
        .filter(activities::state.eq(ActivityState::Applied))
        .filter(activities::reason.is_null())
        .filter(activities::id.lt(before))
        .order(activities::id.desc())
        .limit(limit)
        .select(Entry::as_select())
        .load(conn)?)
}

/// Activities in this state, newest first.
pub fn in_state(conn: &mut Conn, state: ActivityState, limit: i64) -> Result<Vec<Entry>> {
    Ok(activities::table
        .filter(activities::state.eq(state))
        .order(activities::id.desc())
        .limit(limit)
        .select(Entry::as_select())
        .load(conn)?)
}

/// Empties the texts that carry an object which its author deleted.
pub fn erase_object(conn: &mut Conn, object_id: i64) -> Result<()> {
    diesel::update(
        activities::table.filter(activities::object_id.eq(object_id)).filter(activities::verb.eq_any(["Create", "Update", "Announce"])),
    )
    .set(activities::body.eq("{}"))
    .execute(conn)?;
    Ok(())
}

/// Whether the author deleted this object before we ever had it: then it never comes to life.
pub fn was_deleted(conn: &mut Conn, object: &str, author: &str) -> Result<bool> {
    was_done(conn, "Delete", object, author)
}

/// Why hosts of this community removed an object before it came here, empty for no reason; `None` if they did not, or took it back.
pub fn removed_before(conn: &mut Conn, object: &str, group_id: i64) -> Result<Option<String>> {
    let removals = activities::table
        .filter(activities::object.eq(object))
        .filter(activities::verb.eq("Delete"))
        .filter(activities::group_id.assume_not_null().eq(group_id))
        .filter(activities::state.eq(ActivityState::Applied))
        .order(activities::id.desc());
    let removals: Vec<Entry> = on_each!(conn, |each| removals.select(Entry::as_select()).load(each))?;
    for removal in removals {
        if !was_undone(conn, &removal.ap_id, &removal.actor)? {
            let activity = crate::json::parse(&removal.body).ok();
            return Ok(Some(activity.as_ref().and_then(|activity| activity.text("summary")).unwrap_or_default().to_owned()));
        }
    }
    Ok(None)
}

/// Forgets what came from a community elsewhere, when nobody here may read it any more. That something was deleted or taken back stays known,
/// so that it never comes to life; everything else may come again.
pub fn forget_in(conn: &mut Conn, group_id: i64) -> Result<()> {
    let its = || {
        let theirs = activities::table.filter(activities::local.eq(false));
        theirs.filter(activities::group_id.eq(group_id).or(activities::actor_id.eq(group_id)))
    };
    diesel::delete(its().filter(activities::verb.ne_all(["Delete", "Undo"]))).execute(conn)?;
    diesel::update(its()).set(activities::body.eq("{}")).execute(conn)?;
    Ok(())
}

/// Whether somebody ever asked to follow or join this actor, with effect or not.
pub fn has_asked(conn: &mut Conn, actor_id: i64, target: &str) -> Result<bool> {
    let asked = activities::table
        .filter(activities::object.eq(target))
        .filter(activities::verb.eq("Follow"))
        .filter(activities::actor_id.assume_not_null().eq(actor_id))
        .filter(activities::state.eq(ActivityState::Applied));
    Ok(asked.select(activities::id).first::<i64>(conn).optional()?.is_some())
}

/// Whether somebody took this activity of theirs back before it came: then it has no effect any more.
pub fn was_undone(conn: &mut Conn, activity: &str, actor: &str) -> Result<bool> {
    was_done(conn, "Undo", activity, actor)
}

fn was_done(conn: &mut Conn, verb: &str, about: &str, actor: &str) -> Result<bool> {
    let done = activities::table
        .filter(activities::object.eq(about))
        .filter(activities::verb.eq(verb))
        .filter(activities::actor.eq(actor))
        .filter(activities::state.eq(ActivityState::Applied));
    let count: i64 = on_each!(conn, |each| done.count().get_result(each))?;
    Ok(count > 0)
}

/// How often somebody did one of these to an object since then, with or without effect.
pub fn count_about(conn: &mut Conn, actor_id: i64, object_id: i64, verbs: &[&str], since: Timestamp) -> Result<i64> {
    Ok(activities::table
        .filter(activities::object_id.eq(object_id))
        .filter(activities::actor_id.eq(actor_id))
        .filter(activities::verb.eq_any(verbs))
        .filter(activities::received_at.gt(since))
        .filter(activities::state.eq(ActivityState::Applied))
        .count()
        .get_result(conn)?)
}

/// How often somebody did one of these since then, whatever it was about.
pub fn count_of(conn: &mut Conn, actor_id: i64, verbs: &[&str], since: Timestamp) -> Result<i64> {
    Ok(activities::table
        .filter(activities::actor_id.eq(actor_id))
        .filter(activities::id.ge(first_id(since.milliseconds())))
        .filter(activities::verb.eq_any(verbs))
        .count()
        .get_result(conn)?)
}

/// How many activities that somebody of this server signed were refused since then.
pub fn refused(conn: &mut Conn, host: &str, since: Timestamp) -> Result<i64> {
    Ok(activities::table
        .inner_join(actors::table.on(actors::id.eq(activities::signer_id.assume_not_null())))
        .filter(activities::state.eq(ActivityState::Refused))
        .filter(activities::id.ge(first_id(since.milliseconds())))
        .filter(actors::host.eq(host))
        .count()
        .get_result(conn)?)
}

/// The servers of which more than `many` activities were refused since then.
pub fn often_refused(conn: &mut Conn, many: i64, since: Timestamp) -> Result<Vec<String>> {
    Ok(activities::table
        .inner_join(actors::table.on(actors::id.eq(activities::signer_id.assume_not_null())))
        .filter(activities::state.eq(ActivityState::Refused))
        .filter(activities::id.ge(first_id(since.milliseconds())))
        .group_by(actors::host)
        .having(count_star().gt(many))
        .order(actors::host)
        .select(actors::host)
        .load(conn)?)
}

/// Removes the entry of an activity that came from elsewhere and must leave no trace.
pub fn forget_received(conn: &mut Conn, ap_id: &str) -> Result<()> {
    diesel::delete(activities::table.filter(activities::ap_id.eq(ap_id)).filter(activities::local.eq(false))).execute(conn)?;
    Ok(())
}

/// Empties the text of an entry.
pub fn empty(conn: &mut Conn, id: i64) -> Result<()> {
    prepared_update(activities::table.find(id)).set(activities::body.eq("{}")).execute(conn)?;
    Ok(())
}

/// Changes who may read an entry at its id.
pub fn set_reach(conn: &mut Conn, id: i64, reach: Reach) -> Result<()> {
    prepared_update(activities::table.find(id)).set(activities::reach.eq(reach)).execute(conn)?;
    Ok(())
}

/// Removes the entry of an activity of ours that changed nothing.
pub fn forget(conn: &mut Conn, id: i64) -> Result<()> {
    diesel::delete(activities::table.find(id)).execute(conn)?;
    Ok(())
}
