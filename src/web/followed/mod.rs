//! `/ich/folge`: whom and which hashtags the viewer follows, and following them no more.

use super::form::Guarded;
use super::layout::{Done, Frame, Section};
use super::page;
use super::present::Presenter;
use super::texts::Texts;
use super::view::Person;
use super::visit::Visit;
use crate::activity::outbox;
use crate::actor::follow;
use crate::error::{Error, Reason, Result};
use crate::object::tag;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// The address.
const HERE: &str = "/ich/folge";

/// Somebody the viewer follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowedPerson {
    /// The number, for the form.
    pub id: i64,
    /// Who.
    pub person: Person,
    /// Asked, no answer yet.
    pub requested: bool,
}

/// What the page shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FollowedView {
    /// People, by name.
    pub people: Vec<FollowedPerson>,
    /// Hashtags, by name.
    pub tags: Vec<String>,
}

/// `GET /ich/folge`.
#[derive(Template)]
#[template(path = "web/followed/list.html")]
pub struct FollowedPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The lists.
    pub view: FollowedView,
}

/// One of the two.
#[derive(Debug, Default, Deserialize)]
pub struct UnfollowForm {
    /// The number of a person.
    #[serde(default)]
    person: String,
    /// The name of a hashtag.
    #[serde(default)]
    tag: String,
}

/// `GET /ich/folge`.
pub async fn list(visit: Visit) -> Response {
    visit.answer(show(&visit)).await
}

async fn show(visit: &Visit) -> Result<Response> {
    let me = visit.signed_in()?;
    let read = visit.app.read(move |conn, app| {
        let people = follow::wanted(conn, me)?;
        let presenter = Presenter::of_actors(conn, app, people.iter().map(|(person, _)| person))?;
        let people = people.iter().map(|(person, requested)| FollowedPerson {
            id: person.id,
            person: presenter.person(person),
            requested: *requested,
        });
        Ok(FollowedView { people: people.collect(), tags: tag::followed(conn, me)? })
    });
    let view = read.await?;
    let frame = visit.frame(Section::Profile).await?;
    Ok(page::respond(StatusCode::OK, &FollowedPage { t: visit.t, frame, view }))
}

/// `POST /ich/folge`.
pub async fn unfollow(Guarded { visit, fields }: Guarded<UnfollowForm>) -> Response {
    visit
        .answer(async {
            let me = visit.signed_in()?;
            match (fields.person.parse::<i64>(), fields.tag.is_empty()) {
                (Ok(person), _) => outbox::unfollow(&visit.app, me, person).await?,
                (Err(_), false) => visit.app.write(move |conn, _| tag::unfollow(conn, me, &fields.tag)).await?,
                (Err(_), true) => return Err(Error::Malformed(Reason::new("error-form-unreadable"))),
            }
            Ok(visit.done(HERE, Done::Unfollowed))
        })
        .await
}
