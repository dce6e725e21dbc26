//! The log of the process: to standard error, so that what a command answers can be piped.

use crate::config::{Log, LogFormat};
use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// Libraries that write to the log, at their lowest levels, what goes through them: the words of people, and headers with cookies.
const TALKATIVE: [&str; 3] = ["h2", "html5ever", "markup5ever"];

/// For long-running commands: as the settings say; `RUST_LOG` wins.
pub(super) fn start(settings: &Log) {
    with_filter(settings.format, &settings.filter);
}

/// For commands that answer and end: only what deserves attention.
pub(super) fn quiet(settings: &Log) {
    with_filter(settings.format, "warn");
}

/// What is logged, in the syntax of [`EnvFilter`]; of libraries that log what goes through them no more than warnings.
pub fn filter(levels: &str) -> EnvFilter {
    let quiet = TALKATIVE.iter().filter_map(|name| format!("{name}=warn").parse().ok());
    quiet.fold(EnvFilter::new(levels), EnvFilter::add_directive)
}

fn with_filter(format: LogFormat, filter: &str) {
    let filter = self::filter(&std::env::var(EnvFilter::DEFAULT_ENV).unwrap_or_else(|_| filter.to_owned()));
    let coloured = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    // A line that cannot be written, since the disk is full, is lost. To say so would be a further line, and fail with a panic.
    let builder = tracing_subscriber::fmt().log_internal_errors(false);
    let builder = builder.with_env_filter(filter).with_writer(std::io::stderr).with_ansi(coloured);
    // Somebody who embeds the library may have set up a log already; theirs stays.
    drop(match format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    });
}
