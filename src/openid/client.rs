//! Asking a provider: its settings and keys, which are kept for a while, tokens for codes, and what it says about somebody.

use super::json::{Claims, Discovery, TokenAnswer, is_error_code, read_error, read_keys};
use super::key::Jwk;
use super::refusal::Refusal;
use super::token::{self, Expected, Kind, LoggedOut, check_id_token, check_logout_token};
use crate::config::{Config, Oidc};
use crate::error::{Error, Result};
use crate::http::ProviderClient;
use crate::store::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use url::Url;
use url::form_urlencoded::{Serializer, byte_serialize};

/// How long a provider's settings and keys are kept.
const KEPT: Duration = Duration::from_secs(3_600);
/// How often it may be asked for keys because a token names one that is unknown.
const AGAIN: Duration = Duration::from_secs(60);
/// How long a provider that did not answer is not asked by jobs: a thousand people's checks must not wait for it one by one.
const REST: Duration = Duration::from_secs(5 * 60);
/// The longest refresh token that is kept, in bytes.
const LONGEST_TOKEN: usize = 16 * 1024;

/// Why a provider's answer leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It cannot be asked, or says that it cannot answer now.
    Away(String),
    /// What it answers is no answer to the question.
    Nonsense(String),
    /// It says no, with this word (RFC 6749 §5.2).
    Denied(String),
    /// What it signed does not count.
    Refused(Refusal),
}

impl fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Away(cause) => write!(formatter, "no answer: {cause}"),
            Self::Nonsense(cause) => write!(formatter, "not understood: {cause}"),
            Self::Denied(code) => write!(formatter, "denied: {code}"),
            Self::Refused(refusal) => write!(formatter, "its token does not count: {refusal}"),
        }
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// What a provider said about somebody who logged in, or is still there.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// Who, at this provider; never given to anybody else.
    pub subject: String,
    /// What it says about this person.
    pub claims: Claims,
    /// With what it can be asked again, if it gave anything.
    pub refresh_token: Option<String>,
}

/// What was fetched, and when.
type Kept<T> = Mutex<Option<(Timestamp, Arc<T>)>>;

fn kept<T>(place: &Kept<T>) -> Option<(Timestamp, Arc<T>)> {
    place.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

fn keep<T>(place: &Kept<T>, now: Timestamp, value: T) -> Arc<T> {
    let value = Arc::new(value);
    *place.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&value)));
    value
}

/// One provider.
#[derive(Debug)]
pub struct Provider {
    /// Its id in the settings and in addresses.
    pub id: String,
    /// Its settings.
    pub settings: Oidc,
    /// Where it sends people back to.
    pub redirect_uri: String,
    /// Whether plain HTTP is allowed: in the demo and in tests.
    loopback: bool,
    client: ProviderClient,
    discovery: Kept<Discovery>,
    keys: Kept<Vec<Jwk>>,
    failed_at: Mutex<Option<Timestamp>>,
}

/// All providers of an instance.
#[derive(Debug, Default)]
pub struct Providers(Vec<Arc<Provider>>);

impl Providers {
    /// The providers of these settings. Asks nothing yet.
    ///
    /// # Errors
    /// `Internal` if TLS cannot be set up.
    pub fn open(config: &Config) -> Result<Self> {
        let one = |(id, settings): (&String, &Oidc)| Provider::open(config, id, settings).map(Arc::new);
        config.oidc.iter().map(one).collect::<Result<_>>().map(Self)
    }

    /// All of them, by id.
    pub fn all(&self) -> &[Arc<Provider>] {
        &self.0
    }

    /// The one with this id.
    pub fn find(&self, id: &str) -> Option<Arc<Provider>> {
        self.0.iter().find(|provider| provider.id == id).cloned()
    }

    /// The one with this issuer.
    pub fn of_issuer(&self, issuer: &str) -> Option<Arc<Provider>> {
        self.0.iter().find(|provider| provider.settings.issuer == issuer).cloned()
    }
}

