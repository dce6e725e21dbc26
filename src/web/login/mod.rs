//! Logging in with a name and a password, with a passkey, or by a provider.

mod handlers;

pub(in crate::web) use handlers::{arrive, suspended};
pub use handlers::{ask_for_passkey, code_form, finish, form, language, log_in, log_in_by_passkey, log_out};

use askama::Template;

use super::layout::Frame;
use super::sign_on::ProviderView;
use super::texts::Texts;
use super::view::Errors;

/// The log-in form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoginView {
    /// The name as typed.
    pub name: String,
    /// Where to go afterwards: a path on this instance.
    pub next: String,
    /// Where else people may log in.
    pub providers: Vec<ProviderView>,
    /// Fields `name`, `password` and `passkey`. A wrong pair is one error of `name`, so that nobody learns which names exist.
    pub errors: Errors,
}

/// `GET /anmelden`, and the answer to a failed `POST /anmelden` (fields `csrf`, `name`, `password`, `next`) or `POST /anmelden/passkey`.
#[derive(Template)]
#[template(path = "web/login/login.html")]
pub struct LoginPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub view: LoginView,
}

/// `GET /anmelden/code`, and the answer to a rejected `POST` (fields `csrf`, `code`): the second page of logging in, for who has a second
/// factor.
#[derive(Template)]
#[template(path = "web/login/code.html")]
pub struct CodePage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What is wrong with the code.
    pub errors: Errors,
}
