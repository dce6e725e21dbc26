//! Logging in: name and password, then the code of a second factor if there is one.

use super::{factor, half_login, known_browser, password};
use crate::actor::account::{Account, Came};
use crate::app::{App, Limit};
use crate::error::{Error, Result};
use crate::store::Conn;
use std::sync::Arc;
use std::time::Duration;

pub(super) const QUARTER: Duration = Duration::from_secs(15 * 60);
/// Wrong passwords for one name from one network: somebody else elsewhere cannot lock the owner out.
const PER_NAME: Limit = Limit { times: 10, freely: 4, within: QUARTER };
/// Wrong passwords for one login from everywhere: far above what its owner needs, far below what guessing needs.
const PER_EVERYWHERE: Limit = Limit { times: 200, freely: 200, within: QUARTER };
/// Wrong passwords from one network: a whole town hall may sit behind one address.
pub(super) const PER_NETWORK: Limit = Limit { times: 100, freely: 100, within: QUARTER };
/// Wrong passwords from one browser in which this login was begun before.
const PER_BROWSER: Limit = Limit { times: 10, freely: 4, within: QUARTER };
/// Wrong codes for one login.
const CODES: Limit = Limit { times: 20, freely: 20, within: QUARTER };

/// What came of name and password.
#[derive(Debug)]
pub enum Login {
    /// In.
    In(Box<Account>),
    /// The code of the second factor is missing; the secret is for the browser.
    CodeNeeded(String),
    /// They fit together, but the login was closed.
    Suspended(Box<Account>),
    /// They do not fit together, or nobody has this name.
    Refused,
}

/// Checks name and password. `next` is where the login leads, `network` where it comes from, `kept` what the browser has of an earlier login
/// ([`known_browser`]).
///
/// # Errors
/// `TooMany` after too many wrong ones, whether or not this one is right.
pub async fn log_in(app: &Arc<App>, typed: &str, given: String, network: &str, next: &str, kept: &str) -> Result<Login> {
    let name: String = typed.trim().to_lowercase().chars().take(254).collect();
    let spelled = password::name_in(app, &name).to_owned();
    let account = app.read(move |conn, app| password::meant(conn, app, &name)).await?;
    // Everything typed for one login counts together. That shows which address belongs to which name only after so many wrong passwords
    // that nobody can ask often; the lower limit, which everybody meets, counts what was typed.
    let whose = account.as_ref().map_or_else(|| spelled.clone(), |account| account.id.to_string());
    let limits = match account.as_ref().and_then(|account| known_browser::name(account, kept)) {
        // What strangers tried does not count against the owner, and she can try no other login like this.
        Some(browser) => vec![(format!("login by {browser}"), PER_BROWSER)],
        None => vec![
            (format!("login {network} {spelled}"), PER_NAME),
            (format!("login everywhere {whose}"), PER_EVERYWHERE),
            (format!("login {network}"), PER_NETWORK),
        ],
    };
    limits.iter().try_for_each(|(key, limit)| app.limits.check(key, *limit, app.now()))?;
    // Counted before the password is looked at: whoever sends many at once gains nothing.
    limits.iter().for_each(|(key, limit)| app.limits.count(key, *limit, app.now()));
    // Somebody unknown takes as long as a wrong password: neither answer nor time tells which names exist.
    let hash = account.as_ref().map(|account| account.password_hash.clone()).unwrap_or_default();
    let fits = password::verify(app, given, hash).await?;
    let Some(account) = account.filter(|_| fits) else { return Ok(Login::Refused) };
    app.limits.forget(&limits[0].0);
    limits[1..].iter().for_each(|(key, _)| app.limits.take_back(key));
    // Only who knows the password learns this.
    if account.disabled_at.is_some() {
        return Ok(Login::Suspended(Box::new(account)));
    }
    let (id, next) = (account.id, next.to_owned());
    let needed = app
        .write(move |conn, app| if factor::is_on(conn, id)? { half_login::begin(conn, app, id, &next, None).map(Some) } else { Ok(None) });
    match needed.await? {
        Some(secret) => Ok(Login::CodeNeeded(secret)),
        None => Ok(Login::In(Box::new(account))),
    }
}

/// The secret for the code that is missing, for somebody who came by single sign-on and has a second factor here; none without one.
pub fn code_after_sign_on(conn: &mut Conn, app: &App, account_id: i64, next: &str, came: &Came) -> Result<Option<String>> {
    if factor::is_on(conn, account_id)? { half_login::begin(conn, app, account_id, next, Some(came)).map(Some) } else { Ok(None) }
}

/// Checks the code of a login that lacks it; answers whose it is, where it leads, and how it came.
///
/// # Errors
/// `Invalid` at the field `code` when it is wrong; `NotSignedIn` when it is too late and the password has to be given again; `TooMany`.
pub async fn finish(app: &Arc<App>, secret: &str, code: &str) -> Result<(Account, String, Option<Came>)> {
    let (counted, typed) = (secret.to_owned(), code.to_owned());
    let (account, next, came) = app.write(move |conn, app| half_login::attempt(conn, app, &counted)).await?;
    app.limits.take(&format!("code {}", account.id), CODES, app.now())?;
    let (id, secret) = (account.id, secret.to_owned());
    let fits = app
        .write(move |conn, app| {
            let fits = factor::accept(conn, id, &typed, app.now())?;
            if fits {
                half_login::end(conn, &secret)?;
            }
            Ok(fits)
        })
        .await?;
    if fits { Ok((account, next, came)) } else { Err(Error::invalid("code", "error-code")) }
}
