//! `Announce`: a community passes an activity on (FEP-1b12), or shows an object; a person boosts one.

use super::block::has_dealt_with;
use super::{Announced, Applying, Effect, Source, apply, place, readable, sequence};
use crate::activity::envelope::Activity;
use crate::activity::probe;
use crate::activity::stop::{Outcome, Stop};
use crate::activity::verb::Verb;
use crate::actor::{self, Actor, lease, member};
use crate::error::Error;
use crate::json::Properties;
use crate::object::reaction::{self, Reaction, ReactionKind};
use crate::object::{self, Reach};
use crate::peer::{self, Dialect};
use crate::store::Conn;

pub(super) fn announce(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    if source.announced.is_some() {
        return Err(Stop::Refused(Error::malformed("an announcement inside an announcement")));
    }
    if actor.is_group() { by_group(conn, cx, actor, activity) } else { boost(conn, cx, actor, activity, source) }
}

fn by_group(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, activity: &Activity) -> Result<Effect, Stop> {
    if group.local {
        return Err(Stop::refused("error-not-sent-by-us"));
    }
    let followed = member::has_local_members(conn, group.id)?;
    if !followed && !is_about_ours(conn, group, activity)? {
        return Ok(Effect::none("nobody here is a member"));
    }
    if group.is_protected() {
        lease::heard(conn, group, cx.now)?;
    }
    let seq = sequence::place(&activity.document);
    if let Some(seq) = seq.filter(|_| followed) {
        sequence::fill(conn, cx, group, seq)?;
    }
    let announced = Announced { group: group.clone(), seq };
    let effect = match activity.object.activity() {
        Some(inner) => {
            peer::observe(conn, &group.host, Dialect::Forum)?;
            let inner = Activity::nested(inner)?;
            if inner.verb == Verb::Announce {
                return Err(Stop::Refused(Error::malformed("an announcement inside an announcement")));
            }
            cx.check_policy(&group.host, &inner)?;
            if sequence::is_late(group, seq, &inner) {
                // What it missed meanwhile, the list of hosts above all, is looked at again.
                probe::enqueue_history_again(conn, cx.app, group)?;
                return Ok(Effect::none("later ones came before"));
            }
            match apply(conn, cx, &inner, &Source::announced(announced))? {
                Outcome::Applied => Effect { decided_in: decision(conn, &inner)?.then_some(group.id), ..Effect::applied() },
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

/// Whether hosts decided this, which was just applied; an author's own deletion is no decision.
fn decision(conn: &mut Conn, activity: &Activity) -> Result<bool, Stop> {
    Ok(match activity.verb {
        Verb::Add | Verb::Block | Verb::Lock | Verb::Remove => true,
        Verb::Delete => {
            let object = object::model::by_ap_id(conn, activity.object_id().unwrap_or_default())?;
            object.is_some_and(|object| object.removed_reason.is_some())
        }
        Verb::Undo => activity.object.document().is_some_and(|undone| matches!(undone.kind(), "Block" | "Delete" | "Lock")),
        _ => false,
    })
}

/// Whether it concerns us though nobody here is a member any more: a ban of somebody of ours who dealt with this community, or the end of one;
/// or the deletion of something of which a copy is here.
fn is_about_ours(conn: &mut Conn, group: &Actor, activity: &Activity) -> Result<bool, Stop> {
    let deleted = activity.object.activity().filter(|inner| inner.kind() == "Delete").and_then(|inner| inner.id_of("object"));
    if let Some(id) = deleted {
        // A copy that is still here has to go, whoever reads it.
        let copy = object::model::by_ap_id(conn, id)?.filter(|copy| copy.group_id == Some(group.id) && copy.deleted_at.is_none());
        return Ok(copy.is_some());
    }
    let decision = activity.object.document().map(|decision| match decision.kind() {
        "Undo" => decision.object_of("object").unwrap_or(decision),
        _ => decision,
    });
    let Some(id) = decision.filter(|block| block.kind() == "Block").and_then(|block| block.id_of("object")) else { return Ok(false) };
    Ok(match actor::model::by_ap_id(conn, id)?.filter(|person| person.local) {
        Some(person) => has_dealt_with(conn, group, &person)?,
        None => false,
    })
}

/// A community shows an object by its id: the object comes from its own origin.
fn show(conn: &mut Conn, cx: &Applying<'_>, activity: &Activity, announced: Announced) -> Result<Effect, Stop> {
    let id = activity.object_id().ok_or_else(|| Stop::Refused(Error::malformed("activity: object without id")))?;
    let object = cx.object(conn, id)?;
    if object.deleted_at.is_none() {
        let document = object::json::stored(&object)?;
        let addressed = ["to", "cc", "audience"].iter().any(|property| document.ids_of(property).contains(&announced.group.ap_id.as_str()));
        let new = object.group_id.is_none();
        if let Some(object) = place::take_in(conn, &object, &announced, addressed)? {
            let effect = if new { Effect::applied() } else { Effect::none("known already") };
            return Ok(Effect { object: Some(object), ..effect });
        }
    }
    Ok(Effect { object: Some(object), ..Effect::none("known already") })
}

fn boost(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    let Some(object) = object::model::by_ap_id(conn, activity.object_id().unwrap_or_default())? else {
        return Ok(Effect::none("unknown object"));
    };
    // What is for members is shown to nobody else.
    if object.reach == Reach::Members || !readable::by(conn, actor, &object, source)? {
        return Ok(Effect::none("not for this actor"));
    }
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
