//! The handlers of the viewer's passkeys.

use super::{Answered, ConfirmPage, ConfirmView, CreatePage, PasskeyView, PasskeysPage, question};
use crate::access::passkey::{self, LONGEST_NAME, MOST};
use crate::actor::account::Account;
use crate::error::{Error, FieldError, Reason, Result};
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::{Done, Section};
use crate::web::page;
use crate::web::present::moment;
use crate::web::security::browser_words;
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, USER_AGENT};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde::Deserialize;

/// The list.
const HERE: &str = "/ich/sicherheit/passkeys";

/// The password once more, or a passkey.
#[derive(Debug, Deserialize)]
pub struct ConfirmForm {
    #[serde(default)]
    current: String,
    #[serde(flatten)]
    answered: Answered,
}

/// A new passkey.
#[derive(Debug, Deserialize)]
pub struct AddForm {
    #[serde(default)]
    name: String,
    #[serde(flatten)]
    answered: Answered,
}

fn own(visit: &Visit) -> Result<Account> {
    visit.account.clone().ok_or(Error::NotSignedIn(Reason::new("error-log-in-first")))
}

/// `GET /ich/sicherheit/passkeys`.
pub async fn list(visit: Visit) -> Response {
    visit.answer(show_list(&visit)).await
}

async fn show_list(visit: &Visit) -> Result<Response> {
    let (id, t, now) = (own(visit)?.id, visit.t, visit.app.now());
    let passkeys = visit.app.read(move |conn, _| passkey::of_account(conn, id)).await?;
    let full = passkeys.len() >= MOST;
    let passkeys = passkeys
        .into_iter()
        .map(|passkey| PasskeyView {
            id: passkey.id,
            name: passkey.name,
            since: moment(t, passkey.created_at, now),
            used: passkey.used_at.map(|at| moment(t, at, now)),
            suspected: passkey.suspected_at.map(|at| moment(t, at, now)),
        })
        .collect();
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(StatusCode::OK, &PasskeysPage { t, frame, passkeys, full }))
}

/// `POST /ich/sicherheit/passkeys/frage`: for one of the viewer's own passkeys.
pub async fn ask(Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    let asked = async {
        let account = own(&visit)?;
        question(&passkey::ask_to_confirm(&visit.app, &account, &visit.csrf).await?)
    };
    visit.answer(asked).await
}

/// Whether there is a passkey to show.
pub(in crate::web) async fn has_passkeys(visit: &Visit, account: &Account) -> Result<bool> {
    let id = account.id;
    Ok(visit.app.read(move |conn, _| passkey::count(conn, id)).await? > 0)
}

/// The page on which somebody shows once more who she is.
pub(in crate::web) async fn confirm(visit: &Visit, account: &Account, errors: Vec<FieldError>, view: ConfirmView) -> Result<Response> {
    let has_passkeys = has_passkeys(visit, account).await?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = ConfirmView { has_password: account.has_password(), has_passkeys, errors: errors.into(), ..view };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &ConfirmPage { t: visit.t, frame, view }))
}

/// `GET /ich/sicherheit/passkeys/neu`.
pub async fn new_form(visit: Visit) -> Response {
    visit.answer(async { show_new(&visit, &own(&visit)?, Vec::new()).await }).await
}

async fn show_new(visit: &Visit, account: &Account, errors: Vec<FieldError>) -> Result<Response> {
    let t = visit.t;
    // A first passkey of who has no password: there is nothing to show.
    let lead = if account.has_password() || has_passkeys(visit, account).await? { "passkey-new-lead" } else { "passkey-first-lead" };
    let view = ConfirmView {
        url: format!("{HERE}/neu"),
        title: t.t("passkeys-add").into_owned(),
        lead: t.t(lead).into_owned(),
        label: t.t("passkey-next").into_owned(),
        ..ConfirmView::default()
    };
    confirm(visit, account, errors, view).await
}

/// `POST /ich/sicherheit/passkeys/neu`.
pub async fn begin(Guarded { visit, fields }: Guarded<ConfirmForm>) -> Response {
    let begun = async {
        let account = own(&visit)?;
        let options = match passkey::begin(&visit.app, &account, fields.answered.proof(&visit, &fields.current)).await {
            Ok(options) => serde_json::to_string(&options).map_err(Error::internal)?,
            Err(Error::Invalid(errors)) => return show_new(&visit, &account, errors).await,
            Err(error) => return Err(error),
        };
        let frame = visit.frame(Section::Elsewhere).await?;
        let page = CreatePage { t: visit.t, frame, begins_with: program(&visit), longest: LONGEST_NAME, options };
        let mut response = page::respond(StatusCode::OK, &page);
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Ok(response)
    };
    visit.answer(begun).await
}

/// "Firefox auf Windows".
fn program(visit: &Visit) -> String {
    let header = visit.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    browser_words(visit.t, header)
}

/// `POST /ich/sicherheit/passkeys`.
pub async fn add(Guarded { visit, fields }: Guarded<AddForm>) -> Response {
    let added = async {
        let account = own(&visit)?;
        let typed = fields.name.trim();
        let name = if typed.is_empty() { program(&visit) } else { typed.to_owned() };
        let (given, transports) = (fields.answered.registration(), &fields.answered.transports);
        match passkey::add(&visit.app, &account, given, transports, &name, &visit.csrf).await {
            Ok(()) => Ok(visit.done(HERE, Done::PasskeyAdded)),
            Err(Error::Invalid(errors)) => show_new(&visit, &account, errors).await,
            Err(error) => Err(error),
        }
    };
    visit.answer(added).await
}

fn number(text: &str) -> Result<i64> {
    text.parse().map_err(|_| Error::NotFound)
}

/// `GET /ich/sicherheit/passkeys/{id}/entfernen`.
pub async fn remove_form(visit: Visit, Path(id): Path<String>) -> Response {
    visit.answer(async { show_remove(&visit, &own(&visit)?, number(&id)?, Vec::new()).await }).await
}

async fn show_remove(visit: &Visit, account: &Account, id: i64, errors: Vec<FieldError>) -> Result<Response> {
    let (t, account_id) = (visit.t, account.id);
    let found = visit.app.read(move |conn, _| passkey::removable(conn, account_id, id)).await?;
    let view = ConfirmView {
        url: format!("{HERE}/{id}/entfernen"),
        title: t.with("passkey-remove-title", "name", found.name).into_owned(),
        lead: t.t("passkey-remove-lead").into_owned(),
        label: t.t("passkey-remove").into_owned(),
        danger: true,
        ..ConfirmView::default()
    };
    confirm(visit, account, errors, view).await
}

/// `POST /ich/sicherheit/passkeys/{id}/entfernen`.
pub async fn remove(Path(id): Path<String>, Guarded { visit, fields }: Guarded<ConfirmForm>) -> Response {
    let removed = async {
        let (account, id) = (own(&visit)?, number(&id)?);
        match passkey::remove(&visit.app, &account, id, fields.answered.proof(&visit, &fields.current)).await {
            Ok(()) => Ok(visit.done(HERE, Done::PasskeyRemoved)),
            Err(Error::Invalid(errors)) => show_remove(&visit, &account, id, errors).await,
            Err(error) => Err(error),
        }
    };
    visit.answer(removed).await
}
