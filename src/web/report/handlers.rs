//! Reporting, and deciding about reports.

use super::{ClosedView, ReportFormView, ReportPage, ReportView, ReportsPage, ReportsView};
use crate::activity::outbox;
use crate::actor::member::{self, Role};
use crate::actor::{self, Actor};
use crate::error::{Error, Result};
use crate::moderation::{self, visitor};
use crate::object::{self, Object};
use crate::text;
use crate::web::community;
use crate::web::form::Guarded;
use crate::web::layout::{Done, Section};
use crate::web::page;
use crate::web::post::number;
use crate::web::present::{Presenter, moment, title};
use crate::web::view::Errors;
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};

/// How many reports a page shows.
const SHOWN: i64 = 100;

/// The fields of a report.
#[derive(Debug, Default, Deserialize)]
pub struct ReportForm {
    #[serde(default)]
    reason: String,
    /// Of visitors.
    #[serde(default)]
    email: String,
}

/// The field of a decision.
#[derive(Debug, Default, Deserialize)]
pub struct DecisionForm {
    /// What was decided.
    #[serde(default)]
    pub decision: String,
}

async fn reported(visit: &Visit, id: &str) -> Result<Object> {
    let (viewer, id) = (visit.viewer(), number(id)?);
    let object = match visit.app.read(move |conn, _| object::read::find(conn, viewer, id)).await {
        // It may be there for somebody who logs in.
        Err(Error::NotFound) => {
            visit.signed_in()?;
            return Err(Error::NotFound);
        }
        found => found?,
    };
    if object.deleted_at.is_some() { Err(Error::Gone) } else { Ok(object) }
}

/// `GET /b/{id}/melden`.
pub async fn form(visit: Visit, Path(id): Path<String>) -> Response {
    visit
        .answer(async {
            let object = reported(&visit, &id).await?;
            show(&visit, StatusCode::OK, object, ReportForm::default(), Errors::none()).await
        })
        .await
}

/// `POST /b/{id}/melden`.
pub async fn send(Path(id): Path<String>, Guarded { visit, fields }: Guarded<ReportForm>) -> Response {
    visit
        .answer(async {
            let object = reported(&visit, &id).await?;
            let sent = match visit.signed_in() {
                Ok(me) => outbox::report(&visit.app, me, object.id, &fields.reason).await,
                Err(_) => visitor::report(&visit.app, &visit.network, object.id, &fields.reason, &fields.email).await,
            };
            match sent {
                Ok(()) => {
                    let (owner, page) = (object.group_id.unwrap_or(object.actor_id), format!("/b/{}", object.root_id));
                    let home = visit.app.read(move |conn, _| actor::model::find(conn, owner)).await?;
                    Ok(visit.done(&page, if home.local { Done::Reported } else { Done::ReportedElsewhere }))
                }
                Err(Error::Invalid(errors)) => show(&visit, StatusCode::UNPROCESSABLE_ENTITY, object, fields, errors.into()).await,
                Err(error @ (Error::TooMany { .. } | Error::Forbidden(_))) => {
                    visit.refused(&error, fields.reason, format!("/b/{}", object.root_id)).await
                }
                Err(error) => Err(error),
            }
        })
        .await
}

async fn show(visit: &Visit, status: StatusCode, object: Object, typed: ReportForm, errors: Errors) -> Result<Response> {
    let (t, visitor) = (visit.t, visit.person.is_none());
    let view = visit
        .app
        .read(move |conn, app| {
            let presenter = Presenter::of_objects(conn, app, [&object])?;
            let author = presenter.author(t, &object);
            let group = object.group_id.and_then(|group| presenter.actor(group));
            let by_admins = match group.filter(|group| group.local) {
                Some(group) => !member::has_host_here(conn, group.id)?,
                None => false,
            };
            let author_hosts = match group {
                Some(group) => member::role(conn, group.id, object.actor_id)? == Some(Role::Host),
                None => false,
            };
            let by_outsiders = by_admins && group.is_some_and(Actor::is_protected);
            let community = group.map(|group| presenter.community(group));
            Ok(ReportFormView {
                id: object.id,
                back: format!("/b/{}", object.root_id),
                title: title(&object),
                passed_on: community.as_ref().map_or(&author.instance, |community| &community.instance).clone(),
                author,
                community,
                by_admins,
                by_outsiders,
                author_hosts,
                reason: typed.reason,
                visitor,
                email: typed.email,
                errors,
            })
        })
        .await?;
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &ReportPage { t: visit.t, frame, view }))
}

