//! Says which tests passed without having tested anything, because something they need is not there, and how to enable them.
//!
//! A program without libtest, because that hides what passing tests print. Its name puts it behind the others.

use std::env;
use std::path::Path;

fn main() {
    // With a filter only some tests were wanted, and tools that ask for a list of tests get an empty one.
    if env::args().len() > 1 {
        return;
    }
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let installed = |folder: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join("node_modules").is_dir();
    let chromium =
        set("CHROMIUM") || ["chromium", "chromium-browser", "google-chrome"].iter().any(|name| Path::new("/usr/bin").join(name).exists());
    let needs = [
        (set("TEST_POSTGRES_URL"), "tests on PostgreSQL: set TEST_POSTGRES_URL=postgres://user:password@host/database"),
        (
            federation_tests::Cluster::programs().is_some(),
            "tests of faults of PostgreSQL: install its server programs (initdb, pg_ctl), which root runs as the user postgres",
        ),
        (federation_tests::SmallDisk::new("possible", 1).is_some(), "tests with a full disk: run as root, who may mount one"),
        (
            federation_tests::kill::Settings::built_program().is_some(),
            "tests with processes: build the program, as `cargo test --workspace` does",
        ),
        (
            installed("fedify"),
            "tests against Fedify, an independent server: install Node 20 with npm, or run `npm ci` in federation-tests/fedify",
        ),
        (
            chromium && installed("../browser-tests"),
            "tests in a browser: install Chromium (or set CHROMIUM to the program) and Node 20 with npm, or run `npm ci` in browser-tests",
        ),
        (set("PAYLOADS_DIR"), "what other servers really sent: set PAYLOADS_DIR to a folder of JSON files"),
    ];
    let skipped: Vec<&str> = needs.into_iter().filter(|(there, _)| !there).map(|(_, how)| how).collect();
    if skipped.is_empty() {
        println!("\nNothing was skipped.");
    } else {
        println!("\nSkipped, because something they need is not there:\n  - {}", skipped.join("\n  - "));
    }
}
