//! The way to the storage for pictures that the settings name. It is no other server: whoever runs the instance names it, as the mail server,
//! and it may stand beside us, so the guard does not judge its address. No request of anybody decides where this client goes.

use super::client::chain;
use crate::error::{Error, Result};
use bytes::{Bytes, BytesMut};
use http::{Method, StatusCode, header};
use std::fmt::Display;
use std::time::Duration;
use tokio::sync::Semaphore;
use url::Url;

/// Requests at the same time; more of them wait for their turn.
const AT_ONCE: usize = 32;
/// How much of an answer without a file is read, in bytes: a short text that says what is wrong.
const MAX_TROUBLE: usize = 16 * 1024;

/// How long the storage may take, and how much it may answer.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// To open a connection.
    pub connect: Duration,
    /// For everything: waiting for a turn, connecting, sending, answering.
    pub total: Duration,
    /// The largest file, in bytes.
    pub size: usize,
}

/// A client for the storage: within limits of time and size, without redirects.
#[derive(Debug)]
pub struct StorageClient {
    inner: reqwest::Client,
    turns: Semaphore,
    patience: Patience,
}

impl StorageClient {
    /// A client with these limits.
    ///
    /// # Errors
    /// `Internal` if TLS cannot be set up.
    pub fn new(patience: Patience) -> Result<Self> {
        #[expect(clippy::disallowed_methods, reason = "not another server: the storage that whoever runs the instance named")]
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .connect_timeout(patience.connect)
            .pool_max_idle_per_host(AT_ONCE)
            .build();
        Ok(Self { inner: client.map_err(|error| Error::internal(chain(&error)))?, turns: Semaphore::new(AT_ONCE), patience })
    }

    /// Sends a request when its turn comes, with a file or without, and reads the whole answer. Every status is an answer.
    ///
    /// # Errors
    /// `Unavailable` with what was being done and what the network said, never with the address, which is signed.
    pub async fn ask(&self, doing: &str, method: Method, url: Url, file: Option<Bytes>) -> Result<(StatusCode, Bytes)> {
        let failed = |error: &dyn Display| Error::unavailable(format!("storage of pictures: {doing}: {error}"));
        let request = self.inner.request(method, url);
        let request = match file {
            // Should somebody make the bucket public: a browser does not open it as a page.
            Some(file) => request.header(header::CONTENT_TYPE, "application/octet-stream").body(file),
            None => request,
        };
        let asked = async {
            let _turn = self.turns.acquire().await.map_err(|error| failed(&error))?;
            let mut response = request.send().await.map_err(|error| failed(&chain(&error.without_url())))?;
            let status = response.status();
            let most = if status.is_success() { self.patience.size } else { MAX_TROUBLE };
            let mut body = BytesMut::new();
            while let Some(piece) = response.chunk().await.map_err(|error| failed(&chain(&error.without_url())))? {
                if body.len() + piece.len() > most {
                    return Err(failed(&"the answer is too large"));
                }
                body.extend_from_slice(&piece);
            }
            Ok((status, body.freeze()))
        };
        let answered = tokio::time::timeout(self.patience.total, asked).await;
        answered.unwrap_or_else(|_| Err(failed(&"it takes too long to answer")))
    }
}
