//! What other software sends, in our own words, through the real door: signed requests, keys and documents fetched from a server on
//! loopback. Asserted is what is stored and shown.

use super::TestApp;
use super::remote::Remote;
use super::stub::Stub;
use crate::activity::outbox;
use crate::actor::follow::RelationState;
use crate::actor::{self, Actor, member};
use crate::instance;
use crate::object::reaction::{self, ReactionKind};
use crate::object::{self, Object, Reach, Viewer};
use crate::on_both_databases;
use crate::store::schema::flags;
use crate::store::testing::TestDatabase;
use diesel::prelude::*;
use serde_json::Value;

/// One of our instances with a community and an article, and a server of other software.
struct Scene {
    test: TestApp,
    stub: Stub,
    software: &'static str,
    anna: i64,
    group: i64,
    article: i64,
    words: Vec<(&'static str, String)>,
}

impl Scene {
    async fn new(database: TestDatabase, software: &'static str) -> Self {
        let test = TestApp::new(database).await;
        let stub = Stub::start(software).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "digitales").await;
        let article = test.article(anna, Some(group), "Digitaler Bauantrag", Reach::Public).await;
        let urls = &test.app.urls;
        let words = vec![
            ("%origin%", stub.origin.clone()),
            ("%us%", urls.origin().to_owned()),
            ("%group%", urls.actor(group)),
            ("%person%", urls.actor(anna)),
            ("%article%", urls.object(article)),
        ];
        Self { test, stub, software, anna, group, article, words }
    }

