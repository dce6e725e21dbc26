//! `Join` and `Leave`: becoming a member of a protected community, and ceasing to be one (ActivityStreams vocabulary §3.2).
//!
//! A `Join` is an application. The hosts answer it with `Accept` or `Reject`, to the community; the community's home then answers the
//! applicant in the community's name. Who is invited, and everybody in a community that is open to staff, comes in at once.

use super::refusal::{NO_GUESTS, UNADMITTED, UNCONNECTED, UNVOUCHED};
use super::{Applying, Effect, Source, follow, hosting, purge, staff};
use crate::activity::authority;
use crate::activity::envelope::Activity;
use crate::activity::log;
use crate::activity::stop::Stop;
use crate::actor::application::{self, Application, ApplicationState, Decision};
use crate::actor::audience::is_known_to;
use crate::actor::follow::RelationState;
use crate::actor::member::{self, Member, Role};
use crate::actor::{self, Actor, CommunityReach, Viewer};
use crate::error::{Error, Result};
use crate::json;
use crate::store::Conn;
use crate::text;
use crate::vetting;

pub(super) fn join(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity) -> Result<Effect, Stop> {
    let Some(id) = activity.object_id() else { return Err(Stop::Refused(Error::malformed("activity: object without id"))) };
    if !actor.local && !cx.app.urls.is_local(id) {
        return Ok(Effect::none("a relation between others"));
    }
    let group = cx.actor(conn, id)?;
    if !group.is_group() || actor.is_group() {
        return Err(Stop::refused("error-cannot-follow"));
    }
    if !group.is_protected() {
        return follow::follow(conn, cx, actor, activity);
    }
    if group.local && !actor.local && !is_known_to(conn, Viewer::Peer { actor_id: actor.id }, &group)? {
        // As for what never was.
        return Err(Stop::Refused(Error::NotFound));
    }
    if actor.local || group.local {
        match staff::check_vouched(conn, cx, actor, activity, None) {
            Err(Stop::Refused(_)) if !actor.local => return turn_away(conn, cx, &group, actor, activity, UNVOUCHED),
            vouched => vouched?,
        }
    }
    if member::role(conn, group.id, actor.id)?.is_some() {
        if group.local {
            follow::answer(conn, cx, "Accept", &group, actor, activity)?;
        }
        return Ok(Effect::none("a member already"));
    }
    if group.local
        && let Err(refusal) = authority::check_not_banned(conn, cx, &group, actor)
    {
        if actor.local {
            return Err(refusal);
        }
        follow::answer(conn, cx, "Reject", &group, actor, activity)?;
        return Ok(Effect::applied());
    }
    let vouched = if actor.local || group.local { vetting::current(conn, actor.id, cx.now)? } else { None };
    if let Some(vouched) = vouched.filter(|vouched| !vetting::admits(&group, vouched)) {
        return match (actor.local, vouched.is_guest()) {
            (true, true) => Err(Stop::refused("error-guest-not-admitted")),
            (true, false) => Err(Stop::refused("error-level-not-admitted")),
            (false, true) => turn_away(conn, cx, &group, actor, activity, NO_GUESTS),
            (false, false) => turn_away(conn, cx, &group, actor, activity, UNADMITTED),
        };
    }
    let known = application::find(conn, group.id, actor.id)?;
    let way = if group.local { way_in(conn, cx, &group, actor, known.as_ref())? } else { Way::Asks };
    if let Way::Refused(why) = way {
        return turn_away(conn, cx, &group, actor, activity, why);
    }
    // Who asks again while she waits gives her words another form.
    let asked_before = known.as_ref().filter(|known| known.state == ApplicationState::Open);
    let new = hosting::application_by(cx, &group, actor, activity);
    let follows = known.as_ref().is_some_and(|known| known.state == ApplicationState::Invited || asked_before.is_some() && known.follows);
    let application = Application { created_at: asked_before.map_or(cx.now, |known| known.created_at), follows, ..new };
    application::put(conn, &application)?;
    let row = Member {
        group_id: group.id,
        actor_id: actor.id,
        role: Role::Member,
        state: RelationState::Pending,
        activity: activity.id.clone(),
        created_at: cx.now,
    };
    member::insert(conn, &row)?;
    if !group.local {
        return Ok(Effect::applied().telling(vec![group]));
    }
    if way == Way::ComesIn {
        let by = known.filter(|known| known.state == ApplicationState::Invited);
        come_in(conn, cx, &group, actor, activity, by.as_ref())?;
    } else {
        hosting::offer(conn, cx, &group, activity)?;
    }
    Ok(Effect::within(group))
}

