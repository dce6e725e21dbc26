//! Barriers that people met on our pages: what the law gives everybody a way to report (directive (EU) 2016/2102, article 7).

use super::log::{Deed, note};
use crate::access::{Letter, invitation, post};
use crate::actor::account;
use crate::app::{App, Limit};
use crate::error::{Error, Result};
use crate::store::schema::barriers;
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend};
use crate::text;
use diesel::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// The longest description, in characters.
pub const MAX_WORDS: usize = 5_000;
/// How many from one network.
const REPORTS: Limit = Limit { times: 10, freely: 5, within: Duration::from_secs(3_600) };

/// A barrier.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = barriers, check_for_backend(MultiBackend))]
pub struct Barrier {
    /// Its number.
    pub id: i64,
    /// Where it is, in the words of who met it; may be empty.
    pub page: String,
    /// What does not work.
    pub words: String,
    /// Where an answer is hoped for, a mail address; forgotten when it is resolved.
    pub contact: Option<String>,
    /// Since when we know it.
    pub created_at: Timestamp,
    /// When it was said to be resolved.
    pub resolved_at: Option<Timestamp>,
    /// By whom.
    pub resolved_by: Option<i64>,
}

/// What somebody says about a barrier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Where it is.
    pub page: String,
    /// What does not work.
    pub words: String,
    /// A mail address for an answer; may be empty.
    pub email: String,
}

/// Takes a report, and tells the admins by mail.
///
/// # Errors
/// `Invalid` at the fields `words` and `email`; `TooMany` from one network.
pub async fn report(app: &Arc<App>, draft: Draft, network: &str) -> Result<()> {
    let words = text::clean_text(&draft.words).trim().to_owned();
    if words.is_empty() {
        return Err(Error::invalid("words", "error-barrier-words-missing"));
    }
    if words.chars().count() > MAX_WORDS {
        return Err(Error::invalid("words", "error-barrier-words-long"));
    }
    let contact = invitation::check_email(&draft.email)?;
    app.limits.take(&format!("barrier {network}"), REPORTS, app.now())?;
    // Whoever had the address of a page for one person alone, such as an invitation, did not mean to give it away.
    let page = text::clean_line(&text::without_secrets(&draft.page), 500);
    app.write(move |conn, app| {
        let barrier = Barrier { id: app.next_id(), page, words, contact, created_at: app.now(), resolved_at: None, resolved_by: None };
        diesel::insert_into(barriers::table).values(&barrier).execute(conn)?;
        for admin in account::admins(conn)? {
            post(conn, app, &Letter::Barrier { account: admin.id, barrier: barrier.id })?;
        }
        Ok(())
    })
    .await
}

/// One of them.
pub fn find(conn: &mut Conn, id: i64) -> Result<Option<Barrier>> {
    Ok(barriers::table.find(id).select(Barrier::as_select()).first(conn).optional()?)
}

/// Open ones, oldest first, then resolved ones, newest first; at most `limit` of each.
pub fn list(conn: &mut Conn, limit: i64) -> Result<Vec<Barrier>> {
    let some = || barriers::table.select(Barrier::as_select()).limit(limit);
    let mut found: Vec<Barrier> = some().filter(barriers::resolved_at.is_null()).order(barriers::id).load(conn)?;
    found.extend(some().filter(barriers::resolved_at.is_not_null()).order(barriers::id.desc()).load::<Barrier>(conn)?);
    Ok(found)
}

/// How many are open.
pub fn open(conn: &mut Conn) -> Result<i64> {
    Ok(barriers::table.filter(barriers::resolved_at.is_null()).count().get_result(conn)?)
}

/// Says that a barrier is gone, and forgets the address that came with it.
///
/// # Errors
/// `NotFound`; `Conflict` when somebody was faster.
pub async fn resolve(app: &Arc<App>, by: i64, id: i64) -> Result<()> {
    app.write(move |conn, app| {
        let barrier = find(conn, id)?.ok_or(Error::NotFound)?;
        if barrier.resolved_at.is_some() {
            return Err(Error::conflict("error-report-closed"));
        }
        diesel::update(barriers::table.find(id))
            .set((barriers::resolved_at.eq(app.now()), barriers::resolved_by.eq(by), barriers::contact.eq(None::<String>)))
            .execute(conn)?;
        let about = if barrier.page.is_empty() { "–" } else { &barrier.page };
        note(conn, app, Some(by), Deed::BarrierResolved, (about, Some(id)), &barrier.words)
    })
    .await
}
