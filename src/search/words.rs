//! Words as the index knows them: folded (case, accents, umlauts, ß) and stemmed in German and English, in ASCII.

use icu_normalizer::DecomposingNormalizerBorrowed;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeSet;

/// The most words of a search that count.
const MOST_TERMS: usize = 10;
/// The most words of one text that are indexed.
const MOST_WORDS: usize = 20_000;
/// The longest word, in characters; the rest is cut off.
const LONGEST: usize = 60;
/// Stems shorter than this must fit whole; longer ones also find compounds that begin with them.
const SHORTEST_BEGINNING: usize = 3;

/// Whether a character stands inside of words: letters, digits, and accents that follow their letter.
pub(super) fn is_inside(letter: char) -> bool {
    letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter)
}

/// The words of a text without case and accents.
fn plain(text: &str) -> Vec<String> {
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(text);
    let mut words = Vec::new();
    for word in decomposed.split(|letter| !is_inside(letter)) {
        let mut folded = String::new();
        for letter in word.chars().filter(|letter| letter.is_alphanumeric()).take(LONGEST).flat_map(char::to_lowercase) {
            match letter {
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'đ' | 'ð' => folded.push('d'),
                'ı' => folded.push('i'),
                letter if letter.is_alphanumeric() => folded.push(letter),
                _ => {}
            }
        }
        if !folded.is_empty() {
            words.push(folded);
        }
    }
    words
}

/// `ae`, `oe` and `ue` as `a`, `o` and `u`, as umlauts are after folding; not after another vowel (`neue`) or `q`.
fn without_umlauts(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut folded = String::with_capacity(word.len());
    for (at, letter) in letters.iter().enumerate() {
        let pair = at.checked_sub(1).and_then(|before| letters.get(before)).filter(|before| matches!(before, 'a' | 'o' | 'u'));
        let ahead = at.checked_sub(2).and_then(|ahead| letters.get(ahead)).copied().unwrap_or(' ');
        if *letter == 'e' && pair.is_some() && !matches!(ahead, 'a' | 'e' | 'i' | 'o' | 'u' | 'q') {
            continue;
        }
        folded.push(*letter);
    }
    folded
}

/// The databases see ASCII alone: neither has to know what a letter is.
fn ascii(word: &str) -> String {
    let mut token = String::with_capacity(word.len());
    for letter in word.chars() {
        if letter.is_ascii() {
            token.push(letter);
        } else {
            token.push_str(&format!("{:06x}", u32::from(letter)));
        }
    }
    token
}

/// The stems of a folded word.
fn stems(word: &str) -> BTreeSet<String> {
    let german = Stemmer::create(Algorithm::German).stem(&without_umlauts(word)).into_owned();
    let english = Stemmer::create(Algorithm::English).stem(word).into_owned();
    [german, english].iter().map(|stem| ascii(stem)).filter(|stem| !stem.is_empty()).collect()
}

/// What is indexed of a text: each word as it is and its stems, with blanks between them.
pub(super) fn tokens(text: &str) -> String {
    let mut tokens = BTreeSet::new();
    for word in plain(text).into_iter().take(MOST_WORDS) {
        tokens.extend(stems(&word));
        tokens.insert(ascii(&without_umlauts(&word)));
        tokens.insert(ascii(&word));
    }
    tokens.into_iter().collect::<Vec<_>>().join(" ")
}

/// What somebody looks for: all of these words, each in one of its forms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    terms: Vec<BTreeSet<String>>,
    /// Whether the words are still being typed.
    unfinished: bool,
}

impl Query {
    /// Reads what was typed. Every input is good; signs separate words and mean nothing else.
    pub fn new(text: &str) -> Self {
        let mut terms: Vec<BTreeSet<String>> = Vec::new();
        for word in plain(text) {
            let forms = stems(&word);
            if terms.len() < MOST_TERMS && !terms.contains(&forms) {
                terms.push(forms);
            }
        }
        Self { terms, unfinished: false }
    }

