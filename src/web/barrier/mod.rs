//! Reporting a barrier (`/barriere-melden`), for anybody.

use super::form::{Asked, Guarded};
use super::layout::{Frame, Section};
use super::page;
use super::texts::Texts;
use super::view::Errors;
use super::visit::Visit;
use crate::administration::barrier::{self, Draft};
use crate::error::{Error, Result};
use crate::text;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// The form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BarrierView {
    /// It was sent.
    pub sent: bool,
    /// As typed, or the page somebody came from.
    pub page: String,
    /// As typed.
    pub words: String,
    /// As typed.
    pub email: String,
    /// What is wrong with it.
    pub errors: Errors,
}

/// `GET /barriere-melden`, and the answer to its `POST` (fields `csrf`, `page`, `words`, `email`).
#[derive(Template)]
#[template(path = "web/barrier/barrier.html")]
pub struct BarrierPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub view: BarrierView,
}

/// Which page somebody comes from.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    #[serde(default)]
    seite: String,
}

/// The fields of the form.
#[derive(Debug, Deserialize)]
pub struct BarrierForm {
    #[serde(default)]
    page: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    email: String,
}

/// `GET /barriere-melden`.
pub async fn form(visit: Visit, Asked(From { seite }): Asked<From>) -> Response {
    visit
        .answer(async {
            let page = text::clean_line(&text::without_secrets(&seite), 200);
            let email = visit.account.as_ref().and_then(|account| account.email.clone()).unwrap_or_default();
            show(&visit, StatusCode::OK, BarrierView { page, email, ..BarrierView::default() }).await
        })
        .await
}

async fn show(visit: &Visit, status: StatusCode, view: BarrierView) -> Result<Response> {
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &BarrierPage { t: visit.t, frame, view }))
}

/// `POST /barriere-melden`.
pub async fn send(Guarded { visit, fields: BarrierForm { page, words, email } }: Guarded<BarrierForm>) -> Response {
    visit
        .answer(async {
            let draft = Draft { page: page.clone(), words: words.clone(), email: email.clone() };
            match barrier::report(&visit.app, draft, &visit.network).await {
                Ok(()) => show(&visit, StatusCode::OK, BarrierView { sent: true, ..BarrierView::default() }).await,
                Err(Error::Invalid(errors)) => {
                    let view = BarrierView { page, words, email, errors: errors.into(), sent: false };
                    show(&visit, StatusCode::UNPROCESSABLE_ENTITY, view).await
                }
                Err(error) => Err(error),
            }
        })
        .await
}
