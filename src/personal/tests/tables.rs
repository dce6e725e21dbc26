//! The list of tables against the tables there are.

use crate::error::Result;
use crate::on_both_databases;
use crate::personal::table::TABLES;
use crate::store::testing::TestDatabase;
use crate::store::{AnyConn, Conn};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::collections::{BTreeMap, BTreeSet};

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

const POSTGRES: &str = "SELECT table_name::text AS table_name, column_name::text AS name FROM information_schema.columns \
    WHERE table_schema = current_schema()";
const SQLITE: &str = "SELECT t.name AS table_name, c.name AS name FROM sqlite_schema t JOIN pragma_table_info(t.name) c \
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'";

/// Every column of every table, by table. The index of the search is not among them: FTS5 keeps tables of its own.
pub(super) fn columns(conn: &mut Conn) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let columns: Vec<Column> = diesel::sql_query(if matches!(conn, AnyConn::Sqlite(_)) { SQLITE } else { POSTGRES }).load(conn)?;
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for column in
        columns.into_iter().filter(|column| !["actor_words", "object_words"].iter().any(|index| column.table_name.starts_with(index)))
    {
        tables.entry(column.table_name).or_default().insert(column.name);
    }
    Ok(tables)
}

/// Where these letters stand anywhere in the database, in upper or lower case.
pub(super) fn places(conn: &mut Conn, letters: &str) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for (table, columns) in columns(conn)? {
        for column in columns {
            let sql = format!("SELECT count(*) AS count FROM {table} WHERE lower(CAST({column} AS text)) LIKE '%{letters}%'");
            if diesel::sql_query(sql).get_result::<Count>(conn)?.count > 0 {
                found.insert(format!("{table}.{column}"));
            }
        }
    }
    for index in ["actor_words", "object_words"] {
        let sql = match conn {
            AnyConn::Sqlite(_) => format!("SELECT count(*) AS count FROM {index} WHERE {index} MATCH '{letters}*'"),
            AnyConn::Pg(_) => format!("SELECT count(*) AS count FROM {index} WHERE CAST(words AS text) LIKE '%{letters}%'"),
        };
        if diesel::sql_query(sql).get_result::<Count>(conn)?.count > 0 {
            found.insert(format!("{index}.words"));
        }
    }
    Ok(found)
}

/// Words in names of columns that would say when somebody was there, what she does right now, or how much she does.
const PRESENCE: [&str; 12] = ["active", "browser", "count", "last", "login", "online", "read", "seen", "streak", "typing", "used", "visit"];

/// The columns with such a name that say no such thing, or whose purpose needs it.
const NO_PRESENCE: &[(&str, &str)] = &[
    ("accounts.login", "the name to log in with"),
    ("actors.follower_count", "how many follow, no deed of hers"),
    ("actors.seen_seq", "how far a community's sequence was followed by this instance"),
    ("deliveries.last_error", "of a server"),
    ("identities.used_at", "hers: when the log-in elsewhere was used, to find one that is not hers"),
    ("invitations.used_at", "when an account was made"),
    ("invitations.used_by", "whose account"),
    ("jobs.last_error", "of the program"),
    ("notifications.read", "hers: whether, not when"),
    ("objects.reaction_count", "of a post"),
    ("objects.reply_count", "of a post"),
    ("passkeys.sign_count", "counted by the key itself, to find copies (WebAuthn §6.1.1)"),
    ("passkeys.used_at", "hers: to find one that is not hers"),
    ("peers.first_seen_at", "of a server"),
    ("peers.last_error", "of a server"),
    ("peers.last_failure_at", "of a server"),
    ("peers.last_success_at", "of a server"),
    ("second_factors.last_step", "so that no code works twice (RFC 6238 §5.2)"),
    ("sessions.browser", "hers: to tell her sessions apart"),
    ("sessions.used_at", "hers, by the hour: what nobody uses ends"),
    ("thread_reads.seen_id", "hers: how far, not when"),
];

on_both_databases! {
    async fn every_column_has_its_fate(database: TestDatabase) {
        let stored = database.store.read(columns).await.unwrap();
        let mut listed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for table in TABLES {
            let emptied = table.emptied.iter().flat_map(|(values, _)| values.iter().map(|(column, _)| *column));
            let columns = emptied.collect::<BTreeSet<_>>().into_iter().chain(table.others.iter().copied());
            for column in columns {
                assert!(listed.entry(table.name.to_owned()).or_default().insert(column.to_owned()), "{}.{column} is there twice", table.name);
            }
        }
        assert_eq!(stored, listed, "name every column in personal/table.rs and say what becomes of it when a person is erased");
    }

    async fn prv_38_nothing_is_stored_about_presence(database: TestDatabase) {
        let stored = database.store.read(columns).await.unwrap();
        let speaks = |name: &str| name.split('_').any(|word| PRESENCE.contains(&word) || PRESENCE.iter().any(|part| word == format!("{part}s")));
        let found = stored.iter().flat_map(|(table, columns)| columns.iter().map(move |column| (table, column)));
        let found = found.filter(|(_, column)| speaks(column)).map(|(table, column)| format!("{table}.{column}"));
        let expected = NO_PRESENCE.iter().map(|(column, _)| (*column).to_owned());
        assert_eq!(found.collect::<BTreeSet<_>>(), expected.collect(), "a column that tells of presence");
        for table in stored.keys() {
            assert!(!table.split('_').any(|word| ["presence", "visits", "statistics", "views", "clicks"].contains(&word)), "{table}");
        }
    }
}
