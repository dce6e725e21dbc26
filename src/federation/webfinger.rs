//! WebFinger (RFC 7033) for persons, communities and the server itself (FEP-d556).

use super::Refusal;
use crate::actor::{self, Actor, ActorKind};
use crate::app::App;
use crate::error::{Error, Result};
use crate::id::Urls;
use crate::text::Handle;
use activitypub_federation::FEDERATION_CONTENT_TYPE;
use activitypub_federation::fetch::webfinger::{Webfinger, WebfingerLink};
use axum::extract::{Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::sync::Arc;
use url::Url;

/// The relation of a server's own actor (FEP-d556).
const SERVICE: &str = "https://www.w3.org/ns/activitystreams#Service";

#[derive(Debug, Deserialize)]
pub(super) struct Resource {
    resource: String,
}

pub(super) async fn webfinger(
    State(app): State<Arc<App>>,
    query: Result<Query<Resource>, axum::extract::rejection::QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(Resource { resource }) = query.map_err(|_| Error::malformed("the parameter resource is missing"))?;
    let actor = find(&app, &resource).await?;
    let link = |rel: &str, kind: &str, href: &str| WebfingerLink {
        rel: Some(rel.to_owned()),
        kind: Some(kind.to_owned()),
        href: Url::parse(href).ok(),
        ..WebfingerLink::default()
    };
    let mut links =
        vec![link("self", FEDERATION_CONTENT_TYPE, &actor.ap_id), link("http://webfinger.net/rel/profile-page", "text/html", &actor.url)];
    if actor.kind == ActorKind::Application {
        links.push(link(SERVICE, FEDERATION_CONTENT_TYPE, &actor.ap_id));
    }
    let answer = Webfinger {
        subject: if is_root(&app.urls, &resource) { app.urls.at("/") } else { format!("acct:{}", actor.handle()) },
        links,
        aliases: [&actor.ap_id, &actor.url].into_iter().filter_map(|url| Url::parse(url).ok()).collect(),
        ..Webfinger::default()
    };
    let mut answer = serde_json::to_value(&answer).map_err(Error::internal)?;
    // Members without a value are left out (RFC 7033 §4.4), also where the type would write `null`.
    for link in answer.get_mut("links").and_then(|links| links.as_array_mut()).into_iter().flatten() {
        if let Some(link) = link.as_object_mut() {
            link.retain(|_, value| !value.is_null());
        }
    }
    let mut response = answer.to_string().into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/jrd+json"));
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    Ok(response)
}

/// Whom a resource names, by its spelling alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// The server itself.
    Server,
    /// The actor with this number, if this is its id.
    Id(i64),
    /// The person or community here with this name, in lower case.
    Name(String),
}

fn is_root(urls: &Urls, resource: &str) -> bool {
    resource.trim_end_matches('/') == urls.origin()
}

/// Reads a resource: `acct:`, an id, a page, or this server's root for the server itself.
pub(super) fn named(urls: &Urls, resource: &str) -> Result<Named> {
    if is_root(urls, resource) {
        return Ok(Named::Server);
    }
    if let Some(id) = urls.actor_id(resource) {
        return Ok(Named::Id(id));
    }
    let handle = match resource.strip_prefix(urls.origin()) {
        Some(path) => Handle::in_path(path.strip_prefix("/@").or_else(|| path.strip_prefix("/g/")).ok_or(Error::NotFound)?),
        None => Handle::parse(resource),
    };
    let handle = handle.map_err(|_| Error::malformed("the resource is no handle"))?;
    if handle.host.is_some_and(|host| host != urls.host()) {
        return Err(Error::NotFound);
    }
    Ok(Named::Name(handle.name.to_lowercase()))
}

/// The local actor a resource names.
async fn find(app: &Arc<App>, resource: &str) -> Result<Actor> {
    match named(&app.urls, resource)? {
        Named::Server => app.read(|conn, app| actor::model::find(conn, app.server_actor_id)).await,
        Named::Id(id) => {
            let actor = app.read(move |conn, _| actor::model::find(conn, id)).await?;
            let living = actor.deleted_at.is_none() && actor.suspended_at.is_none() && !actor.is_hidden();
            if actor.local && living && actor.ap_id == resource { Ok(actor) } else { Err(Error::NotFound) }
        }
        Named::Name(name) => {
            let found = app.read(move |conn, app| actor::model::by_handle(conn, &name, app.urls.host())).await?;
            found.filter(|actor| actor.local && actor.suspended_at.is_none()).ok_or(Error::NotFound)
        }
    }
}
