//! Sending what is due: one worker for each server, in order, with patience.
//!
//! A refusal (4xx) ends one delivery and holds back nothing; a failure (5xx, no answer) ends the round and leaves the server alone for a
//! while, longer each time. Nothing is dropped silently: what could not be sent for thirty days is kept as expired, with the last error.

use super::announce::{self, Form};
use super::apply::refusal::NOT_TAKEN;
use super::deliver::{self, Delivery, DeliveryState};
use super::log::{self, Entry};
use super::nameless;
use super::probe;
use super::purge;
use super::silence;
use crate::actor::application::{self, ApplicationState};
use crate::actor::keys::SigningKeys;
use crate::actor::{self, member};
use crate::app::App;
use crate::error::{Error, Result};
use crate::object::{self, Object, ObjectState, Reach};
use crate::peer::{self, Dialect, Peer, SignatureForm};
use crate::policy::{self, Decision, Direction};
use crate::signature::{self, BodyDigest, Outgoing, OutgoingBody};
use crate::store::Conn;
use bytes::Bytes;
use diesel::Connection;
use http::{HeaderMap, Method};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// How long we keep trying.
pub const PATIENCE: Duration = Duration::from_secs(30 * 24 * 3_600);
/// How long a process has a server to itself without renewing.
const LEASE: Duration = Duration::from_secs(120);
/// How long a community's announcements wait for the answer who a server is.
const PROBE_PATIENCE: Duration = Duration::from_secs(300);
/// After so long what was sent of a batch is marked and the lease renewed, whatever is left: a slow server answers each one just in time.
const LONGEST_BATCH: Duration = Duration::from_secs(60);
/// How long what waits for a server that is set aside is not looked at.
const HELD: Duration = Duration::from_secs(3_600);
/// How many deliveries are loaded, sent and marked at once.
const BATCH: i64 = 50;
/// What we send (ActivityPub §7).
const CONTENT_TYPE: &str = "application/activity+json";

/// How one attempt ended.
#[derive(Debug)]
enum Attempt {
    /// Taken.
    Delivered(SignatureForm),
    /// Refused for good.
    Refused(String),
    /// This one later, the server is fine.
    Later(String, Duration),
    /// The server is not reachable or not well; leave it alone for a while.
    Failed(String, Option<Duration>),
}

/// Sends everything due to every server once. Returns how many deliveries ended, well or not.
pub async fn run_due(app: &Arc<App>) -> Result<usize> {
    let peers = app.read(|conn, app| deliver::due_peers(conn, &app.process, app.now())).await?;
    let mut count = 0;
    for peer in peers {
        count += to_peer(app, peer).await?;
    }
    Ok(count)
}

/// Sends everything due to one server, until nothing is left or it fails. Returns how many deliveries ended.
pub async fn to_peer(app: &Arc<App>, peer_id: i64) -> Result<usize> {
    let mut count = 0;
    let mut next = app.write(move |conn, app| claim_or_release(conn, app, peer_id)).await?;
    while let Some((peer, batch)) = next {
        let why_not = if silence::was_long(&peer, app.now()) { silence::reason(app, &peer).await? } else { None };
        let sent = match why_not {
            Some(error) => Sent { failure: Some((error, None)), ..Sent::nothing(&peer) },
            None => send_batch(app, &peer, batch).await?,
        };
        count += sent.refused + sent.arrived.len();
        next = app
            .write(move |conn, app| {
                mark(conn, app, &peer, &sent)?;
                if sent.failure.is_some() {
                    return peer::release(conn, peer_id, &app.process).map(|()| None);
                }
                // What arrived stays marked, whatever becomes of the next batch.
                conn.transaction(|conn| claim_or_release(conn, app, peer_id)).or_else(|error| {
                    tracing::error!(peer = peer.host, %error, "taking the next deliveries failed");
                    Ok(None)
                })
            })
            .await?;
    }
    Ok(count)
}

struct Parcel {
    delivery: Delivery,
    entry: Entry,
    keys: Arc<SigningKeys>,
}

/// The next batch for a server, which is given back when there is none.
fn claim_or_release(conn: &mut Conn, app: &App, peer_id: i64) -> Result<Option<(Peer, Vec<Parcel>)>> {
    let claimed = claim(conn, app, peer_id)?;
    if claimed.is_none() {
        peer::release(conn, peer_id, &app.process)?;
    }
    Ok(claimed)
}

