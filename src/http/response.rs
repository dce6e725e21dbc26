//! What came back.

use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::{HeaderMap, HeaderName, header};
use url::Url;

/// Shortest and longest wait that a server may ask of us, in seconds.
const RETRY_AFTER: (u64, u64) = (1, 24 * 60 * 60);

/// A whole answer, within the limits of the client.
#[derive(Debug, Clone)]
pub struct Response {
    /// HTTP status code, whatever it is.
    pub status: u16,
    /// The URL that answered, after redirects, without fragment.
    pub url: Url,
    /// All headers.
    pub headers: HeaderMap,
    /// The body; for a delivery only its first part, for the log.
    pub body: Bytes,
}

impl Response {
    /// Whether the status says success (2xx).
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }

    /// `Content-Type`, if it is there and readable.
    pub fn content_type(&self) -> Option<&str> {
        self.text_of(header::CONTENT_TYPE)
    }

    /// How long the server asks us to wait (RFC 9110, section 10.2.3), from 1 second to 24 hours; nothing if it does not ask.
    pub fn retry_after(&self, now: DateTime<Utc>) -> Option<Duration> {
        let text = self.text_of(header::RETRY_AFTER)?.trim();
        let digits = text.strip_prefix('-').unwrap_or(text);
        let seconds = if !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()) {
            // A negative number is already over; one too long for an integer is only very late.
            if text.starts_with('-') { 0 } else { digits.parse().unwrap_or(u64::MAX) }
        } else {
            let until = DateTime::<Utc>::from(httpdate::parse_http_date(text).ok()?);
            u64::try_from((until - now).num_seconds()).unwrap_or(0)
        };
        Some(Duration::from_secs(seconds.clamp(RETRY_AFTER.0, RETRY_AFTER.1)))
    }

    fn text_of(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn retry_after(text: &'static str) -> Option<u64> {
        let headers = HeaderMap::from_iter([(header::RETRY_AFTER, text.parse().unwrap())]);
        let url = Url::parse("https://a.example.org/").unwrap();
        let response = Response { status: 503, url, headers, body: Bytes::new() };
        let now = DateTime::parse_from_rfc3339("2026-03-04T05:06:00Z").unwrap();
        response.retry_after(now.into()).map(|wait| wait.as_secs())
    }

    #[test]
    fn flt_16_retry_after_is_obeyed_between_a_second_and_a_day() {
        assert_eq!(retry_after("120"), Some(120));
        assert_eq!(retry_after(" 7 "), Some(7));
        assert_eq!(retry_after("0"), Some(1));
        assert_eq!(retry_after("-1"), Some(1));
        assert_eq!(retry_after("1000000000000"), Some(86_400));
        assert_eq!(retry_after("99999999999999999999999999"), Some(86_400));
        assert_eq!(retry_after("Wed, 04 Mar 2026 05:07:30 GMT"), Some(90));
        assert_eq!(retry_after("Wed, 04 Mar 2020 05:07:30 GMT"), Some(1));
        assert_eq!(retry_after("Wed, 04 Mar 2099 05:07:30 GMT"), Some(86_400));
        assert_eq!(retry_after("soon"), None);
        assert_eq!(retry_after("1.5"), None);
        assert_eq!(retry_after(""), None);
    }
}
