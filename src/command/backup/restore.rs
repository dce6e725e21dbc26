//! Restoring: into a place of its own first, checked to the last byte, then moved where it belongs.

use super::archive::{COVER, Cover, DATABASE, Entry, FORMAT, MANIFEST, MEDIA, Manifest, Measured};
use super::{Failure, Unfinished, at, beside, create, pictures};
use crate::actor::ActorKind;
use crate::config::Config;
use crate::media::{Digest, Folder};
use crate::store::schema::actors;
use crate::store::{Conn, StoreSettings, connect, migrate};
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// The first bytes of a file compressed with Zstandard (RFC 8878 §3.1.1).
const ZSTANDARD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// Largest cover, in bytes.
const MAX_COVER: u64 = 64 * 1024;
/// Largest manifest, in bytes: some millions of pictures.
const MAX_MANIFEST: u64 = 1024 * 1024 * 1024;

/// More than all communities announce between a backup and the day it is needed.
const ANNOUNCED_SINCE: i64 = 1_000_000;

/// What was restored.
#[derive(Debug)]
pub(super) struct Restored {
    pub(super) created: String,
    pub(super) has_database: bool,
    pub(super) database: &'static str,
    pub(super) pictures: usize,
}

/// Restores an archive to where these settings say, where nothing may be yet.
pub(super) fn restore(config: &Config, from: &Path) -> Result<Restored, Failure> {
    let place = Place::free(config)?;
    let mut file = File::open(from).map_err(at(from))?;
    let mut magic = Vec::new();
    file.by_ref().take(4).read_to_end(&mut magic).map_err(at(from))?;
    file.seek(SeekFrom::Start(0)).map_err(at(from))?;
    let archive = Unpacking { config, from, place: &place, cover: None, found: BTreeMap::new(), manifest: None };
    let (cover, found) = if magic == ZSTANDARD {
        archive.unpack(zstd::Decoder::new(file).map_err(at(from))?)?
    } else {
        archive.unpack(BufReader::new(file))?
    };
    let pictures = found.keys().filter(|name| name.starts_with(MEDIA)).count();
    if !cover.has_database {
        number_anew_on_postgres(config)?;
    }
    place.take(cover.has_database, pictures > 0)?;
    let database = if cover.has_database { "database" } else { "no database" };
    Ok(Restored { created: cover.created, has_database: cover.has_database, database, pictures })
}

/// Where things will be, and where they are until everything is checked.
struct Place {
    database: Option<(PathBuf, Unfinished)>,
    pictures: (PathBuf, Unfinished),
    /// The folder around them; one that was made in vain goes again.
    _around: Made,
}

/// A folder that was not there before; it goes when nothing was put in.
struct Made(Option<PathBuf>);

impl Drop for Made {
    fn drop(&mut self) {
        // A folder with anything in it cannot be removed this way.
        drop(self.0.as_ref().map(std::fs::remove_dir));
    }
}

impl Place {
    fn free(config: &Config) -> Result<Self, Failure> {
        let settings = StoreSettings::new(config.database.url.clone());
        let database = match settings.sqlite_file()? {
            None => None,
            Some(file) => {
                for ending in ["", "-wal", "-shm", "-journal"] {
                    let taken = beside(&file, ending);
                    if taken.exists() {
                        return Err(Failure::new(format!(
                            "{} exists, and a restore overwrites nothing: stop the server and move the file away, or name another one in database.url",
                            taken.display()
                        )));
                    }
                }
                Some(file)
            }
        };
        let folder = pictures(config);
        if std::fs::read_dir(&folder).is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(Failure::new(format!(
                "the folder {} is not empty, and a restore overwrites nothing: move it away, or name another folder in media.directory",
                folder.display()
            )));
        }
        let staged = |path: &Path| beside(path, ".restoring");
        if let Some(left) = [Some(&folder), database.as_ref()].into_iter().flatten().map(|path| staged(path)).find(|staged| staged.exists())
        {
            return Err(Failure::new(format!(
                "{} is in use by another restore, or was left by one that was broken off: remove it then",
                left.display()
            )));
        }
        let waiting = |path: PathBuf| (path.clone(), Unfinished(staged(&path)));
        let around = Made(folder.parent().filter(|around| !around.exists()).map(Path::to_owned));
        Ok(Self { database: database.map(waiting), pictures: waiting(folder), _around: around })
    }

    /// Moves what was checked to where it belongs: the database last, since without it there is no instance.
    fn take(&self, database: bool, pictures: bool) -> Result<(), Failure> {
        let (folder, staged) = &self.pictures;
        if pictures {
            std::fs::rename(&staged.0, folder).map_err(at(folder))?;
        }
        if let (true, Some((file, staged))) = (database, &self.database) {
            if let Err(error) = std::fs::rename(&staged.0, file) {
                // All or nothing: what cannot be moved back either is named in the failure below.
                drop(std::fs::rename(folder, &self.pictures.1.0));
                return Err(at(file)(error));
            }
            let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            File::open(parent).and_then(|folder| folder.sync_all()).map_err(at(parent))?;
        }
        Ok(())
    }
}

