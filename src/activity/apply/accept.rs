//! `Accept` and `Reject`: the answer to a `Follow` of one of our people, or a community's refusal of a contribution (ActivityPub §7.6, §7.7).

use super::{Applying, Effect, Source, hosting, invite, join, purge};
use crate::activity::envelope::{Activity, Thing};
use crate::activity::stop::Stop;
use crate::activity::verb::Verb;
use crate::activity::{lease, log, probe};
use crate::actor::application::{self, ApplicationState, Decision};
use crate::actor::{self, Actor, follow, member};
use crate::object;
use crate::store::Conn;
use crate::text;

pub(super) fn accept(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    if let Some(effect) = purge::receipt(conn, cx, actor, activity, source)? {
        return Ok(effect);
    }
    if let Some(application) = join::answered(conn, actor, activity)? {
        return join::decide(conn, cx, actor, application, activity, source);
    }
    if let Some(effect) = hosting::heard(conn, cx, actor, activity)? {
        return Ok(effect);
    }
    let follower = asked_by(conn, actor, activity)?;
    let changed = if actor.is_group() {
        let changed = member::accept(conn, actor.id, follower.id)?;
        if changed {
            let decision = Decision { state: ApplicationState::Accepted, reason: "", by: None, at: cx.now };
            application::settle(conn, actor.id, follower.id, &decision)?;
            probe::enqueue_history(conn, cx.app, actor)?;
            if actor.is_protected() {
                lease::begin(conn, cx.app, actor)?;
            }
        }
        changed
    } else {
        follow::accept(conn, follower.id, actor.id)?
    };
    Ok(if changed { Effect::applied().telling(vec![follower]) } else { Effect::none("accepted already") })
}

pub(super) fn reject(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    if let Some(effect) = invite::declined(conn, cx, actor, activity)? {
        return Ok(effect);
    }
    if let Some(application) = join::answered(conn, actor, activity)? {
        return join::decide(conn, cx, actor, application, activity, source);
    }
    if let Some(effect) = hosting::heard(conn, cx, actor, activity)? {
        return Ok(effect);
    }
    if let Some(entry) = original(conn, activity)?.filter(|entry| entry.verb == "Create") {
        return refuse_contribution(conn, actor, entry.object_id);
    }
    let follower = asked_by(conn, actor, activity)?;
    let changed = if actor.is_group() {
        let reason = text::clean_line(activity.summary.as_deref().unwrap_or_default(), 500);
        let decision = Decision { state: ApplicationState::Declined, reason: &reason, by: None, at: cx.now };
        application::settle(conn, actor.id, follower.id, &decision)?;
        join::end(conn, cx, actor, &follower)?
    } else {
        follow::remove(conn, follower.id, actor.id)?
    };
    Ok(if changed { Effect::applied().telling(vec![follower]) } else { Effect::none("nothing was asked") })
}

/// The activity of ours that is answered, from the log.
fn original(conn: &mut Conn, activity: &Activity) -> Result<Option<log::Entry>, Stop> {
    match activity.object_id() {
        Some(id) => Ok(log::by_ap_id(conn, id)?.filter(|entry| entry.local)),
        None => Ok(None),
    }
}

/// Who of our people asked this actor. The answer must fit a `Follow` we really sent: by its id, or by actor and object where a server made
/// up a new id. What else the embedded copy says does not matter.
pub(super) fn asked_by(conn: &mut Conn, actor: &Actor, activity: &Activity) -> Result<Actor, Stop> {
    let refused = || Stop::refused("error-nothing-asked");
    let (follower, object) = match original(conn, activity)? {
        Some(entry) if matches!(entry.verb.as_str(), "Follow" | "Join") => (entry.actor, entry.object.unwrap_or_default()),
        Some(_) => return Err(refused()),
        None => match &activity.object {
            Thing::Embedded(document) => {
                let inner = Activity::nested(document).map_err(|_| refused())?;
                if !matches!(inner.verb, Verb::Follow | Verb::Join) {
                    return Err(refused());
                }
                (inner.actor.clone(), inner.object_id().unwrap_or_default().to_owned())
            }
            Thing::Id(_) => return Err(refused()),
        },
    };
    let follower = actor::model::by_ap_id(conn, &follower)?.filter(|follower| follower.local).ok_or_else(refused)?;
    let asked = if actor.is_group() {
        member::find(conn, actor.id, follower.id)?.is_some()
    } else {
        follow::find(conn, follower.id, actor.id)?.is_some()
    };
    if object == actor.ap_id && asked { Ok(follower) } else { Err(refused()) }
}

fn refuse_contribution(conn: &mut Conn, group: &Actor, object_id: Option<i64>) -> Result<Effect, Stop> {
    let Some(object_id) = object_id else { return Ok(Effect::none("unknown contribution")) };
    let object = object::model::find(conn, object_id)?;
    if object.group_id != Some(group.id) || !object.local {
        return Err(Stop::refused("error-foreign-object"));
    }
    object::model::refuse(conn, &object)?;
    Ok(Effect { object: Some(object), ..Effect::applied() })
}
