//! Tests of the whole server: one binary, a fresh database for each test, on both databases.

pub(crate) mod access;
mod both_backends;
pub(crate) mod browser;
mod catalogue;
mod email;
mod fixtures;
pub(crate) mod frames;
pub(crate) mod harness;
mod hidden_names;
mod invitation_links;
mod layers;
pub(crate) mod mailbox;
pub(crate) mod passkeys;
mod payloads;
mod random;
pub(crate) mod remote;
mod setup;
pub(crate) mod sign_on;
mod snapshots;
mod source;
pub(crate) mod storage;
pub(crate) mod stub;
mod thread;
mod tidy;
mod visibility;

pub(crate) use harness::TestApp;
