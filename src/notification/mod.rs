//! What people are told: who answered, mentioned or reacted, what hosts decided about them; how far they have read, and what they keep for later.
//!
//! Looks on when the kernel applied something ([`observe`]) and keeps its own tables in the same transaction. Must never change what it
//! looks at, nor tell anybody of something she may not read.

pub mod bookmark;
pub mod by_mail;
pub mod digest;
mod model;
mod observe;
pub mod quiet;
pub mod seen;
mod vouching;

#[cfg(test)]
mod tests;

pub use model::{
    Level, Notification, NotificationKind, level, list, read_all, read_of_thread, set_level, tell_of_cut, tell_of_export,
    tell_of_invitation, told_since, unread, unread_of_thread,
};
pub use observe::{observe, stored};
pub use vouching::{forget_withdrawal, remind_of_ending, tell_guest, tell_of_withdrawal};
