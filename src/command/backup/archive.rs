//! What stands in a backup: the names of its entries, the sheet at its beginning and the list at its end.

use aws_lc_rs::digest::{Context, SHA256};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{Read, Write};

/// The form of backups this program writes, and the newest it reads.
pub(super) const FORMAT: u32 = 1;
/// The first entry: [`Cover`].
pub(super) const COVER: &str = "backup.json";
/// The database, where it is SQLite.
pub(super) const DATABASE: &str = "database.sqlite";
/// What the names of pictures begin with; the digest of the file follows.
pub(super) const MEDIA: &str = "media/";
/// The last entry: [`Manifest`]. Without it the archive is cut off.
pub(super) const MANIFEST: &str = "manifest.json";

/// What one has to know before reading further.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cover {
    /// See [`FORMAT`].
    pub(super) format: u32,
    /// Version of the program that wrote it.
    pub(super) program: String,
    /// The public address of the instance.
    pub(super) origin: String,
    /// Newest migration of the database.
    pub(super) migration: String,
    /// Whether the database is inside; PostgreSQL's is not.
    pub(super) has_database: bool,
    /// When it was begun (RFC 3339).
    pub(super) created: String,
}

/// Every entry between the cover and this list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) entries: BTreeMap<String, Entry>,
}

/// Length and digest of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

/// Counts and digests what is read or written through it.
pub(super) struct Measured<T> {
    inner: T,
    context: Context,
    bytes: u64,
}

impl<T> Measured<T> {
    pub(super) fn new(inner: T) -> Self {
        Self { inner, context: Context::new(&SHA256), bytes: 0 }
    }

    pub(super) fn finish(self) -> (T, Entry) {
        let sha256 = self.context.finish().as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        (self.inner, Entry { bytes: self.bytes, sha256 })
    }

    fn note(&mut self, bytes: &[u8]) {
        self.context.update(bytes);
        self.bytes += bytes.len() as u64;
    }
}

impl<T: Read> Read for Measured<T> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.note(buffer.get(..length).unwrap_or_default());
        Ok(length)
    }
}

impl<T: Write> Write for Measured<T> {
    fn write(&mut self, buffer: &[u8]) -> std::io::Result<usize> {
        let length = self.inner.write(buffer)?;
        self.note(buffer.get(..length).unwrap_or_default());
        Ok(length)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}
