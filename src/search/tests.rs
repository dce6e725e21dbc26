//! Who finds what, on both databases; and that nothing stays in the index that is gone.

use super::rebuild::{self, Done};
use super::{Query, counts, groups, people, posts};
use crate::activity::outbox::{self, Edit};
use crate::actor::ActorKind;
use crate::actor::follow::RelationState;
use crate::actor::member::{self, Member, Role};
use crate::instance;
use crate::job;
use crate::object::{Reach, Viewer, tag};
use crate::on_both_databases;
use crate::store::AnyConn;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use serde_json::json;

async fn found(test: &TestApp, viewer: Viewer, words: &str) -> Vec<i64> {
    let query = Query::new(words);
    test.app.read(move |conn, _| posts(conn, viewer, &query, 0, 100)).await.unwrap().into_iter().map(|object| object.id).collect()
}

async fn names(test: &TestApp, viewer: Viewer, words: &str) -> (Vec<String>, Vec<String>) {
    let query = Query::new(words);
    let work = test.app.read(move |conn, _| Ok((people(conn, viewer, &query, 0, 100)?, groups(conn, viewer, &query, 0, 100)?)));
    let (people, groups) = work.await.unwrap();
    let name = |actor: crate::actor::Actor| actor.username;
    (people.into_iter().map(name).collect(), groups.into_iter().map(name).collect())
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// How much the index holds about this object: words, and hashtags.
async fn kept(test: &TestApp, id: i64) -> (i64, i64) {
    test.app
        .read(move |conn, _| {
            let key = if matches!(conn, AnyConn::Pg(_)) { "id" } else { "rowid" };
            let mut count = |table: &str, key: &str| {
                let sql = format!("SELECT count(*) AS number FROM {table} WHERE {key} = $1");
                diesel::sql_query(sql).bind::<BigInt, _>(id).get_result::<Number>(conn).unwrap().number
            };
            Ok((count("object_words", key), count("object_tags", "object_id")))
        })
        .await
        .unwrap()
}

on_both_databases! {
    async fn words_are_found_in_every_form_and_everything_else_is_not(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "bauen").await;
        let article = test.article(anna, Some(group), "Anträge in der Straßenverkehrsbehörde", Reach::Public).await;
        let comment = test.comment(anna, article, "Und was macht Frau Müller? #Zuständigkeit").await.unwrap();
        for words in ["antrag", "ANTRAEGE", "strassenverkehr", "Straßenverkehrsbehörden antrag", "text zu", "\"antrag", "antrag*", "(antrag)"] {
            assert_eq!(found(&test, Viewer::Anonymous, words).await, [article], "{words}");
        }
        for words in ["mueller", "Muller", "müllers", "#zuständigkeit", "zustaendigkeiten"] {
            assert_eq!(found(&test, Viewer::Anonymous, words).await, [comment], "{words}");
        }
        for words in ["antrag müller", "behörde", "", "''", "NEAR(antrag", "antrag:x", "\\", "🎉", "antrag' | 'x"] {
            assert_eq!(found(&test, Viewer::Anonymous, words).await, [0_i64; 0], "{words}");
        }
        let query = Query::new("anna");
        let counted = test.app.read(move |conn, _| counts(conn, Viewer::Anonymous, &query)).await.unwrap();
        assert_eq!((counted.posts, counted.people, counted.groups), (0, 1, 0));
    }

    async fn edits_deletions_and_removals_are_in_the_index_at_once(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "bauen").await;
        outbox::join(&test.app, bert, group).await.unwrap();
        let article = test.article(bert, Some(group), "Fahrradständer #rad", Reach::Public).await;
        let edit = Edit { name: "Parkplätze".to_owned(), summary: String::new(), source: "Für alle. #auto".to_owned(), base: None };
        outbox::revise(&test.app, bert, article, edit).await.unwrap();
        assert_eq!(found(&test, Viewer::Anonymous, "fahrradständer").await, [0_i64; 0]);
        assert_eq!(found(&test, Viewer::Anonymous, "parkplatz").await, [article]);
        assert_eq!(kept(&test, article).await, (1, 1));
        let tagged = |name: &'static str| test.app.read(move |conn, _| tag::objects(conn, Viewer::Anonymous, name, i64::MAX, 10));
        assert_eq!((tagged("rad").await.unwrap().len(), tagged("auto").await.unwrap().len()), (0, 1));
        outbox::remove(&test.app, anna, article, "doppelt").await.unwrap();
        assert_eq!((found(&test, Viewer::Local { actor_id: bert }, "parkplatz").await, kept(&test, article).await), (vec![], (0, 0)));
        outbox::restore(&test.app, anna, article).await.unwrap();
        assert_eq!((found(&test, Viewer::Anonymous, "parkplatz").await, kept(&test, article).await), (vec![article], (1, 1)));
        outbox::delete(&test.app, bert, article).await.unwrap();
        assert_eq!((found(&test, Viewer::Anonymous, "parkplatz").await, kept(&test, article).await), (vec![], (0, 0)));
    }

    async fn a_ban_that_removes_everything_takes_it_out_of_the_index(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let wandern = test.remote(ActorKind::Group, "http://forum.localhost:7002/c/wandern").await;
        let group_id = wandern.id;
        let join = test.app.write(move |conn, app| {
            let activity = "http://rudi.localhost:8081/ap/activities/1".to_owned();
            let (role, state) = (Role::Member, RelationState::Accepted);
            member::insert(conn, &Member { group_id, actor_id: anna, role, state, activity, created_at: app.now() })
        });
        join.await.unwrap();
        let article = test.article(anna, Some(group_id), "Wanderweg #weg", Reach::Public).await;
        assert_eq!(found(&test, Viewer::Local { actor_id: anna }, "wanderwege").await, [article], "pending is for its author");
        assert_eq!(found(&test, Viewer::Anonymous, "wanderwege").await, [0_i64; 0]);
        let host = test.remote(ActorKind::Person, "http://forum.localhost:7002/u/ida").await;
        let mut block = host.activity(1, "Block", test.app.urls.actor(anna));
        block["target"] = json!(wandern.ap_id);
        block["removeData"] = json!(true);
        test.accepts(&wandern, &wandern.activity(2, "Announce", block)).await;
        assert!(test.object(article).await.deleted_at.is_some());
        assert_eq!(kept(&test, article).await, (0, 0));
    }

    async fn unlisted_posts_are_found_by_their_author_alone(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let article = test.article(anna, None, "Leisepost", Reach::Unlisted).await;
        assert_eq!(found(&test, Viewer::Anonymous, "leisepost").await, [0_i64; 0]);
        assert_eq!(found(&test, Viewer::Local { actor_id: bert }, "leisepost").await, [0_i64; 0]);
        assert_eq!(found(&test, Viewer::Local { actor_id: anna }, "leisepost").await, [article]);
    }

    async fn people_and_communities_from_elsewhere_are_found_and_leave_with_all_they_wrote(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let ida = test.remote(ActorKind::Person, "http://forum.localhost:7002/u/ida").await;
        test.remote(ActorKind::Group, "http://forum.localhost:7002/c/wandern").await;
        let here = Viewer::Local { actor_id: anna };
        assert_eq!(names(&test, here, "ida").await.0, ["ida"]);
        assert_eq!(names(&test, Viewer::Anonymous, "ida").await.0, [""; 0], "who lives elsewhere is not for visitors");
        assert_eq!(names(&test, Viewer::Anonymous, "wandern").await.1, ["wandern"]);
        outbox::change_words(&test.app, anna, "Vergaberecht", "").await.unwrap();
        assert_eq!(names(&test, here, "vergaberecht").await.0, ["anna"]);
        let note = ida.note(1, "Wegweiser");
        test.accepts(&ida, &ida.activity(1, "Create", note)).await;
        let written = found(&test, Viewer::Anonymous, "wegweiser").await;
        assert_eq!(written.len(), 1);
        test.accepts(&ida, &ida.activity(2, "Delete", ida.ap_id.clone())).await;
        assert_eq!(names(&test, here, "ida").await.0, [""; 0]);
        assert_eq!(found(&test, Viewer::Anonymous, "wegweiser").await, [0_i64; 0]);
        assert_eq!(kept(&test, written[0]).await, (0, 0));
    }

    async fn who_declines_is_not_indexed(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let shy = test.remote(ActorKind::Person, "http://forum.localhost:7002/u/greta").await;
        let mut document = shy.document(ActorKind::Person);
        document["discoverable"] = json!(false);
        document["indexable"] = json!(false);
        test.learn(&document).await;
        assert_eq!(names(&test, Viewer::Local { actor_id: anna }, "greta").await.0, [""; 0]);
        test.accepts(&shy, &shy.activity(1, "Create", shy.note(1, "Wegweiser"))).await;
        assert_eq!(found(&test, Viewer::Local { actor_id: anna }, "wegweiser").await, [0_i64; 0]);
    }

    async fn an_older_database_is_indexed_when_the_program_starts(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let article = test.article(anna, None, "Bestand #alt", Reach::Public).await;
        let forget = test.app.write(move |conn, app| {
            for table in ["object_words", "actor_words", "object_tags"] {
                diesel::sql_query(format!("DELETE FROM {table}")).execute(conn)?;
            }
            let (key, other) = if matches!(conn, AnyConn::Pg(_)) {
                ("id", "array_to_tsvector(ARRAY['weg'])")
            } else {
                ("rowid", "'weg'")
            };
            diesel::sql_query(format!("INSERT INTO object_words ({key}, words) VALUES (17, {other})")).execute(conn)?;
            job::enqueue(conn, app.next_id(), rebuild::INDEX, "actors 0", Some("actors 0"), app.now())
        });
        forget.await.unwrap();
        assert_eq!(found(&test, Viewer::Anonymous, "bestand").await, [0_i64; 0]);
        instance::run_due(&test.app).await.unwrap();
        assert_eq!(found(&test, Viewer::Anonymous, "bestand").await, [article]);
        assert_eq!(names(&test, Viewer::Anonymous, "anna").await.0, ["anna"]);
        assert_eq!((kept(&test, article).await, kept(&test, 17).await), ((1, 1), (0, 0)));
        // Again and by hand, with the same result; the server's own actor is counted and not found.
        assert_eq!(rebuild::rebuild(&test.app).await.unwrap(), Done { actors: 2, objects: 1 });
        assert_eq!(found(&test, Viewer::Anonymous, "bestand").await, [article]);
    }
}
