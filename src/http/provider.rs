//! The way to the providers of single sign-on that the settings name. As the mail server and the storage for pictures they are named by
//! whoever runs the instance and may stand beside us, so the guard does not judge their addresses. No request of anybody decides where
//! this client goes.

use super::client::chain;
use crate::error::{Error, Result};
use bytes::{Bytes, BytesMut};
use http::{HeaderMap, Method, StatusCode};
use std::time::Duration;
use tokio::sync::Semaphore;
use url::Url;

/// Requests to one provider at the same time; more of them wait for their turn.
const AT_ONCE: usize = 16;
/// To open a connection.
const CONNECT: Duration = Duration::from_secs(5);
/// For everything: waiting for a turn, connecting, sending, answering.
const TOTAL: Duration = Duration::from_secs(10);
/// The largest answer, in bytes.
const MAX_BODY: usize = 256 * 1024;

/// A client for one provider: within limits of time and size, without redirects.
#[derive(Debug)]
pub struct ProviderClient {
    inner: reqwest::Client,
    turns: Semaphore,
}

impl ProviderClient {
    /// A client that says who it is.
    ///
    /// # Errors
    /// `Internal` if TLS cannot be set up.
    pub fn new(user_agent: &str) -> Result<Self> {
        #[expect(clippy::disallowed_methods, reason = "not another server: the provider that whoever runs the instance named")]
        let client = reqwest::Client::builder()
            .user_agent(user_agent)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .connect_timeout(CONNECT)
            .build();
        Ok(Self { inner: client.map_err(|error| Error::internal(chain(&error)))?, turns: Semaphore::new(AT_ONCE) })
    }

    /// Sends a request when its turn comes, and reads the whole answer. Every status is an answer.
    ///
    /// # Errors
    /// `Unavailable` with the address and what the network said; addresses hold no secret here.
    pub async fn ask(&self, method: Method, url: &Url, headers: HeaderMap, body: String) -> Result<(StatusCode, Bytes)> {
        let failed = |error: &dyn std::fmt::Display| Error::unavailable(format!("{url}: {error}"));
        let asked = async {
            let _turn = self.turns.acquire().await.map_err(|error| failed(&error))?;
            let mut request = self.inner.request(method.clone(), url.clone()).headers(headers);
            if method != Method::GET {
                request = request.body(body);
            }
            let mut response = request.send().await.map_err(|error| failed(&chain(&error.without_url())))?;
            let status = response.status();
            let mut body = BytesMut::new();
            while let Some(piece) = response.chunk().await.map_err(|error| failed(&chain(&error.without_url())))? {
                if body.len() + piece.len() > MAX_BODY {
                    return Err(failed(&"the answer is too large"));
                }
                body.extend_from_slice(&piece);
            }
            Ok((status, body.freeze()))
        };
        tokio::time::timeout(TOTAL, asked).await.unwrap_or_else(|_| Err(failed(&"it takes too long to answer")))
    }
}
