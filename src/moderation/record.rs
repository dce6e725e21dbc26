//! What hosts of a community decided, read from the log of activities: there is no second list of it.

use crate::activity::apply::{READER, ROLE};
use crate::activity::compose::AS_ADMINISTRATION;
use crate::activity::log::{self, Entry};
use crate::activity::{Activity, Thing, Verb};
use crate::actor::model::Collection;
use crate::actor::{self, Actor};
use crate::error::Result;
use crate::json::{self, Properties};
use crate::object;
use crate::store::Conn;
use crate::store::types::Timestamp;

/// How many entries of the log are looked at together.
const BATCH: i64 = 100;
/// So many of them for one page: reactions that were taken back stand between the decisions.
const BATCHES: usize = 10;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Deed {
    Removed,
    Restored,
    Banned,
    Readmitted,
    Appointed,
    Dismissed,
    Pinned,
    Unpinned,
    Locked,
    Unlocked,
    SetToRead,
    SetToWrite,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Number of its entry in the log.
    pub id: i64,
    /// What was done.
    pub deed: Deed,
    /// Who decided; nobody if only the community is known to have.
    pub by: Option<i64>,
    /// The person it is about, if it is about one.
    pub person: Option<i64>,
    /// The post it is about, if it is about one.
    pub object: Option<i64>,
    /// The reason that was given; may be empty.
    pub reason: String,
    /// Until when, for a ban with an end.
    pub until: Option<Timestamp>,
    /// Whether who decided is no host there, but administers the community's home.
    pub administration: bool,
    /// When we heard of it.
    pub at: Timestamp,
}

/// Some decisions, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// The decisions.
    pub found: Vec<Decision>,
    /// Older ones come before this number; `None` when there are none.
    pub older: Option<i64>,
}

/// What hosts of this community decided, newest first, before this number (use [`i64::MAX`] to begin); at most `limit`.
pub fn decisions(conn: &mut Conn, group: &Actor, before: i64, limit: usize) -> Result<Decisions> {
    let (mut found, mut before) = (Vec::new(), before);
    for _ in 0..BATCHES {
        let entries = log::decisions(conn, group.id, !group.local, before, BATCH)?;
        let last_batch = entries.len() < usize::try_from(BATCH).unwrap_or_default();
        for entry in &entries {
            let Some(decision) = read(conn, entry)? else { continue };
            if found.len() == limit {
                // There is one more: the next page begins with it.
                return Ok(Decisions { found, older: Some(entry.id.saturating_add(1)) });
            }
            found.push(decision);
        }
        match entries.last() {
            Some(last) if !last_batch => before = last.id,
            _ => return Ok(Decisions { found, older: None }),
        }
    }
    Ok(Decisions { found, older: Some(before) })
}

