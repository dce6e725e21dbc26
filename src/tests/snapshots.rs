//! Every document other servers get from us, whole, as it is sent. A change here is a change of what we say to others: look at it with
//! FEDERATION.md beside you before accepting it. Ids are shown as names, keys and proofs are left out.

use super::TestApp;
use super::remote::Remote;
use crate::activity::outbox::{self, Draft, Edit, PersonDraft};
use crate::actor::ActorKind;
use crate::actor::follow::RelationState;
use crate::actor::member::{self, Member, Role};
use crate::object::Reach;
use crate::object::reaction::ReactionKind;
use crate::on_both_databases;
use crate::peer::{self, Dialect};
use crate::store::testing::TestDatabase;
use insta::assert_json_snapshot;
use serde_json::{Map, Value, json};
use std::time::Duration;

/// What ids are called in the snapshots: numbers of our own, in the order in which they were made known.
#[derive(Default)]
struct Names(Vec<(String, &'static str)>);

impl Names {
    fn add(&mut self, id: i64, name: &'static str) {
        self.0.push((id.to_string(), name));
    }

    /// A document without what differs from run to run.
    fn tidy(&self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(&text)),
            Value::Array(values) => values.into_iter().map(|value| self.tidy(value)).collect(),
            Value::Object(map) => Value::Object(map.into_iter().map(|(key, value)| self.property(key, value)).collect::<Map<_, _>>()),
            other => other,
        }
    }

    fn property(&self, key: String, value: Value) -> (String, Value) {
        let value = match key.as_str() {
            "@context" => json!("[context]"),
            "publicKeyPem" | "publicKeyMultibase" | "proofValue" => json!(format!("[{key}]")),
            _ => self.tidy(value),
        };
        (key, value)
    }

    fn text(&self, text: &str) -> String {
        let named = self.0.iter().fold(text.to_owned(), |text, (id, name)| text.replace(id, name));
        // What has no name is an activity or key of its own.
        let mut tidy = String::new();
        let mut digits = String::new();
        for letter in named.chars().chain([' ']) {
            if letter.is_ascii_digit() {
                digits.push(letter);
                continue;
            }
            tidy.push_str(if digits.len() > 15 { "[id]" } else { &digits });
            digits.clear();
            tidy.push(letter);
        }
        tidy.pop();
        tidy
    }
}

struct Scene {
    test: TestApp,
    names: Names,
    anna: i64,
    bert: i64,
    group: i64,
    lena: Remote,
    wandern: Remote,
    mia: Remote,
}

impl Scene {
    /// Anna's community with Lena (a forum) and Mia (a microblog) as members; Bert is a member of a community elsewhere.
    async fn new(database: TestDatabase) -> Self {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let bert = test.person("bert").await;
        let group = test.group(anna, "digitales").await;
        let lena = test.remote(ActorKind::Person, "http://forum.localhost:7001/u/lena").await;
        let wandern = test.remote(ActorKind::Group, "http://forum.localhost:7001/c/wandern").await;
        let mia = test.remote(ActorKind::Person, "http://microblog.localhost:7002/users/mia").await;
        let (server, wandern_id) = (test.app.server_actor_id, wandern.id);
        test.app
            .write(move |conn, app| {
                for (host, dialect) in [("forum.localhost:7001", Dialect::Forum), ("microblog.localhost:7002", Dialect::Microblog)] {
                    let (peer, _) = peer::ensure(conn, host, || app.next_id(), app.now())?;
                    peer::set_dialect_override(conn, peer.id, Some(dialect))?;
                }
                member::insert(
                    conn,
                    &Member {
                        group_id: wandern_id,
                        actor_id: bert,
                        role: Role::Host,
                        state: RelationState::Accepted,
                        activity: "http://rudi.localhost:8081/ap/activities/1".to_owned(),
                        created_at: app.now(),
                    },
                )
            })
            .await
            .unwrap();
        let mut names = Names::default();
        for (id, name) in [(anna, "anna"), (bert, "bert"), (group, "digitales"), (server, "server")] {
            names.add(id, name);
        }
        let scene = Self { test, names, anna, bert, group, lena, wandern, mia };
        outbox::join(&scene.test.app, bert, group).await.unwrap();
        for remote in [scene.lena.clone(), scene.mia.clone()] {
            let mut follow = remote.activity(1, "Follow", scene.test.app.urls.actor(group));
            follow["to"] = json!([scene.test.app.urls.actor(group)]);
            scene.test.accepts(&remote, &follow).await;
        }
        scene.test.clock.advance(Duration::from_secs(60));
        scene
    }

