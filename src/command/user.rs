//! `admin user`: accounts of people on this instance.

use super::{Failure, say, say_table, with_app};
use crate::access::{invitation, password};
use crate::activity::outbox::{self, PersonDraft};
use crate::actor::account::{self, Account};
use crate::actor::{self, Actor};
use crate::administration::Slice;
use crate::administration::log::{Deed, note};
use crate::administration::people::{self, Which};
use crate::app::App;
use crate::config::Config;
use clap::{Args, Subcommand, ValueEnum};
use std::io::{BufRead, IsTerminal};
use std::sync::Arc;

/// Letters and digits that are not mistaken for each other; 32 of them, so that five bits choose one.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// How many people a list shows at most.
const LIST: i64 = 500;

/// What to do with people.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make an account. Prints a password unless one is given.
    Create(Create),
    /// List people, by user name.
    List {
        /// Only those whose name, user name, mail address or profile contains this.
        #[arg(default_value = "")]
        words: String,
    },
    /// Close somebody's login: sessions end, nobody gets in with it, posts stay.
    Suspend {
        /// User name.
        name: String,
        /// Why; the person reads it when trying to log in.
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Open a closed login again.
    Unsuspend {
        /// User name.
        name: String,
    },
    /// Say whether somebody administers the instance.
    Role {
        /// User name.
        name: String,
        /// What she is.
        role: Role,
    },
    /// Give somebody a new password and end all sessions. Prints it unless one is given.
    Password {
        /// User name.
        name: String,
        #[command(flatten)]
        password: PasswordSource,
    },
    /// Make a link with which somebody chooses a new password; for instances without mail.
    ResetLink {
        /// User name.
        name: String,
    },
    /// Take away the second factor of somebody who lost phone and paper.
    RemoveSecondFactor {
        /// User name.
        name: String,
    },
    /// Set where somebody's mails go.
    Mail {
        /// User name.
        name: String,
        /// The address; empty for none.
        address: String,
    },
    /// Give a person or community of this instance new keys and tell the others.
    RotateKeys {
        /// User name, or the community's short name.
        name: String,
    },
}

/// What somebody may do on this instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Role {
    /// Administers it.
    Admin,
    /// Uses it.
    Person,
}

/// A new account.
#[derive(Debug, Args)]
pub(super) struct Create {
    /// User name: in handles, and what is typed to log in.
    username: String,
    /// The name others see, such as "Anna Beispiel".
    #[arg(long = "name", value_name = "TEXT")]
    display_name: String,
    /// The organisation, such as "Stadt Musterlingen".
    #[arg(long, value_name = "TEXT", default_value = "")]
    organisation: String,
    /// May administer the instance.
    #[arg(long)]
    admin: bool,
    #[command(flatten)]
    password: PasswordSource,
}

/// Where a password comes from.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct PasswordSource {
    /// Read the password from standard input (first line) instead of making one up.
    #[arg(long)]
    password_stdin: bool,
}

impl PasswordSource {
    /// The password, and whether it was made up here and has to be shown.
    fn get(self, app: &App) -> Result<(String, bool), Failure> {
        if !self.password_stdin {
            return Ok((generated(app.random_bytes()), true));
        }
        let mut input = std::io::stdin().lock();
        if input.is_terminal() {
            return Err(Failure::new("a password that is typed would be seen; pipe it in, or leave out --password-stdin to get one"));
        }
        let mut line = String::new();
        input.read_line(&mut line).map_err(|error| Failure::new(format!("the password cannot be read: {error}")))?;
        Ok((line.trim_end_matches(['\n', '\r']).to_owned(), false))
    }
}

