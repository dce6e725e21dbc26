//! A split: two servers do not reach each other for a while, both reach a third one, and everybody goes on.

use dienstweg::activity::outbox::{self, Edit};
use dienstweg::object::ObjectState;
use dienstweg::object::reaction::ReactionKind;
use federation_tests::{Network, on_both_databases};
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3_600);

on_both_databases! {
    async fn flt_28_after_a_split_all_agree(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let community = network.community().await;
        let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
        let [anna, bert, carla] = community.people[..] else { panic!("three people") };
        let mut roots = Vec::new();
        for name in ["Gemeinsam", "Geschlossen"] {
            roots.push(alpha.app.urls.object(alpha.article(anna, Some(community.groups[0]), name).await));
        }
        network.settle().await;
        let before = beta.comment(bert, beta.number(&roots[0]).await, "Vorher").await.unwrap();
        network.settle().await;

        network.connect(0, 1, false);
        // Each side does what it can: new things, answers, edits, deletions, reactions, and what the other side must not do any more.
        let article = alpha.article(anna, Some(community.groups[0]), "Nur hier").await;
        roots.push(alpha.app.urls.object(article));
        let gone = alpha.article(anna, Some(community.groups[0]), "Bald weg").await;
        roots.push(alpha.app.urls.object(gone));
        outbox::lock(&alpha.app, anna, alpha.number(&roots[1]).await, true).await.unwrap();
        let edit = Edit { name: String::new(), summary: String::new(), source: "Nachher".to_owned(), base: None };
        outbox::revise(&beta.app, bert, before, edit).await.unwrap();
        beta.comment(bert, beta.number(&roots[0]).await, "Auf der anderen Seite").await.unwrap();
        let late = beta.comment(bert, beta.number(&roots[1]).await, "Zu spät").await.unwrap();
        let begun = beta.article(bert, Some(community.groups[1]), "Von drüben").await;
        roots.push(beta.app.urls.object(begun));
        outbox::react(&beta.app, bert, beta.number(&roots[0]).await, ReactionKind::Like, "").await.unwrap();
        for hour in 0..30 {
            network.settle().await;
            network.advance(HOUR);
            if hour == 10 {
                gamma.comment(carla, gamma.number(&roots[2]).await, "Von beiden zu hören").await.unwrap();
                gamma.comment(carla, gamma.number(&roots[0]).await, "Auch hier").await.unwrap();
                outbox::delete(&alpha.app, anna, gone).await.unwrap();
            }
        }
        assert!(beta.known(&roots[2]).await.is_none() && alpha.known(&roots[4]).await.is_none(), "nothing got through");
        assert!(alpha.tree(&roots[0]).await.contains("Vorher") && beta.tree(&roots[0]).await.contains("Nachher"), "they differ");

        network.connect(0, 1, true);
        for _ in 0..8 {
            network.advance(HOUR);
            network.settle().await;
        }
        for instance in network.all() {
            assert_eq!(instance.waiting_deliveries().await, 0, "{}", instance.host());
        }
        let trees = [&roots[0], &roots[2], &roots[4]];
        for root in trees {
            network.same_tree(root).await;
        }
        let tree = network.same_tree(&roots[0]).await;
        for said in ["Nachher", "Auf der anderen Seite", "Auch hier"] {
            assert!(tree.contains(said), "{said}: {tree}");
        }
        assert!(!tree.contains("Vorher") && !tree.contains("pending"), "{tree}");
        for instance in network.all() {
            assert!(instance.known(&roots[3]).await.is_none_or(|gone| gone.deleted_at.is_some()), "{}: what was deleted stays so", instance.host());
            assert!(instance.known(&roots[1]).await.unwrap().locked_at.is_some());
        }
        let late = beta.object(late).await;
        assert_eq!(late.state, ObjectState::Refused, "its author is told that the thread was closed by then");
        assert!(alpha.known(&late.ap_id).await.is_none() && gamma.known(&late.ap_id).await.is_none());
        assert_eq!(alpha.tree(&roots[1]).await, gamma.tree(&roots[1]).await);
    }
}
