//! `Like`, `Dislike`, `EmojiReact` (ActivityPub §7.8, FEP-c0e0).

use super::{Applying, Effect, Source, readable};
use crate::activity::authority;
use crate::activity::envelope::Activity;
use crate::activity::log;
use crate::activity::stop::{Outcome, Stop};
use crate::activity::verb::Verb;
use crate::actor::{self, Actor};
use crate::error::Error;
use crate::id::same_origin;
use crate::json::Properties;
use crate::object::reaction::{self, Reaction, ReactionKind};
use crate::object::{self, Object};
use crate::store::Conn;
use crate::text;
use aws_lc_rs::digest;
use std::time::Duration;

/// The longest emoji kept: a family with skin tones is 41 bytes, a custom one is a short name.
const MAX_EMOJI: usize = 64;
/// So many reactions of one person to one object are taken within [`REACTION_PERIOD`]: each, and each that is taken back, is announced to
/// everybody. Taking back is never refused; there is not more of it than of reactions.
const MAX_REACTIONS_EACH: i64 = 24;
/// See [`MAX_REACTIONS_EACH`].
const REACTION_PERIOD: Duration = Duration::from_secs(24 * 3_600);
/// How many different emoji one person can put on one object.
const MAX_EMOJI_EACH: i64 = 20;

pub(super) fn react(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    let Some(object) = object_of(conn, cx, activity, source)? else { return Ok(Effect::none("unknown object")) };
    if object.deleted_at.is_some() {
        return Ok(Effect::none("deleted"));
    }
    if !readable::by(conn, actor, &object, source)? {
        return Ok(Effect::none("not for this actor"));
    }
    let group = match object.group_id {
        Some(group) => Some(actor::model::find(conn, group)?),
        None => None,
    };
    if let Some(group) = group.as_ref().filter(|group| group.local) {
        authority::check_not_banned(conn, cx, group, actor)?;
    }
    if let Some(group) = group.as_ref().filter(|group| group.is_protected() && source.announced.is_none()) {
        authority::check_takes_part(conn, group, actor)?;
    }
    if source.announced.is_none() {
        check_often(conn, cx, actor, &object)?;
    }
    let stored = store(conn, cx, activity, &object, Some(actor.id), actor.ap_id.clone())?;
    if !stored {
        return Ok(Effect { object: Some(object), ..Effect::none("counted already") });
    }
    let tell = if actor.local { vec![actor::model::find(conn, object.actor_id)?] } else { Vec::new() };
    Ok(Effect::on(object, group).telling(tell))
}

/// Refuses the reactions of somebody who changes their mind again and again.
pub(super) fn check_often(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, object: &Object) -> Result<(), Stop> {
    let verbs = ["Like", "Dislike", "EmojiReact", "Announce"];
    if log::count_about(conn, actor.id, object.id, &verbs, cx.now.minus(REACTION_PERIOD))? >= MAX_REACTIONS_EACH {
        return Err(Stop::refused("error-too-many-reactions"));
    }
    Ok(())
}

/// Counts a reaction nobody can prove on the community's word: it adds to the total and names no one.
pub(super) fn count(conn: &mut Conn, cx: &Applying<'_>, activity: &Activity, source: &Source) -> Result<Outcome, Stop> {
    let Some(object) = object_of(conn, cx, activity, source)? else { return Ok(Outcome::NoEffect("unknown object")) };
    let announced_here = source.announced.as_ref().is_some_and(|announced| object.group_id == Some(announced.group.id));
    if !announced_here || object.deleted_at.is_some() {
        return Ok(Outcome::NoEffect("not in this community"));
    }
    let stored = store(conn, cx, activity, &object, None, nameless_key(&activity.actor))?;
    Ok(if stored { Outcome::Applied } else { Outcome::NoEffect("counted already") })
}

/// What keeps a nameless reaction from being counted twice.
pub(super) fn nameless_key(actor: &str) -> String {
    let digest = digest::digest(&digest::SHA256, actor.as_bytes());
    digest.as_ref().iter().take(16).fold(String::from("~"), |key, byte| format!("{key}{byte:02x}"))
}

/// What is reacted to. Something unknown is waited for only where that cannot be used to make us fetch at will.
fn object_of(conn: &mut Conn, cx: &Applying<'_>, activity: &Activity, source: &Source) -> Result<Option<Object>, Stop> {
    let Some(id) = activity.object_id() else { return Err(Stop::Refused(Error::malformed("activity: object without id"))) };
    if let Some(object) = object::model::by_ap_id(conn, id)? {
        return Ok(Some(object));
    }
    if source.announced.is_none() && !same_origin(id, &activity.actor) {
        return Ok(None);
    }
    match cx.object(conn, id) {
        Ok(object) => Ok(Some(object)),
        Err(Stop::Refused(_)) => Ok(None),
        Err(stop) => Err(stop),
    }
}

/// The kind of reaction and its emoji. Misskey sends `Like` with the emoji in `content`.
pub(super) fn kind_of(activity: &Activity) -> (ReactionKind, String) {
    let emoji = text::clean_line(activity.document.text("content").unwrap_or_default(), MAX_EMOJI);
    match activity.verb {
        Verb::Dislike => (ReactionKind::Dislike, String::new()),
        Verb::EmojiReact | Verb::Like if !emoji.is_empty() => (ReactionKind::Emoji, emoji),
        _ => (ReactionKind::Like, String::new()),
    }
}

fn store(conn: &mut Conn, cx: &Applying<'_>, activity: &Activity, object: &Object, actor: Option<i64>, key: String) -> Result<bool, Stop> {
    let (kind, emoji) = kind_of(activity);
    let opposite = match kind {
        ReactionKind::Like => Some(ReactionKind::Dislike),
        ReactionKind::Dislike => Some(ReactionKind::Like),
        ReactionKind::Emoji | ReactionKind::Boost => None,
    };
    if let Some(opposite) = opposite {
        reaction::remove(conn, object.id, &key, opposite, None)?;
    }
    if kind == ReactionKind::Emoji && reaction::count_of(conn, object.id, &key, kind)? >= MAX_EMOJI_EACH {
        return Err(Stop::refused("error-too-many-emoji"));
    }
    let reaction = Reaction {
        id: cx.app.next_id(),
        object_id: object.id,
        actor_id: actor,
        actor_key: key,
        kind,
        emoji,
        activity: activity.id.clone(),
        created_at: cx.now,
    };
    Ok(reaction::insert(conn, &reaction)?)
}
