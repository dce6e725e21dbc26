//! Feeds as feed readers get them: well-formed, for everybody, with stable ids, and not sent twice.

use crate::activity::outbox::{self, Edit};
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use http::StatusCode;
use quick_xml::events::Event;
use std::time::Duration;

/// The texts of these elements, in order; fails where it is no XML.
fn texts(document: &str, element: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(document);
    let (mut found, mut inside) = (Vec::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) if start.name().as_ref() == element => {
                inside = true;
                found.push(String::new());
            }
            Event::End(end) if end.name().as_ref() == element => inside = false,
            Event::Text(text) if inside => found.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(reference) if inside => {
                let letter = reference.resolve_char_ref().unwrap().expect("only numbers of characters are used");
                found.last_mut().unwrap().push(letter);
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

async fn get(test: &TestApp, target: &str, header: Option<(&'static str, &str)>) -> crate::tests::remote::Answer {
    let wire = test.unsigned(target, "application/atom+xml, */*");
    test.send(match header {
        Some((name, value)) => wire.set(name, value),
        None => wire,
    })
    .await
}

on_both_databases! {
    async fn htm_18_a_feed_has_what_everybody_reads_and_says_when_it_changed(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "bauen").await;
        let post = test.article(anna, Some(group), "\u{1}Antrag & <Auflage> ]]>", Reach::Public).await;
        test.article(anna, None, "Nur hier", Reach::Local).await;
        test.article(anna, None, "Für Folgende", Reach::Followers).await;
        for (page, titles) in [("/g/bauen", 1), ("/@anna", 1)] {
            let answer = get(&test, &format!("{page}/feed.atom"), None).await;
            assert_eq!(answer.status, StatusCode::OK);
            assert_eq!(answer.headers["content-type"], "application/atom+xml; charset=utf-8");
            assert!(answer.headers.get("set-cookie").is_none() && answer.headers["cache-control"].to_str().unwrap().contains("public"));
            let found = texts(&answer.body, "title");
            assert_eq!(found.len(), 1 + titles, "{found:?}");
            assert!(found[1].starts_with("Antrag & <Auflage> ]]>"), "{found:?}");
            assert!(!answer.body.contains('\u{1}') && !answer.body.contains("Nur hier") && !answer.body.contains("Folgende"));
            assert!(texts(&answer.body, "content")[0].contains("<strong>"), "{}", answer.body);
            assert!(answer.body.contains(&format!("href=\"http://rudi.localhost:8081/b/{post}\"")), "{}", answer.body);
            // The page leads there.
            let html = get(&test, page, None).await.body;
            assert!(html.contains("type=\"application/atom+xml\"") && html.contains(&format!("{page}/feed.atom")), "{html}");
        }

        let first = get(&test, "/g/bauen/feed.atom", None).await;
        let (tag, modified) = (first.headers["etag"].to_str().unwrap(), first.headers["last-modified"].to_str().unwrap());
        for known in [("if-none-match", tag), ("if-none-match", "*"), ("if-modified-since", modified)] {
            let again = get(&test, "/g/bauen/feed.atom", Some(known)).await;
            assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{known:?}");
            assert_eq!(again.headers["etag"], tag);
        }
        test.clock.advance(Duration::from_secs(60));
        let edit = Edit { name: "Neuer Name".to_owned(), summary: String::new(), source: "Neuer Text".to_owned(), base: None };
        outbox::revise(&test.app, anna, post, edit).await.unwrap();
        for known in [("if-none-match", tag), ("if-modified-since", modified)] {
            let changed = get(&test, "/g/bauen/feed.atom", Some(known)).await;
            assert_eq!(changed.status, StatusCode::OK, "{known:?}");
            assert_eq!(texts(&changed.body, "id"), texts(&first.body, "id"));
            assert_ne!(texts(&changed.body, "updated"), texts(&first.body, "updated"));
            assert_eq!(texts(&changed.body, "published"), texts(&first.body, "published"));
            assert_eq!(texts(&changed.body, "title")[1], "Neuer Name");
        }
        outbox::delete(&test.app, anna, post).await.unwrap();
        let gone = get(&test, "/g/bauen/feed.atom", None).await;
        assert_eq!((gone.status, texts(&gone.body, "entry").len()), (StatusCode::OK, 0));
    }

    async fn what_has_no_feed_answers_like_what_never_was(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        test.group(anna, "bauen").await;
        for target in [
            "/g/nichts/feed.atom",
            "/@nichts/feed.atom",
            "/@bauen/feed.atom",
            "/g/anna/feed.atom",
            "/@instanz/feed.atom",
            "/@ida@forum.localhost:7002/feed.atom",
        ] {
            assert_eq!(get(&test, target, None).await.status, StatusCode::NOT_FOUND, "{target}");
        }
    }
}
