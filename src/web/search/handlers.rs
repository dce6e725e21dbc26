//! `GET /suche`.

use super::address::{self, Address, page_of_object};
use super::{OfferView, PersonHit, PostHit, SearchPage, SearchView, Tab, TabView};
use crate::actor::{Actor, member};
use crate::app::App;
use crate::error::{Error, FieldError, Result};
use crate::object::{Object, Viewer, read};
use crate::search::{self, Found, PAGE, Query};
use crate::store::Conn;
use crate::text;
use crate::web::form::Asked;
use crate::web::layout::Section;
use crate::web::page;
use crate::web::present::{Presenter, membership, moment, title};
use crate::web::tag;
use crate::web::texts::Texts;
use crate::web::view::CommunitySummary;
use crate::web::visit::{Visit, encode, see_other};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// How many of each kind stand on the page of all.
const SOME: i64 = 5;
/// The last page that is shown; who has not found it by then looks for something else.
const LAST_PAGE: i64 = 50;
/// The longest search, in characters.
const LONGEST: usize = 300;
/// How many characters an excerpt has.
const EXCERPT: usize = 240;

/// What stands in the address.
#[derive(Debug, Default, Deserialize)]
pub struct Asking {
    #[serde(default)]
    q: String,
    #[serde(default)]
    typ: String,
    /// As text: whatever stands here must not cost the words.
    #[serde(default)]
    seite: String,
    /// Whether another server is to be asked.
    #[serde(default)]
    holen: String,
}

/// The search.
pub async fn show(visit: Visit, Asked(asking): Asked<Asking>) -> Response {
    visit.answer(answer(&visit, asking)).await
}

async fn answer(visit: &Visit, asking: Asking) -> Result<Response> {
    let typed: String = asking.q.trim().chars().take(LONGEST).collect();
    let mut view = SearchView { query: typed.clone(), tab: Tab::parse(&asking.typ), ..SearchView::default() };
    if let Some(address) = Address::parse(&typed) {
        if let Some(path) = address::known(visit, &address).await? {
            return Ok(see_other(&path));
        }
        let asked = if asking.holen.is_empty() { None } else { Some(address::ask(visit, &address).await) };
        match asked {
            Some(Ok(path)) => return Ok(see_other(&path)),
            Some(Err(Error::NotSignedIn(reason))) => return Err(Error::NotSignedIn(reason)),
            Some(Err(error)) => view.errors = vec![FieldError { field: "q", text: what_failed(error)? }].into(),
            None => view.offer = Some(OfferView { host: address.host(), allowed: visit.person.is_some() }),
        }
    } else if !typed.is_empty() {
        view = results(visit, view, asking.seite.parse().unwrap_or(1).clamp(1, LAST_PAGE)).await?;
    }
    let status = if view.errors.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &SearchPage { t: visit.t, frame, view }))
}

/// Why another server's answer is of no use. Faults of ours stay faults.
fn what_failed(error: Error) -> Result<&'static str> {
    Ok(match error {
        Error::Forbidden(reason) | Error::Remote { reason, .. } => reason.text,
        Error::NotFound | Error::Gone | Error::Malformed(_) | Error::Conflict(_) => "error-search-nothing-there",
        Error::Invalid(fields) => fields.first().map_or("error-search-nothing-there", |field| field.text),
        other => return Err(other),
    })
}

async fn results(visit: &Visit, view: SearchView, number: i64) -> Result<SearchView> {
    let (t, viewer) = (visit.t, visit.viewer());
    visit.app.read(move |conn, app| find(conn, app, t, viewer, view, number)).await
}

