//! AUT-29 and AUT-32: who hosts one community decides nothing in another one, and who is not in yet can do what leads in and nothing else.

use super::addresses::{Examples, FORMS, PAGES, STREAM, Who, declared, turned_away};
use super::{Scene, announce};
use crate::activity::outbox;
use crate::config::Registration;
use crate::instance;
use crate::moderation;
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::schema::{accounts, flags};
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::access::{account, with_factor};
use crate::tests::browser::Browser;
use crate::tests::mailbox::{Mailbox, link};
use diesel::prelude::*;
use http::StatusCode;
use serde_json::json;

/// Everything a form of a host could ask for.
const FIELDS: [(&str, &str); 5] = [("reason", "Darum"), ("name", "Übernommen"), ("text", "x"), ("decision", "Darum"), ("until", "")];

/// Reports that wait for a decision.
async fn waiting(test: &TestApp) -> i64 {
    test.app.read(|conn, _| Ok(flags::table.filter(flags::resolved_at.is_null()).count().get_result(conn)?)).await.unwrap()
}

/// Calls everything that is not for everybody, by page and by form; nothing may be shown and nothing may change.
async fn is_shut_out(browser: &mut Browser, examples: &Examples, signed_in: bool) {
    let mut wrong = Vec::new();
    for (path, _) in declared(PAGES).into_iter().filter(|(path, who)| path != STREAM && !matches!(who, Who::Anybody | Who::Holder)) {
        let answer = browser.get(&examples.address(&path)).await;
        if !turned_away(&answer, signed_in) {
            wrong.push(format!("GET {path}: {}", answer.status));
        }
    }
    for (path, _) in declared(FORMS).into_iter().filter(|(_, who)| !matches!(who, Who::Anybody | Who::Holder)) {
        let answer = browser.fill(&examples.address(&path), &FIELDS).await;
        if !turned_away(&answer, signed_in) {
            wrong.push(format!("POST {path}: {}", answer.status));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(browser.get("/live").await.status, StatusCode::NO_CONTENT);
}

on_both_databases! {
    async fn aut_29_hosts_decide_in_their_own_community_alone(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, app) = (&scene.test, &scene.test.app);
        let (bert, carla) = (test.person("bert").await, test.person("carla").await);
        outbox::join(app, carla, scene.group).await.unwrap();
        let own = test.group(bert, "gaerten").await;
        outbox::report(app, carla, scene.article, "Werbung").await.unwrap();
        let group = scene.group;
        let report = app.read(move |conn, _| moderation::reports(conn, group, 9)).await.unwrap()[0].id;
        let mut browser = Browser::logged_in(test, "bert").await;
        let examples = Examples { article: scene.article, member: carla, account: 0, organisation: 0, vouching: 0 };
        for belongs in [false, true] {
            if belongs {
                outbox::join(app, bert, group).await.unwrap();
            }
            let before = (scene.state().await, waiting(test).await);
            let mut wrong = Vec::new();
            for (path, _) in declared(PAGES).into_iter().filter(|(_, who)| *who == Who::Host) {
                let answer = browser.get(&examples.address(&path)).await;
                if !turned_away(&answer, true) {
                    wrong.push(format!("GET {path}: {}", answer.status));
                }
            }
            // By the address of the other community, and by that of his own with what belongs to the other one.
            let forms: Vec<String> = declared(FORMS).into_iter().filter(|(_, who)| *who == Who::Host).map(|(path, _)| path).collect();
            let addresses = forms.iter().map(|path| match path.as_str() {
                "/g/{handle}/meldungen/{id}" => format!("/g/digitales/meldungen/{report}"),
                path => examples.address(path),
            });
            for address in addresses.chain([format!("/g/gaerten/meldungen/{report}"), format!("/g/gaerten/mitglieder/{carla}/gastgebend")]) {
                let answer = browser.fill(&address, &FIELDS).await;
                if !turned_away(&answer, true) {
                    wrong.push(format!("POST {address}: {}", answer.status));
                }
            }
            assert!(forms.len() > 8 && wrong.is_empty(), "{}", wrong.join("\n"));
            assert!((scene.state().await, waiting(test).await) == before, "something changed");
        }
        // The same by hosts on another server, who name their own community or the other one.
        test.accepts(&scene.ada, &scene.ada.activity(1, "Follow", app.urls.actor(own))).await;
        outbox::appoint(app, bert, own, scene.ada.id).await.unwrap();
        let (article, theirs, ours) = (app.urls.object(scene.article), app.urls.actor(group), app.urls.actor(own));
        let deeds = [
            ("Delete", article.clone(), None),
            ("Lock", article.clone(), None),
            ("Block", app.urls.actor(carla), Some(theirs.clone())),
            ("Add", article.clone(), Some(app.urls.of_actor(own, "featured"))),
            ("Add", article, Some(app.urls.of_actor(group, "featured"))),
            ("Add", scene.ada.ap_id.clone(), Some(app.urls.of_actor(group, "moderators"))),
            ("Remove", app.urls.actor(scene.anna), Some(app.urls.of_actor(group, "moderators"))),
        ];
        for (number, (verb, object, target)) in (10..).zip(deeds) {
            for audience in [&ours, &theirs] {
                let mut deed = scene.ada.activity(number, verb, object.clone());
                deed["id"] = json!(format!("{}?{}", deed["id"].as_str().unwrap(), audience == &ours));
                deed["target"] = json!(target);
                deed["audience"] = json!(audience);
                deed["to"] = json!([crate::json::PUBLIC, audience]);
                scene.refuses(&scene.ada, &deed, 403).await;
            }
        }
        // Nor does a community elsewhere speak for one of ours.
        let elsewhere = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        let before = scene.state().await;
        let delete = elsewhere.activity(40, "Delete", app.urls.object(scene.article));
        test.deliver(&elsewhere, &announce(&elsewhere, 41, delete)).await;
        assert_eq!(scene.state().await, before);
    }

    async fn aut_32_who_is_not_in_yet_can_only_go_in(database: TestDatabase) {
        let mailbox = Mailbox::start().await;
        let url = mailbox.url.clone();
        let test = TestApp::with(database, |config| {
            config.mail.url = url;
            config.mail.from = "RUDI <rudi@example.org>".to_owned();
            config.instance.registration = Registration::Everybody;
        })
        .await;
        let (anna, mia) = (test.person("anna").await, test.person("mia").await);
        let group = test.group(anna, "digitales").await;
        let article = test.article(anna, Some(group), "Digitaler Bauantrag", Reach::Public).await;
        let examples = Examples { article, member: mia, account: account(&test, "mia").await.id, organisation: 0, vouching: 0 };
        let entries = test.entries().await.len();

        // Asked for an account: the link waits in the mailbox, and the browser that asked is nobody.
        let mut asking = Browser::new(&test);
        asking.submit("/registrieren", &[("email", "joerg@example.org")]).await.shows(StatusCode::OK, &[]);
        instance::run_due(&test.app).await.unwrap();
        let path = link(&mailbox.take()[0], "http://rudi.localhost:8081/einladung/").to_owned();
        is_shut_out(&mut asking, &examples, false).await;
        assert_eq!(asking.log_in("joerg@example.org", "kurzer dienstweg").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        asking.submit("/passwort-vergessen", &[("name", "joerg@example.org")]).await;
        instance::run_due(&test.app).await.unwrap();
        assert!(mailbox.take().iter().all(|mail| !mail.contains("/passwort-vergessen/")));
        // The link opened, and nothing chosen: still nobody.
        asking.get(&path).await.shows(StatusCode::OK, &["name=\"username\""]);
        is_shut_out(&mut asking, &examples, false).await;
        assert_eq!(test.app.read(|conn, _| Ok(accounts::table.count().get_result::<i64>(conn)?)).await.unwrap(), 2);

        // The password was right, and the code is missing.
        let mut mias = Browser::logged_in(&test, "mia").await;
        with_factor(&test, &mut mias).await;
        let mut half = Browser::new(&test);
        assert_eq!(half.log_in("mia", "kurzer dienstweg").await.location(), "/anmelden/code");
        is_shut_out(&mut half, &examples, false).await;
        half.get("/anmelden/code").await.shows(StatusCode::OK, &["name=\"code\""]);
        assert_eq!(test.entries().await.len(), entries, "something was done");
    }

    async fn aut_32_who_asked_to_join_writes_only_once_she_is_in(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let test = &scene.test;
        let elsewhere = scene.group_elsewhere(&scene.one, "/c/wandern").await;
        let group = scene.actor(&elsewhere.ap_id).await.unwrap();
        let page = format!("/g/{}", group.handle());
        let mut anna = Browser::logged_in(test, "anna").await;
        anna.get(&page).await.shows(StatusCode::OK, &[]);
        let before = (scene.state().await, test.entries().await.len());
        for shut in ["neu", "protokoll"] {
            assert!(turned_away(&anna.get(&format!("{page}/{shut}")).await, true), "{shut}");
        }
        let written = anna.fill(&format!("{page}/neu"), &[("title", "Schon drin?"), ("text", "Hallo"), ("reach", "public")]).await;
        assert!(written.status.is_client_error(), "{written:?}");
        assert_eq!((scene.state().await, test.entries().await.len()), before);
    }
}
