//! Why a token does not count.

use std::fmt;

/// Why what a provider signed, or seems to have signed, does not count. For tests and the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It cannot be read: which part.
    Unreadable(&'static str),
    /// Signed in none of the ways that are taken; unsigned ones are among these.
    Algorithm,
    /// It asks for an extension that nobody here knows (RFC 7515 §4.1.11).
    Critical,
    /// Made for something else, such as an access token.
    Type,
    /// The provider publishes no such key.
    UnknownKey,
    /// The signature is not by the provider's key.
    Signature,
    /// By another issuer.
    Issuer,
    /// For somebody else.
    Audience,
    /// Given to another party.
    AuthorizedParty,
    /// About nobody, or about somebody else than before.
    Subject,
    /// The answer to another question.
    Nonce,
    /// Its time is over, or it has none.
    Expired,
    /// From the future, or without a time.
    IssuedAt,
    /// It does not say that somebody was logged out.
    Event,
    /// It has no number of its own.
    Number,
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
