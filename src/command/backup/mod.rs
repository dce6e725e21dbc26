//! `backup` and `restore`: the whole instance as one file, and an instance from that file.
//!
//! An archive is a tar file, compressed or not: a sheet that says what it is, the database (SQLite; a copy of one moment, taken while the
//! server runs), the pictures under the digest of their content, and at the end a list with the digest of every entry. The settings are not
//! inside, since they hold passwords.
//!
//! Must never: overwrite anything, leave a half restored place behind, or write to a path that an archive names.

mod archive;
mod restore;
#[cfg(test)]
mod tests;
mod write;

pub(super) use restore::integrity;

use super::{Failure, log, say};
use crate::config::Config;
use clap::Args;
use std::fmt::Display;
use std::path::{Path, PathBuf};

/// Where to write the backup.
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The file to write, `<name>.tar.zst` (compressed) or `<name>.tar`. It must not exist.
    file: PathBuf,
}

/// What to restore.
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The file `dienstweg backup` wrote.
    file: PathBuf,
}

pub(super) async fn backup(arguments: Backup, config: Config) -> Result<(), Failure> {
    log::quiet(&config.log);
    let done = blocking({
        let config = config.clone();
        move || write::write(&config, &arguments.file)
    })
    .await?;
    say(format_args!("{}: {}, {} pictures, {}", done.file.display(), done.database, done.pictures, megabytes(done.bytes)));
    for line in done.notes {
        say(line);
    }
    if !done.has_database {
        say(format_args!(
            "The database is not inside. Dump it before every `dienstweg backup`, so that all pictures it names are in the archive:\n  \
             pg_dump --format=custom --file={}.dump '{}'",
            done.file.display(),
            config.database.url_without_password()
        ));
    }
    if config.media.s3.is_on() {
        say(format_args!(
            "The pictures are not inside: they are in the bucket {} at {}. Keep a copy of the bucket, made after this backup, so that all \
             pictures the database names are in it.",
            config.media.s3.bucket, config.media.s3.endpoint
        ));
    }
    say("The settings are not inside, because they hold passwords. Keep a copy of your settings file, too.");
    Ok(())
}

pub(super) async fn restore(arguments: Restore, config: Config) -> Result<(), Failure> {
    log::quiet(&config.log);
    let (bucket, folder) = (config.media.s3.is_on(), pictures(&config));
    let done = blocking(move || restore::restore(&config, &arguments.file)).await?;
    say(format_args!("restored what was backed up at {}: {}, {} pictures", done.created, done.database, done.pictures));
    if bucket && done.pictures > 0 {
        say(format_args!(
            "The settings name a bucket for pictures, and those of the backup are now in {}. Copy them into the bucket before you start, as \
             docs/operation.md says.",
            folder.display()
        ));
    } else if bucket {
        say("The pictures are those of the bucket; make sure that it holds at least what it held at that time.");
    }
    say(if done.has_database {
        "Start it with `dienstweg serve`; missing migrations are applied then."
    } else {
        "The database is the one that is there. Start it with `dienstweg serve`; missing migrations are applied then."
    });
    Ok(())
}

async fn blocking<R: Send + 'static>(work: impl FnOnce() -> Result<R, Failure> + Send + 'static) -> Result<R, Failure> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Failure::new(error.to_string()))?
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(1_000_000);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// The folder with our own pictures; copies of other servers' pictures lie elsewhere and are fetched again when somebody looks.
fn pictures(config: &Config) -> PathBuf {
    config.media_directory().join("files")
}

/// A failure that names the file.
fn at(path: &Path) -> impl Fn(std::io::Error) -> Failure {
    move |error| Failure::new(format!("{}: {error}", path.display()))
}

fn beside(path: &Path, ending: impl Display) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending.to_string());
    PathBuf::from(name)
}

/// A new file that its owner alone may read.
fn create(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A file or folder that goes away when the work is broken off.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // What was renamed is not there any more, and what cannot be removed was named in the failure.
        drop(if self.0.is_dir() { std::fs::remove_dir_all(&self.0) } else { std::fs::remove_file(&self.0) });
    }
}
