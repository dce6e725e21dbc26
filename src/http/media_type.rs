//! Which media types hold an ActivityPub document.

use mime::Mime;

/// The profile of JSON-LD that marks ActivityStreams (ActivityPub, section 3.2).
const ACTIVITY_STREAMS: &str = "https://www.w3.org/ns/activitystreams";

/// Whether a `Content-Type` is one of an ActivityPub document: `application/activity+json`, or `application/ld+json` with the profile of
/// ActivityStreams. Other parameters, their order and the case of letters do not matter.
pub fn is_activity_json(content_type: &str) -> bool {
    let Ok(media_type) = with_plain_spaces(content_type.trim()).parse::<Mime>() else { return false };
    match media_type.essence_str().to_ascii_lowercase().as_str() {
        "application/activity+json" => true,
        "application/ld+json" => media_type.get_param("profile").is_some_and(|profiles| {
            profiles.as_str().split_ascii_whitespace().any(|profile| profile.eq_ignore_ascii_case(ACTIVITY_STREAMS))
        }),
        _ => false,
    }
}

/// RFC 9110, section 5.6.6, allows tabs, and white space before a semicolon; the parser does not. Quoted text stays as it is.
fn with_plain_spaces(content_type: &str) -> String {
    let mut text = String::with_capacity(content_type.len());
    let (mut quoted, mut escaped) = (false, false);
    for letter in content_type.chars() {
        if letter == ';' && !quoted {
            text.truncate(text.trim_end_matches([' ', '\t']).len());
        }
        quoted ^= letter == '"' && !escaped;
        escaped = quoted && letter == '\\' && !escaped;
        text.push(if letter == '\t' && !quoted { ' ' } else { letter });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fet_21_other_types_are_refused() {
        for content_type in [
            "text/html",
            "image/png",
            "application/json",
            "application/octet-stream",
            "",
            "application/activity+jsonp",
            "text/html; x=application/activity+json",
            "application/activity+json, text/html",
            "application/activity+json/x",
        ] {
            assert!(!is_activity_json(content_type), "{content_type}");
        }
    }

    #[test]
    fn fet_22_linked_data_needs_the_profile() {
        for content_type in [
            "application/ld+json",
            "application/ld+json; charset=utf-8",
            "application/ld+json; profile=\"https://example.org/ns\"",
            "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams-not\"",
            "application/ld+json; x=\"profile=https://www.w3.org/ns/activitystreams\"",
        ] {
            assert!(!is_activity_json(content_type), "{content_type}");
        }
        for content_type in [
            "application/activity+json",
            "Application/Activity+JSON;charset=UTF-8",
            " application/activity+json; charset=\"utf-8\" ",
            "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
            "application/ld+json;profile=\"https://www.w3.org/ns/activitystreams\"",
            "application/ld+json ; profile=\"https://www.w3.org/ns/activitystreams\"",
            "application/ld+json;\tcharset=utf-8 ; profile=\"https://www.w3.org/ns/activitystreams\"",
            "application/LD+JSON; charset=utf-8; PROFILE=\"HTTPS://www.w3.org/ns/activitystreams\"",
            "application/ld+json; profile=\"https://example.org/ns https://www.w3.org/ns/activitystreams\"; charset=utf-8",
        ] {
            assert!(is_activity_json(content_type), "{content_type}");
        }
    }
}
