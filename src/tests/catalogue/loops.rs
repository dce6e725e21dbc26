//! FLT: what could go round for ever, or fail for ever.

use super::{Scene, announce, known};
use crate::activity::log::{ActivityState, Entry};
use crate::actor::ActorKind;
use crate::app::App;
use crate::error::{Error, Result};
use crate::instance;
use crate::on_both_databases;
use crate::store::Conn;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::tests::harness::START;
use crate::tests::stub::Stub;
use crate::tool::Happening;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use http::StatusCode;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3_600);

/// Fails with one thing and falls over another, as a fault of ours would.
fn poisoned(_: &mut Conn, _: &App, happening: &Happening<'_>) -> Result<()> {
    let content = happening.object.map(|object| object.content.as_str()).unwrap_or_default();
    assert!(!content.contains("Knallerbse"), "a fault of ours");
    if content.contains("Giftpilz") { Err(Error::internal("a fault of ours")) } else { Ok(()) }
}

/// How often something was tried, by instance and id.
static TRIES: Mutex<BTreeMap<String, u32>> = Mutex::new(BTreeMap::new());

fn tries(app: &App, id: &str) -> u32 {
    TRIES.lock().unwrap().get(&format!("{} {id}", app.process)).copied().unwrap_or_default()
}

/// Meets another transaction, twice or again and again.
fn jammed(_: &mut Conn, app: &App, happening: &Happening<'_>) -> Result<()> {
    let Some(object) = happening.object else { return Ok(()) };
    let jams = if object.content.contains("Dauerstau") { u32::MAX } else { 2 * u32::from(object.content.contains("Stau")) };
    let mut tries = TRIES.lock().unwrap();
    let tried = tries.entry(format!("{} {}", app.process, object.ap_id)).or_default();
    *tried += 1;
    // What came an hour later finds the way free.
    if *tried > jams || app.now() >= START.plus(HOUR) {
        return Ok(());
    }
    Err(DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, Box::new("jammed".to_owned())).into())
}

on_both_databases! {
    async fn flt_12_who_meets_another_tries_three_times(database: TestDatabase) {
        let test = TestApp::watched_by(database, &[jammed]).await;
        let stub = Stub::start("eins").await;
        let ada = known(&test, &stub, ActorKind::Person, "/users/ada").await;
        for (number, content, status) in
            [(1, "freie Fahrt", StatusCode::ACCEPTED), (2, "Stau", StatusCode::ACCEPTED), (3, "Dauerstau", StatusCode::SERVICE_UNAVAILABLE)]
        {
            let note = ada.note(number, content);
            let answer = test.deliver(&ada, &ada.activity(number, "Create", note.clone())).await;
            assert_eq!(answer.status, status, "{answer:?}");
            let id = note["id"].as_str().unwrap().to_owned();
            assert_eq!(tries(&test.app, &id), if number == 1 { 1 } else { 3 });
            let stored = test.app.read(move |conn, _| crate::object::model::by_ap_id(conn, &id)).await.unwrap();
            assert_eq!(stored.is_some(), status == StatusCode::ACCEPTED);
            if stored.is_none() {
                assert!(answer.headers.contains_key("retry-after"), "{answer:?}");
                assert!(!test.entries().await.iter().any(|entry| entry.body.contains(content)), "known already when it comes again");
                test.clock.advance(HOUR);
                test.accepts(&ada, &ada.activity(number, "Create", note)).await;
            }
        }
    }

    async fn flt_44_loops_of_announcements_end(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let app = &scene.test.app;
        let ours = app.urls.actor(scene.group);
        let mirror = scene.group_elsewhere(&scene.other, "/c/spiegel").await;
        // No community is member of another, so that none hears the other by itself.
        scene.refuses(&mirror, &mirror.activity(1, "Follow", ours.clone()), 403).await;
        scene.test.accepts(&scene.eve, &scene.eve.activity(2, "Follow", ours.clone())).await;
        let mut note = scene.ada.note(1, "im Kreis");
        note["inReplyTo"] = json!(app.urls.object(scene.article));
        let create = scene.ada.activity(1, "Create", note.clone());
        scene.test.accepts(&scene.ada, &create).await;
        let announcements = async || -> Vec<Entry> {
            scene.test.entries().await.into_iter().filter(|entry| entry.local && entry.verb == "Announce").collect()
        };
        let before = announcements().await;
        let last = before.last().unwrap().clone();
        let whole: Value = serde_json::from_str(&last.body).unwrap();
        assert_eq!(whole["object"]["id"], create["id"]);
        // It passes on what we passed on: whole, by its id, what is inside; and again, and around its own.
        let around = announce(&mirror, 3, whole.clone());
        for (number, inner) in (10..).zip([whole, json!(last.ap_id), create, note["id"].clone(), around].into_iter().cycle().take(25)) {
            let answer = scene.test.deliver(&mirror, &announce(&mirror, number, inner)).await;
            assert!(!answer.status.is_server_error(), "{answer:?}");
            instance::run_due(app).await.unwrap();
        }
        assert_eq!(announcements().await.len(), before.len());
        let stored = scene.by_ap_id(note["id"].as_str().unwrap()).await.unwrap();
        assert_eq!(stored.group_id, Some(scene.group), "it stays where it was written");
        assert_eq!(scene.test.object(scene.article).await.reply_count, 1);
    }

    async fn flt_21_what_fails_five_times_is_set_aside_and_the_rest_goes_on(database: TestDatabase) {
        let test = TestApp::watched_by(database, &[poisoned]).await;
        let stub = Stub::start("eins").await;
        test.admin("eva").await;
        let ada = known(&test, &stub, ActorKind::Person, "/users/ada").await;
        let write = async |number: u32, content: &str| {
            let note = ada.note(number, content);
            let create = ada.activity(number, "Create", note.clone());
            test.accepts(&ada, &create).await;
            (note["id"].as_str().unwrap().to_owned(), create["id"].as_str().unwrap().to_owned())
        };
        let there = async |id: String| {
            test.app.read(move |conn, _| crate::object::model::by_ap_id(conn, &id)).await.unwrap().is_some()
        };
        let bad = [write(1, "Giftpilz").await, write(2, "Knallerbse").await];
        let mut tries = Vec::new();
        for number in 10..40 {
            // Others of the same person are not held up by it.
            let (good, _) = write(number, "Steinpilz").await;
            assert!(there(good).await);
            test.clock.advance(HOUR);
            instance::run_due(&test.app).await.unwrap();
            let entries = test.entries().await;
            let of = |id: &String| entries.iter().find(|entry| entry.ap_id == *id).unwrap();
            tries.push(bad.each_ref().map(|(_, create)| (of(create).attempts, of(create).state)));
        }
        assert_eq!(tries.last().unwrap(), &[(5, ActivityState::Quarantined); 2], "{tries:?}");
        assert!(tries.iter().flatten().all(|(attempts, _)| *attempts <= 5), "{tries:?}");
        for (note, _) in &bad {
            assert!(!there(note.clone()).await, "nothing half done");
        }
        let mut eva = Browser::logged_in(&test, "eva").await;
        eva.get("/verwaltung").await.shows(StatusCode::OK, &["2 Aktivitäten wurden angehalten"]);
        let page = eva.get("/verwaltung/angehalten").await;
        page.shows(StatusCode::OK, &[&bad[0].1, &bad[1].1]);
        assert!(!page.body.contains("Giftpilz") && !page.body.contains("Knallerbse"));
    }
}