fn find(conn: &mut Conn, app: &App, t: Texts, viewer: Viewer, view: SearchView, number: i64) -> Result<SearchView> {
    let query = Query::new(&view.query);
    let found = search::counts(conn, viewer, &query)?;
    let (skip, limit) = if view.tab == Tab::All { (0, SOME) } else { ((number - 1) * PAGE, PAGE) };
    let wants = |tab: Tab| view.tab == Tab::All || view.tab == tab;
    let posts = if wants(Tab::Posts) { search::posts(conn, viewer, &query, skip, limit)? } else { Vec::new() };
    let people = if wants(Tab::People) { search::people(conn, viewer, &query, skip, limit)? } else { Vec::new() };
    let groups = if wants(Tab::Groups) { search::groups(conn, viewer, &query, skip, limit)? } else { Vec::new() };
    let address = |tab: Tab, number: i64| {
        let page = if number > 1 { format!("&seite={number}") } else { String::new() };
        format!("/suche?q={}&typ={}{page}", encode(&view.query), tab.code())
    };
    let tabs: Vec<TabView> =
        Tab::ALL.into_iter().map(|tab| TabView { tab, url: address(tab, 1), count: count(found, tab), shown: tab == view.tab }).collect();
    let more = view.tab != Tab::All && number < LAST_PAGE && number * PAGE < count(found, view.tab);
    let before_url = if view.tab != Tab::All && number > 1 { address(view.tab, number - 1) } else { String::new() };
    let after_url = if more { address(view.tab, number + 1) } else { String::new() };
    let tag_url = view.query.strip_prefix('#').and_then(text::tag_name).map(|name| tag::url(&name)).unwrap_or_default();
    Ok(SearchView {
        posts: post_hits(conn, app, t, viewer, &query, &posts)?,
        people: person_hits(conn, app, &query, &people)?,
        groups: group_hits(conn, app, viewer, &groups)?,
        tabs,
        before_url,
        after_url,
        tag_url,
        ..view
    })
}

const fn count(found: Found, tab: Tab) -> i64 {
    match tab {
        Tab::All => found.posts + found.people + found.groups,
        Tab::Posts => found.posts,
        Tab::People => found.people,
        Tab::Groups => found.groups,
    }
}

fn post_hits(conn: &mut Conn, app: &App, t: Texts, viewer: Viewer, query: &Query, posts: &[Object]) -> Result<Vec<PostHit>> {
    let presenter = Presenter::of_objects(conn, app, posts)?;
    let mut hits = Vec::new();
    for post in posts {
        let comment = post.root_id != post.id;
        // What a comment belongs to may be gone, or not be for this viewer.
        let above = if comment { read::find(conn, viewer, post.root_id).ok() } else { None };
        let headline = match above.as_ref().filter(|above| above.deleted_at.is_none()) {
            Some(above) => title(above),
            None => title(post),
        };
        let text = text::excerpt(&post.content, usize::MAX);
        hits.push(PostHit {
            url: page_of_object(post),
            title: search::marked(&headline, query),
            comment,
            excerpt: search::excerpt(&text, query, EXCERPT),
            author: presenter.author(t, post),
            community: post.group_id.and_then(|group| presenter.actor(group)).map(|group| presenter.community(group)),
            published: moment(t, post.published, app.now()),
        });
    }
    Ok(hits)
}

fn person_hits(conn: &mut Conn, app: &App, query: &Query, people: &[Actor]) -> Result<Vec<PersonHit>> {
    let presenter = Presenter::of_actors(conn, app, people)?;
    let hit = |person: &Actor| {
        let text = text::excerpt(&person.summary, usize::MAX);
        PersonHit { person: presenter.person(person), excerpt: search::excerpt(&text, query, EXCERPT) }
    };
    Ok(people.iter().map(hit).collect())
}

fn group_hits(conn: &mut Conn, app: &App, viewer: Viewer, groups: &[Actor]) -> Result<Vec<CommunitySummary>> {
    let presenter = Presenter::of_actors(conn, app, groups)?;
    let mut hits = Vec::new();
    for group in groups {
        let own = viewer.actor_id().map(|person| member::find(conn, group.id, person)).transpose()?.flatten();
        hits.push(presenter.summary(group, membership(viewer != Viewer::Anonymous, own.as_ref())));
    }
    Ok(hits)
}
