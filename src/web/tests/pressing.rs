//! Forms that are sent twice, too often, too late, or with what does not belong into them.

use crate::administration::barrier;
use crate::app::Limit;
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::schema::{objects, reactions};
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::{Browser, Part, Reply, Visitor, picture};
use diesel::prelude::*;
use futures_util::future::join_all;
use http::StatusCode;
use image::ImageFormat;
use std::time::Duration;

/// What a browser says about a form of our own pages.
const OWN: [(&str, &str); 1] = [("sec-fetch-site", "same-origin")];

fn own((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

async fn written(test: &TestApp) -> i64 {
    test.app.read(|conn, _| Ok(objects::table.count().get_result(conn)?)).await.unwrap()
}

fn counted(test: &TestApp, key: &str, times: u32) {
    let limit = Limit { times, freely: times, within: Duration::from_secs(24 * 3_600) };
    (0..times).for_each(|_| test.app.limits.count(key, limit, test.app.now()));
}

fn photo(seed: u8) -> Vec<u8> {
    picture(400, 300, seed, ImageFormat::Jpeg)
}

#[track_caller]
fn leads(reply: &Reply) -> String {
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    reply.header("location").to_owned()
}

async fn presses(test: &TestApp, visitor: &Visitor, path: &str, parts: &[Part<'_>]) -> Vec<String> {
    join_all((0..5).map(|_| test.send_form(visitor, path, parts))).await.iter().map(leads).collect()
}

on_both_databases! {
    async fn who_presses_many_times_writes_once(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "digitales").await;
        let article = test.article(anna, Some(group), "Titel", Reach::Public).await;
        let (visitor, path) = (test.browser(anna).await, format!("/b/{article}/antworten"));
        let answer = [Part::Text("text", "Guter Vorschlag")];
        let places = presses(&test, &visitor, &path, &answer).await;
        assert!(places.iter().all(|place| *place == places[0]), "{places:?}");
        assert_eq!(written(&test).await, 2);
        // Another place, other words, another person, a minute later: that is something else.
        let comment = places[0].rsplit("#c-").next().unwrap().to_owned();
        let below = leads(&test.send_form(&visitor, &format!("/b/{comment}/antworten"), &answer).await);
        assert_ne!(below, places[0]);
        test.send_form(&visitor, &path, &[Part::Text("text", "Guter Vorschlag!")]).await;
        assert_eq!(written(&test).await, 4);
        test.clock.advance(Duration::from_secs(61));
        assert_ne!(leads(&test.send_form(&visitor, &path, &answer).await), places[0]);
        // Posts as well, and with pictures, which are used up by the first.
        let media = test.uploads(&visitor, &photo(1)).await;
        let (number, words) = (media.to_string(), format!("alternative-{media}"));
        let post = [Part::Text("title", "Neu"), Part::Text("text", "Text"), Part::Text("media", &number), Part::Text(&words, "Ein Flur")];
        let before = written(&test).await;
        let mut places = presses(&test, &visitor, "/g/digitales/neu", &post).await;
        places.push(leads(&test.send_form(&visitor, "/g/digitales/neu", &post).await));
        assert!(places.iter().all(|place| *place == places[0]), "{places:?}");
        assert_eq!(written(&test).await, before + 1);
        // The same words about another picture are something else.
        let other = test.uploads(&visitor, &photo(2)).await;
        let (number, words) = (other.to_string(), format!("alternative-{other}"));
        let post = [Part::Text("title", "Neu"), Part::Text("text", "Text"), Part::Text("media", &number), Part::Text(&words, "Noch einer")];
        assert_ne!(leads(&test.send_form(&visitor, "/g/digitales/neu", &post).await), places[0]);
    }

    async fn nobody_writes_or_founds_without_end(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let article = test.article(anna, None, "Titel", Reach::Public).await;
        test.group(anna, "digitales").await;
        counted(&test, &format!("pace Writing {anna}"), 29);
        let (mut browser, answer) = (Browser::logged_in(&test, "anna").await, format!("/b/{article}/antworten"));
        // What is refused is not counted.
        browser.fill(&answer, &[("text", " ")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &[]);
        browser.fill(&answer, &[("text", "Das dreißigste")]).await.shows(StatusCode::SEE_OTHER, &[]);
        let page = browser.fill(&answer, &[("text", "Das nächste")]).await;
        page.shows(StatusCode::TOO_MANY_REQUESTS, &["Das nächste</textarea>", "Dein Text steht noch hier", &format!("href=\"#text-{article}\"")]);
        let page = browser.fill("/g/digitales/neu", &[("title", "Noch einer"), ("text", "Dazu")]).await;
        page.shows(StatusCode::TOO_MANY_REQUESTS, &["value=\"Noch einer\"", "Dazu</textarea>", "Dein Text steht noch hier"]);
        let mut other = Browser::logged_in(&test, "bert").await;
        other.fill(&answer, &[("text", "Von Bert")]).await.shows(StatusCode::SEE_OTHER, &[]);
        assert!(bert > 0);
        test.clock.advance(Duration::from_secs(15 * 60));
        browser.fill(&answer, &[("text", "Das nächste")]).await.shows(StatusCode::SEE_OTHER, &[]);

        counted(&test, &format!("pace Founding {anna}"), 4);
        let group = |handle| [("name", "Bauen"), ("handle", handle), ("purpose", "Wozu"), ("reach", "public")];
        browser.fill("/gruppen/neu", &group("fuenf")).await.shows(StatusCode::SEE_OTHER, &[]);
        let page = browser.fill("/gruppen/neu", &group("sechs")).await;
        page.shows(StatusCode::TOO_MANY_REQUESTS, &["value=\"sechs\"", "Wozu</textarea>", "Mehr als fünf Gruppen am Tag"]);

        counted(&test, &format!("pace Reacting {anna}"), 149);
        let reaction = format!("/b/{article}/reaktion");
        browser.fill(&reaction, &[("reaction", "like")]).await.shows(StatusCode::SEE_OTHER, &[]);
        browser.fill(&reaction, &[("reaction", "like")]).await.shows(StatusCode::SEE_OTHER, &[]);
        let left: i64 = test.app.read(|conn, _| Ok(reactions::table.count().get_result(conn)?)).await.unwrap();
        assert_eq!(left, 0, "taking back goes always");
        browser.fill(&reaction, &[("reaction", "like")]).await.shows(StatusCode::TOO_MANY_REQUESTS, &["Zu viel auf einmal"]);
    }

    async fn who_was_logged_out_while_writing_logs_in_beside_and_sends_again(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        test.group(anna, "bauen").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        let token = browser.get("/g/bauen/neu").await.token();
        test.clock.advance(Duration::from_secs(13 * 3_600));
        let fields = |token: &str| [("csrf", token), ("id", "0"), ("title", "Mein Titel"), ("text", "Lange <b> überlegt")].map(own);
        let kept = [
            "value=\"Mein Titel\"",
            "Lange &#60;b&#62; überlegt</textarea>",
            "action=\"/g/bauen/neu\"",
            "href=\"/anmelden\" target=\"_blank\" rel=\"noopener\"",
        ];
        let page = browser.post_with("/g/bauen/neu", &fields(&token), &OWN).await;
        page.shows(StatusCode::FORBIDDEN, &kept);
        // Sending again without having logged in loses nothing either.
        let page = browser.post_with("/g/bauen/neu", &fields(&page.token()), &OWN).await;
        page.shows(StatusCode::FORBIDDEN, &kept);
        let token = page.token();
        assert_eq!(browser.log_in("anna", "kurzer dienstweg").await.location(), "/");
        // The page beside is still the old one. From elsewhere its token counts nothing.
        for headers in [&[][..], &[("sec-fetch-site", "cross-site")], &[("origin", "https://evil.example")]] {
            assert_eq!(browser.post_with("/g/bauen/neu", &fields(&token), headers).await.status, StatusCode::FORBIDDEN, "{headers:?}");
        }
        assert_eq!(written(&test).await, 0);
        assert!(browser.post_with("/g/bauen/neu", &fields(&token), &OWN).await.location().starts_with("/b/"));
        // Passwords are given back to nobody.
        let mut stranger = Browser::new(&test);
        stranger.get("/anmelden").await;
        let page = stranger.post("/ich/sicherheit/passwort", &[("text", "x"), ("password", "vierzig grüne gänse")]).await;
        assert!(page.location().starts_with("/anmelden"));
    }

    async fn reports_of_barriers_give_no_secret_away(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let secret = "dGhpcyBpcyBhIHNlY3JldCBvZiAzMiBieXRlcyBsbmc";
        let mut visitor = Browser::new(&test);
        for path in ["/einladung", "/passwort-vergessen", "/abbestellen"] {
            let page = visitor.get(&format!("{path}/{secret}")).await.body;
            assert!(page.contains(&format!("href=\"/barriere-melden?seite={path}/***\"")), "{page}");
        }
        let page = visitor.get(&format!("/anmelden?next=%2Feinladung%2F{secret}")).await.body;
        let link = page.split("href=\"/barriere-melden").nth(1).unwrap().split('"').next().unwrap();
        assert!(link.contains("anmelden") && !link.contains(secret), "{link}");
        visitor.get(&format!("/barriere-melden?seite=/einladung/{secret}")).await.shows(StatusCode::OK, &["value=\"/einladung/***\""]);
        let told = test.app.urls.at(&format!("/einladung/{secret}?x=y"));
        visitor.submit("/barriere-melden", &[("words", "Zu klein"), ("page", &told)]).await.shows(StatusCode::OK, &["angekommen"]);
        let stored = test.app.read(|conn, _| barrier::list(conn, 1)).await.unwrap().swap_remove(0);
        assert_eq!(stored.page, test.app.urls.at("/einladung/***?x=y"));
        // The form leads to itself, not into itself.
        let page = visitor.get("/barriere-melden?seite=/gruppen").await.body;
        assert!(page.contains("href=\"/barriere-melden?seite=/gruppen\"") && !page.contains("seite=/barriere"), "{page}");
    }

    async fn pictures_that_do_not_belong_into_a_form_are_said(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "digitales").await;
        crate::activity::outbox::join(&test.app, bert, group).await.unwrap();
        let article = test.article(anna, Some(group), "Titel", Reach::Public).await;
        let (hers, his) = (test.browser(anna).await, test.browser(bert).await);
        let own = test.uploads(&hers, &photo(1)).await.to_string();
        let foreign = test.uploads(&his, &photo(2)).await.to_string();
        let words = format!("alternative-{own}");
        let before = written(&test).await;
        let lists = [vec![foreign.as_str()], vec!["1"], vec![&own, &own], vec![&own, "viele"], vec!["-1"], vec!["99999999999999999999"]];
        for (path, about) in [(format!("/b/{article}/antworten"), "comment"), ("/g/digitales/neu".to_owned(), "post")] {
            for list in &lists {
                let mut parts = vec![Part::Text("title", "Neu"), Part::Text("text", "Mit Bild"), Part::Text(&words, "Ein Flur")];
                parts.extend(list.iter().map(|id| Part::Text("media", id)));
                let reply = test.send_form(&hers, &path, &parts).await;
                let page = reply.text();
                assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{about} {list:?}: {page}");
                assert!(page.contains("Ein Bild konnte nicht übernommen werden") && page.contains("Mit Bild</textarea>"), "{about} {list:?}: {page}");
            }
            // Characters nobody sees and no screen reader says describe nothing.
            for unseen in ["\u{200b}", "\u{202e}\u{2066}", "\u{feff} \u{ad}", "\u{2800}"] {
                let parts = [Part::Text("title", "Neu"), Part::Text("text", "Mit Bild"), Part::Text("media", &own), Part::Text(&words, unseen)];
                let reply = test.send_form(&hers, &path, &parts).await;
                assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{about} {unseen:?}");
                assert!(reply.text().contains("Beschreibe jedes Bild"), "{about} {unseen:?}: {}", reply.text());
            }
        }
        assert_eq!(written(&test).await, before);
    }
}
