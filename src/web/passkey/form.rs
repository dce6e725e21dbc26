//! What the script puts into forms.

use crate::access::passkey::Proof;
use crate::web::visit::Visit;
use crate::webauthn::{Assertion, Registration};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

/// What a passkey answered: bytes in base64url. Empty without one.
#[derive(Debug, Default, Deserialize)]
pub struct Answered {
    #[serde(default)]
    credential: String,
    #[serde(default)]
    client: String,
    #[serde(default)]
    attestation: String,
    #[serde(default)]
    authenticator: String,
    #[serde(default)]
    signature: String,
    #[serde(default)]
    user: String,
    /// How the browser may reach it, with commas.
    #[serde(default)]
    pub(super) transports: String,
}

/// What is no base64url is read as nothing, and nothing is refused like anything else that does not fit.
fn bytes(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap_or_default()
}

impl Answered {
    /// Of a passkey that is used.
    pub fn assertion(&self) -> Assertion {
        Assertion {
            credential_id: bytes(&self.credential),
            client_data: bytes(&self.client),
            authenticator_data: bytes(&self.authenticator),
            signature: bytes(&self.signature),
            user_handle: bytes(&self.user),
        }
    }

    /// What shows in this form who sent it: the password, or a passkey if there is one.
    pub(in crate::web) fn proof(&self, visit: &Visit, password: &str) -> Proof {
        let passkey = (!self.client.is_empty()).then(|| self.assertion());
        Proof { password: password.to_owned(), passkey, browser: visit.csrf.clone(), session: visit.session_digest().unwrap_or_default() }
    }

    /// Of a new passkey.
    pub(super) fn registration(&self) -> Registration {
        Registration { client_data: bytes(&self.client), attestation_object: bytes(&self.attestation) }
    }
}