/// Refuses the `Join` of somebody elsewhere. What she asked before waits no longer, either: her server takes it so.
fn turn_away(
    conn: &mut Conn,
    cx: &Applying<'_>,
    group: &Actor,
    person: &Actor,
    activity: &Activity,
    why: &'static str,
) -> Result<Effect, Stop> {
    let declined = Decision { state: ApplicationState::Declined, reason: "", by: None, at: cx.now };
    if group.local && application::settle(conn, group.id, person.id, &declined)? {
        if let Some(closed) = application::find(conn, group.id, person.id)? {
            hosting::closed(conn, cx, group, &closed)?;
        }
        if member::find(conn, group.id, person.id)?.is_some_and(|known| known.state == RelationState::Pending) {
            member::remove(conn, group.id, person.id)?;
        }
    }
    follow::answer_because(conn, cx, "Reject", group, person, activity, Some(why))?;
    Ok(Effect::applied())
}

/// What becomes of a `Join`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The hosts decide.
    Asks,
    /// A member at once.
    ComesIn,
    /// Never, and why.
    Refused(&'static str),
}

/// How somebody gets into a community of ours who is vouched for.
fn way_in(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, person: &Actor, known: Option<&Application>) -> Result<Way, Stop> {
    let invited = known.is_some_and(|known| known.state == ApplicationState::Invited);
    if !invited && group.reach == CommunityReach::Network && !person.local && !cx.app.policy().connects(&person.host) {
        return Ok(Way::Refused(UNCONNECTED));
    }
    let guest = vetting::current(conn, person.id, cx.now)?.is_some_and(|vouched| vouched.is_guest());
    if !invited && (guest || !group.reach.is_open_to_staff()) {
        // Nobody asks to be let into what she cannot know; who asked before it was hidden may still say more.
        let asked = known.is_some_and(|known| known.state == ApplicationState::Open);
        return if group.is_hidden() && !asked { Err(Stop::refused("error-not-invited")) } else { Ok(Way::Asks) };
    }
    // What cannot be said yet about a server, the hosts find out: it was asked who it is when it first wrote.
    let safe = person.local || hosting::check_protects(conn, person).is_ok();
    Ok(if safe { Way::ComesIn } else { Way::Asks })
}

/// Makes somebody a member without a decision, tells her server, and the hosts elsewhere whom she was invited by.
fn come_in(
    conn: &mut Conn,
    cx: &Applying<'_>,
    group: &Actor,
    person: &Actor,
    join: &Activity,
    invitation: Option<&Application>,
) -> Result<(), Stop> {
    let by = invitation.and_then(|invitation| invitation.decided_by);
    let decision = Decision { state: ApplicationState::Accepted, reason: "", by, at: cx.now };
    application::settle(conn, group.id, person.id, &decision)?;
    member::accept(conn, group.id, person.id)?;
    purge::superseded(conn, cx, group, person)?;
    if let Some(invitation) = invitation {
        hosting::settled(conn, cx, group, invitation, ("Accept", None))?;
    }
    follow::answer(conn, cx, "Accept", group, person, join)
}

pub(super) fn leave(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity) -> Result<Effect, Stop> {
    let Some(group) = actor::model::by_ap_id(conn, activity.object_id().unwrap_or_default())?.filter(Actor::is_group) else {
        return Ok(Effect::none("unknown community"));
    };
    part(conn, cx, group, actor, activity)
}

/// Ends whatever binds somebody to a community: an application that waits, or a membership.
pub(super) fn part(conn: &mut Conn, cx: &Applying<'_>, group: Actor, actor: &Actor, activity: &Activity) -> Result<Effect, Stop> {
    let withdrawn = Decision { state: ApplicationState::Withdrawn, reason: "", by: Some(actor.id), at: cx.now };
    if application::settle(conn, group.id, actor.id, &withdrawn)? && group.local {
        hosting::offer(conn, cx, &group, activity)?;
    }
    if !end(conn, cx, &group, actor)? {
        return Ok(Effect::none("no member"));
    }
    if group.local && !actor.local && group.is_protected() {
        // Other software may let its last host go.
        purge::keep_hosted(conn, cx, &group)?;
    }
    Ok(if actor.local && !group.local { Effect::applied().telling(vec![group]) } else { Effect::applied() })
}

