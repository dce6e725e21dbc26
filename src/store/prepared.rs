//! `UPDATE` statements whose plan is kept.
//!
//! Diesel keeps what the database planned for a statement unless a part of it says that its text varies, and its own `UPDATE` always says so.
//! Planning costs more than running: on SQLite it was a third of what taking in a post cost.

use diesel::Table;
use diesel::backend::Backend;
use diesel::connection::Connection;
use diesel::pg::Pg;
use diesel::query_builder::{AsChangeset, AstPass, IntoUpdateTarget, QueryFragment, QueryId, UpdateTarget};
use diesel::result::QueryResult;
use diesel::sqlite::Sqlite;

use super::connection::AnyConn;
use crate::on_each;

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

impl<T, W, V> Update<T, W, V> {
    /// Runs the statement; answers how many rows it changed.
    ///
    /// # Errors
    /// What the database answers.
    pub fn execute(self, conn: &mut AnyConn) -> QueryResult<usize>
    where
        Self: QueryFragment<Pg> + QueryFragment<Sqlite>,
    {
        on_each!(conn, |each| each.execute_returning_count(&self))
    }
}

impl<DB, T, W, V> QueryFragment<DB> for Update<T, W, V>
where
    DB: Backend,
    T: QueryFragment<DB>,
    W: QueryFragment<DB>,
    V: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
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
