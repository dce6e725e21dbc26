//! Invitations: a link that lets one person in, once, for a while.

use super::email::note_confirmed;
use super::letter::{Letter, post};
use super::secret::{digest, token};
use crate::activity::outbox::{self, Admission};
use crate::actor::account::{self, Account};
use crate::app::{App, Limit};
use crate::config::Registration;
use crate::error::{Error, Reason, Result};
use crate::setting::Settings;
use crate::store::schema::invitations;
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend};
use crate::text;
use diesel::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long an invitation holds unless something else is said, in days.
pub const DAYS: u32 = 14;
/// The longest, in days.
const MOST_DAYS: u32 = 90;
/// So many people somebody invites in a day; the command line may go on.
pub const MOST_A_DAY: i64 = 500;
/// The day that [`MOST_A_DAY`] is about.
const DAY: Duration = Duration::from_secs(24 * 3_600);
/// How often somebody may look at or accept invitations from one network: links cannot be guessed, this keeps the log quiet.
const TRIES: Limit = Limit { times: 60, freely: 60, within: Duration::from_secs(15 * 60) };

/// An invitation.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = invitations, check_for_backend(MultiBackend))]
pub struct Invitation {
    /// Its number.
    pub id: i64,
    /// Digest of the link's secret; before the mail with it is sent, something that is no digest.
    pub token_digest: String,
    /// Who is meant, as the form suggests it; may be empty.
    pub name: String,
    /// Where it was mailed to; the new login gets this address.
    pub email: Option<String>,
    /// Who invites; nobody for the command line.
    pub created_by: Option<i64>,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
    /// When it was accepted.
    pub used_at: Option<Timestamp>,
    /// The login that came of it.
    pub used_by: Option<i64>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// Whether nobody invited: the person asked for the link by herself.
    pub requested: bool,
    /// When the link was mailed; never when it was handed over.
    pub mailed_at: Option<Timestamp>,
}

/// What an invitation is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It can be accepted.
    Open,
    /// It was accepted.
    Used,
    /// Its time is over.
    Expired,
    /// It was taken back.
    Revoked,
}

impl Standing {
    /// The word for lists on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Used => "used",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }

    /// The reason given to who follows the link; nothing as long as it is open.
    pub const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Open => None,
            Self::Used => Some("error-invitation-used"),
            Self::Expired => Some("error-invitation-expired"),
            Self::Revoked => Some("error-invitation-revoked"),
        }
    }
}

impl Invitation {
    /// What it is good for at this time.
    pub fn standing(&self, now: Timestamp) -> Standing {
        match self {
            Self { used_at: Some(_), .. } => Standing::Used,
            Self { revoked_at: Some(_), .. } => Standing::Revoked,
            Self { expires_at, .. } if *expires_at <= now => Standing::Expired,
            _ => Standing::Open,
        }
    }

    /// Why the settings that hold now keep somebody with this link out, if they do. Who was invited by somebody comes in unless nobody does; who
    /// asked by herself, as long as people may, and from the domains that may.
    pub fn obstacle(&self, settings: &Settings) -> Option<&'static str> {
        match settings.registration {
            Registration::Nobody => Some("error-invitation-nobody"),
            _ if !self.requested => None,
            Registration::Everybody => None,
            Registration::Invitation => Some("error-invitation-only"),
            Registration::Domains => {
                let admitted = self.email.as_deref().is_some_and(|email| is_of_domains(email, &settings.domains));
                (!admitted).then_some("error-invitation-domain")
            }
        }
    }
}

/// Whether this address is one of these domains.
pub(super) fn is_of_domains(email: &str, domains: &[String]) -> bool {
    let of = email.rsplit_once('@').map_or("", |(_, domain)| domain);
    domains.iter().any(|domain| domain == of)
}

/// Who is to be invited.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Her name, if known.
    pub name: String,
    /// Her mail address; empty if the link is passed on in another way.
    pub email: String,
    /// How many days it holds.
    pub days: u32,
    /// Who invites; nobody for the command line.
    pub by: Option<i64>,
    /// Whether the person asked by herself.
    pub requested: bool,
}

