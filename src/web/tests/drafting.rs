//! Drafts that the server keeps: with sample data, and as pages and their scripts save them.

use super::html;
use super::samples::{self, frame, moment};
use crate::activity::draft::{self, Place, Saved, Typed};
use crate::activity::outbox;
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::web::draft::KeepingView;
use crate::web::layout::Section::Elsewhere;
use crate::web::post::{ArticlePage, WritePage, Writing};
use crate::web::texts::Texts;
use http::StatusCode;
use std::time::Duration;

/// The pages under names for their files.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let keeping = KeepingView {
        spot: "beitrag-7".to_owned(),
        version: 40,
        from: Some(moment(t, "2026-11-20T09:30:00Z")),
        newer: false,
        url: "/g/bauen/neu".to_owned(),
    };
    let newer = KeepingView { newer: true, ..keeping.clone() };
    let write = |keeping| {
        let mut view = samples::write(t, Writing::NewArticle);
        (view.preview_html, view.keeping) = (String::new(), keeping);
        html(&WritePage { t, frame: frame(Elsewhere, "/g/bauen/neu"), view })
    };
    let mut view = samples::article(t, 11);
    view.keeping = keeping.clone();
    vec![
        ("draft", write(keeping)),
        ("draft-newer", write(newer)),
        ("draft-answer", html(&ArticlePage { t, frame: frame(Elsewhere, "/b/3"), view })),
    ]
}

/// A number that a page or an answer carries after these words.
fn number_after(text: &str, before: &str) -> String {
    let rest = text.split(before).nth(1).unwrap_or_else(|| panic!("{before:?} is missing: {text}"));
    rest.chars().take_while(char::is_ascii_digit).collect()
}

