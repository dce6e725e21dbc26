//! A small S3 server on loopback. It checks every signature by the algorithm that AWS documents ("Authenticating Requests: Using Query
//! Parameters (AWS Signature Version 4)"), written down here a second time.

use crate::app::Clock;
use crate::config::S3;
use aws_lc_rs::{digest, hmac};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;
use http::{Method, StatusCode};
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

const BUCKET: &str = "bilder";
const REGION: &str = "de-mitte";
const KEY: (&str, &str) = ("AKIATEST", "s3cr3t/with+signs");

/// How the server feels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    Well,
    /// Answers 503 to everything.
    Busy,
    /// Never answers.
    Silent,
    /// Answers without end.
    Endless,
    /// Answers another content.
    Confused,
    /// Keeps what it was told to remove.
    Hoarding,
}

pub(crate) struct Shared {
    pub(crate) mood: Mutex<Mood>,
    pub(crate) files: Mutex<BTreeMap<String, Bytes>>,
    /// Method and status of every request.
    pub(crate) log: Mutex<Vec<(Method, StatusCode)>>,
    clock: Arc<dyn Clock>,
    authority: String,
}

pub(crate) struct Server {
    pub(crate) shared: Arc<Shared>,
    pub(crate) settings: S3,
    running: tokio::task::JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.running.abort();
    }
}

impl Server {
    pub(crate) async fn start(clock: Arc<dyn Clock>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let authority = listener.local_addr().unwrap().to_string();
        let (endpoint, (key_id, secret)) = (format!("http://{authority}"), KEY);
        let shared = Arc::new(Shared { mood: Mutex::new(Mood::Well), files: Mutex::default(), log: Mutex::default(), clock, authority });
        let answering = Arc::clone(&shared);
        let router = Router::new().fallback(move |request: Request| {
            let shared = Arc::clone(&answering);
            async move {
                let method = request.method().clone();
                let response = answer(&shared, request).await;
                shared.log.lock().unwrap().push((method, response.status()));
                response
            }
        });
        let running = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let settings = S3 {
            endpoint,
            bucket: BUCKET.to_owned(),
            region: REGION.to_owned(),
            key_id: key_id.to_owned(),
            secret: secret.to_owned(),
            path_style: true,
        };
        Self { shared, settings, running }
    }

    pub(crate) fn feels(&self, mood: Mood) {
        *self.shared.mood.lock().unwrap() = mood;
    }

    /// The keys of all files.
    pub(crate) fn keys(&self) -> Vec<String> {
        self.shared.files.lock().unwrap().keys().cloned().collect()
    }
}

fn trouble(status: StatusCode, code: &str) -> Response {
    (status, format!("<?xml version=\"1.0\"?>\n<Error><Code>{code}</Code><Message>…</Message></Error>")).into_response()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn keyed(key: &[u8], text: &str) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes()).as_ref().to_vec()
}

/// Days since 1970-01-01 (the civil calendar, after Hinnant).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Seconds since 1970 of `20261121T120000Z`.
fn seconds(date: &str) -> i64 {
    let number = |from: usize, to: usize| date[from..to].parse::<i64>().unwrap();
    days(number(0, 4), number(4, 6), number(6, 8)) * 86_400 + number(9, 11) * 3_600 + number(11, 13) * 60 + number(13, 15)
}

/// Whether the request is signed by the key; else the code of the error.
fn check(shared: &Shared, request: &Request) -> Result<(), &'static str> {
    let query = request.uri().query().unwrap_or_default();
    let parameters: BTreeMap<&str, &str> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
    let of = |name: &str| parameters.get(name).copied().ok_or("AccessDenied");
    if of("X-Amz-Algorithm")? != "AWS4-HMAC-SHA256" || of("X-Amz-SignedHeaders")? != "host" {
        return Err("AuthorizationQueryParametersError");
    }
    let (date, expires) = (of("X-Amz-Date")?, of("X-Amz-Expires")?.parse::<i64>().unwrap());
    let scope = format!("{}/{REGION}/s3/aws4_request", &date[..8]);
    if of("X-Amz-Credential")? != format!("{}/{scope}", KEY.0).replace('/', "%2F") {
        return Err("InvalidAccessKeyId");
    }
    let age = shared.clock.now().seconds() - seconds(date);
    if !(-900..=expires).contains(&age) {
        return Err("RequestTimeTooSkewed");
    }
    let canonical: Vec<String> =
        parameters.iter().filter(|(name, _)| **name != "X-Amz-Signature").map(|(name, value)| format!("{name}={value}")).collect();
    let host = request.headers()["host"].to_str().unwrap();
    let (method, path, query) = (request.method(), request.uri().path(), canonical.join("&"));
    let canonical = format!("{method}\n{path}\n{query}\nhost:{host}\n\nhost\nUNSIGNED-PAYLOAD");
    let hash = hex(digest::digest(&digest::SHA256, canonical.as_bytes()).as_ref());
    let to_sign = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{hash}");
    let key = keyed(format!("AWS4{}", KEY.1).as_bytes(), &date[..8]);
    let key = [REGION, "s3", "aws4_request"].iter().fold(key, |key, text| keyed(&key, text));
    if hex(&keyed(&key, &to_sign)) == of("X-Amz-Signature")? { Ok(()) } else { Err("SignatureDoesNotMatch") }
}

async fn answer(shared: &Shared, request: Request) -> Response {
    let mood = *shared.mood.lock().unwrap();
    match mood {
        Mood::Busy => return trouble(StatusCode::SERVICE_UNAVAILABLE, "SlowDown"),
        Mood::Silent => return std::future::pending().await,
        Mood::Endless => {
            return Body::from_stream(stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from_static(&[b'x'; 4096])))).into_response();
        }
        Mood::Well | Mood::Confused | Mood::Hoarding => {}
    }
    assert_eq!(request.headers()["host"], shared.authority);
    if let Err(code) = check(shared, &request) {
        return trouble(StatusCode::FORBIDDEN, code);
    }
    let path = request.uri().path().to_owned();
    let Some(key) = path.strip_prefix(&format!("/{BUCKET}/")).map(str::to_owned) else {
        return trouble(StatusCode::NOT_FOUND, "NoSuchBucket");
    };
    match *request.method() {
        Method::PUT => {
            let stated: usize = request.headers()["content-length"].to_str().unwrap().parse().unwrap();
            let body = request.into_body().collect().await.unwrap().to_bytes();
            assert_eq!(body.len(), stated);
            shared.files.lock().unwrap().insert(key, body);
            StatusCode::OK.into_response()
        }
        Method::GET if mood == Mood::Confused => "something else".into_response(),
        Method::GET => match shared.files.lock().unwrap().get(&key) {
            Some(bytes) => bytes.clone().into_response(),
            None => trouble(StatusCode::NOT_FOUND, "NoSuchKey"),
        },
        Method::DELETE => {
            if mood != Mood::Hoarding {
                shared.files.lock().unwrap().remove(&key);
            }
            StatusCode::NO_CONTENT.into_response()
        }
        _ => trouble(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed"),
    }
}
