//! The listening server: sockets, limits, and the layers every answer passes.
//!
//! It must never know what is served: no route but `/health`, no document, no page. Everything it may wait for has a limit here.

mod answer;
mod connection;
mod health;
mod layers;
mod listen;
mod per_address;
mod socket;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

pub use health::health_routes;
pub use layers::{RequestId, layers};
pub use listen::{bind, serve};

/// Limits of the server.
#[derive(Clone)]
pub struct ServerSettings {
    /// Open connections; when they are all in use, new ones wait in the system's queue.
    pub max_connections: usize,
    /// Open connections of one address (IPv6: of one /64). Loopback, where a reverse proxy sits, is not counted.
    pub max_connections_per_address: usize,
    /// Longest wait for the whole head of a request, from the first byte or none.
    pub header_timeout: Duration,
    /// How long a connection may stay open without a request (HTTP/1.1: the shorter of this and `header_timeout`).
    pub idle_timeout: Duration,
    /// How long the client may take nothing of what we write.
    pub write_timeout: Duration,
    /// How long the client may leave one answer where it is, whatever else the connection does: HTTP/2 lets it (RFC 9113, section 5.2).
    pub answer_timeout: Duration,
    /// Longest time from the head of a request to the head of its answer, the request's body included.
    pub request_timeout: Duration,
    /// How long running requests may take to end when the server stops.
    pub stop_timeout: Duration,
    /// Answers that something is not there leave after a whole number of these, so that the time they take does not tell what is hidden from
    /// what never was; zero for at once.
    pub not_found_step: Duration,
    /// Largest body of a request, in bytes.
    pub max_body: usize,
    /// Largest body of a request that brings files (`multipart/form-data`) to a path that takes them, in bytes.
    pub max_upload: usize,
    /// Longest time for such a request.
    pub upload_timeout: Duration,
    /// Which paths take files.
    pub takes_uploads: fn(&str) -> bool,
    /// `host` or `host:port` this server answers for, without the port when it is the scheme's default; `None` answers for every name.
    pub authority: Option<String>,
    /// Makes the id of a request; has to be a header value and should not say more than a counter does.
    pub request_ids: Arc<dyn Fn() -> String + Send + Sync>,
}

/// How long an instance takes at least to say that something is not there: many times what looking for it takes.
pub const NOT_FOUND_STEP: Duration = Duration::from_millis(10);

impl Default for ServerSettings {
    /// The normal limits, with a counter for request ids.
    fn default() -> Self {
        let counter = AtomicU64::new(1);
        Self {
            max_connections: 2_048,
            max_connections_per_address: 64,
            header_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(30),
            write_timeout: Duration::from_secs(30),
            answer_timeout: Duration::from_secs(120),
            request_timeout: Duration::from_secs(30),
            stop_timeout: Duration::from_secs(30),
            not_found_step: Duration::ZERO,
            max_body: 1024 * 1024,
            max_upload: 34 * 1024 * 1024,
            upload_timeout: Duration::from_secs(180),
            takes_uploads: |_| false,
            authority: None,
            request_ids: Arc::new(move || counter.fetch_add(1, Ordering::Relaxed).to_string()),
        }
    }
}
