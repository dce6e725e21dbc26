//! Passkeys: logging in without name and password, by a device that asks for a PIN, a fingerprint or a face. One stands for both factors.
//!
//! Must never: believe an answer to a question that was not asked in this browser, count an answer twice, or add or remove a passkey of
//! somebody who has not just shown again who she is.

mod challenge;
mod model;

pub use model::{Passkey, count, of, of_account};

use super::login::{PER_NETWORK, QUARTER};
use super::{Letter, PasskeyNews, identity, password, post};
use crate::actor::account::{self, Account};
use crate::actor::{self};
use crate::app::{App, Limit};
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::text;
use crate::webauthn::{
    Assertion, CreationOptions, Known, Refusal, Registration, RelyingParty, RequestOptions, challenge_of, check_assertion,
    check_registration,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use challenge::Purpose;
use std::sync::Arc;

/// How many somebody may have.
pub const MOST: usize = 20;
/// How long the name of a passkey may be, in characters.
pub const LONGEST_NAME: usize = 60;
/// Questions that were asked from one network and led to nothing: a whole town hall may sit behind one address.
const QUESTIONS: Limit = Limit { times: 300, freely: 300, within: QUARTER };

/// What shows once more that it is really the owner of the login who asks.
#[derive(Debug, Clone, Default)]
pub struct Proof {
    /// The password.
    pub password: String,
    /// Or a passkey.
    pub passkey: Option<Assertion>,
    /// A secret of the browser in which all of this happens.
    pub browser: String,
    /// The digest of its session: who has nothing but single sign-on shows that she just came by it.
    pub session: String,
}

impl From<&str> for Proof {
    /// A password.
    fn from(password: &str) -> Self {
        Self { password: password.to_owned(), ..Self::default() }
    }
}

fn party(app: &App) -> RelyingParty<'_> {
    RelyingParty { id: app.config.instance.origin.host(), origin: app.urls.origin() }
}

/// Who somebody is for her devices (§14.6.1): a number that says nothing about her.
fn handle(account_id: i64) -> [u8; 8] {
    account_id.to_be_bytes()
}

/// Asks for a passkey to log in with. `browser` is a secret of the browser, `network` where it is.
///
/// # Errors
/// `TooMany`.
pub async fn ask_to_log_in(app: &Arc<App>, browser: &str, network: &str) -> Result<RequestOptions> {
    app.limits.check(&format!("login {network}"), PER_NETWORK, app.now())?;
    app.limits.take(&format!("passkey {network}"), QUESTIONS, app.now())?;
    let browser = browser.to_owned();
    let challenge = app.write(move |conn, app| challenge::ask(conn, app, Purpose::LogIn, &browser)).await?;
    Ok(RequestOptions::new(party(app), challenge, Vec::new()))
}

/// Logs in with a passkey: no name, no password, no code. The login may be closed; only who has the passkey learns it.
///
/// # Errors
/// `Invalid` at the field `passkey`, with the same text whatever is wrong, but for a passkey of which there may be a copy; `TooMany`.
pub async fn log_in(app: &Arc<App>, given: Assertion, browser: &str, network: &str) -> Result<Account> {
    // As with wrong passwords: counted before anything is looked at.
    let wrong = format!("login {network}");
    app.limits.take(&wrong, PER_NETWORK, app.now())?;
    let account = prove(app, Purpose::LogIn, given, browser).await?;
    app.limits.take_back(&wrong);
    app.limits.take_back(&format!("passkey {network}"));
    Ok(account)
}

/// Asks for one of somebody's own passkeys, to show once more who she is.
///
/// # Errors
/// `Conflict` when she has none; `TooMany`.
pub async fn ask_to_confirm(app: &Arc<App>, account: &Account, browser: &str) -> Result<RequestOptions> {
    let (id, browser) = (account.id, browser.to_owned());
    app.limits.take(&format!("passkey of {id}"), QUESTIONS, app.now())?;
    let asked = app.write(move |conn, app| {
        let known = of_account(conn, id)?;
        if known.is_empty() {
            return Err(Error::conflict("error-passkey-none"));
        }
        Ok((challenge::ask(conn, app, Purpose::Confirm(id), &browser)?, known.iter().map(Passkey::descriptor).collect()))
    });
    let (challenge, known) = asked.await?;
    Ok(RequestOptions::new(party(app), challenge, known))
}

