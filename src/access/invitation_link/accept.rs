//! Using a link. The use is taken in the transaction that invites, so that both happen or neither.

use super::{Opened, TRIES, look, open};
use crate::activity::outbox;
use crate::actor::application::{self, ApplicationState};
use crate::actor::follow::RelationState;
use crate::actor::{self, Actor, CommunityReach, member};
use crate::app::{App, Limit};
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::store::schema::invitation_links;
use crate::text::Handle;
use crate::vetting;
use diesel::Connection;
use diesel::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How often addresses of people elsewhere may be given from one network: each may have another server asked.
const FORWARDED: Limit = Limit { times: 10, freely: 10, within: Duration::from_secs(15 * 60) };

/// What became of somebody here who used a link.
#[derive(Debug, Clone)]
pub enum Accepted {
    /// She belongs to this community.
    In(Actor),
    /// She follows the invitation into this community elsewhere as soon as its home confirms it.
    ComingIn(Actor),
    /// She is invited into this community, and comes in as soon as somebody vouches for her.
    Invited(Actor),
}

/// Somebody of this instance uses a link: she is invited, and follows the invitation at once if somebody vouches for her.
///
/// # Errors
/// `NotFound` when there is no link that counts; `Forbidden` for who is banned; what the invitation and the wish to join answer; `TooMany`.
pub async fn accept(app: &Arc<App>, secret: &str, person_id: i64, network: &str) -> Result<Accepted> {
    app.limits.take(&format!("invitation link {network}"), TRIES, app.now())?;
    let secret = secret.to_owned();
    app.write(move |conn, app| {
        let opened = open_held(conn, app, &secret)?;
        let person = actor::model::find(conn, person_id)?;
        // One whose membership rests is a member, too: what is missing, the community's page says.
        if is_member(conn, opened.group.id, person_id)? {
            return Ok(Accepted::In(opened.group));
        }
        if member::ban(conn, opened.group.id, person_id, app.now())?.is_some() {
            return Err(Error::forbidden("error-banned"));
        }
        let known = application::find(conn, opened.group.id, person_id)?;
        if known.is_none_or(|known| known.state != ApplicationState::Invited) {
            spend(conn, app, &opened)?;
            bring_in(conn, app, &opened, &person)?;
        }
        if member::role(conn, opened.group.id, person_id)?.is_some() {
            return Ok(Accepted::In(opened.group));
        }
        if vetting::current(conn, person_id, app.now())?.is_none() {
            return Ok(Accepted::Invited(opened.group));
        }
        if !opened.group.local {
            application::follow_later(conn, opened.group.id, person_id)?;
            return Ok(Accepted::ComingIn(opened.group));
        }
        outbox::join_within(conn, app, person_id, opened.group.id)?;
        Ok(Accepted::In(opened.group))
    })
    .await
}

/// Invites somebody who lives elsewhere, by the address she gives. Whether she belongs to the community already, asked to, or is kept out of it is not
/// said, nor does it show in what is left of the link: anybody could have given the address. Returns it in its normal form.
///
/// # Errors
/// `NotFound` when there is no link that counts; `Invalid` for the field `handle`; `TooMany`.
pub async fn forward(app: &Arc<App>, secret: &str, typed: &str, network: &str) -> Result<Handle> {
    let opened = look(app, secret, network).await?;
    let wrong = |text| Error::invalid("handle", text);
    let typed = typed.trim().trim_start_matches('@');
    let handle = Handle::parse(&format!("@{typed}")).map_err(|_| wrong("error-link-address"))?;
    match handle.host.as_deref() {
        None => return Err(wrong("error-link-address")),
        Some(host) if host == app.urls.host() => return Err(wrong("error-link-here")),
        Some(_) if opened.group.reach == CommunityReach::Local => return Err(wrong("error-invite-not-here")),
        Some(_) => {}
    }
    app.limits.take(&format!("invitation link for others {network}"), FORWARDED, app.now())?;
    let person = match outbox::invitee(app, &handle).await {
        Err(Error::Remote { reason, .. }) => return Err(wrong(reason.text)),
        found => found?,
    };
    if person.local {
        return Err(wrong("error-link-here"));
    }
    let secret = secret.to_owned();
    app.write(move |conn, app| {
        let opened = open_held(conn, app, &secret)?;
        spend(conn, app, &opened)?;
        match conn.transaction(|conn| bring_in(conn, app, &opened, &person)) {
            // About servers alone; the use is given back.
            Err(Error::Invalid(fields)) if fields.iter().any(|field| field.text == "error-invite-cannot-protect") => {
                Err(Error::Invalid(fields))
            }
            Err(Error::Forbidden(reason)) if reason.text == "error-home-silent" => Err(Error::Forbidden(reason)),
            Err(Error::Invalid(_) | Error::Conflict(_) | Error::Forbidden(_)) => Ok(()),
            brought => brought,
        }
    })
    .await?;
    Ok(handle)
}

/// What a link leads to, with the community held: nobody uses or ends the link meanwhile.
fn open_held(conn: &mut Conn, app: &App, secret: &str) -> Result<Opened> {
    let group = open(conn, app, secret)?.group;
    actor::model::hold(conn, group.id)?;
    open(conn, app, secret)
}

fn is_member(conn: &mut Conn, group_id: i64, person_id: i64) -> Result<bool> {
    Ok(member::find(conn, group_id, person_id)?.is_some_and(|known| known.state != RelationState::Pending))
}

/// Takes one use.
fn spend(conn: &mut Conn, app: &App, Opened { link, .. }: &Opened) -> Result<()> {
    let counts =
        invitation_links::table.find(link.id).filter(invitation_links::uses_left.gt(0)).filter(invitation_links::expires_at.gt(app.now()));
    if diesel::update(counts).set(invitation_links::uses_left.eq(invitation_links::uses_left - 1)).execute(conn)? == 0 {
        return Err(Error::NotFound);
    }
    diesel::delete(invitation_links::table.find(link.id).filter(invitation_links::uses_left.lt(1))).execute(conn)?;
    Ok(())
}

/// Invites this person in the name of the host. Who asked by herself to be let in is let in.
fn bring_in(conn: &mut Conn, app: &App, Opened { link, group, host }: &Opened, person: &Actor) -> Result<()> {
    match application::find(conn, group.id, person.id)?.map(|known| known.state) {
        Some(ApplicationState::Open) => outbox::admit_within(conn, app, host.id, group.id, person.id),
        _ => outbox::invite_within(conn, app, host.id, group.id, person, &link.words),
    }
}
