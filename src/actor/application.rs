//! Who asked to become a member of a protected community or was invited, and what was decided.

use super::answer;
use super::model::Actor;
use crate::error::Result;
use crate::small_enum;
use crate::store::schema::{activities, actors, applications};
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn, MultiBackend};
use diesel::prelude::*;

/// The longest text of an application, in characters.
pub const MAX_WORDS: usize = 2_000;

small_enum! {
    /// How far an application has come.
    pub enum ApplicationState {
        /// The hosts have not decided yet.
        Open = 0,
        /// Now a member.
        Accepted = 1,
        /// The hosts said no.
        Declined = 2,
        /// Taken back by whoever asked, or invited.
        Withdrawn = 3,
        /// A host invited the person, who has not answered yet.
        Invited = 4,
    }
}

/// Somebody asks to become a member, or is invited.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = applications, check_for_backend(MultiBackend), treat_none_as_null = true)]
pub struct Application {
    /// The community.
    pub group_id: i64,
    /// Who asks, or is invited.
    pub actor_id: i64,
    /// Id of the `Join` or `Invite` activity.
    pub activity: String,
    /// What the person wrote to the hosts, or the inviting host to the person, plain text.
    pub words: String,
    /// How far it has come.
    pub state: ApplicationState,
    /// Why it was declined; while it is open, what the hosts ask back. May be empty.
    pub reason: String,
    /// Who decided, where that is known; of an invitation the host who wrote it.
    pub decided_by: Option<i64>,
    /// When it came.
    pub created_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// What the person answers to the community's questions, as [`super::answer::stored`] writes it.
    pub answers: String,
    /// Whether an invited person follows the invitation as soon as the community's home passed it on.
    pub follows: bool,
}

/// What became of an application.
#[derive(Debug, Clone, Copy)]
pub struct Decision<'a> {
    /// Accepted, declined or withdrawn.
    pub state: ApplicationState,
    /// Why.
    pub reason: &'a str,
    /// Who decided, where that is known.
    pub by: Option<i64>,
    /// When.
    pub at: Timestamp,
}

/// Stores an application in place of an older one by the same person, whose words are needed no longer.
pub fn put(conn: &mut Conn, application: &Application) -> Result<()> {
    let known = find(conn, application.group_id, application.actor_id)?;
    if let Some(known) = known.filter(|known| known.activity != application.activity) {
        empty_log(conn, &known.activity)?;
    }
    diesel::insert_into(applications::table)
        .values(application)
        .on_conflict((applications::group_id, applications::actor_id))
        .do_update()
        .set(application)
        .both()
        .execute(conn)?;
    Ok(())
}

/// The newest application of a person to a community.
pub fn find(conn: &mut Conn, group_id: i64, actor_id: i64) -> Result<Option<Application>> {
    Ok(applications::table.find((group_id, actor_id)).select(Application::as_select()).first(conn).optional()?)
}

/// The application that this activity made.
pub fn by_activity(conn: &mut Conn, activity: &str) -> Result<Option<Application>> {
    let rows = applications::table.filter(applications::activity.eq(activity));
    Ok(rows.select(Application::as_select()).first(conn).optional()?)
}

/// What waits for the hosts of a community, oldest first.
pub fn open(conn: &mut Conn, group_id: i64, limit: i64) -> Result<Vec<Application>> {
    in_state(conn, group_id, ApplicationState::Open, limit)
}

/// The invitations to a community that nobody has answered, oldest first.
pub fn invited(conn: &mut Conn, group_id: i64, limit: i64) -> Result<Vec<Application>> {
    in_state(conn, group_id, ApplicationState::Invited, limit)
}

/// The communities somebody is invited to, the oldest invitation first.
pub fn invitations_of(conn: &mut Conn, actor_id: i64, limit: i64) -> Result<Vec<Actor>> {
    Ok(applications::table
        .inner_join(actors::table.on(actors::id.eq(applications::group_id)))
        .filter(applications::actor_id.eq(actor_id))
        .filter(applications::state.eq(ApplicationState::Invited))
        .filter(actors::deleted_at.is_null())
        .filter(actors::suspended_at.is_null())
        .order((applications::created_at, actors::id))
        .limit(limit)
        .select(Actor::as_select())
        .load(conn)?)
}

fn in_state(conn: &mut Conn, group_id: i64, state: ApplicationState, limit: i64) -> Result<Vec<Application>> {
    Ok(applications::table
        .filter(applications::group_id.eq(group_id))
        .filter(applications::state.eq(state))
        .order((applications::created_at, applications::actor_id))
        .limit(limit)
        .select(Application::as_select())
        .load(conn)?)
}

