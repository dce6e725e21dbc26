//! Who somebody is at a provider of single sign-on: an issuer and a subject there, which nobody else ever gets (OpenID Connect Core 1.0 §2).
//! A login has at most one at each provider, and an identity belongs to one login.

use crate::error::Result;
use crate::store::schema::identities;
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::hmac::{HMAC_SHA256, Key, sign};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use diesel::prelude::*;
use std::time::Duration;

/// How long ago somebody may have logged in by single sign-on who has nothing else to show who she is.
pub const JUST_NOW: Duration = Duration::from_secs(10 * 60);

/// Who somebody is at a provider.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = identities, check_for_backend(MultiBackend))]
pub struct Identity {
    /// Its number.
    pub id: i64,
    /// Whose login.
    pub account_id: i64,
    /// The provider.
    pub issuer: String,
    /// What the provider calls this person.
    pub subject: String,
    /// Since when it is known.
    pub created_at: Timestamp,
    /// When it was last used to log in.
    pub used_at: Timestamp,
    /// With what the provider can be asked again; sealed.
    pub refresh_token: Option<String>,
    /// When it will be asked; never without a token.
    pub next_check_at: Option<Timestamp>,
}

/// The identity with this number.
pub fn find(conn: &mut Conn, id: i64) -> Result<Option<Identity>> {
    Ok(identities::table.find(id).select(Identity::as_select()).first(conn).optional()?)
}

/// The identity of this subject.
pub fn by_subject(conn: &mut Conn, issuer: &str, subject: &str) -> Result<Option<Identity>> {
    let query = identities::table.filter(identities::issuer.eq(issuer)).filter(identities::subject.eq(subject));
    Ok(query.select(Identity::as_select()).first(conn).optional()?)
}

/// All identities of a login, oldest first.
pub fn of_account(conn: &mut Conn, account_id: i64) -> Result<Vec<Identity>> {
    let query = identities::table.filter(identities::account_id.eq(account_id)).order(identities::id);
    Ok(query.select(Identity::as_select()).load(conn)?)
}

/// How many identities a login has.
pub fn count(conn: &mut Conn, account_id: i64) -> Result<i64> {
    Ok(identities::table.filter(identities::account_id.eq(account_id)).count().get_result(conn)?)
}

/// Stores a new one.
///
/// # Errors
/// `Conflict` when the login has one of this issuer, or somebody has this subject.
pub fn insert(conn: &mut Conn, identity: &Identity) -> Result<()> {
    diesel::insert_into(identities::table).values(identity).execute(conn)?;
    Ok(())
}

/// Forgets one.
pub fn delete(conn: &mut Conn, id: i64) -> Result<()> {
    diesel::delete(identities::table.find(id)).execute(conn)?;
    Ok(())
}

/// Lets nobody else change an identity until this transaction ends.
pub fn lock(conn: &mut Conn, id: i64) -> Result<Option<Identity>> {
    diesel::update(identities::table.find(id)).set(identities::account_id.eq(identities::account_id)).execute(conn)?;
    find(conn, id)
}

/// Notes that it was used to log in.
pub fn note_use(conn: &mut Conn, id: i64, now: Timestamp) -> Result<()> {
    diesel::update(identities::table.find(id)).set(identities::used_at.eq(now)).execute(conn)?;
    Ok(())
}

/// Keeps a token, or none, and when to ask with it.
pub fn set_token(conn: &mut Conn, id: i64, sealed: Option<&str>, next_check_at: Option<Timestamp>) -> Result<()> {
    let values = (identities::refresh_token.eq(sealed), identities::next_check_at.eq(next_check_at));
    diesel::update(identities::table.find(id)).set(values).execute(conn)?;
    Ok(())
}

/// Those that should have been asked about before then.
pub fn overdue(conn: &mut Conn, before: Timestamp) -> Result<Vec<Identity>> {
    let overdue = identities::table.filter(identities::next_check_at.assume_not_null().lt(before));
    Ok(overdue.order(identities::id).select(Identity::as_select()).load(conn)?)
}

fn sealing(secret: &str) -> Option<LessSafeKey> {
    let key = sign(&Key::new(HMAC_SHA256, secret.as_bytes()), b"dienstweg refresh token");
    UnboundKey::new(&AES_256_GCM, key.as_ref()).ok().map(LessSafeKey::new)
}

fn belonging(issuer: &str, subject: &str) -> Aad<String> {
    Aad::from(format!("{issuer} {subject}"))
}

/// Seals a refresh token (AES-256-GCM) with a key made of the provider's client secret, which is in the settings and not in the database: who
/// has a copy of the database alone cannot use it. It opens for this subject and nobody else.
pub fn seal(secret: &str, issuer: &str, subject: &str, token: &str, nonce: [u8; NONCE_LEN]) -> Option<String> {
    let mut bytes = token.as_bytes().to_vec();
    sealing(secret)?.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), belonging(issuer, subject), &mut bytes).ok()?;
    Some(URL_SAFE_NO_PAD.encode([nonce.as_slice(), &bytes].concat()))
}

/// Opens what was sealed; `None` with another secret, as after it was changed.
pub fn unseal(secret: &str, issuer: &str, subject: &str, sealed: &str) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
    let (nonce, rest) = bytes.split_first_chunk::<NONCE_LEN>()?;
    let mut rest = rest.to_vec();
    let token = sealing(secret)?.open_in_place(Nonce::assume_unique_for_key(*nonce), belonging(issuer, subject), &mut rest).ok()?;
    String::from_utf8(token.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::{seal, unseal};

    #[test]
    fn a_sealed_token_opens_with_its_secret_for_its_subject_alone() {
        let sealed = seal("geheim", "https://a.example", "kim", "token-1", [7; 12]).unwrap();
        assert!(!sealed.contains("token-1"));
        assert_eq!(unseal("geheim", "https://a.example", "kim", &sealed).as_deref(), Some("token-1"));
        for (secret, issuer, subject) in
            [("anders", "https://a.example", "kim"), ("geheim", "https://b.example", "kim"), ("geheim", "https://a.example", "tom")]
        {
            assert_eq!(unseal(secret, issuer, subject, &sealed), None, "{secret} {issuer} {subject}");
        }
        for broken in ["", "AAAA", &sealed[..sealed.len() - 4], &format!("A{}", &sealed[1..])] {
            assert_eq!(unseal("geheim", "https://a.example", "kim", broken), None, "{broken}");
        }
    }
}
