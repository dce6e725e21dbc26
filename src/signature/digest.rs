//! Digests of bodies: `Digest` (RFC 3230) and `Content-Digest` (RFC 9530), always over the raw bytes.

use std::fmt;

use aws_lc_rs::digest::{SHA256, SHA512, digest};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sfv::ListEntry;

/// Longest header value that is read, in bytes.
const MAX_LENGTH: usize = 1024;

/// The SHA-256 of a body, computed once and shared by every delivery of that body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyDigest([u8; 32]);

impl BodyDigest {
    /// Computes the digest of `body`.
    pub fn of(body: &[u8]) -> Self {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(digest(&SHA256, body).as_ref());
        Self(bytes)
    }

    /// The value of a `Digest` header (RFC 3230).
    pub fn digest(&self) -> String {
        format!("SHA-256={}", STANDARD.encode(self.0))
    }

    /// The value of a `Content-Digest` header (RFC 9530 §2).
    pub fn content_digest(&self) -> String {
        format!("sha-256=:{}:", STANDARD.encode(self.0))
    }
}

/// Why a digest is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigestError {
    /// The header cannot be read, or names an algorithm twice.
    Unreadable,
    /// There is no SHA-256 digest, or one of an algorithm other than SHA-256 and SHA-512.
    Unsupported,
    /// The digest does not fit the body.
    Mismatch,
}

impl fmt::Display for DigestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Unreadable => "the digest cannot be read",
            Self::Unsupported => "the digest is not SHA-256",
            Self::Mismatch => "the digest does not fit the body",
        })
    }
}

impl std::error::Error for DigestError {}

/// Checks a `Digest` header (RFC 3230) against the raw body. SHA-256 is needed; a SHA-512 beside it must be right too.
///
/// # Errors
/// See [`DigestError`].
pub fn verify_digest(value: &str, body: &[u8]) -> Result<(), DigestError> {
    if value.len() > MAX_LENGTH {
        return Err(DigestError::Unreadable);
    }
    let mut entries = Vec::new();
    for part in value.split(',') {
        let (name, encoded) = part.trim_matches([' ', '\t']).split_once('=').ok_or(DigestError::Unreadable)?;
        let name = name.to_ascii_lowercase();
        if entries.iter().any(|(known, _)| *known == name) {
            return Err(DigestError::Unreadable);
        }
        // Algorithms we do not know need not be base64; `check` refuses them by name.
        let bytes = if is_known(&name) { STANDARD.decode(encoded).map_err(|_| DigestError::Unreadable)? } else { Vec::new() };
        entries.push((name, bytes));
    }
    check(entries.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())), body)
}

/// Checks a `Content-Digest` header (RFC 9530) against the raw body. SHA-256 is needed; a SHA-512 beside it must be right too.
///
/// # Errors
/// See [`DigestError`].
pub fn verify_content_digest(value: &str, body: &[u8]) -> Result<(), DigestError> {
    if value.len() > MAX_LENGTH {
        return Err(DigestError::Unreadable);
    }
    let dictionary = super::rfc9421::parse_dictionary(value).ok_or(DigestError::Unreadable)?;
    let mut entries = Vec::new();
    for (name, member) in &dictionary {
        let ListEntry::Item(item) = member else { return Err(DigestError::Unreadable) };
        let bytes = item.bare_item.as_byte_sequence().ok_or(DigestError::Unreadable)?;
        entries.push((name.as_str(), bytes));
    }
    check(entries.into_iter(), body)
}

fn is_known(name: &str) -> bool {
    matches!(name, "sha-256" | "sha-512")
}

fn check<'a>(entries: impl Iterator<Item = (&'a str, &'a [u8])>, body: &[u8]) -> Result<(), DigestError> {
    let mut found = false;
    for (name, expected) in entries {
        let actual = match name {
            "sha-256" => digest(&SHA256, body),
            "sha-512" => digest(&SHA512, body),
            _ => return Err(DigestError::Unsupported),
        };
        if actual.as_ref() != expected {
            return Err(DigestError::Mismatch);
        }
        found |= name == "sha-256";
    }
    if found { Ok(()) } else { Err(DigestError::Unsupported) }
}
