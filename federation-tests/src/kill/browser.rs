//! One person's browser: cookies, forms with their token, and the question whether there was an answer.

use bytes::Bytes;
use http::{Request, Response, StatusCode, header};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpStream;
use url::form_urlencoded::Serializer;

/// Nobody waits longer for an answer.
const LONGEST: Duration = Duration::from_secs(30);

/// What became of a request.
#[derive(Debug)]
pub enum Reply {
    /// There is an answer.
    Answer(Response<Bytes>),
    /// Nobody was there to take it.
    NotSent,
    /// It was taken, but never answered.
    Lost,
}

impl Reply {
    /// Status of the answer, if there is one.
    pub fn status(&self) -> Option<StatusCode> {
        if let Self::Answer(response) = self { Some(response.status()) } else { None }
    }

    /// The page, if there is one.
    pub fn page(&self) -> Option<&str> {
        match self {
            Self::Answer(response) if response.status() == StatusCode::OK => std::str::from_utf8(response.body()).ok(),
            _ => None,
        }
    }

    /// Where a form led to.
    pub fn location(&self) -> Option<&str> {
        match self {
            Self::Answer(response) if response.status() == StatusCode::SEE_OTHER => response.headers().get(header::LOCATION)?.to_str().ok(),
            _ => None,
        }
    }
}

/// A browser.
#[derive(Debug, Clone)]
pub struct Browser {
    address: SocketAddr,
    host: String,
    cookies: Vec<(String, String)>,
    csrf: String,
}

impl Browser {
    /// A browser that was never used.
    pub const fn new(address: SocketAddr, host: String) -> Self {
        Self { address, host, cookies: Vec::new(), csrf: String::new() }
    }

    /// The same browser, led to another process of the same instance.
    #[must_use]
    pub fn at(self, address: SocketAddr) -> Self {
        Self { address, ..self }
    }

    /// Logs in.
    pub async fn log_in(&mut self, name: &str, password: &str) {
        let page = self.get("/anmelden").await;
        self.csrf = value_of(page.page().expect("the page for logging in"), "csrf").expect("a token");
        let reply = self.post("/anmelden", &[("name", name), ("password", password)]).await;
        assert!(reply.location().is_some(), "{name} cannot log in: {:?}", reply.status());
        let page = self.get("/").await;
        self.csrf = value_of(page.page().expect("the front page"), "csrf").expect("a token");
    }

    /// Asks for a page.
    pub async fn get(&mut self, path: &str) -> Reply {
        self.send(Request::get(path), Bytes::new()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = Serializer::new(String::new()).append_pair("csrf", &self.csrf).extend_pairs(fields).finish();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.header("sec-fetch-site", "same-origin"), Bytes::from(body)).await
    }

    async fn send(&mut self, request: http::request::Builder, body: Bytes) -> Reply {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header(header::HOST, &self.host).header(header::COOKIE, cookies.join("; "));
        let request = request.body(Full::new(body)).expect("a request");
        let Ok(stream) = TcpStream::connect(self.address).await else { return Reply::NotSent };
        let Ok((mut sender, connection)) = http1::handshake(TokioIo::new(stream)).await else { return Reply::NotSent };
        tokio::spawn(connection);
        let answer = tokio::time::timeout(LONGEST, async {
            let (parts, body) = sender.send_request(request).await.ok()?.into_parts();
            // Part of an answer is none: the program may have ended while it wrote.
            Some(Response::from_parts(parts, body.collect().await.ok()?.to_bytes()))
        });
        let Ok(Some(response)) = answer.await else { return Reply::Lost };
        for cookie in response.headers().get_all(header::SET_COOKIE).iter().filter_map(|cookie| cookie.to_str().ok()) {
            let (name, value) = cookie.split(';').next().unwrap_or_default().split_once('=').unwrap_or_default();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        Reply::Answer(response)
    }
}

/// The value of the first field with this name on a page.
pub fn value_of(page: &str, field: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("name=\"{field}\" value=\""))?;
    Some(rest.split_once('"')?.0.to_owned())
}

/// The numbers of posts in addresses of this form on a page, each once.
pub fn numbers(page: &str, before: &str, after: &str) -> Vec<i64> {
    let mut found: Vec<i64> = Vec::new();
    for part in page.split(before).skip(1) {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        if let Ok(number) = digits.parse()
            && part[digits.len()..].starts_with(after)
            && !found.contains(&number)
        {
            found.push(number);
        }
    }
    found
}
