//! A ZIP file on its way to the disk, one entry after the other.

use crate::error::{Error, Result};
use crate::store::Timestamp;
use chrono::{Datelike, Timelike};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Written beside its name and renamed at the end: whoever looks finds all of it or nothing.
pub(super) struct Archive {
    writer: ZipWriter<File>,
    part: PathBuf,
    to: PathBuf,
    options: SimpleFileOptions,
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::unavailable(format!("an export could not be written: {error}"))
}

impl Archive {
    /// Begins a file that only this program's user can read.
    pub(super) fn create(to: &Path, now: Timestamp) -> Result<Self> {
        let folder = to.parent().unwrap_or(to);
        let mut making = std::fs::DirBuilder::new();
        making.recursive(true);
        let mut opening = OpenOptions::new();
        opening.write(true).create(true).truncate(true);
        #[cfg(unix)]
        {
            std::os::unix::fs::DirBuilderExt::mode(&mut making, 0o700);
            std::os::unix::fs::OpenOptionsExt::mode(&mut opening, 0o600);
        }
        making.create(folder).map_err(failed)?;
        let part = to.with_extension("part");
        let writer = ZipWriter::new(opening.open(&part).map_err(failed)?);
        // Pictures do not get smaller, and the rest is little.
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored).last_modified_time(time(now));
        Ok(Self { writer, part, to: to.to_owned(), options })
    }

    /// Begins an entry.
    pub(super) fn begin(&mut self, name: &str) -> Result<()> {
        self.writer.start_file(name, self.options).map_err(failed)
    }

    /// Goes on with it.
    pub(super) fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.writer.write_all(bytes).map_err(failed)
    }

    /// A whole entry.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        self.begin(name)?;
        self.put(bytes)
    }

    /// Ends the file and gives it its name. Answers its size in bytes.
    pub(super) fn finish(self) -> Result<i64> {
        let file = self.writer.finish().map_err(failed)?;
        file.sync_all().map_err(failed)?;
        let bytes = file.metadata().map_err(failed)?.len();
        std::fs::rename(&self.part, &self.to).map_err(failed)?;
        i64::try_from(bytes).map_err(Error::internal)
    }
}

fn time(now: Timestamp) -> DateTime {
    let at = chrono::DateTime::from_timestamp_micros(now.0).unwrap_or_default();
    let part = |part: u32| u8::try_from(part).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or_default();
    DateTime::from_date_and_time(year, part(at.month()), part(at.day()), part(at.hour()), part(at.minute()), part(at.second()))
        .unwrap_or_default()
}
