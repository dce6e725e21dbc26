//! `admin invite` and its relatives: letting people in.

use super::{Failure, say, say_table, with_app};
use crate::access::invitation::{self, DAYS, Draft};
use crate::administration::people;
use crate::config::Config;
use crate::error::Error;
use clap::Args;

/// How many invitations the list shows at most.
const LIST: i64 = 200;

/// A new invitation.
#[derive(Debug, Args)]
pub(super) struct Invite {
    /// Send the link to this address. Without it, or without a mail server in the settings, the link is printed.
    #[arg(long, value_name = "ADDRESS", default_value = "")]
    mail: String,
    /// Who is meant, such as "Anna Beispiel"; the form suggests it.
    #[arg(long, value_name = "TEXT", default_value = "")]
    name: String,
    /// How many days it holds.
    #[arg(long, value_name = "NUMBER", default_value_t = DAYS)]
    days: u32,
}

pub(super) async fn invite(new: Invite, config: Config) -> Result<(), Failure> {
    with_app(config, async |app| {
        let Invite { mail, name, days } = new;
        let invited = people::invite(&app, Draft { name, email: mail.clone(), days, by: None, requested: false }).await?;
        say(format_args!("invitation {}, valid for {days} days", invited.id));
        match invited.link {
            Some(link) => say(format_args!("pass this link on; it is shown this once: {link}")),
            None => say(format_args!("the running instance mails the link to {mail}")),
        }
        Ok(())
    })
    .await
}

pub(super) async fn list(config: Config) -> Result<(), Failure> {
    let rows = with_app(config, async |app| {
        let found = app.read(|conn, app| Ok((invitation::list(conn, LIST)?, app.now()))).await?;
        Ok(found)
    });
    let (invitations, now) = rows.await?;
    let rows: Vec<[String; 5]> = invitations
        .into_iter()
        .map(|one| {
            let standing = one.standing(now).as_str().to_owned();
            [one.id.to_string(), standing, one.expires_at.rfc3339(), one.name, one.email.unwrap_or_default()]
        })
        .collect();
    say_table(["NUMBER", "STATE", "UNTIL", "NAME", "MAIL"], &rows);
    Ok(())
}

pub(super) async fn revoke(id: i64, config: Config) -> Result<(), Failure> {
    with_app(config, async |app| {
        match people::revoke(&app, None, id).await {
            Ok(()) => say(format_args!("invitation {id} no longer works")),
            Err(Error::NotFound | Error::Conflict(_)) => {
                return Err(Failure::new(format!("no open invitation has the number {id}; `admin invitations` lists them")));
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    })
    .await
}
