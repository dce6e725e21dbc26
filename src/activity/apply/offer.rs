//! `Offer` (ActivityStreams vocabulary §3.2): a member's server hands the home of a community what it received in one of its threads and the
//! home did not: somebody answered the author alone. It does what inbox forwarding (ActivityPub §7.1.2) is for, without trusting the copy.

use super::{Applying, Effect, Found, Source, apply, hosting, nameless};
use crate::activity::compose::{New, compose, record};
use crate::activity::deliver;
use crate::activity::envelope::Activity;
use crate::activity::nameless::is_offer;
use crate::activity::stop::{Outcome, Stop};
use crate::activity::verb::Verb;
use crate::actor::json::context;
use crate::actor::{self, Actor, member};
use crate::app::App;
use crate::error::{Error, Result};
use crate::id::same_origin;
use crate::json::{Document, PUBLIC, Properties};
use crate::object::{self, Object};
use crate::peer::{self, Dialect};
use crate::store::Conn;
use serde_json::{Value, json};

/// When a server that offers too much may go on, in seconds.
const LOOK_UP_PAUSE: u32 = 3_600;

/// Takes in an answer, its edit or its deletion as its own server has it.
pub(super) fn offer(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity) -> Result<Effect, Stop> {
    if let Some(inner) = hosting::is_application(actor, activity) {
        return hosting::offered(conn, cx, actor, inner);
    }
    if is_offer(activity) {
        return nameless::offered(conn, cx, actor, activity);
    }
    let group = match activity.target.as_deref() {
        Some(target) => actor::model::by_ap_id(conn, target)?.filter(|group| group.is_group() && group.local),
        None => None,
    };
    let (Some(group), Some(inner)) = (group, activity.object.activity()) else {
        return Ok(Effect::none("nothing for a community of ours"));
    };
    if !member::has_member_from(conn, group.id, &actor.host)? {
        return Err(Stop::refused("error-not-a-member"));
    }
    let inner = Activity::nested(inner)?;
    cx.check_policy(&actor.host, &inner)?;
    let id = inner.object_id().ok_or_else(|| Stop::Refused(Error::malformed("activity: object without id")))?;
    if cx.app.urls.is_local(id) || cx.app.urls.is_local(&inner.actor) || !same_origin(id, &inner.actor) {
        return Err(Stop::refused("error-not-the-author"));
    }
    let known = object::model::by_ap_id(conn, id)?;
    let verified = match (inner.verb, known) {
        (Verb::Create | Verb::Update, known) => written(conn, cx, actor, &group, &inner, id, known.as_ref())?,
        (Verb::Delete, Some(known)) => deleted(conn, cx, actor, &group, &known)?,
        _ => None,
    };
    let Some(verified) = verified else { return Ok(Effect::none("not in a thread of this community")) };
    Ok(match apply(conn, cx, &verified, &Source::direct())? {
        Outcome::Applied => Effect::applied(),
        Outcome::NoEffect(why) => Effect::none(why),
    })
}

/// An answer or its edit, as it stands at home. Of what was offered only the id is used, and only what says that it stands in a thread of this
/// community is worth a look at another server.
fn written(
    conn: &mut Conn,
    cx: &Applying<'_>,
    by: &Actor,
    group: &Actor,
    inner: &Activity,
    id: &str,
    known: Option<&Object>,
) -> Result<Option<Activity>, Stop> {
    let answers = |conn: &mut Conn, document: &Document| -> Result<bool, Stop> {
        let Some(answered) = document.id_of("inReplyTo") else { return Ok(false) };
        let Some(answered) = object::model::by_ap_id(conn, answered)? else { return Ok(false) };
        Ok(object::model::find(conn, answered.root_id)?.group_id == Some(group.id))
    };
    let fits = match (known, inner.object.document()) {
        (Some(known), _) => known.group_id == Some(group.id) && known.in_reply_to.is_some(),
        (None, Some(offered)) => answers(conn, offered)?,
        (None, None) => false,
    };
    if !fits {
        return Ok(None);
    }
    let Found::Document(document) = look_up(cx, by, id)? else { return Err(Stop::refused("error-unproven")) };
    if !answers(conn, document)? {
        return Ok(None);
    }
    let author = document.id_of("attributedTo").unwrap_or_default();
    let verb = if known.is_some() { "Update" } else { "Create" };
    let version = document.text("updated").or(document.text("published")).unwrap_or_default();
    Ok(Some(stated(group, verb, id, version, author, Value::Object(document.clone()))?))
}

/// What is at the address an offer names, looked up so often and no more on one server's word.
fn look_up<'a>(cx: &Applying<'a>, by: &Actor, id: &str) -> Result<&'a Found, Stop> {
    if cx.evidence.get(id).is_none() && !cx.app.may_look_up(&by.host) {
        return Err(Stop::Failed(Error::TooMany { retry_after: LOOK_UP_PAUSE }));
    }
    cx.fetched(id)
}

/// The deletion of an answer that is really gone. What hosts removed is gone at home for that reason, which proves nothing.
fn deleted(conn: &mut Conn, cx: &Applying<'_>, by: &Actor, group: &Actor, known: &Object) -> Result<Option<Activity>, Stop> {
    if known.group_id != Some(group.id) || known.in_reply_to.is_none() || known.deleted_at.is_some() {
        return Ok(None);
    }
    let gone = match look_up(cx, by, &known.ap_id)? {
        Found::Nothing => true,
        Found::Document(document) => document.kind() == "Tombstone",
    };
    if !gone {
        return Err(Stop::refused("error-unproven"));
    }
    let author = actor::model::find(conn, known.actor_id)?;
    Ok(Some(stated(group, "Delete", &known.ap_id, "", &author.ap_id, json!(known.ap_id))?))
}

/// An activity in our own words. Its id is one its author's server never gave, so that it stands in nobody's way.
fn stated(group: &Actor, verb: &str, id: &str, version: &str, author: &str, object: Value) -> Result<Activity, Stop> {
    let document = json!({
        "@context": context(),
        "id": format!("{}#dienstweg-{}{version}", id.split('#').next().unwrap_or(id), verb.to_lowercase()),
        "type": verb,
        "actor": author,
        "to": [PUBLIC],
        "cc": [group.ap_id],
        "audience": group.ap_id,
        "object": object,
    });
    let Value::Object(document) = document else { return Err(Stop::Failed(Error::internal("an activity is an object"))) };
    let activity = Activity::nested(&document)?;
    activity.check_size()?;
    Ok(activity)
}

/// Offers the home of a community what somebody of a third server did in one of its threads, unless it was addressed to the community.
pub(super) fn pass_on(conn: &mut Conn, app: &App, actor: &Actor, activity: &Activity, group: &Actor) -> Result<()> {
    let is_of_authors = matches!(activity.verb, Verb::Create | Verb::Update | Verb::Delete);
    let knows = actor.host == group.host || activity.addressees().any(|url| url == group.ap_id);
    let speaks = peer::by_host(conn, &group.host)?.is_some_and(|peer| peer.dialect() == Dialect::Own);
    if !is_of_authors || knows || !speaks {
        return Ok(());
    }
    let server = actor::model::find(conn, app.server_actor_id)?;
    let new = New::by(&server, "Offer", Value::Object(activity.document.clone()))
        .to(vec![group.ap_id.clone()])
        .with("target", json!(group.ap_id));
    let (id, offer) = compose(conn, app, &new)?;
    record(conn, app, id, &server, None, &offer)?;
    deliver::enqueue(conn, app, id, &server, group.id, std::slice::from_ref(&group.inbox))?;
    Ok(())
}
