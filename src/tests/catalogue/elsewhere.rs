//! Pictures of other servers: named by whose they are, fetched once by us, never by the reader's browser.

use super::Scene;
use crate::actor::ActorKind;
use crate::on_both_databases;
use crate::policy::{self, Action, Rule};
use crate::store::testing::TestDatabase;
use crate::tests::browser::{Visitor, picture, sides};
use http::StatusCode;
use image::ImageFormat;
use serde_json::json;
use std::time::Duration;

fn asked(scene: &Scene, path: &str) -> usize {
    scene.one.asked().iter().filter(|asked| *asked == path).count()
}

/// Ada with a picture at this address.
async fn with_icon(scene: &Scene, url: &str) {
    let mut document = scene.ada.document(ActorKind::Person);
    document["icon"] = json!({"type": "Image", "mediaType": "image/png", "url": url});
    scene.test.learn(&document).await;
}

on_both_databases! {
    async fn a_face_from_elsewhere_comes_through_us_once(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, nobody) = (&scene.test, Visitor::default());
        scene.note(&scene.ada, 1, "hallo").await;
        with_icon(&scene, &scene.one.at("/ada.png")).await;
        scene.one.answer_bytes("/ada.png", StatusCode::OK, &picture(500, 400, 1, ImageFormat::Png));
        let handle = format!("/@ada@{}", scene.one.origin.trim_start_matches("http://"));
        let page = test.open(&nobody, &handle).await.text();
        let path = page.split("src=\"").find(|rest| rest.starts_with("/media/fern/profil/")).unwrap_or_else(|| panic!("{page}"));
        let path = path.split('"').next().unwrap();
        assert!(!page.contains(&scene.one.at("/ada.png")), "nothing is loaded from there");
        let replies = futures_util::future::join_all((0..6).map(|_| test.open(&nobody, path))).await;
        for reply in replies {
            assert_eq!((reply.status, reply.header("content-type")), (StatusCode::OK, "image/jpeg"));
            assert_eq!(sides(&reply.bytes), (144, 144));
            assert_eq!(reply.header("content-security-policy"), "default-src 'none'; sandbox");
        }
        assert_eq!(asked(&scene, "/ada.png"), 1, "several visitors wait for one fetch");
        with_icon(&scene, &scene.one.at("/neu.png")).await;
        let later = test.open(&nobody, &handle).await.text();
        assert!(!later.contains(path), "another picture has another address");
        test.learn(&scene.ada.document(ActorKind::Person)).await;
        assert!(!test.open(&nobody, &handle).await.text().contains("/media/fern/"), "a picture taken away is gone here as well");
        assert_eq!(test.open(&nobody, path).await.status, StatusCode::NOT_FOUND);
    }

    async fn pictures_of_a_post_from_elsewhere_are_shown_to_whoever_may_read_it(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, nobody) = (&scene.test, Visitor::default());
        let files = [("/a.jpg", 1), ("/b.jpg", 2)];
        for (path, seed) in files {
            scene.one.answer_bytes(path, StatusCode::OK, &picture(1_000, 500, seed, ImageFormat::Jpeg));
        }
        let mut note = scene.ada.note(1, "<img src=\"https://tracker.example/x.png\">Schaut mal");
        note["attachment"] = json!([
            {"type": "Document", "mediaType": "text/plain", "url": scene.one.at("/text"), "name": "Text"},
            {"type": "Document", "mediaType": "image/jpeg", "url": scene.one.at("/a.jpg"), "name": "Ein Bagger", "width": 1000, "height": 500},
            {"type": "Image", "url": scene.one.at("/b.jpg")},
            {"type": "Document", "mediaType": "image/svg+xml", "url": scene.one.at("/c.svg"), "name": "Zeichnung"},
        ]);
        test.accepts(&scene.ada, &scene.ada.activity(1, "Create", note.clone())).await;
        let object = scene.by_ap_id(note["id"].as_str().unwrap()).await.unwrap();
        let base = format!("/media/fern/beitrag/{}", object.id);
        let page = test.open(&nobody, &format!("/b/{}", object.id)).await.text();
        assert!(page.contains(&format!("<img src=\"{base}/0/klein\" alt=\"Ein Bagger\" width=\"640\" height=\"320\"")), "{page}");
        assert!(page.contains(&format!("<img src=\"{base}/1/klein\" alt=\"Bild ohne Beschreibung\"")), "{page}");
        assert!(!page.contains(&format!("{base}/2")) && !page.contains("src=\"http"), "{page}");
        let (whole, small) = (test.open(&nobody, &format!("{base}/0")).await, test.open(&nobody, &format!("{base}/0/klein")).await);
        assert_eq!((sides(&whole.bytes), sides(&small.bytes)), ((1_000, 500), (640, 320)));
        assert_eq!(asked(&scene, "/a.jpg"), 1);
        let known = test.open_with(&nobody, &format!("{base}/0"), &[("if-none-match", whole.header("etag"))]).await;
        assert_eq!(known.status, StatusCode::NOT_MODIFIED);
        for none in ["2", "9", "-1", "x"] {
            assert_eq!(test.open(&nobody, &format!("{base}/{none}")).await.status, StatusCode::NOT_FOUND, "{none}");
        }
        // The same for few is for few.
        let mut note = scene.ada.note(2, "nur für Anna");
        note["to"] = json!([test.app.urls.actor(scene.anna)]);
        note["cc"] = json!([]);
        note["attachment"] = json!([{"type": "Image", "url": scene.one.at("/a.jpg")}]);
        test.accepts(&scene.ada, &scene.ada.activity(2, "Create", note.clone())).await;
        let secret = scene.by_ap_id(note["id"].as_str().unwrap()).await.unwrap();
        let path = format!("/media/fern/beitrag/{}/0", secret.id);
        assert_eq!(test.open(&nobody, &path).await.status, StatusCode::NOT_FOUND);
        let anna = test.browser(scene.anna).await;
        let seen = test.open(&anna, &path).await;
        assert_eq!((seen.status, seen.header("cache-control")), (StatusCode::OK, "private, no-store"));
        test.accepts(&scene.ada, &scene.ada.activity(3, "Delete", note["id"].clone())).await;
        assert_eq!(test.open(&anna, &path).await.status, StatusCode::NOT_FOUND);
    }

    async fn what_is_no_picture_there_is_nothing_here(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, nobody) = (&scene.test, Visitor::default());
        let path = format!("/media/fern/profil/{}", scene.ada.id);
        let large = vec![0_u8; crate::media::MAX_BYTES + 1];
        let bad: [(&str, StatusCode, &[u8]); 5] = [
            ("/leer", StatusCode::OK, b""),
            ("/seite", StatusCode::OK, b"<!doctype html><script>alert(1)</script>"),
            ("/akteur", StatusCode::OK, b"{\"type\":\"Person\",\"id\":\"http://rudi.localhost:8081/ap/actors/1\"}"),
            ("/fehlt", StatusCode::NOT_FOUND, b""),
            ("/gross", StatusCode::OK, &large),
        ];
        for (address, status, body) in bad {
            scene.one.answer_bytes(address, status, body);
            with_icon(&scene, &scene.one.at(address)).await;
            for _ in 0..3 {
                let reply = test.open(&nobody, &path).await;
                assert_eq!((reply.status, reply.header("content-type")), (StatusCode::NOT_FOUND, "text/plain; charset=utf-8"), "{address}");
            }
            assert_eq!(asked(&scene, address), 1, "{address}: not asked again at once");
        }
        scene.one.answer_bytes("/gross", StatusCode::OK, &picture(10, 10, 1, ImageFormat::Png));
        test.clock.advance(Duration::from_secs(601));
        assert_eq!(test.open(&nobody, &path).await.status, StatusCode::OK, "asked again later");
    }

    async fn addresses_of_our_own_network_and_blocked_servers_are_not_asked(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, nobody) = (&scene.test, Visitor::default());
        let path = format!("/media/fern/profil/{}", scene.ada.id);
        for forbidden in ["https://example.org/x.png", "http://10.0.0.1/x.png", "file:///etc/passwd"] {
            with_icon(&scene, forbidden).await;
            assert_eq!(test.open(&nobody, &path).await.status, StatusCode::NOT_FOUND, "{forbidden}");
        }
        scene.one.answer_bytes("/ada.png", StatusCode::OK, &picture(10, 10, 1, ImageFormat::Png));
        with_icon(&scene, &scene.one.at("/ada.png")).await;
        let host = scene.one.origin.trim_start_matches("http://").split(':').next().unwrap().to_owned();
        let rule = Rule { action: Action::Block, reason: "Test".to_owned() };
        test.app.write(move |conn, app| policy::set(conn, &host, &rule, app.now(), None)).await.unwrap();
        test.app.reload_policy().await.unwrap();
        assert_eq!(test.open(&nobody, &path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(asked(&scene, "/ada.png"), 0);
    }
}
