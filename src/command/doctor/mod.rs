//! `doctor`: looks whether everything is as it should be, and says what to mend.
//!
//! Must never: change anything (it applies no migrations and makes no database; a file that it writes into a bucket goes again), show a secret from the settings, or ask the network in
//! another way than the instance itself does.

mod clock;
mod finding;
mod inside;
mod outside;
mod place;
mod sign_on;
mod storage;
#[cfg(test)]
mod tests;

use self::finding::{Findings, State};
use super::{Failure, log, say};
use crate::app::{App, Clock, Parts, SystemClock};
use crate::config::Config;
use crate::http;
use crate::mail;
use crate::store::StoreSettings;
use crate::tools::FEATURES;
use clap::Args;
use std::sync::Arc;
use url::Url;

/// How to look.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Also send a test mail to this address.
    #[arg(long, value_name = "ADDRESS")]
    mail_to: Option<String>,
    /// Answer as JSON, for monitoring.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(arguments: Arguments, settings: Result<Config, Failure>) -> Result<(), Failure> {
    let mut findings = Findings::default();
    match settings {
        Ok(config) => {
            log::quiet(&config.log);
            findings.good("settings", "the settings can be read");
            examine(&config, &mut findings).await;
            if let Some(to) = arguments.mail_to {
                try_mail(config, to, &mut findings).await;
            }
        }
        Err(failure) => {
            findings.bad("settings", failure.to_string(), "mend the settings; `dienstweg print-config --default` explains them")
        }
    }
    say(if arguments.json { findings.json() } else { findings.text() });
    match findings.count(State::Bad) {
        0 => Ok(()),
        1 => Err(Failure::new("1 check failed")),
        count => Err(Failure::new(format!("{count} checks failed"))),
    }
}

/// All checks but the mail that is really sent.
async fn examine(config: &Config, findings: &mut Findings) {
    let known = inside(config, findings).await;
    place::check(config, findings);
    storage::check(config, Arc::new(|| SystemClock.now()), findings).await;
    sign_on::check(config, SystemClock.now(), findings).await;
    match client(config) {
        Ok(client) => {
            let seen = outside::check(config, &client, known.server_actor.as_deref(), findings).await;
            clock::check(&client, SystemClock.now(), seen, &known.peers, findings).await;
        }
        Err(error) => findings.bad("network", Failure::from(error).to_string(), "check that the system's root certificates are installed"),
    }
    check_mail(config, findings).await;
}

async fn inside(config: &Config, findings: &mut Findings) -> inside::Known {
    let (settings, now) = (StoreSettings::new(config.database.url.clone()), SystemClock.now());
    let looked = tokio::task::spawn_blocking(move || {
        let mut found = Findings::default();
        let known = inside::check(&settings, now, &mut found);
        (found, known)
    });
    match looked.await {
        Ok((found, known)) => {
            findings.append(found);
            known
        }
        Err(error) => {
            findings.bad("database", error.to_string(), "report this fault of the program");
            inside::Known::default()
        }
    }
}

/// The client the instance uses, with the same limits.
fn client(config: &Config) -> Result<http::Client, crate::error::Error> {
    crate::app::open::http_client(config)
}

async fn check_mail(config: &Config, findings: &mut Findings) {
    if !config.mail.is_on() {
        let todo = "set mail.url and mail.from; without them links are shown to the administrator, who passes them on";
        return findings.attention("mail", "no mail is sent", todo);
    }
    let server = Url::parse(&config.mail.url).ok().and_then(|url| url.host_str().map(ToOwned::to_owned)).unwrap_or_default();
    match mail::probe(config).await {
        Ok(()) => findings.good("mail", format!("the mail server {server} answers and takes our login")),
        Err(error) => {
            findings.bad("mail", format!("{server}: {}", Failure::from(error)), "check mail.url: server, port, user and password")
        }
    }
}

async fn try_mail(config: Config, to: String, findings: &mut Findings) {
    if findings.count(State::Bad) > 0 {
        return findings.attention("test mail", "not sent, because other checks failed", "mend those first");
    }
    let sent = async {
        let app = App::open(Parts::new(config, FEATURES)).await?;
        let sent = mail::deliver(&app, crate::access::Letter::Test(to.clone())).await;
        app.close().await?;
        sent
    };
    match Box::pin(sent).await {
        Ok(()) => findings.good("test mail", format!("the mail server took a mail for {to}; look whether it arrives, and not as spam")),
        Err(error) => findings.bad("test mail", Failure::from(error).to_string(), "check mail.from and what the mail server lets through"),
    }
}
