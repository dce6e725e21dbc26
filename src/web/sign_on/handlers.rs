//! The handlers of logging in by a provider.

use super::{ChoosePage, ChooseView, ClosedPage, LeavePage};
use crate::app::App;
use crate::client;
use crate::error::{Error, Result};
use crate::openid::Provider;
use crate::sign_on::{self, Answer, Arrival, Newcomer};
use crate::text;
use crate::web::form::{Asked, Guarded};
use crate::web::invitation::suggested;
use crate::web::layout::{Done, Section};
use crate::web::login::{arrive, suspended};
use crate::web::page;
use crate::web::view::Errors;
use crate::web::visit::{Visit, own_path, see_other};
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;

const REFRESH: HeaderName = HeaderName::from_static("refresh");

/// Where to go after logging in.
#[derive(Debug, Default, Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

/// With what somebody comes back.
#[derive(Debug, Default, Deserialize)]
pub struct Back {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
    iss: Option<String>,
    #[serde(default)]
    error: String,
}

/// What somebody chooses.
#[derive(Debug, Default, Deserialize)]
pub struct ChooseForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    username: String,
}

/// What a provider sends.
#[derive(Debug, Default, Deserialize)]
pub struct LogoutForm {
    #[serde(default)]
    logout_token: String,
}

/// `POST /anmelden/oidc/{provider}`.
pub async fn begin(Path(id): Path<String>, Guarded { visit, fields }: Guarded<Next>) -> Response {
    visit
        .answer(async {
            let provider = sign_on::provider(&visit.app, &id)?;
            if visit.person.is_some() {
                return Ok(see_other(own_path(&fields.next)));
            }
            match sign_on::begin(&visit.app, &id, None, &visit.csrf, &visit.network, own_path(&fields.next)).await {
                Ok(url) => leave(&visit, &provider, url).await,
                Err(error) => closed(&visit, &provider, error).await,
            }
        })
        .await
}

/// Leads on to the provider, without a script as well. Forms may lead nowhere but here, even by a redirect, so that a page stands between.
pub(super) async fn leave(visit: &Visit, provider: &Provider, url: String) -> Result<Response> {
    let refresh = HeaderValue::from_str(&format!("0; url={url}")).map_err(Error::internal)?;
    let frame = visit.frame(Section::Elsewhere).await?;
    let mut response = page::respond(StatusCode::OK, &LeavePage { t: visit.t, frame, name: provider.settings.name.clone(), url });
    response.headers_mut().insert(REFRESH, refresh);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// A log-in that led nowhere: what happened, and what to do.
pub(super) async fn closed(visit: &Visit, provider: &Provider, error: Error) -> Result<Response> {
    let Error::Conflict(reason) = error else { return Err(error) };
    let (status, advice) = match reason.text {
        "error-sign-on-question" => (StatusCode::BAD_REQUEST, "sign-on-again"),
        "error-sign-on-newcomer" => (StatusCode::GONE, "sign-on-again"),
        "error-sign-on-away" => (StatusCode::SERVICE_UNAVAILABLE, "sign-on-later"),
        "error-sign-on-nonsense" => (StatusCode::BAD_GATEWAY, "sign-on-tell"),
        "error-sign-on-denied" => (StatusCode::FORBIDDEN, "sign-on-other-way"),
        "error-sign-on-unknown" => (StatusCode::FORBIDDEN, "sign-on-unknown-advice"),
        "error-sign-on-nobody" => (StatusCode::FORBIDDEN, "sign-on-ask"),
        "error-sign-on-taken" => (StatusCode::CONFLICT, "sign-on-taken-advice"),
        "error-sign-on-other" => (StatusCode::CONFLICT, "sign-on-other-advice"),
        "error-sign-on-last" => (StatusCode::CONFLICT, "sign-on-last-advice"),
        _ => return Err(Error::Conflict(reason)),
    };
    let frame = visit.frame(Section::Elsewhere).await?;
    let page = ClosedPage { t: visit.t, frame, name: provider.settings.name.clone(), reason: reason.text, advice };
    Ok(page::respond(status, &page))
}

/// `GET /anmelden/oidc/{provider}/zurueck`.
pub async fn back(visit: Visit, Path(id): Path<String>, Asked(back): Asked<Back>) -> Response {
    visit
        .answer(async {
            let provider = sign_on::provider(&visit.app, &id)?;
            let answer = Answer { state: back.state, code: back.code, issuer: back.iss, error: back.error };
            match sign_on::arrive(&visit.app, &id, answer, &visit.csrf, &visit.network).await {
                Ok(Arrival::In { account, came, next }) => arrive(&visit, &account, own_path(&next), Some(came)).await,
                Ok(Arrival::CodeNeeded(secret)) => Ok(visit.begin_half_login(&secret)),
                Ok(Arrival::Suspended(account)) => suspended(&visit, account).await,
                Ok(Arrival::New(secret)) => {
                    let mut response = see_other(&format!("/anmelden/oidc/{id}/neu"));
                    visit.begin_newcomer(&mut response, &secret);
                    Ok(response)
                }
                Ok(Arrival::Linked) => Ok(visit.done("/ich/sicherheit", Done::SignOnLinked)),
                Err(error) => closed(&visit, &provider, error).await,
            }
        })
        .await
}

/// `GET /anmelden/oidc/{provider}/neu`.
pub async fn choose(visit: Visit, Path(id): Path<String>) -> Response {
    visit
        .answer(async {
            let provider = sign_on::provider(&visit.app, &id)?;
            if visit.person.is_some() {
                return Ok(see_other("/"));
            }
            match sign_on::look(&visit.app, &id, &visit.newcomer()).await {
                Ok(newcomer) => {
                    let (name, username) = (newcomer.name.clone(), username(&newcomer));
                    form(&visit, &provider, newcomer, (name, username), Errors::default()).await
                }
                Err(error) => closed(&visit, &provider, error).await,
            }
        })
        .await
}

/// The user name at the provider, as far as one like it may be had here; else one made of the name.
fn username(newcomer: &Newcomer) -> String {
    let before = newcomer.username.split('@').next().unwrap_or_default();
    text::check_username(before).unwrap_or_else(|_| match suggested(before) {
        made if made.is_empty() => suggested(&newcomer.name),
        made => made,
    })
}

async fn form(visit: &Visit, provider: &Provider, newcomer: Newcomer, typed: (String, String), errors: Errors) -> Result<Response> {
    let status = if errors.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = ChooseView {
        url: format!("/anmelden/oidc/{}/neu", provider.id),
        provider: provider.settings.name.clone(),
        host: visit.app.urls.host().to_owned(),
        organisation: newcomer.organisation,
        email: newcomer.email.unwrap_or_default(),
        email_taken: newcomer.email_taken,
        name: typed.0,
        username: typed.1,
        errors,
    };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &ChoosePage { t: visit.t, frame, view }))
}

