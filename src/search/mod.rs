//! One search over people, communities and posts.
//!
//! Words are folded and stemmed here (`words`) before either database sees them, so that both find the same. The index is written in the
//! transaction that stores something ([`stored`], [`observe`]) and can be made anew at any time ([`rebuild`]). Must never show a post that
//! the viewer may not read: every query of posts begins with `visible_to`.

mod excerpt;
mod find;
mod index;
pub mod rebuild;
mod suggest;
mod words;

#[cfg(test)]
mod tests;

pub use excerpt::{Piece, excerpt, marked};
pub use find::{Found, PAGE, counts, groups, people, posts};
pub use index::{observe, stored};
pub use suggest::{people as suggest_people, tags as suggest_tags};
pub use words::Query;
