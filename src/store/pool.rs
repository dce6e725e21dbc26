//! Connections that wait for their next use.

use std::ops::{Deref, DerefMut};
use std::time::{Duration, Instant};

use diesel::r2d2::{HandleError, ManageConnection, Pool, PooledConnection, R2D2Connection};

use super::connection::{self, AnyConn, Backend, Purpose};
use super::settings::StoreSettings;
use crate::error::{Error, Result};

/// After this long without use a connection is tested before it is used again.
const TRUSTED: Duration = Duration::from_secs(1);

/// Makes and tests the pool's connections.
pub(super) struct Manager {
    settings: StoreSettings,
    purpose: Purpose,
}

/// A connection, and whether it may have been lost.
pub(super) struct Lent {
    connection: AnyConn,
    used: Instant,
    suspect: bool,
}

impl Lent {
    /// Notes how the last use went: a connection that may have failed is tested before its next one.
    pub(super) fn used<R>(&mut self, result: &Result<R>) {
        self.used = Instant::now();
        self.suspect = matches!(result, Err(Error::Unavailable(_) | Error::Internal(_)));
    }
}

impl Deref for Lent {
    type Target = AnyConn;

    fn deref(&self) -> &AnyConn {
        &self.connection
    }
}

impl DerefMut for Lent {
    fn deref_mut(&mut self) -> &mut AnyConn {
        &mut self.connection
    }
}

impl ManageConnection for Manager {
    type Connection = Lent;
    type Error = Error;

    fn connect(&self) -> Result<Lent> {
        Ok(Lent { connection: connection::open(&self.settings, self.purpose)?, used: Instant::now(), suspect: false })
    }

    fn is_valid(&self, lent: &mut Lent) -> Result<()> {
        // A file does not go away; a test of each use would cost a round trip to the server.
        if !lent.suspect && (lent.backend() == Backend::Sqlite || lent.used.elapsed() < TRUSTED) {
            return Ok(());
        }
        Ok(lent.connection.ping()?)
    }

    fn has_broken(&self, lent: &mut Lent) -> bool {
        std::thread::panicking() || lent.connection.is_broken()
    }
}

/// Failures in the background are told to the log; whoever waits gets `Unavailable`.
#[derive(Debug)]
struct Log;

impl HandleError<Error> for Log {
    fn handle_error(&self, error: Error) {
        tracing::warn!(%error, "a connection to the database failed");
    }
}

/// Opens the pool.
pub(super) fn build(settings: &StoreSettings, backend: Backend) -> Result<Pool<Manager>> {
    let readers = settings.readers.max(1);
    let builder = Pool::builder().connection_timeout(settings.wait).test_on_check_out(true).error_handler(Box::new(Log));
    let (builder, purpose) = match backend {
        Backend::Sqlite => (builder.max_size(readers).idle_timeout(None).max_lifetime(None), Purpose::Read),
        Backend::Postgres => (builder.max_size(readers + settings.writers.max(1)).min_idle(Some(1)), Purpose::Write),
    };
    builder.build(Manager { settings: settings.clone(), purpose }).map_err(Error::unavailable)
}

/// A connection within the pool's waiting time.
pub(super) fn lend(pool: &Pool<Manager>) -> Result<PooledConnection<Manager>> {
    pool.get().map_err(|error| Error::unavailable(format!("no connection to the database: {error}")))
}
