//! Passwords: which are good enough (NIST SP 800-63B §3.1.1), changing them, and links for forgotten ones.

use super::letter::{Letter, post};
use super::passkey::{self, Proof};
use super::secret::{digest, token};
use crate::actor::account::{self, Account};
use crate::app::{App, Limit};
use crate::error::{Error, Reason, Result};
use crate::store::Conn;
use crate::store::schema::resets;
use crate::text;
use diesel::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long a link for a forgotten password works.
const LINK_LIFETIME: Duration = Duration::from_secs(3_600);
/// How many links from one network.
const REQUESTS: Limit = Limit { times: 10, freely: 5, within: Duration::from_secs(3_600) };
/// How many mails to one person.
const LETTERS: Limit = Limit { times: 3, freely: 3, within: Duration::from_secs(3_600) };
/// How often the old password may be tried when it is asked for again.
const CONFIRMATIONS: Limit = Limit { times: 10, freely: 5, within: Duration::from_secs(15 * 60) };
/// How long somebody waits for others whose passwords are being hashed.
const PATIENCE: Duration = Duration::from_secs(5);

/// Passwords of twelve characters and more that everybody tries first, and what they are built of. Lower case.
const COMMON: [&str; 44] = [
    "passwort",
    "password",
    "kennwort",
    "geheim",
    "administrator",
    "admin",
    "willkommen",
    "welcome",
    "hallo",
    "qwertzuiop",
    "qwertyuiop",
    "qwertz",
    "qwerty",
    "asdfghjkl",
    "asdfgh",
    "yxcvbnm",
    "zxcvbnm",
    "letmein",
    "iloveyou",
    "ichliebedich",
    "schatz",
    "sommer",
    "winter",
    "fruehling",
    "frühling",
    "herbst",
    "januar",
    "dezember",
    "deutschland",
    "berlin",
    "hamburg",
    "münchen",
    "muenchen",
    "fussball",
    "fußball",
    "monkey",
    "dragon",
    "master",
    "superman",
    "sonnenschein",
    "sunshine",
    "princess",
    "starwars",
    "changeme",
];
/// How much of a password has to be left when what everybody guesses is taken away.
const OWN_CHARACTERS: usize = 6;

/// Hashes a password, a few at a time.
pub async fn hash(app: &Arc<App>, password: String) -> Result<String> {
    let (salt, counting): ([u8; 16], _) = (app.random_bytes(), Arc::clone(app));
    alone(app, move || account::hash_password(&counting.hashed, &password, &salt)).await
}

/// Whether the password fits the hash; takes as long for an empty hash.
pub async fn verify(app: &Arc<App>, password: String, hash: String) -> Result<bool> {
    let counting = Arc::clone(app);
    alone(app, move || Ok(account::verify_password(&counting.hashed, &password, &hash))).await
}

/// A hash takes 19 MiB and a core: many at once would leave nothing for anybody else.
async fn alone<R: Send + 'static>(app: &Arc<App>, work: impl FnOnce() -> Result<R> + Send + 'static) -> Result<R> {
    let waited = tokio::time::timeout(PATIENCE, app.hashing.acquire()).await;
    let _permit = waited.map_err(|_| Error::TooMany { retry_after: 10 })?.map_err(Error::unavailable)?;
    app.blocking(work).await
}

/// Whether a password is good enough: long enough, and not what everybody tries first. No other rules.
///
/// # Errors
/// `Invalid` at the field `password`.
pub fn check(password: &str, known: &[&str]) -> Result<()> {
    let refuse = |text| Err(Error::invalid("password", text));
    if password.chars().count() < account::MIN_PASSWORD {
        return refuse("error-password-too-short");
    }
    if password.len() > account::MAX_PASSWORD {
        return refuse("error-password-too-long");
    }
    if password.contains('\0') {
        return refuse("error-null-character");
    }
    let mut rest = password.to_lowercase();
    let known = known.iter().map(|word| word.to_lowercase()).filter(|word| word.chars().count() >= 3);
    let mut words: Vec<String> = known.chain(COMMON.iter().map(|word| (*word).to_owned())).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in &words {
        rest = rest.replace(word.as_str(), "");
    }
    let own: Vec<char> = rest.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let shape = Shape::of(&own);
    // Words taken away whole count against it; a sentence that only mentions one has enough left.
    if shape.steps < OWN_CHARACTERS || shape.different < 4 {
        return refuse("error-password-common");
    }
    Ok(())
}

