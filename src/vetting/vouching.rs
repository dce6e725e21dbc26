//! Vouchings: that somebody of this instance works somewhere. One at a time for each person; what is over stays as history.

use super::organisation::{self, Organisation};
use super::standing::changed;
use super::{Method, Vouched};
use crate::actor::account;
use crate::actor::{self, Actor, ActorKind};
use crate::app::App;
use crate::decision::{Deed, MAX_REASON, note};
use crate::error::{Error, Result};
use crate::job;
use crate::store::schema::{accounts, actors, organisations, vouchings};
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend, among};
use crate::text;
use diesel::prelude::*;
use std::time::Duration;

/// The kind of job that tells somebody that a vouching is about to end.
pub const ENDING: &str = "vouching-ending";
const DAY: Duration = Duration::from_secs(24 * 3_600);
/// How long a vouching counts.
const VALIDITY: Duration = Duration::from_secs(365 * DAY.as_secs());
/// The longest that somebody is a guest: to the end of a day in a year.
const LONGEST_STAY: Duration = Duration::from_secs(366 * DAY.as_secs());
/// How long before its end the person is told, at most.
const NOTICE: Duration = Duration::from_secs(30 * DAY.as_secs());
/// How long a withdrawal can be taken back.
const UNDO: Duration = Duration::from_secs(7 * DAY.as_secs());

/// That somebody works somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = vouchings, check_for_backend(MultiBackend))]
pub struct Vouching {
    /// Its number.
    pub id: i64,
    /// Who.
    pub actor_id: i64,
    /// Where.
    pub organisation_id: i64,
    /// How that is known.
    pub method: Method,
    /// The work address by which it is known.
    pub address: Option<String>,
    /// Since when it is known.
    pub verified_at: Timestamp,
    /// Until when it counts.
    pub valid_until: Timestamp,
    /// Who vouched by hand; nobody for the command line.
    pub vouched_by: Option<i64>,
    /// When it was withdrawn, or another one took its place.
    pub withdrawn_at: Option<Timestamp>,
    /// Who withdrew it.
    pub withdrawn_by: Option<i64>,
    /// The number of the decision that withdrew it, possibly with others; none when another one took its place.
    pub withdrawal: Option<i64>,
    /// Why; empty as long as it counts.
    pub reason: String,
    /// The identity at a provider of single sign-on by which it is known.
    pub identity_id: Option<i64>,
}

/// How long before its end somebody is told: what counts for some days only is spoken of in the last quarter.
pub(super) fn notice(verified_at: Timestamp, valid_until: Timestamp) -> Duration {
    NOTICE.min(valid_until.since(verified_at) / 4)
}

impl Vouching {
    /// When its person is told that it is about to end.
    pub(super) fn notice_at(&self) -> Timestamp {
        self.valid_until.minus(notice(self.verified_at, self.valid_until))
    }
}

/// What shows that somebody works somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// She opened a link that was mailed to this address, in its normal form.
    Address(String),
    /// Somebody who may vouch for the organisation's staff says so: her number; none for the command line.
    Word(Option<i64>),
    /// The organisation's own log-in says so.
    Login {
        /// The identity there.
        identity: i64,
        /// How many days that counts.
        days: u32,
    },
    /// Somebody who may vouch for the organisation's staff takes her in as a guest.
    Guest {
        /// Who; none for the command line.
        by: Option<i64>,
        /// Until when, a year at most.
        until: Timestamp,
    },
}

