//! What administrators may change: `/verwaltung/aussehen`, `/beitritt`, `/mail` and `/texte`.

use super::administrator;
use crate::error::{Error, Result};
use crate::setting::{self, Key, Statement, gaps};
use crate::text;
use crate::web::layout::{Done, Frame, Section};
use crate::web::legal;
use crate::web::page;
use crate::web::setting::{Part, SettingsView, changes, mail as typed_mail};
use crate::web::setup::{TryMail, keep_logo};
use crate::web::texts::Texts;
use crate::web::upload::Sent;
use crate::web::visit::Visit;
use askama::Template;
use axum::Extension;
use axum::http::StatusCode;
use axum::response::Response;

/// `GET /verwaltung/{aussehen,beitritt,mail,texte}`, and the answer to a rejected `POST`.
#[derive(Template)]
#[template(path = "web/administration/settings.html")]
pub struct SettingsPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// The last part of its path.
    pub area: Area,
    /// The fields.
    pub view: SettingsView,
    /// Where a mail to try the settings goes.
    pub to: String,
    /// What came of it: whether it was taken, and the sentence.
    pub tried: Option<(bool, String)>,
    /// How many mails wait to be sent, and how many were set aside.
    pub queue: (i64, i64),
    /// The texts as they would look: the id of the title, how many gaps are left, sanitised HTML.
    pub previews: Vec<(&'static str, i64, String)>,
}

/// A page of settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Name, language, colour, logo.
    Look,
    /// Who may join.
    Joining,
    /// The mail server.
    Mail,
    /// Legal texts.
    Statements,
}

impl Area {
    /// Its path.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Look => "/verwaltung/aussehen",
            Self::Joining => "/verwaltung/beitritt",
            Self::Mail => "/verwaltung/mail",
            Self::Statements => "/verwaltung/texte",
        }
    }

    /// The id of its name.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Look => "administration-look-title",
            Self::Joining => "administration-joining",
            Self::Mail => "administration-mail",
            Self::Statements => "administration-statements",
        }
    }

    const fn parts(self) -> &'static [Part] {
        match self {
            Self::Look => &[Part::Names, Part::Look],
            Self::Joining => &[Part::Joining],
            Self::Mail => &[Part::Mail],
            Self::Statements => &[Part::Statements],
        }
    }
}

/// `GET /verwaltung/aussehen`.
pub async fn look(visit: Visit) -> Response {
    visit.answer(open(&visit, Area::Look)).await
}

/// `GET /verwaltung/beitritt`.
pub async fn joining(visit: Visit) -> Response {
    visit.answer(open(&visit, Area::Joining)).await
}

/// `GET /verwaltung/mail`.
pub async fn mail(visit: Visit) -> Response {
    visit.answer(open(&visit, Area::Mail)).await
}

/// `GET /verwaltung/texte`.
pub async fn statements(visit: Visit) -> Response {
    visit.answer(open(&visit, Area::Statements)).await
}

async fn open(visit: &Visit, area: Area) -> Result<Response> {
    administrator(visit)?;
    let view = current(visit, area);
    show(visit, StatusCode::OK, area, view, None, None).await
}

/// What holds now; texts that are not there yet begin as their templates.
fn current(visit: &Visit, area: Area) -> SettingsView {
    let (settings, app) = (visit.app.settings(), &visit.app);
    let mut view = SettingsView::of(&settings, &app.config);
    if area == Area::Statements {
        for statement in Statement::ALL.into_iter().filter(|statement| settings.statement(*statement).is_empty()) {
            view = view.having(statement.field(), legal::template(visit.t.language(), statement).to_owned());
        }
    }
    view
}

