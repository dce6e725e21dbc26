//! API: how often something may be done in a day, and what becomes of a thousand of it.

use super::{Scene, known};
use crate::access::invitation::{self, Draft, Invited};
use crate::activity::outbox;
use crate::actor::ActorKind;
use crate::actor::account::{self, Rhythm};
use crate::error::{Error, Result};
use crate::instance;
use crate::notification::by_mail;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::access::with_mail;
use crate::tests::browser::Browser;
use crate::tests::stub::Stub;
use http::StatusCode;
use serde_json::json;
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3_600);

async fn invite(test: &TestApp, by: Option<i64>, number: u32) -> Result<Invited> {
    let draft = Draft { name: format!("Person {number}"), email: String::new(), days: 14, by, requested: false };
    invitation::invite(&test.app, draft).await
}

on_both_databases! {
    async fn api_36_many_mentions_make_one_mail(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        let anna = test.person("anna").await;
        let stub = Stub::start("eins").await;
        let ada = known(&test, &stub, ActorKind::Person, "/users/ada").await;
        test.app
            .write(move |conn, app| {
                let account = account::of_actor(conn, anna)?.unwrap();
                account::set_email(conn, account.id, Some("anna@example.org"))?;
                by_mail::choose(conn, app, account.id, Rhythm::Daily)
            })
            .await
            .unwrap();
        test.clock.advance(Duration::from_secs(60));
        for number in 0..300 {
            let mut note = ada.note(number, "schau mal");
            note["tag"] = json!([{"type": "Mention", "href": test.app.urls.actor(anna)}]);
            note["cc"] = json!([test.app.urls.actor(anna)]);
            test.accepts(&ada, &ada.activity(number, "Create", note)).await;
        }
        let mut mails = Vec::new();
        for _ in 0..24 {
            test.clock.advance(HOUR);
            instance::run_due(&test.app).await.unwrap();
            mails.extend(mailbox.take());
        }
        assert_eq!(mails.len(), 1);
        assert!(mails[0].len() < 100_000, "{} bytes", mails[0].len());
        Browser::logged_in(&test, "anna").await.get("/mitteilungen").await.shows(StatusCode::OK, &[]);
    }

    async fn api_37_so_many_people_are_invited_and_asked_in_a_day(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, app) = (&scene.test, &scene.test.app);
        let (eva, otto) = (test.admin("eva").await, test.admin("otto").await);
        for number in 0..500 {
            invite(test, Some(eva), number).await.unwrap();
        }
        let refused = invite(test, Some(eva), 500).await;
        assert!(matches!(&refused, Err(Error::Conflict(reason)) if reason.text == "error-invitation-too-many"), "{refused:?}");
        let mut browser = Browser::logged_in(test, "eva").await;
        let page = browser.fill("/verwaltung/personen/einladungen", &[("name", "Noch jemand"), ("email", "")]).await;
        assert!(page.status.is_client_error() && page.body.contains("schon sehr viele Menschen eingeladen"), "{page:?}");
        invite(test, Some(otto), 501).await.unwrap();
        invite(test, None, 502).await.unwrap();

        for _ in 0..500 {
            outbox::follow(app, scene.anna, scene.ada.id).await.unwrap();
            outbox::unfollow(app, scene.anna, scene.ada.id).await.unwrap();
        }
        for refused in [outbox::follow(app, scene.anna, scene.ben.id).await, outbox::follow(app, scene.anna, scene.eve.id).await] {
            assert!(matches!(&refused, Err(Error::Forbidden(reason)) if reason.text == "error-too-many-follows"), "{refused:?}");
        }
        outbox::follow(app, eva, scene.ada.id).await.unwrap();
        test.clock.advance(25 * HOUR);
        invite(test, Some(eva), 503).await.unwrap();
        outbox::follow(app, scene.anna, scene.ben.id).await.unwrap();
    }
}