/// Vouches for somebody of this instance, as staff or as a guest, for a year unless the evidence says something else. What was vouched for her before ends. Who may is the caller's question.
///
/// # Errors
/// `Conflict` with `error-vouching-person` for who cannot be staff (somebody elsewhere, a closed login), with `error-work-address-taken`
/// when the address vouches for somebody else, and with `error-guest-is-staff` for a guest who is staff already; `Invalid` at the field `until`
/// for a guest without an end within a year; `NotFound` for no such organisation.
pub fn vouch(conn: &mut Conn, app: &App, actor_id: i64, organisation_id: i64, evidence: Evidence) -> Result<Vouching> {
    let organisation = organisation::lock(conn, organisation_id)?;
    actor::model::hold(conn, actor_id)?;
    let (person, now) = (actor::model::find(conn, actor_id)?, app.now());
    if !can_be_staff(conn, &person)? {
        return Err(Error::conflict("error-vouching-person"));
    }
    let (method, address, vouched_by, identity_id, validity) = match evidence {
        Evidence::Address(address) => (Method::EmailDomain, Some(address), None, None, VALIDITY),
        Evidence::Word(by) => (Method::Manual, None, by, None, VALIDITY),
        Evidence::Login { identity, days } => (Method::Oidc, None, None, Some(identity), DAY * days),
        Evidence::Guest { by, until } => {
            let validity = until.since(now);
            if until <= now || validity > LONGEST_STAY {
                return Err(Error::invalid("until", "error-guest-until"));
            }
            if current_of(conn, &[actor_id], now)?.iter().any(|vouched| !vouched.is_guest()) {
                return Err(Error::conflict("error-guest-is-staff"));
            }
            (Method::Guest, None, by, None, validity)
        }
    };
    if let Some(address) = &address {
        if is_taken(conn, address, actor_id, now)? {
            return Err(Error::conflict("error-work-address-taken"));
        }
        // What ran out holds no address.
        let over = open().filter(vouchings::address.assume_not_null().eq(address)).filter(vouchings::valid_until.le(now));
        diesel::update(over).set(vouchings::withdrawn_at.eq(now)).execute(conn)?;
    }
    diesel::update(open().filter(vouchings::actor_id.eq(actor_id))).set(vouchings::withdrawn_at.eq(now)).execute(conn)?;
    let vouching = Vouching {
        id: app.next_id(),
        actor_id,
        organisation_id,
        method,
        address,
        verified_at: now,
        valid_until: now.plus(validity),
        vouched_by,
        withdrawn_at: None,
        withdrawn_by: None,
        withdrawal: None,
        reason: String::new(),
        identity_id,
    };
    diesel::insert_into(vouchings::table).values(&vouching).execute(conn)?;
    job::enqueue(conn, app.next_id(), ENDING, &vouching.id.to_string(), None, vouching.notice_at())?;
    let by = if matches!(method, Method::Manual | Method::Guest) { vouched_by } else { Some(actor_id) };
    note_about(conn, app, by, Deed::Vouched, &person, &organisation, method.as_str())?;
    changed(conn, app, actor_id)?;
    Ok(vouching)
}

/// Those that were neither withdrawn nor replaced, whether or not they still count.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn open() -> _ {
    vouchings::table.filter(vouchings::withdrawn_at.is_null())
}

fn can_be_staff(conn: &mut Conn, person: &Actor) -> Result<bool> {
    let is_here = person.local && person.kind == ActorKind::Person && person.deleted_at.is_none() && person.suspended_at.is_none();
    Ok(is_here && account::of_actor(conn, person.id)?.is_some_and(|account| account.disabled_at.is_none()))
}

/// Whether this address vouches for somebody else.
pub(super) fn is_taken(conn: &mut Conn, address: &str, actor_id: i64, now: Timestamp) -> Result<bool> {
    let others = open()
        .filter(vouchings::address.assume_not_null().eq(address))
        .filter(vouchings::actor_id.ne(actor_id))
        .filter(vouchings::valid_until.gt(now));
    Ok(others.count().get_result::<i64>(conn)? > 0)
}

/// Notes a decision about a person and an organisation, so that it can be forgotten with the person.
pub(super) fn note_about(
    conn: &mut Conn,
    app: &App,
    by: Option<i64>,
    deed: Deed,
    person: &Actor,
    organisation: &Organisation,
    reason: &str,
) -> Result<()> {
    let account = account::of_actor(conn, person.id)?.map(|account| account.id);
    note(conn, app, by, deed, (&format!("{}, {}", person.username, organisation.name), account), reason)
}

fn reasoned(reason: &str) -> Result<String> {
    let reason = text::clean_line(reason, MAX_REASON);
    if reason.is_empty() { Err(Error::invalid("reason", "error-vouching-reason")) } else { Ok(reason) }
}

/// Withdraws one vouching of this organisation, at once. Answers whose it was.
///
/// # Errors
/// `Invalid` at the field `reason`; `Conflict` with `error-vouching-over` when it counts no longer; `NotFound` for one of another organisation.
pub fn withdraw(conn: &mut Conn, app: &App, by: Option<i64>, organisation_id: i64, vouching_id: i64, reason: &str) -> Result<Actor> {
    let (reason, organisation) = (reasoned(reason)?, organisation::lock(conn, organisation_id)?);
    let found = vouchings::table.find(vouching_id).filter(vouchings::organisation_id.eq(organisation_id));
    let vouching: Vouching = found.select(Vouching::as_select()).first(conn)?;
    actor::model::hold(conn, vouching.actor_id)?;
    if end(conn, app, by, &[vouching_id], &reason)? == 0 {
        return Err(Error::conflict("error-vouching-over"));
    }
    changed(conn, app, vouching.actor_id)?;
    let person = actor::model::find(conn, vouching.actor_id)?;
    note_about(conn, app, by, Deed::VouchingWithdrawn, &person, &organisation, &reason)?;
    Ok(person)
}

