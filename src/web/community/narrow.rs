//! Hosts narrow who gets into a protected community.

use super::found::{own, show_edited};
use crate::activity::outbox;
use crate::actor::CommunityReach;
use crate::error::Error;
use crate::web::form::Guarded;
use crate::web::layout::Done;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// The fields of the form.
#[derive(Debug, Default, Deserialize)]
pub struct NarrowForm {
    #[serde(default)]
    reach: String,
    /// A box that is sent only when it is ticked: that there is no way back is known.
    #[serde(default)]
    sure: String,
}

/// `POST /g/{handle}/eingrenzen`.
pub async fn narrow(Path(handle): Path<String>, Guarded { visit, fields }: Guarded<NarrowForm>) -> Response {
    visit
        .answer(async {
            let (me, group) = own(&visit, &handle).await?;
            let narrowed = match CommunityReach::parse(&fields.reach) {
                Some(_) if fields.sure.is_empty() => Err(Error::invalid("sure", "error-narrow-sure")),
                Some(reach) => outbox::narrow(&visit.app, me, group.id, reach).await,
                None => Err(Error::invalid("reach", "error-narrow-missing")),
            };
            match narrowed {
                Ok(()) => Ok(visit.done(&format!("/g/{handle}"), Done::Narrowed)),
                Err(Error::Invalid(errors)) => show_edited(&visit, StatusCode::UNPROCESSABLE_ENTITY, group, errors.into()).await,
                Err(error) => Err(error),
            }
        })
        .await
}
