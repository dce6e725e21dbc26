//! Links into protected communities: a host's standing permission to be invited. Whoever opens one and says who she is gets the ordinary
//! invitation of the host who made it, with all that is checked about one; nothing else goes over the wire. The link is one of the host's own
//! instance, wherever the community lives: only that can invite in her name.
//!
//! Must never: keep the secret of a link, say anything of a community to who has no link that counts, invite in the name of somebody who hosts
//! no longer, or spend a link on an invitation of somebody here that did not come about. Of people elsewhere everything looks the same, in what is
//! left of the link, too: who gives an address need not be who has it.

mod accept;
mod hand_out;

pub use accept::{Accepted, accept, forward};
pub use hand_out::{DAYS, LinkDraft, Mailing, PEOPLE, create, mail, renew};

use super::secret::digest;
use crate::actor::member::{self, Role};
use crate::actor::{self, Actor, account};
use crate::app::{App, Limit};
use crate::error::{Error, Result};
use crate::job;
use crate::store::schema::{actors, invitation_links, members};
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend};
use crate::tool::Happening;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::sync::Arc;
use std::time::Duration;

/// The job that removes links whose time is over, and with them the addresses they went to.
pub const EXPIRE: &str = "invitation-links-expire";
/// How often links may be opened from one network: they cannot be guessed, this keeps the log quiet.
const TRIES: Limit = Limit { times: 600, freely: 300, within: Duration::from_secs(15 * 60) };
/// How many links a list shows.
const LIST: i64 = 200;

/// A link into a protected community that a host of this instance made.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = invitation_links, check_for_backend(MultiBackend))]
pub struct InvitationLink {
    /// Its number.
    pub id: i64,
    /// The community.
    pub group_id: i64,
    /// The host who made it.
    pub host_id: i64,
    /// Digest of its secret; none before the mail with it is made.
    pub token_digest: Option<String>,
    /// How many people it still invites. A link that invites nobody any more is gone.
    pub uses_left: i32,
    /// Where it was mailed to; none if it is passed on by hand.
    pub email: Option<String>,
    /// What the host says to who opens it, plain text; may be empty.
    pub words: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

/// What a link that counts leads to.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The link.
    pub link: InvitationLink,
    /// The community.
    pub group: Actor,
    /// Who invites.
    pub host: Actor,
}

/// What this link leads to; nothing when it does not count: its time is over, or who made it hosts no longer, or there is nothing to host.
fn counting(conn: &mut Conn, app: &App, link: InvitationLink) -> Result<Option<Opened>> {
    if link.uses_left < 1 || link.expires_at <= app.now() {
        return Ok(None);
    }
    let (group, host) = (actor::model::find(conn, link.group_id)?, actor::model::find(conn, link.host_id)?);
    let stands = group.is_protected() && group.deleted_at.is_none() && group.suspended_at.is_none();
    let acts = host.deleted_at.is_none() && account::of_actor(conn, host.id)?.is_some_and(|account| account.disabled_at.is_none());
    let hosts = member::role(conn, group.id, host.id)? == Some(Role::Host);
    Ok((stands && acts && hosts).then_some(Opened { link, group, host }))
}

fn open(conn: &mut Conn, app: &App, secret: &str) -> Result<Opened> {
    let known = invitation_links::table.filter(invitation_links::token_digest.assume_not_null().eq(digest(secret)));
    let known = known.select(InvitationLink::as_select()).first(conn).optional()?;
    match known {
        Some(link) => counting(conn, app, link)?.ok_or(Error::NotFound),
        None => Err(Error::NotFound),
    }
}

/// What the link with this secret leads to. `network` is where the question comes from.
///
/// # Errors
/// `NotFound` when there is no link that counts, whatever became of it; `TooMany`.
pub async fn look(app: &Arc<App>, secret: &str, network: &str) -> Result<Opened> {
    app.limits.take(&format!("invitation link {network}"), TRIES, app.now())?;
    let secret = secret.to_owned();
    app.read(move |conn, app| open(conn, app, &secret)).await
}

/// The links into a community that count, and who made them, newest first.
pub fn of_group(conn: &mut Conn, app: &App, group_id: i64) -> Result<Vec<(InvitationLink, Actor)>> {
    let host = members::group_id.eq(invitation_links::group_id).and(members::actor_id.eq(invitation_links::host_id));
    let found: Vec<(InvitationLink, Actor)> = invitation_links::table
        .inner_join(members::table.on(host))
        .inner_join(actors::table.on(actors::id.eq(invitation_links::host_id)))
        .filter(invitation_links::group_id.eq(group_id))
        .filter(invitation_links::expires_at.gt(app.now()))
        .filter(members::role.eq(Role::Host))
        .order(invitation_links::id.desc())
        .limit(LIST)
        .select((InvitationLink::as_select(), Actor::as_select()))
        .load(conn)?;
    Ok(found)
}

/// Takes a link of a community back. Returns whether there was one.
pub fn revoke(conn: &mut Conn, group_id: i64, id: i64) -> Result<bool> {
    let link = invitation_links::table.find(id).filter(invitation_links::group_id.eq(group_id));
    Ok(diesel::delete(link).execute(conn)? > 0)
}

/// Has a link removed when its time is over.
fn expire_later(conn: &mut Conn, app: &App, link: &InvitationLink) -> Result<()> {
    job::enqueue(conn, app.next_id(), EXPIRE, "", Some(&link.id.to_string()), link.expires_at)
}

/// Does [`EXPIRE`].
pub fn expire(app: Arc<App>, _payload: String) -> BoxFuture<'static, Result<()>> {
    async move {
        app.write(|conn, app| {
            diesel::delete(invitation_links::table.filter(invitation_links::expires_at.le(app.now()))).execute(conn)?;
            Ok(())
        })
        .await
    }
    .boxed()
}

/// Looks on: the links of somebody who hosts no longer end in the same transaction, and do not come back with the role.
pub fn observe(conn: &mut Conn, _app: &App, happening: &Happening<'_>) -> Result<()> {
    if !matches!(happening.verb, "Remove" | "Leave" | "Block") {
        return Ok(());
    }
    let role = members::table
        .filter(members::group_id.eq(invitation_links::group_id))
        .filter(members::actor_id.eq(invitation_links::host_id))
        .filter(members::role.eq(Role::Host));
    diesel::delete(invitation_links::table.filter(not(exists(role)))).execute(conn)?;
    Ok(())
}
