//! The texts of documents as readers see them. Making them safe takes long for what was written to take long (half a second for 200 kB), and
//! while a transaction waits for it nobody else can write: so it is done before, once for each text.

use crate::json::{Document, Properties};
use crate::text;
use std::collections::HashMap;

/// The longest text that is rendered, in bytes; longer ones are shown as plain text.
const MAX_CONTENT: usize = 200_000;
/// As much of a summary is read, in bytes: far more than is kept of it.
const MAX_SUMMARY: usize = 5_000;
/// So deep activities are searched for objects: an announcement, what it announces, the object.
const MAX_DEPTH: usize = 3;

/// Texts that were made safe before they are needed.
#[derive(Debug, Clone, Default)]
pub struct Shown(HashMap<(bool, String), String>);

impl Shown {
    /// Makes the texts of a document and of what it embeds as `object` safe. Takes long at times: never call it in a transaction.
    pub fn add(&mut self, document: &Document) {
        let mut next = Some(document);
        for _ in 0..MAX_DEPTH {
            let Some(document) = next else { return };
            if let Some(content) = document.text("content") {
                let key = (is_markdown(document), content.to_owned());
                self.0.entry(key).or_insert_with_key(|(markdown, content)| rendered(*markdown, content));
            }
            next = document.object_of("object");
        }
    }

    /// Takes the text of what an activity of our own embeds as it is: it was made safe when it was written.
    pub fn keep(&mut self, document: &Document) {
        let Some(object) = document.object_of("object") else { return };
        if let Some(content) = object.text("content") {
            self.0.insert((is_markdown(object), content.to_owned()), content.to_owned());
        }
    }

    /// The `content` of an object, sanitised.
    pub(super) fn content(&self, document: &Document) -> String {
        let key = (is_markdown(document), document.text("content").unwrap_or_default().to_owned());
        self.0.get(&key).cloned().unwrap_or_else(|| rendered(key.0, &key.1))
    }
}

/// Whether the `content` of a document is Markdown.
pub(super) fn is_markdown(document: &Document) -> bool {
    document.text("mediaType") == Some("text/markdown")
}

fn rendered(markdown: bool, content: &str) -> String {
    // What is longer than any honest text is shown as it is: cleaning it would hold up everybody else.
    if content.len() > MAX_CONTENT {
        text::text_to_html(content)
    } else if markdown {
        text::markdown_to_html(content)
    } else {
        text::sanitize_html(content)
    }
}

/// The `summary` of an object as plain text.
pub(super) fn summary(document: &Document) -> String {
    let summary = document.text("summary").unwrap_or_default();
    text::plain_text(&text::sanitize_html(summary.get(..summary.floor_char_boundary(MAX_SUMMARY)).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;
    use crate::object::json::ObjectJson;

    const NOTE: &str = r#"{"id":"https://a.example/n","type":"Note","attributedTo":"https://a.example/u","content":"<b>a</b><script>"}"#;

    #[test]
    fn what_was_made_safe_before_is_not_made_again() {
        let note = parse(NOTE).unwrap();
        let announce = format!(r#"{{"type":"Announce","object":{{"type":"Create","object":{NOTE}}}}}"#);
        let mut shown = Shown::default();
        shown.add(&parse(&announce).unwrap());
        let made: Vec<&mut String> = shown.0.values_mut().collect();
        assert_eq!(made.len(), 1);
        made.into_iter().for_each(|text| text.push_str(" (before)"));
        let read = ObjectJson::parse_shown(&note, &shown).unwrap();
        assert_eq!(read.content, format!("{} (before)", ObjectJson::parse(&note).unwrap().content));
    }

    #[test]
    fn markdown_and_html_of_the_same_letters_are_two_texts() {
        let mut note = parse(NOTE).unwrap();
        let mut shown = Shown::default();
        shown.add(&note);
        note.insert("mediaType".to_owned(), "text/markdown".into());
        shown.add(&note);
        assert_eq!(shown.0.len(), 2);
    }

    #[test]
    fn of_an_endless_summary_the_beginning_is_read() {
        let mut note = parse(NOTE).unwrap();
        note.insert("summary".to_owned(), format!("Anfang {}", "ü&".repeat(300_000)).into());
        let read = summary(&note);
        assert!(read.starts_with("Anfang ü&") && read.len() <= MAX_SUMMARY, "{} bytes", read.len());
    }
}
