//! Work addresses and organisations, as browsers and mailboxes see them.

use super::{DAY, add, current, essen, vouch};
use crate::access::invitation::{self, Draft as Invitation};
use crate::actor::account;
use crate::instance;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::access::{account as login, with_mail};
use crate::tests::browser::Browser;
use crate::tests::mailbox::{Mailbox, link};
use crate::vetting::organisation::{self, Draft};
use crate::vetting::{Evidence, Method};
use http::StatusCode;

const HERE: &str = "/ich/dienststelle";
const LINK: &str = "http://rudi.localhost:8081/dienstadresse/";

/// The link in the one mail that came.
async fn mailed(test: &TestApp, mailbox: &Mailbox, to: &str) -> String {
    instance::run_due(&test.app).await.unwrap();
    let mails = mailbox.take();
    assert!(mails.len() == 1 && mails[0].contains(&format!("To: {to}")), "{mails:?}");
    link(&mails[0], LINK).to_owned()
}

on_both_databases! {
    async fn a_work_address_is_confirmed_by_its_link(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        let anna = test.person("anna").await;
        add(&test, essen()).await.unwrap();
        let mut browser = Browser::logged_in(&test, "anna").await;
        for (typed, says) in [("kein", "href=\"#email\""), ("anna@gmx.de", "gehört zu keiner Organisation"), ("anna@notessen.de", "gehört zu keiner Organisation"), ("anna@essen.de.evil.example", "gehört zu keiner Organisation")] {
            let page = browser.submit(HERE, &[("email", typed)]).await;
            page.shows(StatusCode::UNPROCESSABLE_ENTITY, &[says, &format!("value=\"{typed}\"")]);
        }
        browser.submit(HERE, &[("email", " Anna+netz@Bauamt.ESSEN.de. ")]).await.shows(StatusCode::OK, &["anna@bauamt.essen.de"]);
        let path = mailed(&test, &mailbox, "anna@bauamt.essen.de").await;
        // Programs that look at mails open links; only a button confirms.
        browser.get(&path).await.shows(StatusCode::OK, &["anna@bauamt.essen.de", "Stadt Essen"]);
        assert_eq!(current(&test, anna).await, None);
        assert_eq!(browser.post(&path, &[]).await.location(), HERE);
        assert_eq!(current(&test, anna).await.unwrap().method, Method::EmailDomain);
        browser.get(HERE).await.shows(StatusCode::OK, &["Stadt Essen", "geprüft über Dienstadresse", "21. November 2027"]);
        let profile = Browser::new(&test).get("/@anna").await;
        profile.shows(StatusCode::OK, &["Stadt Essen, geprüft über Dienstadresse"]);
        assert!(!profile.body.contains("bauamt"), "the address is nobody's business");
        // Once.
        browser.get(&path).await.shows(StatusCode::GONE, &["wurde schon benutzt"]);
        browser.get(HERE).await;
        assert_eq!(browser.post(&path, &[]).await.status, StatusCode::GONE);

        // After a year by the same way.
        test.clock.advance(340 * DAY);
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get(HERE).await.shows(StatusCode::OK, &["läuft bald ab"]);
        browser.submit(HERE, &[("email", "anna@bauamt.essen.de")]).await.shows(StatusCode::OK, &[]);
        let path = mailed(&test, &mailbox, "anna@bauamt.essen.de").await;
        browser.get(&path).await;
        assert_eq!(browser.post(&path, &[]).await.location(), HERE);
        assert_eq!(current(&test, anna).await.unwrap().verified_at, test.app.now());
    }

    async fn links_are_for_one_login_one_day_and_one_person(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let city = add(&test, essen()).await.unwrap();
        let (mut first, mut second) = (Browser::logged_in(&test, "anna").await, Browser::logged_in(&test, "bert").await);
        // Anna gives Bert's address, and Bert opens the link.
        first.submit(HERE, &[("email", "bert@essen.de")]).await;
        let path = mailed(&test, &mailbox, "bert@essen.de").await;
        assert!(Browser::new(&test).get(&path).await.location().starts_with("/anmelden?next="), "who is not logged in is asked to");
        second.get(&path).await.shows(StatusCode::GONE, &["gehört zu einem anderen Konto"]);
        second.get(HERE).await;
        second.post(&path, &[]).await.shows(StatusCode::GONE, &["gehört zu einem anderen Konto"]);
        assert_eq!((current(&test, anna).await, current(&test, bert).await), (None, None));
        // Bert's own link counts; then Anna's does no longer, though she got hold of it.
        second.submit(HERE, &[("email", "bert@essen.de")]).await;
        let of_bert = mailed(&test, &mailbox, "bert@essen.de").await;
        second.get(&of_bert).await;
        assert_eq!(second.post(&of_bert, &[]).await.location(), HERE);
        first.get(&path).await.shows(StatusCode::GONE, &["ist schon ein anderes Konto geprüft"]);
        first.get(HERE).await;
        first.post(&path, &[]).await.shows(StatusCode::GONE, &["ist schon ein anderes Konto geprüft"]);
        // Who only types an address does not learn whether it is taken.
        let answer = first.submit(HERE, &[("email", "bert@essen.de")]).await;
        answer.shows(StatusCode::OK, &["Ein Link ist unterwegs"]);
        mailed(&test, &mailbox, "bert@essen.de").await;

        first.submit(HERE, &[("email", "anna@essen.de")]).await;
        let path = mailed(&test, &mailbox, "anna@essen.de").await;
        test.app.write(move |conn, app| organisation::save(conn, app, None, Some(city), &Draft { domains: String::new(), ..essen() })).await.unwrap();
        first.get(&path).await.shows(StatusCode::GONE, &["inzwischen zu keiner Organisation"]);
        test.app.write(move |conn, app| organisation::save(conn, app, None, Some(city), &essen())).await.unwrap();
        first.get(&path).await.shows(StatusCode::OK, &["anna@essen.de"]);
        test.clock.advance(DAY);
        let mut first = Browser::logged_in(&test, "anna").await;
        first.get(&path).await.shows(StatusCode::GONE, &["älter als einen Tag"]);
        first.get(&format!("{LINK}falsch")).await.shows(StatusCode::GONE, &["fehlt ein Stück"]);
        assert_eq!(current(&test, anna).await, None);
    }

    async fn a_confirmed_address_of_the_login_needs_one_click(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        let city = add(&test, essen()).await.unwrap();
        let draft = Invitation { name: "Jo".to_owned(), email: "jo@essen.de".to_owned(), days: 14, by: None, requested: false };
        invitation::invite(&test.app, draft).await.unwrap();
        instance::run_due(&test.app).await.unwrap();
        let path = link(&mailbox.take()[0], "http://rudi.localhost:8081/einladung/").to_owned();
        let mut browser = Browser::new(&test);
        browser.submit(&path, &[("name", "Jo"), ("username", "jo"), ("organisation", "")]).await;
        let jo = login(&test, "jo").await.actor_id;
        browser.get(HERE).await.shows(StatusCode::OK, &["jo@essen.de", "/ich/dienststelle/eigene"]);
        assert_eq!(browser.post("/ich/dienststelle/eigene", &[]).await.location(), HERE);
        assert_eq!(current(&test, jo).await.unwrap().organisation_id, Some(city));
        instance::run_due(&test.app).await.unwrap();
        assert!(mailbox.take().is_empty(), "no second mail");
        assert!(!browser.get(HERE).await.body.contains("/ich/dienststelle/eigene"));

        // What an admin typed is not confirmed.
        let anna = test.person("anna").await;
        let id = login(&test, "anna").await.id;
        test.app.write(move |conn, _| account::set_email(conn, id, Some("anna@essen.de"))).await.unwrap();
        let mut browser = Browser::logged_in(&test, "anna").await;
        assert!(!browser.get(HERE).await.body.contains("/ich/dienststelle/eigene"));
        browser.post("/ich/dienststelle/eigene", &[]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["nicht bestätigt"]);
        browser.submit(HERE, &[("email", "anna@essen.de")]).await.shows(StatusCode::OK, &["Ein Link ist unterwegs"]);
        assert_eq!(current(&test, anna).await, None);
        // Nor is an address that took the place of a confirmed one.
        let id = login(&test, "jo").await.id;
        test.app.write(move |conn, _| account::set_email(conn, id, Some("chef@essen.de"))).await.unwrap();
        test.app.read(move |conn, _| { let account = account::find(conn, id)?; assert!(!crate::access::email::is_confirmed(conn, &account)?); Ok(()) }).await.unwrap();
    }

    async fn delegates_look_after_their_own_organisation_alone(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        test.person("dora").await;
        test.admin("vera").await;
        let mut vera = Browser::logged_in(&test, "vera").await;
        let bad = vera.submit("/verwaltung/organisationen/neu", &[("name", ""), ("level", "municipality"), ("key", "0511300"), ("domains", "essen.de")]).await;
        bad.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#name\"", "href=\"#key\"", "value=\"0511300\"", "essen.de"]);
        let made = vera.submit("/verwaltung/organisationen/neu", &[("name", "Stadt Essen"), ("level", "municipality"), ("key", "05 113 000"), ("domains", "essen.de")]).await;
        let city = made.location().to_owned();
        let id: i64 = city.rsplit('/').next().unwrap().parse().unwrap();
        let other = add(&test, Draft { name: "Kreis Unna".to_owned(), domains: String::new(), ..essen() }).await.unwrap();
        vera.get("/verwaltung/organisationen").await.shows(StatusCode::OK, &["Stadt Essen", "Schlüssel 05113000", "Kreis Unna", &city]);
        let form = format!("/verwaltung/organisationen/{id}");
        vera.submit(&form, &[("name", "Stadt Essen"), ("level", "municipality"), ("key", "05113000"), ("domains", "essen.de")]).await;
        vera.get(&form).await;
        vera.post(&format!("{form}/beauftragte"), &[("delegate", "niemand")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#delegate\""]);
        assert_eq!(vera.post(&format!("{form}/beauftragte"), &[("delegate", "@dora")]).await.location(), form);
        vera.get(&form).await.shows(StatusCode::OK, &["DORA", "Öffentliches Unternehmen"]);

        let mut dora = Browser::logged_in(&test, "dora").await;
        dora.get(HERE).await.shows(StatusCode::OK, &[&city, "Stadt Essen"]);
        dora.get(&city).await.shows(StatusCode::OK, &["Stadt Essen"]);
        for shut in [format!("/organisation/{other}"), form.clone(), "/verwaltung/organisationen".to_owned(), "/organisation/7".to_owned()] {
            assert_eq!(dora.get(&shut).await.status, StatusCode::NOT_FOUND, "{shut}");
        }
        dora.get(&city).await;
        assert_eq!(dora.post(&format!("/organisation/{other}/buergen"), &[("handle", "anna")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(dora.post(&format!("{form}/beauftragte"), &[("delegate", "anna")]).await.status, StatusCode::NOT_FOUND);
        for (handle, says) in [("niemand", "gibt es niemanden"), ("anna@next.example", "gibt es niemanden"), ("dora", "Für dich selbst"), ("<b>", "gibt es niemanden")] {
            dora.post(&format!("{city}/buergen"), &[("handle", handle)]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#handle\"", says]);
        }
        assert_eq!(dora.post(&format!("{city}/buergen"), &[("handle", "anna")]).await.location(), city);
        dora.get(&city).await.shows(StatusCode::OK, &["ANNA", "von Hand geprüft", "(DORA)"]);
        // Nobody takes another one's staff.
        vouch(&test, bert, other, Evidence::Word(None)).await.unwrap();
        dora.post(&format!("{city}/buergen"), &[("handle", "bert")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["schon eine andere Organisation"]);
        assert_eq!(current(&test, bert).await.unwrap().organisation_id, Some(other));

        let vouching = test.app.read(move |conn, app| Ok(crate::vetting::staff_of(conn, id, app.now())?[0].vouching.id)).await.unwrap();
        let theirs = test.app.read(move |conn, app| Ok(crate::vetting::staff_of(conn, other, app.now())?[0].vouching.id)).await.unwrap();
        assert_eq!(dora.post(&format!("{city}/geprueft/{theirs}/zurueckziehen"), &[("reason", "x")]).await.status, StatusCode::NOT_FOUND);
        let withdraw = format!("{city}/geprueft/{vouching}/zurueckziehen");
        dora.post(&withdraw, &[("reason", " ")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &[&format!("href=\"#reason-{vouching}\"")]);
        assert_eq!(dora.post(&withdraw, &[("reason", "Arbeitet nicht mehr hier")]).await.location(), city);
        assert_eq!(current(&test, anna).await, None);
        let mut told = Browser::logged_in(&test, "anna").await;
        told.get("/mitteilungen").await.shows(StatusCode::OK, &["Du giltst nicht mehr als geprüft", "Arbeitet nicht mehr hier"]);
        let page = dora.get(&city).await;
        page.shows(StatusCode::OK, &["Arbeitet nicht mehr hier", "/wiederherstellen"]);
        let undo = page.body.split("action=\"").find(|rest| rest.split('"').next().unwrap().ends_with("/wiederherstellen")).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(dora.post(&undo, &[]).await.location(), city);
        assert!(current(&test, anna).await.is_some());
        assert!(!told.get("/mitteilungen").await.body.contains("nicht mehr als geprüft"));
        dora.get(&city).await;
        assert_eq!(dora.post(&undo, &[]).await.status, StatusCode::CONFLICT);
        dora.post(&format!("{city}/alle-zurueckziehen"), &[("reason", "")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#reason-0\""]);
        assert_eq!(dora.post(&format!("{city}/alle-zurueckziehen"), &[("reason", "Wir verlassen das Netz")]).await.location(), city);
        assert!(current(&test, anna).await.is_none() && current(&test, bert).await.is_some());

        vera.get(&form).await;
        let person = login(&test, "dora").await.actor_id;
        assert_eq!(vera.post(&format!("{form}/beauftragte/{person}"), &[]).await.location(), form);
        assert_eq!(dora.get(&city).await.status, StatusCode::NOT_FOUND);
        vera.get("/verwaltung/protokoll").await.shows(StatusCode::OK, &["Beauftragt: dora, Stadt Essen", "Alle Prüfungen zurückgezogen: Stadt Essen", "Auftrag beendet"]);
    }
}
