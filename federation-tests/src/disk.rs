//! A disk so small that it can be filled.

use crate::cluster::is_root;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A file system in memory; it goes when this is dropped.
#[derive(Debug)]
pub struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    /// Makes one; `None` where this user may not.
    pub fn new(name: &str, megabytes: u32) -> Option<Self> {
        if !is_root() {
            return None;
        }
        let folder = std::env::temp_dir().join(format!("dienstweg-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).ok()?;
        let size = format!("size={megabytes}m");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&folder).stdout(Stdio::null()).stderr(Stdio::null());
        mount.status().ok().filter(std::process::ExitStatus::success)?;
        Some(Self { folder })
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn ballast(&self) -> PathBuf {
        self.folder.join("ballast")
    }

    /// Fills it to the last byte.
    ///
    /// # Panics
    /// When nothing can be written at all.
    pub fn fill(&self) {
        let mut ballast = File::create(self.ballast()).expect("a file");
        for size in [64 * 1024, 1] {
            while ballast.write(&vec![0; size]).is_ok_and(|written| written == size) {}
        }
    }

    /// Makes room again.
    ///
    /// # Panics
    /// When it was not full.
    pub fn make_room(&self) {
        std::fs::remove_file(self.ballast()).expect("what filled it");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg(&self.folder).status());
        drop(std::fs::remove_dir(&self.folder));
    }
}
