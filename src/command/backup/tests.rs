//! What was backed up is what is restored, and what is not a whole backup of this instance restores nothing.

use super::archive::{COVER, Cover, DATABASE, FORMAT, MANIFEST, Manifest};
use super::restore::restore;
use super::write::write;
use crate::config::Config;
use crate::media::{Digest, Folder, MediaStore};
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::store::{AnyConn, StoreSettings, connect, migrate};
use crate::tests::TestApp;
use bytes::Bytes;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::path::Path;

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// How many rows differ between two SQLite files, and how many there are, in all tables.
fn compared(one: &str, other: &str) -> (i64, i64) {
    let mut conn = connect(&StoreSettings::new(one)).unwrap();
    conn.batch_execute(&format!("ATTACH '{}' AS other", other.trim_start_matches("sqlite:"))).unwrap();
    let tables: Vec<Name> =
        diesel::sql_query("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").load(&mut conn).unwrap();
    let (mut different, mut rows) = (0, 0);
    for Name { name } in tables {
        let mut count = |sql: String| diesel::sql_query(sql).get_result::<Number>(&mut conn).unwrap().number;
        for (a, b) in [("main", "other"), ("other", "main")] {
            different += count(format!("SELECT count(*) AS number FROM (SELECT * FROM {a}.{name} EXCEPT SELECT * FROM {b}.{name})"));
        }
        rows += count(format!("SELECT count(*) AS number FROM main.{name}"));
    }
    (different, rows)
}

/// Settings of an empty place beside `config`, on the same PostgreSQL.
fn elsewhere(config: &Config, folder: &Path) -> Config {
    let mut other = config.clone();
    if other.database.url.starts_with("sqlite:") {
        other.database.url = format!("sqlite:{}", folder.join("again.db").display());
    }
    other.media.directory = folder.join("again-media").display().to_string();
    other
}

/// The number of what the one community there announced last; `None` while there is no database.
fn next_seq(config: &Config) -> Option<i64> {
    let file = config.database.url.strip_prefix("sqlite:");
    if file.is_some_and(|file| !Path::new(file).exists()) {
        return None;
    }
    let mut conn = connect(&StoreSettings::new(config.database.url.clone())).unwrap();
    Some(diesel::sql_query("SELECT max(next_seq) AS number FROM actors").get_result::<Number>(&mut conn).unwrap().number)
}

async fn picture(folder: &Folder, content: &'static [u8]) -> Digest {
    let digest = Digest::of(content);
    folder.put(&digest, Bytes::from_static(content)).await.unwrap();
    digest
}

/// An instance on SQLite with an article, and settings that name its database.
async fn instance() -> (TestApp, Config) {
    let database = TestDatabase::sqlite().unwrap();
    let url = database.settings().url.clone();
    let test = TestApp::with(database, |config| config.database.url = url).await;
    let anna = test.person("anna").await;
    test.article(anna, None, "Bauantrag", Reach::Public).await;
    picture(&Folder::new(test.media.path().join("files")), b"one").await;
    let config = test.app.config.clone();
    (test, config)
}

on_both_databases! {
    async fn what_was_backed_up_is_restored(database: TestDatabase) {
        let url = database.settings().url.clone();
        let sqlite = url.starts_with("sqlite:");
        let test = TestApp::with(database, |config| config.database.url = url).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "bauen").await;
        test.article(anna, Some(group), "Bauantrag", Reach::Public).await;
        let files = Folder::new(test.media.path().join("files"));
        let (one, two) = (picture(&files, b"one").await, picture(&files, b"two").await);
        // Damaged on the disk: left out, and said.
        let damaged = picture(&files, b"three").await;
        std::fs::write(files.path(&damaged), b"thr").unwrap();
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.tar.zst", "a.tar"] {
            let file = folder.path().join(name);
            let written = write(&test.app.config, &file).unwrap();
            assert_eq!((written.has_database, written.pictures), (sqlite, 2));
            assert!(written.notes.len() == 1 && written.notes[0].contains(damaged.as_str()), "{:?}", written.notes);
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), if name == "a.tar" { 3 } else { 1 }, "nothing else is left");
            let place = folder.path().join(format!("{name}-place"));
            std::fs::create_dir(&place).unwrap();
            let other = elsewhere(&test.app.config, &place);
            let before = next_seq(&other).unwrap_or(next_seq(&test.app.config).unwrap());
            let restored = restore(&other, &file).unwrap();
            assert!(next_seq(&other).unwrap() >= before + 1_000_000, "what was announced after the backup keeps its number");
            assert_eq!((restored.has_database, restored.pictures), (sqlite, 2));
            let again = Folder::new(other.media_directory().join("files"));
            assert_eq!(again.get(&one).await.unwrap().as_deref(), Some(b"one".as_slice()));
            assert_eq!(again.get(&two).await.unwrap().as_deref(), Some(b"two".as_slice()));
            assert_eq!(again.get(&damaged).await.unwrap(), None);
            let names: Vec<_> = std::fs::read_dir(&place).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            assert_eq!(names.len(), if sqlite { 2 } else { 1 }, "nothing but database and pictures: {names:?}");
            if sqlite {
                let (different, rows) = compared(&other.database.url, &test.app.config.database.url);
                assert!(different == 2 && rows > 10, "{different} of {rows} rows differ, and not only the community's next number");
                // The copy opens as the instance it was.
                restore(&other, &file).unwrap_err();
            }
        }
    }
}

