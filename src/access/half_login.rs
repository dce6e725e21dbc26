//! Logins that lack the code of the second factor.

use super::secret::{digest, token};
use crate::actor::account::{self, Account, Came};
use crate::app::App;
use crate::error::{Error, Reason, Result};
use crate::store::Conn;
use crate::store::schema::half_logins;
use diesel::prelude::*;
use std::time::Duration;

/// How long there is for the code.
pub const HALF_LOGIN: Duration = Duration::from_secs(10 * 60);
/// How many codes may be tried before the password is asked for again.
const ATTEMPTS: i32 = 5;

/// Remembers that the first factor was right. Returns the secret for the browser.
pub(super) fn begin(conn: &mut Conn, app: &App, account_id: i64, next: &str, came: Option<&Came>) -> Result<String> {
    let secret = token(app);
    diesel::delete(half_logins::table.filter(half_logins::expires_at.le(app.now()))).execute(conn)?;
    diesel::insert_into(half_logins::table)
        .values((
            half_logins::token_digest.eq(digest(&secret)),
            half_logins::account_id.eq(account_id),
            half_logins::next.eq(next),
            half_logins::attempts.eq(0),
            half_logins::expires_at.eq(app.now().plus(HALF_LOGIN)),
            half_logins::identity_id.eq(came.map(|came| came.identity_id)),
            half_logins::provider_session.eq(came.and_then(|came| came.provider_session.as_deref())),
        ))
        .execute(conn)?;
    Ok(secret)
}

/// Counts one attempt; answers whose login it is, where it leads, and how it came.
pub(super) fn attempt(conn: &mut Conn, app: &App, secret: &str) -> Result<(Account, String, Option<Came>)> {
    let over = || Error::NotSignedIn(Reason::new("error-code-too-late"));
    let row = half_logins::table.find(digest(secret)).filter(half_logins::expires_at.gt(app.now()));
    let columns =
        (half_logins::account_id, half_logins::next, half_logins::attempts, half_logins::identity_id, half_logins::provider_session);
    let found = row.select(columns).first::<(i64, String, i32, Option<i64>, Option<String>)>(conn);
    let (account_id, next, attempts, identity_id, provider_session) = found.optional()?.ok_or_else(over)?;
    if attempts >= ATTEMPTS {
        return Err(over());
    }
    diesel::update(half_logins::table.find(digest(secret))).set(half_logins::attempts.eq(attempts + 1)).execute(conn)?;
    let account = account::find(conn, account_id)?;
    let came = identity_id.map(|identity_id| Came { identity_id, provider_session });
    if account.disabled_at.is_some() { Err(over()) } else { Ok((account, next, came)) }
}

/// The code was right, or it is too late.
pub(super) fn end(conn: &mut Conn, secret: &str) -> Result<()> {
    diesel::delete(half_logins::table.find(digest(secret))).execute(conn)?;
    Ok(())
}
