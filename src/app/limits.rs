//! Counting what may be tried only so often.

use crate::error::{Error, Result};
use crate::store::types::Timestamp;
use moka::sync::Cache;
use std::time::Duration;

/// How many counters are kept; the least used are forgotten first.
const COUNTERS: u64 = 100_000;
/// No counter outlives this.
const LONGEST: Duration = Duration::from_secs(24 * 3_600);

/// So much in so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// So many times.
    pub times: u32,
    /// After so many there has to be a growing pause between two: 1, 2, 4 … seconds.
    pub freely: u32,
    /// Within this time, counted from the first.
    pub within: Duration,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    times: u32,
    first: Timestamp,
    last: Timestamp,
}

/// Counters in the memory of this process, bounded in number: each process of a larger instance counts for itself.
#[derive(Debug, Clone)]
pub struct Limits(Cache<String, Count>);

impl Default for Limits {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(COUNTERS).time_to_idle(LONGEST).build())
    }
}

impl Limits {
    /// Whether one more is allowed under this key; counts nothing.
    ///
    /// # Errors
    /// `TooMany` with the seconds to wait.
    pub fn check(&self, key: &str, limit: Limit, now: Timestamp) -> Result<()> {
        let Some(count) = self.0.get(key).filter(|count| now.since(count.first) < limit.within) else { return Ok(()) };
        let pause = match count.times {
            times if times >= limit.times => limit.within.saturating_sub(now.since(count.first)),
            times if times > limit.freely => {
                Duration::from_secs(1 << (times - limit.freely - 1).min(16)).saturating_sub(now.since(count.last))
            }
            _ => Duration::ZERO,
        };
        if pause.is_zero() {
            return Ok(());
        }
        Err(Error::TooMany { retry_after: u32::try_from(pause.as_micros().div_ceil(1_000_000)).unwrap_or(u32::MAX) })
    }

    /// Counts one.
    pub fn count(&self, key: &str, limit: Limit, now: Timestamp) {
        self.0.entry(key.to_owned()).and_upsert_with(|known| {
            let known = known.map(moka::Entry::into_value).filter(|count| now.since(count.first) < limit.within);
            let before = known.unwrap_or(Count { times: 0, first: now, last: now });
            Count { times: before.times.saturating_add(1), last: now, ..before }
        });
    }

    /// [`Limits::check`], and if it is allowed [`Limits::count`].
    ///
    /// # Errors
    /// As [`Limits::check`].
    pub fn take(&self, key: &str, limit: Limit, now: Timestamp) -> Result<()> {
        self.check(key, limit, now)?;
        self.count(key, limit, now);
        Ok(())
    }

    /// Takes one back that turned out well.
    pub fn take_back(&self, key: &str) {
        self.0.entry(key.to_owned()).and_compute_with(|known| match known.map(moka::Entry::into_value) {
            Some(count) if count.times > 1 => moka::ops::compute::Op::Put(Count { times: count.times - 1, ..count }),
            _ => moka::ops::compute::Op::Remove,
        });
    }

    /// Begins anew.
    pub fn forget(&self, key: &str) {
        self.0.invalidate(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Limit = Limit { times: 5, freely: 2, within: Duration::from_secs(60) };

    fn wait(limits: &Limits, seconds: i64) -> u32 {
        match limits.check("a", LIMIT, Timestamp::from_seconds(seconds)) {
            Ok(()) => 0,
            Err(Error::TooMany { retry_after }) => retry_after,
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn first_free_then_slower_then_refused_then_free_again() {
        let limits = Limits::default();
        let mut waits = Vec::new();
        for second in [0, 0, 0, 1, 3] {
            assert_eq!(wait(&limits, second), 0, "{second}");
            limits.count("a", LIMIT, Timestamp::from_seconds(second));
            waits.push(wait(&limits, second));
        }
        assert_eq!(waits, [0, 0, 1, 2, 57]);
        assert_eq!((wait(&limits, 59), wait(&limits, 60)), (1, 0));
        assert!(limits.check("b", LIMIT, Timestamp::from_seconds(3)).is_ok());
    }
}
