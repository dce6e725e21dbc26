//! One connection, from its first byte to its last.

use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::response::{IntoResponse, Response};
use http::{Request, StatusCode, Version, header};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;
use tower::ServiceExt;

use super::ServerSettings;
use super::answer::{Busy, Held, Waiting};
use super::socket::Socket;

/// Bytes and number of the headers of one request.
const MAX_HEAD: (usize, usize) = (64 * 1024, 100);
/// Requests at once on one HTTP/2 connection.
pub(super) const MAX_STREAMS: u32 = 100;
/// Requests on one HTTP/2 connection that were taken back before we looked at them and wait to be forgotten, and those that we refused
/// since it began. Whoever has more opens them to keep us busy ("rapid reset"), and the connection ends. Honest clients know
/// [`MAX_STREAMS`] after the first answer.
const MAX_RESETS: (usize, usize) = (20, 1_024);
/// How often a silent HTTP/2 connection is asked whether it still lives, and how long it may take to say so.
const PING: (Duration, Duration) = (Duration::from_secs(20), Duration::from_secs(10));

/// What the connections shall do; a later value never goes back to an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    /// Take requests.
    Run,
    /// End what has begun, take nothing new.
    Drain,
    /// End at once.
    Stop,
}

/// The protocol settings, the same for every connection.
pub(super) fn protocol(settings: &ServerSettings) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(settings.header_timeout)
        .max_buf_size(MAX_HEAD.0)
        .max_headers(MAX_HEAD.1)
        .keep_alive(true);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(MAX_STREAMS)
        .max_pending_accept_reset_streams(MAX_RESETS.0)
        .max_local_error_reset_streams(MAX_RESETS.1)
        .max_header_list_size(64 * 1024)
        .keep_alive_interval(PING.0)
        .keep_alive_timeout(PING.1);
    builder
}

/// Serves one connection until it ends, is idle for too long, or the server stops.
pub(super) async fn run(
    socket: TcpStream,
    peer: SocketAddr,
    router: Router,
    protocol: &Builder<TokioExecutor>,
    settings: &ServerSettings,
    mut phase: watch::Receiver<Phase>,
) {
    let (running, observed) = watch::channel(0_usize);
    let waiting = Waiting::default();
    let service = service_fn(|mut request: Request<Incoming>| {
        let busy = Busy::new(&running);
        request.extensions_mut().insert(ConnectInfo(peer));
        let named = names_one_host(&request);
        let answer = router.clone().oneshot(request.map(Body::new));
        let waiting = waiting.clone();
        async move {
            let answer = if named { answer.await } else { Ok(unnamed()) };
            answer.map(|answer| answer.map(|inner| Held::new(inner, &waiting, busy)))
        }
    });
    let mut connection = pin!(protocol.serve_connection(Socket::new(socket, settings.write_timeout), service));
    let mut silence = pin!(idle(observed, settings.header_timeout, settings.idle_timeout));
    let mut not_taken = pin!(waiting.too_long(settings.answer_timeout));
    let mut stopped = phase.clone();
    let mut is_ending = false;
    loop {
        tokio::select! {
            result = connection.as_mut() => {
                if let Err(error) = result {
                    tracing::debug!(%error, "connection ended early");
                }
                return;
            }
            () = not_taken.as_mut() => {
                tracing::debug!("an answer was not taken");
                return;
            }
            // Whoever does not answer a goodbye either is left.
            () = silence.as_mut() => if is_ending { return },
            result = phase.wait_for(|phase| *phase >= Phase::Drain), if !is_ending => if result.is_err() { return },
            _ = stopped.wait_for(|phase| *phase == Phase::Stop), if is_ending => return,
        }
        is_ending = true;
        connection.as_mut().graceful_shutdown();
        silence.set(idle(running.subscribe(), settings.header_timeout, settings.header_timeout));
    }
}

/// Whether a request says once for whom it is (RFC 9112 §3.2, RFC 9113 §8.3.1): what stands in front of us might have gone by another name than we do.
fn names_one_host<B>(request: &Request<B>) -> bool {
    let mut names = request.headers().get_all(header::HOST).iter();
    match (names.next(), names.next(), request.uri().authority()) {
        (Some(host), None, Some(authority)) => host.as_bytes().eq_ignore_ascii_case(authority.as_str().as_bytes()),
        (Some(_), None, None) => true,
        (None, _, _) => request.version() != Version::HTTP_11,
        (Some(_), Some(_), _) => false,
    }
}

/// The answer to who does not.
fn unnamed() -> Response {
    (StatusCode::BAD_REQUEST, "Der Host-Header fehlt oder steht mehrmals da.\nThe Host header is missing or there several times.\n")
        .into_response()
}

/// Ends when no request ran for too long: `first` for the first one, `later` between two.
async fn idle(mut running: watch::Receiver<usize>, first: Duration, later: Duration) {
    let mut limit = first;
    loop {
        if *running.borrow_and_update() == 0 {
            match timeout(limit, running.changed()).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) | Err(_) => return,
            }
        } else if running.changed().await.is_err() {
            return;
        }
        limit = later;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(version: Version, uri: &str, hosts: &[&str]) -> bool {
        let request = hosts.iter().fold(Request::builder().version(version).uri(uri), |request, host| request.header(header::HOST, *host));
        names_one_host(&request.body(()).unwrap())
    }

    #[test]
    fn a_request_names_one_host_once() {
        let (older, newer) = (Version::HTTP_11, Version::HTTP_2);
        for (version, uri, hosts, right) in [
            (older, "/", &["rudi.example"][..], true),
            (older, "/", &[], false),
            (older, "/", &["rudi.example", "rudi.example"], false),
            (Version::HTTP_10, "/", &[], true),
            (newer, "https://rudi.example/", &[], true),
            (newer, "https://rudi.example/", &["Rudi.example"], true),
            (newer, "https://rudi.example/", &["evil.example"], false),
            (older, "http://rudi.example/", &["evil.example"], false),
        ] {
            assert_eq!(named(version, uri, hosts), right, "{version:?} {uri} {hosts:?}");
        }
    }
}
