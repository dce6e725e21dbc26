//! `/abbestellen/{secret}`: ends the mails with what somebody missed. The secret in the link is all that is needed, so that a mail program can
//! do it by itself (RFC 8058), and it is good for nothing else.

use crate::error::{Error, Result};
use crate::notification::by_mail;
use crate::web::layout::{Frame, Section};
use crate::web::page;
use crate::web::texts::Texts;
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

/// `GET /abbestellen/{secret}`, and the answer to the `POST`.
#[derive(Template)]
#[template(path = "web/digest/end.html")]
pub struct EndPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// Path of the page.
    pub action: String,
    /// Whether the mails have ended.
    pub ended: bool,
}

/// `GET /abbestellen/{secret}`: asks, since programs that look at mails open links by themselves.
pub async fn end_form(visit: Visit, Path(secret): Path<String>) -> Response {
    visit
        .answer(async {
            let (action, known) = (format!("/abbestellen/{secret}"), visit.app.read(move |conn, _| by_mail::of_secret(conn, &secret)));
            known.await?.ok_or(Error::NotFound)?;
            show(&visit, action, false).await
        })
        .await
}

/// `POST /abbestellen/{secret}`. Whoever has the link may do this, with or without the form: no other site knows it.
pub async fn end(visit: Visit, Path(secret): Path<String>) -> Response {
    visit
        .answer(async {
            if !visit.app.write(move |conn, _| by_mail::end(conn, &secret)).await? {
                return Err(Error::NotFound);
            }
            show(&visit, String::new(), true).await
        })
        .await
}

async fn show(visit: &Visit, action: String, ended: bool) -> Result<Response> {
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(StatusCode::OK, &EndPage { t: visit.t, frame, action, ended }))
}
