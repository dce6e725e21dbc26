//! WebFinger (RFC 7033) for persons, communities and the server itself (FEP-d556).

use super::Refusal;
use crate::actor::{self, Actor, ActorKind};
use crate::app::App;
use crate::error::{Error, Result};
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
        subject: if is_root(&app, &resource) { app.urls.at("/") } else { format!("acct:{}", actor.handle()) },
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

fn is_root(app: &App, resource: &str) -> bool {
    resource.trim_end_matches('/') == app.urls.origin()
}

/// The local actor a resource names: `acct:`, its id, its page, or this server's root for the server itself.
async fn find(app: &Arc<App>, resource: &str) -> Result<Actor> {
    if is_root(app, resource) {
        return app.read(|conn, app| actor::model::find(conn, app.server_actor_id)).await;
    }
    if let Some(id) = app.urls.actor_id(resource) {
        let actor = app.read(move |conn, _| actor::model::find(conn, id)).await?;
        let living = actor.deleted_at.is_none() && actor.suspended_at.is_none();
        return if actor.local && living && actor.ap_id == resource { Ok(actor) } else { Err(Error::NotFound) };
    }
    let handle = match resource.strip_prefix(app.urls.origin()) {
        Some(path) => Handle::in_path(path.strip_prefix("/@").or_else(|| path.strip_prefix("/g/")).ok_or(Error::NotFound)?),
        None => Handle::parse(resource),
    };
    let handle = handle.map_err(|_| Error::malformed("the resource is no handle"))?;
    let host = handle.host.clone().unwrap_or_else(|| app.urls.host().to_owned());
    if host != app.urls.host() {
        return Err(Error::NotFound);
    }
    let found = app.read(move |conn, _| actor::model::by_handle(conn, &handle.name.to_lowercase(), &host)).await?;
    found.filter(|actor| actor.local && actor.suspended_at.is_none()).ok_or(Error::NotFound)
}
