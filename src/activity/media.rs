//! Pictures that come and go with activities: what hangs on deleted things goes, drafts nobody used go, and pictures of other servers come
//! through here, never straight into a reader's browser.

use super::fetch::{self, check_policy};
use crate::actor::{self, Actor};
use crate::app::App;
use crate::config::Mode;
use crate::error::{Error, Result};
use crate::id::{host_of, same_origin};
use crate::job;
use crate::media::{self, Digest, MAX_BYTES, MediaType, RemoteCache, Shape};
use crate::object::json::Attachment;
use crate::object::{self, Object, ObjectState, Reach, Viewer};
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
/// The job that removes our copies of a picture of a protected community; its payload is the picture's address.
pub const FORGET: &str = "media-forget";
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
    let Address { url, open, signed } = app.read(move |conn, app| address(conn, app, viewer, what)).await?;
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
    match fetch(app, &url, shape, signed).await {
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

/// Where a picture is had.
struct Address {
    url: String,
    /// Whether everybody may see it.
    open: bool,
    /// Whether it is given to nobody but our server.
    signed: bool,
}

/// The address of a picture, if this viewer may see what it belongs to.
fn address(conn: &mut Conn, app: &App, viewer: Viewer, what: Elsewhere) -> Result<Address> {
    match what {
        Elsewhere::Portrait(id) => {
            let actor = actor::model::find(conn, id)?;
            let shown =
                !actor.local && actor.deleted_at.is_none() && actor.suspended_at.is_none() && check_policy(app, &actor.ap_id).is_ok();
            Ok(Address { url: actor.icon.filter(|_| shown).ok_or(Error::NotFound)?, open: true, signed: false })
        }
        Elsewhere::Attachment(id, place) => {
            let object = object::read::find(conn, viewer, id)?;
            if object.local || object.deleted_at.is_some() || check_policy(app, &object.ap_id).is_err() {
                return Err(Error::NotFound);
            }
            let picture = pictures(&object).into_iter().nth(place).ok_or(Error::NotFound)?;
            let published = object.state == ObjectState::Published;
            let open = published && matches!(object.reach, Reach::Public | Reach::Unlisted);
            let inside = object.group_id.filter(|_| object.reach == Reach::Members);
            let Some(group) = inside else { return Ok(Address { url: picture.url, open, signed: false }) };
            let group = actor::model::find(conn, group)?;
            // The author's server gives it to the community's home, and that home to the servers of members.
            let url = if group.local { picture.url } else { at_home(&group, &object, place)? };
            // Nothing that is for members is asked for at a place that is neither's.
            let known = same_origin(&url, &object.ap_id) || same_origin(&url, &group.ap_id);
            if known { Ok(Address { url, open: false, signed: true }) } else { Err(Error::NotFound) }
        }
    }
}

fn pictures(object: &Object) -> Vec<Attachment> {
    object::json::details(object).attachments.into_iter().filter(Attachment::is_picture).collect()
}

/// Where the home of a protected community gives the servers of its members a picture of something inside.
fn at_home(group: &Actor, object: &Object, place: usize) -> Result<String> {
    let mut url = Url::parse(&format!("{}/pictures", group.ap_id)).map_err(|_| Error::NotFound)?;
    url.query_pairs_mut().append_pair("of", &object.ap_id).append_pair("place", &place.to_string());
    Ok(url.into())
}

/// A picture of something in a protected community of ours, for the server of a member.
///
/// # Errors
/// As [`elsewhere`].
pub async fn inside(app: &Arc<App>, viewer: Viewer, group_id: i64, of: &str, place: usize) -> Result<(Bytes, MediaType)> {
    let of = of.to_owned();
    let object = app.read(move |conn, _| object::read::by_ap_id(conn, viewer, &of)).await?;
    let object = object.filter(|object| object.group_id == Some(group_id) && object.deleted_at.is_none()).ok_or(Error::NotFound)?;
    if !object.local {
        let (bytes, media_type, _) = elsewhere(app, viewer, Elsewhere::Attachment(object.id, place), false).await?;
        return Ok((bytes, media_type));
    }
    let picture = pictures(&object).into_iter().nth(place).ok_or(Error::NotFound)?;
    let id = picture.url.rsplit('/').next().and_then(|id| id.parse().ok()).ok_or(Error::NotFound)?;
    let (row, _) = app.read(move |conn, _| media::model::visible(conn, viewer, id)).await?.ok_or(Error::NotFound)?;
    let (digest, _) = row.file(false).ok_or_else(|| Error::internal("a picture without a digest"))?;
    let bytes = app.media.files.get(&digest).await?.ok_or_else(|| Error::internal(format!("the file of picture {id} is missing")))?;
    let media_type = MediaType::of(&bytes).ok_or_else(|| Error::internal("a picture of no known type"))?;
    Ok((bytes, media_type))
}

/// Has our copies of the pictures of something removed that nobody here may see any more.
pub(super) fn forget_copies(conn: &mut Conn, app: &App, group: &Actor, object: &Object) -> Result<()> {
    for place in 0..pictures(object).len() {
        let url = at_home(group, object, place)?;
        job::enqueue(conn, app.next_id(), FORGET, &url, None, app.now())?;
    }
    Ok(())
}

/// Does [`FORGET`].
pub fn forget_copy(app: Arc<App>, url: String) -> BoxFuture<'static, Result<()>> {
    async move {
        for form in ["whole", "whole-small"] {
            app.media.cache.remove(&RemoteCache::key(&url, form)).await?;
        }
        Ok(())
    }
    .boxed()
}

async fn fetch(app: &Arc<App>, url: &str, shape: Shape, signed: bool) -> Result<media::Picture> {
    // Many servers keep their files under another name. In a closed circle the owner's membership counts for it, else it must not be blocked.
    if app.policy().mode() != Mode::Network {
        check_policy(app, url)?;
    }
    let place = tokio::time::timeout(WAIT, app.media.cache.fetches.acquire()).await;
    let _place = place.map_err(|_| Error::unavailable("too many pictures are being fetched"))?.map_err(Error::unavailable)?;
    let url = Url::parse(url).map_err(|_| Error::NotFound)?;
    let response = if signed {
        fetch::signed(app, &url, "image/*", Some(MAX_BYTES)).await?
    } else {
        app.http.get_within(&url, "image/*", MAX_BYTES, &|_| Ok(HeaderMap::new())).await?
    };
    if !response.is_success() {
        return Err(Error::NotFound);
    }
    app.media.workshop.process(response.body, shape).await?.map_err(|error| Error::malformed(error.text()))
}
