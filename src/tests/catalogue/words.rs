//! HTM and AUT: words of people where they come out again: in mails, on error pages, in searches; and fields nobody asked for.

use super::Scene;
use crate::access::invitation::{self, Draft};
use crate::actor::account::set_email;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::access::{account, with_mail};
use crate::tests::browser::Browser;
use crate::{actor, instance};
use http::StatusCode;

const SCRIPT: &str = "\"><script>alert(1)</script>";

on_both_databases! {
    async fn htm_16_17_words_of_others_stay_words_in_mails(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        test.admin("eva").await;
        let login = account(&test, "eva").await.id;
        test.app.write(move |conn, _| set_email(conn, login, Some("eva@stadt.example"))).await.unwrap();
        let mut visitor = Browser::new(&test);
        let words = format!("=?utf-8?q?x?=\r\nBcc: alle@stadt.example\r\n\r\n{SCRIPT}");
        let told = [("words", words.as_str()), ("page", "/gruppen\r\nSubject: Gewonnen"), ("email", "")];
        visitor.submit("/barriere-melden", &told).await.shows(StatusCode::OK, &[]);
        for email in ["kim@stadt.example\r\nBcc: alle@stadt.example", "kim@stadt.example, alle@stadt.example", "=?utf-8?q?kim?="] {
            let refused = visitor.submit("/barriere-melden", &[("words", "Zu klein."), ("email", email)]).await;
            refused.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#email\""]);
            let draft = Draft { email: email.to_owned(), days: 14, ..Draft::default() };
            assert!(invitation::invite(&test.app, draft).await.is_err(), "{email:?}");
        }
        instance::run_due(&test.app).await.unwrap();
        let mails = mailbox.take();
        let [mail] = mails.as_slice() else { panic!("one mail, not {mails:?}") };
        let (head, body) = mail.split_once("\n\n").unwrap();
        let lines = |name: &str| head.lines().filter(|line| line.to_lowercase().starts_with(name)).count();
        assert_eq!((lines("to:"), lines("subject:"), lines("bcc:")), (1, 1, 0), "{head}");
        assert!(!head.contains("Gewonnen"), "{head}");
        let html = body.split("text/html").nth(1).unwrap();
        assert!(!html.contains("<script") && html.contains("&#60;script&#62;"), "{html}");
        assert!(body.split("text/html").next().unwrap().contains(SCRIPT), "whoever reads text sees what was written");
    }

    async fn htm_25_what_stands_in_an_address_is_only_text_on_the_page(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let mut browser = Browser::new(&scene.test);
        let asked = url::form_urlencoded::byte_serialize(SCRIPT.as_bytes()).collect::<String>();
        for path in [
            format!("/suche?q={asked}"),
            format!("/suche?q=x&typ={asked}"),
            format!("/anmelden?next={asked}"),
            format!("/barriere-melden?seite={asked}"),
            format!("/tag/{asked}"),
            format!("/g/{asked}"),
            format!("/@{asked}"),
            format!("/{asked}"),
            format!("/b/{}/melden?x={asked}", scene.article),
        ] {
            for browser in [&mut browser, &mut Browser::logged_in(&scene.test, "anna").await] {
                let answer = browser.get(&path).await;
                assert!(!answer.body.contains("<script>alert"), "{path}: {}", answer.body);
                assert!(!answer.status.is_server_error(), "{path}");
            }
        }
        let mut browser = Browser::new(&scene.test);
        let refused = browser.log_in(SCRIPT, SCRIPT).await;
        assert!(!refused.body.contains("<script>alert") && refused.body.contains("&#60;script&#62;"), "{}", refused.body);
    }

    async fn aut_28_fields_that_no_form_has_change_nothing(database: TestDatabase) {
        let scene = Scene::new(database).await;
        scene.test.person("otto").await;
        let mut browser = Browser::logged_in(&scene.test, "otto").await;
        let more = [
            ("admin", "1"), ("is_admin", "true"), ("role", "host"), ("approved", "true"), ("local", "false"), ("username", "vera"),
            ("id", "1"), ("actor_id", "1"), ("account_id", "1"),
        ];
        for (path, fields) in [
            ("/ich/profil", vec![("name", "Otto"), ("organisation", "Stadt Essen")]),
            ("/willkommen/1", vec![("place", "Essen")]),
            ("/g/digitales/beitreten", vec![]),
            ("/ich/darstellung", vec![]),
        ] {
            browser.get("/ich/profil").await;
            let answer = browser.post(path, &[fields, more.to_vec()].concat()).await;
            assert!(!answer.status.is_server_error(), "{path}: {answer:?}");
        }
        let otto = account(&scene.test, "otto").await;
        assert!(!otto.admin);
        let group = scene.group;
        let (person, hosts) = scene
            .test
            .app
            .read(move |conn, _| Ok((actor::model::find(conn, otto.actor_id)?, actor::member::hosts(conn, group)?)))
            .await
            .unwrap();
        assert_eq!((person.username.as_str(), person.local), ("otto", true));
        assert!(hosts.iter().all(|host| host.id != otto.actor_id));
        browser.get("/g/digitales/bearbeiten").await.shows(StatusCode::FORBIDDEN, &[]);
    }

    async fn aut_34_searches_are_no_commands(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let before = scene.state().await;
        let mut browser = Browser::logged_in(&scene.test, "anna").await;
        for words in ["'; DROP TABLE objects; --", "\" OR 1=1", "NEAR(a b)", "a* AND (b", "%", "_", "\\", "a:b", "-", "*", "&|!()", "^a", "'"] {
            let asked: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
            for path in [
                format!("/suche?q={asked}"),
                format!("/suche?q={asked}&typ=menschen"),
                format!("/suche?q={asked}&typ=gruppen"),
                format!("/vorschlaege?art=person&q={asked}"),
                format!("/gruppen/finden?q={asked}"),
            ] {
                let status = browser.get(&path).await.status;
                // Too many searches in a minute are refused; none of them is a fault.
                assert!(!status.is_server_error(), "{path}: {status}");
            }
        }
        assert_eq!(scene.state().await, before);
        // Such signs find nothing that the words beside them do not.
        scene.test.clock.advance(std::time::Duration::from_secs(3_600));
        browser.get("/suche?q=%25").await.shows(StatusCode::OK, &[]);
        assert!(!browser.get("/suche?q=%25").await.body.contains("Digitaler Bauantrag"));
        browser.get("/suche?q=Bauantrag%27%3B--").await.shows(StatusCode::OK, &["Bauantrag"]);
    }

    async fn htm_14_huge_tables_and_lines_are_capped_and_leave_a_page(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let anna = test.browser(scene.anna).await;
        let usable = async |id: i64, what: &str| {
            let page = test.open(&anna, &format!("/b/{id}")).await;
            assert_eq!(page.status, StatusCode::OK, "{what}");
            let text = page.text();
            assert!(text.len() < 1_200_000, "{what}: {}", text.len());
            // Everything that was opened is closed, and what follows the text is there: the field for an answer, the end of the page.
            for tag in ["table", "tr", "td", "pre", "code"] {
                let opened = text.matches(&format!("<{tag}>")).count() + text.matches(&format!("<{tag} ")).count();
                assert_eq!(opened, text.matches(&format!("</{tag}>")).count(), "{what}: {tag}");
            }
            assert!(text.contains(&format!("action=\"/b/{id}/antworten\"")) && text.trim_end().ends_with("</html>"), "{what}");
        };
        let lists = async |what: &str| {
            for path in ["/", "/g/digitales"] {
                let size = test.open(&anna, path).await.text().len();
                assert!(size < 100_000, "{what}: {path} has {size} bytes");
            }
        };

        // From another server: as much as comes in at all.
        let line = "x".repeat(900_000);
        let rows = format!("<table>{}</table>", format!("<tr>{}</tr>", "<td>a</td>".repeat(1_000)).repeat(95));
        let wide = format!("<table><tr>{}</tr></table>", "<td>a".repeat(150_000));
        let texts = [("line", format!("<pre><code>{line}</code></pre>")), ("rows", rows), ("wide", wide), ("short line", format!("<pre><code>{}</code></pre>", &line[..199_000]))];
        for (number, (what, content)) in (1..).zip(texts) {
            let mut note = scene.ada.note(number, "");
            note["content"] = serde_json::json!(content);
            note["inReplyTo"] = serde_json::json!(null);
            let id = note["id"].as_str().unwrap().to_owned();
            test.accepts(&scene.ada, &scene.ada.activity(number, "Create", note)).await;
            let object = scene.by_ap_id(&id).await.unwrap();
            assert!(object.content.len() <= crate::text::MAX_BYTES, "{what}");
            usable(object.id, what).await;
            lists(what).await;
        }

        // From our form: what is too long is said at the field; what is not makes no more than what servers take.
        let form = |text: &str| [("title".to_owned(), "Tabelle".to_owned()), ("text".to_owned(), text.to_owned())];
        let mut browser = Browser::logged_in(test, "anna").await;
        let header = format!("{}|\n{}|\n", "|a".repeat(9_000), "|-".repeat(9_000));
        let table = header.clone() + &"|\n".repeat(20_000);
        let square = format!("{}|\n{}|\n", "|a".repeat(150), "|-".repeat(150)) + &format!("{}|\n", "|a".repeat(150)).repeat(300);
        for (what, text) in [("line", "x".repeat(1_000_000)), ("code", format!("```\n{}\n```", "x".repeat(1_000_000)))] {
            let mut fields = form(&text).to_vec();
            fields.push(("csrf".to_owned(), anna.csrf.clone()));
            let mut as_anna = Browser::new(test);
            as_anna.cookies.insert("session".to_owned(), anna.cookie.trim_start_matches("session=").to_owned());
            let refused = as_anna.post_with("/g/digitales/neu", &fields, &[("sec-fetch-site", "same-origin")]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
            assert!(refused.body.contains("href=\"#text\""), "{what}");
        }
        for (what, text) in [("padded", table), ("square", square), ("line", format!("```\n{}\n```", "x".repeat(99_000)))] {
            let fields: Vec<(String, String)> = form(&text).to_vec();
            let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let answer = browser.fill("/g/digitales/neu", &pairs).await;
            let id: i64 = answer.location().rsplit('/').next().unwrap().parse().unwrap();
            usable(id, what).await;
            lists(what).await;
            let longest = test.entries().await.iter().map(|entry| entry.body.len()).max().unwrap();
            assert!(longest < 1024 * 1024, "{what}: no server takes {longest} bytes");
        }
    }
}
