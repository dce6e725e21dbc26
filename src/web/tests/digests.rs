//! What somebody missed.

use super::html;
use super::samples::{building, frame, moment};
use crate::activity::outbox;
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::tests::harness::article;
use crate::web::digest::{DigestPage, DigestView, NewsView, ThreadView};
use crate::web::layout::Section::Elsewhere;
use crate::web::notification::EntryView;
use crate::web::texts::Texts;
use axum::http::StatusCode;
use std::time::Duration;

/// Every page under a name for its file.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let digest = |view| html(&DigestPage { t, frame: frame(Elsewhere, "/ueberblick"), view });
    let entry = EntryView {
        icon: "chat-bubble-outline",
        sentence: "Kim Berger hat geantwortet".to_owned(),
        title: "Bauantrag <1>".to_owned(),
        url: "/b/3#c-12".to_owned(),
        reason: String::new(),
        at: moment(t, "2026-11-21T15:08:00Z"),
        unread: true,
    };
    let thread = |title: &str, comments| ThreadView { url: "/b/3".to_owned(), title: title.to_owned(), comments };
    let news = NewsView {
        community: Some(building()),
        beginnings: 4,
        comments: 1,
        threads: vec![thread("Wer hat das <schon> geschafft?", 0), thread("Vorlage", 1)],
        more: 2,
    };
    let other = NewsView { community: None, beginnings: 1, comments: 0, threads: vec![thread("Rundbrief", 0)], more: 0 };
    vec![
        ("digest", digest(DigestView { days: 7, waiting: vec![entry], news: vec![news, other] })),
        ("digest-empty", digest(DigestView { days: 1, ..DigestView::default() })),
    ]
}

on_both_databases! {
    async fn what_was_missed_is_what_one_may_read_and_has_not_seen(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, ben) = (test.person("anna").await, test.person("ben").await);
        let (mine, other) = (test.group(ben, "bauen").await, test.group(ben, "fremd").await);
        outbox::join(&test.app, anna, mine).await.unwrap();
        let publish = async |by, group, title| outbox::publish(&test.app, by, article(Some(group), title, Reach::Public)).await.unwrap();
        publish(ben, mine, "Lange her").await;
        test.clock.advance(Duration::from_secs(8 * 24 * 3_600));
        let opened = publish(ben, mine, "Schon gelesen").await;
        publish(ben, mine, "Noch neu").await;
        publish(ben, other, "Anderswo").await;
        let own = publish(anna, mine, "Eigenes").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get(&format!("/b/{opened}")).await.shows(StatusCode::OK, &[]);
        browser.get(&format!("/b/{own}")).await.shows(StatusCode::OK, &[]);
        let page = browser.get("/ueberblick").await;
        page.shows(StatusCode::OK, &["Noch neu", "Ein neuer Beitrag"]);
        for hidden in ["Schon gelesen", "Anderswo", "Lange her", "Eigenes", "Das wartet auf dich"] {
            assert!(!page.body.contains(&format!(">{hidden}<")), "{hidden}: {}", page.body);
        }
        // An answer waits; comments in what was read are counted.
        test.comment(ben, opened, "Nachtrag").await.unwrap();
        test.comment(ben, own, "Antwort").await.unwrap();
        let page = browser.get("/ueberblick?tage=1").await;
        page.shows(StatusCode::OK, &["Das wartet auf dich", "Eigenes", "Schon gelesen", "2 neue Kommentare"]);
        // A longer period counts what is older; the liveliest threads are named.
        browser.get("/ueberblick?tage=30").await.shows(StatusCode::OK, &["2 neue Beitr", "und ein weiterer Beitrag"]);
        browser.get("/ueberblick?tage=unsinn").await.shows(StatusCode::OK, &["7 Tage"]);
        let mut visitor = Browser::new(&test);
        assert_eq!(visitor.get("/ueberblick").await.location(), "/anmelden?next=%2Fueberblick");
    }

    async fn with_nothing_missed_it_says_so(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get("/ueberblick").await.shows(StatusCode::OK, &["Nichts verpasst"]);
    }
}
