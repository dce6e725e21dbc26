//! Which process may use which of the sixteen node numbers inside new ids: a lease in the database.

use std::time::Duration;

use diesel::prelude::*;
use diesel::query_dsl::methods::FilterDsl;

use self::table::nodes;
use super::connection::{BothExt, Conn};
use super::types::Timestamp;
use crate::error::{Error, Result};

mod table {
    diesel::table! {
        use crate::store::types::Ts;
        use diesel::sql_types::*;
        nodes (node) {
            node -> SmallInt,
            owner -> Text,
            lease_until -> Ts,
        }
    }
}

/// Node numbers are 0 to 15.
const NODES: i16 = 16;

/// Leases a free number to `owner` (a name that no other process has) until `now + duration`; who owns one gets it again.
///
/// A process must stop making ids when it could not [`renew`] in time: after that another may have its number.
///
/// # Errors
/// `Unavailable` when all sixteen are leased.
pub fn claim(connection: &mut Conn, owner: &str, now: Timestamp, duration: Duration) -> Result<u8> {
    let known: Vec<(i16, String, Timestamp)> = nodes::table.select((nodes::node, nodes::owner, nodes::lease_until)).load(connection)?;
    let own = known.iter().find(|(_, holder, _)| holder == owner).map(|(node, ..)| *node);
    let taken = |node: i16| known.iter().any(|(number, _, until)| *number == node && *until > now);
    // Another process may be as quick: the statement itself checks that the number is still free.
    let free = (0..NODES).filter(|node| !taken(*node));
    for node in own.into_iter().chain(free) {
        if take(connection, node, owner, now, now.plus(duration))? {
            return Ok(u8::try_from(node).unwrap_or_default());
        }
    }
    Err(Error::unavailable("all sixteen node numbers are in use by other processes"))
}

fn take(connection: &mut Conn, node: i16, owner: &str, now: Timestamp, until: Timestamp) -> Result<bool> {
    let insert = diesel::insert_into(nodes::table)
        .values((nodes::node.eq(node), nodes::owner.eq(owner), nodes::lease_until.eq(until)))
        .on_conflict(nodes::node)
        .do_update()
        .set((nodes::owner.eq(owner), nodes::lease_until.eq(until)));
    let still_free = nodes::lease_until.le(now).or(nodes::owner.eq(owner));
    Ok(FilterDsl::filter(insert, still_free).both().execute(connection)? == 1)
}

/// Prolongs the lease until `now + duration`; `false` when `owner` no longer has this number.
///
/// # Errors
/// What the database answers.
pub fn renew(connection: &mut Conn, node: u8, owner: &str, now: Timestamp, duration: Duration) -> Result<bool> {
    let own = QueryDsl::filter(nodes::table, nodes::node.eq(i16::from(node)).and(nodes::owner.eq(owner)));
    Ok(diesel::update(own).set(nodes::lease_until.eq(now.plus(duration))).execute(connection)? == 1)
}

/// Gives the number back at a regular end.
///
/// # Errors
/// What the database answers.
pub fn release(connection: &mut Conn, node: u8, owner: &str) -> Result<()> {
    let own = QueryDsl::filter(nodes::table, nodes::node.eq(i16::from(node)).and(nodes::owner.eq(owner)));
    diesel::delete(own).execute(connection)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::on_both_databases;
    use crate::store::testing::TestDatabase;

    const NOW: Timestamp = Timestamp::from_seconds(1_000_000);
    const MINUTE: Duration = Duration::from_secs(60);

    on_both_databases! {
        async fn sixteen_processes_get_a_number_each(database: TestDatabase) {
            let store = &database.store;
            let claims = (0..16).map(|process| store.write(move |c| claim(c, &format!("process {process}"), NOW, MINUTE)));
            let mut numbers: Vec<u8> = futures_util::future::join_all(claims).await.into_iter().map(Result::unwrap).collect();
            numbers.sort_unstable();
            assert_eq!(numbers, (0..16).collect::<Vec<u8>>());
            let one_more = store.write(|c| claim(c, "process 16", NOW, MINUTE)).await;
            assert!(matches!(one_more, Err(Error::Unavailable(_))), "{one_more:?}");
        }

        async fn a_number_is_kept_until_it_lapses(database: TestDatabase) {
            let store = &database.store;
            assert_eq!(store.write(|c| claim(c, "a", NOW, MINUTE)).await.unwrap(), 0);
            assert_eq!(store.write(|c| claim(c, "b", NOW, MINUTE)).await.unwrap(), 1);
            assert_eq!(store.write(|c| claim(c, "a", NOW, MINUTE)).await.unwrap(), 0, "who has one gets it again");
            let later = NOW.plus(MINUTE / 2);
            assert!(store.write(move |c| renew(c, 0, "a", later, MINUTE)).await.unwrap());
            let lapsed = NOW.plus(MINUTE);
            assert_eq!(store.write(move |c| claim(c, "c", lapsed, MINUTE)).await.unwrap(), 1, "b did not renew, a did");
            assert!(!store.write(move |c| renew(c, 1, "b", lapsed, MINUTE)).await.unwrap(), "b lost it");
            store.write(|c| release(c, 1, "b")).await.unwrap();
            assert!(store.write(move |c| renew(c, 1, "c", lapsed, MINUTE)).await.unwrap(), "only its owner releases it");
            store.write(|c| release(c, 0, "a")).await.unwrap();
            assert_eq!(store.write(move |c| claim(c, "d", lapsed, MINUTE)).await.unwrap(), 0);
        }
    }
}
