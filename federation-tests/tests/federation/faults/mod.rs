//! Faults of what is below the program, while people write: nothing that was acknowledged is lost, a fault of ours is never the reader's
//! (503 with a time to come again, never a 4xx), and everything goes on by itself.

mod disk;
mod migration;
mod postgres;

use dienstweg::activity::outbox::{self, GroupDraft, PersonDraft};
use dienstweg::app::SystemClock;
use federation_tests::kill::{Browser, Reply, Server, answers, sources};
use http::{StatusCode, header};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

const PASSWORD: &str = "kurzer dienstweg";
/// Whatever takes longer will not happen any more.
const LONGEST: Duration = Duration::from_secs(120);

fn folder(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("dienstweg-{name}-{}", std::process::id()))
}

/// Makes `anna`, who hosts the community `gruppe`.
async fn populate(server: &Server) {
    let app = server.open(Arc::new(SystemClock)).await;
    let anna = PersonDraft {
        username: "anna".to_owned(),
        name: "Anna".to_owned(),
        organisation: String::new(),
        password: PASSWORD.to_owned(),
        admin: true,
    };
    let anna = outbox::create_person(&app, anna).await.expect("a person");
    let group = GroupDraft {
        username: "gruppe".to_owned(),
        name: "Gruppe".to_owned(),
        source: String::new(),
        posting_restricted: false,
        reach: dienstweg::actor::CommunityReach::Public,
    };
    outbox::create_group(&app, anna, group).await.expect("a community");
    app.close().await.expect("a clean end");
}

/// Anna, who writes one post after the other and keeps what was acknowledged.
struct Anna {
    browser: Browser,
    prefix: String,
    path: String,
    sent: usize,
    acknowledged: Vec<String>,
    /// Answers that were neither success nor "later": what she did, and the status.
    wrong: Vec<String>,
}

impl Anna {
    async fn at(server: &Server, prefix: &str, path: &str) -> Self {
        let mut browser = Browser::new(server.address(), server.host());
        browser.log_in("anna", PASSWORD).await;
        let (prefix, path) = (prefix.to_owned(), path.to_owned());
        Self { browser, prefix, path, sent: 0, acknowledged: Vec::new(), wrong: Vec::new() }
    }

    /// The same person, who has done nothing yet.
    fn fresh(&self) -> Self {
        let (browser, prefix, path) = (self.browser.clone(), self.prefix.clone(), self.path.clone());
        Self { browser, prefix, path, sent: 0, acknowledged: Vec::new(), wrong: Vec::new() }
    }

    /// Writes a post. Returns the status; `None` without an answer.
    async fn write(&mut self) -> Option<StatusCode> {
        self.sent += 1;
        let text = format!("{}-{} steht hier.", self.prefix, self.sent);
        let reply = self.browser.post(&self.path, &[("title", "Titel"), ("text", &text)]).await;
        self.note("a post", &reply);
        let status = reply.status();
        if status == Some(StatusCode::SEE_OTHER) {
            self.acknowledged.push(text);
        }
        status
    }

    /// Looks at a page. Returns the status.
    async fn look(&mut self, path: &str) -> Option<StatusCode> {
        let reply = self.browser.get(path).await;
        self.note(path, &reply);
        reply.status()
    }

    fn note(&mut self, what: &str, reply: &Reply) {
        let Reply::Answer(response) = reply else { return };
        let later = response.status() == StatusCode::SERVICE_UNAVAILABLE && response.headers().contains_key(header::RETRY_AFTER);
        let led_away = reply.location().is_some_and(|path| path.starts_with("/anmelden"));
        if led_away || !later && !response.status().is_success() && response.status() != StatusCode::SEE_OTHER {
            self.wrong.push(format!("{what}: {}", response.status()));
        }
    }

    /// Writes and looks until a post was answered like this, and `times` so; returns how long the first one took.
    async fn until(&mut self, wanted: StatusCode, times: usize) -> Duration {
        let (begun, mut seen, mut first) = (Instant::now(), 0, None);
        while seen < times {
            assert!(begun.elapsed() < LONGEST, "no {wanted} any more; {:?}", self.wrong);
            if self.write().await == Some(wanted) {
                seen += 1;
                first.get_or_insert(begun.elapsed());
            }
            for path in ["/", "/g/gruppe", "/mitteilungen"] {
                self.look(path).await;
            }
        }
        first.unwrap_or_default()
    }
}

/// Every acknowledged text is there once, and nothing more often.
async fn all_there_once(url: &str, acknowledged: &[String]) {
    let found: Vec<String> = sources(url).await.into_iter().map(|(source, _)| source).collect();
    for text in acknowledged {
        assert_eq!(found.iter().filter(|source| *source == text).count(), 1, "{text}");
    }
    let mut once = found.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), found.len(), "something is there twice");
}

async fn started(server: &mut Server) {
    server.start();
    assert!(answers(server.address()).await.is_some(), "see {}", server.log_file().display());
}
