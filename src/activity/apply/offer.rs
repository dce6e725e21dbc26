//! `Offer` (ActivityStreams vocabulary §3.2): a member's server hands the home of a community what it received in one of its threads and the
//! home did not: somebody answered the author alone. It does what inbox forwarding (ActivityPub §7.1.2) is for, without trusting the copy.

use super::{Applying, Effect, Found, Source, apply};
use crate::activity::compose::{New, compose, record};
use crate::activity::deliver;
use crate::activity::envelope::Activity;
use crate::activity::stop::{Outcome, Stop};
use crate::activity::verb::Verb;
use crate::actor::{self, Actor, member};
use crate::app::App;
use crate::error::{Error, Result};
use crate::json::Properties;
use crate::object;
use crate::peer::{self, Dialect};
use crate::store::Conn;
use serde_json::{Value, json};

/// Takes in an answer, its edit or its deletion as its own server has it.
pub(super) fn offer(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity) -> Result<Effect, Stop> {
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
    // Only what stands in a thread of this community is worth a look at another server.
    let id = inner.object_id().ok_or_else(|| Stop::Refused(Error::malformed("activity: object without id")))?;
    let answered = inner.object.document().and_then(|document| document.id_of("inReplyTo"));
    let known = match (object::model::by_ap_id(conn, id)?, answered) {
        (Some(object), _) => Some(object),
        (None, Some(answered)) => object::model::by_ap_id(conn, answered)?,
        (None, None) => None,
    };
    if known.is_none_or(|object| object.group_id != Some(group.id)) {
        return Ok(Effect::none("not in a thread of this community"));
    }
    let found = cx.fetched(id)?;
    let verified = match (inner.verb, found) {
        (Verb::Create | Verb::Update, Found::Document(document)) if document.kind() != "Tombstone" => {
            let mut verified = inner.document.clone();
            verified.shift_remove("proof");
            verified.insert("object".to_owned(), Value::Object(document.clone()));
            Activity::nested(&verified)?
        }
        (Verb::Delete, Found::Nothing) => inner,
        (Verb::Delete, Found::Document(document)) if document.kind() == "Tombstone" => inner,
        _ => return Err(Stop::refused("error-unproven")),
    };
    Ok(match apply(conn, cx, &verified, &Source::direct())? {
        Outcome::Applied => Effect::applied(),
        Outcome::NoEffect(why) => Effect::none(why),
    })
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
