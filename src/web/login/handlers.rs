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
    let Some(login) = login_name(&form.name, visit.app.urls.host()) else {
        return refuse(visit, form, "error-login-elsewhere").await;
    };
    let account = visit.app.read(move |conn, _| account::by_login(conn, &login)).await?;
    let account = account.filter(|account| account.disabled_at.is_none());
    let (password, hash) = (form.password.clone(), account.as_ref().map(|account| account.password_hash.clone()).unwrap_or_default());
    // Somebody unknown takes as long as a wrong password: neither answer nor time tells which names exist.
    let fits = visit.app.blocking(move || Ok(account::verify_password(&password, &hash))).await?;
    match account {
        Some(account) if fits => visit.log_in(&account, own_path(&form.next)).await,
        _ => refuse(visit, form, "error-login").await,
    }
}

/// The name that an account of this instance logs in with. People may write it as in their handle, with our host; a name of another host
/// (or a mail address) is somebody else, even if the part before the `@` is the same.
fn login_name(typed: &str, host: &str) -> Option<String> {
    let typed = typed.trim().trim_start_matches('@');
    let (name, of) = typed.split_once('@').unwrap_or((typed, host));
    of.eq_ignore_ascii_case(host).then(|| name.to_lowercase())
}

async fn refuse(visit: &Visit, form: LoginForm, text: &'static str) -> Result<Response> {
    let errors = vec![FieldError { field: "name", text }].into();
    show(visit, StatusCode::UNPROCESSABLE_ENTITY, LoginView { name: form.name, next: form.next, errors }).await
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

#[cfg(test)]
mod tests {
    use super::login_name;

    #[test]
    fn names_of_other_hosts_are_other_people() {
        for own in ["petra", " @Petra ", "petra@rudi.example:8081", "@petra@RUDI.example:8081"] {
            assert_eq!(login_name(own, "rudi.example:8081").as_deref(), Some("petra"), "{own}");
        }
        for foreign in ["petra@next.example", "@petra@rudi.example", "petra@", "petra@rudi.example:8081@x"] {
            assert_eq!(login_name(foreign, "rudi.example:8081"), None, "{foreign}");
        }
    }
}
