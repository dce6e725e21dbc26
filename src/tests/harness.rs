//! `TestApp`: one instance with its own database, clock and cheap keys.

use super::random::SeededRandom;
use crate::activity::log::Entry;
use crate::activity::outbox::{self, Draft, GroupDraft, PersonDraft};
use crate::actor::CommunityReach;
use crate::actor::keys::KeyMaker;
use crate::app::{App, Features, Observers, Parts, TestClock};
use crate::config::Config;
use crate::error::Result;
use crate::object::{self, Object, Reach, Viewer};
use crate::signature::{Algorithm, PrivateKey};
use crate::store::schema::activities;
use crate::store::testing::TestDatabase;
use crate::store::{Conn, Timestamp};
use crate::tools::FEATURES;
use crate::vetting::organisation::{self, Draft as OrganisationDraft};
use crate::vetting::{self, Evidence};
use diesel::prelude::*;
use std::sync::{Arc, OnceLock};

/// RSA keys are slow to make; tests share one pair. Ed25519 keys are fresh.
#[derive(Debug)]
pub(crate) struct SharedKeys;

impl KeyMaker for SharedKeys {
    fn make(&self, algorithm: Algorithm) -> Result<PrivateKey> {
        static RSA: OnceLock<PrivateKey> = OnceLock::new();
        match algorithm {
            Algorithm::RsaSha256 => Ok(RSA.get_or_init(|| PrivateKey::generate(algorithm).unwrap()).clone()),
            Algorithm::Ed25519 => Ok(PrivateKey::generate(algorithm).unwrap()),
        }
    }
}

/// The time at which test clocks stand at first: 2026-11-21T12:00:00Z.
pub(crate) const START: Timestamp = Timestamp::from_seconds(1_795_262_400);

/// One instance.
pub(crate) struct TestApp {
    pub(crate) app: Arc<App>,
    pub(crate) clock: Arc<TestClock>,
    /// Where its pictures are.
    pub(crate) media: tempfile::TempDir,
    _database: TestDatabase,
}

impl TestApp {
    pub(crate) async fn new(database: TestDatabase) -> Self {
        Self::with(database, |_| {}).await
    }

    /// With other settings.
    pub(crate) async fn with(database: TestDatabase, change: impl FnOnce(&mut Config)) -> Self {
        Self::build(database, FEATURES, change).await
    }

    /// With these in place of those who usually look on.
    pub(crate) async fn watched_by(database: TestDatabase, observers: Observers) -> Self {
        Self::build(database, Features { observers, ..FEATURES }, |_| {}).await
    }

    async fn build(database: TestDatabase, features: Features, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config::default();
        config.instance.origin = "http://rudi.localhost:8081".parse().unwrap();
        config.federation.loopback = true;
        let media = tempfile::tempdir().unwrap();
        config.media.directory = media.path().display().to_string();
        change(&mut config);
        let clock = Arc::new(TestClock::at(START));
        let parts = Parts {
            config,
            features,
            clock: Arc::<TestClock>::clone(&clock),
            random: Arc::new(SeededRandom::default()),
            key_maker: Arc::new(SharedKeys),
            store: Some(database.store.clone()),
        };
        Self { app: App::open(parts).await.unwrap(), clock, media, _database: database }
    }

    /// Somebody who administers the instance.
    pub(crate) async fn admin(&self, username: &str) -> i64 {
        self.person_who(username, true).await
    }

    pub(crate) async fn person(&self, username: &str) -> i64 {
        self.person_who(username, false).await
    }

    async fn person_who(&self, username: &str, admin: bool) -> i64 {
        let draft = PersonDraft {
            username: username.to_owned(),
            name: username.to_uppercase(),
            organisation: "Stadt Essen".to_owned(),
            password: "kurzer dienstweg".to_owned(),
            admin,
        };
        outbox::create_person(&self.app, draft).await.unwrap()
    }

    /// Lets an organisation vouch for somebody. Returns the numbers of the organisation and of the vouching.
    pub(crate) async fn vouch(&self, person: i64) -> (i64, i64) {
        let work = move |conn: &mut Conn, app: &App| {
            let level = vetting::Level::Municipality.as_str().to_owned();
            let draft = OrganisationDraft { name: "Stadt Essen".to_owned(), level, ..OrganisationDraft::default() };
            let known = organisation::list(conn, app.now())?.into_iter().find(|listed| listed.organisation.name == draft.name);
            let organisation = match known {
                Some(listed) => listed.organisation.id,
                None => organisation::save(conn, app, None, None, &draft)?,
            };
            Ok((organisation, vetting::vouch(conn, app, person, organisation, Evidence::Word(None))?.id))
        };
        self.app.write(work).await.unwrap()
    }

    /// Somebody for whom an organisation vouches.
    pub(crate) async fn staff(&self, username: &str) -> i64 {
        let person = self.person(username).await;
        self.vouch(person).await;
        person
    }

    pub(crate) async fn group(&self, founder: i64, username: &str) -> i64 {
        outbox::create_group(&self.app, founder, group(username, CommunityReach::Public)).await.unwrap()
    }

    /// A community for its members alone, whose founder is somebody's staff.
    pub(crate) async fn protected_group(&self, founder: i64, username: &str) -> i64 {
        self.vouch(founder).await;
        outbox::create_group(&self.app, founder, group(username, CommunityReach::Closed)).await.unwrap()
    }

    pub(crate) async fn article(&self, author: i64, group: Option<i64>, name: &str, reach: Reach) -> i64 {
        outbox::publish(&self.app, author, article(group, name, reach)).await.unwrap()
    }

    pub(crate) async fn comment(&self, author: i64, parent: i64, text: &str) -> Result<i64> {
        outbox::publish(&self.app, author, comment(parent, text)).await
    }

    pub(crate) async fn thread(&self, viewer: Viewer, root: i64) -> Vec<Object> {
        self.app.read(move |conn, _| object::read::thread(conn, viewer, root)).await.unwrap()
    }

    /// The log of activities, oldest first.
    pub(crate) async fn entries(&self) -> Vec<Entry> {
        let query = activities::table.order(activities::id).select(Entry::as_select());
        self.app.read(move |conn, _| Ok(query.load(conn)?)).await.unwrap()
    }

    pub(crate) async fn object(&self, id: i64) -> Object {
        self.app.read(move |conn, _| object::model::find(conn, id)).await.unwrap()
    }
}

/// A community as it is asked for.
pub(crate) fn group(username: &str, reach: CommunityReach) -> GroupDraft {
    GroupDraft {
        username: username.to_owned(),
        name: format!("Gruppe {username}"),
        source: "Wofür sie da ist".to_owned(),
        posting_restricted: false,
        reach,
    }
}

pub(crate) fn article(group_id: Option<i64>, name: &str, reach: Reach) -> Draft {
    Draft {
        kind: "Article",
        tool: Some("news"),
        group_id,
        in_reply_to: None,
        name: name.to_owned(),
        summary: String::new(),
        source: format!("Text zu **{name}**"),
        reach,
    }
}

pub(crate) fn comment(parent: i64, text: &str) -> Draft {
    Draft {
        kind: "Note",
        tool: None,
        group_id: None,
        in_reply_to: Some(parent),
        name: String::new(),
        summary: String::new(),
        source: text.to_owned(),
        reach: Reach::Public,
    }
}
