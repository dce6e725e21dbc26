//! What the demo says while it works, and when it is ready.

use super::content::{Content, PASSWORD, Site};
use super::instances::Instances;
use std::fmt::Display;
use std::io::Write;
use tokio::time::Instant;

/// Tells on standard output how far the demo is.
#[derive(Debug)]
pub(super) struct Progress {
    start: Instant,
}

impl Progress {
    pub(super) fn begin() -> Self {
        say("Dienstweg: drei Instanzen auf diesem Rechner, gefüllt mit Beispielen.");
        Self { start: Instant::now() }
    }

    /// A step is done.
    pub(super) fn done(&self, step: impl Display) {
        say(format_args!("✓ {step} ({:.1} s)", self.start.elapsed().as_secs_f32()));
    }

    /// Everything is ready: where to look and how to log in. `thread` is the path of the shared thread on each instance.
    pub(super) fn ready(&self, instances: &Instances, content: &Content, threads: &[(Site, String)]) {
        say("");
        for (site, app) in instances.all() {
            let people = content.people.iter().filter(|person| person.site == site);
            let logins: Vec<&str> = people.map(|person| person.username.as_str()).collect();
            say(format_args!("  {:12} {}   Anmelden als {}", site.name(), app.urls.origin(), logins.join(", ")));
        }
        let admins: Vec<String> = content.people.iter().filter(|person| person.admin).map(|person| person.who().to_string()).collect();
        say(format_args!("\n  Passwort für alle: {PASSWORD}   (verwalten dürfen {})", admins.join(", ")));
        say("\n  Ein Gespräch aus allen dreien, überall zu lesen:");
        threads.iter().for_each(|(_, url)| say(format_args!("    {url}")));
        say("\nBeenden mit Strg-C.");
    }

    /// The comparison went well.
    pub(super) fn same(&self) {
        say("OK");
    }
}

/// One line on standard output. A reader that went away is no error.
fn say(line: impl Display) {
    drop(writeln!(std::io::stdout().lock(), "{line}"));
}
