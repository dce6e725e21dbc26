//! API-33: somebody reads page by page while others write. Of what was there when she began she misses nothing and gets nothing twice.

use super::Scene;
use crate::activity::outbox;
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::browser::Browser;
use std::collections::{BTreeMap, BTreeSet};

/// What stands between these two in a page, each thing once.
fn between(page: &str, begin: &str, end: char) -> BTreeSet<String> {
    page.split(begin).skip(1).filter_map(|rest| rest.split(end).next()).map(str::to_owned).collect()
}

/// How often each thing came on how many pages.
#[derive(Default)]
struct Read(BTreeMap<String, usize>);

impl Read {
    fn page(&mut self, things: BTreeSet<String>) {
        things.into_iter().for_each(|thing| *self.0.entry(thing).or_default() += 1);
    }

    #[track_caller]
    fn has_all_once(&self, expected: &[String], place: &str) {
        let missed: Vec<&String> = expected.iter().filter(|thing| !self.0.contains_key(*thing)).collect();
        let twice: Vec<_> = self.0.iter().filter(|(_, times)| **times > 1).collect();
        assert!(missed.is_empty() && twice.is_empty(), "{place}: missed {missed:?}, twice {twice:?}");
    }
}

/// Titles of the test, wherever they stand on a page: `Beitrag 0007.` and its like.
fn titles(page: &str) -> BTreeSet<String> {
    between(page, "Beitrag ", '.').into_iter().filter(|title| title.parse::<u32>().is_ok()).collect()
}

/// The address of what is older, if the page has a link to it.
fn older(page: &str, first: &str) -> String {
    let link = format!("href=\"{first}?vor=");
    between(page, &link, '"').into_iter().next().map_or_else(String::new, |number| format!("{first}?vor={number}"))
}

async fn write(scene: &Scene, numbers: std::ops::Range<usize>) -> Vec<String> {
    let mut written = Vec::new();
    for number in numbers {
        let title = format!("{number:04}");
        scene.test.article(scene.anna, Some(scene.group), &format!("Beitrag {title}. #lesen"), Reach::Public).await;
        written.push(title);
    }
    written
}