/// Whether it is really the owner of the login: what takes a login over, ends it or takes its data along is done after this. Who has nothing
/// but single sign-on has to have come by it a moment ago. Who has neither that nor password nor passkey has nothing to show yet, as when
/// choosing a first password.
///
/// # Errors
/// `Invalid` at the fields `current` and `passkey`, and at none (`errors`) with `error-sign-on-anew`; `TooMany`.
pub async fn confirm(app: &Arc<App>, account: &Account, proof: Proof) -> Result<()> {
    if let Some(given) = proof.passkey {
        password::count_confirmation(app, account)?;
        prove(app, Purpose::Confirm(account.id), given, &proof.browser).await?;
        password::confirmed(app, account);
        return Ok(());
    }
    if account.has_password() {
        return password::confirm(app, account, &proof.password).await;
    }
    let (id, session) = (account.id, proof.session);
    let shown = app.read(move |conn, app| {
        let since = app.now().minus(identity::JUST_NOW);
        let shown = identity::count(conn, id)? == 0 || account::came_since(conn, id, &session, since)?;
        Ok((count(conn, id)?, shown))
    });
    match shown.await? {
        (0, true) => Ok(()),
        // There is no field for it: the message stands by itself.
        (0, false) => Err(Error::invalid("errors", "error-sign-on-anew")),
        _ => Err(Error::invalid("passkey", "error-passkey")),
    }
}

/// Asks for a new passkey, once it is clear that it is the owner of the login who wants it.
///
/// # Errors
/// `Invalid` at the fields `current` and `passkey`; `Conflict` when there are enough; `TooMany`.
pub async fn begin(app: &Arc<App>, account: &Account, proof: Proof) -> Result<CreationOptions> {
    let (id, actor_id, browser_secret) = (account.id, account.actor_id, proof.browser.clone());
    app.read(move |conn, _| has_room(conn, id)).await?;
    confirm(app, account, proof).await?;
    let asked = app.write(move |conn, app| {
        let known = of_account(conn, id)?.iter().map(Passkey::descriptor).collect();
        let person = actor::model::find(conn, actor_id)?;
        Ok((challenge::ask(conn, app, Purpose::Add(id), &browser_secret)?, known, person.display_name().to_owned()))
    });
    let (challenge, known, name) = asked.await?;
    let user = (URL_SAFE_NO_PAD.encode(handle(id)), account.login.clone(), name);
    Ok(CreationOptions::new(party(app), &app.settings().name, user, challenge, known))
}

fn has_room(conn: &mut Conn, account_id: i64) -> Result<()> {
    let known = count(conn, account_id)?;
    if usize::try_from(known).is_ok_and(|known| known < MOST) { Ok(()) } else { Err(Error::conflict("error-passkeys-full")) }
}

