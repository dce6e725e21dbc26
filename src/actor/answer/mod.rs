//! The questions a community asks who wants to come in, and the answers.

pub mod json;

use serde::{Deserialize, Serialize};

/// A community asks so many questions at most.
pub const MOST_QUESTIONS: usize = 5;
/// The longest question, in characters.
pub const MAX_QUESTION: usize = 200;
/// The longest answer, in characters.
pub const MAX_ANSWER: usize = 1_000;

/// An answer together with its question: hosts may ask something else by the time they read it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// One line.
    pub question: String,
    /// Plain text.
    pub text: String,
}

/// As stored with an application.
pub fn stored(answers: &[Answer]) -> String {
    serde_json::to_string(answers).unwrap_or_else(|_| "[]".to_owned())
}

/// What [`stored`] wrote.
pub fn restored(text: &str) -> Vec<Answer> {
    serde_json::from_str(text).unwrap_or_default()
}
