//! The database: one program for SQLite (one file, the default) and PostgreSQL. It knows connections, transactions, types, tables and
//! migrations. It must never know what a community or an activity is, reach the network beyond the database, or let anything but
//! [`Store::read`] and [`Store::write`] run statements.

mod among;
mod connection;
mod errors;
mod file;
pub mod migrate;
pub mod node;
mod pool;
mod prepared;
mod rfc3339;
#[expect(missing_docs, reason = "a table's columns are described in the migrations and in the models")]
pub mod schema;
mod settings;
#[doc(hidden)]
pub mod testing;
#[cfg(test)]
mod tests;
pub mod types;
mod writer;

use std::sync::Arc;

use diesel::prelude::*;
use diesel::r2d2::Pool;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot, watch};

pub use self::among::among;
pub use self::connection::{AnyConn, Backend, Both, BothExt, Conn, MultiBackend, ROWS_AT_ONCE};
pub use self::errors::asks_to_try_again;
pub use self::prepared::prepared_update;
pub use self::settings::StoreSettings;
pub use self::types::{Timestamp, Ts};
use crate::error::{Error, Result};
pub use crate::{insert_missing, on_each};

/// The database. A handle: clones share everything.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    backend: Backend,
    settings: StoreSettings,
    pool: Pool<pool::Manager>,
    /// As many blocking threads as there are connections for reading, so that others do not queue for a connection.
    readers: Arc<Semaphore>,
    writer: Writer,
    commits: watch::Sender<u64>,
}

enum Writer {
    /// SQLite: one thread.
    Thread(mpsc::Sender<Box<dyn writer::Job>>),
    /// PostgreSQL: connections of the pool.
    Pool(Arc<Semaphore>),
}

impl std::fmt::Debug for Store {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Store").field("backend", &self.inner.backend).finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the database; migrations are left to [`migrate::migrate`]. Blocks until connections stand or fail.
    ///
    /// # Errors
    /// `Conflict` with a text id of its own and what to do in the detail when the settings, the file or the server must be changed
    /// (`error-database-url`, `-folder`, `-file`, `-permission`, `-login`, `-tls`, `-too-old`, `-newer`); `Unavailable` when the server does
    /// not answer or the file is locked.
    pub fn open(settings: &StoreSettings) -> Result<Self> {
        let mut connection = connect(settings)?;
        migrate::refuse_newer(&mut connection)?;
        Self::with(settings, connection)
    }

    /// Brings the tables up to date and opens the database; answers the names of the migrations that ran.
    ///
    /// # Errors
    /// As [`Store::open`] and [`migrate::migrate`].
    pub fn open_and_migrate(settings: &StoreSettings) -> Result<(Self, Vec<String>)> {
        let mut connection = connect(settings)?;
        let applied = migrate::migrate(&mut connection)?;
        Ok((Self::with(settings, connection)?, applied))
    }

    fn with(settings: &StoreSettings, connection: AnyConn) -> Result<Self> {
        let backend = connection.backend();
        let commits = watch::Sender::new(0);
        let pool = pool::build(settings, backend)?;
        let writer = match backend {
            Backend::Sqlite => Writer::Thread(writer::start(settings.clone(), connection, commits.clone())?),
            Backend::Postgres => Writer::Pool(permits(settings.writers)),
        };
        let readers = permits(settings.readers);
        Ok(Self { inner: Arc::new(Inner { backend, settings: settings.clone(), pool, readers, writer, commits }) })
    }

    /// Which database this is.
    pub fn backend(&self) -> Backend {
        self.inner.backend
    }

    /// A number that grows after each group of writes this process committed: whoever waits for rows need not poll. Rows that other
    /// processes write on the same PostgreSQL do not show here.
    pub fn subscribe_commits(&self) -> watch::Receiver<u64> {
        self.inner.commits.subscribe()
    }

    /// Reads on a pooled connection. On SQLite a statement that writes is an error. Each statement sees what was committed before it; there
    /// is no transaction around them.
    ///
    /// # Errors
    /// What `work` answers; `Unavailable` when no connection can be had in time; `Internal` when it panics.
    pub async fn read<R, F>(&self, work: F) -> Result<R>
    where
        F: FnOnce(&mut Conn) -> Result<R> + Send + 'static,
        R: Send + 'static,
    {
        let permit = self.permit(&self.inner.readers).await?;
        self.on_pool(permit, work).await
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// `Unavailable` when it does not.
    pub async fn ping(&self) -> Result<()> {
        self.read(|connection| Ok(diesel::r2d2::R2D2Connection::ping(connection)?)).await
    }

    /// Runs `work` in one transaction and answers after its commit; an error or a panic rolls it back, and it alone. No network and no
    /// waiting inside: on SQLite all writes go through one thread, and a transaction can hold up to 256 of them.
    ///
    /// Once it has begun it is finished even if the caller no longer waits.
    ///
    /// # Errors
    /// What `work` answers; `Unavailable` when it could not begin or commit (nothing is written then; after a lost connection to
    /// PostgreSQL the outcome can be unknown, as with every database); `Internal` when it panics.
    pub async fn write<R, F>(&self, work: F) -> Result<R>
    where
        F: FnOnce(&mut Conn) -> Result<R> + Send + 'static,
        R: Send + 'static,
    {
        match &self.inner.writer {
            Writer::Thread(jobs) => {
                let (answer, answered) = oneshot::channel();
                let job = Box::new(writer::Write::new(work, answer));
                jobs.send_timeout(job, self.inner.settings.wait)
                    .await
                    .map_err(|_| Error::unavailable("too many writes wait for the database"))?;
                answered.await.map_err(|_| Error::unavailable("the database is closing"))?
            }
            Writer::Pool(writers) => {
                let permit = self.permit(writers).await?;
                let commits = self.inner.commits.clone();
                self.on_pool(permit, move |connection| {
                    let result = connection.transaction(work)?;
                    commits.send_modify(|count| *count += 1);
                    Ok(result)
                })
                .await
            }
        }
    }

    async fn permit(&self, semaphore: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit> {
        let permit = tokio::time::timeout(self.inner.settings.wait, Arc::clone(semaphore).acquire_owned()).await;
        permit.map_err(|_| Error::unavailable("too many wait for the database"))?.map_err(Error::unavailable)
    }

    /// The permit is given back after the connection, even if nobody waits for the answer any more.
    async fn on_pool<R, F>(&self, permit: OwnedSemaphorePermit, work: F) -> Result<R>
    where
        F: FnOnce(&mut Conn) -> Result<R> + Send + 'static,
        R: Send + 'static,
    {
        let pool = self.inner.pool.clone();
        let task = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let mut lent = pool::lend(&pool)?;
            let result = work(&mut lent);
            lent.used(&result);
            result
        });
        task.await.unwrap_or_else(|error| {
            Err(if error.is_panic() {
                Error::internal("work on the database panicked")
            } else {
                Error::unavailable("the program is stopping")
            })
        })
    }
}

fn permits(count: u32) -> Arc<Semaphore> {
    Arc::new(Semaphore::new(usize::try_from(count.max(1)).unwrap_or(1)))
}

/// One connection that may write, outside the pool: for migrations and commands.
///
/// # Errors
/// As [`Store::open`].
pub fn connect(settings: &StoreSettings) -> Result<Conn> {
    let mut connection = connection::open(settings, connection::Purpose::Write)?;
    migrate::refuse_old_server(&mut connection)?;
    Ok(connection)
}
