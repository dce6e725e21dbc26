//! Makes the index anew, in batches that others can write between: for a database that is older than the index, and on an admin's word. What
//! names look like is made anew with it.

use super::index;
use crate::actor;
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

/// What is made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What the names of people look like, and nothing else.
    Skeletons,
    /// People and communities; their posts come next.
    Actors,
    /// Posts and comments.
    Objects,
}

impl Part {
    const ALL: [(Self, &'static str); 3] = [(Self::Skeletons, "skeletons"), (Self::Actors, "actors"), (Self::Objects, "objects")];
}

/// How far a rebuild has come: with what, and the last number that is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place(Part, i64);

impl Place {
    const BEGIN: Self = Self(Part::Actors, 0);

    fn parse(text: &str) -> Option<Self> {
        let (word, after) = text.split_once(' ')?;
        let (part, _) = Part::ALL.into_iter().find(|(_, known)| *known == word)?;
        Some(Self(part, after.parse().ok()?))
    }

    fn text(self) -> String {
        let word = Part::ALL.into_iter().find(|(part, _)| *part == self.0).map_or("", |(_, word)| word);
        format!("{word} {}", self.1)
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
    let Place(part, after) = place;
    let ids: Vec<i64> = match part {
        Part::Skeletons | Part::Actors => {
            actors::table.filter(actors::id.gt(after)).order(actors::id).limit(BATCH).select(actors::id).load(conn)?
        }
        Part::Objects => objects::table.filter(objects::id.gt(after)).order(objects::id).limit(BATCH).select(objects::id).load(conn)?,
    };
    for id in &ids {
        match part {
            Part::Skeletons => look(conn, *id)?,
            Part::Actors => {
                index::actor(conn, *id)?;
                look(conn, *id)?;
            }
            Part::Objects => index::object(conn, *id)?,
        }
    }
    let next = match (ids.last(), part) {
        (Some(last), _) => Some(Place(part, *last)),
        (None, Part::Skeletons) => None,
        (None, Part::Actors) => Some(Place(Part::Objects, 0)),
        (None, Part::Objects) => {
            index::purge(conn)?;
            None
        }
    };
    Ok((next, ids.len()))
}

/// Notes what somebody's name looks like.
fn look(conn: &mut Conn, id: i64) -> Result<()> {
    let actor = actor::model::find(conn, id)?;
    actor::alike::note(conn, &actor)
}

/// Makes the whole index anew while the instance goes on.
pub async fn rebuild(app: &Arc<App>) -> Result<Done> {
    let mut done = Done::default();
    let mut next = Some(Place::BEGIN);
    while let Some(place) = next {
        let (after, count) = app.write(move |conn, _| batch(conn, place)).await?;
        match place.0 {
            Part::Skeletons | Part::Actors => done.actors += count,
            Part::Objects => done.objects += count,
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
        for place in [Place::BEGIN, Place(Part::Skeletons, 3), Place(Part::Objects, 7)] {
            assert_eq!(Place::parse(&place.text()), Some(place));
        }
        assert_eq!(Place::parse("everything"), None);
    }
}
