//! How long the memberships of our people in a protected community elsewhere hold without word from its home.

use super::Actor;
use crate::error::Result;
use crate::store::schema::leases;
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn, MultiBackend};
use diesel::prelude::*;
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3_600);
/// After such a silence nobody here writes.
pub const READ_ONLY: Duration = Duration::from_secs(24 * HOUR.as_secs());
/// After such a silence nobody here reads.
pub const HIDDEN: Duration = Duration::from_secs(72 * HOUR.as_secs());
/// How often a community's home is asked.
pub const PERIOD: Duration = Duration::from_secs(6 * HOUR.as_secs());
/// How soon it is asked again when it did not answer, or no longer knew us.
pub const AGAIN: Duration = HOUR;

/// What the home of a protected community last said about our people.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = leases, check_for_backend(MultiBackend), treat_none_as_null = true)]
pub struct Lease {
    /// The community.
    pub group_id: i64,
    /// When it last confirmed that some of them are members.
    pub confirmed_at: Timestamp,
    /// Since when it says that none of them is.
    pub refused_at: Option<Timestamp>,
    /// When it is asked next.
    pub next_at: Timestamp,
    /// Id of the `Delete` by which the community asked us to empty what is here of it, until the home's list shows whether that holds.
    pub purge: Option<String>,
}

impl Lease {
    /// Whether there was no word for so long that nobody here writes.
    pub fn is_read_only(&self, now: Timestamp) -> bool {
        self.refused_at.is_some() || now.since(self.confirmed_at) >= READ_ONLY
    }

    /// Whether there was no word for so long that nobody here reads.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.refused_at.is_some() || now.since(self.confirmed_at) >= HIDDEN
    }
}

/// The lease of a community; none for communities of ours, and where nobody here is a member.
pub fn find(conn: &mut Conn, group_id: i64) -> Result<Option<Lease>> {
    Ok(leases::table.find(group_id).select(Lease::as_select()).first(conn).optional()?)
}

/// Those whose home should have been asked before this time.
pub fn overdue(conn: &mut Conn, before: Timestamp) -> Result<Vec<Lease>> {
    Ok(leases::table.filter(leases::next_at.lt(before)).order(leases::group_id).select(Lease::as_select()).load(conn)?)
}

/// Stores a lease in place of what was known.
pub fn put(conn: &mut Conn, lease: &Lease) -> Result<()> {
    diesel::insert_into(leases::table).values(lease).on_conflict(leases::group_id).do_update().set(lease).both().execute(conn)?;
    Ok(())
}

/// Ends it: nobody here is a member any more.
pub fn end(conn: &mut Conn, group_id: i64) -> Result<()> {
    diesel::delete(leases::table.find(group_id)).execute(conn)?;
    Ok(())
}

/// Notes that the community's home spoke to us as to a server of members; not more often than needed.
pub fn heard(conn: &mut Conn, group: &Actor, now: Timestamp) -> Result<()> {
    let Some(lease) = find(conn, group.id)?.filter(|lease| now.since(lease.confirmed_at) >= HOUR && lease.refused_at.is_none()) else {
        return Ok(());
    };
    // Whoever must not read any more reads again only when the home says who is a member.
    if lease.is_over(now) { Ok(()) } else { put(conn, &Lease { confirmed_at: now, ..lease }) }
}
