//! What a viewer finds.

use super::index::Table;
use super::words::Query;
use crate::actor::audience::known_to;
use crate::actor::{Actor, ActorKind};
use crate::error::Result;
use crate::object::audience::visible_to;
use crate::object::{Object, Reach, Viewer};
use crate::store::schema::{actors, objects};
use crate::store::{AnyConn, Conn, MultiBackend};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

/// How many results a page has.
pub const PAGE: i64 = 20;

/// How much of each kind is found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    /// Posts and comments.
    pub posts: i64,
    /// People.
    pub people: i64,
    /// Communities.
    pub groups: i64,
}

/// The condition that an object or actor has all words, for any query on its table.
macro_rules! has_words {
    ($conn:expr, $table:expr, $column:literal, $query:expr) => {{
        let name = $table.name();
        let (before, words, after) = match $conn {
            AnyConn::Pg(_) => (format!("{} IN (SELECT id FROM {name} WHERE words @@ ", $column), $query.tsquery(), "::tsquery)"),
            AnyConn::Sqlite(_) => (format!("{} IN (SELECT rowid FROM {name} WHERE {name} MATCH ", $column), $query.fts5(), ")"),
        };
        sql::<Bool>(&before).bind::<Text, _>(words).sql(after)
    }};
}

/// The posts a viewer finds. What is unlisted is for those who have the link.
fn matching_posts<'a>(conn: &Conn, viewer: Viewer, query: &Query) -> objects::BoxedQuery<'a, MultiBackend> {
    let own = viewer.actor_id().unwrap_or_default();
    objects::table
        .filter(visible_to(viewer))
        .filter(objects::deleted_at.is_null())
        .filter(objects::reach.ne(Reach::Unlisted).or(objects::actor_id.eq(own)))
        .filter(has_words!(conn, Table::Objects, "objects.id", query))
        .into_boxed()
}

/// People or communities. Visitors without a login find the people of this instance alone: those elsewhere did not agree to more.
fn matching_actors<'a>(conn: &Conn, viewer: Viewer, kind: ActorKind, query: &Query) -> actors::BoxedQuery<'a, MultiBackend> {
    let found = actors::table
        .filter(actors::kind.eq(kind))
        .filter(actors::deleted_at.is_null())
        .filter(actors::suspended_at.is_null())
        .filter(known_to(viewer))
        .filter(has_words!(conn, Table::Actors, "actors.id", query))
        .into_boxed();
    if kind == ActorKind::Person && viewer == Viewer::Anonymous { found.filter(actors::local.eq(true)) } else { found }
}

/// Posts and comments with all these words, the newest first.
pub fn posts(conn: &mut Conn, viewer: Viewer, query: &Query, skip: i64, limit: i64) -> Result<Vec<Object>> {
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let found = matching_posts(conn, viewer, query);
    Ok(found.order(objects::id.desc()).offset(skip).limit(limit).select(Object::as_select()).load(conn)?)
}

/// People with all these words in what they say about themselves: those of this instance first.
pub fn people(conn: &mut Conn, viewer: Viewer, query: &Query, skip: i64, limit: i64) -> Result<Vec<Actor>> {
    of_kind(conn, viewer, ActorKind::Person, query, skip, limit)
}

/// Communities with all these words: those of this instance first, then the largest.
pub fn groups(conn: &mut Conn, viewer: Viewer, query: &Query, skip: i64, limit: i64) -> Result<Vec<Actor>> {
    of_kind(conn, viewer, ActorKind::Group, query, skip, limit)
}

fn of_kind(conn: &mut Conn, viewer: Viewer, kind: ActorKind, query: &Query, skip: i64, limit: i64) -> Result<Vec<Actor>> {
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let found = matching_actors(conn, viewer, kind, query);
    let order = (actors::local.desc(), actors::follower_count.desc(), actors::id);
    Ok(found.order(order).offset(skip).limit(limit).select(Actor::as_select()).load(conn)?)
}

/// How much is found.
pub fn counts(conn: &mut Conn, viewer: Viewer, query: &Query) -> Result<Found> {
    if query.is_empty() {
        return Ok(Found::default());
    }
    let posts = matching_posts(conn, viewer, query).count().get_result(conn)?;
    let people = matching_actors(conn, viewer, ActorKind::Person, query).count().get_result(conn)?;
    let groups = matching_actors(conn, viewer, ActorKind::Group, query).count().get_result(conn)?;
    Ok(Found { posts, people, groups })
}
