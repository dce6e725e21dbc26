//! `/gemerkt`, and keeping.

use super::BookmarksPage;
use crate::error::Result;
use crate::notification::bookmark;
use crate::object;
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::{Done, Section};
use crate::web::page;
use crate::web::post::number;
use crate::web::present::Presenter;
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

/// How many are shown.
const SHOWN: i64 = 200;

/// `GET /gemerkt`.
pub async fn list(visit: Visit) -> Response {
    visit.answer(show(&visit)).await
}

async fn show(visit: &Visit) -> Result<Response> {
    let (t, person) = (visit.t, visit.signed_in()?);
    let posts = visit
        .app
        .read(move |conn, app| {
            let kept = bookmark::list(conn, person, SHOWN)?;
            let presenter = Presenter::of_objects(conn, app, &kept)?.reading(conn, app, Some(person), &kept)?;
            Ok(kept.iter().map(|object| presenter.post(t, object, app.now(), None)).collect())
        })
        .await?;
    let frame = visit.frame(Section::Bookmarks).await?;
    Ok(page::respond(StatusCode::OK, &BookmarksPage { t, frame, posts }))
}

/// `POST /b/{id}/merken`.
pub async fn toggle(Path(id): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let (person, viewer, id) = (visit.signed_in()?, visit.viewer(), number(&id)?);
            let (root, kept) = visit
                .app
                .write(move |conn, app| {
                    let object = object::read::find(conn, viewer, id)?;
                    Ok((object.root_id, bookmark::toggle(conn, person, object.id, app.now())?))
                })
                .await?;
            Ok(visit.done(&format!("/b/{root}"), if kept { Done::Kept } else { Done::LetGo }))
        })
        .await
}
