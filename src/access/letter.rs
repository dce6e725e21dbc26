//! What is to be mailed. The mail itself is made when it is sent; a letter that waits holds no secret.

use crate::app::App;
use crate::error::{Error, Result};
use crate::job;
use crate::store::Conn;
use serde::{Deserialize, Serialize};

/// The kind of job that sends a letter.
pub const MAIL: &str = "mail";

/// Something to be mailed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Letter {
    /// To try the settings: to this address.
    Test(String),
    /// The link of the invitation with this number.
    Invitation(i64),
    /// The link with this number, into a protected community.
    InvitationLink(i64),
    /// A link for whoever has this user name or mail address, if anybody has.
    ForgottenPassword(String),
    /// To the owner of the login with this number: there is a new password.
    PasswordChanged(i64),
    /// To an admin: somebody met a barrier.
    Barrier {
        /// The number of her login.
        account: i64,
        /// The number of the barrier.
        barrier: i64,
    },
    /// To the owner of the login with this number: she asked for it to be deleted, and can take that back.
    Departure(i64),
    /// To the owner of a passkey.
    Passkey {
        /// The number of her login.
        account: i64,
        /// What she calls it: it may be gone when the mail is made.
        name: String,
        /// What became of it.
        news: PasskeyNews,
    },
    /// To whoever asked for it: her data are ready to be taken along.
    Export {
        /// The number of her login.
        account: i64,
        /// The number of the export.
        export: i64,
    },
    /// To the owner of a login: it was connected with an identity at a provider of single sign-on, or is no longer.
    SignOn {
        /// The number of her login.
        account: i64,
        /// What people call the provider.
        name: String,
        /// Whether it is connected now.
        linked: bool,
    },
    /// To the owner of the login with this number: what she missed.
    Digest(i64),
    /// To the new address of the login with this number: the link with which it counts.
    EmailAsked(i64),
    /// To the address a login had before: it has another one.
    EmailChanged {
        /// The number of the login.
        account: i64,
        /// The address before.
        before: String,
    },
    /// To the work address that the login with this number gave: the link that confirms it.
    WorkAddressAsked(i64),
    /// To whom an organisation vouches for: that is about to end.
    VouchingEnds {
        /// The number of her login.
        account: i64,
        /// The number of the vouching.
        vouching: i64,
    },
}

/// What became of a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PasskeyNews {
    /// It is new.
    Added,
    /// It was removed.
    Removed,
    /// It was refused, since its counter went back: there may be a copy.
    Suspected,
}

/// Queues a letter, in the caller's transaction. Without a mail server nothing happens.
pub fn post(conn: &mut Conn, app: &App, letter: &Letter) -> Result<()> {
    if !app.settings().mail.is_on() {
        return Ok(());
    }
    let payload = serde_json::to_string(letter).map_err(Error::internal)?;
    // No key: a mail that was set aside after many failures must not keep the next one to the same person from being sent.
    job::enqueue(conn, app.next_id(), MAIL, &payload, None, app.now())
}
