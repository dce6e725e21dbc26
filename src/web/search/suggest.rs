//! `GET /vorschlaege`: what fits the word that is being typed.

use super::{SuggestionView, SuggestionsFragment};
use crate::error::Result;
use crate::search;
use crate::web::form::Asked;
use crate::web::page;
use crate::web::present::Presenter;
use crate::web::visit::Visit;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// The longest word that is looked for.
const LONGEST: usize = 60;

/// What is being typed: `@ann` or `#bau`.
#[derive(Debug, Default, Deserialize)]
pub struct Typing {
    #[serde(default)]
    wort: String,
}

/// The options of the list; none for a word that is neither mention nor hashtag.
pub async fn suggest(visit: Visit, Asked(typing): Asked<Typing>) -> Response {
    visit.answer(options(&visit, typing.wort)).await
}

async fn options(visit: &Visit, word: String) -> Result<Response> {
    visit.signed_in()?;
    let (t, viewer) = (visit.t, visit.viewer());
    let word: String = word.chars().take(LONGEST).collect();
    let options = visit
        .app
        .read(move |conn, app| {
            if let Some(tag) = word.strip_prefix('#') {
                let option = |(name, count): (String, i64)| SuggestionView {
                    insert: format!("#{name}"),
                    name: String::new(),
                    detail: t.with("suggest-uses", "count", count).into_owned(),
                };
                return Ok(search::suggest_tags(conn, viewer, tag)?.into_iter().map(option).collect());
            }
            let Some(name) = word.strip_prefix('@') else { return Ok(Vec::new()) };
            let found = search::suggest_people(conn, viewer, name)?;
            let presenter = Presenter::of_actors(conn, app, &found)?;
            let option = |actor: &crate::actor::Actor| {
                let person = presenter.person(actor);
                let detail = if person.organisation.is_empty() { person.instance } else { person.organisation };
                SuggestionView { insert: person.handle, name: person.name, detail }
            };
            Ok(found.iter().map(option).collect())
        })
        .await?;
    Ok(page::respond(StatusCode::OK, &SuggestionsFragment { t, options }))
}
