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

/// Leases a free number to `owner` (a name that no other process has) until `now + duration`; who owns one gets it again. When all are
/// leased, the one whose owner has been silent for longest goes, if that is longer than `silence`: processes that were killed give nothing
/// back, and one that is killed again and again must not lock itself out.
///
/// A process has to [`renew`] several times within `silence`, and must stop using its number when it could not: after that another may have
/// it.
///
/// # Errors
/// `Unavailable` when all sixteen are leased by processes that renewed them lately.
pub fn claim(connection: &mut Conn, owner: &str, now: Timestamp, duration: Duration, silence: Duration) -> Result<u8> {
    let mut known: Vec<(i16, String, Timestamp)> = nodes::table.select((nodes::node, nodes::owner, nodes::lease_until)).load(connection)?;
    let own = known.iter().find(|(_, holder, _)| holder == owner).map(|(node, ..)| *node);
    let taken = |node: i16| known.iter().any(|(number, _, until)| *number == node && *until > now);
    let free: Vec<i16> = (0..NODES).filter(|node| !taken(*node)).collect();
    // Another process may be as quick: the statement itself checks that the number is still free.
    for node in own.into_iter().chain(free) {
        if take(connection, node, owner, now, now.plus(duration))? {
            return Ok(u8::try_from(node).unwrap_or_default());
        }
    }
    let silent = now.plus(duration).minus(silence);
    known.sort_by_key(|(.., until)| *until);
    for (node, ..) in known.into_iter().filter(|(.., until)| *until <= silent) {
        if take(connection, node, owner, silent, now.plus(duration))? {
            return Ok(u8::try_from(node).unwrap_or_default());
        }
    }
    Err(Error::unavailable("all sixteen node numbers are in use by other processes"))
}

/// Takes a number whose lease ends at `limit` at the latest.
fn take(connection: &mut Conn, node: i16, owner: &str, limit: Timestamp, until: Timestamp) -> Result<bool> {
    let insert = diesel::insert_into(nodes::table)
        .values((nodes::node.eq(node), nodes::owner.eq(owner), nodes::lease_until.eq(until)))
        .on_conflict(nodes::node)
        .do_update()
        .set((nodes::owner.eq(owner), nodes::lease_until.eq(until)));
    let still_free = nodes::lease_until.le(limit).or(nodes::owner.eq(owner));
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
            let claims = (0..16).map(|process| store.write(move |c| claim(c, &format!("process {process}"), NOW, MINUTE, MINUTE)));
            let mut numbers: Vec<u8> = futures_util::future::join_all(claims).await.into_iter().map(Result::unwrap).collect();
            numbers.sort_unstable();
            assert_eq!(numbers, (0..16).collect::<Vec<u8>>());
            let one_more = store.write(|c| claim(c, "process 16", NOW, MINUTE, MINUTE)).await;
            assert!(matches!(one_more, Err(Error::Unavailable(_))), "{one_more:?}");
        }

        async fn who_is_killed_again_and_again_starts_again(database: TestDatabase) {
            let store = &database.store;
            let (long, silence, second) = (MINUTE * 10, MINUTE / 2, Duration::from_secs(1));
            for process in 0..16 {
                let at = NOW.plus(second * process);
                store.write(move |c| claim(c, &format!("killed {process}"), at, long, silence)).await.unwrap();
            }
            let early = NOW.plus(second * 20);
            let refused = store.write(move |c| claim(c, "another", early, long, silence)).await;
            assert!(matches!(refused, Err(Error::Unavailable(_))), "all have been heard of lately: {refused:?}");
            let living = NOW.plus(second * 25);
            assert!(store.write(move |c| renew(c, 0, "killed 0", living, long)).await.unwrap());
            let later = NOW.plus(second * 32);
            assert_eq!(store.write(move |c| claim(c, "another", later, long, silence)).await.unwrap(), 1, "0 lives, 1 is silent");
            assert_eq!(store.write(move |c| claim(c, "one more", later, long, silence)).await.unwrap(), 2);
            let refused = store.write(move |c| claim(c, "too many", later, long, silence)).await;
            assert!(refused.is_err(), "3 was heard of 29 seconds ago: {refused:?}");
        }

        async fn a_number_is_kept_until_it_lapses(database: TestDatabase) {
            let store = &database.store;
            assert_eq!(store.write(|c| claim(c, "a", NOW, MINUTE, MINUTE)).await.unwrap(), 0);
            assert_eq!(store.write(|c| claim(c, "b", NOW, MINUTE, MINUTE)).await.unwrap(), 1);
            assert_eq!(store.write(|c| claim(c, "a", NOW, MINUTE, MINUTE)).await.unwrap(), 0, "who has one gets it again");
            let later = NOW.plus(MINUTE / 2);
            assert!(store.write(move |c| renew(c, 0, "a", later, MINUTE)).await.unwrap());
            let lapsed = NOW.plus(MINUTE);
            assert_eq!(store.write(move |c| claim(c, "c", lapsed, MINUTE, MINUTE)).await.unwrap(), 1, "b did not renew, a did");
            assert!(!store.write(move |c| renew(c, 1, "b", lapsed, MINUTE)).await.unwrap(), "b lost it");
            store.write(|c| release(c, 1, "b")).await.unwrap();
            assert!(store.write(move |c| renew(c, 1, "c", lapsed, MINUTE)).await.unwrap(), "only its owner releases it");
            store.write(|c| release(c, 0, "a")).await.unwrap();
            assert_eq!(store.write(move |c| claim(c, "d", lapsed, MINUTE, MINUTE)).await.unwrap(), 0);
        }
    }
}
