//! Hosts of a protected community decide who comes in.

use super::handlers::{Typed, at, show_members};
use crate::activity::outbox;
use crate::actor::member::{self, Role};
use crate::error::{Error, Result};
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::Done;
use crate::web::post::number;
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// The field of the form.
#[derive(Debug, Default, Deserialize)]
pub struct DeclineForm {
    #[serde(default)]
    reason: String,
}

/// The field of the form.
#[derive(Debug, Default, Deserialize)]
pub struct AskBackForm {
    #[serde(default)]
    question: String,
}

/// The numbers of the viewer, who has to host the community, and of the community.
pub(super) async fn hosting(visit: &Visit, handle: &str) -> Result<(i64, i64)> {
    let me = visit.signed_in()?;
    let group = at(visit, handle).await?.id;
    match visit.app.read(move |conn, _| member::role(conn, group, me)).await? {
        Some(Role::Host) => Ok((me, group)),
        _ => Err(Error::forbidden("error-not-a-host")),
    }
}

/// `POST /g/{handle}/mitglieder/{id}/aufnehmen`.
pub async fn admit(Path((handle, person)): Path<(String, String)>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let (me, group) = hosting(&visit, &handle).await?;
            let admitted = outbox::admit_applicant(&visit.app, me, group, number(&person)?).await;
            settled(&visit, &handle, admitted, Done::Admitted)
        })
        .await
}

/// `POST /g/{handle}/mitglieder/{id}/ablehnen`.
pub async fn decline(Path((handle, person)): Path<(String, String)>, Guarded { visit, fields }: Guarded<DeclineForm>) -> Response {
    visit
        .answer(async {
            let ((me, group), id) = (hosting(&visit, &handle).await?, number(&person)?);
            match outbox::decline_applicant(&visit.app, me, group, id, &fields.reason).await {
                Err(Error::Invalid(_)) => {
                    let typed = Typed { unexplained: id, ..Typed::default() };
                    show_members(&visit, &handle, StatusCode::UNPROCESSABLE_ENTITY, typed).await
                }
                declined => settled(&visit, &handle, declined, Done::Declined),
            }
        })
        .await
}

/// `POST /g/{handle}/mitglieder/{id}/rueckfrage`.
pub async fn ask_back(Path((handle, person)): Path<(String, String)>, Guarded { visit, fields }: Guarded<AskBackForm>) -> Response {
    visit
        .answer(async {
            let ((me, group), id) = (hosting(&visit, &handle).await?, number(&person)?);
            match outbox::ask_applicant_back(&visit.app, me, group, id, &fields.question).await {
                Err(Error::Invalid(_)) => {
                    let typed = Typed { unasked: id, ..Typed::default() };
                    show_members(&visit, &handle, StatusCode::UNPROCESSABLE_ENTITY, typed).await
                }
                asked => settled(&visit, &handle, asked, Done::AskedBack),
            }
        })
        .await
}

/// `POST /g/{handle}/mitglieder/{id}/ausladen`.
pub async fn uninvite(Path((handle, person)): Path<(String, String)>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            let (me, group) = hosting(&visit, &handle).await?;
            let withdrawn = outbox::withdraw_invitation(&visit.app, me, group, number(&person)?).await;
            settled(&visit, &handle, withdrawn, Done::InvitationWithdrawn)
        })
        .await
}

/// Back to the members. Another host may have been faster, or the applicant changed her mind: that is said and no error.
fn settled(visit: &Visit, handle: &str, result: Result<()>, done: Done) -> Result<Response> {
    let done = match result {
        Ok(()) => done,
        Err(Error::Conflict(reason)) if reason.text == "error-application-settled" => Done::SettledBefore,
        Err(error) => return Err(error),
    };
    Ok(visit.done(&format!("/g/{handle}/mitglieder"), done))
}
