//! Connections: slow, silent, too many, and the end of all.

use std::future::pending;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::routing::get as on_get;
use bytes::Bytes;
use futures_util::stream;
use tokio::sync::{Notify, mpsc};

use super::super::listen::advice;
use super::*;

/// First bytes of HTTP/2 (RFC 9113, section 3.4), with an empty frame of settings.
const HTTP2: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00";

fn hello() -> Router {
    Router::new().route("/", on_get(async || "hello"))
}

#[tokio::test]
async fn api_16_slow_heads_are_cut() {
    let server = Running::start(hello(), ServerSettings { header_timeout: SOON, ..Default::default() }).await;
    let mut slow = Vec::new();
    for start in ["", "P", "PRI * HTTP/2.0\r\n", "GET / HT", "GET / HTTP/1.1\r\nhost: localhost\r\nx-a: b\r\n"] {
        let mut socket = server.connect().await;
        socket.write_all(start.as_bytes()).await.unwrap();
        slow.push(socket);
    }
    assert!(server.ask(&get("/")).await.ends_with("hello"), "others are served meanwhile");
    for socket in &mut slow {
        assert!(!rest(socket).await.contains("200 OK"));
    }
}

/// How many files this process may have open, where the system says it.
fn open_files() -> Option<usize> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[tokio::test]
async fn api_16_two_thousand_slow_heads_disturb_nobody() {
    const HEAD: &[u8] = b"GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: a";
    const SLOW: usize = 2_000;
    // Both ends of each connection are in this process.
    if open_files().is_none_or(|files| files < 2 * SLOW + 500) {
        return println!("skipped: needs {} open files (ulimit -n)", 2 * SLOW + 500);
    }
    let server = Running::start(hello(), ServerSettings { header_timeout: 6 * PATIENCE, ..Default::default() }).await;
    let mut slow = Vec::with_capacity(SLOW);
    for number in 0..SLOW {
        let mut socket = server.connect().await;
        socket.write_all(&HEAD[..number % HEAD.len()]).await.unwrap();
        slow.push(socket);
    }
    for _ in 0..40 {
        assert!(server.ask(&get("/")).await.ends_with("hello"), "others are served meanwhile");
    }
    for mut socket in slow {
        let mut answer = [0; 12];
        let said = socket.try_read(&mut answer);
        assert!(said.is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock), "it may go on: {:?}", String::from_utf8_lossy(&answer));
        let _ = socket.shutdown().await;
    }
}

#[tokio::test]
async fn api_16_a_byte_now_and_then_is_not_enough() {
    let server = Running::start(hello(), ServerSettings { header_timeout: SOON, ..Default::default() }).await;
    let socket = server.connect().await;
    let (mut reading, mut writing) = socket.into_split();
    let dripping = async {
        while writing.write_all(b"G").await.is_ok() {
            tokio::time::sleep(SOON / 8).await;
        }
    };
    let mut answer = Vec::new();
    let reading = timeout(PATIENCE, reading.read_to_end(&mut answer));
    tokio::select! {
        ended = reading => assert!(ended.is_ok(), "never cut"),
        () = dripping => {}
    }
}

#[tokio::test]
async fn api_19_idle_connections_are_closed() {
    let server = Running::start(hello(), ServerSettings { header_timeout: SOON, idle_timeout: SOON, ..Default::default() }).await;
    let mut first = server.connect().await;
    first.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    read_until(&mut first, "hello").await;
    // Kept for a second request, closed after that.
    first.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    assert!(rest(&mut first).await.contains("hello"));
    let mut second = server.connect().await;
    second.write_all(HTTP2).await.unwrap();
    let mut answer = Vec::new();
    timeout(PATIENCE, second.read_to_end(&mut answer)).await.expect("idle HTTP/2 stays open").unwrap();
    assert_eq!(answer[3], 4, "the first frame of the server is its settings");
}

#[tokio::test]
async fn api_19_connections_over_the_cap_wait_their_turn() {
    let server = Running::start(hello(), ServerSettings { max_connections: 1, ..Default::default() }).await;
    let mut first = server.connect().await;
    first.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    read_until(&mut first, "hello").await;
    let mut second = server.connect().await;
    second.write_all(get("/").as_bytes()).await.unwrap();
    assert!(timeout(SOON, second.readable()).await.is_err(), "served beside the first");
    drop(first);
    assert!(rest(&mut second).await.ends_with("hello"));
}

/// Tells when it is dropped.
struct Dropped(mpsc::UnboundedSender<()>);

impl Drop for Dropped {
    fn drop(&mut self) {
        let _ = self.0.send(());
    }
}

