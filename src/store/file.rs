//! The SQLite file before SQLite opens it, so that what is wrong can be said clearly.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;

use crate::error::{Error, Reason};

/// Checks that the file can be read and written, or makes it (readable by its owner alone), and answers the address for SQLite.
pub(super) fn prepare(path: &Path) -> Result<String, Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder
        && !folder.is_dir()
    {
        return Err(refused("error-database-folder", path, "its folder does not exist; create it first"));
    }
    if path.is_dir() {
        return Err(refused("error-database-file", path, "it is a folder; name a file"));
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            refused("error-database-permission", path, "this user may not write it; change its owner or rights")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::unavailable(format!("no space left for {}", path.display())),
        _ => refused("error-database-file", path, &error.to_string()),
    })?;
    let text = path.to_str().ok_or_else(|| refused("error-database-file", path, "its name is not UTF-8"))?;
    // SQLite reads `file:` and diesel `sqlite://` as addresses with parameters; a path never is one.
    Ok(if path.is_absolute() { text.to_owned() } else { format!("./{text}") })
}

/// The file must be changed before the program can use it.
pub(super) fn refused(text: &'static str, path: &Path, why: &str) -> Error {
    Error::Conflict(Reason::with(text, format!("the database {} cannot be used: {why}", path.display())))
}

/// The first statements on a new connection failed.
pub(super) fn setup_failed(path: &Path, error: diesel::result::Error) -> Error {
    let message = error.to_string();
    if message.contains("not a database") || message.contains("malformed") {
        return refused(
            "error-database-file",
            path,
            "it is not a SQLite database, or it is damaged; restore it from a backup or name another file",
        );
    }
    if message.contains("readonly") || message.contains("unable to open") {
        return refused("error-database-permission", path, "this user may not write it or its folder; change the owner or rights");
    }
    Error::from(error)
}
