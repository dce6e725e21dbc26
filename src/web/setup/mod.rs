//! The first set-up (`/einrichten`): one thing on each page, a page to check the answers, then the administrator is logged in. Until it is
//! done, [`gate`] shows everybody else that the instance is being set up.
//!
//! Must never: do anything for a browser that did not come by the link.

mod gate;
mod handlers;

pub use gate::gate;
pub(super) use handlers::keep_logo;
pub use handlers::{TryMail, begin, check, finish, save, show, start, step};

use super::layout::Frame;
use super::setting::SettingsView;
use super::texts::Texts;
use askama::Template;

/// How many steps there are.
pub const STEPS: i64 = 6;

/// What a step shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepView {
    /// Which, from 1 to [`STEPS`].
    pub number: i64,
    /// The fields.
    pub settings: SettingsView,
    /// What is said about the administrator.
    pub administrator: AdministratorView,
    /// What was found about the address: whether it is good, and the sentence.
    pub checks: Vec<(bool, String)>,
    /// The address of the instance.
    pub origin: String,
    /// Where a mail to try the settings went, or goes.
    pub to: String,
    /// What came of the mail: whether it was taken, and the sentence.
    pub tried: Option<(bool, String)>,
}

/// The administrator as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AdministratorView {
    /// Display name.
    pub name: String,
    /// User name.
    pub username: String,
    /// Mail address.
    pub email: String,
    /// Whether a password was given before.
    pub has_password: bool,
}

impl StepView {
    /// The id of the headline.
    pub const fn title(&self) -> &'static str {
        title(&self.number)
    }

    /// The step before.
    pub fn before(&self) -> String {
        path(self.number - 1)
    }
}

/// The id of a step's headline.
pub const fn title(number: &i64) -> &'static str {
    match *number {
        1 => "setup-step-names",
        2 => "setup-step-administrator",
        3 => "setup-step-look",
        4 => "setup-step-joining",
        5 => "setup-step-mail",
        _ => "setup-step-statements",
    }
}

/// The address of a step, or of the page after the last.
pub(super) fn path(number: i64) -> String {
    if number > STEPS { "/einrichten/pruefen".to_owned() } else { format!("/einrichten/{number}") }
}

/// `GET /einrichten/{1..6}`, and the answer to a rejected `POST`.
#[derive(Template)]
#[template(path = "web/setup/step.html")]
pub struct StepPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The step.
    pub view: StepView,
}

/// `GET /einrichten/link/{secret}`: what will be asked, and a button to begin.
#[derive(Template)]
#[template(path = "web/setup/start.html")]
pub struct StartPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// Where the button leads.
    pub url: String,
}

/// An answer, to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Where it was asked.
    pub number: i64,
    /// The id of what was asked.
    pub text: &'static str,
    /// The answer; empty if there is none.
    pub value: String,
}

/// `GET /einrichten/pruefen`.
#[derive(Template)]
#[template(path = "web/setup/check.html")]
pub struct CheckPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The answers.
    pub answers: Vec<Answer>,
    /// The number of the first step that has to be answered before; 0 when all is there.
    pub missing: i64,
}

/// What everybody else sees until the set-up is done, and a link that does not work.
#[derive(Template)]
#[template(path = "web/setup/closed.html")]
pub struct ClosedPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The id of the headline.
    pub title: &'static str,
    /// The id of what happened.
    pub reason: &'static str,
    /// The id of what to do.
    pub advice: &'static str,
}
