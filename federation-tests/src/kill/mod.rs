//! Nothing is lost: three programs, killed at random moments while people write on all of them.
//!
//! What happens when is decided by a seed (`plan`); people write by the forms of the pages (`writer`) and note what was acknowledged
//! (`ledger`); when the queues are empty again (`settle`) the databases are compared with that and with each other (`check`). A write
//! whose answer never came may or may not be there, but then everywhere.
//!
//! Must never: write into a database past the program's front door, once the programs run.

pub mod browser;
mod check;
mod dice;
mod ledger;
mod plan;
mod rows;
mod server;
mod settle;
mod storm;
mod writer;

pub use browser::{Browser, Reply};
pub use check::{Fault, Finding};
pub use ledger::Counts;
pub use rows::{sources, waiting_in};
pub use server::{Server, answers};
pub use settle::settle_with_turned_clocks;

use crate::Backend;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is to happen.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What chance depends on.
    pub seed: u64,
    /// So many kills.
    pub kills: usize,
    /// So far apart, on average.
    pub pace: Duration,
    /// So many writes, at least.
    pub writes: usize,
    /// Which databases.
    pub backend: Backend,
    /// The program.
    pub program: PathBuf,
    /// A folder for databases and logs.
    pub folder: PathBuf,
    /// Afterwards the programs end, and clocks are turned in this process; else the programs have the time they need.
    pub turn_clocks: bool,
}

impl Settings {
    /// The program, where the build puts it beside the program or test that runs now.
    pub fn built_program() -> Option<PathBuf> {
        let here = std::env::current_exe().ok()?;
        let beside = |folder: &Path| Some(folder.join(format!("dienstweg{}", std::env::consts::EXE_SUFFIX))).filter(|file| file.exists());
        here.ancestors().skip(1).take(2).find_map(beside)
    }
}

/// How it went.
#[derive(Debug)]
pub struct Report {
    /// What chance depended on.
    pub seed: u64,
    /// Which databases.
    pub backend: Backend,
    /// Processes that were killed.
    pub kills: usize,
    /// The longest time from a start until somebody answered.
    pub slowest_start: Duration,
    /// How the writes ended.
    pub counts: Counts,
    /// What there is in the end: objects, reactions, memberships, on all three together.
    pub rows: (usize, usize, usize),
    /// What was deleted before it got everywhere, and answers to that.
    pub overtaken: usize,
    /// What the instances refused from each other: how often.
    pub refused: usize,
    /// How long the storm lasted.
    pub lasted: Duration,
    /// How long it took until the queues were empty, or how far the clocks were turned.
    pub settled: Option<Duration>,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

impl Report {
    fn count(&self, fault: Fault) -> usize {
        self.findings.iter().filter(|finding| finding.fault == fault).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts { acknowledged, refused, failed, unanswered, not_sent, repeated, statuses } = &self.counts;
        writeln!(formatter, "seed {} on {:?}: {} kills in {:.0?}", self.seed, self.backend, self.kills, self.lasted)?;
        writeln!(
            formatter,
            "writes: {acknowledged} acknowledged ({repeated} of them when sent again), {refused} refused, {failed} failed, {unanswered} \
             unanswered, {not_sent} found nobody; by status {statuses:?}"
        )?;
        let (objects, reactions, members) = self.rows;
        writeln!(formatter, "rows on all three: {objects} objects, {reactions} reactions, {members} memberships")?;
        writeln!(formatter, "overtaken by deletions: {}; refused between instances: {}", self.overtaken, self.refused)?;
        writeln!(formatter, "slowest start: {:.2?}; settled after {:?}", self.slowest_start, self.settled)?;
        writeln!(
            formatter,
            "lost: {}, doubled: {}, findings: {}",
            self.count(Fault::Lost),
            self.count(Fault::Doubled),
            self.findings.len()
        )?;
        self.findings.iter().take(60).try_for_each(|finding| writeln!(formatter, "  {finding}"))
    }
}

/// Runs it.
///
/// # Panics
/// When it cannot be set up.
pub async fn run(settings: &Settings) -> Report {
    Box::pin(storm::run(settings)).await
}
