//! Judges HTML by a second reading, with a tokenizer that the sanitiser does not use.

use html5gum::{Token, Tokenizer};

const TAGS: &str =
    "p br a span strong b em i u s del code pre blockquote ul ol li h1 h2 h3 h4 h5 h6 table caption thead tbody tfoot tr td th hr";
const CLASSES: &str = "mention hashtag h-card u-url invisible ellipsis";
const REL: &str = "nofollow noopener noreferrer ugc";

/// Where HTML stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// As it is stored: no heading above the third level, no link within the instance.
    Stored,
    /// Inside a page: hashtags lead to pages of ours.
    Page,
}

/// Panics unless the HTML consists of allowed elements, attributes and addresses alone, every element is closed in its place, and nothing
/// is nested deeper than `depth`.
pub fn check(html: &str, depth: usize, place: Place) {
    let mut open: Vec<String> = Vec::new();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                assert!(TAGS.split(' ').any(|known| known == name), "element {name} in {html:?}");
                let heading_of_page = place == Place::Stored && matches!(name.as_str(), "h1" | "h2");
                assert!(!heading_of_page, "a heading of the page in {html:?}");
                assert!(!tag.self_closing, "{html:?}");
                let attributes: Vec<(String, String)> = tag.attributes.iter().map(|(key, value)| (text(key), text(value))).collect();
                check_attributes(&name, &attributes, place, html);
                if !matches!(name.as_str(), "br" | "hr") {
                    open.push(name);
                }
                assert!(open.len() <= depth, "too deep: {html:?}");
            }
            Token::EndTag(tag) => {
                let name = text(&tag.name);
                assert_eq!(open.pop().as_ref(), Some(&name), "closed out of order in {html:?}");
            }
            Token::String(value) => {
                let value = text(&value);
                let control = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\t');
                assert!(!value.contains(control), "control characters in {html:?}");
            }
            Token::Comment(_) | Token::Doctype(_) => panic!("a comment or declaration in {html:?}"),
            Token::Error(_) => {}
        }
    }
    assert!(open.is_empty(), "left open: {open:?} in {html:?}");
}

fn check_attributes(name: &str, attributes: &[(String, String)], place: Place, html: &str) {
    let value = |key: &str| attributes.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str());
    for (key, value) in attributes {
        match (name, key.as_str()) {
            ("a" | "span", "class") => {
                assert!(value.split(' ').all(|class| CLASSES.split(' ').any(|known| known == class)), "class {value:?} in {html:?}");
            }
            ("a", "href") => {
                let outside = ["http://", "https://", "mailto:"].iter().any(|scheme| value.starts_with(scheme));
                let tag = place == Place::Page && value.starts_with("/tag/");
                assert!(outside || tag, "address {value:?} in {html:?}");
                assert!(!value.contains(|letter: char| letter.is_control() || letter.is_whitespace()), "address {value:?} in {html:?}");
            }
            ("a", "rel") => assert_eq!(value, REL, "{html:?}"),
            ("ol", "start") => assert!(value.parse::<u32>().is_ok(), "{html:?}"),
            _ => panic!("attribute {key} of {name} in {html:?}"),
        }
    }
    if name == "a" {
        let address = value("href").unwrap_or_else(|| panic!("a link to nowhere in {html:?}"));
        assert!(address.starts_with("/tag/") || value("rel") == Some(REL), "a link without rel in {html:?}");
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
