//! Pictures in a bucket instead of a folder: that they come and go as before, and what happens while the storage fails.

pub(crate) mod server;

use self::server::{Mood, Server};
use super::browser::{Part, Visitor, picture, sides};
use super::harness::START;
use super::{TestApp, harness::article};
use crate::activity::outbox::{self, NewPicture};
use crate::app::TestClock;
use crate::config::S3 as Settings;
use crate::error::Error;
use crate::http::Patience;
use crate::instance;
use crate::media::{Digest, MediaStore, Now, S3, Shape};
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::schema::{jobs, media};
use crate::store::testing::TestDatabase;
use bytes::Bytes;
use diesel::prelude::*;
use http::{Method, StatusCode};
use image::ImageFormat;
use std::sync::Arc;
use std::time::Duration;

fn photo() -> Vec<u8> {
    picture(800, 600, 7, ImageFormat::Jpeg)
}

async fn rows(test: &TestApp) -> i64 {
    test.app.read(|conn, _| Ok(media::table.count().get_result(conn)?)).await.unwrap()
}

/// An instance with its pictures in a bucket.
async fn with_bucket(database: TestDatabase) -> (TestApp, Server) {
    with_settings(database, |_| {}).await
}

async fn with_settings(database: TestDatabase, change: impl FnOnce(&mut Settings)) -> (TestApp, Server) {
    // The server's clock is another one, as it is in life; it may be a little off.
    let server = Server::start(Arc::new(TestClock::at(START.plus(Duration::from_secs(60))))).await;
    let mut settings = server.settings.clone();
    change(&mut settings);
    (TestApp::with(database, |config| config.media.s3 = settings).await, server)
}

/// A public article with a picture; numbers of both.
async fn illustrated(test: &TestApp, author: i64) -> (i64, i64) {
    let id = outbox::upload(&test.app, author, photo().into(), Shape::Whole).await.unwrap();
    let pictures = vec![NewPicture { id, name: "Das Rathaus".to_owned() }];
    (outbox::publish_with_pictures(&test.app, author, article(None, "Mit Bild", Reach::Public), pictures).await.unwrap(), id)
}

/// A store with short patience, and the server it asks.
async fn store() -> (S3, Server) {
    let server = Server::start(Arc::new(TestClock::at(START))).await;
    let patience = Patience { connect: Duration::from_secs(5), total: Duration::from_secs(10), size: 100_000 };
    (S3::with(&server.settings, standing(), patience).unwrap(), server)
}

fn standing() -> Now {
    Arc::new(|| START)
}

/// What an error says to the log: that it is ours, and nothing with which somebody could get in.
#[track_caller]
fn ours<R: std::fmt::Debug>(result: Result<R, Error>, what: &str) {
    let Err(Error::Unavailable(cause)) = result else { panic!("{result:?}") };
    assert!(cause.starts_with("storage of pictures: ") && cause.contains(what), "{cause}");
    assert!(!cause.contains("Amz") && !cause.contains("http") && !cause.contains("AKIA"), "{cause}");
}

