//! Joining and leaving communities, following and unfollowing people.

use super::moderate::MAX_REASON;
use super::{local, submit};
use crate::activity::apply::ASSERTION;
use crate::activity::compose::New;
use crate::activity::fetch::check_policy;
use crate::activity::log;
use crate::actor::application::{self, MAX_WORDS};
use crate::actor::{self, Actor, follow, member};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::text;
use crate::vetting::assertion;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// So many people and communities somebody asks in a day.
const MOST_A_DAY: i64 = 500;
/// The day that [`MOST_A_DAY`] is about.
const DAY: Duration = Duration::from_secs(24 * 3_600);

/// Joins a community, here or elsewhere; one that not everybody may read is asked without words.
pub async fn join(app: &Arc<App>, actor_id: i64, group_id: i64) -> Result<()> {
    ask_to_join(app, actor_id, group_id, "").await
}

/// Asks the hosts of a protected community to be let in, with a word to them.
pub async fn ask_to_join(app: &Arc<App>, actor_id: i64, group_id: i64, words: &str) -> Result<()> {
    let words = text::clean_text(words).trim().to_owned();
    if words.chars().count() > MAX_WORDS {
        return Err(Error::invalid("words", "error-text-too-long"));
    }
    app.write(move |conn, app| ask(conn, app, actor_id, group_id, true, &words)).await
}

/// A host lets somebody in who asked.
pub async fn admit_applicant(app: &Arc<App>, host_id: i64, group_id: i64, person_id: i64) -> Result<()> {
    app.write(move |conn, app| answer(conn, app, host_id, (group_id, person_id), "Accept", "")).await
}

/// A host declines an application, with a reason for the applicant.
pub async fn decline_applicant(app: &Arc<App>, host_id: i64, group_id: i64, person_id: i64, reason: &str) -> Result<()> {
    let reason = text::clean_line(reason, MAX_REASON);
    if reason.is_empty() {
        return Err(Error::invalid("reason", "error-reason-missing"));
    }
    app.write(move |conn, app| answer(conn, app, host_id, (group_id, person_id), "Reject", &reason)).await
}

fn answer(conn: &mut Conn, app: &App, host_id: i64, (group_id, person_id): (i64, i64), verb: &'static str, reason: &str) -> Result<()> {
    let (host, group) = (local(conn, host_id)?, target(conn, group_id, true)?);
    let application = application::find(conn, group_id, person_id)?.ok_or(Error::NotFound)?;
    let reason = if reason.is_empty() { Value::Null } else { json!(reason) };
    submit(conn, app, &New::by(&host, verb, json!(application.activity)).to(vec![group.ap_id]).with("summary", reason))?;
    Ok(())
}

/// Follows a person, here or elsewhere.
pub async fn follow(app: &Arc<App>, actor_id: i64, target_id: i64) -> Result<()> {
    app.write(move |conn, app| ask(conn, app, actor_id, target_id, false, "")).await
}

fn ask(conn: &mut Conn, app: &App, actor_id: i64, target_id: i64, group: bool, words: &str) -> Result<()> {
    let (actor, target) = (local(conn, actor_id)?, target(conn, target_id, group)?);
    if log::count_of(conn, actor_id, &["Follow", "Join"], app.now().minus(DAY))? >= MOST_A_DAY {
        return Err(Error::forbidden("error-too-many-follows"));
    }
    if !target.local {
        check_policy(app, &target.ap_id)?;
    }
    let verb = if target.is_protected() { "Join" } else { "Follow" };
    let words = if words.is_empty() { Value::Null } else { Value::String(text::text_to_html(words)) };
    let mut new = New::by(&actor, verb, json!(target.ap_id)).to(vec![target.ap_id.clone()]).with("content", words);
    if target.is_protected() {
        // Its home asks who vouches for her, and so do the servers of its hosts elsewhere.
        let assertion = assertion::compose(conn, app, &actor)?.ok_or(Error::forbidden("error-not-vetted"))?;
        new = new.with(ASSERTION, Value::Object(assertion));
    }
    submit(conn, app, &new)?;
    Ok(())
}

fn target(conn: &mut Conn, id: i64, group: bool) -> Result<Actor> {
    let target = actor::model::find(conn, id)?;
    if target.is_group() == group && target.deleted_at.is_none() { Ok(target) } else { Err(Error::NotFound) }
}

/// Leaves a community. The last host of one of ours has to appoint another first.
pub async fn leave(app: &Arc<App>, actor_id: i64, group_id: i64) -> Result<()> {
    app.write(move |conn, app| {
        let group = target(conn, group_id, true)?;
        actor::model::hold(conn, group_id)?;
        let Some(membership) = member::find(conn, group_id, actor_id)? else { return Ok(()) };
        if group.local && membership.role == member::Role::Host && member::hosts(conn, group_id)?.len() < 2 {
            return Err(Error::conflict("error-last-host"));
        }
        if group.is_protected() {
            let actor = local(conn, actor_id)?;
            submit(conn, app, &New::by(&actor, "Leave", json!(group.ap_id)).to(vec![group.ap_id.clone()]))?;
            return Ok(());
        }
        take_back(conn, app, actor_id, &group, &membership.activity)
    })
    .await
}

/// Stops following a person.
pub async fn unfollow(app: &Arc<App>, actor_id: i64, target_id: i64) -> Result<()> {
    app.write(move |conn, app| {
        let target = target(conn, target_id, false)?;
        let Some(relation) = follow::find(conn, actor_id, target_id)? else { return Ok(()) };
        take_back(conn, app, actor_id, &target, &relation.activity)
    })
    .await
}

fn take_back(conn: &mut Conn, app: &App, actor_id: i64, target: &Actor, activity: &str) -> Result<()> {
    let actor = local(conn, actor_id)?;
    let follow = json!({"id": activity, "type": "Follow", "actor": actor.ap_id, "object": target.ap_id});
    submit(conn, app, &New::by(&actor, "Undo", follow).to(vec![target.ap_id.clone()]))?;
    Ok(())
}
