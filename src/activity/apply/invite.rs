//! `Invite`: a host of a protected community asks somebody in (ActivityStreams vocabulary §3.2).
//!
//! The community's home checks it and offers it to who is invited. Her answer is a `Join`, which needs no decision any more, or a `Reject` of
//! the invitation; the host takes it back by `Undo`.

use super::{Applying, Effect, Source, hosting};
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::activity::verb::Verb;
use crate::activity::{authority, coming_in};
use crate::actor::application::{self, Application, ApplicationState, Decision};
use crate::actor::follow::RelationState;
use crate::actor::{self, Actor, ActorKind, CommunityReach, member};
use crate::error::{Error, Result};
use crate::json::Properties;
use crate::peer;
use crate::store::Conn;
use crate::vetting;
use std::time::Duration;

/// For so long somebody who used a link still means to come in when the community's home passes the invitation on.
const STILL_MEANT: Duration = Duration::from_secs(24 * 3_600);
/// So many invitations wait for one person at most: more is no wish to have her.
const MOST_FOR_ONE: i64 = 50;

pub(super) fn invite(conn: &mut Conn, cx: &Applying<'_>, host: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    let Some(id) = activity.object_id() else { return Err(Stop::Refused(Error::malformed("activity: object without id"))) };
    if !host.local && !cx.app.urls.is_local(id) {
        return Ok(Effect::none("a relation between others"));
    }
    let group = cx.actor(conn, id)?;
    if !group.is_protected() {
        return Ok(Effect::none("a community where nobody has to be invited"));
    }
    authority::check_moderates(conn, &group, host, source)?;
    let invitee = cx.actor(conn, activity.target.as_deref().unwrap_or_default())?;
    check(conn, cx, &group, host, &invitee)?;
    application::put(conn, &invitation(cx, &group, host, &invitee, activity))?;
    if !group.local {
        // Its home passes it on to who is invited.
        return Ok(Effect::applied().telling(vec![group]));
    }
    hosting::offer_to(conn, cx, &group, &invitee, activity)?;
    Ok(Effect::within(group).telling(vec![invitee]))
}

/// Refuses whom a host cannot invite.
fn check(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, host: &Actor, invitee: &Actor) -> Result<(), Stop> {
    let refused = |text| Err(Stop::Refused(Error::invalid("handle", text)));
    if invitee.kind != ActorKind::Person || invitee.suspended_at.is_some() {
        return refused("error-invite-nobody");
    }
    if invitee.id == host.id {
        return refused("error-invite-self");
    }
    if group.reach == CommunityReach::Local && !invitee.local {
        return refused("error-invite-not-here");
    }
    match vetting::current_in(conn, invitee.id, group.id, cx.now)?.filter(|vouched| !vetting::admits(group, vouched)) {
        Some(vouched) if vouched.is_guest() => return refused("error-invite-guest"),
        Some(_) => return refused("error-invite-level"),
        None => {}
    }
    // What was never asked who it is turns out before anything is sent there.
    let peer = peer::by_host(conn, &invitee.host)?.filter(|peer| group.local && !invitee.local && peer.probed_at.is_some());
    if peer.is_some_and(|peer| !peer.protects()) {
        return refused("error-invite-cannot-protect");
    }
    // Also when her membership rests.
    if member::find(conn, group.id, invitee.id)?.is_some_and(|known| known.state != RelationState::Pending) {
        return refused("error-invite-member");
    }
    if member::ban(conn, group.id, invitee.id, cx.now)?.is_some() {
        return refused("error-invite-banned");
    }
    match application::find(conn, group.id, invitee.id)?.map(|known| known.state) {
        Some(ApplicationState::Open) => return refused("error-invite-asking"),
        Some(ApplicationState::Invited) => return refused("error-invite-again"),
        _ => {}
    }
    Ok(())
}

/// The row of an invitation.
fn invitation(cx: &Applying<'_>, group: &Actor, host: &Actor, invitee: &Actor, activity: &Activity) -> Application {
    let asked = hosting::application_by(cx, group, invitee, activity);
    Application { state: ApplicationState::Invited, decided_by: Some(host.id), ..asked }
}

/// Whether this is an invitation, or takes one back.
pub(super) fn is_invitation(activity: &Activity) -> bool {
    document(activity).is_some()
}

/// The invitation an activity is or takes back.
fn document(activity: &Activity) -> Option<&crate::json::Document> {
    match activity.verb {
        Verb::Invite => Some(&activity.document),
        Verb::Undo => activity.object.document().filter(|undone| Verb::parse(undone.kind()) == Verb::Invite),
        _ => None,
    }
}

