//! The start page: the newest posts, and the viewer's communities.

mod handlers;

pub use handlers::{Older, home};

use askama::Template;

use super::layout::Frame;
use super::texts::Texts;
use super::view::{CommunitySummary, PostSummary};

/// What the start page shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HomeView {
    /// The viewer's first name or display name for the greeting; empty when nobody is logged in.
    pub greeted: String,
    /// What this instance is for, in the words of those who run it; only for visitors, may be empty.
    pub description: String,
    /// Newest first: from the viewer's communities and people; public ones when nobody is logged in.
    pub posts: Vec<PostSummary>,
    /// Path of the next page of posts; empty on the last.
    pub older_url: String,
    /// How many drafts the viewer has.
    pub drafts: i64,
    /// Communities to discover, for the column at the side; may be empty.
    pub suggestions: Vec<CommunitySummary>,
}

/// `GET /`.
#[derive(Template)]
#[template(path = "web/home/home.html")]
pub struct HomePage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: HomeView,
}
