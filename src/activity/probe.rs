//! Jobs about other servers: who they are (NodeInfo, server actor), and what happened in a community before one of our people joined.

use super::apply::{Announced, Applying, Evidence, Found, Source, apply, ingest, is_ordered, place_in_sequence};
use super::deliver;
use super::envelope::Activity;
use super::fetch;
use super::log::{self, ActivityState};
use super::stop::Stop;
use crate::actor::json::PROFILE;
use crate::actor::{self, Actor, member};
use crate::app::App;
use crate::error::{Error, Result};
use crate::id::same_origin;
use crate::job;
use crate::json::{self, Document, Properties};
use crate::peer::{self, Dialect};
use crate::store::Conn;
use diesel::Connection;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use http::HeaderMap;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// The job that asks a server who it is.
pub const PROBE: &str = "probe";
/// The job that fetches the newest activities and the hosts of a community.
pub const HISTORY: &str = "history";
/// The job that fetches what a community says about itself.
pub const REFRESH: &str = "refresh";
/// The relation of a server's own actor in its NodeInfo (FEP-2677).
const APPLICATION: &str = "https://www.w3.org/ns/activitystreams#Application";
/// How many activities of a community's past are taken in.
const HISTORY_ITEMS: usize = 50;
/// How long after something was missing a community's past is read once more.
const HISTORY_AGAIN: Duration = Duration::from_secs(3_600);
/// How many hosts of a community are looked at.
const MAX_HOSTS: usize = 100;

/// So many communities are looked at again in one night.
const MOST_REFRESHED: i64 = 500;
/// And so far apart.
const REFRESHED_APART: Duration = Duration::from_secs(10);

/// Asks a server who it is, soon.
pub fn enqueue(conn: &mut Conn, app: &App, host: &str) -> Result<()> {
    job::enqueue(conn, app.next_id(), PROBE, host, Some(host), app.now())
}

/// Fetches what happened in a community so far, soon.
pub fn enqueue_history(conn: &mut Conn, app: &App, group: &Actor) -> Result<()> {
    job::enqueue(conn, app.next_id(), HISTORY, &group.ap_id, Some(&group.ap_id), app.now())
}

/// Fetches it once more, since something of it did not come: in an hour, so that no server makes us ask all the time.
pub fn enqueue_history_again(conn: &mut Conn, app: &App, group: &Actor) -> Result<()> {
    let again = format!("again {}", group.ap_id);
    job::enqueue(conn, app.next_id(), HISTORY, &group.ap_id, Some(&again), app.now().plus(HISTORY_AGAIN))
}

/// Fetches what a community elsewhere says about itself, soon.
pub fn enqueue_refresh(conn: &mut Conn, app: &App, ap_id: &str) -> Result<()> {
    job::enqueue(conn, app.next_id(), REFRESH, ap_id, Some(ap_id), app.now())
}

/// Has protected communities elsewhere looked at again whose documents are old, whether or not somebody asks for them: one that was hidden
/// meanwhile is not to stay in our lists.
pub fn refresh_protected(conn: &mut Conn, app: &App) -> Result<()> {
    for (place, ap_id) in actor::model::protected_elsewhere(conn, app.now().minus(fetch::STALE_AFTER), MOST_REFRESHED)?.iter().enumerate() {
        let apart = REFRESHED_APART * u32::try_from(place).unwrap_or_default();
        job::enqueue(conn, app.next_id(), REFRESH, ap_id, Some(ap_id), app.now().plus(apart))?;
    }
    Ok(())
}

/// Fetches what a community says about itself, and how many members it has. Whoever looks at its page again asks again, so that nothing is
/// set aside here.
pub fn refresh(app: Arc<App>, ap_id: String) -> BoxFuture<'static, Result<()>> {
    async move {
        match fetch::community(&app, &ap_id).await {
            Err(error @ (Error::Internal(_) | Error::Unavailable(_))) => Err(error),
            _ => Ok(()),
        }
    }
    .boxed()
}

