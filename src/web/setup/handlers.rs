//! The handlers of the first set-up.

use super::{AdministratorView, Answer, CheckPage, ClosedPage, STEPS, StartPage, StepPage, StepView, path};
use crate::access::setup::{self, Administrator, Draft};
use crate::activity::outbox;
use crate::app::App;
use crate::config::Mail;
use crate::error::{Error, FieldError, Result};
use crate::media::PictureError;
use crate::setting::{self, Key, Settings, Statement};
use crate::web::form::{Guarded, Nothing};
use crate::web::layout::Done;
use crate::web::legal;
use crate::web::page;
use crate::web::setting::{Part, SettingsView, changes, mail};
use crate::web::upload::{File, Sent};
use crate::web::visit::{Visit, see_other};
use axum::Extension;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use futures_util::future::BoxFuture;
use std::sync::Arc;

/// Sends a mail at once to try settings; comes from above, where mails are made.
#[derive(Clone, Copy)]
pub struct TryMail(pub fn(Arc<App>, Mail, String) -> BoxFuture<'static, Result<()>>);

impl std::fmt::Debug for TryMail {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("TryMail")
    }
}

impl TryMail {
    /// Tries settings; whether the server took the mail, and the sentence to show.
    pub async fn run(self, visit: &Visit, settings: Mail, to: &str) -> Result<(bool, String)> {
        let to = crate::access::invitation::check_email(to).ok().flatten().ok_or_else(|| Error::invalid("to", "error-email"))?;
        if !settings.is_on() {
            return Err(Error::invalid("server", "error-mail-server-missing"));
        }
        visit.app.limits.take(&format!("test mail {}", visit.network), TRIES, visit.app.now())?;
        Ok(match (self.0)(Arc::clone(&visit.app), settings, to.clone()).await {
            Ok(()) => (true, visit.t.with("setting-mail-test-sent", "to", &to).into_owned()),
            Err(Error::Unavailable(cause)) => (false, visit.t.with("setting-mail-test-failed", "cause", &cause).into_owned()),
            Err(error) => return Err(error),
        })
    }
}

/// How many mails may be sent to try settings.
const TRIES: crate::app::Limit = crate::app::Limit { times: 20, freely: 10, within: std::time::Duration::from_secs(3_600) };

async fn closed(visit: &Visit, error: Error) -> Result<Response> {
    let Error::Conflict(reason) = error else { return Err(error) };
    let (title, advice) = match reason.text {
        "error-setup-done" => ("setup-done", "setup-done-advice"),
        "error-setup-incomplete" => return Ok(see_other(&path(2))),
        "error-setup-link" | "error-setup-used" => ("setup-link-closed", "setup-link-advice"),
        _ => return Err(Error::Conflict(reason)),
    };
    let page = ClosedPage { t: visit.t, frame: visit.bare_frame(), title, reason: reason.text, advice };
    Ok(page::respond(StatusCode::GONE, &page))
}

/// `GET /einrichten/link/{secret}`.
pub async fn start(visit: Visit, Path(secret): Path<String>) -> Response {
    visit
        .answer(async {
            match setup::look(&visit.app, &secret).await {
                Ok(()) => {
                    let page = StartPage { t: visit.t, frame: visit.bare_frame(), url: format!("/einrichten/link/{secret}") };
                    Ok(page::respond(StatusCode::OK, &page))
                }
                // The browser that used it may go on with it.
                Err(Error::Conflict(_)) if visit.sets_up => Ok(see_other("/einrichten")),
                Err(error) => closed(&visit, error).await,
            }
        })
        .await
}

/// `POST /einrichten/link/{secret}`.
pub async fn begin(Path(secret): Path<String>, Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            match setup::redeem(&visit.app, &secret).await {
                Ok(session) => {
                    let mut response = see_other("/einrichten");
                    visit.begin_setup(&mut response, &session);
                    Ok(response)
                }
                Err(Error::Conflict(_)) if visit.sets_up => Ok(see_other("/einrichten")),
                Err(error) => closed(&visit, error).await,
            }
        })
        .await
}

/// Whether this browser may go on.
fn may(visit: &Visit) -> Result<()> {
    if visit.sets_up { Ok(()) } else { Err(Error::conflict("error-setup-link")) }
}

/// `GET /einrichten`: leads to the first step that was not answered.
pub async fn show(visit: Visit) -> Response {
    visit
        .answer(async {
            if let Err(error) = may(&visit) {
                return closed(&visit, error).await;
            }
            let draft = setup::draft(&visit.app).await?;
            let next = (1..=STEPS).find(|number| !draft.steps.contains(number)).unwrap_or(STEPS + 1);
            Ok(see_other(&path(next)))
        })
        .await
}

fn number(text: &str) -> Result<i64> {
    text.parse().ok().filter(|number| (1..=STEPS).contains(number)).ok_or(Error::NotFound)
}

