//! Opening an instance: database, node number, server actor, policy.

use super::{App, Clock, Features, Limits, Once, Random, Streams, SystemClock, SystemRandom};
use crate::actor::account::Hashed;
use crate::actor::keys::{FreshKeys, Key, KeyMaker, first_key_ids};
use crate::actor::{self, Actor, ActorKind, CommunityReach};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::http::{self, SystemResolver};
use crate::id::{IdGenerator, Urls};
use crate::media::{self as pictures, Shelf};
use crate::openid::Providers;
use crate::policy::{self, PolicySnapshot};
use crate::setting::{self, Change};
use crate::signature::Algorithm;
use crate::store::schema::{
    accounts, activities, actors, administration_log, deliveries, exports, identities, invitations, jobs, media, objects, reactions,
};
use crate::store::types::Timestamp;
use crate::store::{Conn, Store, StoreSettings, node};
use diesel::prelude::*;
use moka::sync::Cache;
use std::sync::{Arc, RwLock};
use std::time::Duration;
use tokio::sync::Semaphore;

/// The user name of the actor that speaks for the server itself (FEP-d556).
pub const SERVER_USERNAME: &str = "instanz";
/// How long a process owns its node number without renewing it.
pub const NODE_LEASE: Duration = Duration::from_secs(600);
/// A process that has not renewed for so long is taken for dead when there is no number left; it renews several times within this.
const NODE_SILENCE: Duration = Duration::from_secs(30);
/// How many actors' private keys stay parsed.
const CACHED_KEYS: u64 = 10_000;
/// How long: a command or another process may give an actor new keys.
const CACHED_KEYS_FOR: Duration = Duration::from_secs(10);

/// How many passwords are hashed at the same time: each takes a core for tens of milliseconds and 19 MiB.
const HASHES: usize = 4;

/// What an instance is made of.
pub struct Parts {
    /// Settings, already validated.
    pub config: Config,
    /// What is built on the kernel.
    pub features: Features,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// Key pairs.
    pub key_maker: Arc<dyn KeyMaker>,
    /// An open database, already migrated; `None` opens and migrates what the settings name.
    pub store: Option<Store>,
}

impl Parts {
    /// The parts of a real instance.
    pub fn new(config: Config, features: Features) -> Self {
        Self {
            config,
            features,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom::new()),
            key_maker: Arc::new(FreshKeys),
            store: None,
        }
    }
}

impl App {
    /// Opens an instance. Applies missing migrations, takes a node number, makes the server's own actor at the first start.
    pub async fn open(parts: Parts) -> Result<Arc<Self>> {
        let Parts { config, features, clock, random, key_maker, store } = parts;
        let store = match store {
            Some(store) => store,
            None => open_store(&config).await?,
        };
        let urls = Urls::new(&config.instance.origin.url(""));
        let http = http_client(&config)?;
        let mut name = [0; 8];
        random.fill(&mut name);
        let process = format!("{:016x}", u64::from_be_bytes(name));
        let now = clock.now();
        let owner = process.clone();
        let (node, highest) =
            store.write(move |conn| Ok((node::claim(conn, &owner, now, NODE_LEASE, NODE_SILENCE)?, highest_id(conn)?))).await?;
        let ids = IdGenerator::new(node, highest);
        let given = config.clone();
        let changeable = store.read(move |conn| setting::load(conn, &given)).await?;
        let server_actor_id = server_actor(&store, &urls, &ids, &key_maker, &changeable.name, now).await?;
        let settings = config.federation.clone();
        let policy = store.read(move |conn| policy::load(conn, &settings)).await?.with_own_host(urls.host());
        Ok(Arc::new(Self {
            media: Shelf::open(&config, signing_time(&clock))?,
            providers: Providers::open(&config)?,
            streams: Arc::new(Streams::new(config.server.max_connections as usize / 2)),
            config,
            urls,
            store,
            http,
            kinds: features.kinds,
            observers: features.observers,
            indexers: features.indexers,
            key_maker,
            process,
            server_actor_id,
            limits: Limits::default(),
            requests: Limits::default(),
            once: Once::default(),
            hashing: Semaphore::new(HASHES),
            hashed: Hashed::default(),
            // More than there are processors would only take turns at them.
            signing: Semaphore::new(std::thread::available_parallelism().map_or(1, usize::from)),
            clock,
            random,
            ids,
            policy: RwLock::new(Arc::new(policy)),
            settings: RwLock::new(Arc::new(changeable)),
            signing_keys: Cache::builder().max_capacity(CACHED_KEYS).time_to_live(CACHED_KEYS_FOR).build(),
            asked_in_vain: Cache::new(CACHED_KEYS),
            looked_up: Cache::new(CACHED_KEYS),
        }))
    }

