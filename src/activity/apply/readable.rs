//! Whether somebody may know of what they react to, pass on or report.

use super::Source;
use crate::actor::model;
use crate::actor::{Actor, ActorKind, follow};
use crate::error::{Error, Result};
use crate::object::{Object, Reach, Viewer, read};
use crate::store::Conn;

/// Whether an actor may read an object. What everybody may read counts as read before the community it was written for took it in, since
/// others may have it from there already.
pub(super) fn by(conn: &mut Conn, actor: &Actor, object: &Object, source: &Source) -> Result<bool> {
    if matches!(object.reach, Reach::Public | Reach::Unlisted) {
        return Ok(true);
    }
    // Who the members of a community elsewhere are only its home knows: it passes on what they do and nothing else.
    if object.reach == Reach::Members && source.announced.as_ref().is_some_and(|announced| object.group_id == Some(announced.group.id)) {
        return Ok(true);
    }
    let viewer = if actor.local { Viewer::Local { actor_id: actor.id } } else { Viewer::Peer { actor_id: actor.id } };
    match read::find(conn, viewer, object.id) {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether an actor may report an object. A server's own actor reports for its people: one of them has to be able to read it.
pub(super) fn by_reporter(conn: &mut Conn, reporter: &Actor, object: &Object) -> Result<bool> {
    if by(conn, reporter, object, &Source::direct())? {
        return Ok(true);
    }
    if reporter.local || reporter.kind != ActorKind::Application {
        return Ok(false);
    }
    let addressed = read::addressed(conn, &[object.id])?;
    if model::find_all(conn, &addressed)?.iter().any(|reader| reader.host == reporter.host) {
        return Ok(true);
    }
    Ok(object.reach == Reach::Followers && follow::has_follower_at(conn, object.actor_id, &reporter.host)?)
}
