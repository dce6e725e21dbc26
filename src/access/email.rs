//! Another mail address for one's login: it counts once somebody opened the link that was sent there.

use super::invitation::check_email;
use super::letter::{Letter, post};
use super::passkey::{self, Proof};
use super::secret::{digest, token};
use crate::actor::account::{self, Account};
use crate::app::{App, Limit};
use crate::error::{Error, Result};
use crate::store::BothExt;
use crate::store::Conn;
use crate::store::schema::{confirmed_addresses, email_changes};
use diesel::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long the link works.
const LINK_LIFETIME: Duration = Duration::from_secs(24 * 3_600);
/// How many mails one login can have sent, and how many one address gets.
const LETTERS: Limit = Limit { times: 5, freely: 3, within: Duration::from_secs(3_600) };
/// How often links may be tried from one network.
const LOOKS: Limit = Limit { times: 60, freely: 60, within: Duration::from_secs(15 * 60) };

/// Asks for another address, for somebody who shows once more who she is. Whether anybody has the address is looked up when the mail is made,
/// so that neither the answer nor its time tells.
///
/// # Errors
/// `Invalid` at the fields `email`, `current` and `passkey`; `Conflict` when no mails are sent here; `TooMany`.
pub async fn ask(app: &Arc<App>, account: &Account, email: &str, proof: Proof) -> Result<String> {
    if !app.settings().mail.is_on() {
        return Err(Error::conflict("error-email-change-no-mail"));
    }
    let email = check_email(email)?.ok_or(Error::invalid("email", "error-email"))?;
    if account.email.as_deref() == Some(email.as_str()) {
        return Err(Error::invalid("email", "error-email-same"));
    }
    passkey::confirm(app, account, proof).await?;
    app.limits.take(&format!("email of {}", account.id), LETTERS, app.now())?;
    // Too many to one address: no mail, and the same answer.
    let flooded = app.limits.take(&format!("email to {email}"), LETTERS, app.now()).is_err();
    let (id, new) = (account.id, email.clone());
    app.write(move |conn, app| {
        account::lock(conn, id)?;
        forget(conn, id)?;
        let until = app.now().plus(LINK_LIFETIME);
        diesel::insert_into(email_changes::table)
            .values((email_changes::account_id.eq(id), email_changes::email.eq(new), email_changes::expires_at.eq(until)))
            .execute(conn)?;
        if flooded { Ok(()) } else { post(conn, app, &Letter::EmailAsked(id)) }
    })
    .await?;
    Ok(email)
}

fn forget(conn: &mut Conn, account_id: i64) -> Result<()> {
    diesel::delete(email_changes::table.find(account_id)).execute(conn)?;
    Ok(())
}

/// Notes that a link was opened that was mailed to this address of a login.
pub(super) fn note_confirmed(conn: &mut Conn, app: &App, account_id: i64, email: &str) -> Result<()> {
    let fields = (confirmed_addresses::email.eq(email), confirmed_addresses::confirmed_at.eq(app.now()));
    diesel::insert_into(confirmed_addresses::table)
        .values((confirmed_addresses::account_id.eq(account_id), fields))
        .on_conflict(confirmed_addresses::account_id)
        .do_update()
        .set(fields)
        .both()
        .execute(conn)?;
    Ok(())
}

/// Whether the address of a login is one at which a link was opened. What an admin typed or handed over proves nothing.
pub fn is_confirmed(conn: &mut Conn, account: &Account) -> Result<bool> {
    let confirmed = confirmed_addresses::table.find(account.id).select(confirmed_addresses::email).first::<String>(conn).optional()?;
    Ok(confirmed.is_some() && confirmed == account.email)
}

/// Makes the link, and answers the address it is for. None when nothing waits, or when somebody has the address.
pub fn link(conn: &mut Conn, app: &App, account_id: i64) -> Result<Option<(String, String)>> {
    let waiting = email_changes::table.find(account_id).filter(email_changes::expires_at.gt(app.now()));
    let Some(email) = waiting.select(email_changes::email).first::<String>(conn).optional()? else { return Ok(None) };
    if account::by_email(conn, &email)?.is_some() {
        return Ok(None);
    }
    let secret = token(app);
    diesel::update(email_changes::table.find(account_id)).set(email_changes::token_digest.eq(digest(&secret))).execute(conn)?;
    Ok(Some((email, app.urls.at(&format!("/mailadresse/{secret}")))))
}

/// The login and its new address.
fn of_link(conn: &mut Conn, app: &App, secret: &str) -> Result<(Account, String)> {
    let waiting = email_changes::table
        .filter(email_changes::token_digest.assume_not_null().eq(digest(secret)))
        .filter(email_changes::expires_at.gt(app.now()))
        .select((email_changes::account_id, email_changes::email));
    let found = match waiting.first::<(i64, String)>(conn).optional()? {
        Some((id, email)) => Some((account::find(conn, id)?, email)),
        None => None,
    };
    let found = match found.filter(|(account, _)| account.disabled_at.is_none()) {
        // Somebody else may have got the address meanwhile.
        Some((_, email)) if account::by_email(conn, &email)?.is_some() => None,
        found => found,
    };
    found.ok_or(Error::conflict("error-email-link"))
}

/// The address a link is for.
///
/// # Errors
/// `Conflict` with `error-email-link` when it was used, is too old, or never was one; `TooMany`.
pub async fn look(app: &Arc<App>, secret: &str, network: &str) -> Result<String> {
    app.limits.take(&format!("email link {network}"), LOOKS, app.now())?;
    let secret = secret.to_owned();
    Ok(app.read(move |conn, app| of_link(conn, app, &secret)).await?.1)
}

/// Gives a login its new address. The link ends, those for a forgotten password too, and the address before is told.
///
/// # Errors
/// As [`look`].
pub async fn redeem(app: &Arc<App>, secret: &str, network: &str) -> Result<()> {
    look(app, secret, network).await?;
    let secret = secret.to_owned();
    app.write(move |conn, app| {
        let id = of_link(conn, app, &secret)?.0.id;
        account::lock(conn, id)?;
        // Again, now that nobody else changes it: a link works once.
        let (account, email) = of_link(conn, app, &secret)?;
        forget(conn, id)?;
        account::end_links(conn, id)?;
        account::set_email(conn, id, Some(&email))?;
        note_confirmed(conn, app, id, &email)?;
        match account.email {
            Some(before) => post(conn, app, &Letter::EmailChanged { account: id, before }),
            None => Ok(()),
        }
    })
    .await
}
