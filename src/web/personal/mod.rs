//! What is a person's own, `/ich/daten`: taking it along, and leaving for good.
//!
//! Must never: delete anything itself (that is `personal`), or change anything on a `GET`.

mod export;
mod handlers;

pub use export::{ask_for_export, export};
pub use handlers::{leave, leave_form, show, stay};

use super::layout::Frame;
use super::texts::Texts;
use super::view::{Community, Errors};
use askama::Template;

/// `GET /ich/daten`.
#[derive(Template)]
#[template(path = "web/personal/data.html")]
pub struct DataPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: DataView,
}

/// What of one's own there is to take and to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataView {
    /// The file to take along.
    pub file: File,
    /// Whether the password is asked for.
    pub has_password: bool,
    /// Whether a passkey does as well.
    pub has_passkeys: bool,
    /// When the account is deleted, in words; empty if it stays.
    pub leaves: String,
    /// What is wrong with the password or passkey.
    pub errors: Errors,
}

/// The file to take along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum File {
    /// Nobody asked for it.
    None,
    /// It is being made.
    Making,
    /// It is there.
    Ready {
        /// Its path.
        url: String,
        /// Its size in words.
        size: String,
        /// Until when, in words.
        until: String,
    },
}

/// `GET /ich/daten/loeschen`, and the answer to a rejected `POST` to it (fields `csrf`, and `current` or `username` or what a
/// passkey answered).
#[derive(Template)]
#[template(path = "web/personal/leave.html")]
pub struct LeavePage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: LeaveView,
}

/// What somebody has to know who wants to leave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeaveView {
    /// Her user name.
    pub username: String,
    /// Whether she confirms with a password.
    pub has_password: bool,
    /// Whether she confirms with a passkey; with neither, by her user name.
    pub has_passkeys: bool,
    /// Whether she can leave at all: not, as long as nobody else administers the instance.
    pub last_admin: bool,
    /// The communities that have no other host.
    pub alone: Vec<Community>,
    /// What is wrong.
    pub errors: Errors,
}
