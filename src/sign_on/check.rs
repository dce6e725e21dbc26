//! Asking providers every day whether people are still there. A job for each identity looks after itself: each run queues the next one, and a
//! run that comes before its time belongs to an older chain and does nothing.
//!
//! Only one answer ends something: that the token counts no longer (`invalid_grant`, RFC 6749 §5.2). A provider that cannot be asked, that is
//! in trouble, or that says anything else changes nothing; it is asked again in an hour, and what it vouched for runs out by itself.

use super::{newcomer, staff};
use crate::access::identity::{self, Identity};
use crate::actor::account;
use crate::app::App;
use crate::error::{Error, Result};
use crate::job;
use crate::openid::{Provider, Trouble};
use crate::store::{Conn, Timestamp};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::sync::Arc;
use std::time::Duration;

/// The kind of job.
pub const CHECK: &str = "identity-check";
/// How often somebody is asked about.
pub(super) const DAILY: Duration = Duration::from_secs(24 * 3_600);
/// When a provider is asked again that could not answer.
const AGAIN: Duration = Duration::from_secs(3_600);
/// Nobody has to ask about all people at the same moment.
const SPREAD: u64 = 3_600;

/// Keeps a sealed token, and asks with it after this time.
pub(super) fn plan(conn: &mut Conn, app: &App, id: i64, sealed: &str, after: Duration) -> Result<()> {
    let at = app.now().plus(after).plus(Duration::from_secs(id.unsigned_abs() % SPREAD));
    identity::set_token(conn, id, Some(sealed), Some(at))?;
    job::enqueue(conn, app.next_id(), CHECK, &id.to_string(), None, at)
}

/// Goes on asking where no job does any more, and forgets who began to come in and did not come back.
pub fn resume_overdue(conn: &mut Conn, app: &App) -> Result<()> {
    newcomer::forget_old(conn, app)?;
    for identity in identity::overdue(conn, app.now().minus(DAILY))? {
        if let Some(sealed) = &identity.refresh_token {
            plan(conn, app, identity.id, sealed, Duration::ZERO)?;
        }
    }
    Ok(())
}

/// Asks about everybody as soon as may be, say after many people left. Answers about how many.
pub fn ask_now(conn: &mut Conn, app: &App) -> Result<usize> {
    let all = identity::overdue(conn, Timestamp::MAX)?;
    for identity in &all {
        identity::set_token(conn, identity.id, identity.refresh_token.as_deref(), Some(app.now()))?;
        job::enqueue(conn, app.next_id(), CHECK, &identity.id.to_string(), None, app.now())?;
    }
    Ok(all.len())
}

/// An identity that is to be asked about now, with its token; the next time is queued first of all, so that no trouble ends the chain.
fn due(conn: &mut Conn, app: &App, id: i64) -> Result<Option<(Identity, String, Arc<Provider>)>> {
    let Some(found) = identity::lock(conn, id)?.filter(|found| found.next_check_at.is_some_and(|at| at <= app.now())) else {
        return Ok(None);
    };
    let Some(sealed) = found.refresh_token.clone() else { return Ok(None) };
    plan(conn, app, id, &sealed, AGAIN)?;
    let closed = account::find(conn, found.account_id)?.disabled_at.is_some();
    let provider = app.providers.of_issuer(&found.issuer).filter(|provider| !closed && !provider.rests(app.now()));
    let Some(provider) = provider else { return Ok(None) };
    match identity::unseal(&provider.settings.client_secret, &found.issuer, &found.subject, &sealed) {
        Some(token) => Ok(Some((found, token, provider))),
        // The secret is another one by now; the next log-in brings a new token.
        None => {
            identity::set_token(conn, id, None, None)?;
            Ok(None)
        }
    }
}

/// Does the job [`CHECK`].
pub fn check(app: Arc<App>, payload: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let id: i64 = payload.parse().map_err(Error::internal)?;
        let Some((tried, token, provider)) = app.write(move |conn, app| due(conn, app, id)).await? else { return Ok(()) };
        match provider.refresh(app.now(), &token, &tried.subject).await {
            Ok(tokens) => {
                app.write(move |conn, app| {
                    let Some(known) = identity::lock(conn, id)? else { return Ok(()) };
                    let new = tokens.refresh_token.and_then(|token| staff::sealed(app, &provider, &known.subject, &token));
                    // Of a log-in meanwhile the token is newer than this answer.
                    let overtaken = known.refresh_token != tried.refresh_token;
                    if let Some(sealed) = if overtaken { known.refresh_token } else { new.or(tried.refresh_token) } {
                        plan(conn, app, id, &sealed, DAILY)?;
                    }
                    let person = account::find(conn, known.account_id)?.actor_id;
                    staff::apply(conn, app, &provider, id, person, &tokens.claims)
                })
                .await
            }
            Err(Trouble::Denied(code)) if code == "invalid_grant" => {
                tracing::info!(identity = id, provider = provider.id, "somebody is not there any more");
                app.write(move |conn, app| gone(conn, app, &tried)).await
            }
            Err(trouble) => {
                tracing::warn!(identity = id, provider = provider.id, %trouble, "whether somebody is still there could not be asked");
                Ok(())
            }
        }
    }
    .boxed()
}

/// The provider says that somebody is not there any more: what it vouched for ends, and so do the sessions that came by it. The login stays;
/// whether and how she gets in is up to what else she has, and to the provider.
fn gone(conn: &mut Conn, app: &App, tried: &Identity) -> Result<()> {
    let Some(known) = identity::lock(conn, tried.id)?.filter(|known| known.refresh_token == tried.refresh_token) else { return Ok(()) };
    identity::set_token(conn, known.id, None, None)?;
    account::end_sessions_of_identity(conn, known.id, None)?;
    let person = account::find(conn, known.account_id)?.actor_id;
    staff::end(conn, app, known.id, person)
}