/// Ends a membership or an application. With the last member of this instance go the copies it had of a protected community elsewhere; with
/// the last one of a server elsewhere, that server is asked to do the same. Returns whether there was one.
pub(in crate::activity) fn end(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, person: &Actor) -> Result<bool> {
    let Some(membership) = member::find(conn, group.id, person.id)? else { return Ok(false) };
    member::remove(conn, group.id, person.id)?;
    if !group.is_protected() || membership.state == RelationState::Pending {
        return Ok(true);
    }
    if group.local {
        purge::left(conn, cx.app, group, person)?;
    } else if person.local && !purge::has_members_here(conn, group)? {
        purge::empty(conn, cx, group)?;
    }
    Ok(true)
}

/// The application that a host answers, of one of our communities or from here; `None` if the activity is another kind of answer.
pub(super) fn answered(conn: &mut Conn, actor: &Actor, activity: &Activity) -> Result<Option<(Application, Actor)>, Stop> {
    let Some(id) = activity.object_id().filter(|_| !actor.is_group()) else { return Ok(None) };
    let Some(application) = application::by_activity(conn, id)? else { return Ok(None) };
    let group = actor::model::find(conn, application.group_id)?;
    Ok((group.local || actor.local).then_some((application, group)))
}

/// Tells an applicant elsewhere in the community's name what hosts said, with her `Join` embedded.
pub(super) fn tell_applicant(
    conn: &mut Conn,
    cx: &Applying<'_>,
    group: &Actor,
    applicant: &Actor,
    application: &Application,
    (kind, reason): (&str, Option<&str>),
) -> Result<(), Stop> {
    let Some(entry) = log::by_ap_id(conn, &application.activity)?.filter(|_| !applicant.local) else { return Ok(()) };
    let asked = Activity::nested(&json::parse(&entry.body)?)?;
    follow::answer_because(conn, cx, kind, group, applicant, &asked, reason)
}

/// Refuses whom nobody vouches for any more, and whom the community does not admit.
fn check_admitted(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, applicant: &Actor) -> Result<(), Stop> {
    let conflict = |text| Err(Stop::Refused(Error::conflict(text)));
    match vetting::current_in(conn, applicant.id, group.id, cx.now)? {
        None => conflict("error-applicant-not-vetted"),
        Some(vouched) if vetting::admits(group, &vouched) => Ok(()),
        Some(vouched) if vouched.is_guest() => conflict("error-invite-guest"),
        Some(_) => conflict("error-invite-level"),
    }
}

/// A host accepts or declines. The community's home tells the applicant and the other hosts.
pub(super) fn decide(
    conn: &mut Conn,
    cx: &Applying<'_>,
    host: &Actor,
    (application, group): (Application, Actor),
    activity: &Activity,
    source: &Source,
) -> Result<Effect, Stop> {
    authority::check_moderates(conn, &group, host, source)?;
    let applicant = actor::model::find(conn, application.actor_id)?;
    let accepted = activity.verb == crate::activity::verb::Verb::Accept;
    if accepted {
        check_admitted(conn, cx, &group, &applicant)?;
    }
    if accepted && group.local && !applicant.local {
        hosting::check_protects(conn, &applicant)?;
    }
    let reason = text::clean_line(activity.summary.as_deref().unwrap_or_default(), 500);
    let state = if accepted { ApplicationState::Accepted } else { ApplicationState::Declined };
    let decision = Decision { state, reason: &reason, by: Some(host.id), at: cx.now };
    if !application::settle(conn, group.id, applicant.id, &decision)? {
        return Err(Stop::Refused(Error::conflict("error-application-settled")));
    }
    if !group.local {
        // Its home decides whether that holds, and says so.
        return Ok(Effect::within(group));
    }
    hosting::settled(conn, cx, &group, &application, (&activity.kind, activity.summary.as_deref()))?;
    if accepted {
        member::accept(conn, group.id, applicant.id)?;
        purge::superseded(conn, cx, &group, &applicant)?;
    } else {
        member::remove(conn, group.id, applicant.id)?;
    }
    let reason = (!accepted && !reason.is_empty()).then_some(reason.as_str());
    tell_applicant(conn, cx, &group, &applicant, &application, (&activity.kind, reason))?;
    Ok(Effect::within(group).telling(vec![applicant]))
}
