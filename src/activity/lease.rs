//! Memberships in protected communities elsewhere are confirmed by the community's home, again and again: a job fetches the part of its
//! member list that is about our people. Who is missing there is out; a home that is silent for too long is believed no longer.

use super::apply::{Applying, Evidence, Found, empty, end};
use super::listed::{self, Listed};
use super::{fetch, log, probe};
use crate::actor::application::{self, ApplicationState, Decision};
use crate::actor::follow::RelationState;
use crate::actor::lease::{self, AGAIN, Lease, PERIOD};
use crate::actor::member::Role;
use crate::actor::{self, Actor, member, standing};
use crate::app::App;
use crate::error::{Error, Result};
use crate::job;
use crate::json::{self, Document};
use crate::store::Conn;
use crate::store::types::Timestamp;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// The kind of job.
pub const RENEW: &str = "lease-renew";
/// The most members of ours that a home is believed to list.
const MAX_ITEMS: usize = 10_000;
/// More members than this no community is believed to have.
const MAX_TOTAL: i64 = 10_000_000;
/// Until then the home has heard what it is asked about.
const SOON: Duration = Duration::from_secs(60);
/// When a home is asked again whose list was too long to go through at once.
const LATER: Duration = Duration::from_secs(10 * 60);
/// Homes are not asked at the same moment about all communities.
const SPREAD: u64 = 1_800;

/// Begins a lease: the community's home took in one of our people. It is asked at once how many they are.
pub(super) fn begin(conn: &mut Conn, app: &App, group: &Actor) -> Result<()> {
    let next_at = match lease::find(conn, group.id)? {
        Some(known) => known.next_at,
        None => {
            job::enqueue(conn, app.next_id(), RENEW, &group.id.to_string(), None, app.now())?;
            app.now()
        }
    };
    lease::put(conn, &Lease { group_id: group.id, confirmed_at: app.now(), refused_at: None, next_at, purge: None })
}

/// Asks soon: somebody who could read nothing for a while reads again, and what was announced meanwhile did not come here.
pub(super) fn renew_soon(conn: &mut Conn, app: &App, group: &Actor) -> Result<()> {
    renew_after(conn, app, group, SOON)
}

/// Asks at once: the home has just said that there is something new.
pub(super) fn renew_now(conn: &mut Conn, app: &App, group: &Actor) -> Result<()> {
    renew_after(conn, app, group, Duration::ZERO)
}

fn renew_after(conn: &mut Conn, app: &App, group: &Actor, after: Duration) -> Result<()> {
    let Some(known) = lease::find(conn, group.id)? else { return Ok(()) };
    let next_at = app.now().plus(after);
    job::enqueue(conn, app.next_id(), RENEW, &group.id.to_string(), None, next_at)?;
    lease::put(conn, &Lease { next_at, ..known })
}

/// The community asks us to empty what is here of it, though as far as we know people here are members: nobody reads from now on, and its list
/// of members, which is asked for at once, decides.
pub(super) fn doubt(conn: &mut Conn, app: &App, group: &Actor, delete: &str) -> Result<()> {
    standing::doubt(conn, group.id)?;
    let next_at = app.now();
    job::enqueue(conn, app.next_id(), RENEW, &group.id.to_string(), None, next_at)?;
    let known = lease::find(conn, group.id)?;
    let (confirmed_at, refused_at) = known.map_or((next_at, None), |known| (known.confirmed_at, known.refused_at));
    lease::put(conn, &Lease { group_id: group.id, confirmed_at, refused_at, next_at, purge: Some(delete.to_owned()) })
}

fn ask_again(conn: &mut Conn, app: &App, group_id: i64, after: Duration) -> Result<Timestamp> {
    let spread = Duration::from_secs(group_id.unsigned_abs() % SPREAD);
    let next_at = app.now().plus(after).plus(spread);
    job::enqueue(conn, app.next_id(), RENEW, &group_id.to_string(), None, next_at)?;
    Ok(next_at)
}

/// Goes on asking where no job does any more: one that failed again and again was set aside, and nobody would notice a silent home.
pub fn resume_overdue(conn: &mut Conn, app: &App) -> Result<()> {
    for lease in lease::overdue(conn, app.now().minus(AGAIN))? {
        let next_at = ask_again(conn, app, lease.group_id, Duration::ZERO)?;
        lease::put(conn, &Lease { next_at, ..lease })?;
    }
    Ok(())
}

