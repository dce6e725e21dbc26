//! The viewer's own login: password, sessions, second factor.
//!
//! Must never: show a secret twice, or change anything on a `GET`.

mod browser;
mod email;
mod handlers;

pub(in crate::web) use browser::words as browser_words;
pub use email::{EmailLinkPage, EmailPage, EmailView, change_email, confirm_email, email_form, email_link};
pub use handlers::{
    change_password, end_other_sessions, end_session, factor_form, factor_off_form, factor_picture, password_form, show, switch_factor_off,
    switch_factor_on,
};

use askama::Template;

use super::layout::Frame;
use super::moment::Moment;
use super::sign_on::IdentityView;
use super::texts::Texts;
use super::view::Errors;

/// `GET /ich/sicherheit`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityView {
    /// The user name.
    pub username: String,
    /// Where mails go; may be empty.
    pub email: String,
    /// Whether there is a password.
    pub has_password: bool,
    /// Whether there is a second factor.
    pub factor: bool,
    /// How many codes on paper are left.
    pub recovery_codes: i64,
    /// How many passkeys there are.
    pub passkeys: i64,
    /// Where else she may log in.
    pub identities: Vec<IdentityView>,
    /// Open sessions, this one first.
    pub sessions: Vec<SessionView>,
}

/// A session in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionView {
    /// Digest of its secret, for the form that ends it.
    pub id: String,
    /// Program and system in words.
    pub browser: String,
    /// When it began.
    pub since: Moment,
    /// When it was last used.
    pub used: Moment,
    /// Whether it is the one that asks.
    pub own: bool,
}

/// The viewer's login.
#[derive(Template)]
#[template(path = "web/security/security.html")]
pub struct SecurityPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: SecurityView,
}

/// `GET /ich/sicherheit/passwort`, and the answer to a rejected `POST` (fields `csrf`, `current` or what a passkey answered, `password`).
#[derive(Template)]
#[template(path = "web/security/password.html")]
pub struct PasswordPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The user name, for password managers.
    pub username: String,
    /// Whether there is an old one to ask for.
    pub has_password: bool,
    /// Whether a passkey is asked for in its place.
    pub by_passkey: bool,
    /// What is wrong.
    pub errors: Errors,
}

/// `GET /ich/sicherheit/zweiter-faktor`, and the answer to a rejected `POST` (fields `csrf`, `code`, `current`).
#[derive(Template)]
#[template(path = "web/security/factor.html")]
pub struct FactorPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The secret for typing.
    pub secret: String,
    /// What is wrong with the code or the password.
    pub errors: Errors,
}

/// The answer to the `POST` that switched the second factor on: the codes for paper, this once.
#[derive(Template)]
#[template(path = "web/security/codes.html")]
pub struct CodesPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The codes.
    pub codes: Vec<String>,
}

/// `GET /ich/sicherheit/zweiter-faktor/aus`, and the answer to a rejected `POST` (fields `csrf`, `current`).
#[derive(Template)]
#[template(path = "web/security/factor_off.html")]
pub struct FactorOffPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What is wrong with the password.
    pub errors: Errors,
}
