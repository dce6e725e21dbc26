//! What the admins of the instance look after: people and their logins, other servers, what was set aside, reports nobody else decides.
//! The pages and the command line call the same functions, and every decision is noted in the log.
//!
//! Must never: change or show what somebody wrote (that is an activity and goes through the door), decide without noting who did, or know
//! a page.

pub mod barrier;
pub mod network;
pub mod organisation;
mod overview;
pub mod people;
pub mod protected;
pub mod recount;
pub mod report;
pub mod set_aside;

pub use crate::decision as log;
pub use crate::decision::MAX_REASON;
pub use overview::{Overview, overview};

use crate::text;

/// Which part of a list is read: a page of so many rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    /// Which page, from 0.
    pub page: i64,
    /// How many rows it has.
    pub size: i64,
}

impl Slice {
    const fn first(self) -> i64 {
        self.page.saturating_mul(self.size)
    }

    /// One row more than the page has, to see whether there is another one.
    const fn rows(self) -> i64 {
        self.size + 1
    }

    /// The rows of the page, and whether others follow.
    fn cut<T>(self, mut rows: Vec<T>) -> (Vec<T>, bool) {
        let size = usize::try_from(self.size).unwrap_or_default();
        let more = rows.len() > size;
        rows.truncate(size);
        (rows, more)
    }
}

/// A pattern for `LIKE … ESCAPE '\'` that finds what contains these words.
fn pattern(words: &str) -> String {
    let words = text::clean_line(words, 200).to_lowercase();
    let escaped = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// Lower case, as the database knows it.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}