/// Asks a server who it is: its NodeInfo names the software, its server actor says what it can do. The software name is only a hint for the
/// first contact; what a server was seen to speak counts more, and an admin's word most.
pub fn probe(app: Arc<App>, host: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let root = app.http.guard().url_of_host(&host)?;
        fetch::check_policy(&app, root.as_str())?;
        let well_known = match plain_json(&app, &root, "/.well-known/nodeinfo").await {
            Ok(document) => document,
            Err(Error::Remote { .. }) => Document::new(),
            Err(error) => return Err(error),
        };
        let links = well_known.objects_of("links");
        let link = |wanted: &str| {
            links
                .iter()
                .find(|link| link.text("rel").is_some_and(|rel| rel.starts_with(wanted)))
                .and_then(|link| link.text("href"))
                .filter(|href| same_origin(href, root.as_str()))
                .map(str::to_owned)
        };
        let (software, name) = match link("http://nodeinfo.diaspora.software/ns/schema/2") {
            Some(href) => software(&app, &href).await.unwrap_or_default(),
            None => (String::new(), String::new()),
        };
        let capabilities = match link(APPLICATION) {
            Some(href) => capabilities(&app, &href).await.unwrap_or_default(),
            None => Vec::new(),
        };
        app.write(move |conn, app| {
            let (known, _) = peer::ensure(conn, &host, || app.next_id(), app.now())?;
            let dialect = if capabilities.iter().any(|capability| capability == PROFILE) {
                Dialect::Own
            } else if known.dialect == Dialect::Unknown {
                first_guess(&software)
            } else {
                known.dialect
            };
            let capabilities = capabilities.join(" ");
            let description = peer::Description { software, name, dialect, capabilities, probed_at: Some(app.now()) };
            peer::describe(conn, known.id, &description)?;
            deliver::wait_no_more(conn, known.id, app.now())
        })
        .await
    }
    .boxed()
}

/// What to speak to a server at the first contact, by its software's name.
fn first_guess(software: &str) -> Dialect {
    match software {
        "lemmy" | "piefed" | "pyfedi" | "nodebb" | "mbin" | "kbin" | "lotide" | "peertube" | "discourse" | "wordpress" | "friendica" => {
            Dialect::Forum
        }
        "mastodon" | "hometown" | "glitchcafe" | "gotosocial" | "pleroma" | "akkoma" | "misskey" | "sharkey" | "iceshrimp" | "pixelfed"
        | "takahe" | "mitra" | "snac" => Dialect::Microblog,
        _ => Dialect::Unknown,
    }
}

async fn plain_json(app: &Arc<App>, root: &Url, path: &str) -> Result<Document> {
    let url = root.join(path).map_err(Error::internal)?;
    let response = app.http.get(&url, "application/json", &|_| Ok(HeaderMap::new())).await?;
    if !response.is_success() {
        return Err(Error::remote(url, "error-remote-refused", format!("status {}", response.status)));
    }
    let text = std::str::from_utf8(&response.body).map_err(|_| Error::remote(url.as_str(), "error-remote-unusable", "not UTF-8"))?;
    json::parse(text).map_err(|error| Error::remote(url, "error-remote-unusable", error))
}

/// The software's name in lower case, and what the instance calls itself.
async fn software(app: &Arc<App>, href: &str) -> Result<(String, String)> {
    let url = Url::parse(href).map_err(Error::internal)?;
    let document = plain_json(app, &url, "").await?;
    let name = document.object_of("software").and_then(|software| software.text("name")).unwrap_or_default();
    let node = document.object_of("metadata").and_then(|metadata| metadata.text("nodeName")).unwrap_or_default();
    Ok((crate::text::clean_line(name, 100).to_lowercase(), crate::text::clean_line(node, 100)))
}

async fn capabilities(app: &Arc<App>, href: &str) -> Result<Vec<String>> {
    let Found::Document(document) = fetch::document(app, href).await? else { return Ok(Vec::new()) };
    let items = document.objects_of("implements");
    let items =
        items.into_iter().chain(document.object_of("generator").map(|generator| generator.objects_of("implements")).into_iter().flatten());
    Ok(items.filter_map(|item| item.id_of("href")).take(50).map(str::to_owned).collect())
}