    /// A fixture with the names of this scene.
    fn read(&self, name: &str) -> Value {
        let path = format!("{}/src/tests/fixtures/{}/{name}.json", env!("CARGO_MANIFEST_DIR"), self.software);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let text = self.words.iter().fold(text, |text, (word, value)| text.replace(word, value));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// An actor of the other server, which serves its document; nobody here knows it yet.
    fn actor(&self, name: &str) -> Remote {
        let mut document = self.read(name);
        let mut remote = Remote::unknown(document["id"].as_str().unwrap());
        remote.key_id = document["publicKey"]["id"].as_str().unwrap().to_owned();
        document["publicKey"]["publicKeyPem"] = remote.key.public_key().to_pem().into();
        self.stub.put(&document);
        // Software without fragments in key ids serves the owner there.
        if !remote.key_id.contains('#') {
            self.stub.put_at(remote.key_id.strip_prefix(&self.stub.origin).unwrap(), &document);
        }
        remote
    }

    /// Receives a fixture from `signer`, and does all that follows.
    async fn receive(&self, signer: &Remote, name: &str) {
        self.test.accepts(signer, &self.read(name)).await;
        instance::run_due(&self.test.app).await.unwrap();
        let open: Vec<_> =
            self.test.entries().await.into_iter().filter(|entry| entry.state != crate::activity::log::ActivityState::Applied).collect();
        assert!(open.is_empty(), "{name}: {open:?}");
    }

    /// The object with this path on the other server.
    async fn object(&self, path: &str) -> Object {
        let id = self.stub.at(path);
        let found = self.test.app.read(move |conn, _| object::read::by_ap_id(conn, Viewer::Anonymous, &id)).await.unwrap();
        found.unwrap_or_else(|| panic!("{path} was not taken in"))
    }

    async fn of(&self, id: i64) -> Actor {
        self.test.app.read(move |conn, _| actor::model::find(conn, id)).await.unwrap()
    }

    async fn count(&self, object: i64, kind: ReactionKind) -> i64 {
        let tallies = self.test.app.read(move |conn, _| reaction::tallies(conn, &[object], None)).await.unwrap();
        tallies.iter().filter(|tally| tally.kind == kind).map(|tally| tally.count).sum()
    }

    /// A member joins a community of the other server, which accepts.
    async fn join(&mut self, remote: &str, accept: Option<&str>) -> (Remote, i64) {
        let group = self.actor(remote);
        let url = group.ap_id.clone();
        let known = crate::activity::fetch::actor(&self.test.app, &url, crate::activity::fetch::STALE_AFTER).await.unwrap();
        outbox::join(&self.test.app, self.anna, known.id).await.unwrap();
        let follow = self.test.entries().await.into_iter().rev().find(|entry| entry.verb == "Follow").unwrap();
        self.words.push(("%follow%", follow.ap_id));
        if let Some(accept) = accept {
            self.receive(&group, accept).await;
            let (group_id, anna) = (known.id, self.anna);
            let row = self.test.app.read(move |conn, _| member::find(conn, group_id, anna)).await.unwrap().unwrap();
            assert_eq!(row.state, RelationState::Accepted);
        }
        (group, known.id)
    }
}

on_both_databases! {
    async fn mastodon_mentions_a_community_answers_edits_and_deletes(database: TestDatabase) {
        let scene = Scene::new(database, "mastodon").await;
        let mia = scene.actor("actor");
        scene.receive(&mia, "create_mention").await;
        let post = scene.object("/users/mia/statuses/101").await;
        let author = scene.of(post.actor_id).await;
        assert_eq!((author.username.as_str(), author.name.as_str()), ("mia", "Mia Muster :blume:"));
        assert!(author.summary.contains("Radwege") && author.manually_approves);
        assert_eq!((post.group_id, post.tool.as_deref(), post.reach), (Some(scene.group), Some("news"), Reach::Public));
        assert_eq!((post.kind.as_str(), post.name.as_str(), post.seq), ("Note", "", Some(2)));
        assert!(post.content.contains("Wann kommt der Bauantrag?"), "{}", post.content);
        assert_eq!(post.url, scene.stub.at("/@mia/101"));
        let details = object::json::details(&post);
        assert_eq!(details.hashtags, ["bauen"]);
        assert_eq!((details.attachments[0].name.as_str(), details.attachments[0].media_type.as_str()), ("Ein Lageplan", "image/png"));

        // The answer does not name the community: the thread does.
        scene.receive(&mia, "create_reply").await;
        let reply = scene.object("/users/mia/statuses/102").await;
        assert_eq!((reply.root_id, reply.in_reply_to_id, reply.group_id), (scene.article, Some(scene.article), Some(scene.group)));
        assert_eq!((reply.summary.as_str(), reply.sensitive), ("Vorsicht, Aktenzeichen", true));
        scene.receive(&mia, "update_reply").await;
        let reply = scene.object("/users/mia/statuses/102").await;
        assert!(reply.content.contains("seit Mai") && reply.edited_at.is_some());
        assert_eq!((reply.summary.as_str(), reply.sensitive), ("", false));
        scene.receive(&mia, "delete").await;
        let reply = scene.object("/users/mia/statuses/102").await;
        assert!(reply.deleted_at.is_some() && reply.content.is_empty());
        assert_eq!(scene.test.object(scene.article).await.reply_count, 0);
    }

    async fn mastodon_reacts_follows_reports_and_leaves(database: TestDatabase) {
        let scene = Scene::new(database, "mastodon").await;
        let mia = scene.actor("actor");
        scene.receive(&mia, "like").await;
        assert_eq!(scene.count(scene.article, ReactionKind::Like).await, 1);
        scene.receive(&mia, "boost").await;
        assert_eq!(scene.count(scene.article, ReactionKind::Boost).await, 1);
        scene.receive(&mia, "undo_like").await;
        assert_eq!(scene.count(scene.article, ReactionKind::Like).await, 0);
        scene.receive(&mia, "follow").await;
        assert_eq!(scene.of(scene.group).await.follower_count, 2);
        assert!(scene.stub.asked().iter().any(|path| path.ends_with("/inbox")), "the Accept goes out: {:?}", scene.stub.asked());
        scene.receive(&mia, "undo_follow").await;
        assert_eq!(scene.of(scene.group).await.follower_count, 1);
        let server = scene.actor("server");
        scene.receive(&server, "flag").await;
        let rows = flags::table.select((flags::object_id, flags::group_id, flags::reason));
        let reports: Vec<(Option<i64>, Option<i64>, String)> = scene.test.app.read(move |conn, _| Ok(rows.load(conn)?)).await.unwrap();
        assert_eq!(reports, [(Some(scene.article), Some(scene.group), "Bitte prüfen: Werbung".to_owned())]);
        scene.receive(&mia, "create_mention").await;
        scene.receive(&mia, "delete_actor").await;
        let post = scene.object("/users/mia/statuses/101").await;
        assert!(post.deleted_at.is_some() && post.json == "{}");
        assert!(scene.of(post.actor_id).await.deleted_at.is_some());
    }

    async fn lemmy_announces_pages_comments_votes_and_moderation(database: TestDatabase) {
        let mut scene = Scene::new(database, "lemmy").await;
        let lena = scene.actor("person");
        let (wandern, group) = scene.join("group", Some("accept")).await;
        assert_eq!(scene.of(group).await.name, "Wandern im Revier");
        scene.receive(&wandern, "announce_create_page").await;
        let page = scene.object("/post/7").await;
        assert_eq!((page.name.as_str(), page.group_id, page.tool.as_deref()), ("Neuer Steg am See", Some(group), Some("news")));
        assert_eq!((page.source.as_str(), page.content.trim()), ("Er ist **offen**.", "<p>Er ist <strong>offen</strong>.</p>"));
        assert_eq!(scene.of(page.actor_id).await.ap_id, lena.ap_id);
        let details = object::json::details(&page);
        assert_eq!(details.attachments.len(), 2, "{details:?}");
        scene.stub.put(&scene.read("announce_create_page")["object"]["object"]);
        scene.receive(&wandern, "announce_page").await;
        scene.receive(&wandern, "announce_create_note").await;
        let note = scene.object("/comment/21").await;
        assert_eq!((note.root_id, note.in_reply_to_id, note.group_id), (page.id, Some(page.id), Some(group)));
        assert_eq!(scene.test.object(page.id).await.reply_count, 1);
        scene.receive(&wandern, "announce_like").await;
        assert_eq!(scene.count(page.id, ReactionKind::Like).await, 1);

        let mut moni = scene.read("person");
        moni["id"] = scene.stub.at("/u/moni").into();
        moni["preferredUsername"] = "moni".into();
        moni["inbox"] = scene.stub.at("/u/moni/inbox").into();
        moni["outbox"] = scene.stub.at("/u/moni/outbox").into();
        moni["publicKey"] = Value::Null;
        scene.stub.put(&moni);
        scene.receive(&wandern, "announce_lock").await;
        assert!(scene.test.object(page.id).await.locked_at.is_some());
        scene.receive(&wandern, "announce_add_pin").await;
        assert!(scene.test.object(page.id).await.pinned_at.is_some());
        scene.receive(&wandern, "announce_remove_note").await;
        assert_eq!(scene.object("/comment/21").await.removed_reason.as_deref(), Some("gehört nicht hierher"));
        scene.receive(&wandern, "announce_undo_remove_note").await;
        let note = scene.object("/comment/21").await;
        assert!(note.deleted_at.is_none() && note.content.contains("Auch mit Rad?"));
        scene.receive(&wandern, "announce_block").await;
        let (lena_id, now) = (page.actor_id, scene.test.app.now());
        let ban = scene.test.app.read(move |conn, _| member::ban(conn, group, lena_id, now)).await.unwrap().unwrap();
        assert_eq!(ban.reason, "Werbung");
        assert!(ban.expires_at.is_some_and(|end| end > now));
    }

    async fn lemmy_people_write_in_our_communities(database: TestDatabase) {
        let scene = Scene::new(database, "lemmy").await;
        let lena = scene.actor("person");
        scene.receive(&lena, "follow_here").await;
        assert_eq!(scene.of(scene.group).await.follower_count, 2);
        scene.receive(&lena, "create_page_here").await;
        let page = scene.object("/post/9").await;
        assert_eq!((page.name.as_str(), page.group_id, page.seq), ("Gruß aus dem Forum", Some(scene.group), Some(2)));
        let announced = scene.test.entries().await.into_iter().rev().find(|entry| entry.verb == "Announce" && entry.seq.is_some()).unwrap();
        let inner: Value = serde_json::from_str(&announced.body).unwrap();
        assert_eq!(inner["object"], scene.read("create_page_here"), "passed on as it came");
    }

    async fn piefed_announces_pages_with_flairs(database: TestDatabase) {
        let mut scene = Scene::new(database, "piefed").await;
        let paul = scene.actor("person");
        let (garten, group) = scene.join("group", None).await;
        scene.receive(&garten, "announce_create_page").await;
        let page = scene.object("/post/1").await;
        assert_eq!((page.name.as_str(), page.group_id), ("Wer kennt dieses Kraut?", Some(group)));
        assert_eq!(scene.of(page.actor_id).await.ap_id, paul.ap_id);
        // Many votes in one announcement (FEP-1a11) are an object we do not know: nothing breaks, nothing counts.
        let answer = scene.test.deliver(&garten, &scene.read("announce_batch")).await;
        assert!(!answer.status.is_server_error(), "{answer:?}");
        instance::run_due(&scene.test.app).await.unwrap();
        assert!(scene.test.object(page.id).await.deleted_at.is_none());
    }

    async fn nodebb_shows_first_posts_and_announces_answers(database: TestDatabase) {
        let mut scene = Scene::new(database, "nodebb").await;
        let nora = scene.actor("person");
        let (category, group) = scene.join("category", None).await;
        scene.stub.put(&scene.read("article"));
        scene.receive(&category, "announce_object").await;
        let article = scene.object("/post/40").await;
        assert_eq!((article.name.as_str(), article.group_id), ("Wo steht das Formular?", Some(group)));
        assert_eq!((article.summary.as_str(), article.source.as_str()), ("Kurz gefasst", "Ich finde es *nicht*."));
        scene.receive(&category, "announce_create").await;
        let answer = scene.object("/post/41").await;
        assert_eq!((answer.root_id, answer.group_id), (article.id, Some(group)));
        assert_eq!(scene.of(answer.actor_id).await.ap_id, nora.ap_id);
        assert_eq!(scene.of(group).await.name, "Fragen und Antworten");
    }

    async fn mobilizon_events_are_kept_as_things_of_an_unknown_kind(database: TestDatabase) {
        let scene = Scene::new(database, "mobilizon").await;
        let olga = scene.actor("person");
        scene.stub.put(&scene.read("group"));
        scene.receive(&olga, "create_event").await;
        let event = scene.object("/events/90").await;
        assert_eq!((event.kind.as_str(), event.tool.as_deref(), event.group_id), ("Event", None, Some(scene.group)));
        assert_eq!((event.name.as_str(), event.content.trim()), ("Stadtteilfest 2027", "<p>Mit Musik</p>"));
        assert!(event.json.contains("maximumAttendeeCapacity"), "what we do not know is kept");
        assert_eq!(object::json::details(&event).hashtags, ["fest"]);
        let group = crate::activity::fetch::actor(&scene.test.app, &scene.stub.at("/@stadtteil"), crate::activity::fetch::STALE_AFTER).await.unwrap();
        assert_eq!((group.name.as_str(), group.is_group()), ("Stadtteilfest", true));
    }

    async fn friendica_posts_into_a_community_and_dislikes(database: TestDatabase) {
        let scene = Scene::new(database, "friendica").await;
        let finn = scene.actor("person");
        scene.receive(&finn, "create_note").await;
        let page = scene.object("/objects/61").await;
        assert_eq!((page.name.as_str(), page.group_id, page.source.as_str()), ("Fahrplan geändert", Some(scene.group), ""));
        assert!(page.content.contains("<strong>Montag</strong>") && !page.content.contains("script"), "{}", page.content);
        scene.receive(&finn, "dislike").await;
        assert_eq!(scene.count(scene.article, ReactionKind::Dislike).await, 1);
    }

    async fn sig_54_gotosocial_keys_have_documents_of_their_own(database: TestDatabase) {
        let scene = Scene::new(database, "gotosocial").await;
        let greta = scene.actor("person");
        scene.receive(&greta, "create_note").await;
        let note = scene.object("/users/greta/statuses/01HX").await;
        assert_eq!((note.group_id, note.reach), (Some(scene.group), Reach::Public));
        assert!(note.content.contains("Eine Frage an alle"));
        assert_eq!(scene.of(note.actor_id).await.username, "greta");
        // A signed fetch, as GoToSocial makes for everything.
        let answer = scene.test.get(&format!("/ap/objects/{}", scene.article), Some(&greta)).await;
        assert_eq!(answer.status.as_u16(), 200, "{answer:?}");
    }
}
