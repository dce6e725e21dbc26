//! What the law asks the instance to say about itself, and small files that programs ask for: colours, `robots.txt`,
//! `security.txt`, `favicon.ico`.
//!
//! Must never: show a text that has gaps left to anybody but administrators.

mod files;

pub use files::{colours, favicon, robots, security, stylesheet};

use super::layout::{Frame, Section};
use super::page;
use super::texts::{Language, Texts};
use super::visit::Visit;
use crate::error::Result;
use crate::setting::{Statement, gaps, is_finished};
use crate::text;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

/// A legal text.
#[derive(Template)]
#[template(path = "web/legal/statement.html")]
pub struct StatementPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: StatementView,
}

/// A legal text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementView {
    /// The id of its title.
    pub title: &'static str,
    /// The text, sanitised; empty when there is none to show.
    pub body_html: String,
    /// How many gaps are left, for administrators.
    pub gaps: i64,
    /// Where people reach those who run the instance; may be empty.
    pub contact: String,
}

/// The id of a text's title.
pub const fn title(statement: Statement) -> &'static str {
    match statement {
        Statement::Imprint => "legal-imprint",
        Statement::Privacy => "legal-privacy",
        Statement::Accessibility => "legal-accessibility",
    }
}

/// What a text may begin as, in Markdown, with gaps to fill.
pub const fn template(language: Language, statement: Statement) -> &'static str {
    match (language, statement) {
        (Language::English, Statement::Imprint) => include_str!("../texts/statements/imprint.en.md"),
        (Language::English, Statement::Privacy) => include_str!("../texts/statements/privacy.en.md"),
        (Language::English, Statement::Accessibility) => include_str!("../texts/statements/accessibility.en.md"),
        (_, Statement::Imprint) => include_str!("../texts/statements/imprint.de.md"),
        (_, Statement::Privacy) => include_str!("../texts/statements/privacy.de.md"),
        (_, Statement::Accessibility) => include_str!("../texts/statements/accessibility.de.md"),
    }
}

/// `GET /impressum`.
pub async fn imprint(visit: Visit) -> Response {
    visit.answer(show(&visit, Statement::Imprint)).await
}

/// `GET /datenschutz`.
pub async fn privacy(visit: Visit) -> Response {
    visit.answer(show(&visit, Statement::Privacy)).await
}

/// `GET /barrierefreiheit`.
pub async fn accessibility(visit: Visit) -> Response {
    visit.answer(show(&visit, Statement::Accessibility)).await
}

async fn show(visit: &Visit, statement: Statement) -> Result<Response> {
    let (settings, frame) = (visit.app.settings(), visit.frame(Section::Elsewhere).await?);
    let text = settings.statement(statement);
    let view = StatementView {
        title: title(statement),
        body_html: if is_finished(text) || frame.administers { text::markdown_to_html(text) } else { String::new() },
        gaps: if frame.administers { i64::try_from(gaps(text).len()).unwrap_or(i64::MAX) } else { 0 },
        contact: settings.contact.clone(),
    };
    Ok(page::respond(StatusCode::OK, &StatementPage { t: visit.t, frame, view }))
}