/// Fetches a community's hosts and its newest activities. Members see what was written before they came.
pub fn history(app: Arc<App>, ap_id: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let group = fetch::community(&app, &ap_id).await?;
        if let Some(moderators) = group.moderators.clone() {
            for host in items(&app, &moderators).await?.into_iter().take(MAX_HOSTS) {
                let Some(id) = json::id(&host) else { continue };
                if let Ok(host) = fetch::actor(&app, id, fetch::STALE_AFTER).await {
                    let group = group.clone();
                    app.write(move |conn, app| {
                        if host.local && member::role(conn, group.id, host.id)?.is_none() {
                            return Ok(());
                        }
                        member::set_role(conn, group.id, host.id, member::Role::Host, &group.ap_id, app.now())
                    })
                    .await?;
                }
            }
        }
        let Some(outbox) = group.outbox.clone() else { return Ok(()) };
        let mut newest = items(&app, &outbox).await?;
        newest.truncate(HISTORY_ITEMS);
        let last = newest.iter().filter_map(|item| place_in_sequence(item.as_object()?)).max().unwrap_or(i64::MAX);
        for item in newest.into_iter().rev() {
            if let Err(error) = take_in(&app, &group, item, last).await {
                // One item of the past that cannot be had does not keep the others away.
                tracing::info!(group = group.ap_id, %error, "an item of a community's past was left out");
            }
        }
        Ok(())
    }
    .boxed()
}

/// The items of a collection: its own, or those of its first page. Never follows further pages.
async fn items(app: &Arc<App>, url: &str) -> Result<Vec<serde_json::Value>> {
    let Found::Document(collection) = fetch::document(app, url).await? else { return Ok(Vec::new()) };
    let page = match collection.first("first") {
        Some(serde_json::Value::Object(page)) => page.clone(),
        Some(serde_json::Value::String(first)) if same_origin(first, url) => match fetch::document(app, first).await? {
            Found::Document(page) => page,
            Found::Nothing => return Ok(Vec::new()),
        },
        _ => collection,
    };
    let items = page.get("orderedItems").or_else(|| page.get("items"));
    Ok(items.and_then(serde_json::Value::as_array).cloned().unwrap_or_default())
}

/// Takes in one item of a community's outbox: the activity it announces, or the object it shows. `last` is the place of the newest item.
async fn take_in(app: &Arc<App>, group: &Actor, item: serde_json::Value, last: i64) -> Result<()> {
    let group = group.clone();
    let Some(document) = item.as_object().cloned() else { return Ok(()) };
    let (evidence, document) = app.blocking(move || Ok((Evidence::for_document(&document), document))).await?;
    fetch::with_evidence(app, evidence, move |conn, cx| past(conn, cx, &group, &document, last)).await
}

fn past(conn: &mut Conn, cx: &Applying<'_>, group: &Actor, item: &Document, last: i64) -> Result<(), Stop> {
    if let Some(id) = item.id_of("id")
        && log::by_ap_id(conn, id)?.is_some_and(|entry| entry.state == ActivityState::Applied)
    {
        return Ok(());
    }
    let group = actor::model::find(conn, group.id)?;
    let announced = |seq| Announced { group: group.clone(), seq };
    let seq = item.get("dw:seq").and_then(serde_json::Value::as_i64);
    let inner = if item.kind() == "Announce" { item.object_of("object") } else { Some(item) };
    match inner {
        Some(inner) if inner.contains_key("actor") && inner.contains_key("object") => {
            let activity = Activity::nested(inner)?;
            // What came meanwhile is newer than all of this.
            if group.seen_seq > last && is_ordered(&activity) {
                return Ok(());
            }
            cx.check_policy(&group.host, &activity)?;
            conn.transaction(|conn| apply(conn, cx, &activity, &Source::announced(announced(seq))))?;
        }
        Some(object) => {
            let Some(id) = object.id_of("id") else { return Ok(()) };
            if let Found::Document(document) = cx.fetched(id)? {
                ingest(conn, cx, document, &Source { authentic: true, announced: Some(announced(seq)) })?;
            }
        }
        None => {
            let Some(id) = item.id_of("object") else { return Ok(()) };
            if let Found::Document(document) = cx.fetched(id)? {
                ingest(conn, cx, document, &Source { authentic: true, announced: Some(announced(seq)) })?;
            }
        }
    }
    Ok(())
}
