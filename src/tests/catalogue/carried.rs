//! PRV: what reports and reactions carry to other servers: ids, and nothing of what only some may read.

use super::Scene;
use crate::activity::log::Entry;
use crate::activity::outbox;
use crate::actor::follow::RelationState;
use crate::actor::member::{self, Member, Role};
use crate::app::App;
use crate::object::Reach;
use crate::object::reaction::ReactionKind;
use crate::on_both_databases;
use crate::peer::Dialect;
use crate::store::Conn;
use crate::store::schema::{activities, deliveries, peers};
use crate::store::testing::TestDatabase;
use diesel::prelude::*;
use serde_json::{Value, json};

/// Stands in everything that only some may read.
const SECRET: &str = "Brückensperrung";

/// Ada's server has a member in a protected community of anna's, in which she wrote; ada wrote to anna alone. Their numbers.
async fn closed(scene: &Scene) -> Vec<i64> {
    let app = &scene.test.app;
    let group = scene.test.protected_group(scene.anna, "krise").await;
    let ada = scene.ada.id;
    app.write(move |conn, app| {
        let row = Member {
            group_id: group,
            actor_id: ada,
            role: Role::Member,
            state: RelationState::Accepted,
            activity: "http://rudi.localhost:8081/ap/activities/1".to_owned(),
            created_at: app.now(),
        };
        member::insert(conn, &row)
    })
    .await
    .unwrap();
    let inside = scene.test.article(scene.anna, Some(group), SECRET, Reach::Members).await;
    let mut note = scene.ada.note(1, SECRET);
    (note["to"], note["cc"]) = (json!([app.urls.actor(scene.anna)]), json!([]));
    scene.test.accepts(&scene.ada, &scene.ada.activity(1, "Create", note.clone())).await;
    let direct = scene.by_ap_id(note["id"].as_str().unwrap()).await.unwrap();
    // Somebody of the third server belongs to a community as well, so that there is a way to it.
    scene.test.accepts(&scene.eve, &scene.eve.activity(1, "Follow", app.urls.actor(scene.group))).await;
    // Both would keep what is for members to them.
    let own = |conn: &mut Conn, _: &App| Ok(diesel::update(peers::table).set(peers::dialect.eq(Dialect::Own)).execute(conn)?);
    assert_eq!(app.write(own).await.unwrap(), 2);
    vec![inside, direct.id]
}

/// What left for other servers since this number: entries, and where they go.
async fn sent(scene: &Scene, after: i64) -> Vec<(Entry, Vec<String>)> {
    let found = scene.test.app.read(move |conn, _| {
        let entries: Vec<Entry> = activities::table
            .filter(activities::local.eq(true))
            .filter(activities::id.gt(after))
            .order(activities::id)
            .select(Entry::as_select())
            .load(conn)?;
        let mut sent = Vec::new();
        for entry in entries {
            let to = deliveries::table
                .inner_join(peers::table.on(peers::id.eq(deliveries::peer_id)))
                .filter(deliveries::activity_id.eq(entry.id))
                .select(peers::host)
                .load(conn)?;
            sent.push((entry, to));
        }
        Ok(sent)
    });
    found.await.unwrap()
}

async fn last(scene: &Scene) -> i64 {
    scene.test.entries().await.last().unwrap().id
}

/// Whether what this is about, at whatever depth, is only named.
fn only_names(document: &Value) -> bool {
    match &document["object"] {
        Value::String(_) => true,
        Value::Array(values) => values.iter().all(Value::is_string),
        inner @ Value::Object(map) => map.contains_key("actor") && only_names(inner),
        _ => false,
    }
}

on_both_databases! {
    async fn prv_42_reactions_carry_ids_to_those_who_may_read(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let objects = closed(&scene).await;
        let (app, anna) = (&scene.test.app, scene.anna);
        let since = last(&scene).await;
        for id in objects {
            for (kind, emoji) in [(ReactionKind::Like, ""), (ReactionKind::Dislike, ""), (ReactionKind::Emoji, "🎉")] {
                outbox::react(app, anna, id, kind, emoji).await.unwrap();
            }
            outbox::unreact(app, anna, id, ReactionKind::Emoji, "🎉").await.unwrap();
        }
        let sent = sent(&scene, since).await;
        let verbs: Vec<&str> = sent.iter().map(|(entry, _)| entry.verb.as_str()).filter(|verb| *verb != "Announce").collect();
        assert_eq!(verbs, [["Like", "Dislike", "EmojiReact", "Undo"]; 2].concat());
        let host = scene.one.origin.trim_start_matches("http://");
        let mut delivered = 0;
        for (entry, to) in sent {
            assert!(!entry.body.contains(SECRET), "{}", entry.body);
            assert!(only_names(&serde_json::from_str(&entry.body).unwrap()), "{}", entry.body);
            assert!(to.iter().all(|to| to == host), "{to:?}: {}", entry.body);
            delivered += to.len();
        }
        assert_eq!(delivered, 8, "each of them to her server, once");
    }

    async fn prv_30_reports_carry_no_more_than_needed(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut objects = closed(&scene).await;
        let app = &scene.test.app;
        let open = scene.note(&scene.eve, 2, "für alle lesbar").await;
        let since = last(&scene).await;
        outbox::report(app, scene.anna, objects.remove(1), "Bitte ansehen").await.unwrap();
        let bert = scene.test.person("bert").await;
        outbox::report(app, bert, open.id, "Bitte ansehen").await.unwrap();
        outbox::report_for_visitor(app, open.id, "Bitte auch ansehen", Some("erika@stadt.example".to_owned())).await.unwrap();
        let flags: Vec<_> = sent(&scene, since).await.into_iter().filter(|(entry, _)| entry.verb == "Flag").collect();
        let hosts = [&scene.one, &scene.other, &scene.other].map(|stub| vec![stub.origin.trim_start_matches("http://").to_owned()]);
        assert_eq!(flags.iter().map(|(_, to)| to.clone()).collect::<Vec<_>>(), hosts);
        let known = ["@context", "id", "type", "actor", "to", "cc", "audience", "summary", "content", "published", "object", "proof"];
        for (entry, _) in flags {
            for hidden in [SECRET, "für alle lesbar", "erika"] {
                assert!(!entry.body.contains(hidden), "{}", entry.body);
            }
            let document: Value = serde_json::from_str(&entry.body).unwrap();
            assert!(only_names(&document), "{document:#}");
            let more: Vec<&String> = document.as_object().unwrap().keys().filter(|key| !known.contains(&key.as_str())).collect();
            assert!(more.is_empty(), "{more:?}");
            assert!(document["content"].as_str().unwrap().ends_with("ansehen"), "the reason, and nothing else");
        }
        // What is reported inside a community of ours stays with its hosts.
        let since = last(&scene).await;
        outbox::report(app, scene.anna, objects[0], "Bitte ansehen").await.unwrap();
        let inside = sent(&scene, since).await;
        assert!(inside.iter().all(|(_, to)| to.is_empty()), "{inside:?}");
    }
}
