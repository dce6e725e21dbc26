//! What was acknowledged, kept outside of the databases.

use super::browser::Reply;
use std::collections::BTreeMap;

/// Whether something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    Yes,
    No,
    /// The answer never came.
    Perhaps,
}

/// A post or comment that somebody sent.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// The word that its text begins with, in every version, and nobody else's.
    pub(super) token: String,
    /// Its number where it was written, once that was answered.
    pub(super) id: Option<i64>,
    /// What it may say now: what was acknowledged last, then what may have come after.
    pub(super) texts: Vec<String>,
    /// Whether its author deleted it.
    pub(super) deleted: Known,
}

/// What one person did.
#[derive(Debug, Clone, Default)]
pub(super) struct Ledger {
    /// On which instance.
    pub(super) instance: usize,
    /// User name.
    pub(super) person: String,
    pub(super) written: Vec<Written>,
    /// Whether the person reacts to an object (by its number there) with a symbol.
    pub(super) reactions: BTreeMap<(i64, String), Known>,
    /// Whether the person is in a community, for those that were ever joined or left.
    pub(super) memberships: BTreeMap<usize, Known>,
    pub(super) counts: Counts,
}

/// How many writes ended how.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// Answered with success.
    pub acknowledged: usize,
    /// Answered with a refusal (4xx): nothing may have happened.
    pub refused: usize,
    /// Answered with a fault of the server (5xx).
    pub failed: usize,
    /// Taken, but never answered.
    pub unanswered: usize,
    /// Nobody was there.
    pub not_sent: usize,
    /// Unanswered, sent once more and acknowledged then.
    pub repeated: usize,
    /// Each status that a write was answered with, and how often.
    pub statuses: BTreeMap<u16, usize>,
}

impl Counts {
    /// Adds those of somebody else.
    pub(super) fn add(&mut self, other: &Self) {
        self.acknowledged += other.acknowledged;
        self.refused += other.refused;
        self.failed += other.failed;
        self.unanswered += other.unanswered;
        self.not_sent += other.not_sent;
        self.repeated += other.repeated;
        for (status, count) in &other.statuses {
            *self.statuses.entry(*status).or_default() += count;
        }
    }

    /// Notes how a write ended. Returns whether it had its effect.
    pub(super) fn note(&mut self, reply: &Reply) -> Known {
        if let Some(status) = reply.status() {
            *self.statuses.entry(status.as_u16()).or_default() += 1;
        }
        match reply {
            // Whoever is not logged in is led to the page for that.
            Reply::Answer(_) if reply.location().is_some_and(|path| !path.starts_with("/anmelden")) => {
                self.acknowledged += 1;
                Known::Yes
            }
            Reply::Answer(response) if response.status().is_server_error() => {
                self.failed += 1;
                Known::Perhaps
            }
            Reply::Answer(_) => {
                self.refused += 1;
                Known::No
            }
            Reply::NotSent => {
                self.not_sent += 1;
                Known::No
            }
            Reply::Lost => {
                self.unanswered += 1;
                Known::Perhaps
            }
        }
    }
}
