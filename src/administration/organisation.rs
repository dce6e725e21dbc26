//! Organisations and for whom they vouch, as the pages call it: rights are checked, the decision is noted, and whom it concerns is told, all in
//! one transaction.

use crate::actor::account::Account;
use crate::actor::{self, Actor};
use crate::app::App;
use crate::error::{Error, Result};
use crate::notification;
use crate::store::{Conn, Timestamp};
use crate::text::Handle;
use crate::vetting::organisation::{self, Draft};
use crate::vetting::{self, Evidence};
use std::sync::Arc;

/// Adds an organisation, or changes the one with this number; for admins of the instance, as are [`appoint`] and [`dismiss`].
///
/// # Errors
/// As [`organisation::save`].
pub async fn save(app: &Arc<App>, by: Option<i64>, id: Option<i64>, draft: Draft) -> Result<i64> {
    app.write(move |conn, app| organisation::save(conn, app, by, id, &draft)).await
}

/// Lets somebody vouch for the staff of an organisation.
///
/// # Errors
/// `Invalid` at the field `delegate`; `NotFound`.
pub async fn appoint(app: &Arc<App>, by: Option<i64>, id: i64, handle: &str) -> Result<()> {
    let handle = handle.to_owned();
    app.write(move |conn, app| {
        let person = person(conn, app, &handle)?.ok_or(Error::invalid("delegate", "error-vouching-unknown"))?;
        organisation::appoint(conn, app, by, id, person.id)
    })
    .await
}

/// Lets somebody vouch no longer.
///
/// # Errors
/// `NotFound`.
pub async fn dismiss(app: &Arc<App>, by: Option<i64>, id: i64, actor_id: i64) -> Result<()> {
    app.write(move |conn, app| organisation::dismiss(conn, app, by, id, actor_id)).await
}

/// The person of this instance with this handle.
fn person(conn: &mut Conn, app: &App, handle: &str) -> Result<Option<Actor>> {
    let typed = handle.trim().trim_start_matches('@');
    let Ok(handle) = Handle::parse(&format!("@{typed}")) else { return Ok(None) };
    let handle = handle.relative_to(app.urls.host());
    if handle.host.is_some() {
        return Ok(None);
    }
    let found = actor::model::by_handle(conn, &handle.name, app.urls.host())?;
    Ok(found.filter(|person| person.local && person.kind == actor::ActorKind::Person))
}

/// Vouches for somebody by hand. Those who look after one organisation alone can neither vouch for themselves nor take staff from another one.
///
/// # Errors
/// `Invalid` at the field `handle`; `NotFound` for who may not look after this organisation.
pub async fn vouch(app: &Arc<App>, by: &Account, id: i64, handle: &str) -> Result<()> {
    let (by, handle) = (by.clone(), handle.to_owned());
    app.write(move |conn, app| {
        vetting::managed(conn, &by, id)?;
        let wrong = |text| Err(Error::invalid("handle", text));
        let Some(person) = person(conn, app, &handle)? else { return wrong("error-vouching-unknown") };
        if !by.admin {
            if person.id == by.actor_id {
                return wrong("error-vouching-oneself");
            }
            let elsewhere = vetting::current(conn, person.id, app.now())?.is_some_and(|vouched| vouched.organisation_id != Some(id));
            if elsewhere {
                return wrong("error-vouching-elsewhere");
            }
        }
        match vetting::vouch(conn, app, person.id, id, Evidence::Word(Some(by.actor_id))) {
            Ok(_) => Ok(()),
            Err(Error::Conflict(reason)) => wrong(reason.text),
            Err(error) => Err(error),
        }
    })
    .await
}

/// Takes somebody in as a guest of an organisation, until the end of this day. Nobody does so for herself, and staff are no guests.
///
/// # Errors
/// `Invalid` at the fields `guest` and `until`; `NotFound` for who may not look after this organisation.
pub async fn receive(app: &Arc<App>, by: &Account, id: i64, handle: &str, until: Timestamp) -> Result<()> {
    let (by, handle) = (by.clone(), handle.to_owned());
    app.write(move |conn, app| {
        vetting::managed(conn, &by, id)?;
        let wrong = |text| Err(Error::invalid("guest", text));
        let Some(person) = person(conn, app, &handle)? else { return wrong("error-vouching-unknown") };
        if person.id == by.actor_id {
            return wrong("error-vouching-oneself");
        }
        let other = vetting::current(conn, person.id, app.now())?.is_some_and(|vouched| vouched.organisation_id != Some(id));
        if other && !by.admin {
            return wrong("error-vouching-elsewhere");
        }
        match vetting::vouch(conn, app, person.id, id, Evidence::Guest { by: Some(by.actor_id), until }) {
            Ok(_) => {
                let organisation = organisation::find(conn, id)?;
                notification::tell_guest(conn, app, person.id, &organisation.name)
            }
            Err(Error::Conflict(reason)) => wrong(reason.text),
            Err(error) => Err(error),
        }
    })
    .await
}

/// Withdraws one vouching; the person is told, with the reason. Answers her number.
///
/// # Errors
/// As [`vetting::withdraw`]; `NotFound` for who may not look after this organisation.
pub async fn withdraw(app: &Arc<App>, by: &Account, id: i64, vouching: i64, reason: &str) -> Result<i64> {
    let (by, reason) = (by.clone(), reason.to_owned());
    app.write(move |conn, app| {
        vetting::managed(conn, &by, id)?;
        let person = vetting::withdraw(conn, app, Some(by.actor_id), id, vouching, &reason)?.id;
        notification::tell_of_withdrawal(conn, app, person, &reason)?;
        Ok(person)
    })
    .await
}

/// Withdraws all vouchings of an organisation in one step; everybody concerned is told, with the reason. Answers their numbers.
///
/// # Errors
/// As [`vetting::withdraw_all`]; `NotFound` for who may not look after this organisation.
pub async fn withdraw_all(app: &Arc<App>, by: &Account, id: i64, reason: &str) -> Result<Vec<i64>> {
    let (by, reason) = (by.clone(), reason.to_owned());
    app.write(move |conn, app| {
        vetting::managed(conn, &by, id)?;
        let people = vetting::withdraw_all(conn, app, Some(by.actor_id), id, &reason)?;
        people.iter().try_for_each(|person| notification::tell_of_withdrawal(conn, app, *person, &reason))?;
        Ok(people)
    })
    .await
}

/// Takes a withdrawal back. What was told about it is told no more. Answers the numbers of those who are staff again.
///
/// # Errors
/// As [`vetting::restore`]; `NotFound` for who may not look after this organisation.
pub async fn restore(app: &Arc<App>, by: &Account, id: i64, withdrawal: i64) -> Result<Vec<i64>> {
    let by = by.clone();
    app.write(move |conn, app| {
        vetting::managed(conn, &by, id)?;
        let people = vetting::restore(conn, app, Some(by.actor_id), id, withdrawal)?;
        people.iter().try_for_each(|person| notification::forget_withdrawal(conn, *person))?;
        Ok(people)
    })
    .await
}
