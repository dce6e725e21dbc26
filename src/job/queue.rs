//! The `jobs` table.

use crate::error::Result;
use crate::store::schema::jobs;
use crate::store::types::Timestamp;
use crate::store::{AnyConn, BothExt, Conn, MultiBackend, among, prepared_update};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::time::Duration;

/// How long a worker has a job to itself.
const LEASE: Duration = Duration::from_secs(120);
/// After so many failures a job is set aside for an admin.
pub(super) const MAX_ATTEMPTS: i32 = 8;

/// A piece of work.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = jobs, check_for_backend(MultiBackend))]
pub struct Job {
    /// Its number.
    pub id: i64,
    /// What kind of work.
    pub kind: String,
    /// What about.
    pub payload: String,
    /// At most one job with this key waits.
    pub dedup_key: Option<String>,
    /// Not before this.
    pub run_at: Timestamp,
    /// How often it was tried.
    pub attempts: i32,
    /// A worker has it until then.
    pub lease_until: Option<Timestamp>,
    /// What went wrong last.
    pub last_error: String,
    /// Set aside after too many failures.
    pub failed_at: Option<Timestamp>,
}

/// Queues a job, in the caller's transaction. With a key that waits already nothing happens.
pub fn enqueue(conn: &mut Conn, id: i64, kind: &str, payload: &str, dedup_key: Option<&str>, run_at: Timestamp) -> Result<()> {
    let job = Job {
        id,
        kind: kind.to_owned(),
        payload: payload.to_owned(),
        dedup_key: dedup_key.map(|key| format!("{kind}:{key}")),
        run_at,
        attempts: 0,
        lease_until: None,
        last_error: String::new(),
        failed_at: None,
    };
    diesel::insert_into(jobs::table).values(&job).on_conflict_do_nothing().both().execute(conn)?;
    Ok(())
}

/// Takes due jobs for this worker. Several processes on PostgreSQL never take the same.
pub(super) fn claim(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<Job>> {
    let skip = match conn {
        AnyConn::Pg(_) => " FOR UPDATE SKIP LOCKED",
        AnyConn::Sqlite(_) => "",
    };
    #[derive(QueryableByName)]
    struct Id {
        #[diesel(sql_type = BigInt)]
        id: i64,
    }
    let ids: Vec<Id> = diesel::sql_query(format!(
        "UPDATE jobs SET lease_until = $1, attempts = attempts + 1 WHERE id IN \
         (SELECT id FROM jobs WHERE failed_at IS NULL AND run_at <= $2 AND (lease_until IS NULL OR lease_until < $3) \
         ORDER BY run_at, id LIMIT $4{skip}) RETURNING id"
    ))
    .bind::<crate::store::Ts, _>(now.plus(LEASE))
    .bind::<crate::store::Ts, _>(now)
    .bind::<crate::store::Ts, _>(now)
    .bind::<BigInt, _>(limit)
    .load(conn)?;
    let ids: Vec<i64> = ids.into_iter().map(|row| row.id).collect();
    Ok(jobs::table.filter(among(jobs::id, &ids)).order((jobs::run_at, jobs::id)).select(Job::as_select()).load(conn)?)
}

/// A job is done.
pub(super) fn done(conn: &mut Conn, id: i64) -> Result<()> {
    diesel::delete(jobs::table.find(id)).execute(conn)?;
    Ok(())
}

/// A job failed: again later, or set aside.
pub(super) fn retry(conn: &mut Conn, job: &Job, error: &str, now: Timestamp) -> Result<()> {
    let pause = Duration::from_secs(30 << u32::try_from(job.attempts.clamp(0, 9)).unwrap_or_default());
    let failed_at = (job.attempts >= MAX_ATTEMPTS).then_some(now);
    prepared_update(jobs::table.find(job.id))
        .set((
            jobs::run_at.eq(now.plus(pause)),
            jobs::lease_until.eq(None::<Timestamp>),
            jobs::last_error.eq(error),
            jobs::failed_at.eq(failed_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// How many jobs are due at this time and in nobody's hands.
pub fn waiting(conn: &mut Conn, now: Timestamp) -> Result<i64> {
    let free = jobs::lease_until.is_null().or(jobs::lease_until.assume_not_null().lt(now));
    Ok(jobs::table.filter(jobs::failed_at.is_null()).filter(jobs::run_at.le(now)).filter(free).count().get_result(conn)?)
}

/// Jobs that were set aside, newest first.
pub fn failed(conn: &mut Conn, limit: i64) -> Result<Vec<Job>> {
    Ok(jobs::table.filter(jobs::failed_at.is_not_null()).order(jobs::id.desc()).limit(limit).select(Job::as_select()).load(conn)?)
}

/// A job that nobody works on right now.
fn free(conn: &mut Conn, id: i64, now: Timestamp) -> Result<Option<Job>> {
    let free = jobs::lease_until.is_null().or(jobs::lease_until.assume_not_null().lt(now));
    Ok(jobs::table.find(id).filter(free).select(Job::as_select()).first(conn).optional()?)
}

/// Makes a job due, with all its tries before it; `None` when it is done already or running.
pub fn again(conn: &mut Conn, id: i64, now: Timestamp) -> Result<Option<Job>> {
    let Some(job) = free(conn, id, now)? else { return Ok(None) };
    let anew = (jobs::run_at.eq(now), jobs::attempts.eq(0), jobs::lease_until.eq(None::<Timestamp>), jobs::failed_at.eq(None::<Timestamp>));
    prepared_update(jobs::table.find(id)).set(anew).execute(conn)?;
    Ok(Some(job))
}

/// Removes a job; `None` when it is done already or running.
pub fn discard(conn: &mut Conn, id: i64, now: Timestamp) -> Result<Option<Job>> {
    let Some(job) = free(conn, id, now)? else { return Ok(None) };
    done(conn, id)?;
    Ok(Some(job))
}

/// Whether a job of this kind whose payload begins so is left, waiting, running or set aside.
pub fn is_left(conn: &mut Conn, kind: &str, beginning: &str) -> Result<bool> {
    let pattern = format!("{}%", beginning.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
    let rows = jobs::table.filter(jobs::kind.eq(kind)).filter(jobs::payload.like(pattern).escape('\\'));
    Ok(rows.select(jobs::id).first::<i64>(conn).optional()?.is_some())
}

/// How many jobs of a kind wait, and how many were set aside.
pub fn standing(conn: &mut Conn, kind: &str) -> Result<(i64, i64)> {
    let of_kind = || jobs::table.filter(jobs::kind.eq(kind.to_owned()));
    let waiting = of_kind().filter(jobs::failed_at.is_null()).count().get_result(conn)?;
    Ok((waiting, of_kind().filter(jobs::failed_at.is_not_null()).count().get_result(conn)?))
}
