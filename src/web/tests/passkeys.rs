//! The pages about passkeys with sample data.

use super::html;
use super::samples::{frame, visitor};
use crate::error::FieldError;
use crate::web::layout::{Frame, Section::Elsewhere};
use crate::web::login::{LoginPage, LoginView};
use crate::web::moment::Moment;
use crate::web::passkey::{ConfirmPage, ConfirmView, CreatePage, PasskeyView, PasskeysPage};
use crate::web::texts::Texts;
use crate::web::view::Errors;

/// Every page under a name for its file.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let inside = || -> Frame { frame(Elsewhere, "/ich/sicherheit/passkeys") };
    let moment = |at: &str| {
        let parse = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        Moment::new(t, parse(at), parse("2026-11-21T15:20:00Z"))
    };
    let wrong = |field, text| -> Errors { vec![FieldError { field, text }].into() };
    let passkey = |id, name: &str, used: bool, suspected: bool| PasskeyView {
        id,
        name: name.to_owned(),
        since: moment("2026-11-19T08:00:00Z"),
        used: used.then(|| moment("2026-11-21T15:08:00Z")),
        suspected: suspected.then(|| moment("2026-11-21T14:00:00Z")),
    };
    let known = vec![
        passkey(1, "Diensthandy", true, false),
        passkey(2, "Schlüssel am Bund", true, true),
        passkey(3, "Sofia Lindner <b>", false, false),
    ];
    let list = |passkeys, full| html(&PasskeysPage { t, frame: inside(), passkeys, full });
    let confirm = |view| html(&ConfirmPage { t, frame: inside(), view });
    let add = ConfirmView {
        url: "/ich/sicherheit/passkeys/neu".to_owned(),
        title: t.t("passkeys-add").into_owned(),
        lead: t.t("passkey-new-lead").into_owned(),
        label: t.t("passkey-next").into_owned(),
        has_password: true,
        ..ConfirmView::default()
    };
    let remove = ConfirmView {
        url: "/ich/sicherheit/passkeys/1/entfernen".to_owned(),
        title: t.with("passkey-remove-title", "name", "Diensthandy").into_owned(),
        lead: t.t("passkey-remove-lead").into_owned(),
        label: t.t("passkey-remove").into_owned(),
        danger: true,
        of_login: false,
        has_password: true,
        has_passkeys: true,
        errors: wrong("current", "error-password-wrong"),
    };
    let refused = LoginView { next: "/b/3".to_owned(), errors: wrong("passkey", "error-passkey"), ..LoginView::default() };
    let options = "{\"challenge\":\"x\"}".to_owned();
    vec![
        ("passkeys", list(known.clone(), false)),
        ("passkeys-none", list(Vec::new(), false)),
        ("passkeys-full", list(known, true)),
        ("passkey-add", confirm(add.clone())),
        ("passkey-add-first", confirm(ConfirmView { has_password: false, ..add.clone() })),
        ("passkey-add-refused", confirm(ConfirmView { has_passkeys: true, errors: wrong("passkey", "error-passkey-not-added"), ..add })),
        ("passkey-remove", confirm(remove.clone())),
        ("passkey-remove-by-passkey", confirm(ConfirmView { has_password: false, errors: wrong("passkey", "error-passkey"), ..remove })),
        ("passkey-create", html(&CreatePage { t, frame: inside(), begins_with: "Firefox auf Windows".to_owned(), longest: 60, options })),
        ("login-passkey-refused", html(&LoginPage { t, frame: visitor(Elsewhere, "/anmelden"), view: refused })),
    ]
}

#[test]
fn forms_for_passkeys_are_hidden_until_the_script_shows_them() {
    for (name, page) in pages(Texts::new(crate::web::texts::Language::German)) {
        for form in super::named(&page, &["form"]).into_iter().filter(|form| form.contains(" data-passkey=")) {
            assert!(form.ends_with(" hidden>"), "{name}: {form}");
        }
    }
    let page = pages(Texts::new(crate::web::texts::Language::German)).into_iter().find(|(name, _)| *name == "passkey-create").unwrap().1;
    assert!(page.contains("value=\"Firefox auf Windows\""), "{page}");
    assert!(page.contains("data-passkey-missing") && page.contains("data-options=\"{&#34;challenge&#34;"), "{page}");
}
