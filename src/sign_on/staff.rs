//! Whose staff somebody is as her provider says, and the token with which it is asked again.

use super::check;
use crate::access::identity::{self, Identity};
use crate::app::App;
use crate::config::Oidc;
use crate::error::{Error, Result};
use crate::notification;
use crate::openid::{Claims, Provider};
use crate::store::Conn;
use crate::vetting;

/// What claims say about where somebody works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// For the organisation with this number.
    At(i64),
    /// For none that is known here.
    Nowhere,
    /// That cannot be told: nothing changes.
    Unclear,
}

/// Reads the claims by the settings. Of several values the first one counts that means an organisation.
pub(super) fn said(conn: &mut Conn, settings: &Oidc, claims: &Claims) -> Result<Said> {
    let meant = if settings.organisation.is_empty() {
        // Without a subject these are no claims at all: the provider only said that somebody is still there.
        if !settings.organisation_claim.is_empty() && !claims.has("sub") {
            return Ok(Said::Unclear);
        }
        claims.values(&settings.organisation_claim).iter().find_map(|value| settings.organisations.get(value)).cloned()
    } else {
        Some(settings.organisation.clone())
    };
    let Some(meant) = meant else { return Ok(Said::Nowhere) };
    match vetting::meant(conn, &meant)? {
        Some(organisation) => Ok(Said::At(organisation.id)),
        // The record was renamed or is not there yet: a fault of ours, by which nobody shall lose anything.
        None => {
            tracing::warn!(organisation = meant, "the settings of single sign-on name an organisation that is not here, or more than one");
            Ok(Said::Unclear)
        }
    }
}

/// Lets what a provider says have its effect. A person who loses it is told.
pub(super) fn apply(conn: &mut Conn, app: &App, provider: &Provider, identity: i64, person: i64, claims: &Claims) -> Result<()> {
    match said(conn, &provider.settings, claims)? {
        Said::At(organisation) => vouch(conn, app, provider, identity, person, organisation),
        Said::Nowhere => end(conn, app, identity, person),
        Said::Unclear => Ok(()),
    }
}

/// Counts somebody as staff.
pub(super) fn vouch(conn: &mut Conn, app: &App, provider: &Provider, identity: i64, person: i64, organisation: i64) -> Result<()> {
    match vetting::by_login(conn, app, person, identity, organisation, provider.settings.staff_days) {
        // Somebody who cannot be staff at all, whatever her provider says.
        Err(Error::Conflict(_)) => Ok(()),
        vouched => vouched,
    }
}

/// Counts somebody as staff no longer.
pub(super) fn end(conn: &mut Conn, app: &App, identity: i64, person: i64) -> Result<()> {
    if vetting::end_login(conn, app, person, identity)? { notification::tell_of_withdrawal(conn, app, person, "") } else { Ok(()) }
}

/// A refresh token as it is kept.
pub(super) fn sealed(app: &App, provider: &Provider, subject: &str, token: &str) -> Option<String> {
    identity::seal(&provider.settings.client_secret, &provider.settings.issuer, subject, token, app.random_bytes())
}

/// Keeps a new refresh token, if there is one, and asks with it from tomorrow on.
pub(super) fn keep_token(conn: &mut Conn, app: &App, provider: &Provider, identity: &Identity, token: Option<&str>) -> Result<()> {
    match token.and_then(|token| sealed(app, provider, &identity.subject, token)) {
        Some(sealed) => check::plan(conn, app, identity.id, &sealed, check::DAILY),
        None => Ok(()),
    }
}
