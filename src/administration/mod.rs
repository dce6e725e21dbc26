//! What the admins of the instance look after: people and their logins, other servers, what was set aside, reports nobody else decides.
//! The pages and the command line call the same functions.
//!
//! Must never: change or show what somebody wrote (that is an activity and goes through the door), decide without noting who did, or know
//! a page.

mod overview;

pub use overview::{Overview, overview};
