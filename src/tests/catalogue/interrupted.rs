//! FLT-02 and FLT-04: the database fails in the middle. Triggers let the nth change of a row fail, n from 1 on until everything goes through;
//! before that, nothing may be left of it.

use super::{Scene, announce};
use crate::activity::outbox;
use crate::error::{Error, Result};
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::store::{Backend, Conn};
use crate::tests::TestApp;
use crate::tests::remote::Remote;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use serde_json::{Value, json};

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Tables that no trigger can stand on: those of the search on SQLite. They change in the same transactions as the others.
const WITHOUT: &str = "name NOT LIKE 'sqlite%' AND name NOT LIKE 'object_words%' AND name NOT LIKE 'actor_words%' AND name <> 'faults'";

fn tables(conn: &mut Conn, backend: Backend) -> Result<Vec<String>> {
    let all = match backend {
        Backend::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table'",
        Backend::Postgres => "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema()",
    };
    let some = diesel::sql_query(format!("SELECT name FROM ({all}) AS every WHERE {WITHOUT} ORDER BY name"));
    Ok(some.load::<Table>(conn)?.into_iter().map(|table| table.name).collect())
}

/// Makes the triggers. `faults.remaining` says how many changes still go through, and -1 that all do. What SQLite and PostgreSQL say then
/// counts as a fault that passes, as a full disk or a lost connection does.
async fn prepare(test: &TestApp) {
    let backend = test.app.store.backend();
    let done = test.app.write(move |conn, _| {
        conn.batch_execute("CREATE TABLE faults (remaining BIGINT NOT NULL); INSERT INTO faults VALUES (-1);")?;
        if backend == Backend::Postgres {
            conn.batch_execute(
                "CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 IF (SELECT remaining FROM faults) = 0 THEN RAISE EXCEPTION 'interrupted on purpose'; END IF; \
                 UPDATE faults SET remaining = remaining - 1 WHERE remaining > 0; \
                 IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$;",
            )?;
        }
        for table in tables(conn, backend)? {
            for change in ["INSERT", "UPDATE", "DELETE"] {
                let name = format!("fault_{table}_{change}");
                conn.batch_execute(&match backend {
                    Backend::Sqlite => format!(
                        "CREATE TRIGGER {name} BEFORE {change} ON {table} BEGIN \
                         SELECT RAISE(ABORT, 'interrupted on purpose') FROM faults WHERE remaining = 0; \
                         UPDATE faults SET remaining = remaining - 1 WHERE remaining > 0; END;"
                    ),
                    Backend::Postgres => {
                        format!("CREATE TRIGGER {name} BEFORE {change} ON {table} FOR EACH ROW EXECUTE FUNCTION fault();")
                    }
                })?;
            }
        }
        Ok(())
    });
    done.await.unwrap();
}

async fn let_through(test: &TestApp, changes: i64) {
    let set = format!("UPDATE faults SET remaining = {changes}");
    test.app.write(move |conn, _| Ok(conn.batch_execute(&set)?)).await.unwrap();
}

/// How many rows each table has, and what stands in those that matter.
async fn everything(scene: &Scene) -> String {
    let backend = scene.test.app.store.backend();
    let counts = scene.test.app.read(move |conn, _| {
        let mut counts = Vec::new();
        for table in tables(conn, backend)? {
            let count: Count = diesel::sql_query(format!("SELECT count(*) AS count FROM {table}")).get_result(conn)?;
            counts.push((table, count.count));
        }
        Ok(counts)
    });
    format!("{:?}\n{}", counts.await.unwrap(), scene.state().await)
}

/// Delivers an activity again and again, each time with one change more that goes through, until it is taken; returns how often it was not.
async fn deliver(scene: &Scene, signer: &Remote, activity: &Value) -> i64 {
    for changes in 0..200 {
        let before = everything(scene).await;
        let_through(&scene.test, changes).await;
        let answer = scene.test.deliver(signer, activity).await;
        let_through(&scene.test, -1).await;
        if answer.status.is_success() {
            assert_ne!(everything(scene).await, before, "{activity:#} had no effect");
            return changes;
        }
        assert_eq!(answer.status.as_u16(), 503, "after {changes} changes: {answer:?}");
        assert!(answer.headers.contains_key("retry-after"), "{answer:?}");
        assert_eq!(everything(scene).await, before, "after {changes} changes something was left");
    }
    panic!("it is never taken: {activity:#}")
}

