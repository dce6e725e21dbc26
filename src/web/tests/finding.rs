//! Search, hashtags and appearance: with sample data, and in a browser without scripts.

use super::html;
use super::samples::{self, building, frame, kim, moment, visitor};
use crate::activity::outbox;
use crate::actor::{ActorKind, CommunityReach};
use crate::error::FieldError;
use crate::object::Reach;
use crate::on_both_databases;
use crate::search::Piece;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::web::appearance::{Appearance, AppearancePage, Theme};
use crate::web::layout::Frame;
use crate::web::layout::Section::Elsewhere;
use crate::web::search::{OfferView, PersonHit, PostHit, SearchPage, SearchView, SuggestionView, SuggestionsFragment, Tab, TabView};
use crate::web::tag::{TagPage, TagView};
use crate::web::texts::{Language, Texts};
use crate::web::view::{CommunitySummary, Membership};
use http::StatusCode;

fn pieces(before: &str, found: &str, after: &str) -> Vec<Piece> {
    [(before, false), (found, true), (after, false)].map(|(text, marked)| Piece { text: text.to_owned(), marked }).to_vec()
}

fn results(t: Texts) -> SearchView {
    let hit = |comment| PostHit {
        url: "/b/3#c-12".to_owned(),
        title: pieces("Digitaler ", "Bauantrag", " <b>"),
        comment,
        excerpt: pieces("…und dann wurde aus dem ", "Bauantrag", " eine Akte…"),
        author: kim(),
        community: Some(building()),
        published: moment(t, "2026-11-20T09:30:00Z"),
    };
    let tabs =
        Tab::ALL.map(|tab| TabView { tab, url: format!("/suche?q=bauantrag&typ={}", tab.code()), count: 27, shown: tab == Tab::All });
    SearchView {
        query: "#bauantrag".to_owned(),
        tabs: tabs.to_vec(),
        posts: vec![hit(false), hit(true)],
        people: vec![PersonHit { person: kim(), excerpt: pieces("", "Bauanträge", "") }],
        groups: vec![CommunitySummary {
            community: building(),
            purpose: "Bauen".to_owned(),
            members: 1,
            membership: Membership::None,
            reach: CommunityReach::Public,
        }],
        before_url: "/suche?q=bauantrag&seite=1".to_owned(),
        after_url: "/suche?q=bauantrag&seite=3".to_owned(),
        tag_url: "/tag/bauantrag".to_owned(),
        ..SearchView::default()
    }
}

/// The pages under names for their files.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let search = |frame: Frame, view| html(&SearchPage { t, frame, view });
    let here = || frame(Elsewhere, "/suche");
    let nothing = SearchView {
        query: "Käsespätzle".to_owned(),
        tabs: results(t).tabs.into_iter().map(|tab| TabView { count: 0, ..tab }).collect(),
        ..SearchView::default()
    };
    let offer = |allowed| SearchView {
        query: "kim@next.example".to_owned(),
        offer: Some(OfferView { host: "next.example".to_owned(), allowed }),
        ..SearchView::default()
    };
    let failed = SearchView {
        query: "kim@next.example".to_owned(),
        errors: vec![FieldError { field: "q", text: "error-search-nothing-there" }].into(),
        ..SearchView::default()
    };
    let tag = TagView {
        name: "bürgerbüro".to_owned(),
        url: "/tag/b%C3%BCrgerb%C3%BCro".to_owned(),
        followed: Some(true),
        posts: samples::home(t).posts,
        older_url: "/tag/b%C3%BCrgerb%C3%BCro?vor=3".to_owned(),
    };
    let untouched = TagView { followed: None, posts: Vec::new(), older_url: String::new(), ..tag.clone() };
    let chosen = Frame { appearance: Appearance { theme: Theme::System, shortcuts: false }, ..frame(Elsewhere, "/ich/darstellung") };
    vec![
        ("search", search(here(), SearchView::default())),
        ("search-results", search(here(), results(t))),
        ("search-nothing", search(here(), nothing.clone())),
        ("search-nothing-visitor", search(visitor(Elsewhere, "/suche"), nothing)),
        ("search-offer", search(here(), offer(true))),
        ("search-offer-visitor", search(visitor(Elsewhere, "/suche"), offer(false))),
        ("search-failed", search(here(), failed)),
        ("tag", html(&TagPage { t, frame: frame(Elsewhere, "/tag/x"), view: tag })),
        ("tag-empty", html(&TagPage { t, frame: visitor(Elsewhere, "/tag/x"), view: untouched })),
        ("appearance", html(&AppearancePage { t, frame: chosen })),
    ]
}

