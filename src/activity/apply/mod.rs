//! The one door. Every change of objects, memberships and reactions happens here, one file for each verb, whoever did it.
//!
//! A verb's function checks authority, writes the effect and returns an [`Effect`]; what follows from it (the community's `Announce`, the
//! deliveries, the log) is the same for all verbs and is done by [`apply`]. Nothing here reaches the network: what is missing stops the
//! transaction with [`Stop::Waiting`], is fetched outside, and comes back as [`Evidence`].

mod accept;
mod add;
mod announce;
mod ask_back;
mod block;
mod conceal;
mod context;
mod create;
mod delete;
mod depart;
mod flag;
mod follow;
mod hosting;
mod invite;
mod join;
mod like;
mod lock;
mod nameless;
mod narrow;
mod offer;
mod other;
mod pin;
mod place;
mod purge;
mod readable;
pub mod refusal;
mod sequence;
mod staff;
mod undo;
mod update;

pub use add::{MEMBER, READER, ROLE};
pub use context::{Announced, Applying, Evidence, Found, Source};
pub use create::ingest;
pub(super) use delete::vanish;
pub(super) use join::end;
pub(super) use purge::{acknowledge, ask_again, call_back, empty, has_members_here, is_about_copies, send_away};
pub(super) use sequence::{is_ordered, pass_over, place as place_in_sequence};
pub use staff::ASSERTION;
pub(super) use staff::heard;

use super::envelope::Activity;
use super::stop::{Outcome, Stop};
use super::verb::Verb;
use super::{announce as relay, authority, deliver, log};
use crate::actor::{Actor, lease};
use crate::json::{self, Properties};
use crate::object::{self, Object};
use crate::store::Conn;
use crate::tool::Happening;

/// What a verb did.
#[derive(Debug)]
pub struct Effect {
    /// Whether anything changed.
    pub outcome: Outcome,
    /// What it was about.
    pub object: Option<Object>,
    /// The community it happened in.
    pub group: Option<Actor>,
    /// Who is told besides the community: the other side of a relation, the author of what is answered, who is mentioned.
    pub tell: Vec<Actor>,
    /// The community elsewhere whose announcement told us what its hosts decided: in the log it stands for the decision.
    pub decided_in: Option<i64>,
    /// Which servers hear of it besides, by inbox: those that know somebody who is gone.
    pub inboxes: Vec<String>,
}

impl Effect {
    /// Something changed that concerns nobody else.
    pub const fn applied() -> Self {
        Self { outcome: Outcome::Applied, object: None, group: None, tell: Vec::new(), decided_in: None, inboxes: Vec::new() }
    }

    /// Nothing to do.
    pub const fn none(why: &'static str) -> Self {
        Self { outcome: Outcome::NoEffect(why), object: None, group: None, tell: Vec::new(), decided_in: None, inboxes: Vec::new() }
    }

    /// Something about this object changed, in this community.
    pub const fn on(object: Object, group: Option<Actor>) -> Self {
        Self { outcome: Outcome::Applied, object: Some(object), group, tell: Vec::new(), decided_in: None, inboxes: Vec::new() }
    }

    /// Something about this community changed.
    pub const fn within(group: Actor) -> Self {
        Self { outcome: Outcome::Applied, object: None, group: Some(group), tell: Vec::new(), decided_in: None, inboxes: Vec::new() }
    }

    /// These are told, too.
    #[must_use]
    pub fn telling(mut self, tell: Vec<Actor>) -> Self {
        self.tell = tell;
        self
    }
}

