//! How applying an activity can end.

use crate::error::Error;

/// How applying ended well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It changed something.
    Applied,
    /// There was nothing to do; says why.
    NoEffect(&'static str),
}

/// Why applying stopped. Everything written so far is rolled back.
#[derive(Debug)]
pub enum Stop {
    /// A document has to be fetched first; its id.
    Waiting(String),
    /// It is not allowed or makes no sense, and trying again changes nothing.
    Refused(Error),
    /// A fault of ours: the whole transaction fails and the sender tries again.
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        match error {
            Error::Internal(_) | Error::Unavailable(_) | Error::TooMany { .. } | Error::Remote { .. } => Self::Failed(error),
            other => Self::Refused(other),
        }
    }
}

impl From<diesel::result::Error> for Stop {
    fn from(error: diesel::result::Error) -> Self {
        Self::from(Error::from(error))
    }
}

impl Stop {
    /// Refused, with a text id.
    pub const fn refused(text: &'static str) -> Self {
        Self::Refused(Error::forbidden(text))
    }

    /// The error for somebody who waits for an answer.
    pub fn into_error(self) -> Error {
        match self {
            Self::Waiting(url) => Error::remote(url, "error-remote-unreachable", "not fetched"),
            Self::Refused(error) | Self::Failed(error) => error,
        }
    }
}
