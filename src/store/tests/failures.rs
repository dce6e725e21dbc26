//! What happens when the database, a transaction or a server fails.

use super::*;

async fn sqlite() -> TestDatabase {
    TestDatabase::sqlite().unwrap()
}

fn unavailable<R: std::fmt::Debug>(result: &Result<R>) -> bool {
    matches!(result, Err(Error::Unavailable(_)))
}

#[tokio::test]
async fn a_reader_cannot_write_on_sqlite() {
    let database = sqlite().await;
    let written = database.store.read(|c| put(c, "a", "x")).await;
    assert!(matches!(&written, Err(Error::Internal(cause)) if cause.contains("readonly")), "{written:?}");
    assert_eq!(keys(&database.store).await, Vec::<String>::new());
}

/// A foreign key that is checked at the end makes the group's COMMIT fail.
#[tokio::test]
async fn a_failed_commit_answers_everyone_and_the_next_group_works() {
    let database = sqlite().await;
    let store = &database.store;
    run(store, "CREATE TABLE child (parent TEXT NOT NULL REFERENCES settings (key) DEFERRABLE INITIALLY DEFERRED)").await.unwrap();
    let commits = store.subscribe_commits();
    let (begin, may_begin) = std::sync::mpsc::channel::<()>();
    let (first, orphan, refused, ()) = tokio::join!(
        store.write(move |c| {
            may_begin.recv().unwrap();
            put(c, "first", "x")
        }),
        run(store, "INSERT INTO child VALUES ('nobody')"),
        store.write(|_| Err::<(), _>(Error::NotFound)),
        async move { begin.send(()).unwrap() },
    );
    assert!(unavailable(&first), "{first:?}");
    assert!(unavailable(&orphan), "{orphan:?}");
    assert!(matches!(refused, Err(Error::NotFound)), "what failed by itself keeps its reason: {refused:?}");
    assert!(!commits.has_changed().unwrap());
    put_into(store, "second").await;
    assert_eq!(keys(store).await, ["second"]);
}

#[tokio::test]
async fn a_write_that_loses_the_transaction_takes_only_its_group_with_it() {
    let database = sqlite().await;
    let store = &database.store;
    for statement in ["ROLLBACK", "INSERT INTO settings VALUES ('lost', 'x'); RELEASE diesel_savepoint_1"] {
        let (begin, may_begin) = std::sync::mpsc::channel::<()>();
        let (first, lost, ()) = tokio::join!(
            store.write(move |c| {
                may_begin.recv().unwrap();
                put(c, "first", "x")
            }),
            store.write(move |c| Ok(c.batch_execute(statement)?)),
            async move { begin.send(()).unwrap() },
        );
        assert!(lost.is_err(), "{statement}: {lost:?}");
        assert!(unavailable(&first), "{statement}: {first:?}");
        assert_eq!(keys(store).await, Vec::<String>::new(), "{statement}");
        put_into(store, "next").await;
        store.write(|c| Ok(diesel::delete(settings::table).execute(c)?)).await.unwrap();
    }
}

#[tokio::test]
async fn a_locked_file_is_unavailable_and_then_available_again() {
    let database = sqlite().await;
    let settings = StoreSettings { busy_timeout: Duration::ZERO, ..database.settings().clone() };
    let store = Store::open(&settings).unwrap();
    let mut other = connect(&settings).unwrap();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let writes = join_all((0..3).map(|_| store.write(|c| put(c, "a", "x")))).await;
    assert!(writes.iter().all(unavailable), "{writes:?}");
    assert_eq!(keys(&store).await, Vec::<String>::new(), "reading goes on");
    other.batch_execute("COMMIT").unwrap();
    put_into(&store, "a").await;
}

#[tokio::test]
async fn a_write_nobody_waits_for_is_not_begun() {
    let database = sqlite().await;
    let store = &database.store;
    let (begin, may_begin) = std::sync::mpsc::channel::<()>();
    let mut holding = Box::pin(store.write(move |_| may_begin.recv().map_err(Error::internal)));
    assert!(futures_util::poll!(&mut holding).is_pending());
    {
        let mut given_up = Box::pin(store.write(|c| put(c, "given up", "x")));
        assert!(futures_util::poll!(&mut given_up).is_pending());
    }
    begin.send(()).unwrap();
    holding.await.unwrap();
    put_into(store, "a").await;
    assert_eq!(keys(store).await, ["a"]);
}

#[test]
fn a_server_that_does_not_answer_is_unavailable() {
    // Port 1 of loopback: nobody listens there.
    let opened = Store::open(&StoreSettings::new("postgres://nobody:secret@127.0.0.1:1/none"));
    assert!(unavailable(&opened), "{opened:?}");
    assert!(!format!("{opened:?}").contains("secret"));
}

#[tokio::test]
async fn a_lost_server_heals() {
    let Some(database) = TestDatabase::postgres().unwrap() else { return println!("skipped: set TEST_POSTGRES_URL") };
    let store = &database.store;
    put_into(store, "a").await;
    let mut other = connect(database.settings()).unwrap();
    let end = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    other.batch_execute(end).unwrap();
    // Each of the six connections may be found dead once, and is then replaced.
    let mut healthy = 0;
    for _ in 0..20 {
        match store.write(|c| Ok(diesel::update(settings::table).set(settings::value.eq("y")).execute(c)?)).await {
            Ok(_) => healthy += 1,
            Err(error) => assert!(matches!(error, Error::Unavailable(_)), "{error}"),
        }
    }
    assert!(healthy >= 14, "{healthy}");
    put_into(store, "b").await;
}

#[tokio::test]
async fn a_deadlock_is_unavailable_to_one_of_the_two() {
    let Some(database) = TestDatabase::postgres().unwrap() else { return println!("skipped: set TEST_POSTGRES_URL") };
    let store = &database.store;
    put_into(store, "a").await;
    put_into(store, "b").await;
    let both_hold_one = Arc::new(std::sync::Barrier::new(2));
    let crossing = |first: &'static str, second: &'static str| {
        let both_hold_one = Arc::clone(&both_hold_one);
        store.write(move |c| {
            diesel::update(settings::table.find(first)).set(settings::value.eq("y")).execute(c)?;
            both_hold_one.wait();
            diesel::update(settings::table.find(second)).set(settings::value.eq("y")).execute(c)?;
            Ok(())
        })
    };
    let (one, two) = tokio::join!(crossing("a", "b"), crossing("b", "a"));
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    assert!(unavailable(&one) || unavailable(&two), "{one:?} {two:?}");
}

#[tokio::test]
async fn a_null_character_is_bad_input_for_postgres() {
    let Some(database) = TestDatabase::postgres().unwrap() else { return println!("skipped: set TEST_POSTGRES_URL") };
    let written = database.store.write(|c| put(c, "a\0b", "x")).await;
    assert!(matches!(written, Err(Error::Invalid(_))), "{written:?}");
}

#[tokio::test]
async fn a_wrong_login_says_so() {
    let Some(database) = TestDatabase::postgres().unwrap() else { return println!("skipped: set TEST_POSTGRES_URL") };
    let url = testing::with_database(&database.settings().url, "dienstweg_there_is_no_such_database");
    match Store::open(&StoreSettings::new(url)) {
        Err(Error::Conflict(reason)) => assert_eq!(reason.text, "error-database-login"),
        other => panic!("{other:?}"),
    }
}
