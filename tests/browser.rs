//! The web page in Chromium: `browser-tests` walks through it as people do, against this build.

use std::path::Path;
use std::process::{Command, Stdio};

/// Where Chromium is on Debian and elsewhere; `CHROMIUM` names another place.
const PLACES: [&str; 3] = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/browser-tests"))
}

fn runs(program: &str, arguments: &[&str]) -> bool {
    let status = Command::new(program).args(arguments).current_dir(folder()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// What is missing, if something is; installs the packages when npm can.
fn missing() -> Option<&'static str> {
    if std::env::var_os("CHROMIUM").is_none() && !PLACES.iter().any(|place| Path::new(place).exists()) {
        return Some("Chromium is needed (Debian: chromium; elsewhere set CHROMIUM to the program)");
    }
    let installed = || folder().join("node_modules/playwright-core").exists();
    let ready = runs("node", &["--version"]) && (installed() || runs("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]));
    (!ready).then_some("Node 20 and `npm ci` in browser-tests are needed")
}

#[test]
fn people_walk_through_the_pages() {
    if let Some(missing) = missing() {
        println!("skipped: {missing}");
        return;
    }
    let status = Command::new("node")
        .args(["--test", "--test-concurrency=1", "--test-timeout=600000", "--test-reporter=spec", "tests/"])
        .current_dir(folder())
        .env("DIENSTWEG_PROGRAM", env!("CARGO_BIN_EXE_dienstweg"))
        .status()
        .expect("node starts");
    assert!(status.success(), "browser-tests failed; what failed is said above");
}
