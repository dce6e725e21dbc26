//! A server on Fedify, an independent implementation of ActivityPub, and one of ours: each case is looked at from both sides.

use dienstweg::activity::outbox::{self, Edit};
use dienstweg::actor::{follow, member};
use dienstweg::object::reaction;
use federation_tests::{Backend, Fedify, Instance, Network};
use serde_json::{Value, json};

struct Case {
    network: Network,
    fedify: Fedify,
    form: &'static str,
    anna: i64,
    group: i64,
}

impl Case {
    async fn new(backend: Backend, form: &'static str) -> Option<Self> {
        if !backend.is_there() {
            println!("skipped: set TEST_POSTGRES_URL");
            return None;
        }
        let Some(fedify) = Fedify::start(form).await else {
            println!("skipped: Node 20 and `npm ci` in federation-tests/fedify are needed");
            return None;
        };
        let network = Network::on_localhost(backend).await;
        let anna = network[0].person("anna").await;
        let group = network[0].group(anna, "digitales").await;
        Some(Self { network, fedify, form, anna, group })
    }

    fn ours(&self) -> &Instance {
        &self.network[0]
    }

    fn group_id(&self) -> String {
        self.ours().app.urls.actor(self.group)
    }

    /// Lets Fedify send something, checks that we took it at the first knock, and runs what follows from it.
    async fn send(&self, command: &str, body: Value) -> Value {
        self.network.catch_up();
        let answer = self.fedify.command(command, body).await;
        for exchange in answer["exchanges"].as_array().unwrap().iter().filter(|exchange| exchange["method"] == "POST") {
            assert_eq!((&exchange["signatureForm"], &exchange["status"]), (&json!(self.form), &json!(202)), "{exchange:#}");
        }
        self.settle().await;
        answer
    }

    async fn settle(&self) {
        self.network.catch_up();
        self.network.settle().await;
    }

    /// The newest activity of this type that Fedify took from us: signed and proven.
    async fn received(&self, kind: &str, at_least: usize) -> Value {
        let received = self.fedify.received(kind, at_least).await;
        assert_eq!(received["httpSignature"]["verified"], json!(true), "{received:#}");
        assert_eq!(received["proof"]["verified"], json!(true), "{received:#}");
        received
    }
}

