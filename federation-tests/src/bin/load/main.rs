//! Measures a release build of Dienstweg on this machine: `cargo run --release -p federation-tests --bin load -- --help`.
//!
//! It fills a fresh database through the front door, starts the program on it as a process of its own, and asks it from here over loopback.
//! Client and server share the machine, so figures are lower bounds; each stands beside the raw bound of the same run.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a tool for developers: what fails ends it, and what it finds is printed")]

mod bounds;
mod client;
mod fanout;
mod figures;
mod fill;
mod inbox;
mod pages;
mod program;
mod senders;

use clap::{Parser, Subcommand};

/// What to measure.
#[derive(Debug, Parser)]
#[command(name = "load", about = "Measures a release build on this machine", max_term_width = 100)]
struct Cli {
    /// Where the databases lie: a folder for SQLite, or `postgres://…` of a server on which databases may be created.
    #[arg(long, default_value = "", global = true)]
    database: String,
    #[command(subcommand)]
    measure: Measure,
}

#[derive(Debug, Subcommand)]
enum Measure {
    /// Pages and documents that are asked for: requests per second and latency at one concurrency.
    Pages(pages::Arguments),
    /// What other servers send: activities per second, each answered after it had its effect.
    Inbox(inbox::Arguments),
    /// What goes out: posts in a community with followers on many servers, some of them dead or slow.
    Fanout(fanout::Arguments),
}

#[tokio::main]
async fn main() {
    let cli = Cli::parse();
    match cli.measure {
        Measure::Pages(arguments) => Box::pin(pages::run(&cli.database, arguments)).await,
        Measure::Inbox(arguments) => Box::pin(inbox::run(&cli.database, arguments)).await,
        Measure::Fanout(arguments) => Box::pin(fanout::run(&cli.database, arguments)).await,
    }
}
