//! `GET /live`: one stream of events (HTML standard, server-sent events) for each page that is open, for people who are logged in. It says how
//! much is unread, and how many comments came after those on the page; pages work without it.
//!
//! Must never: send what somebody wrote, or go on after the session ended.

use super::form::Asked;
use super::texts::Texts;
use super::visit::Visit;
use crate::app::{App, Heard, Stream};
use crate::error::{Error, Result};
use crate::live::{self, Reading};
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

/// So often something is sent, so that proxies and browsers know that the stream lives.
const HEARTBEAT: Duration = Duration::from_secs(25);

/// What the page shows.
#[derive(Debug, Default, Deserialize)]
pub struct Page {
    /// The beginning of a thread.
    #[serde(default)]
    beitrag: Option<i64>,
    /// The newest number on the page.
    #[serde(default)]
    nach: Option<i64>,
}

/// What the page says next to the bell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Bell {
    count: i64,
    /// In two digits.
    short: String,
    /// In words.
    label: String,
}

/// What the page says above the comments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Arrived {
    count: i64,
    /// On the button.
    label: String,
    /// For those who hear the page.
    said: String,
}

/// What one stream has told so far.
struct Teller {
    app: Arc<App>,
    t: Texts,
    stream: Stream,
    person: i64,
    reading: Option<Reading>,
    /// The last number told at the bell; none before the first.
    unread: Option<i64>,
    comments: i64,
    /// Something waits for the end of the quiet hours.
    held: bool,
}

/// `GET /live`.
pub async fn open(visit: Visit, Asked(page): Asked<Page>) -> Response {
    let (Ok(person), Some(session)) = (visit.signed_in(), visit.session_digest()) else {
        // To browsers this says: do not come again.
        return StatusCode::NO_CONTENT.into_response();
    };
    let stream = match visit.app.streams.open(&session) {
        Ok(stream) => stream,
        Err(Error::TooMany { retry_after }) => return later(StatusCode::TOO_MANY_REQUESTS, retry_after),
        Err(_) => return later(StatusCode::SERVICE_UNAVAILABLE, 60),
    };
    let reading = page.beitrag.zip(page.nach).map(|(root_id, after)| Reading { root_id, after });
    let teller = Teller { app: Arc::clone(&visit.app), t: visit.t, stream, person, reading, unread: None, comments: 0, held: false };
    let events = stream::unfold(teller, |mut teller| async move {
        let event = teller.next().await?;
        Some((Ok::<_, Infallible>(event), teller))
    });
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        // A proxy in front must not wait until there is more.
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    ];
    (StatusCode::OK, headers, Body::from_stream(events)).into_response()
}

fn later(status: StatusCode, seconds: u32) -> Response {
    (status, [(RETRY_AFTER, HeaderValue::from(seconds)), (CACHE_CONTROL, HeaderValue::from_static("no-store"))]).into_response()
}

impl Teller {
    /// The next piece of the stream; none when it ends.
    async fn next(&mut self) -> Option<String> {
        if self.unread.is_none() {
            // What happened between the page and its stream.
            return self.look().await.or(Some(String::new()));
        }
        loop {
            let heard = tokio::select! {
                heard = self.stream.hear() => heard,
                () = tokio::time::sleep(HEARTBEAT) => {
                    let held = if self.held { self.look().await } else { None };
                    return held.or(Some(":\n\n".to_owned()));
                }
            };
            let concerns = match heard {
                Heard::End => return None,
                Heard::Missed => true,
                Heard::News(news) => {
                    news.people.contains(&self.person) || self.reading.is_some_and(|reading| news.threads.contains(&reading.root_id))
                }
            };
            if concerns && let Some(events) = self.look().await {
                return Some(events);
            }
        }
    }

    /// What changed since it was told last; none when nothing did.
    async fn look(&mut self) -> Option<String> {
        let numbers = match live::numbers(&self.app, self.person, self.reading).await {
            Ok(numbers) => numbers,
            Err(error) => {
                tracing::error!(%error, "looking for what is new failed");
                self.unread.get_or_insert_default();
                return None;
            }
        };
        let mut events = String::new();
        // More is kept for later while nobody wants to be disturbed; less is no disturbance.
        self.held = numbers.quiet && self.unread.is_some_and(|told| numbers.unread > told);
        if self.unread != Some(numbers.unread) && !self.held {
            let label = self.t.with("layout-unread", "count", numbers.unread).into_owned();
            let bell = Bell { count: numbers.unread, short: short(numbers.unread), label };
            events.push_str(&event("bell", &bell).ok()?);
            self.unread = Some(numbers.unread);
        }
        if self.comments != numbers.comments {
            let text = |id: &str| self.t.with(id, "count", numbers.comments).into_owned();
            let arrived = Arrived { count: numbers.comments, label: text("live-comments-show"), said: text("posts-unread-comments") };
            events.push_str(&event("comments", &arrived).ok()?);
            self.comments = numbers.comments;
        }
        (!events.is_empty()).then_some(events)
    }
}

/// One event: its name and one line of JSON.
fn event(name: &str, data: &impl Serialize) -> Result<String> {
    let data = serde_json::to_string(data).map_err(Error::internal)?;
    Ok(format!("event: {name}\ndata: {data}\n\n"))
}

/// As in the layout, in two digits.
fn short(count: i64) -> String {
    if count > 99 { "99+".to_owned() } else { count.to_string() }
}

#[cfg(test)]
mod tests;
