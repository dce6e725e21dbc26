//! From what happened to who is told.

use super::model::{Notification, NotificationKind, insert, level, withdraw, withdraw_object};
use super::{seen, vouching};
use crate::actor::application::{self, ApplicationState};
use crate::actor::member::{self, Role};
use crate::actor::{self, Actor, ActorKind, account};
use crate::app::App;
use crate::error::Result;
use crate::object::{self, Object, ObjectState, Viewer};
use crate::store::Conn;
use crate::tool::{Happening, Stored};
use std::collections::{BTreeMap, BTreeSet};

/// Who is told, and what about.
type Told = BTreeMap<i64, NotificationKind>;

/// Tells people of this instance what concerns them.
pub fn observe(conn: &mut Conn, app: &App, happening: &Happening<'_>) -> Result<()> {
    if let Some(object) = happening.object.filter(|_| happening.verb == "Create" && happening.actor.local && !happening.actor.is_group()) {
        // One's own contribution is read.
        seen::mark(conn, happening.actor.id, object.root_id, object.id)?;
    }
    if happening.verb == "Delete" && happening.actor.kind == ActorKind::Application {
        // A server vouches for somebody no longer.
        return vouching::tell_hosts(conn, app, happening.concerned);
    }
    if happening.verb == "Offer" && happening.actor.is_group() {
        // A community elsewhere tells its hosts here that somebody asks to be let in, or somebody here that a host invites her.
        return tell_of_offered(conn, app, happening);
    }
    let told = match (happening.verb, happening.object) {
        ("Create", Some(object)) => of_answer(conn, object)?,
        ("Delete", Some(object)) if object.actor_id == happening.actor.id => {
            return withdraw_object(conn, object.id);
        }
        ("Delete", Some(object)) => {
            one(object.actor_id, if happening.undone { NotificationKind::Restored } else { NotificationKind::Removed })
        }
        ("Like" | "EmojiReact" | "Dislike" | "Announce", Some(object)) => {
            if happening.undone {
                let kind = NotificationKind::Reaction;
                return withdraw(conn, object.actor_id, kind, happening.actor.id, Some(object.id), None);
            }
            one(object.actor_id, NotificationKind::Reaction)
        }
        ("Follow", _) if !happening.undone => match happening.group.filter(|group| group.local) {
            Some(group) => hosts(conn, group, NotificationKind::Join)?,
            None => of_people(happening.concerned, NotificationKind::Follow),
        },
        ("Join", _) if !happening.undone => match happening.group.filter(|group| group.local) {
            Some(group) if member::role(conn, group.id, happening.actor.id)?.is_some() => hosts(conn, group, NotificationKind::Join)?,
            Some(group) => hosts(conn, group, NotificationKind::Application)?,
            None => Told::new(),
        },
        ("Invite", _) if !happening.undone => of_people(happening.concerned, NotificationKind::Invited),
        ("Accept", _) if happening.group.is_some() || happening.actor.is_group() => {
            of_people(happening.concerned, NotificationKind::Accepted)
        }
        ("Reject", _) if happening.group.is_some() || happening.actor.is_group() => {
            of_people(happening.concerned, NotificationKind::JoinRefused)
        }
        ("TentativeReject", _) => of_people(happening.concerned, NotificationKind::AskedBack),
        ("Add", None) => of_role(conn, happening)?,
        ("Block", _) => {
            of_people(happening.concerned, if happening.undone { NotificationKind::Unbanned } else { NotificationKind::Banned })
        }
        ("Flag", _) => match happening.concerned.iter().find(|actor| actor.is_group() && actor.local) {
            Some(group) if member::has_host_here(conn, group.id)? => hosts(conn, group, NotificationKind::Report)?,
            Some(_) => account::admins(conn)?.into_iter().map(|admin| (admin.actor_id, NotificationKind::ReportToAdmins)).collect(),
            None => Told::new(),
        },
        _ => Told::new(),
    };
    for (person, kind) in told {
        tell(conn, app, happening, person, kind)?;
    }
    Ok(())
}

