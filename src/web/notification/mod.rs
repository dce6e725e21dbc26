//! What the person is told (`/mitteilungen`), grouped by thing, newest first.

mod handlers;
mod mails;
mod quiet;

pub(super) use handlers::entries_worded;
pub use handlers::{list, read, set_level};
pub use mails::{MailsView, RhythmView, set_mails};
pub use quiet::{DayView, QuietView, set_quiet};

use askama::Template;

use crate::object::Object;

use super::layout::Frame;
use super::moment::Moment;
use super::texts::Texts;

/// One line: what happened, perhaps by several people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryView {
    /// The icon.
    pub icon: &'static str,
    /// What happened, as a sentence.
    pub sentence: String,
    /// What it is about; may be empty.
    pub title: String,
    /// Path of what it is about.
    pub url: String,
    /// A reason that was given; may be empty.
    pub reason: String,
    /// When it last happened.
    pub at: Moment,
    /// Whether there is something in it the person has not seen.
    pub unread: bool,
}

/// How what was told is worded.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// What a thread is called.
    pub titled: &'a dyn Fn(&Object) -> String,
    /// Whether it leaves the pages of members: then names that have to stay inside are left out.
    pub outside: bool,
}

/// A level on offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelView {
    /// Its value in the form.
    pub value: &'static str,
    /// The id of its name.
    pub name: &'static str,
    /// The id of what it means.
    pub hint: &'static str,
    /// Whether it is in force.
    pub chosen: bool,
}

/// What the page shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotificationsView {
    /// Newest first.
    pub entries: Vec<EntryView>,
    /// The newest one's number: what came after it stays unread.
    pub newest: i64,
    /// How many are unread.
    pub unread: i64,
    /// Path of the next page; empty on the last.
    pub older_url: String,
    /// The levels.
    pub levels: Vec<LevelView>,
    /// The quiet hours.
    pub quiet: QuietView,
    /// How often what is new comes by mail; `None` where no mails are sent.
    pub mails: Option<MailsView>,
}

/// `GET /mitteilungen`, and the answer to a rejected `POST /mitteilungen/ruhe`.
#[derive(Template)]
#[template(path = "web/notification/list.html")]
pub struct NotificationsPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: NotificationsView,
}
