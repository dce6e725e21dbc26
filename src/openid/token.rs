//! Signed tokens: whether the provider signed them, and whether they say what they have to.

use super::json::{Claims, Header};
use super::key::{Algorithm, Jwk};
use super::refusal::Refusal;
use crate::store::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The longest token that is looked at, in bytes.
const LONGEST: usize = 64 * 1024;
/// How far the provider's clock may be from ours, in seconds.
const SKEW: i64 = 5 * 60;
/// How old a token may be that was just made for us, in seconds.
const FRESH: i64 = 10 * 60;
/// The longest subject (OpenID Connect Core 1.0 §2).
const LONGEST_SUBJECT: usize = 255;
/// How many keys without a name are tried.
const MOST_TRIES: usize = 8;

/// The type of a token that says that somebody was logged out (Back-Channel Logout 1.0 §2.4).
const LOGOUT_TYPE: &str = "logout+jwt";

/// What a token is for; one kind is never taken for another (RFC 8725 §3.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Id,
    Logout,
}

/// The claims of a token that one of these keys signed.
pub(super) fn verify(token: &str, keys: &[Jwk], kind: Kind) -> Result<Claims, Refusal> {
    if token.len() > LONGEST {
        return Err(Refusal::Unreadable("length"));
    }
    let mut parts = token.split('.');
    let (Some(header), Some(payload), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(Refusal::Unreadable("form"));
    };
    let signed = &token[..header.len() + 1 + payload.len()];
    let bytes = |part: &str, name| URL_SAFE_NO_PAD.decode(part).map_err(|_| Refusal::Unreadable(name));
    let header = Header::read(&bytes(header, "header")?)?;
    let algorithm = Algorithm::parse(&header.algorithm).ok_or(Refusal::Algorithm)?;
    if header.critical {
        return Err(Refusal::Critical);
    }
    let stated = header.kind.as_deref().map(str::to_ascii_lowercase);
    let stated = stated.as_deref().map(|stated| stated.trim_start_matches("application/"));
    if !matches!((kind, stated), (_, None | Some("jwt")) | (Kind::Logout, Some(LOGOUT_TYPE))) {
        return Err(Refusal::Type);
    }
    let signature = bytes(signature, "signature")?;
    let mut candidates = keys.iter().filter(|key| key.fits(algorithm) && (header.key_id.is_none() || key.id == header.key_id)).peekable();
    if candidates.peek().is_none() {
        return Err(Refusal::UnknownKey);
    }
    if !candidates.take(MOST_TRIES).any(|key| key.verifies(algorithm, signed.as_bytes(), &signature)) {
        return Err(Refusal::Signature);
    }
    Claims::read(&bytes(payload, "payload")?)
}

/// What a token has to say.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// Who makes tokens.
    pub issuer: &'a str,
    /// Who we are there.
    pub client_id: &'a str,
    /// The question it answers; none for one that comes with a refreshed token.
    pub nonce: Option<&'a str>,
    /// Whom it is about, if that is known.
    pub subject: Option<&'a str>,
    /// The time.
    pub now: Timestamp,
}

/// Checks what an ID token says, in the steps of OpenID Connect Core 1.0 §3.1.3.7. Answers whom it is about.
///
/// # Errors
/// The first step that fails.
pub fn check_id_token(claims: &Claims, expected: &Expected<'_>) -> Result<String, Refusal> {
    // Step 2. Step 1 is about encrypted tokens, which nobody here asks for.
    addressed(claims, expected)?;
    // Steps 4 and 5.
    let party = claims.has("azp").then(|| claims.text("azp").unwrap_or_default());
    let several = claims.one_or_many("aud").is_some_and(|audience| audience.len() > 1);
    if party.is_some_and(|party| party != expected.client_id) || several && party.is_none() {
        return Err(Refusal::AuthorizedParty);
    }
    // Steps 6 to 8 are about the signature, which was checked before anything was read.
    // Step 9.
    let now = expected.now.seconds();
    let expires = claims.seconds("exp").ok_or(Refusal::Expired)?;
    if now >= expires.saturating_add(SKEW) {
        return Err(Refusal::Expired);
    }
    // Step 10.
    issued(claims, now)?;
    // Step 11.
    if let Some(nonce) = expected.nonce
        && claims.text("nonce") != Some(nonce)
    {
        return Err(Refusal::Nonce);
    }
    let subject = claims.text("sub").filter(|subject| is_subject(subject)).ok_or(Refusal::Subject)?;
    if expected.subject.is_some_and(|known| known != subject) {
        return Err(Refusal::Subject);
    }
    Ok(subject.to_owned())
}

/// Steps 2 and 3: by the issuer, for us.
fn addressed(claims: &Claims, expected: &Expected<'_>) -> Result<(), Refusal> {
    if claims.text("iss") != Some(expected.issuer) {
        return Err(Refusal::Issuer);
    }
    let audience = claims.one_or_many("aud").ok_or(Refusal::Audience)?;
    if audience.contains(&expected.client_id) { Ok(()) } else { Err(Refusal::Audience) }
}

fn issued(claims: &Claims, now: i64) -> Result<(), Refusal> {
    let issued = claims.seconds("iat").ok_or(Refusal::IssuedAt)?;
    let before = claims.seconds("nbf").is_some_and(|from| from > now.saturating_add(SKEW));
    let fresh = (now.saturating_sub(FRESH + SKEW)..=now.saturating_add(SKEW)).contains(&issued);
    if fresh && !before { Ok(()) } else { Err(Refusal::IssuedAt) }
}

/// At most 255 signs of ASCII, and none that a log or a database would stumble over.
fn is_subject(subject: &str) -> bool {
    (1..=LONGEST_SUBJECT).contains(&subject.len()) && subject.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

/// Who was logged out at the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedOut {
    /// The number of the token: it counts once.
    pub number: String,
    /// Whom it is about.
    pub subject: Option<String>,
    /// Which of the provider's sessions ended; all of this person's where none is named.
    pub session: Option<String>,
}

/// Checks what a logout token says, in the steps of Back-Channel Logout 1.0 §2.6.
///
/// # Errors
/// The first step that fails.
pub fn check_logout_token(claims: &Claims, expected: &Expected<'_>) -> Result<LoggedOut, Refusal> {
    addressed(claims, expected)?;
    let now = expected.now.seconds();
    // Older providers leave it away; the age is bounded all the same.
    if claims.has("exp") && claims.seconds("exp").is_none_or(|expires| now >= expires.saturating_add(SKEW)) {
        return Err(Refusal::Expired);
    }
    issued(claims, now)?;
    let subject = match claims.text("sub") {
        Some(subject) if !is_subject(subject) => return Err(Refusal::Subject),
        subject => subject.map(str::to_owned),
    };
    let session = claims.text("sid").filter(|session| is_subject(session)).map(str::to_owned);
    if subject.is_none() && session.is_none() {
        return Err(Refusal::Subject);
    }
    if !claims.says_logged_out() {
        return Err(Refusal::Event);
    }
    // With a nonce it would be an ID token.
    if claims.has("nonce") {
        return Err(Refusal::Nonce);
    }
    let number = claims.text("jti").filter(|number| is_subject(number)).ok_or(Refusal::Number)?;
    Ok(LoggedOut { number: number.to_owned(), subject, session })
}
