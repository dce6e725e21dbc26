//! The page after a form whose token no longer counts: everything that was sent, ready to be sent again.

use askama::Template;

use crate::web::layout::Frame;
use crate::web::texts::Texts;

/// The fields that people type into, with the text id of their label and whether they have several lines. All others go along unseen.
const TYPED: [(&str, &str, bool); 7] = [
    ("title", "write-title", false),
    ("text", "write-text", true),
    ("reason", "host-reason", false),
    ("name", "edit-profile-name", false),
    ("handle", "found-handle", false),
    ("purpose", "found-purpose", true),
    ("about", "edit-profile-about", true),
];

/// What was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExpiredView {
    /// Where it was sent to: a path on this instance.
    pub action: String,
    /// What people typed, to be read once more.
    pub typed: Vec<TypedView>,
    /// Name and value of the other fields.
    pub hidden: Vec<(String, String)>,
    /// Whether pictures came along, which were not kept.
    pub had_files: bool,
}

/// One field that somebody filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedView {
    /// The field's name.
    pub name: &'static str,
    /// The text id of its label.
    pub label: &'static str,
    /// What was typed.
    pub value: String,
    /// Whether it has several lines.
    pub long: bool,
}

impl ExpiredView {
    /// The fields of a form that was sent to this path. The old token is left behind.
    pub fn new(action: &str, fields: Vec<(String, String)>) -> Self {
        let mut view = Self { action: action.to_owned(), ..Self::default() };
        for (field, value) in fields.into_iter().filter(|(field, _)| field != "csrf") {
            let known = TYPED.iter().find(|(name, _, _)| *name == field && !value.is_empty());
            match known {
                Some((name, label, long)) if !view.typed.iter().any(|typed| typed.name == *name) => {
                    view.typed.push(TypedView { name, label, value, long: *long });
                }
                _ => view.hidden.push((field, value)),
            }
        }
        view
    }
}

/// The answer to a form with an old token.
#[derive(Template)]
#[template(path = "web/error/expired.html")]
pub struct ExpiredPage {
    /// Texts in the page's language.
    pub t: Texts,
    /// What surrounds the page.
    pub frame: Frame,
    /// What was sent.
    pub view: ExpiredView,
}
