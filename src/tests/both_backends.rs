//! The tables as the code knows them are the tables the migrations make, on both databases: same columns, same order, same `NULL`s.

use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::store::{Backend, Conn};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use std::collections::BTreeMap;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

const POSTGRES: &str = "SELECT table_name::text AS table_name, column_name::text AS name, upper(data_type::text) AS kind, \
    is_nullable = 'YES' AS nullable FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position";
const SQLITE: &str = "SELECT t.name AS table_name, c.name AS name, upper(c.type) AS kind, c.\"notnull\" = 0 AS nullable \
    FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY t.name, c.cid";

type Tables = BTreeMap<String, Vec<(String, bool)>>;

fn stored(conn: &mut Conn, backend: Backend) -> crate::error::Result<(Tables, Vec<Column>)> {
    let columns: Vec<Column> = diesel::sql_query(if backend == Backend::Sqlite { SQLITE } else { POSTGRES }).load(conn)?;
    let mut tables = Tables::new();
    for column in &columns {
        tables.entry(column.table_name.clone()).or_default().push((column.name.clone(), column.nullable));
    }
    Ok((tables, columns))
}

/// What `schema.rs` says, read from its text.
fn known() -> (Tables, BTreeMap<(String, String), String>) {
    let (mut tables, mut kinds) = (Tables::new(), BTreeMap::new());
    for text in include_str!("../store/schema.rs").split("diesel::table! {").skip(1) {
        let mut lines = text.lines().map(str::trim).skip_while(|line| !line.ends_with(") {"));
        let name = lines.next().unwrap().split_whitespace().next().unwrap().to_owned();
        for line in lines.take_while(|line| !line.starts_with('}')) {
            let (column, kind) = line.trim_end_matches(',').split_once(" -> ").unwrap();
            let inner = kind.strip_prefix("Nullable<").map(|kind| kind.trim_end_matches('>'));
            tables.entry(name.clone()).or_default().push((column.to_owned(), inner.is_some()));
            kinds.insert((name.clone(), column.to_owned()), inner.unwrap_or(kind).to_owned());
        }
    }
    (tables, kinds)
}

/// The types of columns a type of the schema may have in a database.
fn fits(kind: &str, column: &str) -> bool {
    match kind {
        "BigInt" => matches!(column, "BIGINT" | "INTEGER"),
        "Integer" => column == "INTEGER",
        "SmallInt" => matches!(column, "SMALLINT" | "INTEGER"),
        "Bool" => matches!(column, "BOOLEAN" | "INTEGER"),
        "Text" => column == "TEXT",
        "Binary" => matches!(column, "BYTEA" | "BLOB"),
        "Ts" => matches!(column, "BIGINT" | "INTEGER" | "TEXT" | "TIMESTAMP WITH TIME ZONE"),
        _ => false,
    }
}

on_both_databases! {
    async fn the_schema_is_what_the_migrations_make(database: TestDatabase) {
        let backend = database.store.backend();
        // Tables that only their own module knows.
        let elsewhere = ["schema_migrations", "nodes", "sqlite_sequence", "sqlite_stat1", "sqlite_stat4"];
        let (mut stored, columns) = database.store.read(move |conn| stored(conn, backend)).await.unwrap();
        let (known, kinds) = known();
        // The index of the search differs by database; FTS5 keeps several tables for each of its own.
        let of_the_index = |table: &str| table.starts_with("object_words") || table.starts_with("actor_words");
        stored.retain(|table, _| !elsewhere.contains(&table.as_str()) && !of_the_index(table));
        assert_eq!(stored, known);
        for column in columns.iter().filter(|column| known.contains_key(&column.table_name)) {
            let kind = &kinds[&(column.table_name.clone(), column.name.clone())];
            assert!(fits(kind, &column.kind), "{}.{}: {kind} is {}", column.table_name, column.name, column.kind);
        }
    }
}
