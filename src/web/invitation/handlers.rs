//! The handlers of invitations.

use super::{ClosedPage, InvitationPage, InvitationView};
use crate::access::invitation::{self, Invitation, Newcomer};
use crate::error::{Error, Result};
use crate::web::form::Guarded;
use crate::web::layout::{Done, Section};
use crate::web::page;
use crate::web::present::moment;
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// The fields of the form.
#[derive(Debug, Deserialize)]
pub struct InvitationForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    username: String,
    #[serde(default)]
    organisation: String,
}

/// `GET /einladung/{token}`.
pub async fn show(visit: Visit, Path(secret): Path<String>) -> Response {
    visit
        .answer(async {
            if visit.person.is_some() {
                return logged_in(&visit, StatusCode::OK).await;
            }
            match invitation::look(&visit.app, &secret, &visit.network).await {
                Ok(invitation) => {
                    let username = suggested(&invitation.name);
                    let view = InvitationView { name: invitation.name.clone(), username, ..InvitationView::default() };
                    form(&visit, StatusCode::OK, &secret, &invitation, view).await
                }
                Err(error) => refused(&visit, error).await,
            }
        })
        .await
}

/// Who is here already needs no second account, and no second session for it.
async fn logged_in(visit: &Visit, status: StatusCode) -> Result<Response> {
    closed(visit, status, ["invitation-logged-in", "invitation-logged-in-text", "invitation-logged-in-advice"]).await
}

async fn form(visit: &Visit, status: StatusCode, secret: &str, invitation: &Invitation, view: InvitationView) -> Result<Response> {
    let view = InvitationView {
        url: format!("/einladung/{secret}"),
        until: moment(visit.t, invitation.expires_at, visit.app.now()).full,
        host: visit.app.urls.host().to_owned(),
        requested: invitation.requested,
        ..view
    };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &InvitationPage { t: visit.t, frame, view }))
}

/// A link that does not work: why, and what to do.
async fn refused(visit: &Visit, error: Error) -> Result<Response> {
    match error {
        Error::Conflict(reason) => {
            let (status, title, advice) = match reason.text {
                "error-invitation-unknown" => (StatusCode::NOT_FOUND, "invitation-unknown", "invitation-unknown-advice"),
                "error-invitation-used" => (StatusCode::GONE, "invitation-used", "invitation-used-advice"),
                "error-invitation-nobody" => (StatusCode::FORBIDDEN, "invitation-nobody", "invitation-nobody-advice"),
                "error-invitation-only" => (StatusCode::FORBIDDEN, "invitation-only", "invitation-only-advice"),
                "error-invitation-domain" => (StatusCode::FORBIDDEN, "invitation-domain", "invitation-only-advice"),
                "error-invitation-revoked" => (StatusCode::GONE, "invitation-revoked", "invitation-again-advice"),
                _ => (StatusCode::GONE, "invitation-expired", "invitation-again-advice"),
            };
            closed(visit, status, [title, reason.text, advice]).await
        }
        other => Err(other),
    }
}

async fn closed(visit: &Visit, status: StatusCode, [title, reason, advice]: [&'static str; 3]) -> Result<Response> {
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &ClosedPage { t: visit.t, frame, title, reason, advice }))
}

/// `POST /einladung/{token}`.
pub async fn accept(Path(secret): Path<String>, Guarded { visit, fields }: Guarded<InvitationForm>) -> Response {
    visit
        .answer(async {
            if visit.person.is_some() { logged_in(&visit, StatusCode::CONFLICT).await } else { join(&visit, &secret, fields).await }
        })
        .await
}

async fn join(visit: &Visit, secret: &str, form_fields: InvitationForm) -> Result<Response> {
    let InvitationForm { name, username, organisation } = form_fields;
    let newcomer = Newcomer { username: username.clone(), name: name.clone(), organisation: organisation.clone() };
    match invitation::accept(&visit.app, secret, newcomer, &visit.network).await {
        Ok(account) => visit.log_in_and_say(&account, "/willkommen/1", Done::Arrived).await,
        Err(Error::Invalid(errors)) => match invitation::look(&visit.app, secret, &visit.network).await {
            Ok(invitation) => {
                let view = InvitationView { name, username, organisation, errors: errors.into(), ..InvitationView::default() };
                form(visit, StatusCode::UNPROCESSABLE_ENTITY, secret, &invitation, view).await
            }
            Err(error) => refused(visit, error).await,
        },
        Err(error) => refused(visit, error).await,
    }
}

/// A user name made of somebody's name: `Jörg Maß` becomes `joerg.mass`.
pub(in crate::web) fn suggested(name: &str) -> String {
    let mut letters = String::new();
    for letter in name.to_lowercase().chars() {
        match letter {
            'ä' => letters.push_str("ae"),
            'ö' => letters.push_str("oe"),
            'ü' => letters.push_str("ue"),
            'ß' => letters.push_str("ss"),
            letter if letter.is_ascii_alphanumeric() => letters.push(letter),
            ' ' | '-' if !letters.is_empty() && !letters.ends_with('.') => letters.push('.'),
            _ => {}
        }
    }
    crate::text::check_username(letters.trim_end_matches('.')).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::suggested;

    #[test]
    fn names_become_user_names() {
        for (name, expected) in
            [("Jörg Maß", "joerg.mass"), ("Anna-Lena  von Ahlen", "anna.lena.von.ahlen"), ("محمد", ""), ("Admin", ""), ("", "")]
        {
            assert_eq!(suggested(name), expected, "{name}");
        }
    }
}
