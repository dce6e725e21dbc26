//! PRV: what is left behind by those who write without a name, leave, or look for what is not theirs.

use super::inside::normal;
use crate::access::invitation_link::{self, LinkDraft};
use crate::activity::draft::{self, Place};
use crate::activity::outbox::{self, Edit, Naming, ProfileDraft};
use crate::actor::CommunityReach;
use crate::actor::member::{self, Role};
use crate::app::App;
use crate::error::Error;
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::schema::sessions;
use crate::store::testing::TestDatabase;
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend};
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::tests::harness::group;
use diesel::prelude::*;
use http::{Method, StatusCode};
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3_600);
const NAMELESS: Naming = Naming { chatham: false, nameless: true };

/// A protected community of Anna's in which one may write without a name, and Bert is a member.
async fn scene(test: &TestApp, reach: CommunityReach) -> (i64, i64, i64) {
    let (anna, bert) = (test.staff("anna").await, test.staff("bert").await);
    let group = outbox::found_group(&test.app, anna, group("lage", reach), NAMELESS).await.unwrap();
    let admit = move |conn: &mut Conn, app: &App| member::set_role(conn, group, bert, Role::Member, "https://x.example/1", app.now());
    test.app.write(admit).await.unwrap();
    (anna, bert, group)
}

/// When sessions were used.
async fn used(test: &TestApp) -> Vec<Timestamp> {
    let all = |conn: &mut Conn, _: &App| {
        let rows = sessions::table.select(sessions::used_at).order(sessions::used_at).into_boxed::<MultiBackend>();
        Ok(rows.load(conn)?)
    };
    test.app.read(all).await.unwrap()
}

