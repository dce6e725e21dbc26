//! A new passkey (§7.1).

use super::cbor::{self, Value};
use super::client_data::{self, Ceremony};
use super::key::PublicKey;
use super::refusal::Refusal;
use super::{RelyingParty, authenticator_data, sha256};

/// The longest id of a passkey, in bytes (Level 3, §7.1).
const LONGEST_ID: usize = 1_023;
/// The longest attestation object that is read, in bytes; without certificates they have some hundred.
const LONGEST_OBJECT: usize = 16_384;

/// What a browser sends after `navigator.credentials.create()`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Registration {
    /// `clientDataJSON`.
    pub client_data: Vec<u8>,
    /// `attestationObject`.
    pub attestation_object: Vec<u8>,
}

/// A passkey to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCredential {
    /// Its id.
    pub id: Vec<u8>,
    /// Its public key, `COSE_Key`.
    pub public_key: Vec<u8>,
    /// Its counter.
    pub sign_count: u32,
}

/// Checks a registration. `challenge` is the question that was asked, base64url. Whether the passkey is known already (step 22) is for who
/// has the list.
///
/// # Errors
/// Why it does not count.
pub fn check_registration(party: RelyingParty<'_>, challenge: &str, given: &Registration) -> Result<NewCredential, Refusal> {
    // Steps 1 to 4 happen in the browser. Steps 5 to 10: what it says about the page.
    client_data::check(&given.client_data, Ceremony::Create, challenge, party)?;
    // Step 11: its hash.
    let hash = sha256(&given.client_data);
    // Step 12: the attestation object.
    if given.attestation_object.len() > LONGEST_OBJECT {
        return Err(Refusal::Unreadable("attestation object"));
    }
    let object = cbor::read_all(&given.attestation_object)?;
    let part = |name| object.get(&Value::Text(name)).ok_or(Refusal::Unreadable("attestation object"));
    let signed = part("authData")?.bytes().ok_or(Refusal::Unreadable("attestation object"))?;
    let (format, statement) = (part("fmt")?, part("attStmt")?);
    let data = authenticator_data::read(signed)?;
    // Steps 13 to 15, 17: for whom, and whether its owner was there.
    data.check(party)?;
    let new = data.attested.as_ref().ok_or(Refusal::Unreadable("authenticator data"))?;
    // Step 16: one of the algorithms that were offered, with a key that is one.
    let key = PublicKey::from_cose(new.public_key)?;
    // Steps 18 to 21: the statement. No maker's word is asked for, so there is no list of whom to trust.
    match format.text() {
        Some("none") if *statement == Value::Map(Vec::new()) => {}
        Some("packed") => check_own_word(statement, &key, &[signed, &hash].concat())?,
        _ => return Err(Refusal::Attestation),
    }
    // Level 3: an id that is none, or longer than there are.
    if new.credential_id.is_empty() || new.credential_id.len() > LONGEST_ID {
        return Err(Refusal::CredentialId);
    }
    // Steps 22 to 24: keeping it.
    Ok(NewCredential { id: new.credential_id.to_vec(), public_key: new.public_key.to_vec(), sign_count: data.sign_count })
}

/// §8.2, self attestation: signed by the new key itself, with its own algorithm.
fn check_own_word(statement: &Value<'_>, key: &PublicKey, signed: &[u8]) -> Result<(), Refusal> {
    let part = |name| statement.get(&Value::Text(name));
    if part("x5c").is_some() || part("alg").and_then(Value::integer) != Some(key.algorithm) {
        return Err(Refusal::Attestation);
    }
    let signature = part("sig").and_then(Value::bytes).ok_or(Refusal::Attestation)?;
    key.verify(signed, signature).map_err(|_| Refusal::Attestation)
}
