//! Logging in and out, and choosing a language.

use super::{LoginPage, LoginView};
use crate::actor::account;
use crate::error::{Error, FieldError, Result};
use crate::web::form::{Asked, Guarded};
use crate::web::layout::Section;
use crate::web::page;
use crate::web::texts::Language;
use crate::web::visit::{Visit, own_path, see_other};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// Where to go after logging in.
#[derive(Debug, Default, Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

/// The fields of the log-in form.
#[derive(Debug, Deserialize)]
pub struct LoginForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

/// The fields of the language form.
#[derive(Debug, Deserialize)]
pub struct LanguageForm {
    #[serde(default)]
    language: String,
    #[serde(default)]
    next: String,
}

/// `GET /anmelden`.
pub async fn form(visit: Visit, Asked(Next { next }): Asked<Next>) -> Response {
    visit
        .answer(async {
            if visit.person.is_some() {
                return Ok(see_other(own_path(&next)));
            }
            show(&visit, StatusCode::OK, LoginView { next, ..LoginView::default() }).await
        })
        .await
}

async fn show(visit: &Visit, status: StatusCode, view: LoginView) -> Result<Response> {
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &LoginPage { t: visit.t, frame, view }))
}

/// `POST /anmelden`.
pub async fn log_in(Guarded { visit, fields }: Guarded<LoginForm>) -> Response {
    visit.answer(check(&visit, fields)).await
}

async fn check(visit: &Visit, form: LoginForm) -> Result<Response> {
    // The part before an @ is enough, with or without one in front, as people write their handle.
    let login = form.name.trim().trim_start_matches('@').split('@').next().unwrap_or_default().to_lowercase();
    let account = visit.app.read(move |conn, _| account::by_login(conn, &login)).await?;
    let account = account.filter(|account| account.disabled_at.is_none());
    let (password, hash) = (form.password, account.as_ref().map(|account| account.password_hash.clone()).unwrap_or_default());
    // Somebody unknown takes as long as a wrong password: neither answer nor time tells which names exist.
    let fits = visit.app.blocking(move || Ok(account::verify_password(&password, &hash))).await?;
    match account {
        Some(account) if fits => visit.log_in(&account, own_path(&form.next)).await,
        _ => {
            let errors = vec![FieldError { field: "name", text: "error-login" }].into();
            show(visit, StatusCode::UNPROCESSABLE_ENTITY, LoginView { name: form.name, next: form.next, errors }).await
        }
    }
}

/// `POST /abmelden`.
pub async fn log_out(Guarded { visit, .. }: Guarded<Next>) -> Response {
    visit.answer(visit.log_out()).await
}

/// `POST /sprache`.
pub async fn language(Guarded { visit, fields }: Guarded<LanguageForm>) -> Response {
    visit.answer(choose(&visit, fields)).await
}

async fn choose(visit: &Visit, form: LanguageForm) -> Result<Response> {
    let language = Language::from_code(&form.language).ok_or(Error::invalid("language", "error-invalid-happened"))?;
    if let Some(account) = &visit.account {
        let id = account.id;
        visit.app.write(move |conn, _| account::set_language(conn, id, language.code())).await?;
    }
    let mut response = see_other(own_path(&form.next));
    visit.remember_language(&mut response, language);
    Ok(response)
}
