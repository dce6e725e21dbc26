//! What somebody missed, as a mail: who wants it and how often, for whom it is time, and how far the last one told. `crate::mail` writes it.
//!
//! Every half hour a job looks for whom it is time; it queues the letters and itself. The time is seven in the morning, on Mondays for those
//! who want it once a week, or later where quiet hours hold until then.

use super::quiet;
use crate::access::{Letter, post, token};
use crate::actor::account::{self, Account, Rhythm};
use crate::app::{App, german_time};
use crate::error::Result;
use crate::job;
use crate::store::schema::{accounts, digests};
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn, MultiBackend};
use chrono::{DateTime, Datelike, Days, NaiveDateTime, NaiveTime};
use diesel::prelude::*;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::sync::Arc;
use std::time::Duration;

/// The job that looks for whom it is time.
pub const ROUND: &str = "digest-round";
/// How often it looks, in seconds.
const EVERY: i64 = 30 * 60;
/// The hour of the day, in Germany.
const HOUR: u32 = 7;
/// How many people are looked at in one transaction.
const BATCH: i64 = 200;
/// Nothing older than this is told.
const LONGEST: Duration = Duration::from_secs(31 * 24 * 3_600);

/// How far somebody was told by mail.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = digests, check_for_backend(MultiBackend))]
struct Told {
    /// Whose login.
    account_id: i64,
    /// When a mail was queued last, or since when they are wanted.
    queued_at: Timestamp,
    /// Up to when the last one told.
    told_at: Timestamp,
    /// What stands in the link that ends them; good for nothing else, and the same in every mail.
    secret: String,
}

/// Changes how often somebody wants the mail. The first one tells what is new from now on.
pub fn choose(conn: &mut Conn, app: &App, account_id: i64, rhythm: Rhythm) -> Result<()> {
    let before = account::find(conn, account_id)?.rhythm;
    account::set_rhythm(conn, account_id, rhythm)?;
    if rhythm == Rhythm::Never {
        return Ok(());
    }
    if before == Rhythm::Never {
        let now = app.now();
        begin(conn, app, account_id)?;
        diesel::update(digests::table.find(account_id)).set((digests::queued_at.eq(now), digests::told_at.eq(now))).execute(conn)?;
    }
    next_round(conn, app, Timestamp(0))
}

/// Makes the row where there is none.
fn begin(conn: &mut Conn, app: &App, account_id: i64) -> Result<Told> {
    let now = app.now();
    let new = Told { account_id, queued_at: now, told_at: now, secret: token(app) };
    diesel::insert_into(digests::table).values(&new).on_conflict_do_nothing().both().execute(conn)?;
    Ok(digests::table.find(account_id).select(Told::as_select()).first(conn)?)
}

/// Ends the mails of whom this link was sent to, for good or until she chooses them again. Whether there is anybody.
pub fn end(conn: &mut Conn, secret: &str) -> Result<bool> {
    let Some(account_id) = of_secret(conn, secret)? else { return Ok(false) };
    account::set_rhythm(conn, account_id, Rhythm::Never)?;
    Ok(true)
}

/// The number of the login to which mails with this link go.
pub fn of_secret(conn: &mut Conn, secret: &str) -> Result<Option<i64>> {
    Ok(digests::table.filter(digests::secret.eq(secret)).select(digests::account_id).first(conn).optional()?)
}

/// What a mail is made from.
#[derive(Debug, Clone)]
pub struct Due {
    /// Whose it is.
    pub account: Account,
    /// It tells what is new since then.
    pub since: Timestamp,
    /// What stands in the link that ends these mails.
    pub secret: String,
}

/// What the mail for this login is made from, if it is still wanted and can be sent.
pub fn due(conn: &mut Conn, app: &App, account_id: i64) -> Result<Option<Due>> {
    let Some(account) = accounts::table.find(account_id).select(Account::as_select()).first::<Account>(conn).optional()? else {
        return Ok(None);
    };
    if account.rhythm == Rhythm::Never || account.disabled_at.is_some() || account.email.is_none() {
        return Ok(None);
    }
    let told: Option<Told> = digests::table.find(account_id).select(Told::as_select()).first(conn).optional()?;
    Ok(told.map(|told| Due { account, since: told.told_at.max(app.now().minus(LONGEST)), secret: told.secret }))
}

/// Notes that a mail told what is new up to then.
pub fn told(conn: &mut Conn, account_id: i64, up_to: Timestamp) -> Result<()> {
    diesel::update(digests::table.find(account_id)).set(digests::told_at.eq(up_to)).execute(conn)?;
    Ok(())
}

