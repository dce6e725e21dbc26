//! Comments with pictures: with sample data, and as browsers without scripts and pages with htmx send them.

use super::html;
use super::samples::{self, frame};
use crate::activity::outbox;
use crate::error::FieldError;
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::schema::media;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::{Part, Reply, Visitor, picture};
use crate::web::layout::Section::Elsewhere;
use crate::web::post::{ArticlePage, DraftPicture, DraftView};
use crate::web::texts::Texts;
use diesel::prelude::*;
use http::StatusCode;
use image::ImageFormat;

/// The pages under names for their files.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let picture = |number: usize, alternative: &str, error| {
        let alternative = alternative.to_owned();
        DraftPicture { id: 20 + number as i64, number, alternative, error }
    };
    let page = |draft| {
        let mut view = samples::article(t, 11);
        view.draft = draft;
        html(&ArticlePage { t, frame: frame(Elsewhere, "/b/3"), view })
    };
    let wrong = |fields: [(&'static str, &'static str); 3]| fields.map(|(field, text)| FieldError { field, text }).to_vec().into();
    let text = "So sieht es bei uns aus.".to_owned();
    let came = DraftView { about: 11, text, pictures: vec![picture(1, "", "")], picturing: true, ..DraftView::default() };
    let pictures = vec![picture(1, "Ein Stapel Akten", ""), picture(2, "", "error-alternative-missing")];
    let errors =
        wrong([("text", "error-text-missing"), ("alternative", "error-alternative-missing"), ("picture", "error-picture-too-many")]);
    vec![
        ("answer-picture", page(came.clone())),
        ("answer-pictures-gone", page(DraftView { pictures: Vec::new(), ..came.clone() })),
        ("answer-pictures-wrong", page(DraftView { pictures, errors, picturing: false, ..came })),
    ]
}

fn photo(seed: u8) -> Vec<u8> {
    picture(800, 600, seed, ImageFormat::Jpeg)
}

async fn rows(test: &TestApp) -> i64 {
    test.app.read(|conn, _| Ok(media::table.count().get_result(conn)?)).await.unwrap()
}

#[track_caller]
fn shows(reply: &Reply, status: StatusCode, texts: &[&str]) {
    let page = reply.text();
    assert_eq!(reply.status, status, "{page}");
    for text in texts {
        assert!(page.contains(text), "{text:?} is missing:\n{page}");
    }
}

