//! Copies of protected communities, and that they go: the home asks a server without members to empty what it has (`Delete` of the copies), and
//! the server's own actor says when everything is gone (`Accept`), which is the receipt.
//!
//! Nothing is emptied on a mere message: the community itself has to ask, and where people here are members as far as we know, its list of
//! members decides (`activity::lease`).

use super::{Applying, Effect, Source, hosting};
use crate::activity::compose::{New, compose, record};
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::activity::{authority, deliver, lease as leases, log, media, probe, purge as job};
use crate::actor::application::{self, ApplicationState, Decision};
use crate::actor::follow::RelationState;
use crate::actor::json::{PROFILE, implements};
use crate::actor::member::{self, Member, Role};
use crate::actor::purge::{self, Purge, PurgeState, Why};
use crate::actor::{self, Actor, ActorKind, lease};
use crate::app::App;
use crate::error::Result;
use crate::json::{Document, Properties};
use crate::object::{self, ObjectState};
use crate::store::Conn;
use crate::tool::Stored;
use crate::vetting::assertion;
use serde_json::{Value, json};

/// The type of what a server keeps of a community, as a `Delete` names it.
const COPIES: &str = "dw:Copies";

/// The id of what this server keeps of a community. Nothing can be fetched there.
fn copies_of(group: &Actor, host: &str) -> String {
    format!("{}/copies/{host}", group.ap_id)
}

/// Whether this says that a server's copies of a community shall go.
pub(in crate::activity) fn is_about_copies(document: &Document) -> bool {
    let former = document.get("formerType").and_then(Value::as_str);
    document.kind() == "Tombstone" && former.is_some_and(|kind| kind.trim_start_matches("dw:") == COPIES.trim_start_matches("dw:"))
}

/// Somebody elsewhere is no longer a member of a protected community of ours: when she was the last of her server, it is asked to empty what
/// it has.
pub(super) fn left(conn: &mut Conn, app: &App, group: &Actor, person: &Actor) -> Result<()> {
    if !group.is_protected() || !group.local || person.local || purge::has_members_on(conn, group.id, &person.host)? {
        return Ok(());
    }
    ask(conn, app, group, (&person.host, person.delivery_inbox()), Why::NoMembers)
}

/// Asks a server to empty what it has of a community of ours, unless it owes that already.
pub(super) fn ask(conn: &mut Conn, app: &App, group: &Actor, (host, inbox): (&str, &str), why: Why) -> Result<()> {
    if purge::outstanding(conn, group.id, host)?.is_some() {
        return Ok(());
    }
    let purge = Purge {
        id: app.next_id(),
        group_id: group.id,
        host: host.to_owned(),
        inbox: inbox.to_owned(),
        activity: String::new(),
        why,
        state: PurgeState::Outstanding,
        receipt: None,
        asked_at: app.now(),
        ended_at: None,
    };
    let activity = send(conn, app, group, &purge)?;
    purge::insert(conn, &Purge { activity, ..purge })
}

/// Asks a server once more that owes a receipt: what it received before may be lost there.
pub(in crate::activity) fn ask_again(conn: &mut Conn, app: &App, purge: &Purge) -> Result<()> {
    let group = actor::model::find(conn, purge.group_id)?;
    let activity = send(conn, app, &group, purge)?;
    purge::ask_again(conn, purge.id, &activity)
}

/// Sends the `Delete` in the community's name. Returns its id.
fn send(conn: &mut Conn, app: &App, group: &Actor, purge: &Purge) -> Result<String> {
    let to = purge::programs_of(conn, &purge.host)?.into_iter().find(|program| implements(program, PROFILE));
    let copies = json!({
        "id": copies_of(group, &purge.host),
        "type": "Tombstone",
        "formerType": COPIES,
    });
    let new = New::by(group, "Delete", copies).to(to.map(|server| server.ap_id).into_iter().collect());
    let (id, activity) = compose(conn, app, &new.with("dw:reason", json!(purge.why.as_str())))?;
    record(conn, app, id, group, None, &activity)?;
    deliver::enqueue(conn, app, id, group, group.id, std::slice::from_ref(&purge.inbox))?;
    Ok(activity.id)
}

/// Somebody of a server is a member (again): what it owed for the time before is settled.
pub(super) fn superseded(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, person: &Actor) -> Result<()> {
    match purge::outstanding(conn, group.id, &person.host)? {
        Some(purge) => purge::end(conn, purge.id, PurgeState::Superseded, None, cx.now),
        None => Ok(()),
    }
}

/// `Delete` of copies: a community elsewhere asks us to empty what is here of it.
pub(super) fn asked(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    let ours = copies_of(group, cx.app.urls.host());
    let its = group.is_group() && !group.local && source.authentic && source.announced.is_none();
    if !its || activity.object_id() != Some(&ours) {
        return Err(Stop::refused("error-foreign-object"));
    }
    if !group.is_protected() {
        return Ok(Effect::none("everybody may read this community"));
    }
    if has_members_here(conn, group)? {
        leases::doubt(conn, cx.app, group, &activity.id)?;
        return Ok(Effect::none("its list of members decides"));
    }
    empty(conn, cx, group)?;
    // It may not even exist for us any more.
    actor::model::doubt(conn, group.id)?;
    probe::enqueue_refresh(conn, cx.app, &group.ap_id)?;
    job::enqueue_receipt(conn, cx.app, group, &activity.id)?;
    Ok(Effect::applied())
}

/// Whether people here are members, be it that their memberships rest.
pub(in crate::activity) fn has_members_here(conn: &mut Conn, group: &Actor) -> Result<bool> {
    let people = member::people_here(conn, group.id)?;
    Ok(people.iter().any(|(_, membership)| membership.state != RelationState::Pending))
}