/// Follows, reads, writes, answers, likes, edits, deletes, leaves.
async fn a_community(backend: Backend, form: &'static str) {
    let Some(case) = Case::new(backend, form).await else { return };
    let (ours, group) = (case.ours(), case.group);

    // Alice joins.
    case.send("follow", json!({"actor": case.group_id()})).await;
    let accept = case.received("Accept", 1).await;
    assert_eq!(accept["actor"], json!(case.group_id()));
    assert_eq!(case.fedify.ask("following").await[0]["accepted"], json!(true));
    let members = ours.app.read(move |conn, _| member::list(conn, group, 10)).await.unwrap();
    assert!(members.iter().any(|(member, _)| member.handle() == format!("alice@{}", case.fedify.host())));

    // An article reaches her in both forms, since nobody knows what Fedify's server is.
    let article = ours.article(case.anna, Some(group), "Digitaler Bauantrag").await;
    let root = ours.app.urls.object(article);
    case.settle().await;
    case.received("Announce", 2).await;
    let all = case.fedify.ask("received?type=Announce").await;
    let whole = all.as_array().unwrap().iter().find(|announce| announce["object"].is_object()).expect("the whole activity");
    assert_eq!(whole["objectProof"]["verified"], json!(true), "anna's own proof holds inside the announcement: {whole:#}");
    let understood = &whole["understood"]["object"];
    assert_eq!((&understood["type"], &understood["object"]["name"]), (&json!("Create"), &json!("Digitaler Bauantrag")));
    assert_eq!(understood["object"]["audience"], json!([case.group_id()]));
    assert!(all.as_array().unwrap().iter().any(|announce| announce["object"] == json!(root)), "and by its id");

    // She answers, likes, takes the like back.
    let reply = case.send("reply", json!({"in_reply_to": root, "content": "Sehr hilfreich"})).await;
    let reply = reply["note"].as_str().unwrap();
    let there = ours.known(reply).await.expect("her answer");
    assert_eq!((there.in_reply_to_id, there.group_id), (Some(article), Some(group)));
    assert!(there.content.contains("Sehr hilfreich"));
    let like = case.send("like", json!({"object": root})).await;
    let tallies = ours.app.read(move |conn, _| reaction::tallies(conn, &[article], None)).await.unwrap();
    assert_eq!(tallies.iter().map(|tally| tally.count).collect::<Vec<_>>(), [1]);
    case.send("undo", json!({"id": like["id"]})).await;
    let tallies = ours.app.read(move |conn, _| reaction::tallies(conn, &[article], None)).await.unwrap();
    assert!(tallies.is_empty(), "{tallies:?}");

    // She edits and deletes.
    case.send("update", json!({"id": reply, "content": "Außerordentlich hilfreich"})).await;
    let edited = ours.known(reply).await.unwrap();
    assert!(edited.content.contains("Außerordentlich") && edited.edited_at.is_some());
    case.send("delete", json!({"id": reply})).await;
    assert!(ours.known(reply).await.unwrap().deleted_at.is_some());

    // She begins something in the community, and hears it announced.
    let post = case.send("post", json!({"to_group": case.group_id(), "name": "Frage", "content": "Wer weiß etwas?"})).await;
    let post = post["note"].as_str().unwrap();
    let there = ours.known(post).await.expect("her post");
    assert_eq!((there.group_id, there.name.as_str(), there.in_reply_to_id), (Some(group), "Frage", None));
    let announce = case.received("Announce", 4).await;
    assert_eq!(announce["actor"], json!(case.group_id()));
    let answer = ours.comment(case.anna, there.id, "Ich nicht").await.unwrap();
    case.settle().await;
    let create = case.received("Create", 1).await;
    assert_eq!(create["object"]["id"], json!(ours.app.urls.object(answer)), "the author of what is answered is told");
    assert_eq!(create["understood"]["object"]["inReplyTo"], json!([post]));

    // The article changes and goes; Fedify fetched it, so it hears of both.
    let edit = Edit { name: "Bauantrag 2".to_owned(), summary: String::new(), source: "Neu".to_owned(), base: None };
    outbox::revise(&ours.app, case.anna, article, edit).await.unwrap();
    case.settle().await;
    assert_eq!(case.received("Update", 1).await["understood"]["object"]["name"], json!("Bauantrag 2"));
    outbox::delete(&ours.app, case.anna, article).await.unwrap();
    case.settle().await;
    case.received("Delete", 1).await;
    let gone = case.fedify.command("fetch", json!({"url": root, "signed": true})).await;
    assert_eq!((&gone["status"], &gone["body"]["type"]), (&json!(410), &json!("Tombstone")));

    // She leaves.
    case.send("undo-follow", json!({"actor": case.group_id()})).await;
    let members = ours.app.read(move |conn, _| member::list(conn, group, 10)).await.unwrap();
    assert_eq!(members.len(), 1);
    assert_eq!(case.fedify.ask("errors").await, json!([]));
    for request in case.fedify.ask("inbox-requests").await.as_array().unwrap() {
        assert_eq!((&request["status"], &request["httpSignature"]["verified"]), (&json!(202), &json!(true)), "{request:#}");
    }
}

/// Anna follows Alice, reads her, and stops.
async fn a_person(backend: Backend, form: &'static str) {
    let Some(case) = Case::new(backend, form).await else { return };
    let ours = case.ours();
    let alice = ours.follow(case.anna, &format!("alice@{}", case.fedify.host())).await;
    case.settle().await;
    assert_eq!(case.fedify.ask("followers").await, json!([{"actor": "alice", "follower": ours.app.urls.actor(case.anna)}]));
    let anna = case.anna;
    let relation = ours.app.read(move |conn, _| follow::find(conn, anna, alice)).await.unwrap().expect("the relation");
    assert_eq!(relation.state, follow::RelationState::Accepted, "an Accept that embeds its actor is understood");

    // A group is needed only because the command addresses one; Anna gets it as a follower.
    let post = case.send("post", json!({"to_group": case.group_id(), "name": "Aus dem Amt", "content": "Guten Tag"})).await;
    assert!(ours.known(post["note"].as_str().unwrap()).await.is_some());
    let article = ours.article(case.anna, None, "Für alle").await;
    case.send("follow", json!({"actor": ours.app.urls.actor(case.anna)})).await;
    case.settle().await;
    let late = ours.article(case.anna, None, "Für Leute, die folgen").await;
    case.settle().await;
    let create = case.received("Create", 1).await;
    assert_eq!(create["object"]["id"], json!(ours.app.urls.object(late)));
    let boosted = case.send("announce", json!({"object": ours.app.urls.object(article)})).await;
    assert!(boosted["id"].is_string());
    let tallies = ours.app.read(move |conn, _| reaction::tallies(conn, &[article], None)).await.unwrap();
    assert_eq!(tallies.iter().map(|tally| (tally.kind, tally.count)).collect::<Vec<_>>(), [(reaction::ReactionKind::Boost, 1)]);

    outbox::unfollow(&ours.app, case.anna, alice).await.unwrap();
    case.settle().await;
    assert_eq!(case.fedify.ask("followers").await, json!([]));
}

