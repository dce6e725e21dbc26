//! Files in a bucket of object storage that speaks the S3 protocol, at the paths they would have in a folder.
//!
//! The storage is named by whoever runs the instance, as the mail server is: it may stand beside us, so it is not asked by the client that
//! guards the way to other servers. What it answers is as little trusted: within limits of time and size, without redirects, and a file counts
//! only if its content has the digest it is kept under. What goes wrong there is a fault of ours and passes: always `Unavailable`. Errors and
//! logs must never hold an address that was signed.

use super::files::{Digest, MediaStore};
use super::picture::MAX_BYTES;
use crate::config;
use crate::error::{Error, Result};
use crate::http::{Patience, StorageClient};
use crate::store::types::Timestamp;
use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use http::{Method, StatusCode};
use rusty_s3::actions::{DeleteObject, GetObject, PutObject};
use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// What the time is.
pub type Now = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// How long a signature counts: longer than any request lasts.
const SIGNED_FOR: Duration = Duration::from_secs(120);
/// 5 s to connect, 20 s in all, and no more than any picture that was encoded here has.
const USUAL: Patience = Patience { connect: Duration::from_secs(5), total: Duration::from_secs(20), size: 2 * MAX_BYTES };

/// A bucket.
pub struct S3 {
    bucket: Bucket,
    credentials: Credentials,
    client: StorageClient,
    now: Now,
}

impl fmt::Debug for S3 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("S3").field("bucket", &self.bucket.name()).finish_non_exhaustive()
    }
}

impl S3 {
    /// The bucket of these settings. Asks nothing yet.
    ///
    /// # Errors
    /// `Internal` when the settings name no bucket or TLS cannot be set up.
    pub fn new(settings: &config::S3, now: Now) -> Result<Self> {
        Self::with(settings, now, USUAL)
    }

    /// As [`S3::new`], with other limits.
    pub fn with(settings: &config::S3, now: Now, patience: Patience) -> Result<Self> {
        let endpoint = Url::parse(&settings.endpoint).map_err(|_| Error::internal("media.s3.endpoint"))?;
        let style = if settings.path_style { UrlStyle::Path } else { UrlStyle::VirtualHost };
        let bucket = Bucket::new(endpoint, style, settings.bucket.clone(), settings.region.clone());
        Ok(Self {
            bucket: bucket.map_err(|error| Error::internal(format!("media.s3: {error}")))?,
            credentials: Credentials::new(settings.key_id.clone(), settings.secret.clone()),
            client: StorageClient::new(patience)?,
            now,
        })
    }

    /// The address of the bucket.
    pub const fn address(&self) -> &Url {
        self.bucket.base_url()
    }
}

/// What the storage answered.
struct Answer {
    status: StatusCode,
    body: Bytes,
}

impl Answer {
    /// The storage's word for what is wrong, such as `NoSuchKey`; empty if it says none.
    fn code(&self) -> &str {
        let text = std::str::from_utf8(&self.body).unwrap_or_default();
        let code = text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>")).map_or("", |(code, _)| code);
        if code.len() <= 60 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()) { code } else { "" }
    }

    /// Whether the bucket is there and the file is not.
    fn is_missing(&self) -> bool {
        self.status == StatusCode::NOT_FOUND && self.code() == "NoSuchKey"
    }

    fn refused(&self, doing: &str) -> Error {
        let code = self.code();
        Error::unavailable(format!(
            "storage of pictures: {doing}: status {}{}{code}",
            self.status.as_u16(),
            if code.is_empty() { "" } else { " " }
        ))
    }
}

impl S3 {
    fn sign<'a>(&self, action: &impl S3Action<'a>) -> Result<Url> {
        let now = jiff::Timestamp::from_second((self.now)().seconds()).map_err(Error::internal)?;
        Ok(action.sign_with_time(SIGNED_FOR, &now))
    }

    async fn ask<'a, A: S3Action<'a>>(&self, doing: &str, method: Method, action: A, file: Option<Bytes>) -> Result<Answer> {
        let (status, body) = self.client.ask(doing, method, self.sign(&action)?, file).await?;
        Ok(Answer { status, body })
    }

    async fn write(&self, digest: &Digest, bytes: Bytes) -> Result<()> {
        let place = digest.place();
        let action = PutObject::new(&self.bucket, Some(&self.credentials), &place);
        let answer = self.ask("writing", Method::PUT, action, Some(bytes)).await?;
        if answer.status.is_success() { Ok(()) } else { Err(answer.refused("writing")) }
    }

    async fn read(&self, digest: &Digest) -> Result<Option<Bytes>> {
        let place = digest.place();
        let answer = self.ask("reading", Method::GET, GetObject::new(&self.bucket, Some(&self.credentials), &place), None).await?;
        if answer.is_missing() {
            return Ok(None);
        }
        if answer.status != StatusCode::OK {
            return Err(answer.refused("reading"));
        }
        if Digest::of(&answer.body) != *digest {
            return Err(Error::unavailable(format!("storage of pictures: reading: {digest} has another content by now")));
        }
        Ok(Some(answer.body))
    }

    async fn remove(&self, digest: &Digest) -> Result<()> {
        let place = digest.place();
        let action = DeleteObject::new(&self.bucket, Some(&self.credentials), &place);
        let answer = self.ask("removing", Method::DELETE, action, None).await?;
        if answer.status.is_success() || answer.is_missing() { Ok(()) } else { Err(answer.refused("removing")) }
    }
}

impl MediaStore for S3 {
    fn put(&self, digest: &Digest, bytes: Bytes) -> BoxFuture<'_, Result<()>> {
        let digest = digest.clone();
        async move { self.write(&digest, bytes).await }.boxed()
    }

    fn get(&self, digest: &Digest) -> BoxFuture<'_, Result<Option<Bytes>>> {
        let digest = digest.clone();
        async move { self.read(&digest).await }.boxed()
    }

    fn delete(&self, digest: &Digest) -> BoxFuture<'_, Result<()>> {
        let digest = digest.clone();
        async move { self.remove(&digest).await }.boxed()
    }
}
