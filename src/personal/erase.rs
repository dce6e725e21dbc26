//! Taking a person out of the tables, here or elsewhere, when she is gone.

use super::table::TABLES;
use crate::access::{Letter, MAIL, password};
use crate::actor::{self, Actor, account};
use crate::app::App;
use crate::error::Result;
use crate::store::Conn;
use crate::store::schema::jobs;
use crate::tool::Happening;
use diesel::RunQueryDsl;
use diesel::prelude::*;

/// Looks on: when an actor said that it is gone, what is left of it goes, in the same transaction.
pub fn observe(conn: &mut Conn, app: &App, happening: &Happening<'_>) -> Result<()> {
    if happening.verb != "Delete" || happening.undone || happening.object.is_some() {
        return Ok(());
    }
    if actor::model::find(conn, happening.actor.id)?.deleted_at.is_none() {
        return Ok(());
    }
    erase(conn, app, happening.actor)
}

fn erase(conn: &mut Conn, app: &App, actor: &Actor) -> Result<()> {
    if actor.local {
        actor::former::note(conn, &actor.username)?;
    }
    let account = account::of_actor(conn, actor.id)?;
    if let Some(account) = &account {
        forget_letters(conn, app, account.id)?;
        super::export::forget(conn, app, account.id)?;
    }
    // Only numbers of ours are put into the statements.
    let numbers = [("{actor}", actor.id.to_string()), ("{account}", account.map_or(0, |account| account.id).to_string())];
    let filled = |text: &str| numbers.iter().fold(text.to_owned(), |text, (name, number)| text.replace(name, number));
    for table in TABLES {
        for (values, condition) in table.emptied {
            let values: Vec<String> = values.iter().map(|(column, value)| format!("{column} = {value}")).collect();
            let sql = format!("UPDATE {} SET {} WHERE {}", table.name, values.join(", "), filled(condition));
            diesel::sql_query(sql).execute(conn)?;
        }
        for condition in table.gone {
            diesel::sql_query(format!("DELETE FROM {} WHERE {}", table.name, filled(condition))).execute(conn)?;
        }
    }
    Ok(())
}

/// Mails that wait name logins and addresses.
fn forget_letters(conn: &mut Conn, app: &App, account_id: i64) -> Result<()> {
    let waiting: Vec<(i64, String)> = jobs::table.filter(jobs::kind.eq(MAIL)).select((jobs::id, jobs::payload)).load(conn)?;
    for (id, payload) in waiting {
        let hers = match serde_json::from_str(&payload) {
            Ok(Letter::ForgottenPassword(typed)) => password::meant(conn, app, &typed)?.is_some_and(|account| account.id == account_id),
            Ok(
                Letter::PasswordChanged(id)
                | Letter::Departure(id)
                | Letter::Digest(id)
                | Letter::Barrier { account: id, .. }
                | Letter::Export { account: id, .. }
                | Letter::Passkey { account: id, .. }
                | Letter::SignOn { account: id, .. }
                | Letter::EmailAsked(id)
                | Letter::WorkAddressAsked(id)
                | Letter::VouchingEnds { account: id, .. }
                | Letter::EmailChanged { account: id, .. },
            ) => id == account_id,
            Ok(Letter::Test(to)) => account::by_email(conn, &to)?.is_some_and(|account| account.id == account_id),
            Ok(Letter::Invitation(_) | Letter::InvitationLink(_)) | Err(_) => false,
        };
        if hers {
            diesel::delete(jobs::table.find(id)).execute(conn)?;
        }
    }
    Ok(())
}
