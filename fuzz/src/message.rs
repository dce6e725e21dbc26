//! A signed request as text: `METHOD target`, header lines, an empty line, the body.

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dienstweg::signature::{Algorithm, PrivateKey, RequestParts};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use sha2::{Digest, Sha256};

/// Who we are.
pub const AUTHORITY: &str = "rudi.example";
/// What time it is: 2026-11-21T12:00:00Z, in seconds.
pub const NOW: i64 = 1_795_262_400;
/// A key of a sender.
pub static KEY: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::generate(Algorithm::Ed25519).unwrap());

/// A request as it came.
#[derive(Debug)]
pub struct Message {
    pub method: Method,
    pub target: String,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Message {
    /// Reads a request; nothing if no server would pass it on.
    pub fn read(data: &[u8]) -> Option<Self> {
        let (first, mut rest) = line(data);
        let (method, target) = std::str::from_utf8(first).ok()?.split_once(' ')?;
        let mut headers = HeaderMap::new();
        loop {
            let (header, after) = line(rest);
            rest = after;
            if header.is_empty() {
                break;
            }
            let colon = header.iter().position(|byte| *byte == b':')?;
            let name = HeaderName::from_bytes(&header[..colon]).ok()?;
            headers.append(name, HeaderValue::from_bytes(header[colon + 1..].trim_ascii()).ok()?);
        }
        Some(Self { method: method.parse().ok()?, target: target.to_owned(), headers, body: rest.to_vec() })
    }

    /// As the server sees it.
    pub fn parts(&self) -> RequestParts<'_> {
        let body = (self.method != Method::GET).then_some(self.body.as_slice());
        RequestParts { method: &self.method, target: &self.target, scheme: "https", authority: AUTHORITY, headers: &self.headers, body }
    }

    /// A header that has to be there once.
    pub fn header(&self, name: &str) -> &str {
        let values: Vec<_> = self.headers.get_all(name).iter().collect();
        assert_eq!(values.len(), 1, "{name} in {self:?}");
        values[0].to_str().unwrap().trim_matches([' ', '\t'])
    }

    /// The same request with another header.
    pub fn set(&mut self, name: &'static str, value: &str) {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
    }

    /// Whether there is something that a digest has to protect.
    pub fn needs_digest(&self) -> bool {
        !(self.method == Method::GET || self.method == Method::HEAD && self.body.is_empty())
    }

    /// Panics unless `Host` is this server's.
    pub fn check_host(&self) {
        let host = self.header("host").to_ascii_lowercase();
        assert!(host == AUTHORITY || host == format!("{AUTHORITY}:443"), "a foreign host passed: {self:?}");
    }
}

fn line(data: &[u8]) -> (&[u8], &[u8]) {
    match data.iter().position(|byte| *byte == b'\n') {
        Some(end) => (&data[..end], &data[end + 1..]),
        None => (data, &[]),
    }
}

/// The SHA-256 of a body in Base64.
pub fn sha256(body: &[u8]) -> String {
    STANDARD.encode(Sha256::digest(body))
}

/// The signature of a text in Base64.
pub fn sign(text: &str) -> String {
    STANDARD.encode(KEY.sign(text.as_bytes()).unwrap())
}