on_both_databases! {
    async fn flt_04_what_comes_in_has_its_whole_effect_or_none(database: TestDatabase) {
        let scene = Scene::new(database).await;
        prepare(&scene.test).await;
        let urls = &scene.test.app.urls;
        let group = urls.actor(scene.group);
        // A server that the community then has to tell what comes after.
        assert!(deliver(&scene, &scene.eve, &scene.eve.activity(1, "Follow", group.clone())).await >= 4);
        let mut comment = scene.ada.note(1, "Antwort");
        comment["inReplyTo"] = json!(urls.object(scene.article));
        comment["audience"] = json!(group);
        comment["cc"] = json!([group]);
        let create = scene.ada.activity(1, "Create", comment.clone());
        assert!(deliver(&scene, &scene.ada, &create).await >= 6, "the comment, the log, the count, the announcement, its delivery, who is told");
        let like = scene.ben.activity(1, "Like", urls.object(scene.article));
        assert!(deliver(&scene, &scene.ben, &like).await >= 4);
        let undo = scene.ben.activity(2, "Undo", like);
        assert!(deliver(&scene, &scene.ben, &undo).await >= 3);
        assert!(deliver(&scene, &scene.ada, &scene.ada.activity(2, "Delete", comment["id"].clone())).await >= 3);
        // What a community elsewhere announces.
        let elsewhere = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        let mut note = scene.eve.note(2, "Wohin geht es?");
        note["audience"] = json!(elsewhere.ap_id);
        note["cc"] = json!([elsewhere.ap_id]);
        scene.other.put(&note);
        let mut announced = announce(&elsewhere, 1, scene.eve.activity(3, "Create", note.clone()));
        announced["dw:seq"] = json!(1);
        scene.test.accepts(&elsewhere, &announced).await;
        let before = scene.by_ap_id(note["id"].as_str().unwrap()).await;
        assert!(before.is_none(), "it is fetched first");
        for changes in 0.. {
            let_through(&scene.test, changes).await;
            let ran = crate::instance::run_due(&scene.test.app).await;
            let_through(&scene.test, -1).await;
            let there = scene.by_ap_id(note["id"].as_str().unwrap()).await;
            let counted = everything(&scene).await;
            if there.is_some() {
                assert!(counted.contains("Wohin geht es?") && changes >= 3, "{changes}: {ran:?}");
                break;
            }
            assert!(!counted.contains("Wohin geht es?") && changes < 200, "after {changes} changes");
            scene.test.clock.advance(std::time::Duration::from_secs(7 * 3_600));
        }
    }

    async fn flt_02_what_is_written_here_is_queued_or_not_there(database: TestDatabase) {
        let scene = Scene::new(database).await;
        scene.test.accepts(&scene.eve, &scene.eve.activity(1, "Follow", scene.test.app.urls.actor(scene.group))).await;
        prepare(&scene.test).await;
        for changes in 0..200 {
            let before = everything(&scene).await;
            let_through(&scene.test, changes).await;
            let draft = crate::tests::harness::article(Some(scene.group), "Geschrieben", Reach::Public);
            let written = outbox::publish(&scene.test.app, scene.anna, draft).await;
            let_through(&scene.test, -1).await;
            let now = everything(&scene).await;
            match written {
                Ok(_) => {
                    assert!(changes >= 5, "it went through after {changes} changes");
                    assert!(now.contains("Geschrieben"));
                    let queued = scene.test.app.read(|conn, _| Ok(diesel::sql_query("SELECT count(*) AS count FROM deliveries").get_result::<Count>(conn)?.count));
                    assert!(queued.await.unwrap() >= 1);
                    return;
                }
                Err(Error::Unavailable(_)) => assert_eq!(now, before, "after {changes} changes something was left"),
                Err(other) => panic!("after {changes} changes: {other:?}"),
            }
        }
        panic!("it is never written");
    }
}