on_both_databases! {
    async fn a_comment_brings_pictures_and_takes_them_along(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, benno) = (test.person("anna").await, test.person("benno").await);
        let group = test.group(anna, "digitales").await;
        outbox::join(&test.app, benno, group).await.unwrap();
        let article = test.article(anna, Some(group), "Wie sieht es bei euch aus?", Reach::Public).await;
        let (path, browser) = (format!("/b/{article}/antworten"), test.browser(benno).await);
        let empty = test.send_form(&browser, &path, &[Part::Text("text", "Schon getippt"), Part::Text("hochladen", "1")]).await;
        shows(&empty, StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#picture\"", "id=\"picture-error\"", "Schon getippt</textarea>"]);
        let file = photo(1);
        let upload = [Part::Text("text", "Schon getippt"), Part::Text("hochladen", "1"), Part::File("picture", "a.jpg", "image/jpeg", &file)];
        let came = test.send_form(&browser, &path, &upload).await;
        shows(&came, StatusCode::OK, &["Schon getippt</textarea>", "id=\"bilder\" open", "Was ist auf Bild 1 zu sehen?"]);
        let number = came.picture();
        let (media, words) = (number.to_string(), format!("alternative-{number}"));
        // Without words nothing is published, and nothing is lost.
        let silent = [Part::Text("text", "Schon getippt"), Part::Text("media", &media), Part::Text(&words, " ")];
        let refused = test.send_form(&browser, &path, &silent).await;
        shows(&refused, StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#alternative\"", "Schon getippt</textarea>", "Beschreibe jedes Bild"]);
        assert_eq!(refused.picture(), number);
        let told = [Part::Text("text", "Schon getippt"), Part::Text("media", &media), Part::Text(&words, "Unser <b>Flur</b>")];
        let done = test.send_form(&browser, &path, &told).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let comment: i64 = done.header("location").rsplit("#c-").next().unwrap().parse().unwrap();
        let (nobody, address) = (Visitor::default(), format!("/media/{number}"));
        let thread = test.open(&nobody, &format!("/b/{article}")).await;
        shows(&thread, StatusCode::OK, &[&format!("<a href=\"{address}\"><img src=\"{address}/klein\" alt=\"Unser &#60;b&#62;Flur")]);
        let document = test.get(&test.app.urls.object(comment), None).await.json();
        let attachment = &document["attachment"][0];
        assert_eq!((&document["type"], &attachment["type"]), (&"Note".into(), &"Document".into()));
        assert_eq!((&attachment["url"], &attachment["name"]), (&test.app.urls.at(&address).into(), &"Unser <b>Flur</b>".into()));
        // The form is empty again.
        let form = test.open(&browser, &format!("/b/{article}")).await.text();
        assert!(!form.contains("name=\"media\"") && !form.contains("Schon getippt</textarea>"), "{form}");
        // It is seen as far as the comment is, and goes with it.
        let status = || async { test.open(&nobody, &address).await.status };
        assert_eq!(status().await, StatusCode::OK);
        outbox::remove(&test.app, anna, comment, "Versehen").await.unwrap();
        assert_eq!(status().await, StatusCode::NOT_FOUND);
        outbox::restore(&test.app, anna, comment).await.unwrap();
        assert_eq!(status().await, StatusCode::OK);
        outbox::delete(&test.app, benno, comment).await.unwrap();
        assert_eq!((status().await, rows(&test).await), (StatusCode::NOT_FOUND, 0));
        crate::instance::run_due(&test.app).await.unwrap();
        assert_eq!(test.files(), 0);
    }

    async fn pictures_of_a_comment_are_seen_by_whom_the_comment_is_for(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, benno) = (test.person("anna").await, test.person("benno").await);
        let article = test.article(anna, None, "Nur für hier", Reach::Local).await;
        let (path, browser) = (format!("/b/{article}/antworten"), test.browser(benno).await);
        let file = photo(2);
        let upload = [Part::Text("hochladen", "1"), Part::File("picture", "a.jpg", "image/jpeg", &file)];
        let number = test.send_form(&browser, &path, &upload).await.picture();
        let (media, words, address) = (number.to_string(), format!("alternative-{number}"), format!("/media/{number}"));
        assert_eq!(test.open(&test.browser(anna).await, &address).await.status, StatusCode::NOT_FOUND, "a draft is its author's");
        let told = [Part::Text("text", "Bitte"), Part::Text("media", &media), Part::Text(&words, "Flur")];
        assert_eq!(test.send_form(&browser, &path, &told).await.status, StatusCode::SEE_OTHER);
        assert_eq!(test.open(&test.browser(anna).await, &address).await.status, StatusCode::OK);
        assert_eq!(test.open(&Visitor::default(), &address).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_page_with_htmx_gets_the_form_with_the_picture_and_then_the_thread(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "digitales").await;
        let article = test.article(anna, Some(group), "Titel", Reach::Public).await;
        let comment = test.comment(anna, article, "Frage").await.unwrap();
        let (path, browser) = (format!("/b/{comment}/antworten"), test.browser(anna).await);
        let (file, htmx) = (photo(3), [("hx-request", "true")]);
        let token = Part::Text("csrf", &browser.csrf);
        let upload = [token, Part::Text("text", "Antwort"), Part::Text("hochladen", "1"), Part::File("picture", "a.jpg", "image/jpeg", &file)];
        let came = test.send_parts_with(&browser, &path, &[&upload], &htmx).await;
        // The form stands where it stood: below the comment that is answered.
        shows(&came, StatusCode::OK, &[&format!("action=\"/b/{comment}/antworten\""), "Antwort</textarea>"]);
        let number = came.picture();
        let focused = came.text().split('<').filter(|tag| tag.contains(" autofocus")).map(str::to_owned).collect::<Vec<_>>();
        assert!(focused.len() == 1 && focused[0].contains(&format!("id=\"alternative-{number}\"")), "{focused:?}");
        let (media, words) = (number.to_string(), format!("alternative-{number}"));
        let told =
            [Part::Text("csrf", &browser.csrf), Part::Text("text", "Antwort"), Part::Text("media", &media), Part::Text(&words, "Ein Flur")];
        let done = test.send_parts_with(&browser, &path, &[&told], &htmx).await;
        shows(&done, StatusCode::OK, &["alt=\"Ein Flur\"", &format!("/media/{number}/klein")]);
        // One that went is not there any more.
        let more = photo(4);
        let upload = [Part::Text("hochladen", "1"), Part::File("picture", "b.jpg", "image/jpeg", &more)];
        let page = test.send_form(&browser, &path, &upload).await.text();
        let last = page.split("name=\"media\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert_ne!(last, media);
        let back = [Part::Text("text", "Doch ohne"), Part::Text("media", &last), Part::Text("entfernen", &last)];
        let reply = test.send_form(&browser, &path, &back).await;
        shows(&reply, StatusCode::OK, &["Doch ohne</textarea>"]);
        assert!(!reply.text().contains(&format!("/media/{last}/klein")));
        assert_eq!(rows(&test).await, 1);
    }

    async fn who_may_not_answer_leaves_no_files(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, carla) = (test.person("anna").await, test.person("carla").await);
        let group = test.group(anna, "digitales").await;
        let article = test.article(anna, Some(group), "Titel", Reach::Public).await;
        let (path, file) = (format!("/b/{article}/antworten"), photo(5));
        let form = || [Part::Text("text", "Darf ich?"), Part::Text("hochladen", "1"), Part::File("picture", "a.jpg", "image/jpeg", &file)];
        let outside = test.send_form(&test.browser(carla).await, &path, &form()).await;
        assert_eq!(outside.status, StatusCode::FORBIDDEN, "{}", outside.text());
        let anna = test.browser(anna).await;
        let wrong = test.send_parts(&anna, &path, &[&[Part::Text("csrf", "x")], &form()]).await;
        assert_eq!((wrong.status, rows(&test).await, test.files()), (StatusCode::FORBIDDEN, 0, 0));
        let five: Vec<Part<'_>> = (0..5).map(|_| Part::File("picture", "a.jpg", "image/jpeg", &file)).collect();
        let many = test.send_parts(&anna, &path, &[&[Part::Text("csrf", &anna.csrf), Part::Text("text", "Fünf")], &five]).await;
        shows(&many, StatusCode::UNPROCESSABLE_ENTITY, &["höchstens vier Bilder", "Fünf</textarea>"]);
        assert_eq!(rows(&test).await, 4);
    }
}
