//! `Block`: a ban from a community, with a reason and perhaps an end (Lemmy's form; Mbin says `expires`).

use super::{Applying, Effect, Source, join};
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::activity::{authority, log};
use crate::actor::member::{self, Ban};
use crate::actor::{self, Actor};
use crate::error::Error;
use crate::json::Properties;
use crate::object;
use crate::store::Conn;
use crate::tool::Stored;

pub(super) fn block(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    let Some(group) = group(conn, activity)? else { return Ok(Effect::none("not a ban from a community")) };
    authority::check_moderates(conn, &group, actor, source)?;
    let id = activity.object_id().ok_or_else(|| Stop::Refused(Error::malformed("activity: object without id")))?;
    let person = cx.actor(conn, id)?;
    if person.id == actor.id || person.is_group() {
        return Ok(Effect::none("nobody bans herself, or a community"));
    }
    if group.local && member::role(conn, group.id, person.id)? == Some(member::Role::Host) {
        return Err(Stop::refused("error-host-cannot-be-banned"));
    }
    // A community one never dealt with has nothing to say to anybody here.
    if !group.local && person.local && !has_dealt_with(conn, &group, &person)? {
        return Ok(Effect::none("a stranger to this community"));
    }
    let told = told(conn, &group, &person)?;
    let ban = Ban {
        group_id: group.id,
        actor_id: person.id,
        reason: activity.summary.clone().unwrap_or_default(),
        activity: activity.id.clone(),
        created_by: actor.id,
        created_at: cx.now,
        expires_at: activity.document.time("endTime").or_else(|| activity.document.time("expires")),
    };
    member::set_ban(conn, &ban)?;
    if !ban.is_over(cx.now) && !joined_since(conn, &group, &person, activity)? {
        join::end(conn, cx, &group, &person)?;
    }
    if activity.document.flag("removeData") {
        for id in object::model::ids_in_group(conn, person.id, group.id)? {
            let object = object::model::find(conn, id)?;
            object::model::bury(conn, &object, cx.now, Some(&ban.reason))?;
            cx.app.stored(conn, Stored::Object(id))?;
        }
    }
    Ok(Effect::within(group).telling(told))
}

/// Who is told of a ban or its end: the person, if she has ever been or wanted to be a member or wrote something there. A ban is no way to
/// write to somebody who has nothing to do with the community.
fn told(conn: &mut Conn, group: &Actor, person: &Actor) -> Result<Vec<Actor>, Stop> {
    let concerned = member::find(conn, group.id, person.id)?.is_some()
        || object::model::wrote_in_group(conn, person.id, group.id)?
        || log::has_asked(conn, person.id, &group.ap_id)?;
    Ok(if concerned { vec![person.clone()] } else { Vec::new() })
}

/// Whether somebody has anything to do with a community: is or wants to be a member, wrote something in it, or was banned for that before.
pub(super) fn has_dealt_with(conn: &mut Conn, group: &Actor, person: &Actor) -> Result<bool, Stop> {
    Ok(member::find(conn, group.id, person.id)?.is_some()
        || member::was_banned(conn, group.id, person.id)?
        || object::model::wrote_in_group(conn, person.id, group.id)?)
}

/// Whether somebody joined a community elsewhere after this ban, which then is one of its past. Its home alone knows for sure; it would have
/// refused her if the ban still held.
fn joined_since(conn: &mut Conn, group: &Actor, person: &Actor, ban: &Activity) -> Result<bool, Stop> {
    if group.local {
        return Ok(false);
    }
    let Some(published) = ban.document.time("published") else { return Ok(false) };
    Ok(member::find(conn, group.id, person.id)?.is_some_and(|membership| membership.created_at > published))
}

pub(super) fn unblock(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, inner: &Activity, source: &Source) -> Result<Effect, Stop> {
    let Some(group) = group(conn, inner)? else { return Ok(Effect::none("not a ban from a community")) };
    authority::check_moderates(conn, &group, actor, source)?;
    let id = inner.object_id().ok_or_else(|| Stop::Refused(Error::malformed("activity: object without id")))?;
    let person = cx.actor(conn, id)?;
    if !member::lift_ban(conn, group.id, person.id)? {
        return Ok(Effect::none("not banned"));
    }
    let told = told(conn, &group, &person)?;
    Ok(Effect::within(group).telling(told))
}

/// The community somebody is banned from: the `target`. A ban from a whole server of its own concerns only that server.
fn group(conn: &mut Conn, activity: &Activity) -> Result<Option<Actor>, Stop> {
    let Some(target) = activity.target.as_deref() else { return Ok(None) };
    Ok(actor::model::by_ap_id(conn, target)?.filter(Actor::is_group))
}
