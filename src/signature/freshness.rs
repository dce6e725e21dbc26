//! How old a signature may be, and how far ahead of our clock.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::error::SignatureError;

/// How far a `Date` or `created` may lie ahead of our clock, in seconds.
pub const MAX_FUTURE: i64 = 5 * 60;
/// How far a `Date` or `created` may lie behind our clock, in seconds.
pub const MAX_AGE: i64 = 60 * 60;

/// The last second of the year 9999, the last that an HTTP date can hold.
const LAST_HTTP_SECOND: u64 = 253_402_300_799;

/// Checks when a signature was made against `now`; both are seconds since the epoch.
pub(super) fn check_made(made: i64, now: i64) -> Result<(), SignatureError> {
    // Saturating, because both numbers may be anything.
    let ahead = made.saturating_sub(now);
    if ahead > MAX_FUTURE {
        Err(SignatureError::FromTheFuture)
    } else if ahead < -MAX_AGE {
        Err(SignatureError::TooOld)
    } else {
        Ok(())
    }
}

/// Checks an `expires` parameter against `now`.
pub(super) const fn check_expires(expires: i64, now: i64) -> Result<(), SignatureError> {
    if expires <= now { Err(SignatureError::Expired) } else { Ok(()) }
}

/// Checks a `Date` header against `now`.
pub(super) fn check_date(date: &str, now: i64) -> Result<(), SignatureError> {
    check_made(parse_date(date).ok_or(SignatureError::UnreadableTime)?, now)
}

/// A time in seconds as written by a sender: decimal digits and nothing else (no sign, fraction or exponent).
pub(super) fn parse_seconds(text: &str) -> Result<i64, SignatureError> {
    // Twelve digits reach the year 33658 and cannot overflow.
    if text.is_empty() || text.len() > 12 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(SignatureError::UnreadableTime);
    }
    text.parse().map_err(|_| SignatureError::UnreadableTime)
}

/// Seconds since the epoch of an HTTP date (RFC 9110 §5.6.7).
fn parse_date(date: &str) -> Option<i64> {
    let time: SystemTime = httpdate::parse_http_date(date).ok()?;
    i64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()
}

/// The HTTP date of `now`, or `None` outside the years 1970 to 9999.
pub(super) fn format_date(now: i64) -> Option<String> {
    let seconds = u64::try_from(now).ok().filter(|seconds| *seconds <= LAST_HTTP_SECOND)?;
    Some(httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds)))
}
