//! Why a signature is refused, or could not be made.

use std::fmt;

use super::digest::DigestError;

/// Why a request's signature is refused. The text of [`fmt::Display`] goes to the log and to the sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignatureError {
    /// There is no signature.
    Missing,
    /// `Signature-Input` stands beside a draft-cavage signature; the newer form is never dropped for the older one.
    MixedForms,
    /// `Authorization: Signature` is not supported, alone or beside `Signature`.
    AuthorizationScheme,
    /// A structured field is broken; the only variant that is the sender's syntax error (400) rather than a refusal (401).
    Malformed(&'static str),
    /// The draft-cavage `Signature` header cannot be read.
    Unreadable(&'static str),
    /// The signature covers too little.
    NotCovered(&'static str),
    /// A covered header is not in the request.
    FieldAbsent(String),
    /// A header that may stand once stands twice.
    FieldRepeated(String),
    /// A header holds something other than visible ASCII.
    FieldUnreadable(String),
    /// A covered component, or a parameter of one, is not supported.
    UnsupportedComponent,
    /// The signature algorithm is not supported.
    UnsupportedAlgorithm,
    /// The request target is not an absolute path in visible ASCII.
    Target,
    /// `Host` does not name this server.
    WrongHost,
    /// The digest does not fit the body.
    Digest(DigestError),
    /// `Date` or `created` or `expires` cannot be read.
    UnreadableTime,
    /// `Date` or `created` lies too far ahead.
    FromTheFuture,
    /// `Date` or `created` lies too far back.
    TooOld,
    /// `expires` has passed.
    Expired,
    /// The named algorithm does not fit the key.
    KeyMismatch,
    /// The signature does not match.
    Invalid,
}

impl SignatureError {
    /// Whether the request is malformed (400) rather than not authorised (401).
    pub const fn is_malformed(&self) -> bool {
        matches!(self, Self::Malformed(_))
    }
}

impl fmt::Display for SignatureError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Missing => "the request is not signed",
            Self::MixedForms => "Signature-Input stands beside a draft-cavage Signature",
            Self::AuthorizationScheme => "Authorization: Signature is not supported",
            Self::Malformed(what) => return write!(formatter, "malformed structured field: {what}"),
            Self::Unreadable(what) => return write!(formatter, "unreadable Signature header: {what}"),
            Self::NotCovered(what) => return write!(formatter, "the signature does not cover {what}"),
            Self::FieldAbsent(name) => return write!(formatter, "the covered header {name} is absent"),
            Self::FieldRepeated(name) => return write!(formatter, "the header {name} stands more than once"),
            Self::FieldUnreadable(name) => return write!(formatter, "the header {name} is not visible ASCII"),
            Self::UnsupportedComponent => "a covered component is not supported",
            Self::UnsupportedAlgorithm => "the signature algorithm is not supported",
            Self::Target => "the request target is not an absolute path",
            Self::WrongHost => "Host does not name this server",
            Self::Digest(error) => return error.fmt(formatter),
            Self::UnreadableTime => "the time of the signature cannot be read",
            Self::FromTheFuture => "the signature is from the future",
            Self::TooOld => "the signature is too old",
            Self::Expired => "the signature has expired",
            Self::KeyMismatch => "the signature algorithm does not fit the key",
            Self::Invalid => "the signature does not match",
        };
        formatter.write_str(text)
    }
}

impl std::error::Error for SignatureError {}

impl From<DigestError> for SignatureError {
    fn from(error: DigestError) -> Self {
        Self::Digest(error)
    }
}

/// Why a request could not be signed: faults of the caller's input or of the key, never of the peer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SigningError {
    /// The address is not `http` or `https` with a host, or holds a user name.
    Address,
    /// The key id, content type or `Accept` value cannot stand in a header.
    Value(&'static str),
    /// The time lies outside the years 1970 to 9999.
    Time,
    /// The key failed to sign.
    Key,
}

impl fmt::Display for SigningError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address => formatter.write_str("the address cannot be signed for"),
            Self::Value(what) => write!(formatter, "{what} cannot stand in a header"),
            Self::Time => formatter.write_str("the time cannot stand in a header"),
            Self::Key => formatter.write_str("the key failed to sign"),
        }
    }
}

impl std::error::Error for SigningError {}
