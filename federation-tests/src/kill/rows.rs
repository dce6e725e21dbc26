//! What a database holds, in words that mean the same on every instance.

use dienstweg::activity::log::ActivityState;
use dienstweg::administration::recount;
use dienstweg::error::Result;
use dienstweg::notification::by_mail;
use dienstweg::object::{Object, ObjectState, Reach};
use dienstweg::store::schema::{activities, actors, deliveries, follows, jobs, members, notifications, objects, reactions};
use dienstweg::store::{Conn, Store, StoreSettings, Timestamp};
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An actor.
#[derive(Debug, Clone)]
pub(super) struct ActorRow {
    pub(super) ap_id: String,
    pub(super) username: String,
    pub(super) local: bool,
    pub(super) followers: i64,
    /// The number of its newest announcement.
    pub(super) last_seq: i64,
}

/// Membership of somebody in a community: both by id. True once accepted.
pub(super) type Relations = BTreeMap<(String, String), bool>;

/// Everything the checker looks at.
#[derive(Debug)]
pub(super) struct Snapshot {
    pub(super) actors: HashMap<i64, ActorRow>,
    pub(super) objects: Vec<Object>,
    /// Object, whose, which: by their ids here.
    pub(super) reactions: Vec<(i64, String, i16, String)>,
    pub(super) members: Relations,
    pub(super) follows: Relations,
    /// The numbers of each community's announcements, by the community's id.
    pub(super) seqs: BTreeMap<String, Vec<i64>>,
    /// Which of ours were emptied, since what they announced was deleted: they are not sent any more.
    pub(super) erased: BTreeSet<(String, i64)>,
    /// Verb, actor and reason of what was refused.
    pub(super) refused: Vec<String>,
    /// Those who were told the same twice.
    pub(super) told_twice: usize,
    /// Every activity: what happened to it, and its text.
    pub(super) log: Vec<String>,
    /// What waits.
    pub(super) waiting: Vec<String>,
}

impl Snapshot {
    /// Reads it.
    pub(super) async fn read(store: &Store) -> Result<Self> {
        store.read(snapshot).await
    }

    /// The object with this id of ours.
    pub(super) fn object(&self, id: i64) -> Option<&Object> {
        self.objects.iter().find(|object| object.id == id)
    }

    /// The id that an actor has everywhere.
    pub(super) fn actor(&self, id: i64) -> &str {
        self.actors.get(&id).map_or("nobody", |actor| actor.ap_id.as_str())
    }
}

/// A database, opened beside the program.
pub(super) fn open(url: &str) -> Store {
    Store::open(&StoreSettings { readers: 1, writers: 1, ..StoreSettings::new(url) }).expect("the database")
}

/// What everything in a database says, and whether it is deleted.
///
/// # Panics
/// When it cannot be read.
pub async fn sources(url: &str) -> Vec<(String, bool)> {
    let snapshot = Snapshot::read(&open(url)).await.expect("the rows");
    snapshot.objects.into_iter().map(|object| (object.source, object.deleted_at.is_some())).collect()
}

/// What waits in the database at this address, a line each.
///
/// # Panics
/// When it cannot be read.
pub async fn waiting_in(url: &str) -> Vec<String> {
    open(url).read(waiting).await.expect("the queues")
}

/// What waits in a database, a line each.
pub(super) fn waiting(conn: &mut Conn) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    let due: Vec<(String, i16, i32, String)> =
        deliveries::table.select((deliveries::inbox, deliveries::state, deliveries::attempts, deliveries::last_error)).load(conn)?;
    lines.extend(due.into_iter().filter(|due| due.1 == 0).map(|due| format!("delivery to {}, {} tries: {}", due.0, due.2, due.3)));
    let queued: Vec<(String, String, i32, String)> =
        jobs::table.select((jobs::kind, jobs::payload, jobs::attempts, jobs::last_error)).load(conn)?;
    // These come again for ever.
    let queued = queued.into_iter().filter(|job| ![by_mail::ROUND, recount::RECOUNT].contains(&job.0.as_str()));
    lines.extend(queued.map(|job| format!("job {} {}, {} tries: {}", job.0, job.1, job.2, job.3)));
    let kept: Vec<(String, String, Option<String>, Option<String>)> = activities::table
        .filter(activities::state.eq_any([ActivityState::Waiting, ActivityState::Quarantined]))
        .select((activities::verb, activities::ap_id, activities::waiting_for, activities::reason))
        .load(conn)?;
    lines.extend(kept.into_iter().map(|kept| format!("{} {} for {:?}: {:?}", kept.0, kept.1, kept.2, kept.3)));
    Ok(lines)
}

