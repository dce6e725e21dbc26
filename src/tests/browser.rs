//! A browser without scripts: it keeps cookies, follows redirects when asked, and sends the forms of the page it is on.

use super::TestApp;
use super::remote::Answer;
use crate::app::App;
use crate::instance;
use crate::server::ServerSettings;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use tower::ServiceExt;

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

    /// Whether somebody is logged in.
    pub(crate) async fn is_in(&mut self) -> bool {
        self.get("/ich/sicherheit").await.status == StatusCode::OK
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, String::new()).await
    }

    /// Sends a form with the token of the page last seen.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf.clone();
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("csrf", &csrf).extend_pairs(fields);
        self.send(Method::POST, path, form.finish()).await
    }

    /// Looks at a page and sends a form to the same address.
    pub(crate) async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.get(path).await;
        self.post(path, fields).await
    }

    async fn send(&mut self, method: Method, path: &str, body: String) -> Answer {
        let path = path.strip_prefix(self.app.urls.origin()).unwrap_or(path);
        let mut request = Request::builder().method(method).uri(path).body(Body::from(body)).unwrap();
        *request.headers_mut() = self.headers.clone();
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let headers = request.headers_mut();
        headers.insert(header::HOST, self.app.urls.host().parse().unwrap());
        headers.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        headers.insert(header::CONTENT_TYPE, "application/x-www-form-urlencoded".parse().unwrap());
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = instance::router(&self.app, &ServerSettings::default()).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
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
        if let Some(token) = body.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next()) {
            self.csrf = token.to_owned();
        }
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

/// Where an answer leads.
pub(crate) fn location(answer: &Answer) -> &str {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    answer.headers[header::LOCATION].to_str().unwrap()
}
