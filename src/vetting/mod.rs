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

use crate::actor::{self, Actor};
use crate::error::Result;
use crate::store::Conn;
use crate::store::types::Timestamp;
use crate::text_enum;
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
    }
}

/// Somebody counts as staff.
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
    /// Whether this is about to end, so that somebody should see to it.
    pub fn ends_soon(&self, now: Timestamp) -> bool {
        self.valid_until.minus(vouching::notice(self.verified_at, self.valid_until)) < now
    }
}

/// Whose staff this person is now, here or elsewhere.
pub fn current(conn: &mut Conn, actor_id: i64, now: Timestamp) -> Result<Option<Vouched>> {
    Ok(current_of(conn, &[actor_id], now)?.remove(&actor_id))
}

/// Whether a community is for people of this level of administration.
pub fn admits(group: &Actor, level: Level) -> bool {
    let levels = actor::json::rules(group).levels;
    levels.is_empty() || levels.iter().any(|word| word == level.as_str())
}

/// Whether this address, in its normal form, vouches for somebody other than this person.
pub fn is_claimed(conn: &mut Conn, address: &str, actor_id: i64, now: Timestamp) -> Result<bool> {
    vouching::is_taken(conn, address, actor_id, now)
}

/// Whose staff these people are now, by person; those who are nobody's are missing.
pub fn current_of(conn: &mut Conn, people: &[i64], now: Timestamp) -> Result<HashMap<i64, Vouched>> {
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let here = vouching::current_of(conn, people, now)?;
    let elsewhere = assertion::current_of(conn, people, now)?;
    Ok(here.into_iter().chain(elsewhere).map(|vouched| (vouched.actor_id, vouched)).collect())
}
