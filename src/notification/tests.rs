//! Who is told what, and what counts as unread.

use super::seen::{self, Unread};
use super::{Level, Notification, NotificationKind, list, read_all, read_of_thread, set_level, unread};
use crate::activity::outbox;
use crate::object::Reach;
use crate::object::reaction::ReactionKind;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;

async fn told(test: &TestApp, person: i64) -> Vec<Notification> {
    test.app.read(move |conn, _| list(conn, person, i64::MAX, 100)).await.unwrap()
}

async fn kinds(test: &TestApp, person: i64) -> Vec<NotificationKind> {
    told(test, person).await.into_iter().map(|notification| notification.kind).collect()
}

async fn unread_of(test: &TestApp, person: i64, root: i64) -> Unread {
    let root = test.object(root).await;
    let known = test.app.read(move |conn, app| seen::unread(conn, person, std::slice::from_ref(&root), app.now())).await.unwrap();
    known.into_values().next().unwrap()
}

/// Anna hosts; Bert is a member and wrote an article.
async fn scene(test: &TestApp) -> (i64, i64, i64, i64) {
    let (anna, bert) = (test.person("anna").await, test.person("bert").await);
    let group = test.group(anna, "bauen").await;
    outbox::join(&test.app, bert, group).await.unwrap();
    let article = test.article(bert, Some(group), "Bauantrag", Reach::Public).await;
    (anna, bert, group, article)
}

on_both_databases! {
    async fn answers_mentions_and_reactions_are_told_once(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert, _, article) = scene(&test).await;
        let carla = test.person("carla").await;
        assert_eq!(kinds(&test, anna).await, [NotificationKind::Join], "hosts hear of new members");
        let comment = test.comment(anna, article, "Danke @carla").await.unwrap();
        assert_eq!(kinds(&test, bert).await, [NotificationKind::Reply]);
        assert_eq!(kinds(&test, carla).await, [NotificationKind::Mention]);
        test.comment(bert, comment, "Gern").await.unwrap();
        assert_eq!(kinds(&test, bert).await.len(), 1, "nobody is told of what she did herself");
        assert_eq!(kinds(&test, anna).await, [NotificationKind::Reply, NotificationKind::Join]);
        for _ in 0..2 {
            outbox::react(&test.app, anna, article, ReactionKind::Like, "").await.unwrap();
        }
        assert_eq!(kinds(&test, bert).await, [NotificationKind::Reaction, NotificationKind::Reply]);
        outbox::unreact(&test.app, anna, article, ReactionKind::Like, "").await.unwrap();
        assert_eq!(kinds(&test, bert).await, [NotificationKind::Reply]);
        outbox::delete(&test.app, anna, comment).await.unwrap();
        assert_eq!(kinds(&test, bert).await, [], "what is gone is not told of");
        assert_eq!(kinds(&test, carla).await, []);
    }

    async fn who_is_concerned_by_a_decision_is_told_the_reason(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert, group, article) = scene(&test).await;
        let silent = |level| {
            let app = std::sync::Arc::clone(&test.app);
            async move { app.write(move |conn, _| set_level(conn, bert, level)).await.unwrap() }
        };
        silent(Level::Silent).await;
        outbox::remove(&test.app, anna, article, "Werbung").await.unwrap();
        outbox::restore(&test.app, anna, article).await.unwrap();
        outbox::ban(&test.app, anna, group, bert, "Streit", None).await.unwrap();
        assert_eq!(kinds(&test, bert).await, [NotificationKind::Banned, NotificationKind::Restored, NotificationKind::Removed]);
        let reasons: Vec<String> = told(&test, bert).await.into_iter().map(|notification| notification.text).collect();
        assert_eq!((reasons[0].as_str(), reasons[2].as_str()), ("Streit", "Werbung"));
        silent(Level::All).await;
        outbox::lift_ban(&test.app, anna, group, bert).await.unwrap();
        assert_eq!(kinds(&test, bert).await[0], NotificationKind::Unbanned);
    }

    async fn levels_decide_what_is_told(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert, _, article) = scene(&test).await;
        for (level, count) in [(Level::Important, 1), (Level::Silent, 0), (Level::All, 2)] {
            test.app.write(move |conn, _| set_level(conn, bert, level)).await.unwrap();
            let before = kinds(&test, bert).await.len();
            let comment = test.comment(anna, article, "Noch etwas").await.unwrap();
            outbox::react(&test.app, anna, article, ReactionKind::Emoji, "🎉").await.unwrap();
            assert_eq!(kinds(&test, bert).await.len() - before, count, "{level:?}");
            outbox::unreact(&test.app, anna, article, ReactionKind::Emoji, "🎉").await.unwrap();
            outbox::delete(&test.app, anna, comment).await.unwrap();
        }
    }

    async fn opening_is_reading(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert, _, article) = scene(&test).await;
        assert_eq!(unread_of(&test, bert, article).await, Unread::Nothing, "one's own");
        assert_eq!(unread_of(&test, anna, article).await, Unread::Whole);
        test.app.write(move |conn, _| seen::mark(conn, anna, article, article)).await.unwrap();
        assert_eq!(unread_of(&test, anna, article).await, Unread::Nothing);
        let comment = test.comment(bert, article, "Nachtrag").await.unwrap();
        test.comment(bert, article, "Noch einer").await.unwrap();
        assert_eq!(unread_of(&test, anna, article).await, Unread::Comments(2));
        test.app.write(move |conn, _| seen::mark(conn, anna, article, comment)).await.unwrap();
        test.app.write(move |conn, _| seen::mark(conn, anna, article, article)).await.unwrap();
        assert_eq!(unread_of(&test, anna, article).await, Unread::Comments(1), "never back");
        test.comment(anna, article, "Antwort").await.unwrap();
        let count = |person| test.app.read(move |conn, _| unread(conn, person));
        assert_eq!(count(bert).await.unwrap(), 1);
        test.app.write(move |conn, _| read_of_thread(conn, bert, article)).await.unwrap();
        assert_eq!(count(bert).await.unwrap(), 0);
        assert_eq!(count(anna).await.unwrap(), 1, "the new member");
        test.app.write(move |conn, _| read_all(conn, anna, i64::MAX)).await.unwrap();
        assert_eq!(count(anna).await.unwrap(), 0);
        test.clock.advance(std::time::Duration::from_secs(15 * 24 * 3_600));
        let carla = test.person("carla").await;
        assert_eq!(unread_of(&test, carla, article).await, Unread::Nothing, "too old to be homework");
    }
}
