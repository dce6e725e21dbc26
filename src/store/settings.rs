//! Where the database is and how it is used.

use std::path::PathBuf;
use std::time::Duration;

use super::connection::Backend;
use crate::error::{Error, Reason, Result};

/// Where the database is and how it is used.
#[derive(Clone)]
pub struct StoreSettings {
    /// `sqlite:path/to/file.db` or `postgres://user:password@host/name`.
    pub url: String,
    /// Reads at the same time.
    pub readers: u32,
    /// Writes at the same time; PostgreSQL only, SQLite has one writer.
    pub writers: u32,
    /// How long a read or write waits for its turn before it answers `Unavailable`.
    pub wait: Duration,
    /// How long SQLite waits for another process that holds the file.
    pub busy_timeout: Duration,
    /// SQLite: whether every group of writes reaches the disk before it is answered (`synchronous=FULL`). Without it a loss of power may
    /// take the last moments with it, though never the file.
    pub synchronous_full: bool,
}

impl StoreSettings {
    /// The usual settings for this address.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            readers: 4,
            writers: 8,
            wait: Duration::from_secs(3),
            busy_timeout: Duration::from_secs(5),
            synchronous_full: true,
        }
    }

    /// Which database the address names.
    ///
    /// # Errors
    /// `Conflict` with `error-database-url` when the address names neither.
    pub fn backend(&self) -> Result<Backend> {
        Ok(match self.location()? {
            Location::Sqlite(_) => Backend::Sqlite,
            Location::Postgres(_) => Backend::Postgres,
        })
    }

    /// The file, when the address names SQLite.
    ///
    /// # Errors
    /// As [`StoreSettings::backend`].
    pub fn sqlite_file(&self) -> Result<Option<PathBuf>> {
        Ok(match self.location()? {
            Location::Sqlite(path) => Some(path),
            Location::Postgres(_) => None,
        })
    }

    pub(super) fn location(&self) -> Result<Location> {
        let url = self.url.trim();
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Location::Postgres(with_defaults(url)));
        }
        let Some(path) = url.strip_prefix("sqlite:") else {
            return Err(wrong("it must begin with sqlite: or postgres://"));
        };
        let path = path.strip_prefix("//").unwrap_or(path);
        if path == ":memory:" {
            return Err(wrong("a database in memory would forget everything and cannot be shared by readers; name a file"));
        }
        if path.is_empty() || path.contains('\0') {
            return Err(wrong("the name of the file is missing, as in sqlite:dienstweg.db"));
        }
        if path.contains('?') {
            return Err(wrong("sqlite: takes a file name without parameters"));
        }
        Ok(Location::Sqlite(PathBuf::from(path)))
    }
}

// The address may hold a password.
impl std::fmt::Debug for StoreSettings {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("StoreSettings").field("backend", &self.backend().ok()).finish_non_exhaustive()
    }
}

/// The address, understood.
pub(super) enum Location {
    Sqlite(PathBuf),
    Postgres(String),
}

fn wrong(why: &str) -> Error {
    Error::Conflict(Reason::with("error-database-url", format!("database.url: {why}")))
}

/// A server that vanished without a word must be noticed within seconds, not after the system's two hours.
fn with_defaults(url: &str) -> String {
    let mut url = url.to_owned();
    for (name, value) in
        [("connect_timeout", "5"), ("tcp_user_timeout", "15000"), ("keepalives_idle", "30"), ("application_name", "dienstweg")]
    {
        if !url.contains(&format!("{name}=")) {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(name);
            url.push('=');
            url.push_str(value);
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(url: &str) -> String {
        match StoreSettings::new(url).location() {
            Err(Error::Conflict(reason)) => {
                assert_eq!(reason.text, "error-database-url");
                reason.detail
            }
            _ => panic!("{url} was taken"),
        }
    }

    #[test]
    fn paths() {
        for (url, path) in
            [("sqlite:a.db", "a.db"), ("sqlite://a.db", "a.db"), ("sqlite:///var/a.db", "/var/a.db"), (" sqlite:/a b.db ", "/a b.db")]
        {
            assert!(
                matches!(StoreSettings::new(url).location(), Ok(Location::Sqlite(found)) if found == std::path::Path::new(path)),
                "{url}"
            );
        }
    }

    #[test]
    fn what_cannot_work_is_refused() {
        assert!(refused("sqlite::memory:").contains("memory"));
        assert!(refused("dienstweg.db").contains("sqlite:"));
        for url in ["", "sqlite:", "sqlite://", "sqlite:a.db?mode=ro", "mysql://localhost/a", "sqlite:a\0b"] {
            refused(url);
        }
    }

    #[test]
    fn a_server_gets_time_limits_unless_it_names_its_own() {
        assert!(with_defaults("postgres://host/name").starts_with("postgres://host/name?connect_timeout=5&tcp_user_timeout="));
        let own = with_defaults("postgres://host/name?connect_timeout=60");
        assert_eq!(own.matches("connect_timeout").count(), 1);
        assert_eq!(own.matches('?').count(), 1);
    }

    #[test]
    fn the_password_is_not_shown() {
        assert!(!format!("{:?}", StoreSettings::new("postgres://me:secret@host/name")).contains("secret"));
    }
}
