//! A thread over three instances: everybody sees the same.

use dienstweg::activity::outbox::{self, Edit};
use dienstweg::object::reaction::ReactionKind;
use federation_tests::{Network, on_both_databases};
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

on_both_databases! {
    async fn what_a_member_elsewhere_writes_reaches_all(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let community = network.community().await;
        let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
        let [anna, bert, carla] = community.people[..] else { panic!() };

        let article = beta.article(bert, Some(community.groups[1]), "Digitaler Bauantrag").await;
        let root = beta.app.urls.object(article);
        assert!(beta.tree(&root).await.is_empty(), "nobody else sees it before the community took it in");
        beta.forget_requests();
        network.settle().await;
        let line = format!("Article by bert@{} | Digitaler Bauantrag | <p>Text zu <strong>Digitaler Bauantrag</strong></p>", beta.host());
        assert_eq!(network.same_tree(&root).await, format!("{line}\n"));
        assert_eq!(gamma.object(gamma.number(&root).await).await.tool.as_deref(), Some("news"));
        let seqs = [alpha, beta, gamma].map(|instance| instance.known(&root));
        let seqs: Vec<_> = futures(seqs).await.into_iter().map(|object| object.and_then(|object| object.seq)).collect();
        assert_eq!(seqs, [Some(1); 3]);
        let objects: Vec<_> = beta.fetches().into_iter().filter(|request| request.path.starts_with("/ap/objects/")).collect();
        assert!(objects.is_empty(), "its proof says enough: nobody asks beta for the article: {objects:#?}");

        network.advance(MINUTE);
        let comment = gamma.comment(carla, gamma.number(&root).await, "Sehr hilfreich").await.unwrap();
        let comment = gamma.app.urls.object(comment);
        network.settle().await;
        network.advance(MINUTE);
        let answer = alpha.comment(anna, alpha.number(&comment).await, "Das finde ich auch").await.unwrap();
        let answer = alpha.app.urls.object(answer);
        outbox::react(&alpha.app, anna, alpha.number(&root).await, ReactionKind::Like, "").await.unwrap();
        outbox::react(&gamma.app, carla, gamma.number(&root).await, ReactionKind::Like, "").await.unwrap();
        outbox::react(&beta.app, bert, beta.number(&comment).await, ReactionKind::Emoji, "💡").await.unwrap();
        network.settle().await;
        assert_eq!(network.same_tree(&root).await, format!("\
{line} [2 answers] [Like×2]
  Note by carla@{} | <p>Sehr hilfreich</p> [1 answers] [Emoji💡×1]
    Note by anna@{} | <p>Das finde ich auch</p>
", gamma.host(), alpha.host()));

        network.advance(MINUTE);
        let edit = Edit { name: "Bauantrag, neu".to_owned(), summary: String::new(), source: "Neuer Text".to_owned(), base: None };
        outbox::revise(&beta.app, bert, article, edit).await.unwrap();
        outbox::unreact(&gamma.app, carla, gamma.number(&root).await, ReactionKind::Like, "").await.unwrap();
        outbox::delete(&gamma.app, carla, gamma.number(&comment).await).await.unwrap();
        network.settle().await;
        assert_eq!(network.same_tree(&root).await, format!("\
Article by bert@{} | Bauantrag, neu | <p>Neuer Text</p> [edited] [1 answers] [Like×1]
  Note by carla@{} deleted [1 answers] [Emoji💡×1]
    Note by anna@{} | <p>Das finde ich auch</p>
", beta.host(), gamma.host(), alpha.host()));

        outbox::delete(&beta.app, bert, article).await.unwrap();
        outbox::delete(&alpha.app, anna, alpha.number(&answer).await).await.unwrap();
        network.settle().await;
        let tree = network.same_tree(&root).await;
        assert!(!tree.contains("Bauantrag") && !tree.contains("finde"), "{tree}");
        for instance in network.all() {
            let object = instance.object(instance.number(&root).await).await;
            assert!(!format!("{object:?}").contains("Bauantrag"), "nothing of it is left on {}", instance.host());
        }
    }

    async fn a_comment_mentions_somebody_elsewhere(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let community = network.community().await;
        let (alpha, beta) = (&network[0], &network[1]);
        let article = alpha.article(community.people[0], Some(community.groups[0]), "Frage").await;
        network.settle().await;
        let text = format!("@bert@{} weiß das, @niemand@{} nicht", beta.host(), beta.host());
        let comment = alpha.comment(community.people[0], article, &text).await.unwrap();
        let comment = alpha.app.urls.object(comment);
        network.settle().await;
        let there = beta.known(&comment).await.expect("the comment");
        let link = beta.app.urls.actor(community.people[1]);
        assert!(there.content.contains(&format!("href=\"{link}\"")), "{}", there.content);
        assert!(there.content.contains(&format!("@niemand@{}", beta.host())), "{}", there.content);
    }
}

async fn futures<F: Future>(all: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    let mut results = Vec::new();
    for one in all {
        results.push(one.await);
    }
    results
}
