//! Asking for an account by oneself, where the instance lets people: the answer is an invitation to the address that was given.

use super::invitation::{self, DAYS, Draft};
use crate::app::{App, Limit};
use crate::config::Registration;
use crate::error::{Error, Result};
use std::sync::Arc;
use std::time::Duration;

/// How many from one network.
const REQUESTS: Limit = Limit { times: 10, freely: 5, within: Duration::from_secs(3_600) };
/// How many mails to one address.
const LETTERS: Limit = Limit { times: 3, freely: 3, within: Duration::from_secs(3_600) };

/// Whether people may ask for an account: the settings say so, and there is a way to send them the link.
pub fn is_open(app: &App) -> bool {
    let settings = app.settings();
    settings.registration.is_open() && settings.mail.is_on()
}

/// Mails an invitation to this address. Whether it has an account here already changes nothing about the answer, nor about what is done before
/// it: that is looked up when the mail is made.
///
/// # Errors
/// `Invalid` at the field `email` for no address, or one of a domain that may not join; `Conflict` with `error-registration-closed`; `TooMany`.
pub async fn ask(app: &Arc<App>, email: &str, network: &str) -> Result<()> {
    if !is_open(app) {
        return Err(Error::conflict("error-registration-closed"));
    }
    let email = invitation::check_email(email)?.ok_or(Error::invalid("email", "error-email"))?;
    let settings = app.settings();
    if settings.registration == Registration::Domains && !invitation::is_of_domains(&email, &settings.domains) {
        return Err(Error::invalid("email", "error-registration-domain"));
    }
    app.limits.take(&format!("register {network}"), REQUESTS, app.now())?;
    // Too many to one address: no mail, and the same answer.
    if app.limits.take(&format!("register to {email}"), LETTERS, app.now()).is_err() {
        return Ok(());
    }
    invitation::invite(app, Draft { email, days: DAYS, requested: true, ..Draft::default() }).await.map(drop)
}
