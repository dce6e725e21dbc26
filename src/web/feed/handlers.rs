//! The handlers of feeds.

use super::{EntryView, FeedDocument, FeedView};
use crate::actor::{self, Actor, ActorKind};
use crate::app::App;
use crate::error::{Error, Result};
use crate::object::{Object, Viewer, read};
use crate::store::{Conn, Timestamp};
use crate::text;
use crate::web::present::{Presenter, title};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// How many posts a feed has.
const ENTRIES: i64 = 30;
/// Letters of the subtitle.
const SUBTITLE: usize = 200;
/// Proxies may keep a feed for five minutes.
const CACHE: &str = "public, max-age=300";

/// `GET /g/{handle}/feed.atom`.
pub async fn community(visit: Visit, Path(handle): Path<String>) -> Response {
    answer(visit, handle, true).await
}

/// `GET /@{handle}/feed.atom`.
pub async fn person(visit: Visit, Path(handle): Path<String>) -> Response {
    answer(visit, handle, false).await
}

async fn answer(visit: Visit, handle: String, group: bool) -> Response {
    let read = visit.app.read(move |conn, app| feed(conn, app, &handle, group)).await;
    match read.and_then(|(feed, updated)| document(&visit, feed, updated)) {
        // Without the cookies of a visit: the same for everybody.
        Ok(response) => response,
        Err(error) => visit.answer(async { Err(error) }).await,
    }
}

fn feed(conn: &mut Conn, app: &App, handle: &str, group: bool) -> Result<(FeedView, Timestamp)> {
    let (name, host) = (handle.to_lowercase(), app.urls.host());
    let found = if group { actor::model::group_by_handle(conn, &name, host)? } else { actor::model::by_handle(conn, &name, host)? };
    let kind = if group { ActorKind::Group } else { ActorKind::Person };
    let shown = |actor: &Actor| actor.local && actor.kind == kind && actor.deleted_at.is_none() && actor.suspended_at.is_none();
    let actor = found.filter(shown).filter(|actor| !actor.is_protected()).ok_or(Error::NotFound)?;
    let mut posts = match group {
        true => read::of_group(conn, Viewer::Anonymous, actor.id, i64::MAX, ENTRIES)?.0,
        false => read::of_actor(conn, Viewer::Anonymous, actor.id, false, i64::MAX, ENTRIES)?,
    };
    posts.sort_by_key(|post| std::cmp::Reverse((post.published, post.id)));
    let presenter = Presenter::of_objects(conn, app, &posts)?;
    let updated = posts.iter().map(changed).max().unwrap_or(actor.published);
    let subtitle = match group {
        true => text::excerpt(&actor.summary, SUBTITLE),
        false => actor::json::organisation(&actor).unwrap_or_default(),
    };
    let feed = FeedView {
        id: actor.ap_id.clone(),
        title: printable(actor.display_name()),
        subtitle: printable(&subtitle),
        updated: updated.rfc3339(),
        repository: env!("CARGO_PKG_REPOSITORY"),
        own_url: format!("{}/feed.atom", actor.url),
        url: actor.url,
        entries: posts.iter().map(|post| entry(app, &presenter, post)).collect(),
    };
    Ok((feed, updated))
}

fn changed(post: &Object) -> Timestamp {
    post.edited_at.unwrap_or(post.published).max(post.published)
}

fn entry(app: &App, presenter: &Presenter, post: &Object) -> EntryView {
    let author = presenter.person_of(post.actor_id);
    EntryView {
        id: post.ap_id.clone(),
        title: printable(&if post.sensitive && post.name.is_empty() { post.summary.clone() } else { title(post) }),
        url: app.urls.at(&format!("/b/{}", post.id)),
        published: post.published.rfc3339(),
        updated: changed(post).rfc3339(),
        author: printable(&author.name),
        author_url: app.urls.at(&author.url),
        summary: printable(&post.summary),
        content_html: if post.sensitive { String::new() } else { printable(&text::embed(&post.content, 2)) },
    }
}

/// Without the characters that XML 1.0 (§2.2) has no way to write.
fn printable(text: &str) -> String {
    text.chars().filter(|letter| matches!(letter, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)).collect()
}

fn document(visit: &Visit, feed: FeedView, updated: Timestamp) -> Result<Response> {
    let document = FeedDocument { language: visit.app.settings().language.tag(), feed }.render().map_err(Error::internal)?;
    // Weak, since it may be sent compressed.
    let tag = format!("W/\"{}\"", &crate::media::Digest::of(document.as_bytes()).as_str()[..32]);
    let seconds = u64::try_from(updated.seconds()).unwrap_or_default();
    let modified = httpdate::fmt_http_date(std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds));
    let value = |text: &str| HeaderValue::from_str(text).map_err(Error::internal);
    let mut headers: HeaderMap = [
        (header::ETAG, value(&tag)?),
        (header::LAST_MODIFIED, value(&modified)?),
        (header::CACHE_CONTROL, HeaderValue::from_static(CACHE)),
    ]
    .into_iter()
    .collect();
    if is_known(&visit.headers, &tag, seconds) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/atom+xml; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    Ok((headers, document).into_response())
}

/// Whether who asks has it already (RFC 9110 §13.2.2): the tag counts, and the time only where there is none.
fn is_known(asked: &HeaderMap, tag: &str, seconds: u64) -> bool {
    let text = |name: header::HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
    if let Some(tags) = text(header::IF_NONE_MATCH) {
        let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        return tags.split(',').any(|known| known.trim() == "*" || opaque(known) == opaque(tag));
    }
    let since = text(header::IF_MODIFIED_SINCE).and_then(|text| httpdate::parse_http_date(text).ok());
    let since = since.and_then(|since| since.duration_since(std::time::UNIX_EPOCH).ok());
    since.is_some_and(|since| since.as_secs() >= seconds)
}
