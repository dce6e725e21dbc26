//! User names of people who left. Nobody gets them again: whoever did would be taken for them.

use crate::error::Result;
use crate::store::schema::former_names;
use crate::store::{BothExt, Conn};
use aws_lc_rs::digest::{SHA256, digest};
use diesel::prelude::*;

/// What is kept of a name: enough to recognise it when somebody chooses it, not enough to read it.
fn trace(username: &str) -> String {
    digest(&SHA256, username.to_lowercase().as_bytes()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Notes that this name belonged to somebody.
pub fn note(conn: &mut Conn, username: &str) -> Result<()> {
    diesel::insert_into(former_names::table)
        .values(former_names::digest.eq(trace(username)))
        .on_conflict_do_nothing()
        .both()
        .execute(conn)?;
    Ok(())
}

/// Whether this name belonged to somebody who left.
pub fn is_taken(conn: &mut Conn, username: &str) -> Result<bool> {
    let found: Option<String> = former_names::table.find(trace(username)).select(former_names::digest).first(conn).optional()?;
    Ok(found.is_some())
}
