//! Questions and answers to and from ActivityStreams.

use super::{Answer, MAX_ANSWER, MAX_QUESTION, MOST_QUESTIONS};
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

/// The answers as a `Join` carries them: each a `Note` whose `name` is the question.
pub fn document(answers: &[Answer]) -> Value {
    let note = |answer: &Answer| json!({"type": "Note", "name": answer.question, "content": text::text_to_html(&answer.text)});
    if answers.is_empty() { Value::Null } else { answers.iter().map(note).collect() }
}
