//! An organisation's staff: who vouches for whom until when, vouching by hand, withdrawing, and taking that back.

use super::{kind_line, method_text};
use crate::actor::Actor;
use crate::actor::account::Account;
use crate::administration::organisation as looked_after;
use crate::app::end_of_day;
use crate::error::{Error, Reason, Result};
use crate::store::Timestamp;
use crate::vetting::{self, Staff, Withdrawal, organisation};
use crate::web::administration::{ListQuery, PagerView};
use crate::web::form::{Asked, Guarded, Nothing};
use crate::web::layout::{Done, Frame, Section};
use crate::web::moment::Moment;
use crate::web::page;
use crate::web::post::number;
use crate::web::present::{Presenter, moment};
use crate::web::texts::Texts;
use crate::web::view::{Errors, Person};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;

/// How many names of a withdrawal are shown.
const NAMES: usize = 5;

/// `GET /organisation/{id}`, and the answers to rejected forms of it.
#[derive(Template)]
#[template(path = "web/organisation/staff.html")]
pub struct StaffPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: StaffView,
}

/// An organisation and its staff.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StaffView {
    /// Path of the page.
    pub url: String,
    /// Path of the form with name and domains; empty for who may not change these.
    pub edit_url: String,
    /// Its name.
    pub name: String,
    /// Level and official key.
    pub kind: String,
    /// Domains of mail addresses, in one line; may be empty.
    pub domains: String,
    /// How many people it vouches for.
    pub count: usize,
    /// Those of this page, by name.
    pub staff: Vec<StaffRow>,
    /// Other pages.
    pub pager: PagerView,
    /// What can be taken back, the last first.
    pub withdrawals: Vec<WithdrawalView>,
    /// As typed: whom to vouch for.
    pub handle: String,
    /// As typed: why to withdraw.
    pub reason: String,
    /// The number of the vouching whose withdrawal lacks a reason; 0 for that of all.
    pub wrong: i64,
    /// As typed: whom to take in as a guest.
    pub guest: String,
    /// As typed: until when, as `2026-12-24`.
    pub until: String,
    /// Fields `handle`, `guest`, `until` and `reason`.
    pub errors: Errors,
}

/// A member of the staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRow {
    /// The number of the vouching.
    pub id: i64,
    /// Who.
    pub person: Person,
    /// The id of how that is known.
    pub how: &'static str,
    /// Who vouched by hand; empty otherwise.
    pub by: String,
    /// Until when.
    pub until: Moment,
}

/// A withdrawal that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawalView {
    /// Its number.
    pub id: i64,
    /// Some names.
    pub names: String,
    /// How many people besides.
    pub more: usize,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
}

/// Whom to vouch for.
#[derive(Debug, Default, Deserialize)]
pub struct HandleForm {
    #[serde(default)]
    handle: String,
}

/// Whom to take in as a guest, and until when.
#[derive(Debug, Default, Deserialize)]
pub struct GuestForm {
    #[serde(default)]
    guest: String,
    /// The last day, as `2026-12-24`.
    #[serde(default)]
    until: String,
}

/// Why to withdraw.
#[derive(Debug, Default, Deserialize)]
pub struct ReasonForm {
    #[serde(default)]
    reason: String,
}

fn account(visit: &Visit) -> Result<Account> {
    visit.account.clone().ok_or(Error::NotSignedIn(Reason::new("error-log-in-first")))
}

fn path(id: i64) -> String {
    format!("/organisation/{id}")
}

/// `GET /organisation/{id}`.
pub async fn show(visit: Visit, Path(id): Path<String>, Asked(query): Asked<ListQuery>) -> Response {
    visit.answer(async { respond(&visit, number(&id), &query, StaffView::default()).await }).await
}

async fn respond(visit: &Visit, id: Result<i64>, query: &ListQuery, view: StaffView) -> Result<Response> {
    let account = account(visit)?;
    let (id, t, slice, admin) = (id?, visit.t, query.slice(), account.admin);
    let url = path(id);
    let read = visit.app.read(move |conn, app| {
        let (organisation, now) = (vetting::managed(conn, &account, id)?, app.now());
        let domains = organisation::domains(conn, id)?.join(", ");
        let (staff, withdrawals) = (vetting::staff_of(conn, id, now)?, vetting::withdrawals(conn, id, now)?);
        let (count, size) = (staff.len(), usize::try_from(slice.size).unwrap_or_default());
        let skip = usize::try_from(slice.page).unwrap_or_default().saturating_mul(size);
        let shown: Vec<Staff> = staff.into_iter().skip(skip).take(size).collect();
        let by: Vec<i64> = shown.iter().filter_map(|staff| staff.vouching.vouched_by).collect();
        let by = crate::actor::model::find_all(conn, &by)?;
        let presenter = Presenter::of_actors(conn, app, shown.iter().map(|staff| &staff.person).chain(&by))?;
        let row = |staff: &Staff| StaffRow {
            id: staff.vouching.id,
            person: presenter.person(&staff.person),
            how: method_text(staff.vouching.method),
            by: staff.vouching.vouched_by.map_or_else(String::new, |by| presenter.person_of(by).name),
            until: moment(t, staff.vouching.valid_until, now),
        };
        Ok(StaffView {
            edit_url: if admin { format!("/verwaltung/organisationen/{id}") } else { String::new() },
            kind: kind_line(t, organisation.level, organisation.official_key.as_deref()),
            name: organisation.name,
            domains,
            count,
            staff: shown.iter().map(row).collect(),
            withdrawals: withdrawals.iter().map(|one| withdrawal(t, one, now)).collect(),
            ..view
        })
    });
    let view = read.await?;
    let more =
        usize::try_from(slice.page + 1).unwrap_or_default().saturating_mul(usize::try_from(slice.size).unwrap_or_default()) < view.count;
    let view = StaffView { pager: query.pager(&url, more), url, ..view };
    let status = if view.errors.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &StaffPage { t, frame, view }))
}

