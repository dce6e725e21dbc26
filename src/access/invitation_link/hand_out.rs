//! Making links: to be passed on by hand, or by mail.

use super::{InvitationLink, Opened, counting, expire_later};
use crate::access::letter::{Letter, post};
use crate::access::secret::{digest, token};
use crate::actor::application::MAX_WORDS;
use crate::actor::member::{self, Role};
use crate::actor::{self, Actor, lease};
use crate::app::{App, Limit};
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::store::schema::invitation_links;
use crate::text;
use crate::vetting;
use diesel::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How many people a link invites, as hosts may choose.
pub const PEOPLE: [i32; 3] = [1, 10, 50];
/// How many days a link holds, as hosts may choose.
pub const DAYS: [u32; 3] = [1, 7, 30];
/// How many days a link that was mailed holds.
const DAYS_BY_MAIL: u32 = 14;
/// How many links to be passed on by hand one host has in one community at a time.
const MOST: i64 = 20;
/// How many links on their way by mail one host has in one community at a time.
const MOST_MAILED: i64 = 100;
/// How many of these mails one address gets, whoever sends them.
const LETTERS: Limit = Limit { times: 5, freely: 5, within: Duration::from_secs(24 * 3_600) };

/// A link as a host asks for it.
#[derive(Debug, Clone, Copy)]
pub struct LinkDraft {
    /// One of [`PEOPLE`].
    pub people: i32,
    /// One of [`DAYS`].
    pub days: u32,
}

/// A link that is about to be mailed.
#[derive(Debug, Clone)]
pub struct Mailing {
    /// To which address.
    pub to: String,
    /// The address of the link.
    pub link: String,
    /// What it leads to.
    pub opened: Opened,
    /// Whose staff the host is; empty for nobody's.
    pub organisation: String,
}

/// Makes a link that is passed on by hand; shown this once, only its digest is kept.
///
/// # Errors
/// `Forbidden` for who is no host, or when the community's home is silent; `NotFound` for one that everybody may read; `Invalid` for the fields `people` and
/// `days`.
pub async fn create(app: &Arc<App>, host_id: i64, group_id: i64, draft: LinkDraft) -> Result<String> {
    if !PEOPLE.contains(&draft.people) {
        return Err(Error::invalid("people", "error-link-people"));
    }
    if !DAYS.contains(&draft.days) {
        return Err(Error::invalid("days", "error-link-days"));
    }
    app.write(move |conn, app| {
        let group = hosted(conn, app, host_id, group_id)?;
        if living(conn, app, host_id, &group, false)? >= MOST {
            return Err(Error::invalid("people", "error-link-too-many"));
        }
        let secret = token(app);
        let link = InvitationLink { token_digest: Some(digest(&secret)), ..new(app, host_id, &group, draft) };
        insert(conn, app, &link)?;
        Ok(address(app, &secret))
    })
    .await
}

/// Mails a link for one person to an address, with a word of the host that stands behind the link and not in the mail.
///
/// # Errors
/// As [`create`]; `Invalid` for the fields `email` and `message`.
pub async fn mail(app: &Arc<App>, host_id: i64, group_id: i64, email: &str, words: &str) -> Result<()> {
    let wrong = |text| Error::invalid("email", text);
    if !app.settings().mail.is_on() {
        return Err(wrong("error-link-no-mail"));
    }
    let email = text::mail_address(email).ok_or(wrong("error-email"))?;
    let words = text::clean_text(words).trim().to_owned();
    if words.chars().count() > MAX_WORDS {
        return Err(Error::invalid("message", "error-text-too-long"));
    }
    app.limits.check(&letters_to(&email), LETTERS, app.now()).map_err(|_| wrong("error-link-mail-too-many"))?;
    let counted = letters_to(&email);
    app.write(move |conn, app| {
        let group = hosted(conn, app, host_id, group_id)?;
        if living(conn, app, host_id, &group, true)? >= MOST_MAILED {
            return Err(Error::invalid("email", "error-link-too-many"));
        }
        let under_way = invitation_links::table
            .filter(invitation_links::group_id.eq(group.id))
            .filter(invitation_links::email.eq(&email))
            .filter(invitation_links::expires_at.gt(app.now()));
        if under_way.count().get_result::<i64>(conn)? > 0 {
            return Err(Error::invalid("email", "error-link-mail-again"));
        }
        let once = LinkDraft { people: 1, days: DAYS_BY_MAIL };
        let link = InvitationLink { email: Some(email), words, ..new(app, host_id, &group, once) };
        insert(conn, app, &link)?;
        post(conn, app, &Letter::InvitationLink(link.id))
    })
    .await?;
    app.limits.count(&counted, LETTERS, app.now());
    Ok(())
}

