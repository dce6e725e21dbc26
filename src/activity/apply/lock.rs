//! `Lock`: closes an object for answers (Lemmy's form).

use super::{Applying, Effect, Source};
use crate::activity::authority;
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::actor::{self, Actor};
use crate::error::Error;
use crate::object;
use crate::store::Conn;

pub(super) fn lock(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    set(conn, cx, actor, activity, source, true)
}

pub(super) fn unlock(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, inner: &Activity, source: &Source) -> Result<Effect, Stop> {
    set(conn, cx, actor, inner, source, false)
}

fn set(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source, locked: bool) -> Result<Effect, Stop> {
    let id = activity.object_id().ok_or_else(|| Stop::Refused(Error::malformed("activity: object without id")))?;
    let object = cx.object(conn, id)?;
    let Some(group) = object.group_id else { return Err(Stop::refused("error-not-in-this-community")) };
    let group = actor::model::find(conn, group)?;
    authority::check_moderates(conn, &group, actor, source)?;
    if object.locked_at.is_some() == locked {
        return Ok(Effect::none("nothing to change"));
    }
    object::model::set_locked(conn, object.id, locked.then_some(cx.now))?;
    Ok(Effect::on(object, Some(group)))
}
