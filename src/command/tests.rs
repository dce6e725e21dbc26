//! The command line is well-formed, and what is typed means what it says.

use super::*;
use crate::error::{Error, FieldError, Reason};
use clap::CommandFactory;

fn parse(line: &str) -> Result<Cli, clap::Error> {
    Cli::try_parse_from(line.split_whitespace())
}

#[test]
fn the_command_line_is_well_formed() {
    Cli::command().debug_assert();
}

#[test]
fn the_file_with_settings_may_stand_before_or_after_the_command() {
    for line in ["dienstweg --config a.toml serve", "dienstweg serve --config a.toml"] {
        let cli = parse(line).unwrap();
        assert_eq!(cli.config.as_deref(), Some(std::path::Path::new("a.toml")), "{line}");
        assert!(matches!(cli.command, Command::Serve));
    }
}

#[test]
fn every_command_can_be_typed() {
    for line in [
        "dienstweg demo --data-dir x --port-base 9001 --check",
        "dienstweg worker",
        "dienstweg migrate",
        "dienstweg backup a.tar.zst",
        "dienstweg restore a.tar.zst",
        "dienstweg doctor --json --mail-to kim@example.org",
        "dienstweg print-config",
        "dienstweg print-config --default",
        "dienstweg admin user create anna --name Anna --organisation Amt --admin --password-stdin",
        "dienstweg admin user password anna",
        "dienstweg admin user rotate-keys anna",
        "dienstweg admin peer list",
        "dienstweg admin peer dialect example.org auto",
        "dienstweg admin peer retry example.org",
        "dienstweg admin quarantine list",
        "dienstweg admin quarantine retry 7",
        "dienstweg admin quarantine discard 7 --reason alt",
        "dienstweg admin job list --waiting",
        "dienstweg admin job retry 7",
        "dienstweg admin job discard 7",
        "dienstweg admin log",
        "dienstweg admin user list",
        "dienstweg admin user list bauamt",
        "dienstweg admin user suspend anna --reason Wunsch",
        "dienstweg admin user unsuspend anna",
        "dienstweg admin user role anna admin",
        "dienstweg policy list",
        "dienstweg policy allow example.org",
        "dienstweg policy block example.org --reason Spam",
        "dienstweg policy cut-off example.org --reason Spam",
        "dienstweg policy remove example.org",
        "dienstweg policy explain example.org --verb Follow --direction out",
    ] {
        parse(line).unwrap_or_else(|error| panic!("{line}: {error}"));
    }
}

#[test]
fn what_cannot_be_meant_is_refused() {
    for line in [
        "dienstweg",
        "dienstweg server",
        "dienstweg admin user create anna",
        "dienstweg admin peer dialect example.org mastodon",
        "dienstweg admin user suspend anna",
        "dienstweg admin user role anna host",
        "dienstweg demo --port-base 0",
        "dienstweg demo --port-base 65534",
        "dienstweg policy block",
        "dienstweg policy cut-off example.org",
        "dienstweg backup",
        "dienstweg restore a.tar b.tar",
    ] {
        assert!(parse(line).is_err(), "{line}");
    }
}

#[test]
fn failures_say_what_to_do() {
    let text = |error: Error| Failure::from(error).to_string();
    let newer = Reason::with("error-database-newer", "the database is newer than this program: update dienstweg");
    assert_eq!(text(Error::Conflict(newer)), "the database is newer than this program: update dienstweg");
    let origin = text(Error::Conflict(Reason::with("error-origin-changed", "https://rudi.example/ap/actors/1")));
    assert!(origin.contains("rudi.example") && origin.contains("instance.origin"), "{origin}");
    let wrong = vec![FieldError { field: "username", text: "error-username-length" }, FieldError { field: "name", text: "error-new" }];
    assert_eq!(text(Error::Invalid(wrong)), "username: Use 2 to 40 characters.\nname: new");
    assert_eq!(text(Error::Unavailable("127.0.0.1:80 is in use".to_owned())), "127.0.0.1:80 is in use");
}
