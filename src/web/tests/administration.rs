//! The pages of the administration with sample data, and who sees them.

use super::html;
use super::samples::frame;
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::Backend;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::web::administration::{FigureView, OverviewPage, OverviewView, TroubleView};
use crate::web::layout::Section::Elsewhere;
use crate::web::texts::Texts;
use axum::http::StatusCode;

fn overview(t: Texts) -> OverviewView {
    let trouble = |text, count: i64, url| TroubleView { sentence: t.with(text, "count", count).into_owned(), url };
    OverviewView {
        troubles: vec![
            trouble("administration-jobs-failed", 1, "/verwaltung/auftraege"),
            trouble("administration-peers-in-trouble", 3, "/verwaltung/netz"),
        ],
        figures: vec![
            FigureView { name: "administration-count-people", value: 412 },
            FigureView { name: "administration-count-waiting", value: 0 },
        ],
        program: "Dienstweg 0.1.0".to_owned(),
        database: "SQLite 3.50.4".to_owned(),
    }
}

/// Every page under a name for its file.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let home = |view| html(&OverviewPage { t, frame: frame(Elsewhere, "/verwaltung"), view });
    vec![("administration", home(overview(t))), ("administration-well", home(OverviewView { troubles: Vec::new(), ..overview(t) }))]
}

on_both_databases! {
    async fn the_administration_does_not_exist_for_others(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let mut visitor = Browser::new(&test);
        assert_eq!(visitor.get("/verwaltung").await.location(), "/anmelden?next=%2Fverwaltung");
        let mut anna = Browser::logged_in(&test, "anna").await;
        let page = anna.get("/verwaltung").await;
        page.shows(StatusCode::NOT_FOUND, &["<h1>Hier ist nichts"]);
        assert!(!page.body.contains("href=\"/verwaltung\""));
    }

    async fn the_overview_counts(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let eva = test.admin("eva").await;
        let group = test.group(eva, "bauen").await;
        test.article(eva, Some(group), "Titel", Reach::Public).await;
        let mut browser = Browser::logged_in(&test, "eva").await;
        browser.get("/").await.shows(StatusCode::OK, &["href=\"/verwaltung\""]);
        let backend = test.app.store.backend();
        let database = if backend == Backend::Sqlite { "SQLite 3." } else { "PostgreSQL 1" };
        let figures = ["<dt>Personen</dt><dd>1</dd>", "<dt>Gruppen</dt><dd>1</dd>", "<dt>Beiträge</dt><dd>1</dd>", "Alles läuft", database];
        browser.get("/verwaltung").await.shows(StatusCode::OK, &figures);
    }
}
