//! Providers of single sign-on (OpenID Connect).

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use url::Url;

use super::load::ConfigError;

/// The longest that a log-in may vouch for somebody, in days.
const MOST_DAYS: u32 = 366;

/// A provider. Its id, under which it stands below `[oidc]`, is part of the addresses here that it has to know.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Oidc {
    /// What its people call it, as on the button.
    pub name: String,
    /// Its issuer identifier, as it writes it itself (OpenID Connect Discovery 1.0 §3).
    pub issuer: String,
    /// What this instance is called there.
    pub client_id: String,
    /// The secret that only this instance and the provider know.
    pub client_secret: String,
    /// What is asked for, apart by blanks. `offline_access` lets this instance ask every day whether somebody is still there.
    pub scopes: String,
    /// Whether people without a login here may come in.
    pub register: bool,
    /// How long a log-in vouches for somebody, in days.
    pub staff_days: u32,
    /// The organisation whose staff everybody there is, by official key or name; empty where a claim says it, or nothing.
    pub organisation: String,
    /// The claim that says whose staff somebody is; dots lead into claims (`realm_access.roles`).
    pub organisation_claim: String,
    /// Which of its values means which organisation, by official key or name.
    pub organisations: BTreeMap<String, String>,
}

impl Default for Oidc {
    fn default() -> Self {
        Self {
            name: String::new(),
            issuer: String::new(),
            client_id: String::new(),
            client_secret: String::new(),
            scopes: "openid email profile".to_owned(),
            register: false,
            staff_days: 30,
            organisation: String::new(),
            organisation_claim: String::new(),
            organisations: BTreeMap::new(),
        }
    }
}

impl fmt::Debug for Oidc {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Oidc").field("name", &self.name).field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

impl Oidc {
    /// The settings as they may be shown.
    pub(super) fn without_secret(&self) -> Self {
        let secret = if self.client_secret.is_empty() { "" } else { "***" };
        Self { client_secret: secret.to_owned(), ..self.clone() }
    }

    fn check(&self, id: &str, loopback: bool) -> Result<(), ConfigError> {
        let wrong = |key: &str, problem: &str| Err(ConfigError::key(&format!("oidc.{id}.{key}"), problem));
        let needed =
            [("name", &self.name), ("issuer", &self.issuer), ("client_id", &self.client_id), ("client_secret", &self.client_secret)];
        if let Some((key, _)) = needed.into_iter().find(|(_, value)| value.trim().is_empty()) {
            return wrong(key, "is missing; single sign-on needs name, issuer, client_id and client_secret");
        }
        let url = Url::parse(&self.issuer).ok().filter(|url| {
            let plain = url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none();
            plain && url.host_str().is_some_and(|host| !host.is_empty()) && matches!(url.scheme(), "http" | "https")
        });
        let Some(url) = url else {
            return wrong("issuer", "must be an address such as `https://login.example.org/realms/amt`, without user name, `?` and `#`");
        };
        if url.scheme() != "https" && !loopback {
            return wrong("issuer", "must begin with https:// (plain http works with federation.loopback only)");
        }
        if !self.scopes.split_whitespace().any(|scope| scope == "openid") {
            return wrong("scopes", "must hold `openid`");
        }
        if !(1..=MOST_DAYS).contains(&self.staff_days) {
            return wrong("staff_days", "must be 1 to 366");
        }
        match (self.organisation.is_empty(), self.organisation_claim.is_empty(), self.organisations.is_empty()) {
            (false, true, true) | (true, true, true) | (true, false, false) => Ok(()),
            (false, ..) => wrong("organisation", "is for everybody there; leave organisation_claim and organisations away"),
            (true, false, true) => wrong("organisations", "must say which value of the claim means which organisation"),
            (true, true, false) => wrong("organisation_claim", "must say in which claim these values are"),
        }
    }
}

/// Whether the settings of all providers can be used, each by itself and beside each other.
///
/// # Errors
/// The setting that cannot be used, and what to write instead.
pub(super) fn check(providers: &BTreeMap<String, Oidc>, loopback: bool) -> Result<(), ConfigError> {
    let mut issuers = BTreeMap::new();
    for (id, provider) in providers {
        // So that each can be named in the environment, too, and stand in addresses.
        let fits = id.starts_with(|letter: char| letter.is_ascii_lowercase())
            && id.len() <= 30
            && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        if !fits {
            return Err(ConfigError::key(
                &format!("oidc.{id}"),
                "the name must be up to 30 small letters and digits, such as `[oidc.keycloak]`",
            ));
        }
        provider.check(id, loopback)?;
        if let Some(other) = issuers.insert(provider.issuer.as_str(), id) {
            return Err(ConfigError::key(&format!("oidc.{id}.issuer"), format!("is that of oidc.{other} already")));
        }
    }
    Ok(())
}
