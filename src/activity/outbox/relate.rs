//! Joining and leaving communities, following and unfollowing people.

use super::{local, submit};
use crate::activity::compose::New;
use crate::activity::fetch::check_policy;
use crate::actor::{self, Actor, follow, member};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::Conn;
use serde_json::json;
use std::sync::Arc;

/// Joins a community, here or elsewhere.
pub async fn join(app: &Arc<App>, actor_id: i64, group_id: i64) -> Result<()> {
    app.write(move |conn, app| ask(conn, app, actor_id, group_id, true)).await
}

/// Follows a person, here or elsewhere.
pub async fn follow(app: &Arc<App>, actor_id: i64, target_id: i64) -> Result<()> {
    app.write(move |conn, app| ask(conn, app, actor_id, target_id, false)).await
}

fn ask(conn: &mut Conn, app: &App, actor_id: i64, target_id: i64, group: bool) -> Result<()> {
    let (actor, target) = (local(conn, actor_id)?, target(conn, target_id, group)?);
    if !target.local {
        check_policy(app, &target.ap_id)?;
    }
    submit(conn, app, &New::by(&actor, "Follow", json!(target.ap_id)).to(vec![target.ap_id.clone()]))?;
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
