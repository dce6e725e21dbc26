//! The `media` rows: whose a picture is, what it hangs on, and who may see it.

use super::files::Digest;
use crate::actor;
use crate::error::Result;
use crate::object::{self, Reach, Viewer};
use crate::small_enum;
use crate::store::schema::media;
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend, among};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

small_enum! {
    /// What a picture is there for.
    pub enum Purpose {
        /// Uploaded while somebody is writing; only that person sees it.
        Draft = 0,
        /// Hangs on an object and is seen by whoever may read that.
        Attachment = 1,
        /// The picture of a person or community; everybody sees it.
        Portrait = 2,
    }
}

/// A picture of ours.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = media, check_for_backend(MultiBackend))]
pub struct Media {
    /// Its number, in its address.
    pub id: i64,
    /// Who uploaded it.
    pub actor_id: i64,
    /// What it is there for.
    pub purpose: Purpose,
    /// The object it hangs on.
    pub object_id: Option<i64>,
    /// The person or community it shows.
    pub about_id: Option<i64>,
    /// Who may read what it hangs on.
    pub reach: Reach,
    /// The file.
    pub digest: String,
    /// Its type.
    pub media_type: String,
    /// The file of the small form.
    pub small_digest: String,
    /// Its type.
    pub small_media_type: String,
    /// In pixels.
    pub width: i32,
    /// In pixels.
    pub height: i32,
    /// Both files together.
    pub bytes: i64,
    /// What there is to see, for those who cannot.
    pub name: String,
    /// A blurred form of it (BlurHash), where there is one.
    pub blurhash: Option<String>,
    /// When it came.
    pub created_at: Timestamp,
}

impl Media {
    /// The file of one size, and its type.
    pub fn file(&self, small: bool) -> Option<(Digest, &str)> {
        let (digest, media_type) = if small { (&self.small_digest, &self.small_media_type) } else { (&self.digest, &self.media_type) };
        Some((Digest::parse(digest)?, media_type))
    }

    fn digests(&self) -> [String; 2] {
        [self.digest.clone(), self.small_digest.clone()]
    }
}

/// Stores a new picture.
pub fn insert(conn: &mut Conn, row: &Media) -> Result<()> {
    diesel::insert_into(media::table).values(row).execute(conn)?;
    Ok(())
}

/// The picture with this number, whoever asks.
pub fn find(conn: &mut Conn, id: i64) -> Result<Media> {
    Ok(media::table.find(id).select(Media::as_select()).first(conn)?)
}

/// The picture with this number, if this viewer may see it, and whether everybody may.
pub fn visible(conn: &mut Conn, viewer: Viewer, id: i64) -> Result<Option<(Media, bool)>> {
    let Some(found) = media::table.find(id).select(Media::as_select()).first::<Media>(conn).optional()? else { return Ok(None) };
    let open = match (found.purpose, found.object_id, found.about_id) {
        (Purpose::Draft, ..) => (viewer == Viewer::Local { actor_id: found.actor_id }).then_some(false),
        (Purpose::Attachment, Some(object), _) => match object::read::find(conn, viewer, object) {
            Ok(object) if object.deleted_at.is_none() => {
                let published = object.state == object::ObjectState::Published;
                Some(published && matches!(object.reach, Reach::Public | Reach::Unlisted))
            }
            Ok(_) | Err(crate::error::Error::NotFound) => None,
            Err(error) => return Err(error),
        },
        (Purpose::Portrait, _, Some(about)) => {
            let about = actor::model::find(conn, about)?;
            (about.deleted_at.is_none() && about.suspended_at.is_none()).then_some(true)
        }
        _ => None,
    };
    Ok(open.map(|open| (found, open)))
}

/// Those of these drafts that belong to this person, in the order given.
pub fn drafts(conn: &mut Conn, actor_id: i64, ids: &[i64]) -> Result<Vec<Media>> {
    let found: Vec<Media> = media::table
        .filter(among(media::id, ids))
        .filter(media::actor_id.eq(actor_id))
        .filter(media::purpose.eq(Purpose::Draft))
        .select(Media::as_select())
        .load(conn)?;
    Ok(ids.iter().filter_map(|id| found.iter().find(|row| row.id == *id).cloned()).collect())
}

