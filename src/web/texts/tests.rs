//! The three files against each other, and against every template and source file that uses them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::*;

/// Id and source text of every message of a file.
fn messages(language: Language) -> BTreeMap<String, String> {
    let source = SOURCES.into_iter().find(|(of, _)| *of == language).unwrap().1;
    let mut messages = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        if line.starts_with([' ', '}']) {
            messages.entry(current.clone()).and_modify(|text: &mut String| text.push_str(line));
        } else {
            let (id, text) = line.split_once('=').unwrap_or_else(|| panic!("{language:?}: {line}"));
            current = id.trim().to_owned();
            assert!(messages.insert(current.clone(), text.to_owned()).is_none(), "{language:?}: {current} is there twice");
        }
    }
    messages
}

fn ids(language: Language) -> BTreeSet<String> {
    messages(language).into_keys().collect()
}

/// Every `.rs` and `.html` file under `src`, without the texts' own tests.
fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if path.file_name().is_none_or(|name| name != "assets") {
                    walk(&path, files);
                }
            } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "html") && !path.ends_with("texts/tests.rs") {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path, text));
            }
        }
    }
    let mut files = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    files
}

/// What stands after `opening`, up to the closing quotation mark.
fn quoted<'a>(text: &'a str, opening: &str) -> Vec<&'a str> {
    text.match_indices(opening).filter_map(|(at, _)| text[at + opening.len()..].split('"').next()).collect()
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[test]
fn files_are_well_formed() {
    for (language, source) in SOURCES {
        if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
            panic!("{language:?}: {errors:?}");
        }
    }
}

#[test]
fn german_and_english_have_the_same_ids() {
    assert_eq!(ids(Language::German), ids(Language::English));
    let stray: Vec<_> = ids(Language::GermanFormal).difference(&ids(Language::German)).cloned().collect();
    assert!(stray.is_empty(), "de-formal has ids that de has not: {stray:?}");
}

#[test]
fn placeholders_agree() {
    let placeholders = |text: &str| -> BTreeSet<String> {
        text.match_indices("{ $").map(|(at, _)| text[at + 3..].split([' ', '}']).next().unwrap().to_owned()).collect()
    };
    let german = messages(Language::German);
    for language in [Language::GermanFormal, Language::English] {
        for (id, text) in messages(language) {
            assert_eq!(placeholders(&text), placeholders(&german[&id]), "{language:?}: {id}");
        }
    }
}

#[test]
fn every_du_has_its_sie() {
    let formal = ids(Language::GermanFormal);
    let speaks_to_the_reader = |text: &str| {
        text.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase).any(|word| {
            ["du", "dich", "dir", "euch", "euer"].contains(&word.as_str()) || word.starts_with("dein") || word.starts_with("eure")
        })
    };
    let missing: Vec<_> = messages(Language::German)
        .into_iter()
        .filter(|(id, text)| speaks_to_the_reader(&text.replace("(Du)", "")) && !formal.contains(id))
        .map(|(id, _)| id)
        .collect();
    assert!(missing.is_empty(), "de-formal lacks {missing:?}");
}

#[test]
fn every_id_in_use_exists() {
    let known = ids(Language::German);
    let mut missing = BTreeSet::new();
    for (path, text) in sources() {
        let mut used: Vec<&str> = ["t.t(\"", "t.with(\"", "t.with_two(\""].into_iter().flat_map(|call| quoted(&text, call)).collect();
        let is_test = path.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs");
        if path.extension().is_some_and(|ending| ending == "rs") && !is_test {
            used.extend(
                quoted(&text, "\"")
                    .into_iter()
                    .filter(|literal| literal.starts_with("error-") && !literal.ends_with('-') && is_id(literal)),
            );
        }
        missing.extend(used.into_iter().filter(|id| !known.contains(*id)).map(|id| format!("{id} ({})", path.display())));
    }
    assert!(missing.is_empty(), "not in de.ftl: {missing:#?}");
}

#[test]
fn every_id_is_in_use() {
    let sources = sources();
    let unused: Vec<_> = ids(Language::German)
        .into_iter()
        .filter(|id| !id.starts_with("error-")) // Reasons may arrive with the part of the kernel that gives them.
        .filter(|id| !sources.iter().any(|(_, text)| text.contains(&format!("\"{id}\""))))
        .collect();
    assert!(unused.is_empty(), "used nowhere: {unused:#?}");
}

#[test]
fn templates_hold_no_words() {
    for (path, text) in sources().into_iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "html")) {
        let words = visible_words(&text);
        assert!(words.is_empty(), "{}: words belong into texts/*.ftl: {words:?}", path.display());
    }
}

/// Words outside tags, comments and template code; symbols such as `·` and single letters don't count.
fn visible_words(template: &str) -> Vec<String> {
    let mut rest = template;
    let mut plain = String::new();
    'text: while !rest.is_empty() {
        for (opening, closing) in [("{#", "#}"), ("{{", "}}"), ("{%", "%}")] {
            if rest.starts_with(opening) {
                rest = rest.find(closing).map_or("", |at| &rest[at + 2..]);
                continue 'text;
            }
        }
        let letter = rest.chars().next().unwrap();
        plain.push(letter);
        rest = &rest[letter.len_utf8()..];
    }
    let mut outside = String::new();
    let mut in_tag = false;
    for letter in plain.chars() {
        match letter {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => outside.push(letter),
            _ => {}
        }
    }
    outside
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| word.chars().count() > 1 && !["amp", "nbsp", "shy"].contains(word))
        .map(str::to_owned)
        .collect()
}

#[test]
fn fallbacks_and_placeholders_work() {
    let formal = Texts::new(Language::GermanFormal);
    assert_eq!(formal.t("layout-home"), "Start");
    assert!(formal.t("error-remote-advice").contains("Ihnen"));
    assert_eq!(Texts::new(Language::English).with("time-minutes-ago", "count", 1_i64), "a minute ago");
    assert_eq!(Texts::new(Language::English).with("time-minutes-ago", "count", 5_i64), "5 minutes ago");
    assert_eq!(Texts::new(Language::German).t("no-such-id"), "no-such-id");
}