/// Adds a passkey and mails its owner. `transports` is what the browser says about reaching it, with commas.
///
/// # Errors
/// `Invalid` at the field `passkey` when the answer does not count; `Conflict` when there are enough.
pub async fn add(app: &Arc<App>, account: &Account, given: Registration, transports: &str, name: &str, browser: &str) -> Result<()> {
    let (id, browser) = (account.id, browser.to_owned());
    let (transports, name) = (model::transports(transports), text::clean_line(name, LONGEST_NAME));
    let added = app.write(move |conn, app| {
        account::lock(conn, id)?;
        has_room(conn, id)?;
        let challenge = match question(conn, app, Purpose::Add(id), &browser, &given.client_data)? {
            Ok(challenge) => challenge,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let new = match check_registration(party(app), &challenge, &given) {
            Ok(new) => new,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let credential_id = URL_SAFE_NO_PAD.encode(&new.id);
        // §7.1 step 22: nobody has it yet.
        if model::by_credential(conn, &credential_id)?.is_some() {
            return Ok(Err(Refusal::Known));
        }
        // Step 23.
        let passkey = Passkey {
            id: app.next_id(),
            account_id: id,
            credential_id,
            public_key: new.public_key,
            sign_count: new.sign_count.into(),
            transports,
            name: name.clone(),
            created_at: app.now(),
            used_at: None,
            suspected_at: None,
        };
        model::insert(conn, &passkey)?;
        post(conn, app, &Letter::Passkey { account: id, name, news: PasskeyNews::Added })?;
        Ok(Ok(()))
    });
    added.await?.map_err(|refusal| {
        tracing::info!(%refusal, "a new passkey was refused");
        let text = if refusal == Refusal::Known { "error-passkey-known" } else { "error-passkey-not-added" };
        Error::invalid("passkey", text)
    })
}

/// Removes a passkey and mails its owner.
///
/// # Errors
/// `NotFound` for those of others; `Invalid` at the fields `current` and `passkey`; `Conflict` when it is the only way in; `TooMany`.
pub async fn remove(app: &Arc<App>, account: &Account, passkey: i64, proof: Proof) -> Result<()> {
    let id = account.id;
    app.read(move |conn, _| removable(conn, id, passkey)).await?;
    confirm(app, account, proof).await?;
    app.write(move |conn, app| {
        account::lock(conn, id)?;
        // Again, inside the transaction.
        let name = removable(conn, id, passkey)?.name;
        model::delete(conn, passkey)?;
        post(conn, app, &Letter::Passkey { account: id, name, news: PasskeyNews::Removed })
    })
    .await
}

/// A passkey of this login that may go: nobody locks herself out.
///
/// # Errors
/// `NotFound`, `Conflict`.
pub fn removable(conn: &mut Conn, account_id: i64, passkey: i64) -> Result<Passkey> {
    let found = of(conn, account_id, passkey)?.ok_or(Error::NotFound)?;
    if !account::find(conn, account_id)?.has_password() && count(conn, account_id)? == 1 && identity::count(conn, account_id)? == 0 {
        return Err(Error::conflict("error-passkey-last"));
    }
    Ok(found)
}

/// The question that is answered here; used up with this, whatever else is wrong with the answer.
fn question(conn: &mut Conn, app: &App, purpose: Purpose, browser: &str, client_data: &[u8]) -> Result<Result<String, Refusal>> {
    let challenge = match challenge_of(client_data) {
        Ok(challenge) => challenge,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let asked = challenge::use_up(conn, app, purpose, browser, &challenge)?;
    Ok(if asked { Ok(challenge) } else { Err(Refusal::Challenge) })
}

/// Whose passkey this is.
async fn prove(app: &Arc<App>, purpose: Purpose, given: Assertion, browser: &str) -> Result<Account> {
    let browser = browser.to_owned();
    // A refusal is no error of the transaction: that the question is used up has to stay.
    let proved = app.write(move |conn, app| {
        let challenge = match question(conn, app, purpose, &browser, &given.client_data)? {
            Ok(challenge) => challenge,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let Some(passkey) = model::by_credential(conn, &URL_SAFE_NO_PAD.encode(&given.credential_id))? else {
            return Ok(Err(Refusal::Unknown));
        };
        if let Err(refusal) = check_owner(purpose, &passkey, &given.user_handle) {
            return Ok(Err(refusal));
        }
        let known = Known { public_key: &passkey.public_key, sign_count: u32::try_from(passkey.sign_count).unwrap_or(u32::MAX) };
        let checked = match check_assertion(party(app), &challenge, &given, &known) {
            Ok(sign_count) if model::note_use(conn, &passkey, sign_count, app.now())? => Ok(()),
            Ok(_) => Err(Refusal::Counter),
            Err(refusal) => Err(refusal),
        };
        if checked == Err(Refusal::Counter) {
            suspect(conn, app, &passkey)?;
        }
        let account = account::find(conn, passkey.account_id)?;
        Ok(checked.map(|()| account))
    });
    proved.await?.map_err(|refusal| {
        tracing::info!(%refusal, "a passkey was refused");
        let text = if refusal == Refusal::Counter { "error-passkey-suspected" } else { "error-passkey" };
        Error::invalid("passkey", text)
    })
}

/// §7.2 steps 5 to 7. Logging in without a name, the authenticator has to say whose passkey it is; it never may say somebody else.
fn check_owner(purpose: Purpose, passkey: &Passkey, user_handle: &[u8]) -> Result<(), Refusal> {
    let hers = match purpose {
        Purpose::LogIn => true,
        Purpose::Confirm(account) | Purpose::Add(account) => passkey.account_id == account,
    };
    let said = match user_handle {
        [] => purpose != Purpose::LogIn,
        said => said == handle(passkey.account_id),
    };
    if hers && said { Ok(()) } else { Err(Refusal::Owner) }
}

/// There may be a copy: the owner learns it, by mail the first time, in the list as long as the passkey is there.
fn suspect(conn: &mut Conn, app: &App, passkey: &Passkey) -> Result<()> {
    if passkey.suspected_at.is_some() {
        return Ok(());
    }
    model::note_suspicion(conn, passkey.id, app.now())?;
    let (account, name) = (passkey.account_id, passkey.name.clone());
    post(conn, app, &Letter::Passkey { account, name, news: PasskeyNews::Suspected })
}
