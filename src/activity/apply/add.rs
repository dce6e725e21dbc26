//! `Add` and `Remove`: hosts of a community and its pinned objects (FEP-1b12).

use super::{Applying, Effect, Source, hosting};
use crate::activity::authority;
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::activity::verb::Verb;
use crate::actor::member::{self, Role};
use crate::actor::{self, Actor, application};
use crate::error::Error;
use crate::object;
use crate::store::Conn;

pub(super) fn add_or_remove(
    conn: &mut Conn,
    cx: &Applying<'_>,
    actor: &Actor,
    activity: &Activity,
    source: &Source,
) -> Result<Effect, Stop> {
    let target = activity.target.as_deref().ok_or_else(|| Stop::Refused(Error::malformed("activity: target")))?;
    let Some((group, hosts)) = actor::model::group_of_collection(conn, target)? else {
        return Ok(Effect::none("unknown collection"));
    };
    authority::check_moderates(conn, &group, actor, source)?;
    let id = activity.object_id().ok_or_else(|| Stop::Refused(Error::malformed("activity: object without id")))?;
    let add = activity.verb == Verb::Add;
    if hosts { appoint(conn, cx, &group, id, add, activity) } else { pin(conn, cx, &group, id, add) }
}

fn appoint(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, id: &str, add: bool, activity: &Activity) -> Result<Effect, Stop> {
    let person = cx.actor(conn, id)?;
    let known = member::role(conn, group.id, person.id)?;
    if add {
        if known == Some(Role::Host) {
            return Ok(Effect::none("a host already"));
        }
        // Nobody is made a member, let alone a host, who did not ask to be one. Who asked a community elsewhere, its home knows best.
        if known.is_none() && group.local {
            return Err(Stop::refused("error-not-a-member"));
        }
        if known.is_none() && person.local {
            return Ok(Effect::none("not a member"));
        }
        authority::check_not_banned(conn, cx, group, &person)?;
        member::set_role(conn, group.id, person.id, Role::Host, &activity.id, cx.now)?;
        hosting::offer_open(conn, cx, group, &person)?;
    } else {
        if known != Some(Role::Host) {
            return Ok(Effect::none("no host"));
        }
        if group.local && member::hosts(conn, group.id)?.len() < 2 {
            return Err(Stop::refused("error-last-host"));
        }
        member::set_role(conn, group.id, person.id, Role::Member, &activity.id, cx.now)?;
        if !group.local && person.local && !member::has_host_here(conn, group.id)? {
            application::forget_of_others(conn, group.id)?;
        }
    }
    Ok(Effect::within(group.clone()).telling(vec![person]))
}

fn pin(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, id: &str, add: bool) -> Result<Effect, Stop> {
    let object = cx.object(conn, id)?;
    if object.group_id != Some(group.id) || object.in_reply_to.is_some() {
        return Err(Stop::refused("error-not-in-this-community"));
    }
    if object.pinned_at.is_some() == add || object.deleted_at.is_some() {
        return Ok(Effect::none("nothing to change"));
    }
    object::model::set_pinned(conn, object.id, add.then_some(cx.now))?;
    Ok(Effect::on(object, Some(group.clone())))
}
