//! The community speaks: passes on what it took in, to each server in its own dialect.
//!
//! *Forum* servers and our own get `Announce{activity}` with the activity unchanged (FEP-1b12). *Microblog* servers get the announced id of a
//! beginning and nothing else, never the flood of comments. A server that does not say what it is gets both for beginnings; one that was
//! never asked is asked before anything is sent.

use super::compose::{New, compose, record};
use super::envelope::Activity;
use super::verb::Verb;
use super::{deliver, log};
use crate::activity::compose;
use crate::actor::json::context;
use crate::actor::{self, Actor, member};
use crate::app::App;
use crate::error::{Error, Result};
use crate::id::host_of;
use crate::json::{Document, PUBLIC, Properties};
use crate::object::{self, Object, Reach};
use crate::peer::{self, Dialect, Peer};
use crate::store::Conn;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Passes an activity on to everybody in a community of ours, with the next number of its sequence; a decision also to the servers of those
/// it is about, who may be members no more.
pub fn relay(conn: &mut Conn, app: &App, group: &Actor, activity: &Activity, object: Option<&Object>, about: &[Actor]) -> Result<()> {
    if activity.id.is_empty() {
        return Ok(());
    }
    let seq = actor::model::next_seq(conn, group.id)?;
    if let Some(object) = object.filter(|_| activity.verb == Verb::Create) {
        object::model::publish(conn, object, group.id, Some(seq))?;
    }
    let about = if is_decision(activity) { about } else { &[] };
    // Deletions also go where a copy may have been left behind.
    let left_behind = match object.filter(|_| activity.verb == Verb::Delete && group.is_protected()) {
        Some(object) => object::model::copies(conn, object.id)?,
        None => Vec::new(),
    };
    let inboxes = inboxes(conn, app, group, about, left_behind)?;
    let beginning = object.filter(|object| activity.verb == Verb::Create && object.in_reply_to.is_none());
    let beginning = beginning.filter(|object| matches!(object.reach, Reach::Public | Reach::Unlisted));
    let to = |wanted: &dyn Fn(&Peer) -> bool| -> Vec<String> {
        inboxes.iter().filter(|(_, peer)| wanted(peer)).map(|(inbox, _)| inbox.clone()).collect()
    };
    // What a server is that was never asked turns out before anything is sent to it.
    let whole = to(&|peer| match peer.dialect() {
        _ if group.is_protected() => peer.protects(),
        Dialect::Forum | Dialect::Own => true,
        Dialect::Unknown => beginning.is_some() || peer.probed_at.is_none(),
        Dialect::Microblog => false,
    });
    announce_activity(conn, app, group, activity, seq, object, &whole)?;
    if let Some(object) = beginning {
        announce_object(conn, app, group, object, &to(&|peer| matches!(peer.dialect(), Dialect::Microblog | Dialect::Unknown)))?;
    }
    Ok(())
}

/// The two forms in which a community passes on what happens in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `Announce{activity}`.
    Whole,
    /// `Announce` of an object's id.
    Shown,
}

impl Form {
    /// The form of an activity that was logged; `None` when it is none of a community's announcements.
    pub fn of(entry: &log::Entry) -> Option<Self> {
        if entry.verb != "Announce" || entry.group_id.is_none() || entry.actor_id != entry.group_id {
            return None;
        }
        Some(if entry.seq.is_some() { Self::Whole } else { Self::Shown })
    }
}

/// Whether this announces the first object of a thread.
pub fn is_beginning(conn: &mut Conn, announce: &log::Entry) -> Result<bool> {
    let (Some(activity), Some(object)) = (&announce.object, announce.object_id) else { return Ok(false) };
    let creates = log::by_ap_id(conn, activity)?.is_some_and(|entry| entry.verb == "Create");
    Ok(creates && object::model::find(conn, object)?.in_reply_to.is_none())
}

/// Whether hosts decide about somebody's membership or contribution.
pub(super) fn is_decision(activity: &Activity) -> bool {
    let verb = match (activity.verb, activity.object.document()) {
        (Verb::Undo, Some(inner)) => Verb::parse(inner.kind()),
        (verb, _) => verb,
    };
    matches!(verb, Verb::Add | Verb::Block | Verb::Delete | Verb::Remove)
}