/// Queues the next look, unless it waits already. The running one may have begun before its time, so that its turn is still to come.
fn next_round(conn: &mut Conn, app: &App, running: Timestamp) -> Result<()> {
    let next = (app.now().seconds().max(running.seconds()).div_euclid(EVERY) + 1) * EVERY;
    job::enqueue(conn, app.next_id(), ROUND, &next.to_string(), Some(&next.to_string()), Timestamp::from_seconds(next))
}

/// Queues the first look of this process, should somebody want mails and none be queued.
pub fn ensure_round(conn: &mut Conn, app: &App) -> Result<()> {
    if wanting(conn, 0, 1)?.is_empty() { Ok(()) } else { next_round(conn, app, Timestamp(0)) }
}

/// Does [`ROUND`]; what it is about is its turn, in seconds.
pub fn round(app: Arc<App>, turn: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let turn = Timestamp::from_seconds(turn.parse().unwrap_or_default());
        // First of all, so that no trouble with one person ends the mails of all.
        let anybody = app.write(move |conn, app| {
            let anybody = !wanting(conn, 0, 1)?.is_empty();
            if anybody {
                next_round(conn, app, turn)?
            }
            Ok(anybody)
        });
        if !anybody.await? || !app.settings().mail.is_on() {
            return Ok(());
        }
        let mut after = 0;
        loop {
            let last = app.write(move |conn, app| {
                let people = wanting(conn, after, BATCH)?;
                people.iter().try_for_each(|account| look(conn, app, account))?;
                Ok(people.last().map(|account| account.id))
            });
            match last.await? {
                Some(last) => after = last,
                None => return Ok(()),
            }
        }
    }
    .boxed()
}

/// Those who want mails, whether or not they can get any just now.
fn wanting(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<Account>> {
    Ok(accounts::table
        .filter(accounts::rhythm.ne(Rhythm::Never))
        .filter(accounts::id.gt(after))
        .order(accounts::id)
        .limit(limit)
        .select(Account::as_select())
        .load(conn)?)
}

/// Queues a mail for somebody for whom it is time. Whether there is anything to tell turns out when it is sent.
fn look(conn: &mut Conn, app: &App, account: &Account) -> Result<()> {
    if account.email.is_none() || account.disabled_at.is_some() {
        return Ok(());
    }
    let (told, now) = (begin(conn, app, account.id)?, app.now());
    if !is_time(account.rhythm, wall(told.queued_at), wall(now)) || quiet::holds(conn, account.actor_id, now)? {
        return Ok(());
    }
    diesel::update(digests::table.find(account.id)).set(digests::queued_at.eq(now)).execute(conn)?;
    post(conn, app, &Letter::Digest(account.id))
}

/// What the clock on the wall shows.
fn wall(at: Timestamp) -> NaiveDateTime {
    german_time(DateTime::from_timestamp_micros(at.0).unwrap_or_default())
}

/// Whether the hour has come since the last time.
fn is_time(rhythm: Rhythm, last: NaiveDateTime, now: NaiveDateTime) -> bool {
    let hour = NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or_default();
    let back = u64::from(now.time() < hour);
    let mut day = now.date() - Days::new(back);
    if rhythm == Rhythm::Weekly {
        day = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
    }
    rhythm != Rhythm::Never && last < day.and_time(hour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_time_at_seven_every_day_or_on_mondays() {
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        // 2026-11-23 is a Monday.
        for (rhythm, last, now, expected) in [
            (Rhythm::Daily, "2026-11-21 13:00", "2026-11-22 06:59", false),
            (Rhythm::Daily, "2026-11-21 13:00", "2026-11-22 07:00", true),
            (Rhythm::Daily, "2026-11-22 07:00", "2026-11-22 23:30", false),
            (Rhythm::Daily, "2026-11-22 06:59", "2026-11-25 03:00", true),
            (Rhythm::Weekly, "2026-11-21 13:00", "2026-11-22 23:59", false),
            (Rhythm::Weekly, "2026-11-21 13:00", "2026-11-23 06:59", false),
            (Rhythm::Weekly, "2026-11-21 13:00", "2026-11-23 07:00", true),
            (Rhythm::Weekly, "2026-11-23 07:30", "2026-11-29 22:00", false),
            (Rhythm::Weekly, "2026-11-16 07:00", "2026-11-26 12:00", true),
            (Rhythm::Never, "2026-11-16 07:00", "2026-11-26 12:00", false),
        ] {
            assert_eq!(is_time(rhythm, at(last), at(now)), expected, "{rhythm:?} {last} {now}");
        }
    }
}
