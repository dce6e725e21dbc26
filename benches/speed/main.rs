//! How long single steps take: signatures and proofs, reading an activity, applying one, reading lists and pages. `cargo bench` runs it;
//! `load` in `federation-tests` measures a whole instance instead.
//!
//! Databases are real ones with their usual settings: a file in a temporary folder and, if `TEST_POSTGRES_URL` names a server, one there.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot be made has nothing to say")]

mod activities;
mod hidden;
mod instance;
mod lists;
mod passing_on;
mod predicate;
mod signatures;

fn main() {
    divan::main();
}
