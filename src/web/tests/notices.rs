//! Notifications and reports with sample data.

use super::html;
use super::samples::{building, frame, kim, moment};
use crate::actor::account::Rhythm;
use crate::error::FieldError;
use crate::web::layout::Section;
use crate::web::notification::{EntryView, LevelView, MailsView, NotificationsPage, NotificationsView, QuietView};
use crate::web::report::{ClosedView, ReportFormView, ReportPage, ReportView, ReportsPage, ReportsView};
use crate::web::texts::Texts;

/// Several people answered, and hosts decided something.
fn notifications(t: Texts) -> NotificationsView {
    let entry = |icon, sentence: &str, title: &str, reason: &str, unread| EntryView {
        icon,
        sentence: sentence.to_owned(),
        title: title.to_owned(),
        url: "/b/3#c-12".to_owned(),
        reason: reason.to_owned(),
        at: moment(t, "2026-11-20T09:30:00Z"),
        unread,
    };
    NotificationsView {
        entries: vec![
            entry("reply", "Kim und Öz", "Digitaler Bauantrag", "", true),
            entry("delete-outline", "Kim", "", "Werbung", false),
            entry("alternate-email", "Kim", "Bauen", "", false),
            entry("flag-outline", "Öz", "Bauen", "Beleidigung", false),
        ],
        newest: 40,
        unread: 1,
        older_url: "/mitteilungen?vor=3".to_owned(),
        mails: Some(MailsView::new(Rhythm::Weekly, false)),
        levels: vec![LevelView { value: "all", name: "notifications-level-all", hint: "notifications-level-all-hint", chosen: true }],
        quiet: QuietView { errors: vec![FieldError { field: "to", text: "error-quiet-time" }].into(), ..QuietView::new(None) },
    }
}

/// The pages under names for their files.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let at = moment(t, "2026-11-20T09:30:00Z");
    let form = ReportFormView {
        id: 12,
        back: "/b/3".to_owned(),
        title: "Lindner <b>".to_owned(),
        author: kim(),
        community: Some(building()),
        reason: String::new(),
        visitor: false,
        email: String::new(),
        by_admins: false,
        by_outsiders: false,
        author_hosts: false,
        passed_on: String::new(),
        errors: vec![FieldError { field: "reason", text: "error-reason-missing" }].into(),
    };
    let open = ReportView {
        id: 5,
        by: kim(),
        reason: "Enthält Daten".to_owned(),
        at: at.clone(),
        title: "Bauantrag".to_owned(),
        url: "/b/3#c-12".to_owned(),
        author: Some(kim()),
        closed: None,
    };
    let decided = ClosedView { at, by: kim(), decision: "entfernt".to_owned() };
    let closed = ReportView { id: 6, url: String::new(), author: None, closed: Some(decided), ..open.clone() };
    let page = |reports| {
        let view = ReportsView { community: building(), reports };
        html(&ReportsPage { t, frame: frame(Section::Elsewhere, "/g/bauen/meldungen"), view })
    };
    let outside = ReportFormView { community: None, ..form.clone() };
    let to_admins = ReportFormView { by_admins: true, ..form.clone() };
    let told = |view| html(&NotificationsPage { t, frame: frame(Section::Notifications, "/mitteilungen"), view });
    vec![
        ("notifications", told(notifications(t))),
        ("notifications-empty", told(NotificationsView::default())),
        ("report", html(&ReportPage { t, frame: frame(Section::Elsewhere, "/b/12/melden"), view: form })),
        ("report-to-admins", html(&ReportPage { t, frame: frame(Section::Elsewhere, "/b/12/melden"), view: to_admins })),
        ("report-outside", html(&ReportPage { t, frame: frame(Section::Elsewhere, "/b/12/melden"), view: outside })),
        ("reports", page(vec![open, closed])),
        ("reports-empty", page(Vec::new())),
    ]
}
