//! Looks at night after what should go by itself: counts what pages show as numbers, and puts right what does not agree. A counter that drifted is a fault of ours: it is logged,
//! and the overview says so until a night finds nothing.

use crate::activity::{lease, probe};
use crate::actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::job;
use crate::object;
use crate::setting;
use crate::sign_on;
use crate::store::{Conn, Timestamp};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::sync::Arc;

/// The kind of the job.
pub const RECOUNT: &str = "recount";
/// How many objects are looked at in one go.
const BATCH: i64 = 500;
/// How many batches one job does before it queues the next: far below the time a worker has it to itself.
const BATCHES: usize = 20;
/// The row with what the last night found.
const FOUND: &str = "recount.found";
/// A day, in seconds.
const DAY: i64 = 24 * 3_600;
/// The hour, in seconds after midnight (UTC): three or four o'clock in Germany.
const HOUR: i64 = 2 * 3_600;

/// How far a night has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    /// The last object that is done.
    after: i64,
    /// How many counters were wrong so far.
    found: i64,
}

impl Place {
    const BEGIN: Self = Self { after: 0, found: 0 };

    fn parse(text: &str) -> Option<Self> {
        let (after, found) = text.split_once(' ')?;
        Some(Self { after: after.parse().ok()?, found: found.parse().ok()? })
    }

    fn text(self) -> String {
        format!("{} {}", self.after, self.found)
    }
}

/// How many counters the last night found wrong.
pub(super) fn found(conn: &mut Conn) -> Result<i64> {
    Ok(setting::get(conn, FOUND)?.and_then(|found| found.parse().ok()).unwrap_or_default())
}

/// Queues the next night, unless it waits already.
pub fn ensure_night(conn: &mut Conn, app: &App) -> Result<()> {
    let night = next_night(app.now());
    job::enqueue(conn, app.next_id(), RECOUNT, &Place::BEGIN.text(), Some(&night.seconds().to_string()), night)
}

fn next_night(now: Timestamp) -> Timestamp {
    Timestamp::from_seconds(((now.seconds() - HOUR).div_euclid(DAY) + 1) * DAY + HOUR)
}

/// The job: some batches from where the one before stopped, communities and people first.
pub fn recount(app: Arc<App>, payload: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let mut place = Place::parse(&payload).ok_or_else(|| Error::internal(format!("no place in a recount: {payload}")))?;
        if place == Place::BEGIN {
            // First of all, so that no trouble with one night ends all of them.
            app.write(ensure_night).await?;
            app.write(lease::resume_overdue).await?;
            app.write(probe::refresh_protected).await?;
            app.write(sign_on::resume_overdue).await?;
            let wrong = app.read(|conn, _| actor::recount::wrong(conn)).await?;
            for id in wrong {
                if app.write(move |conn, _| actor::recount::mend(conn, id)).await? {
                    tracing::error!(actor = id, "a counter of followers or members was wrong");
                    place.found += 1;
                }
            }
        }
        for _ in 0..BATCHES {
            let after = place.after;
            let Some((last, wrong)) = app.read(move |conn, _| object::recount::wrong(conn, after, BATCH)).await? else {
                let found = place.found.to_string();
                return app.write(move |conn, _| setting::put(conn, FOUND, &found)).await;
            };
            for id in wrong {
                // What was being changed while we looked is right by now, and no finding.
                if app.write(move |conn, _| object::recount::mend(conn, id)).await? {
                    tracing::error!(object = id, "a counter of answers or reactions was wrong");
                    place.found += 1;
                }
            }
            place.after = last;
        }
        let text = place.text();
        app.write(move |conn, app| job::enqueue(conn, app.next_id(), RECOUNT, &text, Some(&text), app.now())).await
    }
    .boxed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_written() {
        for place in [Place::BEGIN, Place { after: 7, found: 2 }] {
            assert_eq!(Place::parse(&place.text()), Some(place));
        }
        assert_eq!(Place::parse("everything"), None);
    }

    #[test]
    fn the_next_night_is_ahead() {
        for (now, expected) in [(0, HOUR), (HOUR - 1, HOUR), (HOUR, DAY + HOUR), (DAY, DAY + HOUR)] {
            assert_eq!(next_night(Timestamp::from_seconds(now)).seconds(), expected, "{now}");
        }
    }
}
