//! Passkeys as pure functions: what browsers and authenticators say (W3C Web Authentication), read strictly and checked step by step. The
//! steps are numbered as in Level 2, the Recommendation of 8 April 2021 (§7.1 and §7.2); what Level 3 adds is named.
//!
//! Must never: know the database, the clock or a page; believe what is neither signed nor hashed into what is signed; ask which make of
//! device somebody has. Attestation is "none"; only a statement that the new key makes about itself is checked, since browsers pass that on.

mod assertion;
mod authenticator_data;
mod cbor;
mod client_data;
mod key;
mod options;
mod refusal;
mod registration;

pub use assertion::{Assertion, Known, check_assertion};
pub use client_data::challenge_of;
pub use key::{ALGORITHMS, PublicKey};
pub use options::{CreationOptions, Descriptor, RequestOptions, TIMEOUT};
pub use refusal::Refusal;
pub use registration::{NewCredential, Registration, check_registration};

/// Who asks: this instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelyingParty<'a> {
    /// The host name alone (§4, RP ID). Passkeys belong to it.
    pub id: &'a str,
    /// Scheme, host and port, as browsers write them (RFC 6454 §6.2).
    pub origin: &'a str,
}

/// SHA-256.
fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes).as_ref());
    hash
}

#[cfg(test)]
pub(crate) mod tests;
