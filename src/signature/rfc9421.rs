//! RFC 9421, read strictly: one label, whole fields only, every parameter known.

use sfv::{BareItem, Dictionary, FieldType, InnerList, ListEntry, Parser, Version};

use super::error::SignatureError;
use super::freshness::{check_expires, check_made};
use super::request::{MAX_COMPONENTS, MAX_HEADER_LENGTH, RequestParts, is_key_id};
use super::{Algorithm, Form, Received, cavage};

/// The name of RSASSA-PKCS1-v1_5 with SHA-256 in the registry of §6.2.
pub(super) const RSA_NAME: &str = "rsa-v1_5-sha256";
/// The name of Ed25519 in the registry of §6.2.
pub(super) const ED25519_NAME: &str = "ed25519";

/// The signature's parameters (§2.3).
#[derive(Debug)]
struct Parameters<'a> {
    key_id: &'a str,
    algorithm: Option<Algorithm>,
    created: i64,
    expires: Option<i64>,
}

pub(super) fn parse(request: &RequestParts<'_>, now: i64) -> Result<Received, SignatureError> {
    let is_older_form = request.headers.get_all("signature").iter().any(|value| cavage::looks_like(value.as_bytes()));
    if is_older_form {
        return Err(SignatureError::MixedForms);
    }
    let inputs = read_field(request, "signature-input", "Signature-Input")?;
    let signatures = read_field(request, "signature", "Signature")?;
    let (label, input) = only(&inputs)?;
    let (signature_label, signature) = only(&signatures)?;
    if label != signature_label {
        return Err(SignatureError::NotCovered("the label of Signature-Input"));
    }
    let ListEntry::InnerList(input) = input else { return Err(SignatureError::Malformed("Signature-Input")) };
    let signature = match signature {
        ListEntry::Item(item) if item.params.is_empty() => item.bare_item.as_byte_sequence(),
        _ => None,
    }
    .filter(|bytes| !bytes.is_empty())
    .ok_or(SignatureError::Malformed("Signature"))?;

    let parameters = read_parameters(input)?;
    check_made(parameters.created, now)?;
    if let Some(expires) = parameters.expires {
        check_expires(expires, now)?;
    }
    let covered = read_covered(input)?;
    check_covered(request, &covered)?;
    let signing_string = signature_base(request, &covered, &serialise(label, input)?)?;
    Ok(Received {
        key_id: parameters.key_id.to_owned(),
        form: Form::Rfc9421,
        algorithm: parameters.algorithm,
        signing_string: signing_string.into_bytes(),
        signature: signature.to_vec(),
    })
}

/// Parses a dictionary that says the same to every reader: no key or parameter twice, no other spelling than the canonical one apart from
/// white space.
pub(super) fn parse_dictionary(value: &str) -> Option<Dictionary> {
    let dictionary: Dictionary = Parser::new(value).with_version(Version::Rfc8941).parse().ok()?;
    // What stands twice is dropped by the parser (the last one wins), so it is missing here.
    let canonical = dictionary.serialize()?;
    let visible = |text: &str| text.bytes().filter(|byte| !matches!(byte, b' ' | b'\t')).collect::<Vec<_>>();
    (visible(&canonical) == visible(value)).then_some(dictionary)
}

fn read_field(request: &RequestParts<'_>, name: &'static str, title: &'static str) -> Result<Dictionary, SignatureError> {
    let value = request.header(name)?;
    if value.len() > MAX_HEADER_LENGTH {
        return Err(SignatureError::Malformed(title));
    }
    parse_dictionary(value).ok_or(SignatureError::Malformed(title))
}

/// The only member: with several labels it would be unclear which one counts.
fn only(dictionary: &Dictionary) -> Result<(&str, &ListEntry), SignatureError> {
    match dictionary.first() {
        Some((label, member)) if dictionary.len() == 1 => Ok((label.as_str(), member)),
        _ => Err(SignatureError::FieldRepeated("label".to_owned())),
    }
}

fn read_parameters(input: &InnerList) -> Result<Parameters<'_>, SignatureError> {
    let (mut key_id, mut algorithm, mut created, mut expires) = (None, None, None, None);
    for (name, value) in &input.params {
        match name.as_str() {
            "keyid" => key_id = Some(value.as_string().ok_or(SignatureError::Malformed("keyid"))?.as_str()),
            "created" => created = Some(read_seconds(value)?),
            "expires" => expires = Some(read_seconds(value)?),
            "alg" => {
                algorithm = match value.as_string().map(|name| name.as_str()) {
                    Some(RSA_NAME) => Some(Algorithm::RsaSha256),
                    Some(ED25519_NAME) => Some(Algorithm::Ed25519),
                    _ => return Err(SignatureError::UnsupportedAlgorithm),
                }
            }
            "nonce" | "tag" if value.as_string().is_some() => {}
            _ => return Err(SignatureError::UnsupportedComponent),
        }
    }
    let key_id = key_id.filter(|text| is_key_id(text)).ok_or(SignatureError::NotCovered("keyid"))?;
    let created = created.ok_or(SignatureError::NotCovered("created"))?;
    Ok(Parameters { key_id, algorithm, created, expires })
}