/// A new invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// Its number.
    pub id: i64,
    /// The link to pass on; none if it is mailed. Shown this once: only its digest is kept.
    pub link: Option<String>,
}

/// A mail address in its normal form.
///
/// # Errors
/// `Invalid` at the field `email`.
pub fn check_email(email: &str) -> Result<Option<String>> {
    if email.trim().is_empty() {
        return Ok(None);
    }
    text::mail_address(email).map(Some).ok_or(Error::invalid("email", "error-email"))
}

/// Invites somebody. With a mail address and a mail server the link goes there, otherwise it is returned.
///
/// # Errors
/// `Invalid` when the address is none or has a login here, or the time is too long; `Conflict` when nobody is taken in, or after
/// [`MOST_A_DAY`]. Whether somebody who asks by herself has a login here is looked up when the mail is made ([`renew`]), so that neither the
/// answer nor its time tells.
pub async fn invite(app: &Arc<App>, draft: Draft) -> Result<Invited> {
    let email = check_email(&draft.email)?;
    if !(1..=MOST_DAYS).contains(&draft.days) {
        return Err(Error::invalid("days", "error-invitation-days"));
    }
    if app.settings().registration == Registration::Nobody {
        return Err(Error::conflict("error-joining-closed"));
    }
    let name = text::clean_line(&draft.name, 100);
    app.write(move |conn, app| {
        if !draft.requested
            && let Some(email) = &email
            && account::by_email(conn, email)?.is_some()
        {
            return Err(Error::invalid("email", "error-email-taken"));
        }
        let (id, now) = (app.next_id(), app.now());
        if let Some(by) = draft.by {
            check_often(conn, by, now)?;
        }
        let mailed = email.is_some() && app.settings().mail.is_on();
        let secret = (!mailed).then(|| token(app));
        let invitation = Invitation {
            id,
            token_digest: secret.as_deref().map_or_else(|| format!("to be mailed: {id}"), digest),
            name,
            email,
            created_by: draft.by,
            created_at: now,
            expires_at: now.plus(Duration::from_secs(u64::from(draft.days) * 24 * 3_600)),
            used_at: None,
            used_by: None,
            revoked_at: None,
            requested: draft.requested,
            mailed_at: None,
        };
        diesel::insert_into(invitations::table).values(&invitation).execute(conn)?;
        if mailed {
            post(conn, app, &Letter::Invitation(id))?;
        }
        Ok(Invited { id, link: secret.map(|secret| link(app, &secret)) })
    })
    .await
}

/// Refuses more invitations in a day than anybody needs: a login in the wrong hands would send mails in our name without end.
fn check_often(conn: &mut Conn, by: i64, now: Timestamp) -> Result<()> {
    let sent = invitations::table.filter(invitations::created_by.eq(by)).filter(invitations::created_at.gt(now.minus(DAY)));
    let sent: i64 = sent.count().get_result(conn)?;
    if sent >= MOST_A_DAY { Err(Error::conflict("error-invitation-too-many")) } else { Ok(()) }
}

/// The address that an invitation is accepted at.
pub fn link(app: &App, secret: &str) -> String {
    app.urls.at(&format!("/einladung/{secret}"))
}

/// Gives an open invitation a new secret, for the mail that is about to be sent; links of earlier tries stop working. `None` when it is no
/// longer open, or would let nobody in. One that somebody asked for who has a login here goes without a trace.
pub fn renew(conn: &mut Conn, app: &App, id: i64) -> Result<Option<(Invitation, String)>> {
    let found: Option<Invitation> = invitations::table.find(id).select(Invitation::as_select()).first(conn).optional()?;
    let settings = app.settings();
    let counts = |found: &Invitation| found.standing(app.now()) == Standing::Open && found.obstacle(&settings).is_none();
    let Some(invitation) = found.filter(counts) else { return Ok(None) };
    if let Some(email) = invitation.email.as_deref().filter(|_| invitation.requested)
        && account::by_email(conn, email)?.is_some()
    {
        diesel::delete(invitations::table.find(id)).execute(conn)?;
        return Ok(None);
    }
    let secret = token(app);
    diesel::update(invitations::table.find(id))
        .set((invitations::token_digest.eq(digest(&secret)), invitations::mailed_at.eq(app.now())))
        .execute(conn)?;
    Ok(Some((invitation, secret)))
}

