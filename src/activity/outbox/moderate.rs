//! What hosts do, wherever they and their community live; and reports, which anybody may make.

use super::{local, public_in, readable, submit};
use crate::activity::apply::{MEMBER, READER, ROLE};
use crate::activity::compose::{AS_ADMINISTRATION, New};
use crate::activity::envelope::Activity;
use crate::actor::{self, Actor, member};
use crate::app::App;
use crate::error::{Error, Result};
use crate::object::{self, Object, Viewer};
use crate::store::Conn;
use crate::store::schema::flags;
use crate::store::types::Timestamp;
use crate::text;
use diesel::prelude::*;
use serde_json::{Value, json};
use std::sync::Arc;

/// The longest reason, in characters.
pub(super) const MAX_REASON: usize = 1_000;

/// Pins or unpins a beginning in its community.
pub async fn pin(app: &Arc<App>, actor_id: i64, object_id: i64, pinned: bool) -> Result<()> {
    on_object(app, actor_id, object_id, move |_, actor, object, group| {
        let (to, cc) = public_in(Some(group));
        let verb = if pinned { "Add" } else { "Remove" };
        Ok(New::by(actor, verb, json!(object.ap_id)).to(to).cc(cc).within(Some(group)).with("target", json!(group.featured)))
    })
    .await
}

/// Closes something for answers, or opens it again.
pub async fn lock(app: &Arc<App>, actor_id: i64, object_id: i64, locked: bool) -> Result<()> {
    on_object(app, actor_id, object_id, move |app, actor, object, group| {
        let (to, cc) = public_in(Some(group));
        Ok(reversible(app, actor, group, "Lock", &object.ap_id, None, !locked).to(to).cc(cc))
    })
    .await
}

/// Removes somebody's contribution from a community, with a reason.
pub async fn remove(app: &Arc<App>, actor_id: i64, object_id: i64, reason: &str) -> Result<()> {
    let reason = reason_of(reason)?;
    on_object(app, actor_id, object_id, move |app, actor, object, group| {
        let (to, cc) = public_in(Some(group));
        Ok(reversible(app, actor, group, "Delete", &object.ap_id, Some(&reason), false).to(to).cc(cc))
    })
    .await
}

/// Brings back what was removed.
pub async fn restore(app: &Arc<App>, actor_id: i64, object_id: i64) -> Result<()> {
    on_object(app, actor_id, object_id, move |app, actor, object, group| {
        let (to, cc) = public_in(Some(group));
        Ok(reversible(app, actor, group, "Delete", &object.ap_id, Some("restored"), true).to(to).cc(cc))
    })
    .await
}

/// Makes a member a host.
pub async fn appoint(app: &Arc<App>, actor_id: i64, group_id: i64, person_id: i64) -> Result<()> {
    change_hosts(app, actor_id, group_id, person_id, "Add").await
}

/// Makes a host a member again.
pub async fn dismiss(app: &Arc<App>, actor_id: i64, group_id: i64, person_id: i64) -> Result<()> {
    change_hosts(app, actor_id, group_id, person_id, "Remove").await
}

async fn change_hosts(app: &Arc<App>, actor_id: i64, group_id: i64, person_id: i64, verb: &'static str) -> Result<()> {
    app.write(move |conn, app| {
        let (actor, group, person) = host_and(conn, actor_id, group_id, person_id)?;
        let (to, cc) = public_in(Some(&group));
        let new = New::by(&actor, verb, json!(person.ap_id)).to(to).cc(cc).within(Some(&group));
        decide(conn, app, &group, new.with("target", json!(group.moderators)))
    })
    .await
}

/// Lets a member of a protected community only read from now on, or take part again.
pub async fn set_reading(app: &Arc<App>, actor_id: i64, group_id: i64, person_id: i64, reading: bool) -> Result<()> {
    app.write(move |conn, app| {
        let (actor, group, person) = host_and(conn, actor_id, group_id, person_id)?;
        let members = group.members.clone().ok_or(Error::conflict("error-role-public"))?;
        let role = if reading { READER } else { MEMBER };
        let new = New::by(&actor, "Add", json!(person.ap_id)).to(vec![members.clone()]).within(Some(&group));
        decide(conn, app, &group, new.with("target", json!(members)).with(ROLE, json!(role)))
    })
    .await
}

/// Bans somebody from a community until a time or without end.
pub async fn ban(app: &Arc<App>, actor_id: i64, group_id: i64, person_id: i64, reason: &str, until: Option<Timestamp>) -> Result<()> {
    let reason = reason_of(reason)?;
    app.write(move |conn, app| {
        let (actor, group, person) = host_and(conn, actor_id, group_id, person_id)?;
        let (to, cc) = public_in(Some(&group));
        let new = reversible(app, &actor, &group, "Block", &person.ap_id, Some(&reason), false).to(to).cc(cc);
        let new = new.with("target", json!(group.ap_id)).with("endTime", json!(until.map(Timestamp::rfc3339)));
        decide(conn, app, &group, new)
    })
    .await
}

