//! What the sender of an activity may not know counts as what never was: before a verb looks at it, names of hidden communities and of what is
//! inside protected ones become names that nobody has. So no answer can tell the two apart, whatever the verb.
//!
//! Must never: change what is stored, passed on or proven; that is the activity as it came.

use super::{Applying, Source};
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::activity::verb::Verb;
use crate::actor::audience::is_known_to;
use crate::actor::{self, Actor, ActorKind, Viewer, application};
use crate::id::Urls;
use crate::json::Document;
use crate::object;
use crate::store::Conn;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Collections and endpoints of a community, behind its id.
const PARTS: [&str; 6] = ["members", "moderators", "featured", "followers", "outbox", "inbox"];
/// Texts, which name nothing, and what proves the rest.
const TEXTS: [&str; 7] = ["@context", "content", "name", "proof", "signature", "source", "summary"];
/// So many names are looked at; more no honest activity has.
const MOST: usize = 500;

/// The activity as this sender may mean it. What a community passes on may name what is in it.
pub(super) fn for_sender<'a>(
    conn: &mut Conn,
    cx: &Applying<'_>,
    sender: &Actor,
    activity: &'a Activity,
    source: &Source,
) -> Result<Cow<'a, Activity>, Stop> {
    // Answers are about an activity, by its id: a server without members confirms what a community asked it for, and proves every word of it.
    let answers = matches!(activity.verb, Verb::Accept | Verb::Reject | Verb::TentativeReject);
    if sender.local || answers {
        return Ok(Cow::Borrowed(activity));
    }
    let mut named = BTreeSet::new();
    names(&activity.document, activity.verb, &mut named);
    let unknown = unknown(conn, sender, &named, source)?;
    if unknown.is_empty() {
        return Ok(Cow::Borrowed(activity));
    }
    let mut document = activity.document.clone();
    rename(&mut document, activity.verb, &|name| unknown.contains(base(name)).then(|| nobodys(&cx.app.urls, name)));
    Ok(Cow::Owned(Activity::own(document)?))
}

/// Those of these names that the sender may not know.
fn unknown(conn: &mut Conn, sender: &Actor, named: &BTreeSet<String>, source: &Source) -> Result<BTreeSet<String>, Stop> {
    let viewer = match sender.kind {
        ActorKind::Application => Viewer::Server { actor_id: sender.id },
        ActorKind::Person | ActorKind::Group => Viewer::Peer { actor_id: sender.id },
    };
    let within = source.announced.as_ref().map(|announced| announced.group.id);
    let bases: Vec<&str> = named.iter().map(|name| base(name)).collect();
    let mut unknown = BTreeSet::new();
    for group in actor::model::hidden_among(conn, &bases)? {
        // Who asked before it was hidden goes on with that.
        let concerned = group.id == sender.id || within == Some(group.id) || application::find(conn, group.id, sender.id)?.is_some();
        if !concerned && !is_known_to(conn, viewer, &group)? {
            unknown.insert(group.ap_id);
        }
    }
    for object in object::model::inside_among(conn, &bases)? {
        let concerned = object.actor_id == sender.id || object.group_id.is_some_and(|group| group == sender.id || within == Some(group));
        if !concerned && object::read::find(conn, viewer, object.id).is_err() {
            unknown.insert(object.ap_id);
        }
    }
    Ok(unknown)
}

/// The id of the community whose collection this is, or the name itself.
fn base(name: &str) -> &str {
    name.rsplit_once('/').filter(|(_, part)| PARTS.contains(part)).map_or(name, |(base, _)| base)
}

/// A name of the same shape that nobody has.
fn nobodys(urls: &Urls, name: &str) -> String {
    let part = name.strip_prefix(base(name)).unwrap_or_default();
    match base(name) {
        base if urls.actor_id(base).is_some() => format!("{}{part}", urls.actor(0)),
        base if urls.object_id(base).is_some() => format!("{}{part}", urls.object(0)),
        base => format!("{base}/unknown{part}"),
    }
}

/// Whether a property is somebody else's activity, which is looked at for itself.
fn is_others(verb: Verb, property: &str, value: &Value) -> bool {
    property == "object" && value.is_object() && matches!(verb, Verb::Announce | Verb::Offer)
}

fn names(document: &Document, verb: Verb, found: &mut BTreeSet<String>) {
    for (property, value) in document {
        if !TEXTS.contains(&property.as_str()) && !is_others(verb, property, value) {
            names_in(value, found);
        }
    }
}

fn names_in(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(name) if found.len() < MOST && name.starts_with("http") => {
            found.insert(name.clone());
        }
        Value::Array(values) => values.iter().for_each(|value| names_in(value, found)),
        Value::Object(document) => names(document, Verb::Other, found),
        _ => {}
    }
}

fn rename(document: &mut Document, verb: Verb, new: &dyn Fn(&str) -> Option<String>) {
    for (property, value) in document.iter_mut() {
        if !TEXTS.contains(&property.as_str()) && !is_others(verb, property, value) {
            rename_in(value, new);
        }
    }
}

fn rename_in(value: &mut Value, new: &dyn Fn(&str) -> Option<String>) {
    match value {
        Value::String(name) => {
            if let Some(new) = new(name) {
                *name = new;
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| rename_in(value, new)),
        Value::Object(document) => rename(document, Verb::Other, new),
        _ => {}
    }
}
