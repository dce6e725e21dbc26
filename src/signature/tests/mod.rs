//! Tests of the signature layer. Those named `sig_NN_…` are rows of the catalogue of hostile inputs. Nothing here is used outside tests.

mod cavage;
mod digest;
mod keys;
mod proof;
mod properties;
mod rfc9421;
mod sign;
mod vectors;

use std::sync::LazyLock;

use ::http::header::{HeaderName, HeaderValue};
use ::http::{HeaderMap, Method};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use url::Url;

use super::*;

/// The time of every test, in seconds since the epoch.
const NOW: i64 = 1_790_000_000;
const AUTHORITY: &str = "amt.example";
const KEY_ID: &str = "https://peer.example/users/anna#main-key";
const BODY: &[u8] = br#"{"type":"Create",  "id":"https://peer.example/1"}"#;

static RSA: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::generate(Algorithm::RsaSha256).unwrap());
static ED25519: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::generate(Algorithm::Ed25519).unwrap());

/// A request as the server sees it, open to tampering.
#[derive(Debug, Clone)]
struct Wire {
    method: Method,
    target: String,
    headers: HeaderMap,
    body: Option<Vec<u8>>,
}

impl Wire {
    /// A request that our own signer made.
    fn signed(form: Form, key: &PrivateKey, method: Method, target: &str, body: Option<&[u8]>) -> Self {
        let url = Url::parse(&format!("https://{AUTHORITY}{target}")).unwrap();
        let digest = BodyDigest::of(body.unwrap_or_default());
        let body_parts = body.map(|_| OutgoingBody { digest: &digest, content_type: "application/activity+json" });
        let outgoing = Outgoing { method: &method, url: &url, body: body_parts, key_id: KEY_ID, key, now: NOW, accept: None };
        let headers = sign(form, &outgoing).unwrap().into_iter().collect();
        Self { method, target: target.to_owned(), headers, body: body.map(<[u8]>::to_vec) }
    }

    fn post(form: Form) -> Self {
        Self::signed(form, &ED25519, Method::POST, "/inbox", Some(BODY))
    }

    fn set(&mut self, name: &str, value: &str) {
        self.headers.insert(HeaderName::from_bytes(name.as_bytes()).unwrap(), HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }

    fn add(&mut self, name: &str, value: &str) {
        self.headers.append(HeaderName::from_bytes(name.as_bytes()).unwrap(), HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }

    fn get(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    fn parse(&self, now: i64) -> Result<Received, SignatureError> {
        let parts = RequestParts {
            method: &self.method,
            target: &self.target,
            scheme: "https",
            authority: AUTHORITY,
            headers: &self.headers,
            body: self.body.as_deref(),
        };
        parse(&parts, now)
    }

    fn check(&self, key: &PrivateKey) -> Result<(), SignatureError> {
        self.parse(NOW)?.verify(key.public_key())
    }

    /// What our Ed25519 test key says.
    fn refusal(&self) -> SignatureError {
        self.check(&ED25519).expect_err("the request must be refused")
    }
}

fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

fn date(now: i64) -> String {
    freshness::format_date(now).unwrap()
}