impl Provider {
    /// The provider with this id and these settings.
    ///
    /// # Errors
    /// `Internal` if TLS cannot be set up.
    pub fn open(config: &Config, id: &str, settings: &Oidc) -> Result<Self> {
        let user_agent = format!("Dienstweg/{} (+{})", env!("CARGO_PKG_VERSION"), config.origin());
        Ok(Self {
            id: id.to_owned(),
            settings: settings.clone(),
            redirect_uri: config.origin().url(&format!("/anmelden/oidc/{id}/zurueck")),
            loopback: config.federation.loopback,
            client: ProviderClient::new(&user_agent)?,
            discovery: Mutex::default(),
            keys: Mutex::default(),
            failed_at: Mutex::default(),
        })
    }

    /// Whether it failed to answer a short while ago.
    pub fn rests(&self, now: Timestamp) -> bool {
        let failed_at = *self.failed_at.lock().unwrap_or_else(PoisonError::into_inner);
        failed_at.is_some_and(|at| now.since(at) < REST)
    }

    /// Asks it what it is, as `doctor` does and everything else here at first.
    ///
    /// # Errors
    /// `Away`, `Nonsense`.
    pub async fn look(&self, now: Timestamp) -> Result<(), Trouble> {
        self.discovery(now).await?;
        self.keys(now, false).await.map(drop)
    }

    async fn ask(
        &self,
        now: Timestamp,
        method: Method,
        url: &str,
        mut headers: HeaderMap,
        body: String,
    ) -> Result<(StatusCode, Bytes), Trouble> {
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let away = |cause: String| {
            *self.failed_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
            Trouble::Away(cause)
        };
        let url = self.address(url)?;
        let (status, body) = match self.client.ask(method, &url, headers, body).await {
            Ok(answer) => answer,
            Err(Error::Unavailable(cause)) => return Err(away(cause)),
            Err(error) => return Err(away(error.to_string())),
        };
        if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::REQUEST_TIMEOUT {
            return Err(away(format!("{url} answers with status {}", status.as_u16())));
        }
        *self.failed_at.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok((status, body))
    }

    /// An address that the provider named. It may be on another host of whoever runs it, but never in the open.
    fn address(&self, url: &str) -> Result<Url, Trouble> {
        let parsed = Url::parse(url).ok().filter(|url| {
            let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
            plain && (url.scheme() == "https" || self.loopback && url.scheme() == "http")
        });
        parsed.ok_or_else(|| Trouble::Nonsense("an address that is not https".to_owned()))
    }

    async fn document(&self, now: Timestamp, url: &str) -> Result<Bytes, Trouble> {
        match self.ask(now, Method::GET, url, HeaderMap::new(), String::new()).await? {
            (StatusCode::OK, body) => Ok(body),
            (status, _) => Err(Trouble::Nonsense(format!("{url} answers with status {}", status.as_u16()))),
        }
    }

