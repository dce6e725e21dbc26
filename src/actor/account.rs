//! Logins of people on this instance, and their sessions.

use crate::error::{Error, Result};
use crate::id::first_id;
use crate::store::schema::{accounts, activities, actors, half_logins, resets, sessions};
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use diesel::prelude::*;
use icu_normalizer::ComposingNormalizerBorrowed;
use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The longest password accepted, in bytes.
pub const MAX_PASSWORD: usize = 1_024;
/// The shortest password accepted, in characters.
pub const MIN_PASSWORD: usize = 12;

/// A login.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = accounts, check_for_backend(MultiBackend))]
pub struct Account {
    /// Number of the login.
    pub id: i64,
    /// The person it belongs to.
    pub actor_id: i64,
    /// What is typed to log in, lower case.
    pub login: String,
    /// PHC string, argon2id; empty as long as there is no password.
    pub password_hash: String,
    /// May administer the instance.
    pub admin: bool,
    /// Chosen language, `de`, `de-formal` or `en`.
    pub language: Option<String>,
    /// Since when.
    pub created_at: Timestamp,
    /// Closed by an admin.
    pub disabled_at: Option<Timestamp>,
    /// Where mails go, lower case.
    pub email: Option<String>,
    /// How often mails tell what is new.
    pub rhythm: Rhythm,
}

crate::small_enum! {
    /// How often mails tell what is new.
    pub enum Rhythm {
        /// Never.
        Never = 0,
        /// Once a day.
        Daily = 1,
        /// Once a week.
        Weekly = 2,
    }
}

impl Account {
    /// A new login without password, mail address and wishes.
    pub const fn new(id: i64, actor_id: i64, login: String, created_at: Timestamp) -> Self {
        Self {
            id,
            actor_id,
            login,
            password_hash: String::new(),
            admin: false,
            language: None,
            created_at,
            disabled_at: None,
            email: None,
            rhythm: Rhythm::Never,
        }
    }

    /// Whether there is a password.
    pub const fn has_password(&self) -> bool {
        !self.password_hash.is_empty()
    }
}

/// A session of a browser. Only the digest of its token is stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions, check_for_backend(MultiBackend))]
pub struct Session {
    /// SHA-256 of the token, base64url.
    pub token_digest: String,
    /// Whose session.
    pub account_id: i64,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
    /// When it was last used, to within [`USED_STEP`].
    pub used_at: Timestamp,
    /// `User-Agent` of the browser.
    pub browser: String,
    /// The identity at a provider of single sign-on by which it came.
    pub identity_id: Option<i64>,
    /// A digest of the provider's session, if the provider named it.
    pub provider_session: Option<String>,
}

/// How a session came from a provider of single sign-on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// By which identity.
    pub identity_id: i64,
    /// A digest of the provider's session, if the provider named it.
    pub provider_session: Option<String>,
}

/// How long a session lives that nobody uses.
pub const IDLE: Duration = Duration::from_secs(12 * 3_600);
/// The use of a session is noted at most this often.
pub const USED_STEP: Duration = Duration::from_secs(3_600);

/// How often a password was hashed: nearly all of the time that logging in takes. Who is meant must make no difference to it.
#[derive(Debug, Default)]
pub struct Hashed(AtomicU64);

