//! The command line: what can be typed, what it answers, and what it says when something cannot work.
//!
//! Must never: write objects, members or reactions by itself (that is `activity::outbox`), print a secret from the settings, or answer a
//! mistake of the person who types with a backtrace.

mod admin;
mod backup;
mod demo;
mod doctor;
mod failure;
mod invite;
pub mod log;
mod peer;
mod policy;
mod serve;
mod set_aside;
mod stop;
#[cfg(test)]
mod tests;
mod user;

pub use failure::Failure;

use crate::app::{App, Parts};
use crate::config::Config;
use crate::store::{StoreSettings, connect, migrate};
use crate::tools::FEATURES;
use clap::{Parser, Subcommand};
use std::fmt::Display;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// What can be typed after `dienstweg`.
#[derive(Debug, Parser)]
#[command(name = "dienstweg", version, about, arg_required_else_help = true, max_term_width = 100)]
pub struct Cli {
    /// File with settings (TOML). Without it the defaults hold; the environment (`DIENSTWEG_<SECTION>__<KEY>`) wins over both.
    #[arg(long, global = true, value_name = "FILE", env = "DIENSTWEG_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
enum Command {
    /// Run this instance: pages, federation, deliveries and jobs.
    Serve,
    /// Start three connected instances with example content on this computer, to try things out.
    Demo(demo::Arguments),
    /// Run only deliveries and jobs, without HTTP, beside a serving process on the same PostgreSQL.
    Worker,
    /// Bring the database's tables up to date and list the migrations.
    Migrate,
    /// Look after people, other servers and what went wrong.
    #[command(subcommand)]
    Admin(admin::Command),
    /// Say with which servers this instance exchanges content.
    #[command(subcommand)]
    Policy(policy::Command),
    /// Look whether everything is as it should be, and say what to mend. Ends with 1 when something is wrong.
    Doctor(doctor::Arguments),
    /// Write the database (SQLite) and all pictures to one file. The server may run.
    Backup(backup::Backup),
    /// Make an instance from a backup, where there is none yet.
    Restore(backup::Restore),
    /// Print the settings in force.
    PrintConfig {
        /// Print all settings with their defaults and what they are for.
        #[arg(long)]
        default: bool,
    },
}

/// Reads the command line and does what it says.
pub async fn main() -> ExitCode {
    match Box::pin(run(Cli::parse())).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Nobody may be reading; there is nobody else to tell.
            drop(writeln!(std::io::stderr().lock(), "dienstweg: {failure}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<(), Failure> {
    match cli.command {
        Command::PrintConfig { default: true } => {
            say(Config::default_toml().trim_end());
            Ok(())
        }
        Command::Demo(arguments) => demo::run(arguments).await,
        Command::Doctor(arguments) => doctor::run(arguments, settings(cli.config)).await,
        command => with_settings(command, settings(cli.config)?).await,
    }
}

async fn with_settings(command: Command, config: Config) -> Result<(), Failure> {
    match command {
        Command::Serve => serve::serve(config).await,
        Command::Worker => serve::work(config).await,
        Command::Migrate => migrate(&config),
        Command::Admin(command) => admin::run(command, config).await,
        Command::Policy(command) => policy::run(command, config).await,
        Command::Backup(arguments) => backup::backup(arguments, config).await,
        Command::Restore(arguments) => backup::restore(arguments, config).await,
        Command::PrintConfig { .. } | Command::Demo(_) | Command::Doctor(_) => {
            say(config.to_toml().trim_end());
            Ok(())
        }
    }
}

fn settings(file: Option<PathBuf>) -> Result<Config, Failure> {
    let variables = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    Ok(Config::load(file.as_deref(), variables)?)
}

/// Opens the instance, does something with it, and gives the node number back whatever came of it.
async fn with_app<R>(config: Config, work: impl AsyncFnOnce(Arc<App>) -> Result<R, Failure>) -> Result<R, Failure> {
    log::quiet(&config.log);
    let app = App::open(Parts::new(config, FEATURES)).await?;
    let result = work(Arc::clone(&app)).await;
    app.close().await?;
    result
}

fn migrate(config: &Config) -> Result<(), Failure> {
    log::quiet(&config.log);
    let mut connection = connect(&StoreSettings::new(config.database.url.clone()))?;
    let applied = migrate::migrate(&mut connection)?;
    for name in migrate::applied(&mut connection)? {
        let state = if applied.contains(&name) { "applied now" } else { "applied" };
        say(format_args!("{name}  {state}"));
    }
    Ok(())
}

/// One line on standard output. A reader that went away (`| head`) is no error.
fn say(line: impl Display) {
    drop(writeln!(std::io::stdout().lock(), "{line}"));
}

/// Rows as columns of equal width, with the first row as heading.
fn say_table<const N: usize>(heading: [&str; N], rows: &[[String; N]]) {
    let mut widths = heading.map(|cell| cell.chars().count());
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |cells: [&str; N]| {
        let padded: Vec<String> = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        say(padded.join("  ").trim_end());
    };
    line(heading);
    rows.iter().for_each(|row| line(row.each_ref().map(String::as_str)));
}
