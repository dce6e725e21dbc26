//! A person with a browser that is logged in: pages, forms with files, pictures.

use super::TestApp;
use crate::actor::account::{self, Session};
use crate::instance;
use crate::server::ServerSettings;
use aws_lc_rs::digest;
use axum::body::Body;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;
use tower::ServiceExt;

/// What separates the parts of a form.
const BOUNDARY: &str = "----dienstweg-boundary-7MA4YWxkTrZu0gW";

/// An answer with any bytes.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.bytes.to_vec()).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The number of the last picture whose small form is shown.
    pub(crate) fn picture(&self) -> i64 {
        let text = self.text();
        let before = text.rsplit_once("/klein\" alt=").unwrap_or_else(|| panic!("no picture: {text}")).0;
        before.rsplit('/').next().unwrap().parse().unwrap()
    }
}

/// A browser; without a cookie nobody is logged in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Browser {
    pub(crate) cookie: String,
    pub(crate) csrf: String,
}

fn digest_of(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, text.as_bytes()))
}

/// A part of a form: a text, or a file with name and stated type.
pub(crate) enum Part<'a> {
    Text(&'a str, &'a str),
    File(&'a str, &'a str, &'a str, &'a [u8]),
}

impl TestApp {
    /// Logs a person in.
    pub(crate) async fn browser(&self, person: i64) -> Browser {
        let token = format!("token-of-{person}");
        let token_digest = digest_of(&token);
        self.app
            .write(move |conn, app| {
                let account = account::of_actor(conn, person)?.expect("an account");
                let (created_at, expires_at) = (app.now(), app.now().plus(std::time::Duration::from_secs(30 * 24 * 3_600)));
                account::start_session(conn, &Session { token_digest, account_id: account.id, created_at, expires_at })
            })
            .await
            .unwrap();
        Browser { cookie: format!("session={token}"), csrf: digest_of(&format!("csrf:{token}")) }
    }

    pub(crate) async fn request(&self, request: http::request::Builder, body: Vec<u8>) -> Reply {
        let request: Request<Body> = request.header("host", self.app.urls.host()).body(Body::from(body)).unwrap();
        let router = instance::router(&self.app, &ServerSettings::default());
        let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
        Reply { status: parts.status, headers: parts.headers, bytes: body.collect().await.unwrap().to_bytes() }
    }

    /// Gets a page or a picture.
    pub(crate) async fn open(&self, browser: &Browser, target: &str) -> Reply {
        self.open_with(browser, target, &[]).await
    }

    /// Gets something with further headers.
    pub(crate) async fn open_with(&self, browser: &Browser, target: &str, headers: &[(&str, &str)]) -> Reply {
        let mut request =
            Request::builder().method(Method::GET).uri(target).header("cookie", &browser.cookie).header("accept", "text/html");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.request(request, Vec::new()).await
    }

    /// Sends a form with files, with its token before everything else.
    pub(crate) async fn send_form(&self, browser: &Browser, target: &str, parts: &[Part<'_>]) -> Reply {
        self.send_parts(browser, target, &[&[Part::Text("csrf", &browser.csrf)], parts]).await
    }

    /// Sends these parts and nothing else.
    pub(crate) async fn send_parts(&self, browser: &Browser, target: &str, parts: &[&[Part<'_>]]) -> Reply {
        let mut body = Vec::new();
        for part in parts.iter().copied().flatten() {
            let (head, content) = match part {
                Part::Text(name, text) => (format!("name=\"{name}\""), text.as_bytes()),
                Part::File(name, file, kind, content) => {
                    (format!("name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: {kind}"), *content)
                }
            };
            body.extend_from_slice(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let request = Request::builder()
            .method(Method::POST)
            .uri(target)
            .header("cookie", &browser.cookie)
            .header("content-length", body.len())
            .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"));
        self.request(request, body).await
    }

    /// Uploads a picture while writing in `digitales`; returns its number.
    pub(crate) async fn uploads(&self, browser: &Browser, file: &[u8]) -> i64 {
        let form =
            [Part::Text("community", "digitales"), Part::Text("hochladen", "1"), Part::File("picture", "foto.jpg", "image/jpeg", file)];
        let reply = self.send_form(browser, "/vorschau", &form).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
        reply.picture()
    }

    /// How many files the instance keeps.
    pub(crate) fn files(&self) -> usize {
        fn count(folder: &std::path::Path) -> usize {
            let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
            entries.map(|entry| entry.unwrap().path()).map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
        }
        count(&self.media.path().join("files"))
    }
}

/// A picture with something to see in it: no two seeds look the same.
pub(crate) fn picture(width: u32, height: u32, seed: u8, format: ImageFormat) -> Vec<u8> {
    let pixels = RgbImage::from_fn(width, height, |x, y| Rgb([(x * 255 / width) as u8, (y * 255 / height) as u8, seed]));
    let mut file = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(pixels).write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// The sides of a picture.
pub(crate) fn sides(file: &[u8]) -> (u32, u32) {
    let image = image::load_from_memory(file).unwrap();
    (image.width(), image.height())
}