/// The next batch for a server. `None` when there is nothing, or another process is at it.
fn claim(conn: &mut Conn, app: &App, peer_id: i64) -> Result<Option<(Peer, Vec<Parcel>)>> {
    let now = app.now();
    if !peer::lease(conn, peer_id, &app.process, now, LEASE)? {
        return Ok(None);
    }
    let peer = peer::find(conn, peer_id)?;
    if peer.next_attempt_at > now {
        return Ok(None);
    }
    let due = deliver::due(conn, peer_id, now, BATCH)?;
    if due.is_empty() {
        return Ok(None);
    }
    let activities: Vec<i64> = due.iter().map(|delivery| delivery.activity_id).collect();
    let entries: HashMap<i64, Entry> = log::find_all(conn, &activities)?.into_iter().map(|entry| (entry.id, entry)).collect();
    // Entitlement is judged at send time: the policy may have changed since.
    let decision = policy::decide_peer(&app.policy(), Direction::Outbound, &peer.host).decision;
    let refused = matches!(decision, Decision::Reject | Decision::Drop);
    let mut parcels = Vec::with_capacity(due.len());
    for delivery in due {
        let entry = entries.get(&delivery.activity_id).ok_or(Error::NotFound)?.clone();
        if refused && !purge::leaves_all_the_same(conn, &peer.host, &entry)? {
            give_up(conn, app, (&delivery, &entry), DeliveryState::Refused, "the policy does not allow this server")?;
            continue;
        }
        if now.since(delivery.created_at) > PATIENCE {
            give_up(conn, app, (&delivery, &entry), DeliveryState::Expired, &delivery.last_error)?;
            continue;
        }
        if decision == Decision::Hold {
            continue;
        }
        match speaks(conn, app, &peer, &delivery, &entry)? {
            None => {
                probe::enqueue(conn, app, &peer.host)?;
                deliver::wait(conn, peer_id, delivery.order_key, now.plus(PROBE_PATIENCE))?;
                continue;
            }
            // What was erased before it could be sent is followed by a Delete that says so.
            Some(true) if entry.body != "{}" => {}
            Some(_) => {
                deliver::arrived(conn, &[delivery.id])?;
                continue;
            }
        }
        let keys = app.signing_keys(conn, delivery.sender_id)?;
        parcels.push(Parcel { delivery, entry, keys });
    }
    if decision == Decision::Hold {
        // It waits until an admin has looked.
        peer::leave_alone(conn, peer_id, now.plus(HELD))?;
        return Ok(None);
    }
    Ok(Some((peer, parcels)))
}

/// Whether this server is spoken to in this way: it may have turned out to be another kind since the delivery was queued. `None` as long as
/// nobody knows, for some minutes.
fn speaks(conn: &mut Conn, app: &App, peer: &Peer, delivery: &Delivery, entry: &Entry) -> Result<Option<bool>> {
    let unasked = peer.probed_at.is_none() && app.now().since(delivery.created_at) < PROBE_PATIENCE;
    let Some(form) = Form::of(entry) else {
        // What a protected community offers is for servers that can protect it.
        let inside = entry.verb == "Offer" && actor::model::find(conn, delivery.sender_id)?.is_protected();
        return Ok(if inside && unasked { None } else { Some(!inside || peer.protects()) });
    };
    if is_for_nobody(conn, peer, delivery, entry)? {
        return Ok(Some(false));
    }
    Ok(Some(match peer.dialect() {
        Dialect::Forum | Dialect::Own => form == Form::Whole,
        Dialect::Microblog => form == Form::Shown,
        Dialect::Unknown if unasked => return Ok(None),
        Dialect::Unknown => form == Form::Shown || announce::is_beginning(conn, entry)?,
    }))
}

/// Whether this carries what stands in a protected community to a server without members by now. What hosts decided about its people goes
/// there all the same, and what ends its copies.
fn is_for_nobody(conn: &mut Conn, peer: &Peer, delivery: &Delivery, entry: &Entry) -> Result<bool> {
    if entry.reach != Reach::Members || member::has_member_from(conn, delivery.sender_id, &peer.host)? {
        return Ok(false);
    }
    let inner = entry.object.as_deref().map(|id| log::by_ap_id(conn, id)).transpose()?.flatten();
    Ok(inner.is_some_and(|inner| !matches!(inner.verb.as_str(), "Add" | "Block" | "Delete" | "Remove" | "Undo")))
}

/// What became of a batch, to be marked.
struct Sent {
    /// What the server took.
    arrived: Vec<(Delivery, Entry)>,
    /// How many it refused for good; they are marked already.
    refused: usize,
    /// The form of signature it took last.
    form: SignatureForm,
    /// Why it is to be left alone, and for how long if it said so.
    failure: Option<(String, Option<Duration>)>,
}

