//! Joining and leaving communities, following and unfollowing people.

use super::moderate::MAX_REASON;
use super::{local, submit};
use crate::activity::apply::ASSERTION;
use crate::activity::compose::New;
use crate::activity::fetch::{self, check_policy};
use crate::activity::{log, probe};
use crate::actor::answer::{self, Answer, MAX_ANSWER};
use crate::actor::application::{self, ApplicationState, MAX_WORDS};
use crate::actor::audience::is_known_to;
use crate::actor::{self, Actor, Viewer, follow, member};
use crate::app::App;
use crate::error::{Error, FieldError, Result};
use crate::peer;
use crate::store::Conn;
use crate::text::{self, Handle};
use crate::vetting::{self, assertion};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// So many people and communities somebody asks in a day.
const MOST_A_DAY: i64 = 500;
/// The day that [`MOST_A_DAY`] is about.
const DAY: Duration = Duration::from_secs(24 * 3_600);
/// The names of the answers to a community's questions, for errors.
pub const ANSWER_FIELDS: [&str; answer::MOST_QUESTIONS] = ["answer-1", "answer-2", "answer-3", "answer-4", "answer-5"];

/// Joins a community, here or elsewhere; one that not everybody may read is asked without words.
pub async fn join(app: &Arc<App>, actor_id: i64, group_id: i64) -> Result<()> {
    ask_to_join(app, actor_id, group_id, Wish::default()).await
}

/// What somebody says who wants to be let into a protected community.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// A word to the hosts; may be empty.
    pub words: String,
    /// To each question of the community, in its order; none where nobody decides.
    pub answers: Vec<Answer>,
}

impl From<&str> for Wish {
    fn from(words: &str) -> Self {
        Self { words: words.to_owned(), answers: Vec::new() }
    }
}

impl Wish {
    /// With tidy texts, none of them too long.
    fn checked(self) -> Result<Self> {
        let mut errors = Vec::new();
        let mut tidy = |text: &str, longest: usize, field: &'static str| {
            let text = text::clean_text(text).trim().to_owned();
            if text.chars().count() > longest {
                errors.push(FieldError { field, text: "error-text-too-long" });
            }
            text
        };
        let words = tidy(&self.words, MAX_WORDS, "words");
        let answers = self.answers.into_iter().zip(ANSWER_FIELDS);
        let answers = answers.map(|(answer, field)| Answer { text: tidy(&answer.text, MAX_ANSWER, field), ..answer }).collect();
        if errors.is_empty() { Ok(Self { words, answers }) } else { Err(Error::Invalid(errors)) }
    }

    /// Refuses what leaves a question open, or answers others than the community asks.
    fn check_answers(&self, questions: &[String]) -> Result<()> {
        if !self.answers.iter().map(|answer| &answer.question).eq(questions) {
            let field = if questions.is_empty() { "words" } else { "answer-1" };
            return Err(Error::invalid(field, "error-questions-changed"));
        }
        let open = self.answers.iter().zip(ANSWER_FIELDS).filter(|(answer, _)| answer.text.is_empty());
        let errors: Vec<FieldError> = open.map(|(_, field)| FieldError { field, text: "error-answer-missing" }).collect();
        if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
    }
}

/// Asks the hosts of a protected community to be let in.
///
/// # Errors
/// `Invalid` for the field `words` or one of [`ANSWER_FIELDS`], also when the community asks something else by now.
pub async fn ask_to_join(app: &Arc<App>, actor_id: i64, group_id: i64, wish: impl Into<Wish>) -> Result<()> {
    let wish = wish.into().checked()?;
    app.write(move |conn, app| ask(conn, app, actor_id, group_id, true, &wish)).await
}

/// The hosts want to know something before they decide.
pub async fn ask_applicant_back(app: &Arc<App>, host_id: i64, group_id: i64, person_id: i64, question: &str) -> Result<()> {
    let question = text::clean_line(question, MAX_REASON);
    if question.is_empty() {
        return Err(Error::invalid("question", "error-question-missing"));
    }
    app.write(move |conn, app| answer(conn, app, host_id, (group_id, person_id), "TentativeReject", &question)).await
}

/// [`join`], in the caller's transaction.
pub fn join_within(conn: &mut Conn, app: &App, actor_id: i64, group_id: i64) -> Result<()> {
    ask(conn, app, actor_id, group_id, true, &Wish::default())
}

/// A host lets somebody in who asked.
pub async fn admit_applicant(app: &Arc<App>, host_id: i64, group_id: i64, person_id: i64) -> Result<()> {
    app.write(move |conn, app| admit_within(conn, app, host_id, group_id, person_id)).await
}

