//! The page behind a link into a protected community: what it is, who invites, and the ways to accept, for people of this instance and for those
//! who live elsewhere.
//!
//! Must never: show anything of a community without a link that counts, say why one does not count, or be kept by a cache.

mod handlers;

pub use handlers::{accept, show};

use askama::Template;

use super::community::ExcludedView;
use super::layout::Frame;
use super::texts::Texts;
use super::view::{Community, Errors, Person};

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkView {
    /// Path of the page; also where its forms go.
    pub url: String,
    /// Into which community.
    pub community: Community,
    /// What it is for, sanitised; may be empty.
    pub purpose_html: String,
    /// Who reads it, and how one gets in otherwise: the id of a sentence.
    pub reach_text: &'static str,
    /// Who invites.
    pub by: Person,
    /// What the host says; may be empty.
    pub words: String,
    /// Until when the link counts.
    pub until: String,
    /// How who is logged in stands to the community.
    pub visitor: Option<VisitorView>,
    /// Whether the community is for people of this instance alone.
    pub here_only: bool,
    /// The address of somebody elsewhere, as typed.
    pub handle: String,
    /// What is wrong with it.
    pub errors: Errors,
}

/// Somebody who is logged in and opened a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitorView {
    /// Whether she belongs to the community already.
    pub member: bool,
    /// The ban that keeps her out.
    pub excluded: Option<ExcludedView>,
    /// Whose staff she is; empty for nobody's.
    pub organisation: String,
    /// How that is known: the id of a part of a sentence; empty for nobody's staff.
    pub vouched: &'static str,
    /// The id of why the community does not admit her; empty when it does.
    pub unadmitted: &'static str,
}

/// `GET /beitritt/{token}`, and the answer to a rejected `POST` (fields `csrf`, and `handle` of who lives elsewhere).
#[derive(Template)]
#[template(path = "web/invitation_link/link.html")]
pub struct LinkPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: LinkView,
}

/// That an invitation is on its way to somebody elsewhere.
#[derive(Template)]
#[template(path = "web/invitation_link/sent.html")]
pub struct SentPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// Her address: `@kim@next.example`.
    pub handle: String,
    /// The host of her instance.
    pub instance: String,
}