/// Lifts a ban.
pub async fn lift_ban(app: &Arc<App>, actor_id: i64, group_id: i64, person_id: i64) -> Result<()> {
    app.write(move |conn, app| {
        let (actor, group, person) = host_and(conn, actor_id, group_id, person_id)?;
        let (to, cc) = public_in(Some(&group));
        let mut new = reversible(app, &actor, &group, "Block", &person.ap_id, None, true).to(to).cc(cc);
        if let Some(inner) = new.object.as_object_mut() {
            inner.insert("target".to_owned(), json!(group.ap_id));
        }
        decide(conn, app, &group, new)
    })
    .await
}

/// Reports something to the hosts of its community or to its author's server.
pub async fn report(app: &Arc<App>, actor_id: i64, object_id: i64, reason: &str) -> Result<()> {
    let reason = reason_of(reason)?;
    app.write(move |conn, app| {
        let actor = local(conn, actor_id)?;
        let (object, group) = readable(conn, actor_id, object_id)?;
        flag(conn, app, &actor, &object, group.as_ref(), &reason).map(drop)
    })
    .await
}

/// Reports what everybody may read for somebody who is not logged in: the server itself speaks. `contact` is a checked mail address for
/// questions, which never leaves this instance.
pub async fn report_for_visitor(app: &Arc<App>, object_id: i64, reason: &str, contact: Option<String>) -> Result<()> {
    let reason = reason_of(reason)?;
    app.write(move |conn, app| {
        let server = local(conn, app.server_actor_id)?;
        let object = object::read::find(conn, Viewer::Anonymous, object_id)?;
        let group = object.group_id.map(|group| actor::model::find(conn, group)).transpose()?;
        let activity = flag(conn, app, &server, &object, group.as_ref(), &reason)?;
        if contact.is_some() {
            diesel::update(flags::table.filter(flags::activity.eq(&activity.id))).set(flags::contact.eq(contact)).execute(conn)?;
        }
        Ok(())
    })
    .await
}

fn flag(conn: &mut Conn, app: &App, actor: &Actor, object: &Object, group: Option<&Actor>, reason: &str) -> Result<Activity> {
    let (to, reported) = match group {
        Some(group) => (group.ap_id.clone(), json!(object.ap_id)),
        None => {
            // Mastodon finds whom a report is about by the account among its objects.
            let author = actor::model::find(conn, object.actor_id)?.ap_id;
            (author.clone(), json!([author, object.ap_id]))
        }
    };
    let new = New::by(actor, "Flag", reported).to(vec![to]).within(group);
    submit(conn, app, &new.with("summary", json!(reason)).with("content", json!(reason)))
}

fn reason_of(reason: &str) -> Result<String> {
    let reason = text::clean_line(reason, MAX_REASON);
    if reason.is_empty() { Err(Error::invalid("reason", "error-reason-missing")) } else { Ok(reason) }
}

/// Submits a decision. Those of admins who are no hosts say so, for the community's log.
fn decide(conn: &mut Conn, app: &App, group: &Actor, new: New<'_>) -> Result<()> {
    let hosts = member::role(conn, group.id, new.actor.id)? == Some(member::Role::Host);
    let new = if hosts { new } else { new.with(AS_ADMINISTRATION, json!(true)) };
    submit(conn, app, &new).map(drop)
}

/// A decision about `object`, or the `Undo` of one.
fn reversible<'a>(
    app: &App,
    actor: &'a Actor,
    group: &'a Actor,
    verb: &'static str,
    object: &str,
    reason: Option<&str>,
    undo: bool,
) -> New<'a> {
    if undo {
        // Lemmy reads what is undone as a whole activity: addressees, and a community as target, are not optional there.
        let (to, cc) = public_in(Some(group));
        let mut inner = json!({
            "id": app.urls.activity(app.next_id()),
            "type": verb,
            "actor": actor.ap_id,
            "to": to,
            "cc": cc,
            "audience": group.ap_id,
            "object": object,
        });
        if let (Some(reason), Some(inner)) = (reason, inner.as_object_mut()) {
            inner.insert("summary".to_owned(), json!(reason));
        }
        return New::by(actor, "Undo", inner).within(Some(group));
    }
    New::by(actor, verb, Value::String(object.to_owned())).within(Some(group)).with("summary", json!(reason))
}

async fn on_object<F>(app: &Arc<App>, actor_id: i64, object_id: i64, build: F) -> Result<()>
where
    F: for<'a> FnOnce(&App, &'a Actor, &Object, &'a Actor) -> Result<New<'a>> + Send + 'static,
{
    app.write(move |conn, app| {
        let actor = local(conn, actor_id)?;
        let (object, group) = readable(conn, actor_id, object_id)?;
        let group = group.ok_or(Error::Forbidden(crate::error::Reason::new("error-not-in-this-community")))?;
        let new = build(app, &actor, &object, &group)?;
        decide(conn, app, &group, new)
    })
    .await
}

fn host_and(conn: &mut Conn, actor_id: i64, group_id: i64, person_id: i64) -> Result<(Actor, Actor, Actor)> {
    let (actor, group) = (local(conn, actor_id)?, actor::model::find(conn, group_id)?);
    if !group.is_group() {
        return Err(Error::NotFound);
    }
    if member::find(conn, group_id, actor_id)?.is_none_or(|member| member.role != member::Role::Host) && !group.local {
        return Err(Error::forbidden("error-not-a-host"));
    }
    Ok((actor, group, actor::model::find(conn, person_id)?))
}
