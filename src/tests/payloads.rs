//! Recorded documents of other servers, from outside the project: with `PAYLOADS_DIR` set, each one goes through the parsers and, as far as
//! it is about somebody, through `apply`. Nothing may panic or fail for a fault of ours; each is applied or refused with a reason. Prints a
//! table of files and outcomes.

use super::TestApp;
use crate::activity::apply::{Applying, Evidence, Found, Source, apply, ingest};
use crate::activity::envelope::Activity;
use crate::activity::stop::{Outcome, Stop};
use crate::actor;
use crate::actor::ActorKind;
use crate::app::App;
use crate::id::origin_of;
use crate::json::{self, Document, Properties};
use crate::object::json::ObjectJson;
use crate::on_both_databases;
use crate::store::Conn;
use crate::store::testing::TestDatabase;
use diesel::Connection;
use serde_json::json;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The variable that names the folder.
const VARIABLE: &str = "PAYLOADS_DIR";
/// The most documents one payload may wait for.
const MAX_ROUNDS: usize = 30;

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "json") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Documents of all payloads by id, so that what one needs is found where another has it.
fn library(payloads: &[(String, Document)]) -> Vec<Document> {
    let mut all = Vec::new();
    for (_, document) in payloads {
        let mut at_hand = Some(document);
        while let Some(document) = at_hand {
            if document.id_of("id").is_some() {
                all.push(document.clone());
            }
            at_hand = document.object_of("object");
        }
    }
    all
}

/// What is at this address: a payload, a made-up actor, or nothing.
fn found(library: &[Document], url: &str) -> Found {
    if let Some(document) = library.iter().find(|document| document.id_of("id") == Some(url)) {
        return Found::Document(document.clone());
    }
    let is_group = ["/c/", "/m/", "/video-channels/", "/communities/", "/g/"].iter().any(|part| url.contains(part));
    let is_actor = is_group || ["/u/", "/users/", "/accounts/", "/profile/", "/actor/"].iter().any(|part| url.contains(part));
    if !is_actor || url.matches('/').count() > 5 {
        return Found::Nothing;
    }
    let kind = if is_group { ActorKind::Group } else { ActorKind::Person };
    let document = json!({
        "id": url, "type": kind.as_str(), "preferredUsername": "unbekannt", "inbox": format!("{url}/inbox"), "outbox": format!("{url}/outbox"),
        "followers": format!("{url}/followers"), "attributedTo": format!("{url}/moderators"), "featured": format!("{url}/featured"),
    });
    match document {
        serde_json::Value::Object(document) => Found::Document(document),
        _ => Found::Nothing,
    }
}

/// How one payload ended, for the table.
fn one(conn: &mut Conn, app: &App, library: &[Document], document: &Document) -> String {
    let mut evidence = Evidence::default();
    for _ in 0..MAX_ROUNDS {
        let cx = Applying::new(app, &evidence);
        match conn.transaction(|conn| take_in(conn, &cx, document)) {
            Ok(outcome) => return outcome,
            Err(Stop::Waiting(url)) => {
                let found = found(library, &url);
                evidence.insert(url, found);
            }
            Err(Stop::Refused(error)) => return format!("refused: {error}"),
            Err(Stop::Failed(error)) => panic!("a fault of ours: {error}"),
        }
    }
    "refused: needs too many documents".to_owned()
}

fn take_in(conn: &mut Conn, cx: &Applying<'_>, document: &Document) -> Result<String, Stop> {
    if actor::json::is_actor(document) {
        let stored = cx.store_actor(conn, document)?;
        return Ok(format!("actor: {} {} ({})", stored.kind.as_str(), stored.handle(), stored.display_name()));
    }
    if matches!(document.kind(), "Collection" | "OrderedCollection" | "CollectionPage" | "OrderedCollectionPage") {
        let items = document.get("orderedItems").or_else(|| document.get("items")).and_then(serde_json::Value::as_array);
        return Ok(format!("collection: {} items", items.map_or(0, Vec::len)));
    }
    if document.contains_key("actor") && document.contains_key("object") {
        let activity = Activity::nested(document)?;
        return Ok(match apply(conn, cx, &activity, &Source::direct())? {
            Outcome::Applied => format!("applied: {}", activity.kind),
            Outcome::NoEffect(why) => format!("no effect: {} ({why})", activity.kind),
        });
    }
    ObjectJson::parse(document)?;
    let object = ingest(conn, cx, document, &Source::direct())?;
    Ok(format!("object: {} “{}”, {} bytes", object.kind, object.name, object.content.len()))
}

on_both_databases! {
    async fn recorded_documents_are_applied_or_refused_with_a_reason(database: TestDatabase) {
        let Some(folder) = std::env::var_os(VARIABLE) else {
            println!("skipped: set {VARIABLE} to a folder with recorded documents");
            return;
        };
        let folder = PathBuf::from(folder);
        let outside = !folder.canonicalize().unwrap().starts_with(Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().unwrap());
        assert!(outside, "recorded documents of other projects do not belong into this one");
        let test = TestApp::new(database).await;
        let payloads: Vec<(String, Document)> = files(&folder)
            .into_iter()
            .map(|path| {
                let name = path.strip_prefix(&folder).unwrap().display().to_string();
                let text = std::fs::read_to_string(&path).unwrap();
                (name.clone(), json::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}")))
            })
            .collect();
        assert!(!payloads.is_empty(), "{VARIABLE} holds no JSON");
        let library = library(&payloads);
        let mut table = String::new();
        for (name, document) in payloads {
            let (library, origin) = (library.clone(), document.id_of("id").and_then(origin_of));
            // Each payload by itself; what it needs comes with it, and nothing stays.
            let outcome = test
                .app
                .store
                .write({
                    let app = std::sync::Arc::clone(&test.app);
                    move |conn| Ok(one(conn, &app, &library, &document))
                })
                .await
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            writeln!(table, "{name:<60} {outcome}{}", if origin.is_none() { " (no usable id)" } else { "" }).unwrap();
        }
        println!("{table}");
    }
}
