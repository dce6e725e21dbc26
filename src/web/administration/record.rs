//! `GET /verwaltung/protokoll`: who decided what.

use super::administrator;
use crate::actor;
use crate::administration::log::{self, Decision, Deed};
use crate::error::Result;
use crate::vetting::Method;
use crate::web::form::Asked;
use crate::web::layout::{Frame, Section};
use crate::web::moment::Moment;
use crate::web::organisation::method_text;
use crate::web::page;
use crate::web::present::{Presenter, moment};
use crate::web::texts::Texts;
use crate::web::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// How many decisions a page shows.
const SHOWN: i64 = 50;

/// `GET /verwaltung/protokoll`.
#[derive(Template)]
#[template(path = "web/administration/record.html")]
pub struct RecordPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// Decisions, newest first.
    pub rows: Vec<RecordRow>,
    /// Path of the older ones; empty when there are none.
    pub older: String,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Who; empty for the command line.
    pub by: String,
    /// What.
    pub sentence: String,
    /// Why; may be empty.
    pub reason: String,
    /// When.
    pub at: Moment,
}

/// Before which number.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Before {
    #[serde(default)]
    vor: String,
}

/// What was done, the id of a sentence about something.
const fn text(deed: Deed) -> &'static str {
    match deed {
        Deed::Suspended => "record-suspended",
        Deed::Lifted => "record-lifted",
        Deed::ResetSent => "record-reset-sent",
        Deed::FactorRemoved => "record-factor-removed",
        Deed::MadeAdmin => "record-made-admin",
        Deed::UnmadeAdmin => "record-unmade-admin",
        Deed::EmailChanged => "record-email-changed",
        Deed::Invited => "record-invited",
        Deed::InvitationRevoked => "record-invitation-revoked",
        Deed::Blocked => "record-blocked",
        Deed::Allowed => "record-allowed",
        Deed::RuleRemoved => "record-rule-removed",
        Deed::DialectSet => "record-dialect-set",
        Deed::PeerRetried => "record-peer-retried",
        Deed::ActivityRetried => "record-activity-retried",
        Deed::ActivityDiscarded => "record-activity-discarded",
        Deed::JobRetried => "record-job-retried",
        Deed::JobDiscarded => "record-job-discarded",
        Deed::ReportClosed => "record-report-closed",
        Deed::SettingChanged => "record-setting-changed",
        Deed::AccountMade => "record-account-made",
        Deed::PasswordSet => "record-password-set",
        Deed::KeysRotated => "record-keys-rotated",
        Deed::BarrierResolved => "record-barrier-resolved",
        Deed::OrganisationAdded => "record-organisation-added",
        Deed::OrganisationChanged => "record-organisation-changed",
        Deed::DelegateAppointed => "record-delegate-appointed",
        Deed::DelegateDismissed => "record-delegate-dismissed",
        Deed::Vouched => "record-vouched",
        Deed::VouchingWithdrawn => "record-vouching-withdrawn",
        Deed::AllVouchingsWithdrawn => "record-all-vouchings-withdrawn",
        Deed::WithdrawalUndone => "record-withdrawal-undone",
        Deed::CutOff => "record-cut-off",
        Deed::PurgeAsked => "record-purge-asked",
        Deed::SetAside => "record-set-aside",
    }
}

/// `GET /verwaltung/protokoll`.
pub async fn show(visit: Visit, Asked(before): Asked<Before>) -> Response {
    visit.answer(respond(&visit, before.vor.parse().unwrap_or(i64::MAX))).await
}

async fn respond(visit: &Visit, before: i64) -> Result<Response> {
    administrator(visit)?;
    let t = visit.t;
    let (rows, older) = visit
        .app
        .read(move |conn, app| {
            let found = log::list(conn, before, SHOWN + 1)?;
            let people: Vec<i64> = found.iter().filter_map(|decision| decision.actor_id).collect();
            let people = actor::model::find_all(conn, &people)?;
            let presenter = Presenter::of_actors(conn, app, people.iter())?;
            let row = |decision: &Decision| RecordRow {
                by: decision.actor_id.map_or_else(String::new, |id| presenter.person_of(id).name),
                sentence: match decision.about.as_str() {
                    "" if decision.deed == Deed::Invited => t.t("record-invited-by-link").into_owned(),
                    "" => t.with(text(decision.deed), "about", t.t("person-departed")).into_owned(),
                    about => t.with(text(decision.deed), "about", about).into_owned(),
                },
                reason: match decision.deed {
                    // How it is known: a word for programs.
                    Deed::VouchingWithdrawn if decision.reason == Method::Oidc.as_str() => t.t("record-by-sign-on").into_owned(),
                    Deed::Vouched => Method::parse(&decision.reason).map_or_else(String::new, |how| t.t(method_text(how)).into_owned()),
                    _ => decision.reason.clone(),
                },
                at: moment(t, decision.created_at, app.now()),
            };
            let shown = usize::try_from(SHOWN).unwrap_or_default();
            let older = found.get(shown).and_then(|_| found.get(shown - 1)).map(|last| format!("/verwaltung/protokoll?vor={}", last.id));
            Ok((found.iter().take(shown).map(row).collect(), older.unwrap_or_default()))
        })
        .await?;
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(StatusCode::OK, &RecordPage { t, frame, rows, older }))
}
