//! Activities from other servers: policy, shape, signature, then one transaction for id, effect and follow-ups.

use super::apply::{Applying, Evidence, Found, Source, apply, pass_over};
use super::envelope::Activity;
use super::fetch::{self, without_fragment};
use super::interest;
use super::key_fetch::{KEY_REFETCH, KeyFetch};
use super::log::{self, ActivityState, Entry};
use super::nameless;
use super::probe;
use super::purge;
use super::stop::{Outcome, Stop};
use super::verb::Verb;
use crate::actor::json::{PROFILE, implements};
use crate::actor::{self, Actor, ActorKind};
use crate::app::{App, Limit};
use crate::error::{Error, Reason, Result};
use crate::id::{host_of, same_origin};
use crate::job;
use crate::object::Viewer;
use crate::peer;
use crate::policy::{self, Decision, Direction};
use crate::signature::{self, PublicKey, Received, RequestParts, SignatureError};
use crate::store::{Conn, asks_to_try_again};
use diesel::Connection;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use http::{HeaderMap, Method};
use std::sync::Arc;
use std::time::Duration;

/// The job that fetches what an activity waits for.
pub const RESUME: &str = "resume";
/// After so many seconds a server that waits for an admin may ask again.
const HELD: u32 = 3_600;
/// So many documents are fetched in an hour because of what one server sent; what is beyond waits.
const FETCHES: Limit = Limit { times: 200, freely: 200, within: Duration::from_secs(3_600) };
/// The same for a server with a community that somebody here joined.
const FETCHES_JOINED: Limit = Limit { times: 2_000, freely: 2_000, ..FETCHES };
/// The largest activity in bytes that is looked at though the policy does not allow its server.
const MAX_PAST_A_BLOCK: usize = 64 * 1024;
/// So often it is tried at once to apply what comes by another way at the same moment.
const RACES: u32 = 3;
/// After so many failed tries an activity goes to quarantine.
const MAX_TRIES: i32 = 5;
/// So often a server that cannot be reached is asked for what an activity waits for: the pauses add up to about a day.
const MAX_FETCHES: i32 = 11;

/// A request to an inbox.
#[derive(Debug)]
pub struct Incoming<'a> {
    /// The method.
    pub method: &'a Method,
    /// Path and query as on the wire.
    pub target: &'a str,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The body.
    pub body: &'a [u8],
    /// The network it comes from, as a key for limits.
    pub network: &'a str,
}

/// What became of a request to an inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Taken: had its effect, or there was nothing to do.
    Taken,
    /// Taken; a document has to be fetched first.
    Waiting,
    /// Known already.
    Duplicate,
}

/// Receives an activity. Everything up to the signature's check happens without a fetch; a key we do not have is fetched from its owner.
pub async fn receive(app: &Arc<App>, request: Incoming<'_>) -> Result<Verdict> {
    let received = parse_signature(app, &request)?;
    if let Err(refusal) = check_peer(app, &received) {
        return past_a_block(app, &received, request.body, refusal).await;
    }
    let text = std::str::from_utf8(request.body).map_err(|_| Error::malformed("the body is not UTF-8"))?;
    let activity = Activity::parse(text)?;
    if activity.verb != Verb::Announce {
        activity.check_size()?;
    }
    if !same_origin(received.key_id(), &activity.actor) {
        return Err(not_signed("the key belongs to another origin than the actor"));
    }
    if app.urls.is_local(&activity.actor) {
        return Err(Error::forbidden("error-not-sent-by-us"));
    }
    let Some(signer) = signer(app, &received, &activity, request.network).await? else { return Ok(Verdict::Taken) };
    Applying::new(app, &Evidence::default()).check_policy(&signer.host, &activity).map_err(Stop::into_error)?;
    accept(app, signer, activity).await
}

/// What comes from a server that the policy does not allow: the end of memberships and copies of each other's protected communities, and
/// nothing else. Nothing is fetched for its sake: whoever signed has to be known.
async fn past_a_block(app: &Arc<App>, received: &Received, body: &[u8], refusal: Error) -> Result<Verdict> {
    let text = std::str::from_utf8(body).ok().filter(|text| text.len() <= MAX_PAST_A_BLOCK);
    let Some(activity) = text.and_then(|text| Activity::parse(text).ok()) else { return Err(refusal) };
    if !matches!(activity.verb, Verb::Accept | Verb::Delete | Verb::Leave) || !same_origin(received.key_id(), &activity.actor) {
        return Err(refusal);
    }
    let (host, about) = (host_of(received.key_id()).unwrap_or_default(), activity.clone());
    if !app.read(move |conn, _| purge::comes_all_the_same(conn, &host, &about)).await? {
        return Err(refusal);
    }
    match known_key(app, received.key_id()).await? {
        Some((signer, key)) if received.verify(&key).is_ok() => accept(app, owner(signer, &activity)?, activity).await,
        _ => Err(refusal),
    }
}