/// [`admit_applicant`], in the caller's transaction.
pub fn admit_within(conn: &mut Conn, app: &App, host_id: i64, group_id: i64, person_id: i64) -> Result<()> {
    answer(conn, app, host_id, (group_id, person_id), "Accept", "")
}

/// A host declines an application, with a reason for the applicant.
pub async fn decline_applicant(app: &Arc<App>, host_id: i64, group_id: i64, person_id: i64, reason: &str) -> Result<()> {
    let reason = text::clean_line(reason, MAX_REASON);
    if reason.is_empty() {
        return Err(Error::invalid("reason", "error-reason-missing"));
    }
    app.write(move |conn, app| answer(conn, app, host_id, (group_id, person_id), "Reject", &reason)).await
}

fn answer(conn: &mut Conn, app: &App, host_id: i64, (group_id, person_id): (i64, i64), verb: &'static str, reason: &str) -> Result<()> {
    let (host, group) = (local(conn, host_id)?, target(conn, group_id, true)?);
    let application = application::find(conn, group_id, person_id)?.ok_or(Error::NotFound)?;
    let reason = if reason.is_empty() { Value::Null } else { json!(reason) };
    submit(conn, app, &New::by(&host, verb, json!(application.activity)).to(vec![group.ap_id]).with("summary", reason))?;
    Ok(())
}

/// A host invites a person, here or elsewhere, into a protected community, with a word to her.
///
/// # Errors
/// `Invalid` for the field `handle` when she cannot be invited, for `words` when they are too long; `Forbidden` for who is no host.
pub async fn invite(app: &Arc<App>, host_id: i64, group_id: i64, handle: &Handle, words: &str) -> Result<()> {
    let words = text::clean_text(words).trim().to_owned();
    if words.chars().count() > MAX_WORDS {
        return Err(Error::invalid("words", "error-text-too-long"));
    }
    let person = invitee(app, handle).await?;
    app.write(move |conn, app| invite_within(conn, app, host_id, group_id, &person, &words)).await
}

/// Whom a handle names who is to be invited. Her server is asked who it is, if it is another one.
///
/// # Errors
/// `Invalid` for the field `handle` when there is nobody.
pub async fn invitee(app: &Arc<App>, handle: &Handle) -> Result<Actor> {
    let person = match fetch::by_handle(app, handle).await {
        Ok(person) => person,
        Err(error @ (Error::Internal(_) | Error::Unavailable(_))) => return Err(error),
        Err(Error::Forbidden(reason)) => return Err(Error::invalid("handle", reason.text)),
        Err(_) => return Err(Error::invalid("handle", "error-invite-nobody")),
    };
    if !person.local {
        know_server(app, &person.host).await?;
    }
    Ok(person)
}

/// [`invite`], in the caller's transaction; the words are clean.
pub fn invite_within(conn: &mut Conn, app: &App, host_id: i64, group_id: i64, person: &Actor, words: &str) -> Result<()> {
    let (host, group) = (local(conn, host_id)?, target(conn, group_id, true)?);
    let words = if words.is_empty() { Value::Null } else { Value::String(text::text_to_html(words)) };
    let new = New::by(&host, "Invite", json!(group.ap_id)).to(vec![group.ap_id.clone()]);
    submit(conn, app, &new.with("target", json!(person.ap_id)).with("content", words))?;
    Ok(())
}

/// Asks a server who it is, if that never happened: only then is it known whether it can protect what its people read.
async fn know_server(app: &Arc<App>, host: &str) -> Result<()> {
    let name = host.to_owned();
    let known = app.read(move |conn, _| Ok(peer::by_host(conn, &name)?.is_some_and(|peer| peer.probed_at.is_some()))).await?;
    if known { Ok(()) } else { probe::probe(Arc::clone(app), host.to_owned()).await }
}

/// A host takes an invitation back.
pub async fn withdraw_invitation(app: &Arc<App>, host_id: i64, group_id: i64, person_id: i64) -> Result<()> {
    app.write(move |conn, app| {
        let (host, group) = (local(conn, host_id)?, target(conn, group_id, true)?);
        let invitation = application::find(conn, group_id, person_id)?.ok_or(Error::NotFound)?;
        let invitee = actor::model::find(conn, person_id)?;
        let by = match invitation.decided_by {
            Some(by) => actor::model::find(conn, by)?.ap_id,
            None => host.ap_id.clone(),
        };
        let invite = json!({"id": invitation.activity, "type": "Invite", "actor": by, "object": group.ap_id, "target": invitee.ap_id});
        submit(conn, app, &New::by(&host, "Undo", invite).to(vec![group.ap_id]))?;
        Ok(())
    })
    .await
}

