//! `admin`: people, other servers, and what was set aside.

use super::{Failure, invite, peer, say, say_table, user, with_app};
use crate::access::{Letter, setup};
use crate::activity::log::{self, ActivityState};
use crate::config::Config;
use crate::job;
use crate::mail;
use clap::Subcommand;

/// How many entries a list shows at most.
const LIST: i64 = 200;

/// What to look after.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// People of this instance.
    #[command(subcommand)]
    User(user::Command),
    /// Invite somebody: by mail, or with a link to pass on.
    Invite(invite::Invite),
    /// List invitations, newest first.
    Invitations,
    /// Take an invitation back.
    RevokeInvitation {
        /// Its number, as `admin invitations` shows it.
        id: i64,
    },
    /// Make a new link to the first set-up, as long as nobody administers the instance.
    SetupLink,
    /// Send a mail to try the settings.
    SendTestMail {
        /// To this address.
        #[arg(long, value_name = "ADDRESS")]
        to: String,
    },
    /// Other servers.
    #[command(subcommand)]
    Peer(peer::Command),
    /// Activities and jobs that failed again and again and were set aside.
    #[command(subcommand)]
    Quarantine(Quarantine),
}

/// What to do with what was set aside.
#[derive(Debug, Subcommand)]
pub(super) enum Quarantine {
    /// List it, newest first.
    List,
}

pub(super) async fn run(command: Command, config: Config) -> Result<(), Failure> {
    match command {
        Command::User(command) => user::run(command, config).await,
        Command::Invite(new) => invite::invite(new, config).await,
        Command::Invitations => invite::list(config).await,
        Command::RevokeInvitation { id } => invite::revoke(id, config).await,
        Command::SetupLink => setup_link(config).await,
        Command::SendTestMail { to } => send_test_mail(to, config).await,
        Command::Peer(command) => peer::run(command, config).await,
        Command::Quarantine(Quarantine::List) => quarantine(config).await,
    }
}

async fn setup_link(config: Config) -> Result<(), Failure> {
    with_app(config, async |app| {
        let link = app.write(setup::link).await?;
        say(format_args!("open this link within 24 hours; it works once: {link}"));
        Ok(())
    })
    .await
}

async fn send_test_mail(to: String, config: Config) -> Result<(), Failure> {
    with_app(config, async |app| {
        if !app.settings().mail.is_on() {
            let how = "mail is off; set it under /verwaltung/mail, or mail.url and mail.from (`dienstweg print-config --default`)";
            return Err(Failure::new(how));
        }
        mail::deliver(&app, Letter::Test(to.clone())).await?;
        say(format_args!("the mail server took a mail for {to}"));
        Ok(())
    })
    .await
}

async fn quarantine(config: Config) -> Result<(), Failure> {
    let (activities, jobs) = with_app(config, async |app| {
        let found = app.read(|conn, _| Ok((log::in_state(conn, ActivityState::Quarantined, LIST)?, job::failed(conn, LIST)?))).await?;
        Ok(found)
    })
    .await?;
    if activities.is_empty() && jobs.is_empty() {
        say("nothing is in quarantine");
        return Ok(());
    }
    let activities = activities
        .into_iter()
        .map(|entry| [entry.received_at.rfc3339(), entry.verb, entry.ap_id, entry.attempts.to_string(), entry.reason.unwrap_or_default()]);
    let jobs = jobs.into_iter().map(|job| {
        let since = job.failed_at.map(|at| at.rfc3339()).unwrap_or_default();
        [since, format!("job {}", job.kind), job.payload, job.attempts.to_string(), job.last_error]
    });
    say_table(["SINCE", "WHAT", "ABOUT", "TRIES", "WHY"], &activities.chain(jobs).collect::<Vec<_>>());
    Ok(())
}