/// Who signed this request for a document, if the policy refuses that server and it is validly signed with a key that we know.
pub async fn refused_reader(app: &Arc<App>, request: Incoming<'_>) -> Result<Option<Actor>> {
    let received = parse_signature(app, &request)?;
    let known = known_key(app, received.key_id()).await?.filter(|_| check_peer(app, &received).is_err());
    Ok(known.filter(|(_, key)| received.verify(key).is_ok()).map(|(signer, _)| signer))
}

fn not_signed(detail: impl Into<String>) -> Error {
    Error::NotSignedIn(Reason::with("error-signature", detail))
}

fn parse_signature(app: &App, request: &Incoming<'_>) -> Result<Received> {
    let scheme = app.urls.origin().split("://").next().unwrap_or("https");
    let parts = RequestParts {
        method: request.method,
        target: request.target,
        scheme,
        authority: app.urls.host(),
        headers: request.headers,
        body: (request.method != Method::GET).then_some(request.body),
    };
    signature::parse(&parts, app.now().seconds()).map_err(refused_signature)
}

fn refused_signature(error: SignatureError) -> Error {
    if error.is_malformed() { Error::malformed(error.to_string()) } else { not_signed(error.to_string()) }
}

fn check_peer(app: &App, received: &Received) -> Result<()> {
    let host = host_of(received.key_id()).ok_or_else(|| not_signed("keyId is no address"))?;
    match policy::decide_peer(&app.policy(), Direction::Inbound, &host).decision {
        Decision::Accept | Decision::Filter(_) => Ok(()),
        // An admin may let it in yet: what it sends is to be sent again, not given up.
        Decision::Hold => Err(Error::TooMany { retry_after: HELD }),
        Decision::Reject | Decision::Drop => Err(Error::Forbidden(Reason::with("error-instance-not-allowed", host))),
    }
}

/// Whose key signed the request; `None` for the deletion of somebody we never knew, which needs neither key nor effect.
async fn signer(app: &Arc<App>, received: &Received, activity: &Activity, network: &str) -> Result<Option<Actor>> {
    let self_deletion = activity.verb == Verb::Delete && activity.object_id() == Some(&activity.actor);
    if let Some((signer, key)) = known_key(app, received.key_id()).await? {
        if received.verify(&key).is_ok() {
            return owner(signer, activity).map(Some);
        }
        if !may_ask_again(app, &signer) {
            return Err(not_signed("the signature does not match"));
        }
    } else {
        match owner_of(app, &activity.actor).await? {
            None if self_deletion => return Ok(None),
            Some(known) if !may_ask_again(app, &known) => return Err(not_signed("unknown key")),
            _ => {}
        }
    }
    // An unknown key, or a new one under a known id: the owner's document decides.
    let Some(asking) = KeyFetch::begin(app, network, &activity.actor)? else {
        return Err(Error::Unavailable("the key's owner could not be asked a moment ago".to_owned()));
    };
    let document = match fetch::document(app, asking.owner).await {
        Ok(Found::Document(document)) => document,
        Ok(Found::Nothing) => {
            asking.was_in_vain(app);
            return Err(not_signed("the key's owner does not exist"));
        }
        Err(Error::Remote { url, cause, .. }) => {
            asking.was_in_vain(app);
            return Err(Error::Unavailable(format!("the key of {url} cannot be fetched: {cause}")));
        }
        Err(other) => return Err(other),
    };
    let stored = fetch::store_actor(app, document).await;
    if let Err(Error::Remote { url, cause, .. }) = stored {
        asking.was_in_vain(app);
        return Err(Error::Unavailable(format!("whether {url} is still the same cannot be found out: {cause}")));
    }
    stored?;
    match known_key(app, received.key_id()).await? {
        Some((signer, key)) => {
            received.verify(&key).map_err(refused_signature)?;
            asking.was_useful(app);
            owner(signer, activity).map(Some)
        }
        None => Err(not_signed("the key is not among its owner's")),
    }
}

