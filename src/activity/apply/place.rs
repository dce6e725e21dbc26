//! Where an object stands: what it answers, in which thread, in which community.
//!
//! **What stands in a community's thread is what that community took in.** No other community speaks there, an answer names what it answers
//! by its id and by nothing that merely leads there, and a community takes an answer only into a thread it has itself.

use super::{Announced, Applying, Source};
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::actor::{self, Actor};
use crate::error::{Error, Reason};
use crate::json::{Document, PUBLIC, Properties};
use crate::object::json::ObjectJson;
use crate::object::{self, Object, ObjectState, Reach};
use crate::peer;
use crate::store::Conn;
use serde_json::Value;

/// What is answered. An answer to something we cannot get (any more) stands by itself, and so does one that does not name it by its id: what
/// another address leads to can be something else for everybody who asks.
pub(super) fn parent(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, json: &ObjectJson) -> Result<Option<Object>, Stop> {
    let Some(in_reply_to) = &json.in_reply_to else { return Ok(None) };
    match cx.answered_by(conn, &json.id, in_reply_to) {
        Ok(parent) if actor.local && parent.deleted_at.is_some() => {
            Err(Stop::Refused(Error::Conflict(Reason::new("error-parent-deleted"))))
        }
        Ok(parent) => Ok(Some(parent).filter(|parent| parent.ap_id == *in_reply_to)),
        // Of our own addresses the ids alone name something, and we know them all.
        Err(Stop::Refused(_)) if cx.app.urls.is_local(in_reply_to) => Err(Stop::refused("error-unknown-parent")),
        Err(Stop::Refused(_)) if !actor.local => Ok(None),
        Err(stop) => Err(stop),
    }
}

/// The community of a new object: the one of the thread; for what is in no thread of a community, the one that announces it, or one it is
/// addressed to. What is not for everybody goes to no community, and what others put directly before us in the name of a community elsewhere
/// waits for its announcement.
pub(super) fn group(
    conn: &mut Conn,
    actor: &Actor,
    json: &ObjectJson,
    source: &Source,
    root: Option<&Object>,
    reach: Reach,
) -> Result<Option<Actor>, Stop> {
    if !is_for_everybody(reach) {
        return Ok(None);
    }
    // The thread's own community, whatever the answers between say: an answer for few must not open a way around its rules.
    if let Some(id) = root.and_then(|root| root.group_id) {
        let of_thread = actor::model::find(conn, id)?;
        if source.announced.is_some() && !source.is_announced_by(&of_thread) {
            return Err(Stop::refused("error-not-in-this-community"));
        }
        return Ok(Some(of_thread));
    }
    let addressees: Vec<&str> = json.addressees().chain(json.target.iter().filter_map(|(_, owner)| owner.as_deref())).collect();
    // What everybody may read goes into no protected community.
    let mut candidates = actor::model::groups_among(conn, &addressees)?;
    candidates.retain(|group| !group.is_protected());
    if let Some(announced) = &source.announced {
        return Ok(candidates.into_iter().find(|group| group.id == announced.group.id));
    }
    // A community of ours takes no answer to what it does not have: others would see it in whatever thread they are told it belongs to.
    let beginning = json.in_reply_to.is_none();
    Ok(candidates.into_iter().find(|group| if group.local { beginning } else { actor.local }))
}

/// The protected community whose members something is addressed to. What is for others as well is refused: nothing that is for everybody
/// goes in, and nothing that is for members goes out.
pub(super) fn protected(conn: &mut Conn, json: &ObjectJson, reach: Reach) -> Result<Option<Actor>, Stop> {
    if matches!(reach, Reach::Public | Reach::Unlisted) {
        // Whoever addresses everybody has told everybody: no community of members takes that in.
        return Ok(None);
    }
    let addressees: Vec<&str> = json.addressees().collect();
    let Some(group) = actor::model::group_of_members(conn, &addressees)? else { return Ok(None) };
    let known = [Some(&group.ap_id), group.members.as_ref()];
    let outside = json.to.iter().chain(&json.cc).any(|url| !known.contains(&Some(url)) && !json.mentions.contains(url));
    if outside || reach != Reach::Direct { Err(Stop::refused("error-addresses-others")) } else { Ok(Some(group)) }
}

/// Whether nothing in this activity addresses everybody, the actor's followers, or another community than this one.
pub(super) fn is_for_members(group: &Actor, actor: &Actor, activity: &Document) -> bool {
    let inner = activity.get("object").and_then(Value::as_object);
    [Some(activity), inner].into_iter().flatten().all(|document| {
        let everywhere = ["to", "cc", "bto", "bcc", "audience"].into_iter().flat_map(|property| document.ids_of(property));
        let outside = everywhere.into_iter().any(|url| url == PUBLIC || Some(url) == actor.followers.as_deref());
        let elsewhere = document.ids_of("audience").into_iter().any(|url| url != group.ap_id && Some(url) != group.members.as_deref());
        !outside && !elsewhere
    })
}

