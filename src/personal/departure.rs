//! Leaving: asking for it, thinking again, and the job that does it.

use crate::access::passkey::{self, Proof};
use crate::access::{Letter, post};
use crate::activity::compose::New;
use crate::activity::outbox::submit;
use crate::actor::account::{self, Account};
use crate::actor::{self, Actor, member};
use crate::app::App;
use crate::error::{Error, Result};
use crate::job;
use crate::json::PUBLIC;
use crate::store::schema::{accounts, departures};
use crate::store::types::Timestamp;
use crate::store::{BothExt, Conn, MultiBackend};
use diesel::prelude::*;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

/// The job that erases an account; its payload is the number of the login.
pub const LEAVE: &str = "leave";
/// How many days there are to think again.
pub const DAYS: u32 = 7;
const DAY: Duration = Duration::from_secs(24 * 3_600);

/// Somebody asked for her account to be deleted.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = departures, check_for_backend(MultiBackend))]
pub struct Departure {
    /// Her login.
    pub account_id: i64,
    /// Since when.
    pub asked_at: Timestamp,
    /// When it is deleted.
    pub leaves_at: Timestamp,
}

/// What keeps somebody from leaving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Nobody else administers the instance.
    LastAdmin,
}

/// Whether this login is about to be deleted.
pub fn of(conn: &mut Conn, account_id: i64) -> Result<Option<Departure>> {
    Ok(departures::table.find(account_id).select(Departure::as_select()).first(conn).optional()?)
}

/// What keeps the owner of this login from leaving, if anything does.
pub fn obstacle(conn: &mut Conn, account: &Account) -> Result<Option<Obstacle>> {
    let alone = account.admin && admins_who_stay(conn, account.id)?.is_empty();
    Ok(alone.then_some(Obstacle::LastAdmin))
}

/// The logins of those who administer the instance and are not about to leave, without this one, oldest first.
fn admins_who_stay(conn: &mut Conn, but: i64) -> Result<Vec<Account>> {
    Ok(accounts::table
        .filter(accounts::admin.eq(true))
        .filter(accounts::disabled_at.is_null())
        .filter(accounts::id.ne(but))
        .filter(accounts::id.ne_all(departures::table.select(departures::account_id)))
        .order(accounts::id)
        .select(Account::as_select())
        .load(conn)?)
}

/// The communities of this instance that have no other host than this person.
pub fn alone(conn: &mut Conn, actor_id: i64) -> Result<Vec<Actor>> {
    let mut groups = Vec::new();
    for (group, membership) in member::groups_of(conn, actor_id)? {
        if group.local && membership.role == member::Role::Host && member::hosts(conn, group.id)?.len() < 2 {
            groups.push(group);
        }
    }
    Ok(groups)
}

/// Asks for the deletion of one's account, after showing once more who one is. Who has neither password nor passkey types the user name in
/// the password's place, so that nothing happens by accident.
///
/// # Errors
/// `Invalid` at the fields `current`, `passkey` and `username`; `Conflict` for the last admin and for who asked already; `TooMany`.
pub async fn ask(app: &Arc<App>, account: &Account, proof: impl Into<Proof>) -> Result<Departure> {
    let (id, proof) = (account.id, proof.into());
    let can_show = account.has_password() || app.read(move |conn, _| passkey::count(conn, id)).await? > 0;
    if !can_show && proof.password.trim().trim_start_matches('@').to_lowercase() != account.login {
        return Err(Error::invalid("username", "error-departure-username"));
    }
    passkey::confirm(app, account, proof).await?;
    app.write(move |conn, app| {
        account::lock_admins(conn)?;
        let account = account::find(conn, id)?;
        if obstacle(conn, &account)?.is_some() {
            return Err(Error::conflict("error-departure-last-admin"));
        }
        let departure = Departure { account_id: id, asked_at: app.now(), leaves_at: app.now().plus(DAY * DAYS) };
        let new = diesel::insert_into(departures::table).values(&departure).on_conflict_do_nothing().both().execute(conn)?;
        if new == 0 {
            return Err(Error::conflict("error-departure-already"));
        }
        enqueue(conn, app, id, departure.leaves_at)?;
        post(conn, app, &Letter::Departure(id))?;
        Ok(departure)
    })
    .await
}

/// Without a key: one that waits from before, for a departure that was taken back, finds nothing to do.
fn enqueue(conn: &mut Conn, app: &App, account_id: i64, at: Timestamp) -> Result<()> {
    job::enqueue(conn, app.next_id(), LEAVE, &account_id.to_string(), None, at)
}

/// Takes it back: the account stays. Whether it was about to go.
pub async fn stay(app: &Arc<App>, account_id: i64) -> Result<bool> {
    app.write(move |conn, _| Ok(diesel::delete(departures::table.find(account_id)).execute(conn)? > 0)).await
}

/// Does [`LEAVE`].
pub fn leave(app: Arc<App>, payload: String) -> BoxFuture<'static, Result<()>> {
    async move {
        let account_id: i64 = payload.parse().map_err(Error::internal)?;
        app.write(move |conn, app| {
            let due = of(conn, account_id)?.filter(|departure| departure.leaves_at <= app.now());
            if due.is_some() { go(conn, app, account_id) } else { Ok(()) }
        })
        .await
    }
    .boxed()
}

fn go(conn: &mut Conn, app: &App, account_id: i64) -> Result<()> {
    account::lock_admins(conn)?;
    let account = account::find(conn, account_id)?;
    // The others who administered may have gone since: she is asked for again, day by day, until somebody else does.
    if obstacle(conn, &account)?.is_some() {
        let later = app.now().plus(DAY);
        diesel::update(departures::table.find(account_id)).set(departures::leaves_at.eq(later)).execute(conn)?;
        return enqueue(conn, app, account_id, later);
    }
    // What follows is done in her name, also if her login was closed meanwhile: the wish was hers.
    account::reopen(conn, account_id)?;
    let person = actor::model::find(conn, account.actor_id)?;
    for group in alone(conn, person.id)? {
        hand_over(conn, app, &account, &person, &group)?;
    }
    let followers = person.followers.clone().into_iter().collect();
    submit(conn, app, &New::by(&person, "Delete", json!(person.ap_id)).to(vec![PUBLIC.to_owned()]).cc(followers))?;
    Ok(())
}

/// Makes somebody who administers the instance the host of a community that would have none, a member of it if there is one.
fn hand_over(conn: &mut Conn, app: &App, account: &Account, person: &Actor, group: &Actor) -> Result<()> {
    let mut heirs = Vec::new();
    for admin in admins_who_stay(conn, account.id)? {
        let joined = member::role(conn, group.id, admin.actor_id)?.is_some();
        heirs.push((!joined, admin.actor_id));
    }
    heirs.sort_unstable();
    for (stranger, heir) in heirs {
        let heir = actor::model::find(conn, heir)?;
        let appointed = conn.transaction(|conn| {
            if stranger {
                submit(conn, app, &New::by(&heir, "Follow", json!(group.ap_id)).to(vec![group.ap_id.clone()]))?;
            }
            let new = New::by(person, "Add", json!(heir.ap_id)).to(vec![PUBLIC.to_owned()]).cc(vec![group.ap_id.clone()]);
            submit(conn, app, &new.within(Some(group)).with("target", json!(group.moderators))).map(drop)
        });
        match appointed {
            Ok(()) => return Ok(()),
            // Banned there, say: the next one. Without any, admins can still decide about everything in a community of their instance.
            Err(Error::Forbidden(_) | Error::Conflict(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
}
