//! The Chatham House Rule and writing without one's name: the forms, what pages say, and what mails leave out.

use crate::activity::outbox::{self, Naming};
use crate::actor::account;
use crate::actor::member::{self, Role};
use crate::actor::{self, CommunityReach};
use crate::app::App;
use crate::error::Error;
use crate::instance;
use crate::object::chatham::keeps_names_inside;
use crate::object::{Reach, Viewer, read};
use crate::on_both_databases;
use crate::store::Conn;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::access::with_mail;
use crate::tests::browser::Browser;
use crate::tests::harness;
use http::StatusCode;
use std::time::Duration;

const NOTICE: &str = "Wer es gesagt hat und aus welcher Organisation, wird nicht weitergegeben.";

async fn admit(test: &TestApp, group: i64, person: i64) {
    let work = move |conn: &mut Conn, app: &App| member::set_role(conn, group, person, Role::Member, "https://x.example/1", app.now());
    test.app.write(work).await.unwrap();
}

/// What holds for names in the community `krise`.
async fn naming(test: &TestApp) -> (i64, Naming) {
    let found = test.app.read(|conn, app| actor::model::group_by_handle(conn, "krise", app.urls.host())).await.unwrap().unwrap();
    let rules = actor::json::rules(&found);
    (found.id, Naming { chatham: rules.chatham, nameless: rules.nameless })
}

/// Switches both, as the form of an edited community does.
async fn switch(test: &TestApp, host: i64, group: i64, naming: Naming) {
    let draft = outbox::ProfileDraft { naming: Some(naming), ..outbox::ProfileDraft::new("Krisenstab", "") };
    outbox::change_profile_and_picture(&test.app, host, group, draft).await.unwrap();
}

/// The mail with what is new since the last one.
async fn next_mail(test: &TestApp, mailbox: &crate::tests::mailbox::Mailbox) -> String {
    for _ in 0..48 {
        test.clock.advance(Duration::from_secs(30 * 60));
        instance::run_due(&test.app).await.unwrap();
    }
    mailbox.take().join("\n")
}

