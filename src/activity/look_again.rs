//! Whether what somebody elsewhere wrote is still there. Its `Delete` may never have come; whoever looks at a post that is older than a day has
//! its own server asked.
//!
//! What is gone there (410 or a `Tombstone`, ActivityPub §6.4) goes here too. What is only not found (404) may be a server that is broken or
//! has lapsed, and the threads of communities must not vanish with it: it goes when it is still not found an hour later while its author is.

use super::apply::{Applying, Evidence, vanish};
use super::fetch::{self, Answer, STALE_AFTER};
use super::stop::Stop;
use crate::actor;
use crate::app::{App, Limit};
use crate::error::{Error, Result};
use crate::job;
use crate::object::{self, Object, Reach};
use diesel::Connection;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::sync::Arc;
use std::time::Duration;

/// The job that asks for one post.
pub const LOOK_AGAIN: &str = "look-again";
/// What stands before the address when it was not found an hour ago.
const MISSING: &str = "missing ";
/// How long after it was not found it is asked for once more.
const ONCE_MORE: Duration = Duration::from_secs(3_600);
/// How often the looks of readers have one post asked for.
const SELDOM: Limit = Limit { times: 1, freely: 1, within: STALE_AFTER };

/// Has a post's own server asked for it, soon, if somebody looks at it for the first time in a day. Only for what everybody may read: whether
/// its server shows us the rest says nothing about whether it is there.
pub async fn when_read(app: &Arc<App>, object: &Object) -> Result<()> {
    let old = app.now().since(object.published) >= STALE_AFTER;
    if object.local || object.deleted_at.is_some() || object.reach != Reach::Public || !old {
        return Ok(());
    }
    if app.limits.take(&format!("look at {}", object.ap_id), SELDOM, app.now()).is_err() {
        return Ok(());
    }
    let ap_id = object.ap_id.clone();
    app.write(move |conn, app| job::enqueue(conn, app.next_id(), LOOK_AGAIN, &ap_id, Some(&ap_id), app.now())).await
}

/// Asks for one post. A server that cannot be asked says nothing; the next reader asks again.
pub fn look_again(app: Arc<App>, payload: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let (ap_id, missed) = payload.strip_prefix(MISSING).map_or((payload.as_str(), false), |rest| (rest, true));
        match look(&app, ap_id, missed).await {
            Err(error @ (Error::Internal(_) | Error::Unavailable(_))) => Err(error),
            _ => Ok(()),
        }
    }
    .boxed()
}

async fn look(app: &Arc<App>, ap_id: &str, missed: bool) -> Result<()> {
    match fetch::ask(app, ap_id).await? {
        Answer::Document(_) => Ok(()),
        Answer::Gone => forget(app, ap_id).await,
        Answer::Missing if !missed => {
            let again = format!("{MISSING}{ap_id}");
            let at = app.now().plus(ONCE_MORE);
            app.write(move |conn, app| job::enqueue(conn, app.next_id(), LOOK_AGAIN, &again, Some(&again), at)).await
        }
        Answer::Missing => {
            let id = ap_id.to_owned();
            let author = app.read(move |conn, _| {
                let Some(object) = object::model::by_ap_id(conn, &id)? else { return Ok(None) };
                Ok(Some(actor::model::find(conn, object.actor_id)?.ap_id))
            });
            match author.await? {
                Some(author) if matches!(fetch::ask(app, &author).await?, Answer::Document(_)) => forget(app, ap_id).await,
                _ => Ok(()),
            }
        }
    }
}

async fn forget(app: &Arc<App>, ap_id: &str) -> Result<()> {
    let id = ap_id.to_owned();
    app.write(move |conn, app| {
        let nothing = Evidence::default();
        conn.transaction(|conn| vanish(conn, &Applying::new(app, &nothing), &id)).map_err(Stop::into_error)
    })
    .await
}