/// The actor a key should belong to, if we know it. What follows `#` names a part of its document, not another actor.
async fn owner_of(app: &Arc<App>, actor: &str) -> Result<Option<Actor>> {
    let (whole, document) = (actor.to_owned(), without_fragment(actor).to_owned());
    app.read(move |conn, _| match actor::model::by_ap_id(conn, &whole)? {
        Some(actor) => Ok(Some(actor)),
        None => actor::model::by_ap_id(conn, &document),
    })
    .await
}

fn may_ask_again(app: &App, actor: &Actor) -> bool {
    actor.fetched_at.is_none_or(|at| app.now().since(at) >= KEY_REFETCH)
}

fn owner(signer: Actor, activity: &Activity) -> Result<Actor> {
    if signer.ap_id == activity.actor { Ok(signer) } else { Err(not_signed("the key belongs to another actor")) }
}

async fn known_key(app: &Arc<App>, key_id: &str) -> Result<Option<(Actor, PublicKey)>> {
    let key_id = key_id.to_owned();
    app.read(move |conn, _| {
        let Some(key) = actor::keys::find(conn, &key_id)?.filter(|key| key.retired_at.is_none()) else { return Ok(None) };
        let signer = actor::model::find(conn, key.actor_id)?;
        Ok(Some((signer, key.public()?)))
    })
    .await
}

/// As whom somebody who signed a request reads. A program on a server does not speak for the server: its own actor says what the server can do.
pub fn viewer_of(signer: &Actor) -> Viewer {
    match signer.kind {
        ActorKind::Application if implements(signer, PROFILE) => Viewer::Server { actor_id: signer.id },
        ActorKind::Application | ActorKind::Group | ActorKind::Person => Viewer::Peer { actor_id: signer.id },
    }
}

/// Who signed this request for a document, if it is validly signed. An unsigned request is nobody's; a broken signature is refused.
pub async fn reader(app: &Arc<App>, request: Incoming<'_>) -> Result<Option<Actor>> {
    if !request.headers.contains_key("signature") {
        return Ok(None);
    }
    let received = parse_signature(app, &request)?;
    check_peer(app, &received)?;
    if let Some((signer, key)) = known_key(app, received.key_id()).await?
        && received.verify(&key).is_ok()
    {
        return Ok(Some(signer));
    }
    if owner_of(app, received.key_id()).await?.is_some_and(|known| !may_ask_again(app, &known)) {
        return Err(not_signed("unknown key"));
    }
    let Some(asking) = KeyFetch::begin(app, request.network, received.key_id())? else { return Err(not_signed("unknown key")) };
    // Only an actor is taken in here: a request for reading must not bring us content.
    if fetch::actor(app, asking.owner, KEY_REFETCH).await.is_err() {
        asking.was_in_vain(app);
        return Err(not_signed("unknown key"));
    }
    match known_key(app, received.key_id()).await? {
        Some((signer, key)) => {
            received.verify(&key).map_err(refused_signature)?;
            asking.was_useful(app);
            Ok(Some(signer))
        }
        None => Err(not_signed("unknown key")),
    }
}

/// The transaction: id, effect, follow-ups. A fault in applying keeps the activity for another try instead of losing it. Where transactions
/// run side by side, the same object may come by another way at the same moment: then it is simply looked at once more.
async fn accept(app: &Arc<App>, signer: Actor, activity: Activity) -> Result<Verdict> {
    let activity = Arc::new(activity);
    let evidence = Arc::new(evidence_for(app, &activity).await?);
    for tries_left in (0..RACES).rev() {
        let (activity, signer, evidence) = (Arc::clone(&activity), signer.clone(), Arc::clone(&evidence));
        let (again, who) = (Arc::clone(&activity), signer.clone());
        let result = app
            .write(move |conn, app| {
                let entry = entry(app, &signer, &activity);
                if !log::insert(conn, &entry)? {
                    return Ok(Ok(Verdict::Duplicate));
                }
                let (known, new) = peer::ensure(conn, &signer.host, || app.next_id(), app.now())?;
                if new || known.probed_at.is_none() {
                    probe::enqueue(conn, app, &known.host)?;
                }
                match process(conn, app, &entry, &activity, &evidence)? {
                    Err(error) if tries_left > 0 && is_race(&error) => Err(error),
                    verdict => Ok(verdict),
                }
            })
            .await;
        match result {
            Ok(verdict) => return verdict,
            Err(error) if tries_left > 0 && is_race(&error) => tracing::debug!(activity = again.id, %error, "came by two ways at once"),
            Err(Error::Internal(cause)) => return keep_for_later(app, who, again, cause).await,
            Err(other) => return Err(other),
        }
    }
    Err(Error::unavailable("the same came by too many ways at once"))
}

