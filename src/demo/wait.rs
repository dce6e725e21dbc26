//! Waiting until the instances have told each other.

use super::instances::Instances;
use crate::activity::deliver;
use crate::error::{Error, Result};
use crate::job;
use crate::peer;
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// The longest wait for one thing.
const LONGEST: Duration = Duration::from_secs(60);
/// How often it is looked again, should no commit say so before.
const LOOK: Duration = Duration::from_millis(200);

/// Waits until `reached` is true; it is asked again whenever an instance has written something.
///
/// # Errors
/// `Unavailable` that says what did not come and what hangs, after a minute; what `reached` answers.
pub(super) async fn until(instances: &Instances, what: &str, reached: impl AsyncFn() -> Result<bool>) -> Result<()> {
    let deadline = Instant::now() + LONGEST;
    let mut commits: Vec<_> = instances.all().map(|(_, app)| app.store.subscribe_commits()).collect();
    loop {
        commits.iter_mut().for_each(|commits| drop(commits.borrow_and_update()));
        if reached().await? {
            return Ok(());
        }
        if Instant::now() > deadline {
            let hangs = hanging(instances).await?;
            return Err(Error::Unavailable(format!("{what}: not reached within {} s; {hangs}", LONGEST.as_secs())));
        }
        let written = futures_util::future::select_all(commits.iter_mut().map(|commits| Box::pin(commits.changed())));
        // A time-out is as good a reason to look again as a commit.
        drop(timeout(LOOK, written).await);
    }
}

/// What each instance still has to send or to do.
async fn hanging(instances: &Instances) -> Result<String> {
    let mut lines = Vec::new();
    for (site, app) in instances.all() {
        let (waiting, jobs, peers) =
            app.read(|conn, app| Ok((deliver::waiting(conn)?, job::waiting(conn, app.now())?, peer::all(conn)?))).await?;
        let errors: Vec<String> = peers.into_iter().map(|peer| peer.last_error).filter(|error| !error.is_empty()).collect();
        lines.push(format!("{}: {waiting} deliveries, {jobs} jobs {}", site.name(), errors.join(", ")));
    }
    Ok(lines.join("; "))
}