/// The settings as they would be after what was answered so far.
fn so_far(visit: &Visit, draft: &Draft) -> Settings {
    let app = &visit.app;
    let answered = draft.changes().into_iter().filter(|(key, _)| !setting::is_fixed(&app.config, *key));
    let mut settings = Settings::clone(&app.settings()).with(answered);
    for statement in Statement::ALL {
        // Where nothing was said, the text begins as the template.
        if settings.statement(statement).is_empty() && !draft.steps.contains(&6) {
            let template = legal::template(visit.t.language(), statement).to_owned();
            settings = settings.with([(Key::Statement(statement), template)]);
        }
    }
    settings
}

fn view(visit: &Visit, number: i64, draft: &Draft) -> StepView {
    let (app, administrator) = (&visit.app, &draft.administrator);
    StepView {
        number,
        settings: SettingsView::of(&so_far(visit, draft), &app.config),
        administrator: AdministratorView {
            name: administrator.name.clone(),
            username: administrator.username.clone(),
            email: administrator.email.clone(),
            has_password: !administrator.password_hash.is_empty(),
        },
        checks: if number == 1 { checks(visit) } else { Vec::new() },
        origin: app.urls.origin().to_owned(),
        to: administrator.email.clone(),
        tried: None,
    }
}

/// Whether the address in the settings is the one the browser came by, and whether the way is protected.
fn checks(visit: &Visit) -> Vec<(bool, String)> {
    let (app, t) = (&visit.app, visit.t);
    let header = |headers: &HeaderMap, name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let came_by = header(&visit.headers, header::HOST.as_str()).unwrap_or_else(|| app.urls.host().to_owned());
    let same = came_by == app.urls.host();
    let first = if same { t.t("setup-address-same").into_owned() } else { t.with("setup-address-other", "host", &came_by).into_owned() };
    let origin = app.config.origin();
    let protected = header(&visit.headers, "x-forwarded-proto").is_none_or(|proto| proto == origin.scheme());
    let second = match (origin.scheme(), origin.is_local()) {
        ("https", _) if protected => (true, "setup-address-https"),
        ("https", _) => (false, "setup-address-proto"),
        (_, true) => (true, "setup-address-local"),
        _ => (false, "setup-address-http"),
    };
    vec![(same, first), (second.0, t.t(second.1).into_owned())]
}

async fn answer(visit: &Visit, status: StatusCode, view: StepView) -> Result<Response> {
    Ok(page::respond(status, &StepPage { t: visit.t, frame: visit.bare_frame(), view }))
}

/// `GET /einrichten/{1..6}`.
pub async fn step(visit: Visit, Path(text): Path<String>) -> Response {
    visit
        .answer(async {
            if let Err(error) = may(&visit) {
                return closed(&visit, error).await;
            }
            let number = number(&text)?;
            let draft = setup::draft(&visit.app).await?;
            answer(&visit, StatusCode::OK, view(&visit, number, &draft)).await
        })
        .await
}

/// `POST /einrichten/{1..6}`.
pub async fn save(Path(text): Path<String>, Extension(try_mail): Extension<TryMail>, mut sent: Sent) -> Response {
    let visit = sent.visit.clone();
    visit
        .answer(async {
            if let Err(error) = may(&visit) {
                return closed(&visit, error).await;
            }
            let number = number(&text)?;
            let mut draft = setup::draft(&visit.app).await?;
            match take(&mut sent, number, &mut draft, try_mail).await {
                Ok(None) => {
                    draft.steps.insert(number);
                    setup::keep(&visit.app, &draft).await?;
                    let all = (1..=STEPS).all(|number| draft.steps.contains(&number));
                    Ok(see_other(&path(if all { STEPS + 1 } else { number + 1 })))
                }
                Ok(Some(tried)) => again(&sent, number, &draft, Vec::new(), Some(tried)).await,
                Err(Error::Invalid(errors)) => again(&sent, number, &draft, errors, None).await,
                Err(error) => Err(error),
            }
        })
        .await
}

/// Takes what was typed into the draft. Answers what came of a mail, if one was to be tried.
async fn take(sent: &mut Sent, number: i64, draft: &mut Draft, try_mail: TryMail) -> Result<Option<(bool, String)>> {
    let (visit, fields) = (&sent.visit, &sent.fields);
    let app = &visit.app;
    if !fields.text("skip").is_empty() && number > 3 {
        return Ok(None);
    }
    if number == 2 {
        let text = |name: &str| fields.text(name).to_owned();
        let typed = Administrator { name: text("name"), username: text("username"), email: text("email"), ..Administrator::default() };
        draft.administrator = setup::administrator(app, &draft.administrator, typed, fields.text("password")).await?;
        return Ok(None);
    }
    let before = so_far(visit, draft);
    if number == 5 && !fields.text("test").is_empty() {
        let settings = if setting::is_fixed(&app.config, Key::MailUrl) { before.mail.clone() } else { mail(fields, &before.mail)? };
        return try_mail.run(visit, settings, fields.text("to")).await.map(Some);
    }
    let part = match number {
        1 => Part::Names,
        3 => Part::Look,
        4 => Part::Joining,
        5 => Part::Mail,
        _ => Part::Statements,
    };
    let mut changes = changes(part, fields, &before, &app.config)?;
    if !fields.text("take").is_empty() {
        changes.iter_mut().filter(|(key, _)| *key == Key::Accent).for_each(|(_, value)| fields.text("take").clone_into(value));
    }
    let good = setting::checked_all(&before, changes)?;
    if number == 3 {
        keep_logo(sent).await?;
    }
    draft.settings.extend(good.into_iter().map(|(key, value)| (key.as_str().to_owned(), value)));
    Ok(None)
}