fn snapshot(conn: &mut Conn) -> Result<Snapshot> {
    let rows: Vec<(i64, String, String, bool, i64, i64)> = actors::table
        .select((actors::id, actors::ap_id, actors::username, actors::local, actors::follower_count, actors::next_seq))
        .load(conn)?;
    let row = |(id, ap_id, username, local, followers, last_seq)| (id, ActorRow { ap_id, username, local, followers, last_seq });
    let actors: HashMap<i64, ActorRow> = rows.into_iter().map(row).collect();
    let name = |id: &i64| actors.get(id).map_or_else(|| format!("unknown {id}"), |actor| actor.ap_id.clone());
    let relations = |rows: Vec<(i64, i64, i16)>| -> Relations {
        rows.iter().map(|(whom, who, state)| ((name(whom), name(who)), *state == 1)).collect()
    };
    let member_rows = members::table.select((members::group_id, members::actor_id, members::state)).load(conn)?;
    let follow_rows = follows::table.select((follows::target_id, follows::follower_id, follows::state)).load(conn)?;
    type Logged = (String, String, i16, Option<String>, Option<i64>, Timestamp, String);
    let logged: Vec<Logged> = activities::table
        .order(activities::id)
        .select((
            activities::verb,
            activities::ap_id,
            activities::state,
            activities::reason,
            activities::seq,
            activities::received_at,
            activities::body,
        ))
        .load(conn)?;
    let line = |(verb, ap_id, state, reason, seq, at, body): Logged| {
        format!("{} {verb} {ap_id} state {state} {} {seq:?} {body}", at.rfc3339(), reason.unwrap_or_default())
    };
    let announced: Vec<(String, Option<i64>, String)> = activities::table
        .filter(activities::verb.eq("Announce"))
        .select((activities::actor, activities::seq, activities::body))
        .load(conn)?;
    let mut seqs: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    let mut erased: BTreeSet<(String, i64)> = BTreeSet::new();
    for (actor, seq, body) in announced {
        // Where an announcement was received its number stands in the text alone.
        let document: serde_json::Value = serde_json::from_str(&body).unwrap_or_default();
        if let Some(seq) = seq.filter(|_| body == "{}") {
            erased.insert((actor.clone(), seq));
        }
        seqs.entry(actor).or_default().extend(seq.or(document["dw:seq"].as_i64()));
    }
    let refused: Vec<(String, String, Option<String>)> = activities::table
        .filter(activities::state.eq(ActivityState::Refused))
        .select((activities::verb, activities::actor, activities::reason))
        .load(conn)?;
    let told: Vec<(i64, i16, i64, Option<i64>)> = notifications::table
        .filter(notifications::object_id.is_not_null())
        .select((notifications::actor_id, notifications::kind, notifications::by_id, notifications::object_id))
        .load(conn)?;
    Ok(Snapshot {
        objects: objects::table.order(objects::id).select(Object::as_select()).load(conn)?,
        reactions: reactions::table.select((reactions::object_id, reactions::actor_key, reactions::kind, reactions::emoji)).load(conn)?,
        members: relations(member_rows),
        follows: relations(follow_rows),
        seqs,
        erased,
        refused: refused.into_iter().map(|(verb, actor, reason)| format!("{verb} by {actor}: {}", reason.unwrap_or_default())).collect(),
        told_twice: told.len() - told.iter().collect::<BTreeSet<_>>().len(),
        log: logged.into_iter().map(line).collect(),
        waiting: waiting(conn)?,
        actors,
    })
}

/// Whether an answer counts at what it answers.
pub(super) fn is_counted(object: &Object) -> bool {
    object.deleted_at.is_none() && object.state == ObjectState::Published && !matches!(object.reach, Reach::Direct | Reach::Followers)
}
