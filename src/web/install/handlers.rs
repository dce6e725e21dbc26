//! The handlers of what makes the web page an app.

use super::OfflinePage;
use crate::app::App;
use crate::web::assets;
use crate::web::page;
use crate::web::visit::Visit;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::sync::Arc;

/// The background of the page behind the first picture.
const BACKGROUND: &str = "#f3f4f8";
/// The colour around the app.
const THEME: &str = "#ffffff";

/// Web Application Manifest (W3C), as far as it is used.
#[derive(Debug, Serialize)]
struct Manifest<'a> {
    id: &'a str,
    name: &'a str,
    short_name: &'a str,
    description: &'a str,
    lang: &'a str,
    start_url: &'a str,
    scope: &'a str,
    display: &'a str,
    background_color: &'a str,
    theme_color: &'a str,
    icons: [Icon<'a>; 1],
}

#[derive(Debug, Serialize)]
struct Icon<'a> {
    src: &'a str,
    sizes: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
}

/// `GET /manifest.webmanifest`.
pub async fn manifest(State(app): State<Arc<App>>) -> Response {
    let instance = app.settings();
    let manifest = Manifest {
        id: "/",
        name: &instance.name,
        short_name: &instance.name,
        description: &instance.description,
        lang: instance.language.tag(),
        start_url: "/",
        scope: "/",
        display: "standalone",
        background_color: BACKGROUND,
        theme_color: THEME,
        icons: [Icon { src: assets::asset("logo.svg"), sizes: "any", kind: "image/svg+xml" }],
    };
    match serde_json::to_string(&manifest) {
        Ok(text) => ([(CONTENT_TYPE, "application/manifest+json"), (CACHE_CONTROL, "public, max-age=3600")], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "the manifest could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// `GET /sw.js`: the service worker (W3C). It lies at the root, because it serves only what lies below it, and has no hash in its name, so
/// that browsers find the next one.
pub async fn service_worker() -> Response {
    let headers: [(HeaderName, &str); 2] = [(CONTENT_TYPE, "text/javascript; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
    assets::content("worker.js").map_or_else(|| StatusCode::NOT_FOUND.into_response(), |script| (headers, script).into_response())
}

/// `GET /offline`.
pub async fn offline(visit: Visit) -> Response {
    page::respond(StatusCode::OK, &OfflinePage { t: visit.t, instance: visit.app.settings().name.clone() })
}