fn read_seconds(value: &BareItem) -> Result<i64, SignatureError> {
    value.as_integer().map(i64::from).ok_or(SignatureError::UnreadableTime)
}

/// The names of the covered components in order.
fn read_covered(input: &InnerList) -> Result<Vec<&str>, SignatureError> {
    let mut covered: Vec<&str> = Vec::new();
    for item in &input.items {
        let name = item.bare_item.as_string().ok_or(SignatureError::Malformed("Signature-Input"))?.as_str();
        // `;req`, `;bs`, `;tr`, `;sf`, `;key` and `;name` all change what the component means; no fediverse server needs them.
        let is_plain = item.params.is_empty() && !name.is_empty() && !name.bytes().any(|byte| byte.is_ascii_uppercase());
        if !is_plain || covered.contains(&name) || covered.len() == MAX_COMPONENTS {
            return Err(SignatureError::UnsupportedComponent);
        }
        covered.push(name);
    }
    Ok(covered)
}

fn check_covered(request: &RequestParts<'_>, covered: &[&str]) -> Result<(), SignatureError> {
    let covers = |name: &str| covered.contains(&name);
    if !covers("@method") {
        return Err(SignatureError::NotCovered("@method"));
    }
    let (_, query) = request.path_and_query();
    let by_parts = covers("@authority") && (covers("@request-target") || covers("@path") && (query.is_none() || covers("@query")));
    if !covers("@target-uri") && !by_parts {
        return Err(SignatureError::NotCovered("@target-uri"));
    }
    // The covered components name our own authority, so a foreign `Host` can only be a mistake or a trick.
    match request.check_host() {
        Ok(()) | Err(SignatureError::FieldAbsent(_)) => {}
        Err(error) => return Err(error),
    }
    if covers("content-digest") {
        request.check_content_digest()?;
    } else if request.needs_digest() {
        return Err(SignatureError::NotCovered("content-digest"));
    }
    Ok(())
}

/// The inner list with its parameters as one canonical text (§2.5, `@signature-params`).
fn serialise(label: &str, input: &InnerList) -> Result<String, SignatureError> {
    let mut serializer = sfv::DictSerializer::new();
    let key = sfv::KeyRef::from_str(label).map_err(|_| SignatureError::Malformed("Signature-Input"))?;
    {
        let mut list = serializer.inner_list(key);
        list.items(&input.items);
        list.finish().parameters(&input.params);
    }
    let text = serializer.finish().ok_or(SignatureError::Malformed("Signature-Input"))?;
    text.strip_prefix(label).and_then(|rest| rest.strip_prefix('=')).map(str::to_owned).ok_or(SignatureError::Malformed("Signature-Input"))
}

/// The string that is signed (§2.5).
fn signature_base(request: &RequestParts<'_>, covered: &[&str], signature_params: &str) -> Result<String, SignatureError> {
    let authority = request.normalise_authority(request.authority);
    let (path, query) = request.path_and_query();
    let mut lines = Vec::with_capacity(covered.len());
    for name in covered {
        let value = match *name {
            "@method" => request.method.as_str().to_owned(),
            "@target-uri" => format!("{}://{authority}{}", request.scheme, request.target),
            "@authority" => authority.clone(),
            "@scheme" => request.scheme.to_owned(),
            "@request-target" => request.target.to_owned(),
            "@path" => path.to_owned(),
            // §2.2.7: an absent query is a lone question mark.
            "@query" => query.unwrap_or("?").to_owned(),
            name if name.starts_with('@') => return Err(SignatureError::UnsupportedComponent),
            name => request.header(name)?.to_owned(),
        };
        lines.push((*name, value));
    }
    Ok(join(&lines, signature_params))
}

/// Joins the lines of a signature base, with `@signature-params` as the last one.
pub(super) fn join(lines: &[(&str, String)], signature_params: &str) -> String {
    let mut base = String::new();
    for (name, value) in lines {
        base.push_str(&format!("\"{name}\": {value}\n"));
    }
    base.push_str(&format!("\"@signature-params\": {signature_params}"));
    base
}

/// The signature base of a request whatever it covers, for vectors that cover too little to pass.
#[cfg(test)]
pub(super) fn base_for_test(request: &RequestParts<'_>) -> Result<String, SignatureError> {
    let inputs = read_field(request, "signature-input", "Signature-Input")?;
    let (label, input) = only(&inputs)?;
    let ListEntry::InnerList(input) = input else { return Err(SignatureError::Malformed("Signature-Input")) };
    signature_base(request, &read_covered(input)?, &serialise(label, input)?)
}
