//! The store on both databases.

mod failures;

use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use futures_util::future::join_all;

use super::testing::TestDatabase;
use super::*;
use crate::{on_both_databases, small_enum, text_enum};

diesel::table! { settings (key) { key -> Text, value -> Text, } }

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    probes (id) { id -> BigInt, at -> Ts, maybe -> Nullable<Ts>, state -> SmallInt, flag -> Bool, body -> Text, bytes -> Binary, }
}

small_enum! {
    /// For tests.
    enum State { Waiting = 0, Done = 7, Undone = -1 }
}

text_enum! {
    /// For tests.
    enum Reach { Public = 0 => "public", Closed = 2 => "closed" }
}

fn put(connection: &mut Conn, key: &str, value: &str) -> Result<()> {
    diesel::insert_into(settings::table).values((settings::key.eq(key), settings::value.eq(value))).execute(connection)?;
    Ok(())
}

async fn keys(store: &Store) -> Vec<String> {
    store.read(|c| Ok(settings::table.select(settings::key).order(settings::key).load(c)?)).await.unwrap()
}

async fn run(store: &Store, sql: &'static str) -> Result<()> {
    store.write(move |c| Ok(c.batch_execute(sql)?)).await
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = probes)]
struct Probe {
    id: i64,
    at: Timestamp,
    maybe: Option<Timestamp>,
    state: State,
    flag: bool,
    body: String,
    bytes: Vec<u8>,
}

async fn make_probes(store: &Store) {
    let sql = match store.backend() {
        Backend::Sqlite => {
            "CREATE TABLE probes (id INTEGER NOT NULL PRIMARY KEY, at INTEGER NOT NULL, maybe INTEGER, state SMALLINT NOT NULL, \
             flag BOOLEAN NOT NULL, body TEXT NOT NULL, bytes BLOB NOT NULL)"
        }
        Backend::Postgres => {
            "CREATE TABLE probes (id BIGINT NOT NULL PRIMARY KEY, at TIMESTAMPTZ NOT NULL, maybe TIMESTAMPTZ, state SMALLINT NOT NULL, \
             flag BOOLEAN NOT NULL, body TEXT NOT NULL, bytes BYTEA NOT NULL)"
        }
    };
    run(store, sql).await.unwrap();
}

fn probe(id: i64, at: Timestamp) -> Probe {
    Probe {
        id, at, maybe: None, state: State::Waiting, flag: true, body: r#"{"n":1.0,"s":"\u0000 ß 🏛"}"#.to_owned(), bytes: vec![0, 255]
    }
}

