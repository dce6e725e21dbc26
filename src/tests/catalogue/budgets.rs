//! What strangers can make us do to others, or to the people here, by doing it again and again in slightly other forms.

use super::{Scene, announce, known};
use crate::actor::{ActorKind, member};
use crate::moderation;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::browser::Browser;
use crate::tests::remote::{Answer, Remote};
use http::StatusCode;
use serde_json::{Value, json};
use std::time::Duration;

/// How often this server was asked for something whose path begins so.
fn asked(scene: &Scene, path: &str) -> usize {
    scene.other.asked().into_iter().filter(|asked| asked.starts_with(path)).count()
}

/// Somebody who claims to be an actor of the other server, under any address.
fn pretender(scene: &Scene, path: &str) -> Remote {
    Remote::unknown(&scene.other.at(path))
}

async fn posts(scene: &Scene, signer: &Remote) -> Answer {
    scene.test.deliver(signer, &signer.activity(1, "Like", scene.test.app.urls.object(scene.article))).await
}

/// An answer of ada's below the article, which only its author got, and its offer by somebody of the other server.
fn offer(scene: &Scene, number: u32, verb: &str, object: Value) -> Value {
    let mut offer = scene.eve.activity(number, "Offer", scene.ada.activity(number, verb, object));
    offer["target"] = json!(scene.test.app.urls.actor(scene.group));
    offer
}

/// Makes eve a member of the community.
async fn join(scene: &Scene) {
    scene.test.accepts(&scene.eve, &scene.eve.activity(900, "Follow", scene.test.app.urls.actor(scene.group))).await;
}

