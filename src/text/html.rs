//! HTML from people and other servers, made safe.
//!
//! Three steps: split into tokens, write anew with allowed elements only, clean with `ammonia` (a browser's parser). The last one is what
//! safety rests on; the steps before shape the content (headings, pictures, honest links) and keep nesting and size within limits. All of
//! it is repeated until nothing changes, so that cleaning what was cleaned changes nothing either.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::link::{honest_text, link_address};
use super::plain::{clean_text, plain_text};
use super::token::{Attributes, Token, tokens};
use super::writer::Writer;

/// Longest HTML in bytes, before and after; more is shown as plain text.
pub const MAX_BYTES: usize = 1 << 20;
/// Deepest nesting; more is shown as plain text.
pub const MAX_DEPTH: usize = 50;

/// Classes with a meaning between servers; our own styles know them.
const CLASSES: [&str; 6] = ["mention", "hashtag", "h-card", "u-url", "invisible", "ellipsis"];
const TAGS: [&str; 30] = [
    "p",
    "br",
    "a",
    "span",
    "strong",
    "b",
    "em",
    "i",
    "u",
    "s",
    "del",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "hr",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    let classes: HashSet<&str> = CLASSES.into();
    builder
        .tags(TAGS.into())
        .clean_content_tags(["script", "style"].into())
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .generic_attributes(HashSet::new())
        .allowed_classes(HashMap::from([("a", classes.clone()), ("span", classes)]))
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer ugc"));
    builder
});

/// Makes HTML safe to show in a page. What is too long, too deep or otherwise beyond repair becomes plain text.
///
/// Cleaning its own result changes nothing.
pub fn sanitize_html(html: &str) -> String {
    let Some(mut clean) = pass(html) else { return as_plain_text(html) };
    for _ in 0..3 {
        match pass(&clean) {
            Some(again) if again == clean => return clean,
            Some(again) => clean = again,
            None => break,
        }
    }
    as_plain_text(&clean)
}

/// Escapes text for HTML content and attribute values.
pub fn escape_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

fn pass(html: &str) -> Option<String> {
    if html.len() > MAX_BYTES {
        return None;
    }
    let rewritten = rewrite(&clean_text(html))?;
    let clean = CLEANER.clean(&rewritten).to_string();
    (clean.len() <= MAX_BYTES).then_some(clean)
}

/// The text alone.
fn as_plain_text(html: &str) -> String {
    text_to_html(&plain_text(html.get(..html.floor_char_boundary(MAX_BYTES)).unwrap_or_default()))
}

/// Plain text as HTML: paragraphs where there are empty lines, line breaks otherwise. Very long text is cut, so that it stays within
/// [`MAX_BYTES`] when escaped.
pub fn text_to_html(text: &str) -> String {
    let text = clean_text(text.get(..text.floor_char_boundary(MAX_BYTES / 8)).unwrap_or_default());
    let paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
    let html: String = paragraphs.map(|text| format!("<p>{}</p>", escape_html(text.trim()).replace('\n', "<br>"))).collect();
    pass(&html).unwrap_or_default()
}

fn rewrite(html: &str) -> Option<String> {
    let tokens = tokens(html);
    let highest = tokens.iter().filter_map(|token| if let Token::Start(name, _) = token { heading(name) } else { None }).min();
    // Pages have h1 and h2 of their own; the highest heading of a text becomes h3 and the others follow.
    let shift = highest.map_or(0, |highest| 3_usize.saturating_sub(highest));
    let mut writer = Writer::default();
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        index += 1;
        if writer.is_too_much() {
            return None;
        }
        match token {
            Token::Text(text) => write_text(&mut writer, text),
            Token::Start(name, attributes) if name == "a" => {
                let address = attributes.href.as_deref().and_then(link_address);
                let length = tokens.iter().skip(index).take_while(|token| is_inline(token)).count();
                let inside = tokens.get(index..index + length).unwrap_or_default();
                let honest = address.as_deref().and_then(|address| honest_text(&start_of_text(inside), address));
                writer.open_inline("a", address.map(|address| format!("<a href=\"{}\"{}>", escape_html(&address), class(attributes))));
                if let Some(text) = honest {
                    writer.text(&text);
                    index += length;
                }
            }
            Token::Start(name, attributes) if name == "img" => picture(&mut writer, attributes),
            Token::Start(name, attributes) => start(&mut writer, name, attributes, shift),
            Token::End(name) => end(&mut writer, name, shift),
        }
    }
    writer.finish()
}

/// Whether the link that is open goes on with this token.
fn is_inline(token: &Token<'_>) -> bool {
    match token {
        Token::Text(_) => true,
        Token::Start(name, _) | Token::End(name) => name == "img" || inline(name).is_some(),
    }
}

