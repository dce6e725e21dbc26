//! View models that several pages share: plain data, already decided and already in the page's language where it is a sentence.
//!
//! Text that is HTML ends in `_html` and must come from the sanitiser; everything else is escaped by the templates.

use super::moment::Moment;
use crate::actor::CommunityReach;
pub use crate::error::FieldError;
use crate::notification::seen::Unread;

/// A person as pages show them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Display name.
    pub name: String,
    /// `@kim` here, `@kim@next.example` elsewhere.
    pub handle: String,
    /// Path of the profile, `/@kim`.
    pub url: String,
    /// The organisation the home instance vouches for, or the one she names; may be empty.
    pub organisation: String,
    /// The id of how it is known that she works there; empty when nobody vouches.
    pub vouched: &'static str,
    /// Name (or host) of the home instance; empty when it is this one.
    pub instance: String,
    /// Path of the picture; empty where there is none.
    pub picture: String,
}

impl Person {
    /// Up to two letters for the avatar.
    pub fn initials(&self) -> String {
        initials(&self.name)
    }

    /// The avatar's colour class, the same on every page.
    pub fn tone(&self) -> usize {
        tone(&self.handle)
    }

    /// Whether it stands for a member who gave no name: the handle is the community's, as forums write it.
    pub fn is_nameless(&self) -> bool {
        self.handle.starts_with('!')
    }
}

/// A community as links and badges show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Community {
    /// Display name.
    pub name: String,
    /// `bauen` here, `bauen@next.example` elsewhere.
    pub handle: String,
    /// Path of its page, `/g/bauen`.
    pub url: String,
    /// Name (or host) of the instance it lives on; empty when it is this one.
    pub instance: String,
    /// Path of the picture; empty where there is none.
    pub picture: String,
}

impl Community {
    /// Up to two letters for the avatar.
    pub fn initials(&self) -> String {
        initials(&self.name)
    }

    /// The avatar's colour class, the same on every page.
    pub fn tone(&self) -> usize {
        tone(&self.handle)
    }
}

/// A picture of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureView {
    /// Path of the whole picture.
    pub url: String,
    /// Path of its small form.
    pub small_url: String,
    /// What there is to see; empty where nobody said.
    pub alternative: String,
    /// Width of the small form in pixels; 0 when it is not known.
    pub width: u32,
    /// Height of the small form in pixels.
    pub height: u32,
}

/// The picture in a profile's form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PortraitView {
    /// Path of the picture there is; empty without.
    pub current: String,
    /// Number of an upload that is not saved yet; 0 without.
    pub draft: i64,
}

/// A community in lists, with what one needs to decide about joining.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommunitySummary {
    /// Name, handle, place.
    pub community: Community,
    /// What it is for, one or two sentences.
    pub purpose: String,
    /// Number of members; of a community elsewhere as its home said.
    pub members: i64,
    /// How the viewer stands to it.
    pub membership: Membership,
    /// Who may read it.
    pub reach: CommunityReach,
}

impl CommunitySummary {
    /// Who reads what is in a protected community, and how one gets in: the id of a sentence.
    pub fn reach_text(&self) -> &'static str {
        match self.reach {
            CommunityReach::Public => "reach-public",
            CommunityReach::Network => "reach-network",
            CommunityReach::Closed => "reach-closed",
            CommunityReach::Secret => "reach-secret",
            CommunityReach::Local => "reach-local",
        }
    }

    /// The same as [`Self::reach_text`] in a few words, for tiles.
    pub fn way_text(&self) -> &'static str {
        match self.reach {
            CommunityReach::Secret => "community-secret-tile",
            CommunityReach::Network | CommunityReach::Local => "community-staff-tile",
            CommunityReach::Public | CommunityReach::Closed => "community-closed-tile",
        }
    }
}

/// How the viewer stands to a community.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Membership {
    /// Nobody is logged in.
    Unknown,
    /// Not in it.
    None,
    /// Asked, no answer yet.
    Requested,
    /// In it.
    Member,
    /// In it, to read only.
    Reader,
    /// In it, as a host.
    Host,
    /// In it, but it rests: nobody vouches for the viewer as staff.
    Lapsed,
    /// In it, but it rests: the community's home has not confirmed it for too long.
    Unconfirmed,
    /// Banned from it.
    Banned,
    /// It lives on a server with which this instance exchanges nothing.
    Unreachable,
}

impl Membership {
    /// Whether the viewer is in the community.
    pub const fn is_in(self) -> bool {
        matches!(self, Self::Reader | Self::Member | Self::Host)
    }

    /// Whether the viewer may write there, where members may.
    pub const fn takes_part(self) -> bool {
        matches!(self, Self::Member | Self::Host)
    }
}

/// A post in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostSummary {
    /// Path of the post, `/b/123`.
    pub url: String,
    /// Its title, or the beginning of the text.
    pub title: String,
    /// The first lines as plain text; may be empty.
    pub teaser: String,
    /// Its first picture.
    pub picture: Option<PictureView>,
    /// Who wrote it.
    pub author: Person,
    /// Where; `None` for a post outside communities, and on the community's own page.
    pub community: Option<Community>,
    /// When.
    pub published: Moment,
    /// Number of comments.
    pub comments: i64,
    /// Number of likes and other reactions.
    pub reactions: i64,
    /// Pinned by the hosts.
    pub pinned: bool,
    /// Closed for comments.
    pub locked: bool,
    /// Not yet confirmed by the community's instance.
    pub pending: bool,
    /// What the person who looks has not read.
    pub unread: Unread,
    /// The type's name for objects this version has no page for; empty for posts.
    pub unknown_kind: String,
    /// The hashtag that brought it into the list; empty when it is there anyway.
    pub because_of: String,
}

/// What is wrong with a form, field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Errors(pub Vec<FieldError>);

impl Errors {
    /// No error.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Whether there is any.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// The text id for a field, or an empty string.
    pub fn of(&self, field: &str) -> &'static str {
        self.0.iter().find(|error| error.field == field).map_or("", |error| error.text)
    }
}

impl From<Vec<FieldError>> for Errors {
    fn from(fields: Vec<FieldError>) -> Self {
        Self(fields)
    }
}

fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    let letters: String = first.into_iter().chain(last).flat_map(char::to_uppercase).collect();
    if letters.is_empty() { "?".to_owned() } else { letters }
}

/// One of the eight colours of `card.css`.
fn tone(handle: &str) -> usize {
    handle.bytes().fold(7usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte))) % 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_odd_names() {
        let cases = [("Kim Berger", "KB"), ("kim", "K"), ("Anna Lena von Ahlen", "AA"), ("", "?"), ("🎉", "?"), ("  (Dr.) Öz  ", "DÖ")];
        for (name, expected) in cases {
            assert_eq!(initials(name), expected, "{name}");
        }
    }

    #[test]
    fn first_error_of_a_field_counts() {
        let errors = Errors(vec![FieldError { field: "title", text: "error-title-missing" }]);
        assert!(errors.any());
        assert_eq!((errors.of("title"), errors.of("text")), ("error-title-missing", ""));
    }
}
