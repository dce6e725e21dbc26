//! The handlers of the viewer's own login.

use super::{CodesPage, FactorOffPage, FactorPage, PasswordPage, SecurityPage, SecurityView, SessionView, browser};
use crate::access::factor::{self, Factor};
use crate::access::{passkey, password};
use crate::actor::account::{self, Account};
use crate::error::{Error, FieldError, Reason, Result};
use crate::sign_on;
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::{Done, Section};
use crate::web::page;
use crate::web::passkey::{Answered, has_passkeys};
use crate::web::present::moment;
use crate::web::sign_on::identity_view;
use crate::web::visit::{Visit, see_other};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// Where it begins.
const HERE: &str = "/ich/sicherheit";

/// The fields of the password form.
#[derive(Debug, Deserialize)]
pub struct PasswordForm {
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
    #[serde(flatten)]
    answered: Answered,
}

/// Which session to end.
#[derive(Debug, Deserialize)]
pub struct SessionForm {
    #[serde(default)]
    session: String,
}

/// A code of an app.
#[derive(Debug, Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    current: String,
    #[serde(flatten)]
    answered: Answered,
}

/// The password once more.
#[derive(Debug, Deserialize)]
pub struct ConfirmForm {
    #[serde(default)]
    current: String,
}

pub(super) fn own(visit: &Visit) -> Result<Account> {
    visit.account.clone().ok_or(Error::NotSignedIn(Reason::new("error-log-in-first")))
}

fn status(errors: &[FieldError]) -> StatusCode {
    if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// `GET /ich/sicherheit`.
pub async fn show(visit: Visit) -> Response {
    visit.answer(overview(&visit)).await
}

async fn overview(visit: &Visit) -> Result<Response> {
    let (account, digest, t) = (own(visit)?, visit.session_digest().unwrap_or_default(), visit.t);
    let id = account.id;
    let read = visit.app.read(move |conn, app| {
        let sessions = account::sessions(conn, id, app.now())?;
        Ok((sessions, factor::state(conn, id)?, passkey::count(conn, id)?, sign_on::linked(conn, app, id)?))
    });
    let (sessions, factor, passkeys, linked) = read.await?;
    let now = visit.app.now();
    let mut sessions: Vec<SessionView> = sessions
        .into_iter()
        .map(|session| SessionView {
            browser: browser::words(t, &session.browser),
            since: moment(t, session.created_at, now),
            used: moment(t, session.used_at, now),
            own: session.token_digest == digest,
            id: session.token_digest,
        })
        .collect();
    sessions.sort_by_key(|session| !session.own);
    let (factor, recovery_codes) = match factor {
        Factor::Off => (false, 0),
        Factor::On { recovery_codes } => (true, recovery_codes),
    };
    let view = SecurityView {
        username: account.login.clone(),
        email: account.email.clone().unwrap_or_default(),
        has_password: account.has_password(),
        factor,
        recovery_codes,
        passkeys,
        identities: linked.into_iter().map(|one| identity_view(t, one, now)).collect(),
        sessions,
    };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(StatusCode::OK, &SecurityPage { t, frame, view }))
}

/// `GET /ich/sicherheit/passwort`.
pub async fn password_form(visit: Visit) -> Response {
    visit.answer(show_password(&visit, Vec::new())).await
}

async fn show_password(visit: &Visit, errors: Vec<FieldError>) -> Result<Response> {
    let account = own(visit)?;
    let by_passkey = !account.has_password() && has_passkeys(visit, &account).await?;
    let frame = visit.frame(Section::Elsewhere).await?;
    let (t, has_password, status) = (visit.t, account.has_password(), status(&errors));
    Ok(page::respond(status, &PasswordPage { t, frame, username: account.login, has_password, by_passkey, errors: errors.into() }))
}

/// `POST /ich/sicherheit/passwort`.
pub async fn change_password(Guarded { visit, fields }: Guarded<PasswordForm>) -> Response {
    visit
        .answer(async {
            let account = own(&visit)?;
            let proof = fields.answered.proof(&visit, &fields.current);
            match password::change(&visit.app, &account, proof, &fields.password).await {
                // All sessions are over; this browser gets a new one.
                Ok(()) => visit.log_in_and_say(&account, HERE, Done::PasswordChanged).await,
                Err(Error::Invalid(errors)) => show_password(&visit, errors).await,
                Err(error) => Err(error),
            }
        })
        .await
}

