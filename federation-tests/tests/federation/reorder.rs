//! Deliveries that come twice or in another order.

use dienstweg::activity::outbox;
use dienstweg::object::reaction::ReactionKind;
use federation_tests::{Community, Network, Peer, Request, Software, on_both_databases};
use serde_json::json;
use std::time::Duration;

/// Lets alpha's people do something while beta's deliveries are taken from the wire; returns them in order.
async fn intercepted(network: &Network, act: impl AsyncFnOnce()) -> Vec<Request> {
    let beta = &network[1];
    beta.answer_deliveries(Some(202));
    beta.forget_requests();
    act().await;
    network.settle().await;
    beta.answer_deliveries(None);
    let requests = beta.deliveries();
    beta.forget_requests();
    requests
}

async fn replay(network: &Network, requests: impl IntoIterator<Item = &Request>) {
    for request in requests {
        let status = network[1].replay(request).await;
        assert!((200..300).contains(&status), "status {status} for {}", request.json());
        network.settle().await;
    }
}

async fn start(network: &Network) -> (Community, i64) {
    let community = network.community().await;
    let group = community.groups[0];
    (community, group)
}

on_both_databases! {
    async fn a_second_delivery_changes_nothing(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let (community, group) = start(&network).await;
        let (alpha, beta) = (&network[0], &network[1]);
        beta.forget_requests();
        let article = alpha.article(community.people[0], Some(group), "Einmal").await;
        let root = alpha.app.urls.object(article);
        alpha.comment(community.people[0], article, "Kommentar").await.unwrap();
        outbox::react(&alpha.app, community.people[0], article, ReactionKind::Like, "").await.unwrap();
        network.settle().await;
        let tree = network.same_tree(&root).await;
        let requests = beta.deliveries();
        assert_eq!(requests.len(), 3);
        replay(&network, requests.iter().rev()).await;
        replay(&network, &requests).await;
        assert_eq!(network.same_tree(&root).await, tree);
    }

    async fn what_is_fetched_for_a_later_announcement_keeps_its_place(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let (community, group) = start(&network).await;
        let (alpha, beta) = (&network[0], &network[1]);
        let mut root = String::new();
        let requests = intercepted(&network, async || {
            let article = alpha.article(community.people[0], Some(group), "Zuerst").await;
            root = alpha.app.urls.object(article);
            alpha.comment(community.people[0], article, "Danach").await.unwrap();
        })
        .await;
        let place = requests[0].json()["dw:seq"].as_i64();
        replay(&network, requests.iter().rev()).await;
        assert_eq!(beta.known(&root).await.expect("the article").seq, place);
    }

    async fn a_deletion_may_overtake_what_it_deletes(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let (community, group) = start(&network).await;
        let (alpha, beta) = (&network[0], &network[1]);
        let mut root = String::new();
        let mut requests = intercepted(&network, async || {
            let article = alpha.article(community.people[0], Some(group), "Gelöscht").await;
            root = alpha.app.urls.object(article);
            network.settle().await;
            outbox::delete(&alpha.app, community.people[0], article).await.unwrap();
        }).await;
        assert_eq!(requests.len(), 2);
        requests.reverse();
        for request in &requests {
            beta.replay(request).await;
            network.settle().await;
        }
        let object = beta.known(&root).await;
        assert!(object.is_none_or(|object| object.deleted_at.is_some()), "it never comes to life");
    }

    async fn reactions_and_answers_may_overtake_what_they_are_about(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let (community, group) = start(&network).await;
        let (alpha, beta) = (&network[0], &network[1]);
        let mut root = String::new();
        let mut requests = intercepted(&network, async || {
            let anna = community.people[0];
            let article = alpha.article(anna, Some(group), "Zuerst").await;
            root = alpha.app.urls.object(article);
            network.advance(Duration::from_secs(1));
            let comment = alpha.comment(anna, article, "Dann").await.unwrap();
            network.advance(Duration::from_secs(1));
            alpha.comment(anna, comment, "Danach").await.unwrap();
            outbox::react(&alpha.app, anna, comment, ReactionKind::Emoji, "🎉").await.unwrap();
            outbox::react(&alpha.app, anna, article, ReactionKind::Like, "").await.unwrap();
        }).await;
        assert_eq!(requests.len(), 5);
        requests.reverse();
        replay(&network, &requests).await;
        let tree = network.same_tree(&root).await;
        assert_eq!(tree.lines().count(), 3, "{tree}");
        let object = beta.known(&root).await.unwrap();
        assert_eq!((object.seq, object.group_id), (Some(1), Some(community.groups[1])));
    }

    async fn an_answer_finds_a_parent_that_could_not_be_fetched_before(backend: Backend) {
        let network = Network::new(backend, 1).await;
        let alpha = &network[0];
        let peer = Peer::new("peer", Software::Mastodon).await;
        let (anna, paula) = (alpha.person("anna").await, peer.person("paula"));
        let cc = json!([alpha.app.urls.actor(anna)]);
        let notes: Vec<_> = (1..=3)
            .map(|number| {
                let parent = (number > 1).then(|| peer.at(&format!("/notes/{}", number - 1)));
                peer.note(&paula, number, json!({"cc": cc, "inReplyTo": parent}))
            })
            .collect();
        let id = |number: usize| notes[number - 1]["id"].as_str().unwrap();
        peer.withdraw(id(1));
        for number in [2, 3, 1] {
            let create = peer.activity(&paula, 10 + number as u32, "Create", notes[number - 1].clone(), json!({"cc": cc}));
            assert_eq!(peer.send(&paula, alpha, &create).await, 202);
            network.settle().await;
        }
        let tree = alpha.tree(id(1)).await;
        assert_eq!(tree, format!("\
Note by {0} | <p>Notiz 1</p> [2 answers]
  Note by {0} | <p>Notiz 2</p> [1 answers]
    Note by {0} | <p>Notiz 3</p>
", paula.handle));
    }

    async fn an_older_version_does_not_replace_a_newer_one(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let (community, group) = start(&network).await;
        let alpha = &network[0];
        let anna = community.people[0];
        let article = alpha.article(anna, Some(group), "Fassung 1").await;
        let root = alpha.app.urls.object(article);
        network.settle().await;
        let requests = intercepted(&network, async || {
            let mut base = None;
            for number in 2..=3 {
                network.advance(Duration::from_secs(60));
                let edit = outbox::Edit { name: format!("Fassung {number}"), summary: String::new(), source: "Text".to_owned(), base };
                outbox::revise(&alpha.app, anna, article, edit).await.unwrap();
                base = alpha.object(article).await.edited_at;
            }
        }).await;
        replay(&network, requests.iter().rev()).await;
        assert!(network.same_tree(&root).await.contains("Fassung 3"));
    }
}
