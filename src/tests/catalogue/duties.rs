//! LAW: what an instance has to say about itself to programs.

use crate::on_both_databases;
use crate::store::Timestamp;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use http::StatusCode;
use std::collections::BTreeMap;
use std::time::Duration;

const PATH: &str = "/.well-known/security.txt";
const DAY: Duration = Duration::from_secs(24 * 3_600);

on_both_databases! {
    async fn law_11_where_to_tell_of_holes_is_said(database: TestDatabase) {
        let test = TestApp::with(database, |config| config.instance.contact = "it-sicherheit+a%b@stadt.example".to_owned()).await;
        for _ in 0..2 {
            let answer = Browser::new(&test).get(PATH).await;
            assert_eq!((answer.status, answer.headers["content-type"].to_str().unwrap()), (StatusCode::OK, "text/plain; charset=utf-8"));
            assert!(answer.body.ends_with('\n'));
            // Each of these once at least, some once at most (RFC 9116 §2.5).
            let fields: BTreeMap<&str, &str> = answer.body.lines().map(|line| line.split_once(": ").unwrap()).collect();
            assert_eq!(fields.len(), answer.body.lines().count(), "{}", answer.body);
            assert_eq!(fields["Contact"], "mailto:it-sicherheit+a%25b@stadt.example");
            assert_eq!(fields["Canonical"], "http://rudi.localhost:8081/.well-known/security.txt");
            assert_eq!(fields["Preferred-Languages"], "de, en");
            let expires = Timestamp::parse_rfc3339(fields["Expires"]).unwrap();
            assert!(expires >= test.app.now().plus(60 * DAY) && expires < test.app.now().plus(365 * DAY), "{expires:?}");
            test.clock.advance(1_000 * DAY);
        }
    }

    async fn without_an_address_nothing_is_said_about_holes(database: TestDatabase) {
        let test = TestApp::new(database).await;
        assert_eq!(Browser::new(&test).get(PATH).await.status, StatusCode::NOT_FOUND);
    }
}
