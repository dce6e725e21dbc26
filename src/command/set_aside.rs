//! `admin quarantine` and `admin job`: what failed again and again, and what waits.

use super::{Failure, say, say_table, with_app};
use crate::administration::Slice;
use crate::administration::set_aside;
use crate::config::Config;
use crate::job::Job;
use clap::Subcommand;

/// How many entries a list shows at most.
const LIST: Slice = Slice { page: 0, size: 200 };

/// What to do with activities that were set aside.
#[derive(Debug, Subcommand)]
pub(super) enum Quarantine {
    /// List them, newest first.
    List,
    /// Try one again, from the beginning.
    Retry {
        /// Its number, as the list shows it.
        id: i64,
    },
    /// Give one up for good.
    Discard {
        /// Its number, as the list shows it.
        id: i64,
        /// Why; for administrators only.
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
    },
}

/// What to do with jobs.
#[derive(Debug, Subcommand)]
pub(super) enum Jobs {
    /// List those that failed, newest first.
    List {
        /// Those that wait instead, the next one first.
        #[arg(long)]
        waiting: bool,
    },
    /// Run one as soon as may be.
    Retry {
        /// Its number, as the list shows it.
        id: i64,
    },
    /// Give one up for good.
    Discard {
        /// Its number, as the list shows it.
        id: i64,
        /// Why; for administrators only.
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
    },
}

pub(super) async fn quarantine(command: Quarantine, config: Config) -> Result<(), Failure> {
    with_app(config, async |app| {
        match command {
            Quarantine::List => {
                let (found, _) = app.read(|conn, _| set_aside::activities(conn, LIST)).await?;
                let rows: Vec<[String; 6]> = found.into_iter().map(activity_row).collect();
                if rows.is_empty() {
                    say("nothing is in quarantine");
                } else {
                    say_table(["NUMBER", "SINCE", "WHAT", "ID", "TRIES", "WHY"], &rows);
                }
            }
            Quarantine::Retry { id } => {
                set_aside::retry_activity(&app, None, id).await?;
                say(format_args!("the running instance tries activity {id} again"));
            }
            Quarantine::Discard { id, reason } => {
                set_aside::discard_activity(&app, None, id, &reason).await?;
                say(format_args!("activity {id} is given up"));
            }
        }
        Ok(())
    })
    .await
}

fn activity_row(found: set_aside::Quarantined) -> [String; 6] {
    let (number, since, tries) = (found.id.to_string(), found.received_at.rfc3339(), found.attempts.to_string());
    [number, since, found.verb, found.ap_id, tries, found.reason.unwrap_or_default()]
}

pub(super) async fn jobs(command: Jobs, config: Config) -> Result<(), Failure> {
    with_app(config, async |app| {
        match command {
            Jobs::List { waiting } => {
                let (found, _) = app.read(move |conn, _| set_aside::jobs(conn, !waiting, LIST)).await?;
                let rows: Vec<[String; 6]> = found.into_iter().map(job_row).collect();
                if rows.is_empty() {
                    say(if waiting { "no job waits" } else { "no job has failed" });
                } else {
                    say_table(["NUMBER", if waiting { "DUE" } else { "SINCE" }, "WHAT", "ABOUT", "TRIES", "WHY"], &rows);
                }
            }
            Jobs::Retry { id } => {
                set_aside::retry_job(&app, None, id).await?;
                say(format_args!("the running instance runs job {id} again"));
            }
            Jobs::Discard { id, reason } => {
                set_aside::discard_job(&app, None, id, &reason).await?;
                say(format_args!("job {id} is given up"));
            }
        }
        Ok(())
    })
    .await
}

fn job_row(job: Job) -> [String; 6] {
    let about = set_aside::subject(&job).to_owned();
    let (number, at, tries) = (job.id.to_string(), job.failed_at.unwrap_or(job.run_at).rfc3339(), job.attempts.to_string());
    [number, at, job.kind, about, tries, job.last_error]
}