on_both_databases! {
    async fn who_founds_or_edits_says_what_holds_for_names(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.staff("anna").await;
        let mut anna = Browser::logged_in(&test, "anna").await;
        anna.get("/gruppen/neu").await.shows(StatusCode::OK, &["Chatham-House-Regel", "name=\"nameless\"", "gibt es nur in geschützten Gruppen"]);
        let fields = |reach: &'static str| [("name", "Krisenstab"), ("handle", "krise"), ("purpose", ""), ("reach", reach), ("chatham", "1"), ("nameless", "1")];
        let refused = anna.submit("/gruppen/neu", &fields("public")).await;
        refused.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#chatham\"", "href=\"#nameless\"", "aria-describedby=\"chatham-hint\" checked"]);
        anna.submit("/gruppen/neu", &fields("closed")).await.location();
        let (group, both) = naming(&test).await;
        assert_eq!(both, Naming { chatham: true, nameless: true });
        anna.get("/g/krise").await.shows(StatusCode::OK, &[NOTICE, "Mitglieder können hier auch ohne Namen schreiben."]);
        let form = anna.get("/g/krise/neu").await;
        form.shows(StatusCode::OK, &[NOTICE, "name=\"nameless\""]);
        assert!(!form.body.contains("name=\"chatham\""), "the rule holds already: {}", form.body);
        let document = test.app.read(move |conn, app| {
            let group = actor::model::find(conn, group)?;
            Ok(actor::json::document(&group, &[], &app.urls, &[]))
        }).await.unwrap();
        assert_eq!((&document["dw:chathamHouseRule"], &document["dw:nameless"]), (&true.into(), &true.into()));

        let edited = [("name", "Krisenstab"), ("purpose", ""), ("rules", ""), ("nameless", "1")];
        anna.get("/g/krise/bearbeiten").await.shows(StatusCode::OK, &["aria-describedby=\"chatham-hint\" checked", "aria-describedby=\"nameless-hint\" checked"]);
        anna.post("/g/krise/bearbeiten", &edited).await.location();
        assert_eq!(naming(&test).await.1, Naming { chatham: false, nameless: true });
        let page = anna.get("/g/krise").await;
        assert!(!page.body.contains(NOTICE), "{}", page.body);

        test.group(actor_of(&test, "anna").await, "offen").await;
        let page = anna.get("/g/offen/bearbeiten").await;
        page.shows(StatusCode::OK, &["gibt es nur in geschützten Gruppen"]);
        assert!(!page.body.contains("name=\"chatham\"") && !page.body.contains("name=\"nameless\""), "{}", page.body);
        let refused = anna.post("/g/offen/bearbeiten", &[("name", "Offen"), ("purpose", ""), ("rules", ""), ("chatham", "1")]).await;
        refused.shows(StatusCode::UNPROCESSABLE_ENTITY, &["Die Chatham-House-Regel gibt es nur in geschützten Gruppen."]);
        anna.get("/g/offen/neu").await;
        let refused = anna.post("/g/offen/neu", &[("title", "Offen"), ("text", "Offen"), ("chatham", "1")]).await;
        refused.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#chatham\""]);
        let refused = anna.post("/g/offen/neu", &[("title", "Offen"), ("text", "Behalten"), ("nameless", "1")]).await;
        refused.shows(StatusCode::FORBIDDEN, &["nur mit ihrem Namen", "Behalten"]);
    }

    async fn a_thread_begun_under_the_rule_stays_under_it(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.staff("anna").await, test.staff("bert").await);
        let group = test.protected_group(anna, "krise").await;
        admit(&test, group, bert).await;
        let mut browser = Browser::logged_in(&test, "bert").await;
        browser.get("/g/krise/neu").await.shows(StatusCode::OK, &["Unter der Chatham-House-Regel beginnen"]);
        let sent = browser.post("/g/krise/neu", &[("title", "Unter uns"), ("text", "Offen gesagt"), ("chatham", "1")]).await;
        let post = sent.location().to_owned();
        browser.get(&post).await.shows(StatusCode::OK, &[NOTICE]);
        let id: i64 = post.trim_start_matches("/b/").parse().unwrap();
        let inside = async |id: i64| {
            test.app.read(move |conn, _| {
                let root = read::find(conn, Viewer::Local { actor_id: bert }, id)?;
                let group = root.group_id.map(|group| actor::model::find(conn, group)).transpose()?;
                Ok(keeps_names_inside(group.as_ref(), Some(&root)))
            }).await.unwrap()
        };
        assert!(inside(id).await);
        assert!(test.object(id).await.json.contains("\"dw:chathamHouseRule\":true"));
        // A new version says nothing against it, nor does the community.
        let edit = outbox::Edit { name: "Unter uns".to_owned(), summary: String::new(), source: "Anders gesagt".to_owned(), base: None };
        outbox::revise(&test.app, bert, id, edit).await.unwrap();
        assert!(inside(id).await);
        let other = test.article(anna, Some(group), "Vorher", Reach::Public).await;
        assert!(!inside(other).await);
        switch(&test, anna, group, Naming { chatham: true, nameless: false }).await;
        let later = test.article(anna, Some(group), "Dabei", Reach::Public).await;
        assert!(inside(other).await && inside(later).await);
        switch(&test, anna, group, Naming::default()).await;
        assert!(inside(id).await && inside(later).await && !inside(other).await, "what was said under the rule stays under it");
    }

    async fn mails_name_nobody_where_the_rule_holds(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        let (anna, bert, cora) = (test.staff("anna").await, test.staff("qzxbert").await, test.staff("qzxcora").await);
        for (person, name) in [(bert, "Qzxbert Muster"), (cora, "Qzxcora Muster")] {
            outbox::change_profile(&test.app, person, person, name, "", Some("Amt Qzxwald"), None).await.unwrap();
            let work = move |conn: &mut Conn, _: &App| account::of_actor(conn, person).map(drop);
            test.app.read(work).await.unwrap();
        }
        let group = test.protected_group(anna, "krise").await;
        for person in [bert, cora] {
            admit(&test, group, person).await;
        }
        test.app.write(move |conn, _| {
            let login = account::of_actor(conn, anna)?.unwrap();
            account::set_email(conn, login.id, Some("anna@example.org"))
        }).await.unwrap();
        Browser::logged_in(&test, "anna").await.fill("/mitteilungen/ueberblick", &[("rhythm", "daily")]).await.location();
        let article = test.article(anna, Some(group), "Lage", Reach::Public).await;
        let speak = async |in_reply_to: i64| {
            test.comment(bert, in_reply_to, "Dazu ich, @anna").await.unwrap();
            test.comment(cora, in_reply_to, "Und ich").await.unwrap();
        };
        speak(article).await;
        let mail = next_mail(&test, &mailbox).await;
        assert!(mail.contains("Qzxbert Muster") && mail.contains("Qzxcora Muster"), "{mail}");

        switch(&test, anna, group, Naming { chatham: true, nameless: false }).await;
        speak(article).await;
        let mail = next_mail(&test, &mailbox).await;
        assert!(mail.contains("Mehrere haben geantwortet") && mail.contains("Lage"), "{mail}");
        assert!(!mail.to_lowercase().contains("qzx"), "{mail}");

        // A thread alone.
        switch(&test, anna, group, Naming::default()).await;
        let draft = harness::article(Some(group), "Unter uns", Reach::Public);
        let ruled = outbox::publish_kept(&test.app, anna, draft, Vec::new(), 0, true).await.unwrap();
        test.comment(bert, ruled, "Offen gesagt").await.unwrap();
        let mail = next_mail(&test, &mailbox).await;
        assert!(mail.contains("Jemand hat geantwortet") && !mail.to_lowercase().contains("qzx"), "{mail}");
        let page = Browser::logged_in(&test, "anna").await.get("/mitteilungen").await;
        page.shows(StatusCode::OK, &["Qzxbert Muster"]);
    }

    async fn administrators_outside_see_no_names_under_the_rule(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.admin("chef").await;
        let (anna, bert) = (test.staff("anna").await, test.staff("qzxbert").await);
        let naming = Naming { chatham: false, nameless: true };
        let group = outbox::found_group(&test.app, anna, harness::group("krise", CommunityReach::Closed), naming).await.unwrap();
        admit(&test, group, bert).await;
        let said = test.article(bert, Some(group), "Unerhört", Reach::Public).await;
        let nameless = outbox::publish_nameless(&test.app, bert, harness::comment(said, "Unerhört"), false).await.unwrap().unwrap();
        for object in [said, nameless] {
            outbox::report(&test.app, anna, object, "Bitte ansehen").await.unwrap();
        }
        let mut host = Browser::logged_in(&test, "anna").await;
        host.get("/g/krise/meldungen").await.shows(StatusCode::OK, &["QZXBERT", "Ein Mitglied, ohne Namen"]);
        host.get(&format!("/b/{nameless}/melden")).await.shows(StatusCode::OK, &["Ein Mitglied, ohne Namen"]);
        test.clock.advance(Duration::from_secs(8 * 24 * 3_600));
        let mut chef = Browser::logged_in(&test, "chef").await;
        for chatham in [false, true] {
            switch(&test, anna, group, Naming { chatham, ..naming }).await;
            let page = chef.get("/verwaltung/meldungen").await;
            page.shows(StatusCode::OK, &["Bitte ansehen"]);
            assert_eq!(page.body.matches("QZXBERT").count() > 0, !chatham, "by the rule: {chatham}: {}", page.body);
        }
    }

    async fn without_a_name_nobody_writes_where_that_is_not_meant(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert, gerd) = (test.staff("anna").await, test.staff("bert").await, test.staff("gerd").await);
        let draft = harness::group("krise", CommunityReach::Closed);
        let group = outbox::found_group(&test.app, anna, draft, Naming { chatham: false, nameless: true }).await.unwrap();
        admit(&test, group, bert).await;
        let article = test.article(anna, Some(group), "Lage", Reach::Public).await;
        let says = async |person: i64, draft: outbox::Draft| outbox::publish_nameless(&test.app, person, draft, false).await;
        let why = |refused: Result<Option<i64>, Error>| match refused {
            Err(Error::Forbidden(reason)) => reason.text,
            other => panic!("{other:?}"),
        };
        let beginning = |group| harness::article(Some(group), "Ohne", Reach::Public);
        assert_eq!(why(says(gerd, beginning(group)).await), "error-not-a-member");
        assert!(matches!(says(gerd, harness::comment(article, "Ohne")).await, Err(Error::NotFound)), "whoever is no member knows of nothing");
        let open = test.group(anna, "offen").await;
        assert_eq!(why(says(anna, beginning(open)).await), "error-nameless-off", "everybody reads that");
        let of_all = test.article(anna, Some(open), "Offen", Reach::Public).await;
        assert_eq!(why(says(anna, harness::comment(of_all, "Ohne")).await), "error-nameless-off");

        outbox::lock(&test.app, anna, article, true).await.unwrap();
        for person in [anna, bert] {
            assert_eq!(why(says(person, harness::comment(article, "Ohne")).await), "error-locked", "a host could be known by it");
        }
        outbox::lock(&test.app, anna, article, false).await.unwrap();
        assert!(says(bert, harness::comment(article, "Ohne")).await.unwrap().is_some());
        assert!(says(bert, harness::comment(article, "Ohne")).await.unwrap().is_none(), "pressed twice");
        test.clock.advance(Duration::from_secs(61));
        assert!(says(bert, harness::comment(article, "Ohne")).await.unwrap().is_some());

        outbox::ban(&test.app, anna, group, bert, "Probe", None).await.unwrap();
        assert_eq!(why(says(bert, beginning(group)).await), "error-banned");
        switch(&test, anna, group, Naming::default()).await;
        assert_eq!(why(says(anna, harness::comment(article, "Aus")).await), "error-nameless-off");
        assert_eq!(test.thread(Viewer::Local { actor_id: anna }, article).await.len(), 3, "what was said stays");
    }
}

async fn actor_of(test: &TestApp, name: &'static str) -> i64 {
    test.app.read(move |conn, app| actor::model::by_handle(conn, name, app.urls.host())).await.unwrap().unwrap().id
}
