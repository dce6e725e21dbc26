//! Makes the index anew, in batches that others can write between: for a database that is older than the index, and on an admin's word.

use super::index::{self, Table};
use crate::app::App;
use crate::error::{Error, Result};
use crate::job;
use crate::store::Conn;
use crate::store::schema::{actors, objects};
use diesel::prelude::*;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::sync::Arc;

/// The kind of the job. The migration queues it for a database that has something in it.
pub const INDEX: &str = "search-index";
/// How many are indexed in one transaction.
const BATCH: i64 = 200;
/// How many batches one job does before it queues the next: far below the time a worker has it to itself.
const BATCHES: usize = 20;

/// How far a rebuild has come: which table, and the last number that is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place(Table, i64);

impl Place {
    const BEGIN: Self = Self(Table::Actors, 0);

    fn parse(text: &str) -> Option<Self> {
        let (table, after) = text.split_once(' ')?;
        let table = match table {
            "actors" => Table::Actors,
            "objects" => Table::Objects,
            _ => return None,
        };
        Some(Self(table, after.parse().ok()?))
    }

    fn text(self) -> String {
        let table = if self.0 == Table::Actors { "actors" } else { "objects" };
        format!("{table} {}", self.1)
    }
}

/// How much was indexed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// People and communities.
    pub actors: usize,
    /// Posts and comments.
    pub objects: usize,
}

/// Indexes one batch; where to go on, and how much it was.
fn batch(conn: &mut Conn, place: Place) -> Result<(Option<Place>, usize)> {
    let Place(table, after) = place;
    let ids: Vec<i64> = match table {
        Table::Actors => actors::table.filter(actors::id.gt(after)).order(actors::id).limit(BATCH).select(actors::id).load(conn)?,
        Table::Objects => objects::table.filter(objects::id.gt(after)).order(objects::id).limit(BATCH).select(objects::id).load(conn)?,
    };
    for id in &ids {
        match table {
            Table::Actors => index::actor(conn, *id)?,
            Table::Objects => index::object(conn, *id)?,
        }
    }
    let next = match (ids.last(), table) {
        (Some(last), _) => Some(Place(table, *last)),
        (None, Table::Actors) => Some(Place(Table::Objects, 0)),
        (None, Table::Objects) => {
            index::purge(conn)?;
            None
        }
    };
    Ok((next, ids.len()))
}

/// Makes the whole index anew while the instance goes on.
pub async fn rebuild(app: &Arc<App>) -> Result<Done> {
    let mut done = Done::default();
    let mut next = Some(Place::BEGIN);
    while let Some(place) = next {
        let (after, count) = app.write(move |conn, _| batch(conn, place)).await?;
        match place.0 {
            Table::Actors => done.actors += count,
            Table::Objects => done.objects += count,
        }
        next = after;
    }
    Ok(done)
}

/// The job: some batches from where the one before stopped.
pub fn index(app: Arc<App>, payload: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let mut next = Place::parse(&payload).ok_or_else(|| Error::internal(format!("no place in the index: {payload}")))?;
        for _ in 0..BATCHES {
            let place = next;
            let (after, _) = app.write(move |conn, _| batch(conn, place)).await?;
            match after {
                Some(after) => next = after,
                None => return Ok(()),
            }
        }
        let text = next.text();
        app.write(move |conn, app| job::enqueue(conn, app.next_id(), INDEX, &text, Some(&text), app.now())).await
    }
    .boxed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_written() {
        for place in [Place::BEGIN, Place(Table::Objects, 7)] {
            assert_eq!(Place::parse(&place.text()), Some(place));
        }
        assert_eq!(Place::parse("everything"), None);
    }
}
