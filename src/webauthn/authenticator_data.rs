//! What the authenticator says and signs (§6.1).

use super::cbor::{self, Value};
use super::refusal::Refusal;
use super::{RelyingParty, sha256};

const UNREADABLE: Refusal = Refusal::Unreadable("authenticator data");

/// The flags, by bit (§6.1; `BACKUP_…` are Level 3).
const USER_PRESENT: u8 = 1 << 0;
const USER_VERIFIED: u8 = 1 << 2;
const BACKUP_ELIGIBLE: u8 = 1 << 3;
const BACKUP_STATE: u8 = 1 << 4;
const ATTESTED: u8 = 1 << 6;
const EXTENSIONS: u8 = 1 << 7;

/// Authenticator data, read.
#[derive(Debug)]
pub(super) struct AuthenticatorData<'a> {
    rp_id_hash: &'a [u8],
    flags: u8,
    /// How often the passkey was used, or 0 for those that do not count.
    pub(super) sign_count: u32,
    /// In registrations: the new passkey.
    pub(super) attested: Option<Attested<'a>>,
}

/// A new passkey (§6.5.1). Which make of device it is (AAGUID) is not looked at.
#[derive(Debug)]
pub(super) struct Attested<'a> {
    pub(super) credential_id: &'a [u8],
    /// The key as it came, `COSE_Key` (RFC 9052 §7).
    pub(super) public_key: &'a [u8],
}

fn split(bytes: &[u8], at: usize) -> Result<(&[u8], &[u8]), Refusal> {
    bytes.split_at_checked(at).ok_or(UNREADABLE)
}

/// Reads it to the last byte.
///
/// # Errors
/// `Unreadable`.
pub(super) fn read(bytes: &[u8]) -> Result<AuthenticatorData<'_>, Refusal> {
    let (rp_id_hash, rest) = split(bytes, 32)?;
    let (&[flags], rest) = rest.split_first_chunk::<1>().ok_or(UNREADABLE)?;
    let (&count, mut rest) = rest.split_first_chunk::<4>().ok_or(UNREADABLE)?;
    let sign_count = u32::from_be_bytes(count);
    let mut attested = None;
    if flags & ATTESTED != 0 {
        let (_aaguid, after) = split(rest, 16)?;
        let (length, after) = after.split_first_chunk::<2>().ok_or(UNREADABLE)?;
        let (credential_id, key) = split(after, usize::from(u16::from_be_bytes(*length)))?;
        let (_, behind) = cbor::read(key)?;
        let (public_key, _) = split(key, key.len() - behind.len())?;
        attested = Some(Attested { credential_id, public_key });
        rest = behind;
    }
    if flags & EXTENSIONS != 0 {
        let (Value::Map(_), behind) = cbor::read(rest)? else { return Err(UNREADABLE) };
        rest = behind;
    }
    if rest.is_empty() { Ok(AuthenticatorData { rp_id_hash, flags, sign_count, attested }) } else { Err(UNREADABLE) }
}

impl AuthenticatorData<'_> {
    /// §7.1 steps 13 to 15 and §7.2 steps 15 to 17. Passkeys stand for both factors here, so user verification is always required.
    pub(super) fn check(&self, party: RelyingParty<'_>) -> Result<(), Refusal> {
        // §7.1 step 13, §7.2 step 15: the hash of our RP ID.
        if self.rp_id_hash != sha256(party.id.as_bytes()) {
            return Err(Refusal::RelyingParty);
        }
        // §7.1 step 14, §7.2 step 16: somebody was there.
        if self.flags & USER_PRESENT == 0 {
            return Err(Refusal::NotPresent);
        }
        // §7.1 step 15, §7.2 step 17: it was the owner.
        if self.flags & USER_VERIFIED == 0 {
            return Err(Refusal::NotVerified);
        }
        // Level 3: what cannot be copied was not copied.
        if self.flags & BACKUP_STATE != 0 && self.flags & BACKUP_ELIGIBLE == 0 {
            return Err(Refusal::BackupState);
        }
        // Extensions (§7.1 step 17, §7.2 step 18): none are asked for; what comes unasked is passed over, as the standard allows.
        Ok(())
    }
}
