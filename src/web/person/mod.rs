//! People: a profile, and editing one's own.

mod handlers;

pub use handlers::{edit, edit_form, follow, show, unfollow};

pub use crate::actor::json::Person as Said;

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
    /// What else they say about themselves; the organisation stands with `person`.
    pub said: Said,
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
/// `media`, `remove-picture`, and those of [`AboutFields`]).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EditProfileView {
    /// Display name as typed.
    pub name: String,
    /// About, Markdown as typed.
    pub about: String,
    /// The picture.
    pub portrait: PortraitView,
    /// House, role, place, lists.
    pub about_fields: AboutFields,
    /// What is wrong with them.
    pub errors: Errors,
}

/// What a form asks about somebody besides name and text, as typed (fields `organisation`, `role`, `place`, `offers`, `seeks`, `informal`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AboutFields {
    /// House or office.
    pub organisation: String,
    /// What she does there.
    pub role: String,
    /// Where.
    pub place: String,
    /// Words with commas.
    pub offers: String,
    /// Words with commas.
    pub seeks: String,
    /// Whether she would rather be called `du`.
    pub informal: bool,
}

impl AboutFields {
    /// What somebody says now.
    pub fn of(said: Said) -> Self {
        Self {
            organisation: said.organisation,
            role: said.role,
            place: said.place,
            offers: said.offers.join(", "),
            seeks: said.seeks.join(", "),
            informal: said.informal,
        }
    }
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
