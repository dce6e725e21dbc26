//! What the organisation's own log-in says (OpenID Connect): that somebody is its staff, for some days at a time, or that she is not any more.
//!
//! Of what is known in other ways it replaces only what the same organisation vouches for: its own log-in is nearer to the truth than a mail
//! address that was confirmed once, and with it the end comes when it is over there. That another organisation vouches for somebody is not
//! touched, be it by a log-in of its own. What people withdrew stays withdrawn until people vouch again: no log-in, and no look by night, brings it back.

use super::organisation;
use super::standing::changed;
use super::vouching::{ENDING, Evidence, Vouching, note_about, open, vouch};
use super::{Method, Organisation};
use crate::actor;
use crate::app::App;
use crate::decision::Deed;
use crate::error::Result;
use crate::job;
use crate::store::Conn;
use crate::store::schema::{organisations, vouchings};
use diesel::prelude::*;
use std::time::Duration;

const DAY: u64 = 24 * 3_600;

/// Counts somebody as staff of this organisation because its log-in says so. What is known already is prolonged.
///
/// # Errors
/// As [`vouch`].
pub fn by_login(conn: &mut Conn, app: &App, actor_id: i64, identity: i64, organisation_id: i64, days: u32) -> Result<()> {
    organisation::lock(conn, organisation_id)?;
    actor::model::hold(conn, actor_id)?;
    let now = app.now();
    let current = open().filter(vouchings::actor_id.eq(actor_id)).filter(vouchings::valid_until.gt(now));
    let current = current.select(Vouching::as_select()).first::<Vouching>(conn).optional()?;
    match current {
        Some(row) if row.organisation_id == organisation_id && row.method == Method::Oidc => prolong(conn, app, &row, days),
        Some(row) if row.organisation_id != organisation_id && row.identity_id != Some(identity) => Ok(()),
        _ if was_withdrawn_by_people(conn, actor_id, organisation_id)? => Ok(()),
        _ => vouch(conn, app, actor_id, organisation_id, Evidence::Login { identity, days }).map(drop),
    }
}

/// Whether the last word about somebody at this organisation is that people withdrew it.
fn was_withdrawn_by_people(conn: &mut Conn, actor_id: i64, organisation_id: i64) -> Result<bool> {
    let of = vouchings::table.filter(vouchings::actor_id.eq(actor_id)).filter(vouchings::organisation_id.eq(organisation_id));
    let last = of.order(vouchings::id.desc()).select((vouchings::withdrawn_at.is_not_null(), vouchings::withdrawal.is_not_null()));
    Ok(last.first::<(bool, bool)>(conn).optional()? == Some((true, true)))
}

/// Others are told of each change, so that small ones are not made.
fn prolong(conn: &mut Conn, app: &App, row: &Vouching, days: u32) -> Result<()> {
    let (now, days) = (app.now(), u64::from(days));
    let until = now.plus(Duration::from_secs(days * DAY));
    if until >= row.valid_until && until.since(row.valid_until) < Duration::from_secs(days * DAY / 10) {
        return Ok(());
    }
    let fields = (vouchings::verified_at.eq(now), vouchings::valid_until.eq(until));
    diesel::update(vouchings::table.find(row.id)).set(fields).execute(conn)?;
    let prolonged = Vouching { verified_at: now, valid_until: until, ..row.clone() };
    job::enqueue(conn, app.next_id(), ENDING, &row.id.to_string(), None, prolonged.notice_at())?;
    changed(conn, app, row.actor_id)
}

/// Ends what this identity vouched for: the log-in does not say so any more. Whether there was anything.
pub fn end_login(conn: &mut Conn, app: &App, actor_id: i64, identity: i64) -> Result<bool> {
    let found = open().filter(vouchings::actor_id.eq(actor_id)).filter(vouchings::identity_id.eq(identity));
    let Some(row) = found.filter(vouchings::method.eq(Method::Oidc)).select(Vouching::as_select()).first::<Vouching>(conn).optional()?
    else {
        return Ok(false);
    };
    let organisation = organisation::lock(conn, row.organisation_id)?;
    actor::model::hold(conn, actor_id)?;
    let (now, person) = (app.now(), actor::model::find(conn, actor_id)?);
    let fields = (vouchings::withdrawn_at.eq(now), vouchings::reason.eq(Method::Oidc.as_str()));
    if diesel::update(open().filter(vouchings::id.eq(row.id))).set(fields).execute(conn)? == 0 {
        return Ok(false);
    }
    changed(conn, app, actor_id)?;
    // As when it began: nobody else decided it.
    note_about(conn, app, Some(actor_id), Deed::VouchingWithdrawn, &person, &organisation, Method::Oidc.as_str())?;
    Ok(row.valid_until > now)
}

/// The organisation that the settings mean by this official key or name; `None` when there is none, or more than one.
pub fn meant(conn: &mut Conn, key_or_name: &str) -> Result<Option<Organisation>> {
    let by_key = organisations::table.filter(organisations::official_key.assume_not_null().eq(key_or_name));
    let mut found: Vec<Organisation> = by_key.limit(2).select(Organisation::as_select()).load(conn)?;
    if found.is_empty() {
        let by_name = organisations::table.filter(organisations::name.eq(key_or_name));
        found = by_name.limit(2).select(Organisation::as_select()).load(conn)?;
    }
    Ok(if found.len() == 1 { found.pop() } else { None })
}