/// Whether something was stored that another transaction stored at the same moment, or the two stood in each other's way.
fn is_race(error: &Error) -> bool {
    matches!(error, Error::Conflict(reason) if reason.text == "error-conflict") || asks_to_try_again(error)
}

/// Makes the texts safe while nobody waits for it: not in the transaction.
async fn evidence_for(app: &App, activity: &Arc<Activity>) -> Result<Evidence> {
    let activity = Arc::clone(activity);
    app.blocking(move || Ok(Evidence::for_document(&activity.document))).await
}

fn entry(app: &App, signer: &Actor, activity: &Activity) -> Entry {
    Entry { actor_id: Some(signer.id), signer_id: Some(signer.id), ..Entry::new(app.next_id(), activity, app.now()) }
}

/// A fault of ours must not lose what was sent, nor be tried for ever: it is stored, tried again, and after some tries set aside.
async fn keep_for_later(app: &Arc<App>, signer: Actor, activity: Arc<Activity>, cause: String) -> Result<Verdict> {
    tracing::error!(activity = activity.id, cause, "applying failed; kept for another try");
    app.write(move |conn, app| {
        let entry = Entry { state: ActivityState::Waiting, reason: Some(cause), attempts: 1, ..entry(app, &signer, &activity) };
        if log::insert(conn, &entry)? {
            job::enqueue(conn, app.next_id(), RESUME, &entry.id.to_string(), Some(&entry.id.to_string()), app.now().plus(KEY_REFETCH))?;
        }
        Ok(Verdict::Waiting)
    })
    .await
}