/// `POST /anmelden/oidc/{provider}/neu`.
pub async fn accept(Path(id): Path<String>, Guarded { visit, fields }: Guarded<ChooseForm>) -> Response {
    visit
        .answer(async {
            let provider = sign_on::provider(&visit.app, &id)?;
            if visit.person.is_some() {
                return Ok(see_other("/"));
            }
            let ChooseForm { name, username } = fields;
            let secret = visit.newcomer();
            match sign_on::accept(&visit.app, &id, &secret, name.clone(), username.clone()).await {
                Ok((account, came, _)) => {
                    let mut response = visit.log_in_by_and_say(&account, "/willkommen/1", came, Done::Arrived).await?;
                    visit.end_newcomer(&mut response);
                    Ok(response)
                }
                Err(Error::Invalid(errors)) => match sign_on::look(&visit.app, &id, &secret).await {
                    Ok(newcomer) => form(&visit, &provider, newcomer, (name, username), errors.into()).await,
                    Err(error) => closed(&visit, &provider, error).await,
                },
                Err(error) => closed(&visit, &provider, error).await,
            }
        })
        .await
}

/// The network of a program that is no browser: no cookie, no page.
pub struct Network(String);

impl FromRequestParts<Arc<App>> for Network {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        Ok(Self(client::network(parts, &app.config.server.trusted_proxies)))
    }
}

/// `POST /anmelden/oidc/{provider}/abmelden`: the provider itself, not a browser (Back-Channel Logout 1.0 §2.5). What it sends is signed, so
/// that no form's token is needed.
pub async fn logged_out(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Network(network): Network,
    form: Result<Form<LogoutForm>, FormRejection>,
) -> Response {
    let done = match form {
        Ok(Form(form)) => sign_on::logged_out(&app, &id, &form.logout_token, &network).await,
        Err(_) => Err(Error::malformed("logout token: no form")),
    };
    let status = match done {
        Ok(()) => StatusCode::OK,
        Err(Error::NotFound) => StatusCode::NOT_FOUND,
        Err(Error::Malformed(_)) => StatusCode::BAD_REQUEST,
        Err(Error::TooMany { .. }) => StatusCode::TOO_MANY_REQUESTS,
        Err(error) => {
            tracing::error!(%error, "a logout token could not be taken in");
            StatusCode::SERVICE_UNAVAILABLE
        }
    };
    (status, [(CACHE_CONTROL, HeaderValue::from_static("no-store"))]).into_response()
}
