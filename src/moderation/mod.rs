//! What hosts have to decide: reports of their communities, and what was decided about them. Deciding about posts and members is an
//! activity and goes through the door; closing a report is a note of the instance's own.
//!
//! Must never show a report to anybody but the hosts of the community and the admins of its instance.

pub mod record;
pub mod visitor;

use crate::actor::follow::RelationState;
use crate::actor::member::Role;
use crate::error::{Error, Result};
use crate::store::schema::{accounts, actors, flags, members};
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend};
use diesel::prelude::*;
use std::time::Duration;

/// How long the hosts of a community here have a report to themselves.
pub const FOR_HOSTS: Duration = Duration::from_secs(7 * 24 * 3_600);

/// The longest words about a decision, in characters.
pub const MAX_DECISION: usize = 500;

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
    /// Mail address of somebody without an account, for questions; for admins alone, and not there any more once it is decided.
    pub contact: Option<String>,
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
    resolve(conn, id, by, decision, now).map(drop)
}

/// A report that the admins decide as well: no hosts here are responsible for it or can read it, or hosts left it open for [`FOR_HOSTS`]. What
/// is reported in a protected community elsewhere is a matter of its hosts there.
macro_rules! beyond_hosts {
    ($now:expr) => {{
        let of_hosts = members::table
            .inner_join(accounts::table.on(accounts::actor_id.eq(members::actor_id)))
            .inner_join(actors::table.on(actors::id.eq(members::group_id)))
            .filter(actors::local.eq(true))
            .filter(members::role.eq(Role::Host))
            .filter(members::state.eq(RelationState::Accepted))
            .filter(accounts::disabled_at.is_null())
            .select(members::group_id);
        let inside_elsewhere = actors::table.filter(actors::local.eq(false)).filter(actors::members.is_not_null()).select(actors::id);
        let beyond = flags::group_id.assume_not_null().ne_all(of_hosts).or(flags::created_at.lt($now.minus(FOR_HOSTS)));
        flags::group_id.is_null().or(beyond.and(flags::group_id.assume_not_null().ne_all(inside_elsewhere)))
    }};
}

/// Open reports for the admins, oldest first; at most `limit`.
pub fn open_for_admins(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<Report>> {
    let open = flags::table.filter(flags::resolved_at.is_null()).filter(beyond_hosts!(now));
    Ok(open.order(flags::id).limit(limit).select(Report::as_select()).load(conn)?)
}

/// How many reports wait for the admins.
pub fn waiting_for_admins(conn: &mut Conn, now: Timestamp) -> Result<i64> {
    Ok(flags::table.filter(flags::resolved_at.is_null()).filter(beyond_hosts!(now)).count().get_result(conn)?)
}

/// The last closed ones of the same sort.
pub fn closed_for_admins(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<Report>> {
    let closed = flags::table.filter(flags::resolved_at.is_not_null()).filter(beyond_hosts!(now));
    Ok(closed.order(flags::resolved_at.desc()).limit(limit).select(Report::as_select()).load(conn)?)
}

/// The report with this number, if it is one for the admins.
pub fn for_admins(conn: &mut Conn, id: i64, now: Timestamp) -> Result<Option<Report>> {
    Ok(flags::table.find(id).filter(beyond_hosts!(now)).select(Report::as_select()).first(conn).optional()?)
}

/// Closes an open report, whoever may decide about it; `false` when it is closed already.
pub fn resolve(conn: &mut Conn, id: i64, by: i64, decision: &str, now: Timestamp) -> Result<bool> {
    let open = flags::table.find(id).filter(flags::resolved_at.is_null());
    let nobody = None::<String>;
    let closed = (flags::resolved_at.eq(now), flags::resolved_by.eq(by), flags::decision.eq(decision), flags::contact.eq(nobody));
    Ok(diesel::update(open).set(closed).execute(conn)? > 0)
}