/// The text of these tokens, as far as it can be taken for an address.
fn start_of_text(tokens: &[Token<'_>]) -> String {
    let texts = tokens.iter().filter_map(|token| if let Token::Text(text) = token { Some(text.chars()) } else { None });
    texts.flatten().take(300).collect()
}

fn heading(name: &str) -> Option<usize> {
    ["h1", "h2", "h3", "h4", "h5", "h6"].iter().position(|heading| *heading == name).map(|index| index + 1)
}

fn shifted(level: usize, shift: usize) -> &'static str {
    match level + shift {
        ..=3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

fn inline(name: &str) -> Option<&'static str> {
    ["span", "strong", "b", "em", "i", "u", "s", "del", "code"].into_iter().find(|known| *known == name).or(match name {
        "strike" => Some("s"),
        "tt" | "kbd" | "samp" => Some("code"),
        _ => None,
    })
}

fn table_part(name: &str) -> Option<&'static str> {
    ["caption", "thead", "tbody", "tfoot", "tr", "td", "th"].into_iter().find(|known| *known == name)
}

/// Elements that stand on lines of their own but are not kept.
fn is_division(name: &str) -> bool {
    let names = [
        "div",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "nav",
        "figure",
        "figcaption",
        "address",
        "details",
        "summary",
        "dl",
        "dt",
        "dd",
        "form",
        "fieldset",
        "center",
        "hgroup",
        "body",
        "html",
        "option",
    ];
    names.contains(&name)
}

fn start(writer: &mut Writer, name: &str, attributes: &Attributes, shift: usize) {
    match name {
        "p" => writer.start_paragraph(),
        "br" => writer.line_break(),
        "hr" => writer.rule(),
        "blockquote" => writer.open("blockquote", ""),
        "pre" => writer.open("pre", ""),
        "ul" | "menu" | "dir" => writer.open("ul", ""),
        "ol" => {
            let number = attributes.start.as_deref().and_then(|number| number.parse::<u32>().ok());
            writer.open("ol", &number.map(|number| format!(" start=\"{number}\"")).unwrap_or_default());
        }
        "li" => writer.open_item(),
        "table" => writer.open("table", ""),
        _ => {
            if let Some(level) = heading(name) {
                writer.open(shifted(level, shift), "");
            } else if let Some(name) = inline(name) {
                let classes = if name == "span" { class(attributes) } else { String::new() };
                writer.open_inline(name, Some(format!("<{name}{classes}>")));
            } else if let Some(name) = table_part(name) {
                writer.open_table_part(name);
            } else if is_division(name) {
                writer.start_paragraph();
            }
        }
    }
}

fn end(writer: &mut Writer, name: &str, shift: usize) {
    match name {
        "p" => writer.end_paragraph(false),
        "a" => writer.close_inline("a"),
        "menu" | "dir" => writer.close("ul"),
        "blockquote" | "pre" | "ul" | "ol" | "li" | "table" => writer.close(name),
        _ => {
            if let Some(level) = heading(name) {
                writer.close(shifted(level, shift));
            } else if let Some(name) = inline(name) {
                writer.close_inline(name);
            } else if let Some(name) = table_part(name) {
                writer.close(name);
            } else if is_division(name) {
                writer.end_paragraph(true);
            }
        }
    }
}

/// The allowed classes as an attribute.
fn class(attributes: &Attributes) -> String {
    let classes = attributes.class.as_deref().unwrap_or_default().split_ascii_whitespace();
    let mut kept: Vec<&str> = classes.filter(|class| CLASSES.contains(class)).collect();
    kept.dedup();
    kept.truncate(CLASSES.len());
    if kept.is_empty() { String::new() } else { format!(" class=\"{}\"", kept.join(" ")) }
}

/// A picture is a link to it: readers' browsers load nothing from other servers by themselves.
fn picture(writer: &mut Writer, attributes: &Attributes) {
    let alt = attributes.alt.as_deref().map(str::trim).unwrap_or_default();
    let address = attributes.src.as_deref().and_then(link_address);
    let emoji = alt.len() > 2 && alt.starts_with(':') && alt.ends_with(':');
    match address {
        Some(address) if !emoji && !writer.in_link() => {
            let shown = if alt.is_empty() { address.clone() } else { alt.to_owned() };
            let shown = honest_text(&shown, &address).unwrap_or(shown);
            writer.open_inline("a", Some(format!("<a href=\"{}\">", escape_html(&address))));
            write_text(writer, &shown);
            writer.close_inline("a");
        }
        _ => write_text(writer, alt),
    }
}

/// Text without characters that turn the direction of what follows; in code they are shown, since there they deceive readers.
fn write_text(writer: &mut Writer, text: &str) {
    let turns = |letter: char| matches!(letter, '\u{202a}'..='\u{202e}');
    let isolates = |letter: char| matches!(letter, '\u{2066}'..='\u{2069}');
    if writer.in_code() && text.contains(|letter| turns(letter) || isolates(letter)) {
        let mark =
            |letter: char| if turns(letter) || isolates(letter) { format!("[U+{:04X}]", u32::from(letter)) } else { letter.to_string() };
        writer.text(&text.chars().map(mark).collect::<String>());
    } else if text.contains(turns) {
        writer.text(&text.replace(turns, ""));
    } else {
        writer.text(text);
    }
}
