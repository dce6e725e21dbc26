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
    // A file that is there is left to SQLite: closing it here would drop the locks this process holds on it (POSIX advisory locks).
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = if path.exists() { Ok(()) } else { options.open(path).map(drop) };
    made.or_else(|error| if error.kind() == ErrorKind::AlreadyExists { Ok(()) } else { Err(error) }).map_err(|error| {
        match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                refused("error-database-permission", path, "this user may not write it; change its owner or rights")
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::unavailable(format!("no space left for {}", path.display())),
            _ => refused("error-database-file", path, &error.to_string()),
        }
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

#[cfg(test)]
mod tests {
    use crate::error::Error;
    use crate::store::{Store, StoreSettings};

    fn text_of(path: &std::path::Path) -> (&'static str, String) {
        match Store::open_and_migrate(&StoreSettings::new(format!("sqlite:{}", path.display()))) {
            Err(Error::Conflict(reason)) => (reason.text, reason.detail),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn unusable_files_are_named_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let (text, detail) = text_of(&folder.path().join("missing/a.db"));
        assert_eq!(text, "error-database-folder");
        assert!(detail.contains("missing/a.db") && detail.contains("create it"), "{detail}");

        assert_eq!(text_of(folder.path()).0, "error-database-file");

        let letter = folder.path().join("letter.txt");
        std::fs::write(&letter, "Sehr geehrte Damen und Herren, ".repeat(100)).unwrap();
        let (text, detail) = text_of(&letter);
        assert_eq!(text, "error-database-file");
        assert!(detail.contains("not a SQLite database"), "{detail}");
        assert!(std::fs::read_to_string(&letter).unwrap().starts_with("Sehr geehrte"), "nothing was overwritten");
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new.db");
        let store = Store::open_and_migrate(&StoreSettings::new(format!("sqlite:{}", path.display()))).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        drop(store);
    }
}
