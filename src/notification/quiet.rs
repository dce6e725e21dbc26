//! Quiet hours: when a person does not want to be disturbed. What happens then is told as always and waits; only nobody is called.

use super::model::Level;
use crate::app::german_time;
use crate::error::Result;
use crate::store::schema::notification_settings as settings;
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn};
use chrono::{DateTime, Datelike, NaiveDateTime, Timelike};
use diesel::prelude::*;

/// Hours of some days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    /// From this minute of the day.
    pub from: u16,
    /// To this minute; at or before `from` it is one of the next day.
    pub to: u16,
    /// The days on which it begins: Monday is 1, Tuesday 2, Wednesday 4 …
    pub days: u8,
}

impl Quiet {
    /// Whether they hold at this time of the clock on the wall.
    pub fn holds_at(self, at: NaiveDateTime) -> bool {
        let minute = u16::try_from(at.num_seconds_from_midnight() / 60).unwrap_or_default();
        let today = at.weekday().num_days_from_monday();
        let begins = |day: u32| self.days & (1 << (day % 7)) != 0;
        if self.from < self.to {
            return begins(today) && (self.from..self.to).contains(&minute);
        }
        begins(today) && minute >= self.from || begins(today + 6) && minute < self.to
    }
}

/// The quiet hours of a person.
pub fn of(conn: &mut Conn, actor_id: i64) -> Result<Option<Quiet>> {
    type Row = (Option<i16>, Option<i16>, i16);
    let columns = (settings::quiet_from, settings::quiet_to, settings::quiet_days);
    let row: Option<Row> = settings::table.find(actor_id).select(columns).first(conn).optional()?;
    let Some((Some(from), Some(to), days)) = row else { return Ok(None) };
    let minutes = |value: i16| u16::try_from(value).unwrap_or_default();
    Ok(Some(Quiet { from: minutes(from), to: minutes(to), days: u8::try_from(days).unwrap_or_default() }))
}

/// Changes them; none is never.
pub fn set(conn: &mut Conn, actor_id: i64, quiet: Option<Quiet>) -> Result<()> {
    let minutes = |value: u16| i16::try_from(value).unwrap_or_default();
    let (from, to) = (quiet.map(|quiet| minutes(quiet.from)), quiet.map(|quiet| minutes(quiet.to)));
    let columns =
        (settings::quiet_from.eq(from), settings::quiet_to.eq(to), settings::quiet_days.eq(quiet.map_or(0, |quiet| i16::from(quiet.days))));
    diesel::insert_into(settings::table)
        .values((settings::actor_id.eq(actor_id), settings::level.eq(Level::All), columns))
        .on_conflict(settings::actor_id)
        .do_update()
        .set(columns)
        .both()
        .execute(conn)?;
    Ok(())
}

/// Whether this person does not want to be disturbed now.
pub fn holds(conn: &mut Conn, actor_id: i64, now: Timestamp) -> Result<bool> {
    let Some(quiet) = of(conn, actor_id)? else { return Ok(false) };
    let Some(now) = DateTime::from_timestamp_micros(now.0) else { return Ok(false) };
    Ok(quiet.holds_at(german_time(now)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn hours_belong_to_the_day_on_which_they_begin() {
        // 2026-11-20 is a Friday.
        let evening = Quiet { from: 18 * 60, to: 7 * 60, days: 0b001_1111 };
        let cases = [
            ("2026-11-20 17:59", false),
            ("2026-11-20 18:00", true),
            ("2026-11-21 06:59", true),
            ("2026-11-21 07:00", false),
            ("2026-11-21 18:00", false),
            ("2026-11-23 06:59", false),
            ("2026-11-23 18:00", true),
        ];
        for (time, holds) in cases {
            assert_eq!(evening.holds_at(at(time)), holds, "{time}");
        }
        let lunch = Quiet { from: 12 * 60, to: 13 * 60, days: 1 };
        assert!(
            lunch.holds_at(at("2026-11-23 12:59")) && !lunch.holds_at(at("2026-11-23 13:00")) && !lunch.holds_at(at("2026-11-24 12:30"))
        );
        let sunday = Quiet { from: 0, to: 0, days: 0b100_0000 };
        assert!(
            sunday.holds_at(at("2026-11-22 00:00")) && sunday.holds_at(at("2026-11-22 23:59")) && !sunday.holds_at(at("2026-11-23 00:00"))
        );
    }
}
