//! `docs/catalogue.yml` is true: what it calls written is, and what is written stands in it.
//!
//! Each entry is one line, `ID: {…}`, whose mapping is written as JSON, which YAML 1.2 includes; so it is read as JSON.

use crate::tests::source::{files_below, root};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The areas, in the order of the file.
const AREAS: [&str; 11] = ["SIG", "ORI", "JSN", "FET", "HTM", "MED", "AUT", "PRV", "API", "FLT", "LAW"];
/// How many rows the catalogue has. One is added with its number, none is dropped.
const ROWS: usize = 381;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Status {
    Written,
    Later,
    NotApplicable,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    status: Status,
    /// Names of test functions; of tests in a browser their titles.
    #[serde(default)]
    test: Vec<String>,
    /// Why there is none.
    #[serde(default)]
    why: String,
    /// The right answer.
    expect: String,
}

/// An id in parts, so that ids have the order of the file.
fn parts(id: &str) -> Option<(usize, u32)> {
    let (area, number) = id.split_once('-')?;
    let number = (number.len() == 2).then(|| number.parse().ok())??;
    Some((AREAS.iter().position(|known| *known == area)?, number))
}

fn entries() -> Vec<(String, Entry)> {
    let text = std::fs::read_to_string(root().join("docs/catalogue.yml")).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let read = lines.map(|line| {
        let (id, entry) = line.split_once(": ").unwrap_or_else(|| panic!("not an entry: {line}"));
        (id.to_owned(), serde_json::from_str(entry).unwrap_or_else(|error| panic!("{id}: {error}")))
    });
    read.collect()
}

/// The names of all test functions, and the titles of tests in a browser.
fn tests() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for folder in ["src", "federation-tests", "browser-tests", "tests"] {
        for file in files_below(&root().join(folder)) {
            let extension = file.extension().unwrap_or_default();
            let is_rust = extension == "rs";
            if !is_rust && extension != "mjs" {
                continue;
            }
            let text = std::fs::read_to_string(&file).unwrap();
            if is_rust {
                found.extend(functions(&text));
            } else {
                let titles = text.split("test('").skip(1).filter_map(|rest| rest.split('\'').next());
                found.extend(titles.map(str::to_owned));
                let titles = text.split("test(`").skip(1).filter_map(|rest| rest.split('`').next());
                found.extend(titles.map(str::to_owned));
            }
        }
    }
    assert!(found.len() > 500, "the source was not understood");
    found
}

/// Functions that are tests: below an attribute that says so, in a macro that runs each on both databases, or in one for properties.
fn functions(text: &str) -> BTreeSet<String> {
    let (mut found, mut is_test) = (BTreeSet::new(), false);
    // How far the macro around is indented, if there is one.
    let mut inside: Option<usize> = None;
    for line in text.lines() {
        let code = line.trim();
        let indent = line.len() - line.trim_start().len();
        if ["on_both_databases! {", "proptest! {"].iter().any(|begin| code.ends_with(begin)) {
            inside = Some(indent);
        } else if code == "}" && inside == Some(indent) {
            inside = None;
        }
        let name = code.strip_prefix("async fn ").or_else(|| code.strip_prefix("fn ")).and_then(|rest| rest.split(['(', '<']).next());
        if let Some(name) = name {
            if is_test || inside.is_some_and(|outer| indent == outer + 4) {
                found.insert(name.to_owned());
            }
            is_test = false;
        }
        is_test |= code.starts_with("#[") && code.contains("test") && !code.contains("cfg(test)");
    }
    found
}

/// The ids a name begins with: `med_01_02_…`, `ori_02_and_ori_03_…`, `ori_34_to_36_…`, of those in the catalogue.
fn named(name: &str, ids: &BTreeMap<(usize, u32), String>) -> Vec<String> {
    let (mut area, mut last, mut until, mut found) = (None, None, false, Vec::new());
    for word in name.split('_') {
        if let Some(known) = AREAS.iter().position(|area| area.eq_ignore_ascii_case(word)) {
            area = Some(known);
        } else if let (Some(area), true, Ok(number)) = (area, word.len() == 2, word.parse::<u32>()) {
            let from = if until { last.unwrap_or(number) + 1 } else { number };
            found.extend((from..=number).filter(|each| !until || ids.contains_key(&(area, *each))).map(|each| (area, each)));
            (last, until) = (Some(number), false);
        } else if area.is_some() && word == "to" {
            until = true;
        } else if area.is_none() || word != "and" {
            break;
        }
    }
    found.into_iter().map(|(area, number)| format!("{}-{number:02}", AREAS[area])).collect()
}

