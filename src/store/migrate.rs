//! Brings the tables up to date. Each migration has a folder of the same name under `migrations/sqlite` and `migrations/postgres`.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Integer;

use self::table::schema_migrations;
use super::connection::{AnyConn, Conn};
use crate::error::{Error, Reason, Result};

/// A migration, for both databases.
struct Migration {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// A name that lacks one of its two files does not compile; a folder that is not named fails a test.
macro_rules! migrations {
    ($($name:literal),+ $(,)?) => {
        &[$(Migration {
            name: $name,
            sqlite: include_str!(concat!("../../migrations/sqlite/", $name, "/up.sql")),
            postgres: include_str!(concat!("../../migrations/postgres/", $name, "/up.sql")),
        }),+]
    };
}

/// Every migration, oldest first. Released ones are never changed; a change of tables is a new one.
const MIGRATIONS: &[Migration] = migrations![
    "2026-11-21-000000_settings",
    "2026-11-21-000001_kernel",
    "2026-11-22-000001_accounts",
    "2026-11-22-000002_media",
    "2026-11-22-000003_notifications",
    "2026-11-22-000004_reports",
    "2026-11-22-000005_administration",
    "2026-11-22-000007_search",
    "2026-11-22-000008_erasure",
    "2026-11-22-000009_drafts",
    "2026-11-22-000010_passkeys",
    "2026-11-22-000011_barriers",
    "2026-11-22-000012_digests",
    "2026-11-22-000014_beginnings",
    "2026-11-22-000015_communities",
    "2026-11-22-000017_email_changes",
    "2026-11-22-000021_requests",
    "2026-11-22-000022_organisations",
    "2026-11-22-000023_closed_communities",
    "2026-11-22-000024_leases",
    "2026-11-22-000026_purges",
    "2026-11-23-000030_identities",
    "2026-11-23-000031_invitation_links",
    "2026-11-23-000032_answers",
    "2026-11-23-000034_taken_offers",
    "2026-11-23-000035_presence",
    "2026-11-23-000036_passed_on_assertions",
    "2026-11-23-000037_followed_invitations",
    "2026-11-23-000038_skeletons",
];

mod table {
    diesel::table! {
        schema_migrations (name) {
            name -> Text,
        }
    }
}

/// Any number, the same in every version of the program: the lock that migrating processes share on PostgreSQL.
const LOCK: i64 = 0x6469_656e_7374_7765;
/// PostgreSQL 15.
const OLDEST_SERVER: i32 = 150_000;

/// Applies what is missing, each migration in its own transaction, and answers the names. Several processes may do this at once.
///
/// # Errors
/// `Conflict` with `error-database-newer` when the database knows migrations this program does not; what the database answers.
pub fn migrate(connection: &mut Conn) -> Result<Vec<String>> {
    let mut done = Vec::new();
    while let Some(name) = in_transaction(connection, step)? {
        tracing::info!(migration = name, "tables changed");
        done.push(name.to_owned());
    }
    Ok(done)
}

/// The migrations [`migrate`] would apply.
///
/// # Errors
/// As [`migrate`].
pub fn pending(connection: &mut Conn) -> Result<Vec<String>> {
    refuse_newer(connection)?;
    let applied = applied(connection)?;
    Ok(MIGRATIONS.iter().map(|migration| migration.name.to_owned()).filter(|name| !applied.contains(name)).collect())
}

/// The migrations the database has.
///
/// # Errors
/// What the database answers.
pub fn applied(connection: &mut Conn) -> Result<Vec<String>> {
    let exists = match connection {
        AnyConn::Pg(_) => "SELECT CASE WHEN to_regclass('schema_migrations') IS NULL THEN 0 ELSE 1 END AS number",
        AnyConn::Sqlite(_) => "SELECT count(*) AS number FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'",
    };
    if number(connection, exists)? == 0 {
        return Ok(Vec::new());
    }
    Ok(schema_migrations::table.select(schema_migrations::name).order(schema_migrations::name).load(connection)?)
}

/// Whether this program knows the migration.
pub fn knows(name: &str) -> bool {
    MIGRATIONS.iter().any(|migration| migration.name == name)
}

/// The newest migration this program knows.
pub fn newest() -> &'static str {
    MIGRATIONS.last().map_or("", |migration| migration.name)
}

/// A program that does not know the tables must not touch them.
pub(super) fn refuse_newer(connection: &mut Conn) -> Result<()> {
    match applied(connection)?.into_iter().find(|name| MIGRATIONS.iter().all(|migration| migration.name != name)) {
        None => Ok(()),
        Some(name) => Err(Error::Conflict(Reason::with(
            "error-database-newer",
            format!("the database is newer than this program (it has {name}, newest known is {}): update dienstweg", newest()),
        ))),
    }
}

