//! The database: whether it answers, fits this program and is whole, and what waits in it for too long.

use super::super::Failure;
use super::finding::Findings;
use crate::activity::deliver::DeliveryState;
use crate::activity::log::{self, ActivityState};
use crate::actor::{self, ActorKind, keys};
use crate::app::SERVER_USERNAME;
use crate::command::backup::integrity;
use crate::error::Result;
use crate::job;
use crate::peer;
use crate::store::schema::{actors, deliveries, jobs};
use crate::store::{AnyConn, Conn, StoreSettings, Timestamp, connect, migrate};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use std::time::Duration;

/// How many other servers are asked for the time.
const PEERS: usize = 3;
/// What is due for longer than this has no worker.
const NO_WORKER: Duration = Duration::from_secs(600);
/// A delivery that waits for longer than this deserves a look.
const LONG: Duration = Duration::from_secs(6 * 3_600);
/// How many entries are counted at most.
const MOST: i64 = 1_000;

/// What other checks need to know.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Id of the server's own actor.
    pub(super) server_actor: Option<String>,
    /// Hosts of servers that lately answered.
    pub(super) peers: Vec<String>,
}

/// Looks at the database of these settings. Makes none and changes nothing.
pub(super) fn check(settings: &StoreSettings, now: Timestamp, findings: &mut Findings) -> Known {
    match settings.sqlite_file() {
        Ok(Some(file)) if !file.is_file() => {
            findings.bad(
                "database",
                format!("there is no {}", file.display()),
                "check database.url, or start `dienstweg serve`, which makes it",
            );
            return Known::default();
        }
        Ok(_) => {}
        Err(error) => {
            findings.bad("database", Failure::from(error).to_string(), "check database.url");
            return Known::default();
        }
    }
    let looked = connect(settings).and_then(|mut conn| look(&mut conn, now, findings));
    looked.unwrap_or_else(|error| {
        findings.bad("database", Failure::from(error).to_string(), "without its database the instance cannot run");
        Known::default()
    })
}

fn look(conn: &mut Conn, now: Timestamp, findings: &mut Findings) -> Result<Known> {
    let pending = migrate::pending(conn)?;
    findings.good("database", version(conn)?);
    health(conn, findings)?;
    if !pending.is_empty() {
        findings.attention(
            "migrations",
            format!("{} missing: {}", pending.len(), pending.join(", ")),
            "`dienstweg migrate` or the next start applies them",
        );
        return Ok(Known::default());
    }
    findings.good("migrations", "the tables are up to date");
    queues(conn, now, findings)?;
    let server_actor = server_keys(conn, findings)?;
    let mut peers: Vec<peer::Peer> =
        peer::all(conn)?.into_iter().filter(|peer| peer.last_success_at.is_some() && peer.failures == 0).collect();
    peers.sort_by_key(|peer| std::cmp::Reverse(peer.last_success_at));
    Ok(Known { server_actor, peers: peers.into_iter().take(PEERS).map(|peer| peer.host).collect() })
}

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

#[derive(QueryableByName)]
struct Truth {
    #[diesel(sql_type = Bool)]
    truth: bool,
}

fn version(conn: &mut Conn) -> Result<String> {
    let (name, sql) = match conn {
        AnyConn::Pg(_) => ("PostgreSQL", "SELECT current_setting('server_version') AS word"),
        AnyConn::Sqlite(_) => ("SQLite", "SELECT sqlite_version() AS word"),
    };
    Ok(format!("{name} {} answers", diesel::sql_query(sql).get_result::<Word>(conn)?.word))
}