on_both_databases! {
    async fn pictures_come_from_the_bucket_for_those_who_may_see_them(database: TestDatabase) {
        let (test, server) = with_bucket(database).await;
        let anna = test.person("anna").await;
        let (object, number) = illustrated(&test, anna).await;
        let keys = server.keys();
        assert_eq!((keys.len(), test.files()), (2, 0));
        for key in &keys {
            let name = key.rsplit('/').next().unwrap();
            assert_eq!(*key, format!("{}/{}/{name}", &name[..2], &name[2..4]), "as in a folder");
        }
        let (nobody, address) = (Visitor::default(), format!("/media/{number}"));
        let reply = test.open(&nobody, &address).await;
        assert_eq!((reply.status, sides(&reply.bytes), reply.header("content-type")), (StatusCode::OK, (800, 600), "image/jpeg"));
        let page = test.open(&nobody, &format!("/b/{object}")).await.text();
        assert!(page.contains(&address) && !page.contains(&server.settings.endpoint), "{page}");
        // What may not be seen is not even asked for.
        let draft = outbox::upload(&test.app, anna, photo().into(), Shape::Whole).await.unwrap();
        let asked = server.shared.log.lock().unwrap().len();
        assert_eq!(test.open(&nobody, &format!("/media/{draft}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(server.shared.log.lock().unwrap().len(), asked);
        // A file goes when the last row that names it is gone.
        outbox::drop_draft(&test.app, anna, draft).await.unwrap();
        instance::run_due(&test.app).await.unwrap();
        assert_eq!(server.keys().len(), 2);
        outbox::delete(&test.app, anna, object).await.unwrap();
        instance::run_due(&test.app).await.unwrap();
        assert_eq!((server.keys().len(), rows(&test).await), (0, 0));
        assert!(server.shared.log.lock().unwrap().iter().all(|(_, status)| status.is_success()));
    }

    async fn while_the_storage_fails_nothing_typed_is_lost_and_no_row_is_broken(database: TestDatabase) {
        let (test, server) = with_bucket(database).await;
        let anna = test.person("anna").await;
        test.group(anna, "digitales").await;
        let (object, number) = illustrated(&test, anna).await;
        server.feels(Mood::Busy);
        let (browser, address, file) = (test.browser(anna).await, format!("/media/{number}"), photo());
        let shown = test.open(&browser, &address).await;
        assert_eq!((shown.status, shown.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "10"));
        let form = [Part::Text("title", "Titel steht noch"), Part::Text("text", "Text steht noch"), Part::File("picture", "a", "image/jpeg", &file)];
        let refused = test.send_form(&browser, "/g/digitales/neu", &form).await;
        assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "30"));
        let page = refused.text();
        for kept in ["Titel steht noch", "Text steht noch", "Das liegt an uns, nicht an der Datei", "href=\"#picture\""] {
            assert!(page.contains(kept), "{kept}: {page}");
        }
        let answer = [Part::Text("text", "Antwort steht noch"), Part::File("picture", "a", "image/jpeg", &file)];
        let refused = test.send_form(&browser, &format!("/b/{object}/antworten"), &answer).await;
        assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(refused.text().contains("Antwort steht noch</textarea>"));
        assert_eq!(rows(&test).await, 1, "no row without its files");
        // What is to be removed is removed later.
        outbox::delete(&test.app, anna, object).await.unwrap();
        instance::run_due(&test.app).await.unwrap();
        assert_eq!((rows(&test).await, server.keys().len()), (0, 2));
        server.feels(Mood::Well);
        test.clock.advance(Duration::from_secs(61));
        instance::run_due(&test.app).await.unwrap();
        assert_eq!(server.keys().len(), 0);
        let waiting: i64 = test.app.read(|conn, _| Ok(jobs::table.filter(jobs::kind.eq("media-sweep")).count().get_result(conn)?)).await.unwrap();
        assert_eq!(waiting, 0);
        assert_eq!(test.send_form(&browser, "/g/digitales/neu", &form[..2]).await.status, StatusCode::SEE_OTHER);
    }

    async fn a_wrong_key_is_our_fault_and_reaches_no_page(database: TestDatabase) {
        let (test, server) = with_settings(database, |settings| settings.secret = "wrong".to_owned()).await;
        let anna = test.person("anna").await;
        ours(outbox::upload(&test.app, anna, photo().into(), Shape::Whole).await, "writing: status 403 SignatureDoesNotMatch");
        assert_eq!((rows(&test).await, server.keys().len()), (0, 0));
        assert_eq!(*server.shared.log.lock().unwrap(), [(Method::PUT, StatusCode::FORBIDDEN)]);
    }
}

#[tokio::test]
async fn what_is_not_there_is_none_and_everything_else_is_trouble() {
    let (store, server) = store().await;
    let bytes = Bytes::from_static(b"ein Bild");
    let digest = Digest::of(&bytes);
    assert_eq!(store.get(&digest).await.unwrap(), None);
    store.delete(&digest).await.unwrap();
    store.put(&digest, bytes.clone()).await.unwrap();
    store.put(&digest, bytes.clone()).await.unwrap();
    assert_eq!(store.get(&digest).await.unwrap(), Some(bytes.clone()));
    server.feels(Mood::Confused);
    ours(store.get(&digest).await, "another content");
    server.feels(Mood::Busy);
    ours(store.get(&digest).await, "reading: status 503 SlowDown");
    ours(store.put(&digest, bytes).await, "writing: status 503 SlowDown");
    ours(store.delete(&digest).await, "removing: status 503 SlowDown");
    server.feels(Mood::Endless);
    ours(store.get(&digest).await, "too large");
    ours(store.delete(&digest).await, "too large");
    // A bucket that is not there is no missing picture.
    let elsewhere = Settings { bucket: "andere".to_owned(), ..server.settings.clone() };
    server.feels(Mood::Well);
    ours(S3::new(&elsewhere, standing()).unwrap().get(&digest).await, "status 404 NoSuchBucket");
    for (settings, code) in [
        (Settings { key_id: "AKIAOTHER".to_owned(), ..server.settings.clone() }, "InvalidAccessKeyId"),
        (Settings { region: "us-east-1".to_owned(), ..server.settings.clone() }, "InvalidAccessKeyId"),
        (Settings { secret: "s3cr3t".to_owned(), ..server.settings.clone() }, "SignatureDoesNotMatch"),
    ] {
        ours(S3::new(&settings, standing()).unwrap().get(&digest).await, code);
    }
    let late: Now = Arc::new(|| START.minus(Duration::from_secs(3_600)));
    ours(S3::new(&server.settings, late).unwrap().get(&digest).await, "RequestTimeTooSkewed");
}

#[test]
fn the_bucket_stands_where_the_settings_say() {
    let settings = Settings {
        endpoint: "https://s3.example.org".to_owned(),
        bucket: "bilder".to_owned(),
        key_id: "a".to_owned(),
        secret: "b".to_owned(),
        ..Settings::default()
    };
    let address = |path_style| S3::new(&Settings { path_style, ..settings.clone() }, standing()).unwrap().address().to_string();
    assert_eq!(address(true), "https://s3.example.org/bilder/");
    assert_eq!(address(false), "https://bilder.s3.example.org/");
}

#[tokio::test]
async fn a_storage_that_is_slow_or_gone_holds_nobody_up() {
    let (_, server) = store().await;
    let patience = Patience { connect: Duration::from_millis(200), total: Duration::from_millis(200), size: 1_000 };
    let store = S3::with(&server.settings, standing(), patience).unwrap();
    server.feels(Mood::Silent);
    let digest = Digest::of(b"x");
    ours(store.get(&digest).await, "takes too long");
    // Those that wait for their turn are not asked for longer than the others.
    let many = futures_util::future::join_all((0..80).map(|_| store.get(&digest))).await;
    assert_eq!(many.len(), 80);
    many.into_iter().for_each(|result| ours(result, "takes too long"));
    let settings = server.settings.clone();
    drop(server);
    let closed = Settings { endpoint: "http://127.0.0.1:1".to_owned(), ..settings };
    ours(S3::new(&closed, standing()).unwrap().get(&digest).await, "reading: ");
}
