//! PRV and FET: one gate for every form of an address, and ourselves as somebody nobody can make us ask.

use super::{Scene, known};
use crate::activity::outbox;
use crate::actor::ActorKind;
use crate::instance;
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::{Browser, Visitor, picture};
use crate::tests::harness::article;
use crate::tests::stub::Stub;
use http::{Method, StatusCode};
use image::ImageFormat;
use serde_json::{Value, json};

const CANARY: &str = "Kanarienvogel";

on_both_databases! {
    async fn prv_22_the_tag_of_who_may_read_opens_nothing(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let anna = test.browser(scene.anna).await;
        let id = outbox::upload(&test.app, scene.anna, picture(800, 600, 1, ImageFormat::Jpeg).into(), crate::media::Shape::Whole).await.unwrap();
        let pictures = vec![outbox::NewPicture { id, name: "Rathaus".to_owned() }];
        let post = outbox::publish_with_pictures(&test.app, scene.anna, article(None, CANARY, Reach::Local), pictures).await.unwrap();
        for path in [format!("/media/{id}"), format!("/media/{id}/klein"), format!("/b/{post}"), format!("/ap/objects/{post}")] {
            let own = test.open(&anna, &path).await;
            let tag = own.header("etag").to_owned();
            assert!(!path.starts_with("/media") || !tag.is_empty(), "{path}");
            for tag in [tag.as_str(), "*", "\"x\""] {
                let answer = test.open_with(&Visitor::default(), &path, &[("if-none-match", tag)]).await;
                let never = test.open_with(&Visitor::default(), &path.replace(&id.to_string(), "4711").replace(&post.to_string(), "4711"), &[("if-none-match", tag)]).await;
                assert_eq!(answer.status, never.status, "{path} with {tag}");
                assert_ne!(answer.status, StatusCode::NOT_MODIFIED, "{path} with {tag}");
                assert!(!answer.status.is_success(), "{path} with {tag}: {}", answer.status);
            }
        }
    }

    async fn prv_23_every_form_of_an_address_has_the_same_gate(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let post = test.article(scene.anna, None, CANARY, Reach::Local).await;
        let comment = test.comment(scene.anna, post, CANARY).await.unwrap();
        let mut anna = Browser::logged_in(test, "anna").await;
        assert!(anna.get(&format!("/b/{post}")).await.body.contains(CANARY));
        let mut visitor = Browser::new(test);
        let mut read = Vec::new();
        for id in [post, comment] {
            let forms = [
                format!("/b/{id}"), format!("/b/{id}/"), format!("/b//{id}"), format!("//b/{id}"), format!("/B/{id}"), format!("/b/0{id}"), format!("/b/+{id}"),
                format!("/b/%20{id}"), format!("/b/{id}.json"), format!("/b/{id}.atom"), format!("/b/{id}?format=json"), format!("/b/{id}?nach=0"),
                format!("/b/{post}?antwort={id}"), format!("/b/{id}/melden"), format!("/b/{id}/bearbeiten"), format!("/b/{id}/loeschen"), format!("/b/./{id}"),
                format!("/ap/objects/{id}"), format!("/ap/objects/{id}/context"), format!("/ap/objects/{id}/context?page=true&after=0"),
                format!("/ap/objects/{id}/replies?page=true&after=0"), format!("/ap/objects/0{id}"), "/@anna".to_owned(), "/@anna/feed.atom".to_owned(),
                "/".to_owned(), format!("/suche?q={CANARY}"), format!("/vorschlaege?q={CANARY}"), format!("/ap/actors/{}/outbox?page=true", scene.anna),
            ];
            for form in forms {
                // What somebody accepts decides about reading alone.
                for (method, kinds) in [
                    (Method::GET, &["text/html", "application/activity+json", "application/json", "*/*"][..]),
                    (Method::HEAD, &["text/html"]),
                    (Method::OPTIONS, &["*/*"]),
                    (Method::POST, &["application/activity+json"]),
                ] {
                    for kind in kinds {
                        let answer = visitor.ask(method.clone(), &form, &[("accept", kind)], String::new()).await;
                        // What was searched for stands on the page again, as it does when nothing is found.
                        let shown = answer.body.contains(CANARY) && !form.contains(CANARY);
                        let found = form.contains(CANARY) && answer.body.contains(&format!("/b/{post}"));
                        if shown || found || answer.status.is_server_error() {
                            read.push(format!("{method} {form} as {kind}: {}", answer.status));
                        }
                        if form.contains(&id.to_string()) && answer.status.is_success() && method != Method::OPTIONS {
                            read.push(format!("{method} {form} as {kind}: {}", answer.status));
                        }
                    }
                }
            }
        }
        assert!(read.is_empty(), "{}", read.join("\n"));
    }

    async fn fet_40_nobody_makes_us_ask_ourselves(database: TestDatabase) {
        // Requests to our own address would arrive here.
        let ourselves = Stub::start("rudi").await;
        let origin = ourselves.origin.clone();
        let test = TestApp::with(database, |config| config.instance.origin = origin.parse().unwrap()).await;
        let stub = Stub::start("eins").await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "digitales").await;
        let written = test.article(anna, Some(group), "Bekannt", Reach::Public).await;
        let ada = known(&test, &stub, ActorKind::Person, "/users/ada").await;
        let urls = &test.app.urls;
        let note = |number: u32, key: &str, value: Value| {
            let mut note = ada.note(number, "Antwort");
            note["to"] = json!([crate::json::PUBLIC, urls.actor(anna)]);
            note[key] = value;
            ada.activity(number, "Create", note)
        };
        let unknown = [urls.object(4_711), urls.activity(4_711), urls.actor(4_711), urls.at("/b/4711"), urls.at("/@niemand")];
        let mut number = 0;
        for own in unknown.iter().chain([&urls.object(written), &urls.actor(anna), &urls.actor(group)]) {
            for verb in ["Like", "Announce", "Delete", "Follow", "Flag", "Undo"] {
                number += 1;
                test.deliver(&ada, &ada.activity(number, verb, own.clone())).await;
            }
            for (key, value) in [("inReplyTo", json!(own)), ("audience", json!(own)), ("tag", json!([{"type": "Mention", "href": own}])), ("attachment", json!([{"type": "Image", "url": own}]))] {
                number += 1;
                let answer = test.deliver(&ada, &note(number, key, value)).await;
                assert!(!answer.status.is_server_error(), "{key} {own}: {answer:?}");
            }
            instance::run_due(&test.app).await.unwrap();
        }
        assert_eq!(ourselves.asked(), [""; 0]);
    }
}
