//! AUT-37 and API-15: many at once, and one who asks for too much.

use super::Scene;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use http::{Method, StatusCode, header};
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;
use tokio::task::JoinSet;

/// So many log in at once.
const CROWD: u32 = 500;
/// So many requests are free in the tests of floods.
const SHARE: u32 = 40;

async fn with_share(database: TestDatabase) -> TestApp {
    TestApp::with(database, |config| {
        config.server.max_requests_per_minute = SHARE;
        config.server.trusted_proxies = vec!["10.0.0.0/8".parse().unwrap()];
    })
    .await
}

fn at(test: &TestApp, address: &str) -> Browser {
    let mut browser = Browser::new(test);
    browser.address = address.parse().unwrap();
    browser
}

on_both_databases! {
    async fn aut_37_a_crowd_that_logs_in_leaves_the_others_their_pages(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        // Every place where a password is hashed is taken, so all of them have to wait.
        let places = test.app.hashing.available_permits();
        assert!((1..=8).contains(&places), "each takes a core and 19 MiB");
        let taken = test.app.hashing.acquire_many(u32::try_from(places).unwrap()).await.unwrap();
        let mut form = Browser::new(test);
        form.get("/anmelden").await;
        let mut crowd = JoinSet::new();
        for number in 0..CROWD {
            let mut browser = Browser::new(test);
            browser.address = SocketAddr::from((Ipv4Addr::from_bits(0xc612_0000 + number), 4_000));
            // All of them have the page already; what counts is that they send it together.
            browser.adopt(&form);
            crowd.spawn(async move {
                let name = format!("niemand{number}");
                browser.post("/anmelden", &[("name", &name), ("password", "langer dienstweg")]).await
            });
        }
        // The others read and write meanwhile.
        let mut reader = Browser::new(test);
        for _ in 0..20 {
            assert_eq!(reader.get("/").await.status, StatusCode::OK);
            assert_eq!(reader.get(&format!("/b/{}", scene.article)).await.status, StatusCode::OK);
        }
        test.comment(scene.anna, scene.article, "Geht noch").await.unwrap();
        let mut refused = 0;
        let mut count = |answer: crate::tests::remote::Answer, decided: bool| match answer.status {
            StatusCode::UNPROCESSABLE_ENTITY if decided => {}
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE if answer.headers.contains_key(header::RETRY_AFTER) => refused += 1,
            _ => panic!("{answer:?}"),
        };
        // Nobody was hashed past the places; whoever waited too long was asked to come again.
        while let Some(answer) = crowd.try_join_next() {
            count(answer.unwrap(), false);
        }
        drop(taken);
        while let Some(answer) = crowd.join_next().await {
            count(answer.unwrap(), true);
        }
        assert!(refused <= CROWD);
        assert_eq!(test.app.hashing.available_permits(), places);
        assert_eq!(Browser::new(test).log_in("anna", "kurzer dienstweg").await.status, StatusCode::SEE_OTHER);
    }

    async fn api_15_who_floods_is_told_when_to_come_again(database: TestDatabase) {
        let test = with_share(database).await;
        test.person("anna").await;
        let mut flood = at(&test, "203.0.113.9:1");
        for number in 0..SHARE {
            let path = ["/", "/gruppen", "/assets/app.css", "/nirgends"][number as usize % 4];
            assert_ne!(flood.get(path).await.status, StatusCode::TOO_MANY_REQUESTS, "request {number}");
        }
        test.clock.advance(Duration::from_secs(20));
        // Pages, forms, documents for servers: whatever is asked for. What is sent along helps as little.
        flood.headers.insert("x-forwarded-for", "198.51.100.77".parse().unwrap());
        for (method, path) in [(Method::GET, "/"), (Method::POST, "/anmelden"), (Method::GET, "/nodeinfo/2.1"), (Method::GET, "/ap/server")] {
            let answer = flood.ask(method, path, &[], String::new()).await;
            assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
            assert_eq!(answer.headers[header::RETRY_AFTER], "40", "{path}");
            assert!(answer.body.len() < 200, "a refusal costs little: {}", answer.body);
        }
        assert_eq!(flood.get("/health/live").await.status, StatusCode::OK);
        // Everybody else has a share of her own.
        let mut other = at(&test, "203.0.113.10:1");
        assert_eq!(other.get("/").await.status, StatusCode::OK);
        assert_eq!(other.log_in("anna", "kurzer dienstweg").await.status, StatusCode::SEE_OTHER);
        test.clock.advance(Duration::from_secs(40));
        assert_eq!(flood.get("/").await.status, StatusCode::OK);
    }

    async fn api_15_a_share_is_that_of_a_network_and_servers_deliver_beside_it(database: TestDatabase) {
        let test = with_share(database).await;
        let mut flood = at(&test, "[2001:db8:1::1]:1");
        for _ in 0..SHARE {
            flood.get("/gruppen").await;
        }
        let status = async |address: &str, client: &str| {
            let mut browser = at(&test, address);
            if !client.is_empty() {
                browser.headers.insert("x-forwarded-for", client.parse().unwrap());
            }
            browser.get("/gruppen").await.status
        };
        assert_eq!(status("[2001:db8:1::ffff:2]:1", "").await, StatusCode::TOO_MANY_REQUESTS, "the same customer");
        assert_eq!(status("[2001:db8:1:1::1]:1", "").await, StatusCode::OK, "another one");
        assert_eq!(status("10.0.0.1:1", "2001:db8:1::3").await, StatusCode::TOO_MANY_REQUESTS, "through our proxy");
        assert_eq!(status("10.0.0.1:1", "198.51.100.4").await, StatusCode::OK, "others behind it");
        // Deliveries have budgets of their own: this one is looked at, and refused for what it is.
        let delivery = flood.ask(Method::POST, "/ap/inbox", &[("content-type", "application/activity+json")], "{}".to_owned()).await;
        assert_eq!(delivery.status, StatusCode::UNAUTHORIZED);
        // A proxy beside us that nobody named is not one client.
        for _ in 0..SHARE + 5 {
            assert_eq!(status("127.0.0.1:1", "").await, StatusCode::OK);
        }
    }
}
