//! Tests of the whole server: one binary, a fresh database for each test, on both databases.

mod both_backends;
mod harness;
mod layers;
mod random;
mod remote;
mod snapshots;
mod source;
mod thread;
mod tidy;
mod visibility;

pub(crate) use harness::TestApp;
