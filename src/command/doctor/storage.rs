//! The bucket for pictures: whether a file can be written, read and removed there.

use super::super::Failure;
use super::finding::Findings;
use crate::config::Config;
use crate::error::Result;
use crate::media::{Digest, MediaStore, Now, S3};
use bytes::Bytes;

/// The name of the check.
const CHECK: &str = "storage";

/// Writes a file that is nobody's into the bucket of these settings, reads it, and removes it again. A folder is looked at elsewhere.
pub(super) async fn check(config: &Config, now: Now, findings: &mut Findings) {
    let settings = &config.media.s3;
    if !settings.is_on() {
        return;
    }
    let probe = Bytes::from(format!("dienstweg doctor {}\n", now().milliseconds()));
    let store = match S3::new(settings, now) {
        Ok(store) => store,
        Err(error) => return findings.bad(CHECK, Failure::from(error).to_string(), "check the settings below [media.s3]"),
    };
    let place = format!("bucket {} at {}", settings.bucket, store.address());
    match tried(&store, probe).await {
        Ok(()) => findings.good(CHECK, format!("{place}: a file can be written, read and removed")),
        Err((error, todo)) => findings.bad(CHECK, format!("{place}: {}", Failure::from(error)), todo),
    }
    if settings.endpoint.starts_with("http://") {
        let todo = "use https, unless the storage stands on this machine or in a network of its own";
        findings.attention("storage (way)", "pictures go there without encryption", todo);
    }
}

/// What went wrong, and what to mend.
async fn tried(store: &impl MediaStore, probe: Bytes) -> Result<(), (crate::error::Error, &'static str)> {
    let digest = Digest::of(&probe);
    let written = store.put(&digest, probe).await;
    written.map_err(|error| {
        (error, "check endpoint, bucket, region, key_id, secret and path_style below [media.s3], and this machine's clock; the key must be allowed to write")
    })?;
    let read = store.get(&digest).await;
    // Removed in any case, so that nothing is left behind.
    let removed = store.delete(&digest).await;
    let gone = read.map_err(|error| (error, "the key must be allowed to read objects"))?;
    if gone.is_none() {
        let error = crate::error::Error::unavailable("what was written is not there");
        return Err((error, "the storage has to show at once what was written; ask who runs it"));
    }
    removed.map_err(|error| (error, "the key must be allowed to remove objects"))?;
    match store.get(&digest).await {
        Ok(None) => Ok(()),
        Ok(Some(_)) => {
            let error = crate::error::Error::unavailable("what was removed is still there");
            Err((error, "the storage has to forget at once what was removed; ask who runs it"))
        }
        Err(error) => Err((error, "the key must be allowed to list the bucket, or the storage does not say that a file is missing")),
    }
}
