//! Fetching documents of other servers, outside of any transaction, and the loop that fetches what applying waits for.

use super::apply::{Applying, Evidence, Found, Source, ingest};
use super::look_again;
use super::stop::Stop;
use crate::actor::audience::is_known_to;
use crate::actor::{self, Actor};
use crate::app::App;
use crate::error::{Error, Reason, Result};
use crate::http::{Response, is_activity_json};
use crate::id::{host_of, same_origin};
use crate::json::{self, Document, Properties, check_id};
use crate::object::{Object, Viewer, read};
use crate::peer::{self, SignatureForm};
use crate::policy::{self, Decision, Direction};
use crate::signature::{self, Outgoing};
use crate::store::Conn;
use crate::text::Handle;
use diesel::Connection;
use http::{HeaderMap, Method};
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// What we ask other servers for (ActivityPub §3.2).
const ACCEPT: &str = "application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"";
/// The most documents fetched for one activity.
pub const MAX_DOCUMENTS: usize = 20;
/// A community that says that it has more members than this says nothing.
const MAX_MEMBERS: i64 = 10_000_000;
/// A profile older than this is fetched again when somebody looks at it.
pub const STALE_AFTER: Duration = Duration::from_secs(24 * 3_600);
/// The same for protected communities.
const PROTECTED_STALE_AFTER: Duration = Duration::from_secs(600);

/// The document at this address, from its own origin. `Nothing` when it is gone or never was; an error when the server cannot be asked now
/// or answers something unusable.
pub async fn document(app: &Arc<App>, url: &str) -> Result<Found> {
    let mut asked = url.to_owned();
    for _ in 0..2 {
        let Answer::Document(document) = ask(app, &asked).await? else { return Ok(Found::Nothing) };
        let Some(id) = document.id_of("id").map(str::to_owned) else {
            return Err(Error::remote(url, "error-remote-unusable", "a document without id"));
        };
        if !same_origin(&id, &asked) {
            return Err(Error::remote(url, "error-remote-unusable", "a document of another origin"));
        }
        if without_fragment(&id) == without_fragment(&asked) {
            return Ok(Found::Document(document));
        }
        // The address was another name of it (a page, an alias): what its id gives is what counts.
        asked = id;
    }
    Err(Error::remote(url, "error-remote-unusable", "the id leads to another id"))
}

/// The address that is asked for this URL: what follows `#` is never sent.
pub(super) fn without_fragment(url: &str) -> &str {
    url.split('#').next().unwrap_or(url)
}

/// One request that our server's own actor signs; a second one in the other form of signatures if the first one is not understood.
pub(super) async fn signed(app: &Arc<App>, url: &Url, accept: &str, max_body: Option<usize>) -> Result<Response> {
    let server = app.server_actor_id;
    let host = host_of(url.as_str()).unwrap_or_default();
    let (keys, form) = app
        .read(move |conn, app| {
            let form = peer::by_host(conn, &host)?.map_or(SignatureForm::Cavage, |peer| peer.signature_form);
            Ok((app.signing_keys(conn, server)?, form))
        })
        .await?;
    let now = app.now().seconds();
    let signed = |form: SignatureForm| {
        let keys = Arc::clone(&keys);
        move |url: &Url| -> Result<HeaderMap> {
            let (key_id, key) = keys.for_form(form);
            let request = Outgoing { method: &Method::GET, url, body: None, key_id, key, now, accept: None };
            Ok(signature::sign(form.into(), &request).map_err(Error::internal)?.into_iter().collect())
        }
    };
    let mut response = None;
    for form in [form, form.other()] {
        let headers = signed(form);
        let answer = match max_body {
            Some(limit) => app.http.get_within(url, accept, limit, &headers).await?,
            None => app.http.get(url, accept, &headers).await?,
        };
        if answer.status != 401 {
            return Ok(answer);
        }
        response = Some(answer);
    }
    response.ok_or_else(|| Error::internal("no form of signatures"))
}

/// What a server says about one of its addresses.
#[derive(Debug, Clone)]
pub(super) enum Answer {
    /// This document; not that something was there.
    Document(Document),
    /// That nothing is there (404).
    Missing,
    /// That something was there and is not any more: 410, or a `Tombstone` (ActivityPub §6.4).
    Gone,
}

/// One signed request for a document.
pub(super) async fn ask(app: &Arc<App>, url: &str) -> Result<Answer> {
    check_id(url)?;
    check_policy(app, url)?;
    let address = Url::parse(url).map_err(|_| Error::malformed("an address is no URL"))?;
    let response = signed(app, &address, ACCEPT, None).await?;
    match response.status {
        200 => {}
        404 => return Ok(Answer::Missing),
        410 => return Ok(Answer::Gone),
        status => return Err(Error::remote(url, "error-remote-refused", format!("status {status}"))),
    }
    if !response.content_type().is_some_and(is_activity_json) {
        return Err(Error::remote(url, "error-remote-unusable", "not an ActivityPub document"));
    }
    if !same_origin(response.url.as_str(), url) {
        return Err(Error::remote(url, "error-remote-unusable", "redirected to another origin"));
    }
    let text = std::str::from_utf8(&response.body).map_err(|_| Error::remote(url, "error-remote-unusable", "not UTF-8"))?;
    let document = json::parse(text).map_err(|error| Error::remote(url, "error-remote-unusable", error))?;
    Ok(if document.kind() == "Tombstone" { Answer::Gone } else { Answer::Document(document) })
}

