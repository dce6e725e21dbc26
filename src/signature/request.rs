//! What a signature is checked against, and the checks both forms share.

use http::header::{AUTHORIZATION, HeaderName};
use http::{HeaderMap, Method};

use super::error::SignatureError;
use super::{Received, cavage, digest, rfc9421};

/// Longest `Signature` or `Signature-Input` header that is read, in bytes.
pub(super) const MAX_HEADER_LENGTH: usize = 8 * 1024;
/// Most components or headers one signature may cover.
pub(super) const MAX_COMPONENTS: usize = 32;
/// Longest key id that is taken, in bytes.
const MAX_KEY_ID_LENGTH: usize = 2048;
/// Longest name of a covered header, in bytes.
const MAX_NAME_LENGTH: usize = 64;

/// A request as it came over the wire.
#[derive(Debug, Clone, Copy)]
pub struct RequestParts<'a> {
    /// The method.
    pub method: &'a Method,
    /// The raw path and query exactly as received, never decoded or normalised.
    pub target: &'a str,
    /// `https`, or `http` in tests and behind nothing.
    pub scheme: &'a str,
    /// Our own configured `host[:port]`; never taken from `Host` or a forwarding header.
    pub authority: &'a str,
    /// The headers. HTTP/2 requests need a `Host` put in from `:authority`.
    pub headers: &'a HeaderMap,
    /// The raw body, if one came.
    pub body: Option<&'a [u8]>,
}

/// Decides the form of a signature and checks everything that needs no key: covered components, digest, host, age, algorithm.
///
/// `now` is in seconds since the epoch.
///
/// # Errors
/// [`SignatureError::Missing`] if the request is not signed at all, else the first check that failed.
pub fn parse(request: &RequestParts<'_>, now: i64) -> Result<Received, SignatureError> {
    if request.headers.get_all(AUTHORIZATION).iter().any(|value| is_signature_scheme(value.as_bytes())) {
        return Err(SignatureError::AuthorizationScheme);
    }
    let is_absolute = request.target.starts_with('/') && request.target.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_absolute {
        return Err(SignatureError::Target);
    }
    if request.headers.contains_key("signature-input") {
        rfc9421::parse(request, now)
    } else if request.headers.contains_key("signature") {
        cavage::parse(request, now)
    } else {
        Err(SignatureError::Missing)
    }
}

fn is_signature_scheme(value: &[u8]) -> bool {
    let scheme = value.trim_ascii_start();
    scheme.get(..9).is_some_and(|start| start.eq_ignore_ascii_case(b"signature"))
        && scheme.get(9).is_none_or(|byte| !byte.is_ascii_alphanumeric())
}

impl<'a> RequestParts<'a> {
    /// The only value of a header, without white space around it.
    pub(super) fn header(&self, name: &str) -> Result<&'a str, SignatureError> {
        // The name may be the sender's; it is repeated in errors, so it must be short and a header name.
        if name.len() > MAX_NAME_LENGTH || HeaderName::from_bytes(name.as_bytes()).is_err() {
            return Err(SignatureError::UnsupportedComponent);
        }
        let mut values = self.headers.get_all(name).iter();
        let value = values.next().ok_or_else(|| SignatureError::FieldAbsent(name.to_owned()))?;
        if values.next().is_some() {
            return Err(SignatureError::FieldRepeated(name.to_owned()));
        }
        let value = value.to_str().map_err(|_| SignatureError::FieldUnreadable(name.to_owned()))?;
        Ok(value.trim_matches([' ', '\t']))
    }

    /// Whether the signature must cover a digest of the body.
    pub(super) fn needs_digest(&self) -> bool {
        !matches!(*self.method, Method::GET | Method::HEAD) || self.body.is_some_and(|body| !body.is_empty())
    }

    /// Checks the `Digest` header against the body.
    pub(super) fn check_digest(&self) -> Result<(), SignatureError> {
        Ok(digest::verify_digest(self.header("digest")?, self.body.unwrap_or_default())?)
    }

    /// Checks the `Content-Digest` header against the body.
    pub(super) fn check_content_digest(&self) -> Result<(), SignatureError> {
        Ok(digest::verify_content_digest(self.header("content-digest")?, self.body.unwrap_or_default())?)
    }

    /// Checks that the only `Host` header names this server.
    pub(super) fn check_host(&self) -> Result<(), SignatureError> {
        let host = self.normalise_authority(self.header("host")?);
        if host == self.normalise_authority(self.authority) { Ok(()) } else { Err(SignatureError::WrongHost) }
    }

    /// An authority in lower case and without the scheme's default port (RFC 9421 §2.2.3).
    pub(super) fn normalise_authority(&self, authority: &str) -> String {
        let lower = authority.to_ascii_lowercase();
        let default_port = if self.scheme == "http" { ":80" } else { ":443" };
        match lower.strip_suffix(default_port) {
            Some(host) => host.to_owned(),
            None => lower,
        }
    }

    /// The path of the target; the query, with its question mark, if there is one.
    pub(super) fn path_and_query(&self) -> (&'a str, Option<&'a str>) {
        match self.target.find('?') {
            Some(at) => {
                let (path, query) = self.target.split_at(at);
                (path, Some(query))
            }
            None => (self.target, None),
        }
    }
}

/// Checks a key id: something to look up, and safe to log.
pub(super) fn is_key_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= MAX_KEY_ID_LENGTH && text.bytes().all(|byte| byte.is_ascii_graphic())
}
