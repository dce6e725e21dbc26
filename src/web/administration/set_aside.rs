//! `/verwaltung/angehalten` and `/verwaltung/auftraege`: what failed again and again, and what waits.

use super::administrator;
use super::list::{ListQuery, PagerView};
use crate::access::{MAIL, invitation_link};
use crate::activity::{coming_in, inbox, lease, look_again, media, probe, purge};
use crate::administration::Slice;
use crate::administration::recount;
use crate::administration::set_aside;
use crate::error::Result;
use crate::job::Job;
use crate::notification::by_mail;
use crate::personal::{self, export};
use crate::search::rebuild;
use crate::sign_on;
use crate::vetting;
use crate::web::form::{Asked, Guarded, Nothing};
use crate::web::layout::{Done, Frame, Section};
use crate::web::moment::Moment;
use crate::web::page;
use crate::web::post::number;
use crate::web::present::moment;
use crate::web::texts::Texts;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

const QUARANTINE: &str = "/verwaltung/angehalten";
const JOBS: &str = "/verwaltung/auftraege";

/// `GET /verwaltung/angehalten`.
#[derive(Template)]
#[template(path = "web/administration/quarantine.html")]
pub struct QuarantinePage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// Activities that were set aside, newest first.
    pub activities: Vec<QuarantineRow>,
    /// Other pages.
    pub pager: PagerView,
}

/// An activity that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarantineRow {
    /// Its number.
    pub id: i64,
    /// Its type.
    pub verb: String,
    /// Its ActivityPub id.
    pub ap_id: String,
    /// Who did it.
    pub actor: String,
    /// Why it failed.
    pub reason: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it came.
    pub at: Moment,
}

/// `GET /verwaltung/auftraege`.
#[derive(Template)]
#[template(path = "web/administration/jobs.html")]
pub struct JobsPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// Those that failed, newest first.
    pub failed: Vec<JobRow>,
    /// Those that wait, the next one first.
    pub waiting: Vec<JobRow>,
    /// Other pages of both.
    pub pager: PagerView,
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRow {
    /// Its number.
    pub id: i64,
    /// What kind of work, in words.
    pub kind: String,
    /// What about; may be empty.
    pub about: String,
    /// What went wrong last; may be empty.
    pub error: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it failed, or when it is its turn.
    pub at: Moment,
}

/// What an admin says about giving something up.
#[derive(Debug, Default, Deserialize)]
pub struct DiscardForm {
    #[serde(default)]
    reason: String,
}

/// `GET /verwaltung/angehalten`.
pub async fn quarantine(visit: Visit, Asked(query): Asked<ListQuery>) -> Response {
    visit
        .answer(async {
            administrator(&visit)?;
            let (t, slice) = (visit.t, query.slice());
            let (activities, more) = visit
                .app
                .read(move |conn, app| {
                    let (found, more) = set_aside::activities(conn, slice)?;
                    let row = |found: set_aside::Quarantined| QuarantineRow {
                        id: found.id,
                        verb: found.verb,
                        ap_id: found.ap_id,
                        actor: found.actor,
                        reason: found.reason.unwrap_or_default(),
                        attempts: i64::from(found.attempts),
                        at: moment(t, found.received_at, app.now()),
                    };
                    Ok((found.into_iter().map(row).collect(), more))
                })
                .await?;
            let frame = visit.frame(Section::Elsewhere).await?;
            Ok(page::respond(StatusCode::OK, &QuarantinePage { t, frame, activities, pager: query.pager(QUARANTINE, more) }))
        })
        .await
}

/// `POST /verwaltung/angehalten/{id}/erneut`.
pub async fn retry_activity(Path(id): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let (me, id) = (administrator(&visit)?, number(&id)?);
            set_aside::retry_activity(&visit.app, Some(me), id).await?;
            Ok(visit.done(QUARANTINE, Done::TryingAgain))
        })
        .await
}

