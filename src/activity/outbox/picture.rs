//! Pictures of our own people: uploads, which wait as drafts until something is made of them, portraits, and what hangs on an object.

use super::local;
use crate::activity::media::{EXPIRE, free};
use crate::actor;
use crate::app::App;
use crate::error::{Error, FieldError, Result};
use crate::id::Urls;
use crate::job;
use crate::media::{self, Media, Purpose, Shape};
use crate::object::Reach;
use crate::setting;
use crate::store::Conn;
use crate::text;
use bytes::Bytes;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

use super::profile::Portrait;

/// How many pictures hang on one object.
pub const MAX_PICTURES: usize = 4;
/// The longest alternative text, in characters.
const MAX_ALTERNATIVE: usize = 1_500;
/// How many uploads of one person may wait to be used.
const MAX_DRAFTS: i64 = 40;
/// The row with the digest of the file that is the logo.
const LOGO_FILE: &str = "logo.file";
/// How long an upload waits to be used.
const DRAFT_LIFETIME: Duration = Duration::from_secs(24 * 3_600);

/// A picture that is to hang on something new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPicture {
    /// The draft.
    pub id: i64,
    /// What there is to see, for those who cannot.
    pub name: String,
}

/// Takes in a file from a person, encodes it anew and keeps it as a draft. Returns its number. What is wrong with the file is said at the
/// field `picture`.
pub async fn upload(app: &Arc<App>, actor_id: i64, bytes: Bytes, shape: Shape) -> Result<i64> {
    let look = app.read(move |conn, _| Ok((media::model::count_drafts(conn, actor_id)?, media::model::total(conn)?)));
    let (waiting, taken) = look.await?;
    if waiting >= MAX_DRAFTS {
        return Err(Error::invalid("picture", "error-picture-too-many-drafts"));
    }
    if taken >= i64::from(app.config.media.own_megabytes) * 1024 * 1024 {
        tracing::error!(bytes = taken, "no more pictures are taken in: media.own_megabytes is reached");
        return Err(Error::invalid("picture", "error-picture-no-room"));
    }
    let picture = app.media.workshop.process(bytes, shape).await?.map_err(|error| Error::invalid("picture", error.text()))?;
    let _keeping = app.media.keeping.read().await;
    let (digest, small_digest) = app.media.put(&picture).await?;
    let side = |side: u32| i32::try_from(side).unwrap_or(i32::MAX);
    let row = Media {
        id: app.next_id(),
        actor_id,
        purpose: Purpose::Draft,
        object_id: None,
        about_id: None,
        reach: Reach::Direct,
        digest: digest.as_str().to_owned(),
        media_type: picture.full.media_type.as_str().to_owned(),
        small_digest: small_digest.as_str().to_owned(),
        small_media_type: picture.small.media_type.as_str().to_owned(),
        width: side(picture.full.width),
        height: side(picture.full.height),
        bytes: i64::try_from(picture.full.bytes.len() + picture.small.bytes.len()).unwrap_or(i64::MAX),
        name: String::new(),
        blurhash: None,
        created_at: app.now(),
    };
    let id = row.id;
    app.write(move |conn, app| {
        local(conn, actor_id)?;
        media::model::insert(conn, &row)?;
        job::enqueue(conn, app.next_id(), EXPIRE, &id.to_string(), None, app.now().plus(DRAFT_LIFETIME))
    })
    .await?;
    Ok(id)
}

/// Gives the instance this picture as its logo, or takes the one it has away. What is wrong with the file is said at the field `picture`.
pub async fn set_logo(app: &Arc<App>, bytes: Option<Bytes>) -> Result<()> {
    let instance = app.server_actor_id;
    let draft = match bytes {
        Some(bytes) => Some(upload(app, instance, bytes, Shape::Whole).await?),
        None => None,
    };
    app.write(move |conn, app| {
        portray(conn, app, instance, instance, draft.map_or(Portrait::Remove, Portrait::Set))?;
        let number = draft.map(|draft| draft.to_string()).unwrap_or_default();
        setting::save(conn, &app.config, &[(setting::Key::Logo, number)])
    })
    .await?;
    app.reload_settings().await
}

