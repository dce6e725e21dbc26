//! `admin peer`: the servers this instance has met.

use super::{Failure, say, say_table, with_app};
use crate::activity::deliver;
use crate::activity::deliver::DeliveryState;
use crate::config::Config;
use crate::peer::{self, Dialect, Peer};
use crate::store::Timestamp;
use crate::text::normalize_authority;
use clap::{Subcommand, ValueEnum};

/// How many waiting deliveries are counted for each server.
const COUNTED: i64 = 1_000;

/// What to do with other servers.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List all servers this instance has met.
    List,
    /// Say how communities here speak to a server, when what was observed is wrong.
    Dialect {
        /// The server, such as `example.org`.
        host: String,
        /// What it understands.
        dialect: Choice,
    },
}

/// What a server understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Choice {
    /// Announces of everything, as Lemmy, PieFed, NodeBB and Mbin do (FEP-1b12).
    Forum,
    /// Announces of articles alone, as boosts: Mastodon, GoToSocial.
    Microblog,
    /// Another Dienstweg.
    Own,
    /// What was observed.
    Auto,
}

impl Choice {
    const fn dialect(self) -> Option<Dialect> {
        match self {
            Self::Forum => Some(Dialect::Forum),
            Self::Microblog => Some(Dialect::Microblog),
            Self::Own => Some(Dialect::Own),
            Self::Auto => None,
        }
    }
}

const fn name(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Unknown => "unknown",
        Dialect::Forum => "forum",
        Dialect::Microblog => "microblog",
        Dialect::Own => "own",
    }
}

pub(super) async fn run(command: Command, config: Config) -> Result<(), Failure> {
    match command {
        Command::List => list(config).await,
        Command::Dialect { host, dialect } => set_dialect(config, &host, dialect).await,
    }
}

async fn list(config: Config) -> Result<(), Failure> {
    let peers = with_app(config, async |app| {
        let peers = app.read(|conn, _| {
            let mut counted = Vec::new();
            for peer in peer::all(conn)? {
                let waiting = deliver::of_peer(conn, peer.id, DeliveryState::Due, COUNTED)?.len();
                counted.push((peer, waiting));
            }
            Ok(counted)
        });
        Ok(peers.await?)
    })
    .await?;
    if peers.is_empty() {
        say("no other server has been met yet");
        return Ok(());
    }
    let rows: Vec<[String; 6]> = peers.iter().map(|(peer, waiting)| row(peer, *waiting)).collect();
    say_table(["SERVER", "SOFTWARE", "DIALECT", "LAST SUCCESS", "WAITING", "LAST ERROR"], &rows);
    Ok(())
}

fn row(peer: &Peer, waiting: usize) -> [String; 6] {
    let dialect = match peer.dialect_override {
        Some(dialect) => format!("{} (set)", name(dialect)),
        None => name(peer.dialect).to_owned(),
    };
    let or_dash = |text: String| if text.is_empty() { "-".to_owned() } else { text };
    let success = or_dash(peer.last_success_at.map(Timestamp::rfc3339).unwrap_or_default());
    [peer.host.clone(), or_dash(peer.software.clone()), dialect, success, waiting.to_string(), or_dash(peer.last_error.clone())]
}

async fn set_dialect(config: Config, host: &str, choice: Choice) -> Result<(), Failure> {
    let Some(host) = normalize_authority(host) else {
        return Err(Failure::new(format!("`{host}` is not a server; write a name such as `example.org`")));
    };
    let asked = host.clone();
    let peer = with_app(config, async move |app| {
        let peer = app.write(move |conn, _| {
            let Some(known) = peer::by_host(conn, &asked)? else { return Ok(None) };
            peer::set_dialect_override(conn, known.id, choice.dialect())?;
            Ok(Some(peer::find(conn, known.id)?))
        });
        Ok(peer.await?)
    })
    .await?;
    let Some(peer) = peer else {
        return Err(Failure::new(format!("`{host}` has not been met yet; `dienstweg admin peer list` shows those that have")));
    };
    let source = if peer.dialect_override.is_some() { "set" } else { "as observed" };
    say(format_args!("{host} is spoken to as {} ({source})", name(peer.dialect())));
    Ok(())
}
