//! `Add` and `Remove`: hosts of a community and its pinned objects (FEP-1b12), and who only reads in a protected one.

use super::{Applying, Effect, Source, hosting};
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::activity::verb::Verb;
use crate::activity::{authority, lease};
use crate::actor::member::{self, Role};
use crate::actor::model::Collection;
use crate::actor::{self, Actor, application};
use crate::error::Error;
use crate::json::Properties;
use crate::object;
use crate::store::Conn;
use crate::vetting;

/// What a member may do, in an `Add` to the members of a protected community.
pub const ROLE: &str = "dw:memberRole";
/// Reads and does nothing else.
pub const READER: &str = "reader";
/// Takes part.
pub const MEMBER: &str = "member";

pub(super) fn add_or_remove(
    conn: &mut Conn,
    cx: &Applying<'_>,
    actor: &Actor,
    activity: &Activity,
    source: &Source,
) -> Result<Effect, Stop> {
    let target = activity.target.as_deref().ok_or_else(|| Stop::Refused(Error::malformed("activity: target")))?;
    let Some((group, collection)) = actor::model::group_of_collection(conn, target)? else {
        return Ok(Effect::none("unknown collection"));
    };
    authority::check_moderates(conn, &group, actor, source)?;
    let id = activity.object_id().ok_or_else(|| Stop::Refused(Error::malformed("activity: object without id")))?;
    let add = activity.verb == Verb::Add;
    match collection {
        Collection::Hosts => appoint(conn, cx, &group, id, add, activity),
        Collection::Members if add => assign(conn, cx, &group, id, activity),
        Collection::Members => Ok(Effect::none("members leave, or are banned")),
        Collection::Pinned => pin(conn, cx, &group, id, add),
    }
}

/// Says whether a member takes part or only reads.
fn assign(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, id: &str, activity: &Activity) -> Result<Effect, Stop> {
    let role = match activity.document.text(ROLE) {
        Some(READER) => Role::Reader,
        Some(MEMBER) => Role::Member,
        _ => return Err(Stop::Refused(Error::malformed("activity: dw:memberRole"))),
    };
    let person = cx.actor(conn, id)?;
    match member::role(conn, group.id, person.id)? {
        None if group.local => Err(Stop::refused("error-role-not-a-member")),
        None => Ok(Effect::none("not a member")),
        Some(Role::Host) => Err(Stop::refused("error-role-host")),
        Some(known) if known == role => Ok(Effect::none("so already")),
        Some(_) => {
            member::set_role(conn, group.id, person.id, role, &activity.id, cx.now)?;
            Ok(Effect::within(group.clone()).telling(vec![person]))
        }
    }
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
        if group.local && group.is_protected() {
            vetting::check_no_guest(conn, person.id, cx.now)?;
        }
        member::set_role(conn, group.id, person.id, Role::Host, &activity.id, cx.now)?;
        hosting::offer_open(conn, cx, group, &person)?;
        if !group.local && group.is_protected() {
            // Who else is a member is for its hosts to see, and for everybody inside who vouches for them.
            lease::renew_now(conn, cx.app, group)?;
        }
    } else {
        if known != Some(Role::Host) {
            return Ok(Effect::none("no host"));
        }
        if (group.local || person.local && group.is_protected()) && member::hosts(conn, group.id)?.len() < 2 {
            return Err(Stop::refused("error-last-host"));
        }
        member::set_role(conn, group.id, person.id, Role::Member, &activity.id, cx.now)?;
        if !group.local && person.local && !member::has_host_here(conn, group.id)? {
            application::forget_of_others(conn, group.id)?;
            member::forget_ordinary_elsewhere(conn, group.id)?;
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
