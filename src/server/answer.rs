//! Answers on their way to a client.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

/// A request that runs: from its head to the last byte of the answer.
pub(super) struct Busy(watch::Sender<usize>);

impl Busy {
    pub(super) fn new(running: &watch::Sender<usize>) -> Self {
        running.send_modify(|count| *count += 1);
        Self(running.clone())
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}

/// Since when the answers of one connection wait for the client to take more of them. In HTTP/2 nothing has to be written meanwhile, so that the
/// socket does not notice (RFC 9113, section 5.2).
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting(Arc<Mutex<Since>>);

#[derive(Debug, Default)]
struct Since {
    last: u64,
    waiting: HashMap<u64, Instant>,
}

impl Waiting {
    /// Ends when one of them has waited for this long.
    pub(super) async fn too_long(&self, limit: Duration) {
        loop {
            sleep(limit / 2).await;
            let now = Instant::now();
            if self.lock().waiting.values().any(|since| now.duration_since(*since) >= limit) {
                return;
            }
        }
    }

    fn begin(&self) -> u64 {
        let mut since = self.lock();
        since.last += 1;
        let number = since.last;
        since.waiting.insert(number, Instant::now());
        number
    }

    fn lock(&self) -> MutexGuard<'_, Since> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The body of an answer, which counts as running until it is sent.
pub(super) struct Held {
    inner: Body,
    waiting: Waiting,
    number: u64,
    _busy: Busy,
}

impl Held {
    pub(super) fn new(inner: Body, waiting: &Waiting, busy: Busy) -> Self {
        Self { inner, number: waiting.begin(), waiting: waiting.clone(), _busy: busy }
    }
}

impl HttpBody for Held {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.inner).poll_frame(context);
        let mut since = self.waiting.lock();
        match polled {
            // What it has to say was taken: now it is our turn.
            Poll::Pending => since.waiting.remove(&self.number),
            Poll::Ready(_) => since.waiting.insert(self.number, Instant::now()),
        };
        drop(since);
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.waiting.lock().waiting.remove(&self.number);
    }
}
