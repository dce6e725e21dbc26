//! Following people elsewhere.

use dienstweg::activity::outbox::{self, Draft, Edit};
use dienstweg::actor::follow;
use dienstweg::object::{self, Reach, Viewer};
use federation_tests::{Instance, Network, on_both_databases};
use std::time::Duration;

async fn home(instance: &Instance, person: i64) -> Vec<String> {
    let objects = instance.app.read(move |conn, _| object::read::home(conn, person, i64::MAX, 20)).await.unwrap();
    objects.into_iter().map(|object| object.name).collect()
}

on_both_databases! {
    async fn posts_of_somebody_elsewhere_arrive_while_one_follows(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let (alpha, beta) = (&network[0], &network[1]);
        let (anna, bert) = (alpha.person("anna").await, beta.person("bert").await);
        let there = beta.follow(bert, &format!("anna@{}", alpha.host())).await;
        network.settle().await;
        assert_eq!(beta.actor(there).await.follower_count, 1);
        assert_eq!(alpha.actor(anna).await.follower_count, 1);

        let article = alpha.article(anna, None, "Aus meinem Amt").await;
        let id = alpha.app.urls.object(article);
        network.settle().await;
        assert_eq!(home(beta, bert).await, ["Aus meinem Amt"]);
        network.advance(Duration::from_secs(60));
        let edit = Edit { name: "Aus dem Amt".to_owned(), summary: String::new(), source: "Neu".to_owned(), base: None };
        outbox::revise(&alpha.app, anna, article, edit).await.unwrap();
        network.settle().await;
        assert_eq!(home(beta, bert).await, ["Aus dem Amt"]);

        let draft = Draft {
            kind: "Article", tool: None, group_id: None, in_reply_to: None, name: "Vertraulich".to_owned(), summary: String::new(),
            source: "Nur für Leute, die mir folgen".to_owned(), reach: Reach::Followers,
        };
        let private = outbox::publish(&alpha.app, anna, draft).await.unwrap();
        let private = alpha.app.urls.object(private);
        network.settle().await;
        assert_eq!(home(beta, bert).await, ["Vertraulich", "Aus dem Amt"]);
        let number = beta.number(&private).await;
        let stranger = beta.app.read(move |conn, _| object::read::find(conn, Viewer::Anonymous, number)).await;
        assert!(stranger.is_err(), "not for everybody on beta");

        let answer = beta.comment(bert, beta.number(&id).await, "Schön").await.unwrap();
        network.settle().await;
        assert!(network.same_tree(&id).await.contains("Schön"), "the author's server has the answer");
        outbox::delete(&beta.app, bert, answer).await.unwrap();
        outbox::delete(&alpha.app, anna, article).await.unwrap();
        network.settle().await;
        assert!(beta.known(&id).await.unwrap().deleted_at.is_some());
        assert!(alpha.known(&beta.app.urls.object(answer)).await.unwrap().deleted_at.is_some());

        outbox::unfollow(&beta.app, bert, there).await.unwrap();
        network.settle().await;
        assert_eq!(alpha.actor(anna).await.follower_count, 0);
        let late = alpha.article(anna, None, "Ohne Publikum").await;
        network.settle().await;
        assert!(beta.known(&alpha.app.urls.object(late)).await.is_none());
    }

    async fn a_profile_change_reaches_followers(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let (alpha, beta) = (&network[0], &network[1]);
        let (anna, bert) = (alpha.person("anna").await, beta.person("bert").await);
        let there = beta.follow(bert, &format!("anna@{}", alpha.host())).await;
        network.settle().await;
        outbox::change_profile(&alpha.app, anna, anna, "Anna Neu", "Ich bin **umgezogen**", Some("Stadt Bochum"), None).await.unwrap();
        network.settle().await;
        let seen = beta.actor(there).await;
        assert_eq!((seen.name.as_str(), seen.summary.trim()), ("Anna Neu", "<p>Ich bin <strong>umgezogen</strong></p>"));
        assert_eq!(dienstweg::actor::json::organisation(&seen).as_deref(), Some("Stadt Bochum"));
        let relation = beta.app.read(move |conn, _| follow::find(conn, bert, there)).await.unwrap();
        assert!(relation.is_some(), "the relation stays");
    }

    async fn a_profile_change_reaches_who_shares_a_community(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (alpha, beta) = (&network[0], &network[1]);
        // Nobody follows anybody; the community on alpha is all they share.
        for (one, other, person, name) in [(alpha, beta, community.people[0], "Anna Neu"), (beta, alpha, community.people[1], "Bert Neu")] {
            let known = other.known_actor(&one.app.urls.actor(person)).await.expect("a member of the same community");
            outbox::change_profile(&one.app, person, person, name, "", None, None).await.unwrap();
            network.settle().await;
            assert_eq!(other.actor(known.id).await.name, name);
        }
    }
}
