//! Rules of this instance in the database.

use diesel::prelude::*;

use super::decide::PolicySnapshot;
use super::hosts::{Action, Rule};
use crate::config::Federation;
use crate::error::{Error, Result};
use crate::store::schema::domain_rules;
use crate::store::{BothExt, Conn, Timestamp};
use crate::text::normalize_authority;

/// A rule as it stands in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRule {
    /// The host (or `host:port`) in normal form; the rule covers everything below it.
    pub host: String,
    /// What it says, and why.
    pub rule: Rule,
    /// Since when.
    pub created_at: Timestamp,
    /// The admin who made it; nobody for rules made on the command line.
    pub created_by: Option<i64>,
}

/// The policy in force: the settings and the database's rules, which win over `allow` of the settings but not over `block`.
///
/// # Errors
/// What the database answers.
pub fn load(conn: &mut Conn, settings: &Federation) -> Result<PolicySnapshot> {
    let rules = list(conn)?.into_iter();
    Ok(rules.fold(PolicySnapshot::from_settings(settings), |policy, stored| policy.with_rule(&stored.host, stored.rule)))
}

/// All rules by host.
///
/// # Errors
/// What the database answers.
pub fn list(conn: &mut Conn) -> Result<Vec<StoredRule>> {
    let columns = (domain_rules::host, domain_rules::action, domain_rules::reason, domain_rules::created_at, domain_rules::created_by);
    let rows: Vec<(String, i16, String, Timestamp, Option<i64>)> =
        domain_rules::table.select(columns).order(domain_rules::host).load(conn)?;
    let stored = |(host, action, reason, created_at, created_by)| {
        let action = Action::from_number(action).ok_or_else(|| Error::internal(format!("rule for {host}: unknown action {action}")))?;
        Ok(StoredRule { host, rule: Rule { action, reason }, created_at, created_by })
    };
    rows.into_iter().map(stored).collect()
}

/// Makes or replaces the rule for a host.
///
/// # Errors
/// `Invalid` when the host is no host name; what the database answers.
pub fn set(conn: &mut Conn, host: &str, rule: &Rule, now: Timestamp, created_by: Option<i64>) -> Result<()> {
    let host = normalize_authority(host).ok_or_else(|| Error::invalid("host", "error-host"))?;
    let values = (
        domain_rules::action.eq(rule.action.number()),
        domain_rules::reason.eq(&rule.reason),
        domain_rules::created_at.eq(now),
        domain_rules::created_by.eq(created_by),
    );
    diesel::insert_into(domain_rules::table)
        .values((domain_rules::host.eq(&host), values))
        .on_conflict(domain_rules::host)
        .do_update()
        .set(values)
        .both()
        .execute(conn)?;
    Ok(())
}

/// Removes the rule for exactly this host; whether there was one.
///
/// # Errors
/// `Invalid` when the host is no host name; what the database answers.
pub fn remove(conn: &mut Conn, host: &str) -> Result<bool> {
    let host = normalize_authority(host).ok_or_else(|| Error::invalid("host", "error-host"))?;
    Ok(diesel::delete(domain_rules::table.filter(domain_rules::host.eq(host))).execute(conn)? > 0)
}