impl Hashed {
    fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// How often since the start.
    pub fn times(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// argon2id with 19 MiB, two passes, one lane (OWASP's first recommendation).
fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(19 * 1_024, 2, 1, None).map_err(Error::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The same letters in one form (NFC): an `ü` typed on another keyboard is the same `ü`.
fn composed(password: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(password)
}

/// Hashes a password with this salt (at least 16 random bytes). Takes tens of milliseconds: call it off the async threads.
pub fn hash_password(hashed: &Hashed, password: &str, salt: &[u8]) -> Result<String> {
    if password.chars().count() < MIN_PASSWORD {
        return Err(Error::invalid("password", "error-password-too-short"));
    }
    if password.len() > MAX_PASSWORD {
        return Err(Error::invalid("password", "error-password-too-long"));
    }
    hash_once(&argon2()?, hashed, password, salt)
}

fn hash_once(argon2: &Argon2<'_>, hashed: &Hashed, password: &str, salt: &[u8]) -> Result<String> {
    hashed.count();
    argon2.hash_password_with_salt(composed(password).as_bytes(), salt).map(|hash| hash.to_string()).map_err(Error::internal)
}

/// Whether the password fits the hash. Hashes once as [`hash_password`] does, also for a broken hash and for none, so that its time tells
/// nothing.
pub fn verify_password(hashed: &Hashed, password: &str, hash: &str) -> bool {
    let Ok(argon2) = argon2() else { return false };
    if password.len() > MAX_PASSWORD {
        return false;
    }
    match argon2.verify_password(composed(password).as_bytes(), hash) {
        known @ (Ok(()) | Err(argon2::password_hash::Error::PasswordInvalid)) => {
            hashed.count();
            known.is_ok()
        }
        Err(_) => {
            // Nobody has this hash, so nothing was hashed yet: doing it now makes an unknown login as slow as a known one.
            std::hint::black_box(hash_once(&argon2, hashed, password, b"0123456789abcdef").is_ok());
            false
        }
    }
}

/// The login with this number.
pub fn find(conn: &mut Conn, id: i64) -> Result<Account> {
    Ok(accounts::table.find(id).select(Account::as_select()).first(conn)?)
}

/// The login of a person.
pub fn of_actor(conn: &mut Conn, actor_id: i64) -> Result<Option<Account>> {
    Ok(accounts::table.filter(accounts::actor_id.eq(actor_id)).select(Account::as_select()).first(conn).optional()?)
}

/// The login with this mail address.
pub fn by_email(conn: &mut Conn, email: &str) -> Result<Option<Account>> {
    Ok(accounts::table.filter(accounts::email.eq(email.to_lowercase())).select(Account::as_select()).first(conn).optional()?)
}

/// The login with this name.
pub fn by_login(conn: &mut Conn, login: &str) -> Result<Option<Account>> {
    Ok(accounts::table.filter(accounts::login.eq(login.to_lowercase())).select(Account::as_select()).first(conn).optional()?)
}

/// Stores a new login.
pub fn insert(conn: &mut Conn, account: &Account) -> Result<()> {
    diesel::insert_into(accounts::table).values(account).execute(conn)?;
    Ok(())
}

/// How many logins there are.
pub fn count(conn: &mut Conn) -> Result<i64> {
    Ok(accounts::table.count().get_result(conn)?)
}

/// Those who administer this instance.
pub fn admins(conn: &mut Conn) -> Result<Vec<Account>> {
    let admins = accounts::table.filter(accounts::admin.eq(true)).filter(accounts::disabled_at.is_null());
    Ok(admins.order(accounts::id).select(Account::as_select()).load(conn)?)
}

/// How many open logins were used since then: a session that is still kept, or something their people did.
pub fn active_since(conn: &mut Conn, since: Timestamp) -> Result<i64> {
    let used = sessions::table.filter(sessions::used_at.ge(since)).select(sessions::account_id);
    // Numbers grow with time, and the index has them by person.
    let did = activities::table
        .filter(activities::actor_id.assume_not_null().eq(accounts::actor_id))
        .filter(activities::id.ge(first_id(since.milliseconds())));
    let open = accounts::table.filter(accounts::disabled_at.is_null());
    Ok(open.filter(accounts::id.eq_any(used).or(diesel::dsl::exists(did))).count().get_result(conn)?)
}

/// Whether anybody administers this instance.
pub fn has_admin(conn: &mut Conn) -> Result<bool> {
    let admins = accounts::table.filter(accounts::admin.eq(true)).filter(accounts::disabled_at.is_null());
    Ok(admins.count().get_result::<i64>(conn)? > 0)
}

/// Sets the language of a login.
pub fn set_language(conn: &mut Conn, id: i64, language: &str) -> Result<()> {
    diesel::update(accounts::table.find(id)).set(accounts::language.eq(language)).execute(conn)?;
    Ok(())
}

/// Sets where mails go.
pub fn set_email(conn: &mut Conn, id: i64, email: Option<&str>) -> Result<()> {
    diesel::update(accounts::table.find(id)).set(accounts::email.eq(email)).execute(conn)?;
    Ok(())
}

/// Sets how often mails tell what is new.
pub fn set_rhythm(conn: &mut Conn, id: i64, rhythm: Rhythm) -> Result<()> {
    diesel::update(accounts::table.find(id)).set(accounts::rhythm.eq(rhythm)).execute(conn)?;
    Ok(())
}

/// Closes a login: nobody gets in with it, and who is in gets out.
pub fn close(conn: &mut Conn, id: i64, now: Timestamp) -> Result<()> {
    diesel::update(accounts::table.find(id)).set(accounts::disabled_at.eq(now)).execute(conn)?;
    end_all(conn, id)
}

/// Opens a closed login again.
pub fn reopen(conn: &mut Conn, id: i64) -> Result<()> {
    diesel::update(accounts::table.find(id)).set(accounts::disabled_at.eq(None::<Timestamp>)).execute(conn)?;
    Ok(())
}

/// Says whether this login may administer the instance.
pub fn set_admin(conn: &mut Conn, id: i64, admin: bool) -> Result<()> {
    diesel::update(accounts::table.find(id)).set(accounts::admin.eq(admin)).execute(conn)?;
    Ok(())
}

/// Lets nobody else change a login until this transaction ends.
pub fn lock(conn: &mut Conn, id: i64) -> Result<()> {
    diesel::update(accounts::table.find(id)).set(accounts::admin.eq(accounts::admin)).execute(conn)?;
    Ok(())
}

/// Lets nobody else change who administers the instance until this transaction ends: of two who dismiss each other, one is second.
pub fn lock_admins(conn: &mut Conn) -> Result<()> {
    diesel::update(accounts::table.filter(accounts::admin.eq(true))).set(accounts::admin.eq(true)).execute(conn)?;
    Ok(())
}

/// How many open logins may administer the instance.
pub fn active_admins(conn: &mut Conn) -> Result<i64> {
    Ok(accounts::table.filter(accounts::admin.eq(true)).filter(accounts::disabled_at.is_null()).count().get_result(conn)?)
}

/// Ends all links for a forgotten password.
pub fn end_links(conn: &mut Conn, id: i64) -> Result<()> {
    diesel::delete(resets::table.filter(resets::account_id.eq(id))).execute(conn)?;
    Ok(())
}

/// Ends all sessions, also those that were begun and not finished, and all links for a forgotten password.
fn end_all(conn: &mut Conn, id: i64) -> Result<()> {
    diesel::delete(sessions::table.filter(sessions::account_id.eq(id))).execute(conn)?;
    diesel::delete(half_logins::table.filter(half_logins::account_id.eq(id))).execute(conn)?;
    end_links(conn, id)
}

/// Sets the password hash and ends all sessions, also those that were begun and not finished, and all links for a forgotten password.
pub fn set_password(conn: &mut Conn, id: i64, password_hash: &str) -> Result<()> {
    diesel::update(accounts::table.find(id)).set(accounts::password_hash.eq(password_hash)).execute(conn)?;
    end_all(conn, id)
}

/// Stores a session and removes expired ones of the same login.
pub fn start_session(conn: &mut Conn, session: &Session) -> Result<()> {
    diesel::delete(sessions::table.filter(sessions::account_id.eq(session.account_id)).filter(sessions::expires_at.lt(session.created_at)))
        .execute(conn)?;
    diesel::insert_into(sessions::table).values(session).execute(conn)?;
    Ok(())
}

/// A session that is neither expired nor idle for too long nor of a closed login, and its account.
pub fn by_session(conn: &mut Conn, token_digest: &str, now: Timestamp) -> Result<Option<(Session, Account)>> {
    Ok(sessions::table
        .inner_join(accounts::table.on(accounts::id.eq(sessions::account_id)))
        .filter(sessions::token_digest.eq(token_digest))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::used_at.gt(now.minus(IDLE)))
        .filter(accounts::disabled_at.is_null())
        .select((Session::as_select(), Account::as_select()))
        .first(conn)
        .optional()?)
}

/// Those of these sessions that are as [`by_session`] wants them, of people who are still here.
pub fn living_sessions(conn: &mut Conn, digests: &[String], now: Timestamp) -> Result<Vec<String>> {
    let mut living = Vec::with_capacity(digests.len());
    for some in digests.chunks(500) {
        let found: Vec<String> = sessions::table
            .inner_join(accounts::table.on(accounts::id.eq(sessions::account_id)))
            .inner_join(actors::table.on(actors::id.eq(accounts::actor_id)))
            .filter(sessions::token_digest.eq_any(some))
            .filter(sessions::expires_at.gt(now))
            .filter(sessions::used_at.gt(now.minus(IDLE)))
            .filter(accounts::disabled_at.is_null())
            .filter(actors::suspended_at.is_null())
            .filter(actors::deleted_at.is_null())
            .select(sessions::token_digest)
            .load(conn)?;
        living.extend(found);
    }
    Ok(living)
}

/// Notes that a session is in use, by the step alone: when exactly somebody was there is nobody's business.
pub fn touch_session(conn: &mut Conn, token_digest: &str, now: Timestamp) -> Result<()> {
    let step = i64::try_from(USED_STEP.as_secs()).unwrap_or(i64::MAX);
    let used = Timestamp::from_seconds(now.seconds().div_euclid(step) * step);
    diesel::update(sessions::table.find(token_digest)).set(sessions::used_at.eq(used)).execute(conn)?;
    Ok(())
}

/// The sessions of a login that still live, the one used last first.
pub fn sessions(conn: &mut Conn, account_id: i64, now: Timestamp) -> Result<Vec<Session>> {
    Ok(sessions::table
        .filter(sessions::account_id.eq(account_id))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::used_at.gt(now.minus(IDLE)))
        .order((sessions::used_at.desc(), sessions::created_at.desc(), sessions::token_digest))
        .select(Session::as_select())
        .load(conn)?)
}

/// Ends one session of a login; whether there was one.
pub fn end_session_of(conn: &mut Conn, account_id: i64, token_digest: &str) -> Result<bool> {
    let session = sessions::table.find(token_digest).filter(sessions::account_id.eq(account_id));
    Ok(diesel::delete(session).execute(conn)? > 0)
}

/// Ends all sessions of a login but one.
pub fn end_other_sessions(conn: &mut Conn, account_id: i64, kept: &str) -> Result<()> {
    let others = sessions::table.filter(sessions::account_id.eq(account_id)).filter(sessions::token_digest.ne(kept));
    diesel::delete(others).execute(conn)?;
    Ok(())
}

/// Ends the sessions that came by an identity, and those that were begun by it and not finished: all of them, or those of one session at the
/// provider and those of which no session there is known. Answers how many there were.
pub fn end_sessions_of_identity(conn: &mut Conn, identity_id: i64, provider_session: Option<&str>) -> Result<usize> {
    let came = sessions::table.filter(sessions::identity_id.eq(identity_id));
    let begun = half_logins::table.filter(half_logins::identity_id.eq(identity_id));
    let Some(session) = provider_session else {
        diesel::delete(begun).execute(conn)?;
        return Ok(diesel::delete(came).execute(conn)?);
    };
    diesel::delete(begun.filter(half_logins::provider_session.is_null().or(half_logins::provider_session.assume_not_null().eq(session))))
        .execute(conn)?;
    Ok(diesel::delete(came.filter(sessions::provider_session.is_null().or(sessions::provider_session.assume_not_null().eq(session))))
        .execute(conn)?)
}

/// The identities whose sessions came from this session at a provider.
pub fn identities_of_session(conn: &mut Conn, provider_session: &str) -> Result<Vec<i64>> {
    let found = sessions::table.filter(sessions::provider_session.eq(provider_session)).select(sessions::identity_id.assume_not_null());
    let begun = half_logins::table.filter(half_logins::provider_session.eq(provider_session));
    let mut found: Vec<i64> = found.filter(sessions::identity_id.is_not_null()).load(conn)?;
    found
        .extend(begun.filter(half_logins::identity_id.is_not_null()).select(half_logins::identity_id.assume_not_null()).load::<i64>(conn)?);
    Ok(found)
}

/// Lets one session go on without the identity by which it came.
pub fn detach_session(conn: &mut Conn, token_digest: &str) -> Result<()> {
    let nothing = (sessions::identity_id.eq(None::<i64>), sessions::provider_session.eq(None::<String>));
    diesel::update(sessions::table.find(token_digest)).set(nothing).execute(conn)?;
    Ok(())
}

/// Whether this session of a login came by single sign-on since then.
pub fn came_since(conn: &mut Conn, account_id: i64, token_digest: &str, since: Timestamp) -> Result<bool> {
    let session = sessions::table.find(token_digest).filter(sessions::account_id.eq(account_id));
    let fresh = session.filter(sessions::identity_id.is_not_null()).filter(sessions::created_at.ge(since));
    Ok(fresh.count().get_result::<i64>(conn)? > 0)
}

/// Ends a session.
pub fn end_session(conn: &mut Conn, token_digest: &str) -> Result<()> {
    diesel::delete(sessions::table.find(token_digest)).execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let hashed = Hashed::default();
        let hash = hash_password(&hashed, "kurzer dienstweg", b"0123456789abcdef").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify_password(&hashed, "kurzer dienstweg", &hash));
        assert!(!verify_password(&hashed, "langer dienstweg", &hash));
        assert!(!verify_password(&hashed, "kurzer dienstweg", ""));
        assert!(!verify_password(&hashed, "kurzer dienstweg", "$2y$10$anotherKindOfHash"));
        assert_eq!(hashed.times(), 5, "each of them was as slow");
    }

    #[test]
    fn aut_36_every_spelling_of_a_letter_is_the_same() {
        let hashed = Hashed::default();
        let hash = hash_password(&hashed, "stra\u{df}e f\u{fc}r b\u{fc}rger", b"0123456789abcdef").unwrap();
        assert!(verify_password(&hashed, "stra\u{df}e fu\u{308}r bu\u{308}rger", &hash));
        assert!(!verify_password(&hashed, "stra\u{df}e fur burger", &hash));
    }

    #[test]
    fn aut_36_short_and_huge_passwords_are_refused() {
        let hashed = Hashed::default();
        assert!(matches!(hash_password(&hashed, "kurz", b"0123456789abcdef"), Err(Error::Invalid(_))));
        assert!(matches!(hash_password(&hashed, &"x".repeat(1_025), b"0123456789abcdef"), Err(Error::Invalid(_))));
    }
}
