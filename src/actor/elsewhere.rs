//! Who of another server is known here, and what ties us to it.

use super::json::{PROFILE, implements};
use super::model::{Actor, ActorKind};
use crate::error::Result;
use crate::store::Conn;
use crate::store::schema::{actors, follows, keys, members};
use diesel::dsl::exists;
use diesel::prelude::*;

/// So many programs of a server are looked at for its own actor.
const MAX_PROGRAMS: i64 = 50;

/// Others of a server whose keys we know: programs first, the server's own actor among them, then communities, then people, of each the oldest
/// first.
pub fn with_keys_at(conn: &mut Conn, host: &str, but: i64, limit: i64) -> Result<Vec<Actor>> {
    let has_key = exists(keys::table.filter(keys::actor_id.eq(actors::id)).filter(keys::retired_at.is_null()));
    let there = actors::table.filter(actors::host.eq(host)).filter(actors::local.eq(false)).filter(actors::deleted_at.is_null());
    let others = there.filter(actors::id.ne(but)).filter(has_key);
    Ok(others.order((actors::kind.desc(), actors::id)).limit(limit).select(Actor::as_select()).load(conn)?)
}

/// The actor that speaks for a server which protects communities, if we know its keys: the first that said so. A server has one.
pub fn server_actor(conn: &mut Conn, host: &str) -> Result<Option<Actor>> {
    let known = with_keys_at(conn, host, 0, MAX_PROGRAMS)?;
    Ok(known.into_iter().find(|actor| actor.kind == ActorKind::Application && implements(actor, PROFILE)))
}

/// Whether anybody there follows or belongs to something of ours or of others as far as we know, or we to something of theirs.
pub fn has_ties(conn: &mut Conn, host: &str) -> Result<bool> {
    let there = || actors::table.filter(actors::host.eq(host)).filter(actors::local.eq(false)).select(actors::id);
    let member = members::table.filter(members::actor_id.eq_any(there()).or(members::group_id.eq_any(there())));
    let follow = follows::table.filter(follows::follower_id.eq_any(there()).or(follows::target_id.eq_any(there())));
    Ok(diesel::select(exists(member)).get_result(conn)? || diesel::select(exists(follow)).get_result(conn)?)
}