    /// Reads the policy's rules again, after they changed.
    pub async fn reload_policy(self: &Arc<Self>) -> Result<()> {
        let snapshot: PolicySnapshot = self.read(|conn, app| policy::load(conn, &app.config.federation)).await?;
        self.set_policy(snapshot.with_own_host(self.urls.host()));
        Ok(())
    }

    /// Reads the settings again, after they changed here or in another process.
    pub async fn reload_settings(self: &Arc<Self>) -> Result<()> {
        let settings = self.read(|conn, app| setting::load(conn, &app.config)).await?;
        self.set_settings(settings);
        Ok(())
    }

    /// Changes settings, and puts them in force.
    ///
    /// # Errors
    /// `Invalid` at the fields that are to be mended; nothing is changed then.
    pub async fn change_settings(self: &Arc<Self>, changes: Vec<Change>) -> Result<()> {
        let changes = setting::checked_all(&self.settings(), changes)?;
        self.write(move |conn, app| setting::save(conn, &app.config, &changes)).await?;
        self.reload_settings().await
    }

    /// Prolongs the lease of this process's node number; an error means that ids must no longer be made.
    pub async fn renew_node(self: &Arc<Self>) -> Result<()> {
        let node = self.ids.node();
        let claimed = self.write(move |conn, app| match node::renew(conn, node, &app.process, app.now(), NODE_LEASE)? {
            true => Ok(node),
            false => node::claim(conn, &app.process, app.now(), NODE_LEASE, NODE_SILENCE),
        });
        let claimed = claimed.await?;
        if claimed != node {
            tracing::warn!(node, claimed, "another process took over this one's node number; it has another one now");
            self.ids.set_node(claimed);
        }
        Ok(())
    }

    /// Gives the node number back at a regular end.
    pub async fn close(self: &Arc<Self>) -> Result<()> {
        let node = self.ids.node();
        self.write(move |conn, app| node::release(conn, node, &app.process)).await
    }
}

/// The time for signatures of requests to the storage of pictures.
fn signing_time(clock: &Arc<dyn Clock>) -> pictures::Now {
    let clock = Arc::clone(clock);
    Arc::new(move || clock.now())
}

/// The one way out, as these settings want it.
///
/// # Errors
/// As [`http::Client::new`].
pub fn http_client(config: &Config) -> Result<http::Client> {
    let mode = if config.federation.loopback { http::Mode::Loopback } else { http::Mode::Public };
    let user_agent = format!("Dienstweg/{} (+{})", env!("CARGO_PKG_VERSION"), config.origin());
    http::Client::new(http::Settings::new(user_agent, mode), Arc::new(SystemResolver::new()))
}

async fn open_store(config: &Config) -> Result<Store> {
    let settings = StoreSettings { readers: config.database.readers, ..StoreSettings::new(config.database.url.clone()) };
    let opened = tokio::task::spawn_blocking(move || Store::open_and_migrate(&settings)).await.map_err(Error::internal)?;
    Ok(opened?.0)
}

