//! Another mail address: the form, the link that was sent there, and what becomes of it.

use super::handlers::own;
use crate::access::email;
use crate::access::passkey;
use crate::error::{Error, FieldError, Result};
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::{Done, Frame, Section};
use crate::web::page;
use crate::web::passkey::Answered;
use crate::web::texts::Texts;
use crate::web::view::Errors;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// The address, and what shows who one is.
#[derive(Debug, Default, Deserialize)]
pub struct EmailForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    current: String,
    #[serde(flatten)]
    answered: Answered,
}

/// The form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmailView {
    /// As typed.
    pub email: String,
    /// The address there is; may be empty.
    pub current: String,
    /// Whether mails are sent here.
    pub mail: bool,
    /// The mail is on its way to this address; empty before.
    pub sent: String,
    /// Whether there is a password to show.
    pub has_password: bool,
    /// Whether there is a passkey to show.
    pub has_passkeys: bool,
    /// Fields `email`, `current` and `passkey`.
    pub errors: Errors,
}

/// `GET /ich/sicherheit/mail`, and the answers to its `POST` (fields `csrf`, `email`, and either `current` or what the passkey answered).
#[derive(Template)]
#[template(path = "web/security/email.html")]
pub struct EmailPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub view: EmailView,
}

/// `GET /mailadresse/{secret}`: asks, since programs that look at mails open links by themselves.
#[derive(Template)]
#[template(path = "web/security/email_link.html")]
pub struct EmailLinkPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// Path of the page; empty when the link does not work.
    pub action: String,
    /// The new address.
    pub email: String,
}

/// `GET /ich/sicherheit/mail`.
pub async fn email_form(visit: Visit) -> Response {
    visit.answer(show(&visit, EmailView::default())).await
}

async fn show(visit: &Visit, view: EmailView) -> Result<Response> {
    let account = own(visit)?;
    let id = account.id;
    let view = EmailView {
        current: account.email.clone().unwrap_or_default(),
        mail: visit.app.settings().mail.is_on(),
        has_password: account.has_password(),
        has_passkeys: visit.app.read(move |conn, _| passkey::count(conn, id)).await? > 0,
        ..view
    };
    let status = if view.errors.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &EmailPage { t: visit.t, frame, view }))
}

/// `POST /ich/sicherheit/mail`.
pub async fn change_email(Guarded { visit, fields }: Guarded<EmailForm>) -> Response {
    visit
        .answer(async {
            let account = own(&visit)?;
            let proof = fields.answered.proof(&visit, &fields.current);
            match email::ask(&visit.app, &account, &fields.email, proof).await {
                Ok(sent) => show(&visit, EmailView { sent, ..EmailView::default() }).await,
                Err(Error::Invalid(errors)) => {
                    let errors: Vec<FieldError> = errors;
                    show(&visit, EmailView { email: fields.email, errors: errors.into(), ..EmailView::default() }).await
                }
                Err(error) => Err(error),
            }
        })
        .await
}

/// `GET /mailadresse/{secret}`.
pub async fn email_link(visit: Visit, Path(secret): Path<String>) -> Response {
    visit
        .answer(async {
            match email::look(&visit.app, &secret, &visit.network).await {
                Ok(email) => link_page(&visit, StatusCode::OK, format!("/mailadresse/{secret}"), email).await,
                Err(error) => closed(&visit, error).await,
            }
        })
        .await
}

async fn link_page(visit: &Visit, status: StatusCode, action: String, email: String) -> Result<Response> {
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &EmailLinkPage { t: visit.t, frame, action, email }))
}

async fn closed(visit: &Visit, error: Error) -> Result<Response> {
    match error {
        Error::Conflict(_) => link_page(visit, StatusCode::GONE, String::new(), String::new()).await,
        other => Err(other),
    }
}

/// `POST /mailadresse/{secret}`: the address counts.
pub async fn confirm_email(Path(secret): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            match email::redeem(&visit.app, &secret, &visit.network).await {
                Ok(()) => Ok(visit.done(if visit.person.is_some() { "/ich/sicherheit" } else { "/anmelden" }, Done::EmailChanged)),
                Err(error) => closed(&visit, error).await,
            }
        })
        .await
}
