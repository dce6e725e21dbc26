//! Passkeys in the database.

use crate::error::Result;
use crate::store::schema::passkeys;
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend};
use crate::webauthn::Descriptor;
use diesel::prelude::*;

/// The transports there are (§5.8.4 and Level 3); others are not kept.
const TRANSPORTS: [&str; 6] = ["usb", "nfc", "ble", "smart-card", "hybrid", "internal"];

/// A passkey of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = passkeys, check_for_backend(MultiBackend))]
pub struct Passkey {
    /// Its number.
    pub id: i64,
    /// The login it belongs to.
    pub account_id: i64,
    /// Its id among all passkeys, base64url.
    pub credential_id: String,
    /// Its public key, `COSE_Key` (RFC 9052).
    pub public_key: Vec<u8>,
    /// Its counter, or 0.
    pub sign_count: i64,
    /// How browsers may reach it, with commas.
    pub transports: String,
    /// What its owner calls it.
    pub name: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
    /// When its counter first went back: there may be a copy.
    pub suspected_at: Option<Timestamp>,
}

impl Passkey {
    /// As browsers are told of it.
    pub(super) fn descriptor(&self) -> Descriptor {
        Descriptor::new(self.credential_id.clone(), self.transports.split(',').filter(|way| !way.is_empty()).map(str::to_owned).collect())
    }
}

/// Those that browsers may say, once each.
pub(super) fn transports(said: &str) -> String {
    let known: Vec<&str> = TRANSPORTS.into_iter().filter(|way| said.split(',').any(|one| one == *way)).collect();
    known.join(",")
}

/// The passkeys of a login, oldest first.
pub fn of_account(conn: &mut Conn, account_id: i64) -> Result<Vec<Passkey>> {
    let query = passkeys::table.filter(passkeys::account_id.eq(account_id)).order(passkeys::id);
    Ok(query.select(Passkey::as_select()).load(conn)?)
}

/// How many passkeys a login has.
pub fn count(conn: &mut Conn, account_id: i64) -> Result<i64> {
    Ok(passkeys::table.filter(passkeys::account_id.eq(account_id)).count().get_result(conn)?)
}

/// A passkey of this login.
pub fn of(conn: &mut Conn, account_id: i64, id: i64) -> Result<Option<Passkey>> {
    let query = passkeys::table.find(id).filter(passkeys::account_id.eq(account_id));
    Ok(query.select(Passkey::as_select()).first(conn).optional()?)
}

pub(super) fn by_credential(conn: &mut Conn, credential_id: &str) -> Result<Option<Passkey>> {
    let query = passkeys::table.filter(passkeys::credential_id.eq(credential_id));
    Ok(query.select(Passkey::as_select()).first(conn).optional()?)
}

pub(super) fn insert(conn: &mut Conn, passkey: &Passkey) -> Result<()> {
    diesel::insert_into(passkeys::table).values(passkey).execute(conn)?;
    Ok(())
}

pub(super) fn delete(conn: &mut Conn, id: i64) -> Result<()> {
    diesel::delete(passkeys::table.find(id)).execute(conn)?;
    Ok(())
}

/// Notes a use; whether the counter is still the one that was looked at: of two uses at once with the same counter, one is second.
pub(super) fn note_use(conn: &mut Conn, passkey: &Passkey, sign_count: u32, now: Timestamp) -> Result<bool> {
    let unchanged = passkeys::table.find(passkey.id).filter(passkeys::sign_count.eq(passkey.sign_count));
    let values = (passkeys::sign_count.eq(i64::from(sign_count)), passkeys::used_at.eq(now));
    Ok(diesel::update(unchanged).set(values).execute(conn)? > 0)
}

pub(super) fn note_suspicion(conn: &mut Conn, id: i64, now: Timestamp) -> Result<()> {
    diesel::update(passkeys::table.find(id)).set(passkeys::suspected_at.eq(now)).execute(conn)?;
    Ok(())
}
