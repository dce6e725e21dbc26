//! draft-cavage-http-signatures-12, read strictly: what two readers could understand differently is refused.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::error::SignatureError;
use super::freshness::{check_date, check_expires, check_made, parse_seconds};
use super::request::{MAX_COMPONENTS, MAX_HEADER_LENGTH, RequestParts, is_key_id};
use super::{Algorithm, Form, Received};

pub(super) const REQUEST_TARGET: &str = "(request-target)";
const CREATED: &str = "(created)";
const EXPIRES: &str = "(expires)";

/// The parameters of a `Signature` header.
#[derive(Debug, Default)]
struct Parameters<'a> {
    key_id: Option<&'a str>,
    algorithm: Option<&'a str>,
    headers: Option<&'a str>,
    signature: Option<&'a str>,
    created: Option<&'a str>,
    expires: Option<&'a str>,
}

/// Whether a `Signature` header looks like this draft rather than like a structured field.
pub(super) fn looks_like(value: &[u8]) -> bool {
    // A structured field cannot have the capital letter in a key.
    value.windows(6).any(|window| window.eq_ignore_ascii_case(b"keyid="))
}

pub(super) fn parse(request: &RequestParts<'_>, now: i64) -> Result<Received, SignatureError> {
    let parameters = read_parameters(request.header("signature")?)?;
    let key_id = parameters.key_id.ok_or(SignatureError::Unreadable("no keyId"))?;
    if !is_key_id(key_id) {
        return Err(SignatureError::Unreadable("keyId"));
    }
    let encoded = parameters.signature.ok_or(SignatureError::Unreadable("no signature"))?;
    let signature = STANDARD.decode(encoded).map_err(|_| SignatureError::Unreadable("signature"))?;
    if signature.is_empty() {
        return Err(SignatureError::Unreadable("signature"));
    }
    let algorithm = match parameters.algorithm {
        // The draft's name for «look at the key», and the sender's right to say nothing.
        None | Some("hs2019") => None,
        Some("rsa-sha256") => Some(Algorithm::RsaSha256),
        Some("ed25519") => Some(Algorithm::Ed25519),
        Some(_) => return Err(SignatureError::UnsupportedAlgorithm),
    };
    let covered = read_covered(&parameters)?;
    check_covered(request, &covered, &parameters, now)?;
    let signing_string = signing_string(request, &covered, &parameters)?;
    Ok(Received { key_id: key_id.to_owned(), form: Form::Cavage, algorithm, signing_string: signing_string.into_bytes(), signature })
}

/// Reads `name="value"` and `name=digits`, separated by commas; no escapes, no comma inside quotes, no name twice.
fn read_parameters(header: &str) -> Result<Parameters<'_>, SignatureError> {
    if header.len() > MAX_HEADER_LENGTH {
        return Err(SignatureError::Unreadable("too long"));
    }
    let mut parameters = Parameters::default();
    let mut seen: Vec<&str> = Vec::new();
    for part in header.split(',') {
        let (name, value) = part.trim_matches([' ', '\t']).split_once('=').ok_or(SignatureError::Unreadable("not a parameter"))?;
        if seen.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            return Err(SignatureError::Unreadable("a parameter stands twice"));
        }
        seen.push(name);
        let quoted = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let is_time = matches!(name, "created" | "expires");
        let value = match quoted {
            Some(text) if !is_time && !text.contains(['"', '\\']) => text,
            // Times are judged by `parse_seconds`, whatever they hold.
            None if is_time => value,
            _ => return Err(SignatureError::Unreadable("value of a parameter")),
        };
        match name {
            "keyId" => parameters.key_id = Some(value),
            "algorithm" => parameters.algorithm = Some(value),
            "headers" => parameters.headers = Some(value),
            "signature" => parameters.signature = Some(value),
            "created" => parameters.created = Some(value),
            "expires" => parameters.expires = Some(value),
            // Nobody sends others, and ignoring one would let a misspelt `algorithm` pass.
            _ => return Err(SignatureError::Unreadable("unknown parameter")),
        }
    }
    Ok(parameters)
}

/// The covered headers in order, in lower case.
fn read_covered(parameters: &Parameters<'_>) -> Result<Vec<String>, SignatureError> {
    // Without the parameter the draft's default covers `(created)` alone, which is never enough.
    let list = parameters.headers.ok_or(SignatureError::NotCovered(REQUEST_TARGET))?;
    let mut covered: Vec<String> = Vec::new();
    for name in list.split(' ') {
        let name = name.to_ascii_lowercase();
        if name.is_empty() || covered.len() == MAX_COMPONENTS {
            return Err(SignatureError::Unreadable("headers"));
        }
        if covered.contains(&name) {
            return Err(SignatureError::Unreadable("a covered header stands twice"));
        }
        covered.push(name);
    }
    Ok(covered)
}

/// Checks that enough is covered, and that what is covered is true.
fn check_covered(request: &RequestParts<'_>, covered: &[String], parameters: &Parameters<'_>, now: i64) -> Result<(), SignatureError> {
    let covers = |name: &str| covered.iter().any(|known| known == name);
    if !covers(REQUEST_TARGET) {
        return Err(SignatureError::NotCovered(REQUEST_TARGET));
    }
    if !covers("host") {
        return Err(SignatureError::NotCovered("host"));
    }
    request.check_host()?;
    if !covers("date") && !covers(CREATED) {
        return Err(SignatureError::NotCovered("date or (created)"));
    }
    if covers("date") {
        check_date(request.header("date")?, now)?;
    }
    if covers(CREATED) && parameters.algorithm.is_some_and(|name| name.starts_with("rsa")) {
        // §2.3: the older algorithm names know no `(created)`.
        return Err(SignatureError::UnsupportedComponent);
    }
    // The times are checked even when they are not covered: a sender that states an impossible one is refused.
    if let Some(created) = parameters.created {
        check_made(parse_seconds(created)?, now)?;
    }
    if let Some(expires) = parameters.expires {
        check_expires(parse_seconds(expires)?, now)?;
    }
    if covers("digest") {
        request.check_digest()?;
    } else if request.needs_digest() {
        return Err(SignatureError::NotCovered("digest"));
    }
    Ok(())
}

/// The string that is signed (§2.3).
fn signing_string(request: &RequestParts<'_>, covered: &[String], parameters: &Parameters<'_>) -> Result<String, SignatureError> {
    let mut lines = Vec::with_capacity(covered.len());
    for name in covered {
        let value = match name.as_str() {
            REQUEST_TARGET => request_target(request.method.as_str(), request.target),
            CREATED => parameters.created.ok_or(SignatureError::UnreadableTime)?.to_owned(),
            EXPIRES => parameters.expires.ok_or(SignatureError::UnreadableTime)?.to_owned(),
            name if name.starts_with('(') => return Err(SignatureError::UnsupportedComponent),
            name => request.header(name)?.to_owned(),
        };
        lines.push((name.as_str(), value));
    }
    Ok(join(&lines))
}

/// The value of `(request-target)`: the method in lower case and the raw target.
pub(super) fn request_target(method: &str, target: &str) -> String {
    format!("{} {target}", method.to_ascii_lowercase())
}

/// Joins lines of `name: value`; names are in lower case.
pub(super) fn join(lines: &[(&str, String)]) -> String {
    lines.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n")
}
