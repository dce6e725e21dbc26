//! Statements that stay planned although Diesel would not keep them.
//!
//! Diesel keeps the plan of a statement unless a part of it says that its text varies, and every `UPDATE` and all SQL written by hand say so.
//! Planning costs the database more than running: on SQLite it was a third of what taking in a post cost.

use diesel::RunQueryDsl;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;

use super::connection::{AnyConn, MultiBackend};

/// A statement whose plan is kept, see [`PreparedExt::prepared`].
#[derive(Debug, Clone, Copy)]
pub struct Prepared<T>(T);

impl<T: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Prepared<T> {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        self.0.walk_ast(pass)
    }

    // Plans are kept under the whole text of their statement, so that keeping one is never wrong.
    fn is_safe_to_cache_prepared(&self, _backend: &MultiBackend) -> QueryResult<bool> {
        Ok(true)
    }
}

impl<T: Query> Query for Prepared<T> {
    type SqlType = T::SqlType;
}

impl<T> QueryId for Prepared<T> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<T> RunQueryDsl<AnyConn> for Prepared<T> {}

/// `statement.prepared()`.
pub trait PreparedExt: Sized {
    /// Keeps the plan of a statement that runs often and has few forms. One that holds a list of values has a form for each length: write
    /// [`among`](super::among()) instead of the list.
    fn prepared(self) -> Prepared<Self> {
        Prepared(self)
    }
}

impl<T> PreparedExt for T {}
