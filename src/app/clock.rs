//! Where time comes from.

use crate::store::types::Timestamp;
use chrono::{DateTime, Datelike, Days, Duration as Span, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Timestamp;
}

/// The computer's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the computer's clock")]
    fn now(&self) -> Timestamp {
        Timestamp(Utc::now().timestamp_micros())
    }
}

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// A clock that stands at this time.
    pub const fn at(time: Timestamp) -> Self {
        Self(AtomicI64::new(time.0))
    }

    /// Moves the clock forward.
    pub fn advance(&self, duration: Duration) {
        let now = Timestamp(self.0.load(Ordering::SeqCst)).plus(duration);
        self.0.store(now.0, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// Central European time, with summer time from the last Sunday of March to the last of October, 01:00 UTC (directive 2000/84/EC).
pub fn german_time(at: DateTime<Utc>) -> NaiveDateTime {
    let utc = at.naive_utc();
    let change = |month| last_sunday(utc.year(), month).and_then(|day| day.and_hms_opt(1, 0, 0));
    let summer = matches!((change(3), change(10)), (Some(start), Some(end)) if utc >= start && utc < end);
    utc + Span::hours(if summer { 2 } else { 1 })
}

/// The end of this day in Central Europe: the midnight that follows it.
pub fn end_of_day(day: NaiveDate) -> Option<DateTime<Utc>> {
    let midnight = day.succ_opt()?.and_time(NaiveTime::MIN);
    // Clocks are never changed at midnight: it is exactly one of the two.
    let mut candidates = [2, 1].into_iter().filter_map(|hours| midnight.checked_sub_signed(Span::hours(hours)));
    candidates.find(|at| german_time(at.and_utc()) == midnight).map(|at| at.and_utc())
}

fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(u64::from(last.weekday().days_since(Weekday::Sun))))
}