/// Applies an activity: effect, log, announcement and deliveries, in the caller's transaction. `source` says how far we can be sure that its
/// actor really did it.
pub fn apply(conn: &mut Conn, cx: &Applying<'_>, activity: &Activity, source: &Source) -> Result<Outcome, Stop> {
    let (activity, source) = authority::authenticate(conn, cx, activity, source)?;
    let (activity, source) = (activity.as_ref(), &source);
    if !source.authentic && source.announced.as_ref().is_some_and(|announced| announced.group.is_protected()) {
        // Nobody serves what is inside, so that only its author's proof can show who wrote it.
        return Err(Stop::refused("error-unproven"));
    }
    if !source.authentic && matches!(activity.verb, Verb::Like | Verb::Dislike | Verb::EmojiReact) {
        return like::count(conn, cx, activity, source);
    }
    if source.announced.is_some() && cx.app.urls.is_local(&activity.actor) && activity.verb != Verb::Create {
        return Ok(Outcome::NoEffect("our own, applied when it was done"));
    }
    let actor = cx.actor(conn, &activity.actor)?;
    if source.authentic && was_taken_back(conn, &actor, activity)? {
        return Ok(Outcome::NoEffect("taken back before it came"));
    }
    let meant = conceal::for_sender(conn, cx, &actor, activity, source)?;
    hold(conn, &meant)?;
    let effect = perform(conn, cx, &actor, &meant, source)?;
    check_scope(activity, source, &effect)?;
    check_inside(conn, cx, &actor, activity, source, &effect)?;
    check_lease(conn, cx, &actor, activity, &effect)?;
    finish(conn, cx, &actor, activity, source, effect)
}

/// Whether the `Undo` of this activity came first. A community's announcements have an order of their own.
fn was_taken_back(conn: &mut Conn, actor: &Actor, activity: &Activity) -> Result<bool, Stop> {
    let lasts = match activity.verb {
        Verb::Block | Verb::Dislike | Verb::EmojiReact | Verb::Follow | Verb::Invite | Verb::Join | Verb::Like | Verb::Lock => true,
        Verb::Announce => !actor.is_group(),
        _ => false,
    };
    Ok(lasts && !activity.id.is_empty() && log::was_undone(conn, &activity.id, &actor.ap_id)?)
}

