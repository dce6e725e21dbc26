//! Points in time as people read them.

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};

use super::texts::{Language, Texts};
use crate::app::german_time;

/// A point in time for `<time datetime="…" title="…">…</time>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// RFC 3339, UTC, for machines.
    pub datetime: String,
    /// In words: "vor 12 Minuten", "gestern, 16:40 Uhr", "3. März 2026".
    pub words: String,
    /// The whole date and time.
    pub full: String,
}

impl Moment {
    /// The moment `at`, told from `now`, in German time.
    pub fn new(t: Texts, at: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        let (local, today) = (german_time(at), german_time(now).date());
        let full = full(t, local);
        let (date, clock) = (date(t, local.date()), clock(local));
        let age = now - at;
        let words = if age < Duration::zero() && age > -Duration::minutes(5) || age >= Duration::zero() && age < Duration::minutes(1) {
            t.t("time-now").into_owned()
        } else if age < Duration::zero() {
            full.clone()
        } else if age < Duration::hours(1) {
            t.with("time-minutes-ago", "count", age.num_minutes()).into_owned()
        } else if local.date() == today {
            t.with("time-today", "clock", &clock).into_owned()
        } else if Some(local.date()) == today.checked_sub_days(Days::new(1)) {
            t.with("time-yesterday", "clock", &clock).into_owned()
        } else {
            date
        };
        Self { datetime: at.format("%Y-%m-%dT%H:%M:%SZ").to_string(), words, full }
    }
}

/// Until when something holds, as a part of a sentence: "bis einschließlich 24. Dezember 2026" where it ends together with a day.
pub fn until(t: Texts, end: DateTime<Utc>) -> String {
    let local = german_time(end);
    let last = local.date().pred_opt().filter(|_| local.time() == NaiveTime::MIN);
    match last {
        Some(last) => t.with("time-until-day", "day", date(t, last)).into_owned(),
        None => t.with("time-until-clock", "time", full(t, local)).into_owned(),
    }
}

fn full(t: Texts, local: NaiveDateTime) -> String {
    t.with_two("time-full", "date", date(t, local.date()), "clock", clock(local)).into_owned()
}

fn date(t: Texts, day: NaiveDate) -> String {
    let month = t.t(MONTHS[day.month0() as usize]);
    match t.language() {
        Language::German | Language::GermanFormal => format!("{}. {month} {}", day.day(), day.year()),
        Language::English => format!("{} {month} {}", day.day(), day.year()),
    }
}

fn clock(time: NaiveDateTime) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}

const MONTHS: [&str; 12] =
    ["month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9", "month-10", "month-11", "month-12"];

#[cfg(test)]
mod tests {
    use super::*;

    fn words(at: &str, now: &str, language: Language) -> String {
        let parse = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        Moment::new(Texts::new(language), parse(at), parse(now)).words
    }

    #[test]
    fn told_from_now() {
        let now = "2026-11-21T12:00:00Z";
        let german = |at| words(at, now, Language::German);
        assert_eq!(german("2026-11-21T11:59:30Z"), "gerade eben");
        assert_eq!(german("2026-11-21T11:48:00Z"), "vor 12 Minuten");
        assert_eq!(german("2026-11-21T11:59:00Z"), "vor einer Minute");
        assert_eq!(german("2026-11-21T08:05:00Z"), "heute, 9:05 Uhr");
        assert_eq!(german("2026-11-20T23:30:00Z"), "heute, 0:30 Uhr");
        assert_eq!(german("2026-11-20T15:40:00Z"), "gestern, 16:40 Uhr");
        assert_eq!(german("2026-03-03T10:00:00Z"), "3. März 2026");
        assert_eq!(german("2026-12-24T17:00:00Z"), "24. Dezember 2026, 18:00 Uhr");
        assert_eq!(words("2026-03-03T10:00:00Z", now, Language::English), "3 March 2026");
    }

    #[test]
    fn what_ends_with_a_day_names_that_day() {
        for (day, words) in [
            ("2026-12-24", "bis einschließlich 24. Dezember 2026"),
            ("2026-07-01", "bis einschließlich 1. Juli 2026"),
            // The days on which clocks change, and those before.
            ("2026-03-28", "bis einschließlich 28. März 2026"),
            ("2026-03-29", "bis einschließlich 29. März 2026"),
            ("2026-10-24", "bis einschließlich 24. Oktober 2026"),
            ("2026-10-25", "bis einschließlich 25. Oktober 2026"),
        ] {
            let end = crate::app::end_of_day(NaiveDate::parse_from_str(day, "%Y-%m-%d").unwrap()).unwrap();
            assert_eq!(until(Texts::new(Language::German), end), words);
        }
        let clock = DateTime::parse_from_rfc3339("2026-12-24T23:00:01Z").unwrap().to_utc();
        assert_eq!(until(Texts::new(Language::German), clock), "bis 25. Dezember 2026, 0:00 Uhr");
    }

    #[test]
    fn summer_time_begins_and_ends() {
        let clock_at = |text: &str| clock(german_time(DateTime::parse_from_rfc3339(text).unwrap().to_utc()));
        assert_eq!(clock_at("2026-03-29T00:59:00Z"), "1:59");
        assert_eq!(clock_at("2026-03-29T01:00:00Z"), "3:00");
        assert_eq!(clock_at("2026-10-25T00:59:00Z"), "2:59");
        assert_eq!(clock_at("2026-10-25T01:00:00Z"), "2:00");
    }
}
