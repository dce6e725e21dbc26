//! The handlers of forgotten passwords.

use super::{ForgotPage, ForgotView, ResetPage, ResetView};
use crate::access::password;
use crate::error::{Error, Result};
use crate::web::form::Guarded;
use crate::web::layout::{Done, Section};
use crate::web::page;
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// The field of the first form.
#[derive(Debug, Deserialize)]
pub struct ForgotForm {
    #[serde(default)]
    name: String,
}

/// The field of the second.
#[derive(Debug, Deserialize)]
pub struct ResetForm {
    #[serde(default)]
    password: String,
}

/// `GET /passwort-vergessen`.
pub async fn form(visit: Visit) -> Response {
    visit.answer(show(&visit, StatusCode::OK, ForgotView::default())).await
}

async fn show(visit: &Visit, status: StatusCode, view: ForgotView) -> Result<Response> {
    let view = ForgotView { mail: visit.app.settings().mail.is_on(), ..view };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &ForgotPage { t: visit.t, frame, view }))
}

/// `POST /passwort-vergessen`.
pub async fn ask(Guarded { visit, fields: ForgotForm { name } }: Guarded<ForgotForm>) -> Response {
    visit
        .answer(async {
            match password::forgot(&visit.app, &name, &visit.network).await {
                Ok(()) => show(&visit, StatusCode::OK, ForgotView { sent: true, ..ForgotView::default() }).await,
                Err(Error::Invalid(errors)) => {
                    show(&visit, StatusCode::UNPROCESSABLE_ENTITY, ForgotView { name, errors: errors.into(), ..ForgotView::default() })
                        .await
                }
                Err(error) => Err(error),
            }
        })
        .await
}

/// `GET /passwort-vergessen/{token}`.
pub async fn reset_form(visit: Visit, Path(secret): Path<String>) -> Response {
    visit.answer(show_reset(&visit, &secret, Vec::new())).await
}

async fn show_reset(visit: &Visit, secret: &str, errors: Vec<crate::error::FieldError>) -> Result<Response> {
    let (status, view) = match password::look(&visit.app, secret, &visit.network).await {
        Ok(account) => {
            let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            (status, ResetView { url: format!("/passwort-vergessen/{secret}"), username: account.login, errors: errors.into() })
        }
        Err(Error::Conflict(_)) => (StatusCode::GONE, ResetView::default()),
        Err(error) => return Err(error),
    };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &ResetPage { t: visit.t, frame, view }))
}

/// `POST /passwort-vergessen/{token}`.
pub async fn redeem(Path(secret): Path<String>, Guarded { visit, fields }: Guarded<ResetForm>) -> Response {
    visit
        .answer(async {
            match password::redeem(&visit.app, &secret, &fields.password, &visit.network).await {
                Ok(()) => Ok(visit.done("/anmelden", Done::PasswordSet)),
                Err(Error::Invalid(errors)) => show_reset(&visit, &secret, errors).await,
                Err(Error::Conflict(_)) => show_reset(&visit, &secret, Vec::new()).await,
                Err(error) => Err(error),
            }
        })
        .await
}
