//! The client: fetch a document, deliver an activity, each within limits.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderValue, Method, header};
use tokio::time::{Instant, timeout, timeout_at};
use url::Url;

use super::guard::{Guard, Mode};
use super::per_host::PerHost;
use super::redirect;
use super::resolver::{GuardedResolver, LookupError, Resolve};
use super::response::Response;
use crate::error::{Error, Result};

/// Requests of one kind (fetch, delivery) at one server at a time. Two bounds, because a delivery may have to wait until the server that
/// takes it has been allowed to answer one of our fetches.
const AT_ONCE_PER_HOST: usize = 4;
/// Idle connections kept for each server.
const IDLE_PER_HOST: usize = 4;
/// How long an idle connection is kept.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);
/// Headers of one answer, by number (HTTP/1.1) and by bytes (HTTP/2).
const MAX_HEADERS: (usize, u32) = (100, 64 * 1024);
/// How much of a delivery's answer is read, in bytes, and how long it is waited for: only the status matters.
const DELIVERY_ANSWER: (usize, Duration) = (16 * 1024, Duration::from_secs(2));

/// The client's limits. They are all that it knows of the configuration.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `User-Agent` of every request; says who we are and where.
    pub user_agent: String,
    /// Which part of the network may be reached.
    pub mode: Mode,
    /// Ports beside 443 that may be used in [`Mode::Public`].
    pub allowed_ports: Vec<u16>,
    /// Longest time to look up a name and to open a connection, TLS included.
    pub connect_timeout: Duration,
    /// Longest time for everything: waiting for a free place, connecting, redirects, body.
    pub total_timeout: Duration,
    /// Largest body of a fetched document, in bytes.
    pub max_body: usize,
    /// How many redirects of a fetch are followed.
    pub max_redirects: usize,
}

impl Settings {
    /// The normal limits: 5 s to connect, 10 s in all, 1 MiB, 2 redirects, port 443 only.
    pub fn new(user_agent: impl Into<String>, mode: Mode) -> Self {
        Self {
            user_agent: user_agent.into(),
            mode,
            allowed_ports: Vec::new(),
            connect_timeout: Duration::from_secs(5),
            total_timeout: Duration::from_secs(10),
            max_body: 1024 * 1024,
            max_redirects: 2,
        }
    }
}

/// The one way out to other servers. Cheap to clone; clones share connections and bounds.
#[derive(Debug, Clone)]
pub struct Client {
    inner: reqwest::Client,
    guard: Arc<Guard>,
    settings: Arc<Settings>,
    fetches: Arc<PerHost>,
    deliveries: Arc<PerHost>,
}

impl Client {
    /// A client with these limits that looks up names with `resolver`.
    ///
    /// # Errors
    /// [`Error::Internal`] if TLS cannot be set up (no root certificates, for instance) or the user agent is no header value.
    pub fn new(settings: Settings, resolver: Arc<dyn Resolve>) -> Result<Self> {
        Self::with(settings, resolver, |builder| builder)
    }

