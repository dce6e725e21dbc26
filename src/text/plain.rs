//! Plain text: from HTML, and cleaned of characters that deceive or break lines.

use super::token::{Token, tokens};

/// The text of some HTML: blocks on lines of their own with an empty line between paragraphs, list items with a dash, no blanks at the ends.
pub fn plain_text(html: &str) -> String {
    let cleaned = clean_text(html);
    let mut lines = Lines::default();
    let mut preformatted = 0_usize;
    for token in tokens(&cleaned) {
        match token {
            Token::Text(text) if preformatted > 0 => lines.verbatim(&text),
            Token::Text(text) => lines.text(&text),
            Token::Start(name, attributes) => match name.as_str() {
                "br" => lines.line_break(),
                "li" => {
                    lines.break_to(1);
                    lines.text("- ");
                }
                "img" => lines.text(attributes.alt.as_deref().unwrap_or_default()),
                "pre" => {
                    preformatted += 1;
                    lines.break_to(2);
                }
                name => lines.tag(name),
            },
            Token::End(name) => {
                if name == "pre" {
                    preformatted = preformatted.saturating_sub(1);
                }
                lines.tag(&name);
            }
        }
    }
    lines.out.trim().to_owned()
}

/// Collects words with single blanks between them, and breaks.
#[derive(Default)]
struct Lines {
    out: String,
    blank: bool,
    breaks: usize,
}

impl Lines {
    fn text(&mut self, text: &str) {
        let blank = |letter: char| letter.is_ascii_whitespace() || letter == '\u{a0}';
        for (index, word) in text.split(blank).enumerate() {
            self.blank |= index > 0;
            if !word.is_empty() {
                self.flush();
                self.out.push_str(word);
            }
        }
    }

    fn verbatim(&mut self, text: &str) {
        self.flush();
        self.out.push_str(text);
    }

    fn line_break(&mut self) {
        self.breaks = (self.breaks + 1).min(2);
    }

    fn break_to(&mut self, breaks: usize) {
        self.breaks = self.breaks.max(breaks);
    }

    fn tag(&mut self, name: &str) {
        match name {
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "pre" | "table" | "hr" | "ul" | "ol" => self.break_to(2),
            "div" | "section" | "article" | "header" | "footer" | "figure" | "tr" | "dt" | "dd" | "caption" | "li" => self.break_to(1),
            "td" | "th" => self.blank = true,
            _ => {}
        }
    }

    fn flush(&mut self) {
        if self.breaks > 0 {
            if !self.out.is_empty() {
                self.out.push_str(if self.breaks == 1 { "\n" } else { "\n\n" });
            }
        } else if self.blank && !self.out.is_empty() {
            self.out.push(' ');
        }
        self.breaks = 0;
        self.blank = false;
    }
}

/// The beginning of some HTML's text on one line, at most `max_chars` characters with the dots that show a cut. Where a paragraph, heading
/// or list item ends without a mark of its own, a dot in the middle stands between it and the next.
pub fn excerpt(html: &str, max_chars: usize) -> String {
    let text = plain_text(html);
    let mut line = String::new();
    for block in text.lines() {
        let words = block.split_whitespace().skip_while(|word| *word == "-").collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            continue;
        }
        if let Some(last) = line.chars().next_back() {
            line.push_str(if last.is_alphanumeric() { " · " } else { " " });
        }
        line.push_str(&words);
    }
    if line.chars().count() <= max_chars {
        return line;
    }
    let Some(room) = max_chars.checked_sub(1) else { return String::new() };
    let cut: String = line.chars().take(room).collect();
    let next_is_blank = line.chars().nth(room).is_some_and(|letter| letter == ' ');
    let whole_words = if next_is_blank { Some(cut.as_str()) } else { cut.rsplit_once(' ').map(|(words, _)| words) };
    format!("{}…", whole_words.unwrap_or(&cut).trim_end())
}

/// A name or title on one line: without control characters, characters that turn the writing direction, invisible ones and piles of accents;
/// single blanks; at most `max_chars` characters.
pub fn clean_line(text: &str, max_chars: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    let mut blank = false;
    let mut marks = 0;
    let mut before = ' ';
    for letter in text.chars() {
        if letter.is_whitespace() || is_control(letter) {
            blank = true;
            continue;
        }
        // The joiner between the parts of one emoji is not a trick.
        let joins_emoji = letter == '\u{200d}' && (before >= '\u{1f000}' || before == '\u{fe0f}');
        if is_invisible(letter) && !joins_emoji {
            continue;
        }
        marks = if is_mark(letter) { marks + 1 } else { 0 };
        if marks > 2 {
            continue;
        }
        let added = 1 + usize::from(blank && length > 0);
        if length + added > max_chars {
            break;
        }
        if added == 2 {
            line.push(' ');
        }
        line.push(letter);
        length += added;
        blank = false;
        before = letter;
    }
    line
}

/// Text of several lines without NUL and other control characters; line breaks and tabs stay, `\r\n` becomes `\n`.
pub fn clean_text(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' => cleaned.push('\n'),
            '\n' | '\t' => cleaned.push(letter),
            _ if is_control(letter) => {}
            _ => cleaned.push(letter),
        }
    }
    cleaned
}

/// Whether there is anything to see in it, or to hear: not only blanks and characters nobody sees.
pub fn says_something(text: &str) -> bool {
    let unseen = |letter: char| {
        letter.is_whitespace() || is_control(letter) || is_invisible(letter) || matches!(letter, '\u{2800}' | '\u{fe00}'..='\u{fe0f}')
    };
    text.chars().any(|letter| !unseen(letter) && !is_mark(letter))
}

/// Control characters and code points that are no characters.
fn is_control(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{fdd0}'..='\u{fdef}') || u32::from(letter) & 0xfffe == 0xfffe
}

fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}
