//! What a verb has at hand while it is applied.

use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::actor::{self, Actor};
use crate::app::App;
use crate::error::{Error, Reason, Result};
use crate::id::host_of;
use crate::json::{Document, Properties};
use crate::object::json::ObjectJson;
use crate::object::shown::Shown;
use crate::object::{self, Object};
use crate::policy::{self, Direction, Question};
use crate::store::Conn;
use crate::store::types::Timestamp;
use crate::tool::Stored;
use std::cell::RefCell;
use std::collections::HashMap;

/// The most objects that are taken in because one answers the other: with their authors, as many documents as one activity may wait for.
const MAX_DEPTH: usize = 9;

/// What was found at an address.
#[derive(Debug, Clone)]
pub enum Found {
    /// A document whose id is this address, from its own origin.
    Document(Document),
    /// It is gone or never was.
    Nothing,
}

/// Documents fetched from their own origins for the activity at hand.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    documents: HashMap<String, Found>,
    shown: Shown,
}

impl Evidence {
    /// For applying this document. Makes its texts safe, which takes long at times: never in a transaction.
    pub fn for_document(document: &Document) -> Self {
        let mut evidence = Self::default();
        evidence.shown.add(document);
        evidence
    }

    /// For applying what we composed ourselves: its texts were made safe when they were written.
    pub fn for_own(document: &Document) -> Self {
        let mut evidence = Self::default();
        evidence.shown.keep(document);
        evidence
    }

    /// Adds what was found at an address, with its texts made safe: never in a transaction.
    pub fn insert(&mut self, url: String, found: Found) {
        if let Found::Document(document) = &found {
            let page = document.object_of("first").unwrap_or(document);
            page.objects_of("orderedItems").into_iter().chain([document]).for_each(|document| self.shown.add(document));
        }
        if let Found::Document(document) = &found
            && let Some(id) = document.id_of("id").filter(|id| *id != url)
        {
            self.documents.insert(id.to_owned(), found.clone());
        }
        self.documents.insert(url, found);
    }

    /// Reads an object.
    pub fn read(&self, document: &Document) -> Result<ObjectJson> {
        ObjectJson::parse_shown(document, &self.shown)
    }

    /// What was found at this address, if it was asked.
    pub fn get(&self, url: &str) -> Option<&Found> {
        self.documents.get(url)
    }

    /// How many addresses were asked.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether nothing was asked yet.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }
}

/// A community passed it on.
#[derive(Debug, Clone)]
pub struct Announced {
    /// The community.
    pub group: Actor,
    /// Its place in the community's sequence.
    pub seq: Option<i64>,
}

/// How an activity came to us.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its actor certainly did it: signed, proven, fetched from its origin, or done here.
    pub authentic: bool,
    /// The community that passed it on, whose `Announce` is certain.
    pub announced: Option<Announced>,
}

impl Source {
    /// The actor did it, directly.
    pub const fn direct() -> Self {
        Self { authentic: true, announced: None }
    }

    /// A community says so.
    pub const fn announced(announced: Announced) -> Self {
        Self { authentic: false, announced: Some(announced) }
    }

    /// Whether this community passed it on.
    pub fn is_announced_by(&self, group: &Actor) -> bool {
        self.announced.as_ref().is_some_and(|announced| announced.group.id == group.id)
    }
}

/// The instance, the time and the evidence.
#[derive(Debug)]
pub struct Applying<'a> {
    /// The instance.
    pub app: &'a App,
    /// Now.
    pub now: Timestamp,
    /// What was fetched for this activity.
    pub evidence: &'a Evidence,
    /// The objects that wait for what they answer, each answered by the one before.
    answering: RefCell<Vec<String>>,
}

impl<'a> Applying<'a> {
    /// Begins now.
    pub fn new(app: &'a App, evidence: &'a Evidence) -> Self {
        Self { app, now: app.now(), evidence, answering: RefCell::default() }
    }

