//! Where files are: a small interface, and a folder that fulfils it. Object storage ([`super::S3`]) is the other implementation.

use crate::error::{Error, Result};
use aws_lc_rs::digest;
use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use std::fmt;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// The name of a file: SHA-256 of its content, 64 hexadecimal digits. Nothing else can become a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Digest(String);

impl Digest {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let hash = digest::digest(&digest::SHA256, bytes);
        Self(hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Reads a digest from a row.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        plain.then(|| Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Keeps files under the digest of their content.
pub trait MediaStore: Send + Sync {
    /// Stores a file. Storing it again changes nothing.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be written; nothing is left behind then.
    fn put(&self, digest: &Digest, bytes: Bytes) -> BoxFuture<'_, Result<()>>;

    /// The file, if it is there.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be read.
    fn get(&self, digest: &Digest) -> BoxFuture<'_, Result<Option<Bytes>>>;

    /// Removes a file. One that is not there is gone already.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be removed.
    fn delete(&self, digest: &Digest) -> BoxFuture<'_, Result<()>>;
}

impl Digest {
    /// The path of a file with this content, two levels of folders deep: `ab/cd/abcd…`. The same in a folder and in a bucket, so that files can
    /// be copied from one to the other.
    pub fn place(&self) -> String {
        format!("{}/{}/{}", &self.0[..2], &self.0[2..4], self.0)
    }
}

/// Files in a folder, at their [`Digest::place`].
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Files below this folder, which is made when it is needed.
    pub const fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path of a file.
    pub fn path(&self, digest: &Digest) -> PathBuf {
        self.root.join(digest.place())
    }
}

async fn blocking<R: Send + 'static>(work: impl FnOnce() -> std::io::Result<R> + Send + 'static) -> Result<R> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?.map_err(|error| Error::unavailable(format!("media folder: {error}")))
}

/// Writes beside the final name and renames: a reader sees the whole file or none.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let folder = path.parent().unwrap_or(path);
    let mut making = std::fs::DirBuilder::new();
    making.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut making, 0o700);
    making.create(folder)?;
    let temporary = folder.join(format!(".{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
    let written = write_new(&temporary, bytes).and_then(|()| std::fs::rename(&temporary, path));
    if written.is_err() {
        drop(std::fs::remove_file(&temporary));
    }
    written
}

fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Nothing where there is no file.
fn if_there<R>(result: std::io::Result<R>) -> std::io::Result<Option<R>> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        other => other.map(Some),
    }
}

impl MediaStore for Folder {
    fn put(&self, digest: &Digest, bytes: Bytes) -> BoxFuture<'_, Result<()>> {
        let path = self.path(digest);
        blocking(move || if path.exists() { Ok(()) } else { write(&path, &bytes) }).boxed()
    }

    fn get(&self, digest: &Digest) -> BoxFuture<'_, Result<Option<Bytes>>> {
        let path = self.path(digest);
        blocking(move || if_there(std::fs::read(path)).map(|bytes| bytes.map(Bytes::from))).boxed()
    }

    fn delete(&self, digest: &Digest) -> BoxFuture<'_, Result<()>> {
        let path = self.path(digest);
        blocking(move || if_there(std::fs::remove_file(path)).map(drop)).boxed()
    }
}
