//! `POST /mitteilungen/ueberblick`: how often what is new comes by mail.

use crate::actor::account::{self, Rhythm};
use crate::app::App;
use crate::error::{Error, Reason, Result};
use crate::notification::by_mail;
use crate::store::Conn;
use crate::web::form::Guarded;
use crate::web::layout::Done;
use axum::response::Response;
use serde::Deserialize;

/// The rhythms in the order shown, with their values in the form and their words.
const RHYTHMS: [(Rhythm, &str, &str); 3] = [
    (Rhythm::Never, "never", "digest-mails-never"),
    (Rhythm::Daily, "daily", "digest-mails-daily"),
    (Rhythm::Weekly, "weekly", "digest-mails-weekly"),
];

/// How often what is new comes by mail (field `rhythm`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailsView {
    /// The rhythms on offer.
    pub choices: Vec<RhythmView>,
    /// Whether there is an address to send to.
    pub has_email: bool,
}

/// A rhythm on offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RhythmView {
    /// Its value in the form.
    pub value: &'static str,
    /// The id of its name.
    pub name: &'static str,
    /// Whether it is in force.
    pub chosen: bool,
}

impl MailsView {
    /// With this one chosen.
    pub fn new(chosen: Rhythm, has_email: bool) -> Self {
        Self { choices: RHYTHMS.map(|(rhythm, value, name)| RhythmView { value, name, chosen: rhythm == chosen }).to_vec(), has_email }
    }
}

/// What a person chose; `None` where no mails are sent at all.
pub(super) fn view(conn: &mut Conn, app: &App, person: i64) -> Result<Option<MailsView>> {
    if !app.settings().mail.is_on() {
        return Ok(None);
    }
    Ok(account::of_actor(conn, person)?.map(|account| MailsView::new(account.rhythm, account.email.is_some())))
}

/// The rhythm that was chosen.
#[derive(Debug, Deserialize)]
pub struct RhythmForm {
    #[serde(default)]
    rhythm: String,
}

/// `POST /mitteilungen/ueberblick`.
pub async fn set_mails(Guarded { visit, fields }: Guarded<RhythmForm>) -> Response {
    visit
        .answer(async {
            let person = visit.signed_in()?;
            let rhythm = RHYTHMS.iter().find(|(_, value, _)| *value == fields.rhythm).map(|(rhythm, ..)| *rhythm);
            let rhythm = rhythm.ok_or_else(|| Error::Malformed(Reason::new("error-form-unreadable")))?;
            visit
                .app
                .write(move |conn, app| {
                    let account = account::of_actor(conn, person)?.ok_or(Error::NotFound)?;
                    by_mail::choose(conn, app, account.id, rhythm)
                })
                .await?;
            Ok(visit.done("/mitteilungen", Done::Saved))
        })
        .await
}
