//! Pictures of posts: uploaded while writing, seen by whoever may read the post, gone with it.

use super::Scene;
use crate::activity::outbox::{self, NewPicture};
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::schema::media;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::{Part, Visitor, picture, sides};
use crate::tests::harness::article;
use diesel::prelude::*;
use http::{Method, Request, StatusCode};
use image::ImageFormat;
use std::time::Duration;

const PHOTO: (u32, u32) = (800, 600);

fn photo(seed: u8) -> Vec<u8> {
    picture(PHOTO.0, PHOTO.1, seed, ImageFormat::Jpeg)
}

async fn rows(test: &TestApp) -> i64 {
    test.app.read(|conn, _| Ok(media::table.count().get_result(conn)?)).await.unwrap()
}

/// An article with a picture; numbers of both.
async fn illustrated(test: &TestApp, author: i64, group: Option<i64>, reach: Reach, seed: u8) -> (i64, i64) {
    let id = outbox::upload(&test.app, author, photo(seed).into(), crate::media::Shape::Whole).await.unwrap();
    let pictures = vec![NewPicture { id, name: "Das Rathaus am Morgen".to_owned() }];
    let object = outbox::publish_with_pictures(&test.app, author, article(group, "Mit Bild", reach), pictures).await.unwrap();
    (object, id)
}

