//! People of this instance and their logins. What they wrote stays whatever is decided here.

use super::log::{Deed, note};
use super::{Slice, lower, pattern};
use crate::access::factor::{self, Factor};
use crate::access::invitation::{self, Draft, Invited, check_email};
use crate::access::{Letter, password, post};
use crate::actor::account::{self, Account};
use crate::actor::{self, Actor};
use crate::app::App;
use crate::error::{Error, Result};
use crate::id::first_id;
use crate::store::Conn;
use crate::store::schema::{accounts, activities, actors, sessions};
use crate::text;
use crate::vetting;
use diesel::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

/// How long ago counts as lately, for those who look after logins: enough to find the forgotten ones.
const LATELY: Duration = Duration::from_secs(30 * 24 * 3_600);

/// Somebody of this instance.
#[derive(Debug, Clone)]
pub struct Person {
    /// The login.
    pub account: Account,
    /// Who it belongs to.
    pub actor: Actor,
    /// Whether she was there within the last thirty days: a session in use, or an activity. When exactly is no matter of those who administer.
    pub lately: bool,
}

/// Which people a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Which {
    /// Everybody.
    #[default]
    All,
    /// Who administers the instance.
    Admins,
    /// Whose login is closed.
    Suspended,
}

/// People whose name, user name, mail address or profile contains these words, in the order of their user names; and whether more follow.
pub fn list(conn: &mut Conn, app: &App, words: &str, which: Which, slice: Slice) -> Result<(Vec<Person>, bool)> {
    let mut query = accounts::table.inner_join(actors::table.on(actors::id.eq(accounts::actor_id))).into_boxed();
    if !words.trim().is_empty() {
        let pattern = pattern(words.trim().trim_start_matches('@'));
        query = query.filter(
            accounts::login
                .like(pattern.clone())
                .escape('\\')
                .or(lower(actors::name).like(pattern.clone()).escape('\\'))
                .or(accounts::email.assume_not_null().like(pattern.clone()).escape('\\'))
                .or(lower(actors::details).like(pattern).escape('\\')),
        );
    }
    query = match which {
        Which::All => query,
        Which::Admins => query.filter(accounts::admin.eq(true)),
        Which::Suspended => query.filter(accounts::disabled_at.is_not_null()),
    };
    let rows: Vec<(Account, Actor)> = query
        .order(accounts::login)
        .limit(slice.rows())
        .offset(slice.first())
        .select((Account::as_select(), Actor::as_select()))
        .load(conn)?;
    let (rows, more) = slice.cut(rows);
    let lately = lately(conn, app, &rows)?;
    let person = |(account, actor): (Account, Actor)| Person { lately: lately.contains(&account.id), account, actor };
    Ok((rows.into_iter().map(person).collect(), more))
}

/// The logins among these whose people were there within [`LATELY`].
fn lately(conn: &mut Conn, app: &App, people: &[(Account, Actor)]) -> Result<HashSet<i64>> {
    let since = app.now().minus(LATELY);
    let (logins, actors): (Vec<i64>, Vec<i64>) = people.iter().map(|(account, actor)| (account.id, actor.id)).unzip();
    let used = sessions::table.filter(sessions::account_id.eq_any(&logins)).filter(sessions::used_at.ge(since));
    let used: Vec<i64> = used.select(sessions::account_id).distinct().load(conn)?;
    // Numbers grow with time, and the index has them by person.
    let did = activities::table
        .filter(activities::actor_id.assume_not_null().eq_any(&actors))
        .filter(activities::id.ge(first_id(since.milliseconds())));
    let did: HashSet<Option<i64>> = did.select(activities::actor_id).distinct().load(conn)?.into_iter().collect();
    let by_deed = people.iter().filter(|(_, actor)| did.contains(&Some(actor.id))).map(|(account, _)| account.id);
    Ok(used.into_iter().chain(by_deed).collect())
}

