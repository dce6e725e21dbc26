//! Tests of the whole server: one binary, a fresh database for each test, on both databases.

mod harness;
mod thread;

pub(crate) use harness::TestApp;
