//! Content negotiation (RFC 9110 §12): people and servers use the same addresses.

use crate::app::App;
use crate::error::Result;
use crate::http::is_activity_json;
use crate::object::{self, Viewer};
use crate::text::Handle;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;

/// The media types of an `Accept` header with their weights, those asked for first.
fn accepted(headers: &HeaderMap) -> Vec<(&str, f32)> {
    let Some(accept) = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()) else { return Vec::new() };
    let mut types: Vec<(&str, f32)> = accept
        .split(',')
        .take(20)
        .map(|range| {
            let weight = range.split(';').filter_map(|parameter| parameter.trim().strip_prefix("q=")).find_map(|q| q.parse().ok());
            // What is no weight (RFC 9110 §12.4.2) does not put a type before all others.
            (range.trim(), weight.filter(|weight| (0.0..=1.0).contains(weight)).unwrap_or(1.0_f32))
        })
        .collect();
    types.sort_by(|one, other| other.1.total_cmp(&one.1));
    types
}

/// Whether a request wants an ActivityPub document rather than a page.
pub fn prefers_activity_json(headers: &HeaderMap) -> bool {
    let types = accepted(headers);
    let html = types.iter().position(|(range, weight)| range.starts_with("text/html") && *weight > 0.0);
    let json = types.iter().position(|(range, weight)| is_activity_json(range) && *weight > 0.0);
    json.is_some_and(|json| html.is_none_or(|html| json < html))
}

/// Whether a request wants a page: it names HTML, and not after ActivityPub.
pub(super) fn prefers_html(headers: &HeaderMap) -> bool {
    accepted(headers).iter().any(|(range, weight)| range.starts_with("text/html") && *weight > 0.0) && !prefers_activity_json(headers)
}

/// Leads a server from a page's address to the document's id.
pub(super) async fn negotiate(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads && prefers_activity_json(request.headers()) {
        let path = request.uri().path().to_owned();
        if path == "/" {
            return Redirect::to(&app.urls.actor(app.server_actor_id)).into_response();
        }
        match document_of(&app, &path).await {
            Ok(Some(url)) => return Redirect::to(&url).into_response(),
            Ok(None) => {}
            Err(error) => return super::Refusal(error).into_response(),
        }
    }
    next.run(request).await
}

/// The id of the document behind a page, for pages that have one.
async fn document_of(app: &Arc<App>, path: &str) -> Result<Option<String>> {
    if let Some(id) = path.strip_prefix("/b/").and_then(|id| id.parse::<i64>().ok()) {
        let object = app.read(move |conn, _| object::read::find(conn, Viewer::Anonymous, id)).await?;
        return Ok(Some(object.ap_id));
    }
    let (handle, group) = match (path.strip_prefix("/@"), path.strip_prefix("/g/")) {
        (Some(handle), _) => (handle.to_owned(), false),
        (_, Some(handle)) => (handle.to_owned(), true),
        _ => return Ok(None),
    };
    let Ok(handle) = Handle::in_path(&handle) else { return Ok(None) };
    app.read(move |conn, app| {
        let host = handle.host.as_deref().unwrap_or_else(|| app.urls.host());
        let actor = crate::actor::model::by_handle(conn, &handle.name, host)?;
        Ok(actor.filter(|actor| actor.is_group() == group).map(|actor| actor.ap_id))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accept(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT, value.parse().unwrap())])
    }

    #[test]
    fn browsers_get_pages_and_servers_get_documents() {
        for server in [
            "application/activity+json",
            "application/activity+json, application/ld+json",
            "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
            "application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\", text/html;q=0.1",
        ] {
            assert!(prefers_activity_json(&accept(server)), "{server}");
            assert!(!prefers_html(&accept(server)), "{server}");
        }
        for browser in ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html, application/activity+json;q=0.5"] {
            assert!(!prefers_activity_json(&accept(browser)), "{browser}");
            assert!(prefers_html(&accept(browser)), "{browser}");
        }
        for odd in ["11", "NaN", "inf", "-1", "x"] {
            let both = format!("text/html, application/activity+json;q={odd}");
            assert!(!prefers_activity_json(&HeaderMap::from_iter([(header::ACCEPT, both.parse().unwrap())])), "{odd}");
        }
        assert!(!prefers_activity_json(&accept("*/*")));
        assert!(!prefers_html(&accept("*/*")));
    }
}
