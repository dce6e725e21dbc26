//! Saving and throwing away.

use super::{KeepingView, list};
use crate::activity::draft::{self, Kept, Place, Saved, Spot, Typed};
use crate::activity::outbox;
use crate::actor;
use crate::actor::audience::is_known_to;
use crate::app::Limit;
use crate::error::{Error, Reason, Result};
use crate::object::{self, Viewer};
use crate::store::Conn;
use crate::web::form::Guarded;
use crate::web::layout::Done;
use crate::web::present::{Presenter, moment};
use crate::web::texts::Texts;
use crate::web::visit::Visit;
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// More than anybody types: a save every three seconds.
const SAVES: Limit = Limit { times: 1_500, freely: 1_500, within: Duration::from_secs(3_600) };
/// The places as forms carry them.
const PLACES: [(Place, &str); 3] = [(Place::Beginning, "beitrag"), (Place::Answer, "antwort"), (Place::Edit, "bearbeitung")];

/// The fields of a draft.
#[derive(Debug, Default, Deserialize)]
pub struct KeptForm {
    #[serde(default)]
    pub(super) ort: String,
    /// The version the page knows.
    #[serde(default)]
    pub(super) entwurf: String,
    /// Whether it takes the place of a newer one.
    #[serde(default)]
    pub(super) ersetzen: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    /// The version of the object that is being changed.
    #[serde(default)]
    version: String,
    /// Whether it was thrown away in the list.
    #[serde(default)]
    liste: String,
    /// Whether it is to be without its author's name.
    #[serde(default)]
    nameless: String,
}

impl KeptForm {
    /// What was typed.
    pub(super) fn typed(&self) -> Typed {
        Typed { title: self.title.clone(), text: self.text.clone(), base: self.version.clone() }
    }
}

/// The answer to a page that saves.
#[derive(Debug, Serialize)]
struct Answer {
    /// The version that is kept now.
    version: String,
    /// What the page says.
    said: String,
    /// The words of the button that keeps this text in place of the newer one; none when it is kept.
    replace: String,
    /// The words of the link to the newer one.
    load: String,
    /// Where it leads.
    url: String,
}

/// The place as forms carry it.
pub fn spot_of((place, id): Spot) -> String {
    let name = PLACES.iter().find(|(known, _)| *known == place).map_or("", |(_, name)| name);
    format!("{name}-{id}")
}

pub(super) fn read_spot(text: &str) -> Result<Spot> {
    let spot = text.split_once('-').and_then(|(name, id)| {
        let place = PLACES.iter().find(|(_, known)| *known == name)?.0;
        Some((place, id.parse::<i64>().ok()?))
    });
    spot.ok_or(Error::Malformed(Reason::new("error-form-unreadable")))
}

/// The form for a place that this person may see.
pub(super) fn url_of(conn: &mut Conn, app: &crate::app::App, person: i64, (place, id): Spot) -> Result<String> {
    if place == Place::Beginning {
        let group = actor::model::find(conn, id)?;
        if !is_known_to(conn, Viewer::Local { actor_id: person }, &group)? {
            return Err(Error::NotFound);
        }
        let presenter = Presenter::of_actors(conn, app, [&group])?;
        return if group.is_group() { Ok(format!("{}/neu", presenter.community(&group).url)) } else { Err(Error::NotFound) };
    }
    let object = object::read::find(conn, Viewer::Local { actor_id: person }, id)?;
    match place {
        Place::Edit if object.actor_id == person => Ok(format!("/b/{id}/bearbeiten")),
        Place::Answer if object.root_id == id => Ok(format!("/b/{id}#answer")),
        Place::Answer => Ok(format!("/b/{}?antwort={id}", object.root_id)),
        _ => Err(Error::NotFound),
    }
}

/// The draft of this person at this place.
pub fn at(conn: &mut Conn, app: &crate::app::App, person: i64, spot: Spot) -> Result<Option<Kept>> {
    draft::find(conn, person, spot, app.now())
}

/// What a form says that shows this draft, or none.
pub fn noted(t: Texts, app: &crate::app::App, spot: Spot, kept: Option<&Kept>) -> KeepingView {
    KeepingView {
        spot: spot_of(spot),
        version: kept.map_or(0, |kept| kept.version),
        from: kept.map(|kept| moment(t, kept.saved_at, app.now())),
        ..KeepingView::default()
    }
}

