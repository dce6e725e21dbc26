//! Who a session belongs to, and what the database knows of the part that surrounds every page.

use super::present::Presenter;
use super::view::{Community, Person};
use crate::access::{self, digest};
use crate::actor::account::{self, Account};
use crate::actor::follow::RelationState;
use crate::actor::member::{self, Role};
use crate::actor::{self, Actor};
use crate::app::App;
use crate::error::Result;
use crate::notification;
use crate::personal;
use crate::store::{Conn, Timestamp};
use std::sync::Arc;

/// Who a session belongs to.
pub(super) struct Known {
    pub(super) account: Account,
    pub(super) person: Actor,
    pub(super) around: Option<Around>,
}

/// The part of a [`Frame`] that is in the database.
#[derive(Debug)]
pub(super) struct Around {
    pub(super) viewer: Person,
    pub(super) communities: Vec<Community>,
    pub(super) writing_in: Vec<Community>,
    pub(super) unread: i64,
    pub(super) needs_password: bool,
    pub(super) leaves_at: Option<Timestamp>,
}

impl Around {
    pub(super) fn read(conn: &mut Conn, app: &App, account: &Account, person: &Actor) -> Result<Self> {
        let groups = member::groups_of(conn, person.id)?;
        let accepted = groups.into_iter().filter(|(_, known)| known.state == RelationState::Accepted);
        let groups: Vec<(Actor, Role)> = accepted.map(|(group, known)| (group, known.role)).collect();
        let presenter = Presenter::of_actors(conn, app, groups.iter().map(|(group, _)| group).chain([person]))?;
        let begins = |(group, role): &&(Actor, Role)| *role == Role::Host || role.takes_part() && !group.posting_restricted;
        Ok(Self {
            viewer: presenter.person(person),
            communities: groups.iter().map(|(group, _)| presenter.community(group)).collect(),
            writing_in: groups.iter().filter(begins).map(|(group, _)| presenter.community(group)).collect(),
            unread: notification::unread(conn, person.id)?,
            needs_password: !account.has_password()
                && access::passkey::count(conn, account.id)? == 0
                && access::identity::count(conn, account.id)? == 0,
            leaves_at: personal::of(conn, account.id)?.map(|leaving| leaving.leaves_at),
        })
    }
}

/// Who it is, and for a page what surrounds it, in one go: every way to the database costs a change of threads.
pub(super) async fn who(app: &Arc<App>, token: &str, page: bool) -> Result<Option<Known>> {
    let digest = digest(token);
    let found = app.read(move |conn, app| {
        let Some((session, account)) = account::by_session(conn, &digest, app.now())? else { return Ok(None) };
        let person = actor::model::find(conn, account.actor_id)?;
        if person.deleted_at.is_some() || person.suspended_at.is_some() {
            return Ok(None);
        }
        let around = if page { Some(Around::read(conn, app, &account, &person)?) } else { None };
        Ok(Some((session, Known { account, person, around })))
    });
    let Some((session, known)) = found.await? else { return Ok(None) };
    // Not with what a form sends: a time beside that of what it stores would tell who wrote it.
    if page && app.now().since(session.used_at) >= account::USED_STEP {
        app.write(move |conn, app| account::touch_session(conn, &session.token_digest, app.now())).await?;
    }
    Ok(Some(known))
}
