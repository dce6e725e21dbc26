//! Why an answer does not count.

use std::fmt;

/// Why what a browser sent does not count. For tests and the log; people read a text that tells nobody what to try next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It cannot be read: which part.
    Unreadable(&'static str),
    /// Made for something else: a registration instead of a login or the other way round.
    Type,
    /// The question is not ours, too old, somebody else's, or was answered before.
    Challenge,
    /// Made on a page of another site.
    Origin,
    /// Made in a frame inside a page of another site.
    Embedded,
    /// Made for another relying party.
    RelyingParty,
    /// Nobody was there: the device was not touched.
    NotPresent,
    /// The device did not ask who was there (PIN, fingerprint, face).
    NotVerified,
    /// The device contradicts itself about whether the passkey is copied between devices.
    BackupState,
    /// None of the algorithms that were offered.
    Algorithm,
    /// No public key, or not one of its algorithm.
    Key,
    /// A statement about the device of a kind nobody asked for, or one that is not true.
    Attestation,
    /// The passkey has no id, or one that is too long.
    CredentialId,
    /// This passkey is known already.
    Known,
    /// Nobody has this passkey.
    Unknown,
    /// The passkey belongs to somebody else.
    Owner,
    /// The signature is not by this passkey.
    Signature,
    /// The signature is right, but the counter went back: there may be a copy of the passkey.
    Counter,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(part) => write!(formatter, "unreadable: {part}"),
            other => write!(formatter, "{other:?}"),
        }
    }
}

impl std::error::Error for Refusal {}
