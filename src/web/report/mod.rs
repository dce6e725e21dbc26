//! Reporting something (`/b/{id}/melden`), also without a login, and the reports of a community for its hosts (`/g/{handle}/meldungen`).

mod handlers;

pub use handlers::{DecisionForm, close, form, list, send};

use askama::Template;

use super::layout::Frame;
use super::moment::Moment;
use super::texts::Texts;
use super::view::{Community, Errors, Person};

/// `GET /b/{id}/melden`, and the answer to a rejected `POST` to it (fields `csrf`, `reason`, and `email` of
/// visitors).
#[derive(Template)]
#[template(path = "web/report/form.html")]
pub struct ReportPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What is reported.
    pub view: ReportFormView,
}

/// What is reported, and what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFormView {
    /// The object's number.
    pub id: i64,
    /// The page it stands on.
    pub back: String,
    /// Its title, or the beginning of its text.
    pub title: String,
    /// Who wrote it.
    pub author: Person,
    /// The community whose hosts will read the report; `None` for its author's instance.
    pub community: Option<Community>,
    /// As typed.
    pub reason: String,
    /// Whether nobody is logged in: then a mail address may be given.
    pub visitor: bool,
    /// As typed.
    pub email: String,
    /// Whether the admins read it in place of hosts, since no host lives here.
    pub by_admins: bool,
    /// They stand outside of a protected community, and read neither the post nor who reports it.
    pub by_outsiders: bool,
    /// Whoever wrote it is one of the hosts, and reads it as well.
    pub author_hosts: bool,
    /// Name of the instance the report is passed on to; empty when it stays here.
    pub passed_on: String,
    /// Fields `reason` and `email`.
    pub errors: Errors,
}

/// `GET /g/{handle}/meldungen`.
#[derive(Template)]
#[template(path = "web/report/list.html")]
pub struct ReportsPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The reports.
    pub view: ReportsView,
}

/// The reports of a community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportsView {
    /// Which community.
    pub community: Community,
    /// Open ones first, oldest first; then closed ones, newest first.
    pub reports: Vec<ReportView>,
}

/// One report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportView {
    /// Its number.
    pub id: i64,
    /// Who reports.
    pub by: Person,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
    /// Title of what is reported; empty when it is gone.
    pub title: String,
    /// Path of what is reported; empty when we do not have it.
    pub url: String,
    /// Who wrote it.
    pub author: Option<Person>,
    /// When and by whom it was closed, and what was said about it.
    pub closed: Option<ClosedView>,
}

/// What became of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedView {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: Person,
    /// What was decided; may be empty.
    pub decision: String,
}
