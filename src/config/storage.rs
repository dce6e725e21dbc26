//! Object storage for pictures.

use serde::{Deserialize, Serialize};
use std::fmt;
use url::Url;

use super::load::ConfigError;

/// A bucket that speaks the S3 protocol, instead of a folder.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct S3 {
    /// The address of the storage, without the bucket; empty for a folder.
    pub endpoint: String,
    /// The bucket.
    pub bucket: String,
    /// Its region, as the storage calls it; part of every signature.
    pub region: String,
    /// The name of the access key.
    pub key_id: String,
    /// The access key.
    pub secret: String,
    /// Whether the bucket stands in the path of addresses, not in the host name.
    pub path_style: bool,
}

impl Default for S3 {
    fn default() -> Self {
        Self {
            endpoint: String::new(),
            bucket: String::new(),
            region: "us-east-1".to_owned(),
            key_id: String::new(),
            secret: String::new(),
            path_style: true,
        }
    }
}

impl fmt::Debug for S3 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("S3")
            .field("endpoint", &self.endpoint)
            .field("bucket", &self.bucket)
            .field("region", &self.region)
            .field("path_style", &self.path_style)
            .finish_non_exhaustive()
    }
}

impl S3 {
    /// Whether pictures lie there.
    pub const fn is_on(&self) -> bool {
        !self.endpoint.is_empty()
    }

    /// The settings as they may be shown.
    pub(super) fn without_secret(&self) -> Self {
        let secret = if self.secret.is_empty() { "" } else { "***" };
        Self { secret: secret.to_owned(), ..self.clone() }
    }

    /// Whether the settings say where the bucket is and how to get in.
    ///
    /// # Errors
    /// The setting that cannot be used, and what to write instead.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let given = [("bucket", &self.bucket), ("key_id", &self.key_id), ("secret", &self.secret)];
        if !self.is_on() {
            return match given.into_iter().find(|(_, value)| !value.is_empty()) {
                Some((key, _)) => {
                    Err(ConfigError::key(&format!("media.s3.{key}"), "is of no use without media.s3.endpoint, the address of the storage"))
                }
                None => Ok(()),
            };
        }
        let form = "must be an address such as `https://s3.example.org`, without bucket, user name and `?`";
        let url = Url::parse(&self.endpoint).map_err(|_| ConfigError::key("media.s3.endpoint", form))?;
        let plain = url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none();
        if !plain || !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
            return Err(ConfigError::key("media.s3.endpoint", form));
        }
        let needed = given.into_iter().chain([("region", &self.region)]);
        if let Some((key, _)) = needed.into_iter().find(|(_, value)| value.trim().is_empty()) {
            return Err(ConfigError::key(
                &format!("media.s3.{key}"),
                "is missing; the storage needs endpoint, bucket, region, key_id and secret",
            ));
        }
        let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'));
        if !is_name(&self.bucket) {
            return Err(ConfigError::key(
                "media.s3.bucket",
                "must be a name such as `dienstweg-bilder`: letters, digits, dots and hyphens",
            ));
        }
        if !self.path_style && url.domain().is_none() {
            return Err(ConfigError::key("media.s3.path_style", "must be true where the endpoint is an IP address"));
        }
        Ok(())
    }
}
