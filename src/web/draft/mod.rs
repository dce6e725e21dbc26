//! Drafts kept by the server: saving while somebody types (`POST /entwurf`, by the page itself), throwing one away, and what forms say about
//! theirs.

mod handlers;

pub use handlers::{KeptForm, at, discard, keep, noted, save, spot_of};

use super::moment::Moment;

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
