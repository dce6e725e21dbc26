//! Emptying what servers have of each other's protected communities: the receipt, which goes out when really nothing is left, and cutting a
//! server off. What is asked and answered is in `apply::purge`.
//!
//! Whoever is cut off is exchanged nothing with any more but this: that everything shall go, that nobody is a member there any more, and that
//! everything is gone. `leaves_all_the_same` and `comes_all_the_same` are the only ways past a block, and let nothing else through.

use super::apply::{self, Applying, Evidence, acknowledge, call_back, has_members_here, is_about_copies, send_away};
use super::envelope::Activity;
use super::log::Entry;
use super::media;
use super::verb::Verb;
use crate::actor::follow::RelationState;
use crate::actor::member::{self, Member};
use crate::actor::{self, Actor, application, purge};
use crate::app::App;
use crate::error::{Error, Result};
use crate::id::host_of;
use crate::job;
use crate::json;
use crate::store::Conn;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::sync::Arc;
use std::time::Duration;

/// The job that tells a community elsewhere that everything is gone. Its payload are our number for the community and the id of its `Delete`.
pub const RECEIPT: &str = "purge-receipt";
/// How soon it is looked again whether the files are gone, too.
const SOON: Duration = Duration::from_secs(60);

/// Tells the community soon that everything is gone.
pub(super) fn enqueue_receipt(conn: &mut Conn, app: &App, group: &Actor, delete: &str) -> Result<()> {
    job::enqueue(conn, app.next_id(), RECEIPT, &format!("{} {delete}", group.id), None, app.now())
}

/// Does [`RECEIPT`]. Pictures are removed by jobs of their own: as long as one is left, or was set aside, there is no receipt.
pub fn receipt(app: Arc<App>, payload: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let (group, delete) = payload.split_once(' ').ok_or_else(|| Error::internal("a receipt for nothing"))?;
        let (group, delete): (i64, String) = (group.parse().map_err(Error::internal)?, delete.to_owned());
        app.write(move |conn, app| {
            let group = actor::model::find(conn, group)?;
            if has_members_here(conn, &group)? {
                // Taken in again meanwhile; the community knows.
                return Ok(());
            }
            if job::is_left(conn, media::FORGET, &format!("{}/pictures?", group.ap_id))? {
                return job::enqueue(conn, app.next_id(), RECEIPT, &payload, None, app.now().plus(SOON));
            }
            acknowledge(conn, app, &group, &delete)
        })
        .await
    }
    .boxed()
}

/// Asks a server once more that owes a receipt: what it received before may be lost there.
///
/// # Errors
/// `Conflict` when it owes nothing any more.
pub fn ask_again(conn: &mut Conn, app: &App, id: i64) -> Result<purge::Purge> {
    let purge = purge::find(conn, id)?;
    actor::model::hold(conn, purge.group_id)?;
    let purge = purge::find(conn, id)?;
    if !purge.is_outstanding() {
        return Err(Error::conflict("error-receipt-there"));
    }
    apply::ask_again(conn, app, &purge)?;
    Ok(purge)
}

/// Whether this goes out though the policy does not allow its server.
pub(super) fn leaves_all_the_same(conn: &mut Conn, host: &str, entry: &Entry) -> Result<bool> {
    if !entry.local {
        return Ok(false);
    }
    match Verb::parse(&entry.verb) {
        Verb::Delete => Ok(purge::by_activity(conn, &entry.ap_id)?.is_some_and(|purge| purge.is_outstanding() && purge.host == host)),
        // It says nothing but that somebody is no member.
        Verb::Leave => is_protected_there(conn, host, entry.object.as_deref().unwrap_or_default()),
        Verb::Accept => match json::parse(&entry.body).ok().and_then(|document| Activity::nested(&document).ok()) {
            Some(answer) => {
                let asked = answer.object.activity().and_then(|asked| Activity::nested(asked).ok());
                let asked = asked.filter(|asked| asked.verb == Verb::Delete && host_of(&asked.actor).as_deref() == Some(host));
                asked.map_or(Ok(false), |asked| is_protected_there(conn, host, &asked.actor))
            }
            None => Ok(false),
        },
        _ => Ok(false),
    }
}

