//! What failed again and again and was set aside: activities and jobs. Shown are verbs, ids and reasons, never a text.

use super::log::{Deed, note};
use super::{Slice, recount};
use crate::access::invitation_link;
use crate::activity::log::{self, ActivityState};
use crate::activity::{inbox, lease, look_again, media, purge};
use crate::app::App;
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::notification::by_mail;
use crate::sign_on;
use crate::store::Conn;
use crate::store::schema::{activities, jobs};
use crate::store::types::Timestamp;
use crate::vetting;
use diesel::prelude::*;
use std::sync::Arc;

/// Why an activity that an admin gave up is refused, in the log.
const DISCARDED: &str = "discarded by an administrator";

/// An activity that was set aside, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Quarantined {
    /// Its number.
    pub id: i64,
    /// Its ActivityPub id.
    pub ap_id: String,
    /// Its type.
    pub verb: String,
    /// Who did it.
    pub actor: String,
    /// Why it failed.
    pub reason: Option<String>,
    /// How often it was tried.
    pub attempts: i32,
    /// When it came.
    pub received_at: Timestamp,
}

/// Activities that were set aside, newest first; and whether more follow.
pub fn activities(conn: &mut Conn, slice: Slice) -> Result<(Vec<Quarantined>, bool)> {
    let columns = (
        activities::id,
        activities::ap_id,
        activities::verb,
        activities::actor,
        activities::reason,
        activities::attempts,
        activities::received_at,
    );
    let rows = activities::table
        .filter(activities::state.eq(ActivityState::Quarantined))
        .order(activities::id.desc())
        .limit(slice.rows())
        .offset(slice.first())
        .select(columns)
        .load(conn)?;
    Ok(slice.cut(rows))
}

fn quarantined(conn: &mut Conn, id: i64) -> Result<log::Entry> {
    let entry = log::find(conn, id)?;
    if entry.state == ActivityState::Quarantined { Ok(entry) } else { Err(Error::conflict("error-not-set-aside")) }
}

/// Tries an activity again from the beginning.
///
/// # Errors
/// `NotFound`; `Conflict` when it is not set aside (any more).
pub async fn retry_activity(app: &Arc<App>, by: Option<i64>, id: i64) -> Result<()> {
    app.write(move |conn, app| {
        let entry = quarantined(conn, id)?;
        inbox::retry(conn, app, &entry)?;
        note(conn, app, by, Deed::ActivityRetried, (&entry.ap_id, Some(id)), "")
    })
    .await
}

/// Gives an activity up: it counts as refused, and will not be taken in if it comes again.
///
/// # Errors
/// `NotFound`; `Conflict` when it is not set aside (any more).
pub async fn discard_activity(app: &Arc<App>, by: Option<i64>, id: i64, reason: &str) -> Result<()> {
    let reason = reason.to_owned();
    app.write(move |conn, app| {
        let entry = quarantined(conn, id)?;
        log::settle(conn, id, ActivityState::Refused, Some(DISCARDED), None)?;
        note(conn, app, by, Deed::ActivityDiscarded, (&entry.ap_id, Some(id)), &reason)
    })
    .await
}

/// Work that comes by itself again and again; it is nobody's concern unless it fails.
const ROUTINE: [&str; 10] = [
    media::EXPIRE,
    media::SWEEP,
    by_mail::ROUND,
    invitation_link::EXPIRE,
    recount::RECOUNT,
    lease::RENEW,
    purge::RECEIPT,
    vetting::LAPSE,
    sign_on::CHECK,
    look_again::LOOK_AGAIN,
];

/// Jobs that failed and were set aside, or those that wait, the next one first, routine left out; and whether more follow.
pub fn jobs(conn: &mut Conn, failed: bool, slice: Slice) -> Result<(Vec<Job>, bool)> {
    let mut query = jobs::table.into_boxed();
    query = if failed {
        query.filter(jobs::failed_at.is_not_null()).order(jobs::id.desc())
    } else {
        query.filter(jobs::failed_at.is_null()).filter(jobs::attempts.gt(0).or(jobs::kind.ne_all(ROUTINE))).order((jobs::run_at, jobs::id))
    };
    let rows = query.limit(slice.rows()).offset(slice.first()).select(Job::as_select()).load(conn)?;
    Ok(slice.cut(rows))
}

/// What a job is about, as far as an admin needs to know: nothing of mails.
pub fn subject(job: &Job) -> &str {
    if job.kind == crate::access::MAIL || ROUTINE.contains(&job.kind.as_str()) { "" } else { &job.payload }
}

/// Runs a job as soon as may be, with all its tries before it.
///
/// # Errors
/// `Conflict` when it is done already or running.
pub async fn retry_job(app: &Arc<App>, by: Option<i64>, id: i64) -> Result<()> {
    app.write(move |conn, app| {
        let job = job::again(conn, id, app.now())?.ok_or(Error::Conflict(crate::error::Reason::new("error-job-gone")))?;
        note(conn, app, by, Deed::JobRetried, (&named(&job), Some(id)), "")
    })
    .await
}

/// Gives a job up. An activity that waited for it is given up as well.
///
/// # Errors
/// `Conflict` when it is done already or running.
pub async fn discard_job(app: &Arc<App>, by: Option<i64>, id: i64, reason: &str) -> Result<()> {
    let reason = reason.to_owned();
    app.write(move |conn, app| {
        let job = job::discard(conn, id, app.now())?.ok_or(Error::Conflict(crate::error::Reason::new("error-job-gone")))?;
        if job.kind == inbox::RESUME
            && let Ok(activity) = job.payload.parse::<i64>()
            && log::find(conn, activity).is_ok_and(|entry| entry.state == ActivityState::Waiting)
        {
            log::settle(conn, activity, ActivityState::Refused, Some(DISCARDED), None)?;
        }
        note(conn, app, by, Deed::JobDiscarded, (&named(&job), Some(id)), &reason)
    })
    .await
}

fn named(job: &Job) -> String {
    format!("{} {}", job.kind, subject(job)).trim_end().to_owned()
}
