//! `Flag`: a report (ActivityStreams; Mastodon's form names the account and the posts).

use super::{Applying, Effect, readable};
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::actor::{self, Actor, ActorKind};
use crate::object;
use crate::store::BothExt;
use crate::store::Conn;
use crate::store::schema::{actors, flags};
use diesel::prelude::*;
use std::time::Duration;

/// The limits below count within this.
const PERIOD: Duration = Duration::from_secs(24 * 3_600);
/// So many reports are taken from one person.
const MAX_OF_PERSON: i64 = 20;
/// So many reports are taken from all of another server.
const MAX_OF_SERVER: i64 = 100;
/// So many reports are taken from all who are not logged in here, for whom our own server's actor speaks.
const MAX_OF_VISITORS: i64 = 100;
/// So many open reports of one thing are taken from a server's own actor.
const MAX_OPEN_OF_SERVER: i64 = 10;

pub(super) fn flag(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity) -> Result<Effect, Stop> {
    let mut reported = None;
    for id in activity.objects.iter().take(50) {
        if let Some(object) = object::model::by_ap_id(conn, id)?
            && readable::by_reporter(conn, actor, &object)?
        {
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
    if is_known(conn, actor, &target)? {
        return Ok(Effect::none("reported already"));
    }
    check_often(conn, cx, actor)?;
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

/// Whether this reporter has reported the same before and nobody has decided yet. A server's own actor reports for all of its people, so
/// some reports of one thing can be different people's.
fn is_known(conn: &mut Conn, reporter: &Actor, target: &str) -> Result<bool, Stop> {
    let open: i64 = flags::table
        .filter(flags::reporter_id.eq(reporter.id))
        .filter(flags::target.eq(target))
        .filter(flags::resolved_at.is_null())
        .count()
        .get_result(conn)?;
    Ok(open >= if reporter.kind == ActorKind::Application { MAX_OPEN_OF_SERVER } else { 1 })
}

/// Refuses more reports in a day than hosts can read: from one person, and from one other server.
fn check_often(conn: &mut Conn, cx: &Applying<'_>, reporter: &Actor) -> Result<(), Stop> {
    let since = cx.now.minus(PERIOD);
    let own: i64 = flags::table.filter(flags::reporter_id.eq(reporter.id)).filter(flags::created_at.gt(since)).count().get_result(conn)?;
    let of_server: i64 = flags::table
        .inner_join(actors::table.on(actors::id.eq(flags::reporter_id)))
        .filter(actors::host.eq(&reporter.host))
        .filter(flags::created_at.gt(since))
        .count()
        .get_result(conn)?;
    if reporter.local && reporter.kind == ActorKind::Application && own >= MAX_OF_VISITORS {
        return Err(Stop::refused("error-too-many-reports-of-visitors"));
    }
    let too_many = own >= MAX_OF_PERSON && reporter.kind != ActorKind::Application || of_server >= MAX_OF_SERVER && !reporter.local;
    if too_many { Err(Stop::refused("error-too-many-reports")) } else { Ok(()) }
}
