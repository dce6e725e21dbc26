//! Safe HTML made to fit into a page: its place among the headings, and hashtags that lead to the pages of this instance.

use super::plain::plain_text;
use std::borrow::Cow;

/// The longest hashtag, in characters.
const LONGEST_TAG: usize = 100;

/// The normal form of a hashtag, without `#` and in lower case; `None` for what is none.
pub fn tag_name(written: &str) -> Option<String> {
    let name = written.trim().trim_start_matches('#').to_lowercase();
    let letters = name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '\u{300}'..='\u{36f}'));
    (letters && name.chars().any(char::is_alphabetic) && name.chars().count() <= LONGEST_TAG).then_some(name)
}

/// Sanitised HTML as a page shows it: its headings begin at level `first` and go down one step at a time, so that the page has one outline;
/// hashtags lead to their pages on this instance, wherever the text comes from.
pub fn embed(html: &str, first: usize) -> String {
    with_own_tags(&headings_from(html, first)).into_owned()
}

/// The new levels follow from which heading contains which, not from the numbers: a text may begin with `h5` and go on with `h3`.
fn headings_from(html: &str, first: usize) -> String {
    let mut shown = String::with_capacity(html.len());
    let mut around: Vec<u8> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find("<h") {
        let (before, tag) = rest.split_at(at);
        shown.push_str(before);
        let level = match tag.as_bytes() {
            [b'<', b'h', level @ b'1'..=b'6', b'>', ..] => *level,
            _ => {
                shown.push_str("<h");
                rest = tag.get(2..).unwrap_or_default();
                continue;
            }
        };
        while around.last().is_some_and(|last| *last >= level) {
            around.pop();
        }
        around.push(level);
        let new = (first + around.len() - 1).min(6);
        let end = format!("</h{}>", char::from(level));
        let inside = tag.get(4..).unwrap_or_default();
        let (heading, after) = inside.split_once(end.as_str()).unwrap_or((inside, ""));
        shown.push_str(&format!("<h{new}>{heading}</h{new}>"));
        rest = after;
    }
    shown.push_str(rest);
    shown
}

fn with_own_tags(html: &str) -> Cow<'_, str> {
    if !html.contains("hashtag") {
        return Cow::Borrowed(html);
    }
    let mut shown = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<a ") {
        let (before, link) = rest.split_at(at);
        shown.push_str(before);
        // Links never hold links.
        let whole = link.find("</a>").map_or(link.len(), |end| end + "</a>".len());
        let (link, after) = link.split_at(whole);
        match inside_of_tag(link) {
            Some(text) => match tag_name(&plain_text(text)) {
                Some(name) => {
                    let address: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
                    shown.push_str(&format!("<a href=\"/tag/{address}\" class=\"hashtag\">{text}</a>"));
                }
                None => shown.push_str(&format!("<span class=\"hashtag\">{text}</span>")),
            },
            None => shown.push_str(link),
        }
        rest = after;
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// What stands in a link, if it is a hashtag's.
fn inside_of_tag(link: &str) -> Option<&str> {
    let mut quoted = false;
    let end = link.find(|letter| {
        quoted ^= letter == '"';
        letter == '>' && !quoted
    })?;
    let (tag, inside) = link.split_at(end);
    let classes = tag.split_once(" class=\"")?.1.split('"').next()?;
    let inside = inside.strip_prefix('>')?.strip_suffix("</a>")?;
    classes.split(' ').any(|class| class == "hashtag").then_some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sanitize_html;

    #[test]
    fn headings_begin_where_the_page_wants_and_skip_nothing() {
        let cases = [
            ("<h3>A</h3><p>a</p><h4>B</h4><h3>C</h3>", 2, "<h2>A</h2><p>a</p><h3>B</h3><h2>C</h2>"),
            ("<h3>A</h3><h6>B</h6><h5>C</h5>", 2, "<h2>A</h2><h3>B</h3><h3>C</h3>"),
            ("<h5>A</h5><h3>B</h3><h4>C</h4>", 3, "<h3>A</h3><h3>B</h3><h4>C</h4>"),
            ("<h3>A</h3><h4>B</h4><h5>C</h5>", 5, "<h5>A</h5><h6>B</h6><h6>C</h6>"),
            ("<hr><p>&lt;h3&gt;</p>", 2, "<hr><p>&lt;h3&gt;</p>"),
        ];
        for (html, first, expected) in cases {
            assert_eq!(embed(html, first), expected, "{html}");
        }
    }

    #[test]
    fn hashtags_lead_to_our_own_pages() {
        let tag = |text: &str| {
            sanitize_html(&format!("<p><a href=\"https://next.example/tags/x?a=&gt;\" class=\"mention hashtag\">{text}</a> und mehr</p>"))
        };
        assert_eq!(
            embed(&tag("#<span>Bürger</span>"), 2),
            "<p><a href=\"/tag/b%C3%BCrger\" class=\"hashtag\">#<span>Bürger</span></a> und mehr</p>"
        );
        assert_eq!(embed(&tag("\"&gt;&lt;x"), 2), "<p><span class=\"hashtag\">\"&gt;&lt;x</span> und mehr</p>");
        let link = sanitize_html("<p><a href=\"https://next.example/hashtag\">hashtag</a></p>");
        assert_eq!(embed(&link, 2), link);
    }

    #[test]
    fn names_of_hashtags() {
        for (written, name) in [("#Bau", Some("bau")), ("Bürger_Büro", Some("bürger_büro")), ("2026", None), ("a b", None), ("", None)]
        {
            assert_eq!(tag_name(written).as_deref(), name, "{written}");
        }
    }

    #[test]
    fn what_is_safe_stays_safe() {
        for html in ["<h3>a", "<a href=\"https://x.example\" class=\"hashtag\">", "<a ", "<h", "<h3", "", "</h3></a>", "<h1><h2></h1>"] {
            let safe = sanitize_html(html);
            let shown = embed(&safe, 2);
            assert_eq!(shown.matches("<h2>").count(), shown.matches("</h2>").count(), "{html}");
        }
    }
}
