//! Whom somebody follows, whom a host invites, what stands there before anything is typed: with sample data, and as a browser walks it.

use super::html;
use super::samples::{LEARNING, community, error, far, frame, kim, summary};
use crate::activity::outbox;
use crate::notification::{self, Level};
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::web::community::{FindPage, FindView};
use crate::web::followed::{FollowedPage, FollowedPerson, FollowedView};
use crate::web::layout::Section::{Find, Profile};
use crate::web::texts::Texts;
use crate::web::view::{Errors, Membership};
use axum::http::StatusCode;

fn find() -> FindView {
    let found = summary(community("Wissenstransfer & Lernen", "wissen@next.example", "NExT"), LEARNING, 412, Membership::None);
    FindView { query: "wissen@next.example".to_owned(), results: vec![found], known: Vec::new(), errors: Errors::none() }
}

fn find_nothing() -> FindView {
    FindView { query: "wissen".to_owned(), results: Vec::new(), known: Vec::new(), errors: Errors::none() }
}

fn find_failed() -> FindView {
    FindView {
        query: "wissen@nxt.example".to_owned(),
        results: Vec::new(),
        known: Vec::new(),
        errors: error("q", "error-remote-unreachable"),
    }
}

/// Every page under a name for its file.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let page = |view| html(&FollowedPage { t, frame: frame(Profile, "/ich/folge"), view });
    let people = vec![FollowedPerson { id: 7, person: kim(), requested: false }, FollowedPerson { id: 8, person: far(), requested: true }];
    let find_page = |view| html(&FindPage { t, frame: frame(Find, "/gruppen/finden"), view });
    vec![
        ("find", find_page(find())),
        ("find-known", find_page(FindView { known: find().results, ..FindView::default() })),
        ("find-nothing", find_page(find_nothing())),
        ("find-failed", find_page(find_failed())),
        ("followed", page(FollowedView { people, tags: vec!["bauen".to_owned()] })),
        ("followed-nobody", page(FollowedView::default())),
    ]
}

on_both_databases! {
    async fn whom_somebody_follows_is_listed_and_can_be_left(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        outbox::follow(&test.app, anna, bert).await.unwrap();
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get("/@anna").await.shows(StatusCode::OK, &["href=\"/ich/folge\""]);
        browser.submit("/tag/bauen/folgen", &[]).await;
        browser.get("/ich/folge").await.shows(StatusCode::OK, &["href=\"/@bert\"", "href=\"/tag/bauen\""]);
        assert_eq!(browser.post("/ich/folge", &[("tag", "bauen")]).await.location(), "/ich/folge");
        browser.get("/ich/folge").await.shows(StatusCode::OK, &["href=\"/@bert\"", "noch keinem Schlagwort"]);
        assert_eq!(browser.post("/ich/folge", &[("person", &bert.to_string())]).await.location(), "/ich/folge");
        browser.get("/ich/folge").await.shows(StatusCode::OK, &["noch niemandem"]);
        assert_eq!(browser.post("/ich/folge", &[]).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(Browser::new(&test).get("/ich/folge").await.status, StatusCode::SEE_OTHER);
    }

    async fn hosts_invite_people_of_this_instance(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "bauen").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get("/g/bauen/mitglieder").await.shows(StatusCode::OK, &["http://rudi.localhost:8081/g/bauen", "data-copy=\"invite-link\""]);
        let here = "/g/bauen/mitglieder/einladen";
        for (typed, said) in [("niemand", "niemanden mit diesem"), ("bert@next.example", "nur Menschen dieser Instanz"), ("anna", "schon dabei")] {
            browser.post(here, &[("handle", typed)]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#handle\"", said, typed]);
        }
        assert_eq!(browser.post(here, &[("handle", "@bert")]).await.location(), "/g/bauen/mitglieder");
        assert_eq!(browser.post(here, &[("handle", "bert")]).await.location(), "/g/bauen/mitglieder");
        // Asked twice, told once, and led to where one can join.
        let told = test.app.read(move |conn, _| notification::list(conn, bert, i64::MAX, 9)).await.unwrap();
        assert_eq!(told.iter().map(|told| told.group_id).collect::<Vec<_>>(), [Some(group)]);
        let mut guest = Browser::logged_in(&test, "bert").await;
        guest.get("/mitteilungen").await.shows(StatusCode::OK, &["ANNA lädt dich in eine Gruppe ein", "href=\"/g/bauen\""]);
        assert_eq!(guest.post(here, &[("handle", "anna")]).await.status, StatusCode::FORBIDDEN);

        let clara = test.person("clara").await;
        test.app.write(move |conn, _| notification::set_level(conn, clara, Level::Silent)).await.unwrap();
        browser.post(here, &[("handle", "clara")]).await;
        assert!(test.app.read(move |conn, _| notification::list(conn, clara, i64::MAX, 9)).await.unwrap().is_empty());
    }

    async fn known_communities_stand_below_an_empty_search(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        test.group(anna, "bauen").await;
        let mut browser = Browser::new(&test);
        let known = "id=\"known\"";
        browser.get("/gruppen/finden").await.shows(StatusCode::OK, &[known, "href=\"/g/bauen\"", "Name oder Adresse"]);
        assert!(!browser.get("/gruppen/finden?q=wissen").await.body.contains(known));
    }

    async fn a_preview_shows_links(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        test.person("bert").await;
        test.group(anna, "digitales").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get("/g/digitales/neu").await;
        let fields = [("community", "digitales"), ("title", "Titel"), ("text", "Hallo @bert und @niemand, #bauen")];
        let page = browser.post("/vorschau", &fields).await;
        page.shows(StatusCode::OK, &["href=\"http://rudi.localhost:8081/@bert\"", "href=\"/tag/bauen\"", "@niemand"]);
        assert!(!page.body.contains("/@niemand"));
        // And pictures, as far as they are uploaded.
        let visitor = test.browser(anna).await;
        let picture = test.uploads(&visitor, &crate::tests::browser::picture(40, 30, 1, image::ImageFormat::Png)).await;
        let (number, alternative) = (picture.to_string(), format!("alternative-{picture}"));
        let fields = [("community", "digitales"), ("text", "Text"), ("media", number.as_str()), (alternative.as_str(), "Ein Plan")];
        let page = browser.post("/vorschau", &fields).await;
        let preview = page.body.split("id=\"preview\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert!(preview.contains(&format!("src=\"/media/{picture}/klein\" alt=\"Ein Plan\"")), "{preview}");
    }

    async fn what_an_instance_is_for_stands_on_its_front_page(database: TestDatabase) {
        let test = TestApp::with(database, |config| config.instance.description = "Austausch an der Ruhr & Emscher".to_owned()).await;
        let mut browser = Browser::new(&test);
        for path in ["/", "/registrieren"] {
            browser.get(path).await.shows(StatusCode::OK, &["Austausch an der Ruhr &#38; Emscher"]);
        }
    }
}
