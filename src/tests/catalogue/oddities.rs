//! JSN, SIG: documents that are odd without being broken: other encodings, absurd numbers and times, lists without end.

use super::Scene;
use crate::activity::{fetch, outbox};
use crate::actor::ActorKind;
use crate::error::Error;
use crate::object::{Reach, Viewer, read};
use crate::on_both_databases;
use crate::store::schema::keys;
use crate::store::testing::TestDatabase;
use crate::tests::browser::Visitor;
use crate::tests::harness::comment;
use crate::tests::remote::Remote;
use diesel::prelude::*;
use http::StatusCode;
use serde_json::{Value, json};

fn id(document: &Value) -> String {
    document["id"].as_str().unwrap().to_owned()
}

/// A text in other encodings, and with a byte that none has.
fn encoded(text: &str) -> Vec<Vec<u8>> {
    let marked = || std::iter::once(0xfeff).chain(text.encode_utf16());
    let mut broken = text.as_bytes().to_vec();
    broken[text.find("Text").unwrap()] = 0xff;
    vec![
        broken,
        [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat(),
        marked().flat_map(u16::to_le_bytes).collect(),
        marked().flat_map(u16::to_be_bytes).collect(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ]
}

on_both_databases! {
    async fn jsn_15_only_utf_8_is_read(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let note = scene.ada.note(1, "Text");
        let before = scene.state().await;
        for body in encoded(&scene.ada.activity(1, "Create", note.clone()).to_string()) {
            let answer = scene.test.deliver_bytes(&scene.ada, &body).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{answer:?}");
        }
        for body in encoded(&note.to_string()) {
            scene.one.answer_bytes("/users/ada/notes/1", StatusCode::OK, &body);
            let found = fetch::resolve(&scene.test.app, Viewer::Anonymous, &id(&note)).await;
            assert!(matches!(found, Err(Error::Remote { .. })), "{found:?}");
        }
        assert_eq!(scene.state().await, before);
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", note)).await;
    }

    async fn jsn_23_nobody_follows_or_blocks_herself(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let app = &scene.test.app;
        let group = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Follow", app.urls.actor(scene.group))).await;
        outbox::appoint(app, scene.anna, scene.group, scene.ada.id).await.unwrap();
        let before = scene.state().await;
        for who in [&scene.ada, &group] {
            for (number, verb) in (10..).zip(["Follow", "Join", "Block"]) {
                for target in [who.ap_id.clone(), app.urls.actor(scene.group)] {
                    let mut deed = who.activity(number, verb, who.ap_id.clone());
                    deed["id"] = json!(format!("{}/{verb}/{}", who.ap_id, target.len()));
                    deed["target"] = json!(target);
                    let answer = scene.test.deliver(who, &deed).await;
                    assert!(!answer.status.is_server_error(), "{answer:?}");
                    assert_eq!(scene.state().await, before, "{deed:#}");
                }
            }
        }
        let own = [
            outbox::follow(app, scene.anna, scene.anna).await,
            outbox::ban(app, scene.anna, scene.group, scene.anna, "versehentlich", None).await,
            outbox::ban(app, scene.anna, scene.group, scene.group, "versehentlich", None).await,
        ];
        assert!(own[0].is_err(), "{own:?}");
        assert_eq!(scene.state().await, before);
    }

    async fn jsn_26_absurd_totals_say_nothing(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let group = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        let path = group.followers().strip_prefix(&scene.one.origin).unwrap().to_owned();
        let members = async |total: Value| {
            scene.one.put_at(&path, &json!({"id": group.followers(), "type": "OrderedCollection", "totalItems": total}));
            fetch::community(&scene.test.app, &group.ap_id).await.unwrap().follower_count
        };
        assert_eq!(members(json!(12)).await, 12);
        for total in [json!(-1), json!(1e18), json!(10_i64.pow(18)), json!(u64::MAX), json!("viele"), json!("13"), json!(1.5), json!(null), json!([13])] {
            assert_eq!(members(total.clone()).await, 12, "{total}");
        }
    }

    async fn jsn_27_no_time_leads_a_feed(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let app = &scene.test.app;
        let group = app.urls.actor(scene.group);
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Follow", group.clone())).await;
        let times = [
            json!("9999-12-31T23:59:59Z"), json!("-0001-01-01T00:00:00Z"), json!("1969-12-31T23:59:59Z"), json!("2016-12-31T23:59:60Z"),
            json!("2027-11-21T12:00:00Z"), json!("2026-11-21T12:00:00+99:99"), json!(""), json!(253_402_300_800_i64), json!(-1),
        ];
        let mut stored = Vec::new();
        for (number, time) in (10..).step_by(10).zip(times) {
            let (mut beginning, mut answer) = (scene.ada.note(number, "anders gezählt"), scene.ada.note(number + 1, "anders gezählt"));
            beginning["type"] = json!("Article");
            beginning["name"] = json!("Aus einer anderen Zeit");
            beginning["cc"] = json!([group]);
            beginning["audience"] = json!(group);
            answer["inReplyTo"] = json!(app.urls.object(scene.article));
            for (number, mut object) in (number..).zip([beginning, answer]) {
                for property in ["published", "updated"] {
                    object[property] = time.clone();
                }
                scene.test.accepts(&scene.ada, &scene.ada.activity(number, "Create", object.clone())).await;
                let mut later = object.clone();
                later["content"] = json!("<p>noch anders</p>");
                scene.test.accepts(&scene.ada, &scene.ada.activity(number + 5, "Update", later)).await;
                stored.push(scene.by_ap_id(&id(&object)).await.unwrap());
            }
        }
        let now = app.now();
        stored.push(scene.test.object(scene.article).await);
        for object in &stored {
            for time in [Some(object.published), object.edited_at, object.latest_reply_at].into_iter().flatten() {
                assert!(time <= now, "{object:?}");
            }
        }
        let (anna, group) = (scene.anna, scene.group);
        let newest = scene.test.article(anna, Some(group), "Das Neueste", Reach::Public).await;
        let first = app
            .read(move |conn, _| {
                let listed = [
                    read::of_group(conn, Viewer::Anonymous, group, i64::MAX, 50)?.0,
                    read::home(conn, anna, i64::MAX, 50)?,
                    read::front(conn, i64::MAX, 50)?,
                ];
                Ok(listed.map(|listed| listed.first().map(|object| object.id)))
            })
            .await
            .unwrap();
        assert_eq!(first, [Some(newest); 3]);
    }

    async fn jsn_29_counts_of_others_are_their_own(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut note = scene.ada.note(1, "sehr beliebt");
        for property in ["likes", "shares", "replies", "dislikes"] {
            note[property] = json!({"id": format!("{}/{property}", id(&note)), "type": "Collection", "totalItems": 9_999, "items": [scene.ben.ap_id]});
        }
        for (property, count) in [("like_count", 9_999), ("repliesCount", 9_999), ("score", 9_999)] {
            note[property] = json!(count);
        }
        scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", note.clone())).await;
        scene.test.accepts(&scene.ada, &scene.ada.activity(2, "Update", note.clone())).await;
        crate::instance::run_due(&scene.test.app).await.unwrap();
        let stored = scene.by_ap_id(&id(&note)).await.unwrap();
        assert_eq!((stored.reaction_count, stored.reply_count), (0, 0));
        assert!(!scene.test.open(&Visitor::default(), &format!("/b/{}", stored.id)).await.text().contains("9999"));
        assert_eq!(scene.one.asked().iter().filter(|path| path.contains("/notes/1")).count(), 0, "nobody asks for them");
    }

    async fn jsn_31_many_things_at_once_are_refused(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let urls = &scene.test.app.urls;
        let known = [urls.object(scene.article), urls.actor(scene.group), urls.actor(scene.anna), scene.ben.ap_id.clone()];
        let mut many: Vec<Value> = known.into_iter().map(Value::from).collect();
        many.extend((0..1_000).map(|number| if number % 2 == 0 { json!(scene.one.at(&format!("/x/{number}"))) } else { scene.ada.note(number, "x") }));
        let verbs = ["Create", "Update", "Delete", "Like", "Announce", "Undo", "Follow", "Join", "Accept", "Add", "Block", "Lock", "Travel"];
        for (number, verb) in (1..).zip(verbs) {
            scene.refuses(&scene.ada, &scene.ada.activity(number, verb, many.clone()), 400).await;
            let inside = scene.ada.activity(number, verb, many.clone());
            scene.refuses(&scene.ada, &scene.ada.activity(number, verb, json!([inside.clone(), inside])), 400).await;
        }
        // A report is about somebody and some of what she wrote.
        scene.test.accepts(&scene.eve, &scene.eve.activity(1, "Flag", many)).await;
        scene.test.accepts(&scene.ada, &scene.ada.activity(99, "Like", json!([urls.object(scene.article)]))).await;
    }

    async fn jsn_34_sources_we_do_not_read_are_none(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let source = |kind: Value| json!({"content": "[b]anders[/b]", "mediaType": kind});
        let sources = [
            source(json!("text/bbcode")), source(json!("text/html")), source(json!(null)), source(json!({})), source(json!("text/markdown\u{0}x")),
            json!("[b]anders[/b]"), json!({"content": 7, "mediaType": "text/markdown"}), json!(7),
            json!([source(json!("text/x.misskeymarkdown")), source(json!("text/markdown"))]),
        ];
        for (number, source) in (1..).zip(sources) {
            let mut note = scene.ada.note(number, "wie gemeint");
            note["source"] = source.clone();
            scene.test.accepts(&scene.ada, &scene.ada.activity(number, "Create", note.clone())).await;
            let stored = scene.by_ap_id(&id(&note)).await.unwrap();
            assert_eq!((stored.source.as_str(), stored.content.as_str()), ("", "<p>wie gemeint</p>"), "{source}");
        }
    }

    async fn jsn_37_long_lists_in_profiles_are_cut(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut document = scene.ada.document(ActorKind::Person);
        let inbox = document["endpoints"]["sharedInbox"].clone();
        document["alsoKnownAs"] = (0..20_000).map(|number| json!(scene.one.at(&format!("/users/{number}")))).collect();
        document["attachment"] = (0..2_000).map(|number| json!({"type": "PropertyValue", "name": number, "value": "x"})).collect();
        for number in 0..5_000 {
            document["endpoints"][format!("weiterer{number}")] = json!(scene.one.at("/inbox"));
        }
        document["discoverable"] = json!(false);
        let learned = scene.test.learn(&document).await;
        assert_eq!(learned, scene.ada.id);
        let stored = scene.actor(&scene.ada.ap_id).await.unwrap();
        assert_eq!(json!(stored.shared_inbox), inbox);
        let kept = stored.json.unwrap();
        assert!(kept.len() < 30_000 && kept.contains("\"discoverable\":false"), "{} bytes", kept.len());
    }

    async fn sig_32_of_many_keys_the_first_ten_count(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let filling = Remote::unknown(&scene.one.at("/users/niemand"));
        for (place, status) in [(0, StatusCode::ACCEPTED), (9, StatusCode::ACCEPTED), (10, StatusCode::UNAUTHORIZED), (999, StatusCode::UNAUTHORIZED)] {
            let newcomer = Remote::unknown(&scene.one.at(&format!("/users/neu{place}")));
            let mut document = newcomer.document(ActorKind::Person);
            let key = |number: usize| {
                let mut key = if number == place { newcomer.public_key() } else { filling.public_key() };
                key["owner"] = json!(newcomer.ap_id);
                if number != place {
                    key["id"] = json!(format!("{}#schluessel{number}", newcomer.ap_id));
                }
                key
            };
            document["publicKey"] = (0..1_000).map(key).collect();
            scene.one.put(&document);
            let like = newcomer.activity(1, "Like", scene.test.app.urls.object(scene.article));
            assert_eq!(scene.test.deliver(&newcomer, &like).await.status, status, "{place}");
            let stored = scene.actor(&newcomer.ap_id).await.unwrap().id;
            let count: i64 =
                scene.test.app.read(move |conn, _| Ok(keys::table.filter(keys::actor_id.eq(stored)).count().get_result(conn)?)).await.unwrap();
            assert_eq!(count, 10, "{place}");
        }
    }

    async fn jsn_40_thousands_of_emoji_and_lines_leave_a_page(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let emoji = |number: u32| json!({"type": "Emoji", "name": format!(":e{number}:"), "icon": {"type": "Image", "url": scene.one.at("/e.png")}});
        for (number, content) in (1..).zip([":e1:".repeat(100_000), "\n".repeat(450_000), "<br>".repeat(200_000), "x".repeat(900_000)]) {
            let mut note = scene.ada.note(number, "");
            note["content"] = json!(content);
            note["tag"] = (0..1_000).map(emoji).collect();
            test.accepts(&scene.ada, &scene.ada.activity(number, "Create", note.clone())).await;
            let stored = scene.by_ap_id(&id(&note)).await.unwrap();
            assert!(stored.content.len() <= crate::text::MAX_BYTES, "{number}");
            let page = test.open(&Visitor::default(), &format!("/b/{}", stored.id)).await;
            assert_eq!(page.status, StatusCode::OK, "{number}");
            let text = page.text();
            assert!(text.len() < 1_200_000 && !text.contains("/e.png") && text.trim_end().ends_with("</html>"), "{number}: {}", text.len());
        }
        assert_eq!(scene.one.asked().iter().filter(|path| *path == "/e.png").count(), 0);
        for text in [":e1:".repeat(100_000), "x\n".repeat(500_000), "x".repeat(1_000_000)] {
            let refused = outbox::publish(&test.app, scene.anna, comment(scene.article, &text)).await;
            assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        }
    }
}
