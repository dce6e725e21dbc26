//! What hosts have to decide: reports of their communities, and what was decided about them. Deciding about posts and members is an
//! activity and goes through the door; closing a report is a note of the instance's own.
//!
//! Must never show a report to anybody but the hosts of the community and the admins of its instance.

use crate::error::{Error, Result};
use crate::store::schema::flags;
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend};
use diesel::prelude::*;

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = flags, check_for_backend(MultiBackend))]
pub struct Report {
    /// Its number.
    pub id: i64,
    /// Who reports.
    pub reporter_id: i64,
    /// The community.
    pub group_id: Option<i64>,
    /// Id of what is reported.
    pub target: String,
    /// The object, if it is one we have.
    pub object_id: Option<i64>,
    /// Why.
    pub reason: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was decided.
    pub resolved_at: Option<Timestamp>,
    /// Who decided.
    pub resolved_by: Option<i64>,
    /// What was decided, in words; empty when the deed speaks for itself.
    pub decision: String,
}

/// The reports of a community, open ones first, then the newest; at most `limit`.
pub fn reports(conn: &mut Conn, group_id: i64, limit: i64) -> Result<Vec<Report>> {
    let of_group = || flags::table.filter(flags::group_id.assume_not_null().eq(group_id)).select(Report::as_select());
    let mut found: Vec<Report> = of_group().filter(flags::resolved_at.is_null()).order(flags::id).limit(limit).load(conn)?;
    let rest = limit - i64::try_from(found.len()).unwrap_or_default();
    found.extend(of_group().filter(flags::resolved_at.is_not_null()).order(flags::id.desc()).limit(rest).load::<Report>(conn)?);
    Ok(found)
}

/// How many reports of a community wait for a decision.
pub fn open(conn: &mut Conn, group_id: i64) -> Result<i64> {
    Ok(flags::table.filter(flags::group_id.assume_not_null().eq(group_id)).filter(flags::resolved_at.is_null()).count().get_result(conn)?)
}

/// Closes a report of this community. What is closed already stays as it is.
pub fn close(conn: &mut Conn, group_id: i64, id: i64, by: i64, decision: &str, now: Timestamp) -> Result<()> {
    let report: Report = flags::table.find(id).select(Report::as_select()).first(conn)?;
    if report.group_id != Some(group_id) {
        return Err(Error::NotFound);
    }
    diesel::update(flags::table.find(id).filter(flags::resolved_at.is_null()))
        .set((flags::resolved_at.eq(now), flags::resolved_by.eq(by), flags::decision.eq(decision)))
        .execute(conn)?;
    Ok(())
}
