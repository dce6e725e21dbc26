//! What the person missed (`/ueberblick`): what waits for her first, then what is new in her communities, on one screen; and ending the mail
//! with it, without a login (`/abbestellen`).

mod end;

pub use end::{EndPage, end, end_form};

use super::form::Asked;
use super::layout::{Frame, Section};
use super::notification::{EntryView, Wording, entries_worded};
use super::page;
use super::present::{Presenter, title};
use super::texts::Texts;
use super::view::Community;
use super::visit::Visit;
use crate::actor;
use crate::app::App;
use crate::error::Result;
use crate::notification::digest::{self, News};
use crate::notification::seen::Unread;
use crate::object::{Object, Viewer};
use crate::store::{Conn, Timestamp};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use std::time::Duration;

/// The periods on offer, in days.
const PERIODS: [i64; 3] = [1, 7, 30];
/// How many lines wait at most.
const WAITING: usize = 5;
/// How many communities are shown, and how many threads of each.
const COMMUNITIES: usize = 8;
const THREADS: usize = 3;

/// What the page shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DigestView {
    /// The period in days.
    pub days: i64,
    /// What waits for the person.
    pub waiting: Vec<EntryView>,
    /// By community, where most is new first.
    pub news: Vec<NewsView>,
}

impl DigestView {
    /// Whether there is nothing new.
    pub const fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.news.is_empty()
    }

    /// The periods on offer.
    pub const fn periods(&self) -> [i64; 3] {
        PERIODS
    }
}

/// What is new in a community, or outside of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsView {
    /// The community; `None` for people and hashtags the person follows.
    pub community: Option<Community>,
    /// How many threads she never opened.
    pub beginnings: i64,
    /// How many comments are new in the others.
    pub comments: i64,
    /// The liveliest threads.
    pub threads: Vec<ThreadView>,
    /// How many more there are.
    pub more: i64,
}

/// A thread with something new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadView {
    /// Its path.
    pub url: String,
    /// Its title.
    pub title: String,
    /// How many comments are new; 0 when the person never opened it.
    pub comments: i64,
}

/// `GET /ueberblick`.
#[derive(Template)]
#[template(path = "web/digest/digest.html")]
pub struct DigestPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: DigestView,
}

/// How far back the person wants to look.
#[derive(Debug, Default, Deserialize)]
pub struct Period {
    #[serde(default)]
    tage: Option<i64>,
}

/// `GET /ueberblick`.
pub async fn show(visit: Visit, Asked(period): Asked<Period>) -> Response {
    let days = period.tage.filter(|days| PERIODS.contains(days)).unwrap_or(7);
    visit.answer(respond(&visit, days)).await
}

async fn respond(visit: &Visit, days: i64) -> Result<Response> {
    let (t, person, viewer) = (visit.t, visit.signed_in()?, visit.viewer());
    let view = visit
        .app
        .read(move |conn, app| {
            let since: Timestamp = app.now().minus(Duration::from_secs(days.unsigned_abs() * 24 * 3_600));
            Ok(DigestView { days, ..view_since(conn, app, t, viewer, person, since, Wording { titled: &title, outside: false })? })
        })
        .await?;
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(StatusCode::OK, &DigestPage { t, frame, view }))
}

/// What a person missed since then, as far as she may read it now.
pub fn view_since(
    conn: &mut Conn,
    app: &App,
    t: Texts,
    viewer: Viewer,
    person: i64,
    since: Timestamp,
    wording: Wording<'_>,
) -> Result<DigestView> {
    let found = digest::digest(conn, person, since, app.now())?;
    let mut waiting = entries_worded(conn, app, t, viewer, &found.waiting, wording)?;
    waiting.truncate(WAITING);
    let groups: Vec<i64> = found.news.iter().filter_map(|news| news.group_id).collect();
    let groups = actor::model::find_all(conn, &groups)?;
    let presenter = Presenter::of_actors(conn, app, groups.iter())?;
    let news = found.news.into_iter().take(COMMUNITIES).map(|news| news_of(&presenter, news, wording.titled)).collect();
    Ok(DigestView { days: 0, waiting, news })
}

fn news_of(presenter: &Presenter, news: News, titled: &dyn Fn(&Object) -> String) -> NewsView {
    let thread = |(thread, unread): &(Object, Unread)| {
        let comments = if let Unread::Comments(count) = unread { *count } else { 0 };
        ThreadView { url: format!("/b/{}", thread.id), title: titled(thread), comments }
    };
    NewsView {
        community: news.group_id.and_then(|id| presenter.actor(id)).map(|group| presenter.community(group)),
        beginnings: news.beginnings,
        comments: news.comments,
        threads: news.threads.iter().take(THREADS).map(thread).collect(),
        more: i64::try_from(news.threads.len().saturating_sub(THREADS)).unwrap_or_default(),
    }
}