/// SQLite: whether the file is whole. PostgreSQL: whether sort order and encoding are what the indexes were made with.
fn health(conn: &mut Conn, findings: &mut Findings) -> Result<()> {
    match conn {
        AnyConn::Sqlite(_) => match integrity(conn)?.as_str() {
            "ok" => findings.good("integrity", "the database file is whole"),
            wrong => findings.bad("integrity", format!("the database file is damaged: {wrong}"), "stop the server and restore a backup"),
        },
        AnyConn::Pg(_) => {
            let encoding = diesel::sql_query("SELECT current_setting('server_encoding') AS word").get_result::<Word>(conn)?.word;
            match encoding.as_str() {
                "UTF8" => findings.good("encoding", "UTF8"),
                other => findings.bad("encoding", other, "make the database anew with ENCODING 'UTF8' and restore its dump"),
            }
            let sorted = "SELECT datcollversion IS NOT DISTINCT FROM pg_database_collation_actual_version(oid) AS truth \
                          FROM pg_database WHERE datname = current_database()";
            if diesel::sql_query(sorted).get_result::<Truth>(conn)?.truth {
                findings.good("collation", "the sort order is the one the indexes were made with");
            } else {
                let todo = "run REINDEX DATABASE, then ALTER DATABASE … REFRESH COLLATION VERSION";
                findings.attention("collation", "the system's sort order has changed since the database was made", todo);
            }
        }
    }
    Ok(())
}

fn queues(conn: &mut Conn, now: Timestamp, findings: &mut Findings) -> Result<()> {
    let due = || deliveries::table.filter(deliveries::state.eq(DeliveryState::Due));
    let waiting: i64 = due().count().get_result(conn)?;
    let oldest: Option<Timestamp> = due().order(deliveries::created_at).select(deliveries::created_at).first(conn).optional()?;
    let jobs_due = || jobs::table.filter(jobs::failed_at.is_null());
    let count: i64 = jobs_due().filter(jobs::run_at.le(now)).count().get_result(conn)?;
    let oldest_job: Option<Timestamp> = jobs_due().order(jobs::run_at).select(jobs::run_at).first(conn).optional()?;
    let age = oldest.map_or(Duration::ZERO, |oldest| now.since(oldest));
    match age {
        age if age > LONG => findings.attention(
            "deliveries",
            format!("{waiting} wait, the oldest for {}", hours(age)),
            "`dienstweg admin peer list` says which servers do not answer",
        ),
        _ => findings.good("deliveries", format!("{waiting} wait")),
    }
    match oldest_job.map_or(Duration::ZERO, |oldest| now.since(oldest)) {
        late if late > NO_WORKER => findings.bad(
            "jobs",
            format!("{count} are due, the oldest for {}: nobody does them", hours(late)),
            "start `dienstweg serve` (or `worker`), or look into its log",
        ),
        _ => findings.good("jobs", format!("{count} are due")),
    }
    let aside = log::in_state(conn, ActivityState::Quarantined, MOST)?.len() + job::failed(conn, MOST)?.len();
    match aside {
        0 => findings.good("quarantine", "nothing was set aside"),
        aside => findings.attention(
            "quarantine",
            format!("{aside} activities or jobs failed again and again and were set aside"),
            "`dienstweg admin quarantine list` shows them",
        ),
    }
    Ok(())
}

fn hours(duration: Duration) -> String {
    match duration.as_secs() / 3_600 {
        0 => format!("{} min", duration.as_secs() / 60),
        hours if hours < 48 => format!("{hours} h"),
        hours => format!("{} days", hours / 24),
    }
}

/// The keys with which the server itself speaks. Answers the id of its actor.
fn server_keys(conn: &mut Conn, findings: &mut Findings) -> Result<Option<String>> {
    let found: Option<(i64, String)> = actors::table
        .filter(actors::local.eq(true))
        .filter(actors::kind.eq(ActorKind::Application))
        .filter(actors::username.eq(SERVER_USERNAME))
        .select((actors::id, actors::ap_id))
        .first(conn)
        .optional()?;
    let Some((id, ap_id)) = found else {
        findings.attention("keys", "the server has no actor of its own yet", "the first start of `dienstweg serve` makes it");
        return Ok(None);
    };
    match keys::signing_keys(conn, id) {
        Ok(_) => findings.good("keys", "the server has its keys"),
        Err(_) => findings.bad(
            "keys",
            format!("the keys of the server's actor {} are missing or damaged", actor::model::find(conn, id)?.handle()),
            "restore a backup: without them other servers refuse us",
        ),
    }
    Ok(Some(ap_id))
}
