//! The part of a text that was found, with the found words marked.

use super::words::{Query, is_inside};

/// How many characters stand before the first word that was found.
const BEFORE: usize = 70;

/// A part of an excerpt. Plain text: whoever shows it escapes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is a word that was looked for.
    pub marked: bool,
}

/// A whole line with the found words marked.
pub fn marked(line: &str, query: &Query) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (word, inside) in runs(line) {
        let marked = inside && query.finds(word);
        match pieces.last_mut().filter(|last| !last.marked && !marked) {
            Some(last) => last.text.push_str(word),
            None => pieces.push(Piece { text: word.to_owned(), marked }),
        }
    }
    pieces
}

/// At most `most` characters of a line around the first word that was found, with dots where something is left out.
pub fn excerpt(line: &str, query: &Query, most: usize) -> Vec<Piece> {
    let mut at = 0;
    let mut first = 0;
    for (word, inside) in runs(line) {
        if inside && query.finds(word) {
            first = at;
            break;
        }
        at += word.chars().count();
    }
    let length = line.chars().count();
    let begin = if length <= most { 0 } else { first.saturating_sub(BEFORE).min(length - most) };
    let mut cut: String = line.chars().skip(begin).take(most).collect();
    if begin > 0 {
        // Not in the middle of a word.
        cut = cut.split_once(' ').map_or(cut.clone(), |(_, rest)| rest.to_owned());
        cut.insert(0, '…');
    }
    if begin + most < length {
        cut = cut.rsplit_once(' ').map_or(cut.clone(), |(rest, _)| rest.to_owned());
        cut.push('…');
    }
    marked(&cut, query)
}

/// Words and what stands between them, in turn.
fn runs(line: &str) -> Vec<(&str, bool)> {
    let mut runs = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let inside = is_inside(first);
        let end = rest.find(|letter| is_inside(letter) != inside).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        runs.push((run, inside));
        rest = after;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[Piece]) -> String {
        pieces.iter().map(|piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text.clone() }).collect()
    }

    #[test]
    fn found_words_are_marked_and_the_first_one_is_in_the_excerpt() {
        let query = Query::new("anträge bau");
        assert_eq!(shown(&marked("Der Antrag, ein Bauantrag <b>", &query)), "Der [Antrag], ein [Bauantrag] <b>");
        let long = format!("{} Hier steht der Antrag. {}", "Wort ".repeat(100), "Ende ".repeat(100));
        let found = shown(&excerpt(&long, &query, 200));
        assert!(found.starts_with('…') && found.ends_with('…') && found.contains("der [Antrag]."), "{found}");
        assert!(found.chars().count() <= 206, "{found}");
        assert_eq!(shown(&excerpt("kurz", &query, 200)), "kurz");
        assert_eq!(excerpt("", &query, 200), []);
        assert_eq!(shown(&excerpt(&"ä".repeat(500), &query, 100)).chars().count(), 101);
    }
}
