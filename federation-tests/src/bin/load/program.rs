//! The program under measure, as a process of its own on a database of its own.

use dienstweg::app::{App, Parts};
use dienstweg::config::Config;
use dienstweg::tools::FEATURES;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Where a kept instance listens.
const KEPT_PORT: u16 = 4_990;

/// Settings, and the running process.
#[derive(Debug)]
pub(crate) struct Program {
    config: Config,
    folder: PathBuf,
    child: Option<Child>,
    kept: bool,
}

impl Program {
    /// A fresh instance that is not running yet. `database` is where databases lie, see the command line.
    pub(crate) fn new(name: &str, database: &str) -> Self {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr()).expect("a free port").port();
        let mut folder = std::env::temp_dir();
        if !database.is_empty() && !database.starts_with("postgres") {
            folder = PathBuf::from(database);
        }
        let folder = folder.join(format!("dienstweg-load-{name}-{}", std::process::id()));
        Self::at(name, database, folder, port)
    }

    /// The same instance in every run: its folder stays, and its port, which is part of every id.
    pub(crate) fn kept(name: &str, database: &str, folder: &Path) -> Self {
        let mut program = Self::at(name, database, folder.to_owned(), KEPT_PORT);
        program.kept = true;
        program
    }

    fn at(name: &str, database: &str, folder: PathBuf, port: u16) -> Self {
        std::fs::create_dir_all(&folder).expect("a folder");
        let mut config = Config::default();
        config.instance.origin = format!("http://{name}.localhost:{port}").parse().expect("an origin");
        config.server.listen = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        config.federation.loopback = true;
        config.log.filter = "warn".to_owned();
        config.media.directory = folder.join("media").display().to_string();
        config.database.url =
            if database.starts_with("postgres") { database.to_owned() } else { format!("sqlite:{}", folder.join("load.db").display()) };
        Self { config, folder, child: None, kept: false }
    }

    /// The instance in this process, to fill it; close it before [`Program::start`].
    pub(crate) async fn open(&self) -> Arc<App> {
        App::open(Parts::new(self.config.clone(), FEATURES)).await.expect("an instance")
    }

    /// Starts the process. Returns how long it took until it answered.
    pub(crate) async fn start(&mut self) -> Duration {
        let program = std::env::current_exe().expect("this program's place").with_file_name("dienstweg");
        assert!(program.exists(), "{} is missing: cargo build --release --workspace", program.display());
        let file = self.folder.join("load.toml");
        std::fs::write(&file, self.config_with_passwords()).expect("a file");
        let begun = Instant::now();
        let child = Command::new(program).arg("serve").arg("--config").arg(file).stdout(Stdio::null()).stderr(Stdio::inherit()).spawn();
        self.child = Some(child.expect("the program starts"));
        while tokio::net::TcpStream::connect(self.address()).await.is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "the program does not answer");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        begun.elapsed()
    }

    fn config_with_passwords(&self) -> String {
        // `Config::to_toml` leaves passwords out; the address of the database may hold one.
        self.config.to_toml().replace(&self.config.database.url_without_password(), &self.config.database.url)
    }

    /// Where it listens.
    pub(crate) const fn address(&self) -> SocketAddr {
        self.config.server.listen
    }

    /// Host and port as in its ids.
    pub(crate) fn host(&self) -> String {
        self.config.instance.origin.to_string().trim_start_matches("http://").to_owned()
    }

    /// Processor time so far, in user and system mode (proc(5): fields 14 and 15 of `stat`, in hundredths of a second).
    pub(crate) fn processor(&self) -> Duration {
        let stat = self.proc("stat");
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
        let ticks = |field: usize| fields.get(field).and_then(|ticks| ticks.parse::<u64>().ok()).unwrap_or_default();
        Duration::from_millis((ticks(11) + ticks(12)) * 10)
    }

    /// Memory in use, in MiB (proc(5): `VmRSS` of `status`).
    pub(crate) fn memory(&self) -> u64 {
        let status = self.proc("status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default() / 1_024
    }

    fn proc(&self, file: &str) -> String {
        let id = self.child.as_ref().map(Child::id).unwrap_or_default();
        std::fs::read_to_string(format!("/proc/{id}/{file}")).unwrap_or_default()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            drop(child.kill());
            drop(child.wait());
        }
        if !self.kept {
            drop(std::fs::remove_dir_all(&self.folder));
        }
    }
}
