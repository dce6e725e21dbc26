//! Tests of the whole server: one binary, a fresh database for each test, on both databases.

mod harness;
mod layers;
mod source;
mod thread;
mod tidy;

pub(crate) use harness::TestApp;
