//! Who works where: organisations, and the people of this instance for whom one of them vouches; what other servers vouch for about theirs.
//!
//! [`current`] is the one answer to "whose staff is she?", for people here and elsewhere. What is past its time, was withdrawn, or is about
//! somebody whose login is closed is no answer. Every change is noted in the log of the administration, in the same transaction.
//!
//! Must never: take somebody's own word for where she works, let one organisation vouch for another one's staff, or count what another
//! server says about people who are not its own.

pub mod assertion;
mod key;
mod login;
pub mod organisation;
mod standing;
mod vouching;

#[cfg(test)]
mod tests;

pub use login::{by_login, end_login, meant};
pub use organisation::{Level, Organisation, managed};
pub use standing::{LAPSE, STANDING, changed, settle};
pub use vouching::{
    ENDING, Ending, Evidence, Staff, Vouching, Withdrawal, ending, history, login_changed, restore, staff_of, vouch, withdraw,
    withdraw_all, withdrawals,
};

use crate::actor::follow::RelationState;
use crate::actor::{self, Actor};
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::store::schema::{assertions, members, vouchings};
use crate::store::types::Timestamp;
use crate::text_enum;
use diesel::prelude::*;
use std::collections::HashMap;

text_enum! {
    /// How it is known that somebody works somewhere.
    pub enum Method {
        /// She opened a link that was mailed to an address of the organisation.
        EmailDomain = 0 => "email-domain",
        /// Somebody who may vouch for the organisation's staff did.
        Manual = 1 => "manual",
        /// The organisation's own log-in said so (OpenID Connect).
        Oidc = 2 => "oidc",
        /// She does not work there: somebody who may vouch for its staff takes her in as a guest.
        Guest = 3 => "guest",
    }
}

/// Somebody counts as staff, or as a guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vouched {
    /// The person.
    pub actor_id: i64,
    /// The organisation's name.
    pub organisation: String,
    /// What it is.
    pub level: Level,
    /// Its official key (AGS or ARS), if it has one.
    pub official_key: Option<String>,
    /// Our record of it; none for people elsewhere.
    pub organisation_id: Option<i64>,
    /// How that is known.
    pub method: Method,
    /// Since when it is known.
    pub verified_at: Timestamp,
    /// Until when it counts.
    pub valid_until: Timestamp,
    /// The host that vouches; none when it is this instance.
    pub host: Option<String>,
}

impl Vouched {
    /// Whether she is no staff, but a guest.
    pub fn is_guest(&self) -> bool {
        self.method == Method::Guest
    }

    /// Whether this is about to end, so that somebody should see to it.
    pub fn ends_soon(&self, now: Timestamp) -> bool {
        self.valid_until.minus(vouching::notice(self.verified_at, self.valid_until)) < now
    }
}

/// Whose staff this person is now, here or elsewhere.
pub fn current(conn: &mut Conn, actor_id: i64, now: Timestamp) -> Result<Option<Vouched>> {
    Ok(current_of(conn, &[actor_id], &[], now)?.remove(&actor_id))
}

/// Whose staff this person is now as those inside a community see it: what its home passed on counts, too.
pub fn current_in(conn: &mut Conn, actor_id: i64, group_id: i64, now: Timestamp) -> Result<Option<Vouched>> {
    Ok(current_of(conn, &[actor_id], &[group_id], now)?.remove(&actor_id))
}

/// Whether a community is for somebody like her: staff of a level of administration it names, or a guest where it takes guests.
pub fn admits(group: &Actor, vouched: &Vouched) -> bool {
    let rules = actor::json::rules(group);
    if vouched.is_guest() {
        return rules.guests;
    }
    rules.levels.is_empty() || rules.levels.iter().any(|word| word == vouched.level.as_str())
}

/// Refuses what guests may not do, though somebody vouches for them: to found a protected community, or to decide about who reads one.
///
/// # Errors
/// `Conflict` with `error-guest`.
pub fn check_no_guest(conn: &mut Conn, actor_id: i64, now: Timestamp) -> Result<()> {
    let guest = current(conn, actor_id, now)?.is_some_and(|vouched| vouched.is_guest());
    if guest { Err(Error::conflict("error-guest")) } else { Ok(()) }
}

/// How many accepted members of a community are guests.
pub fn guests_in(conn: &mut Conn, group_id: i64, now: Timestamp) -> Result<i64> {
    let accepted = || {
        members::table.filter(members::group_id.eq(group_id)).filter(members::state.eq(RelationState::Accepted)).select(members::actor_id)
    };
    let here = vouching::open()
        .filter(vouchings::method.eq(Method::Guest))
        .filter(vouchings::valid_until.gt(now))
        .filter(vouchings::actor_id.eq_any(accepted()));
    let elsewhere = assertions::table
        .filter(assertions::method.eq(Method::Guest))
        .filter(assertions::valid_until.gt(now))
        .filter(assertions::actor_id.eq_any(accepted()));
    Ok(here.count().get_result::<i64>(conn)? + elsewhere.count().get_result::<i64>(conn)?)
}

/// Whether this address, in its normal form, vouches for somebody other than this person.
pub fn is_claimed(conn: &mut Conn, address: &str, actor_id: i64, now: Timestamp) -> Result<bool> {
    vouching::is_taken(conn, address, actor_id, now)
}

/// Whose staff these people are now, by person; those who are nobody's are missing.
///
/// What the homes of communities elsewhere passed on counts `within` these communities and nowhere else: their servers may have told the homes
/// and not us that it is over.
pub fn current_of(conn: &mut Conn, people: &[i64], within: &[i64], now: Timestamp) -> Result<HashMap<i64, Vouched>> {
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let here = vouching::current_of(conn, people, now)?;
    let elsewhere = assertion::current_of(conn, people, within, now)?;
    Ok(here.into_iter().chain(elsewhere).map(|vouched| (vouched.actor_id, vouched)).collect())
}
