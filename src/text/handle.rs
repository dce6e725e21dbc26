//! Handles: how people name accounts and communities, `@name` here and `@name@host` elsewhere.

use std::fmt;
use std::str::FromStr;

use super::names::{is_local_name, normalize_authority};

/// A name, and the server it belongs to unless that is this one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Handle {
    /// The name as it was written; names here are in lower case.
    pub name: String,
    /// `host` or `host:port` in normal form; nothing for this server.
    pub host: Option<String>,
}

impl Handle {
    /// Reads `@name`, `@name@host`, `name@host`, `!name@host` and `acct:name@host`, where the host may have a port.
    ///
    /// # Errors
    /// The id of the text that says what is wrong: `error-handle`. IP addresses, paths and user names of mail addresses are refused before
    /// anybody asks a server for them.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        Self::read(text.trim()).ok_or("error-handle")
    }

    /// Reads a handle as it stands in the address of a page, after `/@` or `/g/`: `name` or `name@host`.
    ///
    /// # Errors
    /// As [`Handle::parse`].
    pub fn in_path(segment: &str) -> Result<Self, &'static str> {
        Self::parse(&format!("@{segment}"))
    }

    fn read(text: &str) -> Option<Self> {
        let (marked, rest) = match text.strip_prefix("acct:") {
            Some(rest) => (false, rest.strip_prefix('@').unwrap_or(rest)),
            None => text.strip_prefix(['@', '!']).map_or((false, text), |rest| (true, rest)),
        };
        let Some((name, host)) = rest.split_once('@') else {
            return (marked && is_name(rest)).then(|| Self { name: rest.to_ascii_lowercase(), host: None });
        };
        (is_name(name) && is_host(host)).then_some(())?;
        Some(Self { name: name.to_owned(), host: Some(normalize_authority(host)?) })
    }

    /// The handle with this server's host filled in, as others must write it.
    pub fn full(&self, own_host: &str) -> String {
        format!("@{}@{}", self.name, self.host.as_deref().unwrap_or(own_host))
    }

    /// `acct:name@host` (RFC 7565), with this server's host filled in.
    pub fn acct(&self, own_host: &str) -> String {
        format!("acct:{}@{}", self.name, self.host.as_deref().unwrap_or(own_host))
    }

    /// The same handle, without the host when it is this server's.
    pub fn relative_to(mut self, own_host: &str) -> Self {
        if self.host.as_deref() == Some(own_host) {
            self.host = None;
            self.name = self.name.to_ascii_lowercase();
        }
        self
    }
}

/// Names as they occur on other servers; rules for our own are stricter.
pub fn is_name(name: &str) -> bool {
    let sign = |letter: char| matches!(letter, '-' | '.');
    let allowed = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    allowed && !name.is_empty() && name.len() <= 100 && !name.starts_with(sign) && !name.ends_with(sign)
}

/// Letters, digits, hyphens and dots, with at least one dot except for local names, and perhaps a port.
fn is_host(authority: &str) -> bool {
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    let allowed = host.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '.'));
    let last_is_number =
        host.rsplit('.').find(|label| !label.is_empty()).is_none_or(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
    allowed && !last_is_number && (host.trim_end_matches('.').contains('.') || is_local_name(host))
}

impl FromStr for Handle {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.host {
            Some(host) => write!(formatter, "@{}@{host}", self.name),
            None => write!(formatter, "@{}", self.name),
        }
    }
}
