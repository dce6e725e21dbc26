//! What lies on this machine's disks: room, and who may read it.

use super::finding::Findings;
use crate::config::Config;
use crate::store::StoreSettings;
use std::path::{Path, PathBuf};

/// Less than this many bytes is attention; a tenth of it does not work for long.
const LITTLE: u64 = 2_000_000_000;

/// Looks at the places the settings name.
pub(super) fn check(config: &Config, findings: &mut Findings) {
    let file = StoreSettings::new(config.database.url.clone()).sqlite_file().ok().flatten();
    let pictures = config.media_directory();
    if let Some(file) = &file {
        room("disk (database)", file, findings);
        rights("rights (database)", file, 0o077, findings);
    }
    room("disk (pictures)", &pictures, findings);
    if pictures.exists() {
        rights("rights (pictures)", &pictures, 0o022, findings);
    }
    let proxies = &config.server.trusted_proxies;
    if let Some(wide) = proxies.iter().find(|network| network.prefix_len() == 0) {
        findings.bad(
            "trusted proxies",
            format!("server.trusted_proxies holds {wide}: everybody can claim any address and get around all limits"),
            "name the address of the proxy alone",
        );
    }
}

/// The path, or the nearest folder above it that is there.
fn existing(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute.ancestors().find(|path| path.exists()).unwrap_or(Path::new("/")).to_owned()
}

#[cfg(unix)]
fn room(check: &'static str, path: &Path, findings: &mut Findings) {
    let Ok(disk) = rustix::fs::statvfs(existing(path)) else {
        return findings.attention(check, format!("{} cannot be looked at", path.display()), "check that the folder can be reached");
    };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    report_room(check, free, findings);
}

#[cfg(not(unix))]
fn room(_: &'static str, _: &Path, _: &mut Findings) {}

pub(super) fn report_room(check: &'static str, free: u64, findings: &mut Findings) {
    let text = format!("{}.{} GB free", free / 1_000_000_000, free / 100_000_000 % 10);
    let todo = "make room: a full disk stops everything that is written";
    match free {
        free if free < LITTLE / 10 => findings.bad(check, text, todo),
        free if free < LITTLE => findings.attention(check, text, todo),
        _ => findings.good(check, text),
    }
}

/// Whether others than the owner may do what these bits of the mode say, and whether we may write.
#[cfg(unix)]
fn rights(check: &'static str, path: &Path, mask: u32, findings: &mut Findings) {
    use std::os::unix::fs::PermissionsExt;
    let Ok(found) = std::fs::metadata(path) else { return };
    let (mode, shown) = (found.permissions().mode() & 0o777, path.display());
    if rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_err() {
        findings.bad(check, format!("this user may not write {shown}"), "run it as the user of the service, or change the owner");
    } else if mode & mask != 0 {
        let wanted = mode & !mask;
        findings.attention(check, format!("others may get at {shown} (mode {mode:03o})"), format!("chmod {wanted:03o} {shown}"));
    } else {
        findings.good(check, format!("{shown} is the service's alone"));
    }
}

#[cfg(not(unix))]
fn rights(_: &'static str, _: &Path, _: u32, _: &mut Findings) {}
