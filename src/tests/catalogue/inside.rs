//! PRV: what is inside a protected community, for those who were never in it and for those who left.

use crate::activity::compose::New;
use crate::activity::outbox;
use crate::actor::application::{self, ApplicationState};
use crate::actor::{self, ActorKind, account, member};
use crate::administration::people;
use crate::app::App;
use crate::instance;
use crate::live::{self, Reading};
use crate::notification::{self, bookmark, digest};
use crate::object::Reach;
use crate::on_both_databases;
use crate::personal::export;
use crate::store::Conn;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::tests::remote::Answer;
use http::StatusCode;
use serde_json::json;
use std::time::Duration;

/// A word that stands in what others wrote inside, and nowhere else.
const CANARY: &str = "Kanarienvogel";

/// A protected community of Anna's, in which Bert is a member, with an article of hers and his answer; Carla is no member.
struct Inside {
    test: TestApp,
    anna: i64,
    bert: i64,
    carla: i64,
    group: i64,
    article: i64,
    answer: i64,
}

impl Inside {
    async fn new(database: TestDatabase) -> Self {
        let test = TestApp::new(database).await;
        let (anna, bert, carla) = (test.person("anna").await, test.staff("bert").await, test.staff("carla").await);
        let group = test.protected_group(anna, "krise").await;
        outbox::ask_to_join(&test.app, bert, group, "Bitte").await.unwrap();
        outbox::admit_applicant(&test.app, anna, group, bert).await.unwrap();
        let article = test.article(anna, Some(group), CANARY, Reach::Public).await;
        let answer = test.comment(bert, article, "Von Bert selbst").await.unwrap();
        Self { test, anna, bert, carla, group, article, answer }
    }

    async fn comment(&self, author: i64, parent: i64, text: &str) -> i64 {
        self.test.comment(author, parent, text).await.unwrap()
    }
}

/// A page without what differs each time: its address and the token of its forms.
pub(super) fn normal(answer: &Answer, number: i64) -> (StatusCode, Vec<String>, String) {
    let mut headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| !["x-request-id", "set-cookie", "date"].contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {value:?}").replace(&number.to_string(), "N"))
        .collect();
    headers.sort();
    let body = answer.body.replace(&number.to_string(), "N");
    let mut words: Vec<&str> = body.split("name=\"csrf\" value=\"").collect();
    for part in words.iter_mut().skip(1) {
        *part = part.split_once('"').map_or(*part, |(_, rest)| rest);
    }
    (answer.status, headers, words.join(""))
}