#[tokio::test]
async fn a_backup_is_of_one_moment_although_others_write() {
    let (test, config) = instance().await;
    let folder = tempfile::tempdir().unwrap();
    let mut writer = connect(&StoreSettings::new(config.database.url.clone())).unwrap();
    writer.batch_execute("BEGIN IMMEDIATE; DELETE FROM objects").unwrap();
    write(&config, &folder.path().join("a.tar")).unwrap();
    writer.batch_execute("COMMIT").unwrap();
    drop(writer);
    let other = elsewhere(&config, folder.path());
    restore(&other, &folder.path().join("a.tar")).unwrap();
    let (different, _) = compared(&other.database.url, &config.database.url);
    assert_eq!(different, 1, "the article that was deleted later");
    drop(test);
}

#[tokio::test]
async fn what_cannot_be_backed_up_is_named() {
    let (_test, config) = instance().await;
    let folder = tempfile::tempdir().unwrap();
    let refused = |config: &Config, name: &str| write(config, &folder.path().join(name)).err().unwrap().to_string();
    assert!(refused(&config, "a.zip").contains(".tar.zst or .tar"));
    std::fs::write(folder.path().join("a.tar"), b"").unwrap();
    assert!(refused(&config, "a.tar").contains("exists already"));
    assert!(refused(&config, "missing/b.tar").contains("missing"));
    std::fs::write(folder.path().join("c.tar.part"), b"").unwrap();
    assert!(refused(&config, "c.tar").contains("c.tar.part"));
    let mut none = config.clone();
    none.database.url = format!("sqlite:{}", folder.path().join("none.db").display());
    assert!(refused(&none, "d.tar").contains("there is no database"));
    assert!(!folder.path().join("none.db").exists());
    let names = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names, 2, "nothing is left of what failed");
}

/// An archive of these entries; names as they stand, whatever the library thinks of them.
fn archive(path: &Path, entries: &[(&str, &[u8], tar::EntryType)]) {
    let mut builder = tar::Builder::new(std::fs::File::create(path).unwrap());
    for (name, content, kind) in entries {
        let mut header = tar::Header::new_gnu();
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(*kind);
        header.set_size(content.len() as u64);
        header.set_mode(0o600);
        header.set_cksum();
        builder.append(&header, *content).unwrap();
    }
    builder.into_inner().unwrap();
}

fn cover(config: &Config) -> Cover {
    Cover {
        format: FORMAT,
        program: "9.9.9".to_owned(),
        origin: config.instance.origin.url(""),
        migration: migrate::newest().to_owned(),
        has_database: true,
        created: String::new(),
    }
}