/// Whether it invites somebody of this instance.
pub(super) fn is_for_us(cx: &Applying<'_>, activity: &Activity) -> bool {
    document(activity).and_then(|invite| invite.id_of("target")).is_some_and(|target| cx.app.urls.is_local(target))
}

/// A community elsewhere tells somebody here, or its hosts here, that a host invites her or took that back. It is proven who did it.
pub(super) fn offered(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, activity: &Activity) -> Result<Effect, Stop> {
    let target = document(activity).and_then(|invite| invite.id_of("target")).unwrap_or_default().to_owned();
    if activity.verb == Verb::Undo {
        let Some(invitee) = actor::model::by_ap_id(conn, &target)? else { return Ok(Effect::none("nobody we know")) };
        let ended = Decision { state: ApplicationState::Withdrawn, reason: "", by: None, at: cx.now };
        let changed = application::settle_invitation(conn, group.id, invitee.id, &ended)?;
        return Ok(if changed { Effect::applied() } else { Effect::none("no invitation") });
    }
    let (host, invitee) = (cx.actor(conn, &activity.actor)?, cx.actor(conn, &target)?);
    if invitee.kind != ActorKind::Person || invitee.suspended_at.is_some() {
        return Err(Stop::refused("error-invite-nobody"));
    }
    if member::find(conn, group.id, invitee.id)?.is_some() {
        return Ok(Effect::none("a member already"));
    }
    if invitee.local && application::invitations_of(conn, invitee.id, MOST_FOR_ONE)?.len() >= MOST_FOR_ONE as usize {
        return Err(Stop::refused("error-invite-too-many"));
    }
    let known = application::find(conn, group.id, invitee.id)?;
    application::put(conn, &invitation(cx, group, &host, &invitee, activity))?;
    let follows = |known: Application| known.follows && known.activity == activity.id && cx.now.since(known.created_at) < STILL_MEANT;
    if known.filter(|known| known.state == ApplicationState::Invited).is_some_and(follows) {
        coming_in::enqueue(conn, cx.app, group.id, invitee.id)?;
        return Ok(Effect::applied());
    }
    Ok(Effect::applied().telling(vec![invitee]))
}

/// Who is invited says no. `None` if the activity is about something else.
pub(super) fn declined(conn: &mut Conn, cx: &Applying<'_>, person: &Actor, activity: &Activity) -> Result<Option<Effect>, Stop> {
    let Some(id) = activity.object_id().filter(|_| !person.is_group()) else { return Ok(None) };
    let Some(invitation) = application::by_activity(conn, id)?.filter(|known| known.actor_id == person.id) else { return Ok(None) };
    let ended = Decision { state: ApplicationState::Declined, reason: "", by: Some(person.id), at: cx.now };
    if !application::settle_invitation(conn, invitation.group_id, person.id, &ended)? {
        return Ok(None);
    }
    let group = actor::model::find(conn, invitation.group_id)?;
    if !group.local {
        return Ok(Some(Effect::applied().telling(vec![group])));
    }
    hosting::settled(conn, cx, &group, &invitation, ("Reject", None))?;
    Ok(Some(Effect::applied()))
}

/// A host takes an invitation back.
pub(super) fn withdraw(
    conn: &mut Conn,
    cx: &Applying<'_>,
    host: &Actor,
    invite: &Activity,
    undo: &Activity,
    source: &Source,
) -> Result<Effect, Stop> {
    let Some(group) = actor::model::by_ap_id(conn, invite.object_id().unwrap_or_default())?.filter(Actor::is_protected) else {
        return Ok(Effect::none("unknown community"));
    };
    authority::check_moderates(conn, &group, host, source)?;
    let Some(invitee) = actor::model::by_ap_id(conn, invite.target.as_deref().unwrap_or_default())? else {
        return Ok(Effect::none("nobody we know"));
    };
    let ended = Decision { state: ApplicationState::Withdrawn, reason: "", by: Some(host.id), at: cx.now };
    if !application::settle_invitation(conn, group.id, invitee.id, &ended)? {
        return Err(Stop::Refused(Error::conflict("error-application-settled")));
    }
    if !group.local {
        return Ok(Effect::applied().telling(vec![group]));
    }
    hosting::offer_to(conn, cx, &group, &invitee, undo)?;
    Ok(Effect::applied())
}
