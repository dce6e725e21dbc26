//! The pages about accounts with sample data.

use super::html;
use super::samples::{frame, visitor};
use crate::actor::CommunityReach;
use crate::error::FieldError;
use crate::web::forgot::{ForgotPage, ForgotView, ResetPage, ResetView};
use crate::web::invitation::{ClosedPage, InvitationPage, InvitationView};
use crate::web::layout::{Frame, Section::Elsewhere};
use crate::web::login::CodePage;
use crate::web::moment::Moment;
use crate::web::security::{
    CodesPage, EmailLinkPage, EmailPage, EmailView, FactorOffPage, FactorPage, PasswordPage, SecurityPage, SecurityView, SessionView,
};
use crate::web::sign_on::{ChoosePage, ChooseView, ClosedPage as SignOnClosedPage, IdentityView, LeavePage};
use crate::web::texts::Texts;
use crate::web::view::{CommunitySummary, Errors, Membership};
use crate::web::welcome::{Choice, Step, Suggestion, WelcomePage, WelcomeView};

fn wrong(field: &'static str, text: &'static str) -> Errors {
    vec![FieldError { field, text }].into()
}

fn moment(t: Texts, at: &str) -> Moment {
    let parse = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap().to_utc();
    Moment::new(t, parse(at), parse("2026-11-21T15:20:00Z"))
}

fn security(t: Texts, on: bool) -> SecurityView {
    let session = |id: &str, browser: &str, own| SessionView {
        id: id.to_owned(),
        browser: browser.to_owned(),
        since: moment(t, "2026-11-19T08:00:00Z"),
        used: moment(t, "2026-11-21T15:08:00Z"),
        own,
    };
    SecurityView {
        username: "kim".to_owned(),
        email: if on { "kim.berger@musterburg.example".to_owned() } else { String::new() },
        has_password: on,
        factor: on,
        recovery_codes: 9,
        passkeys: if on { 2 } else { 0 },
        identities: vec![IdentityView {
            name: "Stadt Musterburg".to_owned(),
            url: "/ich/sicherheit/anmeldung/amt/verbinden".to_owned(),
            since: on.then(|| (moment(t, "2026-11-19T08:00:00Z"), moment(t, "2026-11-21T15:08:00Z"))),
        }],
        sessions: vec![session("a", "Firefox auf Windows", true), session("b", "Safari auf iPhone", false)],
    }
}

fn welcome(t: Texts, number: i64, step: Step, errors: Errors) -> String {
    html(&WelcomePage { t, frame: frame(Elsewhere, "/willkommen/1"), view: WelcomeView { number, step, errors } })
}

