//! Errors by meaning. This module knows no HTTP: each border (`web`, `api`, `federation`) maps a variant to its own answer.
//!
//! Every error carries two texts: what the person or server outside may read (a text id or a plain reason), and the cause, which only
//! goes to the log. Tools add no variants; they use [`Error::Forbidden`] and [`Error::Invalid`] with their own text ids.

use std::fmt;

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, by meaning.
#[derive(Debug)]
pub enum Error {
    /// It does not exist, or the viewer may not know that it does.
    NotFound,
    /// It existed and was deleted.
    Gone,
    /// The action needs a login (pages) or a valid signature (servers).
    NotSignedIn(Reason),
    /// Known, but not allowed; the reason may be shown.
    Forbidden(Reason),
    /// A document from outside that cannot be understood: what and where, without quoting it.
    Malformed(Reason),
    /// The input is wrong; one entry for each field.
    Invalid(Vec<FieldError>),
    /// Somebody else changed it first, or it exists already.
    Conflict(Reason),
    /// Too much at once; try again after so many seconds.
    TooMany {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// Another server failed to answer, or answered something unusable.
    Remote {
        /// The address that was asked.
        url: String,
        /// What may be shown to the person who asked.
        reason: Reason,
        /// For the log.
        cause: String,
    },
    /// We cannot right now (database down, shutting down): a fault of ours that passes. Never a 4xx.
    Unavailable(String),
    /// A fault of ours that does not pass by itself. For the log only.
    Internal(String),
}

/// Why something is refused: the id of a text in `src/web/texts/*.ftl`, and a detail for logs and servers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Text id, such as `error-not-a-member`.
    pub text: &'static str,
    /// Further detail in English for logs and for other servers; holds no content of posts.
    pub detail: String,
}

impl Reason {
    /// A reason with a text id alone.
    pub const fn new(text: &'static str) -> Self {
        Self { text, detail: String::new() }
    }

    /// A reason with a detail for the log and for other servers.
    pub fn with(text: &'static str, detail: impl Into<String>) -> Self {
        Self { text, detail: detail.into() }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.detail.is_empty() { formatter.write_str(self.text) } else { write!(formatter, "{}: {}", self.text, self.detail) }
    }
}

/// One wrong field of a form or document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name in the form or the JSON property.
    pub field: &'static str,
    /// Text id that says what is wrong and what to do.
    pub text: &'static str,
}

impl Error {
    /// Forbidden, with a text id.
    pub const fn forbidden(text: &'static str) -> Self {
        Self::Forbidden(Reason::new(text))
    }

    /// One wrong field.
    pub fn invalid(field: &'static str, text: &'static str) -> Self {
        Self::Invalid(vec![FieldError { field, text }])
    }

    /// A document from outside that cannot be understood; `detail` says what and where, without quoting it.
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::Malformed(Reason::with("error-malformed-json", detail))
    }

    /// A conflict, with a text id.
    pub const fn conflict(text: &'static str) -> Self {
        Self::Conflict(Reason::new(text))
    }

    /// A fault of ours; `cause` goes to the log.
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }

    /// A fault of ours that passes; `cause` goes to the log.
    pub fn unavailable(cause: impl fmt::Display) -> Self {
        Self::Unavailable(cause.to_string())
    }

    /// Another server failed us.
    pub fn remote(url: impl Into<String>, text: &'static str, cause: impl fmt::Display) -> Self {
        Self::Remote { url: url.into(), reason: Reason::new(text), cause: cause.to_string() }
    }

    /// Whether trying again later may help without anybody changing anything.
    pub const fn is_transient(&self) -> bool {
        matches!(self, Self::TooMany { .. } | Self::Unavailable(_) | Self::Remote { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => formatter.write_str("not found"),
            Self::Gone => formatter.write_str("gone"),
            Self::NotSignedIn(reason) => write!(formatter, "not signed in: {reason}"),
            Self::Forbidden(reason) => write!(formatter, "forbidden: {reason}"),
            Self::Malformed(reason) => write!(formatter, "malformed: {reason}"),
            Self::Invalid(fields) => {
                formatter.write_str("invalid")?;
                fields.iter().try_for_each(|field| write!(formatter, " {}={}", field.field, field.text))
            }
            Self::Conflict(reason) => write!(formatter, "conflict: {reason}"),
            Self::TooMany { retry_after } => write!(formatter, "too many, retry after {retry_after} s"),
            Self::Remote { url, reason, cause } => write!(formatter, "remote {url}: {reason}: {cause}"),
            Self::Unavailable(cause) => write!(formatter, "unavailable: {cause}"),
            Self::Internal(cause) => write!(formatter, "internal: {cause}"),
        }
    }
}

impl std::error::Error for Error {}