on_both_databases! {
    async fn api_33_lists_of_posts_lose_nothing_while_others_write(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut expected = write(&scene, 0..50).await;
        let mut number = 1_000;
        for (name, first) in [("anna", "/"), ("", "/"), ("anna", "/g/digitales"), ("", "/g/digitales"), ("", "/@anna"), ("anna", "/tag/lesen")] {
            let mut browser = if name.is_empty() { Browser::new(&scene.test) } else { Browser::logged_in(&scene.test, name).await };
            let (mut read, mut next, mut pages) = (Read::default(), first.to_owned(), 0);
            while !next.is_empty() {
                let page = browser.get(&next).await.body;
                read.page(titles(&page));
                next = older(&page, first);
                pages += 1;
                // Meanwhile others write more than a page.
                if pages <= 2 {
                    write(&scene, number..number + 21).await;
                    number += 21;
                }
            }
            assert!(pages >= 3, "{first}");
            read.has_all_once(&expected, &format!("{first} as {name:?}"));
            expected.extend((number - 42..number).map(|number| format!("{number:04}")));
        }
    }

    async fn api_33_however_much_is_pinned_nothing_is_lost(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let expected = write(&scene, 0..48).await;
        let mut newest = Browser::new(&scene.test).get("/g/digitales").await.body;
        let mut ids: Vec<i64> = Vec::new();
        while ids.len() < 25 {
            ids.extend(between(&newest, "href=\"/b/", '"').iter().filter_map(|id| id.parse::<i64>().ok()));
            newest = Browser::new(&scene.test).get(&older(&newest, "/g/digitales")).await.body;
        }
        for (number, id) in ids.iter().take(25).enumerate() {
            // Some at the same moment.
            scene.test.clock.advance(std::time::Duration::from_secs(number as u64 % 2));
            outbox::pin(&scene.test.app, scene.anna, *id, true).await.unwrap();
        }
        let (mut read, mut next) = (Read::default(), "/g/digitales".to_owned());
        while !next.is_empty() {
            let page = Browser::new(&scene.test).get(&next).await.body;
            read.page(titles(&page));
            next = older(&page, "/g/digitales");
        }
        read.has_all_once(&expected, "with 25 pinned");
    }

    async fn api_33_threads_lose_nothing_while_others_answer(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let comments = crate::object::read::THREAD_LIMIT as usize + 30;
        let (mut expected, mut last) = (Vec::new(), scene.article);
        for number in 0..comments {
            // Some answer the article, some each other: the tree is cut somewhere.
            let parent = if number % 3 == 0 { scene.article } else { last };
            last = scene.test.comment(scene.anna, parent, "Antwort").await.unwrap();
            expected.push(last.to_string());
        }
        let (mut read, mut next, mut pages) = (Read::default(), format!("/b/{}", scene.article), 0);
        while !next.is_empty() {
            let page = Browser::new(&scene.test).get(&next).await.body;
            read.page(between(&page, "id=\"c-", '"'));
            let link = format!("href=\"/b/{}?nach=", scene.article);
            next = between(&page, &link, '#').into_iter().next().map_or_else(String::new, |number| format!("/b/{}?nach={number}", scene.article));
            pages += 1;
            if pages == 1 {
                for parent in [scene.article, last, expected[3].parse().unwrap()] {
                    expected.push(scene.test.comment(scene.anna, parent, "Noch eine").await.unwrap().to_string());
                }
            }
        }
        assert_eq!(pages, 2);
        read.has_all_once(&expected, "thread");
        // The same for servers: the thread and the answers of one object.
        for (collection, most) in [("context", 100), ("replies", 20)] {
            let url = scene.test.app.urls.of_object(scene.article, collection);
            let (mut read, mut next) = (Read::default(), format!("{url}?page=true&after=0"));
            let mut all: Vec<String> = scene.test.thread(crate::object::Viewer::Anonymous, scene.article).await.iter()
                .filter(|object| collection == "context" || object.in_reply_to_id == Some(scene.article))
                .map(|object| object.ap_id.clone()).collect();
            let mut pages = 0;
            while !next.is_empty() {
                let page = scene.test.get(&next, None).await.json();
                let items = page["orderedItems"].as_array().unwrap();
                assert!(items.len() <= most);
                read.page(items.iter().map(|item| item.as_str().unwrap().to_owned()).collect());
                next = page["next"].as_str().unwrap_or_default().to_owned();
                pages += 1;
                if pages == 2 {
                    let id = scene.test.comment(scene.anna, scene.article, "Zuletzt").await.unwrap();
                    all.push(scene.test.app.urls.object(id));
                }
            }
            assert!(pages > 2);
            read.has_all_once(&all, collection);
        }
    }

    async fn api_33_collections_for_servers_lose_nothing_while_others_write(database: TestDatabase) {
        let scene = Scene::new(database).await;
        write(&scene, 0..45).await;
        let urls = &scene.test.app.urls;
        // What others wrote there stands in it as well.
        for number in 0..5 {
            scene.test.accepts(&scene.ada, &scene.ada.activity(500 + number, "Follow", urls.actor(scene.group))).await;
            let mut note = scene.ada.note(number, "Von nebenan");
            note["to"] = serde_json::json!([crate::json::PUBLIC, urls.actor(scene.group)]);
            scene.test.accepts(&scene.ada, &scene.ada.activity(number, "Create", note)).await;
        }
        let streams = scene.test.get(&urls.actor(scene.group), None).await.json()["streams"].clone();
        let mut collections = vec![urls.of_actor(scene.group, "outbox"), urls.of_actor(scene.anna, "outbox")];
        collections.extend(streams.as_array().into_iter().flatten().filter_map(|stream| Some(stream["id"].as_str()?.to_owned())));
        collections.extend(streams.as_array().into_iter().flatten().filter_map(|stream| Some(stream.as_str()?.to_owned())));
        assert!(collections.len() > 2, "{streams}");
        for (round, collection) in collections.into_iter().enumerate() {
            let walk = async |meanwhile: bool| {
                let (mut read, mut next, mut pages) = (Read::default(), format!("{collection}?page=true"), 0);
                while !next.is_empty() {
                    let page = scene.test.get(&next, None).await.json();
                    let id = |item: &serde_json::Value| item.as_str().or_else(|| item["id"].as_str()).unwrap().to_owned();
                    read.page(page["orderedItems"].as_array().unwrap().iter().map(id).collect());
                    next = page["next"].as_str().unwrap_or_default().to_owned();
                    pages += 1;
                    if meanwhile && pages <= 2 {
                        write(&scene, 2_000 + round * 100 + pages * 30..2_000 + round * 100 + pages * 30 + 21).await;
                    }
                }
                read
            };
            let all: Vec<String> = walk(false).await.0.into_keys().collect();
            assert!(all.len() >= 40, "{collection}: {}", all.len());
            walk(true).await.has_all_once(&all, &collection);
        }
    }
}