/// Keeps an activity that came before what it is about, so that this never comes to life here: inside an announcement it has no row in the
/// log yet.
fn remember(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<(), Stop> {
    if source.authentic && !activity.id.is_empty() {
        let entry = log::Entry { actor_id: Some(actor.id), ..log::Entry::new(cx.app.next_id(), activity, cx.now) };
        log::insert(conn, &entry)?;
    }
    Ok(())
}

/// Holds the community it is about before anything is looked at or changed. It is always the first that is held: two who change something in
/// one community wait for each other, and never in a circle.
fn hold(conn: &mut Conn, activity: &Activity) -> Result<(), Stop> {
    let inner = activity.object.document().and_then(|document| document.get("object"));
    let about: Vec<&str> = activity.object_id().into_iter().chain(inner.and_then(json::id)).collect();
    Ok(object::model::hold_communities(conn, &about)?)
}

fn perform(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    match activity.verb {
        Verb::Accept => accept::accept(conn, cx, actor, activity, source),
        Verb::Add | Verb::Remove => add::add_or_remove(conn, cx, actor, activity, source),
        Verb::Announce => announce::announce(conn, cx, actor, activity, source),
        Verb::Block => block::block(conn, cx, actor, activity, source),
        Verb::Create => create::create(conn, cx, actor, activity, source),
        Verb::Delete => delete::delete(conn, cx, actor, activity, source),
        Verb::Dislike | Verb::EmojiReact | Verb::Like => like::react(conn, cx, actor, activity, source),
        Verb::Flag => flag::flag(conn, cx, actor, activity),
        Verb::Follow => follow::follow(conn, cx, actor, activity),
        Verb::Invite => invite::invite(conn, cx, actor, activity, source),
        Verb::Lock => lock::lock(conn, cx, actor, activity, source),
        Verb::Offer if source.announced.is_none() => offer::offer(conn, cx, actor, activity),
        Verb::Reject => accept::reject(conn, cx, actor, activity, source),
        Verb::Join => join::join(conn, cx, actor, activity),
        Verb::Leave => join::leave(conn, cx, actor, activity),
        Verb::TentativeReject => ask_back::ask_back(conn, cx, actor, activity, source),
        Verb::Undo => undo::undo(conn, cx, actor, activity, source),
        Verb::Update => update::update(conn, cx, actor, activity, source),
        Verb::Offer | Verb::Other => other::other(conn, cx, actor, activity),
    }
}

/// What a community passes on has its effect in that community and nowhere else; content and reactions alone belong to their authors.
fn check_scope(activity: &Activity, source: &Source, effect: &Effect) -> Result<(), Stop> {
    let Some(announced) = source.announced.as_ref().filter(|_| effect.outcome == Outcome::Applied) else { return Ok(()) };
    let authored = matches!(activity.verb, Verb::Create | Verb::Update | Verb::Like | Verb::Dislike | Verb::EmojiReact);
    let content = authored && effect.object.is_some();
    // That somebody is gone, her own server said or confirmed: it holds everywhere.
    let departure = activity.verb == Verb::Delete && activity.object_id() == Some(&activity.actor);
    match &effect.group {
        Some(group) if group.id == announced.group.id => Ok(()),
        None if content || departure => Ok(()),
        _ => Err(Stop::refused("error-not-in-this-community")),
    }
}

/// What a protected community of ours passes on is for its members and nobody else, and every server verifies by itself who did it (FEP-8b32):
/// what nobody else could verify is not taken in, or members would read different things.
fn check_inside(
    conn: &mut Conn,
    cx: &Applying<'_>,
    actor: &Actor,
    activity: &Activity,
    source: &Source,
    effect: &Effect,
) -> Result<(), Stop> {
    let group = effect.group.as_ref().filter(|group| group.local && group.is_protected());
    let Some(group) = group.filter(|_| !actor.local && source.announced.is_none() && activity.verb.is_relayed()) else { return Ok(()) };
    if !place::is_for_members(group, actor, &activity.document) {
        return Err(Stop::refused("error-addresses-others"));
    }
    if authority::proven(conn, cx, activity)? { Ok(()) } else { Err(Stop::refused("error-unproven")) }
}

/// Nobody of ours writes into a protected community whose home was silent for too long; leaving is always possible.
fn check_lease(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, effect: &Effect) -> Result<(), Stop> {
    let Some(group) = effect.group.as_ref().filter(|group| actor.local && !group.local && group.is_protected()) else { return Ok(()) };
    let silent = lease::find(conn, group.id)?.is_some_and(|lease| lease.is_read_only(cx.now));
    if silent && activity.verb != Verb::Leave { Err(Stop::refused("error-home-silent")) } else { Ok(()) }
}

fn finish(
    conn: &mut Conn,
    cx: &Applying<'_>,
    actor: &Actor,
    activity: &Activity,
    source: &Source,
    effect: Effect,
) -> Result<Outcome, Stop> {
    let object_id = effect.object.as_ref().map(|object| object.id);
    let group_id = effect.group.as_ref().map(|group| group.id).or(effect.decided_in);
    if source.authentic && !activity.id.is_empty() {
        log::relate(conn, &activity.id, actor, object_id, group_id)?;
    }
    if effect.outcome == Outcome::Applied {
        observe(conn, cx, actor, activity, &effect)?;
        if let Some(group) = effect.group.as_ref().filter(|group| group.local && activity.verb.is_relayed() && source.announced.is_none()) {
            relay::relay(conn, cx.app, group, activity, effect.object.as_ref(), &effect.tell)?;
        }
        if actor.local && source.announced.is_none() {
            deliver::own(conn, cx.app, actor, activity, &effect)?;
        }
        if let Some(group) = effect.group.as_ref().filter(|group| !group.local && !actor.local && source.announced.is_none()) {
            offer::pass_on(conn, cx.app, actor, activity, group)?;
        }
    }
    Ok(effect.outcome)
}

/// Tells those who look on.
fn observe(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, effect: &Effect) -> Result<(), Stop> {
    let undone = activity.verb == Verb::Undo;
    let inner = activity.object.document().filter(|_| undone).map(Properties::kind);
    let happening = Happening {
        verb: inner.unwrap_or(&activity.kind),
        undone,
        actor,
        object: effect.object.as_ref(),
        group: effect.group.as_ref(),
        concerned: &effect.tell,
        reason: activity.summary.as_deref().unwrap_or_default(),
        now: cx.now,
    };
    for observer in cx.app.observers {
        observer(conn, cx.app, &happening)?;
    }
    Ok(())
}
