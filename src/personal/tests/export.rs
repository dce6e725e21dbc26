//! Taking along: what is in the file, who gets it, and for how long.

use crate::activity::outbox::{self, NewPicture};
use crate::actor::account;
use crate::instance;
use crate::media::Shape;
use crate::notification::{self, NotificationKind, bookmark};
use crate::object::reaction::ReactionKind;
use crate::object::{Reach, tag};
use crate::on_both_databases;
use crate::personal;
use crate::personal::export;
use crate::store::schema::jobs;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::access::with_mail;
use crate::tests::browser::{Browser, picture};
use crate::tests::passkeys::with_passkey;
use crate::vetting::{self, Evidence, organisation};
use diesel::prelude::*;
use http::StatusCode;
use image::ImageFormat;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::time::Duration;
use zip::ZipArchive;

const DAY: Duration = Duration::from_secs(24 * 3_600);

/// The entries of a ZIP file.
pub(super) fn entries(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut entries = BTreeMap::new();
    for name in names {
        let mut content = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut content).unwrap();
        entries.insert(name, content);
    }
    entries
}

/// The path on the page where the file can be had.
fn link(page: &str) -> String {
    let rest = page.split("href=\"/ich/daten/export/").nth(1).unwrap_or_else(|| panic!("no link: {page}"));
    format!("/ich/daten/export/{}", rest.split('"').next().unwrap())
}

pub(super) async fn file_of(test: &TestApp, person: i64) -> Option<std::path::PathBuf> {
    let found = test.app.read(move |conn, app| {
        let Some(account) = account::of_actor(conn, person)? else { return Ok(None) };
        Ok(export::of(conn, account.id)?.map(|found| export::path(app, found.id)))
    });
    found.await.unwrap()
}