on_both_databases! {
    async fn a_key_is_asked_for_once_whatever_follows_the_hash(database: TestDatabase) {
        let scene = Scene::new(database).await;
        scene.test.clock.advance(Duration::from_secs(600));
        for number in 0..10 {
            // Somebody we know, under an address that only looks new; and somebody who does not exist.
            assert_eq!(posts(&scene, &pretender(&scene, &format!("/users/eve#{number}"))).await.status, StatusCode::UNAUTHORIZED);
            let status = posts(&scene, &pretender(&scene, &format!("/users/niemand#{number}"))).await.status;
            assert!(!status.is_success(), "{status}");
        }
        assert_eq!((asked(&scene, "/users/eve"), asked(&scene, "/users/niemand")), (1, 1));
    }

    async fn strangers_make_us_ask_for_twenty_keys_and_no_more(database: TestDatabase) {
        let scene = Scene::new(database).await;
        for number in 0..10 {
            assert_eq!(posts(&scene, &pretender(&scene, &format!("/users/niemand{number}"))).await.status, StatusCode::UNAUTHORIZED);
            let reader = pretender(&scene, &format!("/x?{number}"));
            assert_eq!(scene.test.get("/ap/objects/1", Some(&reader)).await.status, StatusCode::UNAUTHORIZED);
        }
        assert_eq!(asked(&scene, "/users/niemand") + asked(&scene, "/x?"), 20);
        let answer = posts(&scene, &pretender(&scene, "/users/noch-niemand")).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.headers["retry-after"], "300");
        assert_eq!(asked(&scene, "/users/noch-niemand"), 0);
        // Who is known goes on, and after a while everybody does.
        assert_eq!(posts(&scene, &scene.ada).await.status, StatusCode::ACCEPTED);
        scene.test.clock.advance(Duration::from_secs(300));
        assert_eq!(posts(&scene, &pretender(&scene, "/users/noch-niemand")).await.status, StatusCode::UNAUTHORIZED);
    }

    async fn a_server_with_many_people_is_never_held_up(database: TestDatabase) {
        let scene = Scene::new(database).await;
        for number in 0..70 {
            let newcomer = pretender(&scene, &format!("/users/neu{number}"));
            scene.other.put(&newcomer.document(ActorKind::Person));
            assert_eq!(posts(&scene, &newcomer).await.status, StatusCode::ACCEPTED, "{number}");
        }
    }

    async fn an_offer_too_large_to_pass_on_is_refused(database: TestDatabase) {
        let scene = Scene::new(database).await;
        join(&scene).await;
        let mut note = scene.ada.note(1, &"x".repeat(1_047_000));
        note["inReplyTo"] = json!(scene.test.app.urls.object(scene.article));
        scene.one.put(&note);
        let mut offered = note.clone();
        offered["content"] = json!("kurz");
        scene.test.accepts(&scene.eve, &offer(&scene, 1, "Create", offered)).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        assert!(scene.by_ap_id(note["id"].as_str().unwrap()).await.is_none());
        // What fits is taken in.
        let mut small = scene.ada.note(2, "klein");
        small["inReplyTo"] = json!(scene.test.app.urls.object(scene.article));
        scene.one.put(&small);
        scene.test.accepts(&scene.eve, &offer(&scene, 2, "Create", small.clone())).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        assert!(scene.by_ap_id(small["id"].as_str().unwrap()).await.is_some());
    }

    async fn offered_deletions_are_looked_up_so_often_and_no_more(database: TestDatabase) {
        let scene = Scene::new(database).await;
        join(&scene).await;
        let mut note = scene.ada.note(1, "bleibt");
        note["inReplyTo"] = json!(scene.test.app.urls.object(scene.article));
        scene.one.put(&note);
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", note.clone())).await;
        let host = crate::id::host_of(&scene.eve.ap_id).unwrap();
        assert_eq!((0..199).filter(|_| scene.test.app.may_look_up(&host)).count(), 199);
        let delete = |number| offer(&scene, number, "Delete", note["id"].clone());
        scene.test.accepts(&scene.eve, &delete(1)).await;
        let refused = scene.test.deliver(&scene.eve, &delete(2)).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(scene.by_ap_id(note["id"].as_str().unwrap()).await.unwrap().deleted_at.is_none());
    }

    async fn whoever_changes_their_mind_again_and_again_is_announced_so_often_and_no_more(database: TestDatabase) {
        let scene = Scene::new(database).await;
        join(&scene).await;
        let article = scene.test.app.urls.object(scene.article);
        let react = |signer: &Remote, number: u32| signer.activity(number, if number.is_multiple_of(2) { "Like" } else { "Dislike" }, article.clone());
        for number in 0..24 {
            scene.test.accepts(&scene.ada, &react(&scene.ada, number)).await;
        }
        scene.refuses(&scene.ada, &react(&scene.ada, 24), 403).await;
        // Taking back goes always; others are not held up; tomorrow is another day.
        scene.test.accepts(&scene.ada, &scene.ada.activity(100, "Undo", react(&scene.ada, 23))).await;
        scene.test.accepts(&scene.ben, &react(&scene.ben, 0)).await;
        scene.test.clock.advance(Duration::from_secs(24 * 3_600 + 1));
        scene.test.accepts(&scene.ada, &react(&scene.ada, 200)).await;
        let announced = scene.test.entries().await.into_iter().filter(|entry| entry.seq.is_some() && entry.body.contains("/users/ada/activities/"));
        assert_eq!(announced.count(), 24 + 2);
    }

    async fn one_report_is_one_however_often_it_is_sent(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let article = scene.test.app.urls.object(scene.article);
        let reports = || async { scene.test.app.read({ let group = scene.group; move |conn, _| moderation::open(conn, group) }).await.unwrap() };
        for number in 0..5 {
            scene.test.accepts(&scene.ada, &scene.ada.activity(number, "Flag", article.clone())).await;
        }
        assert_eq!(reports().await, 1);
        scene.test.accepts(&scene.ben, &scene.ben.activity(1, "Flag", article.clone())).await;
        // A server's own actor reports for many.
        let server = known(&scene.test, &scene.one, ActorKind::Application, "/actor").await;
        for number in 0..12 {
            scene.test.accepts(&server, &server.activity(number, "Flag", article.clone())).await;
        }
        assert_eq!(reports().await, 2 + 10);
        // Different things, but not without end.
        for number in 0..19 {
            let other = scene.note(&scene.ben, number, "anderes").await.ap_id;
            scene.test.accepts(&scene.ada, &scene.ada.activity(100 + number, "Flag", other)).await;
        }
        let last = scene.note(&scene.ben, 50, "noch eins").await.ap_id;
        scene.refuses(&scene.ada, &scene.ada.activity(200, "Flag", last.clone()), 403).await;
        scene.test.clock.advance(Duration::from_secs(24 * 3_600 + 1));
        scene.test.accepts(&scene.ada, &scene.ada.activity(201, "Flag", last)).await;
    }

    async fn what_concerns_nobody_here_makes_us_ask_nobody(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let answer = |number: u32, cc: &str| {
            let mut note = scene.ada.note(number, "Antwort");
            note["inReplyTo"] = json!(scene.other.at(&format!("/notes/{number}")));
            note["cc"] = json!([cc]);
            scene.ada.activity(number, "Create", note)
        };
        scene.test.accepts(&scene.ada, &answer(1, &scene.ada.followers())).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        assert_eq!(asked(&scene, "/notes/1"), 0);
        assert!(scene.by_ap_id(&format!("{}/notes/1", scene.ada.ap_id)).await.is_some(), "it stands by itself");
        // What is addressed to somebody here, or written by somebody who is followed here, is followed up.
        scene.test.accepts(&scene.ada, &answer(2, &scene.test.app.urls.actor(scene.anna))).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        assert!(asked(&scene, "/notes/2") > 0);
        crate::activity::outbox::follow(&scene.test.app, scene.anna, scene.ada.id).await.unwrap();
        scene.test.accepts(&scene.ada, &answer(3, &scene.ada.followers())).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        assert!(asked(&scene, "/notes/3") > 0);
    }

    async fn one_server_makes_us_fetch_so_much_and_a_community_somebody_joined_more(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let spent = crate::app::Limit { times: 200, freely: 200, within: Duration::from_secs(3_600) };
        let host = crate::id::host_of(&scene.ada.ap_id).unwrap();
        (0..200).for_each(|_| scene.test.app.limits.count(&format!("fetches for {host}"), spent, scene.test.app.now()));
        let anna = scene.test.app.urls.actor(scene.anna);
        let mut note = scene.ada.note(1, "Antwort");
        note["inReplyTo"] = json!(scene.other.at("/notes/1"));
        note["cc"] = json!([anna]);
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", note.clone())).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        assert_eq!(asked(&scene, "/notes/1"), 0);
        // A community of the same server goes on.
        let group = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        scene.test.app.write(move |conn, _| member::accept(conn, group.id, scene.anna)).await.unwrap();
        let group = known(&scene.test, &scene.one, ActorKind::Group, "/c/wandern").await;
        let mut post = scene.eve.note(7, "aus der Gruppe");
        post["cc"] = json!([group.ap_id]);
        scene.other.put(&post);
        scene.test.accepts(&group, &announce(&group, 1, scene.eve.activity(7, "Create", post.clone()))).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        assert!(scene.by_ap_id(post["id"].as_str().unwrap()).await.is_some());
        // What had to wait is not lost.
        scene.test.clock.advance(Duration::from_secs(3_600 + 1));
        crate::instance::run_due(&scene.test.app).await.unwrap();
        assert!(scene.by_ap_id(note["id"].as_str().unwrap()).await.is_some());
    }

    async fn every_way_to_write_a_name_is_counted_as_one(database: TestDatabase) {
        let scene = Scene::new(database).await;
        for (name, status) in [("anna", 422), ("@anna", 422), ("anna@rudi.localhost:8081", 422), ("@anna@rudi.localhost:8081", 422), (" ANNA ", 422), ("@anna", 429)] {
            assert_eq!(Browser::new(&scene.test).log_in(name, "langer dienstweg").await.status.as_u16(), status, "{name}");
        }
        // Names nobody has behave alike.
        for (name, status) in [("nina", 422), ("@nina", 422), ("nina@rudi.localhost:8081", 422), ("@@nina", 422), ("Nina", 422), ("@nina", 429)] {
            assert_eq!(Browser::new(&scene.test).log_in(name, "langer dienstweg").await.status.as_u16(), status, "{name}");
        }
    }

    async fn pages_stay_with_the_browser_that_asked_and_go_when_it_logs_out(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut browser = Browser::logged_in(&scene.test, "anna").await;
        for path in ["/", "/ich/sicherheit", "/gibt-es-nicht"] {
            assert_eq!(browser.get(path).await.headers["cache-control"], "private, no-cache", "{path}");
        }
        browser.get("/").await;
        assert_eq!(browser.post("/abmelden", &[]).await.headers["clear-site-data"], "\"cache\"");
        assert_eq!(Browser::new(&scene.test).get("/").await.headers["cache-control"], "private, no-cache");
    }
}
