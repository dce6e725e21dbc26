//! Other servers: what they speak, how they last did, and who is working on them.

use crate::error::Result;
use crate::signature::Form;
use crate::small_enum;
use crate::store::schema::peers;
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn, MultiBackend, among, on_each, prepared_update};
use crate::text_enum;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

text_enum! {
    /// How a community speaks to a server (see FEDERATION.md).
    pub enum Dialect {
        /// Not known yet: gets what either kind understands.
        Unknown = 0 => "unknown",
        /// Gets `Announce{activity}` for everything (FEP-1b12): Lemmy, PieFed, NodeBB, Mbin.
        Forum = 1 => "forum",
        /// Gets the announced id of beginnings: Mastodon, GoToSocial.
        Microblog = 2 => "microblog",
        /// Another Dienstweg: like a forum, and trusted to echo.
        Own = 3 => "own",
    }
}

small_enum! {
    /// Which form of signature a server last accepted.
    pub enum SignatureForm {
        /// draft-cavage-http-signatures-12.
        Cavage = 0,
        /// RFC 9421, with an RSA key.
        Rfc9421 = 1,
        /// RFC 9421, with an Ed25519 key: signing costs a thirtieth. For servers like this one, which look for keys of both kinds.
        Ed25519 = 2,
    }
}

impl From<SignatureForm> for Form {
    fn from(form: SignatureForm) -> Self {
        match form {
            SignatureForm::Cavage => Self::Cavage,
            SignatureForm::Rfc9421 | SignatureForm::Ed25519 => Self::Rfc9421,
        }
    }
}

impl SignatureForm {
    /// The form to try when this one was refused.
    pub const fn other(self) -> Self {
        match self {
            Self::Cavage => Self::Rfc9421,
            Self::Rfc9421 | Self::Ed25519 => Self::Cavage,
        }
    }
}

/// Another server.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = peers, check_for_backend(MultiBackend))]
pub struct Peer {
    /// Our number for it.
    pub id: i64,
    /// Host, with port when it is not the scheme's default.
    pub host: String,
    /// Name of its software (NodeInfo), or empty.
    pub software: String,
    /// What it calls itself (NodeInfo), or empty.
    pub name: String,
    /// What it speaks, as observed.
    pub dialect: Dialect,
    /// What an admin says it speaks.
    pub dialect_override: Option<Dialect>,
    /// The form of signature it last accepted.
    pub signature_form: SignatureForm,
    /// Capabilities it says it has (FEP-844e), separated by blanks.
    pub capabilities: String,
    /// When we first met it.
    pub first_seen_at: Timestamp,
    /// When it was last asked who it is.
    pub probed_at: Option<Timestamp>,
    /// Last successful delivery.
    pub last_success_at: Option<Timestamp>,
    /// Last failed delivery.
    pub last_failure_at: Option<Timestamp>,
    /// What went wrong last.
    pub last_error: String,
    /// Failures in a row.
    pub failures: i32,
    /// Not before this.
    pub next_attempt_at: Timestamp,
    /// The process that delivers to it now.
    pub lease_owner: Option<String>,
    /// Until when.
    pub lease_until: Option<Timestamp>,
}

impl Peer {
    /// What to speak to it: an admin's word, else what was observed.
    pub fn dialect(&self) -> Dialect {
        self.dialect_override.unwrap_or(self.dialect)
    }
}

impl Peer {
    /// Whether its communities send a contribution back to where it came from, so that one of ours can wait for that: Dienstweg and Lemmy
    /// do, and of a server we know nothing of we expect it until it turns out otherwise.
    pub fn echoes(&self) -> bool {
        matches!(self.dialect(), Dialect::Own | Dialect::Unknown) || self.software == "lemmy"
    }

    /// Whether it said that it keeps what only members may read to them. What an admin takes it for does not count.
    pub fn protects(&self) -> bool {
        self.dialect == Dialect::Own
    }
}

/// The longest pause between two attempts.
pub const MAX_PAUSE: Duration = Duration::from_secs(6 * 3_600);