/// Saves what a form brought that is shown again: what pages without scripts can do. `known` is the version it had.
pub async fn keep(visit: &Visit, spot: Spot, typed: Typed, known: &str) -> Result<KeepingView> {
    let (person, known) = (visit.signed_in()?, known.parse().unwrap_or_default());
    let view = KeepingView { spot: spot_of(spot), version: known, ..KeepingView::default() };
    let saved = visit.app.write(move |conn, app| {
        let saved = draft::save(conn, app, person, spot, &typed, known, false)?;
        Ok((saved, url_of(conn, app, person, spot)?))
    });
    match saved.await {
        Ok((Saved::Kept(version), _)) => Ok(KeepingView { version, ..view }),
        Ok((Saved::Newer(_), url)) => Ok(KeepingView { newer: true, url, ..view }),
        // What is too long is said by the form itself.
        Err(Error::Invalid(_)) => Ok(view),
        Err(error) => Err(error),
    }
}

/// As [`keep`]; what is to be without its author's name is not kept, nor is what was kept of it before.
pub async fn keep_or_forget(visit: &Visit, spot: Spot, typed: Typed, known: &str, nameless: bool) -> Result<KeepingView> {
    if !nameless {
        return keep(visit, spot, typed, known).await;
    }
    outbox::forget_draft(&visit.app, visit.signed_in()?, Some(spot)).await?;
    Ok(KeepingView { spot: spot_of(spot), ..KeepingView::default() })
}

/// `POST /entwurf`: the page saves what is being typed.
pub async fn save(Guarded { visit, fields }: Guarded<KeptForm>) -> Response {
    match save_for(&visit, fields).await {
        Ok(response) => response,
        Err(error) => visit.answer(async { Err(error) }).await,
    }
}

async fn save_for(visit: &Visit, form: KeptForm) -> Result<Response> {
    let (t, person, spot) = (visit.t, visit.signed_in()?, read_spot(&form.ort)?);
    visit.app.limits.take(&format!("draft {person}"), SAVES, visit.app.now())?;
    let (known, replace) = (form.entwurf.parse().unwrap_or_default(), !form.ersetzen.is_empty());
    let (typed, nameless) = (form.typed(), !form.nameless.is_empty());
    let saved = visit.app.write(move |conn, app| {
        let url = url_of(conn, app, person, spot)?;
        if nameless {
            draft::forget(conn, person, spot)?;
            return Ok((Saved::Kept(0), url));
        }
        Ok((draft::save(conn, app, person, spot, &typed, known, replace)?, url))
    });
    let words = |id: &str| t.t(id).into_owned();
    let (status, answer) = match saved.await? {
        (Saved::Kept(version), url) => {
            let said = words(match version {
                _ if nameless => "draft-nameless",
                0 => "draft-nothing",
                _ => "draft-kept",
            });
            (StatusCode::OK, Answer { version: version.to_string(), said, replace: String::new(), load: String::new(), url })
        }
        (Saved::Newer(version), url) => {
            let (said, replace, load) = (words("draft-newer"), words("draft-replace"), words("draft-load"));
            (StatusCode::CONFLICT, Answer { version: version.to_string(), said, replace, load, url })
        }
    };
    let json = serde_json::to_string(&answer).map_err(Error::internal)?;
    Ok((status, [(CONTENT_TYPE, HeaderValue::from_static("application/json"))], Body::from(json)).into_response())
}

/// `POST /entwurf/verwerfen` (fields `csrf`, `ort`, `entwurf`): the form is empty again, or as what is edited. With `liste` the list is shown.
pub async fn discard(Guarded { visit, fields }: Guarded<KeptForm>) -> Response {
    visit
        .answer(async {
            if !fields.liste.is_empty() {
                return list::throw_away(&visit, &fields).await;
            }
            let (person, spot) = (visit.signed_in()?, read_spot(&fields.ort)?);
            let version = fields.entwurf.parse().unwrap_or_default();
            let discarded = visit.app.write(move |conn, app| {
                draft::discard(conn, person, spot, version)?;
                url_of(conn, app, person, spot)
            });
            Ok(visit.done(&discarded.await?, Done::Discarded))
        })
        .await
}