/// One person, with how she logs in.
#[derive(Debug, Clone)]
pub struct Details {
    /// Who.
    pub person: Person,
    /// Her second factor.
    pub factor: Factor,
    /// How many browsers are logged in.
    pub sessions: usize,
    /// Why the login is closed.
    pub suspended_for: Option<String>,
}

/// The person with this login.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, app: &App, account_id: i64) -> Result<Details> {
    let account = account::find(conn, account_id)?;
    let actor = actor::model::find(conn, account.actor_id)?;
    let pair = (account, actor);
    let lately = lately(conn, app, std::slice::from_ref(&pair))?;
    let (account, actor) = pair;
    Ok(Details {
        factor: factor::state(conn, account_id)?,
        sessions: account::sessions(conn, account_id, app.now())?.len(),
        suspended_for: if account.disabled_at.is_some() { Some(reason_of_suspension(conn, account_id)?) } else { None },
        person: Person { lately: lately.contains(&account_id), account, actor },
    })
}

/// Why a login was closed; empty when nobody said.
pub fn reason_of_suspension(conn: &mut Conn, account_id: i64) -> Result<String> {
    Ok(super::log::last(conn, Deed::Suspended, account_id)?.map(|decision| decision.reason).unwrap_or_default())
}

/// Closes a login: all sessions and links end, nobody gets in with it. What the person wrote stays.
///
/// # Errors
/// `Invalid` without a reason; `Conflict` for one's own login, the last admin's, and one that is closed already.
pub async fn suspend(app: &Arc<App>, by: Option<i64>, account_id: i64, reason: &str) -> Result<()> {
    let reason = text::clean_line(reason, super::MAX_REASON);
    if reason.is_empty() {
        return Err(Error::invalid("reason", "error-suspension-reason"));
    }
    change(app, by, account_id, Deed::Suspended, reason, move |conn, app, account| {
        refuse_oneself(by, account)?;
        if account.disabled_at.is_some() {
            return Err(Error::conflict("error-suspended-already"));
        }
        account::lock_admins(conn)?;
        account::close(conn, account.id, app.now())?;
        vetting::login_changed(conn, app, account.actor_id)?;
        refuse_without_admin(conn, account)
    })
    .await
}

/// Opens a closed login again.
///
/// # Errors
/// `Conflict` when it is not closed.
pub async fn lift(app: &Arc<App>, by: Option<i64>, account_id: i64) -> Result<()> {
    change(app, by, account_id, Deed::Lifted, String::new(), |conn, app, account| {
        if account.disabled_at.is_none() {
            return Err(Error::conflict("error-not-suspended"));
        }
        account::reopen(conn, account.id)?;
        vetting::login_changed(conn, app, account.actor_id)
    })
    .await
}

/// Lets somebody administer the instance, or no longer.
///
/// # Errors
/// `Conflict` for oneself and for the last admin.
pub async fn set_admin(app: &Arc<App>, by: Option<i64>, account_id: i64, admin: bool) -> Result<()> {
    let deed = if admin { Deed::MadeAdmin } else { Deed::UnmadeAdmin };
    change(app, by, account_id, deed, String::new(), move |conn, _, account| {
        refuse_oneself(by, account)?;
        if admin && account.disabled_at.is_some() {
            return Err(Error::conflict("error-suspended-already"));
        }
        account::lock_admins(conn)?;
        account::set_admin(conn, account.id, admin)?;
        if admin { Ok(()) } else { refuse_without_admin(conn, account) }
    })
    .await
}

/// Takes away the second factor of somebody who lost phone and paper.
///
/// # Errors
/// `NotFound`.
pub async fn remove_factor(app: &Arc<App>, by: Option<i64>, account_id: i64) -> Result<()> {
    change(app, by, account_id, Deed::FactorRemoved, String::new(), |conn, _, account| factor::remove(conn, account.id)).await
}

