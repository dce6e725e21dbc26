//! The pages about organisations and workplaces, with sample data.

use super::html;
use super::samples::{far, frame, kim, moment, visitor};
use crate::error::FieldError;
use crate::web::administration::{OrganisationPage, OrganisationRow, OrganisationView, OrganisationsPage, PagerView};
use crate::web::layout::Section::Elsewhere;
use crate::web::organisation::{LinkPage, OwnPage, OwnView, StaffPage, StaffRow, StaffView, VouchedView, WithdrawalView};
use crate::web::texts::Texts;
use crate::web::view::Errors;

fn wrong(field: &'static str, text: &'static str) -> Errors {
    vec![FieldError { field, text }].into()
}

fn staff(t: Texts) -> StaffView {
    let row = |id, person, how, by: &str| StaffRow { id, person, how, by: by.to_owned(), until: moment(t, "2027-11-21T15:20:00Z") };
    StaffView {
        url: "/organisation/7".to_owned(),
        name: "Stadt Musterburg".to_owned(),
        kind: "Gemeinde · Schlüssel 05113000".to_owned(),
        domains: "musterburg.example, xn--mller-kva.example".to_owned(),
        count: 2,
        staff: vec![row(1, kim(), "vetted-email-domain", ""), row(2, far(), "vetted-manual", "Kim Berger")],
        pager: PagerView { before: String::new(), after: "/organisation/7?seite=2".to_owned() },
        withdrawals: vec![WithdrawalView {
            id: 3,
            names: "Tomasz Behrens, Sofia Lindner <b>".to_owned(),
            more: 17,
            reason: "Der Vertrag ist ausgelaufen.".to_owned(),
            at: moment(t, "2026-11-21T09:00:00Z"),
        }],
        ..StaffView::default()
    }
}

fn organisation() -> OrganisationView {
    OrganisationView {
        url: "/verwaltung/organisationen/7".to_owned(),
        staff_url: "/organisation/7".to_owned(),
        name: "Stadt Musterburg".to_owned(),
        level: "municipality".to_owned(),
        key: "05113000".to_owned(),
        domains: "musterburg.example".to_owned(),
        levels: vec![("district", "level-district"), ("municipality", "level-municipality")],
        delegates: vec![(1, kim()), (2, far())],
        ..OrganisationView::default()
    }
}

fn own() -> OwnView {
    OwnView {
        vouched: Some(VouchedView {
            organisation: "Stadt Musterburg".to_owned(),
            kind: "Gemeinde".to_owned(),
            how: "vetted-email-domain",
            until: "21. November 2027, 16:20 Uhr".to_owned(),
            soon: true,
        }),
        own_address: "kim.berger@musterburg.example".to_owned(),
        own_organisation: "Stadt Musterburg".to_owned(),
        mails: true,
        looks_after: vec![("/organisation/7".to_owned(), "Stadt Musterburg".to_owned())],
        ..OwnView::default()
    }
}

/// Every page under a name for its file.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let list = |rows| html(&OrganisationsPage { t, frame: frame(Elsewhere, "/verwaltung/organisationen"), rows });
    let edit = |view| html(&OrganisationPage { t, frame: frame(Elsewhere, "/verwaltung/organisationen/7"), view });
    let look_after = |view| html(&StaffPage { t, frame: frame(Elsewhere, "/organisation/7"), view });
    let mine = |view| html(&OwnPage { t, frame: frame(Elsewhere, "/ich/dienststelle"), view });
    let link = |frame, action: &str, trouble| {
        let (email, organisation) = ("kim.berger@musterburg.example".to_owned(), "Stadt Musterburg".to_owned());
        html(&LinkPage { t, frame, action: action.to_owned(), email, organisation, trouble })
    };
    let row = OrganisationRow {
        url: "/organisation/7".to_owned(),
        name: "Stadt Musterburg".to_owned(),
        kind: "Gemeinde".to_owned(),
        domains: "musterburg.example".to_owned(),
        staff: 1,
    };
    let blank = OrganisationView { staff_url: String::new(), errors: wrong("name", "error-organisation-name"), ..organisation() };
    let unsaid = StaffView { wrong: 2, reason: String::new(), errors: wrong("reason", "error-vouching-reason"), ..staff(t) };
    vec![
        ("organisations", list(vec![row])),
        ("organisations-empty", list(Vec::new())),
        ("organisation-new", edit(blank)),
        ("organisation-edit", edit(OrganisationView { errors: wrong("delegate", "error-vouching-unknown"), ..organisation() })),
        ("staff", look_after(StaffView { edit_url: "/verwaltung/organisationen/7".to_owned(), ..staff(t) })),
        (
            "staff-wrong",
            look_after(StaffView { errors: wrong("handle", "error-vouching-unknown"), handle: "niemand".to_owned(), ..staff(t) }),
        ),
        ("staff-unsaid", look_after(unsaid)),
        ("staff-all-unsaid", look_after(StaffView { errors: wrong("reason", "error-vouching-reason"), ..staff(t) })),
        ("staff-empty", look_after(StaffView { count: 0, staff: Vec::new(), withdrawals: Vec::new(), ..staff(t) })),
        ("workplace", mine(own())),
        ("workplace-none", mine(OwnView { mails: true, errors: wrong("email", "error-work-address-unknown"), ..OwnView::default() })),
        ("workplace-no-mail", mine(OwnView::default())),
        ("workplace-sent", mine(OwnView { sent: "kim.berger@musterburg.example".to_owned(), mails: true, ..OwnView::default() })),
        ("work-link", link(frame(Elsewhere, "/dienstadresse/x"), "/dienstadresse/x", "")),
        ("work-link-over", link(visitor(Elsewhere, "/dienstadresse/x"), "", "error-work-link")),
    ]
}
