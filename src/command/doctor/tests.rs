//! Good and bad answers on loopback, and what is said about them.

use super::finding::{Findings, State};
use super::{clock, examine, inside, outside, place, sign_on, storage};
use crate::app::open::http_client;
use crate::app::{Clock, SystemClock};
use crate::config::{Config, S3};
use crate::instance;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::store::{StoreSettings, Timestamp, connect};
use crate::tests::TestApp;
use crate::tests::sign_on::provider::{Mood as Feeling, Provider as SignOnProvider};
use crate::tests::storage::server::{Mood, Server};
use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use diesel::connection::SimpleConnection;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

fn state(findings: &Findings, check: &str) -> Option<State> {
    findings.0.iter().rev().find(|finding| finding.check == check).map(|finding| finding.state)
}

#[track_caller]
fn expect(findings: &Findings, check: &str, expected: State) {
    assert_eq!(state(findings, check), Some(expected), "{check}\n{}", findings.text());
}

async fn listener() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    (listener, origin)
}

fn config(origin: &str) -> Config {
    let mut config = Config::default();
    config.instance.origin = origin.parse().unwrap();
    config.federation.loopback = true;
    config
}

/// What is found at an address behind which this router answers.
async fn asked(router: Router, server_actor: Option<&str>) -> Findings {
    let (listener, origin) = listener().await;
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let (config, mut findings) = (config(&origin), Findings::default());
    outside::check(&config, &http_client(&config).unwrap(), server_actor, &mut findings).await;
    server.abort();
    findings
}