/// Everything a person uploaded, and her own picture, oldest first.
pub fn of_actor(conn: &mut Conn, actor_id: i64) -> Result<Vec<Media>> {
    let hers = media::table.filter(media::actor_id.eq(actor_id).or(media::about_id.assume_not_null().eq(actor_id)));
    Ok(hers.order(media::id).select(Media::as_select()).load(conn)?)
}

/// How many drafts a person has.
pub fn count_drafts(conn: &mut Conn, actor_id: i64) -> Result<i64> {
    Ok(media::table.filter(media::actor_id.eq(actor_id)).filter(media::purpose.eq(Purpose::Draft)).count().get_result(conn)?)
}

/// How many bytes all pictures take. Files that several name count for each.
pub fn total(conn: &mut Conn) -> Result<i64> {
    Ok(media::table.select(sql::<BigInt>("CAST(COALESCE(SUM(bytes), 0) AS BIGINT)")).first(conn)?)
}

/// Hangs a draft on an object.
pub fn attach(conn: &mut Conn, id: i64, object_id: i64, reach: Reach, name: &str) -> Result<()> {
    diesel::update(media::table.find(id))
        .set((media::purpose.eq(Purpose::Attachment), media::object_id.eq(object_id), media::reach.eq(reach), media::name.eq(name)))
        .execute(conn)?;
    Ok(())
}

/// Makes a draft the picture of a person or community, in place of the one before. Returns the digests that may be free now.
pub fn portray(conn: &mut Conn, id: i64, about_id: i64) -> Result<Vec<String>> {
    let freed = remove_portraits(conn, about_id)?;
    diesel::update(media::table.find(id))
        .set((media::purpose.eq(Purpose::Portrait), media::about_id.eq(about_id), media::reach.eq(Reach::Public)))
        .execute(conn)?;
    Ok(freed)
}

/// Removes the picture of a person or community. Returns the digests that may be free now.
pub fn remove_portraits(conn: &mut Conn, about_id: i64) -> Result<Vec<String>> {
    let rows = media::table.filter(media::about_id.eq(about_id)).select(Media::as_select()).load(conn)?;
    remove(conn, &rows)
}

/// Removes a draft. Returns the digests that may be free now.
pub fn remove_draft(conn: &mut Conn, id: i64) -> Result<Vec<String>> {
    let rows = media::table.find(id).filter(media::purpose.eq(Purpose::Draft)).select(Media::as_select()).load(conn)?;
    remove(conn, &rows)
}

/// Removes what hangs on an object. Returns the digests that may be free now.
pub fn remove_of_object(conn: &mut Conn, object_id: i64) -> Result<Vec<String>> {
    let rows = media::table.filter(media::object_id.eq(object_id)).select(Media::as_select()).load(conn)?;
    remove(conn, &rows)
}

/// Removes everything a person uploaded but the pictures of communities, and her own picture. Returns the digests that may be free now.
pub fn remove_of_actor(conn: &mut Conn, actor_id: i64) -> Result<Vec<String>> {
    let mut freed = remove_portraits(conn, actor_id)?;
    let own = media::table.filter(media::actor_id.eq(actor_id)).filter(media::purpose.ne(Purpose::Portrait));
    let rows = own.select(Media::as_select()).load(conn)?;
    freed.extend(remove(conn, &rows)?);
    Ok(freed)
}

fn remove(conn: &mut Conn, rows: &[Media]) -> Result<Vec<String>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    diesel::delete(media::table.filter(among(media::id, &ids))).execute(conn)?;
    Ok(rows.iter().flat_map(Media::digests).collect())
}

/// Whether any row names this file.
pub fn is_referenced(conn: &mut Conn, digest: &Digest) -> Result<bool> {
    let named = media::digest.eq(digest.as_str()).or(media::small_digest.eq(digest.as_str()));
    Ok(media::table.filter(named).count().get_result::<i64>(conn)? > 0)
}
