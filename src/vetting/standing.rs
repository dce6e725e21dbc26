//! What it means for protected communities that somebody begins or ceases to be staff.

use crate::actor::standing;
use crate::app::App;
use crate::error::Result;
use crate::job;
use crate::store::Conn;

/// The kind of job that tells the homes of somebody's protected communities whose staff she is now.
pub const STANDING: &str = "staff-standing";
/// The kind of job that looks again when the time of what vouches for somebody is over.
pub const LAPSE: &str = "staff-lapse";

/// Lets somebody's memberships of protected communities rest when nobody vouches for her, and brings them back when somebody does: at once,
/// here. A guest's come back where guests are admitted. Looks again when the time of what vouches for her is over. Answers whether she is somebody's staff now.
pub fn settle(conn: &mut Conn, app: &App, actor_id: i64) -> Result<bool> {
    let Some(vouched) = super::current(conn, actor_id, app.now())? else {
        standing::lapse(conn, actor_id)?;
        return Ok(false);
    };
    if vouched.is_guest() {
        standing::receive_guest(conn, actor_id)?;
    } else {
        standing::resume(conn, actor_id)?;
    }
    let key = format!("{actor_id}:{}", vouched.valid_until.seconds());
    job::enqueue(conn, app.next_id(), LAPSE, &actor_id.to_string(), Some(&key), vouched.valid_until)?;
    Ok(true)
}

/// As [`settle`], after a change for somebody of this instance, of which others are told.
pub fn changed(conn: &mut Conn, app: &App, actor_id: i64) -> Result<()> {
    settle(conn, app, actor_id)?;
    job::enqueue(conn, app.next_id(), STANDING, &actor_id.to_string(), None, app.now())
}
