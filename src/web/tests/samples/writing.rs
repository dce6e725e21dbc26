//! Views of forms for writing, and of what a form cannot show.

use super::{building, error, far, moment};
use crate::web::layout::Audience;
use crate::web::post::{DeleteView, DraftPicture, NamingView, UnknownView, WriteView, Writing};
use crate::web::texts::Texts;
use crate::web::view::Errors;

pub(in crate::web::tests) fn write(t: Texts, kind: Writing) -> WriteView {
    let new = kind == Writing::NewArticle;
    WriteView {
        kind,
        action: if new { "/g/bauen/neu".to_owned() } else { "/b/3/bearbeiten".to_owned() },
        back_url: if new { "/g/bauen".to_owned() } else { "/b/3".to_owned() },
        id: if new { 0 } else { 3 },
        community: Some(building()),
        version: if new { String::new() } else { "2026-11-21T09:00:00Z".to_owned() },
        rules_html: if new { "<ol><li>Freundlich bleiben.</li></ol>".to_owned() } else { String::new() },
        title: "Was wir aus 100 Anträgen gelernt haben".to_owned(),
        text: "Erstens: **fragen**.".to_owned(),
        audience: Audience::Public.words(t),
        preview_html: if kind == Writing::EditComment { String::new() } else { "<p>Erstens: <strong>fragen</strong>.</p>".to_owned() },
        stored_html: String::new(),
        pictures: Vec::new(),
        naming: NamingView { may_rule: new, may_be_nameless: new, nameless: true, ..NamingView::default() },
        keeping: Default::default(),
        errors: Errors::none(),
    }
}

/// With pictures, of which one has no words.
pub(in crate::web::tests) fn write_pictures(t: Texts) -> WriteView {
    let picture = |number: usize, alternative: &str, error| DraftPicture {
        id: 20 + number as i64,
        number,
        alternative: alternative.to_owned(),
        error,
    };
    let pictures = vec![picture(1, "Ein Stapel Akten", ""), picture(2, "", "error-alternative-missing")];
    WriteView { pictures, errors: error("alternative", "error-alternative-missing"), ..write(t, Writing::NewArticle) }
}

/// Somebody else was faster.
pub(in crate::web::tests) fn write_conflict(t: Texts) -> WriteView {
    WriteView {
        preview_html: String::new(),
        stored_html: "<p>Erstens: <em>zuhören</em>.</p>".to_owned(),
        errors: error("text", "error-edited-meanwhile"),
        ..write(t, Writing::EditArticle)
    }
}

pub(in crate::web::tests) fn delete() -> DeleteView {
    DeleteView { id: 3, title: "Digitaler Bauantrag".to_owned(), is_comment: false, answers: 7, back_url: "/b/3".to_owned() }
}

pub(in crate::web::tests) fn unknown(t: Texts) -> UnknownView {
    UnknownView {
        name: "Käsespätzle".to_owned(),
        kind: "Recipe".to_owned(),
        summary: "Ein Rezept aus der Teeküche: Mehl, Eier, Geduld.".to_owned(),
        url: "https://kueche.example/r/7".to_owned(),
        author: far(),
        published: moment(t, "2026-11-03T10:00:00Z"),
        community: Some(building()),
    }
}
