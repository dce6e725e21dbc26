//! What a protected community's home tells beside the members of this server: who the others are, where somebody here is its host, and what
//! their servers vouch for. Whoever is not known yet is fetched from her own server, outside of any transaction.

use super::apply::{Applying, Evidence, heard};
use super::fetch;
use super::stop::Stop;
use crate::actor::follow::RelationState;
use crate::actor::member::{self, MOST_OTHERS, Member, Role};
use crate::actor::{self, Actor, ActorKind, application};
use crate::app::App;
use crate::error::{Error, Result};
use crate::id::host_of;
use crate::json::{self, Document, Properties};
use crate::store::Conn;
use crate::store::types::Timestamp;
use crate::vetting::assertion::{self, MOST_PASSED_ON};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

/// Nobody is looked at after this time.
const PATIENCE: Duration = Duration::from_secs(15);
/// So long the answers of other servers about one of them may take.
const PATIENCE_FOR_ONE: Duration = Duration::from_secs(5);
/// For so long lists are gone through from the same place, in seconds.
const ROUND: i64 = 300;
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
    for assertion in list.get("dw:assertions").and_then(Value::as_array).into_iter().flatten().take(MOST_PASSED_ON) {
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

/// Takes in what a list said that is new: whom we know at once, others as their servers answer. Jobs wait for one another, so this ends soon;
/// servers that cannot be asked now are left for the next time. Answers whether there is more that could be asked for.
pub(super) async fn learn(app: &Arc<App>, group: &Actor, new: Vec<Listed>) -> Result<bool> {
    let begun = app.now();
    let (known, mut unknown) = apart(app, new).await?;
    // Whoever stands in the way at the beginning of a list does not stand there each time.
    let first = usize::try_from(begun.seconds() / ROUND).unwrap_or_default().checked_rem(unknown.len()).unwrap_or_default();
    unknown.rotate_left(first);
    let (mut silent, mut learned, mut left) = (BTreeSet::new(), false, false);
    for (listed, fetches) in known.into_iter().map(|listed| (listed, false)).chain(unknown.into_iter().map(|listed| (listed, true))) {
        let host = host_of(&listed.id).unwrap_or_default();
        if silent.contains(&host) || fetch::check_policy(app, &listed.id).is_err() {
            continue;
        }
        if app.now().since(begun) >= PATIENCE || fetches && !app.may_look_up(&group.host) {
            left = true;
            break;
        }
        match take_in(app, group.id, listed).await {
            Ok(()) => learned |= fetches,
            Err(Error::Remote { .. } | Error::Unavailable(_)) => drop(silent.insert(host)),
            Err(error) => tracing::debug!(%error, "somebody on a list of members is not taken in"),
        }
    }
    Ok(left && learned)
}

/// Those whom we know, and the others.
async fn apart(app: &Arc<App>, new: Vec<Listed>) -> Result<(Vec<Listed>, Vec<Listed>)> {
    app.read(move |conn, _| {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for listed in new {
            if actor::model::by_ap_id(conn, &listed.id)?.is_some() { known.push(listed) } else { unknown.push(listed) }
        }
        Ok((known, unknown))
    })
    .await
}

/// The membership first: that it holds does not depend on what somebody's server vouches for, nor on whether that can be verified.
async fn take_in(app: &Arc<App>, group: i64, Listed { id, role, assertion }: Listed) -> Result<()> {
    let about = id.clone();
    in_time(fetch::with_evidence(app, Evidence::default(), move |conn, cx| join(conn, cx, group, &about, role))).await?;
    match assertion {
        Some(assertion) => {
            in_time(fetch::with_evidence(app, Evidence::default(), move |conn, cx| tell(conn, cx, group, &id, &assertion))).await
        }
        None => Ok(()),
    }
}

/// Waits so long for other servers and no longer.
async fn in_time<R>(work: impl Future<Output = Result<R>>) -> Result<R> {
    tokio::time::timeout(PATIENCE_FOR_ONE, work).await.unwrap_or_else(|_| Err(Error::unavailable("took too long")))
}

/// The community, unless everything ended while another server was asked, and the person, if she is one.
fn still(conn: &mut Conn, cx: &Applying<'_>, group: i64, person: &str) -> Result<Option<(Actor, Actor)>, Stop> {
    actor::model::hold(conn, group)?;
    if actor::lease::find(conn, group)?.is_none() {
        return Ok(None);
    }
    let (group, person) = (actor::model::find(conn, group)?, cx.actor(conn, person)?);
    Ok(Some((group, person)).filter(|(_, person)| person.kind == ActorKind::Person && person.suspended_at.is_none()))
}

fn join(conn: &mut Conn, cx: &Applying<'_>, group: i64, person: &str, role: Option<Role>) -> Result<(), Stop> {
    let Some((group, person)) = still(conn, cx, group, person)? else { return Ok(()) };
    let Some(role) = role.filter(|_| !person.local) else { return Ok(()) };
    if !member::has_host_here(conn, group.id)? {
        return Ok(());
    }
    let state = RelationState::Accepted;
    let (group_id, actor_id) = (group.id, person.id);
    Ok(member::insert(conn, &Member { group_id, actor_id, role, state, activity: String::new(), created_at: cx.now })?)
}

fn tell(conn: &mut Conn, cx: &Applying<'_>, group: i64, person: &str, assertion: &Document) -> Result<(), Stop> {
    match still(conn, cx, group, person)? {
        Some((group, person)) => heard(conn, cx, &group, &person, assertion),
        None => Ok(()),
    }
}
