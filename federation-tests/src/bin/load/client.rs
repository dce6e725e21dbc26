//! Asks as fast as the server answers.

use crate::figures::Figures;
use crate::program::Program;
use bytes::Bytes;
use http::{Request, Response, header};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// A connection that is kept.
pub(crate) async fn connect(address: SocketAddr) -> SendRequest<Full<Bytes>> {
    let stream = TcpStream::connect(address).await.expect("a connection");
    stream.set_nodelay(true).expect("an option of a socket");
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.expect("HTTP/1.1");
    tokio::spawn(connection);
    sender
}

/// Sends a request and waits for the whole answer.
pub(crate) async fn send(connection: &mut SendRequest<Full<Bytes>>, request: Request<Full<Bytes>>) -> Response<Bytes> {
    connection.ready().await.expect("a kept connection");
    let (parts, body): (_, Incoming) = connection.send_request(request).await.expect("an answer").into_parts();
    Response::from_parts(parts, body.collect().await.expect("the whole answer").to_bytes())
}

/// How something is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    /// The path.
    pub(crate) path: String,
    /// `Accept`.
    pub(crate) accept: &'static str,
    /// `Cookie`, or nothing.
    pub(crate) cookie: String,
}

impl Ask {
    /// The request.
    pub(crate) fn request(&self, host: &str) -> Request<Full<Bytes>> {
        let request = Request::get(&self.path).header(header::HOST, host).header(header::ACCEPT, self.accept);
        let request = if self.cookie.is_empty() { request } else { request.header(header::COOKIE, &self.cookie) };
        request.body(Full::default()).expect("a request")
    }
}

/// Asks on so many connections at once for so long; the first second of it does not count.
pub(crate) async fn measure(program: &Program, ask: &Ask, concurrency: usize, time: Duration) -> (Figures, usize) {
    let (address, host) = (program.address(), program.host());
    let first = send(&mut connect(address).await, ask.request(&host)).await;
    assert!(first.status().is_success(), "{}: {}", ask.path, first.status());
    let bytes = first.body().len();
    let (begin, mut asking) = (Instant::now() + Duration::from_secs(1), JoinSet::new());
    for _ in 0..concurrency {
        let (ask, host) = (ask.clone(), host.clone());
        asking.spawn(async move {
            let mut connection = connect(address).await;
            let mut latencies = Vec::new();
            while Instant::now() < begin + time {
                let asked = Instant::now();
                let answer = send(&mut connection, ask.request(&host)).await;
                assert_eq!(answer.status(), http::StatusCode::OK, "{}", ask.path);
                if asked >= begin {
                    latencies.push(asked.elapsed());
                }
            }
            latencies
        });
    }
    tokio::time::sleep_until(begin.into()).await;
    let before = program.processor();
    let latencies = asking.join_all().await.into_iter().flatten().collect();
    (Figures { latencies, elapsed: begin.elapsed(), processor: program.processor().saturating_sub(before) }, bytes)
}
