//! Pictures that come and go with activities: what hangs on deleted things goes, drafts nobody used go, and pictures of other servers come
//! through here, never straight into a reader's browser.

use super::fetch::check_policy;
use crate::actor;
use crate::app::App;
use crate::config::Mode;
use crate::error::{Error, Result};
use crate::id::host_of;
use crate::job;
use crate::media::{self, Digest, MAX_BYTES, MediaType, RemoteCache, Shape};
use crate::object::{self, Viewer};
use crate::store::Conn;
use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use http::HeaderMap;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// The job that removes an upload nobody used; its payload is the picture's number.
pub const EXPIRE: &str = "media-expire";
/// The job that removes files no row names any more; its payload are their digests.
pub const SWEEP: &str = "media-sweep";
/// A picture that could not be had is not asked for again within this time.
const IN_VAIN: Duration = Duration::from_secs(600);
/// How long somebody waits for another server's picture before being told to come back.
const WAIT: Duration = Duration::from_secs(15);

/// Has the files of these digests removed, unless another picture is made of the same.
pub fn free(conn: &mut Conn, app: &App, digests: &[String]) -> Result<()> {
    if digests.is_empty() {
        return Ok(());
    }
    job::enqueue(conn, app.next_id(), SWEEP, &digests.join(" "), None, app.now())
}

/// The pictures of an object that is gone.
pub(super) fn forget_object(conn: &mut Conn, app: &App, object_id: i64) -> Result<()> {
    let freed = media::model::remove_of_object(conn, object_id)?;
    free(conn, app, &freed)
}

/// The pictures of an actor that is gone.
pub(super) fn forget_actor(conn: &mut Conn, app: &App, actor_id: i64) -> Result<()> {
    let freed = media::model::remove_of_actor(conn, actor_id)?;
    free(conn, app, &freed)
}

/// Does [`EXPIRE`].
pub fn expire(app: Arc<App>, payload: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let Ok(id) = payload.parse() else { return Ok(()) };
        app.write(move |conn, app| {
            let freed = media::model::remove_draft(conn, id)?;
            free(conn, app, &freed)
        })
        .await
    }
    .boxed()
}

/// Does [`SWEEP`].
pub fn sweep(app: Arc<App>, payload: String) -> BoxFuture<'static, Result<()>> {
    async move {
        for digest in payload.split_whitespace().filter_map(Digest::parse) {
            // Nobody stores the same picture again between the look and the removal.
            let _keeping = app.media.keeping.write().await;
            let asked = digest.clone();
            if !app.read(move |conn, _| media::model::is_referenced(conn, &asked)).await? {
                app.media.files.delete(&digest).await?;
            }
        }
        Ok(())
    }
    .boxed()
}

/// A picture of another server: named by whose it is, never by its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere {
    /// The picture of a person or community.
    Portrait(i64),
    /// The picture at this place among the attachments of an object.
    Attachment(i64, usize),
}

/// A copy of another server's picture and its type, and whether everybody may see it. Fetched when nobody has asked before.
///
/// # Errors
/// `NotFound` when this viewer may not see it, it is none, or it could not be had; `Unavailable` when too many are being fetched.
pub async fn elsewhere(app: &Arc<App>, viewer: Viewer, what: Elsewhere, small: bool) -> Result<(Bytes, MediaType, bool)> {
    let (url, open) = app.read(move |conn, app| address(conn, app, viewer, what)).await?;
    let shape = if matches!(what, Elsewhere::Portrait(_)) { Shape::Portrait } else { Shape::Whole };
    let form = if shape == Shape::Portrait { "portrait" } else { "whole" };
    let keys = (RemoteCache::key(&url, form), RemoteCache::key(&url, &format!("{form}-small")));
    let key = if small { &keys.1 } else { &keys.0 };
    let cached = |bytes: Bytes| MediaType::of(&bytes).map(|media_type| (bytes, media_type, open)).ok_or(Error::NotFound);
    if let Some(bytes) = app.media.cache.get(key).await? {
        return cached(bytes);
    }
    let lock = app.media.cache.lock(&keys.0);
    let waited = tokio::time::timeout(WAIT, lock.lock()).await;
    let _first = waited.map_err(|_| Error::unavailable("another server's picture is still being fetched"))?;
    if let Some(bytes) = app.media.cache.get(key).await? {
        return cached(bytes);
    }
    if app.asked_in_vain(keys.0.as_str(), IN_VAIN) {
        return Err(Error::NotFound);
    }
    match fetch(app, &url, shape).await {
        Ok(picture) => {
            app.media.cache.put(&keys.0, &keys.1, &picture).await?;
            let rendition = if small { picture.small } else { picture.full };
            Ok((rendition.bytes, rendition.media_type, open))
        }
        Err(error @ Error::Unavailable(_)) => Err(error),
        Err(error) => {
            tracing::info!(host = host_of(&url), %error, "a picture could not be had");
            app.note_asked_in_vain(keys.0.as_str());
            Err(Error::NotFound)
        }
    }
}

/// The address of a picture, if this viewer may see what it belongs to, and whether everybody may.
fn address(conn: &mut Conn, app: &App, viewer: Viewer, what: Elsewhere) -> Result<(String, bool)> {
    match what {
        Elsewhere::Portrait(id) => {
            let actor = actor::model::find(conn, id)?;
            let shown =
                !actor.local && actor.deleted_at.is_none() && actor.suspended_at.is_none() && check_policy(app, &actor.ap_id).is_ok();
            Ok((actor.icon.filter(|_| shown).ok_or(Error::NotFound)?, true))
        }
        Elsewhere::Attachment(id, place) => {
            let object = object::read::find(conn, viewer, id)?;
            if object.local || object.deleted_at.is_some() || check_policy(app, &object.ap_id).is_err() {
                return Err(Error::NotFound);
            }
            let open =
                object.state == object::ObjectState::Published && matches!(object.reach, object::Reach::Public | object::Reach::Unlisted);
            let attachments = object::json::details(&object).attachments;
            let picture = attachments.into_iter().filter(object::json::Attachment::is_picture).nth(place);
            Ok((picture.ok_or(Error::NotFound)?.url, open))
        }
    }
}

async fn fetch(app: &Arc<App>, url: &str, shape: Shape) -> Result<media::Picture> {
    // Many servers keep their files under another name. In a closed circle the owner's membership counts for it, else it must not be blocked.
    if app.policy().mode() != Mode::Network {
        check_policy(app, url)?;
    }
    let place = tokio::time::timeout(WAIT, app.media.cache.fetches.acquire()).await;
    let _place = place.map_err(|_| Error::unavailable("too many pictures are being fetched"))?.map_err(Error::unavailable)?;
    let url = Url::parse(url).map_err(|_| Error::NotFound)?;
    let response = app.http.get_within(&url, "image/*", MAX_BYTES, &|_| Ok(HeaderMap::new())).await?;
    if !response.is_success() {
        return Err(Error::NotFound);
    }
    app.media.workshop.process(response.body, shape).await?.map_err(|error| Error::malformed(error.text()))
}
