//! Writing a backup while the server runs.

use super::archive::{COVER, Cover, DATABASE, FORMAT, MANIFEST, MEDIA, Manifest, Measured};
use super::{Failure, Unfinished, at, beside, create, pictures};
use crate::app::{Clock, SystemClock};
use crate::config::Config;
use crate::media::{Digest, Folder};
use crate::store::schema::media;
use crate::store::{StoreSettings, connect, migrate};
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// Fast, and text shrinks to a quarter; pictures do not shrink at any level.
const LEVEL: i32 = 3;
/// How many names a note shows.
const NAMED: usize = 5;

/// What was written.
pub(super) struct Written {
    pub(super) file: PathBuf,
    pub(super) has_database: bool,
    pub(super) database: &'static str,
    pub(super) pictures: usize,
    pub(super) bytes: u64,
    /// What deserves attention.
    pub(super) notes: Vec<String>,
}

/// Writes the instance of these settings to a new file.
pub(super) fn write(config: &Config, to: &Path) -> Result<Written, Failure> {
    let name = to.to_string_lossy();
    let compressed = name.ends_with(".tar.zst");
    if !compressed && !name.ends_with(".tar") {
        return Err(Failure::new(format!("{name}: the name has to end in .tar.zst or .tar")));
    }
    if to.exists() {
        return Err(Failure::new(format!("{name} exists already; name another file")));
    }
    let part = beside(to, ".part");
    let file = create(&part).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            Failure::new(format!("{} is being written, or was left by a backup that was broken off: remove it then", part.display()))
        }
        _ => at(&part)(error),
    })?;
    let unfinished = Unfinished(part.clone());
    let snapshot = snapshot(config, to)?;
    let mut written = if compressed {
        let mut encoder = zstd::Encoder::new(&file, LEVEL).map_err(at(&part))?;
        let written = fill(config, &mut encoder, &snapshot, &part)?;
        encoder.finish().map_err(at(&part))?;
        written
    } else {
        fill(config, &file, &snapshot, &part)?
    };
    file.sync_all().map_err(at(&part))?;
    written.bytes = file.metadata().map_err(at(&part))?.len();
    // A link fails where the name is taken meanwhile; a rename would replace what is there.
    std::fs::hard_link(&part, to)
        .or_else(|_| if to.exists() { Err(ErrorKind::AlreadyExists.into()) } else { std::fs::rename(&part, to) })
        .map_err(at(to))?;
    drop(unfinished);
    written.file = to.to_owned();
    Ok(written)
}

/// The database at one moment.
struct Snapshot {
    migration: String,
    /// The copy, where the database is a file, with the digests of all pictures it names.
    file: Option<(Unfinished, BTreeSet<String>)>,
}

fn snapshot(config: &Config, to: &Path) -> Result<Snapshot, Failure> {
    let settings = StoreSettings::new(config.database.url.clone());
    let source = settings.sqlite_file()?;
    if let Some(source) = source.as_deref().filter(|source| !source.is_file()) {
        return Err(Failure::new(format!("there is no database {}; check database.url", source.display())));
    }
    let mut connection = connect(&settings)?;
    // Refuses a database that is newer than this program, which may not know all that belongs to it.
    migrate::pending(&mut connection)?;
    let migration = migrate::applied(&mut connection)?.pop().unwrap_or_default();
    if source.is_none() {
        return Ok(Snapshot { migration, file: None });
    }
    let copy = beside(to, ".database");
    create(&copy).map_err(at(&copy))?;
    let unfinished = Unfinished(copy.clone());
    let path = copy.to_str().ok_or_else(|| Failure::new(format!("{}: the name is not UTF-8", copy.display())))?;
    // SQLite fills an empty file, in one reading transaction: whoever writes meanwhile neither waits nor shows.
    let filled = diesel::sql_query("VACUUM INTO $1").bind::<Text, _>(path).execute(&mut connection);
    filled.map_err(|error| Failure::new(format!("the database cannot be copied to {path}: {error}")))?;
    drop(connection);
    let mut copied = connect(&StoreSettings::new(format!("sqlite:{path}")))?;
    let missing_table = migrate::pending(&mut copied)?.iter().any(|name| name.ends_with("_media"));
    let digests = match missing_table {
        true => BTreeSet::new(),
        false => {
            let rows: Vec<(String, String)> =
                media::table.select((media::digest, media::small_digest)).load(&mut copied).map_err(crate::error::Error::from)?;
            rows.into_iter().flat_map(|(full, small)| [full, small]).collect()
        }
    };
    Ok(Snapshot { migration, file: Some((unfinished, digests)) })
}

