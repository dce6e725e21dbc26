//! Coming back from a provider.

use super::question::{self, Asked};
use super::{PER_NETWORK, link, newcomer, provider, session_digest, staff, trouble};
use crate::access::code_after_sign_on;
use crate::access::identity::{self, Identity};
use crate::actor::account::{self, Account, Came};
use crate::app::App;
use crate::error::{Error, Result};
use crate::openid::{Provider, Tokens, error_code};
use crate::store::Conn;
use std::sync::Arc;

/// What stands in the address with which somebody comes back (RFC 6749 §4.1.2, RFC 9207 §2).
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The question it answers.
    pub state: String,
    /// What can be redeemed; empty when something went wrong there.
    pub code: String,
    /// Who answers, if it says so.
    pub issuer: Option<String>,
    /// What went wrong; empty when nothing did.
    pub error: String,
}

/// What came of it.
#[derive(Debug)]
pub enum Arrival {
    /// In.
    In {
        /// Whose login.
        account: Box<Account>,
        /// By which identity.
        came: Came,
        /// Where it leads.
        next: String,
    },
    /// The code of the second factor is missing; the secret is for the browser.
    CodeNeeded(String),
    /// The login with this number was closed.
    Suspended(i64),
    /// Nobody has this identity yet, and its owner may come in; the secret is for the browser.
    New(String),
    /// The identity belongs to the login now.
    Linked,
}

/// Takes an answer in. `browser` is a secret of the browser, `network` where it is.
///
/// # Errors
/// `NotFound` for no such provider; `TooMany`; `Conflict` with `error-sign-on-question` when nobody asked for this here, `-away`, `-denied`
/// and `-nonsense` as the provider answers, `-unknown` and `-nobody` for who may not come in, `-taken` and `-other` when an identity cannot be
/// connected. Nothing but the question is used up then.
pub async fn arrive(app: &Arc<App>, id: &str, answer: Answer, browser: &str, network: &str) -> Result<Arrival> {
    let provider = provider(app, id)?;
    app.limits.take(&format!("sign-on back {network}"), PER_NETWORK, app.now())?;
    let asked = question::use_up(app, id, &answer.state, browser).await?;
    let refused = |cause| trouble(&provider, &cause);
    provider.check_issuer(app.now(), answer.issuer.as_deref()).await.map_err(refused)?;
    if !answer.error.is_empty() || answer.code.is_empty() {
        tracing::info!(provider = provider.id, code = error_code(&answer.error), "a provider let somebody not in");
        return Err(Error::conflict("error-sign-on-denied"));
    }
    let tokens = provider.redeem(app.now(), &answer.code, &asked.verifier, &asked.nonce).await.map_err(refused)?;
    app.write(move |conn, app| settle(conn, app, &provider, &tokens, asked)).await
}

fn settle(conn: &mut Conn, app: &App, provider: &Provider, tokens: &Tokens, asked: Asked) -> Result<Arrival> {
    let known = identity::by_subject(conn, &provider.settings.issuer, &tokens.subject)?;
    match (asked.account_id, known) {
        (Some(account), known) => {
            link::join(conn, app, provider, tokens, account, known)?;
            Ok(Arrival::Linked)
        }
        (None, Some(known)) => log_in(conn, app, provider, tokens, &known, asked.next),
        (None, None) => newcomer::begin(conn, app, provider, tokens, &asked.next).map(Arrival::New),
    }
}

fn log_in(conn: &mut Conn, app: &App, provider: &Provider, tokens: &Tokens, known: &Identity, next: String) -> Result<Arrival> {
    let account = account::find(conn, known.account_id)?;
    if account.disabled_at.is_some() {
        return Ok(Arrival::Suspended(account.id));
    }
    identity::note_use(conn, known.id, app.now())?;
    staff::keep_token(conn, app, provider, known, tokens.refresh_token.as_deref())?;
    staff::apply(conn, app, provider, known.id, account.actor_id, &tokens.claims)?;
    let came = came(provider, tokens, known.id);
    match code_after_sign_on(conn, app, account.id, &next, &came)? {
        Some(secret) => Ok(Arrival::CodeNeeded(secret)),
        None => Ok(Arrival::In { account: Box::new(account), came, next }),
    }
}

fn came(provider: &Provider, tokens: &Tokens, identity_id: i64) -> Came {
    Came { identity_id, provider_session: provider_session(provider, tokens) }
}

/// The provider's session, if it names one (Back-Channel Logout 1.0 §2.1).
pub(super) fn provider_session(provider: &Provider, tokens: &Tokens) -> Option<String> {
    tokens.claims.text("sid").map(|session| session_digest(provider, session))
}
