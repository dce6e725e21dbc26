//! What was found, and how it is shown.

use serde::Serialize;

/// How it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    /// As it should be.
    Good,
    /// It works, but somebody should look.
    Attention,
    /// It does not work.
    Bad,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Finding {
    /// What was looked at.
    pub(super) check: &'static str,
    pub(super) state: State,
    /// What was found.
    pub(super) text: String,
    /// What to do; empty where nothing is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) todo: String,
}

/// All findings, in order.
#[derive(Debug, Default)]
pub(super) struct Findings(pub(super) Vec<Finding>);

impl Findings {
    pub(super) fn good(&mut self, check: &'static str, text: impl Into<String>) {
        self.0.push(Finding { check, state: State::Good, text: text.into(), todo: String::new() });
    }

    pub(super) fn attention(&mut self, check: &'static str, text: impl Into<String>, todo: impl Into<String>) {
        self.0.push(Finding { check, state: State::Attention, text: text.into(), todo: todo.into() });
    }

    pub(super) fn bad(&mut self, check: &'static str, text: impl Into<String>, todo: impl Into<String>) {
        self.0.push(Finding { check, state: State::Bad, text: text.into(), todo: todo.into() });
    }

    pub(super) fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub(super) fn count(&self, state: State) -> usize {
        self.0.iter().filter(|finding| finding.state == state).count()
    }

    /// One line for each finding, and below it what to do.
    pub(super) fn text(&self) -> String {
        let lines = self.0.iter().map(|finding| {
            let sign = match finding.state {
                State::Good => '✓',
                State::Attention => '!',
                State::Bad => '✗',
            };
            let todo = if finding.todo.is_empty() { String::new() } else { format!("\n    {}", finding.todo) };
            format!("{sign} {}: {}{todo}", finding.check, finding.text)
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    pub(super) fn json(&self) -> String {
        serde_json::to_string_pretty(&self.0).unwrap_or_default()
    }
}
