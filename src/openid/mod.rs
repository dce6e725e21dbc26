//! OpenID Connect as the party that relies on a provider: reading what a provider says and believing it only after every check
//! (OpenID Connect Core 1.0, Discovery 1.0, Back-Channel Logout 1.0; RFC 6749, 7517, 7519, 7636, 9207), and asking it.
//!
//! Must never: know the database or a page, take an algorithm that somebody else than the provider can use (`none`, shared secrets), follow
//! a redirect, or hold more than the settings and what the provider publishes. Untyped JSON ends in `json.rs`.

mod client;
mod json;
mod key;
mod pkce;
mod refusal;
mod token;

pub use client::{Provider, Providers, Tokens, Trouble, error_code};
pub use json::Claims;
pub use pkce::challenge;
pub use refusal::Refusal;
pub use token::{Expected, LoggedOut, check_id_token, check_logout_token};

#[cfg(test)]
pub(crate) mod tests;