    /// As [`Client::new`]; tests tie the sockets to loopback by `adjust`.
    pub(super) fn with(
        settings: Settings,
        resolver: Arc<dyn Resolve>,
        adjust: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Result<Self> {
        let guard = Guard { mode: settings.mode, allowed_ports: settings.allowed_ports.clone() };
        let resolver = GuardedResolver { guard: guard.clone(), resolver, limit: settings.connect_timeout };
        #[expect(clippy::disallowed_methods, reason = "this is the guarded client itself")]
        let builder = reqwest::Client::builder()
            .user_agent(&settings.user_agent)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .dns_resolver(resolver)
            .connect_timeout(settings.connect_timeout)
            .pool_max_idle_per_host(IDLE_PER_HOST)
            .pool_idle_timeout(IDLE_TIMEOUT)
            .http1_max_headers(MAX_HEADERS.0)
            .http2_max_header_list_size(MAX_HEADERS.1);
        Ok(Self {
            inner: adjust(builder).build().map_err(|error| Error::internal(chain(&error)))?,
            guard: Arc::new(guard),
            settings: Arc::new(settings),
            fetches: Arc::new(PerHost::new(AT_ONCE_PER_HOST)),
            deliveries: Arc::new(PerHost::new(AT_ONCE_PER_HOST)),
        })
    }

    /// The rules for URLs, to check one before it is stored or to make one from a handle's host.
    pub fn guard(&self) -> &Guard {
        &self.guard
    }

    /// Fetches a document. Redirects are followed within the limit; every URL on the way passes the guard, none is asked twice.
    ///
    /// `headers_for` makes the extra headers (the signature) of a request; it is called anew for each hop to the origin of the first URL.
    /// Hops to another origin go without extra headers. Every HTTP status is an answer, not an error.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a URL that may never be asked; [`Error::Remote`] with `error-remote-unreachable`, `-timeout`, `-too-large`,
    /// `-forbidden-address` or `-redirect`; whatever `headers_for` returns.
    pub async fn get(&self, url: &Url, accept: &str, headers_for: &(dyn Fn(&Url) -> Result<HeaderMap> + Send + Sync)) -> Result<Response> {
        self.get_within(url, accept, self.settings.max_body, headers_for).await
    }

    /// As [`Client::get`], with another limit on the body, in bytes.
    ///
    /// # Errors
    /// As for [`Client::get`].
    pub async fn get_within(
        &self,
        url: &Url,
        accept: &str,
        max_body: usize,
        headers_for: &(dyn Fn(&Url) -> Result<HeaderMap> + Send + Sync),
    ) -> Result<Response> {
        let first = without_fragment(url);
        self.guard.check_url(&first)?;
        let accept = HeaderValue::from_str(accept).map_err(Error::internal)?;
        let whole = Box::pin(self.follow(&first, &accept, max_body, headers_for));
        timeout(self.settings.total_timeout, whole).await.unwrap_or_else(|_| Err(too_slow(&first)))
    }

    /// Delivers a body. Redirects are not followed; every HTTP status is an answer, and the answer's body is read only in part.
    ///
    /// # Errors
    /// As for [`Client::get`].
    pub async fn post(&self, url: &Url, headers: HeaderMap, body: Bytes) -> Result<Response> {
        let url = without_fragment(url);
        self.guard.check_url(&url)?;
        let deadline = Instant::now() + self.settings.total_timeout;
        let start = Box::pin(async {
            let permit = self.deliveries.acquire(authority(&url)).await?;
            Ok((permit, self.send(Method::POST, &url, headers, body).await?))
        });
        let (_permit, mut answer) = timeout_at(deadline, start).await.unwrap_or_else(|_| Err(too_slow(&url)))?;
        let mut body = BytesMut::new();
        let rest = read(&mut answer, &mut body, DELIVERY_ANSWER.0.min(self.settings.max_body));
        // Whatever becomes of the rest, the server has answered.
        let _ = timeout_at(deadline.min(Instant::now() + DELIVERY_ANSWER.1), rest).await;
        Ok(response(&answer, url, body))
    }

    async fn follow(
        &self,
        first: &Url,
        accept: &HeaderValue,
        max_body: usize,
        headers_for: &(dyn Fn(&Url) -> Result<HeaderMap> + Send + Sync),
    ) -> Result<Response> {
        let mut seen = vec![first.clone()];
        let mut url = first.clone();
        loop {
            let mut headers = if url.origin() == first.origin() { headers_for(&url)? } else { HeaderMap::new() };
            headers.insert(header::ACCEPT, accept.clone());
            let _permit = self.fetches.acquire(authority(&url)).await?;
            let mut answer = self.send(Method::GET, &url, headers, Bytes::new()).await?;
            let next = redirect::next(&self.guard, &seen, self.settings.max_redirects, answer.status(), answer.headers())?;
            let Some(next) = next else {
                let mut body = BytesMut::new();
                read(&mut answer, &mut body, max_body).await.map_err(|failure| failure.into_error(&url))?;
                return Ok(response(&answer, url, body));
            };
            seen.push(next.clone());
            url = next;
        }
    }

    async fn send(&self, method: Method, url: &Url, mut headers: HeaderMap, body: Bytes) -> Result<reqwest::Response> {
        // Host is always that of the URL; a second one would let the caller speak to another site behind the same address.
        headers.remove(header::HOST);
        let mut request = self.inner.request(method.clone(), url.clone()).headers(headers);
        if method != Method::GET {
            request = request.body(body);
        }
        request.send().await.map_err(|error| failed(url, &error))
    }
}

/// Why a body could not be read.
enum ReadFailure {
    TooLarge,
    Broken(reqwest::Error),
}

impl ReadFailure {
    fn into_error(self, url: &Url) -> Error {
        match self {
            Self::TooLarge => Error::remote(url.as_str(), "error-remote-too-large", "body over the limit"),
            Self::Broken(error) => failed(url, &error),
        }
    }
}

/// Reads a body piece by piece and stops at the limit; what is there stays in `body`.
async fn read(answer: &mut reqwest::Response, body: &mut BytesMut, limit: usize) -> Result<(), ReadFailure> {
    while let Some(piece) = answer.chunk().await.map_err(ReadFailure::Broken)? {
        let room = limit - body.len();
        body.extend_from_slice(&piece[..piece.len().min(room)]);
        if piece.len() > room {
            return Err(ReadFailure::TooLarge);
        }
    }
    Ok(())
}

fn response(answer: &reqwest::Response, url: Url, body: BytesMut) -> Response {
    Response { status: answer.status().as_u16(), url, headers: answer.headers().clone(), body: body.freeze() }
}

/// Maps a failure of the connection to its meaning.
fn failed(url: &Url, error: &reqwest::Error) -> Error {
    let mut source = error.source();
    let mut lookup = None;
    while let (Some(cause), None) = (source, lookup) {
        lookup = cause.downcast_ref::<LookupError>();
        source = cause.source();
    }
    let text = match lookup {
        Some(LookupError::Forbidden) => "error-remote-forbidden-address",
        Some(LookupError::Slow) => "error-remote-timeout",
        None if error.is_timeout() => "error-remote-timeout",
        _ => "error-remote-unreachable",
    };
    Error::remote(url.as_str(), text, chain(error))
}

fn too_slow(url: &Url) -> Error {
    Error::remote(url.as_str(), "error-remote-timeout", "no whole answer within the time limit")
}

/// All causes in one line.
pub(super) fn chain(error: &reqwest::Error) -> String {
    let mut text = String::new();
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(cause) = source {
        if !text.is_empty() {
            text.push_str(": ");
        }
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

/// Host and, if it is not the usual one, port: the key of the bounds.
fn authority(url: &Url) -> &str {
    url.authority()
}

fn without_fragment(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    url
}
