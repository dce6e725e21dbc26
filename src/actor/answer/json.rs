//! Questions and answers to and from ActivityStreams.

use super::{Answer, MAX_ANSWER, MAX_QUESTION, MOST_QUESTIONS};
use crate::error::{Error, Result};
use crate::json::{Document, Properties};
use crate::text;
use serde_json::{Value, json};

/// The property of a `Group` that lists its questions.
pub const QUESTIONS: &str = "dw:questions";
/// The property of a `Join` that lists what the person answers to them.
pub const ANSWERS: &str = "dw:answers";

/// The questions in the document of a community.
pub fn questions(document: &Document) -> Vec<String> {
    let listed = match document.get(QUESTIONS) {
        Some(Value::Array(listed)) => listed.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    let lines = listed.iter().filter_map(Value::as_str).map(|line| text::clean_line(line, MAX_QUESTION));
    lines.filter(|line| !line.is_empty()).take(MOST_QUESTIONS).collect()
}

/// The answers in a `Join`, made safe.
pub fn read(join: &Document) -> Vec<Answer> {
    let answer = |document: &&Document| Answer {
        question: text::clean_line(document.text("name").unwrap_or_default(), MAX_QUESTION),
        text: shortened(&text::plain_text(document.text("content").unwrap_or_default())),
    };
    let answers = join.objects_of(ANSWERS);
    answers.iter().map(answer).filter(|answer| !answer.question.is_empty()).take(MOST_QUESTIONS).collect()
}

fn shortened(words: &str) -> String {
    text::clean_text(words).trim().chars().take(MAX_ANSWER).collect()
}

/// A `Join` or `Invite` without what was written in it; what proved that is gone with it.
pub fn without_words(mut activity: Document) -> Document {
    let removed = [activity.shift_remove("content"), activity.shift_remove(ANSWERS)];
    if removed.iter().any(Option::is_some) {
        activity.shift_remove("proof");
    }
    activity
}

/// As [`without_words`], of an activity in the log: the one with this id, or another one with that as its object.
pub fn emptied(body: &str, id: &str) -> Result<String> {
    let mut document = crate::json::parse(body)?;
    if document.text("id") == Some(id) {
        document = without_words(document);
    } else if let Some(Value::Object(inner)) = document.get_mut("object") {
        *inner = without_words(std::mem::take(inner));
    }
    serde_json::to_string(&document).map_err(Error::internal)
}

/// The answers as a `Join` carries them: each a `Note` whose `name` is the question.
pub fn document(answers: &[Answer]) -> Value {
    let note = |answer: &Answer| json!({"type": "Note", "name": answer.question, "content": text::text_to_html(&answer.text)});
    if answers.is_empty() { Value::Null } else { answers.iter().map(note).collect() }
}
