//! `GET /verwaltung`: what needs a look, and figures.

use super::administrator;
use crate::administration::{self, Overview};
use crate::error::Result;
use crate::web::layout::{Frame, Section};
use crate::web::page;
use crate::web::texts::Texts;
use crate::web::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

/// `GET /verwaltung`.
#[derive(Template)]
#[template(path = "web/administration/overview.html")]
pub struct OverviewPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What it shows.
    pub view: OverviewView,
}

/// How the instance is doing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OverviewView {
    /// What needs a look.
    pub troubles: Vec<TroubleView>,
    /// Figures.
    pub figures: Vec<FigureView>,
    /// Name and version of the program.
    pub program: String,
    /// Name and version of the database.
    pub database: String,
}

/// Something that needs a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TroubleView {
    /// What it is.
    pub sentence: String,
    /// Where to look; empty where there is nothing to be done.
    pub url: &'static str,
}

/// A figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureView {
    /// The id of what is counted.
    pub name: &'static str,
    /// How many.
    pub value: i64,
}

/// `GET /verwaltung`.
pub async fn show(visit: Visit) -> Response {
    visit
        .answer(async {
            administrator(&visit)?;
            let found = visit.app.read(administration::overview).await?;
            let frame = visit.frame(Section::Elsewhere).await?;
            Ok(page::respond(StatusCode::OK, &OverviewPage { t: visit.t, frame, view: view(visit.t, found)? }))
        })
        .await
}

fn view(t: Texts, found: Overview) -> Result<OverviewView> {
    let troubles = [
        ("administration-reports-open", found.reports, "/verwaltung/meldungen"),
        ("administration-barriers-open", found.barriers, "/verwaltung/barrieren"),
        ("administration-jobs-failed", found.failed_jobs, "/verwaltung/auftraege"),
        ("administration-jobs-failing", found.failing_jobs, "/verwaltung/auftraege"),
        ("administration-statements-unfinished", found.unfinished_statements, "/verwaltung/texte"),
        ("administration-servers-held", found.servers_held, "/verwaltung/netz#rules"),
        ("administration-quarantined", found.quarantined, "/verwaltung/angehalten"),
        ("administration-peers-in-trouble", found.peers_in_trouble, "/verwaltung/netz"),
        ("administration-peers-refused", found.peers_refused, "/verwaltung/netz?art=abgewiesen"),
        ("administration-receipts-overdue", found.receipts_overdue, "/verwaltung/geschuetzt"),
        ("administration-miscounted", found.miscounted, ""),
    ];
    let troubles = troubles.into_iter().filter(|(_, count, _)| *count > 0);
    let figures = [
        ("administration-count-people", found.people),
        ("administration-count-communities", found.communities),
        ("administration-count-posts", found.posts),
        ("administration-count-comments", found.comments),
        ("administration-count-peers", found.peers),
        ("administration-count-waiting", found.waiting),
    ];
    Ok(OverviewView {
        troubles: troubles.map(|(text, count, url)| TroubleView { sentence: t.with(text, "count", count).into_owned(), url }).collect(),
        figures: figures.map(|(name, value)| FigureView { name, value }).to_vec(),
        program: format!("Dienstweg {}", env!("CARGO_PKG_VERSION")),
        database: found.database,
    })
}
