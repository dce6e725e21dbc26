//! Pictures of people and communities: in forms, beside names, in actors' documents, and gone with whom they show.

use super::Scene;
use crate::activity::compose::New;
use crate::activity::outbox;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::browser::{Part, Visitor, picture, sides};
use http::StatusCode;
use image::ImageFormat;
use serde_json::json;

fn number(path: &str) -> i64 {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

on_both_databases! {
    async fn a_person_shows_a_picture_changes_and_removes_it(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, nobody) = (&scene.test, Visitor::default());
        let anna = test.browser(scene.anna).await;
        let document = || async { test.get(&test.app.urls.actor(scene.anna), None).await.json() };
        assert_eq!(document().await.get("icon"), None);
        let save = |file: Option<Vec<u8>>, remove: bool| {
            let anna = anna.clone();
            async move {
                let mut form = vec![Part::Text("name", "Anna"), Part::Text("about", "Bauamt")];
                if let Some(file) = &file {
                    form.push(Part::File("picture", "ich.png", "image/png", file));
                }
                if remove {
                    form.push(Part::Text("remove-picture", "1"));
                }
                let reply = test.send_form(&anna, "/ich/profil", &form).await;
                assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
            }
        };
        save(Some(picture(300, 200, 1, ImageFormat::Png)), false).await;
        let icon = document().await["icon"].clone();
        let first = number(icon["url"].as_str().unwrap());
        assert_eq!(icon, json!({"type": "Image", "mediaType": "image/jpeg", "url": test.app.urls.at(&format!("/media/{first}"))}));
        let update = test.entries().await.pop().unwrap();
        assert!(update.verb == "Update" && update.body.contains(&format!("/media/{first}\"")), "{}", update.body);
        let small = test.open(&nobody, &format!("/media/{first}/klein")).await;
        assert_eq!((small.status, sides(&small.bytes)), (StatusCode::OK, (144, 144)));
        assert_eq!(small.header("cache-control"), "public, max-age=604800, immutable");
        for page in ["/@anna", "/g/digitales", "/g/digitales/mitglieder", &format!("/b/{}", scene.article), "/ich/profil"] {
            let text = test.open(&anna, page).await.text();
            assert!(text.contains(&format!("src=\"/media/{first}/klein\"")), "{page}: {text}");
        }
        save(None, false).await;
        assert_eq!(number(document().await["icon"]["url"].as_str().unwrap()), first, "a form without a file changes nothing");
        save(Some(picture(300, 200, 2, ImageFormat::Jpeg)), false).await;
        let second = number(document().await["icon"]["url"].as_str().unwrap());
        assert_ne!(first, second);
        assert_eq!(test.open(&nobody, &format!("/media/{first}")).await.status, StatusCode::NOT_FOUND);
        save(None, true).await;
        assert_eq!(document().await.get("icon"), None);
        crate::instance::run_due(&test.app).await.unwrap();
        assert_eq!(test.files(), 0);
        assert!(test.open(&anna, "/@anna").await.text().contains("<span class=\"avatar"), "initials again");
    }

    async fn an_error_elsewhere_in_the_form_keeps_the_new_picture(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let anna = test.browser(scene.anna).await;
        let file = picture(300, 200, 1, ImageFormat::Png);
        let form = [Part::Text("name", ""), Part::Text("about", "Bauamt"), Part::File("picture", "a", "image/png", &file)];
        let refused = test.send_form(&anna, "/ich/profil", &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let draft = refused.text().split("name=\"media\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let again = [Part::Text("name", "Anna"), Part::Text("about", "Bauamt"), Part::Text("media", &draft)];
        assert_eq!(test.send_form(&anna, "/ich/profil", &again).await.status, StatusCode::SEE_OTHER);
        assert_eq!(test.get(&test.app.urls.actor(scene.anna), None).await.json()["icon"]["url"], test.app.urls.at(&format!("/media/{draft}")));
        let bad = [Part::Text("name", "Anna"), Part::Text("about", "steht noch"), Part::File("picture", "a", "image/png", b"<svg/>")];
        let refused = test.send_form(&anna, "/ich/profil", &bad).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.text().contains("steht noch"));
        assert!(refused.text().contains("id=\"picture-error\""));
    }

    async fn hosts_and_nobody_else_give_a_community_its_picture(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let benno = test.person("benno").await;
        outbox::join(&test.app, benno, scene.group).await.unwrap();
        let (anna, benno) = (test.browser(scene.anna).await, test.browser(benno).await);
        let file = picture(500, 500, 1, ImageFormat::WebP);
        let form = || [Part::Text("name", "Digitales Amt"), Part::Text("purpose", "Neu"), Part::File("picture", "a", "image/webp", &file)];
        let page = "/g/digitales/bearbeiten";
        assert_eq!(test.open(&benno, page).await.status, StatusCode::FORBIDDEN);
        assert_eq!(test.send_form(&benno, page, &form()).await.status, StatusCode::FORBIDDEN);
        assert!(!test.open(&benno, "/g/digitales").await.text().contains(page));
        assert!(test.open(&anna, "/g/digitales").await.text().contains(page));
        assert_eq!(test.open(&anna, page).await.status, StatusCode::OK);
        let done = test.send_form(&anna, page, &form()).await;
        assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/g/digitales"), "{}", done.text());
        let document = test.get(&test.app.urls.actor(scene.group), None).await.json();
        let icon = number(document["icon"]["url"].as_str().unwrap());
        assert_eq!((&document["name"], test.files()), (&json!("Digitales Amt"), 2));
        let shown = test.open(&Visitor::default(), "/g/digitales").await.text();
        assert!(shown.contains(&format!("src=\"/media/{icon}/klein\"")) && shown.contains("Digitales Amt"), "{shown}");
        let restricted = || test.app.read(move |conn, _| Ok(crate::actor::model::find(conn, scene.group)?.posting_restricted));
        let ticked = [Part::Text("name", "Digitales Amt"), Part::Text("purpose", "Neu"), Part::Text("restricted", "1")];
        assert!(!restricted().await.unwrap());
        assert_eq!(test.send_form(&anna, page, &ticked).await.status, StatusCode::SEE_OTHER);
        assert!(restricted().await.unwrap() && test.open(&anna, page).await.text().contains(&format!("/media/{icon}/klein")), "the picture stays");
        let empty = [Part::Text("name", ""), Part::Text("purpose", "bleibt stehen")];
        let refused = test.send_form(&anna, page, &empty).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.text().contains("bleibt stehen"));
    }

    async fn with_a_person_all_her_pictures_go(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, nobody) = (&scene.test, Visitor::default());
        let anna = test.browser(scene.anna).await;
        let draft = test.uploads(&anna, &picture(20, 20, 9, ImageFormat::Png)).await;
        let face = picture(300, 200, 1, ImageFormat::Png);
        let form = [Part::Text("name", "Anna"), Part::Text("about", ""), Part::File("picture", "a", "image/png", &face)];
        test.send_form(&anna, "/ich/profil", &form).await;
        let icon = number(test.get(&test.app.urls.actor(scene.anna), None).await.json()["icon"]["url"].as_str().unwrap());
        test.app
            .write(move |conn, app| {
                let person = crate::actor::model::find(conn, scene.anna)?;
                outbox::submit(conn, app, &New::by(&person, "Delete", json!(person.ap_id)))
            })
            .await
            .unwrap();
        crate::instance::run_due(&test.app).await.unwrap();
        for number in [draft, icon] {
            assert_eq!(test.open(&nobody, &format!("/media/{number}")).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(test.files(), 0);
    }
}
