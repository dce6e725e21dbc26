//! The program as it is typed: what it prints and how it ends, for input that works and input that cannot.

#![expect(clippy::expect_used, reason = "a test that cannot start the program has failed")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program with nothing of the caller's settings, in this folder.
fn dienstweg(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dienstweg"));
    command.args(arguments.split_whitespace()).current_dir(folder).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("DIENSTWEG_") || name == "RUST_LOG" {
            command.env_remove(name);
        }
    }
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Runs it, expects it to fail without a backtrace, and answers what it said.
#[track_caller]
fn refused(mut command: Command) -> String {
    let Output { status, stderr, stdout } = command.output().expect("the program starts");
    let said = text(&stderr);
    assert_eq!(status.code(), Some(1), "{}{said}", text(&stdout));
    assert!(!said.contains("panicked") && !said.contains("backtrace"), "{said}");
    said
}

/// Runs it, expects it to work, and answers what it printed.
#[track_caller]
fn works(mut command: Command) -> String {
    let Output { status, stderr, stdout } = command.output().expect("the program starts");
    assert!(status.success(), "{}", text(&stderr));
    text(&stdout)
}

#[test]
fn a_wrong_setting_is_named_with_the_nearest_right_one() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.toml"), "[server]\nlissten = \"127.0.0.1:0\"\n").unwrap();
    let said = refused(dienstweg(folder.path(), "serve --config a.toml"));
    assert!(said.contains("a.toml") && said.contains("`server.listen`"), "{said}");
    let said = refused(dienstweg(folder.path(), "--config missing.toml migrate"));
    assert!(said.contains("missing.toml"), "{said}");
}

#[test]
fn an_unusable_database_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = dienstweg(folder.path(), "serve");
    command.env("DIENSTWEG_DATABASE__URL", "sqlite:missing/a.db").env("DIENSTWEG_SERVER__LISTEN", "127.0.0.1:0");
    let said = refused(command);
    assert!(said.contains("missing/a.db") && said.contains("create it"), "{said}");
    std::fs::write(folder.path().join("letter.db"), "Sehr geehrte Damen und Herren, ".repeat(100)).unwrap();
    let mut command = dienstweg(folder.path(), "migrate");
    command.env("DIENSTWEG_DATABASE__URL", "sqlite:letter.db");
    assert!(refused(command).contains("not a SQLite database"));
}

#[test]
fn a_port_in_use_is_named_and_the_database_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut command = dienstweg(folder.path(), "serve");
    command.env("DIENSTWEG_SERVER__LISTEN", listener.local_addr().unwrap().to_string());
    let said = refused(command);
    assert!(said.contains("in use") && said.contains("server.listen"), "{said}");
    assert!(!folder.path().join("dienstweg.db").exists());
    let port = listener.local_addr().unwrap().port();
    let said = refused(dienstweg(folder.path(), &format!("demo --check --port-base {}", port.min(65_533))));
    assert!(said.contains("--port-base"), "{said}");
}

#[test]
fn the_mode_for_demos_is_refused_on_a_public_address() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = dienstweg(folder.path(), "serve");
    command.env("DIENSTWEG_FEDERATION__LOOPBACK", "true").env("DIENSTWEG_SERVER__LISTEN", "0.0.0.0:8080");
    let said = refused(command);
    assert!(said.contains("federation.loopback") && said.contains("127.0.0.1"), "{said}");
}

#[test]
fn settings_are_printed_without_passwords() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = dienstweg(folder.path(), "print-config");
    command.env("DIENSTWEG_DATABASE__URL", "postgres://me:GEHEIM@host/name").env("DIENSTWEG_INSTANCE__NAME", "RUDI");
    for (key, value) in [("ENDPOINT", "https://s3.example.org"), ("BUCKET", "bilder"), ("KEY_ID", "me"), ("SECRET", "GEHEIM")] {
        command.env(format!("DIENSTWEG_MEDIA__S3__{key}"), value);
    }
    let printed = works(command);
    assert!(printed.contains("\"RUDI\"") && printed.contains("secret = \"***\"") && !printed.contains("GEHEIM"), "{printed}");
    let default = works(dienstweg(folder.path(), "print-config --default"));
    assert!(default.contains("# Who may join: "), "{default}");
}