struct Unpacking<'a> {
    config: &'a Config,
    from: &'a Path,
    place: &'a Place,
    cover: Option<Cover>,
    found: BTreeMap<String, Entry>,
    manifest: Option<Manifest>,
}

impl Unpacking<'_> {
    fn damaged(&self, why: impl std::fmt::Display) -> Failure {
        Failure::new(format!(
            "{} is damaged or no backup of Dienstweg ({why}); nothing was restored. Take another backup",
            self.from.display()
        ))
    }

    fn unpack(mut self, reader: impl Read) -> Result<(Cover, BTreeMap<String, Entry>), Failure> {
        let mut archive = tar::Archive::new(reader);
        for entry in archive.entries().map_err(|error| self.damaged(error))? {
            let entry = entry.map_err(|error| self.damaged(error))?;
            self.entry(entry)?;
        }
        let Some(manifest) = self.manifest.take() else { return Err(self.damaged("it is cut off: the list at its end is missing")) };
        if let Some((name, _)) = manifest.entries.iter().find(|(name, entry)| self.found.get(*name) != Some(entry)) {
            return Err(self.damaged(format_args!("{name} is not what the list at the end says")));
        }
        if let Some(name) = self.found.keys().find(|name| !manifest.entries.contains_key(*name)) {
            return Err(self.damaged(format_args!("{name} is not in the list at the end")));
        }
        let Some(cover) = self.cover.take() else { return Err(self.damaged("it is empty")) };
        if cover.has_database {
            self.check_database()?;
        }
        Ok((cover, self.found))
    }

    fn entry(&mut self, mut entry: tar::Entry<'_, impl Read>) -> Result<(), Failure> {
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if self.manifest.is_some() {
            return Err(self.damaged(format_args!("{name:?} follows after the end")));
        }
        if !entry.header().entry_type().is_file() {
            return Err(self.damaged(format_args!("{name:?} is not a file")));
        }
        match (name.as_str(), &self.cover) {
            (COVER, None) => {
                let cover: Cover = self.sheet(&mut entry, MAX_COVER)?;
                self.check(&cover)?;
                self.cover = Some(cover);
                Ok(())
            }
            (_, None) => Err(self.damaged(format_args!("it begins with {name:?}"))),
            (MANIFEST, _) => {
                self.manifest = Some(self.sheet(&mut entry, MAX_MANIFEST)?);
                Ok(())
            }
            (_, Some(cover)) => {
                // No name from the archive becomes a path: what is not one of these is refused.
                let digest = name.strip_prefix(MEDIA).and_then(Digest::parse);
                let path = match (&digest, &self.place.database) {
                    (Some(digest), _) => Folder::new(self.place.pictures.1.0.clone()).path(digest),
                    (None, Some((_, staged))) if name == DATABASE && cover.has_database => staged.0.clone(),
                    _ => return Err(self.damaged(format_args!("{name:?} does not belong into a backup"))),
                };
                let measured = self.write(&mut entry, &path)?;
                if digest.is_some_and(|digest| digest.as_str() != measured.sha256) {
                    return Err(self.damaged(format_args!("{name} has another content than its name says")));
                }
                self.found.insert(name, measured);
                Ok(())
            }
        }
    }

    fn sheet<T: DeserializeOwned>(&self, entry: &mut tar::Entry<'_, impl Read>, most: u64) -> Result<T, Failure> {
        let mut text = Vec::new();
        entry.take(most).read_to_end(&mut text).map_err(|error| self.damaged(error))?;
        serde_json::from_slice(&text).map_err(|error| self.damaged(error))
    }

    /// Whether this program and these settings fit.
    fn check(&self, cover: &Cover) -> Result<(), Failure> {
        let from = self.from.display();
        let unknown = !cover.migration.is_empty() && !migrate::knows(&cover.migration);
        if cover.format > FORMAT || unknown {
            return Err(Failure::new(format!(
                "{from} was made by Dienstweg {}, which is newer than this program ({}): update dienstweg",
                cover.program,
                env!("CARGO_PKG_VERSION")
            )));
        }
        let origin = self.config.instance.origin.url("");
        if cover.origin != origin {
            return Err(Failure::new(format!(
                "{from} belongs to {}, and the settings say {origin}: set instance.origin to the first, or take another backup",
                cover.origin
            )));
        }
        match (cover.has_database, self.place.database.is_some()) {
            (true, false) => {
                Err(Failure::new(format!("{from} holds a SQLite database, and database.url names PostgreSQL: set it to sqlite:<file>")))
            }
            (false, true) => Err(Failure::new(format!(
                "{from} holds no database, because it was made on PostgreSQL: set database.url to the PostgreSQL server"
            ))),
            _ => Ok(()),
        }
    }

    fn write(&self, entry: &mut tar::Entry<'_, impl Read>, path: &Path) -> Result<Entry, Failure> {
        let mut making = std::fs::DirBuilder::new();
        making.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut making, 0o700);
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            making.create(folder).map_err(at(folder))?;
        }
        let file = create(path).map_err(at(path))?;
        let mut measured = Measured::new(entry);
        let mut out = &file;
        std::io::copy(&mut measured, &mut out).map_err(|error| match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                Failure::new(format!("no space left for {}; nothing was restored", path.display()))
            }
            _ => self.damaged(error),
        })?;
        file.sync_all().map_err(at(path))?;
        Ok(measured.finish().1)
    }

    fn check_database(&self) -> Result<(), Failure> {
        let Some((_, staged)) = self.place.database.as_ref().filter(|_| self.found.contains_key(DATABASE)) else {
            return Err(self.damaged("the database is missing"));
        };
        let path = staged.0.to_str().ok_or_else(|| Failure::new(format!("{}: the name is not UTF-8", staged.0.display())))?;
        let mut connection = connect(&StoreSettings::new(format!("sqlite:{path}"))).map_err(|error| self.damaged(error))?;
        migrate::pending(&mut connection)?;
        let answer = integrity(&mut connection).map_err(|error| self.damaged(error))?;
        if answer != "ok" {
            return Err(self.damaged(format_args!("the database: {answer}")));
        }
        Ok(number_anew(&mut connection)?)
    }
}