/// How much there is to guess.
struct Shape {
    /// Characters that neither repeat the one before nor follow it in the alphabet or on the number row.
    steps: usize,
    /// Different characters.
    different: usize,
}

impl Shape {
    fn of(letters: &[char]) -> Self {
        let follows = |pair: &&[char]| {
            let difference = i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]));
            !matches!(difference, -1..=1) && !matches!((pair[0], pair[1]), ('9', '0'))
        };
        let steps = usize::from(!letters.is_empty()) + letters.windows(2).filter(follows).count();
        let different = letters.iter().collect::<std::collections::BTreeSet<_>>().len();
        Self { steps, different }
    }
}

async fn check_for(app: &Arc<App>, account: &Account, password: &str) -> Result<()> {
    let actor_id = account.actor_id;
    let person = app.read(move |conn, _| crate::actor::model::find(conn, actor_id)).await?;
    let names = person.name.split_whitespace().map(str::to_owned).chain([account.login.clone(), app.settings().name.clone()]);
    let host = app.urls.host().split(['.', ':']).map(str::to_owned).collect::<Vec<_>>();
    let known: Vec<String> = names.chain(host).collect();
    check(password, &known.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Whether this is the password of the login, for what needs it once more.
///
/// # Errors
/// `Invalid` at the field `current` if it is not; `TooMany`.
pub async fn confirm(app: &Arc<App>, account: &Account, password: &str) -> Result<()> {
    count_confirmation(app, account)?;
    if verify(app, password.to_owned(), account.password_hash.clone()).await? {
        confirmed(app, account);
        return Ok(());
    }
    Err(Error::invalid("current", "error-password-wrong"))
}

/// Counts an attempt to show who one is, before it is looked at.
///
/// # Errors
/// `TooMany`.
pub(super) fn count_confirmation(app: &App, account: &Account) -> Result<()> {
    app.limits.take(&format!("confirm {}", account.id), CONFIRMATIONS, app.now())
}

/// The attempt was right.
pub(super) fn confirmed(app: &App, account: &Account) {
    app.limits.forget(&format!("confirm {}", account.id));
}

/// Sets or changes one's password, after showing the old one or a passkey if there is any. All sessions end.
///
/// # Errors
/// `Invalid` at the fields `current`, `passkey` and `password`; `TooMany`.
pub async fn change(app: &Arc<App>, account: &Account, proof: Proof, password: &str) -> Result<()> {
    check_for(app, account, password).await?;
    passkey::confirm(app, account, proof).await.map_err(|error| match error {
        Error::Invalid(errors) if errors.iter().any(|error| error.text == "error-password-wrong") => {
            Error::invalid("current", "error-password-current")
        }
        other => other,
    })?;
    let (id, hash) = (account.id, hash(app, password.to_owned()).await?);
    app.write(move |conn, app| {
        account::set_password(conn, id, &hash)?;
        post(conn, app, &Letter::PasswordChanged(id))
    })
    .await
}

/// Asks for a link for a forgotten password. Whether anybody has this name is looked up when the mail is made, so that neither the answer
/// nor its time tells.
///
/// # Errors
/// `Invalid` when nothing was typed; `TooMany`.
pub async fn forgot(app: &Arc<App>, typed: &str, network: &str) -> Result<()> {
    let typed = text::clean_line(typed, 254).to_lowercase();
    if typed.is_empty() {
        return Err(Error::invalid("name", "error-forgot-name-missing"));
    }
    app.limits.take(&format!("forgot {network}"), REQUESTS, app.now())?;
    // Too many for one name: no mail, and the same answer.
    if app.limits.take(&format!("forgot name {}", name_in(app, &typed)), LETTERS, app.now()).is_err() {
        return Ok(());
    }
    app.write(move |conn, app| post(conn, app, &Letter::ForgottenPassword(typed))).await
}

/// The user name in what was typed, however a handle of this instance can be written: limits count all ways as one.
pub(super) fn name_in<'a>(app: &App, typed: &'a str) -> &'a str {
    let handle = typed.trim_start_matches('@');
    handle.strip_suffix(app.urls.host()).and_then(|name| name.strip_suffix('@')).unwrap_or(handle)
}

