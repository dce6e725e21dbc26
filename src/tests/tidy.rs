//! Rules for files that compilers and linters do not check.

use std::collections::BTreeSet;

use super::source::{Source, files_below, relative, root, sources};

/// Longer files hold more than one thing.
const MOST_LINES: usize = 500;

fn words(source: &Source) -> Vec<(usize, String)> {
    source.paths().into_iter().flat_map(|path| path.parts.into_iter().map(move |part| (path.line, part))).collect()
}

#[test]
fn files_are_short() {
    let sources = sources();
    // The schema is one list of tables, as `diesel print-schema` would write it; in parts nobody would find a table.
    let long = sources.iter().filter(|source| !source.is_test() && source.path != "store/schema.rs");
    let long: Vec<String> = long
        .map(|source| (source.text.lines().count(), &source.path))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, path)| format!("src/{path} has {lines} lines"))
        .collect();
    assert!(long.is_empty(), "Split these files by meaning; at most {MOST_LINES} lines:\n{}", long.join("\n"));
}

#[test]
fn every_folder_says_what_it_is_for() {
    let sources = sources();
    let silent: Vec<&str> = sources
        .iter()
        .filter(|source| (source.name() == "mod.rs" || source.path == "lib.rs") && !source.text.starts_with("//! "))
        .map(|source| source.path.as_str())
        .collect();
    assert!(silent.is_empty(), "Begin these files with `//!`: what the module is for and what it must never do: {silent:?}");
}

#[test]
fn no_serde_untagged() {
    let found: Vec<String> = sources()
        .iter()
        .flat_map(|source| {
            let lines = words(source).into_iter().filter(|(_, word)| word == "untagged");
            lines.map(|(line, _)| format!("src/{}:{line}", source.path)).collect::<Vec<_>>()
        })
        .collect();
    assert!(
        found.is_empty(),
        "Read the tag first and then the right type: untagged enums lose the reason of an error:\n{}",
        found.join("\n")
    );
}

#[test]
fn module_names_say_what_is_inside() {
    let empty_names = ["util", "utils", "helper", "helpers", "common", "misc", "shared"];
    let sources = sources();
    let found: BTreeSet<&str> = sources
        .iter()
        .filter(|source| source.path.trim_end_matches(".rs").split('/').any(|part| empty_names.contains(&part)))
        .map(|source| source.path.as_str())
        .collect();
    assert!(found.is_empty(), "Name these modules by what they are about: {found:?}");
    let inline: Vec<String> = sources
        .iter()
        .flat_map(|source| {
            let words = words(source);
            let named = |pair: &[(usize, String)]| pair[0].1 == "mod" && empty_names.contains(&pair[1].1.as_str());
            words.windows(2).filter(|pair| named(pair)).map(|pair| format!("src/{}:{}", source.path, pair[1].0)).collect::<Vec<_>>()
        })
        .collect();
    assert!(inline.is_empty(), "Name these modules by what they are about:\n{}", inline.join("\n"));
}

#[test]
fn nothing_is_left_to_do() {
    let found: Vec<String> = sources()
        .iter()
        .flat_map(|source| {
            let code = source.code();
            let lines = code.lines().enumerate();
            let unfinished = lines.filter(|(_, line)| {
                ["todo", "unimplemented"].iter().any(|name| {
                    let before = |position: usize| {
                        line[..position].chars().next_back().is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
                    };
                    line.match_indices(&format!("{name}!")).any(|(position, _)| !before(position))
                })
            });
            unfinished.map(|(index, _)| format!("src/{}:{}", source.path, index + 1)).collect::<Vec<_>>()
        })
        .collect();
    assert!(found.is_empty(), "Finish this, or answer an error that says so:\n{}", found.join("\n"));
}

/// What a template does not escape was made safe before, and its name says so.
#[test]
fn templates_mark_nothing_as_safe_but_html() {
    let mut found = Vec::new();
    for file in files_below(&root().join("src")).iter().filter(|file| file.extension().is_some_and(|end| end == "html")) {
        let text = std::fs::read_to_string(file).unwrap();
        for (index, line) in text.lines().enumerate() {
            let marked = line.match_indices("|safe").map(|(position, _)| &line[..position]);
            if marked.into_iter().any(|before| !before.ends_with("html")) {
                found.push(format!("{}:{}", relative(file, root()), index + 1));
            }
        }
    }
    assert!(found.is_empty(), "Only what text::sanitize_html made is safe; call it `…html`:\n{}", found.join("\n"));
}

#[test]
fn both_databases_have_the_same_migrations() {
    let versions = |backend: &str| -> BTreeSet<String> {
        let folder = root().join("migrations").join(backend);
        let files = files_below(&folder);
        files.iter().map(|file| relative(file, &folder)).collect()
    };
    let (sqlite, postgres) = (versions("sqlite"), versions("postgres"));
    assert!(!sqlite.is_empty(), "There are no migrations in migrations/sqlite");
    let different: Vec<&String> = sqlite.symmetric_difference(&postgres).collect();
    assert!(different.is_empty(), "Write these migrations for both databases, under the same name: {different:?}");
    let misnamed: Vec<&String> = sqlite.iter().filter(|file| !file.ends_with("/up.sql") && !file.ends_with("/down.sql")).collect();
    assert!(misnamed.is_empty(), "A migration is a folder with up.sql and, if it can be undone, down.sql: {misnamed:?}");
}

#[test]
fn no_path_of_somebodys_machine() {
    // Written in pieces, so that this file does not find itself.
    let folders = ["home", "Users", "root", "work", "mnt", "tmp"].map(|folder| format!("/{folder}/"));
    let mut found = Vec::new();
    for file in files_below(root()) {
        let path = relative(&file, root());
        let generated = path.ends_with(".lock") || path.ends_with("package-lock.json");
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        for (index, line) in text.lines().enumerate().filter(|_| !generated) {
            let begins = |position: usize| {
                position == 0
                    || line[..position].chars().next_back().is_some_and(|letter| letter.is_whitespace() || "\"'`(=<[".contains(letter))
            };
            let unix = folders.iter().any(|folder| line.match_indices(folder.as_str()).any(|(position, _)| begins(position)));
            if unix || line.contains(&format!("C:{}Users", '\\')) {
                found.push(format!("{path}:{}: {}", index + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "These paths exist on one machine only; use a relative path or a setting:\n{}", found.join("\n"));
}