impl Sent {
    fn nothing(peer: &Peer) -> Self {
        Self { arrived: Vec::new(), refused: 0, form: peer.signature_form, failure: None }
    }
}

/// Sends a batch in order. Marks are written once for all that arrived.
async fn send_batch(app: &Arc<App>, peer: &Peer, batch: Vec<Parcel>) -> Result<Sent> {
    let mut sent = Sent::nothing(peer);
    let mut held: Vec<i64> = Vec::new();
    let begun = app.now();
    for parcel in batch {
        if app.now().since(begun) > LONGEST_BATCH {
            break;
        }
        if held.contains(&parcel.delivery.order_key) {
            continue;
        }
        match attempt(app, &parcel, sent.form).await? {
            Attempt::Delivered(accepted) => {
                sent.form = accepted;
                sent.arrived.push((parcel.delivery, parcel.entry));
            }
            Attempt::Refused(error) => {
                sent.refused += 1;
                tracing::info!(peer = peer.host, activity = parcel.entry.ap_id, error, "delivery refused");
                let (delivery, entry, host) = (parcel.delivery, parcel.entry, peer.host.clone());
                app.write(move |conn, app| {
                    refuse_contribution(conn, &host, &entry)?;
                    give_up(conn, app, (&delivery, &entry), DeliveryState::Refused, &error)
                })
                .await?;
            }
            Attempt::Later(error, pause) => {
                held.push(parcel.delivery.order_key);
                let id = parcel.delivery.id;
                app.write(move |conn, app| deliver::postpone(conn, id, app.now().plus(pause), &error)).await?;
            }
            Attempt::Failed(error, pause) => {
                sent.failure = Some((error, pause));
                break;
            }
        }
    }
    Ok(sent)
}

fn mark(conn: &mut Conn, app: &App, peer: &Peer, sent: &Sent) -> Result<()> {
    if !sent.arrived.is_empty() {
        let ids: Vec<i64> = sent.arrived.iter().map(|(delivery, _)| delivery.id).collect();
        deliver::arrived(conn, &ids)?;
        peer::succeeded(conn, peer.id, app.now())?;
        if sent.form != peer.signature_form {
            peer::set_signature_form(conn, peer.id, sent.form)?;
        }
        for (delivery, entry) in &sent.arrived {
            publish_without_echo(conn, peer, entry)?;
            if nameless::is_own_offer(entry) {
                nameless::forget_sent(conn, delivery.id, entry)?;
            }
        }
    }
    if let Some((error, pause)) = &sent.failure {
        tracing::info!(peer = peer.host, error, "server not reachable");
        let fresh = peer::find(conn, peer.id)?;
        peer::failed(conn, &fresh, error, *pause, app.now())?;
    }
    Ok(())
}

/// This one will not be tried again. Admins see what became of it, but for what somebody wrote without her name.
fn give_up(conn: &mut Conn, app: &App, (delivery, entry): (&Delivery, &Entry), state: DeliveryState, error: &str) -> Result<()> {
    if nameless::is_own_offer(entry) {
        return nameless::forget_sent(conn, delivery.id, entry);
    }
    never_arrives(conn, app, entry)?;
    deliver::give_up(conn, delivery.id, state, error)
}

/// What our people asked of a community elsewhere that it will never hear of: nobody waits for the answer.
fn never_arrives(conn: &mut Conn, app: &App, entry: &Entry) -> Result<()> {
    if entry.verb == "Update" {
        // What a host says of a community elsewhere stands here already: its home says what holds.
        let about = entry.object.as_deref().map(|id| actor::model::by_ap_id(conn, id)).transpose()?.flatten();
        return about.filter(|about| about.is_group() && !about.local).map_or(Ok(()), |group| actor::model::doubt(conn, group.id));
    }
    if matches!(entry.verb.as_str(), "Add" | "Remove") {
        // So does what a host decided about members.
        let group = entry.group_id.map(|id| actor::model::find(conn, id)).transpose()?.filter(|group| !group.local);
        return group.map_or(Ok(()), |group| probe::enqueue_history(conn, app, &group));
    }
    if !matches!(entry.verb.as_str(), "Invite" | "Join") {
        return Ok(());
    }
    let Some(asked) = application::by_activity(conn, &entry.ap_id)? else { return Ok(()) };
    if actor::model::find(conn, asked.group_id)?.local {
        return Ok(());
    }
    let (group, person, now) = (asked.group_id, asked.actor_id, app.now());
    if entry.verb == "Invite" {
        let over = application::Decision { state: ApplicationState::Withdrawn, reason: "", by: None, at: now };
        return application::settle_invitation(conn, group, person, &over).map(drop);
    }
    let over = application::Decision { state: ApplicationState::Declined, reason: NOT_TAKEN, by: None, at: now };
    if application::settle(conn, group, person, &over)? && member::role(conn, group, person)?.is_none() {
        member::remove(conn, group, person)?;
    }
    Ok(())
}

