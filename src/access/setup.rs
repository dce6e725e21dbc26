//! The first set-up: a link that works once, a browser that may go on with it, what was answered so far, and the end, which makes the first
//! administrator. An instance that has an administrator cannot be set up again.

use super::secret::{digest, token};
use crate::activity::outbox::{self, Admission};
use crate::actor::account::{self, Account};
use crate::app::App;
use crate::error::{Error, FieldError, Result};
use crate::setting::{self, Change, Key, SETUP_LINK};
use crate::store::Conn;
use crate::store::types::Timestamp;
use crate::text;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

/// How long the link works, and how long a browser may go on.
pub const LIFETIME: Duration = Duration::from_secs(24 * 3_600);
const SESSION: &str = "setup.session";
const DRAFT: &str = "setup.draft";
/// What stands in place of a digest when the link was used.
const USED: &str = "used";

/// What was answered so far.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Settings under their names, in their normal form.
    pub settings: BTreeMap<String, String>,
    /// The administrator.
    pub administrator: Administrator,
    /// The steps that were answered or skipped.
    pub steps: BTreeSet<i64>,
}

/// The first administrator.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Administrator {
    /// Display name.
    pub name: String,
    /// User name.
    pub username: String,
    /// Mail address; may be empty.
    pub email: String,
    /// PHC string.
    pub password_hash: String,
}

// The draft may hold the password of the mail server.
impl std::fmt::Debug for Draft {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Draft").field("steps", &self.steps).finish_non_exhaustive()
    }
}

impl Draft {
    /// The settings that were answered.
    pub fn changes(&self) -> Vec<Change> {
        self.settings.iter().filter_map(|(key, value)| Some((Key::of(key)?, value.clone()))).collect()
    }
}

/// Makes a new link; the one before stops working.
///
/// # Errors
/// `Conflict` with `error-setup-done` when somebody administers the instance already.
pub fn link(conn: &mut Conn, app: &App) -> Result<String> {
    if account::has_admin(conn)? {
        return Err(Error::conflict("error-setup-done"));
    }
    let secret = token(app);
    setting::put(conn, SETUP_LINK, &format!("{} {}", digest(&secret), app.now().plus(LIFETIME).0))?;
    Ok(app.urls.at(&format!("/einrichten/link/{secret}")))
}

/// What `serve` does at its start: a link for an instance that nobody has set up, and nothing for all others. One that somebody administers
/// forgets that it was ever set up.
pub fn at_start(conn: &mut Conn, app: &App) -> Result<Option<String>> {
    if account::has_admin(conn)? {
        forget(conn)?;
        return Ok(None);
    }
    let begun = setting::get(conn, SETUP_LINK)?.is_some();
    if begun || account::count(conn)? == 0 { link(conn, app).map(Some) } else { Ok(None) }
}

fn forget(conn: &mut Conn) -> Result<()> {
    [SETUP_LINK, SESSION, DRAFT].iter().try_for_each(|key| setting::forget(conn, key).map(drop))
}

/// Whether nobody can use this instance yet, because it is still being set up.
pub async fn is_under_way(app: &Arc<App>) -> Result<bool> {
    if !app.settings().setting_up {
        return Ok(false);
    }
    app.read(|conn, _| Ok(account::count(conn)? == 0)).await
}

fn fits(row: Option<&str>, secret: &str, now: Timestamp) -> bool {
    let Some((known, until)) = row.and_then(|row| row.split_once(' ')) else { return false };
    known == digest(secret) && until.parse().is_ok_and(|until| Timestamp(until) > now)
}

fn open(conn: &mut Conn, app: &App, secret: &str) -> Result<()> {
    if account::has_admin(conn)? {
        return Err(Error::conflict("error-setup-done"));
    }
    match setting::get(conn, SETUP_LINK)? {
        Some(row) if fits(Some(&row), secret, app.now()) => Ok(()),
        Some(row) if row.starts_with(USED) => Err(Error::conflict("error-setup-used")),
        _ => Err(Error::conflict("error-setup-link")),
    }
}

