//! The first steps of a new person, four of them, each of which can be skipped: who, what she knows and looks for, communities, mails.

mod handlers;

pub use handlers::{save, show};

use askama::Template;

use super::layout::Frame;
use super::texts::Texts;
use super::view::{CommunitySummary, Errors};
use crate::actor::account::Rhythm;

/// How many steps there are.
pub const STEPS: i64 = 4;

/// What a step asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Fields `role`, `place`, `informal`; name and organisation were asked before.
    Who {
        /// What she does.
        role: String,
        /// Where she works.
        place: String,
        /// Whether she would rather be called `du`.
        informal: bool,
    },
    /// Fields `offers`, `seeks`: words with commas or on lines of their own.
    Words {
        /// What she can explain.
        offers: String,
        /// What she looks for.
        seeks: String,
    },
    /// One field `group-…` for each community to join.
    Communities(Vec<Suggestion>),
    /// Field `rhythm`.
    Mails {
        /// The choices.
        choices: Vec<Choice>,
        /// Whether there is an address to send to.
        has_email: bool,
    },
}

/// A community to join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its number here.
    pub id: i64,
    /// What one needs to decide.
    pub summary: CommunitySummary,
}

/// How often mails may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The value of the field.
    pub value: &'static str,
    /// Its label's text id.
    pub text: &'static str,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The rhythms in the order shown, with their words in the form.
pub(super) const RHYTHMS: [(Rhythm, &str, &str); 3] =
    [(Rhythm::Daily, "daily", "welcome-daily"), (Rhythm::Weekly, "weekly", "welcome-weekly"), (Rhythm::Never, "never", "welcome-never")];

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WelcomeView {
    /// Which, from 1 to [`STEPS`].
    pub number: i64,
    /// What it asks.
    pub step: Step,
    /// What is wrong.
    pub errors: Errors,
}

impl WelcomeView {
    /// Where skipping leads.
    pub fn next(&self) -> String {
        after(self.number)
    }

    /// The headline's text id.
    pub const fn title(&self) -> &'static str {
        match self.step {
            Step::Who { .. } => "welcome-who",
            Step::Words { .. } => "welcome-words",
            Step::Communities(_) => "welcome-communities",
            Step::Mails { .. } => "welcome-mails",
        }
    }
}

/// The page after a step.
pub(super) fn after(number: i64) -> String {
    if number >= STEPS { "/".to_owned() } else { format!("/willkommen/{}", number + 1) }
}

/// `GET /willkommen/{1..4}`, and the answer to a rejected `POST`.
#[derive(Template)]
#[template(path = "web/welcome/step.html")]
pub struct WelcomePage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The step.
    pub view: WelcomeView,
}
