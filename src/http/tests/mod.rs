//! The client against hostile peers on loopback. Forbidden addresses are data from an injected resolver, with a canary behind them.

mod addresses;
mod certificates;
mod http2;
mod limits;
mod peer;
mod redirects;
mod tls;
mod urls;

use std::io;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::BoxFuture;
use http::HeaderMap;
use url::Url;

use super::{Client, Mode, Resolve, Response, Settings};
use crate::error::{Error, Result};

const ACCEPT: &str = "application/activity+json";

/// Answers look-ups from a list, one entry each time, the last one for ever; counts how often it is asked.
struct Script {
    answers: Mutex<Vec<Vec<IpAddr>>>,
    asked: AtomicUsize,
}

impl Script {
    fn new(answers: &[&[&str]]) -> Arc<Self> {
        let parse = |answer: &&[&str]| answer.iter().map(|address| address.parse().unwrap()).collect();
        Arc::new(Self { answers: Mutex::new(answers.iter().map(parse).collect()), asked: AtomicUsize::new(0) })
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Resolve for Script {
    fn resolve(&self, _name: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let mut answers = self.answers.lock().unwrap();
        let answer = if answers.len() > 1 { answers.remove(0) } else { answers.first().cloned().unwrap_or_default() };
        Box::pin(async move { Ok(answer) })
    }
}

fn settings(mode: Mode) -> Settings {
    let mut settings = Settings::new("Dienstweg tests", mode);
    settings.max_body = 10_000;
    settings
}

/// Limits for tests that wait for them.
fn hasty(mode: Mode) -> Settings {
    Settings { connect_timeout: Duration::from_millis(400), total_timeout: Duration::from_millis(800), ..settings(mode) }
}

/// A client that may only reach this machine; asking its resolver would be a fault.
fn loopback_client() -> Client {
    Client::new(settings(Mode::Loopback), Script::new(&[])).unwrap()
}

/// The same with short limits.
fn hasty_client() -> Client {
    Client::new(hasty(Mode::Loopback), Script::new(&[])).unwrap()
}

/// A client with the rules of real operation. Its sockets are tied to loopback, so the system lets no packet out if a guard should fail.
fn public_client(resolver: Arc<Script>, port: u16) -> Client {
    let mut settings = settings(Mode::Public);
    settings.allowed_ports.push(port);
    Client::with(settings, resolver, |builder| builder.local_address(IpAddr::from([127, 0, 0, 1]))).unwrap()
}

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn no_headers(_url: &Url) -> Result<HeaderMap> {
    Ok(HeaderMap::new())
}

async fn get(client: &Client, address: &str) -> Result<Response> {
    client.get(&url(address), ACCEPT, &no_headers).await
}

/// The text id of a refusal.
fn text<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    match result.unwrap_err() {
        Error::Remote { reason, .. } => reason.text,
        Error::Invalid(fields) => fields[0].text,
        error => panic!("{error}"),
    }
}
