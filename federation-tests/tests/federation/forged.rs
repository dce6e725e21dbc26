//! What somebody made up is not believed.

use dienstweg::activity::log::{self, ActivityState};
use dienstweg::activity::outbox;
use dienstweg::actor::member;
use dienstweg::object::reaction::{self, ReactionKind};
use federation_tests::{Instance, Network, Peer, PeerActor, Software, on_both_databases};
use serde_json::{Value, json};

/// A community of a server that lies, and one of alpha's people in it.
struct Liar {
    peer: Peer,
    group: PeerActor,
    next: std::cell::Cell<u32>,
}

impl Liar {
    async fn new(network: &Network, members: &[(usize, i64)]) -> Self {
        let peer = Peer::new("liar", Software::Lemmy).await;
        let liar = Self { group: peer.group("forum"), peer, next: std::cell::Cell::new(100) };
        for (instance, person) in members {
            let instance = &network[*instance];
            instance.join(*person, &liar.group.handle).await;
            network.settle().await;
            let follow = liar.peer.deliveries().last().expect("a follow").json();
            assert_eq!(follow["type"], "Follow");
            assert_eq!(liar.send(instance, "Accept", follow).await, 202);
            network.settle().await;
        }
        liar
    }

    fn number(&self) -> u32 {
        self.next.set(self.next.get() + 1);
        self.next.get()
    }

    async fn send(&self, to: &Instance, verb: &str, object: Value) -> u16 {
        let activity = self.peer.activity(&self.group, self.number(), verb, object, json!({}));
        self.peer.send(&self.group, to, &activity).await
    }
}

async fn likes(instance: &Instance, object: i64) -> Vec<(i64, bool)> {
    let tallies = instance.app.read(move |conn, _| reaction::tallies(conn, &[object], None)).await.unwrap();
    tallies.into_iter().map(|tally| (tally.count, tally.own)).collect()
}