/// Fedify finds our actors and objects and understands every property we rely on.
async fn lookups(backend: Backend, form: &'static str) {
    let Some(case) = Case::new(backend, form).await else { return };
    let (ours, fedify) = (case.ours(), &case.fedify);
    let (group, anna) = (case.group_id(), ours.app.urls.actor(case.anna));
    for name in [group.clone(), format!("@digitales@{}", ours.host()), format!("{}/g/digitales", ours.origin())] {
        let found = fedify.command("lookup", json!({"url_or_handle": name})).await;
        assert_eq!((&found["type"], &found["id"]), (&json!("Group"), &json!(group)), "{name}");
        let understood = &found["understood"];
        for property in
            ["inbox", "outbox", "followers", "featured", "publicKey", "assertionMethod", "sharedInbox", "name", "summary", "url"]
        {
            assert!(!understood[property].is_null(), "{property} is not covered by the context: {understood:#}");
        }
        assert_eq!(understood["manuallyApprovesFollowers"], json!(false), "{understood:#}");
        assert_eq!(understood["attributedTo"], json!([format!("{group}/moderators")]));
    }
    for name in [anna.clone(), format!("@anna@{}", ours.host()), format!("{}/@anna", ours.origin())] {
        let found = fedify.command("lookup", json!({"url_or_handle": name})).await;
        assert_eq!((&found["type"], &found["id"]), (&json!("Person"), &json!(anna)), "{name}");
    }
    for actor in [&group, &anna] {
        let owner = fedify.command("key-owner", json!({"key": format!("{actor}#main-key")})).await;
        assert_eq!(owner["owner"], json!(actor));
    }
    let article = ours.article(case.anna, Some(case.group), "Gefunden").await;
    case.settle().await;
    let id = ours.app.urls.object(article);
    for name in [id.clone(), format!("{}/b/{article}", ours.origin())] {
        let found = fedify.command("lookup", json!({"url_or_handle": name})).await;
        let understood = &found["understood"];
        assert_eq!((&found["type"], &found["id"], &understood["name"]), (&json!("Article"), &json!(id), &json!("Gefunden")), "{name}");
        assert_eq!((&understood["attributedTo"], &understood["audience"]), (&json!([anna]), &json!([group])));
        assert!(understood["content"].as_str().unwrap().contains("Text zu"));
        assert!(!understood["published"].is_null() && !understood["url"].is_null() && !understood["context"].is_null());
    }
    let outbox = fedify.command("lookup", json!({"url_or_handle": format!("{group}/outbox")})).await;
    assert_eq!((&outbox["type"], &outbox["understood"]["totalItems"]), (&json!("OrderedCollection"), &json!(1)));
    let nodeinfo = fedify.command("nodeinfo", json!({"origin": ours.origin()})).await;
    assert_eq!(nodeinfo["understood"]["software"]["name"], json!("dienstweg"));
    let nobody = fedify.try_command("lookup", &json!({"url_or_handle": format!("@niemand@{}", ours.host())})).await;
    assert_eq!(nobody["ok"], json!(false));
}

macro_rules! in_both_forms {
    ($($case:ident)+) => {
        $(mod $case {
            use super::*;

            #[tokio::test]
            async fn cavage_on_sqlite() {
                Box::pin(super::$case(Backend::Sqlite, "cavage")).await;
            }

            #[tokio::test]
            async fn rfc9421_on_postgres() {
                Box::pin(super::$case(Backend::Postgres, "rfc9421")).await;
            }
        })+
    };
}

in_both_forms! { a_community a_person lookups }
