//! What came out: rates, latencies, and what they cost.

use std::time::Duration;

/// The answers of one measurement.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    /// How long each answer took.
    pub(crate) latencies: Vec<Duration>,
    /// How long all of it took.
    pub(crate) elapsed: Duration,
    /// Processor time of the server meanwhile.
    pub(crate) processor: Duration,
}

impl Figures {
    /// Answers per second.
    pub(crate) fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// The latency that this share of the answers did not exceed; `share` is between 0 and 1.
    pub(crate) fn quantile(&self, share: f64) -> Duration {
        let mut sorted = self.latencies.clone();
        sorted.sort_unstable();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a length is a place in it")]
        let place = ((sorted.len() as f64 * share) as usize).min(sorted.len().saturating_sub(1));
        sorted.get(place).copied().unwrap_or_default()
    }

    /// Processor time of the server per answer.
    pub(crate) fn cost(&self) -> Duration {
        self.processor.checked_div(u32::try_from(self.latencies.len()).unwrap_or(u32::MAX)).unwrap_or_default()
    }

    /// One line of a Markdown table.
    pub(crate) fn line(&self, name: &str, bytes: usize) -> String {
        format!(
            "| {name} | {:.0} | {:.1} | {:.1} | {:.2} | {:.1} |",
            self.rate(),
            self.quantile(0.5).as_secs_f64() * 1_000.0,
            self.quantile(0.99).as_secs_f64() * 1_000.0,
            self.cost().as_secs_f64() * 1_000.0,
            bytes as f64 / 1_024.0,
        )
    }
}

/// The head of a table of [`Figures::line`]s.
pub(crate) const HEAD: &str = "| what | requests/s | p50 ms | p99 ms | server CPU ms each | KiB sent |\n|---|---:|---:|---:|---:|---:|";
