//! `/ich/darstellung`.

use super::{Appearance, AppearancePage, Theme};
use crate::web::form::Guarded;
use crate::web::layout::{Done, Section};
use crate::web::page;
use crate::web::visit::Visit;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// The fields of the form.
#[derive(Debug, Deserialize)]
pub struct Chosen {
    #[serde(default)]
    theme: String,
    /// A box that is sent only when it is ticked.
    #[serde(default)]
    shortcuts: String,
}

/// `GET /ich/darstellung`, also without a login.
pub async fn show(visit: Visit) -> Response {
    visit
        .answer(async {
            let frame = visit.frame(Section::Elsewhere).await?;
            Ok(page::respond(StatusCode::OK, &AppearancePage { t: visit.t, frame }))
        })
        .await
}

/// `POST /ich/darstellung`.
pub async fn save(Guarded { visit, fields }: Guarded<Chosen>) -> Response {
    visit
        .answer(async {
            let theme = Theme::ALL.into_iter().find(|theme| theme.code() == fields.theme).unwrap_or_default();
            let mut response = visit.done("/ich/darstellung", Done::Saved);
            visit.remember_appearance(&mut response, Appearance { theme, shortcuts: !fields.shortcuts.is_empty() });
            Ok(response)
        })
        .await
}
