//! `Offer` of something without an id by the server of a member: she writes without her name. The community makes it its own.

use super::{Applying, Effect};
use crate::activity::envelope::Activity;
use crate::activity::nameless::{self, Words};
use crate::activity::stop::Stop;
use crate::activity::{authority, log};
use crate::actor::json::{PROFILE, implements};
use crate::actor::{self, Actor, ActorKind, member};
use crate::app::Limit;
use crate::error::Error;
use crate::json::Document;
use crate::object::json::{MAX_SOURCE, ObjectJson};
use crate::object::{self, Object};
use crate::store::Conn;
use crate::text;
use crate::tool;
use serde_json::json;
use std::time::Duration;

/// So much is taken from one server: whom it comes from nobody can say, so that nobody else could be kept out.
const PER_SERVER: Limit = Limit { times: 60, freely: 60, within: Duration::from_secs(3_600) };
/// The longest short form made from a text, in characters.
const EXCERPT: usize = 280;

/// Takes it in, once, from the server itself.
pub(super) fn offered(conn: &mut Conn, cx: &Applying<'_>, server: &Actor, activity: &Activity) -> Result<Effect, Stop> {
    // Its row in the log would say which server it came from, whatever becomes of it.
    log::forget_received(conn, &activity.id)?;
    let group = match activity.target.as_deref() {
        Some(target) => actor::model::by_ap_id(conn, target)?.filter(|group| group.is_group() && group.local),
        None => None,
    };
    let (Some(group), Some(document)) = (group, activity.object.document()) else {
        return Ok(Effect::none("nothing for a community of ours"));
    };
    actor::model::hold(conn, group.id)?;
    let group = actor::model::find(conn, group.id)?;
    if !member::has_member_from(conn, group.id, &server.host)? {
        return Err(if group.is_hidden() { Stop::Refused(Error::NotFound) } else { Stop::refused("error-not-a-member") });
    }
    // Somebody's program is not the server, and only the server may speak for people it does not name.
    if server.kind != ActorKind::Application || !implements(server, PROFILE) {
        return Err(Stop::refused("error-nameless-server"));
    }
    if !authority::proven(conn, cx, activity)? {
        return Err(Stop::refused("error-unproven"));
    }
    nameless::check_allowed(&group)?;
    cx.app.limits.take(&format!("nameless from {}", server.host), PER_SERVER, cx.now)?;
    if !nameless::take(conn, &activity.id, cx.now)? {
        return Ok(Effect::none("known already"));
    }
    let words = words(conn, cx, &group, document)?;
    nameless::check_place(conn, &group, words.parent.as_ref())?;
    nameless::say(conn, cx.app, &group, &words)?;
    Ok(Effect::applied())
}

/// What was offered, read as any object; pictures would have to be somebody's.
fn words(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, document: &Document) -> Result<Words, Stop> {
    let mut whole = document.clone();
    whole.insert("id".to_owned(), json!(format!("{}#offered", group.ap_id)));
    whole.insert("attributedTo".to_owned(), json!(group.ap_id));
    let json = cx.evidence.read(&whole)?;
    if !json.details.attachments.is_empty() {
        return Err(Stop::refused("error-nameless-pictures"));
    }
    if json.source.len() > MAX_SOURCE {
        return Err(Stop::Refused(Error::invalid("source", "error-text-too-long")));
    }
    if text::plain_text(&json.content).trim().is_empty() {
        return Err(Stop::Refused(Error::invalid("source", "error-text-missing")));
    }
    let parent = answered(conn, &json, document)?;
    let people = actor::model::ids_among(conn, &json.mentions.iter().map(String::as_str).collect::<Vec<_>>())?;
    let mentions = actor::model::find_all(conn, &people)?.into_iter().filter(|person| person.kind == ActorKind::Person).collect();
    let collection = json.target.as_ref().and_then(|target| target.0.strip_prefix(&group.ap_id)?.strip_prefix("/collections/"));
    let kind = tool::kind_of(cx.app.kinds, collection, &json.kind);
    // What no tool knows here could be anything, and nobody would answer for it.
    let kind = kind.ok_or_else(|| Stop::Refused(Error::malformed("object: type")))?;
    let beginning = parent.is_none();
    let summary = if json.summary.is_empty() { text::excerpt(&json.content, EXCERPT) } else { json.summary };
    Ok(Words {
        kind: json.kind,
        tool: Some(kind.tool.to_owned()),
        parent,
        name: if beginning { json.name } else { String::new() },
        summary: if beginning { summary } else { String::new() },
        content: json.content,
        source: json.source,
        mentions,
        hashtags: json.details.hashtags,
        chatham: json.details.chatham,
    })
}

/// What it answers: something here, or it says nothing about that.
fn answered(conn: &mut Conn, json: &ObjectJson, document: &Document) -> Result<Option<Object>, Stop> {
    if !document.contains_key("inReplyTo") {
        return Ok(None);
    }
    let known = match &json.in_reply_to {
        Some(id) => object::model::by_ap_id(conn, id)?,
        None => None,
    };
    known.map(Some).ok_or_else(|| Stop::refused("error-unknown-parent"))
}