pub(super) fn refuse_old_server(connection: &mut Conn) -> Result<()> {
    if matches!(connection, AnyConn::Sqlite(_)) {
        return Ok(());
    }
    let version = number(connection, "SELECT current_setting('server_version_num')::int4 AS number")?;
    if version >= OLDEST_SERVER {
        return Ok(());
    }
    let detail = format!("PostgreSQL {} is too old, 15 or newer is needed", version / 10_000);
    Err(Error::Conflict(Reason::with("error-database-too-old", detail)))
}

/// Locks out other processes, so that what is read about the tables stays true until the commit.
fn in_transaction<R>(connection: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<R>) -> Result<R> {
    let begin = match connection {
        AnyConn::Pg(_) => {
            format!("BEGIN; SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock({LOCK})")
        }
        AnyConn::Sqlite(_) => "BEGIN IMMEDIATE".to_owned(),
    };
    connection.batch_execute(&begin)?;
    match work(connection) {
        Ok(result) => {
            connection.batch_execute("COMMIT")?;
            Ok(result)
        }
        Err(error) => {
            // The error that led here says more than one about rolling back; closing the connection rolls back too.
            drop(connection.batch_execute("ROLLBACK"));
            Err(error)
        }
    }
}

/// The first missing migration, if there is one.
fn step(connection: &mut Conn) -> Result<Option<&'static str>> {
    refuse_newer(connection)?;
    let applied = applied(connection)?;
    let Some(migration) = MIGRATIONS.iter().find(|migration| applied.iter().all(|name| name != migration.name)) else {
        return Ok(None);
    };
    let sql = match connection {
        AnyConn::Pg(_) => migration.postgres,
        AnyConn::Sqlite(_) => migration.sqlite,
    };
    connection.batch_execute("CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT NOT NULL PRIMARY KEY)")?;
    connection.batch_execute(sql).map_err(|error| Error::internal(format!("migration {}: {error}", migration.name)))?;
    diesel::insert_into(schema_migrations::table).values(schema_migrations::name.eq(migration.name)).execute(connection)?;
    Ok(Some(migration.name))
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = Integer)]
    number: i32,
}

fn number(connection: &mut Conn, sql: &str) -> Result<i32> {
    Ok(diesel::sql_query(sql).get_result::<Number>(connection)?.number)
}

/// Changes whenever a migration for PostgreSQL does.
pub(super) fn fingerprint() -> u64 {
    // FNV-1a; it only has to differ.
    MIGRATIONS
        .iter()
        .flat_map(|migration| migration.name.bytes().chain(migration.postgres.bytes()))
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::on_both_databases;
    use crate::store::testing::TestDatabase;
    use crate::store::{Store, connect};

    fn folders(database: &str) -> Vec<String> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(database);
        let mut names: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn both_folders_hold_the_migrations_of_the_list() {
        let names: Vec<&str> = MIGRATIONS.iter().map(|migration| migration.name).collect();
        assert!(names.is_sorted(), "oldest first");
        assert_eq!(folders("sqlite"), names);
        assert_eq!(folders("postgres"), names);
    }

    fn add(connection: &mut Conn, name: &str) {
        diesel::insert_into(schema_migrations::table).values(schema_migrations::name.eq(name)).execute(connection).unwrap();
    }

    on_both_databases! {
        async fn a_newer_database_is_refused(database: TestDatabase) {
            let mut connection = connect(database.settings()).unwrap();
            assert_eq!(pending(&mut connection).unwrap(), Vec::<String>::new());
            assert_eq!(applied(&mut connection).unwrap().len(), MIGRATIONS.len());
            add(&mut connection, "2999-01-01-000000_later");
            for refused in [Store::open(database.settings()).err(), Store::open_and_migrate(database.settings()).err()] {
                match refused {
                    Some(Error::Conflict(reason)) => {
                        assert_eq!(reason.text, "error-database-newer");
                        assert!(reason.detail.contains("2999-01-01-000000_later") && reason.detail.contains("update dienstweg"), "{reason}");
                    }
                    other => panic!("{other:?}"),
                }
            }
        }

        async fn processes_that_start_at_once_migrate_once(database: TestDatabase) {
            let mut connection = connect(database.settings()).unwrap();
            let down = |name: &str| {
                let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
                let backend = if matches!(database.store.backend(), crate::store::Backend::Sqlite) { "sqlite" } else { "postgres" };
                std::fs::read_to_string(folder.join(backend).join(name).join("down.sql")).unwrap()
            };
            for migration in MIGRATIONS.iter().rev() {
                connection.batch_execute(&down(migration.name)).unwrap();
            }
            connection.batch_execute("DROP TABLE schema_migrations").unwrap();
            assert_eq!(pending(&mut connection).unwrap().len(), MIGRATIONS.len());
            let processes: Vec<_> = (0..4)
                .map(|_| {
                    let settings = database.settings().clone();
                    std::thread::spawn(move || migrate(&mut connect(&settings).unwrap()).unwrap())
                })
                .collect();
            let mut done: Vec<String> = processes.into_iter().flat_map(|process| process.join().unwrap()).collect();
            done.sort_unstable();
            assert_eq!(done, MIGRATIONS.iter().map(|migration| migration.name).collect::<Vec<_>>());
        }
    }
}
