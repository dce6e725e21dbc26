//! `Update`: a new version of an object or an actor (ActivityPub §7.3).

use super::create::{tell, trusted_object};
use super::{Applying, Effect, Found, Source, narrow};
use crate::activity::authority;
use crate::activity::envelope::Activity;
use crate::activity::stop::{Outcome, Stop};
use crate::actor::json::{Rules, changed_rules};
use crate::actor::{self, Actor, member};
use crate::error::Error;
use crate::id::same_origin;
use crate::json::{Document, Properties};
use crate::object::chatham;
use crate::object::json::{MAX_SOURCE, ObjectJson};
use crate::object::model::Revision;
use crate::object::{self, Object, ObjectState};
use crate::peer::{self, Dialect};
use crate::store::Conn;
use crate::tool::{self, Change, ChangeKind};
use crate::vetting::{Level, assertion};

pub(super) fn update(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    let Some(id) = activity.object_id() else { return Err(Stop::Refused(Error::malformed("activity: object without id"))) };
    if let Some(assertion) = activity.object.document().filter(|document| assertion::is_assertion(document)) {
        return super::staff::renewed(conn, cx, actor, assertion, source);
    }
    if let Some(target) = actor::model::by_ap_id(conn, id)? {
        return update_actor(conn, cx, actor, activity, source, target);
    }
    let json = trusted_object(cx, actor, activity, source)?;
    let Some(object) = object::model::by_ap_id(conn, &json.id)?.filter(|known| known.state != ObjectState::Emptied) else {
        // An edit of something that never reached us, or was emptied here, is as good as the thing itself.
        return super::create::create(conn, cx, actor, activity, source);
    };
    let group = match object.group_id {
        Some(group) => Some(actor::model::find(conn, group)?),
        None => None,
    };
    authority::check_updates(conn, cx, &object, group.as_ref(), actor)?;
    if object.deleted_at.is_some() {
        return Ok(Effect::none("deleted stays deleted"));
    }
    if let Some(group) = group.as_ref().filter(|group| group.local) {
        authority::check_not_banned(conn, cx, group, actor)?;
    }
    // A new version is read by everybody inside; who only reads may still change what she wrote, who left or whose membership rests may not.
    let inside = group.as_ref().filter(|group| group.is_protected() && group.id != actor.id && source.announced.is_none());
    if let Some(group) = inside
        && member::role(conn, group.id, actor.id)?.is_none()
    {
        return Err(Stop::refused("error-not-a-member"));
    }
    revise(conn, cx, actor, group, &json, activity, object)
}

fn revise(
    conn: &mut Conn,
    cx: &Applying<'_>,
    actor: &Actor,
    group: Option<Actor>,
    json: &ObjectJson,
    activity: &Activity,
    object: Object,
) -> Result<Effect, Stop> {
    let edited_at = json.updated.or(activity.published).unwrap_or(cx.now).min(cx.now);
    let known_at = object.edited_at.unwrap_or(object.published);
    let same = object.name == json.name && object.content == json.content && object.summary == json.summary;
    if edited_at < known_at || same && edited_at == known_at {
        return Ok(Effect::none("not newer"));
    }
    let mut details = json.details.clone();
    // What was said under the rule stays under it, whatever a later version says.
    let beginning = object.root_id == object.id;
    let says_so = details.chatham || object::json::details(&object).chatham;
    details.chatham = chatham::begins_under_rule(group.as_ref(), object.reach, beginning, says_so);
    let kind = tool::entry_of(cx.app.kinds, &object);
    if let Some(kind) = kind {
        details.tool = kind.read(&json.document)?;
    }
    let revision = Revision {
        name: json.name.clone(),
        summary: json.summary.clone(),
        content: json.content.clone(),
        source: json.source.clone(),
        url: json.url.clone(),
        sensitive: json.sensitive,
        details: serde_json::to_string(&details).map_err(Error::internal)?,
        json: serde_json::to_string(&json.document).map_err(Error::internal)?,
        edited_at: Some(edited_at),
    };
    object::model::revise(conn, object.id, &revision)?;
    let object = object::model::find(conn, object.id)?;
    if let Some(kind) = kind {
        let change =
            Change { kind: ChangeKind::Updated, object: &object, actor, group: group.as_ref(), details: &details.tool, now: cx.now };
        if object.in_reply_to.is_none() {
            kind.check(conn, &change)?;
        }
        kind.applied(conn, &change)?;
    }
    let tell = if object.local { tell(conn, json, &object)? } else { Vec::new() };
    Ok(Effect { outcome: Outcome::Applied, object: Some(object), group, tell, decided_in: None, inboxes: Vec::new() })
}

