//! Federation policy: with which servers this instance exchanges what, and why.
//!
//! [`decide_peer`] is asked before any JSON, DNS or HTTP, [`decide`] once the activity is known. Both are pure functions over a
//! [`PolicySnapshot`]; they never look anything up and never fail. Only `rules` reads and writes the database. Each ruling carries its
//! explanation, so that "why did this not arrive?" can be answered.

mod decide;
mod explanation;
mod hosts;
mod rules;
#[cfg(test)]
mod tests;

pub use crate::config::Mode;
pub use decide::{Direction, PolicySnapshot, Question, decide, decide_peer};
pub use explanation::{Decision, Explanation, Filter, Ruling, Source, Step};
pub use hosts::{Action, Rule};
pub use rules::{StoredRule, list, load, remove, set};
