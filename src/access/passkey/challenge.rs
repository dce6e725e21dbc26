//! The questions that passkeys answer: 256 bits, for one purpose, one login and one browser, for five minutes, once.

use crate::access::secret::{digest, token};
use crate::app::App;
use crate::error::Result;
use crate::store::Conn;
use crate::store::schema::passkey_challenges::{self, asked_digest, challenge_digest, expires_at};
use crate::webauthn::TIMEOUT;
use diesel::prelude::*;

/// What a question is for. An answer to one is none to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Logging in; whose login it will be is not known yet.
    LogIn,
    /// Showing once more that it is really the owner of this login.
    Confirm(i64),
    /// Adding a passkey to this login, after that was shown.
    Add(i64),
}

impl Purpose {
    /// What is asked in this browser. `browser` is a secret of it that no page of another site can bring along.
    fn digest(self, browser: &str) -> String {
        digest(&format!("passkey {self:?} {browser}"))
    }
}

/// Makes a question; base64url.
pub(super) fn ask(conn: &mut Conn, app: &App, purpose: Purpose, browser: &str) -> Result<String> {
    let challenge = token(app);
    let row = (challenge_digest.eq(digest(&challenge)), asked_digest.eq(purpose.digest(browser)), expires_at.eq(app.now().plus(TIMEOUT)));
    diesel::delete(passkey_challenges::table.filter(expires_at.le(app.now()))).execute(conn)?;
    diesel::insert_into(passkey_challenges::table).values(row).execute(conn)?;
    Ok(challenge)
}

/// Uses a question up; whether there was one.
pub(super) fn use_up(conn: &mut Conn, app: &App, purpose: Purpose, browser: &str, challenge: &str) -> Result<bool> {
    let asked =
        passkey_challenges::table.find(digest(challenge)).filter(asked_digest.eq(purpose.digest(browser))).filter(expires_at.gt(app.now()));
    Ok(diesel::delete(asked).execute(conn)? > 0)
}
