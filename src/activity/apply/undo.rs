//! `Undo`: takes back a relation, a reaction, or a host's decision (ActivityPub §7.9).

use super::like::{kind_of, nameless_key};
use super::{Applying, Effect, Source};
use crate::activity::envelope::{Activity, Thing};
use crate::activity::stop::{Outcome, Stop};
use crate::activity::verb::Verb;
use crate::activity::{authority, log};
use crate::actor::{self, Actor, follow};
use crate::object::reaction::{self, ReactionKind};
use crate::object::{self, Object};
use crate::store::Conn;

pub(super) fn undo(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    let Some(inner) = inner(conn, activity)? else { return Ok(Effect::none("nothing to undo")) };
    let own = inner.actor == actor.ap_id;
    let effect = match inner.verb {
        Verb::Follow | Verb::Join if own => unfollow(conn, cx, actor, activity, &inner),
        Verb::Like | Verb::Dislike | Verb::EmojiReact | Verb::Announce if own => unreact(conn, actor, &inner, source),
        Verb::Invite => super::invite::withdraw(conn, cx, actor, &inner, activity, source),
        Verb::Block => super::block::unblock(conn, cx, actor, &inner, source),
        Verb::Lock => super::lock::unlock(conn, cx, actor, &inner, source),
        Verb::Delete => restore(conn, actor, &inner, source),
        _ if !own => Err(Stop::refused("error-not-the-author")),
        _ => Ok(Effect::none("cannot be undone")),
    }?;
    if own && effect.outcome != Outcome::Applied {
        super::remember(conn, cx, actor, activity, source)?;
    }
    Ok(effect)
}

/// The activity that is taken back: embedded (whose id may be new), or from the log by its id.
fn inner(conn: &mut Conn, activity: &Activity) -> Result<Option<Activity>, Stop> {
    if let Some(document) = activity.object.activity() {
        return Ok(Some(Activity::nested(document)?));
    }
    let Thing::Id(id) = &activity.object else { return Ok(None) };
    if let Some(entry) = log::by_ap_id(conn, id)? {
        return Ok(crate::json::parse(&entry.body).ok().and_then(|document| Activity::nested(&document).ok()));
    }
    Ok(None)
}

fn unfollow(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, inner: &Activity) -> Result<Effect, Stop> {
    let Some(target) = actor::model::by_ap_id(conn, inner.object_id().unwrap_or_default())? else {
        return Ok(Effect::none("unknown actor"));
    };
    if target.is_group() {
        return super::join::part(conn, cx, target, actor, activity);
    }
    if !follow::remove(conn, actor.id, target.id)? {
        return Ok(Effect::none("no relation"));
    }
    Ok(if actor.local { Effect::applied().telling(vec![target]) } else { Effect::applied() })
}

fn unreact(conn: &mut Conn, actor: &Actor, inner: &Activity, source: &Source) -> Result<Effect, Stop> {
    let Some(object) = object::model::by_ap_id(conn, inner.object_id().unwrap_or_default())? else {
        return Ok(Effect::none("unknown object"));
    };
    let (kind, emoji) = if inner.verb == Verb::Announce { (ReactionKind::Boost, String::new()) } else { kind_of(inner) };
    let removed = reaction::remove(conn, object.id, &actor.ap_id, kind, Some(&emoji))?
        || source.announced.is_some() && reaction::remove(conn, object.id, &nameless_key(&actor.ap_id), kind, Some(&emoji))?;
    if !removed {
        return Ok(Effect::none("no reaction"));
    }
    let group = group_of(conn, &object)?;
    let tell = if actor.local { vec![actor::model::find(conn, object.actor_id)?] } else { Vec::new() };
    Ok(Effect::on(object, group).telling(tell))
}

/// A host takes back a removal. What an author deleted stays deleted.
fn restore(conn: &mut Conn, actor: &Actor, inner: &Activity, source: &Source) -> Result<Effect, Stop> {
    let Some(object) = object::model::by_ap_id(conn, inner.object_id().unwrap_or_default())? else {
        return Ok(Effect::none("unknown object"));
    };
    let Some(group) = group_of(conn, &object)? else { return Ok(Effect::none("deleted stays deleted")) };
    authority::check_moderates(conn, &group, actor, source)?;
    if !object::model::restore(conn, &object)? {
        return Ok(Effect::none("deleted stays deleted"));
    }
    let author = actor::model::find(conn, object.actor_id)?;
    Ok(Effect::on(object::model::find(conn, object.id)?, Some(group)).telling(vec![author]))
}

fn group_of(conn: &mut Conn, object: &Object) -> Result<Option<Actor>, Stop> {
    Ok(match object.group_id {
        Some(group) => Some(actor::model::find(conn, group)?),
        None => None,
    })
}
