//! `/tag/{name}`.

use super::{TagPage, TagView, url};
use crate::error::{Error, Result};
use crate::object::tag;
use crate::text;
use crate::web::form::{Asked, Guarded, Nothing};
use crate::web::home::Older;
use crate::web::layout::{Done, Section};
use crate::web::page;
use crate::web::present::Presenter;
use crate::web::visit::{Visit, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

/// How many posts a page has.
const PAGE: i64 = 20;

/// The hashtag an address names.
fn named(name: &str) -> Result<String> {
    text::tag_name(name).ok_or(Error::NotFound)
}

/// `GET /tag/{name}`.
pub async fn show(visit: Visit, Path(name): Path<String>, Asked(older): Asked<Older>) -> Response {
    visit.answer(posts(&visit, &name, older.vor.unwrap_or(i64::MAX))).await
}

async fn posts(visit: &Visit, asked: &str, before: i64) -> Result<Response> {
    let name = named(asked)?;
    if name != asked {
        return Ok(see_other(&url(&name)));
    }
    let (t, viewer, person) = (visit.t, visit.viewer(), visit.person.as_ref().map(|person| person.id));
    let view = visit
        .app
        .read(move |conn, app| {
            let posts = tag::objects(conn, viewer, &name, before, PAGE)?;
            let presenter = Presenter::of_objects(conn, app, &posts)?.reading(conn, app, person, &posts)?;
            let older_url = match posts.last().filter(|_| posts.len() >= PAGE as usize) {
                Some(last) => format!("{}?vor={}", url(&name), last.id),
                None => String::new(),
            };
            Ok(TagView {
                url: url(&name),
                followed: person.map(|person| tag::is_followed(conn, person, &name)).transpose()?,
                posts: posts.iter().map(|post| presenter.post(t, post, app.now(), None)).collect(),
                older_url,
                name,
            })
        })
        .await?;
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(StatusCode::OK, &TagPage { t, frame, view }))
}

/// `POST /tag/{name}/folgen`.
pub async fn follow(Path(name): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let (person, name) = (visit.signed_in()?, named(&name)?);
            let path = url(&name);
            if !visit.app.write(move |conn, app| tag::follow(conn, person, &name, app.now())).await? {
                return Err(Error::conflict("error-too-many-tags"));
            }
            Ok(visit.done(&path, Done::Following))
        })
        .await
}

/// `POST /tag/{name}/entfolgen`.
pub async fn unfollow(Path(name): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let (person, name) = (visit.signed_in()?, named(&name)?);
            let path = url(&name);
            visit.app.write(move |conn, _| tag::unfollow(conn, person, &name)).await?;
            Ok(visit.done(&path, Done::Unfollowed))
        })
        .await
}
