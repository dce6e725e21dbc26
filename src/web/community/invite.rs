//! A host brings somebody in: into a public community by a notification with its page behind it, into a protected one by an invitation that
//! opens it.

use super::InviteView;
use super::handlers::{Typed, at, show_members};
use crate::activity::outbox;
use crate::actor::member::{self, Role};
use crate::actor::{self, ActorKind};
use crate::app::Limit;
use crate::error::{Error, Result};
use crate::notification;
use crate::text::Handle;
use crate::web::form::Guarded;
use crate::web::layout::Done;
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use std::time::Duration;

/// How many people one host asks in.
pub(super) const INVITATIONS: Limit = Limit { times: 50, freely: 20, within: Duration::from_secs(24 * 3_600) };

/// The field of the form.
#[derive(Debug, Default, Deserialize)]
pub struct InviteForm {
    #[serde(default)]
    handle: String,
    /// To who is invited; only into a protected community.
    #[serde(default)]
    words: String,
}

/// `POST /g/{handle}/mitglieder/einladen`.
pub async fn invite(Path(group): Path<String>, Guarded { visit, fields }: Guarded<InviteForm>) -> Response {
    visit
        .answer(async {
            match tell(&visit, &group, &fields).await {
                Ok(()) => Ok(visit.done(&format!("/g/{group}/mitglieder"), Done::Invited)),
                Err(Error::Invalid(errors)) => {
                    let typed = Typed {
                        invite: InviteView { handle: fields.handle, words: fields.words, errors: errors.into() },
                        ..Typed::default()
                    };
                    show_members(&visit, &group, StatusCode::UNPROCESSABLE_ENTITY, typed).await
                }
                Err(error) => Err(error),
            }
        })
        .await
}

async fn tell(visit: &Visit, group: &str, form: &InviteForm) -> Result<()> {
    let me = visit.signed_in()?;
    let group = at(visit, group).await?;
    let group_id = group.id;
    if visit.app.read(move |conn, _| member::role(conn, group_id, me)).await? != Some(Role::Host) {
        return Err(Error::forbidden("error-not-a-host"));
    }
    let wrong = |text| Error::invalid("handle", text);
    // A user name alone is enough.
    let typed = form.handle.trim().trim_start_matches('@');
    let typed = if typed.contains('@') { typed.to_owned() } else { format!("@{typed}") };
    let unknown = if group.is_protected() { "error-invite-nobody" } else { "error-invite-unknown" };
    let handle = Handle::parse(&typed).map_err(|_| wrong(unknown))?;
    if group.is_protected() {
        visit.app.limits.take(&format!("invite by {me}"), INVITATIONS, visit.app.now())?;
        return outbox::invite(&visit.app, me, group_id, &handle, &form.words).await;
    }
    if handle.host.as_deref().is_some_and(|host| host != visit.app.urls.host()) {
        return Err(wrong("error-invite-elsewhere"));
    }
    visit.app.limits.take(&format!("invite by {me}"), INVITATIONS, visit.app.now())?;
    let (name, host) = (handle.name.to_lowercase(), visit.app.urls.host().to_owned());
    visit
        .app
        .write(move |conn, app| {
            let known = actor::model::by_handle(conn, &name, &host)?;
            let known = known.filter(|person| person.kind == ActorKind::Person && person.local && person.suspended_at.is_none());
            let person = known.ok_or(Error::invalid("handle", "error-invite-unknown"))?;
            if member::find(conn, group_id, person.id)?.is_some() {
                return Err(Error::invalid("handle", "error-invite-member"));
            }
            if member::ban(conn, group_id, person.id, app.now())?.is_some() {
                return Err(Error::invalid("handle", "error-invite-banned"));
            }
            notification::tell_of_invitation(conn, app, person.id, me, group_id)
        })
        .await
}