on_both_databases! {
    async fn an_instance_that_is_well(database: TestDatabase) {
        let url = database.settings().url.clone();
        let (listener, origin) = listener().await;
        let test = TestApp::with(database, |config| {
            config.instance.origin = origin.parse().unwrap();
            config.database.url = url;
            config.server.trusted_proxies = vec!["10.0.0.0/8".parse().unwrap()];
        })
        .await;
        let (stop, stopped) = oneshot::channel::<()>();
        let app = Arc::clone(&test.app);
        let server = tokio::spawn(instance::run(app, listener, async { drop(stopped.await) }));
        let mut findings = Findings::default();
        examine(&test.app.config, &mut findings).await;
        for check in
            ["database", "migrations", "quarantine", "keys", "reachable", "host name", "security headers", "client address", "WebFinger", "NodeInfo", "clock"]
        {
            expect(&findings, check, State::Good);
        }
        // It is on this machine only, and has no mail server.
        expect(&findings, "address", State::Attention);
        expect(&findings, "mail", State::Attention);
        // With this proxy anybody could claim any address.
        let mut believing = test.app.config.clone();
        believing.server.trusted_proxies = vec!["0.0.0.0/0".parse().unwrap()];
        place::check(&believing, &mut findings);
        expect(&findings, "trusted proxies", State::Bad);
        drop(stop);
        server.await.unwrap().unwrap();

        // What is due and nobody does.
        let mut conn = connect(&StoreSettings::new(test.app.config.database.url.clone())).unwrap();
        conn.batch_execute("DELETE FROM keys").unwrap();
        drop(conn);
        let app = Arc::clone(&test.app);
        app.write(|conn, app| crate::job::enqueue(conn, app.next_id(), "a", "", None, Timestamp::from_seconds(0))).await.unwrap();
        let mut findings = Findings::default();
        let settings = StoreSettings::new(test.app.config.database.url.clone());
        tokio::task::spawn_blocking(move || {
            inside::check(&settings, SystemClock.now(), &mut findings);
            expect(&findings, "jobs", State::Bad);
            expect(&findings, "keys", State::Bad);
        })
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn a_database_that_is_not_there_is_named_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("none.db");
    let mut findings = Findings::default();
    inside::check(&StoreSettings::new(format!("sqlite:{}", file.display())), SystemClock.now(), &mut findings);
    expect(&findings, "database", State::Bad);
    assert!(!file.exists());
    inside::check(&StoreSettings::new("mysql:x"), SystemClock.now(), &mut findings);
    expect(&findings, "database", State::Bad);
    // An empty one lacks all tables, and still does afterwards.
    std::fs::write(&file, b"").unwrap();
    inside::check(&StoreSettings::new(format!("sqlite:{}", file.display())), SystemClock.now(), &mut findings);
    expect(&findings, "migrations", State::Attention);
    std::fs::write(&file, "Sehr geehrte Damen und Herren, ".repeat(100)).unwrap();
    inside::check(&StoreSettings::new(format!("sqlite:{}", file.display())), SystemClock.now(), &mut findings);
    expect(&findings, "database", State::Bad);
}

#[tokio::test]
async fn proxies_that_do_it_wrong_are_told_what_to_do() {
    // Nobody is there.
    let (listener, origin) = listener().await;
    drop(listener);
    let (config, mut findings) = (config(&origin), Findings::default());
    let seen = outside::check(&config, &http_client(&config).unwrap(), None, &mut findings).await;
    assert_eq!(seen, None);
    expect(&findings, "reachable", State::Bad);

    // Nothing behind it, or something else.
    for status in [StatusCode::BAD_GATEWAY, StatusCode::NOT_FOUND, StatusCode::SERVICE_UNAVAILABLE] {
        expect(&asked(Router::new().fallback(move || async move { status }), None).await, "reachable", State::Bad);
    }
    let health = || Router::new().route("/health", get(|| async { "ok\n" }));

    // It asks for another name than it was asked for.
    let findings = asked(health().fallback(|| async { StatusCode::MISDIRECTED_REQUEST }), None).await;
    expect(&findings, "host name", State::Bad);

    // It drops headers, believes claims, and keeps what is well known to itself.
    let claims = |headers: HeaderMap| async move {
        headers.get("x-forwarded-for").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    let findings = asked(health().route("/anmelden", get(|| async { "page" })).route("/health/client", get(claims)), None).await;
    for check in ["security headers", "client address", "WebFinger", "NodeInfo"] {
        expect(&findings, check, State::Bad);
    }

    // Another instance answers.
    let other = r#"{"links":[{"rel":"self","href":"http://localhost:1/ap/actors/2"}]}"#;
    let router = health().route("/.well-known/webfinger", get(move || async move { other })).fallback(|| async { "x" });
    let findings = asked(router, Some("http://localhost:1/ap/actors/1")).await;
    expect(&findings, "WebFinger", State::Bad);
    assert!(findings.text().contains("another database"), "{}", findings.text());
}

#[tokio::test]
async fn a_clock_that_goes_wrong_is_noticed() {
    let config = config("http://localhost:1");
    let client = http_client(&config).unwrap();
    let now = SystemClock.now();
    for (said, expected) in [
        (Some(now.plus(Duration::from_secs(20))), State::Good),
        (Some(now.plus(Duration::from_secs(60))), State::Bad),
        (Some(now.minus(Duration::from_secs(60))), State::Bad),
        (None, State::Attention),
    ] {
        let mut findings = Findings::default();
        clock::check(&client, now, said, &[], &mut findings).await;
        expect(&findings, "clock", expected);
    }
    // Other servers count more than our own proxy.
    let (listener, origin) = listener().await;
    let late = httpdate::fmt_http_date(std::time::UNIX_EPOCH + Duration::from_secs(1_000_000_000));
    let answer = move || {
        let late = late.clone();
        async move { ([("date", late)], "{}").into_response() }
    };
    let server = tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
    let mut findings = Findings::default();
    let host = origin.trim_start_matches("http://").to_owned();
    clock::check(&client, now, Some(now), &[host], &mut findings).await;
    expect(&findings, "clock", State::Bad);
    server.abort();
}

#[test]
fn a_disk_that_fills_up_is_noticed() {
    for (free, expected) in [(50_000_000_000, State::Good), (1_500_000_000, State::Attention), (100_000_000, State::Bad)] {
        let mut findings = Findings::default();
        place::report_room("disk", free, &mut findings);
        expect(&findings, "disk", expected);
    }
}

#[tokio::test]
async fn a_mail_server_that_does_not_answer_is_named_without_the_password() {
    let (listener, origin) = listener().await;
    drop(listener);
    let mut config = config("http://localhost:1");
    config.mail.url = format!("smtp://me:secret@{}?tls=none", origin.trim_start_matches("http://"));
    config.mail.from = "dienstweg@example.org".to_owned();
    let mut findings = Findings::default();
    super::check_mail(&config, &mut findings).await;
    expect(&findings, "mail", State::Bad);
    assert!(!findings.text().contains("secret") && !findings.json().contains("secret"), "{}", findings.text());
}

#[tokio::test]
async fn a_bucket_is_tried_and_left_as_it_was() {
    let server = Server::start(Arc::new(SystemClock)).await;
    let looked = async |settings: S3| {
        let (mut config, mut findings) = (Config::default(), Findings::default());
        config.media.s3 = settings;
        storage::check(&config, Arc::new(|| SystemClock.now()), &mut findings).await;
        findings.text()
    };
    let well = looked(server.settings.clone()).await;
    assert!(well.contains("✓ storage: bucket bilder at http://127.0.0.1:") && well.contains("written, read and removed"), "{well}");
    assert!(well.contains("! storage (way)"), "{well}");
    assert!(server.keys().is_empty(), "the probe is gone");
    let wrong = looked(S3 { secret: "wrong".to_owned(), ..server.settings.clone() }).await;
    assert!(wrong.contains("✗ storage") && wrong.contains("SignatureDoesNotMatch") && wrong.contains("check endpoint, bucket"), "{wrong}");
    assert!(!wrong.contains("AKIATEST") && !wrong.contains("Amz"), "{wrong}");
    server.feels(Mood::Hoarding);
    let hoards = looked(server.settings.clone()).await;
    assert!(hoards.contains("✗ storage") && hoards.contains("still there"), "{hoards}");
    server.feels(Mood::Confused);
    assert!(looked(server.settings.clone()).await.contains("another content"));
    assert_eq!(looked(S3::default()).await, "");
}

#[tokio::test]
async fn providers_of_single_sign_on_are_asked_what_they_are() {
    let provider = SignOnProvider::start().await;
    let (mut config, now) = (config("http://localhost:1"), SystemClock.now());
    let mut findings = Findings::default();
    sign_on::check(&config, now, &mut findings).await;
    assert!(findings.0.is_empty(), "without any there is nothing to say");
    config.oidc.insert("amt".to_owned(), provider.settings());
    sign_on::check(&config, now, &mut findings).await;
    expect(&findings, "single sign-on", State::Good);
    assert!(findings.text().contains("http://localhost:1/anmelden/oidc/amt/zurueck"), "{}", findings.text());
    for mood in [Feeling::Busy, Feeling::Confused, Feeling::Impostor] {
        provider.feels(mood);
        let mut findings = Findings::default();
        sign_on::check(&config, now, &mut findings).await;
        expect(&findings, "single sign-on", State::Bad);
        assert!(!findings.text().contains("s3cr3t"), "{}", findings.text());
    }
    provider.feels(Feeling::Well);
    config.oidc.insert("amt".to_owned(), crate::config::Oidc { organisation_claim: String::new(), ..provider.settings() });
    sign_on::check(&config, now, &mut findings).await;
    expect(&findings, "single sign-on", State::Attention);
}
