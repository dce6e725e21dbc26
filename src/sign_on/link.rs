//! Connecting an identity to a login that is there, and taking it away again. Only who has just shown who she is does that.

use super::{provider, question, staff};
use crate::access::identity::{self, Identity};
use crate::access::passkey::{self, Proof};
use crate::access::{Letter, post};
use crate::actor::account::{self, Account};
use crate::app::App;
use crate::error::{Error, Result};
use crate::openid::{Provider, Tokens};
use crate::store::Conn;
use crate::store::types::Timestamp;
use std::sync::Arc;

/// A provider, as the owner of a login sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// Its id.
    pub provider: String,
    /// What its people call it.
    pub name: String,
    /// Since when her identity there is connected, and when it was last used; none when it is not.
    pub since: Option<(Timestamp, Timestamp)>,
}

/// All providers, and which of them this login is connected with.
pub fn linked(conn: &mut Conn, app: &App, account_id: i64) -> Result<Vec<Linked>> {
    let known = identity::of_account(conn, account_id)?;
    let one = |provider: &Arc<Provider>| {
        let identity = known.iter().find(|identity| identity.issuer == provider.settings.issuer);
        let since = identity.map(|identity| (identity.created_at, identity.used_at));
        Linked { provider: provider.id.clone(), name: provider.settings.name.clone(), since }
    };
    Ok(app.providers.all().iter().map(one).collect())
}

/// Begins to connect an identity, for somebody who shows once more who she is. Answers the address of the provider.
///
/// # Errors
/// `Invalid` at the fields `current` and `passkey`; as [`super::begin`].
pub async fn begin_link(app: &Arc<App>, account: &Account, id: &str, proof: Proof, network: &str) -> Result<String> {
    provider(app, id)?;
    let browser = proof.browser.clone();
    passkey::confirm(app, account, proof).await?;
    question::begin(app, id, Some(account.id), &browser, network, "").await
}

/// Connects an identity that was just shown. Its owner hears of it by mail.
///
/// # Errors
/// `Conflict` with `error-sign-on-taken` when it belongs to another login, with `error-sign-on-other` when this login has another one there.
pub(super) fn join(
    conn: &mut Conn,
    app: &App,
    provider: &Provider,
    tokens: &Tokens,
    account_id: i64,
    known: Option<Identity>,
) -> Result<()> {
    account::lock(conn, account_id)?;
    let account = account::find(conn, account_id)?;
    let issuer = &provider.settings.issuer;
    let identity = match known {
        Some(known) if known.account_id != account_id => return Err(Error::conflict("error-sign-on-taken")),
        Some(known) => known,
        None if identity::of_account(conn, account_id)?.iter().any(|other| other.issuer == *issuer) => {
            return Err(Error::conflict("error-sign-on-other"));
        }
        None => {
            let new = Identity {
                id: app.next_id(),
                account_id,
                issuer: issuer.clone(),
                subject: tokens.subject.clone(),
                created_at: app.now(),
                used_at: app.now(),
                refresh_token: None,
                next_check_at: None,
            };
            identity::insert(conn, &new)?;
            post(conn, app, &Letter::SignOn { account: account_id, name: provider.settings.name.clone(), linked: true })?;
            new
        }
    };
    identity::note_use(conn, identity.id, app.now())?;
    staff::keep_token(conn, app, provider, &identity, tokens.refresh_token.as_deref())?;
    staff::apply(conn, app, provider, identity.id, account.actor_id, &tokens.claims)
}

/// The identity of this login at this provider, if it may go: nobody locks herself out.
///
/// # Errors
/// `NotFound`; `Conflict` with `error-sign-on-last`.
pub fn removable(conn: &mut Conn, app: &App, account_id: i64, id: &str) -> Result<(Arc<Provider>, Identity)> {
    let provider = provider(app, id)?;
    let all = identity::of_account(conn, account_id)?;
    let others = all.len() > 1;
    let found = all.into_iter().find(|identity| identity.issuer == provider.settings.issuer).ok_or(Error::NotFound)?;
    if !others && !account::find(conn, account_id)?.has_password() && passkey::count(conn, account_id)? == 0 {
        return Err(Error::conflict("error-sign-on-last"));
    }
    Ok((provider, found))
}

/// Takes an identity away, for somebody who shows once more who she is. What it vouched for ends, and so do sessions that came by it, but for
/// the one in which this happens (`session`, a digest).
///
/// # Errors
/// As [`removable`]; `Invalid` at the fields `current` and `passkey`; `TooMany`.
pub async fn unlink(app: &Arc<App>, account: &Account, id: &str, proof: Proof, session: &str) -> Result<()> {
    let (account_id, actor_id) = (account.id, account.actor_id);
    let (looked, removed, session) = (id.to_owned(), id.to_owned(), session.to_owned());
    app.read(move |conn, app| removable(conn, app, account_id, &looked).map(drop)).await?;
    passkey::confirm(app, account, proof).await?;
    app.write(move |conn, app| {
        account::lock(conn, account_id)?;
        // Again, inside the transaction.
        let (provider, identity) = removable(conn, app, account_id, &removed)?;
        staff::end(conn, app, identity.id, actor_id)?;
        account::detach_session(conn, &session)?;
        account::end_sessions_of_identity(conn, identity.id, None)?;
        identity::delete(conn, identity.id)?;
        post(conn, app, &Letter::SignOn { account: account_id, name: provider.settings.name.clone(), linked: false })
    })
    .await
}
