//! The program as a process of its own, on a database of its own.

use super::browser::Browser;
use crate::Backend;
use crate::keys::SharedKeys;
use dienstweg::app::{App, Clock, Parts};
use dienstweg::config::Config;
use dienstweg::store::testing::TestDatabase;
use dienstweg::tools::FEATURES;
use std::fs::{File, OpenOptions};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A program that has not answered for so long never will.
const LONGEST_START: Duration = Duration::from_secs(60);

/// One instance.
#[derive(Debug)]
pub struct Server {
    /// Its host name begins with this.
    pub name: String,
    config: Config,
    program: PathBuf,
    folder: PathBuf,
    child: Option<Child>,
    /// How often it was found to have ended although nobody killed it.
    pub ended: usize,
    // The database on PostgreSQL; removed after everything else. That on SQLite lies in the folder: nobody but the program has it open.
    database: Option<TestDatabase>,
}

impl Server {
    /// An instance with an empty database, not running yet.
    pub fn new(name: &str, backend: Backend, program: &Path, folder: &Path) -> Self {
        let database = (backend == Backend::Postgres).then(|| TestDatabase::postgres().expect("a database").expect("TEST_POSTGRES_URL"));
        let url = database
            .as_ref()
            .map_or_else(|| format!("sqlite:{}", folder.join(format!("{name}.db")).display()), |database| database.settings().url.clone());
        let mut server = Self::on(name, &url, program, folder);
        server.database = database;
        server
    }

    /// An instance on this database, not running yet.
    pub fn on(name: &str, url: &str, program: &Path, folder: &Path) -> Self {
        std::fs::create_dir_all(folder).expect("a folder");
        let port = free_port();
        let mut config = Config::default();
        config.instance.origin = format!("http://{name}.localhost:{port}").parse().expect("an origin");
        config.server.listen = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        // Everybody comes from one address here.
        config.server.max_requests_per_minute = 1_000_000;
        config.server.max_connections_per_address = 1_000;
        config.federation.loopback = true;
        config.log.filter = "info".to_owned();
        config.media.directory = folder.join(format!("{name}-media")).display().to_string();
        config.database.url = url.to_owned();
        let (name, program, folder) = (name.to_owned(), program.to_owned(), folder.to_owned());
        Self { name, config, program, folder, child: None, ended: 0, database: None }
    }

    /// A further process of this instance, which listens elsewhere, as behind a proxy that shares requests out.
    #[must_use]
    pub fn beside(&self, name: &str) -> Self {
        let mut config = self.config.clone();
        config.server.listen.set_port(free_port());
        let (program, folder) = (self.program.clone(), self.folder.clone());
        Self { name: name.to_owned(), config, program, folder, child: None, ended: 0, database: None }
    }

    /// The instance in this process, with this clock; nobody else may have it open.
    pub async fn open(&self, clock: Arc<dyn Clock>) -> Arc<App> {
        let parts = Parts { clock, key_maker: SharedKeys::starting_at(0), ..Parts::new(self.config.clone(), FEATURES) };
        App::open(parts).await.expect("an instance")
    }

    /// Starts the process; does not wait for it.
    pub fn start(&mut self) {
        let file = self.folder.join(format!("{}.toml", self.name));
        // `Config::to_toml` leaves passwords out; the address of the database may hold one.
        let database = &self.config.database;
        std::fs::write(&file, self.config.to_toml().replace(&database.url_without_password(), &database.url)).expect("a file");
        let log = self.log();
        let mut command = Command::new(&self.program);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("DIENSTWEG_")) {
            command.env_remove(name);
        }
        command.arg("serve").arg("--config").arg(file).stdin(Stdio::null()).stdout(log.try_clone().expect("a log")).stderr(log);
        self.child = Some(command.spawn().expect("the program starts"));
    }

    fn log(&self) -> File {
        OpenOptions::new().create(true).append(true).open(self.log_file()).expect("a log")
    }

    /// Where it writes what it has to say.
    pub fn log_file(&self) -> PathBuf {
        self.folder.join(format!("{}.log", self.name))
    }

    /// Ends the process at once (SIGKILL).
    pub fn kill(&mut self) {
        let Some(mut child) = self.child.take() else { return };
        if child.try_wait().expect("a process").is_some() {
            self.ended += 1;
        }
        drop(child.kill());
        drop(child.wait());
    }

    /// Starts it again if it is not running.
    pub fn keep_up(&mut self) {
        let ended = self.child.as_mut().is_some_and(|child| child.try_wait().expect("a process").is_some());
        if ended || self.child.is_none() {
            self.kill();
            self.start();
        }
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.config.server.listen
    }

    /// Host and port, as in handles.
    pub fn host(&self) -> String {
        self.config.instance.origin.to_string().trim_start_matches("http://").to_owned()
    }

    /// Where its database is.
    pub fn database(&self) -> &str {
        &self.config.database.url
    }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr()).expect("a free port").port()
}

/// Waits until the program answers there. Returns how long it took, or `None` if it took too long.
pub async fn answers(address: SocketAddr) -> Option<Duration> {
    let begun = Instant::now();
    while begun.elapsed() < LONGEST_START {
        if Browser::new(address, address.to_string()).get("/health/live").await.status().is_some() {
            return Some(begun.elapsed());
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    None
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
        drop(self.database.take());
    }
}
