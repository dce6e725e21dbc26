//! The foreign server in `fedify/`: an independent implementation, driven through its `/control/`.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running server on Fedify. It ends when this is dropped.
#[derive(Debug)]
pub struct Fedify {
    /// Scheme, host and port.
    pub origin: String,
    child: Child,
    client: reqwest::Client,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fedify")
}

/// Whether Node runs here and the packages are installed; installs them when npm can.
fn is_there() -> bool {
    let runs = |program: &str, arguments: &[&str]| {
        let status = Command::new(program).args(arguments).current_dir(folder()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    };
    static INSTALL: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _one_at_a_time = INSTALL.lock();
    runs("node", &["--version"])
        && (folder().join("node_modules/@fedify/fedify").exists() || runs("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))
}

impl Fedify {
    /// Starts the server, whose first knock is in this form of signature (`cavage` or `rfc9421`). `None` without Node and its packages.
    pub async fn start(signature: &str) -> Option<Self> {
        let signature = signature.to_owned();
        let (origin, child) = tokio::task::spawn_blocking(move || is_there().then(|| spawn(&signature))).await.expect("a thread")?;
        #[expect(clippy::disallowed_methods, reason = "the test's own way to its own program")]
        let client = reqwest::Client::new();
        Some(Self { origin, child, client })
    }

    /// Host and port.
    pub fn host(&self) -> &str {
        self.origin.strip_prefix("http://").expect("http")
    }

    /// The id of one of its actors.
    pub fn actor(&self, name: &str) -> String {
        format!("{}/users/{name}", self.origin)
    }

    /// Asks it something.
    pub async fn ask(&self, question: &str) -> Value {
        let answer = self.client.get(format!("{}/control/{question}", self.origin)).send().await.expect("an answer");
        serde_json::from_slice(&answer.bytes().await.expect("a body")).expect("JSON")
    }

    /// Commands it, whatever comes of it.
    pub async fn try_command(&self, name: &str, body: &Value) -> Value {
        let request = self.client.post(format!("{}/control/{name}", self.origin)).body(body.to_string());
        let answer = request.send().await.expect("an answer");
        serde_json::from_slice(&answer.bytes().await.expect("a body")).expect("JSON")
    }

    /// Commands it, and expects that it could do so.
    pub async fn command(&self, name: &str, body: Value) -> Value {
        let answer = self.try_command(name, &body).await;
        assert_eq!(answer["ok"], json!(true), "{name} {body}: {answer:#}");
        answer
    }

    /// The newest activity of this type that it received and understood, of at least so many.
    pub async fn received(&self, kind: &str, at_least: usize) -> Value {
        let all = self.ask(&format!("received?type={kind}&at_least={at_least}&timeout_ms=5000")).await;
        let all = all.as_array().expect("a list");
        assert!(all.len() >= at_least, "{} of {at_least} {kind}: {:#}", all.len(), self.ask("inbox-requests").await);
        all.last().expect("one").clone()
    }
}

impl Drop for Fedify {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(signature: &str) -> (String, Child) {
    let mut child = Command::new("node")
        .args(["peer.mjs", "--port", "0", "--signature", signature])
        .current_dir(folder())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let origin = lines.find_map(|line| line.ok()?.strip_prefix("listening ").map(str::to_owned)).expect("that it listens");
    // What it says later is read, so that it never waits for a reader.
    std::thread::spawn(move || lines.for_each(drop));
    (origin, child)
}
