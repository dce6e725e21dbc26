//! A tolerant reader for the times other servers write.

use chrono::NaiveDate;

/// Microseconds since the epoch, saturating for years far away; `None` when it is no time at all.
pub(super) fn parse(text: &str) -> Option<i64> {
    let text = text.trim();
    if !text.is_ascii() {
        return None;
    }
    let split = text.find(['T', 't', ' ']);
    let (date, rest) = match split {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    let (year, month, day) = parse_date(date)?;
    let (time, offset) = parse_time(rest.trim())?;
    if !(0..=9999).contains(&year) {
        // A date that exists in a year the calendar cannot hold lies at the end of time.
        NaiveDate::from_ymd_opt(2000, month, day)?;
        return Some(if year < 0 { i64::MIN } else { i64::MAX });
    }
    let days = i64::from(NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?.to_epoch_days());
    Some((days * 86_400 - offset) * 1_000_000 + time)
}

/// Year (with a sign and more than four digits if need be), month, day.
fn parse_date(date: &str) -> Option<(i64, u32, u32)> {
    let (negative, unsigned) = match date.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, date.strip_prefix('+').unwrap_or(date)),
    };
    let mut parts = unsigned.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() < 4 || year.len() > 12 {
        return None;
    }
    let year = i64::from(digits(year.get(..year.len().min(9))?)?).max(i64::from(year.len() > 9) * 10_000);
    Some((if negative { -year } else { year }, two(month)?, two(day)?))
}

/// Microseconds of the day and the zone's seconds east of Greenwich.
fn parse_time(text: &str) -> Option<(i64, i64)> {
    if text.is_empty() {
        return Some((0, 0));
    }
    let zone_at = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let (clock, zone) = (text[..zone_at].trim_end(), &text[zone_at..]);
    let (clock, fraction) = clock.split_once(['.', ',']).unwrap_or((clock, ""));
    let mut parts = clock.split(':');
    let (hour, minute) = (two(parts.next()?)?, two(parts.next()?)?);
    let second = parts.next().map_or(Some(0), two)?;
    if parts.next().is_some() || hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0) {
        return None;
    }
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut micros = i64::from(digits(&format!("{fraction:0<6}")[..6])?);
    let mut second = i64::from(second);
    if second == 60 {
        // A leap second has no number of its own; it counts as the last moment before it.
        (second, micros) = (59, 999_999);
    }
    let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + second;
    Some((seconds * 1_000_000 + micros, parse_zone(zone)?))
}

/// `Z`, nothing, `+01:00`, `+0100` or `+01`.
fn parse_zone(zone: &str) -> Option<i64> {
    if zone.is_empty() || zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let rest = zone.strip_prefix(['+', '-'])?;
    let (hours, minutes) = match rest.len() {
        2 => (rest, "00"),
        4 => rest.split_at(2),
        5 => rest.split_once(':')?,
        _ => return None,
    };
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    (hours <= 23 && minutes <= 59).then(|| sign * (i64::from(hours) * 3600 + i64::from(minutes) * 60))
}

fn two(text: &str) -> Option<u32> {
    if matches!(text.len(), 1 | 2) { digits(text) } else { None }
}

fn digits(text: &str) -> Option<u32> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::types::Timestamp;

    /// 2026-11-21T09:30:00Z.
    const MORNING: i64 = 1_795_253_400_000_000;

    #[test]
    fn what_other_servers_write() {
        for (text, microseconds) in [
            ("2026-11-21T09:30:00Z", MORNING),
            ("2026-11-21T09:30:00z", MORNING),
            ("2026-11-21t09:30:00.000Z", MORNING),
            (" 2026-11-21 09:30:00 ", MORNING),
            ("2026-11-21T09:30Z", MORNING),
            ("2026-11-21T09:30", MORNING),
            ("2026-11-21T10:30:00+01:00", MORNING),
            ("2026-11-21T10:30:00+0100", MORNING),
            ("2026-11-21T10:30:00+01", MORNING),
            ("2026-11-21 10:30:00 +0100", MORNING),
            ("2026-11-21T00:30:00-09:00", MORNING),
            ("2026-11-21T09:30:00.5Z", MORNING + 500_000),
            ("2026-11-21T09:30:00.123456789Z", MORNING + 123_456),
            ("2026-11-21", MORNING - 9 * 3_600_000_000 - 30 * 60_000_000),
            ("2026-11-20T24:00:00Z", MORNING - 9 * 3_600_000_000 - 30 * 60_000_000),
            ("2026-11-21T09:29:60Z", MORNING - 1),
            ("1969-12-31T23:59:59Z", -1_000_000),
        ] {
            assert_eq!(Timestamp::parse_rfc3339(text), Some(Timestamp(microseconds)), "{text}");
        }
    }

    #[test]
    fn times_far_away_are_clamped() {
        for (text, expected) in [
            ("10000-01-01T00:00:00Z", Timestamp::MAX),
            ("+292277026596-12-04T15:30:08Z", Timestamp::MAX),
            ("9999-12-31T23:59:59-10:00", Timestamp::MAX),
            ("-0044-03-15T12:00:00Z", Timestamp::MIN),
            ("0000-01-01T00:00:00Z", Timestamp::MIN),
            ("0001-01-01T00:00:00+14:00", Timestamp::MIN),
        ] {
            assert_eq!(Timestamp::parse_rfc3339(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_time() {
        for text in [
            "",
            "T",
            "now",
            "2026",
            "2026-11",
            "2026-02-30",
            "2026-13-01T00:00:00Z",
            "10000-02-30T00:00:00Z",
            "2026-11-21T25:00:00Z",
            "2026-11-21T24:00:01Z",
            "2026-11-21T09:60:00Z",
            "2026-11-21T09:30:61Z",
            "2026-11-21T09:30:00.x",
            "2026-11-21T09:30:00+1:00",
            "2026-11-21T09:30:00+24:00",
            "2026-11-21T09:30:00ZZ",
            "21.11.2026",
            "99999999999999999999-01-01",
            "2026-1１-21",
        ] {
            assert_eq!(Timestamp::parse_rfc3339(text), None, "{text}");
        }
    }

    #[test]
    fn only_needed_digits_are_written() {
        assert_eq!(Timestamp(MORNING).rfc3339(), "2026-11-21T09:30:00Z");
        assert_eq!(Timestamp(MORNING + 1_000).rfc3339(), "2026-11-21T09:30:00.001Z");
        assert_eq!(Timestamp(MORNING + 1).to_string(), "2026-11-21T09:30:00.000001Z");
        assert_eq!(Timestamp(i64::MAX).rfc3339(), Timestamp::MAX.rfc3339());
        assert_eq!(Timestamp(i64::MIN).rfc3339(), "0001-01-01T00:00:00Z");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(microseconds in Timestamp::MIN.0..=Timestamp::MAX.0) {
            prop_assert_eq!(Timestamp::parse_rfc3339(&Timestamp(microseconds).rfc3339()), Some(Timestamp(microseconds)));
        }

        #[test]
        fn no_text_panics(text in "[-+0-9TtZz:., _a-é]{0,40}") {
            let read = Timestamp::parse_rfc3339(&text);
            prop_assert!(read.is_none_or(|time| time >= Timestamp::MIN && time <= Timestamp::MAX));
        }
    }
}
