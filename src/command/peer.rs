//! `admin peer`: the servers this instance has met.

use super::{Failure, say, say_table, with_app};
use crate::activity::deliver;
use crate::activity::deliver::DeliveryState;
use crate::administration::network;
use crate::config::Config;
use crate::error::Error;
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
    /// Try a server again at once, with everything that waits for it.
    Retry {
        /// The server, such as `example.org`.
        host: String,
    },
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

pub(super) async fn run(command: Command, config: Config) -> Result<(), Failure> {
    match command {
        Command::List => list(config).await,
        Command::Retry { host } => retry(config, &host).await,
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
        Some(dialect) => format!("{} (set)", dialect),
        None => peer.dialect.to_string(),
    };
    let or_dash = |text: String| if text.is_empty() { "-".to_owned() } else { text };
    let success = or_dash(peer.last_success_at.map(Timestamp::rfc3339).unwrap_or_default());
    [peer.host.clone(), or_dash(peer.software.clone()), dialect, success, waiting.to_string(), or_dash(peer.last_error.clone())]
}

async fn set_dialect(config: Config, host: &str, choice: Choice) -> Result<(), Failure> {
    let host = normal(host)?;
    let asked = host.clone();
    let peer = with_app(config, async move |app| match network::set_dialect(&app, None, &asked, choice.dialect()).await {
        Ok(()) => Ok(app.read(move |conn, _| peer::by_host(conn, &asked)).await?),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    })
    .await?;
    let Some(peer) = peer else { return Err(unknown(&host)) };
    let source = if peer.dialect_override.is_some() { "set" } else { "as observed" };
    say(format_args!("{host} is spoken to as {} ({source})", peer.dialect()));
    Ok(())
}

async fn retry(config: Config, host: &str) -> Result<(), Failure> {
    let host = normal(host)?;
    with_app(config, async |app| match network::try_again(&app, None, &host).await {
        Ok(()) => {
            say(format_args!("the running instance tries {host} again at once"));
            Ok(())
        }
        Err(Error::NotFound) => Err(unknown(&host)),
        Err(error) => Err(error.into()),
    })
    .await
}

fn normal(host: &str) -> Result<String, Failure> {
    normalize_authority(host).ok_or_else(|| Failure::new(format!("`{host}` is not a server; write a name such as `example.org`")))
}

fn unknown(host: &str) -> Failure {
    Failure::new(format!("`{host}` has not been met yet; `dienstweg admin peer list` shows those that have"))
}
