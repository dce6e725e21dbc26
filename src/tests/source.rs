//! Reads the crate's own source for the checks beside it: code without comments and strings, and the paths in it.

use std::path::{Path, PathBuf};

/// A source file.
pub(super) struct Source {
    /// Below `src`, with slashes: `text/html.rs`.
    pub(super) path: String,
    pub(super) text: String,
}

/// A path in the code, such as `crate::store::Conn`, with groups of `use` written out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CodePath {
    pub(super) line: usize,
    pub(super) parts: Vec<String>,
}

pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below `src`, in order.
pub(super) fn sources() -> Vec<Source> {
    let folder = root().join("src");
    let files = files_below(&folder);
    let rust = files.into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs"));
    rust.map(|file| Source { path: relative(&file, &folder), text: std::fs::read_to_string(&file).unwrap() }).collect()
}

/// All files below a folder, in order; folders of tools and builds are left out.
pub(super) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if ["target", "node_modules", ".git", "dist"].contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found
}

pub(super) fn relative(file: &Path, folder: &Path) -> String {
    file.strip_prefix(folder).unwrap().components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

impl Source {
    /// Whether this file holds tests only.
    pub(super) fn is_test(&self) -> bool {
        self.path.split('/').any(|part| matches!(part, "tests" | "tests.rs" | "testing.rs"))
    }

    /// The file's name.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The module directly below the crate's root: `text` for `text/html.rs` and for `text.rs`.
    pub(super) fn top(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// The code without comments, strings and what is compiled for tests only.
    pub(super) fn code(&self) -> String {
        without_tests(&blank(&self.text))
    }

    /// The paths of the code, where `super::super` that leads to the root is written as `crate`.
    pub(super) fn paths(&self) -> Vec<CodePath> {
        let depth = self.path.trim_end_matches("/mod.rs").split('/').count();
        let mut paths = paths(&self.code());
        for path in &mut paths {
            let supers = path.parts.iter().take_while(|part| *part == "super").count();
            if supers == depth && supers > 0 {
                path.parts.splice(..supers, ["crate".to_owned()]);
            }
        }
        paths
    }
}

/// The same text with comments, strings and character literals blanked; lines stay lines.
fn blank(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = |index: usize| letters.get(index).copied().unwrap_or('\0');
    let mut code = String::with_capacity(text.len());
    let mut index = 0;
    while index < letters.len() {
        let word_before = index > 0 && (at(index - 1).is_alphanumeric() || at(index - 1) == '_');
        let end = match at(index) {
            '/' if at(index + 1) == '/' => (index..letters.len()).find(|end| at(*end) == '\n').unwrap_or(letters.len()),
            '/' if at(index + 1) == '*' => end_of_comment(&letters, index),
            '"' => end_of_string(&letters, index),
            'b' | 'c' | 'r' if !word_before => {
                let raw = index + usize::from(at(index) != 'r');
                let hashes = (raw + 1..).take_while(|position| at(*position) == '#').count();
                match (at(raw), at(raw + 1 + hashes)) {
                    ('r', '"') => end_of_raw(&letters, raw + 2 + hashes, hashes),
                    ('"', _) => end_of_string(&letters, raw),
                    _ => index,
                }
            }
            '\'' if at(index + 1) == '\\' => (index + 3..letters.len()).find(|end| at(*end) == '\'').map_or(letters.len(), |end| end + 1),
            '\'' if at(index + 2) == '\'' => index + 3,
            _ => index,
        };
        if end == index {
            code.push(at(index));
            index += 1;
        } else {
            code.extend(letters[index..end].iter().map(|letter| if *letter == '\n' { '\n' } else { ' ' }));
            index = end;
        }
    }
    code
}

fn end_of_comment(letters: &[char], begin: usize) -> usize {
    let mut depth = 0;
    let mut index = begin;
    while index < letters.len() {
        match (letters[index], letters.get(index + 1)) {
            ('/', Some('*')) => (depth, index) = (depth + 1, index + 2),
            ('*', Some('/')) if depth == 1 => return index + 2,
            ('*', Some('/')) => (depth, index) = (depth - 1, index + 2),
            _ => index += 1,
        }
    }
    letters.len()
}

fn end_of_string(letters: &[char], begin: usize) -> usize {
    let mut index = begin + 1;
    while index < letters.len() {
        match letters[index] {
            '\\' => index += 2,
            '"' => return index + 1,
            _ => index += 1,
        }
    }
    letters.len()
}

fn end_of_raw(letters: &[char], begin: usize, hashes: usize) -> usize {
    let closes = |end: usize| letters[end] == '"' && (1..=hashes).all(|offset| letters.get(end + offset) == Some(&'#'));
    (begin..letters.len()).find(|end| closes(*end)).map_or(letters.len(), |end| end + 1 + hashes)
}

/// Blanks every item behind `#[cfg(test)]`.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut rest = code;
    let mut kept = String::with_capacity(code.len());
    while let Some(position) = rest.find(MARK) {
        kept.push_str(&rest[..position]);
        let item = &rest[position..];
        let mut depth = 0;
        let mut end = item.len();
        for (index, letter) in item.char_indices().skip(MARK.len()) {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 && matches!(letter, '}' | ';') {
                end = index + 1;
                break;
            }
        }
        kept.extend(item[..end].chars().filter(|letter| *letter == '\n'));
        rest = &item[end..];
    }
    kept + rest
}

#[derive(PartialEq)]
enum Piece {
    Word(String),
    Colons,
    Sign(char),
}

/// All paths in blanked code, and single words as paths of one part.
fn paths(code: &str) -> Vec<CodePath> {
    let pieces = pieces(code);
    let mut found = Vec::new();
    let mut index = 0;
    while index < pieces.len() {
        match &pieces[index] {
            (_, Piece::Word(_)) => index = read_path(&pieces, index, &[], &mut found),
            _ => index += 1,
        }
    }
    found
}

fn pieces(code: &str) -> Vec<(usize, Piece)> {
    let mut pieces = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let mut rest = line;
        while let Some(letter) = rest.chars().next() {
            let length = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
            let piece = match () {
                () if length > 0 => Some((Piece::Word(rest[..length].to_owned()), length)),
                () if rest.starts_with("::") => Some((Piece::Colons, 2)),
                () if letter.is_whitespace() => None,
                () => Some((Piece::Sign(letter), letter.len_utf8())),
            };
            rest = &rest[piece.as_ref().map_or(letter.len_utf8(), |(_, length)| *length)..];
            pieces.extend(piece.map(|(piece, _)| (number + 1, piece)));
        }
    }
    pieces
}