/// Whether a link works.
///
/// # Errors
/// `Conflict` with `error-setup-link`, `error-setup-used` or `error-setup-done`.
pub async fn look(app: &Arc<App>, secret: &str) -> Result<()> {
    let secret = secret.to_owned();
    app.read(move |conn, app| open(conn, app, &secret)).await
}

/// Uses the link up. Returns the secret of the browser that may now go on; another one that could before cannot any more.
///
/// # Errors
/// As [`look`].
pub async fn redeem(app: &Arc<App>, secret: &str) -> Result<String> {
    let secret = secret.to_owned();
    app.write(move |conn, app| {
        open(conn, app, &secret)?;
        let session = token(app);
        setting::put(conn, SETUP_LINK, USED)?;
        setting::put(conn, SESSION, &format!("{} {}", digest(&session), app.now().plus(LIFETIME).0))?;
        Ok(session)
    })
    .await
}

/// Whether the browser with this secret may go on.
pub fn holds(conn: &mut Conn, app: &App, session: &str) -> Result<bool> {
    Ok(fits(setting::get(conn, SESSION)?.as_deref(), session, app.now()) && !account::has_admin(conn)?)
}

/// What was answered so far.
pub async fn draft(app: &Arc<App>) -> Result<Draft> {
    let text = app.read(|conn, _| setting::get(conn, DRAFT)).await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Keeps what was answered.
pub async fn keep(app: &Arc<App>, draft: &Draft) -> Result<()> {
    let text = serde_json::to_string(draft).map_err(Error::internal)?;
    app.write(move |conn, _| setting::put(conn, DRAFT, &text)).await
}

/// Checks what was said about the administrator. An empty password keeps the one that was given before.
///
/// # Errors
/// `Invalid` at the fields `name`, `username`, `email` and `password`.
pub async fn administrator(app: &Arc<App>, before: &Administrator, typed: Administrator, password: &str) -> Result<Administrator> {
    let mut wrong = Vec::new();
    let mut note = |field, text| wrong.push(FieldError { field, text });
    let name = text::clean_line(&typed.name, 101);
    match name.chars().count() {
        0 => note("name", "error-name-missing"),
        1..=100 => {}
        _ => note("name", "error-name-too-long"),
    }
    let username = text::check_username(&typed.username).unwrap_or_else(|text| {
        note("username", text);
        String::new()
    });
    let email = super::invitation::check_email(&typed.email).unwrap_or_else(|_| {
        note("email", "error-email");
        None
    });
    let keeps = password.is_empty() && !before.password_hash.is_empty();
    let instance = app.settings().name.clone();
    if !keeps && let Err(Error::Invalid(errors)) = super::password::check(password, &[&name, &username, &instance]) {
        wrong.extend(errors);
    }
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let password_hash = if keeps { before.password_hash.clone() } else { super::password::hash(app, password.to_owned()).await? };
    Ok(Administrator { name, username, email: email.unwrap_or_default(), password_hash })
}

/// Ends the set-up: the settings hold, the administrator has a login, and every link and browser of the set-up is worth nothing any more.
///
/// # Errors
/// `Invalid` for the fields of the administrator; `Conflict` with `error-setup-done` or `error-setup-incomplete`.
pub async fn finish(app: &Arc<App>) -> Result<Account> {
    let draft = draft(app).await?;
    let administrator = draft.administrator.clone();
    if administrator.password_hash.is_empty() {
        return Err(Error::conflict("error-setup-incomplete"));
    }
    let changes = setting::checked_all(&app.settings(), draft.changes())?;
    let admission = Admission {
        username: administrator.username,
        name: administrator.name,
        organisation: String::new(),
        password_hash: administrator.password_hash,
        admin: true,
    };
    let made = outbox::admit(app, admission, move |conn, app, account| {
        // Of two browsers one makes the administrator; the new login is the only one.
        if setting::get(conn, SESSION)?.is_none() {
            return Err(Error::conflict("error-setup-done"));
        }
        if !administrator.email.is_empty() {
            account::set_email(conn, account.id, Some(&administrator.email))?;
        }
        setting::save(conn, &app.config, &changes)?;
        forget(conn)
    });
    let account = made.await?;
    app.reload_settings().await?;
    Ok(account)
}
