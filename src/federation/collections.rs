//! Collections (ActivityPub §5): outbox, followers, hosts, pinned objects, tools, threads (FEP-f228) and answers.

use super::Refusal;
use super::documents::{Asker, number, respond, to_text};
use crate::activity::log::Listed;
use crate::activity::{compose, log};
use crate::actor::json::context as json_context;
use crate::actor::member;
use crate::actor::{self, Actor};
use crate::app::App;
use crate::error::{Error, Result};
use crate::json::Document;
use crate::object::{self, Viewer};
use crate::store::Conn;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// How many items a page has.
const PAGE: i64 = 20;
/// How many objects one collection of ids lists at most.
const LIST: i64 = 100;

/// Where in a collection a reader is.
#[derive(Debug, Deserialize)]
pub(super) struct Paging {
    /// Whether a page is asked for rather than the collection.
    #[serde(default)]
    pub(super) page: Option<bool>,
    /// Items older than this number.
    #[serde(default)]
    pub(super) before: Option<i64>,
    /// Items newer than this number.
    #[serde(default)]
    pub(super) after: Option<i64>,
}

impl Paging {
    fn is_page(&self) -> bool {
        self.page.unwrap_or_default() || self.before.is_some() || self.after.is_some()
    }
}

pub(super) fn collection(id: &str, total: Option<i64>, extra: Value) -> Document {
    let mut document = Document::new();
    document.insert("@context".to_owned(), json_context());
    document.insert("id".to_owned(), json!(id));
    document.insert("type".to_owned(), json!("OrderedCollection"));
    if let Some(total) = total {
        document.insert("totalItems".to_owned(), json!(total));
    }
    if let Value::Object(extra) = extra {
        document.extend(extra.into_iter().filter(|(_, value)| !value.is_null()));
    }
    document
}

fn page(collection: &str, query: &str, items: Vec<Value>, next: Option<String>) -> Document {
    let mut document = Document::new();
    document.insert("@context".to_owned(), json_context());
    document.insert("id".to_owned(), json!(format!("{collection}?{query}")));
    document.insert("type".to_owned(), json!("OrderedCollectionPage"));
    document.insert("partOf".to_owned(), json!(collection));
    document.insert("orderedItems".to_owned(), Value::Array(items));
    if let Some(next) = next {
        document.insert("next".to_owned(), json!(format!("{collection}?{next}")));
    }
    document
}

/// The answer to somebody in particular: caches keep nothing that a signature opened.
pub(super) fn answer_to(viewer: Viewer, document: &Document) -> Result<Response, Refusal> {
    Ok(respond(StatusCode::OK, to_text(document)?, viewer == Viewer::Anonymous))
}

pub(super) async fn local_actor(app: &Arc<App>, id: &str) -> Result<Actor> {
    let id = number(id)?;
    let row = app.read(move |conn, _| actor::model::find(conn, id)).await?;
    if !row.local || row.suspended_at.is_some() {
        return Err(Error::NotFound);
    }
    if row.deleted_at.is_some() { Err(Error::Gone) } else { Ok(row) }
}

/// An actor of ours, and who asks about it. A signature is looked at before anything is looked up, and of a protected community those who do
/// not take part learn nothing, as if nothing were there.
async fn asked(app: &Arc<App>, id: &str, asker: &Asker) -> Result<(Actor, Viewer)> {
    let viewer = asker.viewer(app).await?;
    let actor = local_actor(app, id).await?;
    if !actor.is_protected() {
        return Ok((actor, viewer));
    }
    let group = actor.id;
    if app.read(move |conn, _| takes_part(conn, viewer, group)).await? { Ok((actor, viewer)) } else { Err(Error::NotFound) }
}

async fn asked_group(app: &Arc<App>, id: &str, asker: &Asker) -> Result<(Actor, Viewer)> {
    asked(app, id, asker).await.and_then(|found| if found.0.is_group() { Ok(found) } else { Err(Error::NotFound) })
}

/// Whether this viewer is a member of a community, or a server whose people are.
pub(super) fn takes_part(conn: &mut Conn, viewer: Viewer, group_id: i64) -> Result<bool> {
    match viewer {
        Viewer::Anonymous => Ok(false),
        Viewer::Local { actor_id } | Viewer::Peer { actor_id } => Ok(member::role(conn, group_id, actor_id)?.is_some()),
        Viewer::Server { actor_id } => {
            let host = actor::model::find(conn, actor_id)?.host;
            member::has_member_from(conn, group_id, &host)
        }
    }
}

