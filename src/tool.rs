//! The contract between the kernel and its tools. Knows no HTTP and names no tool.
//!
//! A tool has one or more *kinds* of objects. A kind says which ActivityStreams types it reads and writes, who may do what with its objects,
//! and what else happens in the transaction that stores one. Everything that hangs on objects (answers, reactions, audience, moderation,
//! delivery) comes from the kernel. A trait with an associated type and constants is not dyn compatible, so [`KindEntry::of`] erases it into
//! function pointers; the list of entries is handed to `App`.

use crate::actor::Actor;
use crate::error::{Error, Result};
use crate::json::Document;
use crate::object::{Object, json::Details};
use crate::store::Conn;
use crate::store::types::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Who may do something in a community.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody who is not banned.
    Anyone,
    /// Accepted members.
    Members,
    /// Hosts.
    Hosts,
    /// The author, and hosts.
    Author,
}

/// Who may do what with objects of a kind: data, enforced in one place (`activity::authority`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Roles {
    /// Who may begin one in a community.
    pub create: Who,
    /// Who may answer one.
    pub reply: Who,
    /// Who may change one.
    pub update: Who,
    /// Who may delete one.
    pub delete: Who,
}

/// What happens to an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Created,
    /// Its author gave it a new version.
    Updated,
    /// It is gone.
    Deleted,
}

/// A change of an object, as a kind sees it.
#[derive(Debug)]
pub struct Change<'a, D> {
    /// What happens.
    pub kind: ChangeKind,
    /// The object, after the change.
    pub object: &'a Object,
    /// Who does it.
    pub actor: &'a Actor,
    /// The community, if there is one.
    pub group: Option<&'a Actor>,
    /// What the kind adds to the object.
    pub details: &'a D,
    /// Now.
    pub now: Timestamp,
}

/// Whether a kind took care of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handled {
    /// It did.
    Yes,
    /// It does not know the verb.
    No,
}

/// An activity with a verb only a kind can know, such as `Join`.
#[derive(Debug)]
pub struct Special<'a> {
    /// The activity's type.
    pub verb: &'a str,
    /// The activity.
    pub activity: &'a Document,
    /// Who does it.
    pub actor: &'a Actor,
    /// What it is about.
    pub object: &'a Object,
    /// Now.
    pub now: Timestamp,
}

/// A kind of object of a tool.
pub trait Kind: 'static {
    /// The properties this kind adds to an object. Properties it does not know stay in the object's document and are never dropped.
    type Details: Serialize + DeserializeOwned + Default;
    /// The tool it belongs to: names its collection, URL and texts.
    const TOOL: &'static str;
    /// The ActivityStreams types: the first is written, all are read.
    const TYPES: &'static [&'static str];
    /// Who may do what.
    const ROLES: Roles;

    /// Reads the properties from a document.
    fn read(_document: &Document) -> Result<Self::Details> {
        Ok(Self::Details::default())
    }

    /// Says no before anything is stored (in the transaction): capacity, base version, missing title.
    fn check(_conn: &mut Conn, _change: &Change<'_, Self::Details>) -> Result<()> {
        Ok(())
    }

    /// Keeps the tool's own tables true, in the same transaction.
    fn applied(_conn: &mut Conn, _change: &Change<'_, Self::Details>) -> Result<()> {
        Ok(())
    }

    /// Deals with a verb only this kind knows.
    fn other(_conn: &mut Conn, _special: &Special<'_>) -> Result<Handled> {
        Ok(Handled::No)
    }
}