/// An actor changes itself, its server changes it, or a host changes a community (FEP-1b12).
fn update_actor(
    conn: &mut Conn,
    cx: &Applying<'_>,
    actor: &Actor,
    activity: &Activity,
    source: &Source,
    target: Actor,
) -> Result<Effect, Stop> {
    let own = actor.id == target.id;
    if !own && !target.is_group() {
        return Err(Stop::refused("error-foreign-object"));
    }
    if target.local {
        if own {
            // Its row is the source of the document; what follows is telling others.
            let group = target.is_group().then_some(target);
            return Ok(Effect { group, ..Effect::applied() });
        }
        // A host changes our community: only what a host may, never its keys or addresses.
        authority::check_moderates(conn, &target, actor, source)?;
        let document = activity.object.document().ok_or_else(|| Stop::Refused(Error::malformed("activity: object")))?;
        apply_profile(conn, cx, &target, actor, document)?;
        if let Some(reach) = narrow::wanted(&target, document) {
            narrow::narrow(conn, cx, &target, reach)?;
        }
        return Ok(Effect::within(actor::model::find(conn, target.id)?));
    }
    if !own {
        authority::check_moderates(conn, &target, actor, source)?;
        if actor.local {
            // Its home decides whether that holds, and says so.
            return Ok(Effect::within(target));
        }
    }
    // Keys and addresses count only from the actor's own origin: embedded if it sent this itself, else fetched.
    let document = match activity.object.document().filter(|_| own && source.authentic && same_origin(&activity.actor, &target.ap_id)) {
        Some(document) => document,
        None => match cx.fetched(&target.ap_id)? {
            Found::Document(document) => document,
            Found::Nothing => return Err(Stop::Refused(Error::NotFound)),
        },
    };
    let stored = cx.store_actor(conn, document)?;
    let group = stored.is_group().then_some(stored);
    Ok(Effect { group, ..Effect::applied() })
}

/// What a host says about our community. Servers of another kind know nothing of its rules and questions.
fn apply_profile(conn: &mut Conn, cx: &Applying<'_>, target: &Actor, host: &Actor, document: &Document) -> Result<(), Stop> {
    let knows_all = !host.local && peer::by_host(conn, &host.host)?.is_some_and(|peer| peer.dialect() == Dialect::Own);
    let text = |property: &str| document.text(property).unwrap_or_default();
    let source = document.object_of("source").and_then(|source| source.text("content")).unwrap_or_default();
    if source.len() > MAX_SOURCE {
        return Err(Stop::Refused(Error::invalid("source", "error-text-too-long")));
    }
    let name = crate::text::clean_line(text("name"), 200);
    let profile = actor::model::Profile {
        name: if name.is_empty() { target.name.clone() } else { name },
        summary: actor::json::words(text("summary")),
        source: crate::text::clean_text(source),
        details: if knows_all { rules(conn, target, document)?.to_text() } else { target.details.clone() },
        posting_restricted: document.flag("postingRestrictedToMods"),
        updated: Some(cx.now),
    };
    actor::model::update_profile(conn, target.id, &profile)?;
    Ok(cx.app.stored(conn, tool::Stored::Actor(target.id))?)
}

/// What a host elsewhere wants to hold in our community, as far as a form here would take it.
fn rules(conn: &mut Conn, target: &Actor, document: &Document) -> Result<Rules, Stop> {
    let mut rules = changed_rules(target, document);
    rules.levels.retain(|word| Level::parse(word).is_some());
    rules.face = object::read::open_beginnings(conn, &rules.face)?.into_iter().map(|object| object.ap_id).collect();
    Ok(rules)
}
