//! A server that took nothing for a day: before it gets anything again, the actor that speaks for it has to be found as we know it. A name that
//! lapsed may belong to somebody else by now who takes whatever comes.

use super::apply::Found;
use super::fetch;
use crate::actor::elsewhere::server_actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::peer::Peer;
use crate::policy::{self, Decision, Direction};
use crate::store::Timestamp;
use std::sync::Arc;
use std::time::Duration;

/// Whoever took something within this time is who it was.
const SILENT: Duration = Duration::from_secs(24 * 3_600);

/// Whether a server was silent for so long that it is asked first.
pub(super) fn was_long(peer: &Peer, now: Timestamp) -> bool {
    peer.failures > 0 && peer.last_success_at.is_none_or(|at| now.since(at) > SILENT)
}

/// Why nothing is sent to this server yet; `None` if it is the one we know, or no actor is known that speaks for it.
pub(super) async fn reason(app: &Arc<App>, peer: &Peer) -> Result<Option<String>> {
    let host = peer.host.clone();
    let Some(own) = app.read(move |conn, _| server_actor(conn, &host)).await? else { return Ok(None) };
    let document = match fetch::document(app, &own.ap_id).await {
        Ok(Found::Document(document)) => document,
        Ok(Found::Nothing) => return Ok(Some("the server's own actor is not found".to_owned())),
        Err(Error::Remote { cause, .. }) => return Ok(Some(cause)),
        // The policy refuses it: what goes there all the same ends memberships and copies.
        Err(Error::Forbidden(_)) => return Ok(None),
        Err(fault @ (Error::Internal(_) | Error::Unavailable(_))) => return Err(fault),
        Err(other) => return Ok(Some(other.to_string())),
    };
    if let Err(error) = fetch::store_actor(app, document).await {
        return Ok(Some(error.to_string()));
    }
    app.reload_policy().await?;
    let held = policy::decide_peer(&app.policy(), Direction::Outbound, &peer.host).decision == Decision::Hold;
    Ok(held.then(|| "all keys of the server are new".to_owned()))
}