/// Raises the numbers of what communities will announce above those they gave away after the backup, which nobody here knows any more: other
/// servers take nothing for new that has a number they have seen (`dw:seq`, FEDERATION.md).
fn number_anew(connection: &mut Conn) -> Result<(), crate::error::Error> {
    let communities = actors::table.filter(actors::local.eq(true)).filter(actors::kind.eq(ActorKind::Group));
    diesel::update(communities).set(actors::next_seq.eq(actors::next_seq + ANNOUNCED_SINCE)).execute(connection)?;
    Ok(())
}

/// The same on PostgreSQL, whose dump is restored by its own tools before.
fn number_anew_on_postgres(config: &Config) -> Result<(), Failure> {
    let mut connection = connect(&StoreSettings::new(config.database.url.clone()))?;
    number_anew(&mut connection).map_err(|error| {
        Failure::new(format!(
            "the database named in database.url is not that of an instance ({error}); nothing was restored. Restore its dump first, with pg_restore"
        ))
    })
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}

/// What SQLite finds wrong with a database; `ok` if nothing.
pub(in crate::command) fn integrity(connection: &mut Conn) -> Result<String, crate::error::Error> {
    let answers: Vec<Answer> = diesel::sql_query("PRAGMA integrity_check(3)").load(connection)?;
    Ok(answers.into_iter().map(|answer| answer.integrity_check).collect::<Vec<_>>().join("; "))
}
