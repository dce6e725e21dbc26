//! What the browser says about the page that asked (§5.8.1). It is hashed into what the authenticator signs.

use super::RelyingParty;
use super::refusal::Refusal;
use serde::Deserialize;

/// The longest one that is read, in bytes; browsers write some hundred.
const LONGEST: usize = 4_096;
const UNREADABLE: Refusal = Refusal::Unreadable("client data");

/// The two things that are done with passkeys (§5.8.1, `type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ceremony {
    Create,
    Get,
}

impl Ceremony {
    const fn name(self) -> &'static str {
        match self {
            Self::Create => "webauthn.create",
            Self::Get => "webauthn.get",
        }
    }
}

/// `CollectedClientData`. What browsers may add later is passed over, as the standard wants.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
    top_origin: Option<String>,
}

fn read(bytes: &[u8]) -> Result<ClientData, Refusal> {
    if bytes.len() > LONGEST {
        return Err(UNREADABLE);
    }
    // "UTF-8 decode" leaves a byte order mark out.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|_| UNREADABLE)
}

/// The question that is answered here: base64url, as it was asked. Not checked yet.
///
/// # Errors
/// `Unreadable`.
pub fn challenge_of(client_data: &[u8]) -> Result<String, Refusal> {
    Ok(read(client_data)?.challenge)
}

/// §7.1 steps 5 to 10 and §7.2 steps 9 to 14.
pub(super) fn check(bytes: &[u8], ceremony: Ceremony, challenge: &str, party: RelyingParty<'_>) -> Result<(), Refusal> {
    // §7.1 steps 5 and 6, §7.2 steps 9 and 10: decode and parse.
    let data = read(bytes)?;
    // §7.1 step 7, §7.2 step 11: the type.
    if data.r#type != ceremony.name() {
        return Err(Refusal::Type);
    }
    // §7.1 step 8, §7.2 step 12: the challenge.
    if challenge.is_empty() || data.challenge != challenge {
        return Err(Refusal::Challenge);
    }
    // §7.1 step 9, §7.2 step 13: the origin, letter by letter; no other page of the same host will do.
    if data.origin != party.origin {
        return Err(Refusal::Origin);
    }
    // Level 3: pages of others never hold ours in a frame.
    if data.cross_origin || data.top_origin.is_some_and(|top| top != party.origin) {
        return Err(Refusal::Embedded);
    }
    // §7.1 step 10, §7.2 step 14: token binding was given up; Level 3 has no such step.
    Ok(())
}
