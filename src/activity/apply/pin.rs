//! Whether a server is still the one we know. Whoever registers a name that lapsed has the addresses of those who had it, and none of their
//! keys. When somebody's keys are all new, somebody else there has to have kept one; the actor that speaks for a server which protects communities
//! keeps its keys as they are, and stays the only one. Otherwise nothing is exchanged with that server until an admin has looked.
//!
//! Who has copied what the old server published about its people passes for them: a document proves no possession. The server's own actor
//! cannot be had that way, and with it what only servers read and say.

use super::context::{Applying, Found};
use crate::activity::stop::Stop;
use crate::actor::elsewhere::{has_ties, server_actor, with_keys_at};
use crate::actor::json::{PROFILE, implements};
use crate::actor::keys::{self, Key};
use crate::actor::{self, Actor};
use crate::decision::{self, Deed};
use crate::error::Result;
use crate::peer;
use crate::policy::{self, Action, Rule};
use crate::store::Conn;

/// So many others of a server are asked at most.
const MAX_ASKED: i64 = 4;

/// Whether somebody known who publishes these keys now is to be believed. Who is the only one we know there has nobody to compare with, and
/// one alone never makes all others of a server wait. Where nothing ties us to a server, it does not matter whose it is.
pub(super) fn is_itself(conn: &mut Conn, cx: &Applying<'_>, known: &Actor, published: &[Key]) -> Result<bool, Stop> {
    let had = keys::current(conn, known.id)?;
    if had.is_empty() {
        return Ok(true);
    }
    if implements(known, PROFILE) && published.iter().any(|new| !has_kept_one(&had, std::slice::from_ref(new))) {
        return Ok(!has_ties(conn, &known.host)?);
    }
    if has_kept_one(&had, published) || !has_ties(conn, &known.host)? {
        return Ok(true);
    }
    let others = with_keys_at(conn, &known.host, known.id, MAX_ASKED)?;
    for other in &others {
        if shows_a_kept_key(conn, cx, other)? {
            return Ok(true);
        }
    }
    Ok(others.is_empty())
}

/// Whether an actor may speak for its server: it does not say that it does, or nobody else is known who does. A second one is a program like
/// others, and when the first is not found with its keys any more, the server is set aside.
pub(super) fn may_speak_for_its_server(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor) -> Result<bool, Stop> {
    if !implements(actor, PROFILE) {
        return Ok(true);
    }
    let Some(own) = server_actor(conn, &actor.host)?.filter(|own| own.ap_id != actor.ap_id) else { return Ok(true) };
    if has_ties(conn, &own.host)? && !shows_a_kept_key(conn, cx, &own)? {
        set_aside(conn, cx, &own.host)?;
    }
    Ok(false)
}

fn has_kept_one(had: &[Key], published: &[Key]) -> bool {
    had.iter().any(|old| published.iter().any(|new| new.is_same_key(old)))
}

/// Whether somebody's own document has one of the keys that we know.
fn shows_a_kept_key(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor) -> Result<bool, Stop> {
    let had = keys::current(conn, actor.id)?;
    let Found::Document(document) = cx.fetched(&actor.ap_id)? else { return Ok(false) };
    Ok(actor::json::parse(document, cx.now).is_ok_and(|shown| shown.actor.ap_id == actor.ap_id && has_kept_one(&had, &shown.keys)))
}

/// Sets a server aside until an admin has looked: a rule that the policy follows within seconds, and a note in the log. What admins decided
/// against a server stays as it is; that they once allowed it does not, for they allowed somebody else.
pub(super) fn set_aside(conn: &mut Conn, cx: &Applying<'_>, host: &str) -> Result<()> {
    let rules = policy::list(conn)?;
    if rules.iter().any(|stored| stored.host == host && stored.rule.action != Action::Allow) {
        return Ok(());
    }
    tracing::warn!(host, "all keys of a server are new at once; nothing is exchanged with it until an administrator has looked");
    policy::set(conn, host, &Rule { action: Action::Hold, reason: String::new() }, cx.now, None)?;
    let number = peer::by_host(conn, host)?.map(|peer| peer.id);
    decision::note(conn, cx.app, None, Deed::SetAside, (host, number), "")
}
