//! Asking for an account (`/registrieren`), where the instance lets people. The answer is the same whether or not an address has one.

use super::form::Guarded;
use super::layout::{Frame, Section};
use super::page;
use super::texts::Texts;
use super::view::Errors;
use super::visit::{Visit, see_other};
use crate::access::registration;
use crate::config::Registration;
use crate::error::{Error, Result};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// The form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterView {
    /// What this instance is for; may be empty.
    pub description: String,
    /// Whether people may ask at all.
    pub open: bool,
    /// The form was sent.
    pub sent: bool,
    /// Whose addresses count; empty for all.
    pub domains: String,
    /// As typed.
    pub email: String,
    /// What is wrong with it.
    pub errors: Errors,
}

/// `GET /registrieren`, and the answer to its `POST` (fields `csrf`, `email`).
#[derive(Template)]
#[template(path = "web/register/register.html")]
pub struct RegisterPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub view: RegisterView,
}

/// The field of the form.
#[derive(Debug, Deserialize)]
pub struct RegisterForm {
    #[serde(default)]
    email: String,
}

/// `GET /registrieren`.
pub async fn form(visit: Visit) -> Response {
    visit
        .answer(async {
            if visit.person.is_some() {
                return Ok(see_other("/"));
            }
            show(&visit, StatusCode::OK, RegisterView::default()).await
        })
        .await
}

async fn show(visit: &Visit, status: StatusCode, view: RegisterView) -> Result<Response> {
    let (settings, frame) = (visit.app.settings(), visit.frame(Section::Elsewhere).await?);
    let domains = if settings.registration == Registration::Domains { settings.domains.join(", ") } else { String::new() };
    let view = RegisterView { description: settings.description.clone(), open: registration::is_open(&visit.app), domains, ..view };
    Ok(page::respond(status, &RegisterPage { t: visit.t, frame, view }))
}

/// `POST /registrieren`.
pub async fn ask(Guarded { visit, fields: RegisterForm { email } }: Guarded<RegisterForm>) -> Response {
    visit
        .answer(async {
            match registration::ask(&visit.app, &email, &visit.network).await {
                Ok(()) => show(&visit, StatusCode::OK, RegisterView { sent: true, ..RegisterView::default() }).await,
                Err(Error::Invalid(errors)) => {
                    let view = RegisterView { email, errors: errors.into(), ..RegisterView::default() };
                    show(&visit, StatusCode::UNPROCESSABLE_ENTITY, view).await
                }
                Err(error) => Err(error),
            }
        })
        .await
}
