//! What a name looks like, whatever letters it is written in.

use super::plain::clean_line;
use icu_normalizer::ComposingNormalizerBorrowed;

/// Names are no longer, and of longer ones people compare the beginning.
const MAX_CHARS: usize = 200;

/// The skeleton of a name (UTS #39, section 4): two names with one skeleton look the same at a glance, or differ in upper and lower case,
/// blanks and signs between letters, and compatibility forms alone. At most 200 characters; empty for a name in which nothing is to see. It is made to be
/// compared with others and good for nothing else.
pub fn skeleton(name: &str) -> String {
    let name = clean_line(name, MAX_CHARS);
    let name = ComposingNormalizerBorrowed::new_nfkc().normalize(&name);
    // Between letters and digits anything may stand that is overlooked or drawn as nothing.
    let name: String = name.chars().filter(|sign| sign.is_alphanumeric() || *sign == '|').collect();
    // As it is written first: it is the capital Cyrillic En that looks like an H, the small one does not look like an h. Then in lower case,
    // in which an m looks like r and n.
    let written = drawn(&name).to_lowercase();
    let small = drawn(&written).to_lowercase();
    // A capital i looks like a small L, so that both stand for one letter in either case.
    let small = small.replace('i', "l");
    small.chars().filter(|sign| !sign.is_whitespace()).take(MAX_CHARS).collect()
}

/// Each letter as the one it looks like.
fn drawn(text: &str) -> String {
    unicode_security::skeleton(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jsn_16_letters_that_look_alike_have_one_skeleton() {
        for (name, other) in [
            ("Markus Weber", "markus  WEBER"),
            // Cyrillic capitals, and small letters.
            ("Markus Weber", "\u{41c}arkus Weber"),
            ("Markus Weber", "M\u{430}rkus W\u{435}b\u{435}r"),
            ("Hans Thoma", "\u{41d}ans \u{422}homa"),
            // Greek.
            ("Otto Voss", "\u{39f}tt\u{3bf} Voss"),
            // A capital i, a small L, a one and a bar; a zero.
            ("Ilse Klein", "llse K1ein"),
            ("ILSE KLEIN", "|lse Klein"),
            ("Otto", "0tto"),
            // One letter that is two.
            ("Arne Kern", "Ame Kem"),
            // Full width, a ligature, letters of mathematics.
            ("Anna Fischer", "\u{ff21}nna \u{fb01}scher"),
            ("Anna", "\u{1d400}\u{1d427}\u{1d427}\u{1d41a}"),
            // Both spellings of an accent, and what nobody sees.
            ("J\u{f6}rg Ma\u{df}", "Jo\u{308}rg Ma\u{df}"),
            ("Anna Kern", "An\u{200b}na\u{202e}\u{a0}Kern\u{fe0f}"),
            // Signs in place of a blank, none at all, and what may be drawn as nothing.
            ("Anna Kern", "Anna-Kern."),
            ("Anna Kern", "AnnaKern"),
            ("Anna Kern", "Anna\u{1d159}Ke\u{fffc}rn\u{e000}\u{332}"),
        ] {
            assert_eq!(skeleton(name), skeleton(other), "{name} and {other}");
        }
    }

    #[test]
    fn skeletons_that_are_stored_are_those_of_these_tables() {
        let version = unicode_security::UNICODE_VERSION;
        assert_eq!(version, (18, 0, 0), "add a migration that queues the job `search-index` with `skeletons 0`, then change this");
    }

    #[test]
    fn other_names_have_other_skeletons() {
        for (name, other) in
            [("Anna M\u{fc}ller", "Anna Muller"), ("Max", "Moritz"), ("Anna", "Ada"), ("Anna Kern", "Kern Anna"), ("Anna", "Anna K")]
        {
            assert_ne!(skeleton(name), skeleton(other), "{name} and {other}");
        }
        assert_eq!(skeleton(" \u{200b}\u{fe0f}"), "");
        // One letter that stands for eighteen.
        assert_eq!(skeleton(&"\u{fdfa}".repeat(200)).chars().count(), MAX_CHARS);
    }
}
