//! Somebody follows an invitation into a community elsewhere that a link of a host of this instance made: her `Join` goes out when the
//! community's home has passed the invitation on, since two messages to one server need not be taken in in their order.

use super::outbox;
use crate::actor::application::{self, ApplicationState};
use crate::app::App;
use crate::error::{Error, Result};
use crate::job;
use crate::store::Conn;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::sync::Arc;

/// The kind of job.
pub const COME_IN: &str = "invitation-follow";

/// Has her follow an invitation that the community's home passed on.
pub(super) fn enqueue(conn: &mut Conn, app: &App, group_id: i64, person_id: i64) -> Result<()> {
    job::enqueue(conn, app.next_id(), COME_IN, &format!("{group_id} {person_id}"), None, app.now())
}

/// Does the job [`COME_IN`]. What stands in the way by now, the community's page says, and she may try again there.
pub fn come_in(app: Arc<App>, about: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let (group, person) = about.split_once(' ').ok_or_else(|| Error::internal("a job without community"))?;
        let (group, person): (i64, i64) = (group.parse().map_err(Error::internal)?, person.parse().map_err(Error::internal)?);
        let joined = app.write(move |conn, app| {
            let invited = application::find(conn, group, person)?.is_some_and(|known| known.state == ApplicationState::Invited);
            if invited { outbox::join_within(conn, app, person, group) } else { Ok(()) }
        });
        match joined.await {
            Err(Error::Forbidden(_) | Error::Conflict(_) | Error::Invalid(_) | Error::NotFound) => Ok(()),
            joined => joined,
        }
    }
    .boxed()
}
