//! A passkey that is used (§7.2).

use super::client_data::{self, Ceremony};
use super::key::PublicKey;
use super::refusal::Refusal;
use super::{RelyingParty, authenticator_data, sha256};

/// What a browser sends after `navigator.credentials.get()`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assertion {
    /// `rawId`: which passkey.
    pub credential_id: Vec<u8>,
    /// `clientDataJSON`.
    pub client_data: Vec<u8>,
    /// `authenticatorData`.
    pub authenticator_data: Vec<u8>,
    /// `signature`.
    pub signature: Vec<u8>,
    /// `userHandle`: whose passkey it is, as the authenticator was told. Empty when it does not say.
    pub user_handle: Vec<u8>,
}

/// What is known of the passkey.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Its public key, `COSE_Key`.
    pub public_key: &'a [u8],
    /// Its counter when it was last used.
    pub sign_count: u32,
}

/// Checks an assertion and answers the passkey's new counter. `challenge` is the question that was asked, base64url. Steps 5 to 7 (which
/// passkey, and whose) are for who has the list.
///
/// # Errors
/// Why it does not count. `Counter` is only said of a signature that is right.
pub fn check_assertion(party: RelyingParty<'_>, challenge: &str, given: &Assertion, known: &Known<'_>) -> Result<u32, Refusal> {
    // Steps 1 to 4 and 8 happen in the browser. Steps 9 to 14: what it says about the page.
    client_data::check(&given.client_data, Ceremony::Get, challenge, party)?;
    let data = authenticator_data::read(&given.authenticator_data)?;
    // Steps 15 to 18: for whom, and whether its owner was there.
    data.check(party)?;
    // Step 19: the hash of what the browser says.
    let hash = sha256(&given.client_data);
    // Step 20: the signature over both.
    PublicKey::from_cose(known.public_key)?.verify(&[given.authenticator_data.as_slice(), &hash].concat(), &given.signature)?;
    // Step 21: the counter. Two zeros mean that this passkey does not count, as most that are copied between devices.
    if (data.sign_count, known.sign_count) != (0, 0) && data.sign_count <= known.sign_count {
        return Err(Refusal::Counter);
    }
    // Step 22: going on.
    Ok(data.sign_count)
}
