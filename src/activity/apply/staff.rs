//! `StaffAssertion`: the server of a person vouches for her as staff, goes on doing so, or no longer does (`Update` and `Delete` by the server's
//! own actor, or inside her `Join`).

use super::{Applying, Effect, Found, Source};
use crate::activity::envelope::Activity;
use crate::activity::log;
use crate::activity::stop::Stop;
use crate::actor::json::{PROFILE, implements};
use crate::actor::{self, Actor, keys, standing};
use crate::error::Error;
use crate::json::{Document, Properties};
use crate::store::Conn;
use crate::vetting::assertion::StaffAssertion;
use crate::vetting::{self, assertion};

/// The property of a `Join` that carries the assertion.
pub const ASSERTION: &str = "dw:assertion";

/// Refuses who is nobody's staff; of somebody elsewhere her server says it with the `Join`, which the home of `passed_on_by` may have passed on.
pub(super) fn check_vouched(
    conn: &mut Conn,
    cx: &Applying<'_>,
    person: &Actor,
    activity: &Activity,
    passed_on_by: Option<&Actor>,
) -> Result<(), Stop> {
    if person.local {
        return if vetting::current(conn, person.id, cx.now)?.is_some() { Ok(()) } else { Err(Stop::refused("error-not-vetted")) };
    }
    let said = activity.document.get(ASSERTION).and_then(serde_json::Value::as_object);
    let said = said.ok_or_else(|| Stop::refused("error-not-vetted"))?;
    match passed_on_by {
        Some(group) => heard(conn, cx, group, person, said),
        None => believe(conn, cx, person, said),
    }
}

/// Takes in what the home of a community passes on about somebody of a third server, for people here to see. It changes no membership: where
/// one depends on it, her server says it itself, and that counts for more.
pub(in crate::activity) fn heard(
    conn: &mut Conn,
    cx: &Applying<'_>,
    group: &Actor,
    subject: &Actor,
    document: &Document,
) -> Result<(), Stop> {
    let assertion = verified(conn, cx, subject, document)?;
    if assertion::outweighs(conn, subject.id, &assertion)?
        || standing::protected_groups_of(conn, subject.id)?.iter().any(|other| other.local)
    {
        return Ok(());
    }
    Ok(assertion::keep(conn, subject, &assertion, Some(group.id), cx.now)?)
}

/// Takes in what the server of somebody elsewhere says about her, if it is proven and was not taken back.
fn believe(conn: &mut Conn, cx: &Applying<'_>, subject: &Actor, document: &Document) -> Result<(), Stop> {
    let assertion = verified(conn, cx, subject, document)?;
    assertion::keep(conn, subject, &assertion, None, cx.now)?;
    vetting::settle(conn, cx.app, subject.id)?;
    Ok(())
}

/// What this says about somebody, if her server proved it and has not taken it back.
fn verified(conn: &mut Conn, cx: &Applying<'_>, subject: &Actor, document: &Document) -> Result<StaffAssertion, Stop> {
    let assertion = assertion::read(document, &subject.ap_id, cx.now)?;
    let mut issuer = cx.actor(conn, &assertion.issuer)?;
    let mut key = keys::find(conn, &assertion.verification_method)?;
    if key.is_none() {
        // A key we have not seen: its owner's document decides.
        let Found::Document(document) = cx.fetched(&assertion.issuer)? else { return Err(Stop::refused("error-assertion-issuer")) };
        issuer = cx.store_actor(conn, document)?;
        key = keys::find(conn, &assertion.verification_method)?;
    }
    let key = key.ok_or_else(|| Stop::refused("error-assertion-issuer"))?;
    assertion::verify(&assertion, &issuer, &key)?;
    if log::was_deleted(conn, &assertion.id, &assertion.issuer)? {
        return Err(Stop::refused("error-assertion-time"));
    }
    Ok(assertion)
}

/// `Update` of an assertion.
pub(super) fn renewed(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, document: &Document, source: &Source) -> Result<Effect, Stop> {
    let Some(subject) = subject(conn, document.id_of("subject"))? else { return Ok(Effect::none("about nobody we know")) };
    if !speaks_for(actor, document.id_of("issuer"), &subject, source) {
        return Err(Stop::refused("error-assertion-issuer"));
    }
    if actor.local {
        // What it means here was settled when it was decided.
        return homes(conn, subject);
    }
    believe(conn, cx, &subject, document)?;
    Ok(Effect::applied())
}

/// `Delete` of an assertion.
pub(super) fn ended(
    conn: &mut Conn,
    cx: &Applying<'_>,
    actor: &Actor,
    activity: &Activity,
    (about, source): (&str, &Source),
) -> Result<Effect, Stop> {
    let Some(subject) = subject(conn, Some(about))? else { return Ok(Effect::none("about nobody we know")) };
    if !speaks_for(actor, Some(&actor.ap_id), &subject, source) {
        return Err(Stop::refused("error-assertion-issuer"));
    }
    if actor.local {
        return homes(conn, subject);
    }
    if !assertion::forget(conn, subject.id, activity.object_id().unwrap_or_default())? {
        super::remember(conn, cx, actor, activity, source)?;
        return Ok(Effect::none("not the last it said"));
    }
    vetting::settle(conn, cx.app, subject.id)?;
    Ok(Effect::applied().telling(vec![subject]))
}

/// Whether an actor speaks for itself about somebody of its own server. That it is the server's own is looked at with the proof.
fn speaks_for(actor: &Actor, issuer: Option<&str>, subject: &Actor, source: &Source) -> bool {
    source.announced.is_none() && issuer == Some(&actor.ap_id) && actor.host == subject.host && is_server(actor)
}

/// Whether this is the actor that speaks for a server.
fn is_server(actor: &Actor) -> bool {
    actor.kind == actor::ActorKind::Application && (actor.local || implements(actor, PROFILE))
}

fn subject(conn: &mut Conn, ap_id: Option<&str>) -> Result<Option<Actor>, Stop> {
    let Some(ap_id) = ap_id else { return Err(Stop::Refused(Error::malformed("StaffAssertion: subject"))) };
    Ok(actor::model::by_ap_id(conn, ap_id)?.filter(|person| person.deleted_at.is_none()))
}

/// To the homes of the protected communities that somebody of ours is in.
fn homes(conn: &mut Conn, subject: Actor) -> Result<Effect, Stop> {
    let groups = standing::protected_groups_of(conn, subject.id)?;
    let inboxes = groups.iter().filter(|group| !group.local).map(|group| group.delivery_inbox().to_owned()).collect();
    Ok(Effect { inboxes, ..Effect::applied().telling(vec![subject]) })
}
