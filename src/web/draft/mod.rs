//! Drafts kept by the server: saving while somebody types (`POST /entwurf`, by the page itself), throwing one away, the list of all, and what
//! forms say about theirs.

mod handlers;
mod list;

pub use handlers::{KeptForm, at, discard, keep, keep_or_forget, noted, save, spot_of};
pub use list::{list, take_back};

use super::layout::Frame;
use super::moment::Moment;
use super::texts::Texts;
use askama::Template;

/// What a form says about the draft of what is typed into it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeepingView {
    /// The place, as the form carries it: `beitrag-1`, `antwort-2`, `bearbeitung-3`. Empty where nothing is kept.
    pub spot: String,
    /// The version the form knows; 0 for none.
    pub version: i64,
    /// What is shown comes from a draft.
    pub from: Option<Moment>,
    /// There is another draft, which was saved elsewhere; this text is not kept.
    pub newer: bool,
    /// Path of the form with the draft that is kept.
    pub url: String,
}

impl KeepingView {
    /// The text id of the sentence that says from when it is: a date stands differently than "a quarter of an hour ago".
    pub fn sentence(&self) -> &'static str {
        let is_date = self.from.as_ref().is_some_and(|from| from.words.starts_with(|letter: char| letter.is_ascii_digit()));
        if is_date { "draft-of-day" } else { "draft-from" }
    }
}

/// All drafts of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftsView {
    /// Newest first.
    pub drafts: Vec<EntryView>,
    /// What was just thrown away, so that it can be taken back.
    pub thrown: Option<ThrownView>,
}

/// A draft in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryView {
    /// The place, as forms carry it.
    pub spot: String,
    /// Its version.
    pub version: i64,
    /// Where it belongs, as a sentence.
    pub place: String,
    /// Its title or first words.
    pub words: String,
    /// The beginning of its text; may be empty.
    pub teaser: String,
    /// When it was saved.
    pub at: Moment,
    /// Path of the form in which to go on; empty if the person cannot see the place any more.
    pub url: String,
    /// The whole text where there is no form to see it in.
    pub text: String,
}

/// A draft that was thrown away: the page carries it until it is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThrownView {
    /// The place, as forms carry it.
    pub spot: String,
    /// Its title or first words.
    pub words: String,
    /// Title.
    pub title: String,
    /// Text, Markdown.
    pub text: String,
    /// The version of the object that is being changed.
    pub base: String,
    /// Whether there is another one at its place by now.
    pub taken: bool,
}

/// `GET /entwuerfe`.
#[derive(Template)]
#[template(path = "web/draft/list.html")]
pub struct DraftsPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: DraftsView,
}
