//! A PostgreSQL of one's own, to stop and start again.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A running server with an empty database; it goes when this is dropped.
#[derive(Debug)]
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
}

/// How a server is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Connections are ended, and it writes down what is open.
    Fast,
    /// As if it were killed.
    Immediate,
}

impl Cluster {
    /// Where the server's programs are, if they are installed.
    pub fn programs() -> Option<PathBuf> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        // Debian keeps them out of the path.
        let mut debian: Vec<PathBuf> =
            std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|version| version.path().join("bin")).collect();
        debian.sort();
        std::env::split_paths(&path)
            .chain(debian.into_iter().rev())
            .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
    }

    /// Makes and starts one; `None` where the programs are not installed, or this user may not run them.
    pub fn start() -> Option<Self> {
        let programs = Self::programs()?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr()).ok()?.port();
        let folder = std::env::temp_dir().join(format!("dienstweg-cluster-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&folder).ok()?;
        if is_root() {
            Command::new("chown").arg("postgres").arg(&folder).status().ok().filter(std::process::ExitStatus::success)?;
        }
        let cluster = Self { programs, folder, port };
        let data = cluster.data();
        let options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync", "--pgdata", data.as_str()];
        (cluster.run("initdb", &options) && cluster.begin()).then_some(cluster)
    }

    fn data(&self) -> String {
        self.folder.join("data").display().to_string()
    }

    /// The address of the database that is there.
    pub fn url(&self) -> String {
        self.url_of("postgres")
    }

    /// The address of a database.
    pub fn url_of(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// Starts it again. Returns whether it runs.
    pub fn begin(&self) -> bool {
        // Nothing here has to survive a loss of power, but all of it the end of the server's processes.
        let options = format!("-c port={} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off", self.port);
        let log = self.folder.join("log").display().to_string();
        self.run("pg_ctl", &["start", "--silent", "--wait", "--pgdata", &self.data(), "--log", &log, "--options", &options])
    }

    /// Stops it.
    pub fn stop(&self, how: Stop) {
        let mode = if how == Stop::Fast { "--mode=fast" } else { "--mode=immediate" };
        self.run("pg_ctl", &["stop", "--silent", "--wait", mode, "--pgdata", &self.data()]);
    }

    fn run(&self, program: &str, arguments: &[&str]) -> bool {
        let program = self.programs.join(program);
        // PostgreSQL refuses to run as root.
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        let command = command.args(arguments).current_dir(Path::new("/")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.stop(Stop::Immediate);
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// Whether this process may do everything.
pub(crate) fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
