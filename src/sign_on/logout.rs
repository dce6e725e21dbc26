//! A provider says that somebody was logged out there (OpenID Connect Back-Channel Logout 1.0): the sessions that came from there end. That
//! somebody logs out says nothing about where she works.

use super::{PER_NETWORK, provider, session_digest};
use crate::access::{digest, identity};
use crate::actor::account;
use crate::app::App;
use crate::error::{Error, Result};
use crate::openid::{LoggedOut, Provider, Trouble};
use crate::store::schema::spent_tokens;
use crate::store::{BothExt, Conn};
use diesel::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long the number of a token is remembered: longer than the token can be fresh.
const REMEMBERED: Duration = Duration::from_secs(30 * 60);

/// Takes a logout token in. `network` is where it comes from.
///
/// # Errors
/// `NotFound` for no such provider; `Malformed` for a token that does not count, or came already; `Unavailable` when the provider's keys cannot
/// be fetched; `TooMany`.
pub async fn logged_out(app: &Arc<App>, id: &str, token: &str, network: &str) -> Result<()> {
    let provider = provider(app, id)?;
    app.limits.take(&format!("logout {network}"), PER_NETWORK, app.now())?;
    let said = provider.logged_out(app.now(), token).await.map_err(|trouble| {
        tracing::warn!(provider = provider.id, %trouble, "a logout token was refused");
        match trouble {
            Trouble::Refused(refusal) => Error::malformed(format!("logout token: {refusal}")),
            other => Error::unavailable(other),
        }
    })?;
    app.write(move |conn, app| end(conn, app, &provider, &said)).await
}

fn end(conn: &mut Conn, app: &App, provider: &Provider, said: &LoggedOut) -> Result<()> {
    diesel::delete(spent_tokens::table.filter(spent_tokens::expires_at.le(app.now()))).execute(conn)?;
    let number = digest(&format!("logout {} {}", provider.settings.issuer, said.number));
    let row = (spent_tokens::token_digest.eq(number), spent_tokens::expires_at.eq(app.now().plus(REMEMBERED)));
    if diesel::insert_into(spent_tokens::table).values(row).on_conflict_do_nothing().both().execute(conn)? == 0 {
        return Err(Error::malformed("logout token: it came already"));
    }
    let session = said.session.as_deref().map(|session| session_digest(provider, session));
    let identities = match (&said.subject, &session) {
        (Some(subject), _) => identity::by_subject(conn, &provider.settings.issuer, subject)?.map(|known| known.id).into_iter().collect(),
        (None, Some(session)) => account::identities_of_session(conn, session)?,
        (None, None) => Vec::new(),
    };
    for identity in identities {
        account::end_sessions_of_identity(conn, identity, session.as_deref())?;
    }
    Ok(())
}
