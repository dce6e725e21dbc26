//! What a protected community's home tells beside the members of this server: who the others are, where somebody here is its host, and what
//! their servers vouch for. Whoever is not known yet is fetched from her own server, outside of any transaction.

use super::apply::{Applying, Evidence, heard};
use super::fetch;
use super::stop::Stop;
use crate::actor::follow::RelationState;
use crate::actor::member::{self, Member, Role};
use crate::actor::{self, Actor, ActorKind, application};
use crate::app::App;
use crate::error::{Error, Result};
use crate::id::host_of;
use crate::json::{self, Document, Properties};
use crate::store::Conn;
use crate::store::types::Timestamp;
use crate::vetting::assertion;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A list with so many others may go on: nobody is gone because she is not in it.
const MOST_OTHERS: usize = 2_000;
/// So many assertions are read.
const MOST_ASSERTIONS: usize = 200;
/// For so many people other servers are asked at a time; the job must end before it counts as lost.
const MOST_FETCHED: usize = 40;
/// The most applications that are looked at.
const MAX_OPEN: i64 = 1_000;

/// Somebody of another server, of whom the list says something new.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    /// Her id.
    id: String,
    /// What she may do, if she is listed as a member.
    role: Option<Role>,
    /// What her server vouches for.
    assertion: Option<Document>,
}

/// Compares a list that was asked for at this time with what is known here. Who is listed no longer is no member; what is new has to be looked
/// at by [`learn`].
pub(super) fn compare(conn: &mut Conn, app: &App, group: &Actor, list: &Document, since: Timestamp) -> Result<Vec<Listed>> {
    let mut new: BTreeMap<&str, Listed> = BTreeMap::new();
    let entry = |id: &str| Listed { id: id.to_owned(), role: None, assertion: None };
    let hosted = member::has_host_here(conn, group.id)?;
    if let Some(others) = others(list).filter(|_| hosted) {
        let readers = readers(list);
        let known = part(conn, group, &others, &readers, since)?;
        for id in others.iter().filter(|id| !app.urls.is_local(id) && !known.contains(**id)) {
            let role = if readers.contains(id) { Role::Reader } else { Role::Member };
            new.insert(id, Listed { role: Some(role), ..entry(id) });
        }
    }
    let mut about = BTreeSet::new();
    for assertion in list.get("dw:assertions").and_then(Value::as_array).into_iter().flatten().take(MOST_ASSERTIONS) {
        let Some(assertion) = assertion.as_object() else { continue };
        let Some(id) = assertion.id_of("subject").filter(|id| !app.urls.is_local(id)) else { continue };
        about.insert(id);
        if !assertion::is_kept(conn, id, assertion)? {
            new.entry(id).or_insert_with(|| entry(id)).assertion = Some(assertion.clone());
        }
    }
    forget(conn, group, &about)?;
    Ok(new.into_values().collect())
}

/// Forgets what the home passed on before about people whom its list does not name any more. Of who asks to be let in only the hosts know.
fn forget(conn: &mut Conn, group: &Actor, about: &BTreeSet<&str>) -> Result<()> {
    let asking: BTreeSet<i64> = application::open(conn, group.id, MAX_OPEN)?.into_iter().map(|application| application.actor_id).collect();
    let passed_on = assertion::passed_on(conn, group.id)?;
    let over = passed_on.into_iter().filter(|(id, ap_id)| !asking.contains(id) && !about.contains(ap_id.as_str()));
    assertion::forget_of(conn, &over.map(|(id, _)| id).collect::<Vec<_>>())
}

/// Who else is a member; `None` where the home does not say so.
fn others(list: &Document) -> Option<BTreeSet<&str>> {
    let others = list.get("dw:others").and_then(Value::as_array)?;
    Some(others.iter().take(MOST_OTHERS).filter_map(json::id).collect())
}

/// Who only reads.
pub(super) fn readers(list: &Document) -> BTreeSet<&str> {
    let readers = list.get("dw:readers").and_then(Value::as_array);
    readers.into_iter().flatten().take(2 * MOST_OTHERS).filter_map(json::id).collect()
}

/// Ends the memberships of others that are not listed any more, and brings up to date what the others may do. Returns whom it found.
fn part(conn: &mut Conn, group: &Actor, others: &BTreeSet<&str>, readers: &BTreeSet<&str>, since: Timestamp) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for (person, membership) in member::people_elsewhere(conn, group.id)? {
        let listed = others.contains(person.ap_id.as_str());
        if listed {
            let role = if readers.contains(person.ap_id.as_str()) { Role::Reader } else { Role::Member };
            if membership.role != Role::Host && membership.role != role {
                member::change_role(conn, group.id, person.id, role)?;
            }
            member::accept(conn, group.id, person.id)?;
            found.insert(person.ap_id);
        } else if others.len() < MOST_OTHERS && membership.created_at < since {
            member::remove(conn, group.id, person.id)?;
        }
    }
    Ok(found)
}

/// Takes in what a list said that is new, one after another; servers that cannot be asked now are left for the next time. Answers whether
/// there is more that could be asked for soon.
pub(super) async fn learn(app: &Arc<App>, group: &Actor, new: Vec<Listed>) -> Result<bool> {
    let (mut silent, mut fetched, mut learned) = (BTreeSet::new(), 0, false);
    for listed in new {
        let host = host_of(&listed.id).unwrap_or_default();
        if silent.contains(&host) {
            continue;
        }
        let id = listed.id.clone();
        let unknown = app.read(move |conn, _| Ok(actor::model::by_ap_id(conn, &id)?.is_none())).await?;
        if unknown && fetched == MOST_FETCHED {
            return Ok(learned);
        }
        fetched += usize::from(unknown);
        let group = group.id;
        let taken = fetch::with_evidence(app, Evidence::default(), move |conn, cx| take_in(conn, cx, group, &listed)).await;
        learned |= unknown && taken.is_ok();
        if let Err(Error::Remote { .. }) = taken {
            silent.insert(host);
        }
    }
    Ok(false)
}

fn take_in(conn: &mut Conn, cx: &Applying<'_>, group: i64, listed: &Listed) -> Result<(), Stop> {
    actor::model::hold(conn, group)?;
    let group = actor::model::find(conn, group)?;
    // Everything may have ended while another server was asked.
    if actor::lease::find(conn, group.id)?.is_none() {
        return Ok(());
    }
    let person = cx.actor(conn, &listed.id)?;
    if person.kind != ActorKind::Person {
        return Ok(());
    }
    let role = if member::has_host_here(conn, group.id)? { listed.role } else { None };
    if let Some(role) = role {
        let membership = Member {
            group_id: group.id,
            actor_id: person.id,
            role,
            state: RelationState::Accepted,
            activity: String::new(),
            created_at: cx.now,
        };
        member::insert(conn, &membership)?;
    }
    match &listed.assertion {
        Some(assertion) => heard(conn, cx, &group, &person, assertion),
        None => Ok(()),
    }
}
