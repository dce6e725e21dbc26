//! Reactions of our own people.

use super::{local, readable, submit};
use crate::activity::compose::New;
use crate::actor::{self, Actor};
use crate::app::App;
use crate::error::{Error, Result};
use crate::object::Object;
use crate::object::reaction::{self, EMOJI, ReactionKind};
use crate::store::Conn;
use serde_json::{Value, json};
use std::sync::Arc;

/// Adds a reaction; one that is there already stays.
pub async fn react(app: &Arc<App>, actor_id: i64, object_id: i64, kind: ReactionKind, emoji: &str) -> Result<()> {
    let emoji = emoji.to_owned();
    if kind == ReactionKind::Emoji && !EMOJI.contains(&emoji.as_str()) {
        return Err(Error::invalid("emoji", "error-emoji-unknown"));
    }
    app.write(move |conn, app| {
        let (actor, object, group) = at_hand(conn, actor_id, object_id)?;
        let new = activity(conn, &actor, &object, group.as_ref(), kind, &emoji)?;
        submit(conn, app, &new).map(drop)
    })
    .await
}

/// Takes a reaction back; one that is not there is no error.
pub async fn unreact(app: &Arc<App>, actor_id: i64, object_id: i64, kind: ReactionKind, emoji: &str) -> Result<()> {
    let emoji = emoji.to_owned();
    app.write(move |conn, app| {
        let (actor, object, group) = at_hand(conn, actor_id, object_id)?;
        let Some(reaction) = reaction::find(conn, object.id, &actor.ap_id, kind, &emoji)? else { return Ok(()) };
        let new = activity(conn, &actor, &object, group.as_ref(), kind, &emoji)?;
        let mut inner = json!({"id": reaction.activity, "type": new.kind, "actor": actor.ap_id, "object": object.ap_id});
        if let Some(inner) = inner.as_object_mut() {
            if let Some(group) = &group {
                inner.insert("audience".to_owned(), json!(group.ap_id));
            }
            if kind == ReactionKind::Emoji {
                inner.insert("content".to_owned(), json!(emoji));
            }
        }
        let undo = New { kind: "Undo", object: inner, extra: Vec::new(), ..new };
        submit(conn, app, &undo)?;
        Ok(())
    })
    .await
}

fn at_hand(conn: &mut Conn, actor_id: i64, object_id: i64) -> Result<(Actor, Object, Option<Actor>)> {
    let actor = local(conn, actor_id)?;
    let (object, group) = readable(conn, actor_id, object_id)?;
    if object.deleted_at.is_some() {
        return Err(Error::Gone);
    }
    Ok((actor, object, group))
}

/// A reaction is addressed to the author and the community, never to everybody: who reacted is nobody else's business.
fn activity<'a>(
    conn: &mut Conn,
    actor: &'a Actor,
    object: &Object,
    group: Option<&'a Actor>,
    kind: ReactionKind,
    emoji: &str,
) -> Result<New<'a>> {
    let author = actor::model::find(conn, object.actor_id)?;
    let verb = match kind {
        ReactionKind::Like => "Like",
        ReactionKind::Dislike => "Dislike",
        ReactionKind::Emoji => "EmojiReact",
        ReactionKind::Boost => return Err(Error::invalid("emoji", "error-emoji-unknown")),
    };
    let to = match group.and_then(|group| group.members.clone()) {
        Some(members) => vec![members],
        None => std::iter::once(author.ap_id).chain(group.map(|group| group.ap_id.clone())).collect(),
    };
    let new = New::by(actor, verb, Value::String(object.ap_id.clone())).to(to).within(group);
    Ok(if kind == ReactionKind::Emoji { new.with("content", json!(emoji)) } else { new })
}