#[tokio::test]
async fn nothing_is_overwritten_and_nothing_foreign_restored() {
    let (_test, config) = instance().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.tar.zst");
    write(&config, &file).unwrap();
    let place = folder.path().join("place");
    std::fs::create_dir(&place).unwrap();
    let free = elsewhere(&config, &place);
    let refused = |config: &Config, file: &Path, why: &str| {
        let said = restore(config, file).unwrap_err().to_string();
        assert!(said.contains(why), "{why}: {said}");
        assert_eq!(std::fs::read_dir(&place).unwrap().count(), 0, "{why}: nothing is left");
    };

    // The place is taken.
    let mut taken = free.clone();
    taken.database.url.clone_from(&config.database.url);
    refused(&taken, &file, "name another one in database.url");
    let mut taken = free.clone();
    taken.media.directory.clone_from(&config.media.directory);
    refused(&taken, &file, "media.directory");

    // It is of another instance, of another database, of a newer program.
    let mut other = free.clone();
    other.instance.origin = "http://next.localhost:8082".parse().unwrap();
    refused(&other, &file, "set instance.origin");
    let mut other = free.clone();
    other.database.url = "postgres://me@127.0.0.1:1/none".to_owned();
    refused(&other, &file, "sqlite:<file>");
    let made = folder.path().join("made.tar");
    let text = |cover: &Cover| serde_json::to_vec(cover).unwrap();
    let regular = tar::EntryType::Regular;
    let newer = Cover { migration: "2999-01-01-000000_later".to_owned(), ..cover(&config) };
    archive(&made, &[(COVER, &text(&newer), regular)]);
    refused(&free, &made, "update dienstweg");
    archive(&made, &[(COVER, &text(&Cover { format: FORMAT + 1, ..cover(&config) }), regular)]);
    refused(&free, &made, "update dienstweg");

    // It is cut off, or a byte is another one, or it is something else.
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&made, &whole[..whole.len() / 2]).unwrap();
    refused(&free, &made, "damaged");
    let plain = folder.path().join("b.tar");
    write(&config, &plain).unwrap();
    let whole = std::fs::read(&plain).unwrap();
    for place in [whole.len() / 2, 5_000] {
        let mut flipped = whole.clone();
        flipped[place] ^= 1;
        std::fs::write(&made, &flipped).unwrap();
        refused(&free, &made, "damaged");
    }
    // The last entry with its padding, and the end.
    let list = whole.windows(MANIFEST.len()).rposition(|window| window == MANIFEST.as_bytes()).unwrap();
    std::fs::write(&made, [&whole[..list], &[0; 1024]].concat()).unwrap();
    refused(&free, &made, "cut off");
    std::fs::write(&made, "Sehr geehrte Damen und Herren, ".repeat(100)).unwrap();
    refused(&free, &made, "damaged");
    refused(&free, Path::new("/nonexistent/a.tar"), "a.tar");

    // Its names lead elsewhere.
    let sheet = text(&cover(&config));
    let foreign = "media/../../../evil";
    for name in ["../evil", "/evil", foreign, "media/0", "media/", "database.sqlite/../../evil", "evil"] {
        archive(&made, &[(COVER, &sheet, regular), (name, b"x", regular)]);
        refused(&free, &made, "does not belong into a backup");
    }
    assert!(!folder.path().join("evil").exists() && !Path::new("/evil").exists());
    for kind in [tar::EntryType::Symlink, tar::EntryType::Link, tar::EntryType::Directory, tar::EntryType::Char] {
        archive(&made, &[(COVER, &sheet, regular), (DATABASE, b"", kind)]);
        refused(&free, &made, "is not a file");
    }
    let digest = format!("media/{}", Digest::of(b"one"));
    archive(&made, &[(COVER, &sheet, regular), (&digest, b"two", regular)]);
    refused(&free, &made, "another content");
    archive(&made, &[(DATABASE, b"x", regular)]);
    refused(&free, &made, "begins with");
    let list = serde_json::to_vec(&Manifest::default()).unwrap();
    archive(&made, &[(COVER, &sheet, regular), (&digest, b"one", regular), (MANIFEST, &list, regular)]);
    refused(&free, &made, "not in the list");
    archive(&made, &[(COVER, &sheet, regular), (MANIFEST, &list, regular)]);
    refused(&free, &made, "the database is missing");

    // The untouched one still works.
    restore(&free, &file).unwrap();
    assert!(matches!(connect(&StoreSettings::new(free.database.url)).unwrap(), AnyConn::Sqlite(_)));
}

#[tokio::test]
async fn pictures_in_a_bucket_are_neither_inside_nor_missing() {
    let (_test, mut config) = instance().await;
    let folder = tempfile::tempdir().unwrap();
    let with = write(&config, &folder.path().join("folder.tar")).unwrap();
    assert_eq!((with.pictures, with.has_database), (1, true));
    config.media.s3.endpoint = "https://s3.example.org".to_owned();
    let without = write(&config, &folder.path().join("bucket.tar")).unwrap();
    assert_eq!((without.pictures, without.has_database, without.notes.len()), (0, true, 0));
}