/// Sets where somebody's mails go; empty for nowhere. Links that were mailed elsewhere stop working.
///
/// # Errors
/// `Invalid` when it is no address or somebody else's.
pub async fn set_email(app: &Arc<App>, by: Option<i64>, account_id: i64, email: &str) -> Result<()> {
    let email = check_email(email)?;
    change(app, by, account_id, Deed::EmailChanged, String::new(), move |conn, _, account| {
        if let Some(email) = &email
            && account::by_email(conn, email)?.is_some_and(|other| other.id != account.id)
        {
            return Err(Error::invalid("email", "error-email-taken"));
        }
        account::end_links(conn, account.id)?;
        account::set_email(conn, account.id, email.as_deref())
    })
    .await
}

/// Mails a link for a new password. Without a mail server or an address the link is returned, to be passed on.
///
/// # Errors
/// `Conflict` for a closed login.
pub async fn send_reset(app: &Arc<App>, by: Option<i64>, account_id: i64) -> Result<Option<String>> {
    let link = app.write(move |conn, app| {
        let account = resettable(conn, app, by, account_id)?;
        if account.email.is_some() && app.settings().mail.is_on() {
            post(conn, app, &Letter::ForgottenPassword(account.login))?;
            return Ok(None);
        }
        password::link(conn, app, account.id).map(Some)
    });
    link.await
}

/// Makes a link for a new password, to be passed on.
///
/// # Errors
/// `Conflict` for a closed login.
pub async fn reset_link(app: &Arc<App>, by: Option<i64>, account_id: i64) -> Result<String> {
    app.write(move |conn, app| {
        let account = resettable(conn, app, by, account_id)?;
        password::link(conn, app, account.id)
    })
    .await
}

/// The login, if it can get a new password; notes that it does.
fn resettable(conn: &mut Conn, app: &App, by: Option<i64>, account_id: i64) -> Result<Account> {
    let account = account::find(conn, account_id)?;
    if account.disabled_at.is_some() {
        return Err(Error::conflict("error-suspended-already"));
    }
    note(conn, app, by, Deed::ResetSent, (&account.login, Some(account.id)), "")?;
    Ok(account)
}

/// Invites somebody.
///
/// # Errors
/// As [`invitation::invite`].
pub async fn invite(app: &Arc<App>, draft: Draft) -> Result<Invited> {
    let (by, about) = (draft.by, if draft.email.trim().is_empty() { draft.name.clone() } else { draft.email.clone() });
    let invited = invitation::invite(app, draft).await?;
    let id = invited.id;
    app.write(move |conn, app| note(conn, app, by, Deed::Invited, (&about, Some(id)), "")).await?;
    Ok(invited)
}

/// Takes an invitation back.
///
/// # Errors
/// `Conflict` when it is not open any more.
pub async fn revoke(app: &Arc<App>, by: Option<i64>, id: i64) -> Result<()> {
    app.write(move |conn, app| {
        let Some(invitation) = invitation::find(conn, id)? else { return Err(Error::NotFound) };
        if !invitation::revoke(conn, id, app.now())? {
            return Err(Error::conflict("error-invitation-closed"));
        }
        let about = invitation.email.unwrap_or(invitation.name);
        note(conn, app, by, Deed::InvitationRevoked, (&about, Some(id)), "")
    })
    .await
}

/// Changes a login and notes it, in one transaction.
async fn change(
    app: &Arc<App>,
    by: Option<i64>,
    account_id: i64,
    deed: Deed,
    reason: String,
    work: impl FnOnce(&mut Conn, &App, &Account) -> Result<()> + Send + 'static,
) -> Result<()> {
    app.write(move |conn, app| {
        let account = account::find(conn, account_id)?;
        work(conn, app, &account)?;
        note(conn, app, by, deed, (&account.login, Some(account.id)), &reason)
    })
    .await
}

/// Nobody locks herself out.
fn refuse_oneself(by: Option<i64>, account: &Account) -> Result<()> {
    if by == Some(account.actor_id) { Err(Error::conflict("error-administration-oneself")) } else { Ok(()) }
}

/// Somebody has to be left who can administer the instance.
fn refuse_without_admin(conn: &mut Conn, account: &Account) -> Result<()> {
    if account.admin && account::active_admins(conn)? == 0 { Err(Error::conflict("error-last-admin")) } else { Ok(()) }
}