#[test]
fn people_are_made_and_get_new_passwords_and_keys() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &str| dienstweg(folder.path(), arguments);
    assert!(works(run("migrate")).contains("_kernel  applied now"));
    assert!(!works(run("migrate")).contains("now"));
    let made = works(run("admin user create anna --name Anna --organisation Musterlingen --admin"));
    assert!(made.contains("created @anna@localhost:8080") && made.contains("password: "), "{made}");
    let again = refused(run("admin user create Anna --name Anna"));
    assert!(again.contains("username"), "{again}");

    let mut command = run("admin user password anna --password-stdin");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"kurz\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("password"), "{}", text(&output.stderr));

    assert!(works(run("admin user password anna")).contains("password: "));
    assert!(works(run("admin user rotate-keys anna")).contains("new keys"));
    for command in ["admin user password bert", "admin user rotate-keys bert"] {
        assert!(refused(run(command)).contains("`bert`"), "{command}");
    }
    assert!(works(run("admin peer list")).contains("no other server"));
    assert!(refused(run("admin peer dialect example.org own")).contains("not been met"));
    assert!(works(run("admin quarantine list")).contains("nothing"));
}

#[test]
fn rules_for_servers_are_made_explained_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &str| dienstweg(folder.path(), arguments);
    assert!(works(run("policy explain a.example.org")).contains("is allowed: mode open"));
    assert!(works(run("policy block Example.org --reason Spam")).contains("is refused"));
    let explained = works(run("policy explain a.example.org --verb Follow"));
    assert!(explained.contains("is refused: rule for example.org: block (Spam)"), "{explained}");
    assert!(works(run("policy list")).contains("Spam"));
    assert!(works(run("policy cut-off next.example --reason Vertrag")).contains("0 memberships in our protected communities ended"));
    assert!(works(run("policy list")).contains("Vertrag"));
    assert!(works(run("policy remove example.org")).contains("is allowed"));
    assert!(refused(run("policy remove example.org")).contains("policy list"));
    assert!(refused(run("policy allow not/a/host")).contains("not a server"));
}

#[cfg(unix)]
#[test]
fn an_instance_says_where_it_is_and_stops_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = dienstweg(folder.path(), "serve");
    command.env("DIENSTWEG_SERVER__LISTEN", "127.0.0.1:0").stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("http://localhost:8080"), "{line}");
    let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert!(child.wait().unwrap().success());
}

#[test]
fn people_are_invited_and_helped_back_in_without_mail() {
    let folder = tempfile::tempdir().unwrap();
    let said = works(dienstweg(folder.path(), "admin invite --name Anna --days 3"));
    assert!(said.contains("http://localhost:8080/einladung/") && said.contains("3 days"), "{said}");
    let number = said.split([' ', ',']).nth(1).unwrap().to_owned();
    assert!(works(dienstweg(folder.path(), "admin invitations")).contains(&format!("{number}  open")));
    works(dienstweg(folder.path(), &format!("admin revoke-invitation {number}")));
    assert!(works(dienstweg(folder.path(), "admin invitations")).contains("revoked"));
    assert!(refused(dienstweg(folder.path(), &format!("admin revoke-invitation {number}"))).contains("no open invitation"));
    refused(dienstweg(folder.path(), "admin invite --mail nobody"));
    refused(dienstweg(folder.path(), "admin invite --days 900"));
    assert!(refused(dienstweg(folder.path(), "admin send-test-mail --to a@example.org")).contains("mail.url"));
    works(dienstweg(folder.path(), "admin user create anna --name Anna"));
    works(dienstweg(folder.path(), "admin user mail anna Anna@Example.org"));
    assert!(works(dienstweg(folder.path(), "admin user reset-link anna")).contains("http://localhost:8080/passwort-vergessen/"));
    works(dienstweg(folder.path(), "admin user remove-second-factor anna"));
    assert!(refused(dienstweg(folder.path(), "admin user reset-link nobody")).contains("nobody"));
}
