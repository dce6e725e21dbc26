//! `Delete`: an author's deletion leaves a tombstone, a host's removal can be undone, an actor's takes everything with it (ActivityPub §7.4).

use super::{Applying, Effect, Found, Source, purge};
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::activity::{authority, log, media};
use crate::actor::{self, Actor};
use crate::error::Error;
use crate::id::same_origin;
use crate::json::Properties;
use crate::object::{self, Object};
use crate::store::Conn;
use crate::tool::{self, Change, ChangeKind};
use crate::vetting::assertion;

pub(super) fn delete(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    let Some(id) = activity.object_id() else { return Err(Stop::Refused(Error::malformed("activity: object without id"))) };
    if id == actor.ap_id {
        return super::depart::depart(conn, cx, actor, activity, source);
    }
    if let Some(about) = activity.object.document().and_then(assertion::ended) {
        return super::staff::ended(conn, cx, actor, activity, (about, source));
    }
    if activity.object.document().is_some_and(purge::is_about_copies) {
        return purge::asked(conn, cx, actor, activity, source);
    }
    let Some(object) = object::model::by_ap_id(conn, id)? else {
        let somebody = actor::model::by_ap_id(conn, id)?.is_some();
        if let Some(announced) = source.announced.as_ref().filter(|_| !somebody)
            && authority::moderates(conn, &announced.group, actor, source)?
        {
            super::remember(conn, cx, actor, activity, source)?;
            return Ok(Effect { group: Some(announced.group.clone()), ..Effect::none("removed before it came") });
        }
        if !same_origin(id, &actor.ap_id) || somebody {
            return Err(Stop::refused("error-foreign-object"));
        }
        super::remember(conn, cx, actor, activity, source)?;
        return Ok(Effect::none("never had it"));
    };
    let group = object.group_id.map(|group| actor::model::find(conn, group)).transpose()?;
    if object.actor_id == actor.id {
        return delete_own(conn, cx, actor, activity, source, object, group);
    }
    let Some(group) = group else { return Err(Stop::refused("error-not-the-author")) };
    authority::check_moderates(conn, &group, actor, source)?;
    if object.deleted_at.is_some() {
        return Ok(Effect::none("removed already"));
    }
    object::model::bury(conn, &object, cx.now, Some(activity.summary.as_deref().unwrap_or_default()))?;
    tell_kind(conn, cx, actor, Some(&group), &object)?;
    let author = actor::model::find(conn, object.actor_id)?;
    Ok(Effect::on(object, Some(group)).telling(vec![author]))
}

fn delete_own(
    conn: &mut Conn,
    cx: &Applying<'_>,
    actor: &Actor,
    activity: &Activity,
    source: &Source,
    object: Object,
    group: Option<Actor>,
) -> Result<Effect, Stop> {
    if object.deleted_at.is_some() && object.removed_reason.is_none() {
        return Ok(Effect::none("deleted already"));
    }
    if !source.authentic && !is_gone(cx, &object.ap_id)? {
        return Err(Stop::refused("error-unproven"));
    }
    // Mastodon's reason for a removal by its own moderators, Lemmy's for one by hosts: the author's own deletion has none.
    let moderated = activity.summary.is_some() && group.is_some() && source.announced.is_some() && !source.authentic;
    if moderated {
        object::model::bury(conn, &object, cx.now, Some(activity.summary.as_deref().unwrap_or_default()))?;
        tell_kind(conn, cx, actor, group.as_ref(), &object)?;
    } else {
        erase(conn, cx, actor, group.as_ref(), &object)?;
    }
    let tell = match object.in_reply_to_id {
        Some(parent) if actor.local => {
            let author = object::model::find(conn, parent)?.actor_id;
            vec![actor::model::find(conn, author)?]
        }
        _ => Vec::new(),
    };
    Ok(Effect::on(object, group).telling(tell))
}

/// Takes away what its own server does not have any more, as if its author's `Delete` had come. Nobody is told: whoever else has it looks for
/// itself.
pub(in crate::activity) fn vanish(conn: &mut Conn, cx: &Applying<'_>, ap_id: &str) -> Result<(), Stop> {
    let Some(object) = object::model::by_ap_id(conn, ap_id)?.filter(|object| !object.local) else { return Ok(()) };
    if object.deleted_at.is_some() && object.removed_reason.is_none() {
        return Ok(());
    }
    let author = actor::model::find(conn, object.actor_id)?;
    let group = object.group_id.map(|group| actor::model::find(conn, group)).transpose()?;
    erase(conn, cx, &author, group.as_ref(), &object)
}

/// Leaves nothing of an object but its place.
fn erase(conn: &mut Conn, cx: &Applying<'_>, author: &Actor, group: Option<&Actor>, object: &Object) -> Result<(), Stop> {
    object::model::bury(conn, object, cx.now, None)?;
    log::erase_object(conn, object.id)?;
    media::forget_object(conn, cx.app, object.id)?;
    tell_kind(conn, cx, author, group, object)
}

/// Whether its own server says that it is gone.
pub(super) fn is_gone(cx: &Applying<'_>, ap_id: &str) -> Result<bool, Stop> {
    Ok(match cx.fetched(ap_id)? {
        Found::Nothing => true,
        Found::Document(document) => document.kind() == "Tombstone",
    })
}

fn tell_kind(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, group: Option<&Actor>, object: &Object) -> Result<(), Stop> {
    let Some(kind) = tool::entry_of(cx.app.kinds, object) else { return Ok(()) };
    let details = tool::details_of(object);
    kind.applied(conn, &Change { kind: ChangeKind::Deleted, object, actor, group, details: &details, now: cx.now })?;
    Ok(())
}