on_both_databases! {
    async fn what_is_typed_is_kept_until_it_is_published(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "bauen").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        let spot = format!("beitrag-{group}");
        browser.get("/g/bauen/neu").await.shows(StatusCode::OK, &[&format!("data-draft=\"{spot}\""), "name=\"entwurf\" value=\"0\""]);
        let saved = browser.post("/entwurf", &[("ort", &spot), ("entwurf", "0"), ("title", "Mein Titel"), ("text", "Zeile <1>\n")]).await;
        saved.shows(StatusCode::OK, &["\"said\":\"Entwurf gespeichert\""]);
        let version = number_after(&saved.body, "\"version\":\"");
        test.clock.advance(Duration::from_secs(300));
        let form = browser.get("/g/bauen/neu").await;
        let kept = ["Entwurf von vor 5 Minuten", "value=\"Mein Titel\"", "Zeile &#60;1&#62;", &format!("name=\"entwurf\" value=\"{version}\"")];
        form.shows(StatusCode::OK, &kept);
        let mut other = Browser::logged_in(&test, "anna").await;
        other.get("/g/bauen/neu").await.shows(StatusCode::OK, &["Mein Titel"]);
        let published =
            browser.submit("/g/bauen/neu", &[("entwurf", &version), ("title", "Mein Titel"), ("text", "Ganz anders am Ende")]).await;
        assert!(published.location().starts_with("/b/"));
        let form = browser.get("/g/bauen/neu").await;
        assert!(!form.body.contains("Mein Titel") && !form.body.contains("Entwurf von"), "{}", form.body);
    }

    async fn a_newer_draft_is_never_overwritten_silently(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "bauen").await;
        let spot = format!("beitrag-{group}");
        let mut desk = Browser::logged_in(&test, "anna").await;
        let mut train = Browser::logged_in(&test, "anna").await;
        for browser in [&mut desk, &mut train] {
            browser.get("/g/bauen/neu").await;
        }
        let first = desk.post("/entwurf", &[("ort", &spot), ("entwurf", "0"), ("title", "A"), ("text", "vom Schreibtisch")]).await;
        let from_desk = number_after(&first.body, "\"version\":\"");
        let late = [("ort", spot.as_str()), ("entwurf", "0"), ("title", "B"), ("text", "aus dem Zug")];
        let refused = train.post("/entwurf", &late).await;
        refused.shows(StatusCode::CONFLICT, &["Anderswo wurde", "Diesen Text behalten", "\"url\":\"/g/bauen/neu\""]);
        // The preview says so as well, without a script.
        let id = [("id", "0"), ("community", "bauen"), ("entwurf", "0"), ("title", "B"), ("text", "aus dem Zug")];
        train.post("/vorschau", &id).await.shows(StatusCode::OK, &["Anderswo wurde", "aus dem Zug", "href=\"/g/bauen/neu\">Den anderen Entwurf"]);
        desk.get("/g/bauen/neu").await.shows(StatusCode::OK, &["vom Schreibtisch"]);
        // Publishing what was written in the train leaves what was written at the desk.
        assert!(train.post("/g/bauen/neu", &id).await.location().starts_with("/b/"));
        desk.get("/g/bauen/neu").await.shows(StatusCode::OK, &["vom Schreibtisch"]);
        let replaced = train.post("/entwurf", &[late.as_slice(), &[("ersetzen", "1")]].concat()).await;
        replaced.shows(StatusCode::OK, &[]);
        desk.get("/g/bauen/neu").await.shows(StatusCode::OK, &["aus dem Zug"]);
        // Throwing away what one saw does not throw away what came since.
        let thrown = desk.post("/entwurf/verwerfen", &[("ort", &spot), ("entwurf", &from_desk)]).await;
        assert_eq!(thrown.location(), "/g/bauen/neu");
        let form = desk.get("/g/bauen/neu").await;
        form.shows(StatusCode::OK, &["aus dem Zug"]);
        let newest = number_after(&form.body, "name=\"ort\" value=\"").len();
        assert_eq!(newest, 0, "a place begins with a word");
        let newest = number_after(&form.body, "name=\"entwurf\" value=\"");
        desk.post("/entwurf/verwerfen", &[("ort", &spot), ("entwurf", &newest)]).await;
        let form = desk.get("/g/bauen/neu").await;
        assert!(!form.body.contains("aus dem Zug"), "{}", form.body);
    }

    async fn answers_and_edits_have_drafts_of_their_own(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "bauen").await;
        outbox::join(&test.app, bert, group).await.unwrap();
        let article = test.article(anna, Some(group), "Titel", Reach::Public).await;
        let comment = test.comment(bert, article, "Frage").await.unwrap();
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get(&format!("/b/{article}")).await;
        for (spot, text) in [
            (format!("antwort-{article}"), "An alle"),
            (format!("antwort-{comment}"), "An Bert"),
            (format!("bearbeitung-{article}"), "Zweite Fassung"),
        ] {
            browser.post("/entwurf", &[("ort", &spot), ("entwurf", "0"), ("title", "T"), ("text", text)]).await.shows(StatusCode::OK, &[]);
        }
        let page = browser.get(&format!("/b/{article}")).await;
        page.shows(StatusCode::OK, &["An alle</textarea>", "Entwurf von gerade eben"]);
        assert!(!page.body.contains("An Bert"));
        let page = browser.get(&format!("/b/{article}?antwort={comment}")).await;
        page.shows(StatusCode::OK, &["An Bert</textarea>", &format!("data-draft=\"antwort-{comment}\"")]);
        let version = number_after(&page.body, "name=\"entwurf\" value=\"");
        browser.post(&format!("/b/{comment}/antworten"), &[("text", "An Bert, fertig"), ("entwurf", &version)]).await.location();
        let page = browser.get(&format!("/b/{article}?antwort={comment}")).await;
        assert!(!page.body.contains("An Bert</textarea>"));
        browser.get(&format!("/b/{article}")).await.shows(StatusCode::OK, &["An alle</textarea>"]);
        let form = browser.get(&format!("/b/{article}/bearbeiten")).await;
        form.shows(StatusCode::OK, &["Zweite Fassung</textarea>"]);
        let version = number_after(&form.body, "name=\"entwurf\" value=\"");
        let fields = [("version", ""), ("title", "Titel"), ("text", "Zweite Fassung!"), ("entwurf", &version)];
        browser.post(&format!("/b/{article}/bearbeiten"), &fields).await.location();
        browser.get(&format!("/b/{article}/bearbeiten")).await.shows(StatusCode::OK, &["Zweite Fassung!</textarea>"]);
        // Nobody keeps drafts for what others wrote, or for what is not there.
        let mut other = Browser::logged_in(&test, "bert").await;
        other.get("/gruppen").await;
        for spot in [format!("bearbeitung-{article}"), "antwort-7".to_owned(), format!("beitrag-{bert}")] {
            other.post("/entwurf", &[("ort", &spot), ("text", "x")]).await.shows(StatusCode::NOT_FOUND, &[]);
        }
        other.post("/entwurf", &[("ort", "nirgends"), ("text", "x")]).await.shows(StatusCode::BAD_REQUEST, &[]);
        other.get(&format!("/b/{article}")).await.shows(StatusCode::OK, &["name=\"entwurf\" value=\"0\""]);
    }

    async fn drafts_are_few_and_do_not_grow_old(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let typed = |text: &str| Typed { text: text.to_owned(), ..Typed::default() };
        let save = |place_id: i64, typed: Typed| {
            test.app.write(move |conn, app| draft::save(conn, app, anna, (Place::Answer, place_id), &typed, 0, false))
        };
        let there = |place_id: i64| test.app.read(move |conn, app| Ok(draft::find(conn, anna, (Place::Answer, place_id), app.now())?.is_some()));
        for number in 1..=51 {
            assert!(matches!(save(number, typed("Text")).await.unwrap(), Saved::Kept(version) if version > 0));
        }
        assert_eq!((there(1).await.unwrap(), there(2).await.unwrap(), there(51).await.unwrap()), (false, true, true));
        assert_eq!(save(60, typed("  ")).await.unwrap(), Saved::Kept(0));
        assert!(save(61, typed(&"x".repeat(2 << 20))).await.is_err());
        test.clock.advance(draft::LIFETIME);
        assert!(!there(51).await.unwrap());
        assert!(matches!(save(51, typed("Neu")).await.unwrap(), Saved::Kept(_)), "what is too old is in nobody's way");
    }

    async fn what_was_typed_survives_a_session_that_ended(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        test.group(anna, "bauen").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        let token = browser.get("/g/bauen/neu").await.token();
        let session = browser.cookies.remove("session").unwrap();
        let own = [("sec-fetch-site", "same-origin")];
        let fields = |token: &str| {
            [("csrf", token), ("id", "0"), ("community", "bauen"), ("entwurf", "0"), ("title", "Mein Titel"), ("text", "Lang getippt"), ("media", "7")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        let page = browser.post_with("/g/bauen/neu", &fields(&token), &own).await;
        let kept = ["value=\"Mein Titel\"", "Lang getippt</textarea>", "name=\"media\" value=\"7\"", "href=\"/anmelden\" target=\"_blank\""];
        page.shows(StatusCode::FORBIDDEN, &kept);
        assert_ne!(session, "");
        browser.log_in("anna", "kurzer dienstweg").await;
        // The page is of before the log-in, and its token counts all the same. The picture is not there any more.
        let page = browser.post_with("/g/bauen/neu", &fields(&page.token()), &own).await;
        page.shows(StatusCode::UNPROCESSABLE_ENTITY, &[kept[0], kept[1], "Ein Bild konnte nicht übernommen werden"]);
        let without: Vec<_> = fields(&page.token()).into_iter().filter(|(name, _)| name != "media").collect();
        let sent = browser.post_with("/g/bauen/neu", &without, &own).await;
        assert!(sent.location().starts_with("/b/"));
    }
}
