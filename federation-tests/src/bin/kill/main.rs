//! Kills instances while people write, and looks for what was lost: `cargo run --release -p federation-tests --bin kill -- --help`.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a tool for developers: what fails ends it, and what it finds is printed")]

use clap::{Parser, ValueEnum};
use federation_tests::Backend;
use federation_tests::kill::{Settings, run};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// What to do.
#[derive(Debug, Parser)]
#[command(name = "kill", about = "Kills instances while people write, and looks for what was lost", max_term_width = 100)]
struct Cli {
    /// How many processes are killed.
    #[arg(long, default_value_t = 200)]
    kills: usize,
    /// What chance depends on: the same number kills and writes the same again.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many writes are sent; five for each kill if it is not said.
    #[arg(long)]
    writes: Option<usize>,
    /// Time between two kills, on average, in milliseconds.
    #[arg(long, default_value_t = 1_500)]
    pace: u64,
    /// Which database: a file each, or a database each on the server that TEST_POSTGRES_URL names.
    #[arg(long, value_enum, default_value = "sqlite")]
    database: Database,
    /// A folder for databases and logs, which stays; without it they go in the end.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// The program, if it is not that of the same build.
    #[arg(long)]
    program: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Database {
    Sqlite,
    Postgres,
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let backend = match cli.database {
        Database::Sqlite => Backend::Sqlite,
        Database::Postgres => Backend::Postgres,
    };
    let program = cli.program.or_else(Settings::built_program).expect("the program: cargo build --release --workspace");
    let folder = cli.folder.clone().unwrap_or_else(|| std::env::temp_dir().join(format!("dienstweg-kill-{}", std::process::id())));
    let settings = Settings {
        seed: cli.seed,
        kills: cli.kills,
        pace: Duration::from_millis(cli.pace),
        writes: cli.writes.unwrap_or(cli.kills * 5),
        backend,
        program,
        folder,
        turn_clocks: false,
    };
    println!("seed {}, {} kills, {} writes", settings.seed, settings.kills, settings.writes);
    let report = run(&settings).await;
    print!("{report}");
    if cli.folder.is_none() && report.findings.is_empty() {
        drop(std::fs::remove_dir_all(&settings.folder));
    }
    if report.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
