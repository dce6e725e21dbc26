//! Where a demo keeps its databases.

use super::content::Site;
use crate::error::{Error, Result};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Says that everything is there, and with which ports the ids in it were made.
const MARK: &str = "demo.txt";

/// The folder. A temporary one is removed when this value goes.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    temporary: bool,
    port_base: u16,
    /// Whether a demo was finished here before.
    pub(super) filled: bool,
}

impl Folder {
    /// A fresh folder for the time of this process. `name` is a word nobody can guess.
    pub(super) fn temporary(name: &str, port_base: u16) -> Result<Self> {
        let path = std::env::temp_dir().join(format!("dienstweg-demo-{name}"));
        create_private(&path).map_err(|error| unusable(&path, &error))?;
        Ok(Self { path, temporary: true, port_base, filled: false })
    }

    /// A folder that stays; made if it is missing.
    pub(super) fn lasting(path: &Path, port_base: u16) -> Result<Self> {
        fs::create_dir_all(path).map_err(|error| unusable(path, &error))?;
        let filled = match fs::read_to_string(path.join(MARK)) {
            Ok(mark) => {
                let known = mark.trim().strip_prefix("port-base ").and_then(|port| port.parse::<u16>().ok());
                if known != Some(port_base) {
                    let port = known.map_or_else(|| "another".to_owned(), |port| port.to_string());
                    return Err(Error::Unavailable(format!(
                        "the demo in {} was made with --port-base {port}; its ids hold the ports. Start with that one, or choose another folder",
                        path.display()
                    )));
                }
                true
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(unusable(path, &error)),
        };
        let folder = Self { path: path.to_owned(), temporary: false, port_base, filled };
        if !filled && Site::ALL.iter().any(|site| folder.database(*site).exists()) {
            return Err(Error::Unavailable(format!(
                "{} holds a demo that was not finished; remove its files, or choose another folder",
                path.display()
            )));
        }
        Ok(folder)
    }

    /// The database of an instance.
    pub(super) fn database(&self, site: Site) -> PathBuf {
        self.path.join(format!("{}.db", site.word()))
    }

    /// Notes that everything is there.
    pub(super) fn mark_filled(&self) -> Result<()> {
        fs::write(self.path.join(MARK), format!("port-base {}\n", self.port_base)).map_err(|error| unusable(&self.path, &error))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.temporary
            && let Err(error) = fs::remove_dir_all(&self.path)
        {
            tracing::warn!(folder = %self.path.display(), %error, "the demo's folder could not be removed");
        }
    }
}

fn create_private(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn unusable(path: &Path, error: &io::Error) -> Error {
    Error::Unavailable(format!("the folder {} cannot be used: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_folder_is_removed() {
        let name = format!("test-{}", std::process::id());
        let folder = Folder::temporary(&name, 8081).unwrap();
        fs::write(folder.database(Site::Rudi), "x").unwrap();
        let path = folder.path.clone();
        assert!(path.exists() && Folder::temporary(&name, 8081).is_err(), "somebody else's folder is not taken");
        drop(folder);
        assert!(!path.exists());
    }

    #[test]
    fn a_lasting_folder_knows_whether_it_is_finished_and_its_ports() {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("new/demo");
        let folder = Folder::lasting(&path, 8081).unwrap();
        assert!(!folder.filled);
        fs::write(folder.database(Site::Next), "x").unwrap();
        let unfinished = Folder::lasting(&path, 8081).unwrap_err().to_string();
        assert!(unfinished.contains("not finished"), "{unfinished}");
        folder.mark_filled().unwrap();
        assert!(Folder::lasting(&path, 8081).unwrap().filled);
        let other = Folder::lasting(&path, 9001).unwrap_err().to_string();
        assert!(other.contains("--port-base 8081"), "{other}");
    }
}