#[tokio::test]
async fn api_18_a_client_that_never_reads_is_left() {
    let (sender, mut dropped) = mpsc::unbounded_channel();
    let endless = on_get(move || {
        let guard = Dropped(sender.clone());
        async move {
            Body::from_stream(stream::unfold(guard, async |guard| {
                tokio::task::yield_now().await;
                Some((Ok::<_, io::Error>(Bytes::from_static(&[b'x'; 16 * 1024])), guard))
            }))
        }
    });
    let settings = ServerSettings { write_timeout: SOON, ..Default::default() };
    let server = Running::start(Router::new().route("/", endless), settings).await;
    let mut socket = server.connect().await;
    socket.write_all(get("/").as_bytes()).await.unwrap();
    timeout(PATIENCE, dropped.recv()).await.expect("the answer is still held").unwrap();
}

#[tokio::test]
async fn flt_05_running_requests_end_before_the_server_stops() {
    let (started, finish) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let gates = (Arc::clone(&started), Arc::clone(&finish));
    let slow = on_get(move || async move {
        gates.0.notify_one();
        gates.1.notified().await;
        "done"
    });
    let server = Running::start(hello().route("/slow", slow), ServerSettings::default()).await;
    let mut idle = server.connect().await;
    idle.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    read_until(&mut idle, "hello").await;
    let mut unused = server.connect().await;
    let mut running = server.connect().await;
    running.write_all(b"GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    started.notified().await;

    server.stop.send(()).unwrap();
    assert_eq!(rest(&mut idle).await, "");
    assert_eq!(rest(&mut unused).await, "");
    assert!(TcpStream::connect(server.address).await.is_err(), "still takes connections");
    assert!(!server.server.is_finished());

    finish.notify_one();
    let answer = rest(&mut running).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("done"), "{answer}");
    timeout(PATIENCE, server.server).await.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn flt_05_requests_that_never_end_are_cut_off() {
    let started = Arc::new(Notify::new());
    let gate = Arc::clone(&started);
    let stuck = on_get(move || async move {
        gate.notify_one();
        pending::<&str>().await
    });
    let settings = ServerSettings { stop_timeout: SOON, ..Default::default() };
    let server = Running::start(Router::new().route("/", stuck), settings).await;
    let mut socket = server.connect().await;
    socket.write_all(get("/").as_bytes()).await.unwrap();
    started.notified().await;
    server.stop.send(()).unwrap();
    timeout(PATIENCE, server.server).await.expect("never stops").unwrap().unwrap();
    assert_eq!(rest(&mut socket).await, "");
}

#[tokio::test]
async fn api_21_ambiguous_requests_are_refused() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let router = Router::new().fallback(async move || {
        counter.fetch_add(1, Ordering::SeqCst);
        "seen"
    });
    let server = Running::start(router, ServerSettings { header_timeout: SOON, ..Default::default() }).await;
    for headers in [
        "content-length: +5\r\n\r\nhello",
        "content-length: 5\r\ncontent-length: 6\r\n\r\nhello",
        "transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "transfer-encoding: x\r\n\r\n",
        "x-a: b\r\n folded\r\n\r\n",
        "x-a : b\r\n\r\n",
    ] {
        let answer = server.ask(&format!("POST / HTTP/1.1\r\nhost: localhost\r\n{headers}")).await;
        assert!(answer.starts_with("HTTP/1.1 400"), "{headers:?} {answer:?}");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 0);
    // With both, chunks count (RFC 9112, section 6.1), and what is behind them is never taken for a request.
    let both = "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nhost: x\r\n\r\n";
    server.ask(both).await;
    assert!(asked.load(Ordering::SeqCst) <= 1, "{asked:?}");
}

#[tokio::test]
async fn handlers_learn_the_address_of_the_peer() {
    let router = Router::new().route("/", on_get(async |ConnectInfo(peer): ConnectInfo<SocketAddr>| peer.to_string()));
    let server = Running::start(router, ServerSettings::default()).await;
    let mut socket = server.connect().await;
    let own = socket.local_addr().unwrap().to_string();
    socket.write_all(get("/").as_bytes()).await.unwrap();
    assert!(rest(&mut socket).await.ends_with(&own));
}

#[tokio::test]
async fn a_used_port_is_explained() {
    let listener = bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
    let address = listener.local_addr().unwrap();
    let message = bind(address).await.unwrap_err().to_string();
    assert!(message.contains(&address.to_string()) && message.contains("in use") && message.contains("server.listen"), "{message}");
    let advised = |kind: io::ErrorKind| advice(SocketAddr::from(([192, 0, 2, 1], 80)), &kind.into());
    assert!(advised(io::ErrorKind::PermissionDenied).contains("port 80 ") && advised(io::ErrorKind::PermissionDenied).contains("1024"));
    assert!(advised(io::ErrorKind::AddrNotAvailable).contains("192.0.2.1;"));
    assert!(advised(io::ErrorKind::OutOfMemory).contains("192.0.2.1:80"));
}
