//! `admin`: people, other servers, and what was set aside.

use super::{Failure, invite, peer, say, say_table, set_aside, user, with_app};
use crate::access::{Letter, setup};
use crate::actor;
use crate::administration::log::{self, Decision};
use crate::config::Config;
use crate::mail;
use crate::search::rebuild;
use crate::sign_on;
use crate::store::Conn;
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
    /// Make the index of the search anew; the instance can go on meanwhile.
    Reindex,
    /// Ask the providers of single sign-on now whether people are still there; the running instance does it.
    CheckSignOn,
    /// Other servers.
    #[command(subcommand)]
    Peer(peer::Command),
    /// Activities that failed again and again and were set aside.
    #[command(subcommand)]
    Quarantine(set_aside::Quarantine),
    /// Work in the background: what waits, and what failed and was set aside.
    #[command(subcommand)]
    Job(set_aside::Jobs),
    /// List what was decided in the administration, newest first.
    Log,
}

pub(super) async fn run(command: Command, config: Config) -> Result<(), Failure> {
    match command {
        Command::User(command) => user::run(command, config).await,
        Command::Invite(new) => invite::invite(new, config).await,
        Command::Invitations => invite::list(config).await,
        Command::RevokeInvitation { id } => invite::revoke(id, config).await,
        Command::SetupLink => setup_link(config).await,
        Command::SendTestMail { to } => send_test_mail(to, config).await,
        Command::Reindex => reindex(config).await,
        Command::CheckSignOn => check_sign_on(config).await,
        Command::Peer(command) => peer::run(command, config).await,
        Command::Quarantine(command) => set_aside::quarantine(command, config).await,
        Command::Job(command) => set_aside::jobs(command, config).await,
        Command::Log => decisions(config).await,
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

async fn reindex(config: Config) -> Result<(), Failure> {
    let done = with_app(config, async |app| Ok(rebuild::rebuild(&app).await?)).await?;
    say(format_args!("indexed {} people and communities and {} posts and comments", done.actors, done.objects));
    Ok(())
}

async fn check_sign_on(config: Config) -> Result<(), Failure> {
    let asked = with_app(config, async |app| Ok(app.write(sign_on::ask_now).await?)).await?;
    say(format_args!("the running instance asks about {asked} people; the log says what could not be asked"));
    Ok(())
}

async fn decisions(config: Config) -> Result<(), Failure> {
    let rows = with_app(config, async |app| {
        let rows = app.read(|conn, _| {
            let found = log::list(conn, i64::MAX, LIST)?;
            found.into_iter().map(|decision| row(conn, decision)).collect::<crate::error::Result<Vec<_>>>()
        });
        Ok(rows.await?)
    })
    .await?;
    say_table(["WHEN", "WHO", "WHAT", "ABOUT", "WHY"], &rows);
    Ok(())
}

fn row(conn: &mut Conn, decision: Decision) -> crate::error::Result<[String; 5]> {
    let who = match decision.actor_id {
        Some(id) => actor::model::find(conn, id)?.username,
        None => "command line".to_owned(),
    };
    Ok([decision.created_at.rfc3339(), who, decision.deed.as_str().to_owned(), decision.about, decision.reason])
}
