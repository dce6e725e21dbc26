//! What was done a moment ago.

use crate::store::types::Timestamp;
use moka::sync::Cache;
use std::time::Duration;

/// Who sends the same again within this time pressed twice.
const TWICE: Duration = Duration::from_secs(60);
/// Nothing is kept for longer, whatever the clock of the instance says.
const LONGEST: Duration = Duration::from_secs(120);
/// So much is kept; the oldest goes first.
const MOST: u64 = 10_000;

/// What was done a moment ago, in the memory of this process and nowhere else: for what must leave no row behind and happen once all the same.
#[derive(Debug, Clone)]
pub struct Once(Cache<String, Timestamp>);

impl Default for Once {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(MOST).time_to_live(LONGEST).build())
    }
}

impl Once {
    /// Whether this was not done within the last minute. Of two who ask at once, one is first.
    pub fn is_first(&self, key: &str, now: Timestamp) -> bool {
        let mut first = false;
        self.0.entry(key.to_owned()).and_upsert_with(|known| match known.map(moka::Entry::into_value) {
            Some(at) if now.since(at) < TWICE => at,
            _ => {
                first = true;
                now
            }
        });
        first
    }

    /// Whether it was done within the last minute.
    pub fn was_done(&self, key: &str, now: Timestamp) -> bool {
        self.0.get(key).is_some_and(|at| now.since(at) < TWICE)
    }

    /// It came to nothing: trying again is no repetition.
    pub fn forget(&self, key: &str) {
        self.0.invalidate(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_within_a_minute_is_none() {
        let once = Once::default();
        let at = Timestamp::from_seconds;
        assert!(once.is_first("a", at(0)));
        assert!(!once.is_first("a", at(59)), "pressed twice");
        assert!(once.was_done("a", at(59)) && !once.was_done("a", at(60)) && !once.was_done("b", at(0)));
        assert!(once.is_first("b", at(59)));
        assert!(once.is_first("a", at(60)), "said again");
        once.forget("a");
        assert!(once.is_first("a", at(61)), "it came to nothing before");
    }
}
