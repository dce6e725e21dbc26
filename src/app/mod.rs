//! App: everything one running instance has. Built once by [`App::open`] for `main`, the demo and the tests; time, ids, randomness, keys and
//! outgoing HTTP are parts a test can replace. It must not know activities or pages.

mod clock;
mod limits;
mod once;
pub mod open;
mod random;
mod streams;

pub use clock::{Clock, SystemClock, TestClock, end_of_day, german_time};
pub use limits::{Limit, Limits};
pub use once::Once;
pub use open::{Parts, SERVER_USERNAME};
pub use random::{Random, SystemRandom};
pub use streams::{Heard, News, Stream, Streams};

use crate::actor::account::Hashed;
use crate::actor::keys::{KeyMaker, SigningKeys};
use crate::actor::{self};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::http;
use crate::id::{IdGenerator, Urls};
use crate::media;
use crate::openid::Providers;
use crate::policy::PolicySnapshot;
use crate::setting::Settings;
use crate::store::types::Timestamp;
use crate::store::{Conn, Store};
use crate::tool::{Happening, Kinds, Stored};
use moka::sync::Cache;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::Semaphore;

/// So often something is looked up elsewhere on one server's word within [`LOOK_UP_PERIOD`].
const LOOK_UPS: u32 = 200;
/// See [`LOOK_UPS`].
const LOOK_UP_PERIOD: std::time::Duration = std::time::Duration::from_secs(3_600);

/// Looks on when something happened, in the same transaction.
pub type Observer = fn(&mut Conn, &App, &Happening<'_>) -> Result<()>;
/// The list of those who look on.
pub type Observers = &'static [Observer];

/// Keeps an index of what was stored, in the same transaction.
pub type Indexer = fn(&mut Conn, Stored) -> Result<()>;

/// What is built on the kernel, as far as the kernel has to call it.
#[derive(Debug, Clone, Copy)]
pub struct Features {
    /// The kinds of the tools.
    pub kinds: Kinds,
    /// Who looks on when something happens.
    pub observers: Observers,
    /// Who keeps an index of what is stored.
    pub indexers: &'static [Indexer],
}

/// One running instance. Shared as `Arc<App>`.
pub struct App {
    /// Settings.
    pub config: Config,
    /// The URLs of this instance.
    pub urls: Urls,
    /// The database.
    pub store: Store,
    /// The one client that reaches other servers.
    pub http: http::Client,
    /// Where people may log in with the account of their employer.
    pub providers: Providers,
    /// Pictures.
    pub media: media::Shelf,
    /// What kinds of objects it knows.
    pub kinds: Kinds,
    /// Who looks on when something happens.
    pub observers: Observers,
    /// Who keeps an index of what is stored.
    indexers: &'static [Indexer],
    /// Makes key pairs.
    pub key_maker: Arc<dyn KeyMaker>,
    /// The name of this process in leases.
    pub process: String,
    /// Number of the actor that speaks for the server itself.
    pub server_actor_id: i64,
    /// What was tried how often.
    pub limits: Limits,
    /// How many requests came from which network: apart, so that a crowd of networks pushes no other counter out.
    pub requests: Limits,
    /// What was sent a moment ago without a name.
    pub once: Once,
    /// Pages that are open and want to hear what is new.
    pub streams: Arc<Streams>,
    /// As many passwords as are hashed at the same time.
    pub hashing: Semaphore,
    /// How often a password was hashed.
    pub hashed: Hashed,
    /// As many deliveries as are signed with RSA at the same time.
    pub signing: Semaphore,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    ids: IdGenerator,
    policy: RwLock<Arc<PolicySnapshot>>,
    settings: RwLock<Arc<Settings>>,
    signing_keys: Cache<i64, Arc<SigningKeys>>,
    /// Who could not be asked for a key, and when.
    asked_in_vain: Cache<String, Timestamp>,
    /// How often we looked something up elsewhere because of this server, and since when.
    looked_up: Cache<String, (Timestamp, u32)>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("App").field("origin", &self.urls.origin()).finish_non_exhaustive()
    }
}

impl App {
    /// The time now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Tells those who keep an index that somebody or something was stored, in the same transaction.
    pub fn stored(&self, conn: &mut Conn, stored: Stored) -> Result<()> {
        self.indexers.iter().try_for_each(|index| index(conn, stored))
    }

    /// A new id.
    pub fn next_id(&self) -> i64 {
        self.ids.next(self.clock.now().milliseconds())
    }

    /// Random bytes.
    pub fn random_bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.random.fill(&mut bytes);
        bytes
    }

    /// Reads the database.
    pub async fn read<R: Send + 'static>(self: &Arc<Self>, work: impl FnOnce(&mut Conn, &Self) -> Result<R> + Send + 'static) -> Result<R> {
        let app = Arc::clone(self);
        self.store.read(move |conn| work(conn, &app)).await
    }

    /// Changes the database in one transaction.
    pub async fn write<R: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Conn, &Self) -> Result<R> + Send + 'static,
    ) -> Result<R> {
        let app = Arc::clone(self);
        self.store.write(move |conn| work(conn, &app)).await
    }

    /// The federation policy that holds now.
    pub fn policy(&self) -> Arc<PolicySnapshot> {
        Arc::clone(&self.policy.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts another federation policy in force.
    pub fn set_policy(&self, policy: PolicySnapshot) {
        *self.policy.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(policy);
    }

    /// What administrators may change, as it holds now.
    pub fn settings(&self) -> Arc<Settings> {
        Arc::clone(&self.settings.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts other settings in force.
    pub fn set_settings(&self, settings: Settings) {
        *self.settings.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(settings);
    }

    /// The private keys of a local actor, parsed once.
    pub fn signing_keys(&self, conn: &mut Conn, actor_id: i64) -> Result<Arc<SigningKeys>> {
        if let Some(keys) = self.signing_keys.get(&actor_id) {
            return Ok(keys);
        }
        let keys = Arc::new(actor::keys::signing_keys(conn, actor_id)?);
        self.signing_keys.insert(actor_id, Arc::clone(&keys));
        Ok(keys)
    }

    /// Forgets the parsed keys of an actor, after it got new ones.
    pub fn forget_signing_keys(&self, actor_id: i64) {
        self.signing_keys.invalidate(&actor_id);
    }

    /// Whether something may be looked up elsewhere on this server's word, and counts it: so often in an hour, whatever it sends.
    pub fn may_look_up(&self, host: &str) -> bool {
        let now = self.now();
        let (since, count) = self.looked_up.get(host).filter(|(since, _)| now.since(*since) < LOOK_UP_PERIOD).unwrap_or((now, 0));
        self.looked_up.insert(host.to_owned(), (since, count.saturating_add(1)));
        count < LOOK_UPS
    }

    /// Whether this address was asked in vain within this time, so that nobody can make us ask again and again.
    pub fn asked_in_vain(&self, url: &str, within: std::time::Duration) -> bool {
        self.asked_in_vain.get(url).is_some_and(|at| self.now().since(at) < within)
    }

    /// Notes that this address was asked in vain.
    pub fn note_asked_in_vain(&self, url: &str) {
        self.asked_in_vain.insert(url.to_owned(), self.now());
    }

    /// Runs something slow (hashing, making keys) off the async threads.
    pub async fn blocking<R: Send + 'static>(&self, work: impl FnOnce() -> Result<R> + Send + 'static) -> Result<R> {
        tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
    }
}
