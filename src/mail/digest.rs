//! The mail with what somebody missed. It leaves the house: it holds names and titles, and no text that is not for everybody; of what is under
//! the Chatham House Rule no names.

use super::Mail;
use crate::app::App;
use crate::error::{Error, Result};
use crate::notification::by_mail::{self, Due};
use crate::object::{Object, Reach, Viewer};
use crate::web::digest::{DigestView, NewsView, view_since};
use crate::web::notification::Wording;
use crate::web::present::title;
use crate::web::texts::Texts;
use askama::Template;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "mail/digest.txt", escape = "none", whitespace = "preserve")]
struct TextPart<'a> {
    instance: &'a str,
    origin: &'a str,
    view: &'a DigestView,
    end: &'a str,
    t: Texts,
}

#[derive(Template)]
#[template(path = "mail/digest.html")]
struct HtmlPart<'a> {
    subject: &'a str,
    instance: &'a str,
    origin: &'a str,
    view: &'a DigestView,
    end: &'a str,
    t: Texts,
}

/// What is new in a community, in numbers.
fn numbers(t: Texts, news: &NewsView) -> String {
    let some = [("digest-beginnings", news.beginnings), ("digest-comments", news.comments)].into_iter().filter(|(_, count)| *count > 0);
    some.map(|(id, count)| t.with(id, "count", count).into_owned()).collect::<Vec<_>>().join(", ")
}

impl TextPart<'_> {
    fn counts(&self, news: &NewsView) -> String {
        numbers(self.t, news)
    }
}

impl HtmlPart<'_> {
    fn counts(&self, news: &NewsView) -> String {
        numbers(self.t, news)
    }
}

/// A title for a mail: of what is not public and has none, its first words would be its text.
fn name(t: Texts, object: &Object) -> String {
    let open = matches!(object.reach, Reach::Public | Reach::Unlisted);
    if open || !object.name.is_empty() { title(object) } else { t.t("mail-digest-untitled").into_owned() }
}

/// The mail for this login; `None` if it is not wanted any more or nothing is new. Whether somebody may
/// read something is decided now, not when the mail was queued.
pub(super) async fn compose(app: &Arc<App>, account_id: i64, texts: impl Fn(&Due) -> Texts + Send + 'static) -> Result<Option<Mail>> {
    let looked = app.read(move |conn, app| {
        let Some(due) = by_mail::due(conn, app, account_id)? else { return Ok(None) };
        let (t, person) = (texts(&due), due.account.actor_id);
        let wording = Wording { titled: &|object| name(t, object), outside: true };
        let view = view_since(conn, app, t, Viewer::Local { actor_id: person }, person, due.since, wording)?;
        Ok(Some((due, t, view)))
    });
    let Some((due, t, view)) = looked.await? else { return Ok(None) };
    let Some(to) = due.account.email.filter(|_| !view.is_empty()) else { return Ok(None) };
    let settings = app.settings();
    let (instance, origin) = (settings.name.as_str(), app.urls.origin());
    let (subject, end) =
        (t.with("mail-digest-subject", "instance", instance).into_owned(), app.urls.at(&format!("/abbestellen/{}", due.secret)));
    let text = TextPart { instance, origin, view: &view, end: &end, t }.render().map_err(Error::internal)?;
    let html = HtmlPart { subject: &subject, instance, origin, view: &view, end: &end, t }.render().map_err(Error::internal)?;
    Ok(Some(Mail { to, subject, text, html, end: Some(end) }))
}
