//! Browsers without scripts. [`Browser`] keeps cookies, follows redirects when asked, and sends the forms of the page it is on; a [`Visitor`]
//! is somebody who is logged in already, and sends forms with files.

use super::TestApp;
use super::remote::Answer;
use crate::access::digest as digest_of;
use crate::actor::account::{self, Session};
use crate::app::App;
use crate::instance;
use crate::server::ServerSettings;
use axum::body::Body;
use axum::extract::ConnectInfo;
use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::net::SocketAddr;
use std::sync::Arc;
use tower::ServiceExt;

/// What separates the parts of a form.
const BOUNDARY: &str = "----dienstweg-boundary-7MA4YWxkTrZu0gW";

pub(crate) struct Browser {
    app: Arc<App>,
    pub(crate) cookies: BTreeMap<String, String>,
    pub(crate) address: SocketAddr,
    pub(crate) headers: HeaderMap,
    csrf: String,
}

impl Browser {
    pub(crate) fn new(test: &TestApp) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(header::USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0".parse().unwrap());
        headers.insert(header::ACCEPT, "text/html".parse().unwrap());
        let address = "203.0.113.7:40000".parse().unwrap();
        Self { app: Arc::clone(&test.app), cookies: BTreeMap::new(), address, headers, csrf: String::new() }
    }

    /// One who is logged in with the password all people of the tests have.
    pub(crate) async fn logged_in(test: &TestApp, name: &str) -> Self {
        let mut browser = Self::new(test);
        let answer = browser.log_in(name, "kurzer dienstweg").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
        browser
    }

    pub(crate) async fn log_in(&mut self, name: &str, password: &str) -> Answer {
        self.get("/anmelden").await;
        self.post("/anmelden", &[("name", name), ("password", password)]).await
    }

    /// Goes on with the cookies and the form of another one.
    pub(crate) fn adopt(&mut self, other: &Self) {
        self.cookies.clone_from(&other.cookies);
        self.csrf.clone_from(&other.csrf);
    }

    /// Whether somebody is logged in.
    pub(crate) async fn is_in(&mut self) -> bool {
        self.get("/ich/sicherheit").await.status == StatusCode::OK
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[], String::new()).await
    }

    /// Sends a form with the token of the page last seen.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = self.encoded(fields);
        self.ask(Method::POST, path, &[], body).await
    }

    fn encoded(&self, fields: &[(&str, &str)]) -> String {
        url::form_urlencoded::Serializer::new(String::new()).append_pair("csrf", &self.csrf).extend_pairs(fields).finish()
    }

    /// Sends exactly these fields, with these headers besides the usual ones.
    pub(crate) async fn post_with(&mut self, path: &str, fields: &[(String, String)], headers: &[(&'static str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.ask(Method::POST, path, headers, body).await
    }

    /// Sends a form of one of our pages, as a browser does that says where it comes from.
    pub(crate) async fn fill(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.get("/gruppen").await;
        let body = self.encoded(fields);
        self.ask(Method::POST, path, &[("sec-fetch-site", "same-origin")], body).await
    }

    /// Looks at a page and sends a form to the same address.
    pub(crate) async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.get(path).await;
        self.post(path, fields).await
    }

    /// Any request, with these headers besides the usual ones.
    pub(crate) async fn ask(&mut self, method: Method, path: &str, more: &[(&'static str, &str)], body: String) -> Answer {
        let path = path.strip_prefix(self.app.urls.origin()).unwrap_or(path);
        let mut request = Request::builder().method(method).uri(path).body(Body::from(body)).unwrap();
        *request.headers_mut() = self.headers.clone();
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let headers = request.headers_mut();
        headers.insert(header::HOST, self.app.urls.host().parse().unwrap());
        headers.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        headers.insert(header::CONTENT_TYPE, "application/x-www-form-urlencoded".parse().unwrap());
        for (name, value) in more {
            headers.insert(*name, value.parse().unwrap());
        }
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = instance::router(&self.app, &ServerSettings::default()).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = String::from_utf8_lossy(&body.collect().await.unwrap().to_bytes()).into_owned();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let (pair, attributes) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            assert!(attributes.contains("HttpOnly") && attributes.contains("SameSite=Lax"), "{attributes}");
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let answer = Answer { status: parts.status, headers: parts.headers, body };
        let token = answer.token();
        if !token.is_empty() {
            self.csrf = token;
        }
        answer
    }
}

impl Answer {
    /// Where it leads.
    #[track_caller]
    pub(crate) fn location(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{self:?}");
        self.headers[header::LOCATION].to_str().unwrap()
    }

    /// The token of the form on the page.
    pub(crate) fn token(&self) -> String {
        self.body.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    }

    /// Whether it has this status and says all this.
    #[track_caller]
    pub(crate) fn shows(&self, status: StatusCode, texts: &[&str]) {
        assert_eq!(self.status, status, "{}", self.body);
        for text in texts {
            assert!(self.body.contains(text), "{text:?} is missing:\n{}", self.body);
        }
    }
}

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

/// What a browser sends along; without a cookie nobody is logged in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Visitor {
    pub(crate) cookie: String,
    pub(crate) csrf: String,
}

/// A part of a form: a text, or a file with name and stated type.
pub(crate) enum Part<'a> {
    Text(&'a str, &'a str),
    File(&'a str, &'a str, &'a str, &'a [u8]),
}