fn fill(config: &Config, out: impl Write, snapshot: &Snapshot, part: &Path) -> Result<Written, Failure> {
    let created = SystemClock.now();
    let mut archive = Archive {
        tar: tar::Builder::new(out),
        manifest: Manifest::default(),
        seconds: u64::try_from(created.seconds()).unwrap_or_default(),
        part,
    };
    let cover = Cover {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        origin: config.instance.origin.url(""),
        migration: snapshot.migration.clone(),
        has_database: snapshot.file.is_some(),
        created: created.rfc3339(),
    };
    archive.sheet(COVER, &cover)?;
    if let Some((copy, _)) = &snapshot.file {
        let file = File::open(&copy.0).map_err(at(&copy.0))?;
        let length = file.metadata().map_err(at(&copy.0))?.len();
        archive.add(DATABASE, length, file)?;
    }
    // After the database, so that every picture it names was there already.
    let mut notes = Vec::new();
    let in_bucket = config.media.s3.is_on();
    let found = if in_bucket { BTreeSet::new() } else { add_pictures(&mut archive, &pictures(config), &mut notes)? };
    if let Some((_, named)) = snapshot.file.as_ref().filter(|_| !in_bucket) {
        let missing: Vec<&str> = named.iter().filter(|digest| !found.contains(*digest)).map(String::as_str).collect();
        if !missing.is_empty() {
            notes.push(format!("! {} files of pictures are named in the database and not there: {}", missing.len(), shortened(&missing)));
        }
    }
    let manifest = std::mem::take(&mut archive.manifest);
    archive.sheet(MANIFEST, &manifest)?;
    archive.tar.into_inner().and_then(|mut out| out.flush()).map_err(at(part))?;
    Ok(Written {
        file: PathBuf::new(),
        has_database: snapshot.file.is_some(),
        database: if snapshot.file.is_some() { "database" } else { "no database" },
        pictures: found.len(),
        bytes: 0,
        notes,
    })
}

fn shortened(names: &[&str]) -> String {
    let more = if names.len() > NAMED { ", …" } else { "" };
    format!("{}{more}", names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", "))
}

/// Adds the files of this folder and answers their digests.
fn add_pictures(archive: &mut Archive<'_, impl Write>, folder: &Path, notes: &mut Vec<String>) -> Result<BTreeSet<String>, Failure> {
    let (mut found, mut damaged) = (BTreeSet::new(), Vec::new());
    let files = Folder::new(folder.to_owned());
    for first in names(folder)? {
        for second in names(&folder.join(&first))? {
            for name in names(&folder.join(&first).join(&second))? {
                // Files that are just being written have other names.
                let Some(digest) = Digest::parse(&name) else { continue };
                let path = files.path(&digest);
                let bytes = match std::fs::read(&path) {
                    Ok(bytes) => bytes,
                    // Removed since we looked.
                    Err(error) if error.kind() == ErrorKind::NotFound => continue,
                    Err(error) => return Err(at(&path)(error)),
                };
                if Digest::of(&bytes) != digest {
                    damaged.push(name);
                    continue;
                }
                archive.add(&format!("{MEDIA}{name}"), bytes.len() as u64, bytes.as_slice())?;
                found.insert(name);
            }
        }
    }
    if !damaged.is_empty() {
        let names: Vec<&str> = damaged.iter().map(String::as_str).collect();
        notes.push(format!("! {} files of pictures are damaged on the disk and were left out: {}", names.len(), shortened(&names)));
    }
    Ok(found)
}

/// What lies in a folder, in order; nothing where there is none.
fn names(folder: &Path) -> Result<Vec<String>, Failure> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(Vec::new()),
        Err(error) => return Err(at(folder)(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.extend(entry.map_err(at(folder))?.file_name().into_string().ok());
    }
    names.sort_unstable();
    Ok(names)
}

/// An archive that is being written.
struct Archive<'a, W: Write> {
    tar: tar::Builder<W>,
    manifest: Manifest,
    seconds: u64,
    part: &'a Path,
}

impl<W: Write> Archive<'_, W> {
    fn sheet(&mut self, name: &str, sheet: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_vec_pretty(sheet).map_err(|error| Failure::new(error.to_string()))?;
        let mut header = self.header(text.len() as u64);
        self.tar.append_data(&mut header, name, text.as_slice()).map_err(at(self.part))
    }

    fn add(&mut self, name: &str, length: u64, content: impl Read) -> Result<(), Failure> {
        let mut measured = Measured::new(content);
        let mut header = self.header(length);
        self.tar.append_data(&mut header, name, &mut measured).map_err(at(self.part))?;
        let (_, entry) = measured.finish();
        if entry.bytes != length {
            return Err(Failure::new(format!("{name} changed its length while it was read; start the backup again")));
        }
        self.manifest.entries.insert(name.to_owned(), entry);
        Ok(())
    }

    fn header(&self, length: u64) -> tar::Header {
        let mut header = tar::Header::new_gnu();
        header.set_size(length);
        header.set_mode(0o600);
        header.set_mtime(self.seconds);
        header
    }
}