type ReadFn = fn(&Document) -> Result<Value>;
type ChangeFn = fn(&mut Conn, &Change<'_, Value>) -> Result<()>;
type OtherFn = fn(&mut Conn, &Special<'_>) -> Result<Handled>;

/// A kind with its type erased: what the kernel's list holds.
#[derive(Debug, Clone, Copy)]
pub struct KindEntry {
    /// The tool it belongs to.
    pub tool: &'static str,
    /// The ActivityStreams types.
    pub types: &'static [&'static str],
    /// Who may do what.
    pub roles: Roles,
    read: ReadFn,
    check: ChangeFn,
    applied: ChangeFn,
    other: OtherFn,
}

impl KindEntry {
    /// Erases the type of a kind.
    pub const fn of<K: Kind>() -> Self {
        Self {
            tool: K::TOOL,
            types: K::TYPES,
            roles: K::ROLES,
            read: |document| serde_json::to_value(K::read(document)?).map_err(Error::internal),
            check: |conn, change| with_details::<K>(change, |change| K::check(conn, change)),
            applied: |conn, change| with_details::<K>(change, |change| K::applied(conn, change)),
            other: K::other,
        }
    }

    /// Reads the kind's properties from a document, as JSON for the `details` column.
    pub fn read(&self, document: &Document) -> Result<Value> {
        (self.read)(document)
    }

    /// Asks the kind whether a change may be stored.
    pub fn check(&self, conn: &mut Conn, change: &Change<'_, Value>) -> Result<()> {
        (self.check)(conn, change)
    }

    /// Tells the kind that a change is stored.
    pub fn applied(&self, conn: &mut Conn, change: &Change<'_, Value>) -> Result<()> {
        (self.applied)(conn, change)
    }

    /// Offers a verb the kernel does not know.
    pub fn other(&self, conn: &mut Conn, special: &Special<'_>) -> Result<Handled> {
        (self.other)(conn, special)
    }
}

fn with_details<K: Kind>(change: &Change<'_, Value>, run: impl FnOnce(&Change<'_, K::Details>) -> Result<()>) -> Result<()> {
    let details = if change.details.is_null() {
        K::Details::default()
    } else {
        serde_json::from_value(change.details.clone()).map_err(|_| Error::malformed(format!("properties of {}", K::TOOL)))?
    };
    let Change { kind, object, actor, group, now, .. } = *change;
    run(&Change { kind, object, actor, group, details: &details, now })
}

/// Something that was just done and stored, as those see it who look on: notifications, the search index.
#[derive(Debug)]
pub struct Happening<'a> {
    /// The activity's type; for an `Undo`, that of what is taken back.
    pub verb: &'a str,
    /// Whether it is taken back.
    pub undone: bool,
    /// Who did it.
    pub actor: &'a Actor,
    /// What it is about, after the change.
    pub object: Option<&'a Object>,
    /// The community it happened in.
    pub group: Option<&'a Actor>,
    /// Who is concerned besides: the other side of a relation, who was appointed or banned.
    pub concerned: &'a [Actor],
    /// The reason that was given.
    pub reason: &'a str,
    /// Now.
    pub now: Timestamp,
}

/// What was written, as those see it who keep an index: also what was fetched and is nobody's news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// A person or community is new or says something else about itself.
    Actor(i64),
    /// An object is new, or went with others at once.
    Object(i64),
    /// A copy was emptied: nobody here may read it any more.
    Emptied(i64),
}

/// The list of kinds a server knows.
pub type Kinds = &'static [KindEntry];

/// Which kind an object is: by the collection it is put into (FEP-400e), else by its type. Answers belong to the tool of their thread and
/// are found by the kernel before it asks here.
pub fn kind_of<'a>(kinds: &'a [KindEntry], collection: Option<&str>, type_: &str) -> Option<&'a KindEntry> {
    let by_collection = collection.and_then(|collection| kinds.iter().find(|kind| kind.tool == collection && kind.types.contains(&type_)));
    by_collection.or_else(|| kinds.iter().find(|kind| kind.types.contains(&type_)))
}

/// The kind of a stored object.
pub fn entry_of<'a>(kinds: &'a [KindEntry], object: &Object) -> Option<&'a KindEntry> {
    let tool = object.tool.as_deref()?;
    kinds
        .iter()
        .find(|kind| kind.tool == tool && kind.types.contains(&object.kind.as_str()))
        .or_else(|| kinds.iter().find(|kind| kind.tool == tool))
}

/// What the tool added to a stored object.
pub fn details_of(object: &Object) -> Value {
    serde_json::from_str::<Details>(&object.details).map(|details| details.tool).unwrap_or_default()
}