    async fn article(&mut self, author: i64, group: Option<i64>, reach: Reach) -> i64 {
        let draft = Draft {
            kind: "Article",
            tool: Some("news"),
            group_id: group,
            in_reply_to: None,
            name: "Digitaler Bauantrag".to_owned(),
            summary: "Ab Montag ohne Papier".to_owned(),
            source: "Ab Montag **ohne Papier**, sagt @anna. #bauen".to_owned(),
            reach,
        };
        let id = outbox::publish(&self.test.app, author, draft).await.unwrap();
        self.names.add(id, "article");
        id
    }

    /// The newest activity of ours of this type.
    async fn sent(&self, verb: &str) -> Value {
        let entries = self.test.entries().await;
        let entry = entries.iter().rev().find(|entry| entry.local && entry.verb == verb).unwrap_or_else(|| panic!("no {verb}"));
        self.tidy_text(&entry.body)
    }

    /// The newest announcement of an activity, or of an id.
    async fn announced(&self, whole: bool) -> Value {
        let entries = self.test.entries().await;
        let announced = entries.iter().rev().filter(|entry| entry.local && entry.verb == "Announce").map(|entry| &entry.body);
        self.tidy_text(announced.into_iter().find(|body| body.contains("\"object\":{") == whole).unwrap())
    }

    fn tidy_text(&self, text: &str) -> Value {
        self.names.tidy(serde_json::from_str(text).unwrap())
    }

    async fn document(&self, target: &str) -> Value {
        let answer = self.test.get(target, None).await;
        assert_eq!(answer.status.as_u16(), 200, "{target}: {answer:?}");
        self.names.tidy(answer.json())
    }
}

/// The same snapshots for both databases, in one folder, under short names.
macro_rules! snapshot {
    ($name:literal, $value:expr) => {{
        let value = $value;
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/snapshots"));
        settings.set_omit_expression(true);
        settings.bind(|| assert_json_snapshot!($name, value));
    }};
}