/// Applies a logged activity and notes what became of it. `Ok(Err)` is a refusal, which is logged and committed.
fn process(conn: &mut Conn, app: &App, entry: &Entry, activity: &Activity, evidence: &Evidence) -> Result<Result<Verdict>> {
    let evidence = interest::evidence(conn, activity, evidence)?;
    let applying = Applying::new(app, &evidence);
    let outcome = conn.transaction(|conn| apply(conn, &applying, activity, &Source::direct()));
    match outcome {
        Ok(outcome) => {
            let reason = match &outcome {
                Outcome::Applied => None,
                Outcome::NoEffect(why) => Some(*why),
            };
            log::settle(conn, entry.id, ActivityState::Applied, reason, None)?;
            Ok(Ok(Verdict::Taken))
        }
        Err(Stop::Waiting(url)) => {
            pass_over(conn, activity)?;
            log::settle(conn, entry.id, ActivityState::Waiting, None, Some(&url))?;
            job::enqueue(conn, app.next_id(), RESUME, &entry.id.to_string(), Some(&entry.id.to_string()), app.now())?;
            Ok(Ok(Verdict::Waiting))
        }
        Err(Stop::Refused(error)) => {
            tracing::info!(activity = entry.ap_id, verb = entry.verb, %error, "activity refused");
            pass_over(conn, activity)?;
            log::settle(conn, entry.id, ActivityState::Refused, Some(&error.to_string()), None)?;
            if nameless::is_offer(activity) {
                // Nobody is to compare the words of somebody who gave no name with what others write.
                log::empty(conn, entry.id)?;
            }
            Ok(Err(error))
        }
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// The job behind a waiting activity: fetches what it waits for and applies it.
pub fn resume(app: Arc<App>, payload: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let id: i64 = payload.parse().map_err(Error::internal)?;
        let entry = match app.read(move |conn, _| log::find(conn, id)).await {
            // What came from a community that nobody here may read any more is forgotten.
            Err(Error::NotFound) => return Ok(()),
            found => found?,
        };
        if entry.state != ActivityState::Waiting {
            return Ok(());
        }
        let mut waiting_for = entry.waiting_for.clone();
        let activity = Arc::new(Activity::nested(&crate::json::parse(&entry.body)?)?);
        let mut evidence = evidence_for(&app, &activity).await?;
        for _ in 0..fetch::MAX_DOCUMENTS {
            if let Some(url) = waiting_for.take() {
                let found = match fetch_for(&app, &entry, &url).await {
                    Ok(found) => found,
                    // What a community announced is not kept from us by an outbox that fails: it says what may have come before.
                    Err(_) if is_outbox(&app, &entry, &url).await? => Found::Nothing,
                    Err(Error::Remote { .. } | Error::Unavailable(_) | Error::TooMany { .. }) if entry.attempts < MAX_FETCHES => {
                        return postpone(&app, entry).await;
                    }
                    // What cannot be had after several tries is treated as what is not there.
                    Err(_) => Found::Nothing,
                };
                evidence = app
                    .blocking(move || {
                        evidence.insert(url, found);
                        Ok(evidence)
                    })
                    .await?;
            }
            let (entry, activity) = (entry.clone(), Arc::clone(&activity));
            let at_hand = std::mem::take(&mut evidence);
            let tried = app
                .write(move |conn, app| {
                    let verdict = process(conn, app, &entry, &activity, &at_hand)?;
                    if let Some(error) = verdict.as_ref().err().filter(|error| is_race(error)) {
                        return Err(Error::internal(error));
                    }
                    let waiting = log::find(conn, entry.id)?.waiting_for;
                    Ok((verdict.is_ok_and(|verdict| verdict == Verdict::Waiting).then_some(waiting).flatten(), at_hand))
                })
                .await;
            match tried {
                Ok((None, _)) => return Ok(()),
                Ok((Some(url), at_hand)) => {
                    waiting_for = Some(url);
                    evidence = at_hand;
                }
                Err(error @ Error::Internal(_)) => return quarantine(&app, id, &error).await,
                Err(error) => return Err(error),
            }
        }
        quarantine(&app, id, &Error::internal("needs too many documents")).await
    }
    .boxed()
}

/// Whether this is the outbox of who sent the activity, or a page of it.
async fn is_outbox(app: &Arc<App>, entry: &Entry, url: &str) -> Result<bool> {
    let (actor, url) = (entry.actor.clone(), url.to_owned());
    app.read(move |conn, _| {
        let outbox = actor::model::by_ap_id(conn, &actor)?.and_then(|actor| actor.outbox);
        Ok(outbox.is_some_and(|outbox| url.starts_with(&outbox)))
    })
    .await
}

/// What an activity waits for, if the server that sent it did not make us fetch too much already. A community that somebody here joined may
/// have announced more; offers were counted when they came.
async fn fetch_for(app: &Arc<App>, entry: &Entry, url: &str) -> Result<Found> {
    if let Some(signer) = entry.signer_id.filter(|_| entry.verb != "Offer") {
        let (signer, joined) = app
            .read(move |conn, _| {
                let signer = actor::model::find(conn, signer)?;
                let joined = signer.is_group() && actor::member::has_local_members(conn, signer.id)?;
                Ok((signer, joined))
            })
            .await?;
        let limit = if joined { FETCHES_JOINED } else { FETCHES };
        app.limits.take(&format!("fetches for {}", signer.host), limit, app.now())?;
    }
    fetch::document(app, url).await
}

/// Takes an activity that was set aside up again, with all its tries before it.
pub fn retry(conn: &mut Conn, app: &App, entry: &Entry) -> Result<()> {
    log::settle(conn, entry.id, ActivityState::Waiting, entry.reason.as_deref(), entry.waiting_for.as_deref())?;
    log::forget_attempts(conn, entry.id)?;
    // No key: one of its earlier jobs may have been set aside as well.
    job::enqueue(conn, app.next_id(), RESUME, &entry.id.to_string(), None, app.now())
}

async fn postpone(app: &Arc<App>, entry: Entry) -> Result<()> {
    app.write(move |conn, app| {
        log::settle(conn, entry.id, ActivityState::Waiting, entry.reason.as_deref(), entry.waiting_for.as_deref())?;
        log::count_attempt(conn, entry.id)?;
        let pause = peer::pause_after(entry.attempts + 1);
        // The job that runs now still holds the key without a number.
        let key = format!("{}:{}", entry.id, entry.attempts + 1);
        job::enqueue(conn, app.next_id(), RESUME, &entry.id.to_string(), Some(&key), app.now().plus(pause))
    })
    .await
}

async fn quarantine(app: &Arc<App>, id: i64, error: &Error) -> Result<()> {
    let reason = error.to_string();
    app.write(move |conn, app| {
        let entry = log::find(conn, id)?;
        log::count_attempt(conn, id)?;
        if entry.attempts + 1 >= MAX_TRIES {
            tracing::error!(activity = entry.ap_id, reason, "activity quarantined");
            return log::settle(conn, id, ActivityState::Quarantined, Some(&reason), None);
        }
        log::settle(conn, id, ActivityState::Waiting, Some(&reason), None)?;
        let key = format!("{id}:{}", entry.attempts + 1);
        let pause = peer::pause_after(entry.attempts + 1);
        job::enqueue(conn, app.next_id(), RESUME, &id.to_string(), Some(&key), app.now().plus(pause))
    })
    .await
}