on_both_databases! {
    async fn types_come_back_as_they_went(database: TestDatabase) {
        let store = &database.store;
        make_probes(store).await;
        let times = [0, -1, 1, 1_795_253_400_123_456, Timestamp::MIN.0, Timestamp::MAX.0, i64::MAX, i64::MIN].map(Timestamp);
        for (id, at) in (1..).zip(times) {
            let sent = Probe { maybe: Some(at).filter(|_| id % 2 == 0), state: State::ALL[usize::try_from(id).unwrap() % 3], ..probe(id, at) };
            let copy = sent.clone();
            let back = store.write(move |c| Ok(diesel::insert_into(probes::table).values(copy).returning(probes::all_columns).get_result::<Probe>(c)?)).await.unwrap();
            let clamped = at.clamp(Timestamp::MIN, Timestamp::MAX);
            assert_eq!(back, Probe { at: clamped, maybe: sent.maybe.map(|_| clamped), ..sent });
            let read = store.read(move |c| Ok(probes::table.find(id).select(Probe::as_select()).first(c)?)).await.unwrap();
            assert_eq!(read, back);
        }
        let found = store
            .read(|c| Ok(probes::table.filter(probes::at.gt(Timestamp(0))).order(probes::at).select(probes::at).load::<Timestamp>(c)?))
            .await
            .unwrap();
        assert_eq!(found, [Timestamp(1), Timestamp(1_795_253_400_123_456), Timestamp::MAX, Timestamp::MAX], "compared and sorted as times");
    }

    async fn an_unknown_number_of_an_enum_is_an_error(database: TestDatabase) {
        let store = &database.store;
        make_probes(store).await;
        store.write(|c| Ok(diesel::insert_into(probes::table).values(probe(1, Timestamp(5))).execute(c)?)).await.unwrap();
        run(store, "UPDATE probes SET state = 3").await.unwrap();
        let read = store.read(|c| Ok(probes::table.select(Probe::as_select()).first(c)?)).await;
        assert!(matches!(&read, Err(Error::Internal(cause)) if cause.contains("3 is no State")), "{read:?}");
    }

    async fn statements_of_each_database(database: TestDatabase) {
        let store = &database.store;
        make_probes(store).await;
        let rows = vec![probe(1, Timestamp(1)), probe(2, Timestamp(2))];
        let inserted = store.write(move |c| on_each!(c, |each| Ok(diesel::insert_into(probes::table).values(&rows).execute(each)?))).await;
        assert_eq!(inserted.unwrap(), 2);
        let again = store
            .write(|c| Ok(diesel::insert_into(probes::table).values(probe(2, Timestamp(3))).on_conflict_do_nothing().both().execute(c)?))
            .await;
        assert_eq!(again.unwrap(), 0);
    }

    async fn two_hundred_writers(database: TestDatabase) {
        let store = &database.store;
        let writes = (0..200).map(|number| store.write(move |c| put(c, &format!("{number:03}"), "x")));
        for written in join_all(writes).await {
            written.unwrap();
        }
        assert_eq!(keys(store).await.len(), 200);
    }

    async fn a_failing_write_fails_alone(database: TestDatabase) {
        let store = &database.store;
        put_into(store, "taken").await;
        let (begin, may_begin) = std::sync::mpsc::channel::<()>();
        // On SQLite the first write holds the thread until the others wait, so that they share its transaction.
        let (first, second, third, fourth, fifth, ()) = tokio::join!(
            store.write(move |c| {
                may_begin.recv().unwrap();
                put(c, "first", "x")
            }),
            store.write(|c| {
                put(c, "second", "x")?;
                put(c, "taken", "x")
            }),
            store.write(|c| {
                put(c, "third", "x")?;
                Err::<(), _>(Error::forbidden("error-no"))
            }),
            store.write(|c| -> Result<()> {
                put(c, "fourth", "x")?;
                c.transaction(|c| {
                    put(c, "inner", "x")?;
                    panic!("on purpose")
                })
            }),
            store.write(|c| put(c, "fifth", "x")),
            async move { begin.send(()).unwrap() },
        );
        first.unwrap();
        assert!(matches!(second, Err(Error::Conflict(_))), "{second:?}");
        assert!(matches!(third, Err(Error::Forbidden(_))), "{third:?}");
        assert!(matches!(fourth, Err(Error::Internal(_))), "{fourth:?}");
        fifth.unwrap();
        assert_eq!(keys(store).await, ["fifth", "first", "taken"]);
        put_into(store, "sixth").await;
    }

    async fn a_panicking_read_fails_alone(database: TestDatabase) {
        let store = &database.store;
        for _ in 0..5 {
            let read = store.read(|_| -> Result<()> { panic!("on purpose") }).await;
            assert!(matches!(read, Err(Error::Internal(_))), "{read:?}");
        }
        store.ping().await.unwrap();
    }

    async fn conflicts_name_the_constraint(database: TestDatabase) {
        let store = &database.store;
        let sql = "CREATE TABLE people (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, host TEXT NOT NULL, nick TEXT, UNIQUE (name, host)); \
                   CREATE UNIQUE INDEX people_nick ON people (lower(nick)); INSERT INTO people VALUES (1, 'Ada', 'a.example', 'A')";
        run(store, sql).await.unwrap();
        for (sql, constraint) in [
            ("INSERT INTO people VALUES (1, 'Bea', 'b.example', NULL)", "people(id)"),
            ("INSERT INTO people VALUES (2, 'Ada', 'a.example', NULL)", "people(name, host)"),
            ("INSERT INTO people VALUES (2, 'Cem', 'c.example', 'a')", "people_nick"),
        ] {
            match run(store, sql).await {
                Err(Error::Conflict(reason)) => assert_eq!((reason.text, reason.detail.as_str()), ("error-conflict", constraint)),
                other => panic!("{sql}: {other:?}"),
            }
        }
    }

    async fn missing_rows_and_bad_statements(database: TestDatabase) {
        let store = &database.store;
        let missing = store.read(|c| Ok(settings::table.find("none").first::<(String, String)>(c)?)).await;
        assert!(matches!(missing, Err(Error::NotFound)), "{missing:?}");
        let bad = run(store, "SELEKT 1").await;
        assert!(matches!(bad, Err(Error::Internal(_))), "{bad:?}");
        store.ping().await.unwrap();
    }

    async fn commits_wake_who_waits(database: TestDatabase) {
        let store = &database.store;
        let mut commits = store.subscribe_commits();
        assert!(!commits.has_changed().unwrap());
        drop(store.write(|_| Err::<(), _>(Error::NotFound)).await);
        assert!(!commits.has_changed().unwrap(), "nothing was committed");
        put_into(store, "a").await;
        commits.changed().await.unwrap();
    }

    async fn others_see_a_write_once_it_is_answered(database: TestDatabase) {
        let (other, applied) = Store::open_and_migrate(database.settings()).unwrap();
        assert_eq!(applied, Vec::<String>::new());
        put_into(&database.store, "a").await;
        assert_eq!(keys(&other).await, ["a"]);
        put_into(&other, "b").await;
        assert_eq!(keys(&database.store).await, ["a", "b"]);
    }
}

