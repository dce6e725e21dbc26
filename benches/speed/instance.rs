//! An instance to measure: a community with posts, and somebody of another server.

use dienstweg::activity::fetch;
use dienstweg::activity::outbox::{self, Draft, GroupDraft, PersonDraft};
use dienstweg::actor::CommunityReach;
use dienstweg::app::{App, Parts};
use dienstweg::config::Config;
use dienstweg::json::{self, Document, PUBLIC};
use dienstweg::object::Reach;
use dienstweg::signature::{Algorithm, PrivateKey};
use dienstweg::store::testing::TestDatabase;
use dienstweg::tools::FEATURES;
use futures_util::future::join_all;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::runtime::Runtime;

/// Where others reach it.
pub(crate) const HOST: &str = "rudi.localhost:8081";
/// Somebody elsewhere.
pub(crate) const ADA: &str = "http://next.localhost:8082/users/ada";

/// So many articles are written at the same time.
const AT_ONCE: usize = 20;

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Database {
    Sqlite,
    Postgres,
}

/// Those that can be measured here.
pub(crate) fn databases() -> Vec<Database> {
    let postgres = std::env::var_os(dienstweg::store::testing::POSTGRES_VARIABLE).filter(|url| !url.is_empty());
    std::iter::once(Database::Sqlite).chain(postgres.map(|_| Database::Postgres)).collect()
}

/// An instance with a community in which `anna` wrote, and `ada` elsewhere.
pub(crate) struct Instance {
    pub(crate) runtime: Runtime,
    pub(crate) app: Arc<App>,
    pub(crate) anna: i64,
    pub(crate) group: i64,
    /// The first article.
    pub(crate) article: i64,
    pub(crate) key: PrivateKey,
    number: AtomicU64,
    _pictures: tempfile::TempDir,
    // Removed after everything else.
    _database: TestDatabase,
}

impl Instance {
    /// With so many articles in its community.
    pub(crate) fn new(database: Database, articles: usize) -> Self {
        let runtime = Runtime::new().unwrap();
        let database = match database {
            Database::Sqlite => TestDatabase::sqlite().unwrap(),
            Database::Postgres => TestDatabase::postgres().unwrap().unwrap(),
        };
        let pictures = tempfile::tempdir().unwrap();
        let mut config = Config::default();
        config.instance.origin = format!("http://{HOST}").parse().unwrap();
        config.federation.loopback = true;
        config.media.directory = pictures.path().display().to_string();
        // Opened anew, with the settings of a real instance: tests do not wait for the disk.
        config.database.url = database.settings().url.clone();
        let key = PrivateKey::generate(Algorithm::Ed25519).unwrap();
        let (app, anna, group, article) = runtime.block_on(async {
            let app = App::open(Parts::new(config, FEATURES)).await.unwrap();
            let anna = outbox::create_person(&app, person()).await.unwrap();
            let group = outbox::create_group(&app, anna, community()).await.unwrap();
            let mut written = Vec::new();
            // More at once would have to wait for longer than the database lets anybody wait.
            for first in (0..articles.max(1)).step_by(AT_ONCE) {
                let numbers = first..articles.max(1).min(first + AT_ONCE);
                written.extend(join_all(numbers.map(|number| outbox::publish(&app, anna, article(group, number)))).await);
            }
            let article = written.into_iter().map(Result::unwrap).min().unwrap();
            fetch::store_actor(&app, ada(&key)).await.unwrap();
            (app, anna, group, article)
        });
        Self { runtime, app, anna, group, article, key, number: AtomicU64::default(), _pictures: pictures, _database: database }
    }

    /// Another comment of `ada` on the first article, inside a `Create`.
    pub(crate) fn comment(&self) -> String {
        let number = self.number.fetch_add(1, Ordering::Relaxed);
        let note = json!({
            "id": format!("{ADA}/notes/{number}"),
            "type": "Note",
            "attributedTo": ADA,
            "to": [PUBLIC],
            "inReplyTo": self.app.urls.object(self.article),
            "content": format!("<p>{}</p>", "Ein Satz von üblicher Länge. ".repeat(20)),
        });
        self.activity(number, "Create", &note)
    }

    /// Another activity of `ada`.
    fn activity(&self, number: u64, kind: &str, object: &serde_json::Value) -> String {
        let id = format!("{ADA}/activities/{number}");
        json!({"@context": "https://www.w3.org/ns/activitystreams", "id": id, "type": kind, "actor": ADA, "to": [PUBLIC], "object": object})
            .to_string()
    }
}

fn person() -> PersonDraft {
    PersonDraft {
        username: "anna".to_owned(),
        name: "Anna".to_owned(),
        organisation: "Stadt Essen".to_owned(),
        password: "kurzer dienstweg".to_owned(),
        admin: true,
    }
}

fn community() -> GroupDraft {
    GroupDraft {
        username: "digitales".to_owned(),
        name: "Digitales".to_owned(),
        source: "Wofür sie da ist".to_owned(),
        posting_restricted: false,
        reach: CommunityReach::Public,
    }
}

fn article(group: i64, number: usize) -> Draft {
    Draft {
        kind: "Article",
        tool: Some("news"),
        group_id: Some(group),
        in_reply_to: None,
        name: format!("Beitrag {number}"),
        summary: String::new(),
        source: "Ein Satz von **üblicher** Länge. ".repeat(20),
        reach: Reach::Public,
    }
}

fn ada(key: &PrivateKey) -> Document {
    let document = json!({
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
        "id": ADA,
        "type": "Person",
        "preferredUsername": "ada",
        "inbox": format!("{ADA}/inbox"),
        "publicKey": {"id": format!("{ADA}#main-key"), "owner": ADA, "publicKeyPem": key.public_key().to_pem()},
    });
    json::parse(&document.to_string()).unwrap()
}
