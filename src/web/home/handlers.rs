//! `GET /`.

use super::{HomePage, HomeView};
use crate::activity::draft;
use crate::actor::follow::{self, RelationState};
use crate::actor::{self, Viewer, member};
use crate::error::Result;
use crate::notification::seen::Unread;
use crate::object::{Object, Reach, read, tag};
use crate::store::Conn;
use crate::web::form::Asked;
use crate::web::layout::Section;
use crate::web::page;
use crate::web::present::{Presenter, membership};
use crate::web::view::PostSummary;
use crate::web::visit::Visit;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use std::collections::HashMap;

/// How many posts a page has.
const PAGE: i64 = 20;
/// How many communities are suggested.
const SUGGESTIONS: i64 = 4;

/// Where in the list a reader is.
#[derive(Debug, Default, Deserialize)]
pub struct Older {
    /// Posts older than this number.
    #[serde(default)]
    pub vor: Option<i64>,
}

/// The start page.
pub async fn home(visit: Visit, Asked(older): Asked<Older>) -> Response {
    let before = older.vor.unwrap_or(i64::MAX);
    visit.answer(show(&visit, before)).await
}

async fn show(visit: &Visit, before: i64) -> Result<Response> {
    let (t, person) = (visit.t, visit.person.clone());
    let view = visit
        .app
        .read(move |conn, app| {
            let posts = match &person {
                Some(person) => read::home(conn, person.id, before, PAGE)?,
                None => read::front(conn, before, PAGE)?,
            };
            let tags = match &person {
                Some(person) => because_of(conn, person.id, &posts)?,
                None => HashMap::new(),
            };
            let reader = person.as_ref().map(|person| person.id);
            let presenter = Presenter::of_objects(conn, app, &posts)?.reading(conn, app, reader, &posts)?.because_of(tags);
            let older_url = match posts.last().filter(|_| posts.len() >= PAGE as usize) {
                Some(last) => format!("/?vor={}", last.id),
                None => String::new(),
            };
            let others = match reader {
                Some(person) => actor::model::groups_without(conn, person, SUGGESTIONS)?,
                None => actor::model::groups(conn, Viewer::Anonymous, SUGGESTIONS)?,
            };
            let drafts = match reader {
                Some(person) => draft::count(conn, person, app.now())?,
                None => 0,
            };
            let groups = Presenter::of_actors(conn, app, &others)?;
            let mut posts: Vec<PostSummary> = posts.iter().map(|post| presenter.post(t, post, app.now(), None)).collect();
            posts.sort_by_key(|post| post.unread == Unread::Nothing);
            Ok(HomeView {
                description: if person.is_none() { app.settings().description.clone() } else { String::new() },
                greeted: person.as_ref().map(|person| first_name(person.display_name())).unwrap_or_default(),
                posts,
                older_url,
                drafts,
                suggestions: others.iter().map(|group| groups.summary(group, membership(person.is_some(), None))).collect(),
            })
        })
        .await?;
    let frame = visit.frame(Section::Home).await?;
    Ok(page::respond(StatusCode::OK, &HomePage { t, frame, view }))
}

/// The hashtags that brought posts here which would not be here without them.
fn because_of(conn: &mut Conn, person: i64, posts: &[Object]) -> Result<HashMap<i64, String>> {
    let mut tags = tag::reasons(conn, person, &posts.iter().map(|post| post.id).collect::<Vec<_>>())?;
    for post in posts.iter().filter(|post| tags.contains_key(&post.id)).collect::<Vec<_>>() {
        let joined = post.group_id.map(|group| member::find(conn, group, person)).transpose()?.flatten();
        let followed = follow::find(conn, person, post.actor_id)?;
        let near = joined.is_some_and(|joined| joined.state == RelationState::Accepted)
            || followed.is_some_and(|followed| followed.state == RelationState::Accepted);
        if near || post.actor_id == person || post.reach == Reach::Local {
            tags.remove(&post.id);
        }
    }
    Ok(tags)
}

/// First names are usual here; a name of one word is kept.
fn first_name(name: &str) -> String {
    let first = name.split_whitespace().find(|word| !word.ends_with('.')).unwrap_or(name);
    first.to_owned()
}
