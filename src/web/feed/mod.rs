//! Atom feeds (RFC 4287) of our communities and people: the newest posts, for feed readers and other programs.
//!
//! Feed readers do not log in, so a feed holds what everybody may read, whoever asks. What is hidden, gone or of another server has no feed
//! and answers like what never was.

mod handlers;

pub use handlers::{community, person};

use askama::Template;

/// A feed; times as RFC 3339 writes them, addresses whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeedView {
    /// The id of the community or person; never changes.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is for, or where somebody works; may be empty.
    pub subtitle: String,
    /// When the newest of it came or was changed.
    pub updated: String,
    /// Address of the program's source.
    pub repository: &'static str,
    /// Address of the feed.
    pub own_url: String,
    /// Address of the page.
    pub url: String,
    /// Newest first.
    pub entries: Vec<EntryView>,
}

/// A post in a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryView {
    /// The id of the post; never changes.
    pub id: String,
    /// Its title, or the beginning of its text.
    pub title: String,
    /// Address of its page.
    pub url: String,
    /// When it was written.
    pub published: String,
    /// When it was last changed.
    pub updated: String,
    /// Who wrote it.
    pub author: String,
    /// Address of her page.
    pub author_url: String,
    /// What it is about, or why one should think before reading; may be empty.
    pub summary: String,
    /// The sanitised text, escaped once more by the template; empty for what one should think about before reading.
    pub content_html: String,
}

/// The feed as a document.
#[derive(Template)]
#[template(path = "web/feed/feed.xml")]
pub struct FeedDocument {
    /// Language of the instance (BCP 47).
    pub language: &'static str,
    /// What it says.
    pub feed: FeedView,
}
