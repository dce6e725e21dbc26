//! SIG, ORI, JSN, FET: what other servers may make us believe, store and fetch, where no other file here asks it.

use super::{Scene, announce, known};
use crate::activity::{fetch, outbox, probe};
use crate::actor::ActorKind;
use crate::error::Error;
use crate::instance;
use crate::json;
use crate::object::{Reach, Viewer, read};
use crate::on_both_databases;
use crate::policy::{Action, Rule};
use crate::store::testing::TestDatabase;
use crate::tests::browser::{Browser, Visitor};
use crate::tests::remote::Remote;
use crate::text::Handle;
use http::{Method, StatusCode, header};
use serde_json::{Value, json};
use std::time::Duration;

const MONTH: Duration = Duration::from_secs(31 * 24 * 3_600);

/// What stands in a community for everybody.
async fn listed(scene: &Scene, group: &Remote) -> usize {
    let id = group.id;
    scene.test.app.read(move |conn, _| read::of_group(conn, Viewer::Anonymous, id, i64::MAX, 50)).await.unwrap().0.len()
}

on_both_databases! {
    async fn sig_25_a_key_that_cannot_be_had_is_asked_for_once(database: TestDatabase) {
        let scene = Scene::new(database).await;
        scene.one.answer("/users/neu", StatusCode::INTERNAL_SERVER_ERROR, "");
        let newcomer = Remote::unknown(&scene.one.at("/users/neu"));
        let like = newcomer.activity(1, "Like", scene.test.app.urls.object(scene.article));
        for round in 1..=2 {
            for _ in 0..30 {
                let answer = scene.test.deliver(&newcomer, &like).await;
                assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{answer:?}");
                assert!(answer.headers.contains_key(header::RETRY_AFTER), "{answer:?}");
            }
            assert_eq!(scene.one.asked().len(), round, "{:?}", scene.one.asked());
            scene.test.clock.advance(Duration::from_secs(301));
        }
        // Nothing was lost: once the server answers, the same delivery is taken.
        scene.one.put(&newcomer.document(ActorKind::Person));
        scene.test.accepts(&newcomer, &like).await;
    }

    async fn sig_39_what_came_a_month_ago_has_no_second_effect(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (kept, gone) = (scene.ada.note(1, "bleibt"), scene.ada.note(2, "geht"));
        let deeds = [
            scene.ada.activity(1, "Create", kept.clone()),
            scene.ada.activity(2, "Create", gone.clone()),
            scene.ada.activity(3, "Like", scene.test.app.urls.object(scene.article)),
            scene.ada.activity(4, "Delete", gone["id"].clone()),
        ];
        let mut captured = Vec::new();
        for deed in &deeds {
            let wire = scene.test.signed(&scene.ada, Method::POST, "/ap/inbox", Some(&deed.to_string()));
            assert_eq!(scene.test.send(wire.clone()).await.status, StatusCode::ACCEPTED);
            captured.push(wire);
        }
        let undo = scene.ada.activity(5, "Undo", deeds[2].clone());
        scene.test.accepts(&scene.ada, &undo).await;
        scene.test.clock.advance(MONTH);
        instance::run_due(&scene.test.app).await.unwrap();
        let before = scene.state().await;
        for wire in captured {
            assert_eq!(scene.test.send(wire).await.status, StatusCode::UNAUTHORIZED);
        }
        // Signed anew, by whoever may.
        for deed in &deeds {
            let answer = scene.test.deliver(&scene.ada, deed).await;
            assert_eq!(answer.status, StatusCode::ACCEPTED, "{answer:?}");
        }
        // Nor does another activity bring back what was deleted, or another text under a known id.
        scene.test.deliver(&scene.ada, &scene.ada.activity(6, "Create", gone)).await;
        scene.test.deliver(&scene.ada, &scene.ada.activity(7, "Create", scene.ada.note(1, "anders"))).await;
        instance::run_due(&scene.test.app).await.unwrap();
        assert_eq!(scene.state().await, before);
    }

    async fn ori_18_no_community_takes_in_what_was_written_for_another(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let one = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        let two = scene.group_elsewhere(&scene.other, "/c/kochen").await;
        for (number, author) in [(1, &scene.ada), (2, &scene.eve)] {
            let mut note = author.note(number, "nur für die Köche");
            note["audience"] = json!(two.ap_id);
            note["to"] = json!([json::PUBLIC, two.ap_id]);
            (if number == 1 { &scene.one } else { &scene.other }).put(&note);
            scene.test.deliver(&one, &announce(&one, number, author.activity(number, "Create", note))).await;
            instance::run_due(&scene.test.app).await.unwrap();
            assert_eq!((listed(&scene, &one).await, listed(&scene, &two).await), (0, 0), "{number}");
        }
    }

    async fn ori_23_only_the_community_itself_takes_in(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let group = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        let neighbour = known(&scene.test, &scene.one, ActorKind::Group, "/c/nebenan").await;
        let mut note = scene.eve.note(1, "an allen vorbei");
        note["audience"] = json!(group.ap_id);
        note["to"] = json!([json::PUBLIC, group.ap_id]);
        scene.other.put(&note);
        let create = scene.eve.activity(1, "Create", note);
        // In the name of the community, by others of its server: the key decides.
        for (number, signer) in [(1, &scene.ben), (2, &neighbour)] {
            scene.refuses(signer, &announce(&group, number, create.clone()), 401).await;
        }
        // In their own name it is no word of the community.
        for (number, by) in [(3, &scene.ben), (4, &neighbour)] {
            scene.test.deliver(by, &announce(by, number, create.clone())).await;
            instance::run_due(&scene.test.app).await.unwrap();
            assert_eq!(listed(&scene, &group).await, 0, "{number}");
        }
        scene.test.accepts(&group, &announce(&group, 5, create)).await;
        instance::run_due(&scene.test.app).await.unwrap();
        assert_eq!(listed(&scene, &group).await, 1, "the community itself");
    }

    async fn ori_42_a_ban_holds_in_the_community_that_said_it(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, app) = (&scene.test, &scene.test.app);
        let group = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        let second = scene.group_elsewhere(&scene.one, "/c/radfahren").await;
        for joined in [&group, &second] {
            let (id, anna) = (joined.id, scene.anna);
            app.write(move |conn, _| crate::actor::member::accept(conn, id, anna)).await.unwrap();
        }
        let anna = app.urls.actor(scene.anna);
        let targets = [group.ap_id.clone(), format!("{}/", scene.one.origin), scene.one.origin.clone(), format!("{}/", app.urls.origin())];
        for (number, target) in (1..).zip(targets) {
            let mut block = group.activity(number, "Block", anna.clone());
            block["target"] = json!(target);
            block["removeData"] = json!(true);
            test.deliver(&group, &announce(&group, number + 10, block.clone())).await;
            test.deliver(&group, &block).await;
            let (id, person) = (second.id, scene.anna);
            let elsewhere = app.read(move |conn, app| crate::actor::member::ban(conn, id, person, app.now())).await.unwrap();
            assert!(elsewhere.is_none(), "{target}: {elsewhere:?}");
            let own = test.article(scene.anna, Some(scene.group), &format!("Noch da {number}"), Reach::Public).await;
            assert!(test.object(own).await.deleted_at.is_none(), "{target}");
            assert_eq!(Browser::new(test).get("/@anna").await.status, StatusCode::OK, "{target}");
        }
    }

    async fn ori_46_nobody_is_moved(database: TestDatabase) {
        let scene = Scene::new(database).await;
        outbox::follow(&scene.test.app, scene.anna, scene.ada.id).await.unwrap();
        let before = scene.state().await;
        for (number, target) in [(1, &scene.ben.ap_id), (2, &scene.eve.ap_id), (3, &scene.test.app.urls.actor(scene.anna))] {
            let mut to = scene.ada.activity(number, "Move", scene.ada.ap_id.clone());
            to["target"] = json!(target);
            let answer = scene.test.deliver(&scene.ada, &to).await;
            assert!(!answer.status.is_server_error(), "{answer:?}");
            instance::run_due(&scene.test.app).await.unwrap();
        }
        assert_eq!(scene.state().await, before);
    }

    async fn ori_50_a_handle_needs_the_word_of_both_hosts(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let host = |origin: &str| origin.trim_start_matches("http://").to_owned();
        let (one, two) = (host(&scene.one.origin), host(&scene.other.origin));
        let impostor = Remote::unknown(&scene.other.at("/users/falle"));
        scene.other.put(&impostor.document(ActorKind::Person));
        let resource = |name: &str, host: &str| format!("/.well-known/webfinger?resource=acct%3A{name}%40{}", host.replace(':', "%3A"));
        let says = |subject: String| json!({"subject": subject, "links": [{"rel": "self", "type": "application/activity+json", "href": impostor.ap_id}]});
        let asked = Handle::parse(&format!("@amt@{one}")).unwrap();
        scene.one.put_at(&resource("amt", &one), &says(format!("acct:amt@{one}")));
        // The actor's own host knows nothing of it, then it says another name.
        for answer in [None, Some(says(format!("acct:falle@{two}")))] {
            if let Some(answer) = answer {
                scene.other.put_at(&resource("falle", &two), &answer);
            }
            let found = fetch::by_handle(&scene.test.app, &asked).await;
            assert!(matches!(found, Err(Error::NotFound)), "{found:?}");
        }
        scene.other.put_at(&resource("falle", &two), &says(format!("acct:amt@{one}")));
        assert_eq!(fetch::by_handle(&scene.test.app, &asked).await.unwrap().ap_id, impostor.ap_id);
    }

    async fn ori_59_only_plain_names_of_properties_are_read(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let ns = "https://www.w3.org/ns/activitystreams#";
        let create = scene.ada.activity(1, "Create", scene.ada.note(1, "versteckt"));
        let renamed = |rename: &dyn Fn(&str) -> String| -> Value {
            create.as_object().unwrap().iter().map(|(key, value)| (if key.starts_with('@') { key.clone() } else { rename(key) }, value.clone())).collect::<serde_json::Map<_, _>>().into()
        };
        let mut alias = renamed(&|key| if key == "actor" { "wer".to_owned() } else { key.to_owned() });
        alias["@context"] = json!(["https://www.w3.org/ns/activitystreams", {"wer": "as:actor"}]);
        let documents = [
            json!({"@context": "https://www.w3.org/ns/activitystreams", "@graph": [create]}),
            renamed(&|key| format!("{ns}{key}")),
            renamed(&|key| format!("as:{key}")),
            renamed(&|key| match key { "id" | "type" => format!("@{key}"), key => key.to_owned() }),
            alias,
        ];
        for document in &documents {
            scene.refuses(&scene.ada, document, 400).await;
        }
        // Beside what is read, such things say nothing.
        for (number, key) in (10..).zip(["@included", "@reverse", "@graph", "as:actor", "as:object"]) {
            let mut like = scene.ada.activity(number, "Travel", scene.test.app.urls.object(scene.article));
            like[key] = match key {
                "@reverse" => json!({"object": create}),
                "as:actor" => json!(scene.eve.ap_id),
                _ => json!([create]),
            };
            let before = scene.state().await;
            scene.test.accepts(&scene.ada, &like).await;
            instance::run_due(&scene.test.app).await.unwrap();
            assert_eq!(scene.state().await, before, "{key}");
        }
    }

    async fn jsn_10_no_context_is_ever_fetched(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let many: Vec<String> = (0..500).map(|number| scene.other.at(&format!("/kontext/{number}"))).collect();
        for (number, context) in (1..).zip([json!(many), json!(scene.one.at("/kontext")), json!({"@import": scene.one.at("/kontext")}), json!(7)]) {
            let mut note = scene.ada.note(number, "Text");
            note["@context"] = context.clone();
            let mut create = scene.ada.activity(number, "Create", note.clone());
            create["@context"] = context;
            scene.test.accepts(&scene.ada, &create).await;
            instance::run_due(&scene.test.app).await.unwrap();
            assert!(scene.by_ap_id(note["id"].as_str().unwrap()).await.unwrap().content.contains("Text"), "{number}");
        }
        let asked: Vec<String> = [scene.one.asked(), scene.other.asked()].concat();
        assert!(asked.iter().all(|path| !path.contains("kontext")), "{asked:?}");
    }

    async fn jsn_22_fet_33_a_long_chain_of_answers_is_followed_so_far_and_no_further(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut note = scene.ada.note(0, "Anfang");
        for number in 1..=300 {
            let id = note["id"].clone();
            scene.one.put(&note);
            note = scene.ada.note(number, "Antwort");
            note["inReplyTo"] = id;
        }
        note["to"] = json!([json::PUBLIC, scene.test.app.urls.actor(scene.anna)]);
        scene.one.put(&note);
        scene.test.accepts(&scene.ada, &scene.ada.activity(900, "Create", note.clone())).await;
        instance::run_due(&scene.test.app).await.unwrap();
        let asked = scene.one.asked().into_iter().filter(|path| path.contains("/notes/")).count();
        assert!((1..=fetch::MAX_DOCUMENTS).contains(&asked), "{asked} documents for one activity");
        // However often it is tried again.
        for _ in 0..30 {
            scene.test.clock.advance(Duration::from_secs(3_600));
            instance::run_due(&scene.test.app).await.unwrap();
        }
        let all = scene.one.asked().into_iter().filter(|path| path.contains("/notes/")).count();
        assert!(all <= 300, "{all} documents for one activity in all");
        assert_eq!(Browser::new(&scene.test).get("/").await.status, StatusCode::OK);
    }

    async fn jsn_24_25_collections_without_end_are_left_after_a_page(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let group = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        let outbox = format!("{}/outbox", group.ap_id);
        let path = outbox.strip_prefix(&scene.one.origin).unwrap().to_owned();
        let items: Vec<Value> = (0..2_000).map(|number| json!(scene.other.at(&format!("/viele/{number}")))).collect();
        let page = |number: usize, next: Value| json!({"id": format!("{outbox}?seite={number}"), "type": "OrderedCollectionPage", "orderedItems": items, "next": next});
        for number in 0..60 {
            scene.one.put_at(&format!("{path}?seite={number}"), &page(number, json!(format!("{outbox}?seite={}", number + 1))));
        }
        let long = "x".repeat(900_000);
        let firsts = [
            json!(format!("{outbox}?seite=0")),
            page(0, json!(format!("{outbox}?seite=1"))),
            json!(outbox),
            json!([format!("{outbox}?seite=0"), format!("{outbox}?seite=1")]),
            json!(scene.other.at("/viele")),
            json!(long),
            json!(-1),
        ];
        for first in firsts {
            let before = scene.one.asked().len();
            scene.one.put_at(&path, &json!({"id": outbox, "type": "OrderedCollection", "totalItems": "viele", "first": first}));
            let done = probe::history(std::sync::Arc::clone(&scene.test.app), group.ap_id.clone()).await;
            assert!(matches!(done, Ok(()) | Err(Error::Remote { .. })), "{done:?}");
            let asked = scene.one.asked()[before..].iter().filter(|asked| asked.starts_with(&path)).count();
            assert!(asked <= 2, "{asked} pages");
        }
        assert_eq!(scene.other.asked(), [""; 0], "neither pages elsewhere nor what is only named");
    }

    async fn jsn_36_nobody_lives_in_the_inbox_of_another(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let before = scene.state().await;
        let urls = &scene.test.app.urls;
        for inbox in [urls.at("/ap/inbox"), urls.of_actor(scene.anna, "inbox"), scene.other.at("/inbox"), "http://127.0.0.1/inbox".to_owned()] {
            for shared in [false, true] {
                let newcomer = Remote::unknown(&scene.one.at("/users/neu"));
                let mut document = newcomer.document(ActorKind::Person);
                if shared {
                    document["endpoints"]["sharedInbox"] = json!(inbox);
                } else {
                    document["inbox"] = json!(inbox);
                }
                let learned = fetch::store_actor(&scene.test.app, json::parse(&document.to_string()).unwrap()).await;
                let follows = match learned {
                    Ok(_) => scene.test.deliver(&newcomer, &newcomer.activity(1, "Follow", urls.actor(scene.anna))).await.status.is_success(),
                    Err(_) => false,
                };
                assert!(!follows || shared, "{inbox}");
            }
        }
        scene.test.article(scene.anna, None, "Für alle, die folgen", Reach::Public).await;
        instance::run_due(&scene.test.app).await.unwrap();
        assert!(!scene.other.asked().contains(&"/inbox".to_owned()), "a third party was written to");
        let newcomers = scene.state().await.matches("/users/neu\"").count();
        assert!(newcomers <= before.matches("/users/neu\"").count() + 2);
    }

    async fn jsn_43_a_date_of_a_thousand_brackets_is_no_date(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let body = scene.ada.activity(1, "Create", scene.ada.note(1, "verschachtelt")).to_string();
        let before = scene.state().await;
        let date = scene.test.signed(&scene.ada, Method::POST, "/ap/inbox", Some(&body)).headers["date"].to_str().unwrap().to_owned();
        for date in ["(".repeat(10_000), format!("{date}{}", " (".repeat(10_000)), format!("{}{date}{}", "(".repeat(5_000), ")".repeat(5_000))] {
            let wire = scene.test.signed(&scene.ada, Method::POST, "/ap/inbox", Some(&body)).set("date", &date);
            assert_eq!(scene.test.send(wire).await.status, StatusCode::UNAUTHORIZED);
        }
        assert_eq!(scene.state().await, before);
    }

    async fn fet_34_who_is_refused_makes_us_ask_nobody(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let rule = Rule { action: Action::Block, reason: "Test".to_owned() };
        let policy = scene.test.app.policy().as_ref().clone().with_rule("eins.localhost", rule);
        let victim = |path: &str| scene.other.at(path);
        let naming = |number: u32| {
            let mut note = scene.ada.note(number, "schaut dort");
            note["inReplyTo"] = json!(victim("/opfer/1"));
            note["attachment"] = json!([{"type": "Image", "url": victim("/opfer/2")}]);
            note["tag"] = json!([{"type": "Mention", "href": victim("/opfer/3"), "name": "@opfer"}]);
            let mut create = scene.ada.activity(number, "Create", note);
            create["cc"] = json!([victim("/opfer/4")]);
            create["audience"] = json!(victim("/opfer/5"));
            create
        };
        let announced = |number: u32| scene.ada.activity(number, "Announce", victim("/opfer/6"));
        for activity in [naming(1), announced(2)] {
            let body = activity.to_string();
            let signed = || scene.test.signed(&scene.ada, Method::POST, "/ap/inbox", Some(&body));
            let mut unsigned = signed();
            unsigned.headers.remove("signature");
            let forged = Remote { key: Remote::unknown(&scene.ada.ap_id).key, ..scene.ada.clone() };
            let wrong = scene.test.signed(&forged, Method::POST, "/ap/inbox", Some(&body));
            let other_body = signed().set("digest", "SHA-256=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
            for wire in [unsigned, wrong, other_body] {
                assert_eq!(scene.test.send(wire).await.status, StatusCode::UNAUTHORIZED);
            }
        }
        scene.test.app.set_policy(policy);
        for activity in [naming(3), announced(4)] {
            scene.test.refuses(&scene.ada, &activity, 403).await;
        }
        instance::run_due(&scene.test.app).await.unwrap();
        assert_eq!(scene.other.asked(), [""; 0]);
    }

    async fn htm_04_names_of_emoji_are_words(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let evil = ":\"><img src=x onerror=alert(1)>:";
        let escaped = evil.replace('"', "&quot;").replace('<', "&lt;");
        let mut document = scene.ada.document(ActorKind::Person);
        document["name"] = json!(format!("Ada {evil}"));
        document["tag"] = json!([{"type": "Emoji", "name": evil, "icon": {"type": "Image", "url": scene.one.at("/e.png")}}]);
        scene.test.learn(&document).await;
        let mut note = scene.ada.note(1, "");
        note["content"] = json!(format!("<p>{evil} <img class=\"emoji\" alt=\"{escaped}\" title=\"{escaped}\" src=\"{}\"></p>", scene.one.at("/e.png")));
        note["tag"] = document["tag"].clone();
        note["inReplyTo"] = json!(scene.test.app.urls.object(scene.article));
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", note)).await;
        let mut react = scene.ada.activity(2, "EmojiReact", scene.test.app.urls.object(scene.article));
        react["content"] = json!(evil);
        react["tag"] = document["tag"].clone();
        scene.test.deliver(&scene.ada, &react).await;
        let handle = scene.actor(&scene.ada.ap_id).await.unwrap().handle();
        for path in [format!("/b/{}", scene.article), format!("/@{handle}"), "/g/digitales".to_owned()] {
            let page = scene.test.open(&Visitor::default(), &path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            let text = page.text();
            assert!(!text.contains("<img src=x") && !text.contains("<img src=\"x\"") && !text.contains("/e.png\""), "{path}: {text}");
        }
    }

    async fn api_30_no_other_site_reads_our_answers(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut browser = Browser::logged_in(&scene.test, "anna").await;
        let object = format!("/ap/objects/{}", scene.article);
        for origin in ["https://evil.example", "null", "http://rudi.localhost:8081.evil.example"] {
            for path in ["/", "/ich/daten", "/live", "/vorschlaege?q=a", "/nodeinfo/2.1", "/nirgends", object.as_str()] {
                for method in [Method::GET, Method::OPTIONS, Method::POST] {
                    if path == "/live" && method == Method::GET {
                        continue;
                    }
                    let more = [("origin", origin), ("access-control-request-method", "POST"), ("accept", "application/activity+json, text/html")];
                    let answer = browser.ask(method.clone(), path, &more, String::new()).await;
                    let allowed = answer.headers.iter().filter(|(name, _)| name.as_str().starts_with("access-control-"));
                    // What is for everybody may be read by every page, in nobody's name (NodeInfo asks for that).
                    let open = path.starts_with("/nodeinfo/");
                    let wrong: Vec<_> = allowed.filter(|(name, value)| !open || *name != "access-control-allow-origin" || *value != "*").collect();
                    assert!(wrong.is_empty(), "{method} {path} for {origin}: {wrong:?}");
                }
            }
        }
    }
}
