//! `Announce`: a community passes an activity on (FEP-1b12), or shows an object; a person boosts one.

use super::{Announced, Applying, Effect, Source, apply};
use crate::activity::envelope::Activity;
use crate::activity::stop::{Outcome, Stop};
use crate::activity::verb::Verb;
use crate::actor::{self, Actor, member};
use crate::error::Error;
use crate::json::Properties;
use crate::object::reaction::{self, Reaction, ReactionKind};
use crate::object::{self};
use crate::peer::{self, Dialect};
use crate::store::Conn;

pub(super) fn announce(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    if source.announced.is_some() {
        return Err(Stop::Refused(Error::malformed("an announcement inside an announcement")));
    }
    if actor.is_group() { by_group(conn, cx, actor, activity) } else { boost(conn, cx, actor, activity) }
}

fn by_group(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, activity: &Activity) -> Result<Effect, Stop> {
    if group.local {
        return Err(Stop::refused("error-not-sent-by-us"));
    }
    if !member::has_local_members(conn, group.id)? && !is_about_ours(cx, activity) {
        return Ok(Effect::none("nobody here is a member"));
    }
    let seq = activity.document.get("dw:seq").and_then(serde_json::Value::as_i64).filter(|seq| *seq > 0);
    let announced = Announced { group: group.clone(), seq };
    let effect = match activity.object.activity() {
        Some(inner) => {
            peer::observe(conn, &group.host, Dialect::Forum)?;
            let inner = Activity::nested(inner)?;
            if inner.verb == Verb::Announce {
                return Err(Stop::Refused(Error::malformed("an announcement inside an announcement")));
            }
            cx.check_policy(&group.host, &inner)?;
            match apply(conn, cx, &inner, &Source::announced(announced))? {
                Outcome::Applied => Effect::applied(),
                Outcome::NoEffect(why) => Effect::none(why),
            }
        }
        None => show(conn, cx, activity, announced)?,
    };
    if let Some(seq) = seq {
        actor::model::saw_seq(conn, group.id, seq)?;
    }
    Ok(effect)
}

/// Whether it is a ban of somebody of ours, or the end of one: she hears of it though nobody here is a member any more.
fn is_about_ours(cx: &Applying<'_>, activity: &Activity) -> bool {
    let decision = activity.object.document().map(|decision| match decision.kind() {
        "Undo" => decision.object_of("object").unwrap_or(decision),
        _ => decision,
    });
    decision.is_some_and(|block| block.kind() == "Block" && block.id_of("object").is_some_and(|id| cx.app.urls.is_local(id)))
}

/// A community shows an object by its id: the object comes from its own origin.
fn show(conn: &mut Conn, cx: &Applying<'_>, activity: &Activity, announced: Announced) -> Result<Effect, Stop> {
    let id = activity.object_id().ok_or_else(|| Stop::Refused(Error::malformed("activity: object without id")))?;
    let object = cx.object(conn, id)?;
    let group = announced.group.clone();
    if object.group_id.is_none() && object.deleted_at.is_none() {
        let document = object::json::stored(&object)?;
        let addressed = ["to", "cc", "audience"].iter().any(|property| document.ids_of(property).contains(&group.ap_id.as_str()));
        if addressed {
            object::model::publish(conn, object.id, group.id, announced.seq)?;
            return Ok(Effect { object: Some(object), ..Effect::applied() });
        }
    } else if object.group_id == Some(group.id) {
        object::model::publish(conn, object.id, group.id, announced.seq)?;
    }
    Ok(Effect { object: Some(object), ..Effect::none("known already") })
}

fn boost(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity) -> Result<Effect, Stop> {
    let Some(object) = object::model::by_ap_id(conn, activity.object_id().unwrap_or_default())? else {
        return Ok(Effect::none("unknown object"));
    };
    super::like::check_often(conn, cx, actor, &object)?;
    let reaction = Reaction {
        id: cx.app.next_id(),
        object_id: object.id,
        actor_id: Some(actor.id),
        actor_key: actor.ap_id.clone(),
        kind: ReactionKind::Boost,
        emoji: String::new(),
        activity: activity.id.clone(),
        created_at: cx.now,
    };
    let stored = reaction::insert(conn, &reaction)?;
    Ok(if stored { Effect { object: Some(object), ..Effect::applied() } } else { Effect::none("boosted already") })
}
