//! The identities of a login: connecting one, and taking it away.

use super::IdentityView;
use super::handlers::{closed, leave};
use crate::actor::account::Account;
use crate::error::{Error, FieldError, Reason, Result};
use crate::sign_on::{self, Linked};
use crate::store::Timestamp;
use crate::web::form::Guarded;
use crate::web::layout::Done;
use crate::web::passkey::{Answered, ConfirmView, confirm};
use crate::web::present::moment;
use crate::web::texts::Texts;
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;

/// The password once more, or a passkey.
#[derive(Debug, Deserialize)]
pub struct ConfirmForm {
    #[serde(default)]
    current: String,
    #[serde(flatten)]
    answered: Answered,
}

/// A provider, as its owner sees it on the page about her login.
pub(in crate::web) fn identity_view(t: Texts, one: Linked, now: Timestamp) -> IdentityView {
    let step = if one.since.is_some() { "trennen" } else { "verbinden" };
    IdentityView {
        name: one.name,
        url: format!("/ich/sicherheit/anmeldung/{}/{step}", one.provider),
        since: one.since.map(|(since, used)| (moment(t, since, now), moment(t, used, now))),
    }
}

fn own(visit: &Visit) -> Result<Account> {
    visit.account.clone().ok_or(Error::NotSignedIn(Reason::new("error-log-in-first")))
}

/// `GET /ich/sicherheit/anmeldung/{provider}/verbinden`.
pub async fn link_form(visit: Visit, Path(id): Path<String>) -> Response {
    visit.answer(async { show_link(&visit, &own(&visit)?, &id, Vec::new()).await }).await
}

async fn show_link(visit: &Visit, account: &Account, id: &str, errors: Vec<FieldError>) -> Result<Response> {
    let (t, provider) = (visit.t, sign_on::provider(&visit.app, id)?);
    let view = ConfirmView {
        url: format!("/ich/sicherheit/anmeldung/{id}/verbinden"),
        title: t.with("sign-on-link-title", "provider", &provider.settings.name).into_owned(),
        lead: t.with("sign-on-link-lead", "provider", &provider.settings.name).into_owned(),
        label: t.t("passkey-next").into_owned(),
        of_login: true,
        ..ConfirmView::default()
    };
    confirm(visit, account, errors, view).await
}

/// `POST /ich/sicherheit/anmeldung/{provider}/verbinden`.
pub async fn link(Path(id): Path<String>, Guarded { visit, fields }: Guarded<ConfirmForm>) -> Response {
    let begun = async {
        let account = own(&visit)?;
        let provider = sign_on::provider(&visit.app, &id)?;
        let proof = fields.answered.proof(&visit, &fields.current);
        match sign_on::begin_link(&visit.app, &account, &id, proof, &visit.network).await {
            Ok(url) => leave(&visit, &provider, url).await,
            Err(Error::Invalid(errors)) => show_link(&visit, &account, &id, errors).await,
            Err(error) => closed(&visit, &provider, error).await,
        }
    };
    visit.answer(begun).await
}

/// `GET /ich/sicherheit/anmeldung/{provider}/trennen`.
pub async fn unlink_form(visit: Visit, Path(id): Path<String>) -> Response {
    visit.answer(async { show_unlink(&visit, &own(&visit)?, &id, Vec::new()).await }).await
}

async fn show_unlink(visit: &Visit, account: &Account, id: &str, errors: Vec<FieldError>) -> Result<Response> {
    let (t, provider, account_id, looked) = (visit.t, sign_on::provider(&visit.app, id)?, account.id, id.to_owned());
    if let Err(error) = visit.app.read(move |conn, app| sign_on::removable(conn, app, account_id, &looked).map(drop)).await {
        return closed(visit, &provider, error).await;
    }
    let view = ConfirmView {
        url: format!("/ich/sicherheit/anmeldung/{id}/trennen"),
        title: t.with("sign-on-unlink-title", "provider", &provider.settings.name).into_owned(),
        lead: t.t("sign-on-unlink-lead").into_owned(),
        label: t.t("sign-on-unlink").into_owned(),
        danger: true,
        of_login: true,
        ..ConfirmView::default()
    };
    confirm(visit, account, errors, view).await
}

/// `POST /ich/sicherheit/anmeldung/{provider}/trennen`.
pub async fn unlink(Path(id): Path<String>, Guarded { visit, fields }: Guarded<ConfirmForm>) -> Response {
    let removed = async {
        let account = own(&visit)?;
        let provider = sign_on::provider(&visit.app, &id)?;
        let proof = fields.answered.proof(&visit, &fields.current);
        let session = visit.session_digest().unwrap_or_default();
        match sign_on::unlink(&visit.app, &account, &id, proof, &session).await {
            Ok(()) => Ok(visit.done("/ich/sicherheit", Done::SignOnUnlinked)),
            Err(Error::Invalid(errors)) => show_unlink(&visit, &account, &id, errors).await,
            Err(error) => closed(&visit, &provider, error).await,
        }
    };
    visit.answer(removed).await
}
