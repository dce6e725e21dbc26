//! Fresh databases for tests, on SQLite and, when `TEST_POSTGRES_URL` names a server, on PostgreSQL. A migrated template is made once and
//! copied for each test.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::{Store, StoreSettings, migrate};
use crate::error::{Error, Result};

/// The variable that names a PostgreSQL server on which tests may make and drop databases.
pub const POSTGRES_VARIABLE: &str = "TEST_POSTGRES_URL";

/// A database of its own for one test; it is removed on drop.
#[derive(Debug)]
pub struct TestDatabase {
    /// The open store.
    pub store: Store,
    settings: StoreSettings,
    remove: Remove,
}

#[derive(Debug)]
enum Remove {
    Folder(PathBuf),
    Database { server: String, name: String },
}

impl TestDatabase {
    /// A migrated SQLite file in a temporary folder.
    ///
    /// # Errors
    /// What the file system or the database answers.
    pub fn sqlite() -> Result<Self> {
        static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
        let folder = std::env::temp_dir().join(unique_name());
        std::fs::create_dir_all(&folder).map_err(Error::internal)?;
        let file = folder.join("test.db");
        if let Some(template) = TEMPLATE.get() {
            std::fs::write(&file, template).map_err(Error::internal)?;
        }
        let settings = quick(format!("sqlite:{}", file.display()));
        let (store, _) = Store::open_and_migrate(&settings)?;
        if TEMPLATE.get().is_none() {
            drop(TEMPLATE.set(template(&folder)?));
        }
        Ok(Self { store, settings, remove: Remove::Folder(folder) })
    }

    /// A migrated PostgreSQL database; `None` when `TEST_POSTGRES_URL` is not set.
    ///
    /// # Errors
    /// What the server answers.
    pub fn postgres() -> Result<Option<Self>> {
        let Some(server) = std::env::var(POSTGRES_VARIABLE).ok().filter(|url| !url.is_empty()) else {
            return Ok(None);
        };
        let mut connection = administer(&server)?;
        let template = postgres_template(&server, &mut connection)?;
        let name = unique_name();
        connection.batch_execute(&format!("CREATE DATABASE \"{name}\" TEMPLATE \"{template}\""))?;
        let settings = quick(with_database(&server, &name));
        let remove = Remove::Database { server, name };
        Ok(Some(Self { store: Store::open(&settings)?, settings, remove }))
    }

    /// The settings, to open the same database again as another process would.
    pub fn settings(&self) -> &StoreSettings {
        &self.settings
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        // What cannot be removed is left behind; the test's result counts.
        match &self.remove {
            Remove::Folder(folder) => drop(std::fs::remove_dir_all(folder)),
            Remove::Database { server, name } => drop(drop_database(server, name)),
        }
    }
}

/// Few connections, and no wait for the disk: tests do not survive a loss of power.
fn quick(url: String) -> StoreSettings {
    StoreSettings { readers: 2, writers: 4, synchronous_full: false, wait: std::time::Duration::from_secs(30), ..StoreSettings::new(url) }
}

fn unique_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    // Threads and processes count for themselves; the random state keeps apart processes with the same number, as in containers.
    let random = std::hash::BuildHasher::hash_one(&std::collections::hash_map::RandomState::new(), 0_u8);
    format!("dienstweg_test_{}_{}_{:08x}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed), random & 0xffff_ffff)
}

fn template(folder: &Path) -> Result<Vec<u8>> {
    let file = folder.join("template.db");
    let mut connection = super::connect(&quick(format!("sqlite:{}", file.display())))?;
    migrate::migrate(&mut connection)?;
    connection.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?;
    drop(connection);
    std::fs::read(&file).map_err(Error::internal)
}

fn administer(server: &str) -> Result<PgConnection> {
    PgConnection::establish(server).map_err(|error| Error::unavailable(format!("{POSTGRES_VARIABLE}: {error}")))
}

/// The template of these migrations; made under a lock by the first process that needs it, and given its name when it is complete.
fn postgres_template(server: &str, connection: &mut PgConnection) -> Result<String> {
    let name = format!("dienstweg_template_{:016x}", migrate::fingerprint());
    if exists(connection, &name)? {
        return Ok(name);
    }
    connection.batch_execute("SELECT pg_advisory_lock(7030251)")?;
    if !exists(connection, &name)? {
        let building = format!("{name}_building");
        connection.batch_execute(&format!("DROP DATABASE IF EXISTS \"{building}\" WITH (FORCE)"))?;
        connection.batch_execute(&format!("CREATE DATABASE \"{building}\""))?;
        let mut inside = super::connect(&quick(with_database(server, &building)))?;
        migrate::migrate(&mut inside)?;
        drop(inside);
        // The server may still be closing that connection, and renames nothing in use.
        let end = format!("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{building}'");
        connection.batch_execute(&end)?;
        connection.batch_execute(&format!("ALTER DATABASE \"{building}\" RENAME TO \"{name}\""))?;
    }
    connection.batch_execute("SELECT pg_advisory_unlock(7030251)")?;
    Ok(name)
}

fn exists(connection: &mut PgConnection, name: &str) -> Result<bool> {
    diesel::table! { pg_database (datname) { datname -> Text, } }
    let found = pg_database::table.filter(pg_database::datname.eq(name)).count().get_result::<i64>(connection)?;
    Ok(found > 0)
}

fn drop_database(server: &str, name: &str) -> Result<()> {
    administer(server)?.batch_execute(&format!("DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)"))?;
    Ok(())
}

/// The server's address with another database: what stands between the host and the parameters is replaced.
pub(super) fn with_database(server: &str, name: &str) -> String {
    let (address, parameters) = server.split_once('?').map_or((server, None), |(address, parameters)| (address, Some(parameters)));
    let host = address.find("://").map_or(0, |at| at + 3);
    let address = address[host..].find('/').map_or(address, |at| &address[..host + at]);
    match parameters {
        Some(parameters) => format!("{address}/{name}?{parameters}"),
        None => format!("{address}/{name}"),
    }
}

/// Runs each test once on SQLite and once on PostgreSQL: a module of the test's name with the tests `sqlite` and `postgres`. The second
/// passes with a note when `TEST_POSTGRES_URL` is not set.
///
/// ```text
/// on_both_databases! {
///     async fn a_member_may_post(database: TestDatabase) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both_databases {
    ($($(#[$meta:meta])* async fn $name:ident($database:ident : $type:ty) $body:block)+) => {
        $(
            $(#[$meta])*
            mod $name {
                use super::*;

                async fn test($database: $type) $body

                #[tokio::test]
                async fn sqlite() {
                    test($crate::store::testing::TestDatabase::sqlite().expect("a SQLite database")).await;
                }

                #[tokio::test]
                async fn postgres() {
                    match $crate::store::testing::TestDatabase::postgres().expect("a PostgreSQL database") {
                        Some(database) => test(database).await,
                        None => println!("skipped: set TEST_POSTGRES_URL"),
                    }
                }
            }
        )+
    };
}
