//! `column IN (…)` as one statement however many values there are.
//!
//! Diesel's `eq_any` writes a placeholder for each value, so every count of values is another statement, which neither database may keep
//! planned. Here all values travel in one parameter: an array on PostgreSQL, a JSON array on SQLite (<https://sqlite.org/json1.html#jeach>).

use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{Array, BigInt, Bool, HasSqlType, SingleValue, Text};
use diesel::sqlite::Sqlite;
use serde::Serialize;

use super::connection::MultiBackend;

/// Whether a column has one of these values; see [`among`].
#[derive(Debug, Clone)]
pub struct Among<C, V: Value> {
    column: C,
    values: Vec<V::Owned>,
    json: String,
}

/// What [`among`] takes lists of.
pub trait Value {
    /// Its type in the database.
    type SqlType: SingleValue;
    /// As which it is sent.
    type Owned: Serialize;
    /// The value to send.
    fn owned(&self) -> Self::Owned;
}

impl Value for i64 {
    type SqlType = BigInt;
    type Owned = Self;

    fn owned(&self) -> Self {
        *self
    }
}

impl Value for String {
    type SqlType = Text;
    type Owned = Self;

    fn owned(&self) -> Self {
        self.clone()
    }
}

impl Value for &str {
    type SqlType = Text;
    type Owned = String;

    fn owned(&self) -> String {
        (*self).to_owned()
    }
}

/// `column` is one of `values`; with no values that is never so.
pub fn among<C: Expression<SqlType = V::SqlType>, V: Value>(column: C, values: &[V]) -> Among<C, V> {
    let values: Vec<V::Owned> = values.iter().map(V::owned).collect();
    // Numbers and texts always become JSON.
    let json = serde_json::to_string(&values).unwrap_or_default();
    Among { column, values, json }
}

impl<C: Expression, V: Value> Expression for Among<C, V> {
    type SqlType = Bool;
}

impl<C: Expression + AppearsOnTable<T>, V: Value, T> AppearsOnTable<T> for Among<C, V> {}

impl<C: Expression + SelectableExpression<T>, V: Value, T> SelectableExpression<T> for Among<C, V> {}

impl<C: ValidGrouping<G>, V: Value, G> ValidGrouping<G> for Among<C, V> {
    type IsAggregate = C::IsAggregate;
}

impl<C: QueryId, V: Value> QueryId for Among<C, V> {
    type QueryId = Among<C::QueryId, i64>;
    // The column tells the type of the values.
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID;
}

impl<C, V: Value> QueryFragment<Pg> for Among<C, V>
where
    C: QueryFragment<Pg>,
    Vec<V::Owned>: ToSql<Array<V::SqlType>, Pg>,
    Pg: HasSqlType<Array<V::SqlType>>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.column.walk_ast(pass.reborrow())?;
        pass.push_sql(" = ANY(");
        pass.push_bind_param::<Array<V::SqlType>, _>(&self.values)?;
        pass.push_sql(")");
        Ok(())
    }
}

impl<C: QueryFragment<Sqlite>, V: Value> QueryFragment<Sqlite> for Among<C, V> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        self.column.walk_ast(pass.reborrow())?;
        pass.push_sql(" IN (SELECT value FROM json_each(");
        pass.push_bind_param::<Text, _>(&self.json)?;
        pass.push_sql("))");
        Ok(())
    }
}

impl<C, V: Value> QueryFragment<MultiBackend> for Among<C, V>
where
    Self: QueryFragment<Pg> + QueryFragment<Sqlite>,
{
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(self, pass)
    }
}