async fn show(
    visit: &Visit,
    status: StatusCode,
    area: Area,
    view: SettingsView,
    to: Option<String>,
    tried: Option<(bool, String)>,
) -> Result<Response> {
    let queue = match area {
        Area::Mail => visit.app.read(|conn, _| crate::job::standing(conn, crate::access::MAIL)).await?,
        _ => (0, 0),
    };
    let preview = |statement: Statement| {
        let text = view.value(statement.field());
        (legal::title(statement), i64::try_from(gaps(text).len()).unwrap_or(i64::MAX), text::markdown_to_html(text))
    };
    let previews = if area == Area::Statements { Statement::ALL.map(preview).to_vec() } else { Vec::new() };
    let to = to.or_else(|| visit.account.as_ref().and_then(|account| account.email.clone())).unwrap_or_default();
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &SettingsPage { t: visit.t, frame, area, view, to, tried, queue, previews }))
}

/// `POST /verwaltung/aussehen`.
pub async fn save_look(sent: Sent) -> Response {
    let visit = sent.visit.clone();
    visit.answer(save(sent, Area::Look)).await
}

/// `POST /verwaltung/beitritt`.
pub async fn save_joining(sent: Sent) -> Response {
    let visit = sent.visit.clone();
    visit.answer(save(sent, Area::Joining)).await
}

/// `POST /verwaltung/texte`; the button `preview` shows the texts without saving them.
pub async fn save_statements(sent: Sent) -> Response {
    let visit = sent.visit.clone();
    visit
        .answer(async {
            administrator(&visit)?;
            if sent.fields.text("preview").is_empty() {
                return save(sent, Area::Statements).await;
            }
            let view = current(&visit, Area::Statements).typed(&sent.fields);
            show(&visit, StatusCode::OK, Area::Statements, view, None, None).await
        })
        .await
}

/// `POST /verwaltung/mail`; the button `test` sends a mail with what was typed, without saving it.
pub async fn save_mail(Extension(try_mail): Extension<TryMail>, sent: Sent) -> Response {
    let visit = sent.visit.clone();
    visit
        .answer(async {
            administrator(&visit)?;
            if sent.fields.text("test").is_empty() {
                return save(sent, Area::Mail).await;
            }
            let (settings, app) = (visit.app.settings(), &visit.app);
            let to = sent.fields.text("to").to_owned();
            let typed = if setting::is_fixed(&app.config, Key::MailUrl) {
                Ok(settings.mail.clone())
            } else {
                typed_mail(&sent.fields, &settings.mail)
            };
            let tried = match typed {
                Ok(settings) => try_mail.run(&visit, settings, &to).await,
                Err(error) => Err(error),
            };
            let view = current(&visit, Area::Mail).typed(&sent.fields);
            match tried {
                Ok(tried) => show(&visit, StatusCode::OK, Area::Mail, view, Some(to), Some(tried)).await,
                Err(Error::Invalid(errors)) => {
                    let view = SettingsView { errors: errors.into(), ..view };
                    show(&visit, StatusCode::UNPROCESSABLE_ENTITY, Area::Mail, view, Some(to), None).await
                }
                Err(error) => Err(error),
            }
        })
        .await
}

async fn save(mut sent: Sent, area: Area) -> Result<Response> {
    let visit = sent.visit.clone();
    administrator(&visit)?;
    match take(&mut sent, area).await {
        Ok(()) => Ok(visit.done(area.path(), Done::Saved)),
        Err(Error::Invalid(errors)) => {
            let view = SettingsView { errors: errors.into(), ..current(&visit, area).typed(&sent.fields) };
            let to = sent.fields.has("to").then(|| sent.fields.text("to").to_owned());
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, area, view, to, None).await
        }
        Err(error) => Err(error),
    }
}

async fn take(sent: &mut Sent, area: Area) -> Result<()> {
    let app = std::sync::Arc::clone(&sent.visit.app);
    let before = app.settings();
    let mut all = Vec::new();
    for part in area.parts() {
        all.extend(changes(*part, &sent.fields, &before, &app.config)?);
    }
    let proposed = sent.fields.text("take");
    if !proposed.is_empty() {
        all.iter_mut().filter(|(key, _)| *key == Key::Accent).for_each(|(_, value)| proposed.clone_into(value));
    }
    // Before the picture is kept: either all of it holds or nothing.
    let all = setting::checked_all(&before, all)?;
    if area == Area::Look {
        keep_logo(sent).await?;
    }
    app.change_settings(all).await
}
