//! How people get into this instance and stay in control of their login: invitations, passwords, links for forgotten ones, second factors,
//! passkeys, identities at providers of single sign-on, and how often any of it may be tried. And how a link leads into a protected community.
//!
//! Must never: store a secret of which a digest is enough, tell whether somebody has a login here, send a mail itself (it queues a
//! [`Letter`]), or know a page.

pub mod email;
pub mod factor;
mod half_login;
pub mod identity;
pub mod invitation;
pub mod invitation_link;
pub mod known_browser;
mod letter;
mod login;
pub mod passkey;
pub mod password;
pub mod registration;
mod secret;
pub mod setup;
pub mod work_address;

pub use half_login::HALF_LOGIN;
pub use letter::{Letter, MAIL, PasskeyNews, post};
pub use login::{Login, code_after_sign_on, finish, log_in};
pub use secret::{digest, token};
