//! The list of one's drafts: with sample data, and as people go on with them, throw them away and take them back.

use super::html;
use super::samples::{frame, moment};
use crate::activity::outbox;
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::web::draft::{DraftsPage, DraftsView, EntryView, ThrownView};
use crate::web::layout::Section::Elsewhere;
use crate::web::texts::Texts;
use http::StatusCode;

/// The pages under names for their files.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let entry = |spot: &str, place: &str, url: &str| EntryView {
        spot: spot.to_owned(),
        version: 40,
        place: place.to_owned(),
        words: "Was Lindner <b> dazu sagt".to_owned(),
        teaser: "Erstens: zuhören.".to_owned(),
        at: moment(t, "2026-11-20T09:30:00Z"),
        url: url.to_owned(),
        text: if url.is_empty() { "Erstens: *zuhören*.</textarea><b>".to_owned() } else { String::new() },
    };
    let drafts = vec![entry("beitrag-7", "Neuer Beitrag in Bauen", "/g/bauen/neu"), entry("antwort-3", "Nicht mehr zu sehen", "")];
    let thrown = ThrownView {
        spot: "antwort-12".to_owned(),
        words: "Lindner <b>".to_owned(),
        title: String::new(),
        text: "\nLindner <b>\n".to_owned(),
        base: String::new(),
        taken: false,
    };
    let page = |drafts, thrown| html(&DraftsPage { t, frame: frame(Elsewhere, "/entwuerfe"), view: DraftsView { drafts, thrown } });
    vec![
        ("drafts", page(drafts.clone(), None)),
        ("drafts-thrown", page(Vec::new(), Some(thrown.clone()))),
        ("drafts-taken", page(drafts, Some(ThrownView { taken: true, ..thrown }))),
    ]
}

