//! A work address: who opens the link that was sent there, logged in as who asked for it, counts as staff of the organisation to which the
//! address's domain belongs.

use super::email::is_confirmed;
use super::letter::{Letter, post};
use super::secret::{digest, token};
use crate::actor::account::{self, Account};
use crate::app::{App, Limit};
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::store::schema::work_addresses;
use crate::text;
use crate::vetting::{self, Evidence, Organisation, organisation};
use diesel::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long the link works.
const LINK_LIFETIME: Duration = Duration::from_secs(24 * 3_600);
/// How many mails one login can have sent, and how many one address gets.
const LETTERS: Limit = Limit { times: 5, freely: 3, within: Duration::from_secs(3_600) };
/// How often links may be tried from one network.
const LOOKS: Limit = Limit { times: 60, freely: 60, within: Duration::from_secs(15 * 60) };

/// What became of an address that somebody gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A link goes to this address.
    Sent(String),
    /// It is the address of the login, which is confirmed already: she counts as staff at once.
    Vouched,
}

/// One form for each mailbox: the domain in ASCII without a dot at its end, the name in lower case without what follows a `+`, which arrives
/// in the same mailbox.
fn normalized(typed: &str) -> Option<String> {
    let (name, domain) = typed.trim().rsplit_once('@')?;
    let name = name.split_once('+').map_or(name, |(name, _)| name);
    text::mail_address(&format!("{name}@{}", text::normalize_host(domain)?))
}

fn organisation_of(conn: &mut Conn, address: &str) -> Result<Option<Organisation>> {
    match address.rsplit_once('@') {
        Some((_, domain)) => organisation::of_domain(conn, domain),
        None => Ok(None),
    }
}

/// The organisation of which somebody can count as staff without another mail: her login's own address is confirmed and belongs to it.
pub fn of_own(conn: &mut Conn, account: &Account) -> Result<Option<(String, Organisation)>> {
    let Some(address) = account.email.as_deref().and_then(normalized) else { return Ok(None) };
    if !is_confirmed(conn, account)? {
        return Ok(None);
    }
    Ok(organisation_of(conn, &address)?.map(|organisation| (address, organisation)))
}

/// Counts somebody as staff by the address of her login.
///
/// # Errors
/// `Conflict` with `error-work-address-own` when it is not confirmed or belongs to no organisation, with `error-work-address-taken` when it
/// vouches for somebody else.
pub async fn claim_own(app: &Arc<App>, account: &Account) -> Result<()> {
    let id = account.id;
    app.write(move |conn, app| {
        // As it is now: another address may have come meanwhile.
        let account = account::find(conn, id)?;
        let (address, organisation) = of_own(conn, &account)?.ok_or(Error::conflict("error-work-address-own"))?;
        vetting::vouch(conn, app, account.actor_id, organisation.id, Evidence::Address(address))?;
        forget(conn, id)
    })
    .await
}

/// Sends a link to a work address. Whether the address vouches for somebody else is said to who opens the link, and to nobody who only types.
///
/// # Errors
/// `Invalid` at the field `email`: no address (`error-email`), of no organisation known here (`error-work-address-unknown`); `Conflict` when no
/// mails are sent here; `TooMany`.
pub async fn ask(app: &Arc<App>, account: &Account, typed: &str) -> Result<Asked> {
    let address = normalized(typed).ok_or(Error::invalid("email", "error-email"))?;
    let (look, own) = (address.clone(), account.clone());
    let (known, is_own) = app
        .read(move |conn, _| Ok((organisation_of(conn, &look)?.is_some(), of_own(conn, &own)?.is_some_and(|(address, _)| address == look))))
        .await?;
    if !known {
        return Err(Error::invalid("email", "error-work-address-unknown"));
    }
    if is_own {
        claim_own(app, account).await?;
        return Ok(Asked::Vouched);
    }
    if !app.settings().mail.is_on() {
        return Err(Error::conflict("error-work-address-no-mail"));
    }
    app.limits.take(&format!("work address of {}", account.id), LETTERS, app.now())?;
    // Too many to one address: no mail, and the same answer.
    let flooded = app.limits.take(&format!("work address {address}"), LETTERS, app.now()).is_err();
    let (id, new) = (account.id, address.clone());
    app.write(move |conn, app| {
        account::lock(conn, id)?;
        forget(conn, id)?;
        let row = (
            work_addresses::account_id.eq(id),
            work_addresses::email.eq(new),
            work_addresses::expires_at.eq(app.now().plus(LINK_LIFETIME)),
        );
        diesel::insert_into(work_addresses::table).values(row).execute(conn)?;
        if flooded { Ok(()) } else { post(conn, app, &Letter::WorkAddressAsked(id)) }
    })
    .await?;
    Ok(Asked::Sent(address))
}

