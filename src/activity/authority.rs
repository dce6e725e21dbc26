//! Who may say what: the rules every verb shares.
//!
//! 1. *Own things.* Activity, actor and object belong to one origin (FEP-fe34); an author changes only her own.
//! 2. *Proof.* An activity is its actor's if the actor signed the request, if it carries the actor's integrity proof, if it came from the
//!    actor's origin, or if our own log has it. Being inside an `Announce` is no proof.
//! 3. *Group things.* What a community took into its collections is under its authority: moderation counts when the community's home
//!    applies or announces it.
//! 4. *Roles.* What somebody may do in a community is data of the object's kind.

use super::apply::{Applying, Found, Source};
use super::envelope::Activity;
use super::log;
use super::stop::Stop;
use super::verb::Verb;
use crate::actor::member::{self, Role};
use crate::actor::{self, Actor};
use crate::error::{Error, Reason};
use crate::id::same_origin;
use crate::json;
use crate::object::Object;
use crate::signature;
use crate::store::Conn;
use crate::tool::{self, KindEntry, Roles, Who};
use serde_json::Value;
use std::borrow::Cow;

/// What everybody may do with objects of kinds we do not know, as with news.
const UNKNOWN_KIND: Roles = Roles { create: Who::Anyone, reply: Who::Anyone, update: Who::Author, delete: Who::Author };

/// Finds out whether an announced activity is really its actor's. Verbs that can be checked by looking at the object stay unproven and check
/// it themselves; others are fetched from their origin.
pub fn authenticate<'a>(
    conn: &mut Conn,
    cx: &Applying<'_>,
    activity: &'a Activity,
    source: &Source,
) -> Result<(Cow<'a, Activity>, Source), Stop> {
    let known = |activity| Ok((activity, Source { authentic: true, announced: source.announced.clone() }));
    let Some(announced) = source.announced.as_ref().filter(|_| !source.authentic) else { return known(Cow::Borrowed(activity)) };
    if cx.app.urls.is_local(&activity.actor) {
        // Our own, coming back: only what we really sent, and in our words, whatever the echo made of them.
        return match log::by_ap_id(conn, &activity.id)? {
            Some(entry) if entry.local && entry.actor == activity.actor => known(Cow::Owned(Activity::nested(&json::parse(&entry.body)?)?)),
            _ => Err(Stop::refused("error-not-sent-by-us")),
        };
    }
    if same_origin(&activity.actor, &announced.group.ap_id) || proven(conn, cx, activity)? {
        return known(Cow::Borrowed(activity));
    }
    match activity.verb {
        // These are checked by looking at the object itself, or counted without a name.
        Verb::Create | Verb::Update | Verb::Delete | Verb::Like | Verb::Dislike | Verb::EmojiReact => {
            Ok((Cow::Borrowed(activity), source.clone()))
        }
        // A community decides about its own collections; it need not prove who of its hosts did it.
        Verb::Add | Verb::Remove | Verb::Block | Verb::Lock => Ok((Cow::Borrowed(activity), source.clone())),
        Verb::Undo if is_group_decision(activity) => Ok((Cow::Borrowed(activity), source.clone())),
        _ if activity.id.is_empty() => Err(Stop::refused("error-unproven")),
        _ => match cx.fetched(&activity.id)? {
            Found::Document(document) => {
                let fetched = Activity::nested(document)?;
                if fetched.actor != activity.actor || fetched.id != activity.id {
                    return Err(Stop::refused("error-unproven"));
                }
                known(Cow::Owned(fetched))
            }
            Found::Nothing => Err(Stop::refused("error-unproven")),
        },
    }
}

fn is_group_decision(activity: &Activity) -> bool {
    let inner = activity.object.document().map(|inner| Activity::nested(inner).map_or(Verb::Other, |inner| inner.verb));
    matches!(inner, Some(Verb::Block | Verb::Lock | Verb::Delete))
}

/// Whether the activity carries a valid integrity proof of its actor (FEP-8b32).
pub(super) fn proven(conn: &mut Conn, cx: &Applying<'_>, activity: &Activity) -> Result<bool, Stop> {
    let mut value = Value::Object(activity.document.clone());
    let Some(method) = signature::proof_verification_method(&value) else { return Ok(false) };
    if !same_origin(method, &activity.actor) {
        return Ok(false);
    }
    let actor = match cx.actor(conn, &activity.actor) {
        Ok(actor) => actor,
        Err(Stop::Refused(_)) => return Ok(false),
        Err(stop) => return Err(stop),
    };
    let Some(key) = actor::keys::find(conn, method)?.filter(|key| key.actor_id == actor.id) else { return Ok(false) };
    let key = key.public()?;
    if signature::verify_proof(&value, &key).is_ok() {
        return Ok(true);
    }
    // Software that adds a Linked Data signature to a document with a proof does so last, and the proof does not cover it.
    let removed = value.as_object_mut().and_then(|document| document.shift_remove("signature"));
    Ok(removed.is_some() && signature::verify_proof(&value, &key).is_ok())
}

