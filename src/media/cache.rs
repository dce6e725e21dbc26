//! Copies of other servers' pictures, encoded anew like uploads. Everything here can be had again; the oldest goes first.

use super::files::{Digest, Folder, MediaStore};
use super::picture::Picture;
use crate::error::{Error, Result};
use bytes::Bytes;
use moka::sync::Cache;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};
use tokio::sync::{Mutex, Semaphore};

/// How many pictures are fetched at the same time.
const FETCHES: usize = 8;
/// How many addresses are remembered as being fetched.
const LOCKS: u64 = 10_000;
/// Not counted yet.
const UNKNOWN: u64 = u64::MAX;

/// The cache's folder and its bounds.
#[derive(Debug)]
pub struct RemoteCache {
    folder: Folder,
    limit: u64,
    used: AtomicU64,
    locks: Cache<Digest, Arc<Mutex<()>>>,
    /// Places for fetches.
    pub fetches: Arc<Semaphore>,
}

impl RemoteCache {
    /// Files in this folder, all together at most `limit` bytes.
    pub fn new(root: PathBuf, limit: u64) -> Self {
        Self {
            folder: Folder::new(root),
            limit,
            used: AtomicU64::new(UNKNOWN),
            locks: Cache::builder().max_capacity(LOCKS).time_to_idle(Duration::from_secs(120)).build(),
            fetches: Arc::new(Semaphore::new(FETCHES)),
        }
    }

    /// The name of a copy: the address it came from and the form it has.
    pub fn key(url: &str, form: &str) -> Digest {
        Digest::of(format!("{form} {url}").as_bytes())
    }

    /// Whoever holds this fetches; the others wait and then find the copy.
    pub fn lock(&self, key: &Digest) -> Arc<Mutex<()>> {
        self.locks.get_with(key.clone(), || Arc::new(Mutex::new(())))
    }

    /// A copy, if there is one.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be read.
    pub async fn get(&self, key: &Digest) -> Result<Option<Bytes>> {
        self.folder.get(key).await
    }

    /// Removes a copy, if there is one.
    ///
    /// # Errors
    /// `Internal` when the file cannot be removed.
    pub async fn remove(&self, key: &Digest) -> Result<()> {
        self.folder.delete(key).await
    }

    /// Keeps both sizes of a picture, and lets the oldest copies go when there is no room.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be written.
    pub async fn put(&self, full: &Digest, small: &Digest, picture: &Picture) -> Result<()> {
        self.folder.put(full, Bytes::clone(&picture.full.bytes)).await?;
        self.folder.put(small, Bytes::clone(&picture.small.bytes)).await?;
        let added = (picture.full.bytes.len() + picture.small.bytes.len()) as u64;
        let before = self.used.load(Ordering::Relaxed);
        let used = if before == UNKNOWN { UNKNOWN } else { before.saturating_add(added) };
        if used > self.limit {
            let (root, limit) = (self.folder.root().to_owned(), self.limit);
            let left = tokio::task::spawn_blocking(move || evict(&root, limit)).await.map_err(Error::internal)?;
            self.used.store(left, Ordering::Relaxed);
        } else {
            self.used.store(used, Ordering::Relaxed);
        }
        Ok(())
    }
}

/// Counts what is there and, when it is too much, removes the oldest until a tenth of the room is free. Returns what is left, in bytes.
fn evict(root: &Path, limit: u64) -> u64 {
    let mut files = Vec::new();
    list(root, 0, &mut files);
    let mut used: u64 = files.iter().map(|(_, size, _)| size).sum();
    if used <= limit {
        return used;
    }
    files.sort_by_key(|(written, ..)| *written);
    for (_, size, path) in files {
        if used <= limit / 10 * 9 {
            break;
        }
        if std::fs::remove_file(path).is_ok() {
            used = used.saturating_sub(size);
        }
    }
    used
}

fn list(folder: &Path, depth: u8, files: &mut Vec<(SystemTime, u64, PathBuf)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let Ok(metadata) = entry.metadata() else { continue };
        if metadata.is_dir() && depth < 2 {
            list(&entry.path(), depth + 1, files);
        } else if metadata.is_file() {
            files.push((metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH), metadata.len(), entry.path()));
        }
    }
}
