//! Small files: the colours of this instance, `robots.txt`, `favicon.ico`.

use crate::app::App;
use crate::media::Digest;
use crate::setting::Colour;
use crate::web::assets::asset;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;

/// The style sheet with the colour of this instance, and its path, which changes with the content.
pub fn stylesheet(accent: Colour) -> (String, String) {
    let (light, dark) = (accent.legible(), accent.in_the_dark());
    // White stands on the welcome in light and dark.
    let welcome = format!("--welcome:{light};");
    let rule = |colour: Colour, on: &str| format!("--kern-color-action-default:{colour};--kern-color-action-on-default:{on}");
    let (light, dark) = (rule(light, "#fff"), rule(dark, "#000"));
    let text = format!(
        ":root{{{welcome}{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\
         :root[data-kern-theme=light]{{{light}}}:root[data-kern-theme=dark]{{{dark}}}"
    );
    let path = format!("/farben/{}.css", &Digest::of(text.as_bytes()).as_str()[..16]);
    (path, text)
}

/// `GET /farben/{name}`: for ever, since another colour has another name.
pub async fn colours(State(app): State<Arc<App>>, Path(name): Path<String>) -> Response {
    let found = app.settings().accent.map(stylesheet).filter(|(path, _)| *path == format!("/farben/{name}"));
    let Some((_, text)) = found else { return StatusCode::NOT_FOUND.into_response() };
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"));
    let cache = (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    ([kind, cache], text).into_response()
}

/// `GET /favicon.ico`, for programs that do not read the page.
pub async fn favicon() -> Redirect {
    Redirect::temporary(asset("logo.svg"))
}

/// `GET /robots.txt` (RFC 9309): pages may be found; forms, logins and what belongs to one person may not.
pub async fn robots() -> Response {
    let paths = [
        "/anmelden",
        "/einladung/",
        "/einrichten",
        "/ich/",
        "/mitteilungen",
        "/passwort-vergessen",
        "/registrieren",
        "/verwaltung",
        "/ap/",
    ];
    let mut text = "User-agent: *\n".to_owned();
    paths.iter().for_each(|path| text.push_str(&format!("Disallow: {path}\n")));
    text.push_str("Disallow: /*/bearbeiten\nDisallow: /*/melden\nDisallow: /*/neu\n");
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))], text).into_response()
}
