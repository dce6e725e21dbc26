//! Another mail address for one's login, as a browser and a mailbox see it.

use super::access::{account, with_mail};
use super::browser::Browser;
use super::mailbox::link;
use super::remote::Answer;
use crate::actor::account;
use crate::store::testing::TestDatabase;
use crate::{instance, on_both_databases};
use http::StatusCode;
use std::time::Duration;

const HERE: &str = "/ich/sicherheit/mail";
const LINK: &str = "http://rudi.localhost:8081/mailadresse/";

on_both_databases! {
    async fn a_new_address_counts_once_its_link_was_opened(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        test.person("anna").await;
        let id = account(&test, "anna").await.id;
        test.app.write(move |conn, _| account::set_email(conn, id, Some("alt@example.org"))).await.unwrap();
        let mut browser = Browser::logged_in(&test, "anna").await;
        for (email, password, field) in [("kein", "kurzer dienstweg", "email"), ("alt@example.org", "kurzer dienstweg", "email"), ("neu@example.org", "falsch", "current")] {
            let page = browser.submit(HERE, &[("email", email), ("current", password)]).await;
            page.shows(StatusCode::UNPROCESSABLE_ENTITY, &[&format!("href=\"#{field}\""), &format!("value=\"{email}\"")]);
        }
        browser.submit(HERE, &[("email", "Neu@example.org"), ("current", "kurzer dienstweg")]).await.shows(StatusCode::OK, &["neu@example.org"]);
        instance::run_due(&test.app).await.unwrap();
        let mails = mailbox.take();
        assert!(mails.len() == 1 && mails[0].contains("To: neu@example.org"), "{mails:?}");
        let path = link(&mails[0], LINK).to_owned();
        assert_eq!(account(&test, "anna").await.email.as_deref(), Some("alt@example.org"));

        // Looking at the link is not enough; whoever has it need not be logged in.
        let mut phone = Browser::new(&test);
        phone.get(&path).await.shows(StatusCode::OK, &["neu@example.org"]);
        assert_eq!(account(&test, "anna").await.email.as_deref(), Some("alt@example.org"));
        assert_eq!(phone.post(&path, &[]).await.location(), "/anmelden");
        assert_eq!(account(&test, "anna").await.email.as_deref(), Some("neu@example.org"));
        instance::run_due(&test.app).await.unwrap();
        let told = mailbox.take();
        assert!(told.len() == 1 && told[0].contains("To: alt@example.org") && !told[0].contains("neu@example.org"), "{told:?}");
        assert_eq!(phone.get(&path).await.status, StatusCode::GONE);
    }

    async fn addresses_of_others_stay_theirs_and_nobody_learns_of_them(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        test.person("anna").await;
        test.person("bert").await;
        let (anna, bert) = (account(&test, "anna").await.id, account(&test, "bert").await.id);
        test.app.write(move |conn, _| account::set_email(conn, bert, Some("bert@example.org"))).await.unwrap();
        let mut browser = Browser::logged_in(&test, "anna").await;
        let taken = browser.submit(HERE, &[("email", "bert@example.org"), ("current", "kurzer dienstweg")]).await;
        instance::run_due(&test.app).await.unwrap();
        assert!(mailbox.take().is_empty());
        let free = browser.submit(HERE, &[("email", "anna@example.org"), ("current", "kurzer dienstweg")]).await;
        let body = |page: &Answer, email: &str| page.body.split("<main").nth(1).unwrap().replace(email, "");
        assert_eq!((taken.status, body(&taken, "bert@example.org")), (free.status, body(&free, "anna@example.org")));

        // Somebody else gets the address first.
        instance::run_due(&test.app).await.unwrap();
        let path = link(&mailbox.take()[0], LINK).to_owned();
        test.app.write(move |conn, _| account::set_email(conn, bert, Some("anna@example.org"))).await.unwrap();
        assert_eq!(browser.get(&path).await.status, StatusCode::GONE);
        browser.get("/ich/sicherheit").await;
        assert_eq!(browser.post(&path, &[]).await.status, StatusCode::GONE);
        // And a link lives for a day.
        test.app.write(move |conn, _| account::set_email(conn, bert, None)).await.unwrap();
        assert_eq!(browser.get(&path).await.status, StatusCode::OK);
        test.clock.advance(Duration::from_secs(24 * 3_600));
        assert_eq!(Browser::new(&test).get(&path).await.status, StatusCode::GONE);
        assert_eq!(test.app.read(move |conn, _| account::find(conn, anna)).await.unwrap().email, None);
    }
}
