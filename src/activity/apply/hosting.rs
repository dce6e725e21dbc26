//! Hosts of a protected community who live elsewhere: its home offers them the applications and what became of them (`Offer`, `Accept`,
//! `Reject`), and they decide from their own instance.

use super::{Announced, Applying, Effect, Source, invite, staff};
use crate::activity::compose::{New, compose, record};
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::activity::verb::Verb;
use crate::activity::{authority, deliver, lease, log};
use crate::actor::application::{self, Application, ApplicationState, Decision};
use crate::actor::follow::RelationState;
use crate::actor::member::{self, Member, Role};
use crate::actor::{self, Actor, answer};
use crate::error::Error;
use crate::json::{self, Document, Properties};
use crate::peer;
use crate::store::Conn;
use crate::text;
use serde_json::Value;
use std::collections::BTreeSet;

/// The most applications a new host is told of.
const MAX_OPEN: i64 = 200;

/// Tells the hosts elsewhere of a community of ours.
fn tell(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, kind: &str, about: (Value, Value)) -> Result<(), Stop> {
    let hosts = member::hosts(conn, group.id)?;
    send(conn, cx, group, kind, about, &hosts)
}

/// Tells these people elsewhere something in the name of a community of ours, each server once: servers that can protect what they get, or
/// may turn out to before it is sent (`activity::send`).
fn send(
    conn: &mut Conn,
    cx: &Applying<'_>,
    group: &Actor,
    kind: &str,
    (object, reason): (Value, Value),
    people: &[Actor],
) -> Result<(), Stop> {
    let (mut told, mut inboxes) = (Vec::new(), BTreeSet::new());
    for person in people.iter().filter(|person| !person.local) {
        if peer::by_host(conn, &person.host)?.is_none_or(|peer| peer.probed_at.is_none() || peer.protects()) {
            inboxes.insert(person.delivery_inbox().to_owned());
            told.push(person.ap_id.clone());
        }
    }
    if inboxes.is_empty() {
        return Ok(());
    }
    let (id, activity) = compose(conn, cx.app, &New::by(group, kind, object).to(told).with("summary", reason))?;
    record(conn, cx.app, id, group, None, &activity)?;
    let inboxes: Vec<String> = inboxes.into_iter().collect();
    deliver::enqueue(conn, cx.app, id, group, group.id, &inboxes)?;
    Ok(())
}

/// Passes on that somebody asks to be let in, or takes that back.
pub(super) fn offer(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, activity: &Activity) -> Result<(), Stop> {
    // As it came: its proof covers every word.
    tell(conn, cx, group, "Offer", (Value::Object(activity.document.clone()), Value::Null))
}

/// Passes an invitation on to who is invited, or that it was taken back; the hosts elsewhere hear of it, too.
pub(super) fn offer_to(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, invitee: &Actor, activity: &Activity) -> Result<(), Stop> {
    let mut people = member::hosts(conn, group.id)?;
    people.push(invitee.clone());
    send(conn, cx, group, "Offer", (Value::Object(activity.document.clone()), Value::Null), &people)
}

/// Tells a new host what waits for a decision.
pub(super) fn offer_open(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, host: &Actor) -> Result<(), Stop> {
    if !group.is_protected() || !group.local || host.local {
        return Ok(());
    }
    let mut waiting = application::open(conn, group.id, MAX_OPEN)?;
    waiting.extend(application::invited(conn, group.id, MAX_OPEN)?);
    for application in waiting {
        if let Some(entry) = log::by_ap_id(conn, &application.activity)? {
            offer(conn, cx, group, &Activity::nested(&json::parse(&entry.body)?)?)?;
        }
    }
    Ok(())
}

/// Passes on what became of an application or invitation.
pub(super) fn settled(
    conn: &mut Conn,
    cx: &Applying<'_>,
    group: &Actor,
    application: &Application,
    (kind, reason): (&str, Option<&str>),
) -> Result<(), Stop> {
    tell(conn, cx, group, kind, (Value::from(application.activity.as_str()), Value::from(reason)))
}

/// Tells the hosts elsewhere that an application is closed though none of them decided about it.
pub(super) fn closed(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, application: &Application) -> Result<(), Stop> {
    tell(conn, cx, group, "Reject", (Value::from(application.activity.as_str()), Value::Null))
}

