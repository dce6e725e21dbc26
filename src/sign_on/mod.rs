//! Single sign-on: logging in with the account of one's employer (OpenID Connect), and what follows from it. The provider's log-in says whose
//! staff somebody is, and that it is over: by its answer every day, or by telling us that somebody was logged out.
//!
//! Must never: take a mail address for a person (only issuer and subject say who somebody is), connect an identity to a login whose owner has
//! not just shown who she is, end anything because a provider cannot be asked, or keep anything of an answer that was refused.

mod arrive;
mod check;
mod link;
mod logout;
mod newcomer;
mod question;
mod staff;

pub use arrive::{Answer, Arrival, arrive};
pub use check::{CHECK, ask_now, check, resume_overdue};
pub use link::{Linked, begin_link, linked, removable, unlink};
pub use logout::logged_out;
pub use newcomer::{LIFETIME, Newcomer, accept, look};
pub use question::begin;

use crate::access::digest;
use crate::app::{App, Limit};
use crate::error::{Error, Reason, Result};
use crate::openid::{Provider, Trouble};
use std::sync::Arc;
use std::time::Duration;

/// Log-ins that are begun or come back from one network: a whole town hall may sit behind one address.
const PER_NETWORK: Limit = Limit { times: 600, freely: 600, within: Duration::from_secs(15 * 60) };

/// The provider with this id.
///
/// # Errors
/// `NotFound`.
pub fn provider(app: &App, id: &str) -> Result<Arc<Provider>> {
    app.providers.find(id).ok_or(Error::NotFound)
}

/// What people read when a provider's answer leads nowhere; what went wrong is in the log.
fn trouble(provider: &Provider, trouble: &Trouble) -> Error {
    tracing::warn!(provider = provider.id, %trouble, "single sign-on failed");
    Error::Conflict(Reason::new(match trouble {
        Trouble::Away(_) => "error-sign-on-away",
        Trouble::Denied(_) => "error-sign-on-denied",
        Trouble::Nonsense(_) | Trouble::Refused(_) => "error-sign-on-nonsense",
    }))
}

/// What is kept of the number of a provider's session.
fn session_digest(provider: &Provider, session: &str) -> String {
    digest(&format!("sign-on session {} {session}", provider.settings.issuer))
}
