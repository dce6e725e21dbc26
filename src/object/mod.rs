//! WHAT: objects (articles, comments, things of kinds we do not know), their collections, reactions and audience.
//!
//! Invariants: every query of objects that ends before anybody's eyes goes through [`audience::visible_to`]; nothing here writes on its own
//! account: [`model`]'s writing functions are called by `activity::apply` alone. Start reading at [`model`], then [`audience`].

pub mod audience;
pub mod chatham;
pub mod json;
pub mod model;
pub mod reaction;
pub mod read;
pub mod recount;
pub mod shown;
pub mod tag;

pub use audience::Viewer;
pub use model::{Object, ObjectState, Reach};
