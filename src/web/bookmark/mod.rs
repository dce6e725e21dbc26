//! What the person keeps for later (`/gemerkt`).

mod handlers;

pub use handlers::{list, toggle};

use askama::Template;

use super::layout::Frame;
use super::texts::Texts;
use super::view::PostSummary;

/// `GET /gemerkt`.
#[derive(Template)]
#[template(path = "web/bookmark/list.html")]
pub struct BookmarksPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// Last kept first.
    pub posts: Vec<PostSummary>,
}