/// Notes what the home of a community elsewhere says about an application, whatever was known here. What the person wrote is needed no longer.
pub fn overrule(conn: &mut Conn, group_id: i64, actor_id: i64, decision: &Decision<'_>) -> Result<()> {
    if let Some(known) = find(conn, group_id, actor_id)? {
        empty_log(conn, &known.activity)?;
    }
    diesel::update(applications::table.find((group_id, actor_id)))
        .set((
            applications::words.eq(""),
            applications::answers.eq("[]"),
            applications::state.eq(decision.state),
            applications::reason.eq(decision.reason),
            applications::decided_by.eq(decision.by),
            applications::decided_at.eq(decision.at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets the applications of people elsewhere to a community elsewhere: nobody here decides about them any more.
pub fn forget_of_others(conn: &mut Conn, group_id: i64) -> Result<()> {
    let elsewhere = actors::table.filter(actors::local.eq(false)).select(actors::id);
    let rows = applications::table.filter(applications::group_id.eq(group_id)).filter(applications::actor_id.eq_any(elsewhere));
    diesel::delete(rows).execute(conn)?;
    Ok(())
}

/// Settles an open application. Returns whether it was open.
pub fn settle(conn: &mut Conn, group_id: i64, actor_id: i64, decision: &Decision<'_>) -> Result<bool> {
    settle_from(conn, (group_id, actor_id), ApplicationState::Open, decision)
}

/// Settles an invitation that was not answered. Returns whether there was one.
pub fn settle_invitation(conn: &mut Conn, group_id: i64, actor_id: i64, decision: &Decision<'_>) -> Result<bool> {
    settle_from(conn, (group_id, actor_id), ApplicationState::Invited, decision)
}

/// Notes that somebody follows an invitation as soon as the community's home passed it on. Returns whether there is one.
pub fn follow_later(conn: &mut Conn, group_id: i64, actor_id: i64) -> Result<bool> {
    let invited = applications::table.find((group_id, actor_id)).filter(applications::state.eq(ApplicationState::Invited));
    Ok(diesel::update(invited).set(applications::follows.eq(true)).execute(conn)? > 0)
}

/// Notes what the hosts want to know before they decide. Returns whether the application that this activity made is open.
pub fn ask_back(conn: &mut Conn, (group_id, actor_id): (i64, i64), activity: &str, question: &str) -> Result<bool> {
    let asked = applications::table.find((group_id, actor_id)).filter(applications::activity.eq(activity));
    let open = asked.filter(applications::state.eq(ApplicationState::Open));
    Ok(diesel::update(open).set(applications::reason.eq(question)).execute(conn)? > 0)
}

/// Whether the wish of somebody elsewhere to come in, or an invitation to her, waits for an answer.
pub fn waits_elsewhere(conn: &mut Conn, group_id: i64) -> Result<bool> {
    let waiting = applications::state.eq(ApplicationState::Open).or(applications::state.eq(ApplicationState::Invited));
    let row: Option<i64> = applications::table
        .inner_join(actors::table.on(actors::id.eq(applications::actor_id)))
        .filter(applications::group_id.eq(group_id))
        .filter(waiting)
        .filter(actors::local.eq(false))
        .select(actors::id)
        .first(conn)
        .optional()?;
    Ok(row.is_some())
}

/// Takes back what nobody has answered: invitations of people of these servers, and of ours into communities of theirs.
pub fn withdraw_invitations_across(conn: &mut Conn, hosts: &[String], now: Timestamp) -> Result<()> {
    let theirs = || actors::table.filter(actors::host.eq_any(hosts)).select(actors::id);
    let across = applications::actor_id.eq_any(theirs()).or(applications::group_id.eq_any(theirs()));
    diesel::update(applications::table.filter(applications::state.eq(ApplicationState::Invited)).filter(across))
        .set((applications::words.eq(""), applications::state.eq(ApplicationState::Withdrawn), applications::decided_at.eq(now)))
        .execute(conn)?;
    Ok(())
}

fn settle_from(conn: &mut Conn, about: (i64, i64), state: ApplicationState, decision: &Decision<'_>) -> Result<bool> {
    let changed = diesel::update(applications::table.find(about).filter(applications::state.eq(state)))
        .set((
            // What was said to get there is needed no longer.
            applications::words.eq(""),
            applications::answers.eq("[]"),
            applications::state.eq(decision.state),
            applications::reason.eq(decision.reason),
            applications::decided_by.eq(decision.by),
            applications::decided_at.eq(decision.at),
        ))
        .execute(conn)?;
    if let Some(known) = find(conn, about.0, about.1)?.filter(|_| changed > 0) {
        empty_log(conn, &known.activity)?;
    }
    Ok(changed > 0)
}

/// Empties what was written in this `Join` or `Invite`, wherever the log of activities has it.
fn empty_log(conn: &mut Conn, activity: &str) -> Result<()> {
    let about = activities::ap_id.eq(activity).or(activities::object.assume_not_null().eq(activity));
    let rows: Vec<(i64, String)> = activities::table.filter(about).select((activities::id, activities::body)).load(conn)?;
    for (id, body) in rows {
        // Of what was erased there is nothing left to empty.
        let Ok(emptied) = answer::json::emptied(&body, activity) else { continue };
        if emptied != body {
            diesel::update(activities::table.find(id)).set(activities::body.eq(emptied)).execute(conn)?;
        }
    }
    Ok(())
}