/// The login that somebody means who typed this: a user name, a handle or a mail address. It may be closed.
pub fn meant(conn: &mut Conn, app: &App, typed: &str) -> Result<Option<Account>> {
    let found = match account::by_email(conn, typed)? {
        Some(account) => Some(account),
        None => account::by_login(conn, name_in(app, typed))?,
    };
    Ok(found)
}

/// Makes a link with which the owner of a login gives it a new password.
pub fn link(conn: &mut Conn, app: &App, account_id: i64) -> Result<String> {
    let secret = token(app);
    diesel::delete(resets::table.filter(resets::expires_at.le(app.now()))).execute(conn)?;
    diesel::insert_into(resets::table)
        .values((
            resets::token_digest.eq(digest(&secret)),
            resets::account_id.eq(account_id),
            resets::expires_at.eq(app.now().plus(LINK_LIFETIME)),
        ))
        .execute(conn)?;
    Ok(app.urls.at(&format!("/passwort-vergessen/{secret}")))
}

fn of_link(conn: &mut Conn, app: &App, secret: &str) -> Result<Account> {
    let found = resets::table.find(digest(secret)).filter(resets::expires_at.gt(app.now())).select(resets::account_id).first(conn);
    let account = match found.optional()? {
        Some(id) => Some(account::find(conn, id)?),
        None => None,
    };
    account.filter(|account| account.disabled_at.is_none()).ok_or(Error::Conflict(Reason::new("error-reset-link")))
}

/// The login a link belongs to.
///
/// # Errors
/// `Conflict` with `error-reset-link` when it was used, is too old, or never was one.
pub async fn look(app: &Arc<App>, secret: &str, network: &str) -> Result<Account> {
    app.limits.take(&format!("reset {network}"), Limit { times: 60, freely: 60, within: Duration::from_secs(15 * 60) }, app.now())?;
    let secret = secret.to_owned();
    app.read(move |conn, app| of_link(conn, app, &secret)).await
}

/// Gives a new password with a link; the link and all sessions end.
///
/// # Errors
/// As [`look`]; `Invalid` at the field `password`.
pub async fn redeem(app: &Arc<App>, secret: &str, password: &str, network: &str) -> Result<()> {
    let account = look(app, secret, network).await?;
    check_for(app, &account, password).await?;
    let (hash, secret) = (hash(app, password.to_owned()).await?, secret.to_owned());
    app.write(move |conn, app| {
        // Again, inside the transaction: a link works once.
        let account = of_link(conn, app, &secret)?;
        account::set_password(conn, account.id, &hash)?;
        post(conn, app, &Letter::PasswordChanged(account.id))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::check;

    const KNOWN: [&str; 3] = ["anna", "Musterstadt", "Dienstweg"];

    #[test]
    fn what_everybody_tries_first_is_refused() {
        for password in [
            "passwort1234",
            "Password12345!",
            "123456789012",
            "aaaaaaaaaaaa",
            "qwertzuiop123",
            "abcdefghijklm",
            "Anna-Anna-Anna!",
            "dienstweg2026",
            "Musterstadt123",
            "PasswortPasswort",
            "administrator",
            "012345678901",
            "abababababab",
        ] {
            assert!(check(password, &KNOWN).is_err(), "{password}");
        }
    }

    #[test]
    fn sentences_are_welcome_without_signs_or_digits() {
        for password in ["kurzer dienstweg", "im bauamt brennt licht", "vierzig grüne gänse", "qx7!kd0p-mw2z", "🦆🦉🦚 im rathaus oben"]
        {
            assert!(check(password, &KNOWN).is_ok(), "{password}");
        }
    }

    #[test]
    fn aut_36_length_is_counted_in_characters_and_bounded_in_bytes() {
        assert!(check("gänsefüßchen", &[]).is_ok());
        assert!(check("gänsefüßche", &[]).is_err());
        assert!(check(&"kurzer dienstweg ".repeat(60), &[]).is_ok());
        assert!(check(&"kurzer dienstweg ".repeat(61), &[]).is_err());
        assert!(check("kurzer\0dienstweg", &[]).is_err());
    }
}
