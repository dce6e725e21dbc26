//! The search (`/suche`), and what is suggested while somebody writes (`/vorschlaege`).

mod address;
mod handlers;
mod suggest;

pub use handlers::show;
pub use suggest::suggest;

use askama::Template;

use super::layout::Frame;
use super::moment::Moment;
use super::texts::Texts;
use super::view::{Community, CommunitySummary, Errors, Person};
use crate::search::Piece;

/// Which results are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tab {
    /// Some of each kind.
    #[default]
    All,
    /// Posts and comments.
    Posts,
    /// People.
    People,
    /// Communities.
    Groups,
}

impl Tab {
    /// All tabs in order.
    pub const ALL: [Self; 4] = [Self::All, Self::Posts, Self::People, Self::Groups];

    /// As it stands in the address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "alle",
            Self::Posts => "beitraege",
            Self::People => "menschen",
            Self::Groups => "gruppen",
        }
    }

    /// The id of its name.
    pub const fn text(self) -> &'static str {
        match self {
            Self::All => "search-all",
            Self::Posts => "search-posts",
            Self::People => "search-people",
            Self::Groups => "search-groups",
        }
    }

    /// Reads what stands in an address; anything else means all.
    pub fn parse(code: &str) -> Self {
        Self::ALL.into_iter().find(|tab| tab.code() == code).unwrap_or_default()
    }
}

/// A tab as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TabView {
    /// Which one.
    pub tab: Tab,
    /// Path with the same words.
    pub url: String,
    /// How much is found.
    pub count: i64,
    /// Whether it is the one that is shown.
    pub shown: bool,
}

/// A post or comment that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostHit {
    /// Where to read it.
    pub url: String,
    /// Its title; of a comment that of what it belongs to.
    pub title: Vec<Piece>,
    /// Whether it is a comment.
    pub comment: bool,
    /// The place where the words stand.
    pub excerpt: Vec<Piece>,
    /// Who wrote it.
    pub author: Person,
    /// Where.
    pub community: Option<Community>,
    /// When.
    pub published: Moment,
}

/// Somebody who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonHit {
    /// Who.
    pub person: Person,
    /// What she says about herself, around the words.
    pub excerpt: Vec<Piece>,
}

/// Something that only its own server knows, and where to ask for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferView {
    /// The server's name.
    pub host: String,
    /// Whether the person who looks may have it asked.
    pub allowed: bool,
}

/// `GET /suche?q=&typ=&seite=`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchView {
    /// What was typed; empty before the first search.
    pub query: String,
    /// The tabs; empty before the first search.
    pub tabs: Vec<TabView>,
    /// Which one is shown.
    pub tab: Tab,
    /// Posts and comments, newest first.
    pub posts: Vec<PostHit>,
    /// People.
    pub people: Vec<PersonHit>,
    /// Communities.
    pub groups: Vec<CommunitySummary>,
    /// Path of the page before; empty on the first.
    pub before_url: String,
    /// Path of the page after; empty on the last.
    pub after_url: String,
    /// What another server has to be asked for.
    pub offer: Option<OfferView>,
    /// Path of the page of a hashtag that was typed; empty without.
    pub tag_url: String,
    /// Field `q`: the other server does not answer, is blocked, has nothing there.
    pub errors: Errors,
}

impl SearchView {
    /// Whether nothing fits.
    pub fn is_empty(&self) -> bool {
        self.posts.is_empty() && self.people.is_empty() && self.groups.is_empty()
    }

    /// How much the tab of this kind has.
    pub fn count(&self, tab: &Tab) -> i64 {
        self.tabs.iter().find(|view| view.tab == *tab).map_or(0, |view| view.count)
    }

    /// Where that tab is.
    pub fn url(&self, tab: &Tab) -> &str {
        self.tabs.iter().find(|view| view.tab == *tab).map_or("", |view| &view.url)
    }
}

/// The search.
#[derive(Template)]
#[template(path = "web/search/search.html")]
pub struct SearchPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// Words and results.
    pub view: SearchView,
}

/// One suggestion: what is shown, and what takes the place of the word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionView {
    /// `@kim` or `#bauen`.
    pub insert: String,
    /// Name of the person or community; empty for hashtags.
    pub name: String,
    /// Where from, or how often used.
    pub detail: String,
}

/// `GET /vorschlaege?wort=`: the options of a list box.
#[derive(Template)]
#[template(path = "web/search/suggestions.html")]
pub struct SuggestionsFragment {
    /// Texts in the page's language.
    pub t: Texts,
    /// What fits.
    pub options: Vec<SuggestionView>,
}