/// The highest id in use: new ones begin above it, whatever the clock says.
fn highest_id(conn: &mut Conn) -> Result<i64> {
    let highest: [Option<i64>; 12] = [
        accounts::table.select(diesel::dsl::max(accounts::id)).first(conn)?,
        invitations::table.select(diesel::dsl::max(invitations::id)).first(conn)?,
        actors::table.select(diesel::dsl::max(actors::id)).first(conn)?,
        objects::table.select(diesel::dsl::max(objects::id)).first(conn)?,
        activities::table.select(diesel::dsl::max(activities::id)).first(conn)?,
        deliveries::table.select(diesel::dsl::max(deliveries::id)).first(conn)?,
        jobs::table.select(diesel::dsl::max(jobs::id)).first(conn)?,
        reactions::table.select(diesel::dsl::max(reactions::id)).first(conn)?,
        media::table.select(diesel::dsl::max(media::id)).first(conn)?,
        administration_log::table.select(diesel::dsl::max(administration_log::id)).first(conn)?,
        exports::table.select(diesel::dsl::max(exports::id)).first(conn)?,
        identities::table.select(diesel::dsl::max(identities::id)).first(conn)?,
    ];
    Ok(highest.into_iter().flatten().max().unwrap_or_default())
}

async fn server_actor(
    store: &Store,
    urls: &Urls,
    ids: &IdGenerator,
    key_maker: &Arc<dyn KeyMaker>,
    name: &str,
    now: Timestamp,
) -> Result<i64> {
    let host = urls.host().to_owned();
    if let Some(known) = store.read(move |conn| actor::model::by_handle(conn, SERVER_USERNAME, &host)).await? {
        if known.ap_id != urls.actor(known.id) {
            return Err(Error::Conflict(crate::error::Reason::with("error-origin-changed", known.ap_id)));
        }
        return Ok(known.id);
    }
    let id = ids.next(now.milliseconds());
    let mut row = local_actor(urls, id, ActorKind::Application, SERVER_USERNAME, name, now);
    row.url = urls.at("/");
    let keys = make_keys(key_maker, &row, now).await?;
    store
        .write(move |conn| {
            actor::model::insert(conn, &row)?;
            keys.iter().try_for_each(|key| actor::keys::insert(conn, key))
        })
        .await?;
    Ok(id)
}

/// The row of a new local actor.
pub fn local_actor(urls: &Urls, id: i64, kind: ActorKind, username: &str, name: &str, now: Timestamp) -> Actor {
    let group = kind == ActorKind::Group;
    let page = if group { format!("/g/{username}") } else { format!("/@{username}") };
    Actor {
        id,
        ap_id: urls.actor(id),
        kind,
        username: username.to_owned(),
        host: urls.host().to_owned(),
        local: true,
        name: name.to_owned(),
        summary: String::new(),
        source: String::new(),
        url: urls.at(&page),
        inbox: urls.of_actor(id, "inbox"),
        shared_inbox: Some(urls.shared_inbox()),
        outbox: Some(urls.of_actor(id, "outbox")),
        followers: Some(urls.of_actor(id, "followers")),
        moderators: group.then(|| urls.of_actor(id, "moderators")),
        featured: group.then(|| urls.of_actor(id, "featured")),
        icon: None,
        posting_restricted: false,
        manually_approves: false,
        details: "{}".to_owned(),
        json: None,
        next_seq: 0,
        seen_seq: 0,
        follower_count: 0,
        published: now,
        updated: None,
        fetched_at: None,
        suspended_at: None,
        deleted_at: None,
        reach: CommunityReach::Public,
        members: None,
    }
}

/// New keys for a local actor. Slow (RSA): the work is done off the async threads.
pub async fn make_keys(key_maker: &Arc<dyn KeyMaker>, row: &Actor, now: Timestamp) -> Result<Vec<Key>> {
    let (key_maker, id, (rsa_id, ed25519_id)) = (Arc::clone(key_maker), row.id, first_key_ids(row));
    tokio::task::spawn_blocking(move || {
        let rsa = key_maker.make(Algorithm::RsaSha256)?;
        let ed25519 = key_maker.make(Algorithm::Ed25519)?;
        Ok(vec![Key::new_local(rsa_id, id, &rsa, now)?, Key::new_local(ed25519_id, id, &ed25519, now)?])
    })
    .await
    .map_err(Error::internal)?
}
