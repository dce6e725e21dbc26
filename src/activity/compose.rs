//! Writing activities of our own: ids, `@context`, integrity proofs, and their row in the log.

use super::envelope::Activity;
use super::log::{self, Entry};
use crate::actor::Actor;
use crate::actor::json::context;
use crate::app::App;
use crate::error::{Error, Result};
use crate::json::{Document, PUBLIC};
use crate::object::Reach;
use crate::signature;
use crate::store::{Conn, Timestamp};
use serde_json::{Value, json};

/// What decisions carry about which an administrator of the community's home decided who is no host there.
pub const AS_ADMINISTRATION: &str = "dw:asAdministration";

/// An activity about to be made by a local actor.
#[derive(Debug, Clone)]
pub struct New<'a> {
    /// Who does it.
    pub actor: &'a Actor,
    /// Its type.
    pub kind: &'a str,
    /// What it is about: an id or a document.
    pub object: Value,
    /// Primary addressees.
    pub to: Vec<String>,
    /// Secondary addressees.
    pub cc: Vec<String>,
    /// The community it happens in.
    pub group: Option<&'a Actor>,
    /// Further properties.
    pub extra: Vec<(&'static str, Value)>,
}

impl<'a> New<'a> {
    /// An activity without addressees.
    pub const fn by(actor: &'a Actor, kind: &'a str, object: Value) -> Self {
        Self { actor, kind, object, to: Vec::new(), cc: Vec::new(), group: None, extra: Vec::new() }
    }

    /// Addresses it.
    #[must_use]
    pub fn to(mut self, to: Vec<String>) -> Self {
        self.to = to;
        self
    }

    /// Addresses it further.
    #[must_use]
    pub fn cc(mut self, cc: Vec<String>) -> Self {
        self.cc = cc;
        self
    }

    /// Says which community it happens in (`audience`, FEP-1b12).
    #[must_use]
    pub const fn within(mut self, group: Option<&'a Actor>) -> Self {
        self.group = group;
        self
    }

    /// Adds a property.
    #[must_use]
    pub fn with(mut self, property: &'static str, value: Value) -> Self {
        self.extra.push((property, value));
        self
    }
}

/// Gives the activity an id, a `@context` and a proof (FEP-8b32).
pub fn compose(conn: &mut Conn, app: &App, new: &New<'_>) -> Result<(i64, Activity)> {
    let id = app.next_id();
    let mut document = Document::new();
    document.insert("@context".to_owned(), context());
    document.insert("id".to_owned(), json!(app.urls.activity(id)));
    document.insert("type".to_owned(), json!(new.kind));
    document.insert("actor".to_owned(), json!(new.actor.ap_id));
    if !new.to.is_empty() {
        document.insert("to".to_owned(), json!(new.to));
    }
    if !new.cc.is_empty() {
        document.insert("cc".to_owned(), json!(new.cc));
    }
    if let Some(group) = new.group {
        document.insert("audience".to_owned(), json!(group.ap_id));
    }
    for (property, value) in &new.extra {
        if !value.is_null() {
            document.insert((*property).to_owned(), value.clone());
        }
    }
    document.insert("published".to_owned(), json!(app.now().rfc3339()));
    document.insert("object".to_owned(), new.object.clone());
    Ok((id, Activity::own(prove(conn, app, new.actor.id, document)?)?))
}

/// Adds an integrity proof by this local actor.
pub fn prove(conn: &mut Conn, app: &App, actor_id: i64, document: Document) -> Result<Document> {
    let keys = app.signing_keys(conn, actor_id)?;
    // Whole seconds: software that reads a time and writes it again must get the same text, or the proof no longer holds.
    let created = Timestamp::from_seconds(app.now().seconds()).rfc3339();
    let mut value = Value::Object(document);
    signature::add_proof(&mut value, &keys.ed25519, &keys.ed25519_id, &created).map_err(Error::internal)?;
    match value {
        Value::Object(document) => Ok(document),
        _ => Err(Error::internal("a proof changed the document's type")),
    }
}

/// Writes an activity of ours to the log, so that it can be fetched at its id and resent.
pub fn record(conn: &mut Conn, app: &App, id: i64, actor: &Actor, group: Option<&Actor>, activity: &Activity) -> Result<()> {
    let entry = Entry {
        actor_id: Some(actor.id),
        group_id: group.map(|group| group.id),
        local: true,
        reach: reach(activity),
        ..Entry::new(id, activity, app.now())
    };
    log::insert(conn, &entry).map(drop)
}

/// Who may read an activity at its id: everybody when it is public, else only who it was sent to.
pub fn reach(activity: &Activity) -> Reach {
    let public = |list: &[String]| list.iter().any(|url| url == PUBLIC);
    if public(&activity.to) {
        Reach::Public
    } else if public(&activity.cc) {
        Reach::Unlisted
    } else {
        Reach::Direct
    }
}

/// The collections of a community's tools: name and id (`streams`, ActivityPub §4.1).
pub fn streams(app: &App, group: &Actor) -> Vec<(&'static str, String)> {
    if !group.is_group() {
        return Vec::new();
    }
    let mut streams: Vec<(&'static str, String)> = Vec::new();
    for kind in app.kinds {
        if !streams.iter().any(|(tool, _)| *tool == kind.tool) {
            streams.push((kind.tool, format!("{}/collections/{}", group.ap_id, kind.tool)));
        }
    }
    streams
}
