//! Pictures: read within limits and encoded anew, kept as files under the digest of their content, with a row that says whose they are and
//! who may see them.
//!
//! Nothing that somebody sent is ever stored or served as it came: what is kept was encoded here, so it holds no metadata, no second format
//! and nothing a browser could run. Whether a picture may be seen is decided by the object it hangs on ([`model::visible`]), nowhere else.
//! This module must never know pages or activities, and open no connection by itself: to the storage that the settings name ([`S3`]) `http` leads.

mod cache;
mod files;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
pub mod model;
mod picture;
mod s3;
#[cfg(test)]
mod tests;
mod webp;
mod workshop;

pub use cache::RemoteCache;
pub use files::{Digest, Folder, MediaStore};
pub use model::{Media, Purpose};
pub use picture::{MAX_BYTES, MAX_PIXELS, MediaType, Picture, PictureError, Rendition, Shape};
pub use s3::{Now, S3};
pub use workshop::Workshop;

use crate::config::Config;
use crate::error::Result;
use bytes::Bytes;
use std::sync::Arc;
use tokio::sync::{RwLock, Semaphore};

/// How many uploads are read at the same time; each holds its files in memory until they are encoded.
const UPLOADS_AT_ONCE: usize = 8;

/// What an instance needs to keep pictures.
pub struct Shelf {
    /// Where the files are.
    pub files: Arc<dyn MediaStore>,
    /// Reads and encodes.
    pub workshop: Workshop,
    /// Copies of other servers' pictures.
    pub cache: RemoteCache,
    /// Places for uploads on their way in.
    pub uploads: Arc<Semaphore>,
    /// Held while a file and its row come (many at once) or a file goes (alone), so that none is removed that a new row is about to name.
    pub keeping: RwLock<()>,
}

impl std::fmt::Debug for Shelf {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Shelf").finish_non_exhaustive()
    }
}

impl Shelf {
    /// Files in the bucket or folder the settings name. The folder is made when the first file comes. `now` is the time that requests to the
    /// storage are signed with.
    ///
    /// # Errors
    /// As [`S3::new`].
    pub fn open(config: &Config, now: Now) -> Result<Self> {
        let root = config.media_directory();
        let limit = u64::from(config.media.remote_cache_megabytes) * 1024 * 1024;
        let files: Arc<dyn MediaStore> =
            if config.media.s3.is_on() { Arc::new(S3::new(&config.media.s3, now)?) } else { Arc::new(Folder::new(root.join("files"))) };
        Ok(Self {
            files,
            workshop: Workshop::new(),
            cache: RemoteCache::new(root.join("remote"), limit),
            uploads: Arc::new(Semaphore::new(UPLOADS_AT_ONCE)),
            keeping: RwLock::new(()),
        })
    }

    /// Stores both sizes of a picture and answers their digests.
    ///
    /// # Errors
    /// What the store of files answers.
    pub async fn put(&self, picture: &Picture) -> Result<(Digest, Digest)> {
        let digests = (Digest::of(&picture.full.bytes), Digest::of(&picture.small.bytes));
        self.files.put(&digests.0, Bytes::clone(&picture.full.bytes)).await?;
        self.files.put(&digests.1, Bytes::clone(&picture.small.bytes)).await?;
        Ok(digests)
    }
}