/// Refuses servers our policy does not talk to, before DNS or HTTP.
pub fn check_policy(app: &App, url: &str) -> Result<()> {
    let host = host_of(url).ok_or_else(|| Error::malformed("an address without host"))?;
    match policy::decide_peer(&app.policy(), Direction::Outbound, &host).decision {
        Decision::Accept | Decision::Filter(_) => Ok(()),
        Decision::Hold | Decision::Reject | Decision::Drop => Err(Error::Forbidden(Reason::with("error-instance-not-allowed", host))),
    }
}

/// Runs `work` in a transaction; whenever it waits for a document, rolls back, fetches it and runs again. At most [`MAX_DOCUMENTS`].
pub async fn with_evidence<R, F>(app: &Arc<App>, evidence: Evidence, work: F) -> Result<R>
where
    R: Send + 'static,
    F: Fn(&mut Conn, &Applying<'_>) -> Result<R, Stop> + Send + Sync + 'static,
{
    let work = Arc::new(work);
    let mut evidence = Arc::new(evidence);
    loop {
        let (work, at_hand) = (Arc::clone(&work), Arc::clone(&evidence));
        let tried = app
            .write(move |conn, app| {
                let applying = Applying::new(app, &at_hand);
                match conn.transaction(|conn| work(conn, &applying)) {
                    Ok(done) => Ok(Ok(done)),
                    Err(Stop::Waiting(url)) => Ok(Err(url)),
                    Err(stop) => Err(stop.into_error()),
                }
            })
            .await?;
        let url = match tried {
            Ok(done) => return Ok(done),
            Err(url) => url,
        };
        if evidence.len() >= MAX_DOCUMENTS {
            return Err(Error::Forbidden(Reason::with("error-too-many-documents", url)));
        }
        let found = document(app, &url).await?;
        let mut at_hand = Arc::try_unwrap(evidence).map_err(|_| Error::internal("evidence is still in use"))?;
        let added = app.blocking(move || {
            at_hand.insert(url, found);
            Ok(at_hand)
        });
        evidence = Arc::new(added.await?);
    }
}

/// The actor with this id, fetched if it is unknown, or known but stale.
pub async fn actor(app: &Arc<App>, ap_id: &str, stale_after: Duration) -> Result<Actor> {
    let id = ap_id.to_owned();
    let known = app.read(move |conn, _| actor::model::by_ap_id(conn, &id)).await?;
    if let Some(known) = &known {
        let fresh = known.local || known.fetched_at.is_some_and(|at| app.now().since(at) < stale_after);
        if known.deleted_at.is_some() {
            return Err(Error::Gone);
        }
        if fresh {
            return Ok(known.clone());
        }
    }
    match document(app, ap_id).await {
        Ok(Found::Document(document)) => store_actor(app, document).await,
        Ok(Found::Nothing) => {
            if known.is_some_and(|known| known.is_protected()) {
                // It is gone, or hidden from us by now: only who is in it still learns that it was there.
                let id = ap_id.to_owned();
                app.write(move |conn, _| actor::model::conceal(conn, &id)).await?;
            }
            Err(Error::NotFound)
        }
        // A server that is down does not make what we know of it worthless.
        Err(error) => known.ok_or(error),
    }
}

/// Whether a profile of another server is so old that it is fetched again when somebody looks at it.
pub fn is_stale(app: &App, actor: &Actor) -> bool {
    !actor.local && actor.fetched_at.is_none_or(|at| app.now().since(at) >= stale_after(actor))
}

/// How old what another server says of itself may be. Who gets into a protected community changes, and whether it is to be seen at all.
fn stale_after(actor: &Actor) -> Duration {
    if actor.is_protected() { PROTECTED_STALE_AFTER } else { STALE_AFTER }
}

/// The community with this id as [`actor()`] gives it, with as many members as its home says.
pub async fn community(app: &Arc<App>, ap_id: &str) -> Result<Actor> {
    let id = ap_id.to_owned();
    let known = app.read(move |conn, _| actor::model::by_ap_id(conn, &id)).await?;
    let found = actor(app, ap_id, known.as_ref().map_or(STALE_AFTER, stale_after)).await?;
    Ok(with_members(app, found).await)
}

/// Asks a community's home how many members it has. What cannot be had leaves the number we know.
async fn with_members(app: &Arc<App>, group: Actor) -> Actor {
    let Some(url) = group.followers.clone().filter(|_| group.is_group() && !group.local) else { return group };
    let Ok(Found::Document(collection)) = document(app, &url).await else { return group };
    let Some(total) = collection.get("totalItems").and_then(serde_json::Value::as_i64).filter(|total| (0..=MAX_MEMBERS).contains(total))
    else {
        return group;
    };
    let id = group.id;
    let counted = app.write(move |conn, _| {
        actor::member::set_total(conn, id, total)?;
        actor::model::find(conn, id)
    });
    counted.await.unwrap_or(group)
}

/// Stores an actor from its own document.
pub async fn store_actor(app: &Arc<App>, document: Document) -> Result<Actor> {
    with_evidence(app, Evidence::default(), move |conn, cx| cx.store_actor(conn, &document)).await
}

/// Something another server has.
#[derive(Debug, Clone)]
pub enum Resolved {
    /// A person, community or server.
    Actor(Box<Actor>),
    /// An object.
    Object(Box<Object>),
}

/// What is at this address, for somebody who may see it: looked up here, else fetched and taken in through the one door.
///
/// # Errors
/// `NotFound` also for what is hidden from the viewer.
pub async fn resolve(app: &Arc<App>, viewer: Viewer, url: &str) -> Result<Resolved> {
    let found = anything(app, url).await?;
    app.read(move |conn, _| {
        let shown = match &found {
            Resolved::Actor(actor) => is_known_to(conn, viewer, actor)?,
            Resolved::Object(object) => read::find(conn, viewer, object.id).is_ok(),
        };
        if shown { Ok(found) } else { Err(Error::NotFound) }
    })
    .await
}

async fn anything(app: &Arc<App>, url: &str) -> Result<Resolved> {
    let id = url.to_owned();
    let known = app
        .read(move |conn, _| {
            if let Some(actor) = actor::model::by_ap_id(conn, &id)? {
                return Ok(Some(Resolved::Actor(Box::new(actor))));
            }
            Ok(crate::object::model::by_ap_id(conn, &id)?.map(|object| Resolved::Object(Box::new(object))))
        })
        .await?;
    if let Some(known) = known {
        if let Resolved::Object(object) = &known {
            look_again::when_read(app, object).await?;
        }
        return Ok(known);
    }
    if app.urls.is_local(url) {
        return Err(Error::NotFound);
    }
    let Found::Document(document) = document(app, url).await? else { return Err(Error::NotFound) };
    let (evidence, document) = app.blocking(move || Ok((Evidence::for_document(&document), document))).await?;
    let found = with_evidence(app, evidence, move |conn, cx| {
        if actor::json::is_actor(&document) {
            return Ok(Resolved::Actor(Box::new(cx.store_actor(conn, &document)?)));
        }
        Ok(Resolved::Object(Box::new(ingest(conn, cx, &document, &Source::direct())?)))
    })
    .await?;
    Ok(match found {
        Resolved::Actor(actor) => Resolved::Actor(Box::new(with_members(app, *actor).await)),
        object @ Resolved::Object(_) => object,
    })
}

/// The actor with this handle, by WebFinger (RFC 7033) when we do not know it.
pub async fn by_handle(app: &Arc<App>, handle: &Handle) -> Result<Actor> {
    let host = handle.host.clone().unwrap_or_else(|| app.urls.host().to_owned());
    let name = handle.name.clone();
    let asked = host.clone();
    let known = app.read(move |conn, _| actor::model::by_handle(conn, &name, &asked)).await?;
    if let Some(known) = known {
        return Ok(known);
    }
    if host == app.urls.host() {
        return Err(Error::NotFound);
    }
    let (_, url) = webfinger(app, &host, &format!("acct:{}@{host}", handle.name)).await?;
    let found = community(app, &url).await?;
    if found.is_hidden() {
        return Err(Error::NotFound);
    }
    if found.host != host {
        // A handle may belong to another host than the actor, if that host says so, too (RFC 7033 gives nobody the right to speak for it).
        let (subject, url) = webfinger(app, &found.host, &format!("acct:{}", found.handle())).await?;
        if subject != format!("acct:{}@{host}", handle.name) || url != found.ap_id {
            return Err(Error::NotFound);
        }
    }
    Ok(found)
}

/// Asks a server for the subject and the id behind a handle.
async fn webfinger(app: &Arc<App>, host: &str, resource: &str) -> Result<(String, String)> {
    let mut url = app.http.guard().url_of_host(host)?;
    check_policy(app, url.as_str())?;
    url.set_path("/.well-known/webfinger");
    url.query_pairs_mut().append_pair("resource", resource);
    let response = app.http.get(&url, "application/jrd+json, application/json", &|_| Ok(HeaderMap::new())).await?;
    match response.status {
        200 => {}
        404 | 410 => return Err(Error::NotFound),
        status => return Err(Error::remote(url, "error-remote-refused", format!("status {status}"))),
    }
    let text = std::str::from_utf8(&response.body).map_err(|_| Error::remote(url.as_str(), "error-remote-unusable", "not UTF-8"))?;
    let jrd = json::parse(text).map_err(|error| Error::remote(url.as_str(), "error-remote-unusable", error))?;
    let links = jrd.objects_of("links");
    let link = links.iter().filter(|link| link.text("rel") == Some("self"));
    let href = link.filter(|link| link.text("type").is_some_and(is_activity_json)).find_map(|link| link.text("href"));
    let href = href.ok_or(Error::NotFound)?;
    check_id(href)?;
    Ok((jrd.text("subject").unwrap_or_default().to_owned(), href.to_owned()))
}
