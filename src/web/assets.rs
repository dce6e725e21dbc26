//! The embedded assets (style sheet, script, icons, fonts) and the handler that serves them.
//!
//! Names carry a hash of the content, so browsers may keep them for ever; [`asset`] gives the path for a plain name.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// What the build script put together.
#[derive(rust_embed::Embed)]
#[folder = "$UI_ASSETS_DIR"]
struct Assets;

/// Plain name (`app.css`) to path (`/assets/app-5FFGB36W.css`).
static PATHS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let manifest = Assets::get("manifest.json").map(|file| file.data).unwrap_or_default();
    let names: HashMap<String, String> = serde_json::from_slice(&manifest).unwrap_or_default();
    names.into_iter().map(|(plain, hashed)| (plain, format!("/assets/{hashed}"))).collect()
});

/// The path of an asset by its plain name, such as `app.css`. An unknown name gives an empty path; a test asks for every name in use.
pub fn asset(name: &str) -> &'static str {
    PATHS.get(name).map_or("", String::as_str)
}

/// The content of an asset by its plain name.
pub fn content(name: &str) -> Option<Vec<u8>> {
    Assets::get(asset(name).strip_prefix("/assets/")?).map(|file| file.data.into_owned())
}

/// Serves `GET /assets/{name}`: immutable, as brotli or gzip where the browser takes it.
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(kind) = media_type(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let twins = [("br", ".br"), ("gzip", ".gz")];
    let twin = twins.into_iter().filter(|(coding, _)| accepts(accepted, coding)).find_map(|(coding, ending)| {
        let file = Assets::get(&format!("{name}{ending}"))?;
        Some((Some(coding), file))
    });
    let Some((coding, file)) = twin.or_else(|| Assets::get(&name).map(|file| (None, file))) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let body = match file.data {
        Cow::Borrowed(bytes) => axum::body::Bytes::from_static(bytes),
        Cow::Owned(bytes) => bytes.into(),
    };
    let mut response = body.into_response();
    let answer = response.headers_mut();
    answer.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    answer.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    answer.insert(VARY, HeaderValue::from_static("accept-encoding"));
    answer.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    answer.remove(ETAG);
    if let Some(coding) = coding {
        answer.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

/// The media type by the name's ending; `None` for what is not for browsers (the manifest, the compressed twins).
fn media_type(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "woff2" => Some("font/woff2"),
        _ => None,
    }
}

/// Whether `Accept-Encoding` names the coding without refusing it (`q=0`), RFC 9110 §12.5.3.
fn accepts(header: &str, coding: &str) -> bool {
    header.split(',').any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding))
            && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn get(name: &str, encoding: &'static str) -> Response {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(encoding));
        serve(Path(name.to_owned()), headers).await
    }

    fn hashed(plain: &str) -> &'static str {
        asset(plain).strip_prefix("/assets/").unwrap()
    }

    #[test]
    fn every_asset_in_use_exists() {
        for name in ["app.css", "app.js", "worker.js", "icons.svg", "logo.svg"] {
            assert!(Assets::get(hashed(name)).is_some(), "{name}");
        }
    }

    #[tokio::test]
    async fn served_for_ever_with_its_type() {
        let response = get(hashed("app.css"), "identity").await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[CONTENT_TYPE], "text/css; charset=utf-8");
        assert_eq!(response.headers()[CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert!(!response.headers().contains_key(CONTENT_ENCODING));
    }

    #[tokio::test]
    async fn compressed_where_the_browser_takes_it() {
        let name = hashed("app.css");
        if Assets::get(&format!("{name}.br")).is_none() {
            return; // The plain page of UI_SKIP has no compressed twins.
        }
        assert_eq!(get(name, "gzip, br;q=0.9").await.headers()[CONTENT_ENCODING], "br");
        assert_eq!(get(name, "gzip, br;q=0").await.headers()[CONTENT_ENCODING], "gzip");
    }

    #[tokio::test]
    async fn nothing_else_is_served() {
        for name in ["manifest.json", "app.css", "../Cargo.toml", "", "app.css.br"] {
            assert_eq!(get(name, "br").await.status(), StatusCode::NOT_FOUND, "{name}");
        }
    }

    /// What a first visit may cost on the wire (brotli; fonts are compressed already), in bytes.
    #[test]
    fn budget_is_kept() {
        let size = |name: &str| Assets::get(name).map_or(0, |file| file.data.len());
        for (plain, limit) in [("app.css", 28_000), ("app.js", 20_000), ("icons.svg", 5_000)] {
            let bytes = size(&format!("{}.br", hashed(plain)));
            assert!(bytes <= limit, "{plain}: {bytes} bytes, at most {limit}");
        }
        let fonts: usize = Assets::iter().filter(|name| name.contains("-latin-") && !name.contains("-ext-")).map(|name| size(&name)).sum();
        assert!(fonts <= 50_000, "fonts: {fonts} bytes");
    }
}