/// Does the job [`RENEW`].
pub fn renew(app: Arc<App>, group: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let id: i64 = group.parse().map_err(Error::internal)?;
        let asked = app
            .read(move |conn, app| {
                let lease = lease::find(conn, id)?.filter(|lease| lease.next_at <= app.now());
                Ok(lease.map(|_| actor::model::find(conn, id)).transpose()?.and_then(|group| Some((group.members.clone()?, group))))
            })
            .await?;
        // Another job of this kind looks after it, or nobody is a member any more.
        let Some((members, group)) = asked else { return Ok(()) };
        let since = app.now();
        let said = fetch::document(&app, &members).await;
        let (id, about) = (group.id, group.clone());
        let new = app
            .write(move |conn, app| match &said {
                Ok(Found::Document(document)) => confirmed(conn, app, &group, document, since),
                Ok(Found::Nothing) => refused(conn, app, &group).map(|()| Vec::new()),
                Err(_) => silent(conn, app, &group).map(|()| Vec::new()),
            })
            .await?;
        if listed::learn(&app, &about, new).await? {
            app.write(move |conn, app| actor::model::find(conn, id).and_then(|group| renew_after(conn, app, &group, LATER))).await?;
        }
        Ok(())
    }
    .boxed()
}

/// The home says who of our people are members. Returns what it says about others that is new.
fn confirmed(conn: &mut Conn, app: &App, group: &Actor, document: &Document, since: Timestamp) -> Result<Vec<Listed>> {
    let items = document.get("orderedItems").and_then(serde_json::Value::as_array);
    let Some(items) = items else { return silent(conn, app, group).map(|()| Vec::new()) };
    let listed: BTreeSet<&str> = items.iter().take(MAX_ITEMS).filter_map(json::id).collect();
    let readers = listed::readers(document);
    for (person, membership) in member::people_here(conn, group.id)? {
        let pending = membership.state == RelationState::Pending;
        if listed.contains(person.ap_id.as_str()) {
            if pending {
                // The answer to the application was lost.
                let accepted = Decision { state: ApplicationState::Accepted, reason: "", by: None, at: app.now() };
                application::settle(conn, group.id, person.id, &accepted)?;
                member::accept(conn, group.id, person.id)?;
            }
            standing::confirm(conn, group.id, person.id)?;
            let role = if readers.contains(person.ap_id.as_str()) { Role::Reader } else { Role::Member };
            if membership.role != Role::Host && membership.role != role {
                member::change_role(conn, group.id, person.id, role)?;
            }
        } else if !pending && !was_let_in_after(conn, group, &person, since)? {
            let evidence = Evidence::default();
            end(conn, &Applying::new(app, &evidence), group, &person)?;
        }
    }
    if lease::find(conn, group.id)?.is_none() {
        return Ok(Vec::new());
    }
    let new = listed::compare(conn, app, group, document, since)?;
    if let Some(total) = document.get("totalItems").and_then(serde_json::Value::as_i64).filter(|total| (1..=MAX_TOTAL).contains(total)) {
        member::set_total(conn, group.id, total)?;
    }
    // Also what was announced while we could not be reached, or while nobody here was to read it.
    probe::enqueue_history(conn, app, group)?;
    // A list that is older than the wish to empty everything says nothing about it.
    let purge = match lease::find(conn, group.id)?.and_then(|known| known.purge) {
        Some(delete) => log::by_ap_id(conn, &delete)?.filter(|asked| asked.received_at >= since).map(|_| delete),
        None => None,
    };
    let next_at = ask_again(conn, app, group.id, if purge.is_some() { AGAIN } else { PERIOD })?;
    lease::put(conn, &Lease { group_id: group.id, confirmed_at: app.now(), refused_at: None, next_at, purge })?;
    Ok(new)
}

/// Whether the home let somebody in while it was being asked: its list may be older than that.
fn was_let_in_after(conn: &mut Conn, group: &Actor, person: &Actor, since: Timestamp) -> Result<bool> {
    let application = application::find(conn, group.id, person.id)?;
    Ok(application.and_then(|application| application.decided_at).is_some_and(|at| at >= since))
}

/// The home says that none of our people is a member: nobody reads from now on, and when it says so again, everything goes. One wrong answer
/// of a server in trouble destroys nothing. When the community itself asked for that before, this was the second time.
fn refused(conn: &mut Conn, app: &App, group: &Actor) -> Result<()> {
    let Some(known) = lease::find(conn, group.id)? else { return Ok(()) };
    if known.refused_at.is_some() || known.purge.is_some() {
        let evidence = Evidence::default();
        let applying = Applying::new(app, &evidence);
        for (person, _) in member::people_here(conn, group.id)?.into_iter().filter(|(_, one)| one.state != RelationState::Pending) {
            end(conn, &applying, group, &person)?;
        }
        return empty(conn, &applying, group);
    }
    standing::doubt(conn, group.id)?;
    let next_at = ask_again(conn, app, group.id, AGAIN)?;
    lease::put(conn, &Lease { refused_at: Some(app.now()), next_at, ..known })
}

/// The home cannot be asked, or answers something that is no list.
fn silent(conn: &mut Conn, app: &App, group: &Actor) -> Result<()> {
    let Some(known) = lease::find(conn, group.id)? else { return Ok(()) };
    if known.is_over(app.now()) {
        standing::doubt(conn, group.id)?;
    }
    let next_at = ask_again(conn, app, group.id, AGAIN)?;
    lease::put(conn, &Lease { next_at, ..known })
}
