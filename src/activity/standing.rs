//! Jobs about whose staff people are: the homes of their protected communities are told, and what ran out counts no longer.

use super::compose::New;
use super::lease;
use super::outbox::submit;
use crate::actor::{self, Actor, standing};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::vetting::{self, assertion};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use serde_json::Value;
use std::sync::Arc;

/// Does the job [`vetting::STANDING`]: tells others whose staff somebody of this instance is now, or that she is nobody's.
pub fn tell(app: Arc<App>, person: String) -> BoxFuture<'static, Result<()>> {
    of_person(app, person, |_| true)
}

/// Does the job [`vetting::LAPSE`]: what vouched for somebody ran out, unless something else vouches for her by now.
pub fn lapse(app: Arc<App>, person: String) -> BoxFuture<'static, Result<()>> {
    of_person(app, person, |vouched| !vouched)
}

fn of_person(app: Arc<App>, person: String, tells: fn(bool) -> bool) -> BoxFuture<'static, Result<()>> {
    async move {
        let id: i64 = person.parse().map_err(Error::internal)?;
        app.write(move |conn, app| {
            let person = actor::model::find(conn, id)?;
            let vouched = vetting::settle(conn, app, id)?;
            if person.local && person.deleted_at.is_none() && tells(vouched) { publish(conn, app, &person) } else { Ok(()) }
        })
        .await
    }
    .boxed()
}

/// The server's own actor says it: to those who are concerned, and to nobody where somebody is in no protected community.
fn publish(conn: &mut Conn, app: &App, person: &Actor) -> Result<()> {
    let groups = standing::protected_groups_of(conn, person.id)?;
    if groups.is_empty() {
        return Ok(());
    }
    let elsewhere: Vec<Actor> = groups.into_iter().filter(|group| !group.local).collect();
    let to: Vec<String> = elsewhere.iter().map(|group| group.ap_id.clone()).collect();
    let server = actor::model::find(conn, app.server_actor_id)?;
    let (verb, document) = match assertion::compose(conn, app, person)? {
        Some(document) => {
            elsewhere.iter().try_for_each(|group| lease::renew_soon(conn, app, group))?;
            ("Update", document)
        }
        None => match assertion::compose_end(conn, app, person)? {
            Some(document) => ("Delete", document),
            None => return Ok(()),
        },
    };
    submit(conn, app, &New::by(&server, verb, Value::Object(document)).to(to)).map(drop)
}