/// Every page under a name for its file.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let stranger = || visitor(Elsewhere, "/einladung/x");
    let inside = || frame(Elsewhere, "/ich/sicherheit");
    let invitation = |name: &str, errors| InvitationView {
        url: "/einladung/x".to_owned(),
        until: moment(t, "2026-12-05T15:20:00Z").full,
        host: "rudi.example".to_owned(),
        requested: false,
        name: name.to_owned(),
        username: "sofia.lindner".to_owned(),
        organisation: String::new(),
        errors,
    };
    let closed = |title, reason, advice| html(&ClosedPage { t, frame: stranger(), title, reason, advice });
    let summary = CommunitySummary {
        community: super::samples::building(),
        purpose: "Wir machen den Bauantrag digital, vom ersten Formular bis zum Bescheid.".to_owned(),
        members: 31,
        membership: Membership::None,
        reach: CommunityReach::Public,
    };
    let who = Step::Who { role: "Sachbearbeiterin <b>".to_owned(), place: String::new(), informal: true };
    let words = Step::Words { offers: "Vergaberecht, Excel".to_owned(), seeks: String::new() };
    let choices = vec![
        Choice { value: "daily", text: "welcome-daily", chosen: true },
        Choice { value: "weekly", text: "welcome-weekly", chosen: false },
        Choice { value: "never", text: "welcome-never", chosen: false },
    ];
    let forgot =
        |mail, sent, errors| html(&ForgotPage { t, frame: stranger(), view: ForgotView { mail, sent, name: String::new(), errors } });
    let reset = |url: &str, errors| {
        html(&ResetPage { t, frame: stranger(), view: ResetView { url: url.to_owned(), username: "kim".to_owned(), errors } })
    };
    let password = |has_password, by_passkey, errors| {
        html(&PasswordPage { t, frame: inside(), username: "kim".to_owned(), has_password, by_passkey, errors })
    };
    let email = |view| html(&EmailPage { t, frame: inside(), view });
    let email_link =
        |action: &str| html(&EmailLinkPage { t, frame: stranger(), action: action.to_owned(), email: "kim@example.org".to_owned() });
    let bare = Frame { needs_password: true, ..frame(Elsewhere, "/") };
    vec![
        ("invitation", html(&InvitationPage { t, frame: stranger(), view: invitation("Sofia Lindner <b>", Errors::none()) })),
        (
            "invitation-rejected",
            html(&InvitationPage { t, frame: stranger(), view: invitation("", wrong("username", "error-username-taken")) }),
        ),
        (
            "invitation-requested",
            html(&InvitationPage { t, frame: stranger(), view: InvitationView { requested: true, ..invitation("", Errors::none()) } }),
        ),
        ("invitation-nobody", closed("invitation-nobody", "error-invitation-nobody", "invitation-nobody-advice")),
        ("invitation-only", closed("invitation-only", "error-invitation-only", "invitation-only-advice")),
        ("invitation-domain", closed("invitation-domain", "error-invitation-domain", "invitation-only-advice")),
        ("invitation-expired", closed("invitation-expired", "error-invitation-expired", "invitation-again-advice")),
        ("invitation-used", closed("invitation-used", "error-invitation-used", "invitation-used-advice")),
        ("welcome-1", welcome(t, 1, who, Errors::none())),
        ("welcome-2", welcome(t, 2, words, Errors::none())),
        ("welcome-3", welcome(t, 3, Step::Communities(vec![Suggestion { id: 7, summary }]), Errors::none())),
        ("welcome-3-none", welcome(t, 3, Step::Communities(Vec::new()), Errors::none())),
        ("welcome-4", welcome(t, 4, Step::Mails { choices, has_email: false }, Errors::none())),
        ("forgot", forgot(true, false, wrong("name", "error-forgot-name-missing"))),
        ("forgot-sent", forgot(true, true, Errors::none())),
        ("forgot-no-mail", forgot(false, false, Errors::none())),
        ("reset", reset("/passwort-vergessen/x", wrong("password", "error-password-common"))),
        ("reset-closed", reset("", Errors::none())),
        ("code", html(&CodePage { t, frame: stranger(), errors: wrong("code", "error-code") })),
        (
            "sign-on-leave",
            html(&LeavePage {
                t,
                frame: stranger(),
                name: "Stadt Musterburg".to_owned(),
                url: "https://login.example/auth?a=1&b=2".to_owned(),
            }),
        ),
        (
            "sign-on-choose",
            html(&ChoosePage {
                t,
                frame: stranger(),
                view: ChooseView {
                    url: "/anmelden/oidc/amt/neu".to_owned(),
                    provider: "Stadt Musterburg".to_owned(),
                    host: "rudi.example".to_owned(),
                    organisation: "Stadt Musterburg".to_owned(),
                    email: "kim@musterburg.example".to_owned(),
                    email_taken: true,
                    name: "Kim <b>".to_owned(),
                    username: "admin".to_owned(),
                    errors: wrong("username", "error-username-reserved"),
                },
            }),
        ),
        (
            "sign-on-closed",
            html(&SignOnClosedPage {
                t,
                frame: stranger(),
                name: "Stadt Musterburg".to_owned(),
                reason: "error-sign-on-away",
                advice: "sign-on-later",
            }),
        ),
        ("security", html(&SecurityPage { t, frame: inside(), view: security(t, true) })),
        ("security-new", html(&SecurityPage { t, frame: bare, view: security(t, false) })),
        ("password", password(true, false, wrong("current", "error-password-current"))),
        ("password-first", password(false, false, Errors::none())),
        ("password-by-passkey", password(false, true, wrong("passkey", "error-passkey"))),
        ("email", email(EmailView { errors: wrong("email", "error-email"), has_password: true, mail: true, ..EmailView::default() })),
        ("email-passkey", email(EmailView { has_passkeys: true, mail: true, ..EmailView::default() })),
        ("email-sent", email(EmailView { sent: "kim@example.org".to_owned(), mail: true, ..EmailView::default() })),
        ("email-no-mail", email(EmailView::default())),
        ("email-link", email_link("/mailadresse/x")),
        ("email-link-closed", email_link("")),
        ("factor", html(&FactorPage { t, frame: inside(), secret: "GEZD GNBV GY3T QOJQ".to_owned(), errors: wrong("code", "error-code") })),
        ("factor-codes", html(&CodesPage { t, frame: inside(), codes: vec!["abcde-fghij".to_owned(); 10] })),
        ("factor-off", html(&FactorOffPage { t, frame: inside(), errors: Errors::none() })),
    ]
}
