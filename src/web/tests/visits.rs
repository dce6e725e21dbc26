//! Whole requests of a browser through every layer of an instance.

use crate::activity::outbox;
use crate::object::Reach;
use crate::object::reaction::ReactionKind;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use axum::http::{Method, StatusCode};

/// What a browser says about a form of our own pages.
const OWN: [(&str, &str); 1] = [("sec-fetch-site", "same-origin")];

fn own((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

on_both_databases! {
    async fn a_removal_without_a_reason_shows_the_page_again(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "bauen").await;
        Browser::logged_in(&test, "bert").await.fill("/g/bauen/beitreten", &[]).await;
        let article = test.article(bert, Some(group), "Titel", Reach::Public).await;
        let comment = test.comment(anna, article, "Kommentar").await.unwrap();
        let mut browser = Browser::logged_in(&test, "anna").await;
        let page = browser.fill(&format!("/b/{comment}/entfernen"), &[("reason", "  ")]).await;
        page.shows(StatusCode::UNPROCESSABLE_ENTITY, &["id=\"errors\"", &format!("href=\"#reason-{comment}\""), " open>", "Kommentar"]);
        let page = browser.fill(&format!("/b/{article}/antworten"), &[("text", " ")]).await;
        page.shows(StatusCode::UNPROCESSABLE_ENTITY, &["id=\"errors\"", &format!("href=\"#text-{article}\"")]);
        browser.fill(&format!("/b/{article}/entfernen"), &[("reason", "Werbung")]).await;
        browser.get(&format!("/b/{article}")).await.shows(StatusCode::OK, &["<title>Entfernter Beitrag", "Begründung: Werbung"]);
    }

    async fn what_goes_wrong_is_a_page(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "bauen").await;
        let article = test.article(anna, Some(group), "Titel", Reach::Public).await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        let long = "x".repeat(2 << 20);
        browser.fill(&format!("/b/{article}/antworten"), &[("text", &long)]).await.shows(StatusCode::PAYLOAD_TOO_LARGE, &["<h1>Das ist zu groß"]);
        for (path, page) in [
            (format!("/b/{article}/antworten"), format!("/b/{article}")),
            ("/g/bauen/beitreten?x=y".to_owned(), "/g/bauen".to_owned()),
            ("/@anna/folgen".to_owned(), "/@anna".to_owned()),
            ("/abmelden".to_owned(), "/".to_owned()),
            ("/vorschau".to_owned(), "/".to_owned()),
        ] {
            let answer = browser.get(&path).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, page.as_str()), "{path}");
        }
        for path in ["/gruppen", "/b/1/antworten", "/assets/x"] {
            let answer = browser.ask(Method::DELETE, path, &[], String::new()).await;
            answer.shows(StatusCode::METHOD_NOT_ALLOWED, &["<h1>Das geht an dieser Stelle nicht"]);
            assert!(answer.headers.contains_key(http::header::ALLOW), "{path}");
        }
        for method in [Method::GET, Method::POST, Method::PUT] {
            browser.ask(method, "/nirgends", &[], String::new()).await.shows(StatusCode::NOT_FOUND, &["<h1>Hier ist nichts"]);
        }
    }

    async fn an_expired_form_keeps_what_was_typed(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        test.group(anna, "bauen").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        let fields = [("csrf", "old"), ("id", "0"), ("title", "Mein Titel"), ("text", "Zeile <1>")].map(own);
        let page = browser.post_with("/g/bauen/neu", &fields, &OWN).await;
        let kept = ["value=\"Mein Titel\"", "Zeile &#60;1&#62;</textarea>", "action=\"/g/bauen/neu\"", "name=\"id\" value=\"0\""];
        page.shows(StatusCode::FORBIDDEN, &kept);
        let again = [("csrf", page.token().as_str()), ("id", "0"), ("title", "Mein Titel"), ("text", "Zeile <1>")].map(own);
        assert!(browser.post_with("/g/bauen/neu", &again, &OWN).await.location().starts_with("/b/"));
        for headers in [&[("sec-fetch-site", "cross-site")][..], &[("origin", "https://evil.example")], &[]] {
            let page = browser.post_with("/g/bauen/neu", &fields, headers).await;
            page.shows(StatusCode::FORBIDDEN, &["abgelaufen"]);
            assert!(!page.body.contains("Mein Titel"), "{headers:?}");
        }
        let login = [("csrf", "old"), ("name", "anna"), ("password", "kurzer dienstweg")].map(own);
        let page = browser.post_with("/anmelden", &login, &OWN).await;
        page.shows(StatusCode::FORBIDDEN, &["href=\"/anmelden\""]);
        assert!(!page.body.contains("kurzer dienstweg"));
    }

    async fn who_is_no_member_is_offered_to_join(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, _) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "bauen").await;
        let article = test.article(anna, Some(group), "Titel", Reach::Public).await;
        let mut browser = Browser::logged_in(&test, "bert").await;
        let offer = ["action=\"/g/bauen/beitreten\"", "href=\"/g/bauen\""];
        browser.get("/g/bauen/neu").await.shows(StatusCode::FORBIDDEN, &offer);
        browser.fill("/g/bauen/neu", &[("title", "a"), ("text", "b")]).await.shows(StatusCode::FORBIDDEN, &offer);
        browser.fill(&format!("/b/{article}/antworten"), &[("text", "b")]).await.shows(StatusCode::FORBIDDEN, &offer);
    }

    async fn a_community_is_found_by_the_address_of_its_page(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        test.group(anna, "bauen").await;
        for path in ["/g/bauen", "/g/bauen/mitglieder?x=y"] {
            let address: String = url::form_urlencoded::byte_serialize(test.app.urls.at(path).as_bytes()).collect();
            Browser::new(&test).get(&format!("/gruppen/finden?q={address}")).await.shows(StatusCode::OK, &["href=\"/g/bauen\""]);
        }
    }

    async fn hosts_say_who_begins_posts(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (_, bert) = (test.person("anna").await, test.person("bert").await);
        let mut browser = Browser::logged_in(&test, "anna").await;
        let fields = [("name", "Bauen"), ("handle", "bauen"), ("purpose", "Wozu"), ("reach", "public"), ("restricted", "1")];
        assert_eq!(browser.fill("/gruppen/neu", &fields).await.location(), "/g/bauen");
        let mut member = Browser::logged_in(&test, "bert").await;
        assert!(bert > 0);
        member.fill("/g/bauen/beitreten", &[]).await;
        member.get("/g/bauen/neu").await.shows(StatusCode::FORBIDDEN, &["beginnen nur Gastgebende"]);
        member.get("/g/bauen/bearbeiten").await.shows(StatusCode::FORBIDDEN, &[]);
        browser.get("/g/bauen/bearbeiten").await.shows(StatusCode::OK, &["value=\"Bauen\"", " checked"]);
        browser.fill("/g/bauen/bearbeiten", &[("name", ""), ("purpose", "Wozu")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#name\""]);
        assert_eq!(browser.fill("/g/bauen/bearbeiten", &[("name", "Neu"), ("purpose", "Wozu")]).await.location(), "/g/bauen");
        member.get("/g/bauen/neu").await.shows(StatusCode::OK, &["<textarea"]);
    }

    async fn a_comment_sent_by_script_comes_back_with_the_focus(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let article = test.article(anna, None, "Titel", Reach::Public).await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        let token = browser.get("/gruppen").await.token();
        let fields = [("csrf", token.as_str()), ("text", "Neuer Kommentar")].map(own);
        let headers = [("sec-fetch-site", "same-origin"), ("hx-request", "true"), ("hx-request-type", "full")];
        let page = browser.post_with(&format!("/b/{article}/antworten"), &fields, &headers).await;
        page.shows(StatusCode::OK, &["tabindex=\"-1\" autofocus", "Dein Kommentar ist da.", "Neuer Kommentar"]);
        assert_eq!(page.body.matches("Neuer Kommentar").count(), 1, "the field is empty again");
    }

    async fn a_bell_tells_of_answers_until_the_thread_is_opened(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "bauen").await;
        let article = test.article(anna, Some(group), "Bauantrag", Reach::Public).await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get("/").await.shows(StatusCode::OK, &["href=\"/mitteilungen\""]);
        outbox::join(&test.app, bert, group).await.unwrap();
        let comment = test.comment(bert, article, "Gute Frage").await.unwrap();
        outbox::react(&test.app, bert, article, ReactionKind::Like, "").await.unwrap();
        let page = browser.get("/").await;
        page.shows(StatusCode::OK, &["<span class=\"sr-only\">3 ungelesene", "ein neuer Kommentar"]);
        let page = browser.get("/mitteilungen").await;
        page.shows(StatusCode::OK, &[
            "BERT hat geantwortet", &format!("/b/{article}#c-{comment}"), "BERT hat auf deinen Beitrag reagiert", "BERT ist beigetreten",
            "/g/bauen/mitglieder", "Alle als gelesen markieren",
        ]);
        let page = browser.get(&format!("/b/{article}")).await;
        page.shows(StatusCode::OK, &["Zum neuen Kommentar", &format!("href=\"#c-{comment}\"")]);
        let page = browser.get(&format!("/b/{article}")).await;
        assert!(!page.body.contains("Zum neuen Kommentar"), "opening is reading");
        browser.get("/").await.shows(StatusCode::OK, &["eine ungelesene"]);
        browser.fill("/mitteilungen/gelesen", &[("bis", &i64::MAX.to_string())]).await;
        let page = browser.get("/").await;
        assert!(!page.body.contains("ungelesene"), "{}", page.body);
        browser.fill("/mitteilungen/stufe", &[("level", "silent")]).await;
        test.comment(bert, article, "Noch etwas").await.unwrap();
        assert!(!browser.get("/mitteilungen").await.body.contains("ungelesene"));
        let answer = browser.fill("/mitteilungen/stufe", &[("level", "laut")]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        Browser::new(&test).get("/mitteilungen").await.shows(StatusCode::SEE_OTHER, &[]);
    }

    async fn what_is_kept_is_found_again_by_who_kept_it(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        test.person("bert").await;
        let group = test.group(anna, "bauen").await;
        let article = test.article(anna, Some(group), "Bauantrag", Reach::Public).await;
        let mut browser = Browser::logged_in(&test, "bert").await;
        browser.fill(&format!("/b/{article}/merken"), &[]).await.shows(StatusCode::SEE_OTHER, &[]);
        browser.get("/gemerkt").await.shows(StatusCode::OK, &["Bauantrag"]);
        browser.get(&format!("/b/{article}")).await.shows(StatusCode::OK, &["Nicht mehr merken"]);
        assert!(!Browser::logged_in(&test, "anna").await.get("/gemerkt").await.body.contains(&format!("/b/{article}\"")));
        browser.fill(&format!("/b/{article}/merken"), &[]).await;
        assert!(!browser.get("/gemerkt").await.body.contains(&format!("/b/{article}\"")));
        let direct = test.article(anna, None, "Geheim", Reach::Followers).await;
        let answer = browser.fill(&format!("/b/{direct}/merken"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }

    async fn hosts_appoint_and_ban_on_the_page_of_members(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "bauen").await;
        outbox::join(&test.app, bert, group).await.unwrap();
        let place = format!("/g/bauen/mitglieder/{bert}");
        let mut host = Browser::logged_in(&test, "anna").await;
        let mut member = Browser::logged_in(&test, "bert").await;
        host.get("/g/bauen/mitglieder").await.shows(StatusCode::OK, &[&format!("{place}/gastgebend"), &format!("{place}/ausschliessen")]);
        assert!(!member.get("/g/bauen/mitglieder").await.body.contains("/ausschliessen"));
        assert_eq!(member.fill(&format!("{place}/gastgebend"), &[]).await.status, StatusCode::FORBIDDEN);
        host.fill(&format!("{place}/gastgebend"), &[]).await.shows(StatusCode::SEE_OTHER, &[]);
        member.get("/g/bauen/mitglieder").await.shows(StatusCode::OK, &["/mitglied\""]);
        member.get("/mitteilungen").await.shows(StatusCode::OK, &["hat dich gastgebend gemacht"]);
        host.fill(&format!("{place}/mitglied"), &[]).await.shows(StatusCode::SEE_OTHER, &[]);
        let ban = format!("{place}/ausschliessen");
        assert_eq!(member.get(&ban).await.status, StatusCode::FORBIDDEN);
        host.get(&ban).await.shows(StatusCode::OK, &["BERT ausschließen", "type=\"date\""]);
        host.fill(&ban, &[("reason", "")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["id=\"errors\"", "href=\"#reason\""]);
        for until in ["2020-01-01", "morgen", "2026-13-40"] {
            let page = host.fill(&ban, &[("reason", "Streit"), ("until", until)]).await;
            page.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#until\"", "value=\"Streit\""]);
        }
        host.fill(&ban, &[("reason", "Streit"), ("until", "2026-12-24")]).await.shows(StatusCode::SEE_OTHER, &[]);
        host.get("/g/bauen/mitglieder").await.shows(StatusCode::OK, &["Ausgeschlossen", "Begründung: Streit", &format!("{place}/zulassen")]);
        member.get("/mitteilungen").await.shows(StatusCode::OK, &["hat dich bis einschließlich 24. Dezember 2026 aus der Gruppe ausgeschlossen", "Begründung: Streit"]);
        assert_eq!(member.fill("/g/bauen/beitreten", &[]).await.status, StatusCode::FORBIDDEN);
        host.fill(&format!("{place}/zulassen"), &[]).await.shows(StatusCode::SEE_OTHER, &[]);
        member.fill("/g/bauen/beitreten", &[]).await.shows(StatusCode::SEE_OTHER, &[]);
        assert_eq!(host.get("/g/bauen/mitglieder/7/ausschliessen").await.status, StatusCode::NOT_FOUND);
    }

    async fn what_is_refused_is_given_back(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "bauen").await;
        outbox::join(&test.app, bert, group).await.unwrap();
        let article = test.article(anna, Some(group), "Bauantrag", Reach::Public).await;
        outbox::lock(&test.app, anna, article, true).await.unwrap();
        let mut browser = Browser::logged_in(&test, "bert").await;
        let page = browser.fill(&format!("/b/{article}/antworten"), &[("text", "Lange <b> überlegt")]).await;
        page.shows(StatusCode::FORBIDDEN, &["Lange &#60;b&#62; überlegt", &format!("href=\"/b/{article}\"")]);
        browser.get("/g/bauen/").await.shows(StatusCode::SEE_OTHER, &[]);
        assert_eq!(browser.get("/gibtesnicht/").await.location(), "/gibtesnicht");
    }

    async fn a_report_reaches_the_hosts_and_nobody_else(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        test.person("carla").await;
        let group = test.group(anna, "bauen").await;
        outbox::join(&test.app, bert, group).await.unwrap();
        let article = test.article(bert, Some(group), "Bauantrag", Reach::Public).await;
        let mut carla = Browser::logged_in(&test, "carla").await;
        let place = format!("/b/{article}/melden");
        carla.get(&format!("/b/{article}")).await.shows(StatusCode::OK, &[&place]);
        assert!(!Browser::logged_in(&test, "bert").await.get(&format!("/b/{article}")).await.body.contains(&place), "not one's own");
        carla.get(&place).await.shows(StatusCode::OK, &["Bauantrag", "Gruppe bauen"]);
        carla.fill(&place, &[("reason", " ")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#reason\""]);
        carla.fill(&place, &[("reason", "Daten einer Bürgerin")]).await.shows(StatusCode::SEE_OTHER, &[]);
        let mut anna = Browser::logged_in(&test, "anna").await;
        anna.get("/mitteilungen").await.shows(StatusCode::OK, &["CARLA hat etwas gemeldet", "Daten einer Bürgerin"]);
        anna.get("/g/bauen").await.shows(StatusCode::OK, &["/g/bauen/meldungen", "Eine offene Meldung"]);
        let page = anna.get("/g/bauen/meldungen").await;
        page.shows(StatusCode::OK, &["Daten einer Bürgerin", "CARLA", &format!("/b/{article}#")]);
        let form = page.body.split("action=\"/g/bauen/meldungen/").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        for name in ["bert", "carla"] {
            let mut other = Browser::logged_in(&test, name).await;
            assert_eq!(other.get("/g/bauen/meldungen").await.status, StatusCode::NOT_FOUND, "{name}");
            assert_eq!(other.fill(&format!("/g/bauen/meldungen/{form}"), &[]).await.status, StatusCode::NOT_FOUND, "{name}");
            assert!(!other.get("/mitteilungen").await.body.contains("gemeldet"), "{name}");
        }
        anna.fill(&format!("/g/bauen/meldungen/{form}"), &[("decision", "Name entfernt")]).await.shows(StatusCode::SEE_OTHER, &[]);
        anna.get("/g/bauen/meldungen").await.shows(StatusCode::OK, &["Geschlossen von ANNA", "Name entfernt"]);
        assert_eq!(anna.fill("/g/bauen/meldungen/1", &[]).await.status, StatusCode::NOT_FOUND);
        Browser::new(&test).get(&place).await.shows(StatusCode::OK, &["name=\"email\""]);
    }

    async fn a_form_of_another_site_is_refused_whatever_it_carries(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        for (header, value, status) in [
            ("sec-fetch-site", "cross-site", StatusCode::FORBIDDEN),
            ("sec-fetch-site", "same-site", StatusCode::FORBIDDEN),
            ("origin", "https://evil.example", StatusCode::FORBIDDEN),
            ("origin", "null", StatusCode::FORBIDDEN),
            ("origin", test.app.urls.origin(), StatusCode::SEE_OTHER),
            ("sec-fetch-site", "same-origin", StatusCode::SEE_OTHER),
        ] {
            let token = browser.get("/mitteilungen").await.token();
            let fields = [("csrf", token.as_str()), ("level", "all")].map(own);
            let answer = browser.post_with("/mitteilungen/stufe", &fields, &[(header, value)]).await;
            assert_eq!(answer.status, status, "{header}: {value}");
        }
    }
}
