//! How the instance is doing, in figures.

use super::{network, protected, recount};
use crate::activity::deliver::DeliveryState;
use crate::activity::log::ActivityState;
use crate::actor::model::ActorKind;
use crate::app::App;
use crate::error::Result;
use crate::moderation;
use crate::object;
use crate::setting::{self, Statement};
use crate::store::schema::{accounts, activities, actors, deliveries, jobs, peers};
use crate::store::{AnyConn, Conn};
use diesel::prelude::*;
use diesel::sql_types::Text;

/// How the instance is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Jobs that were set aside after many failures.
    pub failed_jobs: i64,
    /// Jobs that failed and are tried again.
    pub failing_jobs: i64,
    /// Activities that were set aside after many failures.
    pub quarantined: i64,
    /// Servers that wait for an admin to look, because all their keys were new at once.
    pub servers_held: i64,
    /// Servers that took nothing when they were last tried.
    pub peers_in_trouble: i64,
    /// Servers that go on sending what is refused here.
    pub peers_refused: i64,
    /// Receipts of servers for what they had to empty that should be there by now.
    pub receipts_overdue: i64,
    /// Counters that were wrong when they were last counted anew.
    pub miscounted: i64,
    /// Reports that wait for an admin.
    pub reports: i64,
    /// Legal texts that are missing or have gaps.
    pub unfinished_statements: i64,
    /// Barriers that somebody met and nobody removed.
    pub barriers: i64,
    /// Logins that are not closed.
    pub people: i64,
    /// Communities that live here.
    pub communities: i64,
    /// Beginnings written here.
    pub posts: i64,
    /// Answers written here.
    pub comments: i64,
    /// Servers we ever met.
    pub peers: i64,
    /// Deliveries that are not made yet.
    pub waiting: i64,
    /// Which database, in which version.
    pub database: String,
}

/// Reads the figures.
pub fn overview(conn: &mut Conn, app: &App) -> Result<Overview> {
    let (posts, comments) = object::read::local_counts(conn)?;
    let communities = actors::table
        .filter(actors::local.eq(true))
        .filter(actors::kind.eq(ActorKind::Group))
        .filter(actors::deleted_at.is_null())
        .count()
        .get_result(conn)?;
    Ok(Overview {
        failed_jobs: jobs::table.filter(jobs::failed_at.is_not_null()).count().get_result(conn)?,
        failing_jobs: jobs::table.filter(jobs::failed_at.is_null()).filter(jobs::last_error.ne("")).count().get_result(conn)?,
        quarantined: activities::table.filter(activities::state.eq(ActivityState::Quarantined)).count().get_result(conn)?,
        servers_held: network::held(conn)?,
        peers_in_trouble: peers::table.filter(peers::failures.gt(0)).count().get_result(conn)?,
        peers_refused: i64::try_from(network::turned_away(conn, app.now())?.len()).unwrap_or(i64::MAX),
        receipts_overdue: protected::overdue(conn, app.now())?,
        miscounted: recount::found(conn)?,
        reports: moderation::waiting_for_admins(conn, app.now())?,
        unfinished_statements: unfinished(app),
        barriers: super::barrier::open(conn)?,
        people: accounts::table.filter(accounts::disabled_at.is_null()).count().get_result(conn)?,
        communities,
        posts,
        comments,
        peers: peers::table.count().get_result(conn)?,
        waiting: deliveries::table.filter(deliveries::state.eq(DeliveryState::Due)).count().get_result(conn)?,
        database: database(conn)?,
    })
}

/// How many legal texts nobody could show.
fn unfinished(app: &App) -> i64 {
    let settings = app.settings();
    let unfinished = Statement::ALL.into_iter().filter(|statement| !setting::is_finished(settings.statement(*statement)));
    i64::try_from(unfinished.count()).unwrap_or_default()
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

/// Which database, in which version.
fn database(conn: &mut Conn) -> Result<String> {
    let (name, statement) = match conn {
        AnyConn::Pg(_) => ("PostgreSQL", "SELECT split_part(current_setting('server_version'), ' ', 1) AS version"),
        AnyConn::Sqlite(_) => ("SQLite", "SELECT sqlite_version() AS version"),
    };
    let found: Version = diesel::sql_query(statement).get_result(conn)?;
    Ok(format!("{name} {}", found.version))
}