#[test]
fn the_catalogue_is_well_formed() {
    let entries = entries();
    let mut wrong = Vec::new();
    for pair in entries.windows(2) {
        if parts(&pair[0].0) >= parts(&pair[1].0) {
            wrong.push(format!("{} stands before {}", pair[0].0, pair[1].0));
        }
    }
    for (id, entry) in &entries {
        let fits = match entry.status {
            Status::Written => !entry.test.is_empty() && entry.why.is_empty(),
            // What is tested of it so far may be named.
            Status::Later => !entry.why.is_empty(),
            Status::NotApplicable => entry.test.is_empty() && !entry.why.is_empty(),
        };
        if parts(id).is_none() || !fits || entry.expect.is_empty() {
            wrong.push(format!("{id}: {entry:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(entries.len(), ROWS);
    for area in AREAS {
        let count = |status| entries.iter().filter(|(id, entry)| id.starts_with(area) && entry.status == status).count();
        let (written, later, never) = (count(Status::Written), count(Status::Later), count(Status::NotApplicable));
        assert!(written + later + never > 0, "{area}");
        // Read with `cargo test catalogue -- --nocapture`.
        eprintln!("{area}: {written} written, {later} later, {never} not applicable");
    }
    let count = |status| entries.iter().filter(|(_, entry)| entry.status == status).count();
    eprintln!("all: {} written, {} later, {} not applicable", count(Status::Written), count(Status::Later), count(Status::NotApplicable));
}

#[test]
fn every_test_of_the_catalogue_exists() {
    let tests = tests();
    let missing: Vec<String> = entries()
        .into_iter()
        .flat_map(|(id, entry)| entry.test.into_iter().map(move |test| (id.clone(), test)))
        .filter(|(_, test)| !tests.contains(test))
        .map(|(id, test)| format!("{id}: {test}"))
        .collect();
    assert!(missing.is_empty(), "No such test functions:\n{}", missing.join("\n"));
}

#[test]
fn every_test_with_an_id_stands_in_the_catalogue() {
    let listed: BTreeMap<String, Entry> = entries().into_iter().collect();
    let ids = listed.keys().filter_map(|id| Some((parts(id)?, id.clone()))).collect();
    let mut missing = Vec::new();
    for test in tests() {
        for id in named(&test, &ids) {
            if !listed.get(&id).is_some_and(|entry| entry.test.contains(&test)) {
                missing.push(format!("{id}: {test}"));
            }
        }
    }
    assert!(missing.is_empty(), "Not in docs/catalogue.yml:\n{}", missing.join("\n"));
}

#[test]
fn ids_are_read_from_names() {
    let ids = [((1, 34), "ORI-34".to_owned()), ((1, 36), "ORI-36".to_owned()), ((5, 1), "MED-01".to_owned())].into();
    for (name, expected) in [
        ("med_01_02_what", vec!["MED-01", "MED-02"]),
        ("ori_02_and_ori_03_objects", vec!["ORI-02", "ORI-03"]),
        ("jsn_04_and_05_a_key", vec!["JSN-04", "JSN-05"]),
        ("ori_34_to_36_nobody", vec!["ORI-34", "ORI-36"]),
        ("api_02_htm_19_20_strange", vec!["API-02", "HTM-19", "HTM-20"]),
        ("a_test_of_rfc_9421", vec![]),
        ("api_for_apps_01", vec![]),
    ] {
        assert_eq!(named(name, &ids), expected, "{name}");
    }
    let text = "#[test]\nfn one() {}\nfn helper() {}\non_both_databases! {\n    async fn two(database: TestDatabase) {\n        fn inner() {}\n    }\n}\nfn three() {}\n";
    assert_eq!(functions(text), ["one".to_owned(), "two".to_owned()].into());
}
