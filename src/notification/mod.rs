//! What people are told: who answered, mentioned or reacted, what hosts decided about them; and how far they have read.
//!
//! Looks on when the kernel applied something ([`observe`]) and keeps its own tables in the same transaction. Must never change what it
//! looks at, nor tell anybody of something she may not read.

mod model;
mod observe;
pub mod seen;

#[cfg(test)]
mod tests;

pub use model::{Level, Notification, NotificationKind, level, list, read_all, read_of_thread, set_level, unread};
pub use observe::observe;
