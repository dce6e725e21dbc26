//! `/verwaltung/barrieren`: barriers that people met on our pages.

use super::administrator;
use crate::actor;
use crate::administration::barrier;
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::{Done, Frame, Section};
use crate::web::moment::Moment;
use crate::web::page;
use crate::web::post::number;
use crate::web::present::{Presenter, moment};
use crate::web::report::ClosedView;
use crate::web::texts::Texts;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

/// Where it is.
const HERE: &str = "/verwaltung/barrieren";
/// How many open ones are shown, and how many resolved ones.
const SHOWN: i64 = 100;

/// `GET /verwaltung/barrieren`.
#[derive(Template)]
#[template(path = "web/administration/barriers.html")]
pub struct BarriersPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// Open ones, oldest first; then resolved ones, newest first.
    pub barriers: Vec<BarrierRow>,
}

/// A barrier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarrierRow {
    /// Its number.
    pub id: i64,
    /// Where it is; may be empty.
    pub page: String,
    /// What does not work.
    pub words: String,
    /// Where an answer is hoped for; may be empty.
    pub contact: String,
    /// Since when we know it.
    pub at: Moment,
    /// When and by whom it was resolved.
    pub closed: Option<ClosedView>,
}

/// `GET /verwaltung/barrieren`.
pub async fn show(visit: Visit) -> Response {
    visit
        .answer(async {
            administrator(&visit)?;
            let t = visit.t;
            let barriers = visit
                .app
                .read(move |conn, app| {
                    let found = barrier::list(conn, SHOWN)?;
                    let people: Vec<i64> = found.iter().filter_map(|barrier| barrier.resolved_by).collect();
                    let people = actor::model::find_all(conn, &people)?;
                    let presenter = Presenter::of_actors(conn, app, people.iter())?;
                    let row = |barrier: barrier::Barrier| BarrierRow {
                        id: barrier.id,
                        page: barrier.page,
                        words: barrier.words,
                        contact: barrier.contact.unwrap_or_default(),
                        at: moment(t, barrier.created_at, app.now()),
                        closed: barrier.resolved_at.map(|at| ClosedView {
                            at: moment(t, at, app.now()),
                            by: presenter.person_of(barrier.resolved_by.unwrap_or_default()),
                            decision: String::new(),
                        }),
                    };
                    Ok(found.into_iter().map(row).collect::<Vec<_>>())
                })
                .await?;
            let frame = visit.frame(Section::Elsewhere).await?;
            Ok(page::respond(StatusCode::OK, &BarriersPage { t, frame, barriers }))
        })
        .await
}

/// `POST /verwaltung/barrieren/{id}`: it is gone.
pub async fn resolve(Path(id): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let (me, id) = (administrator(&visit)?, number(&id)?);
            barrier::resolve(&visit.app, me, id).await?;
            Ok(visit.done(HERE, Done::Saved))
        })
        .await
}