/// A query that cannot be read is an error, not page one.
pub(super) fn paging(query: Result<Query<Paging>, axum::extract::rejection::QueryRejection>) -> Result<Paging> {
    let Query(paging) = query.map_err(|_| Error::malformed("paging parameters"))?;
    if paging.before.is_some_and(i64::is_negative) || paging.after.is_some_and(i64::is_negative) {
        return Err(Error::malformed("paging parameters"));
    }
    Ok(paging)
}

type PagingQuery = Result<Query<Paging>, axum::extract::rejection::QueryRejection>;

/// The public activities of an actor; of a community what it announced, newest first. Who reacted is listed only for servers of members,
/// which need it to count.
pub(super) async fn outbox(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    query: PagingQuery,
    asker: Asker,
) -> Result<Response, Refusal> {
    let ((actor, viewer), paging) = (asked(&app, &id, &asker).await?, paging(query)?);
    let (listed, actor) = app
        .read(move |conn, _| match viewer.actor_id().filter(|_| actor.is_group()) {
            Some(_) if actor.is_protected() => Ok((Listed::Inside, actor)),
            Some(signer) => {
                let host = actor::model::find(conn, signer)?.host;
                let votes = member::has_member_from(conn, actor.id, &host)?;
                Ok((if votes { Listed::Votes } else { Listed::Public }, actor))
            }
            None => Ok((Listed::Public, actor)),
        })
        .await?;
    let url = app.urls.of_actor(actor.id, "outbox");
    if !paging.is_page() {
        let total = app.read(move |conn, _| log::outbox_count(conn, actor.id, listed)).await?;
        return answer_to(viewer, &collection(&url, Some(total), json!({"first": format!("{url}?page=true")})));
    }
    let before = paging.before.unwrap_or(i64::MAX);
    let (entries, documents) = app
        .read(move |conn, _| {
            let entries = log::outbox(conn, actor.id, listed, before, PAGE)?;
            let documents = entries.iter().map(|entry| log::body_for(conn, viewer, entry)).collect::<Result<Vec<_>>>()?;
            Ok((entries, documents))
        })
        .await?;
    let next = entries.last().filter(|_| entries.len() >= PAGE as usize).map(|last| format!("page=true&before={}", last.id));
    let items = documents.into_iter().flatten().map(Value::Object).collect();
    let query = paging.before.map_or_else(|| "page=true".to_owned(), |before| format!("page=true&before={before}"));
    answer_to(viewer, &page(&url, &query, items, next))
}

/// How many follow. Who they are is nobody else's business.
pub(super) async fn followers(State(app): State<Arc<App>>, Path(id): Path<String>, asker: Asker) -> Result<Response, Refusal> {
    let (actor, viewer) = asked(&app, &id, &asker).await?;
    let mut document = collection(&app.urls.of_actor(actor.id, "followers"), Some(actor.follower_count), json!({"items": []}));
    // Unordered, as Lemmy reads it.
    document.insert("type".to_owned(), json!("Collection"));
    answer_to(viewer, &document)
}

/// The hosts of a community (FEP-1b12).
pub(super) async fn moderators(State(app): State<Arc<App>>, Path(id): Path<String>, asker: Asker) -> Result<Response, Refusal> {
    let (group, viewer) = asked_group(&app, &id, &asker).await?;
    let group_id = group.id;
    let hosts = app.read(move |conn, _| member::hosts(conn, group_id)).await?;
    let items: Vec<&str> = hosts.iter().map(|host| host.ap_id.as_str()).collect();
    let total = i64::try_from(items.len()).ok();
    answer_to(viewer, &collection(&app.urls.of_actor(group.id, "moderators"), total, json!({"orderedItems": items})))
}

