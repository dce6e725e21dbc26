//! The pages about what is a person's own, with sample data.

use super::html;
use super::samples::{building, frame};
use crate::error::FieldError;
use crate::web::layout::{Frame, Section::Elsewhere};
use crate::web::personal::{DataPage, DataView, File, LeavePage, LeaveView};
use crate::web::texts::Texts;
use crate::web::view::Errors;

const UNTIL: &str = "28. November 2026, 13:00 Uhr";

/// Every page under a name for its file.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let wrong = |field, text| -> Errors { vec![FieldError { field, text }].into() };
    let leaving = |path| Frame { leaves: UNTIL.to_owned(), ..frame(Elsewhere, path) };
    let leave = |view| html(&LeavePage { t, frame: frame(Elsewhere, "/ich/daten/loeschen"), view });
    let data = |frame, file, leaves: &str, errors| {
        html(&DataPage { t, frame, view: DataView { file, has_password: true, has_passkeys: false, leaves: leaves.to_owned(), errors } })
    };
    let by_passkey = DataView {
        file: File::None,
        has_password: false,
        has_passkeys: true,
        leaves: String::new(),
        errors: wrong("passkey", "error-passkey"),
    };
    let ready = File::Ready { url: "/ich/daten/export/7".to_owned(), size: "12 MB".to_owned(), until: UNTIL.to_owned() };
    let view = LeaveView { username: "kim".to_owned(), has_password: true, ..LeaveView::default() };
    let named = LeaveView { has_password: false, errors: wrong("username", "error-departure-username"), ..view.clone() };
    let alone = LeaveView { alone: vec![building()], errors: wrong("current", "error-password-wrong"), ..view.clone() };
    let either = LeaveView { has_passkeys: true, errors: wrong("passkey", "error-passkey"), ..view.clone() };
    let only = LeaveView { has_password: false, ..either.clone() };
    vec![
        ("data", data(frame(Elsewhere, "/ich/daten"), File::None, "", wrong("current", "error-password-wrong"))),
        ("data-by-passkey", html(&DataPage { t, frame: frame(Elsewhere, "/ich/daten"), view: by_passkey })),
        ("data-making", data(frame(Elsewhere, "/ich/daten"), File::Making, "", Errors::none())),
        ("data-leaving", data(leaving("/ich/daten"), ready, UNTIL, Errors::none())),
        ("leave", leave(alone)),
        ("leave-named", leave(named)),
        ("leave-either", leave(either)),
        ("leave-by-passkey", leave(only)),
        ("leave-last-admin", leave(LeaveView { last_admin: true, ..view })),
    ]
}
