//! What the layers do to requests and answers.

use std::future::pending;
use std::io;
use std::sync::{Arc, Mutex};

use axum::Extension;
use axum::body::Body;
use axum::routing::{get as on_get, post as on_post};
use bytes::Bytes;
use futures_util::FutureExt;
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::super::{RequestId, health_routes};
use super::*;

/// Answers one request through the layers, without a socket.
async fn answer(router: &Router, path: &str) -> (u16, HeaderMap, Bytes) {
    let request = Request::get(path).header(header::ACCEPT_ENCODING, "gzip, br").header("x-request-id", "forged").body(Body::empty());
    let (head, body) = router.clone().oneshot(request.unwrap()).await.unwrap().into_parts();
    (head.status.as_u16(), head.headers, body.collect().await.unwrap().to_bytes())
}

fn layered(router: Router) -> Router {
    layers(router, &ServerSettings::default())
}

#[tokio::test(start_paused = true)]
async fn prv_35_how_long_it_takes_to_say_no_tells_nothing() {
    const STEP: Duration = Duration::from_millis(10);
    let after = |milliseconds: u64, status: StatusCode| {
        on_get(async move || {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            status
        })
    };
    let router = Router::new()
        .route("/hidden", after(4, StatusCode::NOT_FOUND))
        .route("/never", after(1, StatusCode::NOT_FOUND))
        .route("/slow", after(13, StatusCode::NOT_FOUND))
        .route("/there", after(4, StatusCode::OK));
    let router = layers(router, &ServerSettings { not_found_step: STEP, ..ServerSettings::default() });
    for (path, taken) in [("/hidden", 10), ("/never", 10), ("/slow", 20), ("/no-route", 10), ("/there", 4)] {
        let start = tokio::time::Instant::now();
        answer(&router, path).await;
        // The clock of the runtime counts in whole milliseconds.
        let off = start.elapsed().abs_diff(Duration::from_millis(taken));
        assert!(off <= Duration::from_millis(1), "{path}: {:?}", start.elapsed());
    }
}

async fn panics() -> &'static str {
    panic!("secret text")
}