/// `POST /verwaltung/angehalten/{id}/verwerfen`.
pub async fn discard_activity(Path(id): Path<String>, Guarded { visit, fields }: Guarded<DiscardForm>) -> Response {
    visit
        .answer(async {
            let (me, id) = (administrator(&visit)?, number(&id)?);
            set_aside::discard_activity(&visit.app, Some(me), id, &fields.reason).await?;
            Ok(visit.done(QUARANTINE, Done::Discarded))
        })
        .await
}

/// What kind of work, in words; the name of a kind this page does not know.
pub(in crate::web) fn kind(t: Texts, kind: &str) -> String {
    let text = match kind {
        inbox::RESUME => "job-resume",
        probe::PROBE => "job-probe",
        probe::HISTORY => "job-history",
        probe::REFRESH => "job-refresh",
        look_again::LOOK_AGAIN => "job-look-again",
        media::EXPIRE | media::SWEEP | media::FORGET => "job-media",
        by_mail::ROUND => "job-digest-round",
        invitation_link::EXPIRE => "job-invitation-links",
        vetting::ENDING => "job-vouching-ending",
        vetting::STANDING | vetting::LAPSE => "job-staff-standing",
        lease::RENEW => "job-lease-renew",
        coming_in::COME_IN => "job-invitation-follow",
        purge::RECEIPT => "job-purge-receipt",
        sign_on::CHECK => "job-identity-check",
        rebuild::INDEX => "job-index",
        recount::RECOUNT => "job-recount",
        personal::LEAVE => "job-leave",
        export::EXPORT => "job-export",
        export::REMOVE => "job-export-remove",
        MAIL => "job-mail",
        other => return other.to_owned(),
    };
    t.t(text).into_owned()
}

/// `GET /verwaltung/auftraege`.
pub async fn jobs(visit: Visit, Asked(query): Asked<ListQuery>) -> Response {
    visit.answer(show_jobs(&visit, query)).await
}

async fn show_jobs(visit: &Visit, query: ListQuery) -> Result<Response> {
    administrator(visit)?;
    let (t, slice): (Texts, Slice) = (visit.t, query.slice());
    let ((failed, more_failed), (waiting, more_waiting)) = visit
        .app
        .read(move |conn, app| {
            let row = |job: Job| JobRow {
                id: job.id,
                kind: kind(t, &job.kind),
                about: set_aside::subject(&job).to_owned(),
                attempts: i64::from(job.attempts),
                at: moment(t, job.failed_at.unwrap_or(job.run_at), app.now()),
                error: job.last_error,
            };
            let rows = |(jobs, more): (Vec<Job>, bool)| (jobs.into_iter().map(row).collect::<Vec<_>>(), more);
            Ok((rows(set_aside::jobs(conn, true, slice)?), rows(set_aside::jobs(conn, false, slice)?)))
        })
        .await?;
    let frame = visit.frame(Section::Elsewhere).await?;
    let pager = query.pager(JOBS, more_failed || more_waiting);
    Ok(page::respond(StatusCode::OK, &JobsPage { t, frame, failed, waiting, pager }))
}

/// `POST /verwaltung/auftraege/{id}/erneut`.
pub async fn retry_job(Path(id): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let (me, id) = (administrator(&visit)?, number(&id)?);
            set_aside::retry_job(&visit.app, Some(me), id).await?;
            Ok(visit.done(JOBS, Done::TryingAgain))
        })
        .await
}

/// `POST /verwaltung/auftraege/{id}/verwerfen`.
pub async fn discard_job(Path(id): Path<String>, Guarded { visit, fields }: Guarded<DiscardForm>) -> Response {
    visit
        .answer(async {
            let (me, id) = (administrator(&visit)?, number(&id)?);
            set_aside::discard_job(&visit.app, Some(me), id, &fields.reason).await?;
            Ok(visit.done(JOBS, Done::Discarded))
        })
        .await
}