fn forget(conn: &mut Conn, account_id: i64) -> Result<()> {
    diesel::delete(work_addresses::table.find(account_id)).execute(conn)?;
    Ok(())
}

/// Makes the link, and answers the address it is for and whose staff it makes one. None when nothing waits.
pub fn link(conn: &mut Conn, app: &App, account_id: i64) -> Result<Option<(String, Organisation, String)>> {
    let waiting = work_addresses::table.find(account_id).filter(work_addresses::expires_at.gt(app.now()));
    let Some(email) = waiting.select(work_addresses::email).first::<String>(conn).optional()? else { return Ok(None) };
    let Some(organisation) = organisation_of(conn, &email)? else { return Ok(None) };
    let secret = token(app);
    diesel::update(work_addresses::table.find(account_id)).set(work_addresses::token_digest.eq(digest(&secret))).execute(conn)?;
    Ok(Some((email, organisation, app.urls.at(&format!("/dienstadresse/{secret}")))))
}

/// The address of a link and its organisation.
fn of_link(conn: &mut Conn, app: &App, account: &Account, secret: &str) -> Result<(String, Organisation)> {
    let waiting = work_addresses::table
        .filter(work_addresses::token_digest.assume_not_null().eq(digest(secret)))
        .filter(work_addresses::expires_at.gt(app.now()))
        .select((work_addresses::account_id, work_addresses::email));
    let Some((of, email)) = waiting.first::<(i64, String)>(conn).optional()? else {
        return Err(Error::conflict("error-work-link"));
    };
    // Whoever gave somebody else's address must gain nothing when that one opens the link.
    if of != account.id {
        return Err(Error::conflict("error-work-link-foreign"));
    }
    let organisation = organisation_of(conn, &email)?.ok_or(Error::conflict("error-work-link-domain"))?;
    if vetting::is_claimed(conn, &email, account.actor_id, app.now())? {
        return Err(Error::conflict("error-work-address-taken"));
    }
    Ok((email, organisation))
}

/// The address a link is for, and whose staff it makes this person.
///
/// # Errors
/// `Conflict`: with `error-work-link` when it was used, is too old, or never was one; `error-work-link-foreign` when somebody else asked for it;
/// `error-work-link-domain` when the domain belongs to no organisation any more; `error-work-address-taken`. `TooMany`.
pub async fn look(app: &Arc<App>, account: &Account, secret: &str, network: &str) -> Result<(String, Organisation)> {
    app.limits.take(&format!("work link {network}"), LOOKS, app.now())?;
    let (account, secret) = (account.clone(), secret.to_owned());
    app.read(move |conn, app| of_link(conn, app, &account, &secret)).await
}

/// Counts somebody as staff by a link, which ends.
///
/// # Errors
/// As [`look`].
pub async fn redeem(app: &Arc<App>, account: &Account, secret: &str, network: &str) -> Result<()> {
    app.limits.take(&format!("work link {network}"), LOOKS, app.now())?;
    let (account, secret) = (account.clone(), secret.to_owned());
    app.write(move |conn, app| {
        account::lock(conn, account.id)?;
        let (address, organisation) = of_link(conn, app, &account, &secret)?;
        forget(conn, account.id)?;
        vetting::vouch(conn, app, account.actor_id, organisation.id, Evidence::Address(address)).map(drop)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::normalized;

    #[test]
    fn a_mailbox_has_one_form() {
        for typed in [" Kim@Essen.DE ", "kim@essen.de.", "kim+dienstweg@essen.de", "KIM+a+b@ESSEN.de."] {
            assert_eq!(normalized(typed).as_deref(), Some("kim@essen.de"), "{typed}");
        }
        assert_eq!(normalized("öz@müller.example").as_deref(), Some("öz@xn--mller-kva.example"));
        assert_eq!(normalized("kim@MÜLLER.example"), normalized("kim@xn--mller-kva.example"));
        for wrong in [
            "",
            "kim",
            "kim@",
            "@essen.de",
            "+x@essen.de",
            "kim@127.0.0.1",
            "kim@[127.0.0.1]",
            "kim@essen.de@evil.example.",
            "kim@essen..de",
            "a b@essen.de",
        ] {
            assert_eq!(normalized(wrong), None, "{wrong}");
        }
    }
}
