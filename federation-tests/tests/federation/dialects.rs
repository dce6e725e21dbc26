//! Each server hears of a community in its own dialect.

use dienstweg::activity::outbox::{self, Edit};
use dienstweg::activity::send;
use dienstweg::object::reaction::ReactionKind;
use dienstweg::peer::{self, Dialect};
use federation_tests::{Community, Instance, Network, Peer, PeerActor, Request, Software, on_both_databases};
use serde_json::{Value, json};
use std::time::Duration;

/// Somebody of another server joins the community.
async fn member_of(network: &Network, community: &Community, software: Software) -> (Peer, PeerActor) {
    let peer = Peer::new("peer", software).await;
    let paula = peer.person("paula");
    let follow = peer.activity(&paula, 1, "Follow", json!(community.id), json!({"to": [community.id]}));
    assert_eq!(peer.send(&paula, &network[0], &follow).await, 202);
    network.settle().await;
    let accepts = peer.deliveries();
    assert_eq!(accepts.len(), 1, "{accepts:#?}");
    let accept = accepts[0].json();
    assert_eq!((&accept["type"], &accept["actor"]), (&json!("Accept"), &json!(community.id)));
    assert_eq!((&accept["object"]["id"], &accept["object"]["type"]), (&follow["id"], &json!("Follow")));
    peer.forget_requests();
    (peer, paula)
}

/// Everything that can happen in a thread: Bert on beta begins it.
async fn a_busy_thread(network: &Network, community: &Community) -> String {
    let (alpha, beta) = (&network[0], &network[1]);
    let (anna, bert) = (community.people[0], community.people[1]);
    let article = beta.article(bert, Some(community.groups[1]), "Vorlage").await;
    let root = beta.app.urls.object(article);
    network.settle().await;
    let comment = alpha.comment(anna, alpha.number(&root).await, "Danke").await.unwrap();
    outbox::react(&alpha.app, anna, alpha.number(&root).await, ReactionKind::Like, "").await.unwrap();
    network.settle().await;
    network.advance(Duration::from_secs(60));
    let edit = Edit { name: "Vorlage 2".to_owned(), summary: String::new(), source: "Neu".to_owned(), base: None };
    outbox::revise(&beta.app, bert, article, edit).await.unwrap();
    outbox::unreact(&alpha.app, anna, alpha.number(&root).await, ReactionKind::Like, "").await.unwrap();
    outbox::pin(&alpha.app, anna, alpha.number(&root).await, true).await.unwrap();
    outbox::delete(&alpha.app, anna, comment).await.unwrap();
    network.settle().await;
    outbox::delete(&beta.app, bert, article).await.unwrap();
    network.settle().await;
    root
}

fn kinds(requests: &[Request]) -> Vec<String> {
    let kind = |value: &Value| value["type"].as_str().unwrap_or("id").to_owned();
    requests.iter().map(Request::json).map(|activity| format!("{}({})", kind(&activity), kind(&activity["object"]))).collect()
}

async fn set_dialect(instance: &Instance, peer: &Peer, dialect: Option<Dialect>) {
    let host = peer.host().to_owned();
    instance
        .app
        .write(move |conn, _| {
            let row = peer::by_host(conn, &host)?.expect("the peer");
            peer::set_dialect_override(conn, row.id, dialect)
        })
        .await
        .unwrap();
}

