//! `StaffAssertion`: how the server of a person tells another server where she works, and what is kept of what others told.
//!
//! The server's own actor vouches and proves it (FEP-8b32); a person's key proves nothing here. FEDERATION.md has the fields.
//!
//! Must never: believe a server about people of another one, or keep what was not verified.

mod json;

pub use json::{compose, compose_end, ended, is_assertion, read, verify};

use super::{Level, Method, Vouched};
use crate::actor::Actor;
use crate::error::{Error, Result};
use crate::json::Document;
use crate::store::schema::{actors, assertions};
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn, MultiBackend, among};
use diesel::prelude::*;

/// About so many people at most a community's home passes on what their servers vouch for.
pub const MOST_PASSED_ON: usize = 200;

/// What a server says about one of its people, read but not yet verified.
#[derive(Debug, Clone, PartialEq)]
pub struct StaffAssertion {
    /// Its id.
    pub id: String,
    /// The person's id.
    pub subject: String,
    /// The organisation's name.
    pub organisation: String,
    /// What it is.
    pub level: Level,
    /// Its official key, if it has one.
    pub official_key: Option<String>,
    /// How it is known.
    pub method: Method,
    /// Since when.
    pub verified_at: Timestamp,
    /// Until when it counts.
    pub valid_until: Timestamp,
    /// Id of the server's actor.
    pub issuer: String,
    /// Id of the key that is said to have made the proof: look this one up to verify it.
    pub verification_method: String,
    /// The whole document, which the proof covers.
    pub(super) document: Document,
}

#[derive(Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = assertions, check_for_backend(MultiBackend), treat_none_as_null = true)]
struct Kept {
    actor_id: i64,
    ap_id: String,
    issuer: String,
    host: String,
    organisation: String,
    level: Level,
    official_key: Option<String>,
    method: Method,
    verified_at: Timestamp,
    valid_until: Timestamp,
    received_at: Timestamp,
    document: Option<String>,
    via: Option<i64>,
}

/// Keeps what a server vouches for about one of its people, in place of what it said before. `via` is the community whose home passed it on, if
/// it did not come from that server. Call [`verify`] first.
///
/// # Errors
/// `Forbidden` for somebody of this instance, or for whom the assertion is not about.
pub fn keep(conn: &mut Conn, subject: &Actor, assertion: &StaffAssertion, via: Option<i64>, now: Timestamp) -> Result<()> {
    if subject.local || subject.ap_id != assertion.subject {
        return Err(Error::forbidden("error-assertion-subject"));
    }
    let row = Kept {
        actor_id: subject.id,
        ap_id: assertion.id.clone(),
        issuer: assertion.issuer.clone(),
        host: subject.host.clone(),
        organisation: assertion.organisation.clone(),
        level: assertion.level,
        official_key: assertion.official_key.clone(),
        method: assertion.method,
        verified_at: assertion.verified_at,
        valid_until: assertion.valid_until,
        received_at: now,
        document: Some(serde_json::to_string(&assertion.document).map_err(Error::internal)?),
        via,
    };
    diesel::insert_into(assertions::table).values(&row).on_conflict(assertions::actor_id).do_update().set(&row).both().execute(conn)?;
    Ok(())
}

/// Forgets what a server vouched for about one of its people: it no longer does. Answers whether this was the last it said.
pub fn forget(conn: &mut Conn, actor_id: i64, ap_id: &str) -> Result<bool> {
    Ok(diesel::delete(assertions::table.find(actor_id).filter(assertions::ap_id.eq(ap_id))).execute(conn)? > 0)
}

/// Whether what is kept about somebody counts for more than this, which a home passed on: her own server told it, or it is newer.
pub fn outweighs(conn: &mut Conn, actor_id: i64, passed_on: &StaffAssertion) -> Result<bool> {
    let kept = assertions::table.find(actor_id).select((assertions::via, assertions::verified_at)).first(conn);
    let kept: Option<(Option<i64>, Timestamp)> = kept.optional()?;
    Ok(kept.is_some_and(|(via, verified_at)| via.is_none() || verified_at > passed_on.verified_at))
}

/// Whether this says nothing about the person with this id that is not kept already. Proofs are new each time.
pub fn is_kept(conn: &mut Conn, subject: &str, document: &Document) -> Result<bool> {
    let kept: Option<Option<String>> = assertions::table
        .inner_join(actors::table.on(actors::id.eq(assertions::actor_id)))
        .filter(actors::ap_id.eq(subject))
        .select(assertions::document)
        .first(conn)
        .optional()?;
    let Some(Some(kept)) = kept else { return Ok(false) };
    let unproved = |document: &Document| {
        let mut document = document.clone();
        document.shift_remove("proof");
        document
    };
    Ok(unproved(&crate::json::parse(&kept)?) == unproved(document))
}

/// About whom the home of this community passed something on: numbers and ids.
pub fn passed_on(conn: &mut Conn, group_id: i64) -> Result<Vec<(i64, String)>> {
    Ok(assertions::table
        .inner_join(actors::table.on(actors::id.eq(assertions::actor_id)))
        .filter(assertions::via.eq(group_id))
        .select((assertions::actor_id, actors::ap_id))
        .load(conn)?)
}

/// Forgets what is kept about these people.
pub fn forget_of(conn: &mut Conn, people: &[i64]) -> Result<()> {
    diesel::delete(assertions::table.filter(among(assertions::actor_id, people))).execute(conn)?;
    Ok(())
}

/// What the servers of these people vouch for now, word by word as they proved it. Some rows are older than the column.
pub fn documents_of(conn: &mut Conn, people: &[i64], now: Timestamp) -> Result<Vec<Document>> {
    let rows: Vec<Option<String>> = assertions::table
        .filter(among(assertions::actor_id, people))
        .filter(assertions::valid_until.gt(now))
        .filter(assertions::via.is_null())
        .order(assertions::actor_id)
        .select(assertions::document)
        .load(conn)?;
    rows.into_iter().flatten().map(|text| crate::json::parse(&text)).collect()
}

/// Whose staff these people of other servers are now, as these say.
pub(super) fn current_of(conn: &mut Conn, people: &[i64], within: &[i64], now: Timestamp) -> Result<Vec<Vouched>> {
    let rows: Vec<Kept> = assertions::table
        .inner_join(actors::table.on(actors::id.eq(assertions::actor_id)))
        .filter(among(assertions::actor_id, people))
        .filter(assertions::via.is_null().or(among(assertions::via.assume_not_null(), within)))
        .filter(assertions::valid_until.gt(now))
        .filter(actors::local.eq(false))
        .filter(actors::deleted_at.is_null())
        .filter(actors::suspended_at.is_null())
        .select(Kept::as_select())
        .load(conn)?;
    let vouched = |row: Kept| Vouched {
        actor_id: row.actor_id,
        organisation: row.organisation,
        level: row.level,
        official_key: row.official_key,
        organisation_id: None,
        method: row.method,
        verified_at: row.verified_at,
        valid_until: row.valid_until,
        host: Some(row.host),
    };
    Ok(rows.into_iter().map(vouched).collect())
}
