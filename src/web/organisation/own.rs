//! One's own work address: the form, the link that was sent there, and what becomes of it.

use super::{kind_line, method_text};
use crate::access::work_address::{self, Asked};
use crate::actor::account::Account;
use crate::error::{Error, FieldError, Reason, Result};
use crate::vetting::{self, organisation};
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::{Done, Frame, Section};
use crate::web::page;
use crate::web::present::moment;
use crate::web::texts::Texts;
use crate::web::view::Errors;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// Where it is.
const HERE: &str = "/ich/dienststelle";

/// `GET /ich/dienststelle`, and the answers to its `POST` (fields `csrf`, `email`).
#[derive(Template)]
#[template(path = "web/organisation/own.html")]
pub struct OwnPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: OwnView,
}

/// Where somebody works, as far as that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnView {
    /// What vouches for her.
    pub vouched: Option<VouchedView>,
    /// Her login's address, when one click is enough; empty otherwise.
    pub own_address: String,
    /// The organisation that address belongs to.
    pub own_organisation: String,
    /// A link is on its way to this address; empty before.
    pub sent: String,
    /// The address as typed.
    pub email: String,
    /// Whether mails are sent here.
    pub mails: bool,
    /// Organisations she looks after: path and name.
    pub looks_after: Vec<(String, String)>,
    /// What is wrong with the address.
    pub errors: Errors,
}

/// What vouches for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VouchedView {
    /// The organisation's name.
    pub organisation: String,
    /// Level and official key.
    pub kind: String,
    /// The id of how that is known.
    pub how: &'static str,
    /// Until when, in words.
    pub until: String,
    /// Whether that is soon.
    pub soon: bool,
}

/// `GET /dienstadresse/{secret}`: asks, since programs that look at mails open links by themselves.
#[derive(Template)]
#[template(path = "web/organisation/link.html")]
pub struct LinkPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// Path of the page; empty when the link does not work.
    pub action: String,
    /// The work address.
    pub email: String,
    /// Its organisation.
    pub organisation: String,
    /// The id of why the link does not work; empty when it does.
    pub trouble: &'static str,
}

/// The address.
#[derive(Debug, Default, Deserialize)]
pub struct AddressForm {
    #[serde(default)]
    email: String,
}

fn account(visit: &Visit) -> Result<Account> {
    visit.account.clone().ok_or(Error::NotSignedIn(Reason::new("error-log-in-first")))
}

/// `GET /ich/dienststelle`.
pub async fn show(visit: Visit) -> Response {
    visit.answer(respond(&visit, OwnView::default())).await
}

async fn respond(visit: &Visit, view: OwnView) -> Result<Response> {
    let (account, t) = (account(visit)?, visit.t);
    let (vouched, own, looks_after) = visit
        .app
        .read(move |conn, app| {
            let vouched = vetting::current(conn, account.actor_id, app.now())?;
            Ok((vouched, work_address::of_own(conn, &account)?, organisation::delegated_to(conn, account.actor_id)?))
        })
        .await?;
    let now = visit.app.now();
    // One click is offered as long as it leads further: to another organisation, or to another year.
    let leads_on = |organisation: &vetting::Organisation| {
        vouched.as_ref().is_none_or(|vouched| vouched.organisation_id != Some(organisation.id) || vouched.ends_soon(now))
    };
    let (own_address, own_organisation) =
        own.filter(|(_, organisation)| leads_on(organisation)).map_or_else(Default::default, |(address, of)| (address, of.name));
    let view = OwnView {
        vouched: vouched.as_ref().map(|vouched| VouchedView {
            organisation: vouched.organisation.clone(),
            kind: kind_line(t, vouched.level, vouched.official_key.as_deref()),
            how: method_text(vouched.method),
            until: moment(t, vouched.valid_until, now).full,
            soon: vouched.ends_soon(now),
        }),
        own_address,
        own_organisation,
        mails: visit.app.settings().mail.is_on(),
        looks_after: looks_after.into_iter().map(|one| (format!("/organisation/{}", one.id), one.name)).collect(),
        ..view
    };
    let status = if view.errors.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &OwnPage { t, frame, view }))
}

/// `POST /ich/dienststelle`: sends a link to a work address.
pub async fn ask(Guarded { visit, fields }: Guarded<AddressForm>) -> Response {
    visit
        .answer(async {
            let again = |errors: Vec<FieldError>, email: String| OwnView { email, errors: errors.into(), ..OwnView::default() };
            match work_address::ask(&visit.app, &account(&visit)?, &fields.email).await {
                Ok(Asked::Sent(sent)) => respond(&visit, OwnView { sent, ..OwnView::default() }).await,
                Ok(Asked::Vouched) => Ok(visit.done(HERE, Done::Vouched)),
                Err(Error::Invalid(errors)) => respond(&visit, again(errors, fields.email)).await,
                Err(Error::Conflict(reason)) => {
                    respond(&visit, again(vec![FieldError { field: "email", text: reason.text }], fields.email)).await
                }
                Err(error) => Err(error),
            }
        })
        .await
}

/// `POST /ich/dienststelle/eigene`: by the address of the login.
pub async fn claim(Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            match work_address::claim_own(&visit.app, &account(&visit)?).await {
                Ok(()) => Ok(visit.done(HERE, Done::Vouched)),
                Err(Error::Conflict(reason)) => {
                    let errors = vec![FieldError { field: "email", text: reason.text }].into();
                    respond(&visit, OwnView { errors, ..OwnView::default() }).await
                }
                Err(error) => Err(error),
            }
        })
        .await
}

/// `GET /dienstadresse/{secret}`.
pub async fn link(visit: Visit, Path(secret): Path<String>) -> Response {
    visit
        .answer(async {
            match work_address::look(&visit.app, &account(&visit)?, &secret, &visit.network).await {
                Ok((email, organisation)) => {
                    link_page(&visit, StatusCode::OK, format!("/dienstadresse/{secret}"), email, organisation.name, "").await
                }
                Err(error) => closed(&visit, error).await,
            }
        })
        .await
}

async fn link_page(
    visit: &Visit,
    status: StatusCode,
    action: String,
    email: String,
    organisation: String,
    trouble: &'static str,
) -> Result<Response> {
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &LinkPage { t: visit.t, frame, action, email, organisation, trouble }))
}

async fn closed(visit: &Visit, error: Error) -> Result<Response> {
    match error {
        Error::Conflict(reason) => link_page(visit, StatusCode::GONE, String::new(), String::new(), String::new(), reason.text).await,
        other => Err(other),
    }
}

/// `POST /dienstadresse/{secret}`: the address is confirmed.
pub async fn confirm(Path(secret): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            match work_address::redeem(&visit.app, &account(&visit)?, &secret, &visit.network).await {
                Ok(()) => Ok(visit.done(HERE, Done::Vouched)),
                Err(error) => closed(&visit, error).await,
            }
        })
        .await
}
