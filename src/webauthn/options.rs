//! What browsers are asked, as JSON (Level 3 §5.1: `PublicKeyCredentialCreationOptionsJSON`, `PublicKeyCredentialRequestOptionsJSON`). Bytes
//! are base64url without padding.

use super::RelyingParty;
use super::key::ALGORITHMS;
use serde::Serialize;
use std::time::Duration;

/// How long there is for an answer.
pub const TIMEOUT: Duration = Duration::from_secs(5 * 60);

/// The only kind of credential there is (§5.8.2).
const PUBLIC_KEY: &str = "public-key";
const REQUIRED: &str = "required";

#[derive(Debug, Clone, Serialize)]
struct Party {
    id: String,
    name: String,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct User {
    id: String,
    name: String,
    display_name: String,
}

#[derive(Debug, Clone, Serialize)]
struct Parameter {
    r#type: &'static str,
    alg: i64,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Selection {
    resident_key: &'static str,
    require_resident_key: bool,
    user_verification: &'static str,
}

/// A passkey that is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Descriptor {
    r#type: &'static str,
    id: String,
    transports: Vec<String>,
}

impl Descriptor {
    /// Of a passkey with this id (base64url), and how browsers may reach it.
    pub const fn new(id: String, transports: Vec<String>) -> Self {
        Self { r#type: PUBLIC_KEY, id, transports }
    }
}

/// The question to which a new passkey is the answer: one that can be found without a user name and that always asks who is there.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreationOptions {
    rp: Party,
    user: User,
    challenge: String,
    pub_key_cred_params: Vec<Parameter>,
    timeout: u64,
    exclude_credentials: Vec<Descriptor>,
    authenticator_selection: Selection,
    attestation: &'static str,
}

impl CreationOptions {
    /// For somebody with this handle (base64url), user name and name. `known` are the passkeys there are.
    pub fn new(
        party: RelyingParty<'_>,
        instance: &str,
        (handle, login, name): (String, String, String),
        challenge: String,
        known: Vec<Descriptor>,
    ) -> Self {
        Self {
            rp: Party { id: party.id.to_owned(), name: instance.to_owned() },
            user: User { id: handle, name: login, display_name: name },
            challenge,
            pub_key_cred_params: ALGORITHMS.map(|alg| Parameter { r#type: PUBLIC_KEY, alg }).into(),
            timeout: milliseconds(),
            exclude_credentials: known,
            authenticator_selection: Selection { resident_key: REQUIRED, require_resident_key: true, user_verification: REQUIRED },
            attestation: "none",
        }
    }
}

/// The question to which a passkey answers. Without any named, people choose among those for this instance.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestOptions {
    rp_id: String,
    challenge: String,
    timeout: u64,
    allow_credentials: Vec<Descriptor>,
    user_verification: &'static str,
}

impl RequestOptions {
    /// With one of these passkeys, or with any.
    pub fn new(party: RelyingParty<'_>, challenge: String, allowed: Vec<Descriptor>) -> Self {
        let (rp_id, timeout) = (party.id.to_owned(), milliseconds());
        Self { rp_id, challenge, timeout, allow_credentials: allowed, user_verification: REQUIRED }
    }
}

fn milliseconds() -> u64 {
    TIMEOUT.as_secs() * 1_000
}