/// Withdraws all vouchings of an organisation in one step, as when it leaves. Answers the numbers of those who were its staff until now.
///
/// # Errors
/// `Invalid` at the field `reason`; `NotFound`.
pub fn withdraw_all(conn: &mut Conn, app: &App, by: Option<i64>, organisation_id: i64, reason: &str) -> Result<Vec<i64>> {
    let (reason, organisation) = (reasoned(reason)?, organisation::lock(conn, organisation_id)?);
    let all = open().filter(vouchings::organisation_id.eq(organisation_id)).filter(vouchings::valid_until.gt(app.now()));
    let all: Vec<(i64, i64)> = all.order(vouchings::actor_id).select((vouchings::id, vouchings::actor_id)).load(conn)?;
    let (ids, people): (Vec<i64>, Vec<i64>) = all.into_iter().unzip();
    end(conn, app, by, &ids, &reason)?;
    people.iter().try_for_each(|person| changed(conn, app, *person))?;
    note(conn, app, by, Deed::AllVouchingsWithdrawn, (&organisation.name, Some(organisation_id)), &reason)?;
    Ok(people)
}

fn end(conn: &mut Conn, app: &App, by: Option<i64>, ids: &[i64], reason: &str) -> Result<usize> {
    let fields = (
        vouchings::withdrawn_at.eq(app.now()),
        vouchings::withdrawn_by.eq(by),
        vouchings::withdrawal.eq(app.next_id()),
        vouchings::reason.eq(reason),
    );
    Ok(diesel::update(open().filter(among(vouchings::id, ids))).set(fields).execute(conn)?)
}

/// A decision by which vouchings were withdrawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Withdrawal {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
    /// Whose vouchings these were, by name.
    pub people: Vec<Actor>,
}

/// The withdrawals of an organisation that can still be taken back, the last one first.
pub fn withdrawals(conn: &mut Conn, organisation_id: i64, now: Timestamp) -> Result<Vec<Withdrawal>> {
    let rows: Vec<(Vouching, Actor)> = vouchings::table
        .inner_join(actors::table.on(actors::id.eq(vouchings::actor_id)))
        .filter(vouchings::organisation_id.eq(organisation_id))
        .filter(vouchings::withdrawal.is_not_null())
        .filter(vouchings::withdrawn_at.assume_not_null().gt(now.minus(UNDO)))
        .filter(actors::deleted_at.is_null())
        .order((vouchings::withdrawal.desc(), actors::name, actors::id))
        .select((Vouching::as_select(), Actor::as_select()))
        .load(conn)?;
    let mut found: Vec<Withdrawal> = Vec::new();
    for (row, person) in rows {
        let (Some(id), Some(at)) = (row.withdrawal, row.withdrawn_at) else { continue };
        match found.last_mut().filter(|last| last.id == id) {
            Some(last) => last.people.push(person),
            None => found.push(Withdrawal { id, at, reason: row.reason, people: vec![person] }),
        }
    }
    Ok(found)
}

/// Takes a withdrawal back within a week. Who is vouched for by now, whose address vouches for somebody else, or who cannot be staff any
/// more stays as she is. Answers the numbers of those who are staff again.
///
/// # Errors
/// `Conflict` with `error-withdrawal-over` when it is too late or was taken back already.
pub fn restore(conn: &mut Conn, app: &App, by: Option<i64>, organisation_id: i64, withdrawal: i64) -> Result<Vec<i64>> {
    let (organisation, now) = (organisation::lock(conn, organisation_id)?, app.now());
    let rows: Vec<Vouching> = vouchings::table
        .filter(vouchings::organisation_id.eq(organisation_id))
        .filter(vouchings::withdrawal.assume_not_null().eq(withdrawal))
        .filter(vouchings::withdrawn_at.assume_not_null().gt(now.minus(UNDO)))
        .order(vouchings::actor_id)
        .select(Vouching::as_select())
        .load(conn)?;
    if rows.is_empty() {
        return Err(Error::conflict("error-withdrawal-over"));
    }
    let mut restored = Vec::new();
    for row in rows {
        actor::model::hold(conn, row.actor_id)?;
        let person = actor::model::find(conn, row.actor_id)?;
        let replaced = open().filter(vouchings::actor_id.eq(row.actor_id)).count().get_result::<i64>(conn)? > 0;
        let taken = match &row.address {
            Some(address) => is_taken(conn, address, row.actor_id, now)?,
            None => false,
        };
        let fields = (vouchings::withdrawal.eq(None::<i64>), vouchings::withdrawn_by.eq(None::<i64>), vouchings::reason.eq(""));
        diesel::update(vouchings::table.find(row.id)).set(fields).execute(conn)?;
        if replaced || taken || !can_be_staff(conn, &person)? {
            continue;
        }
        diesel::update(vouchings::table.find(row.id)).set(vouchings::withdrawn_at.eq(None::<Timestamp>)).execute(conn)?;
        reissue(conn, app, &row)?;
        changed(conn, app, row.actor_id)?;
        note_about(conn, app, by, Deed::WithdrawalUndone, &person, &organisation, "")?;
        restored.push(row.actor_id);
    }
    Ok(restored)
}