async fn put_into(store: &Store, key: &'static str) {
    store.write(move |c| put(c, key, "x")).await.unwrap();
}

#[derive(QueryableByName)]
struct CompileOption {
    #[diesel(sql_type = diesel::sql_types::Text)]
    compile_options: String,
}

/// Nothing else would show that `.cargo/config.toml` does not reach SQLite any more: everything works without it, only slower.
#[tokio::test]
async fn sqlite_is_built_for_readers_side_by_side_and_plans_once() {
    let database = TestDatabase::sqlite().unwrap();
    let ask = |conn: &mut Conn| Ok(diesel::sql_query("PRAGMA compile_options").load::<CompileOption>(conn)?);
    let options: Vec<String> = database.store.read(ask).await.unwrap().into_iter().map(|option| option.compile_options).collect();
    for wanted in ["ENABLE_QPSG", "THREADSAFE=2"] {
        assert!(options.iter().any(|option| option == wanted), "{wanted} is not among {options:?}");
    }
}

#[test]
fn enums_know_their_words_and_numbers() {
    assert_eq!(State::ALL, [State::Waiting, State::Done, State::Undone]);
    assert_eq!((State::Undone.number(), State::from_number(7), State::from_number(8)), (-1, Some(State::Done), None));
    assert_eq!((Reach::Closed.as_str(), Reach::parse("public"), Reach::parse("Public")), ("closed", Some(Reach::Public), None));
    assert_eq!(Reach::ALL.iter().map(ToString::to_string).collect::<Vec<_>>(), ["public", "closed"]);
}

#[test]
fn times_add_up() {
    let time = Timestamp::from_seconds(-1).plus(Duration::from_millis(500));
    assert_eq!((time, time.seconds(), time.milliseconds()), (Timestamp(-500_000), -1, -500));
    assert_eq!(time.minus(Duration::MAX).plus(Duration::MAX).since(time), Duration::from_micros(500_000 - 1));
    assert_eq!(time.since(time.plus(Duration::from_secs(1))), Duration::ZERO);
    assert_eq!(Timestamp::from_milliseconds(1_500).since(Timestamp::default()), Duration::from_millis(1_500));
}
