//! One connection type for both databases, and how statements are written that only each of them can build.

use diesel::connection::SimpleConnection;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{QueryFragment, QueryId};
use diesel::sqlite::Sqlite;

use super::settings::{Location, StoreSettings};
use crate::error::{Error, Reason, Result};

// The derive writes undocumented items beside the enum, so it lives in its own module.
mod any {
    #![expect(missing_docs, reason = "the derive writes these items")]
    use diesel::prelude::*;

    /// A connection to PostgreSQL or SQLite; common statements run on it directly.
    #[derive(diesel::MultiConnection)]
    pub enum AnyConn {
        /// PostgreSQL.
        Pg(PgConnection),
        /// SQLite.
        Sqlite(SqliteConnection),
    }
}

pub use any::{AnyConn, MultiBackend};

/// The connection every function of the store's users takes.
pub type Conn = AnyConn;

/// Which database is behind a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// One file, one process.
    Sqlite,
    /// A server, shared by several processes.
    Postgres,
}

impl AnyConn {
    /// Which database this is.
    pub const fn backend(&self) -> Backend {
        match self {
            Self::Pg(_) => Backend::Postgres,
            Self::Sqlite(_) => Backend::Sqlite,
        }
    }
}

/// Runs a statement that PostgreSQL and SQLite can both build although their union cannot, above all `ON CONFLICT`.
///
/// It is checked against each of them. A model's `as_select()` does not work inside; name the columns.
#[derive(Debug, Clone, Copy)]
pub struct Both<T>(pub T);

impl<T: QueryFragment<Pg> + QueryFragment<Sqlite> + QueryId> Both<T> {
    /// Runs the statement; answers how many rows it changed.
    ///
    /// # Errors
    /// What the database answers.
    pub fn execute(self, conn: &mut AnyConn) -> QueryResult<usize> {
        crate::on_each!(conn, |each| each.execute_returning_count(&self.0))
    }
}

/// `statement.both()`, see [`Both`].
pub trait BothExt: Sized {
    /// Wraps the statement so that it is built by each database's own rules.
    fn both(self) -> Both<Self> {
        Both(self)
    }
}

impl<T> BothExt for T {}

/// Compiles an expression once for each database: `on_each!(conn, |c| diesel::insert_into(t).values(&rows).execute(c))`.
/// Needed for inserts of several rows at once. What runs for each activity or page is better off with it, too: through the union of both
/// databases a statement's text is written out twice each time it runs.
#[macro_export]
macro_rules! on_each {
    ($conn:expr, |$each:ident| $body:expr) => {
        match $conn {
            $crate::store::AnyConn::Pg($each) => $body,
            $crate::store::AnyConn::Sqlite($each) => $body,
        }
    };
}

/// So many rows one insert names at most: PostgreSQL takes 65,535 values in a statement.
#[doc(hidden)]
pub const ROWS_AT_ONCE: usize = 500;

/// Inserts those of these rows (a slice) that are not there yet: `insert_missing!(conn, table, rows)`. On PostgreSQL each statement is a way to
/// the server and back, so they go together; on SQLite a statement that is prepared once and run for each row is the fastest.
#[macro_export]
macro_rules! insert_missing {
    ($conn:expr, $table:expr, $rows:expr) => {
        match $conn {
            $crate::store::AnyConn::Pg(each) => $rows
                .chunks($crate::store::ROWS_AT_ONCE)
                .try_for_each(|rows| diesel::insert_into($table).values(rows).on_conflict_do_nothing().execute(each).map(drop)),
            $crate::store::AnyConn::Sqlite(each) => {
                $rows.iter().try_for_each(|row| diesel::insert_into($table).values(row).on_conflict_do_nothing().execute(each).map(drop))
            }
        }
    };
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Reading; on SQLite it cannot write.
    Read,
    /// Writing (and on PostgreSQL reading too).
    Write,
}

/// Opens one connection and sets it up.
///
/// # Errors
/// `Conflict` with a text id of its own when the settings or the file must be changed, `Unavailable` when the server does not answer.
pub(super) fn open(settings: &StoreSettings, purpose: Purpose) -> Result<AnyConn> {
    match settings.location()? {
        Location::Sqlite(path) => {
            let address = super::file::prepare(&path)?;
            let connection = SqliteConnection::establish(&address)
                .map_err(|error| super::file::refused("error-database-permission", &path, &error.to_string()))?;
            let mut connection = AnyConn::Sqlite(connection);
            connection.batch_execute(&sqlite_setup(settings, purpose)).map_err(|error| super::file::setup_failed(&path, error))?;
            Ok(connection)
        }
        Location::Postgres(url) => {
            let connection = PgConnection::establish(&url).map_err(|error| unreachable_server(&error.to_string()))?;
            let mut connection = AnyConn::Pg(connection);
            connection.batch_execute(POSTGRES_SETUP)?;
            Ok(connection)
        }
    }
}

/// Statements that hang must not hold locks or connections for ever.
const POSTGRES_SETUP: &str = "SET statement_timeout = '60s'; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s'; SET standard_conforming_strings = on";

/// Small private caches beside a memory-mapped file keep the memory of many connections low.
fn sqlite_setup(settings: &StoreSettings, purpose: Purpose) -> String {
    let busy = settings.busy_timeout.as_millis();
    let synchronous = if settings.synchronous_full { "FULL" } else { "NORMAL" };
    let (cache, only) = match purpose {
        Purpose::Read => (2000, "PRAGMA query_only=ON;"),
        Purpose::Write => (4000, ""),
    };
    format!(
        "PRAGMA busy_timeout={busy}; PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA foreign_keys=ON; \
         PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456; PRAGMA cache_size=-{cache}; PRAGMA journal_size_limit=67108864; \
         PRAGMA trusted_schema=OFF; {only}"
    )
}

/// The first line of libpq's message names host and cause; it never holds the password.
fn unreachable_server(message: &str) -> Error {
    let message = message.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let lower = message.to_ascii_lowercase();
    if ["password authentication failed", "does not exist", "no password supplied", "pg_hba.conf"].iter().any(|sign| lower.contains(sign)) {
        return Error::Conflict(Reason::with(
            "error-database-login",
            format!("PostgreSQL refused the login; check database.url: {message}"),
        ));
    }
    if lower.contains("sslmode") && lower.contains("not compiled in") {
        return Error::Conflict(Reason::with(
            "error-database-tls",
            "this program was built without TLS to PostgreSQL; build it with the feature postgres-tls or use sslmode=disable on a trusted network",
        ));
    }
    Error::unavailable(format!("PostgreSQL cannot be reached: {message}"))
}