    async fn discovery(&self, now: Timestamp) -> Result<Arc<Discovery>, Trouble> {
        if let Some((_, known)) = kept(&self.discovery).filter(|(at, _)| now.since(*at) < KEPT) {
            return Ok(known);
        }
        // §4: a slash at the end of the issuer is left away.
        let issuer = &self.settings.issuer;
        let body = self.document(now, &format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'))).await?;
        let found = Discovery::read(&body).map_err(|refusal| Trouble::Nonsense(refusal.to_string()))?;
        // §4.3: exactly the one that was asked.
        if found.issuer != *issuer {
            return Err(Trouble::Nonsense(format!("the issuer in its settings is not {issuer}")));
        }
        for url in [&found.authorization_endpoint, &found.token_endpoint, &found.jwks_uri].into_iter().chain(&found.userinfo_endpoint) {
            self.address(url)?;
        }
        Ok(keep(&self.discovery, now, found))
    }

    /// Its keys; with `anew`, those it has now, unless it was asked a moment ago.
    async fn keys(&self, now: Timestamp, anew: bool) -> Result<Arc<Vec<Jwk>>, Trouble> {
        let longest = if anew { AGAIN } else { KEPT };
        if let Some((_, known)) = kept(&self.keys).filter(|(at, _)| now.since(*at) < longest) {
            return Ok(known);
        }
        let discovery = self.discovery(now).await?;
        let body = self.document(now, &discovery.jwks_uri).await?;
        let found = read_keys(&body).map_err(|refusal| Trouble::Nonsense(refusal.to_string()))?;
        Ok(keep(&self.keys, now, found))
    }

    /// The claims of a token that this provider signed. A key that is unknown may be new: it is asked once more.
    async fn verify(&self, now: Timestamp, token: &str, kind: Kind) -> Result<Claims, Trouble> {
        match token::verify(token, &self.keys(now, false).await?, kind) {
            Err(Refusal::UnknownKey) => Ok(token::verify(token, &self.keys(now, true).await?, kind)?),
            verified => Ok(verified?),
        }
    }

    fn expected<'a>(&'a self, now: Timestamp, nonce: Option<&'a str>, subject: Option<&'a str>) -> Expected<'a> {
        Expected { issuer: &self.settings.issuer, client_id: &self.settings.client_id, nonce, subject, now }
    }

    /// Where somebody goes to log in (OpenID Connect Core 1.0 §3.1.2.1, RFC 7636 §4.3).
    ///
    /// # Errors
    /// `Away`, `Nonsense`.
    pub async fn authorization_url(&self, now: Timestamp, state: &str, nonce: &str, challenge: &str) -> Result<String, Trouble> {
        let discovery = self.discovery(now).await?;
        let mut url = self.address(&discovery.authorization_endpoint)?;
        let offline = self.settings.scopes.split_whitespace().any(|scope| scope == "offline_access");
        let mut query = url.query_pairs_mut();
        query.append_pair("response_type", "code").append_pair("client_id", &self.settings.client_id);
        query.append_pair("redirect_uri", &self.redirect_uri).append_pair("scope", &self.settings.scopes);
        query.append_pair("state", state).append_pair("nonce", nonce);
        query.append_pair("code_challenge", challenge).append_pair("code_challenge_method", "S256");
        // §11: without it providers may leave `offline_access` out of account.
        if offline {
            query.append_pair("prompt", "consent");
        }
        drop(query);
        Ok(url.into())
    }

    /// Whether an answer that names this issuer, or none, is this provider's (RFC 9207 §2.4).
    ///
    /// # Errors
    /// `Away`, `Nonsense`; `Refused` with `Issuer`.
    pub async fn check_issuer(&self, now: Timestamp, named: Option<&str>) -> Result<(), Trouble> {
        match named {
            Some(named) if named == self.settings.issuer => Ok(()),
            None if !self.discovery(now).await?.names_issuer => Ok(()),
            _ => Err(Refusal::Issuer.into()),
        }
    }

    /// Redeems a code.
    ///
    /// # Errors
    /// All kinds of trouble.
    pub async fn redeem(&self, now: Timestamp, code: &str, verifier: &str, nonce: &str) -> Result<Tokens, Trouble> {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", self.redirect_uri.as_str()),
            ("code_verifier", verifier),
        ];
        let answer = self.token(now, &fields).await?;
        let Some(id_token) = &answer.id_token else { return Err(Trouble::Nonsense("no ID token".to_owned())) };
        let claims = self.verify(now, id_token, Kind::Id).await?;
        let subject = check_id_token(&claims, &self.expected(now, Some(nonce), None))?;
        let claims = self.completed(now, claims, &subject, answer.access_token.as_deref()).await?;
        Ok(Tokens { subject, claims, refresh_token: bounded(answer.refresh_token) })
    }

    /// Asks whether somebody is still there, and what holds for her now (OpenID Connect Core 1.0 §12).
    ///
    /// # Errors
    /// All kinds of trouble; `Denied` with `invalid_grant` when she is not.
    pub async fn refresh(&self, now: Timestamp, refresh_token: &str, subject: &str) -> Result<Tokens, Trouble> {
        let answer = self.token(now, &[("grant_type", "refresh_token"), ("refresh_token", refresh_token)]).await?;
        let claims = match &answer.id_token {
            Some(id_token) => {
                let claims = self.verify(now, id_token, Kind::Id).await?;
                check_id_token(&claims, &self.expected(now, None, Some(subject)))?;
                claims
            }
            None => Claims::default(),
        };
        let claims = self.completed(now, claims, subject, answer.access_token.as_deref()).await?;
        Ok(Tokens { subject: subject.to_owned(), claims, refresh_token: bounded(answer.refresh_token) })
    }

    /// These claims and, if the one about the organisation or the name is missing, those that the provider keeps for whoever asks (§5.3).
    async fn completed(&self, now: Timestamp, claims: Claims, subject: &str, access_token: Option<&str>) -> Result<Claims, Trouble> {
        let path = &self.settings.organisation_claim;
        let complete = claims.has("name") && claims.has("preferred_username") && (path.is_empty() || claims.leads_to(path));
        let discovery = self.discovery(now).await?;
        let (Some(url), Some(token), false) = (&discovery.userinfo_endpoint, access_token, complete) else { return Ok(claims) };
        let bearer = HeaderValue::from_str(&format!("Bearer {token}")).map_err(|_| Trouble::Nonsense("access token".to_owned()))?;
        let (status, body) = self.ask(now, Method::GET, url, HeaderMap::from_iter([(AUTHORIZATION, bearer)]), String::new()).await?;
        if status != StatusCode::OK {
            return Err(Trouble::Nonsense(format!("{url} answers with status {}", status.as_u16())));
        }
        let more = Claims::read(&body)?;
        // §5.3.2: about the same person, or it must not be used.
        if more.text("sub") != Some(subject) {
            return Err(Refusal::Subject.into());
        }
        Ok(claims.and(more))
    }

    /// Asks the token endpoint (RFC 6749 §2.3.1, §4.1.3, §6).
    async fn token(&self, now: Timestamp, fields: &[(&str, &str)]) -> Result<TokenAnswer, Trouble> {
        let discovery = self.discovery(now).await?;
        let (id, secret) = (&self.settings.client_id, &self.settings.client_secret);
        let methods = &discovery.token_endpoint_auth_methods;
        let knows = |method: &str| methods.iter().any(|known| known == method);
        let mut fields = fields.to_vec();
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        if knows("client_secret_post") && !knows("client_secret_basic") {
            fields.extend([("client_id", id.as_str()), ("client_secret", secret.as_str())]);
        } else {
            let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
            let basic = format!("Basic {}", STANDARD.encode(format!("{}:{}", encoded(id), encoded(secret))));
            let mut basic = HeaderValue::from_str(&basic).map_err(|_| Trouble::Nonsense("client_secret".to_owned()))?;
            basic.set_sensitive(true);
            headers.insert(AUTHORIZATION, basic);
        }
        let form = Serializer::new(String::new()).extend_pairs(fields).finish();
        let (status, body) = self.ask(now, Method::POST, &discovery.token_endpoint, headers, form).await?;
        if status == StatusCode::OK {
            return Ok(TokenAnswer::read(&body)?);
        }
        match read_error(&body) {
            Some(code) => Err(Trouble::Denied(code)),
            None => Err(Trouble::Nonsense(format!("the token endpoint answers with status {}", status.as_u16()))),
        }
    }

    /// What a logout token says, if it is this provider's and for us.
    ///
    /// # Errors
    /// `Refused`; `Away` and `Nonsense` when its keys cannot be fetched.
    pub async fn logged_out(&self, now: Timestamp, token: &str) -> Result<LoggedOut, Trouble> {
        let claims = self.verify(now, token, Kind::Logout).await?;
        Ok(check_logout_token(&claims, &self.expected(now, None, None))?)
    }
}

/// What an answer says went wrong: a word, or that it said none.
pub fn error_code(said: &str) -> &str {
    if is_error_code(said) { said } else { "unreadable" }
}

fn bounded(token: Option<String>) -> Option<String> {
    token.filter(|token| token.len() <= LONGEST_TOKEN && !token.contains('\0'))
}
