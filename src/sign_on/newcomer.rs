//! People who come by a provider and have no login here: they choose a name and a user name, if people may come in by this provider.

use super::arrive::provider_session;
use super::staff::{self, Said};
use super::{check, provider};
use crate::access::identity::{self, Identity};
use crate::access::{digest, token};
use crate::activity::outbox::{self, Admission};
use crate::actor::account::{self, Account, Came};
use crate::app::App;
use crate::config::Registration;
use crate::error::{Error, Result};
use crate::openid::{Provider, Tokens};
use crate::store::schema::newcomers;
use crate::store::types::Timestamp;
use crate::store::{Conn, MultiBackend};
use crate::text;
use crate::vetting::organisation;
use diesel::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long there is to choose.
pub const LIFETIME: Duration = Duration::from_secs(30 * 60);
/// The longest name and user name that are suggested, in characters.
const LONGEST: usize = 100;

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = newcomers, check_for_backend(MultiBackend))]
struct Row {
    token_digest: String,
    issuer: String,
    subject: String,
    name: String,
    username: String,
    email: Option<String>,
    organisation_id: Option<i64>,
    refresh_token: Option<String>,
    provider_session: Option<String>,
    next: String,
    expires_at: Timestamp,
}

/// Somebody who may come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newcomer {
    /// What her provider calls her; may be empty.
    pub name: String,
    /// Her user name there; may be empty, and may be none that is allowed here.
    pub username: String,
    /// Her mail address, which the provider says is hers.
    pub email: Option<String>,
    /// Whether a login here has this address: it may be hers, too.
    pub email_taken: bool,
    /// The organisation whose staff she is; may be empty.
    pub organisation: String,
}

/// Why nobody comes in by this provider, if it is so.
fn obstacle(app: &App, provider: &Provider) -> Result<()> {
    if !provider.settings.register {
        return Err(Error::conflict("error-sign-on-unknown"));
    }
    match app.settings().registration {
        Registration::Nobody => Err(Error::conflict("error-sign-on-nobody")),
        _ => Ok(()),
    }
}

/// Remembers somebody until she has chosen. Answers the secret for her browser.
pub(super) fn begin(conn: &mut Conn, app: &App, provider: &Provider, tokens: &Tokens, next: &str) -> Result<String> {
    obstacle(app, provider)?;
    let (secret, claims) = (token(app), &tokens.claims);
    let of = |name| text::clean_line(claims.text(name).unwrap_or_default(), LONGEST);
    let email = claims.text("email").filter(|_| claims.is_true("email_verified")).and_then(text::mail_address);
    let organisation_id = match staff::said(conn, &provider.settings, claims)? {
        Said::At(organisation) => Some(organisation),
        Said::Nowhere | Said::Unclear => None,
    };
    let row = Row {
        token_digest: digest(&secret),
        issuer: provider.settings.issuer.clone(),
        subject: tokens.subject.clone(),
        name: of("name"),
        username: of("preferred_username"),
        email,
        organisation_id,
        refresh_token: tokens.refresh_token.as_deref().and_then(|token| staff::sealed(app, provider, &tokens.subject, token)),
        provider_session: provider_session(provider, tokens),
        next: next.to_owned(),
        expires_at: app.now().plus(LIFETIME),
    };
    forget_old(conn, app)?;
    diesel::insert_into(newcomers::table).values(&row).execute(conn)?;
    Ok(secret)
}

/// Forgets those who did not come back.
pub(super) fn forget_old(conn: &mut Conn, app: &App) -> Result<()> {
    diesel::delete(newcomers::table.filter(newcomers::expires_at.le(app.now()))).execute(conn)?;
    Ok(())
}

fn find(conn: &mut Conn, app: &App, provider: &Provider, secret: &str) -> Result<Row> {
    obstacle(app, provider)?;
    let row = newcomers::table.find(digest(secret)).filter(newcomers::expires_at.gt(app.now()));
    let row = row.filter(newcomers::issuer.eq(&provider.settings.issuer)).select(Row::as_select()).first::<Row>(conn).optional()?;
    row.ok_or(Error::conflict("error-sign-on-newcomer"))
}

/// Who chooses in this browser.
///
/// # Errors
/// `NotFound` for no such provider; `Conflict` with `error-sign-on-newcomer` when it is too late, and as nobody may come in.
pub async fn look(app: &Arc<App>, id: &str, secret: &str) -> Result<Newcomer> {
    let (provider, secret) = (provider(app, id)?, secret.to_owned());
    app.read(move |conn, app| {
        let row = find(conn, app, &provider, &secret)?;
        let email_taken = match &row.email {
            Some(email) => account::by_email(conn, email)?.is_some(),
            None => false,
        };
        let organisation = row.organisation_id.map(|id| organisation::find(conn, id)).transpose()?;
        let organisation = organisation.map(|organisation| organisation.name).unwrap_or_default();
        Ok(Newcomer { name: row.name, username: row.username, email: row.email, email_taken, organisation })
    })
    .await
}

/// Makes the person and her login, without a password. Answers it, how she came, and where it leads.
///
/// # Errors
/// As [`look`]; `Invalid` at the fields `name` and `username`.
pub async fn accept(app: &Arc<App>, id: &str, secret: &str, name: String, username: String) -> Result<(Account, Came, String)> {
    let (provider, digested, given) = (provider(app, id)?, digest(secret), secret.to_owned());
    let looked = Arc::clone(&provider);
    let (row, organisation) = app
        .read(move |conn, app| {
            let row = find(conn, app, &looked, &given)?;
            let organisation = row.organisation_id.map(|id| organisation::find(conn, id)).transpose()?;
            Ok((row, organisation.map(|organisation| organisation.name).unwrap_or_default()))
        })
        .await?;
    let identity_id = app.next_id();
    let (came, next) = (Came { identity_id, provider_session: row.provider_session.clone() }, row.next.clone());
    let admission = Admission { username, name, organisation, password_hash: String::new(), admin: false };
    let account = outbox::admit(app, admission, move |conn, app, account| {
        obstacle(app, &provider)?;
        // Again, inside the transaction: of two who are quick, one gets in.
        if diesel::delete(newcomers::table.find(&digested)).execute(conn)? == 0
            || identity::by_subject(conn, &row.issuer, &row.subject)?.is_some()
        {
            return Err(Error::conflict("error-sign-on-newcomer"));
        }
        let identity = Identity {
            id: identity_id,
            account_id: account.id,
            issuer: row.issuer,
            subject: row.subject,
            created_at: app.now(),
            used_at: app.now(),
            refresh_token: None,
            next_check_at: None,
        };
        identity::insert(conn, &identity)?;
        if let Some(sealed) = &row.refresh_token {
            check::plan(conn, app, identity_id, sealed, check::DAILY)?;
        }
        // Where mails go, and nothing more: that a provider says an address is hers confirms no work address of another organisation.
        if let Some(email) = &row.email
            && account::by_email(conn, email)?.is_none()
        {
            account::set_email(conn, account.id, Some(email))?;
        }
        match row.organisation_id {
            Some(organisation) => staff::vouch(conn, app, &provider, identity_id, account.actor_id, organisation),
            None => Ok(()),
        }
    })
    .await?;
    Ok((account, came, next))
}
