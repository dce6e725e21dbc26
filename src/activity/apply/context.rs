//! What a verb has at hand while it is applied.

use crate::activity::stop::Stop;
use crate::actor::{self, Actor};
use crate::app::App;
use crate::error::Error;
use crate::json::{Document, Properties};
use crate::object::{self, Object};
use crate::store::Conn;
use crate::store::types::Timestamp;
use std::collections::HashMap;

/// What was found at an address.
#[derive(Debug, Clone)]
pub enum Found {
    /// A document whose id is this address, from its own origin.
    Document(Document),
    /// It is gone or never was.
    Nothing,
}

/// Documents fetched from their own origins for the activity at hand.
#[derive(Debug, Default)]
pub struct Evidence {
    documents: HashMap<String, Found>,
}

impl Evidence {
    /// Adds what was found at an address.
    pub fn insert(&mut self, url: String, found: Found) {
        if let Found::Document(document) = &found
            && let Some(id) = document.id_of("id").filter(|id| *id != url)
        {
            self.documents.insert(id.to_owned(), found.clone());
        }
        self.documents.insert(url, found);
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
}

impl<'a> Applying<'a> {
    /// Begins now.
    pub fn new(app: &'a App, evidence: &'a Evidence) -> Self {
        Self { app, now: app.now(), evidence }
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

    /// Stores an actor from a document of its own origin, with its keys.
    pub fn store_actor(&self, conn: &mut Conn, document: &Document) -> Result<Actor, Stop> {
        let mut remote = actor::json::parse(document, self.now)?;
        if self.app.urls.is_local(&remote.actor.ap_id) {
            return Err(Stop::Refused(Error::NotFound));
        }
        remote.actor.id = self.app.next_id();
        let stored = actor::model::upsert(conn, &remote.actor)?;
        for key in &mut remote.keys {
            key.actor_id = stored.id;
        }
        actor::keys::replace(conn, stored.id, &remote.keys, self.now)?;
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
        match self.fetched(ap_id)? {
            Found::Document(document) => super::ingest(conn, self, document, &Source::direct()),
            Found::Nothing => Err(Stop::Refused(Error::NotFound)),
        }
    }

    /// What was found at this address of another server; not asked yet means waiting.
    pub fn fetched(&self, url: &str) -> Result<&'a Found, Stop> {
        if self.app.urls.is_local(url) {
            return Err(Stop::Refused(Error::NotFound));
        }
        self.evidence.get(url).ok_or_else(|| Stop::Waiting(url.to_owned()))
    }
}