/// Whether this actor may moderate in this community: its hosts and the admins of its home; elsewhere, whatever the community announces.
pub fn moderates(conn: &mut Conn, group: &Actor, actor: &Actor, source: &Source) -> Result<bool, Stop> {
    if !group.local {
        return Ok(source.is_announced_by(group) || actor.local && member::role(conn, group.id, actor.id)? == Some(Role::Host));
    }
    // Our communities are decided about here: what another community passes on is no decision of ours, however well it is proven.
    if source.announced.is_some() {
        return Ok(false);
    }
    if member::role(conn, group.id, actor.id)? == Some(Role::Host) {
        return Ok(true);
    }
    // What is protected is so from administrators, too.
    Ok(!group.is_protected()
        && actor.local
        && actor::account::of_actor(conn, actor.id)?.is_some_and(|account| account.admin && account.disabled_at.is_none()))
}

/// Refuses who may not moderate. A community of ours is held from here on: its hosts decide one after the other.
pub fn check_moderates(conn: &mut Conn, group: &Actor, actor: &Actor, source: &Source) -> Result<(), Stop> {
    hold(conn, group)?;
    if moderates(conn, group, actor, source)? { Ok(()) } else { Err(Stop::refused("error-not-a-host")) }
}

/// Refuses who may not write in this community: banned, not of the role the kind asks for, or answering what is locked.
pub fn check_contributes(
    conn: &mut Conn,
    cx: &Applying<'_>,
    group: &Actor,
    actor: &Actor,
    kind: Option<&KindEntry>,
    root: Option<&Object>,
) -> Result<(), Stop> {
    check_not_banned(conn, cx, group, actor)?;
    let host = moderates(conn, group, actor, &Source::direct())?;
    if group.is_protected() && !host {
        check_takes_part(conn, group, actor)?;
    }
    if root.is_some_and(|root| root.locked_at.is_some()) && !host {
        return Err(Stop::refused("error-locked"));
    }
    let roles = kind.map_or(UNKNOWN_KIND, |kind| kind.roles);
    let needed = if root.is_some() { roles.reply } else { roles.create };
    let needed = if group.posting_restricted && root.is_none() { Who::Hosts } else { needed };
    match needed {
        Who::Anyone => Ok(()),
        Who::Members if host || member::role(conn, group.id, actor.id)?.is_some() => Ok(()),
        Who::Hosts | Who::Author if host => Ok(()),
        Who::Members => Err(Stop::refused("error-not-a-member")),
        Who::Hosts | Who::Author => Err(Stop::refused("error-only-hosts-write")),
    }
}

/// Refuses who does not belong to a protected community, and who only reads there.
pub fn check_takes_part(conn: &mut Conn, group: &Actor, actor: &Actor) -> Result<(), Stop> {
    match member::role(conn, group.id, actor.id)? {
        None => Err(Stop::refused("error-not-a-member")),
        Some(role) if role.takes_part() => Ok(()),
        Some(_) => Err(Stop::refused("error-only-reads")),
    }
}

/// Refuses who is banned. A community of ours is held from here on, or a ban could fall between the look and the deed.
pub fn check_not_banned(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, actor: &Actor) -> Result<(), Stop> {
    hold(conn, group)?;
    match member::ban(conn, group.id, actor.id, cx.now)? {
        Some(ban) => Err(Stop::Refused(Error::Forbidden(Reason::with("error-banned", ban.reason)))),
        None => Ok(()),
    }
}

fn hold(conn: &mut Conn, group: &Actor) -> Result<(), Stop> {
    if group.local {
        actor::model::hold(conn, group.id)?;
    }
    Ok(())
}

/// Refuses changes of an object by somebody its kind does not allow; authors are always allowed.
pub fn check_updates(conn: &mut Conn, cx: &Applying<'_>, object: &Object, group: Option<&Actor>, actor: &Actor) -> Result<(), Stop> {
    if object.actor_id == actor.id {
        return Ok(());
    }
    let roles = tool::entry_of(cx.app.kinds, object).map_or(UNKNOWN_KIND, |kind| kind.roles);
    let Some(group) = group else { return Err(Stop::refused("error-not-the-author")) };
    let allowed = match roles.update {
        Who::Author => false,
        Who::Anyone => true,
        Who::Members => member::role(conn, group.id, actor.id)?.is_some(),
        Who::Hosts => moderates(conn, group, actor, &Source::direct())?,
    };
    if allowed { Ok(()) } else { Err(Stop::refused("error-not-the-author")) }
}
