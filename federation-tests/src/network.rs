//! Several instances that know nothing of each other yet.

use crate::instance::{Instance, ServerState, bind};
use crate::keys::SharedKeys;
use crate::requests::Recorder;
use dienstweg::app::{App, Clock, Parts, SystemClock, SystemRandom, TestClock};
use dienstweg::config::Config;
use dienstweg::store::Timestamp;
use dienstweg::store::testing::TestDatabase;
use dienstweg::tools::FEATURES;
use dienstweg::{instance, job};
use std::ops::{Index, IndexMut};
use std::sync::Arc;
use std::time::Duration;

/// The time at which clocks stand at first: 2026-11-21T12:00:00Z.
pub const START: Timestamp = Timestamp::from_seconds(1_795_262_400);

/// A network that has not come to rest after so many rounds never will.
const MAX_ROUNDS: usize = 60;
/// Names of instances, in order.
const NAMES: [&str; 4] = ["alpha", "beta", "gamma", "delta"];

/// Which database the instances of a network use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// A file each.
    Sqlite,
    /// A database each on the server that `TEST_POSTGRES_URL` names.
    Postgres,
}

impl Backend {
    /// Whether it can be used here.
    pub fn is_there(self) -> bool {
        self == Self::Sqlite || std::env::var("TEST_POSTGRES_URL").is_ok_and(|url| !url.is_empty())
    }

    fn database(self) -> TestDatabase {
        match self {
            Self::Sqlite => TestDatabase::sqlite().expect("a SQLite database"),
            Self::Postgres => TestDatabase::postgres().expect("a PostgreSQL database").expect("TEST_POSTGRES_URL"),
        }
    }
}

/// Several instances, by number: `network[0]` is alpha.
#[derive(Debug)]
pub struct Network {
    instances: Vec<Instance>,
}

impl Index<usize> for Network {
    type Output = Instance;
    fn index(&self, index: usize) -> &Instance {
        &self.instances[index]
    }
}

impl IndexMut<usize> for Network {
    fn index_mut(&mut self, index: usize) -> &mut Instance {
        &mut self.instances[index]
    }
}

impl Network {
    /// Starts so many instances: `http://alpha.localhost:PORT` and so on.
    pub async fn new(backend: Backend, count: usize) -> Self {
        Self::with(backend, count, START, |_, _| {}).await
    }

    /// Starts instances whose clocks stand at `time`, with settings of their own: `adjust` gets each one's number and settings.
    pub async fn with(backend: Backend, count: usize, time: Timestamp, adjust: impl Fn(usize, &mut Config)) -> Self {
        let mut instances = Vec::with_capacity(count);
        for (number, name) in NAMES.iter().enumerate().take(count) {
            instances.push(open(backend, number, &format!("{name}.localhost"), time, &adjust).await);
        }
        Self { instances }
    }

    /// Starts one instance as `http://localhost:PORT`, a name every platform can look up, whose clock stands at the computer's time.
    pub async fn on_localhost(backend: Backend) -> Self {
        Self { instances: vec![open(backend, 0, "localhost", SystemClock.now(), &|_, _| {}).await] }
    }

    /// All instances.
    pub fn all(&self) -> &[Instance] {
        &self.instances
    }

    /// Runs what is due on all running instances in turn until a whole round does nothing.
    pub async fn settle(&self) {
        for _ in 0..MAX_ROUNDS {
            let mut ran = 0;
            for instance in self.instances.iter().filter(|instance| instance.is_up()) {
                ran += instance::run_due(&instance.app).await.expect("what is due");
            }
            if ran == 0 {
                return;
            }
        }
        panic!("the network does not come to rest:\n{}", self.queues().await);
    }

    /// Lets two instances reach each other, or not; both reach everybody else.
    pub fn connect(&self, one: usize, other: usize, connected: bool) {
        let (one, other) = (&self.instances[one], &self.instances[other]);
        one.recorder.set_reachable(other.origin(), connected);
        other.recorder.set_reachable(one.origin(), connected);
    }

    /// What waits everywhere, as text for people.
    pub async fn queues(&self) -> String {
        let mut text = String::new();
        for instance in &self.instances {
            let jobs = instance.app.read(|conn, app| job::waiting(conn, app.now())).await.expect("a look at the jobs");
            text += &format!("{}: {} deliveries, {jobs} jobs due\n", instance.host(), instance.waiting_deliveries().await);
        }
        text
    }

    /// Sets all clocks to the computer's time, for software that has no clock of its own to set.
    pub fn catch_up(&self) {
        let now = SystemClock.now();
        self.instances.iter().for_each(|instance| instance.clock.advance(now.since(instance.now())));
    }

    /// Moves all clocks forward.
    pub fn advance(&self, duration: Duration) {
        self.instances.iter().for_each(|instance| instance.clock.advance(duration));
    }
}

async fn open(backend: Backend, number: usize, name: &str, time: Timestamp, adjust: &impl Fn(usize, &mut Config)) -> Instance {
    let socket = bind(0);
    let port = socket.local_addr().expect("an address").port();
    let database = backend.database();
    let mut config = Config::default();
    config.instance.origin = format!("http://{name}:{port}").parse().expect("an origin");
    config.federation.loopback = true;
    adjust(number, &mut config);
    let clock = Arc::new(TestClock::at(time));
    let keys = SharedKeys::starting_at(number);
    let parts = Parts {
        config,
        features: FEATURES,
        clock: Arc::<TestClock>::clone(&clock),
        random: Arc::new(SystemRandom::new()),
        key_maker: Arc::<SharedKeys>::clone(&keys),
        store: Some(database.store.clone()),
    };
    let app = App::open(parts).await.expect("an instance");
    let recorder = Arc::new(Recorder::default());
    let mut instance = Instance { app, clock, keys, recorder, port, state: ServerState::Changing, _database: database };
    instance.serve(socket);
    instance
}