on_both_databases! {
    async fn what_is_hers_is_in_the_file(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(bert, "bauen").await;
        outbox::join(&test.app, anna, group).await.unwrap();
        outbox::follow(&test.app, anna, bert).await.unwrap();
        let house = organisation::Draft { name: "Haus".to_owned(), level: "other".to_owned(), domains: "haus.example".to_owned(), ..Default::default() };
        test.app.write(move |conn, app| {
            let id = organisation::save(conn, app, None, None, &house)?;
            organisation::appoint(conn, app, None, id, anna)?;
            vetting::vouch(conn, app, anna, id, Evidence::Address("anna@haus.example".to_owned()))
        }).await.unwrap();
        let theirs = test.article(bert, Some(group), "Von Bert", Reach::Public).await;
        let file = picture(40, 30, 7, ImageFormat::Png);
        let id = outbox::upload(&test.app, anna, file.into(), Shape::Whole).await.unwrap();
        let draft = crate::tests::harness::article(Some(group), "Von Anna <b>", Reach::Public);
        outbox::publish_with_pictures(&test.app, anna, draft, vec![NewPicture { id, name: "Ein Plan".to_owned() }]).await.unwrap();
        test.comment(anna, theirs, "Dazu Anna").await.unwrap();
        test.article(anna, None, "Nur für wenige", Reach::Followers).await;
        outbox::react(&test.app, anna, theirs, ReactionKind::Like, "").await.unwrap();
        outbox::react(&test.app, bert, theirs, ReactionKind::Like, "").await.unwrap();
        test.app
            .write(move |conn, app| {
                bookmark::toggle(conn, anna, theirs, app.now())?;
                tag::follow(conn, anna, "wegebau", app.now())
            })
            .await
            .unwrap();

        let (mut browser, _) = with_passkey(&test, "anna").await;
        browser.get("/ich/daten").await;
        let wrong = browser.post("/ich/daten/export", &[("current", "falsches passwort")]).await;
        wrong.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#current\""]);
        browser.get("/ich/daten").await;
        assert_eq!(browser.post("/ich/daten/export", &[("current", "kurzer dienstweg")]).await.location(), "/ich/daten");
        let making = browser.get("/ich/daten").await;
        making.shows(StatusCode::OK, &["werden zusammengestellt"]);
        assert!(!making.body.contains("action=\"/ich/daten/export\""), "one at a time");
        browser.post("/ich/daten/export", &[("current", "kurzer dienstweg")]).await.shows(StatusCode::CONFLICT, &[]);
        instance::run_due(&test.app).await.unwrap();
        let ready = browser.get("/ich/daten").await;
        ready.shows(StatusCode::OK, &["28. November 2026", " kB)"]);
        let path = link(&ready.body);

        let hers = test.browser(anna).await;
        let reply = test.open(&hers, &path).await;
        assert_eq!((reply.status, reply.header("content-type"), reply.header("cache-control")), (StatusCode::OK, "application/zip", "no-store"));
        assert_eq!(reply.header("content-disposition"), "attachment; filename=\"anna.zip\"");
        let entries = entries(&reply.bytes);
        let text = |name: &str| String::from_utf8(entries.get(name).unwrap_or_else(|| panic!("no {name}")).clone()).unwrap();
        let page = text("index.html");
        for words in ["Von Anna &#60;b&#62;", "Dazu Anna", "Nur für wenige", "Von Bert", "Gruppe bauen", "@bert@", "#wegebau", "Ein Plan"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains("Text zu <strong>Von Bert"), "what others wrote is theirs");
        let host = test.app.urls.host().to_owned();
        assert_eq!(text("following_accounts.csv"), format!("Account address\r\nbert@{host}\r\n"));
        assert_eq!(text("bookmarks.csv"), format!("{}\r\n", test.app.urls.object(theirs)));
        assert_eq!(text("communities.csv"), format!("Account address\r\nbauen@{host}\r\n"));
        let outbox: Value = serde_json::from_str(&text("outbox.json")).unwrap();
        let kinds: Vec<&str> = outbox["orderedItems"].as_array().unwrap().iter().map(|item| item["type"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["Follow", "Follow", "Create", "Create", "Create", "Like"]);
        assert_eq!(outbox["totalItems"], 6);
        let actor: Value = serde_json::from_str(&text("actor.json")).unwrap();
        assert_eq!(actor["preferredUsername"], "anna");
        let data: Value = serde_json::from_str(&text("data.json")).unwrap();
        assert_eq!(data["reactions"].as_array().unwrap().len(), 1, "{data}");
        assert_eq!(data["account"]["user_name"], "anna");
        assert_eq!(data["passkeys"][0]["name"], "Diensthandy");
        let vouched = &data["vouchings"][0];
        assert_eq!((&vouched["organisation"], &vouched["work_address"], &vouched["method"]), (&json!("Haus"), &json!("anna@haus.example"), &json!("email-domain")));
        assert_eq!(data["vouches_for_staff_of"], json!(["Haus"]));
        assert!(entries.keys().any(|name| name.starts_with("pictures/")), "{:?}", entries.keys());
        for (name, content) in &entries {
            let content = String::from_utf8_lossy(content);
            assert!(!content.contains("argon2id") && !content.contains("PRIVATE"), "{name}");
        }
    }

    async fn nobody_else_gets_the_file_and_it_goes(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let account = test.app.read(move |conn, _| account::of_actor(conn, anna)).await.unwrap().unwrap();
        export::ask(&test.app, &account, "kurzer dienstweg").await.unwrap();
        instance::run_due(&test.app).await.unwrap();
        let (hers, his) = (test.browser(anna).await, test.browser(bert).await);
        let path = link(&test.open(&hers, "/ich/daten").await.text());
        assert_eq!(test.open(&hers, &path).await.status, StatusCode::OK);
        assert_eq!(test.open(&his, &path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(test.open(&his, "/ich/daten/export/1").await.status, StatusCode::NOT_FOUND);
        assert_eq!(test.open(&Default::default(), &path).await.status, StatusCode::SEE_OTHER, "log in first");
        let first = file_of(&test, anna).await.unwrap();
        assert!(first.exists());

        // A new one takes the place of the old one.
        export::ask(&test.app, &account, "kurzer dienstweg").await.unwrap();
        instance::run_due(&test.app).await.unwrap();
        let second = file_of(&test, anna).await.unwrap();
        assert!(!first.exists() && second.exists());
        assert_eq!(test.open(&hers, &path).await.status, StatusCode::NOT_FOUND);
        test.clock.advance(7 * DAY);
        instance::run_due(&test.app).await.unwrap();
        assert!(!second.exists());
        assert!(file_of(&test, anna).await.is_none());

        export::ask(&test.app, &account, "kurzer dienstweg").await.unwrap();
        personal::ask(&test.app, &account, "kurzer dienstweg").await.unwrap();
        instance::run_due(&test.app).await.unwrap();
        test.clock.advance(6 * DAY);
        export::ask(&test.app, &account, "kurzer dienstweg").await.unwrap();
        instance::run_due(&test.app).await.unwrap();
        let third = file_of(&test, anna).await.unwrap();
        assert!(third.exists());
        test.clock.advance(DAY);
        instance::run_due(&test.app).await.unwrap();
        assert!(!third.exists(), "it goes with her account");
    }

    async fn who_asked_is_told_once_when_it_is_ready(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        let anna = test.person("anna").await;
        test.app
            .write(move |conn, _| {
                let account = account::of_actor(conn, anna)?.expect("an account");
                account::set_email(conn, account.id, Some("anna@example.org"))?;
                account::set_language(conn, account.id, "en")
            })
            .await
            .unwrap();
        let account = test.app.read(move |conn, _| account::of_actor(conn, anna)).await.unwrap().unwrap();
        export::ask(&test.app, &account, "kurzer dienstweg").await.unwrap();
        assert!(mailbox.take().is_empty());
        instance::run_due(&test.app).await.unwrap();
        let mails = mailbox.take();
        assert_eq!(mails.len(), 1);
        for words in ["To: anna@example.org", "Your data from", "until 28 November 2026", "http://rudi.localhost:8081/ich/daten"] {
            assert!(mails[0].contains(words), "{words}: {}", mails[0]);
        }
        let mut browser = Browser::logged_in(&test, "anna").await;
        let told = browser.get("/mitteilungen").await;
        told.shows(StatusCode::OK, &["Your data are ready", "until 28 November 2026", "href=\"/ich/daten\""]);
        // The job may run again after a fault; who asked hears of it once.
        let made = test.app.read(move |conn, _| export::of(conn, account.id)).await.unwrap().unwrap();
        test.app.write(move |conn, app| export::done(conn, app, made.id, made.bytes)).await.unwrap();
        let listed = test.app.read(move |conn, _| notification::list(conn, anna, i64::MAX, 10)).await.unwrap();
        assert_eq!((listed.len(), listed[0].kind), (1, NotificationKind::Export));
        let waiting = test.app.read(|conn, _| Ok(jobs::table.filter(jobs::kind.eq("mail")).count().get_result::<i64>(conn)?)).await.unwrap();
        assert_eq!((waiting, mailbox.take().len()), (0, 0));
        // A second file is told of in place of the first; a mail that waits until it is gone is not sent.
        let account = test.app.read(move |conn, _| account::of_actor(conn, anna)).await.unwrap().unwrap();
        export::ask(&test.app, &account, "kurzer dienstweg").await.unwrap();
        mailbox.refuse(true);
        instance::run_due(&test.app).await.unwrap();
        mailbox.refuse(false);
        test.clock.advance(8 * DAY);
        instance::run_due(&test.app).await.unwrap();
        assert!(mailbox.take().is_empty());
        let listed = test.app.read(move |conn, _| notification::list(conn, anna, i64::MAX, 10)).await.unwrap();
        assert_eq!(listed.len(), 1);
    }
}