/// What an entry says was decided; `None` if it is something else. Of what was erased with its author only the verb is left.
fn read(conn: &mut Conn, entry: &Entry) -> Result<Option<Decision>> {
    let Ok(document) = json::parse(&entry.body) else { return Ok(None) };
    let announced = entry.verb == "Announce";
    let document = match document.object_of("object").filter(|_| announced) {
        Some(inner) => inner.clone(),
        None => document,
    };
    let decision = Decision {
        id: entry.id,
        deed: Deed::Removed,
        by: entry.actor_id.filter(|_| !announced),
        person: None,
        object: None,
        reason: String::new(),
        until: None,
        administration: false,
        at: entry.received_at,
    };
    let Ok(activity) = Activity::nested(&document) else { return erased(conn, entry, decision) };
    let by = if announced { actor::model::by_ap_id(conn, &activity.actor)?.map(|actor| actor.id) } else { decision.by };
    let administration = activity.document.flag(AS_ADMINISTRATION);
    let decision = Decision { by, reason: activity.summary.clone().unwrap_or_default(), administration, ..decision };
    match activity.verb {
        Verb::Delete => removed(conn, &activity, announced, decision),
        Verb::Undo => undone(conn, &activity, decision),
        Verb::Block => {
            let until = activity.document.time("endTime").or_else(|| activity.document.time("expires"));
            about_person(conn, activity.object_id(), Decision { deed: Deed::Banned, until, ..decision })
        }
        Verb::Lock => about_object(conn, activity.object_id(), Decision { deed: Deed::Locked, ..decision }),
        Verb::Add | Verb::Remove => {
            let add = activity.verb == Verb::Add;
            let Some((_, collection)) = actor::model::group_of_collection(conn, activity.target.as_deref().unwrap_or_default())? else {
                return Ok(None);
            };
            let reads = activity.document.text(ROLE) == Some(READER);
            match (collection, add) {
                (Collection::Members, true) if reads => {
                    about_person(conn, activity.object_id(), Decision { deed: Deed::SetToRead, ..decision })
                }
                (Collection::Members, true) => about_person(conn, activity.object_id(), Decision { deed: Deed::SetToWrite, ..decision }),
                (Collection::Members, false) => Ok(None),
                (Collection::Hosts, true) => about_person(conn, activity.object_id(), Decision { deed: Deed::Appointed, ..decision }),
                (Collection::Hosts, false) => about_person(conn, activity.object_id(), Decision { deed: Deed::Dismissed, ..decision }),
                (Collection::Pinned, true) => about_object(conn, activity.object_id(), Decision { deed: Deed::Pinned, ..decision }),
                (Collection::Pinned, false) => about_object(conn, activity.object_id(), Decision { deed: Deed::Unpinned, ..decision }),
            }
        }
        _ => Ok(None),
    }
}

fn about_person(conn: &mut Conn, id: Option<&str>, decision: Decision) -> Result<Option<Decision>> {
    let person = actor::model::by_ap_id(conn, id.unwrap_or_default())?.map(|actor| actor.id);
    Ok(Some(Decision { person, ..decision }))
}

fn about_object(conn: &mut Conn, id: Option<&str>, decision: Decision) -> Result<Option<Decision>> {
    let object = object::model::by_ap_id(conn, id.unwrap_or_default())?;
    let person = object.as_ref().map(|object| object.actor_id);
    Ok(Some(Decision { person, object: object.map(|object| object.id), ..decision }))
}

/// A removal. What authors delete themselves is nobody else's business; where their server speaks for their hosts, nobody is named.
fn removed(conn: &mut Conn, activity: &Activity, announced: bool, decision: Decision) -> Result<Option<Decision>> {
    let own = |found: &Decision| found.by.is_some() && found.by == found.person;
    Ok(match about_object(conn, activity.object_id(), decision)? {
        Some(found) if found.object.is_none() || own(&found) && !announced => None,
        Some(found) if own(&found) => Some(Decision { by: None, ..found }),
        found => found,
    })
}

/// A decision that was taken back. The word that other software wants in such an `Undo` is no reason.
fn undone(conn: &mut Conn, activity: &Activity, decision: Decision) -> Result<Option<Decision>> {
    let inner = match (activity.object.activity(), &activity.object) {
        (Some(inner), _) => Some(inner.clone()),
        (None, Thing::Id(id)) => log::by_ap_id(conn, id)?.and_then(|entry| json::parse(&entry.body).ok()),
        (None, Thing::Embedded(_)) => None,
    };
    let Some(inner) = inner.and_then(|inner| Activity::nested(&inner).ok()) else { return Ok(None) };
    let decision = Decision { reason: String::new(), ..decision };
    match inner.verb {
        Verb::Delete => about_object(conn, inner.object_id(), Decision { deed: Deed::Restored, ..decision }),
        Verb::Lock => about_object(conn, inner.object_id(), Decision { deed: Deed::Unlocked, ..decision }),
        Verb::Block => about_person(conn, inner.object_id(), Decision { deed: Deed::Readmitted, ..decision }),
        _ => Ok(None),
    }
}

fn erased(conn: &mut Conn, entry: &Entry, decision: Decision) -> Result<Option<Decision>> {
    match entry.verb.as_str() {
        "Block" => about_person(conn, entry.object.as_deref(), Decision { deed: Deed::Banned, ..decision }),
        "Lock" => about_object(conn, entry.object.as_deref(), Decision { deed: Deed::Locked, ..decision }),
        _ => Ok(None),
    }
}
