//! What people are told about where they work: that it is about to count no longer, that it was withdrawn, and who
//! took them in.

use super::model::{Notification, NotificationKind, insert, withdraw};
use crate::access::{Letter, post};
use crate::actor::follow::RelationState;
use crate::actor::{Actor, account, member, standing};
use crate::app::App;
use crate::error::Result;
use crate::store::Conn;
use crate::vetting;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::sync::Arc;

/// Does the job [`vetting::ENDING`]: tells the person, here and by mail, unless something else vouches for her by now.
pub fn remind_of_ending(app: Arc<App>, vouching: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let id: i64 = vouching.parse().unwrap_or_default();
        app.write(move |conn, app| {
            let Some(ending) = vetting::ending(conn, id, app.now())? else { return Ok(()) };
            let person = ending.vouching.actor_id;
            insert(conn, &about(app, person, NotificationKind::VouchingEnds, ""))?;
            match account::of_actor(conn, person)? {
                Some(account) => post(conn, app, &Letter::VouchingEnds { account: account.id, vouching: id }),
                None => Ok(()),
            }
        })
        .await
    }
    .boxed()
}

/// Tells a person that what vouched for her was withdrawn, and why.
pub fn tell_of_withdrawal(conn: &mut Conn, app: &App, actor_id: i64, reason: &str) -> Result<()> {
    insert(conn, &about(app, actor_id, NotificationKind::VouchingWithdrawn, reason))
}

/// Tells a person that an organisation took her in as its guest.
pub fn tell_guest(conn: &mut Conn, app: &App, actor_id: i64, organisation: &str) -> Result<()> {
    insert(conn, &about(app, actor_id, NotificationKind::GuestReceived, organisation))
}

/// Takes that back.
pub fn forget_withdrawal(conn: &mut Conn, actor_id: i64) -> Result<()> {
    withdraw(conn, actor_id, NotificationKind::VouchingWithdrawn, actor_id, None, None)
}

/// Tells the hosts of our protected communities that these members can read nothing until somebody vouches for them again.
pub(super) fn tell_hosts(conn: &mut Conn, app: &App, people: &[Actor]) -> Result<()> {
    for person in people {
        for group in standing::protected_groups_of(conn, person.id)?.into_iter().filter(|group| group.local) {
            if member::find(conn, group.id, person.id)?.is_none_or(|member| member.state != RelationState::Lapsed) {
                continue;
            }
            for host in member::hosts(conn, group.id)?.into_iter().filter(|host| host.local && host.id != person.id) {
                let told = about(app, host.id, NotificationKind::MemberLapsed, "");
                insert(conn, &Notification { by_id: person.id, group_id: Some(group.id), ..told })?;
            }
        }
    }
    Ok(())
}

fn about(app: &App, actor_id: i64, kind: NotificationKind, reason: &str) -> Notification {
    Notification {
        id: app.next_id(),
        actor_id,
        kind,
        by_id: actor_id,
        object_id: None,
        root_id: None,
        group_id: None,
        text: crate::text::clean_line(reason, crate::decision::MAX_REASON),
        created_at: app.now(),
        read: false,
    }
}
