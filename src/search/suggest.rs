//! What fits a word that somebody is still typing.

use super::find;
use super::words::Query;
use crate::actor::Actor;
use crate::error::Result;
use crate::object::{Viewer, tag};
use crate::store::Conn;

/// How many are suggested.
const SUGGESTED: i64 = 8;

/// People and communities whose name begins like this, communities last.
pub fn people(conn: &mut Conn, viewer: Viewer, word: &str) -> Result<Vec<Actor>> {
    let query = Query::beginning(word);
    let mut found = find::people(conn, viewer, &query, 0, SUGGESTED)?;
    let room = SUGGESTED - i64::try_from(found.len()).unwrap_or(SUGGESTED);
    if room > 0 {
        found.extend(find::groups(conn, viewer, &query, 0, room)?);
    }
    Ok(found)
}

/// Hashtags that begin like this and how many posts the viewer can read with each, the most used first.
pub fn tags(conn: &mut Conn, viewer: Viewer, word: &str) -> Result<Vec<(String, i64)>> {
    tag::beginning(conn, viewer, &word.to_lowercase(), SUGGESTED as usize)
}
