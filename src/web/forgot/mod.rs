//! A forgotten password: asking for a link, and giving a new password with it. The page says the same whether anybody has that name.

mod handlers;

pub use handlers::{ask, form, redeem, reset_form};

use askama::Template;

use super::layout::Frame;
use super::texts::Texts;
use super::view::Errors;

/// Asking for a link.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForgotView {
    /// Whether this instance sends mail; otherwise an administrator makes the link.
    pub mail: bool,
    /// The form was sent.
    pub sent: bool,
    /// User name or mail address as typed.
    pub name: String,
    /// What is wrong with it.
    pub errors: Errors,
}

/// `GET /passwort-vergessen`, and the answer to its `POST` (fields `csrf`, `name`).
#[derive(Template)]
#[template(path = "web/forgot/ask.html")]
pub struct ForgotPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub view: ForgotView,
}

/// A new password by a link.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResetView {
    /// Path of the page; also where the form goes. Empty when the link does not work.
    pub url: String,
    /// The user name, so that password managers store the right pair.
    pub username: String,
    /// What is wrong with the password.
    pub errors: Errors,
}

/// `GET /passwort-vergessen/{token}`, and the answer to a rejected `POST` (fields `csrf`, `password`).
#[derive(Template)]
#[template(path = "web/forgot/reset.html")]
pub struct ResetPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub view: ResetView,
}
