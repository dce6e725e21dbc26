//! What a command says when it cannot do its work: one or two English sentences that name the thing and what to do.

use crate::config::ConfigError;
use crate::error::{Error, Reason};
use crate::web::texts::{Language, Texts};
use std::fmt;

/// Why a command ended without doing its work, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(String);

impl Failure {
    /// A failure with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self(format!("settings: {error}"))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(match error {
            Error::NotFound => "not found".to_owned(),
            Error::Gone => "it was deleted".to_owned(),
            Error::NotSignedIn(reason) | Error::Forbidden(reason) | Error::Malformed(reason) | Error::Conflict(reason) => explain(&reason),
            Error::Invalid(fields) => {
                let texts: Vec<String> = fields.iter().map(|field| format!("{}: {}", field.field, sentence(field.text))).collect();
                texts.join("\n")
            }
            Error::TooMany { retry_after } => format!("too much at once; try again in {retry_after} s"),
            Error::Remote { url, reason, cause } => format!("{url}: {} ({cause})", sentence(reason.text)),
            Error::Unavailable(cause) => cause,
            Error::Internal(cause) => format!("a fault of the program: {cause}"),
        })
    }
}

fn explain(reason: &Reason) -> String {
    match (reason.text, reason.detail.as_str()) {
        ("error-origin-changed", known) => format!(
            "the database belongs to another origin: its ids begin like {known}. Set instance.origin to that one, or use another database"
        ),
        // Its detail says more, and what to do.
        (text, detail) if text.starts_with("error-database-") && !detail.is_empty() => detail.to_owned(),
        (text, "") => sentence(text),
        (text, detail) => format!("{} ({detail})", sentence(text)),
    }
}

/// The English text with this id; without one, its name still says something.
fn sentence(id: &str) -> String {
    let text = Texts::new(Language::English).t(id);
    if text == id { id.trim_start_matches("error-").replace('-', " ") } else { text.into_owned() }
}
