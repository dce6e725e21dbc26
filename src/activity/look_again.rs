//! Whether what somebody elsewhere wrote is still there. Its `Delete` may never have come; whoever looks at a post that is older than a day has
//! its own server asked.
//!
//! What is gone there (410 or a `Tombstone`, ActivityPub §6.4) goes here too, and what is still not found (404) an hour later. In either case its
//! author has to be found there, with a key that we know: a server that is broken, has lapsed, or belongs to somebody else now must not take the
//! threads of communities with it.

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
        Answer::Missing if !missed => {
            let again = format!("{MISSING}{ap_id}");
            let at = app.now().plus(ONCE_MORE);
            app.write(move |conn, app| job::enqueue(conn, app.next_id(), LOOK_AGAIN, &again, Some(&again), at)).await
        }
        Answer::Gone | Answer::Missing if author_is_found(app, ap_id).await? => forget(app, ap_id).await,
        Answer::Gone | Answer::Missing => Ok(()),
    }
}

/// Whether the author's own document is there, with a key of hers that we know.
async fn author_is_found(app: &Arc<App>, ap_id: &str) -> Result<bool> {
    let id = ap_id.to_owned();
    let known = app.read(move |conn, _| {
        let Some(object) = object::model::by_ap_id(conn, &id)? else { return Ok(None) };
        let author = actor::model::find(conn, object.actor_id)?;
        Ok(Some((actor::keys::current(conn, author.id)?, author)))
    });
    let Some((keys, author)) = known.await? else { return Ok(false) };
    let Answer::Document(document) = fetch::ask(app, &author.ap_id).await? else { return Ok(false) };
    let shown = actor::json::parse(&document, app.now())?;
    Ok(shown.actor.ap_id == author.ap_id && shown.keys.iter().any(|shown| keys.iter().any(|key| key.is_same_key(shown))))
}

async fn forget(app: &Arc<App>, ap_id: &str) -> Result<()> {
    let id = ap_id.to_owned();
    app.write(move |conn, app| {
        let nothing = Evidence::default();
        conn.transaction(|conn| vanish(conn, &Applying::new(app, &nothing), &id)).map_err(Stop::into_error)
    })
    .await
}
