//! SQLite's one writer: a thread that takes the waiting writes together into one transaction, each in a savepoint of its own, and answers
//! them after the commit. So a slow disk costs one wait for the group, not one for each write.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::prelude::*;
use tokio::sync::{mpsc, oneshot, watch};

use super::connection::{self, AnyConn, Purpose};
use super::settings::StoreSettings;
use crate::error::{Error, Result};

/// The writer's stack, in bytes: an answer can bring up to twenty others that it answers, one inside the other.
const STACK: usize = 16 * 1024 * 1024;

/// Writes in one group.
const GROUP: usize = 256;
/// A group takes no further writes after this time, so that the first need not wait for long.
const GROUP_TIME: Duration = Duration::from_millis(100);
/// Writes that wait for their turn before [`super::Store::write`] waits itself.
const WAITING: usize = 4096;
/// A single write that takes longer than this is worth a line in the log.
const SLOW: Duration = Duration::from_secs(1);

/// A write with its answer; the types of both are hidden so that a group can hold any.
pub(super) trait Job: Send {
    /// Whether nobody waits for the answer any more.
    fn abandoned(&self) -> bool;
    /// Runs the write in a savepoint and keeps its result; whether it changed anything that is to be committed.
    fn run(&mut self, connection: &mut AnyConn) -> bool;
    /// Answers, after the group's commit (`None`) or its failure (what happened, for the log).
    fn answer(self: Box<Self>, failure: Option<&str>);
}

/// The only implementation of [`Job`].
pub(super) struct Write<F, R> {
    work: Option<F>,
    result: Option<Result<R>>,
    answer: oneshot::Sender<Result<R>>,
}

impl<F, R> Write<F, R> {
    pub(super) const fn new(work: F, answer: oneshot::Sender<Result<R>>) -> Self {
        Self { work: Some(work), result: None, answer }
    }
}

impl<F, R> Job for Write<F, R>
where
    F: FnOnce(&mut AnyConn) -> Result<R> + Send,
    R: Send,
{
    fn abandoned(&self) -> bool {
        self.answer.is_closed()
    }

    fn run(&mut self, connection: &mut AnyConn) -> bool {
        let Some(work) = self.work.take() else { return false };
        let outcome = catch_unwind(AssertUnwindSafe(|| connection.transaction(work)));
        let result = outcome.unwrap_or_else(|_| Err(Error::internal("a write panicked")));
        self.result.insert(result).is_ok()
    }

    fn answer(self: Box<Self>, failure: Option<&str>) {
        let result = match (failure, self.result) {
            // What failed by itself keeps its own reason: nothing of it was to be committed.
            (_, Some(Err(error))) => Err(error),
            (Some(cause), _) => Err(Error::unavailable(cause)),
            (None, Some(done)) => done,
            (None, None) => Err(Error::unavailable("the write was given up before its turn")),
        };
        // Nobody may be waiting any more; what is committed stays committed.
        drop(self.answer.send(result));
    }
}

/// Starts the thread; it ends when the last sender is gone.
pub(super) fn start(settings: StoreSettings, connection: AnyConn, commits: watch::Sender<u64>) -> Result<mpsc::Sender<Box<dyn Job>>> {
    let (sender, receiver) = mpsc::channel(WAITING);
    let writer = Writer { settings, connection: Some(connection), commits };
    std::thread::Builder::new()
        .name("database-writer".to_owned())
        .stack_size(STACK)
        .spawn(move || writer.run(receiver))
        .map_err(Error::unavailable)?;
    Ok(sender)
}

struct Writer {
    settings: StoreSettings,
    /// `None` after a failure that left it in doubt; the next group opens it anew.
    connection: Option<AnyConn>,
    commits: watch::Sender<u64>,
}

impl Writer {
    fn run(mut self, mut waiting: mpsc::Receiver<Box<dyn Job>>) {
        while let Some(first) = waiting.blocking_recv() {
            let mut group = Vec::new();
            let outcome = self.group(first, &mut waiting, &mut group);
            match &outcome {
                Ok(0) => {}
                Ok(_) => self.commits.send_modify(|count| *count += 1),
                Err(cause) => {
                    tracing::error!(%cause, writes = group.len(), "a group of writes failed");
                    self.reset();
                }
            }
            let failure = outcome.err();
            for job in group {
                job.answer(failure.as_deref());
            }
        }
    }

    /// One transaction. Puts every job it took into `group`, whatever happens; the number is that of the writes
    /// that succeeded.
    fn group(
        &mut self,
        first: Box<dyn Job>,
        waiting: &mut mpsc::Receiver<Box<dyn Job>>,
        group: &mut Vec<Box<dyn Job>>,
    ) -> Result<usize, String> {
        let mut next = Some(first);
        let connection = match self.begin() {
            Ok(connection) => connection,
            Err(error) => {
                // The others that wait would only wait as long for the same answer.
                group.extend(next);
                while group.len() < GROUP
                    && let Ok(job) = waiting.try_recv()
                {
                    group.push(job);
                }
                return Err(format!("could not begin: {error}"));
            }
        };
        let start = Instant::now();
        let mut written = 0;
        while let Some(mut job) = next {
            if !job.abandoned() {
                written += usize::from(run_one(job.as_mut(), connection));
            }
            group.push(job);
            if !roll_back_to(connection, 1) {
                return Err("the transaction was lost".to_owned());
            }
            next = if group.len() < GROUP && start.elapsed() < GROUP_TIME { waiting.try_recv().ok() } else { None };
        }
        <AnyConn as Connection>::TransactionManager::commit_transaction(connection).map_err(|error| format!("commit failed: {error}"))?;
        Ok(written)
    }

    fn begin(&mut self) -> Result<&mut AnyConn> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => connection::open(&self.settings, Purpose::Write)?,
        };
        let connection = self.connection.insert(connection);
        if let AnyConn::Sqlite(sqlite) = connection {
            AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE")?;
        }
        Ok(connection)
    }

    /// After a failure: back to a connection without a transaction, or to none.
    fn reset(&mut self) {
        let Some(mut connection) = self.connection.take() else { return };
        if roll_back_to(&mut connection, 0) {
            self.connection = Some(connection);
        } else {
            // Closing rolls back. A statement that fails to close must not end the thread.
            drop(catch_unwind(AssertUnwindSafe(move || drop(connection))));
        }
    }
}

fn run_one(job: &mut dyn Job, connection: &mut AnyConn) -> bool {
    let start = Instant::now();
    let written = job.run(connection);
    let took = start.elapsed();
    if took > SLOW {
        tracing::warn!(milliseconds = took.as_millis(), "a slow write held up the others");
    }
    written
}

/// Undoes what a panic left open above this depth; whether exactly this depth is reached.
fn roll_back_to(connection: &mut AnyConn, wanted: u32) -> bool {
    loop {
        let Some(depth) = depth(connection) else { return false };
        if depth <= wanted {
            return depth == wanted;
        }
        if <AnyConn as Connection>::TransactionManager::rollback_transaction(connection).is_err() {
            return false;
        }
    }
}

/// Open transaction and savepoints; `None` when diesel has lost count.
fn depth(connection: &mut AnyConn) -> Option<u32> {
    let status = <AnyConn as Connection>::TransactionManager::transaction_manager_status_mut(connection);
    status.transaction_depth().ok().map(|depth| depth.map_or(0, |depth| depth.get()))
}
