//! HTTP signatures (draft-cavage-http-signatures-12 and RFC 9421), body digests (RFC 3230 and RFC 9530) and object integrity proofs
//! (FEP-8b32): pure functions over bytes.
//!
//! Incoming requests are checked in two steps. [`parse`] decides the form and checks everything that needs no key, so that a bad request
//! never causes a fetch; [`Received::verify`] then checks the signature with the key that belongs to [`Received::key_id`]. Whether that key
//! belongs to the actor of the activity is the caller's question.
//!
//! This module never reads a clock, a file or the network, never fetches a key, never trusts the `Host` header to say who we are, and
//! never falls back from a broken RFC 9421 signature to an older one.

mod cavage;
mod digest;
mod error;
mod freshness;
mod keys;
mod pem;
mod proof;
mod request;
mod rfc9421;
mod sign;
#[cfg(test)]
mod tests;

pub use digest::{BodyDigest, DigestError, verify_content_digest, verify_digest};
pub use error::{SignatureError, SigningError};
pub use freshness::{MAX_AGE, MAX_FUTURE};
pub use keys::{Algorithm, KeyError, PrivateKey, PublicKey};
pub use proof::{CRYPTOSUITE, ProofError, add_proof, proof_verification_method, verify_proof};
pub use request::{RequestParts, parse};
pub use sign::{Outgoing, OutgoingBody, sign};

/// Which signature standard a request speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// draft-cavage-http-signatures-12: one `Signature` header with `keyId`, `headers` and `signature`.
    Cavage,
    /// RFC 9421: `Signature-Input` and `Signature` as structured fields.
    Rfc9421,
}

/// A signed request that passed every check that needs no key.
#[derive(Debug, Clone)]
pub struct Received {
    key_id: String,
    form: Form,
    algorithm: Option<Algorithm>,
    signing_string: Vec<u8>,
    signature: Vec<u8>,
}

impl Received {
    /// The `keyId` or `keyid` parameter as sent: not empty, visible ASCII, but not necessarily an address.
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// Which standard the request spoke.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// The algorithm the sender named; `None` means that the key decides.
    pub const fn algorithm(&self) -> Option<Algorithm> {
        self.algorithm
    }

    /// The raw bytes of the signature.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// Checks the signature with the key that [`key_id`](Self::key_id) names.
    ///
    /// # Errors
    /// [`SignatureError::KeyMismatch`] if the named algorithm does not fit the key, [`SignatureError::Invalid`] if the signature does not
    /// match.
    pub fn verify(&self, key: &PublicKey) -> Result<(), SignatureError> {
        if self.algorithm.is_some_and(|algorithm| algorithm != key.algorithm()) {
            return Err(SignatureError::KeyMismatch);
        }
        if key.verify(&self.signing_string, &self.signature) { Ok(()) } else { Err(SignatureError::Invalid) }
    }
}
