//! `UPDATE` statements whose plan is kept.
//!
//! Diesel keeps what the database planned for a statement unless a part of it says that its text varies, and its own `UPDATE` always says so.
//! Planning costs more than running: on SQLite it was a third of what taking in a post cost.

use diesel::query_builder::{AsChangeset, AstPass, IntoUpdateTarget, QueryFragment, QueryId, UpdateTarget};
use diesel::result::QueryResult;
use diesel::{RunQueryDsl, Table};

use super::connection::{AnyConn, MultiBackend};

/// As [`diesel::update`], for what runs often and has few forms; a list of values in it has to be one parameter (see
/// [`among`](super::among())). Something has to be set.
pub fn prepared_update<T: IntoUpdateTarget>(target: T) -> Rows<T::Table, T::WhereClause> {
    Rows(target.into_update_target())
}

/// The rows to update.
#[derive(Debug)]
pub struct Rows<T, W>(UpdateTarget<T, W>);

impl<T: Table, W> Rows<T, W> {
    /// Says what is set.
    pub fn set<V: AsChangeset<Target = T>>(self, values: V) -> Update<T::FromClause, W, V::Changeset> {
        Update { table: self.0.table.from_clause(), rows: self.0.where_clause, values: values.as_changeset() }
    }
}

/// An `UPDATE` that can run.
#[derive(Debug)]
pub struct Update<T, W, V> {
    table: T,
    rows: W,
    values: V,
}

impl<T, W, V> QueryFragment<MultiBackend> for Update<T, W, V>
where
    T: QueryFragment<MultiBackend>,
    W: QueryFragment<MultiBackend>,
    V: QueryFragment<MultiBackend>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        pass.push_sql("UPDATE ");
        self.table.walk_ast(pass.reborrow())?;
        pass.push_sql(" SET ");
        self.values.walk_ast(pass.reborrow())?;
        self.rows.walk_ast(pass.reborrow())
    }
}

impl<T, W, V> QueryId for Update<T, W, V> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<T, W, V> RunQueryDsl<AnyConn> for Update<T, W, V> {}