/// Nobody here may read this community any more: what is here of it goes, but for what our own people wrote.
pub(in crate::activity) fn empty(conn: &mut Conn, cx: &Applying<'_>, group: &Actor) -> Result<()> {
    for copy in object::model::replicas(conn, group.id)? {
        media::forget_copies(conn, cx.app, group, &copy)?;
        object::model::bury(conn, &copy, cx.now, None)?;
        object::model::set_state(conn, copy.id, ObjectState::Emptied)?;
        object::reaction::forget_of_others(conn, copy.id)?;
        cx.app.stored(conn, Stored::Emptied(copy.id))?;
    }
    member::forget_of_others(conn, group.id)?;
    application::forget_of_others(conn, group.id)?;
    let passed_on = assertion::passed_on(conn, group.id)?;
    assertion::forget_of(conn, &passed_on.into_iter().map(|(id, _)| id).collect::<Vec<_>>())?;
    log::forget_in(conn, group.id)?;
    // The community may have asked for it before its list of members was seen.
    if let Some(delete) = lease::find(conn, group.id)?.and_then(|lease| lease.purge) {
        job::enqueue_receipt(conn, cx.app, group, &delete)?;
    }
    lease::end(conn, group.id)
}

/// Tells the community that everything is gone. The server's own actor says it.
pub(in crate::activity) fn acknowledge(conn: &mut Conn, app: &App, group: &Actor, delete: &str) -> Result<()> {
    let server = actor::model::find(conn, app.server_actor_id)?;
    let asked = json!({
        "id": delete,
        "type": "Delete",
        "actor": group.ap_id,
        "object": copies_of(group, app.urls.host()),
    });
    let (id, activity) = compose(conn, app, &New::by(&server, "Accept", asked).to(vec![group.ap_id.clone()]))?;
    record(conn, app, id, &server, None, &activity)?;
    deliver::enqueue(conn, app, id, &server, group.id, std::slice::from_ref(&group.inbox))?;
    Ok(())
}

/// `Accept` of a `Delete` of copies: the receipt. `None` if the activity answers something else.
pub(super) fn receipt(
    conn: &mut Conn,
    cx: &Applying<'_>,
    actor: &Actor,
    activity: &Activity,
    source: &Source,
) -> Result<Option<Effect>, Stop> {
    let Some(id) = activity.object_id() else { return Ok(None) };
    let Some(purge) = purge::by_activity(conn, id)? else { return Ok(None) };
    // A program that somebody runs on that server does not speak for the server.
    let speaks = actor.kind == ActorKind::Application && actor.host == purge.host && implements(actor, PROFILE);
    if !speaks || source.announced.is_some() {
        return Err(Stop::refused("error-foreign-object"));
    }
    // What is kept as a receipt has to show by itself who gave it.
    if !authority::proven(conn, cx, activity)? {
        return Err(Stop::refused("error-unproven"));
    }
    actor::model::hold(conn, purge.group_id)?;
    if !purge::find(conn, purge.id)?.is_outstanding() {
        return Ok(Some(Effect::none("settled already")));
    }
    purge::end(conn, purge.id, PurgeState::Answered, Some(&activity.id), cx.now)?;
    Ok(Some(Effect::applied()))
}

/// Makes somebody of this instance the host of a community of ours that has none, or the member who has been there for longest: somebody has
/// to keep order, and decide who comes in.
pub(super) fn keep_hosted(conn: &mut Conn, cx: &Applying<'_>, group: &Actor) -> Result<()> {
    if !member::hosts(conn, group.id)?.is_empty() {
        return Ok(());
    }
    let mut people = member::people_here(conn, group.id)?;
    people.extend(member::people_elsewhere(conn, group.id)?);
    people.retain(|(_, membership)| membership.state == RelationState::Accepted);
    people.sort_by_key(|(person, membership)| (!person.local, membership.created_at, person.id));
    match people.first() {
        Some((heir, _)) => member::set_role(conn, group.id, heir.id, Role::Host, &group.ap_id, cx.now),
        None => Ok(()),
    }
}

/// Ends the memberships of a server's people in a protected community of ours, and asks the server to empty what it has.
pub(in crate::activity) fn send_away(
    conn: &mut Conn,
    cx: &Applying<'_>,
    group: &Actor,
    people: &[&(Actor, Member)],
    why: Why,
) -> Result<()> {
    for (person, _) in people {
        let declined = Decision { state: ApplicationState::Declined, reason: "", by: None, at: cx.now };
        if application::settle(conn, group.id, person.id, &declined)?
            && let Some(closed) = application::find(conn, group.id, person.id)?
        {
            hosting::closed(conn, cx, group, &closed).map_err(Stop::into_error)?;
        }
        member::remove(conn, group.id, person.id)?;
    }
    keep_hosted(conn, cx, group)?;
    match people.iter().find(|(_, one)| one.state != RelationState::Pending) {
        Some((person, _)) => ask(conn, cx.app, group, (&person.host, person.delivery_inbox()), why),
        None => Ok(()),
    }
}

/// Ends the membership or the application of somebody of ours in a community elsewhere, and says so to its home.
pub(in crate::activity) fn call_back(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, person: &Actor) -> Result<()> {
    let (id, leave) = compose(conn, cx.app, &New::by(person, "Leave", json!(group.ap_id)).to(vec![group.ap_id.clone()]))?;
    record(conn, cx.app, id, person, Some(group), &leave)?;
    deliver::enqueue(conn, cx.app, id, person, group.id, std::slice::from_ref(&group.inbox))?;
    let withdrawn = Decision { state: ApplicationState::Withdrawn, reason: "", by: None, at: cx.now };
    application::settle(conn, group.id, person.id, &withdrawn)?;
    super::join::end(conn, cx, group, person).map(drop)
}