/// The hidden fields of the form that leads to this path.
fn fields(page: &str, path: &str) -> Vec<(String, String)> {
    let form = page.split(&format!("action=\"{path}\"")).nth(1).unwrap_or_else(|| panic!("no form for {path}: {page}"));
    let form = form.split("</form>").next().unwrap();
    let read = |field: &str| {
        let name = field.split('"').next().unwrap().to_owned();
        let value = field.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
        (name, value.replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&"))
    };
    form.split("type=\"hidden\" name=\"").skip(1).map(read).collect()
}

on_both_databases! {
    async fn drafts_are_listed_with_where_they_belong(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "bauen").await;
        outbox::join(&test.app, bert, group).await.unwrap();
        let article = test.article(bert, Some(group), "Wer hat Erfahrung?", Reach::Public).await;
        let comment = test.comment(anna, article, "Wir hier").await.unwrap();
        let mut browser = Browser::logged_in(&test, "anna").await;
        let home = browser.get("/").await;
        assert!(!home.body.contains("Ein Entwurf"), "{}", home.body);
        browser.get("/entwuerfe").await.shows(StatusCode::OK, &["Keine Entwürfe"]);
        for (spot, title, text) in [
            (format!("beitrag-{group}"), "Mein <Titel>", "Die **ersten** Worte"),
            (format!("antwort-{article}"), "", "Eine Antwort, die dauert"),
            (format!("bearbeitung-{comment}"), "", "Wir hier auch"),
        ] {
            let saved = browser.post("/entwurf", &[("ort", &spot), ("entwurf", "0"), ("title", title), ("text", text)]).await;
            saved.shows(StatusCode::OK, &[]);
        }
        browser.get("/").await.shows(StatusCode::OK, &["href=\"/entwuerfe\"", "3 Entwürfe"]);
        browser.get("/g/bauen/neu").await.shows(StatusCode::OK, &["href=\"/entwuerfe\">Alle Entwürfe"]);
        let list = browser.get("/entwuerfe").await;
        list.shows(
            StatusCode::OK,
            &[
                "Neuer Beitrag in Gruppe bauen",
                "Mein &#60;Titel&#62;",
                "Die ersten Worte",
                "href=\"/g/bauen/neu\"",
                "Antwort auf: Wer hat Erfahrung?",
                "Eine Antwort, die dauert",
                &format!("href=\"/b/{article}#answer\""),
                "Änderung an: Wir hier",
                &format!("href=\"/b/{comment}/bearbeiten\""),
            ],
        );
        assert!(list.body.find("Wir hier auch") < list.body.find("Mein &#60;Titel"), "newest first");
        // They are nobody else's, and nobody sees them without a login.
        let mut other = Browser::logged_in(&test, "bert").await;
        other.get("/entwuerfe").await.shows(StatusCode::OK, &["Keine Entwürfe"]);
        assert_eq!(Browser::new(&test).get("/entwuerfe").await.location(), "/anmelden?next=%2Fentwuerfe");
        // What one may not see any more is not named, and what one typed is still there.
        outbox::delete(&test.app, anna, comment).await.unwrap();
        let list = browser.get("/entwuerfe").await;
        list.shows(StatusCode::OK, &["Wir hier auch</textarea>", "kannst du nicht mehr sehen"]);
        assert!(!list.body.contains(&format!("/b/{comment}/bearbeiten")), "{}", list.body);
    }

    async fn what_was_thrown_away_can_be_taken_back(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "bauen").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get("/g/bauen/neu").await;
        let (spot, text) = (format!("beitrag-{group}"), "Erste <Zeile>\nZweite & letzte");
        browser.post("/entwurf", &[("ort", &spot), ("entwurf", "0"), ("title", "Titel"), ("text", text)]).await;
        let list = browser.get("/entwuerfe").await;
        let discard = fields(&list.body, "/entwurf/verwerfen");
        let thrown = browser.post_with("/entwurf/verwerfen", &discard, &[]).await;
        thrown.shows(StatusCode::OK, &["Verworfen:", "Rückgängig machen", "Keine Entwürfe"]);
        let undo = fields(&thrown.body, "/entwurf/zurueckholen");
        assert!(undo.contains(&("text".to_owned(), text.to_owned())), "{undo:?}");
        // Once more, with the key for going back: nothing is there to be thrown away.
        let again = browser.post_with("/entwurf/verwerfen", &discard, &[]).await;
        assert!(!again.body.contains("Rückgängig"), "{}", again.body);
        assert_eq!(browser.post_with("/entwurf/zurueckholen", &undo, &[]).await.location(), "/entwuerfe");
        browser.get("/entwuerfe").await.shows(StatusCode::OK, &["Der Entwurf ist wieder da.", "Titel"]);
        browser.get("/g/bauen/neu").await.shows(StatusCode::OK, &["value=\"Titel\"", "Erste &#60;Zeile&#62;\nZweite &#38; letzte</textarea>"]);
        // Another one that was begun meanwhile is not overwritten, unless one wants that.
        let list = browser.get("/entwuerfe").await;
        let thrown = browser.post_with("/entwurf/verwerfen", &fields(&list.body, "/entwurf/verwerfen"), &[]).await;
        browser.post("/entwurf", &[("ort", &spot), ("entwurf", "0"), ("title", "Neuer"), ("text", "Neu begonnen")]).await;
        let taken = browser.post_with("/entwurf/zurueckholen", &fields(&thrown.body, "/entwurf/zurueckholen"), &[]).await;
        taken.shows(StatusCode::CONFLICT, &["Dort gibt es inzwischen einen anderen Entwurf", "Neu begonnen", "Den anderen ersetzen"]);
        let replace = fields(&taken.body, "/entwurf/zurueckholen");
        assert_eq!(browser.post_with("/entwurf/zurueckholen", &replace, &[]).await.location(), "/entwuerfe");
        browser.get("/g/bauen/neu").await.shows(StatusCode::OK, &["Erste &#60;Zeile&#62;"]);
        // Without the form's token nothing goes.
        let list = browser.get("/entwuerfe").await;
        let foreign: Vec<_> = fields(&list.body, "/entwurf/verwerfen").into_iter().filter(|(name, _)| name != "csrf").collect();
        browser.post_with("/entwurf/verwerfen", &foreign, &[]).await.shows(StatusCode::FORBIDDEN, &[]);
        browser.get("/entwuerfe").await.shows(StatusCode::OK, &["Erste"]);
    }
}