    /// The actor with this id: known, or from the evidence, or waited for.
    pub fn actor(&self, conn: &mut Conn, ap_id: &str) -> Result<Actor, Stop> {
        if let Some(actor) = actor::model::by_ap_id(conn, ap_id)? {
            if actor.deleted_at.is_some() {
                return Err(Stop::Refused(Error::Gone));
            }
            return Ok(actor);
        }
        match self.fetched(ap_id)? {
            Found::Document(document) => self.store_actor(conn, document),
            Found::Nothing => Err(Stop::Refused(Error::NotFound)),
        }
    }

    /// Stores an actor from a document of its own origin, with its keys; as we knew it, if its server is no longer the one we knew.
    pub fn store_actor(&self, conn: &mut Conn, document: &Document) -> Result<Actor, Stop> {
        let mut remote = actor::json::parse(document, self.now)?;
        if self.app.urls.is_local(&remote.actor.ap_id) {
            return Err(Stop::Refused(Error::NotFound));
        }
        if let Some(known) = actor::model::by_ap_id(conn, &remote.actor.ap_id)?
            && !super::pin::is_itself(conn, self, &known, &remote.keys)?
        {
            // Nothing of the new document counts, its keys least of all.
            super::pin::set_aside(conn, self, &known.host)?;
            return Ok(known);
        }
        if !super::pin::may_speak_for_its_server(conn, self, &remote.actor)? {
            actor::json::speaks_for_itself_alone(&mut remote.actor);
        }
        remote.actor.id = self.app.next_id();
        let stored = actor::model::upsert(conn, &remote.actor)?;
        for key in &mut remote.keys {
            key.actor_id = stored.id;
        }
        actor::keys::replace(conn, stored.id, &remote.keys, self.now)?;
        self.app.stored(conn, Stored::Actor(stored.id))?;
        if stored.is_group() {
            crate::peer::observe(conn, &stored.host, crate::peer::Dialect::Forum)?;
        }
        Ok(stored)
    }

    /// The object with this id: known, or from the evidence, or waited for.
    pub fn object(&self, conn: &mut Conn, ap_id: &str) -> Result<Object, Stop> {
        if let Some(object) = object::model::by_ap_id(conn, ap_id)? {
            return Ok(object);
        }
        // Answers can stand in a circle, and chains of them have no end.
        let beyond = |answering: &[String]| answering.len() > MAX_DEPTH || answering.iter().any(|open| open == ap_id);
        if beyond(&self.answering.borrow()) {
            return Err(Stop::Refused(Error::NotFound));
        }
        match self.fetched(ap_id)? {
            Found::Document(document) => super::ingest(conn, self, document, &Source::direct()),
            Found::Nothing => Err(Stop::Refused(Error::NotFound)),
        }
    }

    /// Refuses what the policy does not let in: what blocked servers' people do does not come in through others.
    pub fn check_policy(&self, peer: &str, activity: &Activity) -> Result<(), Stop> {
        let object_type = activity.object.document().map(|document| document.kind().to_owned());
        let question = Question {
            direction: Direction::Inbound,
            peer,
            verb: &activity.kind,
            object_type: object_type.as_deref(),
            community: None,
            actor: Some(&activity.actor),
        };
        if policy::decide(&self.app.policy(), &question).goes_on() {
            return Ok(());
        }
        let host = host_of(&activity.actor).unwrap_or_default();
        Err(Stop::Refused(Error::Forbidden(Reason::with("error-instance-not-allowed", host))))
    }

    /// What this object answers, looked for while the object itself is not there yet.
    pub(super) fn answered_by(&self, conn: &mut Conn, object: &str, in_reply_to: &str) -> Result<Object, Stop> {
        self.answering.borrow_mut().push(object.to_owned());
        let answered = self.object(conn, in_reply_to);
        self.answering.borrow_mut().pop();
        answered
    }

    /// What was found at this address of another server; not asked yet means waiting.
    pub fn fetched(&self, url: &str) -> Result<&'a Found, Stop> {
        if self.app.urls.is_local(url) {
            return Err(Stop::Refused(Error::NotFound));
        }
        self.evidence.get(url).ok_or_else(|| Stop::Waiting(url.to_owned()))
    }
}
