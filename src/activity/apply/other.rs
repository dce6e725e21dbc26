//! Verbs the kernel does not know: offered to the object's kind, else kept and passed on.

use super::{Applying, Effect};
use crate::activity::authority;
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::actor::{self, Actor, member};
use crate::object;
use crate::store::Conn;
use crate::tool::{self, Special};

pub(super) fn other(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity) -> Result<Effect, Stop> {
    let object = match activity.object_id() {
        Some(id) => object::model::by_ap_id(conn, id)?,
        None => None,
    };
    if let Some(object) = &object
        && let Some(kind) = tool::entry_of(cx.app.kinds, object)
    {
        kind.other(conn, &Special { verb: &activity.kind, activity: &activity.document, actor, object, now: cx.now })?;
    }
    let addressees: Vec<&str> = activity.addressees().collect();
    let group = match object.as_ref().and_then(|object| object.group_id) {
        Some(id) => Some(actor::model::find(conn, id)?),
        None => actor::model::groups_among(conn, &addressees)?.into_iter().find(|group| group.local),
    };
    // An older server still carries what a newer one invented: it is in the log and goes to the members.
    let Some(group) = group.filter(|group| group.local) else { return Ok(Effect::none("unknown verb")) };
    authority::check_not_banned(conn, cx, &group, actor)?;
    // Nobody outside can make a community call out to all its servers with what no one here understands.
    if member::role(conn, group.id, actor.id)?.is_none() {
        return Ok(Effect::none("unknown verb, not a member"));
    }
    Ok(Effect { object, ..Effect::within(group) })
}