/// A contribution to a community whose server does not echo is published when that server took it.
fn publish_without_echo(conn: &mut Conn, peer: &Peer, entry: &Entry) -> Result<()> {
    if let Some((object, group_id)) = pending_contribution(conn, &peer.host, entry)?.filter(|_| !peer.echoes()) {
        object::model::publish(conn, &object, group_id, None)?;
    }
    Ok(())
}

/// A contribution that its community's server refused is nobody's but the author's.
fn refuse_contribution(conn: &mut Conn, host: &str, entry: &Entry) -> Result<()> {
    match pending_contribution(conn, host, entry)? {
        Some((object, _)) => object::model::refuse(conn, &object),
        None => Ok(()),
    }
}

/// The object this activity contributes to a community of the server, if it still waits for an answer.
fn pending_contribution(conn: &mut Conn, host: &str, entry: &Entry) -> Result<Option<(Object, i64)>> {
    let (Some(object_id), Some(group_id)) = (entry.object_id, entry.group_id) else { return Ok(None) };
    if entry.verb != "Create" || actor::model::find(conn, group_id)?.host != host {
        return Ok(None);
    }
    let object = object::model::find(conn, object_id)?;
    Ok((object.state == ObjectState::Pending).then_some((object, group_id)))
}

/// One delivery: in the form the server last accepted, and in the other one if that is refused (double knock).
async fn attempt(app: &Arc<App>, parcel: &Parcel, form: SignatureForm) -> Result<Attempt> {
    let Ok(url) = Url::parse(&parcel.delivery.inbox) else { return Ok(Attempt::Refused("the inbox is no URL".to_owned())) };
    let body = Bytes::from(parcel.entry.body.clone());
    let mut refusal = String::new();
    for form in [form, form.other()] {
        let headers = sign(app, parcel, &url, &body, form).await?;
        let response = match app.http.post(&url, headers, body.clone()).await {
            Ok(response) => response,
            Err(Error::Remote { reason, cause, .. }) => return Ok(Attempt::Failed(format!("{}: {cause}", reason.text), None)),
            Err(Error::Invalid(_)) => return Ok(Attempt::Refused("the inbox is not an address we may use".to_owned())),
            Err(other) => return Err(other),
        };
        let now = chrono::DateTime::from_timestamp_micros(app.now().0).unwrap_or_default();
        match response.status {
            200..=299 => return Ok(Attempt::Delivered(form)),
            400 | 401 => refusal = format!("status {}", response.status),
            408 | 429 | 500..=599 => return Ok(Attempt::Failed(format!("status {}", response.status), response.retry_after(now))),
            status => return Ok(Attempt::Refused(format!("status {status}"))),
        }
    }
    // Both forms refused. A key that was just rotated looks the same, so it gets some more tries.
    if parcel.delivery.attempts < 3 && refusal.ends_with("401") {
        return Ok(Attempt::Later(refusal, peer::pause_after(parcel.delivery.attempts + 3)));
    }
    Ok(Attempt::Refused(refusal))
}

/// The headers of a delivery, signed. RSA takes as long as hundreds of small tasks, so it gets a blocking thread, and no more of them than there are
/// processors; Ed25519 takes less than handing it to one.
async fn sign(app: &Arc<App>, parcel: &Parcel, url: &Url, body: &Bytes, form: SignatureForm) -> Result<HeaderMap> {
    let now = app.now().seconds();
    if form == SignatureForm::Ed25519 {
        return signed(&parcel.keys, url, body, form, now);
    }
    let _turn = app.signing.acquire().await.map_err(Error::internal)?;
    let (keys, url, body) = (Arc::clone(&parcel.keys), url.clone(), body.clone());
    app.blocking(move || signed(&keys, &url, &body, form, now)).await
}

fn signed(keys: &SigningKeys, url: &Url, body: &Bytes, form: SignatureForm, now: i64) -> Result<HeaderMap> {
    let digest = BodyDigest::of(body);
    let body = Some(OutgoingBody { digest: &digest, content_type: CONTENT_TYPE });
    let (key_id, key) = keys.for_form(form);
    let request = Outgoing { method: &Method::POST, url, body, key_id, key, now, accept: None };
    Ok(signature::sign(form.into(), &request).map_err(Error::internal)?.into_iter().collect())
}