impl TestApp {
    /// Logs a person in.
    pub(crate) async fn browser(&self, person: i64) -> Visitor {
        let token = format!("token-of-{person}-{}", self.app.next_id());
        let token_digest = digest_of(&token);
        self.app
            .write(move |conn, app| {
                let account_id = account::of_actor(conn, person)?.expect("an account").id;
                let (created_at, expires_at) = (app.now(), app.now().plus(std::time::Duration::from_secs(30 * 24 * 3_600)));
                let browser = String::new();
                account::start_session(
                    conn,
                    &Session {
                        token_digest,
                        account_id,
                        created_at,
                        expires_at,
                        used_at: created_at,
                        browser,
                        identity_id: None,
                        provider_session: None,
                    },
                )
            })
            .await
            .unwrap();
        Visitor { cookie: format!("session={token}"), csrf: digest_of(&format!("csrf:{token}")) }
    }

    pub(crate) async fn request(&self, request: http::request::Builder, body: Vec<u8>) -> Reply {
        let request: Request<Body> = request.header("host", self.app.urls.host()).body(Body::from(body)).unwrap();
        let router = instance::router(&self.app, &ServerSettings::default());
        let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
        Reply { status: parts.status, headers: parts.headers, bytes: body.collect().await.unwrap().to_bytes() }
    }

    /// Gets a page or a picture.
    pub(crate) async fn open(&self, browser: &Visitor, target: &str) -> Reply {
        self.open_with(browser, target, &[]).await
    }

    /// Gets something with further headers.
    pub(crate) async fn open_with(&self, browser: &Visitor, target: &str, headers: &[(&str, &str)]) -> Reply {
        let mut request =
            Request::builder().method(Method::GET).uri(target).header("cookie", &browser.cookie).header("accept", "text/html");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.request(request, Vec::new()).await
    }

    /// Sends a form with files, with its token before everything else.
    pub(crate) async fn send_form(&self, browser: &Visitor, target: &str, parts: &[Part<'_>]) -> Reply {
        self.send_parts(browser, target, &[&[Part::Text("csrf", &browser.csrf)], parts]).await
    }

    /// Sends these parts and nothing else.
    pub(crate) async fn send_parts(&self, browser: &Visitor, target: &str, parts: &[&[Part<'_>]]) -> Reply {
        self.send_parts_with(browser, target, parts, &[]).await
    }

    /// Sends these parts with further headers.
    pub(crate) async fn send_parts_with(&self, browser: &Visitor, target: &str, parts: &[&[Part<'_>]], headers: &[(&str, &str)]) -> Reply {
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
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(target)
            .header("cookie", &browser.cookie)
            .header("content-length", body.len())
            .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.request(request, body).await
    }

    /// Uploads a picture while writing in `digitales`; returns its number.
    pub(crate) async fn uploads(&self, browser: &Visitor, file: &[u8]) -> i64 {
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