/// Makes the file that the configuration names the logo, if it is another one than last time.
///
/// # Errors
/// `Unavailable` with the path when it cannot be read or is no picture that is taken.
pub async fn logo_of_file(app: &Arc<App>) -> Result<()> {
    let path = app.config.instance.logo.clone();
    if path.is_empty() {
        return Ok(());
    }
    let wrong = |why: &dyn std::fmt::Display| Error::unavailable(format!("instance.logo: {path}: {why}"));
    let (file, most) = (path.clone(), media::MAX_BYTES as u64);
    let read = app.blocking(move || {
        let size = std::fs::metadata(&file).map_err(Error::unavailable)?.len();
        if size > most { Err(Error::unavailable("larger than 8 MB")) } else { std::fs::read(&file).map_err(Error::unavailable) }
    });
    let bytes = read.await.map_err(|error| wrong(&error))?;
    let digest = media::Digest::of(&bytes).as_str().to_owned();
    let known = app.read(|conn, _| setting::get(conn, LOGO_FILE)).await?;
    if known.as_ref() == Some(&digest) && app.settings().logo.is_some() {
        return Ok(());
    }
    match set_logo(app, Some(bytes.into())).await {
        Ok(()) => app.write(move |conn, _| setting::put(conn, LOGO_FILE, &digest)).await,
        Err(Error::Invalid(_)) => Err(wrong(&"not a JPEG, PNG, GIF or WebP that can be read")),
        Err(error) => Err(error),
    }
}

/// Those of these drafts that are this person's, in this order.
pub async fn drafts(app: &Arc<App>, actor_id: i64, ids: Vec<i64>) -> Result<Vec<Media>> {
    app.read(move |conn, _| media::model::drafts(conn, actor_id, &ids)).await
}

/// Throws a draft away.
pub async fn drop_draft(app: &Arc<App>, actor_id: i64, id: i64) -> Result<()> {
    app.write(move |conn, app| {
        if media::model::drafts(conn, actor_id, &[id])?.is_empty() {
            return Ok(());
        }
        let freed = media::model::remove_draft(conn, id)?;
        free(conn, app, &freed)
    })
    .await
}

/// Whether a picture has words that can be used.
pub fn is_described(picture: &NewPicture) -> bool {
    text::says_something(&picture.name) && picture.name.chars().count() <= MAX_ALTERNATIVE
}

/// Refuses too many pictures, and such without words.
pub(super) fn check(pictures: &[NewPicture]) -> Result<()> {
    let mut errors = Vec::new();
    if pictures.len() > MAX_PICTURES {
        errors.push(FieldError { field: "picture", text: "error-picture-too-many" });
    }
    if pictures.iter().any(|picture| !text::says_something(&picture.name)) {
        errors.push(FieldError { field: "alternative", text: "error-alternative-missing" });
    }
    if pictures.iter().any(|picture| picture.name.chars().count() > MAX_ALTERNATIVE) {
        errors.push(FieldError { field: "alternative", text: "error-alternative-too-long" });
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

/// Whether one of them was uploaded and not used yet.
pub(super) fn any_waits(conn: &mut Conn, actor_id: i64, pictures: &[NewPicture]) -> Result<bool> {
    let ids: Vec<i64> = pictures.iter().map(|picture| picture.id).collect();
    Ok(!ids.is_empty() && !media::model::drafts(conn, actor_id, &ids)?.is_empty())
}

/// The drafts with their words. One that is not there any more, or somebody else's, is an error at the field.
pub(super) fn taken(conn: &mut Conn, actor_id: i64, pictures: &[NewPicture]) -> Result<Vec<Media>> {
    let ids: Vec<i64> = pictures.iter().map(|picture| picture.id).collect();
    let mut found = media::model::drafts(conn, actor_id, &ids)?;
    if found.len() != pictures.len() {
        return Err(Error::invalid("picture", "error-picture-gone"));
    }
    for (row, picture) in found.iter_mut().zip(pictures) {
        row.name = text::clean_text(&picture.name).trim().to_owned();
    }
    Ok(found)
}

/// The `attachment` of an object.
pub(super) fn attachment(pictures: &[Media], urls: &Urls) -> Value {
    let one = |row: &Media| {
        json!({
            "type": "Document",
            "mediaType": row.media_type,
            "url": urls.at(&format!("/media/{}", row.id)),
            "name": row.name,
            "width": row.width,
            "height": row.height,
        })
    };
    pictures.iter().map(one).collect()
}

/// Hangs the pictures on a new object.
pub(super) fn attach(conn: &mut Conn, object_id: i64, reach: Reach, pictures: &[Media]) -> Result<()> {
    pictures.iter().try_for_each(|row| media::model::attach(conn, row.id, object_id, reach, &row.name))
}

/// Changes the picture of a person or community.
pub(super) fn portray(conn: &mut Conn, app: &App, actor_id: i64, target_id: i64, portrait: Portrait) -> Result<()> {
    let (freed, icon) = match portrait {
        Portrait::Keep => return Ok(()),
        Portrait::Remove => (media::model::remove_portraits(conn, target_id)?, None),
        Portrait::Set(id) => {
            if media::model::drafts(conn, actor_id, &[id])?.is_empty() {
                return Err(Error::invalid("picture", "error-picture-gone"));
            }
            (media::model::portray(conn, id, target_id)?, Some(app.urls.at(&format!("/media/{id}"))))
        }
    };
    actor::model::set_icon(conn, target_id, icon.as_deref())?;
    free(conn, app, &freed)
}