/// Where the members of other servers and these actors are reached, each server once.
fn inboxes(conn: &mut Conn, app: &App, group: &Actor, about: &[Actor], more: Vec<String>) -> Result<BTreeMap<String, Peer>> {
    let mut addresses: BTreeSet<String> = member::remote_inboxes(conn, group.id)?.into_iter().collect();
    addresses.extend(more);
    addresses.extend(about.iter().filter(|actor| !actor.local).map(|actor| actor.delivery_inbox().to_owned()));
    let hosts: BTreeSet<String> = addresses.iter().filter_map(|inbox| host_of(inbox)).collect();
    let (peers, _) = peer::ensure_all(conn, &hosts, || app.next_id(), app.now())?;
    let of = |inbox: String| host_of(&inbox).and_then(|host| peers.get(&host).cloned()).map(|peer| (inbox, peer));
    Ok(addresses.into_iter().filter_map(of).collect())
}

/// `Announce{activity}`: the activity stands in it byte for byte as it came, so that its proof and everything unknown in it survive.
fn announce_activity(
    conn: &mut Conn,
    app: &App,
    group: &Actor,
    activity: &Activity,
    seq: i64,
    object: Option<&Object>,
    inboxes: &[String],
) -> Result<()> {
    let id = app.next_id();
    let mut document = Document::new();
    document.insert("@context".to_owned(), context());
    document.insert("id".to_owned(), json!(app.urls.activity(id)));
    document.insert("type".to_owned(), json!("Announce"));
    document.insert("actor".to_owned(), json!(group.ap_id));
    if group.is_protected() {
        document.insert("to".to_owned(), json!([group.members]));
    } else {
        document.insert("to".to_owned(), json!([PUBLIC]));
        document.insert("cc".to_owned(), json!([group.followers]));
    }
    document.insert("audience".to_owned(), json!(group.ap_id));
    document.insert("published".to_owned(), json!(app.now().rfc3339()));
    document.insert("dw:seq".to_owned(), json!(seq));
    document.insert("object".to_owned(), Value::Object(activity.document.clone()));
    let mut document = compose::prove(conn, app, group.id, document)?;
    document.shift_remove("object");
    let outer = serde_json::to_string(&document).map_err(Error::internal)?;
    let body = splice(&outer, &activity.text);
    let entry = log::Entry {
        id,
        ap_id: app.urls.activity(id),
        verb: "Announce".to_owned(),
        actor_id: Some(group.id),
        actor: group.ap_id.clone(),
        object: Some(activity.id.clone()),
        object_id: object.map(|object| object.id),
        group_id: Some(group.id),
        local: true,
        reach: if group.is_protected() { Reach::Members } else { listed_for(activity) },
        state: log::ActivityState::Applied,
        reason: None,
        waiting_for: None,
        signer_id: None,
        seq: Some(seq),
        attempts: 0,
        body,
        received_at: app.now(),
    };
    log::insert(conn, &entry)?;
    deliver::enqueue_about(conn, app, id, group, group.id, inboxes, object)
}

/// Who finds the announcement of this listed: everybody, if hosts could take it away or did it themselves. Who voted is for members' servers,
/// which count; so is what nobody here understands, since no host could remove what is written in it.
fn listed_for(activity: &Activity) -> Reach {
    let verb = match (activity.verb, activity.object.document()) {
        (Verb::Undo, Some(inner)) => Verb::parse(inner.kind()),
        (verb, _) => verb,
    };
    match verb {
        Verb::Add | Verb::Block | Verb::Create | Verb::Delete | Verb::Lock | Verb::Remove | Verb::Update => Reach::Public,
        _ => Reach::Unlisted,
    }
}

/// Puts the raw text of the inner activity into the outer document's text, which ends with its closing brace.
fn splice(outer: &str, inner: &str) -> String {
    let open = outer.strip_suffix('}').unwrap_or(outer);
    format!("{open},\"object\":{inner}}}")
}

/// `Announce` of a beginning by its id, for servers that show it as a boost.
fn announce_object(conn: &mut Conn, app: &App, group: &Actor, object: &Object, inboxes: &[String]) -> Result<()> {
    if inboxes.is_empty() {
        return Ok(());
    }
    let followers = group.followers.clone().into_iter().collect();
    let new = New::by(group, "Announce", json!(object.ap_id)).to(vec![PUBLIC.to_owned()]).cc(followers).within(Some(group));
    let (id, announce) = compose(conn, app, &new)?;
    record(conn, app, id, group, Some(group), &announce)?;
    log::relate(conn, &announce.id, group, Some(object.id), Some(group.id))?;
    // It is the second form of what the outbox already shows.
    log::set_reach(conn, id, Reach::Unlisted)?;
    deliver::enqueue_about(conn, app, id, group, group.id, inboxes, Some(object))
}
