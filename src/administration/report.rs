//! Reports that no hosts here decide alone: about people, about posts outside communities and in communities elsewhere, and those that
//! hosts left open for a week.

use super::log::{Deed, note};
use crate::app::App;
use crate::error::{Error, Result};
use crate::moderation::{self, Report};
use crate::text;
use std::sync::Arc;

/// Closes a report.
///
/// # Errors
/// `Invalid` at the field `decision` without one; `NotFound` when it is the hosts' alone; `Conflict` when somebody was faster.
pub async fn close(app: &Arc<App>, by: i64, id: i64, decision: &str) -> Result<Report> {
    let decision = text::clean_line(decision, moderation::MAX_DECISION);
    if decision.is_empty() {
        return Err(Error::invalid("decision", "error-decision-missing"));
    }
    app.write(move |conn, app| {
        let report = moderation::for_admins(conn, id, app.now())?.ok_or(Error::NotFound)?;
        if !moderation::resolve(conn, id, by, &decision, app.now())? {
            return Err(Error::conflict("error-report-closed"));
        }
        note(conn, app, Some(by), Deed::ReportClosed, (&report.target, Some(id)), &decision)?;
        Ok(report)
    })
    .await
}
