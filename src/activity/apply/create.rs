//! `Create`: a new object (ActivityPub §7.2).

use super::{Applying, Effect, Found, Source, place};
use crate::activity::authority;
use crate::activity::envelope::Activity;
use crate::activity::log;
use crate::activity::stop::{Outcome, Stop};
use crate::actor::{self, Actor};
use crate::error::Error;
use crate::id::same_origin;
use crate::json::Document;
use crate::object::audience::reach_of;
use crate::object::chatham;
use crate::object::json::ObjectJson;
use crate::object::{self, Object, ObjectState, Reach};
use crate::store::Conn;
use crate::tool::{self, Change, ChangeKind, KindEntry};

pub(super) fn create(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    let json = trusted_object(cx, actor, activity, source)?;
    place::check_same_place(activity, &json)?;
    let stored = store(conn, cx, actor, &json, source)?;
    let tell = audience_to_tell(conn, &json, &stored)?;
    let outcome = if stored.changed { Outcome::Applied } else { Outcome::NoEffect("known already") };
    Ok(Effect { outcome, object: Some(stored.object), group: stored.group, tell, decided_in: None, inboxes: Vec::new() })
}

/// The object of a `Create` or `Update`, as its author's own server has it: the embedded copy when the activity is authentic and of one
/// origin, else the fetched one.
pub(super) fn trusted_object(cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<ObjectJson, Stop> {
    let id = activity.object_id().ok_or_else(|| Stop::Refused(Error::malformed("activity: object without id")))?;
    if !same_origin(id, &actor.ap_id) {
        return Err(Stop::refused("error-foreign-object"));
    }
    let document = match activity.object.document().filter(|_| source.authentic) {
        Some(document) => document,
        None => match cx.fetched(id)? {
            Found::Document(document) => document,
            Found::Nothing => return Err(Stop::Refused(Error::NotFound)),
        },
    };
    let json = cx.evidence.read(document)?;
    if json.attributed_to != actor.ap_id || !same_origin(&json.id, &actor.ap_id) {
        return Err(Stop::refused("error-foreign-author"));
    }
    Ok(json)
}

/// Takes in an object that was fetched from its origin.
pub fn ingest(conn: &mut Conn, cx: &Applying<'_>, document: &Document, source: &Source) -> Result<Object, Stop> {
    let json = cx.evidence.read(document)?;
    if !same_origin(&json.id, &json.attributed_to) {
        return Err(Stop::refused("error-foreign-author"));
    }
    let author = cx.actor(conn, &json.attributed_to)?;
    let source = Source { authentic: true, announced: source.announced.clone() };
    Ok(store(conn, cx, &author, &json, &source)?.object)
}

struct Stored {
    object: Object,
    group: Option<Actor>,
    changed: bool,
}

fn store(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, json: &ObjectJson, source: &Source) -> Result<Stored, Stop> {
    let emptied = match object::model::by_ap_id(conn, &json.id)? {
        Some(known) if may_be_filled(actor, source, &known) => Some(known),
        Some(known) => return recognise(conn, actor, json, source, known),
        None => None,
    };
    if log::was_deleted(conn, &json.id, &actor.ap_id)? {
        return Err(Stop::Refused(Error::Gone));
    }
    let parent = place::parent(conn, cx, actor, json)?;
    let reach = reach_of(&refs(&json.to), &refs(&json.cc), actor.followers.as_deref(), &cx.app.urls.local_audience());
    let protected = place::protected(conn, json, reach)?;
    let reach = if protected.is_some() { Reach::Members } else { reach };
    if reach == Reach::Local && !actor.local {
        return Err(Stop::refused("error-foreign-object"));
    }
    let root = match &parent {
        Some(parent) if parent.root_id != parent.id => Some(object::model::find(conn, parent.root_id)?),
        Some(parent) => Some(parent.clone()),
        None => None,
    };
    place::check_stays_inside(root.as_ref(), protected.as_ref(), reach)?;
    let group = match protected {
        Some(group) => Some(place::inside(group, actor, source)?),
        None => place::group(conn, actor, json, source, root.as_ref(), reach)?,
    };
    if let Some(group) = group.as_ref().filter(|_| source.announced.is_some()) {
        place::check_way_in(group, parent.as_ref(), root.as_ref())?;
    }
    let removed = match group.as_ref().filter(|_| source.announced.is_some()) {
        Some(group) => log::removed_before(conn, &json.id, group.id)?,
        None => None,
    };
    let kind = kind(cx, group.as_ref(), json, root.as_ref());
    // Elsewhere the community's home decides; what we know already spares our own people the way there.
    // What a community publishes as its own (`activity::nameless`) was checked with whoever sent it.
    let of_members = group.as_ref().filter(|group| group.id != actor.id);
    if let Some(group) = of_members.filter(|group| group.local || actor.local && source.announced.is_none()) {
        authority::check_contributes(conn, cx, group, actor, kind, root.as_ref())?;
    }
    let mut details = json.details.clone();
    details.chatham = chatham::begins_under_rule(group.as_ref(), reach, root.is_none(), details.chatham);
    if let Some(kind) = kind {
        details.tool = kind.read(&json.document)?;
    }
    let own = cx.app.urls.object_id(&json.id).filter(|_| actor.local);
    let id = own.or(emptied.as_ref().map(|known| known.id)).unwrap_or_else(|| cx.app.next_id());
    let object = Object {
        id,
        ap_id: json.id.clone(),
        kind: json.kind.clone(),
        tool: kind.map(|kind| kind.tool.to_owned()),
        actor_id: actor.id,
        group_id: group.as_ref().map(|group| group.id),
        root_id: root.as_ref().map_or(id, |root| root.id),
        in_reply_to_id: parent.as_ref().map(|parent| parent.id),
        in_reply_to: json.in_reply_to.clone(),
        reach,
        state: place::state(conn, actor, group.as_ref(), source)?,
        local: actor.local,
        name: json.name.clone(),
        summary: json.summary.clone(),
        content: json.content.clone(),
        source: json.source.clone(),
        url: json.url.clone(),
        sensitive: json.sensitive,
        seq: source.announced.as_ref().and_then(|announced| announced.seq),
        reply_count: 0,
        reaction_count: 0,
        details: serde_json::to_string(&details).map_err(Error::internal)?,
        json: serde_json::to_string(&json.document).map_err(Error::internal)?,
        // Nobody can pin a feed by writing from the future.
        published: json.published.map_or(cx.now, |published| published.min(cx.now)),
        edited_at: json
            .updated
            .map(|updated| updated.min(cx.now))
            .filter(|updated| json.published.is_none_or(|published| *updated > published)),
        pinned_at: None,
        locked_at: None,
        deleted_at: None,
        removed_reason: None,
        latest_reply_at: None,
    };
    let change = Change { kind: ChangeKind::Created, object: &object, actor, group: group.as_ref(), details: &details.tool, now: cx.now };
    if let Some(kind) = kind.filter(|_| parent.is_none()) {
        kind.check(conn, &change)?;
    }
    let addressed = addressed(conn, json)?;
    match &emptied {
        Some(known) => object::model::refill(
            conn,
            &Object { root_id: known.root_id, in_reply_to_id: known.in_reply_to_id, ..object.clone() },
            &addressed,
        )?,
        None => object::model::insert(conn, &object, &addressed)?,
    }
    object::model::adopt_orphans(conn, &object)?;
    if let Some(kind) = kind {
        kind.applied(conn, &change)?;
    }
    cx.app.stored(conn, tool::Stored::Object(id))?;
    let Some(reason) = removed else { return Ok(Stored { object, group, changed: true }) };
    // Its hosts removed it before it came: there is nothing to tell anybody, and they can bring it back.
    object::model::bury(conn, &object, cx.now, Some(&reason))?;
    Ok(Stored { object: object::model::find(conn, id)?, group, changed: false })
}

/// Whether this is a copy that was emptied when nobody here could read its community any more, and that community announces it anew.
fn may_be_filled(actor: &Actor, source: &Source, known: &Object) -> bool {
    let by_home = source.announced.as_ref().is_some_and(|announced| known.group_id == Some(announced.group.id));
    known.state == ObjectState::Emptied && known.actor_id == actor.id && by_home && source.authentic
}

/// What to do with an object we have: a pending one is published by its community's announcement, one that came before gets its community.
fn recognise(conn: &mut Conn, actor: &Actor, json: &ObjectJson, source: &Source, known: Object) -> Result<Stored, Stop> {
    if known.actor_id != actor.id {
        return Err(Stop::refused("error-foreign-object"));
    }
    if known.deleted_at.is_some() && known.removed_reason.is_none() {
        return Err(Stop::Refused(Error::Gone));
    }
    let Some(announced) = &source.announced else { return Ok(Stored { object: known, group: None, changed: false }) };
    if json.in_reply_to != known.in_reply_to {
        return Err(Stop::refused("error-unproven"));
    }
    let addressed = json.addressees().any(|url| url == announced.group.ap_id || Some(url) == announced.group.followers.as_deref());
    let Some(object) = place::take_in(conn, &known, announced, addressed)? else {
        return Ok(Stored { object: known, group: None, changed: false });
    };
    let changed = known.state == ObjectState::Pending || known.group_id.is_none();
    Ok(Stored { object, group: Some(announced.group.clone()), changed })
}

fn refs(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

/// The kind: an answer belongs to the tool of its thread; a beginning to the collection it is put into, else to the first kind of its type.
fn kind<'a>(cx: &Applying<'a>, group: Option<&Actor>, json: &ObjectJson, root: Option<&Object>) -> Option<&'a KindEntry> {
    if let Some(root) = root {
        return tool::entry_of(cx.app.kinds, root);
    }
    let collection = group.and_then(|group| json.target.as_ref()?.0.strip_prefix(&group.ap_id)?.strip_prefix("/collections/"));
    tool::kind_of(cx.app.kinds, collection, &json.kind)
}