/// The pause after so many failures in a row: a minute, doubled each time, at most six hours.
pub fn pause_after(failures: i32) -> Duration {
    let doublings = u32::try_from(failures.saturating_sub(1)).unwrap_or_default().min(10);
    Duration::from_secs(60 << doublings).min(MAX_PAUSE)
}

/// The peer with this host, made when it is new; the second value says whether it is.
pub fn ensure(conn: &mut Conn, host: &str, new_id: impl FnOnce() -> i64, now: Timestamp) -> Result<(Peer, bool)> {
    if let Some(peer) = by_host(conn, host)? {
        return Ok((peer, false));
    }
    let peer = Peer {
        id: new_id(),
        host: host.to_owned(),
        software: String::new(),
        name: String::new(),
        dialect: Dialect::Unknown,
        dialect_override: None,
        signature_form: SignatureForm::Cavage,
        capabilities: String::new(),
        first_seen_at: now,
        probed_at: None,
        last_success_at: None,
        last_failure_at: None,
        last_error: String::new(),
        failures: 0,
        next_attempt_at: now,
        lease_owner: None,
        lease_until: None,
    };
    let stored = diesel::insert_into(peers::table).values(&peer).on_conflict(peers::host).do_nothing().both().execute(conn)? > 0;
    match by_host(conn, host)? {
        Some(known) => Ok((known, stored)),
        None => Ok((peer, stored)),
    }
}

/// The peers of these hosts, by host; the second list names those that were new. Like [`ensure`] for many at once.
pub fn ensure_all(
    conn: &mut Conn,
    hosts: &BTreeSet<String>,
    new_id: impl Fn() -> i64,
    now: Timestamp,
) -> Result<(BTreeMap<String, Peer>, Vec<String>)> {
    let names: Vec<&str> = hosts.iter().map(String::as_str).collect();
    let known: Vec<Peer> = on_each!(conn, |each| peers::table.filter(among(peers::host, &names)).select(Peer::as_select()).load(each))?;
    let mut known: BTreeMap<String, Peer> = known.into_iter().map(|peer| (peer.host.clone(), peer)).collect();
    let mut met = Vec::new();
    for host in hosts {
        if known.contains_key(host) {
            continue;
        }
        let (peer, new) = ensure(conn, host, &new_id, now)?;
        known.insert(host.clone(), peer);
        met.extend(new.then(|| host.clone()));
    }
    Ok((known, met))
}

/// The peer with this number.
pub fn find(conn: &mut Conn, id: i64) -> Result<Peer> {
    Ok(on_each!(conn, |each| peers::table.find(id).select(Peer::as_select()).first(each))?)
}

/// The peer with this host, if we ever met it.
pub fn by_host(conn: &mut Conn, host: &str) -> Result<Option<Peer>> {
    Ok(on_each!(conn, |each| peers::table.filter(peers::host.eq(host)).select(Peer::as_select()).first(each)).optional()?)
}

/// All peers by host.
pub fn all(conn: &mut Conn) -> Result<Vec<Peer>> {
    Ok(peers::table.order(peers::host).select(Peer::as_select()).load(conn)?)
}

/// What a peer says about itself.
#[derive(Debug, Clone, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = peers)]
pub struct Description {
    /// Name of its software.
    pub software: String,
    /// What it calls itself.
    pub name: String,
    /// What it speaks.
    pub dialect: Dialect,
    /// Capabilities, separated by blanks.
    pub capabilities: String,
    /// When it was asked.
    pub probed_at: Option<Timestamp>,
}

/// Notes what a peer said about itself. Servers like this one are then spoken to with Ed25519.
pub fn describe(conn: &mut Conn, id: i64, description: &Description) -> Result<()> {
    prepared_update(peers::table.find(id)).set(description).execute(conn)?;
    if description.dialect == Dialect::Own { set_signature_form(conn, id, SignatureForm::Ed25519) } else { Ok(()) }
}