on_both_databases! {
    async fn servers_like_this_one_are_signed_for_with_ed25519(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (alpha, beta) = (&network[0], &network[1]);
        beta.forget_requests();
        alpha.article(community.people[0], Some(community.groups[0]), "Vorlage").await;
        network.settle().await;
        let signed = |requests: Vec<Request>| -> Vec<bool> {
            let input = |request: &Request| request.headers.get("signature-input").map(|input| input.to_str().unwrap().to_owned());
            requests.iter().map(|request| input(request).is_some_and(|input| input.contains("ed25519"))).collect()
        };
        assert_eq!(signed(beta.deliveries()), [true]);
        // One that does not take that, hears of it in the oldest form.
        beta.forget_requests();
        beta.answer_deliveries(Some(401));
        alpha.article(community.people[0], Some(community.groups[0]), "Noch eine").await;
        network.settle().await;
        assert_eq!(signed(beta.deliveries())[..2], [true, false]);
        beta.answer_deliveries(None);
        network.advance(Duration::from_secs(3_600));
        network.settle().await;
        assert_eq!(alpha.waiting_deliveries().await, 0);
    }

    async fn a_forum_gets_everything_as_it_came(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (peer, _) = member_of(&network, &community, Software::Lemmy).await;
        network[0].forget_requests();
        a_busy_thread(&network, &community).await;
        assert_eq!(kinds(&peer.deliveries()), [
            "Announce(Create)", "Announce(Create)", "Announce(Like)", "Announce(Undo)", "Announce(Add)", "Announce(Delete)",
            "Announce(Update)", "Announce(Delete)",
        ]);
        let texts: Vec<String> = peer.deliveries().iter().map(|request| String::from_utf8_lossy(&request.body).into_owned()).collect();
        let from_beta: Vec<Request> =
            network[0].deliveries().into_iter().filter(|request| request.is_from(network[1].origin())).collect();
        assert_eq!(from_beta.len(), 3);
        for request in from_beta {
            let inner = String::from_utf8_lossy(&request.body).into_owned();
            assert!(texts.iter().any(|text| text.contains(&inner)), "passed on byte for byte: {inner}");
        }
        for request in peer.deliveries() {
            let announce = request.json();
            assert_eq!((&announce["actor"], &announce["audience"]), (&json!(community.id), &json!(community.id)));
            assert!(announce["dw:seq"].is_i64());
        }
    }

    async fn a_microblog_gets_beginnings_by_id_and_no_flood(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (peer, _) = member_of(&network, &community, Software::Mastodon).await;
        let root = a_busy_thread(&network, &community).await;
        let deliveries = peer.deliveries();
        assert_eq!(kinds(&deliveries), ["Announce(id)"]);
        assert_eq!(deliveries[0].json()["object"], json!(root));
    }

    async fn who_fetched_something_hears_of_its_changes_from_the_author(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (peer, paula) = member_of(&network, &community, Software::Mastodon).await;
        let beta = &network[1];
        let bert = community.people[1];
        let article = beta.article(bert, Some(community.groups[1]), "Vorlage").await;
        let root = beta.app.urls.object(article);
        network.settle().await;
        let (status, document) = peer.fetch(&paula, beta, &root).await;
        assert_eq!((status, &document["type"], &document["name"]), (200, &json!("Article"), &json!("Vorlage")));
        network.settle().await;
        peer.forget_requests();
        network.advance(Duration::from_secs(60));
        let edit = Edit { name: "Neu".to_owned(), summary: String::new(), source: "Neu".to_owned(), base: None };
        outbox::revise(&beta.app, bert, article, edit).await.unwrap();
        beta.comment(bert, article, "Nachtrag").await.unwrap();
        network.settle().await;
        outbox::delete(&beta.app, bert, article).await.unwrap();
        network.settle().await;
        let deliveries = peer.deliveries();
        assert_eq!(kinds(&deliveries), ["Update(Article)", "Delete(id)"]);
        for request in deliveries {
            assert_eq!(request.json()["actor"], json!(beta.app.urls.actor(bert)), "from the author, not through the community");
        }
        let (status, document) = peer.fetch(&paula, beta, &root).await;
        assert_eq!((status, &document["type"]), (410, &json!("Tombstone")));
    }

    async fn an_unknown_server_gets_both_forms_of_a_beginning(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (peer, _) = member_of(&network, &community, Software::Unheard).await;
        let beta = &network[1];
        let article = beta.article(community.people[1], Some(community.groups[1]), "Vorlage").await;
        network.settle().await;
        let mut forms = kinds(&peer.deliveries());
        forms.sort();
        assert_eq!(forms, ["Announce(Create)", "Announce(id)"]);

        peer.forget_requests();
        set_dialect(&network[0], &peer, Some(Dialect::Forum)).await;
        beta.comment(community.people[1], article, "Kommentar").await.unwrap();
        network.settle().await;
        assert_eq!(kinds(&peer.deliveries()), ["Announce(Create)"], "an admin's word counts");
        peer.forget_requests();
        set_dialect(&network[0], &peer, Some(Dialect::Microblog)).await;
        beta.article(community.people[1], Some(community.groups[1]), "Noch eine").await;
        network.settle().await;
        assert_eq!(kinds(&peer.deliveries()), ["Announce(id)"]);
    }

    async fn what_happens_before_a_new_server_said_who_it_is_waits_for_that(backend: Backend) {
        for (software, expected) in [
            (Software::Lemmy, vec!["Accept(Follow)", "Announce(Create)", "Announce(Create)", "Announce(Like)"]),
            (Software::Mastodon, vec!["Accept(Follow)", "Announce(id)"]),
            (Software::Unheard, vec!["Accept(Follow)", "Announce(Create)", "Announce(id)"]),
        ] {
            let network = Network::new(backend, 2).await;
            let community = network.community().await;
            let (alpha, anna) = (&network[0], community.people[0]);
            let peer = Peer::new("peer", software).await;
            let paula = peer.person("paula");
            let follow = peer.activity(&paula, 1, "Follow", json!(community.id), json!({"to": [community.id]}));
            assert_eq!(peer.send(&paula, alpha, &follow).await, 202);
            let article = alpha.article(anna, Some(community.groups[0]), "Vorlage").await;
            alpha.comment(anna, article, "Nachtrag").await.unwrap();
            outbox::react(&alpha.app, anna, article, ReactionKind::Like, "").await.unwrap();
            send::run_due(&alpha.app).await.unwrap();
            assert_eq!(kinds(&peer.deliveries()), ["Accept(Follow)"], "not asked yet");
            network.settle().await;
            assert_eq!(kinds(&peer.deliveries()), expected, "{software:?}");
            assert_eq!(alpha.waiting_deliveries().await, 0);
        }
    }

    async fn a_reply_that_names_no_community_lands_in_the_thread(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (forum, _) = member_of(&network, &community, Software::Lemmy).await;
        let microblog = Peer::new("toot", Software::Mastodon).await;
        let mona = microblog.person("mona");
        let alpha = &network[0];
        let article = alpha.article(community.people[0], Some(community.groups[0]), "Frage").await;
        let root = alpha.app.urls.object(article);
        network.settle().await;
        forum.forget_requests();
        let anna = alpha.app.urls.actor(community.people[0]);
        let audience = json!({"cc": [mona.followers(), anna], "inReplyTo": root});
        let note = microblog.note(&mona, 1, audience.clone());
        let create = microblog.activity(&mona, 2, "Create", note.clone(), json!({"cc": audience["cc"]}));
        assert_eq!(microblog.send(&mona, alpha, &create).await, 202);
        network.settle().await;
        let tree = network.same_tree(&root).await;
        assert!(tree.contains(&format!("  Note by {} | <p>Notiz 1</p>", mona.handle)), "{tree}");
        let announced = forum.deliveries();
        assert_eq!(kinds(&announced), ["Announce(Create)"]);
        assert!(String::from_utf8_lossy(&announced[0].body).contains(&create.to_string()));
        // Beta had no proof, so it looked at mona's server; and it did so once.
        let asked = microblog.requests().into_iter().filter(|request| request.path == "/notes/1").collect::<Vec<_>>();
        assert_eq!(asked.len(), 1, "{asked:#?}");
        assert!(asked[0].is_from(network[1].origin()));

        microblog.withdraw(note["id"].as_str().unwrap());
        let delete = microblog.activity(&mona, 3, "Delete", json!({"id": note["id"], "type": "Tombstone"}), json!({}));
        assert_eq!(microblog.send(&mona, alpha, &delete).await, 202);
        network.settle().await;
        assert!(network.same_tree(&root).await.contains("deleted"));
    }

    async fn an_answer_to_the_author_alone_reaches_the_community_through_her_server(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let community = network.community().await;
        let (alpha, beta, bert) = (&network[0], &network[1], community.people[1]);
        let (forum, _) = member_of(&network, &community, Software::Lemmy).await;
        let microblog = Peer::new("toot", Software::Mastodon).await;
        let mona = microblog.person("mona");
        let article = beta.article(bert, Some(community.groups[1]), "Frage").await;
        let root = beta.app.urls.object(article);
        network.settle().await;
        forum.forget_requests();
        let author = beta.app.urls.actor(bert);
        let audience = json!({"cc": [mona.followers(), author], "inReplyTo": root});
        let note = microblog.note(&mona, 1, audience.clone());
        let create = microblog.activity(&mona, 2, "Create", note.clone(), json!({"cc": audience["cc"]}));
        assert_eq!(microblog.send(&mona, beta, &create).await, 202);
        network.settle().await;
        let tree = network.same_tree(&root).await;
        assert!(tree.contains(&format!("  Note by {} | <p>Notiz 1</p>", mona.handle)), "{tree}");
        assert_eq!(kinds(&forum.deliveries()), ["Announce(Create)"]);

        let mut edited = note.clone();
        edited["content"] = json!("<p>Verbessert</p>");
        edited["updated"] = json!(beta.now().rfc3339());
        microblog.publish(edited.clone());
        let update = microblog.activity(&mona, 3, "Update", edited, json!({"cc": audience["cc"]}));
        assert_eq!(microblog.send(&mona, beta, &update).await, 202);
        network.settle().await;
        assert!(network.same_tree(&root).await.contains("Verbessert"));

        microblog.withdraw(note["id"].as_str().unwrap());
        let delete = microblog.activity(&mona, 4, "Delete", json!({"id": note["id"], "type": "Tombstone"}), json!({}));
        assert_eq!(microblog.send(&mona, beta, &delete).await, 202);
        network.settle().await;
        assert!(network.same_tree(&root).await.contains("deleted"));
        assert_eq!(kinds(&forum.deliveries()), ["Announce(Create)", "Announce(Update)", "Announce(Delete)"]);
        assert!(alpha.known(note["id"].as_str().unwrap()).await.is_some());
    }

    async fn what_a_server_offers_is_looked_up_and_not_believed(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let alpha = &network[0];
        let (forum, paula) = member_of(&network, &community, Software::Lemmy).await;
        let stranger = Peer::new("fremd", Software::Lemmy).await;
        let sven = stranger.person("sven");
        let microblog = Peer::new("toot", Software::Mastodon).await;
        let mona = microblog.person("mona");
        let article = alpha.article(community.people[0], Some(community.groups[0]), "Frage").await;
        let root = alpha.app.urls.object(article);
        network.settle().await;
        let honest = microblog.note(&mona, 1, json!({"inReplyTo": root}));
        let mut forged = honest.clone();
        forged["content"] = json!("<p>untergeschoben</p>");
        let offer = |peer: &Peer, by: &PeerActor, number: u32, object: &Value| {
            let create = microblog.activity(&mona, number, "Create", object.clone(), json!({}));
            peer.activity(by, number, "Offer", create, json!({"to": [community.id], "target": community.id}))
        };
        assert_eq!(stranger.send(&sven, alpha, &offer(&stranger, &sven, 1, &honest)).await, 403, "no member lives there");
        let mut elsewhere = honest.clone();
        elsewhere["inReplyTo"] = json!(microblog.at("/notes/7"));
        assert_eq!(forum.send(&paula, alpha, &offer(&forum, &paula, 2, &elsewhere)).await, 202);
        network.settle().await;
        assert!(microblog.requests().iter().all(|request| request.path != "/notes/1"), "not worth a look");
        assert_eq!(forum.send(&paula, alpha, &offer(&forum, &paula, 3, &forged)).await, 202);
        network.settle().await;
        let tree = network.same_tree(&root).await;
        assert!(tree.contains("Notiz 1") && !tree.contains("untergeschoben"), "{tree}");
        let delete = microblog.activity(&mona, 4, "Delete", json!(honest["id"]), json!({}));
        let offer = forum.activity(&paula, 4, "Offer", delete, json!({"target": community.id}));
        assert_eq!(forum.send(&paula, alpha, &offer).await, 202);
        network.settle().await;
        assert!(network.same_tree(&root).await.contains("Notiz 1"), "it is still there at home");

        // What is gone at home was not removed by a host because somebody says so.
        microblog.withdraw(honest["id"].as_str().unwrap());
        let offer = |number: u32, delete: Value| forum.activity(&paula, number, "Offer", delete, json!({"target": community.id}));
        let mut by_host = microblog.activity(&mona, 5, "Delete", json!(honest["id"]), json!({"summary": "Hassrede"}));
        by_host["actor"] = json!(alpha.app.urls.actor(community.people[0]));
        by_host["id"] = json!(alpha.app.urls.activity(1));
        assert_eq!(forum.send(&paula, alpha, &offer(5, by_host)).await, 403);
        // An id that is offered is nobody's: the real activity with it still counts.
        let mut squatted = microblog.activity(&mona, 6, "Delete", json!(microblog.at("/notes/99")), json!({}));
        squatted["object"] = json!({"id": microblog.at("/notes/99"), "inReplyTo": root});
        assert_eq!(forum.send(&paula, alpha, &offer(6, squatted)).await, 202);
        network.settle().await;
        let real = microblog.activity(&mona, 6, "Delete", json!(honest["id"]), json!({}));
        assert_eq!(microblog.send(&mona, alpha, &real).await, 202);
        network.settle().await;
        let tree = network.same_tree(&root).await;
        assert!(tree.contains("deleted") && !tree.contains("Hassrede"), "{tree}");
        // Nor is it gone for ever before it was there.
        let late = microblog.note(&mona, 99, json!({"inReplyTo": root, "cc": [alpha.app.urls.actor(community.people[0])]}));
        let create = microblog.activity(&mona, 7, "Create", late, json!({}));
        assert_eq!(microblog.send(&mona, alpha, &create).await, 202);
        network.settle().await;
        assert!(network.same_tree(&root).await.contains("Notiz 99"));
    }
}
