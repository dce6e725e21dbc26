//! Hashtags: the page of one (`/tag/{name}`), and following it.

mod handlers;

pub use handlers::{follow, show, unfollow};

use askama::Template;

use super::layout::Frame;
use super::texts::Texts;
use super::view::PostSummary;
use super::visit::encode;

/// The path of a hashtag's page.
pub fn url(name: &str) -> String {
    format!("/tag/{}", encode(name))
}

/// `GET /tag/{name}`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TagView {
    /// The name without `#`.
    pub name: String,
    /// Path of this page.
    pub url: String,
    /// Whether the viewer follows it; `None` when nobody is logged in.
    pub followed: Option<bool>,
    /// Posts and comments, newest first.
    pub posts: Vec<PostSummary>,
    /// Path of the next page; empty on the last.
    pub older_url: String,
}

impl TagView {
    /// Where following is sent to.
    pub fn follow_url(&self) -> String {
        format!("{}/folgen", self.url)
    }

    /// Where following no more is sent to.
    pub fn unfollow_url(&self) -> String {
        format!("{}/entfolgen", self.url)
    }
}

/// The page of a hashtag.
#[derive(Template)]
#[template(path = "web/tag/tag.html")]
pub struct TagPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: TagView,
}
