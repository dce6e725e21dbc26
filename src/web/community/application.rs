//! Asking to be let into a protected community, as the person sees it.

use super::join::JoinForm;
use crate::activity::apply::refusal;
use crate::activity::outbox::{ANSWER_FIELDS, Wish};
use crate::actor::answer::{self, Answer};
use crate::actor::application::{self, ApplicationState};
use crate::actor::{self, Actor};
use crate::app::App;
use crate::error::{FieldError, Result};
use crate::store::Conn;
use crate::vetting::{self, Level};
use crate::web::organisation::{level_text, method_text};
use crate::web::present::reason;
use crate::web::texts::Texts;
use crate::web::view::Errors;

/// How somebody asks to be let in (fields `csrf`, `words`, and for each question `question-1`, `answer-1` and so on), or comes in without asking.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApplicationView {
    /// The invitation that waits for an answer.
    pub invited: Option<InvitationView>,
    /// Whether nobody has to decide.
    pub comes_in: bool,
    /// What the community asks.
    pub questions: Vec<QuestionView>,
    /// What the person wrote to the hosts, while they decide; as typed, when that was not accepted.
    pub words: String,
    /// What she answered to their questions, while they decide.
    pub answers: Vec<Answer>,
    /// What the hosts ask back before they decide; may be empty.
    pub asked_back: String,
    /// Whether the viewer follows an invitation, so that nobody has to decide.
    pub follows: bool,
    /// Whether the last application was declined.
    pub declined: bool,
    /// Whether the community's home did so without asking its hosts.
    pub by_itself: bool,
    /// Why; may be empty.
    pub reason: String,
    /// Whether the community is for other levels of administration, or admits no guests.
    pub not_admitted: bool,
    /// Whether the viewer is a guest.
    pub guest: bool,
    /// Whose staff the viewer is; empty for nobody's.
    pub organisation: String,
    /// How that is known: the id of a part of a sentence; empty for nobody's staff.
    pub vouched: &'static str,
    /// What is wrong with what was typed.
    pub errors: Errors,
}

/// A question of the community, with the field for the answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuestionView {
    /// One line.
    pub question: String,
    /// The name of the field.
    pub field: &'static str,
    /// The name of the field that repeats the question: it may be another one by the time the answer comes.
    pub asked: String,
    /// As typed.
    pub answer: String,
}

/// A host asks the viewer in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationView {
    /// Who; empty if that is not known any more.
    pub by: String,
    /// What the host wrote; may be empty.
    pub words: String,
    /// Whether the viewer said yes already, and the community's home has not confirmed it.
    pub follows: bool,
}

impl ApplicationView {
    /// Whether the viewer follows an invitation that the community's home has not confirmed yet.
    pub fn is_under_way(&self) -> bool {
        self.invited.as_ref().is_some_and(|invitation| invitation.follows)
    }

    /// With what was typed and not accepted. Answers stay with their questions.
    pub(super) fn typed(&mut self, form: &JoinForm, errors: Vec<FieldError>) {
        let wish = form.wish();
        for question in &mut self.questions {
            let answered = wish.answers.iter().find(|answer| answer.question == question.question);
            question.answer = answered.map(|answer| answer.text.clone()).unwrap_or_default();
        }
        self.words = wish.words;
        self.errors = errors.into();
    }
}

impl JoinForm {
    /// What it says.
    pub(super) fn wish(&self) -> Wish {
        let field = |name: &str| self.answers.get(name).cloned().unwrap_or_default();
        let answers = ANSWER_FIELDS.iter().map(|name| Answer { question: field(&asked(name)), text: field(name) });
        Wish { words: self.words.clone(), answers: answers.filter(|answer| !answer.question.is_empty()).collect() }
    }
}

/// The field that repeats the question which this field answers.
fn asked(field: &str) -> String {
    field.replace("answer", "question")
}

/// What came of this person's wish to be let in.
pub(super) fn application(conn: &mut Conn, app: &App, t: Texts, group: &Actor, person: i64) -> Result<ApplicationView> {
    let vouched = vetting::current(conn, person, app.now())?;
    let guest = vouched.as_ref().is_some_and(vetting::Vouched::is_guest);
    let asks = ApplicationView {
        not_admitted: vouched.as_ref().is_some_and(|vouched| !vetting::admits(group, vouched)),
        guest,
        vouched: vouched.as_ref().map_or("", |vouched| method_text(vouched.method)),
        organisation: vouched.as_ref().map(|vouched| vouched.organisation.clone()).unwrap_or_default(),
        comes_in: group.reach.is_open_to_staff() && !guest,
        ..ApplicationView::default()
    };
    let questions = questions(group);
    // Nobody asks to be let into what is hidden; staff needs no asking there.
    let asks = ApplicationView { not_admitted: asks.not_admitted || guest && group.is_hidden(), ..asks };
    Ok(match application::find(conn, group.id, person)? {
        Some(known) if known.state == ApplicationState::Invited => {
            let by = known.decided_by.map(|by| actor::model::find(conn, by)).transpose()?;
            let by = by.map(|by| by.display_name().to_owned()).unwrap_or_default();
            let not_admitted = vouched.is_some_and(|vouched| !vetting::admits(group, &vouched));
            let invited = Some(InvitationView { by, words: known.words, follows: known.follows });
            ApplicationView { invited, comes_in: true, not_admitted, ..asks }
        }
        Some(known) if known.state == ApplicationState::Open => {
            let answers = answer::restored(&known.answers);
            let mut questions = questions;
            for question in &mut questions {
                let before = answers.iter().find(|answer| answer.question == question.question);
                question.answer = before.map(|answer| answer.text.clone()).unwrap_or_default();
            }
            ApplicationView { words: known.words, answers, questions, asked_back: known.reason, follows: known.follows, ..asks }
        }
        Some(known) if known.state == ApplicationState::Declined => {
            let by_itself = refusal::text_id(&known.reason).is_some();
            ApplicationView { declined: true, by_itself, reason: reason(t, &known.reason), questions, ..asks }
        }
        _ => ApplicationView { questions, ..asks },
    })
}

/// Of which levels of administration a community admits people, as text ids; empty for all.
pub(super) fn levels(group: &Actor) -> Vec<&'static str> {
    actor::json::rules(group).levels.iter().filter_map(|word| Level::parse(word)).map(level_text).collect()
}

fn questions(group: &Actor) -> Vec<QuestionView> {
    let questions = actor::json::rules(group).questions.into_iter().zip(ANSWER_FIELDS);
    questions.map(|(question, field)| QuestionView { question, field, asked: asked(field), answer: String::new() }).collect()
}
