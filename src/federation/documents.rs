//! Documents at their ids: actors, objects, activities (ActivityPub §3.2). `Accept: text/html` leads to the page.

use super::Refusal;
use super::collections::takes_part;
use super::negotiate::prefers_html;
use crate::activity::compose::streams;
use crate::activity::inbox::{Incoming, reader, refused_reader, viewer_of};
use crate::activity::log;
use crate::actor::audience::is_known_to;
use crate::actor::keys::Key;
use crate::actor::{self, Actor, ActorKind};
use crate::app::App;
use crate::client::Network;
use crate::error::Error;
use crate::json::Document;
use crate::object::{self, Reach, Viewer};
use crate::peer;
use activitypub_federation::FEDERATION_CONTENT_TYPE;
use axum::extract::{FromRequestParts, OriginalUri, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use std::convert::Infallible;
use std::sync::Arc;

/// Answers with a document. `public` is false for what not everybody may read.
pub(super) fn respond(status: StatusCode, body: String, public: bool) -> Response {
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(FEDERATION_CONTENT_TYPE));
    headers.insert(header::VARY, HeaderValue::from_static("Accept, Signature, Signature-Input"));
    let cache = if public { "no-cache" } else { "private, no-store" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

pub(super) fn to_text(document: &Document) -> Result<String, Error> {
    serde_json::to_string(document).map_err(Error::internal)
}

pub(super) fn number(id: &str) -> Result<i64, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

/// A request for a document, as far as it says who asks.
pub(super) struct Asker {
    method: Method,
    target: String,
    headers: HeaderMap,
    network: Network,
}

impl FromRequestParts<Arc<App>> for Asker {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let OriginalUri(uri) = OriginalUri::from_request_parts(parts, app).await?;
        let target = uri.path_and_query().map_or("/", |target| target.as_str()).to_owned();
        let network = Network::from_request_parts(parts, app).await?;
        Ok(Self { method: parts.method.clone(), target, headers: parts.headers.clone(), network })
    }
}

impl Asker {
    /// Who asks: nobody, or the actor whose signature the request carries.
    pub(super) async fn viewer(&self, app: &Arc<App>) -> Result<Viewer, Error> {
        let (method, target, headers, network) = (&self.method, self.target.as_str(), &self.headers, self.network.0.as_str());
        let signer = reader(app, Incoming { method, target, headers, body: &[], network }).await?;
        Ok(signer.map_or(Viewer::Anonymous, |signer| viewer_of(&signer)))
    }

    /// Who asks, if the policy refuses that server.
    pub(super) async fn refused(&self, app: &Arc<App>) -> Result<Option<Viewer>, Error> {
        let (method, target, headers, network) = (&self.method, self.target.as_str(), &self.headers, self.network.0.as_str());
        let signer = refused_reader(app, Incoming { method, target, headers, body: &[], network }).await?;
        Ok(signer.map(|signer| viewer_of(&signer)))
    }
}

pub(super) async fn server(State(app): State<Arc<App>>) -> Redirect {
    Redirect::to(&app.urls.actor(app.server_actor_id))
}

pub(super) async fn actor(State(app): State<Arc<App>>, Path(id): Path<String>, asker: Asker) -> Result<Response, Refusal> {
    let id = number(&id)?;
    let (row, keys) = app.read(move |conn, _| Ok((actor::model::find(conn, id)?, actor::keys::of_actor(conn, id)?))).await?;
    if !row.local || row.suspended_at.is_some() {
        return Err(Refusal(Error::NotFound));
    }
    if row.is_hidden() {
        return hidden(&app, &row, &keys, &asker).await;
    }
    if row.deleted_at.is_some() {
        return Err(Refusal(Error::Gone));
    }
    if prefers_html(&asker.headers) && row.kind != ActorKind::Application {
        return Ok(Redirect::to(&row.url).into_response());
    }
    let document = actor::json::document(&row, &keys, &app.urls, &streams(&app, &row));
    Ok(respond(StatusCode::OK, to_text(&document)?, true))
}

/// A community of which not everybody learns: for everybody else it answers as what never was. Signatures are looked at here alone, since the
/// document of everybody else is where the keys to check one come from.
async fn hidden(app: &Arc<App>, group: &Actor, keys: &[Key], asker: &Asker) -> Result<Response, Refusal> {
    let viewer = asker.viewer(app).await.map_err(|_| Error::NotFound)?;
    let row = group.clone();
    if group.deleted_at.is_some() || !app.read(move |conn, _| is_known_to(conn, viewer, &row)).await? {
        return Err(Refusal(Error::NotFound));
    }
    let document = actor::json::document(group, keys, &app.urls, &streams(app, group));
    Ok(respond(StatusCode::OK, to_text(&document)?, false))
}

pub(super) async fn object(State(app): State<Arc<App>>, Path(id): Path<String>, asker: Asker) -> Result<Response, Refusal> {
    let id = number(&id)?;
    if prefers_html(&asker.headers) {
        return Ok(Redirect::to(&format!("/b/{id}")).into_response());
    }
    let viewer = asker.viewer(&app).await?;
    let object = app.read(move |conn, _| object::read::find(conn, viewer, id)).await?;
    if !object.local {
        return Err(Refusal(Error::NotFound));
    }
    if let Viewer::Peer { actor_id } | Viewer::Server { actor_id } = viewer {
        // Who fetched it holds a copy, and hears of changes and of its deletion.
        app.write(move |conn, app| {
            let signer = actor::model::find(conn, actor_id)?;
            let (peer, _) = peer::ensure(conn, &signer.host, || app.next_id(), app.now())?;
            object::model::note_copies(conn, id, &[(peer.id, signer.delivery_inbox().to_owned())])
        })
        .await?;
    }
    let status = if object.deleted_at.is_some() { StatusCode::GONE } else { StatusCode::OK };
    let public = matches!(object.reach, Reach::Public | Reach::Unlisted);
    Ok(respond(status, to_text(&object::json::document(&object)?)?, public))
}

pub(super) async fn activity(State(app): State<Arc<App>>, Path(id): Path<String>, asker: Asker) -> Result<Response, Refusal> {
    let id = number(&id)?;
    let viewer = asker.viewer(&app).await?;
    let (entry, document, inside) = app
        .read(move |conn, _| {
            let entry = log::find(conn, id)?;
            let document = log::body_for(conn, viewer, &entry)?;
            let inside = match entry.group_id.filter(|_| entry.reach == Reach::Members) {
                Some(group) => takes_part(conn, viewer, group)?,
                None => false,
            };
            Ok((entry, document, inside))
        })
        .await?;
    // What a community announces without listing it are votes: who cast them is not for everybody.
    let open = entry.reach == Reach::Public || entry.reach == Reach::Unlisted && entry.verb != "Announce";
    if !entry.local || !(open || inside) {
        return Err(Refusal(Error::NotFound));
    }
    match document {
        Some(_) => Ok(respond(StatusCode::OK, entry.body, viewer == Viewer::Anonymous)),
        None if entry.body == "{}" => Err(Refusal(Error::Gone)),
        None => Err(Refusal(Error::NotFound)),
    }
}