/// The community, for its hosts only. To everybody else the page does not exist.
async fn hosted(visit: &Visit, handle: &str) -> Result<(i64, Actor)> {
    let me = visit.signed_in()?;
    let group = community::at(visit, handle).await?;
    let id = group.id;
    let role = visit.app.read(move |conn, _| member::role(conn, id, me)).await?;
    if role == Some(Role::Host) && group.local { Ok((me, group)) } else { Err(Error::NotFound) }
}

/// `GET /g/{handle}/meldungen`.
pub async fn list(visit: Visit, Path(handle): Path<String>) -> Response {
    visit.answer(show_list(&visit, &handle)).await
}

async fn show_list(visit: &Visit, handle: &str) -> Result<Response> {
    let (t, viewer, (_, group)) = (visit.t, visit.viewer(), hosted(visit, handle).await?);
    let view = visit
        .app
        .read(move |conn, app| {
            let reports = moderation::reports(conn, group.id, SHOWN)?;
            let mut objects = HashMap::new();
            for id in reports.iter().filter_map(|report| report.object_id) {
                if let Ok(object) = object::read::find(conn, viewer, id) {
                    objects.insert(id, object);
                }
            }
            let people: BTreeSet<i64> = reports
                .iter()
                .flat_map(|report| [Some(report.reporter_id), report.resolved_by])
                .flatten()
                .chain(objects.values().map(|object| object.actor_id))
                .collect();
            let actors = actor::model::find_all(conn, &people.into_iter().collect::<Vec<_>>())?;
            let presenter = Presenter::of_actors(conn, app, actors.iter().chain([&group]))?;
            let view = |report: &moderation::Report| {
                let object = report.object_id.and_then(|id| objects.get(&id));
                ReportView {
                    id: report.id,
                    by: presenter.reporter(t, report.reporter_id),
                    reason: report.reason.clone(),
                    at: moment(t, report.created_at, app.now()),
                    title: match object {
                        Some(gone) if gone.deleted_at.is_some() => t.t("post-removed-title").into_owned(),
                        object => object.map(title).unwrap_or_default(),
                    },
                    url: object.map_or_else(String::new, |object| format!("/b/{}#c-{}", object.root_id, object.id)),
                    author: object.map(|object| presenter.author(t, object)),
                    closed: report.resolved_at.map(|at| ClosedView {
                        at: moment(t, at, app.now()),
                        by: presenter.person_of(report.resolved_by.unwrap_or_default()),
                        decision: report.decision.clone(),
                    }),
                }
            };
            Ok(ReportsView { community: presenter.community(&group), reports: reports.iter().map(view).collect() })
        })
        .await?;
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(StatusCode::OK, &ReportsPage { t, frame, view }))
}

/// `POST /g/{handle}/meldungen/{id}`.
pub async fn close(Path((handle, id)): Path<(String, String)>, Guarded { visit, fields }: Guarded<DecisionForm>) -> Response {
    visit
        .answer(async {
            let (me, group) = hosted(&visit, &handle).await?;
            let id = number(&id)?;
            let decision = text::clean_line(&fields.decision, moderation::MAX_DECISION);
            visit.app.write(move |conn, app| moderation::close(conn, group.id, id, me, &decision, app.now())).await?;
            Ok(visit.done(&format!("/g/{handle}/meldungen"), Done::Saved))
        })
        .await
}