on_both_databases! {
    async fn actors(database: TestDatabase) {
        let scene = Scene::new(database).await;
        outbox::change_profile(&scene.test.app, scene.bert, scene.bert, "Bert Beispiel", "Ich *baue*.", Some("Stadt Bochum"), None).await.unwrap();
        snapshot!("update_person", scene.sent("Update").await);
        snapshot!("person", scene.document(&format!("/ap/actors/{}", scene.bert)).await);
        snapshot!("group", scene.document(&format!("/ap/actors/{}", scene.group)).await);
        snapshot!("server", scene.document(&format!("/ap/actors/{}", scene.test.app.server_actor_id)).await);
        outbox::change_profile(&scene.test.app, scene.anna, scene.group, "Digitales", "Neu", None, None).await.unwrap();
        snapshot!("update_group", scene.sent("Update").await);
    }

    async fn contributions(database: TestDatabase) {
        let mut scene = Scene::new(database).await;
        let article = scene.article(scene.bert, Some(scene.group), Reach::Public).await;
        snapshot!("create_article", scene.sent("Create").await);
        snapshot!("announce_create", scene.announced(true).await);
        snapshot!("announce_id", scene.announced(false).await);
        snapshot!("article", scene.document(&format!("/ap/objects/{article}")).await);
        let comment = scene.test.comment(scene.anna, article, "Danke, @lena@forum.localhost:7001!").await.unwrap();
        scene.names.add(comment, "comment");
        snapshot!("create_note", scene.sent("Create").await);
        snapshot!("note", scene.document(&format!("/ap/objects/{comment}")).await);
        snapshot!("context", scene.document(&format!("/ap/objects/{article}/context")).await);
        snapshot!("replies", scene.document(&format!("/ap/objects/{article}/replies")).await);
        snapshot!("replies_page", scene.document(&format!("/ap/objects/{article}/replies?page=true&after=0")).await);
        scene.test.clock.advance(Duration::from_secs(60));
        let edit = Edit { name: String::new(), summary: String::new(), source: "Danke sehr!".to_owned(), base: None };
        outbox::revise(&scene.test.app, scene.anna, comment, edit).await.unwrap();
        snapshot!("update_note", scene.sent("Update").await);
        scene.test.clock.advance(Duration::from_secs(60));
        outbox::delete(&scene.test.app, scene.anna, comment).await.unwrap();
        snapshot!("delete_by_author", scene.sent("Delete").await);
        let answer = scene.test.get(&format!("/ap/objects/{comment}"), None).await;
        assert_eq!(answer.status.as_u16(), 410);
        snapshot!("tombstone", scene.names.tidy(answer.json()));
        snapshot!("outbox", scene.document(&format!("/ap/actors/{}/outbox", scene.group)).await);
        snapshot!("outbox_page", scene.document(&format!("/ap/actors/{}/outbox?page=true", scene.bert)).await);
        snapshot!("news", scene.document(&format!("/ap/actors/{}/collections/news", scene.group)).await);
        snapshot!("news_page", scene.document(&format!("/ap/actors/{}/collections/news?page=true", scene.group)).await);
    }

    async fn reach(database: TestDatabase) {
        let mut scene = Scene::new(database).await;
        scene.article(scene.anna, None, Reach::Unlisted).await;
        snapshot!("create_unlisted", scene.sent("Create").await);
        scene.article(scene.anna, None, Reach::Followers).await;
        snapshot!("create_for_followers", scene.sent("Create").await);
        let draft = Draft { source: "Vertraulich, @mia@microblog.localhost:7002".to_owned(), ..crate::tests::harness::article(None, "Hinweis", Reach::Direct) };
        let direct = outbox::publish(&scene.test.app, scene.anna, draft).await.unwrap();
        scene.names.add(direct, "direct");
        snapshot!("create_direct", scene.sent("Create").await);
        let group = scene.wandern.id;
        scene.article(scene.bert, Some(group), Reach::Public).await;
        snapshot!("create_in_community_elsewhere", scene.sent("Create").await);
    }

    async fn relations(database: TestDatabase) {
        let scene = Scene::new(database).await;
        snapshot!("accept_join", scene.sent("Accept").await);
        outbox::join(&scene.test.app, scene.anna, scene.wandern.id).await.unwrap();
        snapshot!("follow_group", scene.sent("Follow").await);
        outbox::leave(&scene.test.app, scene.anna, scene.wandern.id).await.unwrap();
        snapshot!("undo_follow", scene.sent("Undo").await);
        outbox::follow(&scene.test.app, scene.anna, scene.mia.id).await.unwrap();
        snapshot!("follow_person", scene.sent("Follow").await);
        outbox::ban(&scene.test.app, scene.anna, scene.group, scene.lena.id, "Werbung", None).await.unwrap();
        let follow = scene.lena.activity(2, "Follow", scene.test.app.urls.actor(scene.group));
        scene.test.accepts(&scene.lena, &follow).await;
        snapshot!("reject_join", scene.sent("Reject").await);
        snapshot!("followers", scene.document(&format!("/ap/actors/{}/followers", scene.group)).await);
    }

    async fn reactions(database: TestDatabase) {
        let mut scene = Scene::new(database).await;
        let article = scene.article(scene.bert, Some(scene.group), Reach::Public).await;
        for (kind, emoji) in [(ReactionKind::Like, ""), (ReactionKind::Dislike, ""), (ReactionKind::Emoji, "💡")] {
            outbox::react(&scene.test.app, scene.anna, article, kind, emoji).await.unwrap();
        }
        snapshot!("like", scene.sent("Like").await);
        snapshot!("dislike", scene.sent("Dislike").await);
        snapshot!("emoji_react", scene.sent("EmojiReact").await);
        snapshot!("announce_emoji_react", scene.announced(true).await);
        outbox::react(&scene.test.app, scene.anna, article, ReactionKind::Like, "").await.unwrap();
        outbox::unreact(&scene.test.app, scene.anna, article, ReactionKind::Like, "").await.unwrap();
        snapshot!("undo_like", scene.sent("Undo").await);
        outbox::unreact(&scene.test.app, scene.anna, article, ReactionKind::Emoji, "💡").await.unwrap();
        snapshot!("undo_emoji_react", scene.sent("Undo").await);
    }

    async fn moderation(database: TestDatabase) {
        let mut scene = Scene::new(database).await;
        let article = scene.article(scene.bert, Some(scene.group), Reach::Public).await;
        let (app, anna, bert, group) = (scene.test.app.clone(), scene.anna, scene.bert, scene.group);
        outbox::pin(&app, anna, article, true).await.unwrap();
        snapshot!("add_pin", scene.sent("Add").await);
        snapshot!("featured", scene.document(&format!("/ap/actors/{group}/featured")).await);
        outbox::pin(&app, anna, article, false).await.unwrap();
        snapshot!("remove_pin", scene.sent("Remove").await);
        outbox::appoint(&app, anna, group, bert).await.unwrap();
        snapshot!("add_host", scene.sent("Add").await);
        snapshot!("moderators", scene.document(&format!("/ap/actors/{group}/moderators")).await);
        outbox::dismiss(&app, anna, group, bert).await.unwrap();
        snapshot!("remove_host", scene.sent("Remove").await);
        outbox::lock(&app, anna, article, true).await.unwrap();
        snapshot!("lock", scene.sent("Lock").await);
        outbox::lock(&app, anna, article, false).await.unwrap();
        snapshot!("undo_lock", scene.sent("Undo").await);
        outbox::remove(&app, anna, article, "unsachlich").await.unwrap();
        snapshot!("delete_by_host", scene.sent("Delete").await);
        outbox::restore(&app, anna, article).await.unwrap();
        snapshot!("undo_delete", scene.sent("Undo").await);
        let until = app.now().plus(Duration::from_secs(7 * 24 * 3_600));
        outbox::ban(&app, anna, group, bert, "wiederholt unsachlich", Some(until)).await.unwrap();
        snapshot!("block", scene.sent("Block").await);
        outbox::lift_ban(&app, anna, group, bert).await.unwrap();
        snapshot!("undo_block", scene.sent("Undo").await);
        outbox::report(&app, bert, article, "Bitte ansehen").await.unwrap();
        snapshot!("flag_in_community", scene.sent("Flag").await);
        let alone = scene.article(scene.anna, None, Reach::Public).await;
        outbox::report(&app, bert, alone, "Bitte ansehen").await.unwrap();
        snapshot!("flag_outside", scene.sent("Flag").await);
    }

    async fn discovery(database: TestDatabase) {
        let scene = Scene::new(database).await;
        for (name, resource) in [("person", "acct:anna@rudi.localhost:8081"), ("group", "acct:digitales@rudi.localhost:8081")] {
            let value = scene.document(&format!("/.well-known/webfinger?resource={resource}")).await;
            if name == "person" { snapshot!("webfinger_person", value) } else { snapshot!("webfinger_group", value) }
        }
        snapshot!("webfinger_server", scene.document("/.well-known/webfinger?resource=http://rudi.localhost:8081/").await);
        snapshot!("nodeinfo_links", scene.document("/.well-known/nodeinfo").await);
        snapshot!("nodeinfo_2_0", versionless(scene.document("/nodeinfo/2.0").await));
        snapshot!("nodeinfo_2_1", versionless(scene.document("/nodeinfo/2.1").await));
        let answer = scene.test.get("/ap/objects/17", None).await;
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        snapshot!("problem", answer.json());
        let draft = PersonDraft {
            username: "max".to_owned(), name: "Max".to_owned(), organisation: String::new(), password: "kurzer dienstweg".to_owned(), admin: false,
        };
        let max = outbox::create_person(&scene.test.app, draft).await.unwrap();
        let document = scene.document(&format!("/ap/actors/{max}")).await;
        assert_eq!(document.get("dw:organisation"), None, "nothing is said about what a person left empty");
    }
}

/// NodeInfo without the number of this release.
fn versionless(mut value: Value) -> Value {
    value["software"]["version"] = json!("[version]");
    value
}
