//! `/entwuerfe`: all drafts of a person. One that is thrown away can be taken back from the page that says so, which carries it.

use super::handlers::{read_spot, url_of};
use super::{DraftsPage, DraftsView, EntryView, KeptForm, ThrownView, spot_of};
use crate::activity::draft::{self, Kept, Place, Saved};
use crate::actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::object::{self, Viewer};
use crate::store::Conn;
use crate::text;
use crate::web::form::Guarded;
use crate::web::layout::{Done, Section};
use crate::web::page;
use crate::web::present::{Presenter, moment, title};
use crate::web::texts::Texts;
use crate::web::visit::Visit;
use axum::http::StatusCode;
use axum::response::Response;

/// How many characters of a text stand in the list.
const TEASER: usize = 200;

/// `GET /entwuerfe`.
pub async fn list(visit: Visit) -> Response {
    visit.answer(show(&visit, StatusCode::OK, None)).await
}

/// The page, with what was just thrown away.
pub(super) async fn show(visit: &Visit, status: StatusCode, thrown: Option<ThrownView>) -> Result<Response> {
    let (t, person) = (visit.t, visit.signed_in()?);
    let drafts = visit.app.read(move |conn, app| {
        let kept = draft::list(conn, person, app.now())?;
        kept.iter().map(|kept| entry(conn, app, t, kept)).collect::<Result<Vec<_>>>()
    });
    let view = DraftsView { drafts: drafts.await?, thrown };
    let frame = visit.frame(Section::Elsewhere).await?;
    Ok(page::respond(status, &DraftsPage { t, frame, view }))
}

fn entry(conn: &mut Conn, app: &App, t: Texts, kept: &Kept) -> Result<EntryView> {
    let spot = (kept.place, kept.place_id);
    // Nothing is said about a place that is not this person's to see any more; what she typed is hers.
    let found = match url_of(conn, app, kept.actor_id, spot) {
        Ok(url) => place(conn, app, t, kept)?.map(|place| (url, place)),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error),
    };
    let (url, place) = found.unwrap_or_else(|| (String::new(), t.t("drafts-gone").into_owned()));
    let (words, teaser) = words(&kept.title, &kept.text);
    let text = if url.is_empty() { kept.text.clone() } else { String::new() };
    Ok(EntryView { spot: spot_of(spot), version: kept.version, place, words, teaser, at: moment(t, kept.saved_at, app.now()), url, text })
}

/// What a draft is called: its title, or its first words; and what else there is to see of it.
fn words(title: &str, typed: &str) -> (String, String) {
    let first = text::excerpt(&text::markdown_to_html(typed), TEASER);
    match (title.is_empty(), first.is_empty()) {
        (false, _) => (title.to_owned(), first),
        (true, false) => (text::clean_line(&first, 80), if first.chars().count() > 80 { first } else { String::new() }),
        (true, true) => (text::clean_line(typed, 80), String::new()),
    }
}

/// Where a draft belongs, as a sentence; `None` if that was deleted.
fn place(conn: &mut Conn, app: &App, t: Texts, kept: &Kept) -> Result<Option<String>> {
    if kept.place == Place::Beginning {
        let group = actor::model::find(conn, kept.place_id)?;
        let name = Presenter::of_actors(conn, app, [&group])?.community(&group).name;
        return Ok(group.deleted_at.is_none().then(|| t.with("drafts-beginning", "community", name).into_owned()));
    }
    let object = object::read::find(conn, Viewer::Local { actor_id: kept.actor_id }, kept.place_id)?;
    let id = if kept.place == Place::Edit { "drafts-edit" } else { "drafts-answer" };
    Ok(object.deleted_at.is_none().then(|| t.with(id, "title", title(&object)).into_owned()))
}

/// Throws a draft away and says so on the list.
pub(super) async fn throw_away(visit: &Visit, form: &KeptForm) -> Result<Response> {
    let (person, spot) = (visit.signed_in()?, read_spot(&form.ort)?);
    let version = form.entwurf.parse().unwrap_or_default();
    let thrown = visit.app.write(move |conn, app| {
        let kept = draft::find(conn, person, spot, app.now())?.filter(|kept| kept.version == version);
        draft::discard(conn, person, spot, version)?;
        Ok(kept)
    });
    // One that was saved anew meanwhile stays, and one that is gone is gone.
    let view = thrown.await?.map(|kept| ThrownView {
        spot: spot_of(spot),
        words: words(&kept.title, &kept.text).0,
        title: kept.title,
        text: kept.text,
        base: kept.base,
        taken: false,
    });
    show(visit, StatusCode::OK, view).await
}

/// `POST /entwurf/zurueckholen` (fields `csrf`, `ort`, `title`, `text`, `version`, `ersetzen`): keeps again what was thrown away.
pub async fn take_back(Guarded { visit, fields }: Guarded<KeptForm>) -> Response {
    visit.answer(keep_again(&visit, fields)).await
}

async fn keep_again(visit: &Visit, form: KeptForm) -> Result<Response> {
    let (person, spot, replace) = (visit.signed_in()?, read_spot(&form.ort)?, !form.ersetzen.is_empty());
    let (typed, again) = (form.typed(), form.typed());
    let saved = visit.app.write(move |conn, app| draft::save(conn, app, person, spot, &typed, 0, replace)).await?;
    match saved {
        Saved::Kept(_) => Ok(visit.done("/entwuerfe", Done::DraftBack)),
        Saved::Newer(_) => {
            let words = words(&again.title, &again.text).0;
            let view = ThrownView { spot: spot_of(spot), words, title: again.title, text: again.text, base: again.base, taken: true };
            show(visit, StatusCode::CONFLICT, Some(view)).await
        }
    }
}