/// The known actors an object is addressed to or mentions: who may read it when it is not for everybody.
fn addressed(conn: &mut Conn, json: &ObjectJson) -> Result<Vec<i64>, Stop> {
    let urls: Vec<&str> = json.addressees().collect();
    Ok(actor::model::ids_among(conn, &urls)?)
}

/// Who is told of a new or changed object besides its community: who is mentioned, and the author of what it answers.
pub(super) fn tell(conn: &mut Conn, json: &ObjectJson, object: &Object) -> Result<Vec<Actor>, Stop> {
    let urls: Vec<&str> = json.to.iter().chain(&json.cc).chain(&json.mentions).map(String::as_str).collect();
    let mut ids = actor::model::ids_among(conn, &urls)?;
    if let Some(parent) = object.in_reply_to_id {
        ids.push(object::model::find(conn, parent)?.actor_id);
    }
    ids.retain(|id| *id != object.actor_id);
    let actors = actor::model::find_all(conn, &ids)?;
    Ok(actors.into_iter().filter(|actor| !actor.is_group()).collect())
}

fn audience_to_tell(conn: &mut Conn, json: &ObjectJson, stored: &Stored) -> Result<Vec<Actor>, Stop> {
    if stored.object.local { tell(conn, json, &stored.object) } else { Ok(Vec::new()) }
}