/// A header as text.
fn text(headers: &HeaderMap, name: &str) -> String {
    headers[name].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn flt_22_a_panic_ends_one_request_only() {
    let router = Router::new().route("/panic", on_get(panics)).route("/", on_get(async || "well"));
    let server = Running::start(router, ServerSettings::default()).await;
    let mut socket = server.connect().await;
    socket.write_all(b"GET /panic HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let answer = read_until(&mut socket, "Internal error\n").await;
    assert!(answer.starts_with("HTTP/1.1 500") && answer.contains("x-request-id: ") && !answer.contains("secret"), "{answer}");
    // The same connection goes on.
    socket.write_all(get("/").as_bytes()).await.unwrap();
    assert!(rest(&mut socket).await.ends_with("well"));
}

#[tokio::test]
async fn jsn_02_large_bodies_are_refused() {
    let router = Router::new().route("/", on_post(async |body: Bytes| body.len().to_string()));
    let server = Running::start(router, ServerSettings { max_body: 1_000, ..Default::default() }).await;
    let post = |headers: &str, body: &str| format!("POST / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{headers}\r\n\r\n{body}");
    let announced = server.ask(&post("content-length: 1001", "")).await;
    assert!(announced.starts_with("HTTP/1.1 413"), "{announced}");
    let chunk = format!("100\r\n{}\r\n", "x".repeat(256));
    let streamed = server.ask(&post("transfer-encoding: chunked", &chunk.repeat(4))).await;
    assert!(streamed.starts_with("HTTP/1.1 413"), "{streamed}");
    let fits = server.ask(&post("content-length: 1000", &"x".repeat(1_000))).await;
    assert!(fits.ends_with("\r\n\r\n1000"), "{fits}");
}

#[tokio::test]
async fn requests_name_one_host() {
    let server = Running::start(Router::new().route("/", on_get(async || "well")), ServerSettings::default()).await;
    for (request, status) in [
        ("GET / HTTP/1.1\r\nhost: a.example\r\n", "200"),
        ("GET / HTTP/1.1\r\n", "400"),
        ("GET / HTTP/1.1\r\nhost: a.example\r\nhost: a.example\r\n", "400"),
        ("GET / HTTP/1.1\r\nhost: a.example\r\nhost: b.example\r\n", "400"),
        ("GET / HTTP/1.0\r\n", "200"),
        ("GET / HTTP/1.0\r\nhost: a.example\r\nhost: b.example\r\n", "400"),
    ] {
        let answer = server.ask(&format!("{request}connection: close\r\n\r\n")).await;
        assert!(answer.lines().next().is_some_and(|line| line.contains(status)), "{request}: {answer}");
    }
}

#[tokio::test]
async fn aut_21_other_names_than_ours_are_not_served() {
    let router = Router::new().route("/", on_get(async || "well")).merge(health_routes(|| async { true }.boxed()));
    let settings = ServerSettings { authority: Some("rudi.example".to_owned()), ..Default::default() };
    let server = Running::start(router, settings).await;
    for (host, path, status) in [
        ("rudi.example", "/", "200"),
        ("RUDI.example:443", "/", "200"),
        ("evil.example", "/", "421"),
        ("rudi.example.evil.example", "/", "421"),
        ("127.0.0.1:8080", "/", "421"),
        ("127.0.0.1:8080", "/health/live", "200"),
    ] {
        let answer = server.ask(&format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n")).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{host}{path}: {answer}");
    }
}

#[tokio::test]
async fn api_17_slow_bodies_and_slow_handlers_end() {
    let router = Router::new()
        .route("/", on_post(async |body: Bytes| body.len().to_string()))
        .route("/slow", on_post(async |_: Bytes| pending::<&str>().await));
    let server = Running::start(router, ServerSettings { request_timeout: SOON, ..Default::default() }).await;
    let post = |path: &str| format!("POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\nconnection: close\r\n\r\n");
    let unfinished = server.ask(&(post("/") + "ab")).await;
    assert!(unfinished.starts_with("HTTP/1.1 408"), "{unfinished}");
    // The client did its part, so this is our fault.
    let ours = server.ask(&(post("/slow") + "abc")).await;
    assert!(ours.starts_with("HTTP/1.1 503") && ours.contains("retry-after: 10"), "{ours}");
}

#[tokio::test]
async fn fixed_headers_and_own_request_ids() {
    let page = on_get(async |Extension(RequestId(id)): Extension<RequestId>| id.to_string());
    let strict = on_get(async || [(header::REFERRER_POLICY, "no-referrer")]);
    let router = layered(Router::new().route("/", page).route("/strict", strict));
    for number in ["1", "2"] {
        let (status, headers, body) = answer(&router, "/").await;
        assert_eq!((status, &body[..], headers["x-request-id"].as_bytes()), (200, number.as_bytes(), number.as_bytes()));
        assert_eq!(text(&headers, "x-content-type-options"), "nosniff");
        assert_eq!(text(&headers, "referrer-policy"), "same-origin");
    }
    assert_eq!(answer(&router, "/strict").await.1["referrer-policy"], "no-referrer");
    let (status, headers, _) = answer(&router, "/missing").await;
    assert_eq!((status, text(&headers, "x-request-id"), text(&headers, "x-content-type-options")), (404, "4".into(), "nosniff".into()));
}

#[tokio::test]
async fn text_is_compressed_and_streams_are_not() {
    let of_type = |content_type: &'static str| on_get(async move || ([(header::CONTENT_TYPE, content_type)], "text ".repeat(1_000)));
    let mut router = Router::new().route("/small", on_get(async || "small"));
    for (path, content_type) in [
        ("/html", "text/html; charset=utf-8"),
        ("/activity", "application/activity+json"),
        ("/svg", "image/svg+xml"),
        ("/events", "text/event-stream"),
        ("/picture", "image/png"),
    ] {
        router = router.route(path, of_type(content_type));
    }
    let router = layered(router);
    for (path, is_compressed) in
        [("/html", true), ("/activity", true), ("/svg", true), ("/events", false), ("/picture", false), ("/small", false)]
    {
        let (_, headers, body) = answer(&router, path).await;
        assert_eq!(headers.get(header::CONTENT_ENCODING).is_some(), is_compressed, "{path}");
        assert_eq!(is_compressed, body.len() < 1_000 && path != "/small", "{path}");
    }
}

#[tokio::test]
async fn health_is_about_life_and_readiness() {
    for (is_ready, status) in [(true, 200), (false, 503)] {
        let router = layered(health_routes(move || async move { is_ready }.boxed()));
        assert_eq!(answer(&router, "/health").await.0, status);
        assert_eq!(answer(&router, "/health/ready").await.0, status);
        let (live, headers, _) = answer(&router, "/health/live").await;
        assert_eq!((live, text(&headers, "cache-control")), (200, "no-store".into()));
    }
}

/// Collects what is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn prv_34_logs_hold_no_content() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false).with_writer(move || writer.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let router = layered(Router::new().route("/news/7", on_post(async |_: Bytes| "canary-answer")));
    let request = Request::post("/news/7?token=canary-query").header("cookie", "canary-cookie").header("x-request-id", "canary-id");
    let response = router.oneshot(request.body(Body::from("canary-body")).unwrap()).await.unwrap();
    assert_eq!(response.status(), 200);
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for part in ["POST", "/news/7", "status=200", "milliseconds=", "id=1"] {
        assert!(text.contains(part), "{part} not in {text}");
    }
    assert!(!text.contains("canary"), "{text}");
}