/// Refuses an answer that would carry what stands in a protected community out of it, or into another one.
pub(super) fn check_stays_inside(root: Option<&Object>, protected: Option<&Actor>, reach: Reach) -> Result<(), Stop> {
    let Some(root) = root else { return Ok(()) };
    let same = protected.is_some_and(|group| root.group_id == Some(group.id));
    match (root.reach, reach) {
        (Reach::Members, Reach::Members) if same => Ok(()),
        // A word to somebody in private is no matter of the community.
        (Reach::Members, Reach::Direct) => Ok(()),
        (Reach::Members, _) | (_, Reach::Members) => Err(Stop::refused("error-not-in-this-community")),
        _ => Ok(()),
    }
}

/// The protected community of a new object, if it came the right way: from its author to the community's home, or announced by it.
pub(super) fn inside(group: Actor, actor: &Actor, source: &Source) -> Result<Actor, Stop> {
    let way = match &source.announced {
        Some(announced) => announced.group.id == group.id,
        None => group.local || actor.local,
    };
    if way { Ok(group) } else { Err(Stop::refused("error-not-in-this-community")) }
}

/// A contribution of ours to a community elsewhere is pending until that community echoes it, where its server is known to echo.
pub(super) fn state(conn: &mut Conn, actor: &Actor, group: Option<&Actor>, source: &Source) -> Result<ObjectState, Stop> {
    let Some(group) = group.filter(|group| !group.local && source.announced.is_none()) else { return Ok(ObjectState::Published) };
    if !actor.local {
        // An answer in a thread of a community elsewhere is shown when that community passes it on: its bans and locks count here, too.
        return Ok(ObjectState::Pending);
    }
    let echoes = peer::by_host(conn, &group.host)?.is_none_or(|peer| peer.echoes());
    Ok(if echoes { ObjectState::Pending } else { ObjectState::Published })
}

/// Refuses what a community elsewhere passes on when its own server gives it another place than the one the community saw.
pub(super) fn check_same_place(activity: &Activity, json: &ObjectJson) -> Result<(), Stop> {
    let moved = activity.object.document().is_some_and(|shown| shown.id_of("inReplyTo") != json.document.id_of("inReplyTo"));
    if moved { Err(Stop::refused("error-unproven")) } else { Ok(()) }
}

/// Refuses an answer that gets into a closed thread behind one that the thread's community has not taken in: at its home it stands elsewhere,
/// or it would not have been passed on.
pub(super) fn check_way_in(group: &Actor, parent: Option<&Object>, root: Option<&Object>) -> Result<(), Stop> {
    let (Some(parent), Some(root)) = (parent, root) else { return Ok(()) };
    let taken_in = parent.id == root.id || parent.group_id == Some(group.id) && parent.state == ObjectState::Published;
    if root.locked_at.is_some() && !taken_in { Err(Stop::refused("error-locked")) } else { Ok(()) }
}

/// A community elsewhere passes on something we have; `addressed` says whether it is for that community. Returns it as it is then, or `None`
/// if that community has no say about it: it is for few, or stands in the thread of another one.
pub(super) fn take_in(conn: &mut Conn, object: &Object, announced: &Announced, addressed: bool) -> Result<Option<Object>, Stop> {
    let group = &announced.group;
    let parent = answered(conn, object)?;
    let root = parent.as_ref().map(|parent| object::model::find(conn, parent.root_id)).transpose()?;
    let of_thread = root.as_ref().and_then(|root| root.group_id);
    let belongs = match (object.group_id, of_thread) {
        (Some(id), _) => id == group.id,
        (None, Some(id)) => id == group.id && is_for_everybody(object.reach),
        (None, None) => addressed && is_for_everybody(object.reach),
    };
    if !belongs {
        return Ok(None);
    }
    if !object.local {
        check_way_in(group, parent.as_ref(), root.as_ref())?;
    }
    object::model::publish(conn, object, group.id, announced.seq)?;
    if let Some(parent) = parent.filter(|_| object.in_reply_to_id.is_none()) {
        object::model::adopt_orphans(conn, &parent)?;
    }
    let taken = object::model::find(conn, object.id)?;
    object::model::adopt_orphans(conn, &taken)?;
    if object.group_id.is_none() {
        // What counts in a thread is known only with its community.
        for id in [Some(taken.id), taken.in_reply_to_id, Some(taken.root_id)].into_iter().flatten() {
            object::model::recount(conn, id)?;
        }
    }
    Ok(Some(object::model::find(conn, taken.id)?))
}

/// What an object answers, if we have it: it can have come after the answer.
fn answered(conn: &mut Conn, object: &Object) -> Result<Option<Object>, Stop> {
    Ok(match (object.in_reply_to_id, &object.in_reply_to) {
        (Some(id), _) => Some(object::model::find(conn, id)?),
        (None, Some(ap_id)) => object::model::by_ap_id(conn, ap_id)?,
        (None, None) => None,
    })
}

const fn is_for_everybody(reach: Reach) -> bool {
    matches!(reach, Reach::Public | Reach::Unlisted)
}
