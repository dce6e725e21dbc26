//! Leaving, thinking again, and what happens to what one is responsible for.

use crate::activity::outbox::{self, Admission, PersonDraft};
use crate::actor::account::{self, Account};
use crate::actor::member;
use crate::error::Error;
use crate::instance;
use crate::object::Reach;
use crate::on_both_databases;
use crate::personal;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use http::StatusCode;
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 3_600);

async fn login_of(test: &TestApp, person: i64) -> Option<Account> {
    test.app.read(move |conn, _| account::of_actor(conn, person)).await.unwrap()
}

async fn hosts(test: &TestApp, group: i64) -> Vec<i64> {
    test.app.read(move |conn, _| member::hosts(conn, group)).await.unwrap().into_iter().map(|host| host.id).collect()
}

/// The days pass, and whatever is due is done.
async fn pass(test: &TestApp, days: u32) {
    for _ in 0..days {
        test.clock.advance(DAY);
        instance::run_due(&test.app).await.unwrap();
    }
}

on_both_databases! {
    async fn seven_days_to_think_again(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let article = test.article(anna, None, "Mein Beitrag", Reach::Public).await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get("/ich/daten").await.shows(StatusCode::OK, &["href=\"/ich/daten/loeschen\""]);
        let wrong = browser.submit("/ich/daten/loeschen", &[("current", "falsches passwort")]).await;
        wrong.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#current\""]);
        assert!(test.app.read(move |conn, _| personal::of(conn, 0)).await.unwrap().is_none());
        let asked = browser.submit("/ich/daten/loeschen", &[("current", "kurzer dienstweg")]).await;
        assert_eq!(asked.location(), "/ich/daten");
        browser.get("/ich/daten").await.shows(StatusCode::OK, &["Dein Konto wird in sieben Tagen gelöscht", "action=\"/ich/daten/bleiben\"", "28. November 2026"]);
        browser.get("/gruppen").await.shows(StatusCode::OK, &["Dein Konto wird gelöscht: 28. November 2026"]);
        assert_eq!(browser.get("/ich/daten/loeschen").await.location(), "/ich/daten", "once is enough");

        pass(&test, 6).await;
        let mut later = Browser::new(&test);
        assert_eq!(later.log_in("anna", "kurzer dienstweg").await.location(), "/ich/daten", "who logs in is asked");
        later.get("/ich/daten").await;
        assert_eq!(later.post("/ich/daten/bleiben", &[]).await.location(), "/ich/daten");
        later.get("/ich/daten").await.shows(StatusCode::OK, &["Dein Konto bleibt", "href=\"/ich/daten/loeschen\""]);
        pass(&test, 3).await;
        assert!(login_of(&test, anna).await.is_some());

        // The job of the first time does not shorten the second.
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.submit("/ich/daten/loeschen", &[("current", "kurzer dienstweg")]).await;
        pass(&test, 6).await;
        assert!(login_of(&test, anna).await.is_some());
        pass(&test, 1).await;
        assert!(login_of(&test, anna).await.is_none());
        assert!(!browser.is_in().await);
        browser.log_in("anna", "kurzer dienstweg").await.shows(StatusCode::UNPROCESSABLE_ENTITY, &[]);
        assert_eq!(browser.get("/@anna").await.status, StatusCode::NOT_FOUND);
        let page = browser.get(&format!("/b/{article}")).await.body;
        assert!(!page.contains("Mein Beitrag") && !page.contains("ANNA"), "{page}");
        assert_eq!(test.get(&format!("/ap/actors/{anna}"), None).await.status, StatusCode::GONE);
        assert_eq!(test.get(&format!("/ap/objects/{article}"), None).await.status, StatusCode::GONE);
        let again = PersonDraft { username: "Anna".to_owned(), name: "Eine andere".to_owned(), organisation: String::new(), password: "kurzer dienstweg".to_owned(), admin: false };
        assert!(matches!(outbox::create_person(&test.app, again).await, Err(Error::Invalid(_))), "nobody gets the name");
    }

    async fn without_a_password_the_user_name_confirms(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let admission = Admission { username: "neu".to_owned(), name: "Neu".to_owned(), organisation: String::new(), password_hash: String::new(), admin: false };
        let account = outbox::admit(&test.app, admission, |_, _, _| Ok(())).await.unwrap();
        assert!(matches!(personal::ask(&test.app, &account, "").await, Err(Error::Invalid(_))));
        assert!(matches!(personal::ask(&test.app, &account, "neuer").await, Err(Error::Invalid(_))));
        personal::ask(&test.app, &account, " @Neu ").await.unwrap();
        assert!(matches!(personal::ask(&test.app, &account, "neu").await, Err(Error::Conflict(_))), "once");
    }

    async fn the_last_one_who_administers_stays(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (petra, paul) = (test.admin("petra").await, test.admin("paul").await);
        let of_paul = login_of(&test, paul).await.unwrap();
        personal::ask(&test.app, &of_paul, "kurzer dienstweg").await.unwrap();
        let of_petra = login_of(&test, petra).await.unwrap();
        assert!(matches!(personal::ask(&test.app, &of_petra, "kurzer dienstweg").await, Err(Error::Conflict(_))), "Paul leaves before her");
        let mut browser = Browser::logged_in(&test, "petra").await;
        let page = browser.get("/ich/daten/loeschen").await;
        page.shows(StatusCode::OK, &["href=\"/verwaltung/personen\""]);
        assert!(!page.body.contains("action=\"/ich/daten/loeschen\""));

        // Petra's login is closed by hand meanwhile: Paul has to wait.
        test.app.write(move |conn, app| account::close(conn, of_petra.id, app.now())).await.unwrap();
        pass(&test, 8).await;
        assert!(login_of(&test, paul).await.is_some(), "nobody else could administer the instance");
        test.app.write(move |conn, _| account::reopen(conn, of_petra.id)).await.unwrap();
        pass(&test, 1).await;
        assert!(login_of(&test, paul).await.is_none());
    }

    async fn a_community_is_handed_over(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (petra, anna, bert) = (test.admin("petra").await, test.person("anna").await, test.person("bert").await);
        let (alone, shared) = (test.group(anna, "bauen").await, test.group(anna, "wandern").await);
        outbox::join(&test.app, bert, shared).await.unwrap();
        outbox::appoint(&test.app, anna, shared, bert).await.unwrap();
        let mut browser = Browser::logged_in(&test, "anna").await;
        let page = browser.get("/ich/daten/loeschen").await;
        page.shows(StatusCode::OK, &["href=\"/g/bauen/mitglieder\""]);
        assert!(!page.body.contains("href=\"/g/wandern/mitglieder\""));
        browser.post("/ich/daten/loeschen", &[("current", "kurzer dienstweg")]).await;
        // Also when the login was closed meanwhile: the wish was hers.
        let account = login_of(&test, anna).await.unwrap();
        test.app.write(move |conn, app| account::close(conn, account.id, app.now())).await.unwrap();
        pass(&test, 7).await;
        assert!(login_of(&test, anna).await.is_none());
        assert_eq!((hosts(&test, alone).await, hosts(&test, shared).await), (vec![petra], vec![bert]));
        let mut browser = Browser::logged_in(&test, "petra").await;
        browser.get("/mitteilungen").await.shows(StatusCode::OK, &["Gelöschtes Konto hat dich gastgebend gemacht"]);
    }
}
