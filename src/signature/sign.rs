//! Signing outgoing requests in either form.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use http::header::{ACCEPT, CONTENT_TYPE, DATE, HOST, HeaderName, HeaderValue};
use url::Url;

use super::digest::BodyDigest;
use super::error::SigningError;
use super::request::is_key_id;
use super::{Algorithm, Form, PrivateKey, cavage, freshness, rfc9421};

const SIGNATURE: HeaderName = HeaderName::from_static("signature");
const SIGNATURE_INPUT: HeaderName = HeaderName::from_static("signature-input");
const DIGEST: HeaderName = HeaderName::from_static("digest");
const CONTENT_DIGEST: HeaderName = HeaderName::from_static("content-digest");

/// The label we give our one RFC 9421 signature.
const LABEL: &str = "sig1";

/// The body of a request to sign: its digest stands for it.
#[derive(Debug, Clone, Copy)]
pub struct OutgoingBody<'a> {
    /// The digest of the raw bytes that will be sent.
    pub digest: &'a BodyDigest,
    /// The `Content-Type`, which the signature covers.
    pub content_type: &'a str,
}

/// A request to sign.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'a> {
    /// The method.
    pub method: &'a Method,
    /// The address; a fragment is not sent.
    pub url: &'a Url,
    /// The body, if there is one.
    pub body: Option<OutgoingBody<'a>>,
    /// The address under which the peer finds the public key.
    pub key_id: &'a str,
    /// The key.
    pub key: &'a PrivateKey,
    /// Seconds since the epoch.
    pub now: i64,
    /// An `Accept` header to send along; the signature doesn't cover it, because proxies rewrite it.
    pub accept: Option<&'a str>,
}

/// Signs a request; returns every header that must be sent as it is: `Host`, `Date`, the digest, the signature and the rest.
///
/// # Errors
/// See [`SigningError`].
pub fn sign(form: Form, request: &Outgoing<'_>) -> Result<Vec<(HeaderName, HeaderValue)>, SigningError> {
    let address = Address::of(request.url)?;
    if !is_key_id(request.key_id) || request.key_id.contains(['"', ',', '\\']) {
        return Err(SigningError::Value("the key id"));
    }
    let date = freshness::format_date(request.now).ok_or(SigningError::Time)?;
    let mut headers = vec![(HOST, value(&address.authority, "the host")?), (DATE, value(&date, "the date")?)];
    if let Some(accept) = request.accept {
        headers.push((ACCEPT, value(accept, "Accept")?));
    }
    if let Some(body) = request.body {
        headers.push((CONTENT_TYPE, value(body.content_type, "the content type")?));
    }
    match form {
        Form::Cavage => sign_cavage(request, &address, date, &mut headers)?,
        Form::Rfc9421 => sign_rfc9421(request, &address, &mut headers)?,
    }
    Ok(headers)
}

fn sign_cavage(
    request: &Outgoing<'_>,
    address: &Address,
    date: String,
    headers: &mut Vec<(HeaderName, HeaderValue)>,
) -> Result<(), SigningError> {
    let target = cavage::request_target(request.method.as_str(), &address.target);
    let mut lines = vec![(cavage::REQUEST_TARGET, target), ("host", address.authority.clone()), ("date", date)];
    if let Some(body) = request.body {
        let digest = body.digest.digest();
        headers.push((DIGEST, value(&digest, "the digest")?));
        lines.push(("digest", digest));
        lines.push(("content-type", body.content_type.trim().to_owned()));
    }
    let names = lines.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" ");
    let signature = request.key.sign(cavage::join(&lines).as_bytes()).map_err(|_| SigningError::Key)?;
    let algorithm = match request.key.algorithm() {
        Algorithm::RsaSha256 => "rsa-sha256",
        Algorithm::Ed25519 => "hs2019",
    };
    let text =
        format!(r#"keyId="{}",algorithm="{algorithm}",headers="{names}",signature="{}""#, request.key_id, STANDARD.encode(signature));
    headers.push((SIGNATURE, value(&text, "the key id")?));
    Ok(())
}

fn sign_rfc9421(request: &Outgoing<'_>, address: &Address, headers: &mut Vec<(HeaderName, HeaderValue)>) -> Result<(), SigningError> {
    let mut lines = vec![("@method", request.method.as_str().to_owned()), ("@target-uri", address.target_uri.clone())];
    if let Some(body) = request.body {
        let digest = body.digest.content_digest();
        headers.push((CONTENT_DIGEST, value(&digest, "the digest")?));
        lines.push(("content-digest", digest));
        lines.push(("content-type", body.content_type.trim().to_owned()));
    }
    let names = lines.iter().map(|(name, _)| format!("\"{name}\"")).collect::<Vec<_>>().join(" ");
    let algorithm = match request.key.algorithm() {
        Algorithm::RsaSha256 => rfc9421::RSA_NAME,
        Algorithm::Ed25519 => rfc9421::ED25519_NAME,
    };
    let input = format!(r#"({names});created={};keyid="{}";alg="{algorithm}""#, request.now, request.key_id);
    let signature = request.key.sign(rfc9421::join(&lines, &input).as_bytes()).map_err(|_| SigningError::Key)?;
    headers.push((SIGNATURE_INPUT, value(&format!("{LABEL}={input}"), "the key id")?));
    headers.push((SIGNATURE, value(&format!("{LABEL}=:{}:", STANDARD.encode(signature)), "the signature")?));
    Ok(())
}

fn value(text: &str, what: &'static str) -> Result<HeaderValue, SigningError> {
    // `HeaderValue` lets bytes above ASCII through, which the peer could not compare.
    if !text.is_ascii() {
        return Err(SigningError::Value(what));
    }
    HeaderValue::from_str(text).map_err(|_| SigningError::Value(what))
}

/// The parts of an address that are signed.
struct Address {
    authority: String,
    target: String,
    target_uri: String,
}

impl Address {
    fn of(url: &Url) -> Result<Self, SigningError> {
        let has_user = !url.username().is_empty() || url.password().is_some();
        let host = url.host_str().filter(|_| matches!(url.scheme(), "http" | "https") && !has_user).ok_or(SigningError::Address)?;
        let authority = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        let target = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        let target_uri = format!("{}://{authority}{target}", url.scheme());
        Ok(Self { authority, target, target_uri })
    }
}
