//! `Follow`: joining a community, following a person (ActivityPub §7.5).

use super::{Applying, Effect};
use crate::activity::compose::{New, compose, record};
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::activity::{authority, deliver};
use crate::actor::follow::{self, Follow, RelationState};
use crate::actor::member::{self, Member, Role};
use crate::actor::{Actor, ActorKind, answer};
use crate::error::Error;
use crate::store::Conn;
use serde_json::{Value, json};

pub(super) fn follow(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity) -> Result<Effect, Stop> {
    let Some(id) = activity.object_id() else { return Err(Stop::Refused(Error::malformed("activity: object without id"))) };
    if !actor.local && !cx.app.urls.is_local(id) {
        return Ok(Effect::none("a relation between others"));
    }
    let target = cx.actor(conn, id)?;
    if target.id == actor.id || target.kind == ActorKind::Application {
        return Err(Stop::refused("error-cannot-follow"));
    }
    if target.is_protected() {
        // There only a `Join` asks to be let in, and hosts answer it: whoever follows would be in at once.
        if actor.local || !target.local {
            return Err(Stop::refused("error-cannot-follow"));
        }
        answer(conn, cx, "Reject", &target, actor, activity)?;
        return Ok(Effect::applied());
    }
    if target.is_group() { join(conn, cx, actor, &target, activity) } else { follow_person(conn, cx, actor, &target, activity) }
}

fn join(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, group: &Actor, activity: &Activity) -> Result<Effect, Stop> {
    if actor.is_group() {
        return Err(Stop::refused("error-cannot-follow"));
    }
    let row = Member {
        group_id: group.id,
        actor_id: actor.id,
        role: Role::Member,
        state: RelationState::Pending,
        activity: activity.id.clone(),
        created_at: cx.now,
    };
    if !group.local {
        member::insert(conn, &row)?;
        return Ok(Effect::applied().telling(vec![group.clone()]));
    }
    if let Err(refusal) = authority::check_not_banned(conn, cx, group, actor) {
        if actor.local {
            return Err(refusal);
        }
        answer(conn, cx, "Reject", group, actor, activity)?;
        return Ok(Effect::applied());
    }
    member::insert(conn, &row)?;
    member::accept(conn, group.id, actor.id)?;
    answer(conn, cx, "Accept", group, actor, activity)?;
    Ok(Effect::within(group.clone()))
}

fn follow_person(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, target: &Actor, activity: &Activity) -> Result<Effect, Stop> {
    let row = Follow {
        follower_id: actor.id,
        target_id: target.id,
        state: RelationState::Pending,
        activity: activity.id.clone(),
        created_at: cx.now,
    };
    follow::insert(conn, &row)?;
    if !target.local {
        return Ok(Effect::applied().telling(vec![target.clone()]));
    }
    follow::accept(conn, actor.id, target.id)?;
    answer(conn, cx, "Accept", target, actor, activity)?;
    Ok(Effect::applied().telling(vec![target.clone()]))
}

/// A local actor answers the `Follow` or `Join` of somebody elsewhere. The original is embedded whole: that is what other servers match.
pub(super) fn answer(
    conn: &mut Conn,
    cx: &Applying<'_>,
    kind: &str,
    by: &Actor,
    follower: &Actor,
    activity: &Activity,
) -> Result<(), Stop> {
    answer_because(conn, cx, kind, by, follower, activity, None)
}

/// As [`answer`], with a reason.
pub(super) fn answer_because(
    conn: &mut Conn,
    cx: &Applying<'_>,
    kind: &str,
    by: &Actor,
    follower: &Actor,
    activity: &Activity,
    reason: Option<&str>,
) -> Result<(), Stop> {
    if follower.local {
        return Ok(());
    }
    // Her server knows what she wrote; nobody keeps it any longer for the answer's sake.
    let mut original = answer::json::without_words(activity.document.clone());
    original.shift_remove("@context");
    let new = New::by(by, kind, Value::Object(original)).to(vec![follower.ap_id.clone()]).with("summary", json!(reason));
    let (id, answer) = compose(conn, cx.app, &new)?;
    record(conn, cx.app, id, by, None, &answer)?;
    deliver::enqueue(conn, cx.app, id, by, by.id, std::slice::from_ref(&follower.inbox))?;
    Ok(())
}