/// All invitations, newest first.
pub fn list(conn: &mut Conn, limit: i64) -> Result<Vec<Invitation>> {
    Ok(invitations::table.order(invitations::id.desc()).limit(limit).select(Invitation::as_select()).load(conn)?)
}

/// The invitation with this number.
pub fn find(conn: &mut Conn, id: i64) -> Result<Option<Invitation>> {
    Ok(invitations::table.find(id).select(Invitation::as_select()).first(conn).optional()?)
}

/// Takes an invitation back; whether it was open.
pub fn revoke(conn: &mut Conn, id: i64, now: Timestamp) -> Result<bool> {
    let open = invitations::table.find(id).filter(invitations::used_at.is_null()).filter(invitations::revoked_at.is_null());
    Ok(diesel::update(open).set(invitations::revoked_at.eq(now)).execute(conn)? > 0)
}

fn by_secret(conn: &mut Conn, secret: &str) -> Result<Option<Invitation>> {
    let found = invitations::table.filter(invitations::token_digest.eq(digest(secret))).select(Invitation::as_select()).first(conn);
    Ok(found.optional()?)
}

fn open(conn: &mut Conn, app: &App, secret: &str) -> Result<Invitation> {
    let unknown = Error::Conflict(Reason::new("error-invitation-unknown"));
    let invitation = by_secret(conn, secret)?.ok_or(unknown)?;
    match invitation.standing(app.now()).reason().or_else(|| invitation.obstacle(&app.settings())) {
        None => Ok(invitation),
        Some(reason) => Err(Error::Conflict(Reason::new(reason))),
    }
}

/// The invitation of a link. `network` is where the question comes from.
///
/// # Errors
/// `Conflict` with `error-invitation-unknown`, `-used`, `-expired` or `-revoked`, or with `-nobody`, `-only` or `-domain` when the settings let
/// nobody in by it; `TooMany`.
pub async fn look(app: &Arc<App>, secret: &str, network: &str) -> Result<Invitation> {
    app.limits.take(&format!("invitation {network}"), TRIES, app.now())?;
    let secret = secret.to_owned();
    app.read(move |conn, app| open(conn, app, &secret)).await
}

/// What somebody says who accepts.
#[derive(Debug, Clone)]
pub struct Newcomer {
    /// User name.
    pub username: String,
    /// Display name.
    pub name: String,
    /// The organisation; may be empty.
    pub organisation: String,
}

/// Accepts an invitation: makes the person and her login, without a password at first.
///
/// # Errors
/// As [`look`]; `Invalid` for the fields.
pub async fn accept(app: &Arc<App>, secret: &str, newcomer: Newcomer, network: &str) -> Result<Account> {
    let invitation = look(app, secret, network).await?;
    let secret = secret.to_owned();
    let admission = Admission {
        username: newcomer.username,
        name: newcomer.name,
        organisation: newcomer.organisation,
        password_hash: String::new(),
        admin: false,
    };
    outbox::admit(app, admission, move |conn, app, account| {
        // Again, inside the transaction: of two who are quick, one gets in.
        let open = invitations::table
            .find(invitation.id)
            .filter(invitations::used_at.is_null())
            .filter(invitations::revoked_at.is_null())
            .filter(invitations::token_digest.eq(digest(&secret)));
        let used = (invitations::used_at.eq(app.now()), invitations::used_by.eq(account.id));
        if diesel::update(open).set(used).execute(conn)? == 0 {
            return Err(Error::Conflict(Reason::new("error-invitation-used")));
        }
        if let Some(reason) = invitation.obstacle(&app.settings()) {
            return Err(Error::Conflict(Reason::new(reason)));
        }
        match invitation.email {
            Some(email) if account::by_email(conn, &email)?.is_none() => {
                account::set_email(conn, account.id, Some(&email))?;
                if invitation.mailed_at.is_some() { note_confirmed(conn, app, account.id, &email) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    })
    .await
}
