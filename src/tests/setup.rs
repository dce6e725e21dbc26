//! The first set-up as a browser without scripts walks it, asking for an account, and what administrators change afterwards.

use super::TestApp;
use super::access::{account, with_mail};
use super::browser::{Browser, Part, Visitor, picture};
use crate::access::setup;
use crate::activity::outbox;
use crate::config::{Language, Registration};
use crate::instance;
use crate::on_both_databases;
use crate::setting::{self, Key, Statement};
use crate::store::testing::TestDatabase;
use http::StatusCode;
use std::time::Duration;

/// The link that `serve` prints.
async fn printed(test: &TestApp) -> Option<String> {
    let link = test.app.write(setup::at_start).await.unwrap();
    test.app.reload_settings().await.unwrap();
    link
}

on_both_databases! {
    async fn set_up_in_six_steps_while_everybody_else_waits(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        let mut stranger = Browser::new(&test);
        assert_eq!(stranger.get("/").await.status, StatusCode::OK, "without a link there is nothing to wait for");
        let link = printed(&test).await.unwrap();
        let waiting = stranger.get("/gruppen").await;
        assert_eq!((waiting.status, waiting.headers["retry-after"].to_str().unwrap()), (StatusCode::SERVICE_UNAVAILABLE, "300"));
        assert!(waiting.body.contains("wird gerade eingerichtet"), "{}", waiting.body);
        assert_eq!(stranger.get("/.well-known/nodeinfo").await.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(stranger.get("/robots.txt").await.status, StatusCode::OK);
        for path in ["/einrichten", "/einrichten/2", "/einrichten/pruefen"] {
            assert_eq!(stranger.get(path).await.status, StatusCode::GONE, "{path}");
        }

        let mut browser = Browser::new(&test);
        assert!(browser.get(&link).await.body.contains("Einrichtung beginnen"));
        assert_eq!(browser.post(&link, &[]).await.location(), "/einrichten");
        assert_eq!(browser.get("/einrichten").await.location(), "/einrichten/1");
        let used = stranger.get(&link).await;
        assert!(used.status == StatusCode::GONE && used.body.contains("schon benutzt"), "{}", used.body);

        let first = browser.get("/einrichten/1").await.body;
        assert!(first.contains("http://rudi.localhost:8081") && first.contains("nur auf diesem Rechner"), "{first}");
        assert_eq!(browser.post("/einrichten/1", &[("name", " ")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.post("/einrichten/1", &[("name", "RUDI"), ("description", "Für alle")]).await.location(), "/einrichten/2");
        let weak = [("name", "Anna"), ("username", "anna"), ("email", "anna@example.org"), ("password", "passwort1234")];
        let weak = browser.submit("/einrichten/2", &weak).await;
        assert!(weak.body.contains("href=\"#password\"") && weak.body.contains("value=\"anna@example.org\""), "{}", weak.body);
        let good = [("name", "Anna"), ("username", "anna"), ("email", "anna@example.org"), ("password", "im bauamt brennt licht")];
        assert_eq!(browser.post("/einrichten/2", &good).await.location(), "/einrichten/3");
        let light = browser.submit("/einrichten/3", &[("language", "de-formal"), ("accent", "#ffdd00")]).await;
        assert!(light.status == StatusCode::UNPROCESSABLE_ENTITY && light.body.contains("name=\"take\""), "{}", light.body);
        let taken = [("language", "de-formal"), ("accent", "#ffdd00"), ("take", "#1f45ab")];
        assert_eq!(browser.post("/einrichten/3", &taken).await.location(), "/einrichten/4");
        // The browser is closed and opened again: the next step is still known.
        assert_eq!(browser.get("/einrichten").await.location(), "/einrichten/4");
        assert!(browser.get("/einrichten/1").await.body.contains("value=\"RUDI\""));
        let joining = [("registration", "domains"), ("domains", "")];
        assert!(browser.submit("/einrichten/4", &joining).await.body.contains("href=\"#domains\""));
        let joining = [("registration", "domains"), ("domains", "@Stadt.example")];
        assert_eq!(browser.post("/einrichten/4", &joining).await.location(), "/einrichten/5");
        let tried = browser.submit("/einrichten/5", &[("test", "1"), ("to", "anna@example.org")]).await;
        assert!(tried.status == StatusCode::OK && tried.body.contains("angenommen"), "{}", tried.body);
        assert_eq!(mailbox.take().len(), 1);
        assert_eq!(browser.post("/einrichten/5", &[("contact", "post@stadt.example")]).await.location(), "/einrichten/6");
        let texts = browser.get("/einrichten/6").await.body;
        assert!(texts.contains("[[Name der Behörde oder Einrichtung]]"), "{texts}");
        let texts = [("imprint", "Stadt [[Name]]"), ("privacy", "Wir speichern wenig."), ("accessibility", "")];
        assert_eq!(browser.post("/einrichten/6", &texts).await.location(), "/einrichten/pruefen");
        let check = browser.get("/einrichten/pruefen").await.body;
        assert!(check.contains("stadt.example") && check.contains("noch eine Lücke") && !check.contains("brennt licht"), "{check}");
        assert_eq!(stranger.get("/").await.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(browser.post("/einrichten/pruefen", &[]).await.location(), "/verwaltung");
        assert_eq!(browser.get("/verwaltung").await.status, StatusCode::OK);

        assert_eq!(stranger.get("/").await.status, StatusCode::OK);
        let settings = test.app.settings();
        assert_eq!((settings.name.as_str(), settings.language, settings.registration), ("RUDI", Language::DeFormal, Registration::Domains));
        assert_eq!(settings.contact, "post@stadt.example");
        assert!(!settings.setting_up && printed(&test).await.is_none());
        assert_eq!(browser.get("/einrichten/2").await.status, StatusCode::GONE);
        let imprint = stranger.get("/impressum").await.body;
        assert!(!imprint.contains("[[Name]]") && imprint.contains("in Arbeit"), "{imprint}");
        assert!(browser.get("/impressum").await.body.contains("eine Lücke"));
        assert!(stranger.get("/datenschutz").await.body.contains("Wir speichern wenig."));
        let left = test.app.read(|conn, _| setting::get(conn, "setup.draft")).await.unwrap();
        assert_eq!(left, None, "the draft holds a password's hash");
    }

    async fn links_end_and_new_ones_replace_them(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let first = printed(&test).await.unwrap();
        let second = printed(&test).await.unwrap();
        let mut browser = Browser::new(&test);
        assert_eq!(browser.get(&first).await.status, StatusCode::GONE);
        assert_eq!(browser.get(&second).await.status, StatusCode::OK);
        test.clock.advance(Duration::from_secs(25 * 3_600));
        let late = browser.post(&second, &[]).await;
        assert!(late.status == StatusCode::GONE && late.body.contains("dienstweg admin setup-link"), "{}", late.body);
        // Somebody who administers the instance ends it, however she came to be.
        test.admin("anna").await;
        assert_eq!(browser.get("/").await.status, StatusCode::OK);
        assert_eq!(printed(&test).await, None);
        assert!(test.app.write(setup::link).await.is_err());
        assert!(!test.app.settings().setting_up);
    }

    async fn the_logo_of_the_configuration_is_shown_and_cannot_be_replaced(database: TestDatabase) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("logo.png");
        std::fs::write(&file, picture(120, 40, 9, image::ImageFormat::Png)).unwrap();
        let path = file.display().to_string();
        let test = TestApp::with(database, |config| config.instance.logo = path).await;
        outbox::logo_of_file(&test.app).await.unwrap();
        let logo = test.app.settings().logo.unwrap();
        let mut browser = Browser::new(&test);
        assert!(browser.get("/").await.body.contains(&format!("/media/{logo}/klein")));
        assert_eq!(test.open(&Visitor::default(), &format!("/media/{logo}")).await.status, StatusCode::OK);
        outbox::logo_of_file(&test.app).await.unwrap();
        assert_eq!(test.app.settings().logo, Some(logo), "the same file is the same picture");
        test.admin("anna").await;
        let anna = Browser::logged_in(&test, "anna").await.get("/verwaltung/aussehen").await.body;
        assert!(anna.contains("Das legt die Konfiguration") && !anna.contains("name=\"picture\""), "{anna}");
        std::fs::write(&file, "kein Bild").unwrap();
        assert!(outbox::logo_of_file(&test.app).await.unwrap_err().to_string().contains("instance.logo"));
    }

    async fn a_logo_is_taken_in_by_who_sets_the_instance_up(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let link = printed(&test).await.unwrap();
        let mut browser = Browser::new(&test);
        browser.get(&link).await;
        browser.post(&link, &[]).await;
        let page = browser.get("/einrichten/3").await.body;
        let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let cookie = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let file = picture(120, 40, 9, image::ImageFormat::Png);
        let form = [Part::Text("language", "de"), Part::Text("accent", ""), Part::File("picture", "logo.png", "image/png", &file)];
        let sent = test.send_form(&Visitor { cookie, csrf }, "/einrichten/3", &form).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let logo = test.app.settings().logo.unwrap();
        assert_eq!(test.open(&Visitor::default(), &format!("/media/{logo}")).await.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(browser.get("/einrichten/3").await.body.contains(&format!("/media/{logo}")));
        assert_eq!(browser.get(&format!("/media/{logo}")).await.status, StatusCode::OK);
    }

    async fn who_may_asks_for_an_account_and_nobody_learns_who_has_one(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        let mut browser = Browser::new(&test);
        assert!(!browser.get("/anmelden").await.body.contains("/registrieren"));
        let changes = vec![(Key::Registration, "domains".to_owned()), (Key::Domains, "stadt.example".to_owned())];
        test.app.change_settings(changes).await.unwrap();
        test.person("kim").await;
        let kim = account(&test, "kim").await;
        test.app.write(move |conn, _| crate::actor::account::set_email(conn, kim.id, Some("kim@stadt.example"))).await.unwrap();
        assert!(browser.get("/anmelden").await.body.contains("/registrieren"));
        let other = browser.submit("/registrieren", &[("email", "x@evil.example")]).await;
        assert!(other.status == StatusCode::UNPROCESSABLE_ENTITY && other.body.contains("href=\"#email\""), "{}", other.body);
        let main = |page: &str| page.split("<main").nth(1).unwrap().split("</main>").next().unwrap().to_owned();
        let known = browser.submit("/registrieren", &[("email", "Kim@Stadt.example")]).await;
        let unknown = browser.submit("/registrieren", &[("email", "neu@stadt.example")]).await;
        assert_eq!((known.status, main(&known.body)), (StatusCode::OK, main(&unknown.body)));
        instance::run_due(&test.app).await.unwrap();
        let mails = mailbox.take();
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("To: neu@stadt.example") && mails[0].contains("/einladung/"), "{}", mails[0]);
    }

    async fn administrators_change_how_it_looks_and_what_it_says(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.admin("anna").await;
        test.person("kim").await;
        let mut kim = Browser::logged_in(&test, "kim").await;
        for path in ["/verwaltung/aussehen", "/verwaltung/mail", "/verwaltung/beitritt", "/verwaltung/texte"] {
            assert_eq!(kim.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(kim.fill(path, &[("name", "Kims")]).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let mut anna = Browser::logged_in(&test, "anna").await;
        let look = [("name", "RUDI Ruhr"), ("language", "de"), ("accent", "#007a3d")];
        assert_eq!(anna.submit("/verwaltung/aussehen", &look).await.location(), "/verwaltung/aussehen");
        let page = kim.get("/").await.body;
        assert!(page.contains("RUDI Ruhr"), "{page}");
        let sheet = page.split("href=\"/farben/").nth(1).unwrap().split('"').next().unwrap();
        let sheet = kim.get(&format!("/farben/{sheet}")).await;
        assert!(sheet.status == StatusCode::OK && sheet.body.contains("--welcome:#007a3d"), "{}", sheet.body);
        assert_eq!(kim.get("/farben/0000000000000000.css").await.status, StatusCode::NOT_FOUND);
        let preview = [("imprint", "Stadt <script> [[Ort]]"), ("preview", "1")];
        let preview = anna.submit("/verwaltung/texte", &preview).await.body;
        assert!(preview.contains("noch eine Lücke") && !preview.contains("<script>"), "{preview}");
        assert_eq!(test.app.settings().statement(Statement::Imprint), "");
        let saved = [("server", "mail.example.org"), ("protection", "tls"), ("user", "a"), ("password", "geheim"), ("from", "a@example.org")];
        assert_eq!(anna.submit("/verwaltung/mail", &saved).await.location(), "/verwaltung/mail");
        assert!(!anna.get("/verwaltung/mail").await.body.contains("geheim"));
        assert_eq!(test.app.settings().mail.url, "smtps://a:geheim@mail.example.org");
    }
}