/// Somebody declines an invitation.
pub async fn decline_invitation(app: &Arc<App>, person_id: i64, group_id: i64) -> Result<()> {
    app.write(move |conn, app| {
        let (person, group) = (local(conn, person_id)?, target(conn, group_id, true)?);
        let invitation = application::find(conn, group_id, person_id)?.filter(|known| known.state == ApplicationState::Invited);
        let invitation = invitation.ok_or(Error::NotFound)?;
        submit(conn, app, &New::by(&person, "Reject", json!(invitation.activity)).to(vec![group.ap_id]))?;
        Ok(())
    })
    .await
}

/// Follows a person, here or elsewhere.
pub async fn follow(app: &Arc<App>, actor_id: i64, target_id: i64) -> Result<()> {
    app.write(move |conn, app| ask(conn, app, actor_id, target_id, false, &Wish::default())).await
}

fn ask(conn: &mut Conn, app: &App, actor_id: i64, target_id: i64, group: bool, wish: &Wish) -> Result<()> {
    let (actor, target) = (local(conn, actor_id)?, target(conn, target_id, group)?);
    if !is_known_to(conn, Viewer::Local { actor_id }, &target)? {
        return Err(Error::NotFound);
    }
    if log::count_of(conn, actor_id, &["Follow", "Join"], app.now().minus(DAY))? >= MOST_A_DAY {
        return Err(Error::forbidden("error-too-many-follows"));
    }
    if !target.local {
        check_policy(app, &target.ap_id)?;
    }
    let verb = if target.is_protected() { "Join" } else { "Follow" };
    if group && !comes_in(conn, app, &actor, &target)? {
        wish.check_answers(&actor::json::rules(&target).questions)?;
    }
    let words = if wish.words.is_empty() { Value::Null } else { Value::String(text::text_to_html(&wish.words)) };
    let mut new = New::by(&actor, verb, json!(target.ap_id)).to(vec![target.ap_id.clone()]).with("content", words);
    if target.is_protected() {
        // Its home asks who vouches for her, and so do the servers of its hosts elsewhere.
        let assertion = assertion::compose(conn, app, &actor)?.ok_or(Error::forbidden("error-not-vetted"))?;
        new = new.with(ASSERTION, Value::Object(assertion)).with(answer::json::ANSWERS, answer::json::document(&wish.answers));
    }
    submit(conn, app, &new)?;
    Ok(())
}

/// Whether nobody has to decide about somebody who wants to come in.
fn comes_in(conn: &mut Conn, app: &App, person: &Actor, group: &Actor) -> Result<bool> {
    let staff = vetting::check_no_guest(conn, person.id, app.now()).is_ok();
    if !group.is_protected() || group.reach.is_open_to_staff() && staff || member::role(conn, group.id, person.id)?.is_some() {
        return Ok(true);
    }
    Ok(application::find(conn, group.id, person.id)?.is_some_and(|known| known.state == ApplicationState::Invited))
}

fn target(conn: &mut Conn, id: i64, group: bool) -> Result<Actor> {
    let target = actor::model::find(conn, id)?;
    if target.is_group() == group && target.deleted_at.is_none() { Ok(target) } else { Err(Error::NotFound) }
}

/// Leaves a community. The last host of one of ours, or of a protected one anywhere, has to appoint another first.
pub async fn leave(app: &Arc<App>, actor_id: i64, group_id: i64) -> Result<()> {
    app.write(move |conn, app| {
        let group = target(conn, group_id, true)?;
        actor::model::hold(conn, group_id)?;
        let Some(membership) = member::find(conn, group_id, actor_id)? else { return Ok(()) };
        if (group.local || group.is_protected()) && membership.role == member::Role::Host && member::hosts(conn, group_id)?.len() < 2 {
            return Err(Error::conflict("error-last-host"));
        }
        if group.is_protected() {
            let actor = local(conn, actor_id)?;
            submit(conn, app, &New::by(&actor, "Leave", json!(group.ap_id)).to(vec![group.ap_id.clone()]))?;
            return Ok(());
        }
        take_back(conn, app, actor_id, &group, &membership.activity)
    })
    .await
}

/// Stops following a person.
pub async fn unfollow(app: &Arc<App>, actor_id: i64, target_id: i64) -> Result<()> {
    app.write(move |conn, app| {
        let target = target(conn, target_id, false)?;
        let Some(relation) = follow::find(conn, actor_id, target_id)? else { return Ok(()) };
        take_back(conn, app, actor_id, &target, &relation.activity)
    })
    .await
}

fn take_back(conn: &mut Conn, app: &App, actor_id: i64, target: &Actor, activity: &str) -> Result<()> {
    let actor = local(conn, actor_id)?;
    let follow = json!({"id": activity, "type": "Follow", "actor": actor.ap_id, "object": target.ap_id});
    submit(conn, app, &New::by(&actor, "Undo", follow).to(vec![target.ap_id.clone()]))?;
    Ok(())
}
