//! FET: what comes in place of a document.

use super::{Scene, announce};
use crate::activity::fetch;
use crate::activity::log::ActivityState;
use crate::error::Error;
use crate::instance;
use crate::object::Viewer;
use crate::on_both_databases;
use crate::store::schema::jobs;
use crate::store::testing::TestDatabase;
use crate::tests::remote::Remote;
use diesel::prelude::*;
use http::StatusCode;
use serde_json::Value;
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3_600);
/// Where eve's note should be.
const NOTE: &str = "/users/eve/notes/1";

/// A community that announces a note of eve, which her server has to show first.
async fn announced(scene: &Scene) -> (Remote, Value) {
    let group = scene.group_elsewhere(&scene.one, "/c/wandern").await;
    let note = scene.eve.note(1, "da ist er ja");
    scene.test.accepts(&group, &announce(&group, 1, scene.eve.activity(1, "Create", note.clone()))).await;
    (group, note)
}

/// What is said about the activity that waits, and about the job.
async fn said(scene: &Scene) -> String {
    let entries = scene.test.entries().await;
    let waiting: Vec<_> = entries.iter().filter(|entry| entry.state == ActivityState::Waiting).map(|entry| &entry.reason).collect();
    let errors: Vec<String> = scene.test.app.read(|conn, _| Ok(jobs::table.select(jobs::last_error).load(conn)?)).await.unwrap();
    assert_eq!(waiting.len(), 1, "{entries:#?}");
    format!("{waiting:?} {errors:?}")
}

on_both_databases! {
    async fn fet_24_pages_are_not_searched_for_documents(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let note = scene.eve.note(1, "da ist er ja");
        let link = |href: &str| format!("<link rel=\"alternate\" type=\"application/activity+json\" href=\"{href}\">");
        let own = scene.other.at(NOTE);
        let page = format!("<!doctype html><html><head>{}{}{}</head></html>", link(&own), link("/versteckt"), link(&scene.one.at("/versteckt")));
        scene.other.answer_as(NOTE, "text/html; charset=utf-8", &page);
        scene.other.put_at("/versteckt", &note);
        scene.one.put_at("/versteckt", &note);
        announced(&scene).await;
        let found = fetch::resolve(&scene.test.app, Viewer::Anonymous, &own).await;
        assert!(matches!(found, Err(Error::Remote { .. })), "{found:?}");
        for _ in 0..48 {
            instance::run_due(&scene.test.app).await.unwrap();
            scene.test.clock.advance(HOUR);
        }
        assert!(scene.by_ap_id(&own).await.is_none());
        let asked = [scene.one.asked(), scene.other.asked()].concat();
        assert_eq!(asked.iter().filter(|path| path.contains("versteckt")).count(), 0, "{asked:?}");
        assert!(asked.iter().filter(|path| *path == NOTE).count() <= 20, "{asked:?}");
    }

    async fn fet_36_a_page_in_place_of_a_document_is_a_mishap_that_passes(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let page = "<!doctype html><html><body>Wartung, Kennwort: GEHEIMNIS</body></html>";
        scene.other.answer(NOTE, StatusCode::OK, page);
        let (_, note) = announced(&scene).await;
        instance::run_due(&scene.test.app).await.unwrap();
        assert!(!said(&scene).await.contains("GEHEIMNIS"));
        let found = fetch::document(&scene.test.app, &scene.other.at(NOTE)).await;
        let Err(error @ Error::Remote { .. }) = found else { panic!("{found:?}") };
        assert!(error.is_transient() && !format!("{error} {error:?}").contains("GEHEIMNIS"), "{error:?}");
        scene.other.put(&note);
        scene.test.clock.advance(HOUR);
        instance::run_due(&scene.test.app).await.unwrap();
        assert!(scene.by_ap_id(&scene.other.at(NOTE)).await.is_some(), "the real one came later");
    }
}