/// Takes in the logo, or takes it away (fields `picture`, `remove-logo`).
pub(in crate::web) async fn keep_logo(sent: &mut Sent) -> Result<()> {
    let app = Arc::clone(&sent.visit.app);
    if setting::is_fixed(&app.config, Key::Logo) {
        return Ok(());
    }
    match sent.files.pop() {
        Some(File::Whole(bytes)) => outbox::set_logo(&app, Some(bytes)).await,
        Some(File::TooLarge) => Err(Error::invalid("picture", PictureError::TooLarge.text())),
        None if !sent.fields.text("remove-logo").is_empty() => outbox::set_logo(&app, None).await,
        None => Ok(()),
    }
}

/// The step once more, with what was typed.
async fn again(sent: &Sent, number: i64, draft: &Draft, errors: Vec<FieldError>, tried: Option<(bool, String)>) -> Result<Response> {
    let (visit, fields) = (&sent.visit, &sent.fields);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let before = view(visit, number, draft);
    let text = |name: &str| fields.text(name).to_owned();
    let administrator = match number {
        2 => AdministratorView { name: text("name"), username: text("username"), email: text("email"), ..before.administrator },
        _ => before.administrator,
    };
    let settings = SettingsView { errors: errors.into(), ..before.settings.typed(fields) };
    let to = if number == 5 { text("to") } else { before.to };
    answer(visit, status, StepView { settings, administrator, to, tried, ..before }).await
}

/// `GET /einrichten/pruefen`.
pub async fn check(visit: Visit) -> Response {
    visit
        .answer(async {
            if let Err(error) = may(&visit) {
                return closed(&visit, error).await;
            }
            let draft = setup::draft(&visit.app).await?;
            let missing = if draft.steps.contains(&1) { i64::from(draft.administrator.password_hash.is_empty()) * 2 } else { 1 };
            let page = CheckPage { t: visit.t, frame: visit.bare_frame(), answers: answers(&visit, &draft), missing };
            Ok(page::respond(StatusCode::OK, &page))
        })
        .await
}

fn answers(visit: &Visit, draft: &Draft) -> Vec<Answer> {
    let (t, settings) = (visit.t, so_far(visit, draft));
    let view = SettingsView::of(&settings, &visit.app.config);
    let word = |choices: &[(&'static str, &'static str)], name: &str| {
        let chosen = choices.iter().find(|(word, _)| *word == view.value(name));
        chosen.map(|(_, text)| t.t(text).into_owned()).unwrap_or_default()
    };
    let administrator = &draft.administrator;
    let statement = |statement| {
        let gaps = setting::gaps(settings.statement(statement)).len();
        match (settings.statement(statement).is_empty() || !draft.steps.contains(&6), gaps) {
            (true, _) => String::new(),
            (false, 0) => t.t("setup-statement-finished").into_owned(),
            (false, gaps) => t.with("setup-statement-gaps", "count", gaps).into_owned(),
        }
    };
    let answer = |number, text, value| Answer { number, text, value };
    vec![
        answer(1, "setting-name", settings.name.clone()),
        answer(1, "setting-description", settings.description.clone()),
        answer(2, "setup-administrator-name", administrator.name.clone()),
        answer(2, "invitation-username", administrator.username.clone()),
        answer(2, "setup-administrator-email", administrator.email.clone()),
        answer(3, "setting-language", word(&view.languages(), "language")),
        answer(3, "setting-accent", view.value("accent").to_owned()),
        answer(4, "setting-joining", word(&view.registrations(), "registration")),
        answer(4, "setting-domains", view.value("domains").to_owned()),
        answer(5, "setting-mail-server", view.value("server").to_owned()),
        answer(5, "setting-mail-from", view.value("from").to_owned()),
        answer(5, "setting-contact", settings.contact.clone()),
        answer(6, "legal-imprint", statement(Statement::Imprint)),
        answer(6, "legal-privacy", statement(Statement::Privacy)),
        answer(6, "legal-accessibility", statement(Statement::Accessibility)),
    ]
}

/// `POST /einrichten/pruefen`.
pub async fn finish(Guarded { visit, .. }: Guarded<Nothing>) -> Response {
    visit
        .answer(async {
            if let Err(error) = may(&visit) {
                return closed(&visit, error).await;
            }
            match setup::finish(&visit.app).await {
                Ok(account) => {
                    let mut response = visit.log_in_and_say(&account, "/verwaltung", Done::SetUp).await?;
                    visit.end_setup(&mut response);
                    Ok(response)
                }
                // What was good when it was typed may be taken by now.
                Err(Error::Invalid(_)) => Ok(see_other(&path(2))),
                Err(error) => closed(&visit, error).await,
            }
        })
        .await
}
