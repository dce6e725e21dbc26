//! `policy`: with which servers this instance exchanges content, and why.

use super::{Failure, say, say_table, with_app};
use crate::administration::{network, protected};
use crate::app::App;
use crate::config::Config;
use crate::error::Error;
use crate::policy::{self, Action, Decision, Direction, Filter, Question, Ruling};
use crate::text::normalize_authority;
use clap::{Args, Subcommand, ValueEnum};
use std::sync::Arc;

/// What to do with the rules.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List the rules of the settings and those made here.
    List,
    /// Exchange content with a server and everything below its name, whatever the mode says.
    Allow(HostAndReason),
    /// Exchange nothing with a server and everything below its name. Memberships in protected communities and copies stay: see `cut-off`.
    Block(HostAndReason),
    /// Block a server and everything below its name, end all memberships in protected communities that tie us to it, and have it empty its copies.
    CutOff(CutOff),
    /// Remove the rule for a server.
    Remove {
        /// The server, such as `example.org`.
        host: String,
    },
    /// Say what would be decided about a server, and why.
    Explain(Explain),
}

/// A server and why.
#[derive(Debug, Args)]
pub(super) struct HostAndReason {
    /// The server, such as `example.org`, or with a port for that port alone.
    host: String,
    /// Why; for administrators only.
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
}

/// A server to cut off.
#[derive(Debug, Args)]
pub(super) struct CutOff {
    /// The server, such as `example.org`, or with a port for that port alone.
    host: String,
    /// Why: the people here who lose a community read it.
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

/// What to explain.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The server, such as `example.org`.
    host: String,
    /// What the activity does.
    #[arg(long, value_name = "TYPE", default_value = "Create")]
    verb: String,
    /// Whose act it is, when it comes from a third server: the actor's id.
    #[arg(long, value_name = "URL")]
    actor: Option<String>,
    /// Which way it goes.
    #[arg(long, value_enum, default_value_t = Way::In)]
    direction: Way,
}

/// Which way something goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Way {
    /// The server sends to us.
    In,
    /// We send to it or fetch from it.
    Out,
    /// It fetches from us.
    Serve,
}

pub(super) async fn run(command: Command, config: Config) -> Result<(), Failure> {
    with_app(config, async |app| match command {
        Command::List => list(&app).await,
        Command::Allow(HostAndReason { host, reason }) => set(&app, &host, Action::Allow, &reason).await,
        Command::Block(HostAndReason { host, reason }) => block(&app, &host, &reason).await,
        Command::CutOff(CutOff { host, reason }) => cut_off(&app, &host, &reason).await,
        Command::Remove { host } => remove(&app, &host).await,
        Command::Explain(explain) => explain_host(&app, &explain),
    })
    .await
}

async fn list(app: &Arc<App>) -> Result<(), Failure> {
    let settings = &app.config.federation;
    say(format_args!("mode: {}", settings.mode.as_str()));
    let of_settings = |hosts: &[String], action: Action| -> Vec<[String; 5]> {
        hosts.iter().map(|host| [host.clone(), action.to_string(), "settings".to_owned(), "-".to_owned(), String::new()]).collect()
    };
    let mut rows = of_settings(&settings.block, Action::Block);
    rows.extend(of_settings(&settings.allow, Action::Allow));
    for stored in app.read(|conn, _| policy::list(conn)).await? {
        let by = match (stored.created_by, stored.rule.action) {
            (Some(_), _) => "administrator",
            (None, Action::Hold) => "new keys",
            (None, Action::Allow | Action::Block) => "command line",
        };
        rows.push([stored.host, stored.rule.action.to_string(), by.to_owned(), stored.created_at.rfc3339(), stored.rule.reason]);
    }
    if rows.is_empty() {
        say("no rules");
    } else {
        say_table(["SERVER", "RULE", "FROM", "SINCE", "WHY"], &rows);
    }
    Ok(())
}

fn normal(host: &str) -> Result<String, Failure> {
    normalize_authority(host).ok_or_else(|| Failure::new(format!("`{host}` is not a server; write a name such as `example.org`")))
}

async fn set(app: &Arc<App>, host: &str, action: Action, reason: &str) -> Result<(), Failure> {
    let host = normal(host)?;
    network::set_rule(app, None, &host, Some(action), reason).await?;
    changed(app, &host);
    Ok(())
}

async fn block(app: &Arc<App>, host: &str, reason: &str) -> Result<(), Failure> {
    set(app, host, Action::Block, reason).await?;
    let host = normal(host)?;
    let blocked = host.clone();
    let ties = app.read(move |conn, _| protected::ties(conn, &blocked)).await?;
    if ties.are_there() {
        say(format_args!(
            "{} memberships in our protected communities and {} in theirs are still there, and so are copies; to end them:",
            ties.members_here, ties.members_there
        ));
        say(format_args!("  dienstweg policy cut-off {host} --reason TEXT"));
    }
    Ok(())
}

async fn cut_off(app: &Arc<App>, host: &str, reason: &str) -> Result<(), Failure> {
    let host = normal(host)?;
    let cut = host.clone();
    let ties = app.read(move |conn, _| protected::ties(conn, &cut)).await?;
    protected::cut_off(app, None, &host, reason).await?;
    changed(app, &host);
    say(format_args!("{} memberships in our protected communities ended, and {} in theirs", ties.members_here, ties.members_there));
    say("receipts for the copies there are listed under /verwaltung/geschuetzt");
    Ok(())
}

async fn remove(app: &Arc<App>, host: &str) -> Result<(), Failure> {
    let host = normal(host)?;
    match network::set_rule(app, None, &host, None, "").await {
        Err(Error::Conflict(_)) => {
            return Err(Failure::new(format!("there is no rule for exactly `{host}`; `dienstweg policy list` shows all")));
        }
        other => other?,
    }
    changed(app, &host);
    Ok(())
}

/// Says what holds now: a block in the settings, for instance, is lifted by no rule.
fn changed(app: &App, host: &str) {
    say(format_args!("{host} {}", sentence(&policy::decide_peer(&app.policy(), Direction::Inbound, host))));
    say("a running instance follows within ten seconds");
}

fn explain_host(app: &App, explain: &Explain) -> Result<(), Failure> {
    let host = normal(&explain.host)?;
    let direction = match explain.direction {
        Way::In => Direction::Inbound,
        Way::Out => Direction::Outbound,
        Way::Serve => Direction::Serve,
    };
    let question =
        Question { direction, peer: &host, verb: &explain.verb, object_type: None, community: None, actor: explain.actor.as_deref() };
    say(format_args!("{} with {host} {}", explain.verb, sentence(&policy::decide(&app.policy(), &question))));
    Ok(())
}

fn sentence(ruling: &Ruling) -> String {
    let decided = match &ruling.decision {
        Decision::Accept => "is allowed".to_owned(),
        Decision::Filter(filters) => {
            format!("is allowed with limits ({})", filters.iter().map(|filter| Filter::as_str(*filter)).collect::<Vec<_>>().join(", "))
        }
        Decision::Hold => "is held until an administrator has looked".to_owned(),
        Decision::Reject => "is refused".to_owned(),
        Decision::Drop => "is refused without an answer".to_owned(),
    };
    format!("{decided}: {}", ruling.explanation)
}
