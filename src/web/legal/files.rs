//! Small files: the colours of this instance, `robots.txt`, `security.txt`, `favicon.ico`.

use crate::app::App;
use crate::media::Digest;
use crate::setting::Colour;
use crate::web::assets::asset;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::sync::Arc;
use std::time::Duration;

/// What is escaped in the address of a `mailto` URI (RFC 6068 §2).
const NOT_IN_MAILTO: &AsciiSet = &NON_ALPHANUMERIC.remove(b'@').remove(b'.').remove(b'-').remove(b'_').remove(b'+').remove(b'~');
/// How long what `security.txt` says holds; whoever reads it later asks again.
const HOLDS: Duration = Duration::from_secs(180 * 24 * 3_600);

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

/// `GET /.well-known/security.txt` (RFC 9116): where whoever finds a hole tells those who run this instance. Without an address nobody could be told.
pub async fn security(State(app): State<Arc<App>>) -> Response {
    let settings = app.settings();
    if settings.contact.is_empty() {
        return StatusCode::NOT_FOUND.into_response();
    }
    // The address has no sign that would end the line; what could end the URI is escaped.
    let contact = utf8_percent_encode(&settings.contact, NOT_IN_MAILTO);
    let expires = app.now().plus(HOLDS).rfc3339();
    let canonical = app.urls.at("/.well-known/security.txt");
    let policy = concat!(env!("CARGO_PKG_REPOSITORY"), "/-/blob/main/SECURITY.md");
    let text =
        format!("Contact: mailto:{contact}\nExpires: {expires}\nPreferred-Languages: de, en\nCanonical: {canonical}\nPolicy: {policy}\n");
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))], text).into_response()
}