/// Gives a vouching that counts again a number of its own: others were told that the old one is over, and what is over stays so.
fn reissue(conn: &mut Conn, app: &App, row: &Vouching) -> Result<()> {
    let id = app.next_id();
    diesel::update(vouchings::table.find(row.id)).set(vouchings::id.eq(id)).execute(conn)?;
    job::enqueue(conn, app.next_id(), ENDING, &id.to_string(), None, row.notice_at())
}

/// What follows when the login of somebody was closed or opened again.
pub fn login_changed(conn: &mut Conn, app: &App, actor_id: i64) -> Result<()> {
    let row = open().filter(vouchings::actor_id.eq(actor_id)).select(Vouching::as_select()).first::<Vouching>(conn).optional()?;
    let Some(row) = row else { return Ok(()) };
    if !current_of(conn, &[actor_id], app.now())?.is_empty() {
        reissue(conn, app, &row)?;
    }
    changed(conn, app, actor_id)
}

/// A member of the staff.
#[derive(Debug, Clone, PartialEq)]
pub struct Staff {
    /// What vouches for her.
    pub vouching: Vouching,
    /// Who.
    pub person: Actor,
}

/// For whom an organisation vouches now, by name.
pub fn staff_of(conn: &mut Conn, organisation_id: i64, now: Timestamp) -> Result<Vec<Staff>> {
    let rows: Vec<(Vouching, Actor)> = open()
        .inner_join(actors::table.on(actors::id.eq(vouchings::actor_id)))
        .inner_join(accounts::table.on(accounts::actor_id.eq(vouchings::actor_id)))
        .filter(vouchings::organisation_id.eq(organisation_id))
        .filter(vouchings::valid_until.gt(now))
        .filter(accounts::disabled_at.is_null())
        .filter(actors::deleted_at.is_null())
        .filter(actors::suspended_at.is_null())
        .order((actors::name, actors::id))
        .select((Vouching::as_select(), Actor::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(vouching, person)| Staff { vouching, person }).collect())
}

/// What was ever vouched for about somebody of this instance, newest first.
pub fn history(conn: &mut Conn, actor_id: i64) -> Result<Vec<(Vouching, Organisation)>> {
    Ok(vouchings::table
        .inner_join(organisations::table.on(organisations::id.eq(vouchings::organisation_id)))
        .filter(vouchings::actor_id.eq(actor_id))
        .order(vouchings::id.desc())
        .select((Vouching::as_select(), Organisation::as_select()))
        .load(conn)?)
}

/// Whose staff these people of this instance are now.
pub(super) fn current_of(conn: &mut Conn, people: &[i64], now: Timestamp) -> Result<Vec<Vouched>> {
    let rows: Vec<(Vouching, Organisation)> = open()
        .inner_join(organisations::table.on(organisations::id.eq(vouchings::organisation_id)))
        .inner_join(actors::table.on(actors::id.eq(vouchings::actor_id)))
        .inner_join(accounts::table.on(accounts::actor_id.eq(vouchings::actor_id)))
        .filter(among(vouchings::actor_id, people))
        .filter(vouchings::valid_until.gt(now))
        .filter(accounts::disabled_at.is_null())
        .filter(actors::deleted_at.is_null())
        .filter(actors::suspended_at.is_null())
        .select((Vouching::as_select(), Organisation::as_select()))
        .load(conn)?;
    let vouched = |(vouching, organisation): (Vouching, Organisation)| Vouched {
        actor_id: vouching.actor_id,
        organisation: organisation.name,
        level: organisation.level,
        official_key: organisation.official_key,
        organisation_id: Some(organisation.id),
        method: vouching.method,
        verified_at: vouching.verified_at,
        valid_until: vouching.valid_until,
        host: None,
    };
    Ok(rows.into_iter().map(vouched).collect())
}

/// A vouching that is about to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// What ends.
    pub vouching: Vouching,
    /// For which organisation.
    pub organisation: Organisation,
}

/// What the job [`ENDING`] is about, if it still counts and was not prolonged meanwhile.
pub fn ending(conn: &mut Conn, vouching_id: i64, now: Timestamp) -> Result<Option<Ending>> {
    let found = open().filter(vouchings::id.eq(vouching_id)).filter(vouchings::valid_until.gt(now));
    let Some(vouching) = found.select(Vouching::as_select()).first::<Vouching>(conn).optional()? else { return Ok(None) };
    if vouching.notice_at() > now {
        return Ok(None);
    }
    Ok(Some(Ending { organisation: organisation::find(conn, vouching.organisation_id)?, vouching }))
}