/// Four groups of five letters: a hundred bits.
fn generated(bytes: [u8; 20]) -> String {
    let letters: Vec<char> = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    letters.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

pub(super) async fn run(command: Command, config: Config) -> Result<(), Failure> {
    with_app(config, async |app| match command {
        Command::Create(new) => create(&app, new).await,
        Command::List { words } => list(&app, words).await,
        Command::Suspend { name, reason } => {
            let account = account_of(&app, &name).await?;
            people::suspend(&app, None, account.id, &reason).await?;
            say(format_args!("{} is suspended; all sessions were ended", account.login));
            Ok(())
        }
        Command::Unsuspend { name } => {
            let account = account_of(&app, &name).await?;
            people::lift(&app, None, account.id).await?;
            say(format_args!("{} can log in again", account.login));
            Ok(())
        }
        Command::Role { name, role } => {
            let account = account_of(&app, &name).await?;
            people::set_admin(&app, None, account.id, role == Role::Admin).await?;
            let now = if role == Role::Admin { "administers the instance" } else { "no longer administers the instance" };
            say(format_args!("{} {now}", account.login));
            Ok(())
        }
        Command::Password { name, password } => set_password(&app, &name, password).await,
        Command::ResetLink { name } => reset_link(&app, &name).await,
        Command::RemoveSecondFactor { name } => remove_second_factor(&app, &name).await,
        Command::Mail { name, address } => set_mail(&app, &name, &address).await,
        Command::RotateKeys { name } => rotate_keys(&app, &name).await,
    })
    .await
}

async fn create(app: &Arc<App>, new: Create) -> Result<(), Failure> {
    let (password, made_up) = new.password.get(app)?;
    password::check(&password, &[&new.username, &new.display_name, &app.settings().name])?;
    let draft = PersonDraft {
        username: new.username,
        name: new.display_name,
        organisation: new.organisation,
        password: password.clone(),
        admin: new.admin,
    };
    let id = outbox::create_person(app, draft).await?;
    let person = app
        .write(move |conn, app| {
            let person = actor::model::find(conn, id)?;
            note(conn, app, None, Deed::AccountMade, (&person.username, None), "")?;
            Ok(person)
        })
        .await?;
    say(format_args!("created @{}", person.handle()));
    if made_up {
        say(format_args!("password: {password}"));
    }
    Ok(())
}

async fn list(app: &Arc<App>, words: String) -> Result<(), Failure> {
    let slice = Slice { page: 0, size: LIST };
    let (found, more) = app.read(move |conn, app| people::list(conn, app, &words, Which::All, slice)).await?;
    let row = |person: people::Person| {
        let role = if person.account.admin { "admin" } else { "person" };
        let state = if person.account.disabled_at.is_some() { "suspended" } else { "active" };
        let lately = if person.lately { "yes" } else { "no" };
        let name = person.actor.display_name().to_owned();
        [person.account.login, name, role.to_owned(), state.to_owned(), lately.to_owned(), person.account.email.unwrap_or_default()]
    };
    say_table(["USER NAME", "NAME", "ROLE", "STATE", "ACTIVE LATELY", "MAIL"], &found.into_iter().map(row).collect::<Vec<_>>());
    if more {
        say(format_args!("more than {LIST}; name a word to look for"));
    }
    Ok(())
}

async fn account_of(app: &Arc<App>, name: &str) -> Result<Account, Failure> {
    let login = name.trim_start_matches('@').to_owned();
    let found = app.read(move |conn, _| account::by_login(conn, &login)).await?;
    found.ok_or_else(|| unknown(app, name))
}

async fn reset_link(app: &Arc<App>, name: &str) -> Result<(), Failure> {
    let account = account_of(app, name).await?;
    let link = people::reset_link(app, None, account.id).await?;
    say(format_args!("pass this link on to {}; it works once, for an hour: {link}", account.login));
    Ok(())
}

async fn remove_second_factor(app: &Arc<App>, name: &str) -> Result<(), Failure> {
    let account = account_of(app, name).await?;
    people::remove_factor(app, None, account.id).await?;
    say(format_args!("{} logs in with the password alone", account.login));
    Ok(())
}

async fn set_mail(app: &Arc<App>, name: &str, address: &str) -> Result<(), Failure> {
    let (account, email) = (account_of(app, name).await?, invitation::check_email(address)?);
    let shown = email.clone().unwrap_or_else(|| "nowhere".to_owned());
    people::set_email(app, None, account.id, address).await?;
    say(format_args!("mails to {} go to: {shown}", account.login));
    Ok(())
}

async fn set_password(app: &Arc<App>, name: &str, password: PasswordSource) -> Result<(), Failure> {
    let account = account_of(app, name).await?;
    let (password, made_up) = password.get(app)?;
    password::check(&password, &[&account.login, &app.settings().name])?;
    let (salt, typed, counting): ([u8; 16], String, _) = (app.random_bytes(), password.clone(), Arc::clone(app));
    let hash = app.blocking(move || account::hash_password(&counting.hashed, &typed, &salt)).await?;
    let login = account.login.clone();
    app.write(move |conn, app| {
        account::set_password(conn, account.id, &hash)?;
        note(conn, app, None, Deed::PasswordSet, (&account.login, Some(account.id)), "")
    })
    .await?;
    say(format_args!("{login} has a new password; all sessions were ended"));
    if made_up {
        say(format_args!("password: {password}"));
    }
    Ok(())
}

async fn rotate_keys(app: &Arc<App>, name: &str) -> Result<(), Failure> {
    let username = name.trim_start_matches(['@', '!']).to_lowercase();
    let found: Option<Actor> = app.read(move |conn, app| actor::model::by_handle(conn, &username, app.urls.host())).await?;
    let Some(found) = found.filter(|found| found.local) else { return Err(unknown(app, name)) };
    outbox::rotate_keys(app, found.id).await?;
    let about = found.handle();
    app.write(move |conn, app| note(conn, app, None, Deed::KeysRotated, (&about, None), "")).await?;
    say(format_args!("@{} has new keys; the running instance tells the others", found.handle()));
    Ok(())
}

fn unknown(app: &App, name: &str) -> Failure {
    Failure::new(format!("nobody on {} is called `{name}`; check the spelling", app.urls.host()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_up_passwords_are_long_and_legible() {
        let password = generated(std::array::from_fn(|index| index as u8 * 13));
        assert_eq!(password.len(), 23);
        assert_eq!(password.split('-').map(str::len).collect::<Vec<_>>(), [5; 4]);
        assert!(password.chars().count() >= account::MIN_PASSWORD);
        assert_ne!(generated([1; 20]), generated([2; 20]));
    }
}
