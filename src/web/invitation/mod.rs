//! Accepting an invitation: name, user name, organisation; no password yet. A link that no longer works says why and what to do.

mod handlers;

pub(in crate::web) use handlers::suggested;
pub use handlers::{accept, show};

use askama::Template;

use super::layout::Frame;
use super::texts::Texts;
use super::view::Errors;

/// The form of an invitation that can be accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InvitationView {
    /// Path of the page; also where the form goes.
    pub url: String,
    /// Until when, in words.
    pub until: String,
    /// Whether the person asked for the link by herself.
    pub requested: bool,
    /// The host of this instance, for the handle that comes of it.
    pub host: String,
    /// Name as suggested or typed.
    pub name: String,
    /// User name as suggested or typed.
    pub username: String,
    /// Organisation as typed.
    pub organisation: String,
    /// What is wrong with them.
    pub errors: Errors,
}

/// `GET /einladung/{token}`, and the answer to a rejected `POST` (fields `csrf`, `name`, `username`, `organisation`).
#[derive(Template)]
#[template(path = "web/invitation/form.html")]
pub struct InvitationPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub view: InvitationView,
}

/// A link that cannot be used, or need not be.
#[derive(Template)]
#[template(path = "web/invitation/closed.html")]
pub struct ClosedPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The headline's text id.
    pub title: &'static str,
    /// What happened, a text id.
    pub reason: &'static str,
    /// What to do now, a text id.
    pub advice: &'static str,
}
