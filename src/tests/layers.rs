//! Which module may use which: down only.

use super::source::{CodePath, Source, sources};

/// From top to bottom. A module may use those in lines below its own; modules of one line do not know each other.
const LAYERS: &[&[&str]] = &[
    &["main"],
    &["command"],
    &["demo"],
    &["instance"],
    &["fuzzing"],
    &["server"],
    &["tools", "mail", "export"],
    &["web", "api", "federation"],
    &["administration", "live", "personal"],
    &["sign_on"],
    &["moderation", "notification", "search"],
    &["access"],
    &["client"],
    &["activity"],
    &["vetting"],
    &["job", "decision"],
    &["app"],
    &["tool"],
    &["policy"],
    &["setting"],
    &["media"],
    &["object"],
    &["actor"],
    &["peer"],
    &["openid"],
    &["json"],
    &["store"],
    &["http", "signature", "webauthn"],
    &["id"],
    &["config"],
    &["text"],
    &["error"],
];

/// Macros stand at the crate's root, whatever module they are written in.
const MACROS_OF_STORE: [&str; 5] = ["small_enum", "text_enum", "on_each", "insert_missing", "on_both_databases"];

/// Modules that may know the HTTP framework, besides the borders of each tool.
const HTTP: [&str; 8] = ["main", "demo", "instance", "server", "web", "api", "federation", "client"];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// Whether this is a tool's file that makes pages or answers programs.
fn is_tool_border(source: &Source, names: &[&str]) -> bool {
    source.top() == "tools" && names.contains(&source.name())
}

fn uses(path: &CodePath, first: &str) -> bool {
    path.parts.first().is_some_and(|part| part == first)
}

/// What is wrong with the files this check looks at, one line each.
fn problems(check: impl Fn(&Source, &CodePath) -> Option<String>) -> Vec<String> {
    let sources = sources();
    let checked = sources.iter().filter(|source| !source.is_test());
    let found = checked.flat_map(|source| {
        let problems: Vec<String> =
            source.paths().iter().filter_map(|path| Some(format!("src/{}:{}: {}", source.path, path.line, check(source, path)?))).collect();
        problems
    });
    found.collect()
}

#[test]
fn modules_use_only_modules_below() {
    let found = problems(|source, path| {
        if source.path == "lib.rs" || !(uses(path, "crate") || uses(path, "dienstweg")) {
            return None;
        }
        let used = path.parts.get(1)?.as_str();
        let used = if MACROS_OF_STORE.contains(&used) { "store" } else { used };
        let user = source.top();
        // Names that begin with a capital letter are items of the crate's root.
        if used == user || used.starts_with(char::is_uppercase) {
            return None;
        }
        match (layer(user), layer(used)) {
            (Some(above), Some(below)) if above < below => None,
            (Some(one), Some(other)) if one == other => Some(format!("`{user}` and `{used}` are neighbours and must not know each other")),
            (Some(_), Some(_)) => Some(format!("`{used}` lies above `{user}`")),
            (Some(_), None) => Some(format!("`{used}` has no layer")),
            (None, _) => Some(format!("`{user}` has no layer")),
        }
    });
    assert!(
        found.is_empty(),
        "Modules depend downwards only. Move the item down, or pass it in as a parameter; a new module needs a line in LAYERS:\n{}",
        found.join("\n")
    );
}

#[test]
fn every_module_of_the_crate_has_a_layer() {
    let sources = sources();
    let missing: Vec<&str> =
        sources.iter().map(Source::top).filter(|top| layer(top).is_none() && !["lib", "tests"].contains(top)).collect();
    assert!(missing.is_empty(), "Add these modules to LAYERS, below everything that uses them: {missing:?}");
}

#[test]
fn tools_do_not_know_each_other() {
    let found = problems(|source, path| {
        let mut below = source.path.strip_prefix("tools/")?.split('/');
        let own = below.next().filter(|_| below.next().is_some())?;
        if !(uses(path, "crate") && path.parts.get(1).is_some_and(|part| part == "tools")) {
            return None;
        }
        let other = path.parts.get(2).filter(|part| *part != own)?;
        Some(format!("`{own}` uses `tools::{other}`"))
    });
    assert!(found.is_empty(), "A tool knows the kernel, not other tools. Move what both need below `tools`:\n{}", found.join("\n"));
}

#[test]
fn the_kernel_knows_no_http_framework() {
    let found = problems(|source, path| {
        let allowed = HTTP.contains(&source.top()) || is_tool_border(source, &["mod.rs", "page.rs", "api.rs"]);
        (!allowed && uses(path, "axum")).then(|| "uses `axum`".to_owned())
    });
    assert!(found.is_empty(), "Only {HTTP:?} and the mod.rs, page.rs and api.rs of tools may use axum:\n{}", found.join("\n"));
}

#[test]
fn borders_know_no_database() {
    let found = problems(|source, path| {
        let border = ["web", "api", "federation"].contains(&source.top()) || is_tool_border(source, &["page.rs", "api.rs"]);
        (border && uses(path, "diesel")).then(|| "uses `diesel`".to_owned())
    });
    assert!(found.is_empty(), "Pages and borders call functions of the model; write the query there:\n{}", found.join("\n"));
}

#[test]
fn untyped_json_stays_where_it_is_read_and_written() {
    let found = problems(|source, path| {
        let allowed = ["json.rs", "federation.rs", "tool.rs"].contains(&source.name())
            || ["activity", "federation", "signature", "job"].contains(&source.top());
        let untyped = uses(path, "serde_json") && path.parts.get(1).is_some_and(|part| part == "Value");
        (!allowed && untyped).then(|| "uses `serde_json::Value`".to_owned())
    });
    assert!(
        found.is_empty(),
        "Untyped JSON belongs into json.rs, federation.rs, activity, federation, signature and job; give this data a type:\n{}",
        found.join("\n")
    );
}
