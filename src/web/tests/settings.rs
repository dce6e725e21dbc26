//! The pages of the first set-up, of settings and of legal texts with sample data.

use super::html;
use super::samples::{frame, visitor};
use crate::config::Config;
use crate::error::FieldError;
use crate::setting::{Settings, Statement};
use crate::web::administration::{Area, SettingsPage};
use crate::web::layout::Section::Elsewhere;
use crate::web::layout::{Frame, Look};
use crate::web::legal::{self, StatementPage, StatementView};
use crate::web::register::{RegisterPage, RegisterView};
use crate::web::setting::SettingsView;
use crate::web::setup::{Answer, CheckPage, ClosedPage, STEPS, StartPage, StepPage, StepView};
use crate::web::texts::Texts;

fn settings(t: Texts) -> SettingsView {
    let view = SettingsView::of(&Settings::of_config(&Config::default()), &Config::default());
    let imprint = legal::template(t.language(), Statement::Imprint).to_owned();
    let errors = vec![FieldError { field: "accent", text: "error-colour-too-light" }];
    SettingsView { errors: errors.into(), proposal: "#8a7700".to_owned(), logo: "/media/7".to_owned(), ..view.having("imprint", imprint) }
}

fn area(t: Texts, area: Area, view: SettingsView) -> String {
    let preview = ("legal-imprint", 2, "<h2>Anbieter</h2>".to_owned());
    let previews = if area == Area::Statements { vec![preview] } else { Vec::new() };
    let tried = (area == Area::Mail).then(|| (false, "SMTP status 535".to_owned()));
    html(&SettingsPage { t, frame: frame(Elsewhere, area.path()), area, view, to: String::new(), tried, queue: (1, 2), previews })
}

/// Every page under a name for its file.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let stranger = || {
        let frame = visitor(Elsewhere, "/einrichten");
        Frame { look: Look { alone: true, ..Look::default() }, ..frame }
    };
    let plain = || SettingsView { errors: Vec::new().into(), proposal: String::new(), ..settings(t) };
    let names = ["setup-1", "setup-2", "setup-3", "setup-4", "setup-5", "setup-6"];
    let step = |number| {
        let settings = if number == 3 { settings(t) } else { plain() };
        let checks = vec![(true, t.t("setup-address-same").into_owned()), (false, t.t("setup-address-http").into_owned())];
        let view = StepView { number, settings, checks, origin: "https://rudi.example".to_owned(), ..StepView::default() };
        html(&StepPage { t, frame: stranger(), view })
    };
    let answers = vec![
        Answer { number: 1, text: "setting-name", value: "RUDI".to_owned() },
        Answer { number: 5, text: "setting-mail-server", value: String::new() },
    ];
    let statement = |gaps, body: &str| {
        let view = StatementView { title: "legal-imprint", body_html: body.to_owned(), gaps, contact: "post@rudi.example".to_owned() };
        html(&StatementPage { t, frame: stranger(), view })
    };
    let register = |view| html(&RegisterPage { t, frame: stranger(), view });
    let closed =
        ClosedPage { t, frame: stranger(), title: "setup-under-way", reason: "setup-under-way-text", advice: "setup-under-way-advice" };
    let wrong = vec![FieldError { field: "email", text: "error-registration-domain" }];
    let mut pages = vec![
        ("setup-start", html(&StartPage { t, frame: stranger(), url: "/einrichten/link/x".to_owned() })),
        ("setup-check", html(&CheckPage { t, frame: stranger(), answers: answers.clone(), missing: 0 })),
        ("setup-check-missing", html(&CheckPage { t, frame: stranger(), answers, missing: 2 })),
        ("setup-closed", html(&closed)),
        ("settings-look", area(t, Area::Look, settings(t))),
        ("settings-joining", area(t, Area::Joining, plain())),
        ("settings-mail", area(t, Area::Mail, plain())),
        ("settings-statements", area(t, Area::Statements, plain())),
        ("legal", statement(2, "<h2>Anbieter</h2><p>Stadt [[Name]]</p>")),
        ("legal-missing", statement(0, "")),
        (
            "register",
            register(RegisterView { open: true, domains: "stadt.example".to_owned(), errors: wrong.into(), ..RegisterView::default() }),
        ),
        ("register-sent", register(RegisterView { open: true, sent: true, ..RegisterView::default() })),
        ("register-closed", register(RegisterView::default())),
    ];
    pages.extend(names.into_iter().zip(1..=STEPS).map(|(name, number)| (name, step(number))));
    pages
}
