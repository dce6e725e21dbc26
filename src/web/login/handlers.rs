//! Logging in and out, and choosing a language.

use super::{CodePage, LoginPage, LoginView};
use crate::access::{self, Login, passkey};
use crate::actor::account::{self, Account, Came};
use crate::administration::people;
use crate::error::{Error, FieldError, Result};
use crate::personal;
use crate::web::error::ErrorView;
use crate::web::form::{Asked, Guarded, Nothing};
use crate::web::layout::{Done, Section};
use crate::web::page;
use crate::web::passkey::{Answered, question};
use crate::web::sign_on::ProviderView;
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

/// What a passkey answered, and where to go then.
#[derive(Debug, Deserialize)]
pub struct PasskeyForm {
    #[serde(default)]
    next: String,
    #[serde(flatten)]
    answered: Answered,
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
    let providers = visit.app.providers.all().iter();
    let providers = providers
        .map(|provider| ProviderView { url: format!("/anmelden/oidc/{}", provider.id), name: provider.settings.name.clone() })
        .collect();
    Ok(page::respond(status, &LoginPage { t: visit.t, frame, view: LoginView { providers, ..view } }))
}

/// `POST /anmelden`.
pub async fn log_in(Guarded { visit, fields }: Guarded<LoginForm>) -> Response {
    visit.answer(check(&visit, fields)).await
}

async fn check(visit: &Visit, form: LoginForm) -> Result<Response> {
    match access::log_in(&visit.app, &form.name, form.password, &visit.network, own_path(&form.next), &visit.known_browser()).await? {
        Login::In(account) => arrive(visit, &account, own_path(&form.next), None).await,
        Login::CodeNeeded(secret) => Ok(visit.begin_half_login(&secret)),
        Login::Suspended(account) => suspended(visit, account.id).await,
        Login::Refused => {
            let errors = vec![FieldError { field: "name", text: "error-login" }].into();
            show(visit, StatusCode::UNPROCESSABLE_ENTITY, LoginView { name: form.name, next: form.next, errors, ..LoginView::default() })
                .await
        }
    }
}

/// `POST /anmelden/passkey/frage`: for any passkey.
pub async fn ask_for_passkey(Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit.answer(async { question(&passkey::ask_to_log_in(&visit.app, &visit.csrf, &visit.network).await?) }).await
}

/// `POST /anmelden/passkey`.
pub async fn log_in_by_passkey(Guarded { visit, fields }: Guarded<PasskeyForm>) -> Response {
    visit.answer(check_passkey(&visit, fields)).await
}

async fn check_passkey(visit: &Visit, form: PasskeyForm) -> Result<Response> {
    match passkey::log_in(&visit.app, form.answered.assertion(), &visit.csrf, &visit.network).await {
        // The device asked who is there: both factors in one.
        Ok(account) if account.disabled_at.is_none() => arrive(visit, &account, own_path(&form.next), None).await,
        Ok(account) => suspended(visit, account.id).await,
        Err(Error::Invalid(errors)) => {
            let view = LoginView { next: form.next, errors: errors.into(), ..LoginView::default() };
            show(visit, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
        Err(error) => Err(error),
    }
}

/// Logs in. Whose account is about to be deleted comes to the page where that can be taken back.
pub(in crate::web) async fn arrive(visit: &Visit, account: &Account, next: &str, came: Option<Came>) -> Result<Response> {
    let id = account.id;
    let leaving = visit.app.read(move |conn, _| personal::of(conn, id)).await?.is_some();
    visit.log_in_by(account, if leaving { "/ich/daten" } else { next }, came).await
}

/// Who could show that a closed login is hers: what happened, why, and whom to ask.
pub(in crate::web) async fn suspended(visit: &Visit, account_id: i64) -> Result<Response> {
    let t = visit.t;
    let reason = visit.app.read(move |conn, _| people::reason_of_suspension(conn, account_id)).await?;
    let happened = if reason.is_empty() { t.t("suspended-happened") } else { t.with("suspended-because", "reason", reason) };
    let view = ErrorView {
        title: t.t("suspended-title").into_owned(),
        happened: happened.into_owned(),
        advice: t.t("suspended-advice").into_owned(),
        ..ErrorView::new(t, &Error::forbidden("error-suspended"))
    };
    visit.trouble(view).await
}

/// The field of the second page.
#[derive(Debug, Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    code: String,
}

/// `GET /anmelden/code`.
pub async fn code_form(visit: Visit) -> Response {
    visit
        .answer(async {
            match visit.half_login() {
                Some(_) if visit.person.is_none() => show_code(&visit, StatusCode::OK, Vec::new()).await,
                _ => Ok(see_other("/anmelden")),
            }
        })
        .await
}

async fn show_code(visit: &Visit, status: StatusCode, errors: Vec<FieldError>) -> Result<Response> {
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &CodePage { t: visit.t, frame, errors: errors.into() }))
}

/// `POST /anmelden/code`.
pub async fn finish(Guarded { visit, fields }: Guarded<CodeForm>) -> Response {
    visit
        .answer(async {
            let Some(secret) = visit.half_login() else { return Ok(see_other("/anmelden")) };
            match access::finish(&visit.app, &secret, &fields.code).await {
                Ok((account, next, came)) => {
                    let mut response = arrive(&visit, &account, own_path(&next), came).await?;
                    visit.end_half_login(&mut response);
                    Ok(response)
                }
                Err(Error::Invalid(errors)) => show_code(&visit, StatusCode::UNPROCESSABLE_ENTITY, errors).await,
                Err(Error::NotSignedIn(_)) => {
                    let mut response = visit.done("/anmelden", Done::CodeTooLate);
                    visit.end_half_login(&mut response);
                    Ok(response)
                }
                Err(error) => Err(error),
            }
        })
        .await
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
