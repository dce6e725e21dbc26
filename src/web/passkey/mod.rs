//! The viewer's passkeys, and the questions that the script hands on to her devices. Passkeys need the script by their nature; without it
//! there is a password for everything here.
//!
//! Must never: tell by an answer whether a passkey or a person exists, or keep a question in a cache.

mod form;
mod handlers;

pub use form::Answered;
pub use handlers::{add, ask, begin, list, new_form, remove, remove_form};
pub(in crate::web) use handlers::{confirm, has_passkeys};

use askama::Template;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::layout::Frame;
use super::moment::Moment;
use super::texts::Texts;
use super::view::Errors;
use crate::error::{Error, Result};

/// A passkey in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyView {
    /// Its number.
    pub id: i64,
    /// What its owner calls it.
    pub name: String,
    /// Since when.
    pub since: Moment,
    /// When it was last used.
    pub used: Option<Moment>,
    /// When it was first refused because there may be a copy.
    pub suspected: Option<Moment>,
}

/// `GET /ich/sicherheit/passkeys`.
#[derive(Template)]
#[template(path = "web/passkey/list.html")]
pub struct PasskeysPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The passkeys, oldest first.
    pub passkeys: Vec<PasskeyView>,
    /// Whether there are as many as there may be.
    pub full: bool,
}

/// Showing once more who one is, before a passkey or an identity at a provider is added or removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConfirmView {
    /// Where the forms go.
    pub url: String,
    /// The headline.
    pub title: String,
    /// What happens then.
    pub lead: String,
    /// What the button says.
    pub label: String,
    /// Whether something is removed.
    pub danger: bool,
    /// Whether it leads back to the page about the login, not to that of the passkeys.
    pub of_login: bool,
    /// Whether there is a password to show.
    pub has_password: bool,
    /// Whether there is a passkey to show.
    pub has_passkeys: bool,
    /// Fields `current` and `passkey`.
    pub errors: Errors,
}

/// `GET /ich/sicherheit/passkeys/neu`, `GET …/{id}/entfernen`, and the answers to rejected `POST`s (fields `csrf` and either `current` or
/// what the passkey answered).
#[derive(Template)]
#[template(path = "web/passkey/confirm.html")]
pub struct ConfirmPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What is confirmed.
    pub view: ConfirmView,
}

/// The answer to `POST /ich/sicherheit/passkeys/neu`: the question to which a new passkey is the answer.
#[derive(Template)]
#[template(path = "web/passkey/create.html")]
pub struct CreatePage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// A name to begin with.
    pub begins_with: String,
    /// How long a name may be.
    pub longest: usize,
    /// The question, JSON.
    pub options: String,
}

/// A question as JSON.
pub(super) fn question(options: &impl Serialize) -> Result<Response> {
    let json = serde_json::to_string(options).map_err(Error::internal)?;
    let kind = (CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok((StatusCode::OK, [kind, (CACHE_CONTROL, HeaderValue::from_static("no-store"))], json).into_response())
}