on_both_databases! {
    async fn prv_02_pages_hide_it_like_what_never_was(database: TestDatabase) {
        let inside = Inside::new(database).await;
        let never = inside.article + 1_000_003;
        for name in [None, Some("carla")] {
            let mut browser = match name {
                Some(name) => Browser::logged_in(&inside.test, name).await,
                None => Browser::new(&inside.test),
            };
            for (form, languages) in [("", "de"), ("", "en;q=0.8, fr"), ("/bearbeiten", "de"), ("/loeschen", "*"), ("/melden", "en")] {
                let mut seen = Vec::new();
                for number in [inside.article, inside.answer, never] {
                    let path = format!("/b/{number}{form}");
                    let answer = browser.ask(http::Method::GET, &path, &[("accept-language", languages)], String::new()).await;
                    seen.push(normal(&answer, number));
                }
                assert_eq!(seen[0], seen[2], "{name:?} at {form}");
                assert_eq!(seen[1], seen[2], "{name:?} at {form}");
                assert!(!seen[0].0.is_success(), "{seen:?}");
            }
        }
    }

    async fn prv_13_24_who_left_is_told_nothing_more(database: TestDatabase) {
        let inside = Inside::new(database).await;
        let (article, bert, test) = (inside.article, inside.bert, &inside.test);
        test.app.write(move |conn, app| bookmark::toggle(conn, bert, article, app.now()).map(drop)).await.unwrap();
        let reading = Some(Reading { root_id: article, after: inside.answer });
        inside.comment(inside.anna, inside.answer, "@bert Kanarienvogel auch hier").await;
        let before = live::numbers(&test.app, bert, reading).await.unwrap();
        assert_eq!((before.comments, before.unread > 0), (1, true), "{before:?}");
        let mut browser = Browser::logged_in(test, "bert").await;
        browser.get("/mitteilungen").await.shows(StatusCode::OK, &[CANARY]);
        browser.get("/gemerkt").await.shows(StatusCode::OK, &[CANARY]);
        browser.get("/ueberblick").await.shows(StatusCode::OK, &[CANARY]);

        outbox::leave(&test.app, bert, inside.group).await.unwrap();
        inside.comment(inside.anna, inside.answer, "@bert Kanarienvogel danach").await;
        let after = live::numbers(&test.app, bert, reading).await.unwrap();
        assert_eq!(after.comments, 0, "an open page hears nothing more");
        let own = format!("/b/{}", inside.answer);
        for path in ["/", "/mitteilungen", "/gemerkt", "/ueberblick", "/g/krise", "/suche?q=kanarienvogel", "/@anna", "/@bert", own.as_str()] {
            let page = browser.get(path).await;
            assert!(!page.status.is_server_error() && !page.body.contains(CANARY), "{path}: {}", page.body);
        }
        let missed = test.app.read(move |conn, app| digest::digest(conn, bert, crate::store::Timestamp::from_seconds(0), app.now())).await.unwrap();
        let threads: Vec<_> = missed.news.iter().flat_map(|news| &news.threads).map(|(thread, _)| &thread.name).collect();
        assert!(threads.iter().all(|name| !name.contains(CANARY)), "{threads:?}");
    }

    async fn a_follow_is_no_way_in(database: TestDatabase) {
        let inside = Inside::new(database).await;
        let (test, group) = (&inside.test, inside.group);
        for (number, kind) in [(1, ActorKind::Person), (2, ActorKind::Application)] {
            let stranger = test.remote(kind, &format!("http://fremd.localhost:7009/users/{number}")).await;
            for (place, verb) in [(1, "Follow"), (2, "Join")] {
                let asks = stranger.activity(place, verb, test.app.urls.actor(group));
                test.accepts(&stranger, &asks).await;
                let id = stranger.id;
                let known = test.app.read(move |conn, _| member::find(conn, group, id)).await.unwrap();
                assert!(known.is_none(), "{verb} by {kind:?}: {known:?}");
            }
            assert_eq!(test.get(&format!("/ap/objects/{}", inside.article), Some(&stranger)).await.status, StatusCode::NOT_FOUND);
        }
        let answers: Vec<String> = test.entries().await.into_iter().filter(|entry| entry.local).map(|entry| entry.verb).collect();
        assert_eq!(answers.iter().filter(|verb| *verb == "Reject").count(), 4, "each is told: {answers:?}");
    }

    async fn a_closed_login_is_nobody_s_staff(database: TestDatabase) {
        let inside = Inside::new(database).await;
        let (test, bert, group) = (&inside.test, inside.bert, inside.group);
        let login = test.app.read(move |conn, _| account::of_actor(conn, bert)).await.unwrap().unwrap().id;
        let role = async || test.app.read(move |conn, _| member::role(conn, group, bert)).await.unwrap();
        assert!(role().await.is_some());
        people::suspend(&test.app, None, login, "Gerät verloren").await.unwrap();
        assert!(role().await.is_none());
        people::lift(&test.app, None, login).await.unwrap();
        assert!(role().await.is_some());
    }

    async fn whoever_takes_back_her_request_is_not_let_in(database: TestDatabase) {
        let inside = Inside::new(database).await;
        let (test, group, carla) = (&inside.test, inside.group, inside.carla);
        outbox::ask_to_join(&test.app, carla, group, "Bitte").await.unwrap();
        // Other software takes a request back with `Undo`.
        let undo = move |conn: &mut Conn, app: &App| {
            let asked = application::find(conn, group, carla)?.unwrap().activity;
            let (carla, group) = (actor::model::find(conn, carla)?, actor::model::find(conn, group)?);
            let join = json!({"id": asked, "type": "Join", "actor": carla.ap_id, "object": group.ap_id});
            outbox::submit(conn, app, &New::by(&carla, "Undo", join).to(vec![group.ap_id])).map(drop)
        };
        test.app.write(undo).await.unwrap();
        let known = test.app.read(move |conn, _| application::find(conn, group, carla)).await.unwrap().unwrap();
        assert_eq!(known.state, ApplicationState::Withdrawn);
        assert!(outbox::admit_applicant(&test.app, inside.anna, group, carla).await.is_err());
        assert!(test.app.read(move |conn, _| member::find(conn, group, carla)).await.unwrap().is_none());
    }

    async fn prv_14_a_mention_tells_an_outsider_nothing(database: TestDatabase) {
        let inside = Inside::new(database).await;
        inside.comment(inside.anna, inside.article, "@carla @dora@example.org Kanarienvogel, oder?").await;
        instance::run_due(&inside.test.app).await.unwrap();
        let carla = inside.carla;
        let told = inside.test.app.read(move |conn, _| notification::unread(conn, carla)).await.unwrap();
        assert_eq!(told, 0);
        let mut browser = Browser::logged_in(&inside.test, "carla").await;
        for path in ["/", "/mitteilungen", "/suche?q=kanarienvogel"] {
            assert!(!browser.get(path).await.body.contains(CANARY), "{path}");
        }
    }

    async fn prv_18_numbers_for_everybody_do_not_count_it(database: TestDatabase) {
        let inside = Inside::new(database).await;
        let said = inside.test.get("/nodeinfo/2.1", None).await.body;
        assert!(said.contains("\"localPosts\":0,\"localComments\":0"), "{said}");
        inside.test.article(inside.anna, None, "Öffentlich", Reach::Public).await;
        let said = inside.test.get("/nodeinfo/2.1", None).await.body;
        assert!(said.contains("\"localPosts\":1,\"localComments\":0"), "{said}");
    }

    async fn prv_32_who_left_takes_along_her_own_words_alone(database: TestDatabase) {
        let inside = Inside::new(database).await;
        let (article, bert, test) = (inside.article, inside.bert, &inside.test);
        test.app.write(move |conn, app| bookmark::toggle(conn, bert, article, app.now()).map(drop)).await.unwrap();
        inside.comment(inside.anna, inside.answer, "@bert Kanarienvogel auch hier").await;
        outbox::leave(&test.app, bert, inside.group).await.unwrap();
        let mut browser = Browser::logged_in(test, "bert").await;
        browser.get("/ich/daten").await;
        browser.post("/ich/daten/export", &[("current", "kurzer dienstweg")]).await;
        instance::run_due(&test.app).await.unwrap();
        let path = test.app.read(move |conn, app| {
            let account = account::of_actor(conn, bert)?.unwrap();
            Ok(export::path(app, export::of(conn, account.id)?.unwrap().id))
        }).await.unwrap();
        let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
        let mut all = String::new();
        for index in 0..archive.len() {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut archive.by_index(index).unwrap(), &mut bytes).unwrap();
            all += &String::from_utf8_lossy(&bytes);
        }
        assert!(all.contains("Von Bert selbst"), "her own words are hers");
        assert!(!all.contains(CANARY), "what others wrote stays inside");
    }

    async fn prv_46_numbers_of_what_everybody_reads_do_not_count_it(database: TestDatabase) {
        let inside = Inside::new(database).await;
        let minute = Duration::from_secs(60);
        let mut gaps = Vec::new();
        for written in [0, 5] {
            let before = inside.test.article(inside.carla, None, "Vorher", Reach::Public).await;
            for _ in 0..written {
                inside.comment(inside.bert, inside.article, "Noch etwas").await;
            }
            inside.test.clock.advance(minute);
            let after = inside.test.article(inside.carla, None, "Nachher", Reach::Public).await;
            inside.test.clock.advance(minute);
            gaps.push((after >> 16) - (before >> 16));
        }
        assert_eq!(gaps, [60_000, 60_000], "the time between two posts, however many were written inside");
    }

    async fn prv_42_what_is_sent_about_it_names_it_and_nothing_more(database: TestDatabase) {
        let inside = Inside::new(database).await;
        outbox::react(&inside.test.app, inside.bert, inside.article, crate::object::reaction::ReactionKind::Like, "").await.unwrap();
        outbox::unreact(&inside.test.app, inside.bert, inside.article, crate::object::reaction::ReactionKind::Like, "").await.unwrap();
        outbox::report(&inside.test.app, inside.bert, inside.article, "stimmt nicht").await.unwrap();
        let sent: Vec<_> = inside.test.entries().await.into_iter().filter(|entry| ["Like", "Undo", "Flag"].contains(&entry.verb.as_str())).collect();
        assert_eq!(sent.len(), 3, "{sent:?}");
        for entry in sent {
            assert!(!entry.body.contains(CANARY), "{}", entry.body);
        }
    }
}