/// A community elsewhere tells its hosts here that somebody asks to be let in, or takes that back.
pub(super) fn offered(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, inner: &Document) -> Result<Effect, Stop> {
    let inner = Activity::nested(inner)?;
    let undone = inner.object.document().filter(|_| inner.verb == Verb::Undo);
    // That one of our members is a host now may come after this.
    if !group.is_protected() || !invite::is_for_us(cx, &inner) && !member::has_local_members(conn, group.id)? {
        return Ok(Effect::none("nobody here is a member"));
    }
    let about = undone.map_or(inner.object_id(), |undone| undone.id_of("object"));
    if about != Some(&group.ap_id) {
        return Err(Stop::refused("error-not-in-this-community"));
    }
    cx.check_policy(&group.host, &inner)?;
    let announced = Source::announced(Announced { group: group.clone(), seq: None });
    let (_, source) = authority::authenticate(conn, cx, &inner, &announced)?;
    if !source.authentic {
        return Err(Stop::refused("error-unproven"));
    }
    if invite::is_invitation(&inner) {
        return invite::offered(conn, cx, group, &inner);
    }
    let applicant = cx.actor(conn, &inner.actor)?;
    match inner.verb {
        Verb::Join => {
            if !applicant.local {
                staff::check_vouched(conn, cx, &applicant, &inner, Some(group))?;
                application::put(conn, &application_by(cx, group, &applicant, &inner))?;
            }
            Ok(Effect::applied().telling(vec![applicant]))
        }
        Verb::Leave | Verb::Undo => {
            let withdrawn = Decision { state: ApplicationState::Withdrawn, reason: "", by: Some(applicant.id), at: cx.now };
            application::overrule(conn, group.id, applicant.id, &withdrawn)?;
            Ok(Effect::applied())
        }
        _ => Ok(Effect::none("nothing hosts decide about")),
    }
}

/// A new application as this `Join` says it.
pub(super) fn application_by(cx: &Applying<'_>, group: &Actor, applicant: &Actor, join: &Activity) -> Application {
    Application {
        group_id: group.id,
        actor_id: applicant.id,
        activity: join.id.clone(),
        words: words(join),
        state: ApplicationState::Open,
        reason: String::new(),
        decided_by: None,
        created_at: cx.now,
        decided_at: None,
        answers: answer::stored(&answer::json::read(&join.document)),
        follows: false,
    }
}

/// What the person wrote, as plain text.
pub(super) fn words(join: &Activity) -> String {
    let words = text::plain_text(join.document.text("content").unwrap_or_default());
    text::clean_text(&words).trim().chars().take(application::MAX_WORDS).collect()
}

/// A community elsewhere tells its hosts here what became of the application of somebody from another server. `None` if the activity is about
/// something else.
pub(super) fn heard(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, activity: &Activity) -> Result<Option<Effect>, Stop> {
    let Some(application) = of_others(conn, group, activity)? else { return Ok(None) };
    let state = if activity.verb == Verb::Accept { ApplicationState::Accepted } else { ApplicationState::Declined };
    let reason = text::clean_line(activity.summary.as_deref().unwrap_or_default(), 500);
    application::overrule(conn, group.id, application.actor_id, &Decision { state, reason: &reason, by: None, at: cx.now })?;
    if state == ApplicationState::Accepted {
        let joined = Member {
            group_id: group.id,
            actor_id: application.actor_id,
            role: Role::Member,
            state: RelationState::Accepted,
            activity: String::new(),
            created_at: cx.now,
        };
        member::insert(conn, &joined)?;
        // The list says what else holds for her.
        lease::renew_soon(conn, cx.app, group)?;
    }
    Ok(Some(Effect::applied()))
}

/// The application of somebody from another server to a community elsewhere that the community speaks of; `None` if it is something else.
pub(super) fn of_others(conn: &mut Conn, group: &Actor, activity: &Activity) -> Result<Option<Application>, Stop> {
    let Some(id) = activity.object_id().filter(|_| group.is_group() && !group.local) else { return Ok(None) };
    let Some(application) = application::by_activity(conn, id)?.filter(|application| application.group_id == group.id) else {
        return Ok(None);
    };
    let here = actor::model::find(conn, application.actor_id)?.local;
    Ok(Some(application).filter(|_| !here))
}

/// What a community offers its hosts or somebody it invites, if it is such an offer.
pub(super) fn is_application<'a>(actor: &Actor, activity: &'a Activity) -> Option<&'a Document> {
    let inner = activity.object.activity().filter(|_| actor.is_group() && !actor.local)?;
    let taken_back = || inner.object_of("object").is_some_and(|undone| matches!(Verb::parse(undone.kind()), Verb::Join | Verb::Invite));
    match Verb::parse(inner.kind()) {
        Verb::Invite | Verb::Join | Verb::Leave => Some(inner),
        Verb::Undo => Some(inner).filter(|_| taken_back()),
        _ => None,
    }
}

/// Refuses somebody whose server could not protect what she reads.
pub(super) fn check_protects(conn: &mut Conn, applicant: &Actor) -> Result<(), Stop> {
    let peer = peer::by_host(conn, &applicant.host)?;
    if peer.as_ref().is_none_or(|peer| peer.probed_at.is_none()) {
        return Err(Stop::Refused(Error::conflict("error-server-not-asked-yet")));
    }
    if peer.is_some_and(|peer| peer.protects()) { Ok(()) } else { Err(Stop::refused("error-server-cannot-protect")) }
}
