//! `demo`: the command; what it does is in [`crate::demo`].

use super::{Failure, log, stop};
use crate::config::{Log, LogFormat};
use crate::demo::{self, Options, Outcome};
use clap::Args;
use std::path::PathBuf;

/// How to start the demo.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Keep the three databases in this folder and use them again at the next start. Without it they are removed at the end.
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// The first of three ports that follow each other.
    #[arg(long, value_name = "PORT", default_value_t = 8081, value_parser = clap::value_parser!(u16).range(1..=65533))]
    port_base: u16,
    /// Ask all three instances for the shared thread, compare their answers and end.
    #[arg(long)]
    check: bool,
}

pub(super) async fn run(arguments: Arguments) -> Result<(), Failure> {
    log::quiet(&Log { format: LogFormat::Text, filter: String::new() });
    let Arguments { data_dir, port_base, check } = arguments;
    match Box::pin(demo::run(Options { folder: data_dir, port_base, check }, stop::requested())).await? {
        Outcome::Fine => Ok(()),
        Outcome::Different(lines) => Err(Failure::new(format!("the instances do not show the same:\n{}", lines.join("\n")))),
    }
}
