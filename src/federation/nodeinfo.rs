//! NodeInfo 2.0 and 2.1 (FEP-f1d5), with the link to the server actor (FEP-2677).

use super::Refusal;
use crate::actor::account;
use crate::app::App;
use crate::error::{Error, Result};
use crate::object;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 3_600);

fn respond(value: &Value, content_type: &'static str) -> Response {
    let mut response = value.to_string().into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

pub(super) async fn links(State(app): State<Arc<App>>) -> Response {
    let schema = |version: &str| {
        json!({
            "rel": format!("http://nodeinfo.diaspora.software/ns/schema/{version}"),
            "href": app.urls.at(&format!("/nodeinfo/{version}")),
        })
    };
    let application = json!({
        "rel": "https://www.w3.org/ns/activitystreams#Application",
        "href": app.urls.actor(app.server_actor_id),
    });
    respond(&json!({"links": [schema("2.1"), schema("2.0"), application]}), "application/json")
}

pub(super) async fn nodeinfo(State(app): State<Arc<App>>, Path(version): Path<String>) -> Result<Response, Refusal> {
    let content_type = match version.as_str() {
        "2.0" => "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/2.0#\"; charset=utf-8",
        "2.1" => "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/2.1#\"; charset=utf-8",
        _ => return Err(Refusal(Error::NotFound)),
    };
    let (users, month, half_year, (posts, comments)) = app
        .read(|conn, app| {
            let active = |conn: &mut _, days| account::active_since(conn, app.now().minus(DAY * days));
            Ok((account::count(conn)?, active(conn, 30)?, active(conn, 180)?, object::read::local_counts(conn)?))
        })
        .await?;
    let settings = app.settings();
    let mut software = json!({"name": "dienstweg", "version": env!("CARGO_PKG_VERSION")});
    if version == "2.1"
        && let Some(software) = software.as_object_mut()
    {
        software.insert("repository".to_owned(), json!(env!("CARGO_PKG_REPOSITORY")));
    }
    let body = json!({
        "version": version,
        "software": software,
        "protocols": ["activitypub"],
        "services": {"inbound": [], "outbound": []},
        "openRegistrations": settings.registration.is_open(),
        "usage": {"users": {"total": users, "activeMonth": month, "activeHalfyear": half_year}, "localPosts": posts, "localComments": comments},
        "metadata": {"nodeName": settings.name, "nodeDescription": settings.description},
    });
    Ok(respond(&body, content_type))
}