#[test]
fn found_words_are_marked_and_everything_is_escaped() {
    let t = Texts::new(Language::German);
    let page = html(&SearchPage { t, frame: frame(Elsewhere, "/suche"), view: results(t) });
    assert!(page.contains("Digitaler <mark>Bauantrag</mark> &#60;b&#62;"), "{page}");
}

#[test]
fn suggestions_are_options_and_say_how_many_they_are() {
    let option = SuggestionView { insert: "@kim".to_owned(), name: "Kim <b>".to_owned(), detail: "Stadt".to_owned() };
    let fragment = html(&SuggestionsFragment { t: Texts::new(Language::English), options: vec![option] });
    assert!(fragment.starts_with("<li role=\"option\" data-insert=\"@kim\">") && fragment.contains("Kim &#60;b&#62;"), "{fragment}");
    assert!(fragment.contains("One suggestion."), "{fragment}");
}

on_both_databases! {
    async fn people_find_posts_people_and_communities(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        test.person("bert").await;
        let group = test.group(anna, "bauen").await;
        let article = test.article(anna, Some(group), "Bauanträge <b>", Reach::Public).await;
        let comment = test.comment(anna, article, "Der Antrag war kurz.").await.unwrap();
        test.article(anna, None, "Antrag nur für uns", Reach::Local).await;
        let mut visitor = Browser::new(&test);
        visitor.get("/").await.shows(StatusCode::OK, &["action=\"/suche\"", "id=\"search-everything\""]);
        let page = visitor.get("/suche?q=bauantrag").await;
        page.shows(StatusCode::OK, &["<mark>Bauanträge</mark> &#60;b&#62;", &format!("href=\"/b/{article}\"")]);
        let page = visitor.get("/suche?q=antrag&typ=beitraege").await;
        page.shows(StatusCode::OK, &[&format!("href=\"/b/{article}#c-{comment}\""), "Der <mark>Antrag</mark> war kurz."]);
        assert!(!page.body.contains("nur für uns"), "{}", page.body);
        visitor.get("/suche?q=gruppe%20bauen&typ=gruppen").await.shows(StatusCode::OK, &["href=\"/g/bauen\""]);
        visitor.get("/suche?q=BERT").await.shows(StatusCode::OK, &["href=\"/@bert\""]);
        visitor.get("/suche?q=%22%27%3B%28%29*&typ=x&seite=999999999999999999999").await.shows(StatusCode::OK, &["Nichts gefunden"]);
        visitor.get("/suche?q=antrag&seite=-7").await.shows(StatusCode::OK, &["<mark>Antrag</mark>"]);
        let mut bert = Browser::logged_in(&test, "bert").await;
        bert.get("/suche?q=antrag").await.shows(StatusCode::OK, &["nur für uns"]);
    }

    async fn an_address_leads_to_its_page_or_to_an_offer(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        test.remote(ActorKind::Group, "http://forum.localhost:7002/c/wandern").await;
        let mut visitor = Browser::new(&test);
        assert_eq!(visitor.get("/suche?q=wandern@forum.localhost:7002").await.location(), "/g/wandern@forum.localhost:7002");
        assert_eq!(visitor.get("/suche?q=http://forum.localhost:7002/c/wandern").await.location(), "/g/wandern@forum.localhost:7002");
        assert_eq!(visitor.get("/suche?q=http://rudi.localhost:8081/b/7").await.location(), "/b/7");
        let unknown = "/suche?q=niemand@forum.localhost:7002";
        visitor.get(unknown).await.shows(StatusCode::OK, &["Auf anderen Instanzen sucht nur, wer angemeldet ist."]);
        assert!(visitor.get(&format!("{unknown}&holen=1")).await.location().starts_with("/anmelden?next="));
        let mut anna = Browser::logged_in(&test, "anna").await;
        anna.get(unknown).await.shows(StatusCode::OK, &["name=\"holen\"", "forum.localhost:7002"]);
        // Nobody listens there.
        anna.get(&format!("{unknown}&holen=1")).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["id=\"errors\""]);
    }

    async fn a_followed_hashtag_brings_posts_to_the_home_page_and_says_so(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, person) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "bauen").await;
        let article = test.article(anna, Some(group), "Wärmepumpe #Bürgerbüro", Reach::Public).await;
        test.comment(anna, article, "Siehe #Bürgerbüro").await.unwrap();
        let link = format!("href=\"/b/{article}\"");
        let mut bert = Browser::logged_in(&test, "bert").await;
        assert!(!bert.get("/").await.body.contains(&link));
        assert_eq!(bert.get("/tag/%23B%C3%BCrgerb%C3%BCro").await.location(), "/tag/b%C3%BCrgerb%C3%BCro");
        bert.get("/tag/b%C3%BCrgerb%C3%BCro").await.shows(StatusCode::OK, &[&link, "Hashtag folgen", "Siehe"]);
        bert.get(&format!("/b/{article}")).await.shows(StatusCode::OK, &["href=\"/tag/b%C3%BCrgerb%C3%BCro\" class=\"hashtag\""]);
        bert.post("/tag/b%C3%BCrgerb%C3%BCro/folgen", &[]).await.location();
        bert.get("/").await.shows(StatusCode::OK, &[&link, "Weil du folgst:"]);
        outbox::join(&test.app, person, group).await.unwrap();
        let home = bert.get("/").await;
        home.shows(StatusCode::OK, &[&link]);
        assert!(!home.body.contains("Weil du folgst:"), "a member sees it anyway");
        bert.post("/tag/b%C3%BCrgerb%C3%BCro/entfolgen", &[]).await.location();
        assert_eq!(bert.get("/tag/a%20b").await.status, StatusCode::NOT_FOUND);
    }

    async fn suggestions_are_for_people_here_and_show_nothing_hidden(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        test.person("bert").await;
        test.article(anna, None, "Offen #bauamt", Reach::Public).await;
        test.article(anna, None, "Zu #baugeheim", Reach::Followers).await;
        let mut visitor = Browser::new(&test);
        assert!(visitor.get("/vorschlaege?wort=@an").await.location().starts_with("/anmelden"));
        let mut bert = Browser::logged_in(&test, "bert").await;
        bert.get("/vorschlaege?wort=@an").await.shows(StatusCode::OK, &["data-insert=\"@anna\"", "ANNA"]);
        let tags = bert.get("/vorschlaege?wort=%23bau").await;
        tags.shows(StatusCode::OK, &["data-insert=\"#bauamt\""]);
        assert!(!tags.body.contains("geheim"), "{}", tags.body);
        for odd in ["", "x", "%40", "%23", "%23%25", "%40%22%27", "%23_"] {
            let answer = bert.get(&format!("/vorschlaege?wort={odd}")).await;
            answer.shows(StatusCode::OK, &["Keine Vorschläge"]);
        }
    }

    async fn a_browser_keeps_how_pages_look(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let mut visitor = Browser::new(&test);
        visitor.get("/ich/darstellung").await.shows(StatusCode::OK, &["data-shortcuts=\"on\"", "content=\"light dark\""]);
        visitor.post("/ich/darstellung", &[("theme", "dark")]).await.location();
        let page = visitor.get("/").await;
        page.shows(StatusCode::OK, &["data-kern-theme=\"dark\"", "content=\"dark\""]);
        assert!(!page.body.contains("data-shortcuts"), "{}", page.body);
        visitor.get("/ich/darstellung").await;
        visitor.post("/ich/darstellung", &[("theme", "system"), ("shortcuts", "1")]).await.location();
        assert!(!visitor.get("/").await.body.contains("data-kern-theme"));
    }
}
