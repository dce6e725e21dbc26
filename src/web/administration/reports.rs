//! `/verwaltung/meldungen`: reports that no hosts here decide alone.

use super::administrator;
use crate::actor::{self, member};
use crate::administration::report;
use crate::error::{Error, Result};
use crate::moderation::{self, Report};
use crate::object::chatham::{is_nameless, names_stay_inside};
use crate::object::{self, Viewer};
use crate::store::Conn;
use crate::web::form::Guarded;
use crate::web::layout::{Done, Frame, Section};
use crate::web::moment::Moment;
use crate::web::page;
use crate::web::post::number;
use crate::web::present::{Presenter, moment, title};
use crate::web::report::{ClosedView, DecisionForm};
use crate::web::texts::Texts;
use crate::web::view::{Community, Errors, Person};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

/// Where it is.
const HERE: &str = "/verwaltung/meldungen";
/// How many open ones are shown, and how many closed ones.
const SHOWN: i64 = 100;

/// `GET /verwaltung/meldungen`, and the answer to a rejected `POST` about one of them (fields `csrf`, `decision`).
#[derive(Template)]
#[template(path = "web/administration/reports.html")]
pub struct ReportsPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// Open ones, oldest first; then closed ones, newest first.
    pub reports: Vec<OpenReportView>,
    /// The report whose decision is wrong, and what is wrong with it.
    pub wrong: Option<(i64, Errors)>,
}

impl ReportsPage {
    /// What is wrong with the decision about this report, a text id or empty.
    pub fn error(&self, id: &i64) -> &'static str {
        self.wrong.as_ref().filter(|(wrong, _)| wrong == id).map_or("", |(_, errors)| errors.of("decision"))
    }
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenReportView {
    /// Its number.
    pub id: i64,
    /// Who reports.
    pub by: Person,
    /// Why.
    pub reason: String,
    /// Mail address for questions; empty without.
    pub contact: String,
    /// When.
    pub at: Moment,
    /// Title of the post; empty when it is about a person, or the post cannot be read.
    pub title: String,
    /// Path of the post.
    pub url: String,
    /// It is about a post that we have and the viewer may not read.
    pub hidden: bool,
    /// Who wrote it, or whom it is about.
    pub person: Option<Person>,
    /// In which community.
    pub community: Option<Community>,
    /// Hosts here should have decided.
    pub overdue: bool,
    /// When and by whom it was closed, and what was said about it.
    pub closed: Option<ClosedView>,
}

/// `GET /verwaltung/meldungen`.
pub async fn show(visit: Visit) -> Response {
    visit
        .answer(async {
            administrator(&visit)?;
            respond(&visit, None).await
        })
        .await
}

/// What a report is about: the object as far as the viewer may read it, and the person.
struct About {
    report: Report,
    object: Option<object::Object>,
    hidden: bool,
    /// It comes from inside a protected community, and the viewer stands outside: who reports there stays there.
    inside: bool,
    person: Option<i64>,
}

fn about(conn: &mut Conn, viewer: Viewer, report: Report) -> Result<About> {
    let inside = match (report.group_id, viewer.actor_id()) {
        (Some(group), Some(me)) => actor::model::find(conn, group)?.is_protected() && member::role(conn, group, me)?.is_none(),
        _ => false,
    };
    let Some(id) = report.object_id else {
        let person = actor::model::by_ap_id(conn, &report.target)?.map(|actor| actor.id);
        return Ok(About { report, object: None, hidden: false, inside, person });
    };
    let known = object::model::find(conn, id).ok().filter(|object| object.deleted_at.is_none());
    let object = object::read::find(conn, viewer, id).ok().filter(|object| object.deleted_at.is_none());
    let hidden = known.is_some() && object.is_none();
    let person = match &known {
        Some(known) if is_nameless(known) => None,
        // Whoever administers without being a member stands outside.
        Some(known) if hidden && names_stay_inside(conn, known.group_id, Some(known.root_id))? => None,
        known => known.as_ref().map(|object| object.actor_id),
    };
    Ok(About { hidden, inside, object, person, report })
}

async fn respond(visit: &Visit, wrong: Option<(i64, Errors)>) -> Result<Response> {
    let (t, viewer) = (visit.t, visit.viewer());
    let reports = visit
        .app
        .read(move |conn, app| {
            let now = app.now();
            let mut found = moderation::open_for_admins(conn, now, SHOWN)?;
            found.extend(moderation::closed_for_admins(conn, now, SHOWN)?);
            let found = found.into_iter().map(|report| about(conn, viewer, report)).collect::<Result<Vec<_>>>()?;
            let of = |about: &About| {
                [Some(about.report.reporter_id), about.report.resolved_by, about.report.group_id, about.person].into_iter().flatten()
            };
            let mut ids: Vec<i64> = found.iter().flat_map(of).collect();
            ids.sort_unstable();
            ids.dedup();
            let actors = actor::model::find_all(conn, &ids)?;
            let presenter = Presenter::of_actors(conn, app, actors.iter())?;
            let view = |About { report, object, hidden, inside, person }: About| {
                let group = report.group_id.and_then(|id| presenter.actor(id));
                OpenReportView {
                    id: report.id,
                    by: match group.filter(|_| inside) {
                        Some(group) => presenter.nameless(t, group),
                        None => presenter.reporter(t, report.reporter_id),
                    },
                    at: moment(t, report.created_at, now),
                    title: object.as_ref().map(title).unwrap_or_default(),
                    url: object.as_ref().map_or_else(String::new, |object| format!("/b/{}#c-{}", object.root_id, object.id)),
                    hidden,
                    person: person.map(|id| presenter.person_of(id)),
                    overdue: group.is_some_and(|group| group.local) && now.since(report.created_at) > moderation::FOR_HOSTS,
                    community: group.map(|group| presenter.community(group)),
                    closed: report.resolved_at.map(|at| ClosedView {
                        at: moment(t, at, now),
                        by: presenter.person_of(report.resolved_by.unwrap_or_default()),
                        decision: report.decision.clone(),
                    }),
                    reason: report.reason,
                    contact: report.contact.unwrap_or_default(),
                }
            };
            Ok(found.into_iter().map(view).collect::<Vec<_>>())
        })
        .await?;
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &ReportsPage { t, frame, reports, wrong }))
}

/// `POST /verwaltung/meldungen/{id}`.
pub async fn close(Path(id): Path<String>, Guarded { visit, fields }: Guarded<DecisionForm>) -> Response {
    visit
        .answer(async {
            let (me, id) = (administrator(&visit)?, number(&id)?);
            match report::close(&visit.app, me, id, &fields.decision).await {
                Ok(_) => Ok(visit.done(HERE, Done::Saved)),
                Err(Error::Invalid(errors)) => respond(&visit, Some((id, errors.into()))).await,
                Err(error) => Err(error),
            }
        })
        .await
}