/// What these hosts call themselves.
pub fn names(conn: &mut Conn, hosts: &[&str]) -> Result<std::collections::HashMap<String, String>> {
    if hosts.is_empty() {
        return Ok(std::collections::HashMap::new());
    }
    let rows: Vec<(String, String)> = peers::table.filter(among(peers::host, hosts)).select((peers::host, peers::name)).load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Notes what was observed: a server that sends `Announce{activity}` or hosts communities is a forum. Never takes back what is known.
pub fn observe(conn: &mut Conn, host: &str, dialect: Dialect) -> Result<()> {
    diesel::update(peers::table.filter(peers::host.eq(host)).filter(peers::dialect.eq_any([Dialect::Unknown, Dialect::Microblog])))
        .set(peers::dialect.eq(dialect))
        .execute(conn)?;
    Ok(())
}

/// Sets what an admin says a peer speaks; `None` goes back to what was observed.
pub fn set_dialect_override(conn: &mut Conn, id: i64, dialect: Option<Dialect>) -> Result<()> {
    prepared_update(peers::table.find(id)).set(peers::dialect_override.eq(dialect)).execute(conn)?;
    Ok(())
}

/// Notes the form of signature a peer accepted.
pub fn set_signature_form(conn: &mut Conn, id: i64, form: SignatureForm) -> Result<()> {
    prepared_update(peers::table.find(id)).set(peers::signature_form.eq(form)).execute(conn)?;
    Ok(())
}

/// Notes a success: failures are forgotten.
pub fn succeeded(conn: &mut Conn, id: i64, now: Timestamp) -> Result<()> {
    prepared_update(peers::table.find(id))
        .set((peers::last_success_at.eq(now), peers::failures.eq(0), peers::last_error.eq(""), peers::next_attempt_at.eq(now)))
        .execute(conn)?;
    Ok(())
}

/// Notes a failure; the peer is left alone for a while, for `pause` when it asked for one.
pub fn failed(conn: &mut Conn, peer: &Peer, error: &str, pause: Option<Duration>, now: Timestamp) -> Result<()> {
    let failures = peer.failures.saturating_add(1);
    let pause = pause.unwrap_or_else(|| pause_after(failures));
    prepared_update(peers::table.find(peer.id))
        .set((
            peers::last_failure_at.eq(now),
            peers::failures.eq(failures),
            peers::last_error.eq(error),
            peers::next_attempt_at.eq(now.plus(pause)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Sends nothing to a peer before this.
pub fn leave_alone(conn: &mut Conn, id: i64, until: Timestamp) -> Result<()> {
    prepared_update(peers::table.find(id)).set(peers::next_attempt_at.eq(until)).execute(conn)?;
    Ok(())
}

/// Tries a peer again at once, whatever it answered before.
pub fn leave_alone_no_more(conn: &mut Conn, id: i64, now: Timestamp) -> Result<()> {
    prepared_update(peers::table.find(id)).set(peers::next_attempt_at.eq(now)).execute(conn)?;
    Ok(())
}

/// Takes a peer for this process until `now + duration`; `false` when another process has it.
pub fn lease(conn: &mut Conn, id: i64, owner: &str, now: Timestamp, duration: Duration) -> Result<bool> {
    let free =
        peers::lease_owner.is_null().or(peers::lease_owner.assume_not_null().eq(owner)).or(peers::lease_until.assume_not_null().lt(now));
    Ok(prepared_update(peers::table.filter(peers::id.eq(id)).filter(free))
        .set((peers::lease_owner.eq(owner), peers::lease_until.eq(now.plus(duration))))
        .execute(conn)?
        == 1)
}

/// Gives a peer back.
pub fn release(conn: &mut Conn, id: i64, owner: &str) -> Result<()> {
    prepared_update(peers::table.filter(peers::id.eq(id)).filter(peers::lease_owner.eq(owner)))
        .set((peers::lease_owner.eq(None::<String>), peers::lease_until.eq(None::<Timestamp>)))
        .execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_six_hours() {
        assert_eq!(pause_after(1), Duration::from_secs(60));
        assert_eq!(pause_after(2), Duration::from_secs(120));
        assert_eq!(pause_after(10), MAX_PAUSE);
        assert_eq!(pause_after(i32::MAX), MAX_PAUSE);
    }
}
