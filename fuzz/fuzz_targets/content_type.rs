//! `Content-Type` and `Accept`.
//!
//! Oracle: a reader written for this alone decides the same about everything that RFC 9110 allows; what is taken names one of the two types
//! first, whatever stands behind; and case and further parameters change nothing.
#![no_main]

use dienstweg::federation::prefers_activity_json;
use dienstweg::http::is_activity_json;
use http::{HeaderMap, HeaderValue, header};
use libfuzzer_sys::fuzz_target;

const PROFILE: &str = "https://www.w3.org/ns/activitystreams";

fuzz_target!(|text: &str| {
    let taken = is_activity_json(text);
    if let Some(expected) = read(text) {
        assert_eq!(taken, expected, "{text:?}");
    }
    if taken {
        let lower = text.to_ascii_lowercase();
        let essence = lower.split(';').next().unwrap_or_default().trim();
        let linked = essence == "application/ld+json" && lower.contains("profile=") && lower.contains(PROFILE);
        assert!(essence == "application/activity+json" || linked, "{text:?}");
        assert!(is_activity_json(&text.to_ascii_uppercase()) && is_activity_json(&lower), "{text:?}");
    }
    let Ok(value) = HeaderValue::from_str(text) else { return };
    let mut headers = HeaderMap::from_iter([(header::ACCEPT, value)]);
    if prefers_activity_json(&headers) {
        let ranges = text.split(',').take(20);
        assert!(ranges.clone().any(is_activity_json), "{text:?}");
        if let Ok(value) = HeaderValue::from_str(&format!("text/html;q=1000,{text}")) {
            headers.insert(header::ACCEPT, value);
            assert!(!prefers_activity_json(&headers), "{text:?}");
        }
    }
});

/// What RFC 9110 (§8.3.1, §5.6.6) says about a media type; nothing about what it does not allow or is unusual.
fn read(text: &str) -> Option<bool> {
    let token = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._+".contains(&byte));
    let blank = [' ', '\t'];
    let text = text.trim_matches(blank);
    let end = text.find(';').unwrap_or(text.len());
    let (essence, mut rest) = text.split_at(end);
    let essence = essence.trim_end_matches(blank).to_ascii_lowercase();
    let (kind, subtype) = essence.split_once('/')?;
    if !token(kind) || !token(subtype) || subtype.contains('+') && !subtype.ends_with("json") {
        return None;
    }
    let mut profile: Option<String> = None;
    while let Some(after) = rest.strip_prefix(';') {
        let (name, value) = after.trim_start_matches(blank).split_once('=')?;
        if !token(name) {
            return None;
        }
        let quoted = value.strip_prefix('"');
        let (value, after) = match quoted {
            Some(quoted) => quoted.split_once('"')?,
            None => value.split_at(value.find([';', ' ', '\t']).unwrap_or(value.len())),
        };
        let printable = value.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic() && byte != b'\\');
        if value.is_empty() || !(if quoted.is_some() { printable } else { token(value) }) {
            return None;
        }
        if name.eq_ignore_ascii_case("profile") {
            if profile.is_some() {
                return None;
            }
            profile = Some(value.to_owned());
        }
        rest = after.trim_start_matches(blank);
    }
    if !rest.is_empty() {
        return None;
    }
    let named = profile.is_some_and(|profile| profile.split(' ').any(|one| one.eq_ignore_ascii_case(PROFILE)));
    Some(essence == "application/activity+json" || essence == "application/ld+json" && named)
}
