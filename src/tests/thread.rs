//! A thread on one instance: join, write, answer, react, edit, delete, moderate.

use super::TestApp;
use crate::activity::outbox::{self, Edit};
use crate::actor::member::{self, Role};
use crate::error::Error;
use crate::object::reaction::{self, ReactionKind};
use crate::object::{Reach, Viewer};
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use std::time::Duration;

on_both_databases! {
    async fn a_community_has_members_articles_comments_and_reactions(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "digitales").await;
        outbox::join(&test.app, bert, group).await.unwrap();
        let article = test.article(bert, Some(group), "Digitaler Bauantrag", Reach::Public).await;
        let comment = test.comment(anna, article, "Sehr hilfreich, @bert! #bauen").await.unwrap();
        let answer = test.comment(bert, comment, "Danke").await.unwrap();
        outbox::react(&test.app, anna, article, ReactionKind::Like, "").await.unwrap();
        outbox::react(&test.app, anna, article, ReactionKind::Like, "").await.unwrap();
        outbox::react(&test.app, anna, article, ReactionKind::Emoji, "💡").await.unwrap();

        let thread = test.thread(Viewer::Anonymous, article).await;
        assert_eq!(thread.iter().map(|object| object.id).collect::<Vec<_>>(), [article, comment, answer]);
        assert_eq!((thread[0].reply_count, thread[1].reply_count, thread[0].reaction_count), (2, 1, 2));
        assert_eq!(thread[0].seq, Some(1));
        assert_eq!(thread[0].tool.as_deref(), Some("news"));
        assert_eq!(thread[0].content, "<p>Text zu <strong>Digitaler Bauantrag</strong></p>\n".trim());
        assert!(thread[1].content.contains("mention"), "{}", thread[1].content);
        let tallies = test.app.read(move |conn, _| reaction::tallies(conn, &[article], Some(anna))).await.unwrap();
        assert_eq!(tallies.iter().map(|tally| (tally.kind, tally.count, tally.own)).collect::<Vec<_>>(), [
            (ReactionKind::Like, 1, true),
            (ReactionKind::Emoji, 1, true),
        ]);
        outbox::unreact(&test.app, anna, article, ReactionKind::Like, "").await.unwrap();
        assert_eq!(test.object(article).await.reaction_count, 1);
        let role = test.app.read(move |conn, _| member::role(conn, group, anna)).await.unwrap();
        assert_eq!(role, Some(Role::Host));
    }

    async fn an_edit_based_on_an_older_version_is_a_conflict(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "digitales").await;
        let article = test.article(anna, Some(group), "Erste Fassung", Reach::Public).await;
        let edit = |name: &str| Edit { name: name.to_owned(), summary: String::new(), source: "Neu".to_owned(), base: None };
        test.clock.advance(Duration::from_secs(60));
        outbox::revise(&test.app, anna, article, edit("Zweite Fassung")).await.unwrap();
        let conflict = outbox::revise(&test.app, anna, article, edit("Andere zweite Fassung")).await;
        assert!(matches!(conflict, Err(Error::Conflict(_))), "{conflict:?}");
        let object = test.object(article).await;
        assert_eq!(object.name, "Zweite Fassung");
        let again = Edit { base: object.edited_at, ..edit("Dritte Fassung") };
        outbox::revise(&test.app, anna, article, again).await.unwrap();
        assert_eq!(test.object(article).await.name, "Dritte Fassung");
    }

    async fn a_deleted_article_leaves_a_tombstone_without_content(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "digitales").await;
        let article = test.article(anna, Some(group), "Geheimnis", Reach::Public).await;
        let refused = outbox::delete(&test.app, bert, article).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))), "{refused:?}");
        outbox::delete(&test.app, anna, article).await.unwrap();
        let object = test.object(article).await;
        assert!(object.deleted_at.is_some());
        assert!(!format!("{object:?}").contains("Geheimnis"), "{object:?}");
        let answer = test.comment(bert, article, "Zu spät").await;
        assert!(answer.is_err());
    }

    async fn hosts_lock_pin_remove_restore_and_ban(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "digitales").await;
        outbox::join(&test.app, bert, group).await.unwrap();
        let article = test.article(bert, Some(group), "Streit", Reach::Public).await;
        assert!(matches!(outbox::lock(&test.app, bert, article, true).await, Err(Error::Forbidden(_))));
        outbox::lock(&test.app, anna, article, true).await.unwrap();
        outbox::pin(&test.app, anna, article, true).await.unwrap();
        let object = test.object(article).await;
        assert!(object.locked_at.is_some() && object.pinned_at.is_some());
        assert!(matches!(test.comment(bert, article, "Doch").await, Err(Error::Forbidden(_))));
        outbox::lock(&test.app, anna, article, false).await.unwrap();
        let comment = test.comment(bert, article, "Doch").await.unwrap();
        outbox::remove(&test.app, anna, comment, "unsachlich").await.unwrap();
        assert_eq!(test.object(comment).await.removed_reason.as_deref(), Some("unsachlich"));
        assert_eq!(test.object(article).await.reply_count, 0);
        outbox::restore(&test.app, anna, comment).await.unwrap();
        assert!(test.object(comment).await.deleted_at.is_none());
        assert_eq!(test.object(article).await.reply_count, 1);
        outbox::ban(&test.app, anna, group, bert, "wiederholt unsachlich", None).await.unwrap();
        assert!(test.comment(bert, article, "Und doch").await.is_err());
        assert!(matches!(outbox::join(&test.app, bert, group).await, Err(Error::Forbidden(_))));
        outbox::lift_ban(&test.app, anna, group, bert).await.unwrap();
        outbox::join(&test.app, bert, group).await.unwrap();
        test.comment(bert, article, "Danke").await.unwrap();
    }

    async fn names_are_given_once(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        test.group(anna, "digitales").await;
        let draft = outbox::GroupDraft {
            username: "Digitales".to_owned(), name: "Noch eine".to_owned(), source: String::new(), posting_restricted: false, reach: crate::actor::CommunityReach::Public,
        };
        let result = outbox::create_group(&test.app, anna, draft).await;
        let Err(Error::Invalid(fields)) = result else { panic!("{result:?}") };
        assert_eq!(fields[0].text, "error-username-taken");
    }
}
