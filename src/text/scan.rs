//! Finds mentions, hashtags and bare addresses in a run of text.

use super::handle::{Handle, is_name};

/// What a run of text consists of.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Text(&'a str),
    /// As written, and what it means.
    Mention(&'a str, Handle),
    /// As written without `#`, and in normal form.
    Hashtag(&'a str, String),
    Address(&'a str),
}

/// Splits text into parts; put together they give the text again, apart from the `#` of hashtags.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut begin = 0;
    let mut at = 0;
    let mut before = ' ';
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let found = if joins(before) { None } else { special(rest) };
        let length = match found {
            Some((part, length)) => {
                if let Some(plain) = text.get(begin..at).filter(|plain| !plain.is_empty()) {
                    parts.push(Part::Text(plain));
                }
                parts.push(part);
                begin = at + length;
                length
            }
            None => rest.chars().next().map_or(1, char::len_utf8),
        };
        before = rest.get(..length).and_then(|passed| passed.chars().next_back()).unwrap_or(' ');
        at += length;
    }
    if let Some(plain) = text.get(begin..).filter(|plain| !plain.is_empty()) {
        parts.push(Part::Text(plain));
    }
    parts
}

/// Whether something after this character would be the middle of a word, a mail address or a path.
fn joins(before: char) -> bool {
    before.is_alphanumeric() || matches!(before, '_' | '@' | '#' | '/' | '&' | '-' | '.' | '+')
}

fn special(rest: &str) -> Option<(Part<'_>, usize)> {
    if rest.starts_with('@') {
        return mention(rest);
    }
    if rest.starts_with('#') {
        return hashtag(rest);
    }
    let scheme = ["https://", "http://"].into_iter().find(|scheme| rest.starts_with(scheme))?;
    let length = address_length(rest);
    (length > scheme.len()).then(|| (Part::Address(rest.get(..length).unwrap_or_default()), length))
}

fn mention(rest: &str) -> Option<(Part<'_>, usize)> {
    let name_end = 1 + length_of(rest.get(1..)?, |letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.'));
    let after_name = rest.get(name_end..)?;
    if let Some(host) = after_name.strip_prefix('@') {
        let host_length = length_of(host, |letter| letter.is_alphanumeric() || matches!(letter, '-' | '.'));
        let host_length = host.get(..host_length)?.trim_end_matches(['.', '-']).len();
        let port = host.get(host_length..).and_then(|rest| rest.strip_prefix(':'));
        let port_length = port.map_or(0, |port| length_of(port, |letter| letter.is_ascii_digit()));
        let with_port = host_length + if port_length > 0 { 1 + port_length } else { 0 };
        for length in [with_port, host_length] {
            let written = rest.get(..name_end + 1 + length)?;
            // A path or a further `@` means that this is something else.
            let follows = rest.get(written.len()..).and_then(|after| after.chars().next());
            if let Ok(handle) = Handle::parse(written)
                && !matches!(follows, Some('@' | '/'))
            {
                return Some((Part::Mention(written, handle), written.len()));
            }
        }
        return None;
    }
    let written = rest.get(..name_end)?.trim_end_matches(['.', '-']);
    let name = written.get(1..)?;
    if !is_name(name) || after_name.starts_with(char::is_alphanumeric) {
        return None;
    }
    Handle::parse(written).ok().map(|handle| (Part::Mention(written, handle), written.len()))
}

fn hashtag(rest: &str) -> Option<(Part<'_>, usize)> {
    let body = rest.get(1..)?;
    let length = length_of(body, |letter| letter.is_alphanumeric() || letter == '_' || is_accent(letter));
    let written = body.get(..length)?;
    let follows = body.get(length..).and_then(|after| after.chars().next());
    let has_letter = written.chars().any(char::is_alphabetic);
    (has_letter && written.chars().count() <= 100 && follows != Some('#'))
        .then(|| (Part::Hashtag(written, normal_tag(written)), 1 + length))
}

/// Lower case, with letters and their accents in one and full-width letters as usual ones, so that what looks the same is the same.
fn normal_tag(written: &str) -> String {
    let mut tag = String::new();
    for letter in written.chars() {
        let letter = match letter {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
            _ => letter,
        };
        let composed = (letter == '\u{308}').then(|| match tag.chars().next_back() {
            Some('a') => Some('ä'),
            Some('o') => Some('ö'),
            Some('u') => Some('ü'),
            _ => None,
        });
        match composed.flatten() {
            Some(umlaut) => {
                tag.pop();
                tag.push(umlaut);
            }
            None => tag.extend(letter.to_lowercase()),
        }
    }
    tag
}

const fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn length_of(text: &str, allowed: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !allowed(letter)).unwrap_or(text.len())
}

/// Up to the next blank, without punctuation that belongs to the sentence.
fn address_length(rest: &str) -> usize {
    let length = length_of(rest, |letter| !letter.is_whitespace() && !matches!(letter, '<' | '>' | '"' | '`'));
    let mut address = rest.get(..length).unwrap_or_default();
    loop {
        let trimmed = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '“', '”', '«', '»', '…']);
        let unbalanced = trimmed.ends_with(')') && trimmed.matches(')').count() > trimmed.matches('(').count();
        let next = if unbalanced { trimmed.strip_suffix(')').unwrap_or(trimmed) } else { trimmed };
        if next.len() == address.len() {
            return next.len();
        }
        address = next;
    }
}
