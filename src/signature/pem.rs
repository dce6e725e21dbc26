//! PEM (RFC 7468) with exactly one block of an expected label.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Longest PEM text that is read, in bytes.
pub(super) const MAX_LENGTH: usize = 16 * 1024;

/// Reads the only block of `text`, which must carry one of `labels`; returns the label and the DER bytes.
pub(super) fn decode(text: &str, labels: &[&'static str]) -> Option<(&'static str, Vec<u8>)> {
    if text.len() > MAX_LENGTH {
        return None;
    }
    let rest = text.trim_ascii().strip_prefix("-----BEGIN ")?;
    let (label, rest) = rest.split_once("-----")?;
    let label = labels.iter().copied().find(|known| *known == label)?;
    let body = rest.strip_suffix("-----")?.strip_suffix(label)?.strip_suffix("-----END ")?;
    // Line breaks stand anywhere in practice; everything else must be base64, so a second block or a NUL fails here.
    let encoded: String = body.chars().filter(|character| !matches!(character, '\r' | '\n' | ' ' | '\t')).collect();
    Some((label, STANDARD.decode(encoded).ok()?))
}

/// Writes one block with lines of 64 characters.
pub(super) fn encode(label: &str, der: &[u8]) -> String {
    let encoded = STANDARD.encode(der);
    let mut text = format!("-----BEGIN {label}-----\n");
    let mut rest = encoded.as_str();
    while !rest.is_empty() {
        let (line, tail) = rest.split_at(rest.len().min(64));
        text.push_str(line);
        text.push('\n');
        rest = tail;
    }
    text.push_str("-----END ");
    text.push_str(label);
    text.push_str("-----\n");
    text
}
