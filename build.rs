//! Builds the web page's assets (`src/web/assets`) with npm and esbuild into `OUT_DIR`, from where `src/web/assets.rs` embeds them.
//!
//! Two ways round npm:
//! - `UI_DIST=/folder` takes a folder that `npm run build` filled elsewhere (distribution packages, container stages without Node).
//! - `UI_SKIP=1` embeds one small hand-written style sheet instead; every page still works, since pages are plain HTML and forms.
//!
//! Reruns only when an asset source or one of these variables changes, never for a change of Rust code.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

const SOURCE: &str = "src/web/assets";
const INPUTS: [&str; 4] = ["package.json", "package-lock.json", "build.mjs", "src"];

const ADVICE: &str = "Building needs Node 20.19 or newer with npm and its registry; or set UI_DIST to a folder built elsewhere, or UI_SKIP=1 \
                      for a plain page.";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for input in INPUTS {
        println!("cargo::rerun-if-changed={SOURCE}/{input}");
    }
    println!("cargo::rerun-if-env-changed=UI_DIST");
    println!("cargo::rerun-if-env-changed=UI_SKIP");
    if let Err(message) = build() {
        println!("cargo::error={message}");
    }
}

fn build() -> Result<(), String> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("CARGO_MANIFEST_DIR is not set")?);
    let source = root.join(SOURCE);
    let assets = out.join("assets");
    println!("cargo::rustc-env=UI_ASSETS_DIR={}", assets.display());

    if let Some(ready) = env::var_os("UI_DIST") {
        let ready = PathBuf::from(ready);
        println!("cargo::rerun-if-changed={}", ready.display());
        return replace(&ready, &assets).map_err(|error| format!("UI_DIST={}: {error}", ready.display()));
    }
    if env::var_os("UI_SKIP").is_some_and(|value| value == "1") {
        return skip(&source, &assets).map_err(|error| format!("UI_SKIP: {error}"));
    }

    // npm works in OUT_DIR, so that the source tree stays clean (read-only checkouts, `cargo package`).
    let work = out.join("npm");
    copy_sources(&source, &work).map_err(|error| format!("{}: {error}", source.display()))?;
    let lock = fs::read(source.join("package-lock.json")).map_err(|error| format!("{SOURCE}/package-lock.json: {error}"))?;
    let stamp = work.join(".installed");
    if fs::read(&stamp).ok().as_ref() != Some(&lock) {
        run(&work, "npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"])
            .map_err(|reason| format!("The web page's assets could not be installed ({reason}). {ADVICE}"))?;
        fs::write(&stamp, &lock).map_err(|error| format!("{}: {error}", stamp.display()))?;
    }
    let target = assets.to_str().ok_or("OUT_DIR is not valid UTF-8")?;
    run(&work, "node", &["build.mjs", target]).map_err(|reason| format!("The web page's assets could not be bundled ({reason}). {ADVICE}"))
}

/// Runs a program; its output appears with cargo's when it fails.
#[expect(clippy::print_stderr, reason = "cargo shows what a failed build script wrote")]
fn run(folder: &Path, program: &str, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new(program).args(arguments).current_dir(folder).output().map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    eprintln!("{}\n{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Err(format!("{program} {}: {}", arguments.join(" "), output.status))
}

fn copy_sources(source: &Path, work: &Path) -> io::Result<()> {
    for input in INPUTS {
        let from = source.join(input);
        if from.is_dir() {
            replace(&from, &work.join(input))?;
        } else {
            fs::create_dir_all(work)?;
            fs::copy(&from, work.join(input))?;
        }
    }
    Ok(())
}

/// Makes `to` hold exactly the files of `from`, folders included.
fn replace(from: &Path, to: &Path) -> io::Result<()> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            replace(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// The plain page: one style sheet, an empty script, no icons, no fonts.
fn skip(source: &Path, assets: &Path) -> io::Result<()> {
    if assets.exists() {
        fs::remove_dir_all(assets)?;
    }
    fs::create_dir_all(assets)?;
    fs::copy(source.join("src/plain.css"), assets.join("app-plain.css"))?;
    fs::write(assets.join("app-plain.js"), "")?;
    fs::write(assets.join("worker-plain.js"), "")?;
    fs::write(assets.join("icons-plain.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>")?;
    fs::copy(source.join("src/logo.svg"), assets.join("logo-plain.svg"))?;
    fs::write(
        assets.join("manifest.json"),
        r#"{"app.css":"app-plain.css","app.js":"app-plain.js","worker.js":"worker-plain.js","icons.svg":"icons-plain.svg","logo.svg":"logo-plain.svg"}"#,
    )
}
