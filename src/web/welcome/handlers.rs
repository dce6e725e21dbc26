//! The handlers of the first steps.

use super::{Choice, RHYTHMS, Step, Suggestion, WelcomePage, WelcomeView, after};
use crate::activity::outbox::{self, About};
use crate::actor::account::{Account, Rhythm};
use crate::actor::{self, Actor, Viewer, member};
use crate::error::{Error, FieldError, Reason, Result};
use crate::notification::by_mail;
use crate::web::form::Guarded;
use crate::web::layout::{Done, Section};
use crate::web::page;
use crate::web::present::{Presenter, membership};
use crate::web::visit::{Visit, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use std::collections::BTreeMap;

/// How many communities are suggested.
const SUGGESTIONS: usize = 6;
/// Out of how many.
const CANDIDATES: i64 = 200;

/// The fields of a step.
type Fields = BTreeMap<String, String>;

fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map(String::as_str).unwrap_or_default()
}

fn own(visit: &Visit) -> Result<(Actor, Account)> {
    let found = visit.person.clone().zip(visit.account.clone());
    found.ok_or(Error::NotSignedIn(Reason::new("error-log-in-first")))
}

/// `GET /willkommen/{step}`.
pub async fn show(visit: Visit, Path(number): Path<String>) -> Response {
    visit
        .answer(async {
            let (person, account) = own(&visit)?;
            let number = parse(&number)?;
            let step = match number {
                1 => {
                    let details = actor::json::person(&person);
                    Step::Who { role: details.role, place: details.place, informal: details.informal }
                }
                2 => {
                    let details = actor::json::person(&person);
                    Step::Words { offers: details.offers.join(", "), seeks: details.seeks.join(", ") }
                }
                3 => Step::Communities(suggestions(&visit, person.id).await?),
                _ => mails(&account),
            };
            answer(&visit, StatusCode::OK, WelcomeView { number, step, errors: Vec::new().into() }).await
        })
        .await
}

fn parse(number: &str) -> Result<i64> {
    number.parse().ok().filter(|number| (1..=super::STEPS).contains(number)).ok_or(Error::NotFound)
}

fn mails(account: &Account) -> Step {
    let choices = RHYTHMS.map(|(rhythm, value, text)| Choice { value, text, chosen: rhythm == account.rhythm });
    Step::Mails { choices: choices.to_vec(), has_email: account.email.is_some() }
}

async fn suggestions(visit: &Visit, person: i64) -> Result<Vec<Suggestion>> {
    let read = visit.app.read(move |conn, app| {
        let mine = member::groups_of(conn, person)?;
        let mut groups = actor::model::groups(conn, Viewer::Local { actor_id: person }, CANDIDATES)?;
        groups.retain(|group| !mine.iter().any(|(known, _)| known.id == group.id));
        groups.sort_by_key(|group| std::cmp::Reverse(group.follower_count));
        groups.truncate(SUGGESTIONS);
        let presenter = Presenter::of_actors(conn, app, &groups)?;
        Ok(groups.iter().map(|group| Suggestion { id: group.id, summary: presenter.summary(group, membership(true, None)) }).collect())
    });
    read.await
}

async fn answer(visit: &Visit, status: StatusCode, view: WelcomeView) -> Result<Response> {
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &WelcomePage { t: visit.t, frame, view }))
}

/// `POST /willkommen/{step}`.
pub async fn save(Path(number): Path<String>, Guarded { visit, fields }: Guarded<Fields>) -> Response {
    visit
        .answer(async {
            let (person, account) = own(&visit)?;
            let number = parse(&number)?;
            match take(&visit, number, &person, &account, &fields).await {
                Ok(()) if number == super::STEPS => Ok(visit.done("/", Done::Welcomed)),
                Ok(()) => Ok(see_other(&after(number))),
                Err(Error::Invalid(errors)) => again(&visit, number, &account, &fields, errors).await,
                Err(error) => Err(error),
            }
        })
        .await
}

async fn take(visit: &Visit, number: i64, person: &Actor, account: &Account, fields: &Fields) -> Result<()> {
    let (app, me) = (&visit.app, person.id);
    match number {
        1 => {
            let (role, place) = (Some(field(fields, "role")), Some(field(fields, "place")));
            outbox::change_about(app, me, About { role, place, informal: Some(fields.contains_key("informal")), ..About::NOTHING }).await
        }
        2 => outbox::change_words(app, me, field(fields, "offers"), field(fields, "seeks")).await,
        3 => {
            let offered = suggestions(visit, me).await?;
            for suggestion in offered.iter().filter(|suggestion| fields.contains_key(&format!("group-{}", suggestion.id))) {
                outbox::join(app, me, suggestion.id).await?;
            }
            Ok(())
        }
        _ => {
            let chosen = RHYTHMS.iter().find(|(_, value, _)| *value == field(fields, "rhythm"));
            let rhythm: Rhythm = chosen.map(|(rhythm, ..)| *rhythm).ok_or(Error::invalid("rhythm-daily", "error-invalid-happened"))?;
            let id = account.id;
            app.write(move |conn, app| by_mail::choose(conn, app, id, rhythm)).await
        }
    }
}

/// The step once more, with what was typed.
async fn again(visit: &Visit, number: i64, account: &Account, fields: &Fields, errors: Vec<FieldError>) -> Result<Response> {
    let typed = |name: &str| field(fields, name).to_owned();
    let step = match number {
        1 => Step::Who { role: typed("role"), place: typed("place"), informal: fields.contains_key("informal") },
        2 => Step::Words { offers: typed("offers"), seeks: typed("seeks") },
        3 => Step::Communities(suggestions(visit, account.actor_id).await?),
        _ => mails(account),
    };
    answer(visit, StatusCode::UNPROCESSABLE_ENTITY, WelcomeView { number, step, errors: errors.into() }).await
}
