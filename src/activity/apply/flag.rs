//! `Flag`: a report (ActivityStreams; Mastodon's form names the account and the posts).

use super::{Applying, Effect};
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::actor::{self, Actor};
use crate::object;
use crate::store::BothExt;
use crate::store::Conn;
use crate::store::schema::flags;
use diesel::prelude::*;

pub(super) fn flag(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity) -> Result<Effect, Stop> {
    let mut reported = None;
    for id in activity.objects.iter().take(50) {
        if let Some(object) = object::model::by_ap_id(conn, id)? {
            reported = Some(object);
            break;
        }
    }
    let target = match &reported {
        Some(object) => object.ap_id.clone(),
        None => activity.objects.first().cloned().unwrap_or_default(),
    };
    let known = reported.is_some() || actor::model::by_ap_id(conn, &target)?.is_some();
    if !known {
        return Ok(Effect::none("reports nothing we know"));
    }
    let addressees: Vec<&str> = activity.addressees().collect();
    let group = match reported.as_ref().and_then(|object| object.group_id) {
        Some(id) => Some(actor::model::find(conn, id)?),
        None => actor::model::groups_among(conn, &addressees)?.into_iter().next(),
    };
    diesel::insert_into(flags::table)
        .values((
            flags::id.eq(cx.app.next_id()),
            flags::activity.eq(&activity.id),
            flags::reporter_id.eq(actor.id),
            flags::group_id.eq(group.as_ref().map(|group| group.id)),
            flags::target.eq(target),
            flags::object_id.eq(reported.as_ref().map(|object| object.id)),
            flags::reason.eq(activity.summary.as_deref().unwrap_or_default()),
            flags::created_at.eq(cx.now),
        ))
        .on_conflict_do_nothing()
        .both()
        .execute(conn)?;
    // Our own report goes to the community's home, and to the author's home where there is no community.
    let tell = match (&group, &reported) {
        (Some(group), _) => vec![group.clone()],
        (None, Some(object)) => vec![actor::model::find(conn, object.actor_id)?],
        (None, None) => Vec::new(),
    };
    Ok(Effect { object: reported, ..Effect::applied() }.telling(tell))
}
