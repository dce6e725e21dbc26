//! Drafts: what somebody is writing and has not sent, at most one at each place. They are nobody else's and never leave this instance.

use crate::app::App;
use crate::error::{Error, Result};
use crate::object::json::{MAX_NAME, MAX_SOURCE};
use crate::small_enum;
use crate::store::schema::drafts;
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend};
use crate::text;
use diesel::prelude::*;
use std::time::Duration;

/// How long a draft is kept after it was last saved.
pub const LIFETIME: Duration = Duration::from_secs(30 * 24 * 3_600);
/// So many drafts one person has; the oldest gives way.
const MOST: i64 = 50;

small_enum! {
    /// What is being written.
    pub enum Place {
        /// A beginning in a community.
        Beginning = 0,
        /// An answer to an object.
        Answer = 1,
        /// A new version of an object.
        Edit = 2,
    }
}

/// Where something is being written: what, and the number of the community or object.
pub type Spot = (Place, i64);

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Title; empty where there is none.
    pub title: String,
    /// Text, Markdown.
    pub text: String,
    /// The version of the object that is being changed, as its form carries it; empty otherwise.
    pub base: String,
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = drafts, check_for_backend(MultiBackend))]
pub struct Kept {
    /// Whose it is.
    pub actor_id: i64,
    /// What is being written.
    pub place: Place,
    /// The number of the community or object.
    pub place_id: i64,
    /// Title.
    pub title: String,
    /// Text, Markdown.
    pub text: String,
    /// The version of the object that is being changed.
    pub base: String,
    /// Another one each time it is saved.
    pub version: i64,
    /// When it was saved.
    pub saved_at: Timestamp,
}

/// What became of saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is kept, under this version; 0 if there is nothing to keep.
    Kept(i64),
    /// Meanwhile another one was saved, on another device or in another tab. It stays.
    Newer(i64),
}

/// The draft at a place.
pub fn find(conn: &mut Conn, actor_id: i64, (place, place_id): Spot, now: Timestamp) -> Result<Option<Kept>> {
    let found: Option<Kept> = drafts::table.find((actor_id, place, place_id)).select(Kept::as_select()).first(conn).optional()?;
    Ok(found.filter(|kept| now.since(kept.saved_at) < LIFETIME))
}

/// All drafts of a person, newest first.
pub fn list(conn: &mut Conn, actor_id: i64, now: Timestamp) -> Result<Vec<Kept>> {
    let hers = drafts::table.filter(drafts::actor_id.eq(actor_id)).filter(drafts::saved_at.gt(now.minus(LIFETIME)));
    Ok(hers.order(drafts::version.desc()).limit(MOST).select(Kept::as_select()).load(conn)?)
}

/// How many drafts a person has.
pub fn count(conn: &mut Conn, actor_id: i64, now: Timestamp) -> Result<i64> {
    let hers = drafts::table.filter(drafts::actor_id.eq(actor_id)).filter(drafts::saved_at.gt(now.minus(LIFETIME)));
    Ok(hers.count().get_result(conn)?)
}

/// Saves what was typed, if the draft is still the one whose version (`known`, 0 for none) the page has; with `replace` in any case.
///
/// # Errors
/// `Invalid` at the fields `title` and `text` when it is longer than anything that can be published.
pub fn save(conn: &mut Conn, app: &App, actor_id: i64, spot: Spot, typed: &Typed, known: i64, replace: bool) -> Result<Saved> {
    if app.once.was_done(&without_name(actor_id, spot), app.now()) {
        return Ok(Saved::Kept(0));
    }
    let (title, text) = (text::clean_line(&typed.title, MAX_NAME + 1), text::clean_text(&typed.text));
    if title.chars().count() > MAX_NAME {
        return Err(Error::invalid("title", "error-title-too-long"));
    }
    if text.len() > MAX_SOURCE {
        return Err(Error::invalid("text", "error-text-too-long"));
    }
    let there = find(conn, actor_id, spot, app.now())?;
    if let Some(there) = &there {
        if there.text == text && there.title == title {
            return Ok(Saved::Kept(there.version));
        }
        if there.version != known && !replace {
            return Ok(Saved::Newer(there.version));
        }
    }
    remove(conn, actor_id, spot)?;
    if title.is_empty() && text.trim().is_empty() {
        return Ok(Saved::Kept(0));
    }
    make_room(conn, actor_id, app.now())?;
    let version = app.next_id();
    let (place, place_id) = spot;
    let kept = Kept { actor_id, place, place_id, title, text, base: typed.base.chars().take(30).collect(), version, saved_at: app.now() };
    diesel::insert_into(drafts::table).values(&kept).execute(conn)?;
    Ok(Saved::Kept(version))
}

/// Removes what is too old, of whomever, and the oldest of who has too many.
fn make_room(conn: &mut Conn, actor_id: i64, now: Timestamp) -> Result<()> {
    diesel::delete(drafts::table.filter(drafts::saved_at.le(now.minus(LIFETIME)))).execute(conn)?;
    let versions: Vec<i64> = drafts::table
        .filter(drafts::actor_id.eq(actor_id))
        .order(drafts::version.desc())
        .offset(MOST - 1)
        .limit(MOST)
        .select(drafts::version)
        .load(conn)?;
    diesel::delete(drafts::table.filter(drafts::actor_id.eq(actor_id)).filter(drafts::version.eq_any(versions))).execute(conn)?;
    Ok(())
}

fn remove(conn: &mut Conn, actor_id: i64, (place, place_id): Spot) -> Result<()> {
    diesel::delete(drafts::table.find((actor_id, place, place_id))).execute(conn)?;
    Ok(())
}

/// Removes the draft of this version; another one stays.
pub fn discard(conn: &mut Conn, actor_id: i64, (place, place_id): Spot, version: i64) -> Result<()> {
    diesel::delete(drafts::table.find((actor_id, place, place_id)).filter(drafts::version.eq(version))).execute(conn)?;
    Ok(())
}

/// Keeps nothing at this place for a minute: it was published there without her name, and what a page sent a moment before may come later.
pub fn keep_none(app: &App, actor_id: i64, spot: Option<Spot>) {
    if let Some(spot) = spot {
        keep_again(app, actor_id, Some(spot));
        app.once.is_first(&without_name(actor_id, spot), app.now());
    }
}

/// Keeps drafts at this place again: nothing was published there.
pub fn keep_again(app: &App, actor_id: i64, spot: Option<Spot>) {
    if let Some(spot) = spot {
        app.once.forget(&without_name(actor_id, spot));
    }
}

fn without_name(actor_id: i64, (place, place_id): Spot) -> String {
    format!("without a name: {actor_id} {place:?} {place_id}")
}

/// Removes whatever is kept at a place.
pub fn forget(conn: &mut Conn, actor_id: i64, spot: Spot) -> Result<()> {
    remove(conn, actor_id, spot)
}

/// Removes the draft of what was just published: that of the version its form had, or with the same text. What was written elsewhere
/// meanwhile stays.
pub fn published(conn: &mut Conn, actor_id: i64, (place, place_id): Spot, version: i64, source: &str) -> Result<()> {
    let same = drafts::version.eq(version).or(drafts::text.eq(text::clean_text(source)));
    diesel::delete(drafts::table.find((actor_id, place, place_id)).filter(same)).execute(conn)?;
    Ok(())
}