/// The pinned objects of a community.
pub(super) async fn featured(State(app): State<Arc<App>>, Path(id): Path<String>, asker: Asker) -> Result<Response, Refusal> {
    let (group, viewer) = asked_group(&app, &id, &asker).await?;
    let group_id = group.id;
    let pinned = app.read(move |conn, _| object::read::pinned(conn, viewer, group_id)).await?;
    // Whole objects, as Lemmy reads them; of others only their ids, since we cannot vouch for their content.
    let items =
        pinned.iter().map(|object| Ok(if object.local { Value::Object(object::json::stored(object)?) } else { json!(object.ap_id) }));
    let items = Value::Array(items.collect::<Result<_>>()?);
    let total = i64::try_from(pinned.len()).ok();
    answer_to(viewer, &collection(&app.urls.of_actor(group.id, "featured"), total, json!({"orderedItems": items})))
}

/// What a community keeps of one tool (`streams`), newest first.
pub(super) async fn of_tool(
    State(app): State<Arc<App>>,
    Path((id, tool)): Path<(String, String)>,
    query: PagingQuery,
    asker: Asker,
) -> Result<Response, Refusal> {
    let ((group, viewer), paging) = (asked_group(&app, &id, &asker).await?, paging(query)?);
    let Some((_, url)) = compose::streams(&app, &group).into_iter().find(|(name, _)| *name == tool) else {
        return Err(Refusal(Error::NotFound));
    };
    if !paging.is_page() {
        let extra = json!({"attributedTo": group.ap_id, "first": format!("{url}?page=true")});
        return answer_to(viewer, &collection(&url, None, extra));
    }
    let before = paging.before.unwrap_or(i64::MAX);
    let objects = app.read(move |conn, _| object::read::of_tool(conn, viewer, group.id, &tool, before, PAGE)).await?;
    let next = objects.last().filter(|_| objects.len() >= PAGE as usize).map(|last| format!("page=true&before={}", last.id));
    let query = paging.before.map_or_else(|| "page=true".to_owned(), |before| format!("page=true&before={before}"));
    answer_to(viewer, &page(&url, &query, objects.iter().map(|object| json!(object.ap_id)).collect(), next))
}

/// A thread as a whole (FEP-f228), oldest first.
pub(super) async fn context(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    query: PagingQuery,
    asker: Asker,
) -> Result<Response, Refusal> {
    let (id, paging) = (number(&id)?, paging(query)?);
    let viewer = asker.viewer(&app).await?;
    let after = paging.after.unwrap_or_default();
    let (root, group, objects) = app
        .read(move |conn, _| {
            let root = object::read::find(conn, viewer, id)?;
            let group = root.group_id.map(|group| actor::model::find(conn, group)).transpose()?;
            let objects = object::read::context(conn, viewer, root.root_id, after, LIST)?;
            Ok((root, group, objects))
        })
        .await?;
    if root.root_id != root.id {
        return Err(Refusal(Error::NotFound));
    }
    let url = app.urls.of_object(id, "context");
    let next = objects.last().filter(|_| objects.len() >= LIST as usize).map(|last| format!("page=true&after={}", last.id));
    let items = objects.iter().map(|object| json!(object.ap_id)).collect();
    if paging.is_page() {
        return answer_to(viewer, &page(&url, &format!("page=true&after={after}"), items, next));
    }
    let total = root.reply_count + i64::from(root.deleted_at.is_none());
    let mut first = page(&url, "page=true&after=0", items, next);
    first.shift_remove("@context");
    let extra = json!({"attributedTo": group.map(|group| group.ap_id), "name": root.name, "first": first});
    answer_to(viewer, &collection(&url, Some(total), extra))
}

/// The direct answers to an object.
pub(super) async fn replies(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    query: PagingQuery,
    asker: Asker,
) -> Result<Response, Refusal> {
    let (id, paging) = (number(&id)?, paging(query)?);
    let viewer = asker.viewer(&app).await?;
    let after = paging.after.unwrap_or_default();
    let objects = app
        .read(move |conn, _| {
            object::read::find(conn, viewer, id)?;
            object::read::replies(conn, viewer, id, after, PAGE)
        })
        .await?;
    let url = app.urls.of_object(id, "replies");
    if !paging.is_page() {
        return answer_to(viewer, &collection(&url, None, json!({"first": format!("{url}?page=true&after=0")})));
    }
    let next = objects.last().filter(|_| objects.len() >= PAGE as usize).map(|last| format!("page=true&after={}", last.id));
    answer_to(viewer, &page(&url, &format!("page=true&after={after}"), objects.iter().map(|object| json!(object.ap_id)).collect(), next))
}