on_both_databases! {
    async fn no_session_tells_when_somebody_wrote(database: TestDatabase) {
        let test = TestApp::new(database).await;
        scene(&test, CommunityReach::Closed).await;
        let mut bert = Browser::logged_in(&test, "bert").await;
        test.clock.advance(2 * HOUR + Duration::from_secs(1_234));
        bert.get("/g/lage/neu").await.shows(StatusCode::OK, &["name=\"nameless\""]);
        let read = used(&test).await;
        assert!(read.iter().all(|at| at.milliseconds() % 3_600_000 == 0), "by the hour: {read:?}");
        test.clock.advance(3 * HOUR + Duration::from_secs(77));
        let sent = bert.post("/g/lage/neu", &[("title", "Ohne"), ("text", "Ohne Namen"), ("nameless", "1")]).await;
        assert!(sent.location().starts_with("/b/"), "{sent:?}");
        assert_eq!(used(&test).await, read, "what a form sends says nothing about it");
    }

    async fn nothing_is_kept_of_what_was_sent_without_a_name(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (_, bert, group) = scene(&test, CommunityReach::Closed).await;
        let mut browser = Browser::logged_in(&test, "bert").await;
        let place = format!("beitrag-{group}");
        let fields = [("ort", place.as_str()), ("title", "Ohne"), ("text", "Ohne Namen")];
        browser.get("/g/lage/neu").await;
        let kept = async || test.app.read(move |conn, app| draft::find(conn, bert, (Place::Beginning, group), app.now())).await.unwrap().is_some();
        assert_eq!(browser.post("/entwurf", &fields).await.status, StatusCode::OK);
        assert!(kept().await);
        browser.post("/g/lage/neu", &[("title", "Ohne"), ("text", "Ohne Namen"), ("nameless", "1")]).await.location();
        assert!(!kept().await);
        // What a page sent a moment before comes a moment later.
        assert_eq!(browser.post("/entwurf", &fields).await.status, StatusCode::OK);
        assert!(!kept().await);
        test.clock.advance(Duration::from_secs(61));
        assert_eq!(browser.post("/entwurf", &fields).await.status, StatusCode::OK);
        assert!(kept().await, "something new");
    }

    async fn who_left_changes_nothing_inside(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert, group) = scene(&test, CommunityReach::Closed).await;
        let (article, comment) = {
            let article = test.article(bert, Some(group), "Von Bert", Reach::Public).await;
            (article, test.comment(bert, article, "Auch von Bert").await.unwrap())
        };
        let revise = async |object, name: &str| {
            let base = test.object(object).await.edited_at;
            let edit = Edit { name: name.to_owned(), summary: String::new(), source: "Geändert".to_owned(), base };
            outbox::revise(&test.app, bert, object, edit).await
        };
        outbox::set_reading(&test.app, anna, group, bert, true).await.unwrap();
        revise(article, "Von Bert").await.expect("who reads along may change what she wrote before");
        outbox::leave(&test.app, bert, group).await.unwrap();
        for object in [article, comment] {
            let refused = revise(object, "Von Bert").await;
            assert!(matches!(&refused, Err(Error::Forbidden(reason)) if reason.text == "error-not-a-member"), "{refused:?}");
        }
        assert!(test.object(comment).await.content.contains("Auch von Bert"));
        outbox::delete(&test.app, bert, comment).await.expect("what is hers she takes back");
    }

    async fn drafts_and_searches_find_nothing_hidden(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, _, lage) = scene(&test, CommunityReach::Secret).await;
        let article = test.article(anna, Some(lage), "Verborgen", Reach::Public).await;
        test.staff("carla").await;
        let never = lage + 1_000_003;
        let mut carla = Browser::logged_in(&test, "carla").await;
        carla.get("/entwuerfe").await;
        for form in ["/entwurf", "/entwurf/verwerfen", "/entwurf/zurueckholen"] {
            let mut answers = Vec::new();
            for (hidden, place) in [(lage, "beitrag"), (never, "beitrag"), (article, "antwort"), (never, "antwort")] {
                let place = format!("{place}-{hidden}");
                let answer = carla.post(form, &[("ort", place.as_str()), ("title", "Von Carla"), ("text", "Text")]).await;
                answers.push(normal(&answer, hidden));
            }
            assert_eq!(answers[0], answers[1], "{form}");
            assert_eq!(answers[2], answers[3], "{form}");
        }
        assert!(!carla.get("/entwuerfe").await.body.contains("lage"));
        let urls = &test.app.urls;
        let words = |hidden: i64, never: i64| [hidden.to_string(), never.to_string()];
        for (asked, words) in [
            (urls.actor(lage), words(lage, never)),
            (urls.object(article), words(article, never)),
            ("@lage@rudi.localhost:8081".to_owned(), ["lage".to_owned(), "nage".to_owned()]),
        ] {
            for page in ["/gruppen/finden", "/suche"] {
                let mut answers = Vec::new();
                for word in &words {
                    let asked = asked.replace(&words[0], word);
                    let query: String = url::form_urlencoded::Serializer::new(String::new()).append_pair("q", &asked).finish();
                    let mut answer = carla.ask(Method::GET, &format!("{page}?{query}"), &[], String::new()).await;
                    answer.body = answer.body.replace(word.as_str(), "ASKED");
                    answers.push(normal(&answer, word.parse().unwrap_or(lage)));
                }
                assert_eq!(answers[0], answers[1], "{page} for {asked}");
            }
        }
    }

    async fn links_and_reports_name_nobody_outside(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.admin("chef").await;
        let (anna, bert, group) = scene(&test, CommunityReach::Secret).await;
        let link = invitation_link::create(&test.app, anna, group, LinkDraft { people: 1, days: 7 }).await.unwrap();
        let path = link.strip_prefix(test.app.urls.origin()).unwrap();
        Browser::new(&test).get(path).await.shows(StatusCode::OK, &["ANNA lädt dich ein."]);
        let draft = ProfileDraft { naming: Some(Naming { chatham: true, nameless: true }), ..ProfileDraft::new("Lage", "") };
        outbox::change_profile_and_picture(&test.app, anna, group, draft).await.unwrap();
        let page = Browser::new(&test).get(path).await;
        page.shows(StatusCode::OK, &["Jemand lädt dich ein."]);
        assert!(!page.body.contains("ANNA") && !page.body.contains("Essen"), "{}", page.body);
        Browser::logged_in(&test, "bert").await.get(path).await.shows(StatusCode::OK, &["ANNA lädt dich ein."]);

        // Whoever reports stays inside when those who administer the instance have to decide.
        let article = test.article(anna, Some(group), "Lage", Reach::Public).await;
        let mut member = Browser::logged_in(&test, "bert").await;
        let form = member.get(&format!("/b/{article}/melden")).await;
        form.shows(StatusCode::OK, &["gehört zu den Gastgebenden und liest sie mit"]);
        let comment = test.comment(bert, article, "Von Bert").await.unwrap();
        let form = Browser::logged_in(&test, "anna").await.get(&format!("/b/{comment}/melden")).await;
        form.shows(StatusCode::OK, &["erfährt nicht, wer gemeldet hat"]);
        outbox::report(&test.app, bert, article, "Bitte ansehen").await.unwrap();
        test.clock.advance(8 * 24 * HOUR);
        let page = Browser::logged_in(&test, "chef").await.get("/verwaltung/meldungen").await;
        page.shows(StatusCode::OK, &["Bitte ansehen", "Ein Mitglied, ohne Namen"]);
        assert!(!page.body.contains("BERT"), "{}", page.body);
    }

    async fn few_members_are_told_that_they_are_few(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (_, _, group) = scene(&test, CommunityReach::Closed).await;
        let mut bert = Browser::logged_in(&test, "bert").await;
        let few = "Diese Gruppe hat nur wenige Mitglieder.";
        bert.get("/g/lage/neu").await.shows(StatusCode::OK, &[few]);
        for name in ["carla", "dora", "emil", "fritz"] {
            let person = test.staff(name).await;
            let admit = move |conn: &mut Conn, app: &App| member::set_role(conn, group, person, Role::Member, "https://x.example/1", app.now());
            test.app.write(admit).await.unwrap();
        }
        assert!(!bert.get("/g/lage/neu").await.body.contains(few));
    }
}
