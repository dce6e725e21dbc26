//! The demo: three instances in one process that know each other, with content people made through the front door.
//!
//! Must never: write what people do behind `activity::outbox`, leave loopback, or keep anything of a demo without a folder of its own.

mod check;
mod content;
mod folder;
mod instances;
mod progress;
mod seed;
#[cfg(test)]
mod tests;
mod wait;

use crate::app::{Random, SystemRandom};
use crate::error::Result;
use content::Content;
use folder::Folder;
use instances::Instances;
use progress::Progress;
use std::path::PathBuf;
use std::pin::pin;

/// How to start the demo.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the databases stay; without it in a fresh folder that is removed at the end.
    pub folder: Option<PathBuf>,
    /// The first of three ports that follow each other.
    pub port_base: u16,
    /// Compare what the three instances show, and end.
    pub check: bool,
}

/// How the demo ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was asked to stop, or everything that was compared is the same.
    Fine,
    /// What differs between the instances, one line each.
    Different(Vec<String>),
}

/// Starts the demo and runs it until `shutdown` ends; with [`Options::check`] until everything is compared.
///
/// # Errors
/// `Unavailable` with what to do when a port or the folder cannot be used, or something does not arrive in time; what filling answers.
pub async fn run(options: Options, shutdown: impl Future<Output = ()>) -> Result<Outcome> {
    let content = Content::load()?;
    let folder = match &options.folder {
        Some(path) => Folder::lasting(path, options.port_base)?,
        None => Folder::temporary(&random_name(), options.port_base)?,
    };
    let mut instances = Instances::start(&folder, options.port_base).await?;
    let mut shutdown = pin!(shutdown);
    let outcome = tokio::select! {
        outcome = show(&instances, &content, &folder, options.check) => outcome,
        () = &mut shutdown => {
            instances.stop().await?;
            return Ok(Outcome::Fine);
        }
    };
    if matches!(outcome, Ok(Outcome::Fine)) && !options.check {
        tokio::select! {
            error = instances.failed() => return Err(error),
            () = &mut shutdown => {}
        }
    }
    instances.stop().await?;
    outcome
}

/// Fills the instances unless they are, says so, and compares them if that is wished.
async fn show(instances: &Instances, content: &Content, folder: &Folder, compare: bool) -> Result<Outcome> {
    let progress = Progress::begin();
    if folder.filled {
        progress.done("Die Daten sind noch da");
    } else {
        Box::pin(seed::fill(instances, content, &progress)).await?;
        folder.mark_filled()?;
    }
    if compare {
        let differences = check::compare(instances, content).await?;
        if !differences.is_empty() {
            return Ok(Outcome::Different(differences));
        }
        progress.same();
    } else {
        progress.ready(instances, content, &check::pages(instances, content).await?);
    }
    Ok(Outcome::Fine)
}

/// A name for a folder that nobody can guess and take before.
fn random_name() -> String {
    let mut bytes = [0; 8];
    SystemRandom::new().fill(&mut bytes);
    format!("{:016x}", u64::from_be_bytes(bytes))
}
