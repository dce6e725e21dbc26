//! Work for later: durable jobs in the database, written in the transaction that causes them, run by a worker, tried again when they fail.
//! Knows no single job; the list of kinds is handed in by `main`. Must not hold anything in memory that a restart would lose.

mod queue;
mod worker;

pub use queue::{Job, again, discard, enqueue, failed, is_left, standing, waiting};
pub use worker::{Handler, Registry, run_due};