fn letters_to(email: &str) -> String {
    format!("invitation link to {email}")
}

/// Gives a link a new secret, for the mail that is about to be sent; links of earlier tries stop working. `None` when it counts no longer.
pub fn renew(conn: &mut Conn, app: &App, id: i64) -> Result<Option<Mailing>> {
    let found = invitation_links::table.find(id).select(InvitationLink::as_select()).first(conn).optional()?;
    let Some(opened) = found.map(|link| counting(conn, app, link)).transpose()?.flatten() else { return Ok(None) };
    let Some(to) = opened.link.email.clone() else { return Ok(None) };
    let secret = token(app);
    diesel::update(invitation_links::table.find(id)).set(invitation_links::token_digest.eq(digest(&secret))).execute(conn)?;
    let organisation = vetting::current(conn, opened.host.id, app.now())?.map(|vouched| vouched.organisation).unwrap_or_default();
    Ok(Some(Mailing { to, link: address(app, &secret), opened, organisation }))
}

/// The community, which has to be a protected one that this person hosts, and whose home can be asked.
fn hosted(conn: &mut Conn, app: &App, host_id: i64, group_id: i64) -> Result<Actor> {
    actor::model::hold(conn, group_id)?;
    let group = actor::model::find(conn, group_id)?;
    if !group.is_protected() || group.deleted_at.is_some() || group.suspended_at.is_some() {
        return Err(Error::NotFound);
    }
    match member::role(conn, group_id, host_id)? {
        Some(Role::Host) if lease::find(conn, group_id)?.is_some_and(|lease| lease.is_read_only(app.now())) => {
            Err(Error::forbidden("error-home-silent"))
        }
        Some(Role::Host) => Ok(group),
        _ => Err(Error::forbidden("error-not-a-host")),
    }
}

/// How many links of a host into a community count, mailed ones or the others.
fn living(conn: &mut Conn, app: &App, host_id: i64, group: &Actor, mailed: bool) -> Result<i64> {
    let links = invitation_links::table
        .filter(invitation_links::host_id.eq(host_id))
        .filter(invitation_links::group_id.eq(group.id))
        .filter(invitation_links::expires_at.gt(app.now()));
    Ok(match mailed {
        true => links.filter(invitation_links::email.is_not_null()).count().get_result(conn)?,
        false => links.filter(invitation_links::email.is_null()).count().get_result(conn)?,
    })
}

fn new(app: &App, host_id: i64, group: &Actor, draft: LinkDraft) -> InvitationLink {
    let now = app.now();
    InvitationLink {
        id: app.next_id(),
        group_id: group.id,
        host_id,
        token_digest: None,
        uses_left: draft.people,
        email: None,
        words: String::new(),
        created_at: now,
        expires_at: now.plus(Duration::from_secs(u64::from(draft.days) * 24 * 3_600)),
    }
}

fn insert(conn: &mut Conn, app: &App, link: &InvitationLink) -> Result<()> {
    diesel::insert_into(invitation_links::table).values(link).execute(conn)?;
    expire_later(conn, app, link)
}

/// The address at which a link is opened.
fn address(app: &App, secret: &str) -> String {
    app.urls.at(&format!("/beitritt/{secret}"))
}
