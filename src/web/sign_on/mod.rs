//! Single sign-on: leaving for a provider, coming back, choosing a user name, and the identities of a login.
//!
//! Must never: lead anywhere but to a provider of the settings or to a path of ours, or say about an identity more than to who has it.

mod handlers;
mod identity;

pub use handlers::{accept, back, begin, choose, logged_out};
pub(in crate::web) use identity::identity_view;
pub use identity::{link, link_form, unlink, unlink_form};

use super::layout::Frame;
use super::moment::Moment;
use super::texts::Texts;
use super::view::Errors;
use askama::Template;

/// A provider on the log-in page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderView {
    /// Where the form goes.
    pub url: String,
    /// What its people call it.
    pub name: String,
}

/// A provider, as the owner of a login sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityView {
    /// What its people call it.
    pub name: String,
    /// Where it is connected or disconnected.
    pub url: String,
    /// Since when it is connected, and when it was last used.
    pub since: Option<(Moment, Moment)>,
}

/// The answer to `POST /anmelden/oidc/{provider}`: leads on to the provider. A redirect would not do, since forms may lead nowhere but here.
#[derive(Template)]
#[template(path = "web/sign_on/leave.html")]
pub struct LeavePage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What people call the provider.
    pub name: String,
    /// Its address.
    pub url: String,
}

/// The form of somebody who has no login here yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChooseView {
    /// Path of the page; also where the form goes.
    pub url: String,
    /// What people call the provider.
    pub provider: String,
    /// The host of this instance, for the handle that comes of it.
    pub host: String,
    /// The organisation whose staff she is; may be empty.
    pub organisation: String,
    /// Her mail address; may be empty.
    pub email: String,
    /// Whether a login here has this address.
    pub email_taken: bool,
    /// Name as suggested or typed.
    pub name: String,
    /// User name as suggested or typed.
    pub username: String,
    /// What is wrong with them.
    pub errors: Errors,
}

/// `GET /anmelden/oidc/{provider}/neu`, and the answer to a rejected `POST` (fields `csrf`, `name`, `username`).
#[derive(Template)]
#[template(path = "web/sign_on/choose.html")]
pub struct ChoosePage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub view: ChooseView,
}

/// A log-in that led nowhere: why, and what to do.
#[derive(Template)]
#[template(path = "web/sign_on/closed.html")]
pub struct ClosedPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What people call the provider.
    pub name: String,
    /// What happened, a text id.
    pub reason: &'static str,
    /// What to do now, a text id.
    pub advice: &'static str,
}