/// Whether this comes in though the policy does not allow the server it comes from: its receipt, the end of a membership of its people, or its
/// wish that we empty what we have of a community of its own.
pub(super) fn comes_all_the_same(conn: &mut Conn, host: &str, activity: &Activity) -> Result<bool> {
    let id = activity.object_id().unwrap_or_default();
    match activity.verb {
        Verb::Accept => Ok(purge::by_activity(conn, id)?.is_some_and(|purge| purge.is_outstanding() && purge.host == host)),
        Verb::Leave => {
            let group = actor::model::by_ap_id(conn, id)?;
            Ok(group.is_some_and(|group| group.is_group() && group.is_protected() && group.local))
        }
        Verb::Delete if activity.object.document().is_some_and(is_about_copies) => is_protected_there(conn, host, &activity.actor),
        _ => Ok(false),
    }
}

fn is_protected_there(conn: &mut Conn, host: &str, ap_id: &str) -> Result<bool> {
    let group = actor::model::by_ap_id(conn, ap_id)?;
    Ok(group.is_some_and(|group| group.is_group() && group.is_protected() && group.host == host))
}

/// What binds us to a server: memberships of its people in protected communities of ours, and of ours in its own.
#[derive(Debug, Clone, Default)]
pub struct Ties {
    /// Communities of ours, and the people of that server who are members or have asked to be.
    pub ours: Vec<(Actor, Vec<(Actor, Member)>)>,
    /// Communities of that server, and our people who are members or have asked to be.
    pub theirs: Vec<(Actor, Vec<(Actor, Member)>)>,
}

impl Ties {
    /// How many memberships of its people end here.
    pub fn members_here(&self) -> usize {
        members(&self.ours)
    }

    /// How many memberships of our people end there.
    pub fn members_there(&self) -> usize {
        members(&self.theirs)
    }
}

fn members(groups: &[(Actor, Vec<(Actor, Member)>)]) -> usize {
    groups.iter().flat_map(|(_, people)| people).filter(|(_, one)| one.state != RelationState::Pending).count()
}

/// What binds us to this server (host, with port when it is not the scheme's default), or to all of those below its name.
pub fn ties(conn: &mut Conn, hosts: &[String]) -> Result<Ties> {
    let mut ties = Ties::default();
    for (group, person, membership) in purge::ties(conn, hosts)? {
        let side = if group.local { &mut ties.ours } else { &mut ties.theirs };
        match side.last_mut() {
            Some((known, people)) if known.id == group.id => people.push((person, membership)),
            _ => side.push((group, vec![(person, membership)])),
        }
    }
    Ok(ties)
}

/// Whom a cut concerns here: numbers of people and of communities.
#[derive(Debug, Clone, Default)]
pub struct Cut {
    /// Who was a member, or had asked to be, where.
    pub members: Vec<(i64, i64)>,
    /// Who hosts a community of ours that lost members.
    pub hosts: Vec<(i64, i64)>,
}

/// Cuts all that ties us to these servers: nobody of them is a member here any more and nobody of ours there, what is here of theirs goes, and
/// they are asked to empty what they have of ours.
pub fn cut(conn: &mut Conn, app: &App, hosts: &[String]) -> Result<Cut> {
    let evidence = Evidence::default();
    let applying = Applying::new(app, &evidence);
    let ties = ties(conn, hosts)?;
    for (group, _) in &ties.ours {
        actor::model::hold(conn, group.id)?;
    }
    for (group, people) in &ties.ours {
        for host in hosts {
            let there: Vec<&(Actor, Member)> = people.iter().filter(|(person, _)| person.host == *host).collect();
            send_away(conn, &applying, group, &there, purge::Why::CutOff)?;
        }
    }
    application::withdraw_invitations_across(conn, hosts, applying.now)?;
    let mut cut = Cut::default();
    for (group, _) in &ties.ours {
        let hosts = member::hosts(conn, group.id)?.into_iter().filter(|host| host.local);
        cut.hosts.extend(hosts.map(|host| (host.id, group.id)));
    }
    for (group, people) in ties.theirs {
        for (person, _) in people {
            call_back(conn, &applying, &group, &person)?;
            cut.members.push((person.id, group.id));
        }
    }
    Ok(cut)
}
