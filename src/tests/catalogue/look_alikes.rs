//! JSN-16: names that look like those of others, as those see them who decide about people.

use super::Scene;
use crate::activity::outbox::{self, PersonDraft};
use crate::actor::ActorKind;
use crate::job;
use crate::on_both_databases;
use crate::search::rebuild;
use crate::store::schema::skeletons;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::{instance, text};
use diesel::prelude::*;
use http::StatusCode;
use serde_json::json;

const NAME: &str = "Markus Weber";
/// The same with a Cyrillic letter at the beginning and one further on.
const LIKE_IT: &str = "\u{41c}arkus Web\u{435}r";
const MARK: &str = "heißt so oder fast so wie";

async fn named(test: &TestApp, username: &str, name: &str) -> i64 {
    let draft = PersonDraft {
        username: username.to_owned(),
        name: name.to_owned(),
        organisation: String::new(),
        password: "kurzer dienstweg".to_owned(),
        admin: false,
    };
    outbox::create_person(&test.app, draft).await.unwrap()
}

/// Who is marked on a page of members, and with whose handle.
async fn marked(browser: &mut Browser, path: &str) -> Vec<(String, String)> {
    let page = browser.get(path).await;
    page.shows(StatusCode::OK, &[]);
    let between = |text: &str, begin: &str, end: &str| text.split(begin).nth(1).unwrap().split(end).next().unwrap().to_owned();
    let people = page.body.split("<li").filter(|person| person.contains(MARK));
    let mut marked: Vec<_> = people
        .map(|person| {
            let (who, mark) = person.split_once(MARK).unwrap();
            assert!(mark.contains("</a> (<bdi>@") && who.contains("byline__name"), "{person}");
            (between(who, "<bdi>", "</bdi>"), between(mark, "(<bdi>", "</bdi>)"))
        })
        .collect();
    marked.sort_unstable();
    marked
}

fn pair(who: &str, handle: &str) -> (String, String) {
    (who.to_owned(), handle.to_owned())
}

on_both_databases! {
    async fn jsn_16_hosts_see_whose_name_looks_like_that_of_a_member(database: TestDatabase) {
        const MEMBERS: &str = "/g/krise/mitglieder";
        let test = TestApp::new(database).await;
        let anna = test.staff("anna").await;
        let krise = test.protected_group(anna, "krise").await;
        let mut browsers = Vec::new();
        for (username, name) in [("markus", NAME), ("weber", LIKE_IT), ("carla", "Carla Kern"), ("markus2", "MARKUS  weber")] {
            let id = named(&test, username, name).await;
            test.vouch(id).await;
            let mut browser = Browser::logged_in(&test, username).await;
            assert_eq!(browser.fill("/g/krise/beitreten", &[("words", "Bitte")]).await.location(), "/g/krise");
            browsers.push((id, browser));
        }
        let mut host = Browser::logged_in(&test, "anna").await;
        assert_eq!(marked(&mut host, MEMBERS).await, [], "nobody of that name is a member yet");
        outbox::admit_applicant(&test.app, anna, krise, browsers[0].0).await.unwrap();
        let markus = "@markus@rudi.localhost:8081";
        // Also who has the same name, and nobody else.
        let asking = [pair("MARKUS weber", markus), pair(LIKE_IT, markus)];
        assert_eq!(marked(&mut host, MEMBERS).await, asking);
        assert!(host.get(MEMBERS).await.body.contains(&format!("{MARK} <a href=\"/@markus\"><bdi>{NAME}</bdi></a> (<bdi>{markus}</bdi>)")));
        // Both are members now: each is marked, and who only belongs to it learns nothing.
        outbox::admit_applicant(&test.app, anna, krise, browsers[1].0).await.unwrap();
        let expected = [pair("MARKUS weber", markus), pair(NAME, "@weber@rudi.localhost:8081"), pair(LIKE_IT, markus)];
        assert_eq!(marked(&mut host, MEMBERS).await, expected);
        for (_, browser) in &mut browsers {
            assert!(!browser.get(MEMBERS).await.body.contains(MARK));
        }
        // Who leaves is no member, so nobody looks like her.
        browsers[0].1.fill("/g/krise/verlassen", &[]).await;
        browsers[1].1.fill("/g/krise/verlassen", &[]).await;
        assert_eq!(marked(&mut host, MEMBERS).await, []);
    }

    async fn jsn_16_the_mark_follows_the_name_wherever_it_is_changed(database: TestDatabase) {
        const MEMBERS: &str = "/g/digitales/mitglieder";
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let markus = named(test, "markus", NAME).await;
        outbox::join(&test.app, markus, scene.group).await.unwrap();
        test.accepts(&scene.ada, &scene.ada.activity(1, "Follow", test.app.urls.actor(scene.group))).await;
        let mut host = Browser::logged_in(test, "anna").await;
        assert_eq!(marked(&mut host, MEMBERS).await, []);
        let call = async |number: u32, name: &str| {
            let mut document = scene.ada.document(ActorKind::Person);
            document["name"] = json!(name);
            scene.one.put(&document);
            test.accepts(&scene.ada, &scene.ada.activity(number, "Update", document)).await;
        };
        call(2, LIKE_IT).await;
        let host_of_ada = crate::id::host_of(&scene.ada.ap_id).unwrap();
        let both = [pair(NAME, &format!("@ada@{host_of_ada}")), pair(LIKE_IT, "@markus@rudi.localhost:8081")];
        assert_eq!(marked(&mut host, MEMBERS).await, both);
        test.admin("chef").await;
        assert_eq!(marked(&mut Browser::logged_in(test, "chef").await, MEMBERS).await, both, "she decides as hosts do");
        assert!(!Browser::logged_in(test, "markus").await.get(MEMBERS).await.body.contains(MARK));
        call(3, "Ada Kern").await;
        assert_eq!(marked(&mut host, MEMBERS).await, []);
        call(4, LIKE_IT).await;
        outbox::change_profile(&test.app, markus, markus, "Markus Wegener", "", None, None).await.unwrap();
        assert_eq!(marked(&mut host, MEMBERS).await, []);
        outbox::change_profile(&test.app, markus, markus, NAME, "", None, None).await.unwrap();
        assert_eq!(marked(&mut host, MEMBERS).await, both);
        // A database that is older than the table: what the migration queues fills it.
        let forget = test.app.write(|conn, app| {
            diesel::delete(skeletons::table).execute(conn)?;
            job::enqueue(conn, app.next_id(), rebuild::INDEX, "skeletons 0", Some("skeletons 0"), app.now())
        });
        forget.await.unwrap();
        assert_eq!(marked(&mut host, MEMBERS).await, []);
        instance::run_due(&test.app).await.unwrap();
        assert_eq!(marked(&mut host, MEMBERS).await, both);
        let kept: String = test.app.read(move |conn, _| Ok(skeletons::table.find(markus).select(skeletons::skeleton).first(conn)?)).await.unwrap();
        assert_eq!(kept, text::skeleton(LIKE_IT));
    }
}