on_both_databases! {
    async fn announced_content_comes_from_its_origin(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let (alpha, beta) = (&network[0], &network[1]);
        let (anna, bert) = (alpha.person("anna").await, beta.person("bert").await);
        let liar = Liar::new(&network, &[(0, anna)]).await;
        let article = beta.article(bert, None, "Ehrlich").await;
        let id = beta.app.urls.object(article);
        let entries = beta.app.read(|conn, _| log::in_state(conn, ActivityState::Applied, 10)).await.unwrap();
        let sent = entries.into_iter().find(|entry| entry.verb == "Create").expect("bert's Create").body;
        let mut create: Value = serde_json::from_str(&sent).unwrap();
        create["object"]["content"] = json!("<p>Gelogen</p>");
        create["object"]["name"] = json!("Gelogen");
        assert_eq!(liar.send(alpha, "Announce", create).await, 202);
        network.settle().await;
        if let Some(known) = alpha.known(&id).await {
            assert_eq!((known.name.as_str(), known.content.contains("Gelogen")), ("Ehrlich", false));
            assert_eq!(known.group_id, None, "it never was in that community");
        }

        // An edit that never was, in bert's name.
        let mut update: Value = serde_json::from_str(&sent).unwrap();
        update["type"] = json!("Update");
        update["id"] = json!(format!("{}/ap/activities/4711", beta.origin()));
        update["object"]["name"] = json!("Gelogen");
        update["object"]["updated"] = json!(alpha.now().rfc3339());
        liar.send(alpha, "Announce", update).await;
        network.settle().await;
        assert!(alpha.known(&id).await.is_none_or(|known| known.name == "Ehrlich"));

        // A deletion that never was.
        let delete = json!({"id": format!("{}/ap/activities/4712", beta.origin()), "type": "Delete", "actor": beta.app.urls.actor(bert),
            "object": id, "to": [dienstweg::json::PUBLIC]});
        liar.send(alpha, "Announce", delete).await;
        network.settle().await;
        assert!(alpha.known(&id).await.is_none_or(|known| known.deleted_at.is_none()));
        alpha.follow(anna, &format!("bert@{}", beta.host())).await;
        network.settle().await;
        dienstweg::activity::fetch::resolve(&alpha.app, dienstweg::object::Viewer::Anonymous, &id).await.expect("it can still be fetched");
        assert!(alpha.known(&id).await.expect("bert's article").deleted_at.is_none());
    }

    async fn votes_nobody_can_prove_have_no_name_and_are_not_taken_back(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let (alpha, beta) = (&network[0], &network[1]);
        let (anna, bert) = (alpha.person("anna").await, beta.person("bert").await);
        let liar = Liar::new(&network, &[(0, anna), (1, bert)]).await;
        let lisa = liar.peer.person("lisa");
        let note = liar.peer.note(&lisa, 1, json!({"name": "Umfrage", "audience": liar.group.id, "cc": [liar.group.id]}));
        let create = liar.peer.activity(&lisa, 1, "Create", note.clone(), json!({"cc": [liar.group.id]}));
        for instance in network.all() {
            assert_eq!(liar.send(instance, "Announce", create.clone()).await, 202);
        }
        network.settle().await;
        let id = note["id"].as_str().unwrap();
        let here = alpha.number(id).await;

        // Bert's own like, with his proof.
        liar.peer.forget_requests();
        outbox::react(&beta.app, bert, beta.number(id).await, ReactionKind::Like, "").await.unwrap();
        network.settle().await;
        let like = liar.peer.deliveries().last().expect("bert's like").json();
        assert_eq!(like["type"], "Like");
        assert_eq!(liar.send(alpha, "Announce", like.clone()).await, 202);
        network.settle().await;
        assert_eq!(likes(alpha, here).await, [(1, false)]);
        let bert_id = beta.app.urls.actor(bert);
        let named = { let bert_id = bert_id.clone(); alpha.app.read(move |conn, _| reaction::find(conn, here, &bert_id, ReactionKind::Like, "")).await.unwrap() };
        assert!(named.is_some());

        // Taken back by somebody else.
        let undo = json!({"id": format!("{}/ap/activities/4713", beta.origin()), "type": "Undo", "actor": bert_id, "object": like});
        liar.send(alpha, "Announce", undo).await;
        network.settle().await;
        assert_eq!(likes(alpha, here).await, [(1, false)], "bert's like stays");

        // Made up: counts, but names nobody.
        let carl = format!("{}/ap/actors/4714", beta.origin());
        let forged = json!({"id": format!("{}/ap/activities/4715", beta.origin()), "type": "Like", "actor": carl, "object": id});
        liar.send(alpha, "Announce", forged).await;
        network.settle().await;
        let named = alpha.app.read(move |conn, _| reaction::find(conn, here, &carl, ReactionKind::Like, "")).await.unwrap();
        assert!(named.is_none());
    }

    async fn only_communities_pass_things_on(backend: Backend) {
        let network = Network::new(backend, 1).await;
        let alpha = &network[0];
        let anna = alpha.person("anna").await;
        let group = alpha.group(anna, "digitales").await;
        let article = alpha.article(anna, Some(group), "Meins").await;
        let root = alpha.app.urls.object(article);
        let peer = Peer::new("peer", Software::Lemmy).await;
        let (mallory, paula) = (peer.person("mallory"), peer.person("paula"));
        let lock = peer.activity(&paula, 1, "Lock", json!(root), json!({"audience": alpha.app.urls.actor(group)}));
        let announce = peer.activity(&mallory, 2, "Announce", lock, json!({}));
        peer.send(&mallory, alpha, &announce).await;
        let note = peer.note(&paula, 3, json!({"inReplyTo": root}));
        let create = peer.activity(&paula, 4, "Create", note.clone(), json!({}));
        let announce = peer.activity(&mallory, 5, "Announce", create, json!({}));
        peer.send(&mallory, alpha, &announce).await;
        // A stranger's community passes on a decision about ours.
        let forum = peer.group("forum");
        let remove = peer.activity(&forum, 6, "Delete", json!(root), json!({"summary": "weg"}));
        let announce = peer.activity(&forum, 7, "Announce", remove.clone(), json!({}));
        peer.send(&forum, alpha, &announce).await;
        assert_eq!(peer.send(&forum, alpha, &remove).await, 403);
        network.settle().await;
        let tree = alpha.tree(&root).await;
        assert_eq!(tree.lines().count(), 1, "{tree}");
        assert!(!tree.contains("locked") && !tree.contains("removed"), "{tree}");
        assert!(alpha.known(note["id"].as_str().unwrap()).await.is_none());
    }

    async fn nobody_speaks_for_somebody_else(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (alpha, beta) = (&network[0], &network[1]);
        let root = alpha.article(community.people[0], Some(community.groups[0]), "Meins").await;
        let root = alpha.app.urls.object(root);
        network.settle().await;
        let peer = Peer::new("peer", Software::Lemmy).await;
        let mallory = peer.person("mallory");
        let bert = beta.app.urls.actor(community.people[1]);
        let anna = alpha.app.urls.actor(community.people[0]);
        let act = |number, verb: &str, object: Value| peer.activity(&mallory, number, verb, object, json!({}));

        let follow = json!({"id": format!("{}/ap/activities/1", beta.origin()), "type": "Follow", "actor": bert, "object": community.id});
        assert_eq!(peer.send(&mallory, alpha, &act(1, "Undo", follow)).await, 403, "bert's membership is bert's");
        let asked = json!({"id": alpha.app.urls.activity(1), "type": "Follow", "actor": anna, "object": mallory.id});
        assert_eq!(peer.send(&mallory, alpha, &act(2, "Accept", asked)).await, 403, "nobody asked mallory");
        assert_eq!(peer.send(&mallory, alpha, &act(3, "Delete", json!(root))).await, 403);
        let ours = json!({"id": alpha.app.urls.object(1), "type": "Note", "attributedTo": mallory.id, "content": "x"});
        assert_eq!(peer.send(&mallory, alpha, &act(4, "Create", ours)).await, 403, "an id on our domain from outside");
        let theirs = json!({"id": root, "type": "Article", "attributedTo": anna, "name": "Gelogen", "content": "x"});
        assert_eq!(peer.send(&mallory, alpha, &act(5, "Update", theirs)).await, 403);
        let profile = json!({"id": anna, "type": "Person", "inbox": format!("{anna}/inbox"), "name": "Gelogen"});
        assert_eq!(peer.send(&mallory, alpha, &act(6, "Update", profile)).await, 403);
        let add = peer.activity(&mallory, 7, "Add", json!(mallory.id), json!({"target": format!("{}/moderators", community.id)}));
        assert_eq!(peer.send(&mallory, alpha, &add).await, 403);
        let as_bert = json!({"id": format!("{}/ap/activities/2", beta.origin()), "type": "Undo", "actor": bert, "object": community.id});
        assert_eq!(peer.send(&mallory, alpha, &as_bert).await, 401, "mallory's key under bert's name");
        let as_anna = json!({"id": alpha.app.urls.activity(3), "type": "Like", "actor": anna, "object": root});
        assert!(matches!(peer.send(&mallory, alpha, &as_anna).await, 401 | 403));
        let foreign_id = json!({"id": format!("{}/ap/activities/4", beta.origin()), "type": "Like", "actor": mallory.id, "object": root});
        assert_eq!(peer.send(&mallory, alpha, &foreign_id).await, 403);

        network.settle().await;
        assert_eq!(network.same_tree(&root).await.lines().count(), 1);
        assert!(network.same_tree(&root).await.contains("Meins"));
        let group = community.groups[0];
        let members = alpha.app.read(move |conn, _| member::list(conn, group, 10)).await.unwrap();
        assert_eq!(members.len(), 2);
    }

    async fn an_activity_counts_once_whatever_it_says_the_second_time(backend: Backend) {
        let network = Network::new(backend, 1).await;
        let alpha = &network[0];
        let anna = alpha.person("anna").await;
        let peer = Peer::new("peer", Software::Mastodon).await;
        let paula = peer.person("paula");
        let to_anna = json!({"cc": [alpha.app.urls.actor(anna)]});
        let one = peer.activity(&paula, 1, "Create", peer.note(&paula, 1, to_anna.clone()), to_anna.clone());
        let other = peer.activity(&paula, 1, "Create", peer.note(&paula, 2, to_anna.clone()), to_anna.clone());
        assert_eq!(peer.send(&paula, alpha, &one).await, 202);
        assert_eq!(peer.send(&paula, alpha, &other).await, 202);
        assert!(alpha.known(&peer.at("/notes/1")).await.is_some());
        assert!(alpha.known(&peer.at("/notes/2")).await.is_none());
        // An object somebody else of the same server wrote stays hers.
        let quintus = peer.person("quintus");
        let stolen = peer.note(&quintus, 1, to_anna.clone());
        assert_eq!(peer.send(&quintus, alpha, &peer.activity(&quintus, 3, "Create", stolen, to_anna)).await, 403);
    }

    async fn what_we_never_sent_does_not_come_back_as_ours(backend: Backend) {
        let network = Network::new(backend, 1).await;
        let alpha = &network[0];
        let anna = alpha.person("anna").await;
        let liar = Liar::new(&network, &[(0, anna)]).await;
        let anna_id = alpha.app.urls.actor(anna);
        let note = json!({"id": alpha.app.urls.object(77), "type": "Note", "attributedTo": anna_id, "content": "Gelogen",
            "to": [dienstweg::json::PUBLIC], "cc": [liar.group.id]});
        let create = json!({"id": alpha.app.urls.activity(78), "type": "Create", "actor": anna_id, "object": note});
        liar.send(alpha, "Announce", create).await;
        network.settle().await;
        assert!(alpha.known(&alpha.app.urls.object(77)).await.is_none());
    }
}