fn withdrawal(t: Texts, one: &Withdrawal, now: Timestamp) -> WithdrawalView {
    let names: Vec<&str> = one.people.iter().take(NAMES).map(Actor::display_name).collect();
    WithdrawalView {
        id: one.id,
        names: names.join(", "),
        more: one.people.len().saturating_sub(NAMES),
        reason: one.reason.clone(),
        at: moment(t, one.at, now),
    }
}

/// `POST /organisation/{id}/buergen`.
pub async fn vouch(Path(id): Path<String>, Guarded { visit, fields }: Guarded<HandleForm>) -> Response {
    visit
        .answer(async {
            let (account, id) = (account(&visit)?, number(&id)?);
            match looked_after::vouch(&visit.app, &account, id, &fields.handle).await {
                Ok(()) => Ok(visit.done(&path(id), Done::VouchedFor)),
                Err(Error::Invalid(errors)) => {
                    let view = StaffView { handle: fields.handle, errors: errors.into(), ..StaffView::default() };
                    respond(&visit, Ok(id), &ListQuery::default(), view).await
                }
                Err(error) => Err(error),
            }
        })
        .await
}

/// `POST /organisation/{id}/gaeste`.
pub async fn receive(Path(id): Path<String>, Guarded { visit, fields }: Guarded<GuestForm>) -> Response {
    visit
        .answer(async {
            let (account, id) = (account(&visit)?, number(&id)?);
            let received = match last_day(&fields.until) {
                Some(until) => looked_after::receive(&visit.app, &account, id, &fields.guest, until).await,
                None => Err(Error::invalid("until", "error-guest-until")),
            };
            match received {
                Ok(()) => Ok(visit.done(&path(id), Done::GuestReceived)),
                Err(Error::Invalid(errors)) => {
                    let view = StaffView { guest: fields.guest, until: fields.until, errors: errors.into(), ..StaffView::default() };
                    respond(&visit, Ok(id), &ListQuery::default(), view).await
                }
                Err(error) => Err(error),
            }
        })
        .await
}

/// The last second of the day that was chosen, in Central Europe.
fn last_day(day: &str) -> Option<Timestamp> {
    let day = NaiveDate::parse_from_str(day.trim(), "%Y-%m-%d").ok()?;
    Some(Timestamp::from_seconds(end_of_day(day)?.timestamp() - 1))
}

/// `POST /organisation/{id}/geprueft/{vouching}/zurueckziehen`.
pub async fn withdraw(Path((id, vouching)): Path<(String, String)>, Guarded { visit, fields }: Guarded<ReasonForm>) -> Response {
    visit
        .answer(async {
            let (account, id, vouching) = (account(&visit)?, number(&id)?, number(&vouching)?);
            let done = looked_after::withdraw(&visit.app, &account, id, vouching, &fields.reason).await;
            withdrawn(&visit, id, vouching, fields.reason, done.map(drop)).await
        })
        .await
}

/// `POST /organisation/{id}/alle-zurueckziehen`.
pub async fn withdraw_all(Path(id): Path<String>, Guarded { visit, fields }: Guarded<ReasonForm>) -> Response {
    visit
        .answer(async {
            let (account, id) = (account(&visit)?, number(&id)?);
            let done = looked_after::withdraw_all(&visit.app, &account, id, &fields.reason).await;
            withdrawn(&visit, id, 0, fields.reason, done.map(drop)).await
        })
        .await
}

async fn withdrawn(visit: &Visit, id: i64, wrong: i64, reason: String, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => Ok(visit.done(&path(id), Done::Withdrawn)),
        Err(Error::Invalid(errors)) => {
            let view = StaffView { reason, wrong, errors: errors.into(), ..StaffView::default() };
            respond(visit, Ok(id), &ListQuery::default(), view).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /organisation/{id}/zurueckgezogen/{withdrawal}/wiederherstellen`.
pub async fn restore(Path((id, withdrawal)): Path<(String, String)>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let (account, id) = (account(&visit)?, number(&id)?);
            let restored = looked_after::restore(&visit.app, &account, id, number(&withdrawal)?).await?;
            Ok(visit.done(&path(id), if restored.is_empty() { Done::NobodyRestored } else { Done::VouchingRestored }))
        })
        .await
}