/// What was told about a copy goes with it, though it would be hidden: it says that there was something.
pub fn stored(conn: &mut Conn, stored: Stored) -> Result<()> {
    match stored {
        Stored::Emptied(id) => withdraw_object(conn, id),
        Stored::Actor(_) | Stored::Object(_) => Ok(()),
    }
}

fn tell_of_offered(conn: &mut Conn, app: &App, happening: &Happening<'_>) -> Result<()> {
    let group = happening.actor;
    for applicant in happening.concerned {
        let known = application::find(conn, group.id, applicant.id)?;
        if let Some(invitation) = known.filter(|known| known.state == ApplicationState::Invited) {
            let Some(host) = invitation.decided_by.filter(|_| applicant.local) else { continue };
            let host = actor::model::find(conn, host)?;
            let invited = Happening { actor: &host, group: Some(group), ..*happening };
            tell(conn, app, &invited, applicant.id, NotificationKind::Invited)?;
            continue;
        }
        let asked = Happening { actor: applicant, group: Some(group), ..*happening };
        for (host, kind) in hosts(conn, group, NotificationKind::Application)? {
            tell(conn, app, &asked, host, kind)?;
        }
    }
    Ok(())
}

/// What somebody may do in a community from now on.
fn of_role(conn: &mut Conn, happening: &Happening<'_>) -> Result<Told> {
    let (Some(group), Some(person)) = (happening.group, happening.concerned.first()) else { return Ok(Told::new()) };
    let kind = match member::role(conn, group.id, person.id)? {
        Some(Role::Host) => NotificationKind::Appointed,
        Some(Role::Member) => NotificationKind::TakesPart,
        Some(Role::Reader) => NotificationKind::ReadsOnly,
        None => return Ok(Told::new()),
    };
    Ok(of_people(std::slice::from_ref(person), kind))
}

fn one(person: i64, kind: NotificationKind) -> Told {
    Told::from([(person, kind)])
}

fn of_people(people: &[Actor], kind: NotificationKind) -> Told {
    people.iter().filter(|actor| actor.local && !actor.is_group()).map(|actor| (actor.id, kind)).collect()
}

fn hosts(conn: &mut Conn, group: &Actor, kind: NotificationKind) -> Result<Told> {
    Ok(of_people(&member::hosts(conn, group.id)?, kind))
}

/// Who is named, who wrote what is answered, and who began the thread. What still waits for its community is told when it is published.
fn of_answer(conn: &mut Conn, object: &Object) -> Result<Told> {
    if object.state != ObjectState::Published && !object.local {
        return Ok(Told::new());
    }
    let addressed = object::read::addressed_here(conn, object.id)?;
    let answered: BTreeSet<i64> =
        [Some(object.root_id), object.in_reply_to_id].into_iter().flatten().filter(|id| *id != object.id).collect();
    let answered = object::model::authors(conn, &answered.into_iter().collect::<Vec<_>>())?;
    let mentioned = addressed.into_iter().map(|person| (person, NotificationKind::Mention));
    Ok(mentioned.chain(answered.into_iter().map(|author| (author, NotificationKind::Reply))).collect())
}

fn tell(conn: &mut Conn, app: &App, happening: &Happening<'_>, person: i64, kind: NotificationKind) -> Result<()> {
    if person == happening.actor.id {
        return Ok(());
    }
    let person = actor::model::find(conn, person)?;
    if !person.local || person.is_group() || !kind.reaches(level(conn, person.id)?) {
        return Ok(());
    }
    if let Some(object) = happening.object.filter(|_| !kind.is_decision())
        && object::read::find(conn, Viewer::Local { actor_id: person.id }, object.id).is_err()
    {
        return Ok(());
    }
    let (object, group) = (happening.object, happening.group);
    let notification = Notification {
        id: app.next_id(),
        actor_id: person.id,
        kind,
        by_id: happening.actor.id,
        object_id: object.map(|object| object.id),
        root_id: object.map(|object| object.root_id),
        group_id: group.map(|group| group.id).or(object.and_then(|object| object.group_id)),
        text: happening.reason.to_owned(),
        created_at: happening.now,
        read: false,
    };
    insert(conn, &notification)
}
