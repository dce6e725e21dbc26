//! What providers say in JSON: claims, their settings, keys and tokens. Read strictly: no key twice, bounded nesting.

use super::key::Jwk;
use super::refusal::Refusal;
use crate::json::{self, Document};
use serde_json::Value;

/// The event of a logout token (Back-Channel Logout 1.0 §2.4).
const LOGOUT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// The most values that are looked at in one claim.
const MOST_VALUES: usize = 1_000;
/// The most keys that a provider may publish.
const MOST_KEYS: usize = 50;

fn object(bytes: &[u8], part: &'static str) -> Result<Document, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::Unreadable(part))?;
    json::parse(text).map_err(|_| Refusal::Unreadable(part))
}

fn text(document: &Document, name: &str) -> Option<String> {
    document.get(name).and_then(Value::as_str).map(str::to_owned)
}

fn texts(document: &Document, name: &str) -> Vec<String> {
    let list = document.get(name).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// What a provider says about somebody.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Claims(Document);

impl Claims {
    /// Reads a claims set (RFC 7519 §4).
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        object(bytes, "claims").map(Self)
    }

    /// A claim that is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }

    /// Whether a claim is `true`, and nothing that only looks so.
    pub fn is_true(&self, name: &str) -> bool {
        self.0.get(name).and_then(Value::as_bool).unwrap_or_default()
    }

    /// Whether there is such a claim.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// A time, in seconds (RFC 7519 §2, `NumericDate`); fractions are cut off.
    pub(super) fn seconds(&self, name: &str) -> Option<i64> {
        let value = self.0.get(name)?;
        let whole = |number: f64| (number.abs() < 1e15).then_some(number as i64);
        value.as_i64().or_else(|| value.as_f64().and_then(whole))
    }

    /// A claim that is one text or a list of nothing but texts.
    pub(super) fn one_or_many(&self, name: &str) -> Option<Vec<&str>> {
        match self.0.get(name)? {
            Value::String(one) => Some(vec![one]),
            Value::Array(many) => many.iter().map(Value::as_str).collect(),
            _ => None,
        }
    }

    /// Whether it says that somebody was logged out.
    pub(super) fn says_logged_out(&self) -> bool {
        self.0.get("events").and_then(Value::as_object).and_then(|events| events.get(LOGOUT)).is_some_and(Value::is_object)
    }

    /// Whether something stands at this path: a claim of this name, or one inside others (`realm_access.roles`).
    pub fn leads_to(&self, path: &str) -> bool {
        self.at(path).is_some()
    }

    fn at(&self, path: &str) -> Option<&Value> {
        if let Some(value) = self.0.get(path) {
            return Some(value);
        }
        // Names may have dots themselves (`https://amt.example/stelle`), so the longest name that is there counts.
        let mut inside = &self.0;
        let mut rest = path;
        loop {
            let cut = rest.rmatch_indices('.').find(|(at, _)| inside.get(&rest[..*at]).is_some_and(Value::is_object)).map(|(at, _)| at)?;
            inside = inside.get(&rest[..cut])?.as_object()?;
            rest = &rest[cut + 1..];
            if let Some(value) = inside.get(rest) {
                return Some(value);
            }
        }
    }

    /// The values at a path, in their order; numbers as text. Nothing where there is something else.
    pub fn values(&self, path: &str) -> Vec<String> {
        let plain = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        match self.at(path) {
            Some(Value::Array(values)) => values.iter().take(MOST_VALUES).filter_map(plain).collect(),
            Some(value) => plain(value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// These claims, with those of another set that are not among them.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (name, value) in other.0 {
            self.0.entry(name).or_insert(value);
        }
        self
    }
}

/// The header of a signed token (RFC 7515 §4).
#[derive(Debug)]
pub(super) struct Header {
    pub(super) algorithm: String,
    pub(super) key_id: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) critical: bool,
}

impl Header {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let header = object(bytes, "header")?;
        Ok(Self {
            algorithm: text(&header, "alg").ok_or(Refusal::Algorithm)?,
            key_id: text(&header, "kid"),
            kind: text(&header, "typ"),
            critical: header.contains_key("crit"),
        })
    }
}

/// What a provider says about itself (Discovery 1.0 §3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Discovery {
    pub(super) issuer: String,
    pub(super) authorization_endpoint: String,
    pub(super) token_endpoint: String,
    pub(super) jwks_uri: String,
    pub(super) userinfo_endpoint: Option<String>,
    /// How a party may show who it is; empty says `client_secret_basic`.
    pub(super) token_endpoint_auth_methods: Vec<String>,
    /// Whether answers name the issuer (RFC 9207 §3).
    pub(super) names_issuer: bool,
}

impl Discovery {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let document = object(bytes, "discovery")?;
        let needed = |name| text(&document, name).ok_or(Refusal::Unreadable(name));
        Ok(Self {
            issuer: needed("issuer")?,
            authorization_endpoint: needed("authorization_endpoint")?,
            token_endpoint: needed("token_endpoint")?,
            jwks_uri: needed("jwks_uri")?,
            userinfo_endpoint: text(&document, "userinfo_endpoint"),
            token_endpoint_auth_methods: texts(&document, "token_endpoint_auth_methods_supported"),
            names_issuer: document.get("authorization_response_iss_parameter_supported").and_then(Value::as_bool).unwrap_or_default(),
        })
    }
}

/// Reads a set of keys (RFC 7517 §5). Those of kinds nobody here knows are left out, as the standard wants.
pub(super) fn read_keys(bytes: &[u8]) -> Result<Vec<Jwk>, Refusal> {
    let document = object(bytes, "keys")?;
    let list = document.get("keys").and_then(Value::as_array).ok_or(Refusal::Unreadable("keys"))?;
    let members = |key: &Value| {
        let key = key.as_object()?;
        let of = |name| text(key, name).unwrap_or_default();
        let for_signatures = key.get("use").is_none_or(|used| used == "sig");
        let operations = key.get("key_ops").and_then(Value::as_array);
        let may_verify = operations.is_none_or(|operations| operations.iter().any(|operation| operation == "verify"));
        let jwk = Jwk::new(&of("kty"), &of("crv"), [&of("n"), &of("e"), &of("x"), &of("y")], text(key, "kid"), text(key, "alg"));
        jwk.filter(|_| for_signatures && may_verify)
    };
    Ok(list.iter().take(MOST_KEYS).filter_map(members).collect())
}

/// The answer of the token endpoint (RFC 6749 §5.1).
#[derive(Debug, Default)]
pub(super) struct TokenAnswer {
    pub(super) id_token: Option<String>,
    pub(super) access_token: Option<String>,
    pub(super) refresh_token: Option<String>,
}

impl TokenAnswer {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let document = object(bytes, "answer")?;
        let of = |name| text(&document, name).filter(|token| !token.is_empty());
        Ok(Self { id_token: of("id_token"), access_token: of("access_token"), refresh_token: of("refresh_token") })
    }
}

/// The word of an error (RFC 6749 §5.2), if it is one.
pub(super) fn read_error(bytes: &[u8]) -> Option<String> {
    text(&object(bytes, "error").ok()?, "error").filter(|code| is_error_code(code))
}

/// Whether this is a word for an error, and nothing that would write lines of its own into a log.
pub(super) fn is_error_code(code: &str) -> bool {
    (1..=60).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
}