/// Reads a path that begins at this piece and returns the index behind it.
fn read_path(pieces: &[(usize, Piece)], begin: usize, before: &[String], found: &mut Vec<CodePath>) -> usize {
    let line = pieces[begin].0;
    let mut parts = before.to_vec();
    let mut index = begin;
    while let Some((_, Piece::Word(word))) = pieces.get(index) {
        if word != "self" || parts.is_empty() {
            parts.push(word.clone());
        }
        index += 1;
        if pieces.get(index).is_none_or(|(_, piece)| *piece != Piece::Colons) {
            break;
        }
        index += 1;
        if pieces.get(index).is_some_and(|(_, piece)| *piece == Piece::Sign('{')) {
            index += 1;
            while let Some((_, piece)) = pieces.get(index) {
                match piece {
                    Piece::Sign('}') => return index + 1,
                    Piece::Word(word) if word == "as" => index += 2,
                    Piece::Word(_) => index = read_path(pieces, index, &parts, found),
                    _ => index += 1,
                }
            }
            return index;
        }
    }
    found.push(CodePath { line, parts });
    index
}

#[test]
fn comments_strings_and_tests_are_no_code() {
    let text = "a /* b /* c */ d */ \"e\\\"f\" r#\"g\"h\"# 'i' '\\'' &'j k b\"l\" br\"m\" for \"n\" // o\n#[cfg(test)]\nmod p { q }\nr";
    let source = Source { path: "x/y.rs".to_owned(), text: text.to_owned() };
    let words: Vec<String> = source.paths().into_iter().map(|path| path.parts.concat()).collect();
    assert_eq!(words, ["a", "j", "k", "for", "r"]);
    assert_eq!(source.paths().last().unwrap().line, 4);
}

#[test]
fn groups_of_paths_are_written_out() {
    let code = "use crate::{a::{self, b as c}, d};\n super::super::e::f(); $crate::g!();";
    let source = Source { path: "x/y.rs".to_owned(), text: code.to_owned() };
    let found: Vec<String> = source.paths().into_iter().map(|path| path.parts.join("::")).collect();
    assert_eq!(found, ["use", "crate::a", "crate::a::b", "crate::d", "crate::e::f", "crate::g"]);
}