on_both_databases! {
    async fn a_picture_is_uploaded_described_published_and_told_to_others(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, anna) = (&scene.test, scene.test.browser(scene.anna).await);
        let number = test.uploads(&anna, &photo(1)).await;
        let media = number.to_string();
        let form = |words: &'static str| {
            let alternative = format!("alternative-{media}");
            let (test, anna, media) = (test, anna.clone(), media.clone());
            async move {
                let parts = [
                    Part::Text("title", "Unser Rathaus"),
                    Part::Text("text", "Frisch gestrichen."),
                    Part::Text("media", &media),
                    Part::Text(&alternative, words),
                    Part::File("picture", "", "application/octet-stream", b""),
                ];
                test.send_form(&anna, "/g/digitales/neu", &parts).await
            }
        };
        let refused = form("").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = refused.text();
        assert!(page.contains("href=\"#alternative\"") && page.contains("Frisch gestrichen.") && page.contains("Unser Rathaus"), "{page}");
        assert_eq!(refused.picture(), number, "the picture is kept");
        let done = form("Das Rathaus <b>am Morgen</b>").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let path = done.header("location").to_owned();
        let page = test.open(&Visitor::default(), &path).await.text();
        assert!(page.contains(&format!("<a href=\"/media/{number}\"><img src=\"/media/{number}/klein\" alt=\"Das Rathaus ")), "{page}");
        assert!(!page.contains("<b>am Morgen"), "MED-23: words are text");
        assert!(page.contains("width=\"640\" height=\"480\""));
        let list = test.open(&anna, "/g/digitales").await.text();
        assert!(list.contains(&format!("<img src=\"/media/{number}/klein\"")), "{list}");
        let object: i64 = path.rsplit('/').next().unwrap().parse().unwrap();
        let document = test.get(&test.app.urls.object(object), None).await.json();
        let attachment = &document["attachment"][0];
        assert_eq!(attachment["url"], test.app.urls.at(&format!("/media/{number}")));
        assert_eq!((&attachment["type"], &attachment["mediaType"]), (&"Document".into(), &"image/jpeg".into()));
        assert_eq!((attachment["width"].as_u64(), attachment["height"].as_u64()), (Some(800), Some(600)));
        assert_eq!(attachment["name"], "Das Rathaus <b>am Morgen</b>");
        let create = test.entries().await.into_iter().rev().find(|entry| entry.verb == "Create").unwrap();
        assert!(create.body.contains("\"attachment\":[{\"type\":\"Document\""), "{}", create.body);
    }

    async fn a_picture_is_served_with_care(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, nobody) = (&scene.test, Visitor::default());
        let (_, number) = illustrated(test, scene.anna, Some(scene.group), Reach::Public, 1).await;
        let path = format!("/media/{number}");
        let whole = test.open(&nobody, &path).await;
        assert_eq!((whole.status, sides(&whole.bytes)), (StatusCode::OK, PHOTO));
        for (name, value) in [
            ("content-type", "image/jpeg"),
            ("x-content-type-options", "nosniff"),
            ("content-disposition", "inline"),
            ("content-security-policy", "default-src 'none'; sandbox"),
            ("cache-control", "public, max-age=604800, immutable"),
        ] {
            assert_eq!(whole.header(name), value, "{name}");
        }
        assert!(!whole.headers.contains_key("set-cookie"));
        let small = test.open(&nobody, &format!("{path}/klein")).await;
        assert_eq!(sides(&small.bytes), (640, 480));
        let tag = whole.header("etag");
        let again = test.open_with(&nobody, &path, &[("if-none-match", &format!("\"x\", W/{tag}"))]).await;
        assert_eq!((again.status, again.bytes.len(), again.header("etag")), (StatusCode::NOT_MODIFIED, 0, tag));
        let changed = test.open_with(&nobody, &path, &[("if-none-match", "\"x\"")]).await;
        assert_eq!(changed.status, StatusCode::OK);
        let head = test.request(Request::builder().method(Method::HEAD).uri(&path), Vec::new()).await;
        assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0));
        assert_eq!(head.header("content-length"), whole.bytes.len().to_string());
    }

    async fn med_04_a_picture_is_never_taken_for_a_document(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (_, number) = illustrated(&scene.test, scene.anna, Some(scene.group), Reach::Public, 1).await;
        let asked = scene.test.open_with(&Visitor::default(), &format!("/media/{number}"), &[("accept", "application/activity+json")]).await;
        assert_eq!((asked.status, asked.header("content-type")), (StatusCode::OK, "image/jpeg"));
    }

    async fn med_20_what_may_not_be_seen_answers_like_what_does_not_exist(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let ben = test.person("benno").await;
        let (anna, ben, nobody) = (test.browser(scene.anna).await, test.browser(ben).await, Visitor::default());
        let draft = test.uploads(&anna, &photo(1)).await;
        let (_, local) = illustrated(test, scene.anna, None, Reach::Local, 2).await;
        let (_, followers) = illustrated(test, scene.anna, None, Reach::Followers, 3).await;
        let missing = test.open(&nobody, "/media/1").await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
        for (number, viewer, seen) in [
            (draft, &anna, true),
            (draft, &ben, false),
            (draft, &nobody, false),
            (local, &anna, true),
            (local, &ben, true),
            (local, &nobody, false),
            (followers, &anna, true),
            (followers, &ben, false),
            (followers, &nobody, false),
        ] {
            for form in ["", "/klein"] {
                let reply = test.open(viewer, &format!("/media/{number}{form}")).await;
                if seen {
                    assert_eq!((reply.status, reply.header("cache-control")), (StatusCode::OK, "private, no-store"));
                } else {
                    let strip = |headers: &http::HeaderMap| {
                        let mut headers = headers.clone();
                        headers.remove("x-request-id");
                        headers
                    };
                    assert_eq!((reply.status, &reply.bytes), (missing.status, &missing.bytes), "{number}");
                    assert_eq!(strip(&reply.headers), strip(&missing.headers), "{number}");
                }
            }
        }
        for odd in ["/media/0", "/media/-1", "/media/x", "/media/1/gross", "/media/99999999999999999999", "/media/fern/profil/1"] {
            assert_eq!(test.open(&anna, odd).await.status, StatusCode::NOT_FOUND, "{odd}");
        }
    }

    async fn med_21_with_the_post_its_pictures_go(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, nobody) = (&scene.test, Visitor::default());
        let (object, number) = illustrated(test, scene.anna, Some(scene.group), Reach::Public, 1).await;
        assert_eq!((test.open(&nobody, &format!("/media/{number}")).await.status, test.files()), (StatusCode::OK, 2));
        outbox::delete(&test.app, scene.anna, object).await.unwrap();
        assert_eq!(test.open(&nobody, &format!("/media/{number}")).await.status, StatusCode::NOT_FOUND);
        crate::instance::run_due(&test.app).await.unwrap();
        assert_eq!((rows(test).await, test.files()), (0, 0));
    }

    async fn a_removed_post_hides_its_pictures_and_shows_them_again(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, nobody) = (&scene.test, Visitor::default());
        let benno = test.person("benno").await;
        outbox::join(&test.app, benno, scene.group).await.unwrap();
        let (object, number) = illustrated(test, benno, Some(scene.group), Reach::Public, 1).await;
        let status = || async { test.open(&nobody, &format!("/media/{number}")).await.status };
        outbox::remove(&test.app, scene.anna, object, "Versehen").await.unwrap();
        crate::instance::run_due(&test.app).await.unwrap();
        assert_eq!(status().await, StatusCode::NOT_FOUND);
        outbox::restore(&test.app, scene.anna, object).await.unwrap();
        assert_eq!(status().await, StatusCode::OK);
    }

    async fn med_22_the_same_file_twice_is_two_pictures_and_one_file(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, nobody) = (&scene.test, Visitor::default());
        let (first, one) = illustrated(test, scene.anna, Some(scene.group), Reach::Public, 1).await;
        let (_, other) = illustrated(test, scene.anna, Some(scene.group), Reach::Public, 1).await;
        assert_ne!(one, other);
        assert_eq!(test.files(), 2);
        outbox::delete(&test.app, scene.anna, first).await.unwrap();
        crate::instance::run_due(&test.app).await.unwrap();
        assert_eq!(test.open(&nobody, &format!("/media/{one}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(test.open(&nobody, &format!("/media/{other}")).await.status, StatusCode::OK);
    }

    async fn med_16_what_nobody_publishes_goes_after_a_day(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let anna = test.browser(scene.anna).await;
        let draft = test.uploads(&anna, &photo(1)).await;
        let (_, kept) = illustrated(test, scene.anna, Some(scene.group), Reach::Public, 2).await;
        test.clock.advance(Duration::from_secs(23 * 3_600));
        crate::instance::run_due(&test.app).await.unwrap();
        assert_eq!((rows(test).await, test.files()), (2, 4));
        test.clock.advance(Duration::from_secs(2 * 3_600));
        crate::instance::run_due(&test.app).await.unwrap();
        assert_eq!((rows(test).await, test.files()), (1, 2));
        let anna = test.browser(scene.anna).await;
        assert_eq!(test.open(&anna, &format!("/media/{draft}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(test.open(&anna, &format!("/media/{kept}")).await.status, StatusCode::OK);
        let media = draft.to_string();
        let late = [Part::Text("title", "Zu spät"), Part::Text("text", "Text"), Part::Text("media", &media)];
        let refused = test.send_form(&anna, "/g/digitales/neu", &late).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is left out without a word");
        assert!(refused.text().contains("value=\"Zu spät\"") && !refused.text().contains(&format!("/media/{draft}")), "{}", refused.text());
        assert_eq!(test.send_form(&anna, "/g/digitales/neu", &late[..2]).await.status, StatusCode::SEE_OTHER, "only the picture is gone");
    }

    async fn med_12_13_bad_files_are_an_error_at_the_field_and_lose_nothing(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let anna = test.browser(scene.anna).await;
        let large = vec![0_u8; crate::media::MAX_BYTES + 1];
        let half = photo(1)[..2_000].to_vec();
        let heavy = [&b"RIFF\x08\0\x20\0WEBPVP8L\0\0\x20\0"[..], &vec![0; 0x20_0000]].concat();
        let files: [(&str, &str, &[u8], &str); 6] = [
            ("bild.svg", "image/svg+xml", b"<svg><script>alert(1)</script></svg>", "kein Bild"),
            ("bild.png", "image/png", b"<!doctype html><script>alert(1)</script>", "kein Bild"),
            ("bild.jpg", "image/jpeg", &half, "beschädigt"),
            ("gross.jpg", "image/jpeg", &large, "8 MB"),
            ("schwer.webp", "image/webp", &heavy, "WebP ohne Verluste"),
            ("../../../x", "image/png", b"\x89PNG\r\n\x1a\n", "beschädigt"),
        ];
        for (name, kind, file, problem) in files {
            let form = [Part::Text("title", "Titel steht noch"), Part::Text("text", "Text steht noch"), Part::File("picture", name, kind, file)];
            let reply = test.send_form(&anna, "/g/digitales/neu", &form).await;
            let page = reply.text();
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert!(page.contains("href=\"#picture\"") && page.contains("id=\"picture-error\"") && page.contains(problem), "{name}: {page}");
            assert!(page.contains("Titel steht noch") && page.contains("Text steht noch"), "{name}");
            assert_eq!((rows(test).await, test.files()), (0, 0), "{name}");
        }
        // A PNG that is called a page is a PNG.
        let form = [Part::Text("community", "digitales"), Part::File("picture", "seite.html", "text/html", &picture(9, 9, 1, ImageFormat::Png))];
        let number = test.send_form(&anna, "/vorschau", &form).await.picture();
        assert_eq!(test.open(&anna, &format!("/media/{number}")).await.header("content-type"), "image/png");
    }

    async fn med_02_what_a_file_is_called_decides_nothing(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let anna = test.browser(scene.anna).await;
        let page = b"<!doctype html><script>alert(1)</script>";
        for (name, kind) in [("bild.png", "image/png"), ("bild.jpg", "image/jpeg"), ("seite.html", "text/html")] {
            let form = [Part::Text("title", "Titel"), Part::Text("text", "Text"), Part::File("picture", name, kind, page)];
            let reply = test.send_form(&anna, "/g/digitales/neu", &form).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert!(reply.text().contains("kein Bild") && reply.header("content-type").starts_with("text/html"), "{name}");
        }
        assert_eq!((rows(test).await, test.files()), (0, 0));
        for (name, kind) in [("seite.html", "text/html"), ("bild.svg", "image/svg+xml"), ("bild.jpg", "image/jpeg")] {
            let file = picture(30, 20, 1, ImageFormat::Png);
            let form = [Part::Text("community", "digitales"), Part::File("picture", name, kind, &file)];
            let number = test.send_form(&anna, "/vorschau", &form).await.picture();
            let served = test.open(&anna, &format!("/media/{number}")).await;
            assert_eq!((served.header("content-type"), served.header("x-content-type-options")), ("image/png", "nosniff"), "{name}");
        }
    }

    async fn med_08_languages_that_draw_are_no_pictures(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let anna = test.browser(scene.anna).await;
        let fetched = scene.one.at("/geholt.png");
        let mvg = format!("push graphic-context\nviewbox 0 0 640 480\nfill 'url({fetched})'\npop graphic-context");
        let msl = format!("<?xml version=\"1.0\"?><image><read filename=\"{fetched}\"/><write filename=\"/etc/x\"/></image>");
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"{fetched}\"/></svg>");
        let list = format!("#EXTM3U\n#EXTINF:1,\nconcat:{fetched}|file:///etc/passwd\n");
        let files: [&[u8]; 8] = [
            mvg.as_bytes(), msl.as_bytes(), svg.as_bytes(), list.as_bytes(), b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", b"%PDF-1.7\n",
            b"ephemeral:/etc/passwd", b"label:@/etc/passwd",
        ];
        for file in files {
            for name in ["bild.png", "bild.mvg", "bild.jpg"] {
                let form = [Part::Text("title", "Titel"), Part::Text("text", "Text"), Part::File("picture", name, "image/png", file)];
                let reply = test.send_form(&anna, "/g/digitales/neu", &form).await;
                assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", String::from_utf8_lossy(file));
                assert!(reply.text().contains("kein Bild"), "{}", String::from_utf8_lossy(file));
            }
        }
        assert_eq!((rows(test).await, test.files()), (0, 0));
        assert_eq!(scene.one.asked(), [""; 0], "nothing in a file is fetched");
    }

    async fn med_11_names_of_files_lead_nowhere(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let anna = test.browser(scene.anna).await;
        let long = "x".repeat(4_096);
        for name in ["../../x.png", "C:\\x.png", "CON", "a%00b.png", "/etc/passwd", "\u{202e}gpj.exe", &long] {
            let form = [Part::Text("community", "digitales"), Part::Text("hochladen", "1"), Part::File("picture", name, "image/png", &picture(8, 8, 1, ImageFormat::Png))];
            assert_eq!(test.send_form(&anna, "/vorschau", &form).await.status, StatusCode::OK, "{name}");
        }
        let beside: Vec<_> = std::fs::read_dir(test.media.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(beside, ["files"]);
        assert_eq!(test.files(), 1, "all are one file under its digest, small as it is");
    }

    async fn med_14_bodies_have_limits_and_leave_nothing(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let anna = test.browser(scene.anna).await;
        let large = vec![b'x'; 1_100_000];
        let form = [Part::Text("text", "Kommentar"), Part::File("picture", "a", "image/png", &large)];
        let answer = test.send_form(&anna, &format!("/b/{}/melden", scene.article), &form).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "only forms for files take files");
        let request = Request::builder()
            .method(Method::POST)
            .uri("/ich/profil")
            .header("cookie", &anna.cookie)
            .header("content-type", "multipart/form-data; boundary=x")
            .header("content-length", 40 * 1024 * 1024);
        let reply = test.request(request, Vec::new()).await;
        assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(reply.text().contains("kleinere Bilder"), "{}", reply.text());
        let long = "x".repeat(600_000);
        let form = [Part::Text("name", "Anna"), Part::Text("about", &long)];
        assert_eq!(test.send_form(&anna, "/ich/profil", &form).await.status, StatusCode::PAYLOAD_TOO_LARGE, "text has its own limit");
        let broken = Request::builder()
            .method(Method::POST)
            .uri("/vorschau")
            .header("cookie", &anna.cookie)
            .header("content-type", "multipart/form-data; boundary=x");
        let cut = format!("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n--x\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a\"\r\n\r\nabc", anna.csrf);
        assert_eq!(test.request(broken, cut.into_bytes()).await.status, StatusCode::BAD_REQUEST);
        assert_eq!((rows(test).await, test.files()), (0, 0));
    }

    async fn med_15_one_person_cannot_fill_the_disk(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let file = picture(8, 8, 1, ImageFormat::Png);
        for _ in 0..40 {
            outbox::upload(&test.app, scene.anna, file.clone().into(), crate::media::Shape::Whole).await.unwrap();
        }
        let anna = test.browser(scene.anna).await;
        let form = [Part::Text("community", "digitales"), Part::File("picture", "a", "image/png", &file)];
        let reply = test.send_form(&anna, "/vorschau", &form).await;
        assert_eq!((reply.status, rows(test).await), (StatusCode::UNPROCESSABLE_ENTITY, 40));
        let other = test.person("benno").await;
        outbox::upload(&test.app, other, file.into(), crate::media::Shape::Whole).await.unwrap();
    }

    async fn med_15_all_together_cannot_fill_the_disk(database: TestDatabase) {
        let test = TestApp::with(database, |config| config.media.own_megabytes = 1).await;
        let (anna, benno) = (test.person("anna").await, test.person("benno").await);
        let group = test.group(anna, "digitales").await;
        let (object, first) = illustrated(&test, anna, Some(group), Reach::Public, 1).await;
        let (file, visitor) = (photo(2), test.browser(anna).await);
        let form = [Part::Text("community", "digitales"), Part::File("picture", "a", "image/jpeg", &file)];
        outbox::upload(&test.app, benno, file.clone().into(), crate::media::Shape::Whole).await.unwrap();
        test.app
            .write(move |conn, _| {
                diesel::update(media::table.find(first)).set(media::bytes.eq(1024 * 1024)).execute(conn)?;
                Ok(())
            })
            .await
            .unwrap();
        let refused = outbox::upload(&test.app, benno, file.clone().into(), crate::media::Shape::Whole).await;
        assert!(matches!(refused, Err(crate::error::Error::Invalid(_))), "{refused:?}");
        let reply = test.send_form(&visitor, "/vorschau", &form).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.text().contains("kein Platz mehr"), "{}", reply.text());
        // Everything else goes on, and what is deleted makes room.
        test.article(benno, None, "Ohne Bild", Reach::Public).await;
        outbox::delete(&test.app, anna, object).await.unwrap();
        outbox::upload(&test.app, benno, file.into(), crate::media::Shape::Whole).await.unwrap();
    }

    async fn med_23_words_for_a_picture_have_a_limit(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let anna = test.browser(scene.anna).await;
        let media = test.uploads(&anna, &photo(1)).await.to_string();
        let (field, words) = (format!("alternative-{media}"), "x".repeat(1_501));
        let form =
            [Part::Text("title", "Titel"), Part::Text("text", "Text"), Part::Text("media", &media), Part::Text(&field, &words)];
        let reply = test.send_form(&anna, "/g/digitales/neu", &form).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.text().contains("1.500 Zeichen") && reply.text().contains(&words));
    }

    async fn med_25_parts_of_a_picture_are_not_served(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (_, number) = illustrated(&scene.test, scene.anna, Some(scene.group), Reach::Public, 1).await;
        let many: String = (0..1_000).map(|from| format!("{from}-,")).collect();
        let range = format!("bytes={}", many.trim_end_matches(','));
        let reply = scene.test.open_with(&Visitor::default(), &format!("/media/{number}"), &[("range", &range)]).await;
        assert_eq!((reply.status, sides(&reply.bytes)), (StatusCode::OK, PHOTO));
    }

    async fn files_come_only_with_a_login_and_the_forms_token(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let anna = test.browser(scene.anna).await;
        let file = photo(1);
        let form = || [Part::Text("community", "digitales"), Part::File("picture", "a", "image/jpeg", &file)];
        let nobody = test.send_parts(&Visitor::default(), "/vorschau", &[&form()]).await;
        assert_eq!((nobody.status, nobody.header("location")), (StatusCode::SEE_OTHER, "/anmelden?next=%2Fvorschau"));
        let without = test.send_parts(&anna, "/vorschau", &[&form()]).await;
        let after = test.send_parts(&anna, "/vorschau", &[&form(), &[Part::Text("csrf", &anna.csrf)]]).await;
        let wrong = test.send_parts(&anna, "/vorschau", &[&[Part::Text("csrf", "x")], &form()]).await;
        assert_eq!([without.status, after.status, wrong.status], [StatusCode::FORBIDDEN; 3]);
        assert_eq!((rows(test).await, test.files()), (0, 0));
    }

    async fn an_old_form_with_files_keeps_what_was_typed_and_asks_for_the_files_again(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let (anna, nobody) = (test.browser(scene.anna).await, Visitor::default());
        let file = photo(1);
        let form = || {
            let words = [Part::Text("csrf", "old"), Part::Text("title", "Mein Titel"), Part::Text("media", "7"), Part::Text("alternative-7", "Ein Haus")];
            words.into_iter().chain([Part::File("picture", "a", "image/jpeg", &file), Part::Text("text", "Zeile <1>")])
        };
        let own = [("origin", test.app.urls.origin())];
        for who in [&anna, &nobody] {
            let reply = test.send_parts_with(who, "/g/digitales/neu", &[&form().collect::<Vec<_>>()], &own).await;
            let page = reply.text();
            assert_eq!(reply.status, StatusCode::FORBIDDEN);
            assert!(page.contains("value=\"Mein Titel\"") && page.contains("Zeile &#60;1&#62;"), "{page}");
            assert!(page.contains("name=\"media\" value=\"7\"") && page.contains("name=\"alternative-7\" value=\"Ein Haus\""), "{page}");
            assert!(page.contains("enctype=\"multipart/form-data\"") && page.contains("type=\"file\""), "{page}");
            assert!(!page.contains("value=\"old\""), "{page}");
        }
        for elsewhere in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
            let token = [Part::Text("csrf", anna.csrf.as_str()), Part::Text("name", "Ich bin doof"), Part::Text("about", "")];
            let reply = test.send_parts_with(&anna, "/ich/profil", &[&token], &[elsewhere]).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{elsewhere:?}");
            assert!(!reply.text().contains("doof"), "nobody puts words into somebody's mouth");
        }
        assert_eq!((rows(test).await, test.files()), (0, 0));
    }

    async fn four_pictures_are_enough_and_one_can_be_taken_back(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let anna = test.browser(scene.anna).await;
        let file = photo(1);
        let one = || Part::File("picture", "a", "image/jpeg", &file);
        let five = [Part::Text("community", "digitales"), Part::Text("title", "Noch da"), one(), one(), one(), one(), one()];
        let reply = test.send_form(&anna, "/vorschau", &five).await;
        assert_eq!((reply.status, rows(test).await), (StatusCode::UNPROCESSABLE_ENTITY, 4));
        assert!(reply.text().contains("höchstens vier Bilder") && reply.text().contains("Noch da"));
        let last = reply.picture().to_string();
        let back = [Part::Text("community", "digitales"), Part::Text("media", &last), Part::Text("entfernen", &last)];
        let reply = test.send_form(&anna, "/vorschau", &back).await;
        assert_eq!((reply.status, rows(test).await), (StatusCode::OK, 3));
        assert!(!reply.text().contains(&last));
    }

    async fn nobody_publishes_the_pictures_of_others(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let benno = test.person("benno").await;
        let theirs = outbox::upload(&test.app, benno, photo(1).into(), crate::media::Shape::Whole).await.unwrap();
        let stolen = vec![NewPicture { id: theirs, name: "Meins".to_owned() }];
        let refused = outbox::publish_with_pictures(&test.app, scene.anna, article(None, "Meins", Reach::Public), stolen).await;
        assert!(refused.unwrap_err().to_string().contains("error-picture-gone"));
        outbox::drop_draft(&test.app, scene.anna, theirs).await.unwrap();
        assert_eq!(rows(test).await, 1);
    }
}