/// `POST /ich/sicherheit/sitzung`.
pub async fn end_session(Guarded { visit, fields }: Guarded<SessionForm>) -> Response {
    visit
        .answer(async {
            let account = own(&visit)?;
            if visit.session_digest().as_deref() == Some(&fields.session) {
                return visit.log_out().await;
            }
            let ended = visit.app.write(move |conn, _| account::end_session_of(conn, account.id, &fields.session)).await?;
            if ended { Ok(visit.done(HERE, Done::SessionEnded)) } else { Err(Error::NotFound) }
        })
        .await
}

/// `POST /ich/sicherheit/andere-sitzungen`.
pub async fn end_other_sessions(Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let (account, kept) = (own(&visit)?, visit.session_digest().unwrap_or_default());
            visit.app.write(move |conn, _| account::end_other_sessions(conn, account.id, &kept)).await?;
            Ok(visit.done(HERE, Done::SessionsEnded))
        })
        .await
}

/// `GET /ich/sicherheit/zweiter-faktor`.
pub async fn factor_form(visit: Visit) -> Response {
    visit.answer(show_factor(&visit, Vec::new())).await
}

async fn show_factor(visit: &Visit, errors: Vec<FieldError>) -> Result<Response> {
    let account = own(visit)?;
    // Without a first factor there is no second.
    if !account.has_password() {
        return Ok(see_other("/ich/sicherheit/passwort"));
    }
    let setup = factor::set_up(&visit.app, &account).await?;
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(unstored(page::respond(status(&errors), &FactorPage { t: visit.t, frame, secret: setup.secret, errors: errors.into() })))
}

/// What no cache and no history may keep.
fn unstored(mut response: Response) -> Response {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// `GET /ich/sicherheit/zweiter-faktor/bild`: the QR code.
pub async fn factor_picture(visit: Visit) -> Response {
    visit
        .answer(async {
            let setup = factor::set_up(&visit.app, &own(&visit)?).await?;
            let headers = [(CONTENT_TYPE, "image/svg+xml"), (CONTENT_SECURITY_POLICY, "default-src 'none'")];
            Ok(unstored((headers, factor::picture(&setup.uri)?).into_response()))
        })
        .await
}

/// `POST /ich/sicherheit/zweiter-faktor`.
pub async fn switch_factor_on(Guarded { visit, fields }: Guarded<CodeForm>) -> Response {
    visit
        .answer(async {
            let proof = fields.answered.proof(&visit, &fields.current);
            match factor::switch_on(&visit.app, &own(&visit)?, &fields.code, proof).await {
                Ok(codes) => {
                    let frame = visit.frame(Section::Elsewhere).await?;
                    Ok(unstored(page::respond(StatusCode::OK, &CodesPage { t: visit.t, frame, codes })))
                }
                Err(Error::Invalid(errors)) => show_factor(&visit, errors).await,
                Err(error) => Err(error),
            }
        })
        .await
}

/// `GET /ich/sicherheit/zweiter-faktor/aus`.
pub async fn factor_off_form(visit: Visit) -> Response {
    visit.answer(show_factor_off(&visit, Vec::new())).await
}

async fn show_factor_off(visit: &Visit, errors: Vec<FieldError>) -> Result<Response> {
    own(visit)?;
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status(&errors), &FactorOffPage { t: visit.t, frame, errors: errors.into() }))
}

/// `POST /ich/sicherheit/zweiter-faktor/aus`.
pub async fn switch_factor_off(Guarded { visit, fields }: Guarded<ConfirmForm>) -> Response {
    visit
        .answer(async {
            match factor::switch_off(&visit.app, &own(&visit)?, &fields.current).await {
                Ok(()) => Ok(visit.done(HERE, Done::FactorOff)),
                Err(Error::Invalid(errors)) => show_factor_off(&visit, errors).await,
                Err(error) => Err(error),
            }
        })
        .await
}
