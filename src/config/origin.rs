//! The public address of an instance: scheme, host and port (RFC 6454).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::{Host, Url};

use crate::text::is_local_name;

/// Scheme, host and port of a server, in one normal form: lower-case, IDNA in ASCII, no default port, no trailing dot.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Origin {
    secure: bool,
    host: String,
    port: Option<u16>,
    authority: String,
}

/// Why a text is not an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OriginError {
    /// Not an absolute address.
    NotUrl,
    /// Neither `http` nor `https`.
    Scheme,
    /// There is a user name, path, query or fragment.
    More,
    /// The host is an IP address; ids need a name.
    Address,
}

impl fmt::Display for OriginError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NotUrl => "not an address such as `https://example.org`",
            Self::Scheme => "an address must begin with `https://` or `http://`",
            Self::More => "an origin is scheme, host and port alone, without user name, path or query",
            Self::Address => "the host must be a name, not an IP address",
        })
    }
}

impl std::error::Error for OriginError {}

impl Origin {
    /// The origin of an address with a path, such as the id of an object.
    ///
    /// # Errors
    /// Other schemes than `http` and `https`, user names and hosts that are IP addresses are refused: no server's ids look like that.
    pub fn of(url: &Url) -> Result<Self, OriginError> {
        let secure = match url.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err(OriginError::Scheme),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(OriginError::More);
        }
        let host = match url.host() {
            Some(Host::Domain(name)) => name.strip_suffix('.').unwrap_or(name).to_owned(),
            Some(Host::Ipv4(_) | Host::Ipv6(_)) => return Err(OriginError::Address),
            None => return Err(OriginError::NotUrl),
        };
        if host.is_empty() || host.ends_with('.') {
            return Err(OriginError::NotUrl);
        }
        let port = url.port();
        let authority = port.map_or_else(|| host.clone(), |port| format!("{host}:{port}"));
        Ok(Self { secure, host, port, authority })
    }

    /// `http` or `https`.
    pub const fn scheme(&self) -> &'static str {
        if self.secure { "https" } else { "http" }
    }

    /// The host name alone.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port, unless it is the scheme's usual one.
    pub const fn port(&self) -> Option<u16> {
        self.port
    }

    /// `host` or `host:port`: the part after `@` in handles, the peer's name in the database.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The absolute address of a path on this server; `path` begins with `/` and may have a query.
    pub fn url(&self, path: &str) -> String {
        let slash = if path.starts_with('/') { "" } else { "/" };
        format!("{}://{}{slash}{path}", self.scheme(), self.authority)
    }

    /// Whether an address lies on this server.
    pub fn contains(&self, url: &str) -> bool {
        Url::parse(url).ok().and_then(|url| Self::of(&url).ok()).is_some_and(|origin| origin == *self)
    }

    /// Whether the host is `localhost` or below it (RFC 6761 §6.3).
    pub fn is_local(&self) -> bool {
        is_local_name(&self.host)
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text.trim()).map_err(|_| OriginError::NotUrl)?;
        let origin = Self::of(&url)?;
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(OriginError::More);
        }
        Ok(origin)
    }
}

impl TryFrom<String> for Origin {
    type Error = OriginError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.to_string()
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}://{}", self.scheme(), self.authority)
    }
}

impl Default for Origin {
    fn default() -> Self {
        Self { secure: false, host: "localhost".to_owned(), port: Some(8080), authority: "localhost:8080".to_owned() }
    }
}
