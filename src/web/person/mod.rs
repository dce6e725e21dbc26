//! People: a profile, and editing one's own.

mod handlers;

pub use handlers::{edit, edit_form, follow, show, unfollow};

use askama::Template;

use super::layout::Frame;
use super::texts::Texts;
use super::view::{Errors, Person, PortraitView, PostSummary};

/// `GET /@{handle}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileView {
    /// Who.
    pub person: Person,
    /// The full handle for telling others: `@kim@next.example`.
    pub address: String,
    /// What they say about themselves, sanitised; may be empty.
    pub summary_html: String,
    /// What they can explain well, in single words.
    pub offers: Vec<String>,
    /// What they look for.
    pub seeks: Vec<String>,
    /// How the viewer stands to them.
    pub following: Following,
    /// Their posts that the viewer may see, newest first.
    pub posts: Vec<PostSummary>,
    /// Path of the next page of posts; empty on the last.
    pub older_url: String,
}

/// How the viewer stands to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Following {
    /// Nobody is logged in, or they cannot be followed.
    Unavailable,
    /// It is the viewer.
    Own,
    /// Not following.
    No,
    /// Asked, no answer yet.
    Requested,
    /// Following.
    Yes,
    /// Lives on a server with which this instance exchanges nothing.
    Unreachable,
}

/// `GET /ich/profil`, and the answer to a rejected `POST /ich/profil` (fields `csrf`, `name`, `about`, `picture`,
/// `media`, `remove-picture`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EditProfileView {
    /// Display name as typed.
    pub name: String,
    /// About, Markdown as typed.
    pub about: String,
    /// The picture.
    pub portrait: PortraitView,
    /// What is wrong with them.
    pub errors: Errors,
}

/// A person's profile.
#[derive(Template)]
#[template(path = "web/person/profile.html")]
pub struct ProfilePage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The profile.
    pub view: ProfileView,
}

/// Editing one's own profile.
#[derive(Template)]
#[template(path = "web/person/edit.html")]
pub struct EditProfilePage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub view: EditProfileView,
}
