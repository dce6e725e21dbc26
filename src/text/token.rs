//! Splits HTML into texts and tags, in linear time and without ever failing.
//!
//! It decides what a page means, not whether it is safe: everything is written anew by `writer` and checked by the sanitiser afterwards.

use std::borrow::Cow;

/// A piece of HTML. Comments, declarations and the content of scripts are left out.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text with character references resolved.
    Text(Cow<'a, str>),
    /// A start tag, name in lower case, with the few attributes that matter.
    Start(String, Attributes),
    /// An end tag, name in lower case.
    End(String),
}

/// The attributes that are looked at; all others are dropped.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) href: Option<String>,
    pub(super) src: Option<String>,
    pub(super) alt: Option<String>,
    pub(super) class: Option<String>,
    pub(super) start: Option<String>,
}

/// Elements whose content is no text for readers: dropped with everything up to their end tag.
const RAW: [&str; 8] = ["script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"];

/// Splits a fragment into tokens.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let Some(position) = rest.find('<') else {
            push_text(&mut tokens, rest);
            break;
        };
        let (text, tag) = rest.split_at(position);
        push_text(&mut tokens, text);
        rest = after_markup(tag, &mut tokens);
    }
    tokens
}

fn push_text<'a>(tokens: &mut Vec<Token<'a>>, text: &'a str) {
    if text.is_empty() {
        return;
    }
    let text = decode(text);
    match tokens.last_mut() {
        Some(Token::Text(before)) => before.to_mut().push_str(&text),
        _ => tokens.push(Token::Text(text)),
    }
}

/// Reads what begins with `<` and returns the rest.
fn after_markup<'a>(tag: &'a str, tokens: &mut Vec<Token<'a>>) -> &'a str {
    let mut ahead = tag.chars().skip(1);
    match (ahead.next(), ahead.next()) {
        (Some('!'), _) if tag.starts_with("<!--") => {
            // `<!-->` and `<!--->` are complete comments.
            let body = tag.get(2..).unwrap_or_default();
            body.find("-->").and_then(|end| body.get(end + 3..)).unwrap_or_default()
        }
        (Some('!' | '?'), _) => after_bracket(tag),
        (Some('/'), Some(letter)) if letter.is_ascii_alphabetic() => {
            let (name, _, rest) = read_tag(tag.get(2..).unwrap_or_default());
            if let Some(rest) = rest {
                tokens.push(Token::End(name));
                return rest;
            }
            ""
        }
        (Some('/'), _) => after_bracket(tag),
        (Some(letter), _) if letter.is_ascii_alphabetic() => {
            let (name, attributes, rest) = read_tag(tag.get(1..).unwrap_or_default());
            let Some(mut rest) = rest else { return "" };
            if RAW.contains(&name.as_str()) {
                rest = after_raw(rest, &name);
            } else {
                tokens.push(Token::Start(name, attributes));
            }
            rest
        }
        _ => {
            let (bracket, rest) = tag.split_at(1);
            push_text(tokens, bracket);
            rest
        }
    }
}

fn after_bracket(text: &str) -> &str {
    text.split_once('>').map_or("", |(_, rest)| rest)
}

/// What follows the end tag of an element whose content is dropped.
fn after_raw<'a>(mut rest: &'a str, name: &str) -> &'a str {
    while let Some(position) = rest.find("</") {
        rest = rest.get(position + 2..).unwrap_or_default();
        let found = rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        let after = rest.get(name.len()..).unwrap_or_default();
        if found && (after.is_empty() || after.starts_with(|letter: char| letter.is_ascii_whitespace() || letter == '/' || letter == '>')) {
            return after_bracket(after);
        }
    }
    ""
}

/// Reads a tag from its name to its `>`; no rest means that the tag never ends.
fn read_tag(text: &str) -> (String, Attributes, Option<&str>) {
    let blank = |letter: char| letter.is_ascii_whitespace() || letter == '/';
    let end = text.find(|letter: char| blank(letter) || letter == '>').unwrap_or(text.len());
    let (name, mut rest) = text.split_at(end);
    let mut attributes = Attributes::default();
    loop {
        rest = rest.trim_start_matches(blank);
        if rest.is_empty() {
            return (name.to_ascii_lowercase(), attributes, None);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (name.to_ascii_lowercase(), attributes, Some(after));
        }
        // An attribute's name has at least one character, which may even be `=`.
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let end = rest.get(first..).unwrap_or_default().find(|letter: char| blank(letter) || letter == '>' || letter == '=');
        let (key, after) = rest.split_at(end.map_or(rest.len(), |end| end + first));
        let Some(value) = after.trim_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        let (value, after) = read_value(value.trim_start());
        keep(&mut attributes, key, value);
        rest = after;
    }
}

fn read_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    text.split_at(text.find(|letter: char| letter.is_ascii_whitespace() || letter == '>').unwrap_or(text.len()))
}

/// The first attribute of a name counts.
fn keep(attributes: &mut Attributes, key: &str, value: &str) {
    let place = match key.to_ascii_lowercase().as_str() {
        "href" => &mut attributes.href,
        "src" => &mut attributes.src,
        "alt" => &mut attributes.alt,
        "class" => &mut attributes.class,
        "start" => &mut attributes.start,
        _ => return,
    };
    if place.is_none() {
        *place = Some(decode(value).into_owned());
    }
}

/// Resolves character references: all numbers, and the names that occur in German and English text. Others stay as they are written.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(position) = rest.find('&') {
        let (before, reference) = rest.split_at(position);
        decoded.push_str(before);
        let body = reference.get(1..).unwrap_or_default();
        let length = body.bytes().take(12).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        let name = body.get(..length).unwrap_or_default();
        let closed = body.get(length..).is_some_and(|after| after.starts_with(';'));
        match resolve(name, closed) {
            Some(letter) => {
                decoded.push(letter);
                rest = body.get(length + usize::from(closed)..).unwrap_or_default();
            }
            None => {
                decoded.push('&');
                rest = body;
            }
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

fn resolve(name: &str, closed: bool) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(number) => u32::from_str_radix(number, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some(char::from_u32(code).filter(|letter| *letter != '\0').unwrap_or('\u{fffd}'));
    }
    if !closed {
        return None;
    }
    let found = NAMES.iter().find(|(known, _)| *known == name);
    found.map(|(_, letter)| *letter)
}

const NAMES: [(&str, char); 52] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("euro", '€'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("bdquo", '„'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("sbquo", '‚'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("sect", '§'),
    ("para", '¶'),
    ("middot", '·'),
    ("bull", '•'),
    ("times", '×'),
    ("divide", '÷'),
    ("plusmn", '±'),
    ("frac12", '½'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("micro", 'µ'),
    ("shy", '\u{ad}'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("ccedil", 'ç'),
    ("rarr", '→'),
    ("larr", '←'),
    ("thinsp", '\u{2009}'),
];
