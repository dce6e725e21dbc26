//! `Delete` of an actor by itself: it is gone, and everything it wrote and did with it (ActivityPub §7.4).
//!
//! Here goes what others count or are told of; the rest is taken out of the tables by who looks on (`personal::erase`), in the same
//! transaction.

use super::delete::is_gone;
use super::{Applying, Effect, Source};
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::activity::{announce, media};
use crate::actor::{self, Actor, ActorKind, follow, member};
use crate::error::{Error, Result};
use crate::object;
use crate::store::Conn;
use std::collections::BTreeSet;

pub(super) fn depart(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    if !source.authentic && !is_gone(cx, &actor.ap_id)? {
        return Err(Stop::refused("error-unproven"));
    }
    // Before the relations go: afterwards nobody knows any more who has to hear of it.
    let groups = communities(conn, actor.id)?;
    // Always first, and in one order: of two last members of a server one is the last.
    for group in groups.iter().filter(|group| group.local && group.is_protected()) {
        actor::model::hold(conn, group.id)?;
    }
    let inboxes = if actor.local { who_knows(conn, actor.id, &groups)? } else { Vec::new() };
    for id in object::model::ids_of_actor(conn, actor.id)? {
        let object = object::model::find(conn, id)?;
        object::model::bury(conn, &object, cx.now, None)?;
        media::forget_object(conn, cx.app, object.id)?;
    }
    media::forget_actor(conn, cx.app, actor.id)?;
    object::reaction::remove_all_of(conn, actor.id)?;
    follow::remove_all_of(conn, actor.id)?;
    for group in groups.iter().filter(|group| group.is_protected()) {
        super::end(conn, cx, group, actor)?;
    }
    member::remove_all_of(conn, actor.id)?;
    actor::model::mark_deleted(conn, actor.id, cx.now)?;
    // Servers of members have what she wrote from us, and may never have heard of her own.
    if !actor.local && source.announced.is_none() {
        for group in groups.iter().filter(|group| group.local) {
            announce::relay(conn, cx.app, group, activity, None, &[])?;
        }
    }
    Ok(Effect { inboxes, ..Effect::applied() })
}

/// The communities an actor belongs to, wrote in, or reacted in.
fn communities(conn: &mut Conn, actor_id: i64) -> Result<Vec<Actor>, Error> {
    let mut ids: BTreeSet<i64> = member::groups_of(conn, actor_id)?.into_iter().map(|(group, _)| group.id).collect();
    ids.extend(object::model::groups_of_actor(conn, actor_id)?);
    ids.extend(object::reaction::reacted_to(conn, actor_id)?.into_iter().filter_map(|(_, group)| group));
    let groups = actor::model::find_all(conn, &ids.into_iter().collect::<Vec<_>>())?;
    Ok(groups.into_iter().filter(|group| group.deleted_at.is_none()).collect())
}

/// The inboxes of every server that has anything of an actor: a copy, a relation, a reaction.
fn who_knows(conn: &mut Conn, actor_id: i64, groups: &[Actor]) -> Result<Vec<String>, Error> {
    let mut inboxes: BTreeSet<String> = object::model::copies_of_actor(conn, actor_id)?.into_iter().collect();
    let authors: Vec<i64> = object::reaction::reacted_to(conn, actor_id)?.into_iter().map(|(author, _)| author).collect();
    let mut people = follow::remote_relations(conn, actor_id)?;
    people.extend(actor::model::find_all(conn, &authors)?.into_iter().filter(|author| !author.local && author.deleted_at.is_none()));
    for group in groups {
        match group.local {
            true => inboxes.extend(member::remote_inboxes(conn, group.id)?),
            false => people.push(group.clone()),
        }
    }
    // A shared inbox serves persons; a community's own inbox is what other software expects for communities.
    let inbox = |other: &Actor| if other.kind == ActorKind::Group { other.inbox.clone() } else { other.delivery_inbox().to_owned() };
    inboxes.extend(people.iter().map(inbox));
    Ok(inboxes.into_iter().collect())
}