    /// What begins like the words as they were typed, before anybody finished them.
    pub fn beginning(text: &str) -> Self {
        let terms = plain(text).into_iter().take(MOST_TERMS).map(|word| BTreeSet::from([ascii(&word), ascii(&without_umlauts(&word))]));
        Self { terms: terms.collect(), unfinished: true }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// For FTS5. Tokens are letters and digits, so that nothing can break out of the quotation marks.
    pub(super) fn fts5(&self) -> String {
        self.written(|token, beginning| format!("\"{token}\"{}", if beginning { "*" } else { "" }), " OR ", " AND ")
    }

    /// As a `tsquery`, whose words no parser touches.
    pub(super) fn tsquery(&self) -> String {
        self.written(|token, beginning| format!("'{token}'{}", if beginning { ":*" } else { "" }), " | ", " & ")
    }

    fn written(&self, one: impl Fn(&str, bool) -> String, or: &str, and: &str) -> String {
        let term = |forms: &BTreeSet<String>| {
            let forms: Vec<String> = forms.iter().map(|token| one(token, self.is_beginning(token))).collect();
            format!("({})", forms.join(or))
        };
        self.terms.iter().map(term).collect::<Vec<_>>().join(and)
    }

    /// Whether a word of a text is one that is looked for.
    pub(super) fn finds(&self, word: &str) -> bool {
        let tokens = tokens(word);
        let fits =
            |form: &String| tokens.split(' ').any(|token| token == form || self.is_beginning(form) && token.starts_with(form.as_str()));
        !tokens.is_empty() && self.terms.iter().flatten().any(fits)
    }

    fn is_beginning(&self, token: &str) -> bool {
        self.unfinished || token.len() >= SHORTEST_BEGINNING
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_find_each_other() {
        let pairs = [
            ("Anträge", "Antrag"),
            ("Antrag", "Anträge"),
            ("ANTRÄGE", "antraege"),
            ("Straße", "STRASSE"),
            ("strassen", "Straße"),
            ("Müller", "Mueller"),
            ("Mueller", "Müller"),
            ("Mu\u{308}ller", "Müller"),
            ("Behörden", "Behörde"),
            ("Digitalisierung", "Digitalisierungen"),
            ("Bau", "Bauantrag"),
            ("happiness", "happy"),
            ("values", "value"),
            ("Café", "cafe"),
            ("Жук", "жук"),
            ("neue", "neuen"),
        ];
        for (typed, written) in pairs {
            assert!(Query::new(typed).finds(written), "{typed} and {written}: {:?}, {}", Query::new(typed), tokens(written));
        }
        for (typed, written) in [("Amt", "Bau"), ("C", "Café"), ("Quelle", "Qualle"), ("Bauantrag", "Bau")] {
            assert!(!Query::new(typed).finds(written), "{typed} and {written}");
        }
    }

    #[test]
    fn a_word_that_is_being_typed_finds_what_begins_like_it() {
        for typed in ["v", "ve", "vertretun", "Vertretungs"] {
            assert!(Query::beginning(typed).finds("Vertretungsregel"), "{typed}");
        }
        assert!(Query::beginning("Mü").finds("Müller") && Query::beginning("mue").finds("Müller"));
        assert!(!Query::beginning("tretung").finds("Vertretung"));
    }

    #[test]
    fn any_input_is_a_query_without_syntax() {
        for typed in ["\"", "'", "a\" OR b", "NEAR(", "*", "\\", "a:b", "'':*", "\u{0}", "((", "—", "🎉", "-x AND NOT y"] {
            let query = Query::new(typed);
            for written in [query.fts5(), query.tsquery()] {
                let safe = written.chars().all(|letter| letter.is_ascii_alphanumeric() || "\"'():*|& ".contains(letter));
                assert!(safe && !written.contains("''") && !written.contains("\"\""), "{typed}: {written}");
            }
        }
        assert!(Query::new(" ?! 🎉").is_empty());
        assert_eq!(Query::new("Bau BAU bau").terms.len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn tokens_are_ascii_words(text in "\\PC{0,80}") {
            for token in tokens(&text).split(' ').filter(|token| !token.is_empty()) {
                proptest::prop_assert!(token.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{token}");
            }
            let query = Query::new(&text);
            proptest::prop_assert!(query.is_empty() || query.finds(&text));
        }
    }
}
