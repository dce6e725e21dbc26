//! Log-ins that were begun: one question for each, for one provider, one purpose and one browser, five minutes, once. The nonce and the proof
//! of the code are made of the question's secret and of the browser's, so that nothing of them has to be kept.

use super::{PER_NETWORK, provider, trouble};
use crate::access::{digest, token};
use crate::app::App;
use crate::error::{Error, Result};
use crate::openid::challenge;
use crate::store::Conn;
use crate::store::schema::sign_on_questions::{self, account_id, asked_digest, expires_at, state_digest};
use diesel::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long there is to log in at the provider.
const LIFETIME: Duration = Duration::from_secs(5 * 60);

/// What was asked.
#[derive(Debug)]
pub(super) struct Asked {
    /// The login that the identity is to be connected to; none to log in.
    pub(super) account_id: Option<i64>,
    /// Where to go afterwards.
    pub(super) next: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
}

fn asked(provider_id: &str, account: Option<i64>, browser: &str) -> String {
    digest(&format!("sign-on {provider_id} {account:?} {browser}"))
}

fn nonce(state: &str, browser: &str) -> String {
    digest(&format!("sign-on nonce {state} {browser}"))
}

fn verifier(state: &str, browser: &str) -> String {
    digest(&format!("sign-on verifier {state} {browser}"))
}

/// Begins a log-in, or connecting an identity to this login. `browser` is a secret of the browser, `network` where it is, `next` where it
/// leads. Answers the address of the provider.
///
/// # Errors
/// `NotFound` for no such provider; `Conflict` with `error-sign-on-away` or `-nonsense`; `TooMany`.
pub async fn begin(app: &Arc<App>, id: &str, account: Option<i64>, browser: &str, network: &str, next: &str) -> Result<String> {
    let provider = provider(app, id)?;
    app.limits.take(&format!("sign-on {network}"), PER_NETWORK, app.now())?;
    let state = token(app);
    let challenge = challenge(&verifier(&state, browser));
    let url = provider.authorization_url(app.now(), &state, &nonce(&state, browser), &challenge).await;
    let url = url.map_err(|cause| trouble(&provider, &cause))?;
    let (asked, next) = (asked(id, account, browser), next.to_owned());
    app.write(move |conn, app| {
        diesel::delete(sign_on_questions::table.filter(expires_at.le(app.now()))).execute(conn)?;
        let row = (
            state_digest.eq(digest(&state)),
            asked_digest.eq(asked),
            account_id.eq(account),
            sign_on_questions::next.eq(next),
            expires_at.eq(app.now().plus(LIFETIME)),
        );
        diesel::insert_into(sign_on_questions::table).values(row).execute(conn)?;
        Ok(())
    })
    .await?;
    Ok(url)
}

fn take(conn: &mut Conn, app: &App, state: &str) -> Result<Option<(String, Option<i64>, String)>> {
    let row = sign_on_questions::table.find(digest(state)).filter(expires_at.gt(app.now()));
    let found = row.select((asked_digest, account_id, sign_on_questions::next)).first(conn).optional()?;
    diesel::delete(sign_on_questions::table.find(digest(state))).execute(conn)?;
    Ok(found)
}

/// Uses a question up, whoever brings the answer.
///
/// # Errors
/// `Conflict` with `error-sign-on-question` when there was none, it is too old, or it was asked elsewhere.
pub(super) async fn use_up(app: &Arc<App>, id: &str, state: &str, browser: &str) -> Result<Asked> {
    let given = state.to_owned();
    let found = app.write(move |conn, app| take(conn, app, &given)).await?;
    let found = found.filter(|(of, account, _)| *of == asked(id, *account, browser));
    let (_, account, next) = found.ok_or(Error::conflict("error-sign-on-question"))?;
    Ok(Asked { account_id: account, next, nonce: nonce(state, browser), verifier: verifier(state, browser) })
}
