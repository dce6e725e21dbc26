//! Who hears of what hosts decide, and who reads reports: in a browser without scripts, with people of other servers.

use crate::activity::{log, outbox};
use crate::actor::member;
use crate::actor::{self, ActorKind};
use crate::instance;
use crate::notification::{self, NotificationKind};
use crate::object::{self, Reach};
use crate::on_both_databases;
use crate::policy::{self, Action, Rule};
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::tests::remote::Remote;
use crate::tests::stub::Stub;
use http::StatusCode;
use serde_json::{Value, json};

/// Somebody of another server, who is a member of this community.
async fn member_elsewhere(test: &TestApp, group: i64) -> Remote {
    let bert = test.remote(ActorKind::Person, "http://eins.localhost:9101/users/bert").await;
    test.accepts(&bert, &bert.activity(1, "Follow", test.app.urls.actor(group))).await;
    bert
}

/// What waits to be sent to the other server: verb and what is announced.
async fn sent(test: &TestApp) -> Vec<String> {
    test.app
        .read(|conn, _| {
            use crate::store::schema::deliveries;
            use diesel::prelude::*;
            let ids: Vec<i64> = deliveries::table.order(deliveries::id).select(deliveries::activity_id).load(conn)?;
            ids.into_iter()
                .map(|id| {
                    let body: Value = serde_json::from_str(&log::find(conn, id)?.body).map_err(crate::error::Error::internal)?;
                    let inner = body["object"]["type"].as_str().unwrap_or_default();
                    Ok(format!("{} {inner}", body["type"].as_str().unwrap_or_default()))
                })
                .collect()
        })
        .await
        .unwrap()
}

/// What somebody was told about, newest first.
async fn told(test: &TestApp, person: i64) -> Vec<NotificationKind> {
    let told = test.app.read(move |conn, _| notification::list(conn, person, i64::MAX, 50)).await.unwrap();
    told.into_iter().map(|told| told.kind).collect()
}

on_both_databases! {
    async fn what_hosts_decide_about_somebody_elsewhere_is_announced_and_sent_once(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "bauen").await;
        let article = test.article(anna, Some(group), "Titel", Reach::Public).await;
        let bert = member_elsewhere(&test, group).await;
        let (mut note, group_id) = (bert.note(2, "Werbung"), test.app.urls.actor(group));
        note["inReplyTo"] = json!(test.app.urls.object(article));
        note["audience"] = json!(group_id);
        note["cc"] = json!([group_id]);
        let id = note["id"].as_str().unwrap().to_owned();
        test.accepts(&bert, &bert.activity(2, "Create", note)).await;
        let comment = test.app.read(move |conn, _| object::model::by_ap_id(conn, &id)).await.unwrap().unwrap();
        let before = sent(&test).await.len();
        outbox::remove(&test.app, anna, comment.id, "Keine Werbung").await.unwrap();
        outbox::restore(&test.app, anna, comment.id).await.unwrap();
        outbox::appoint(&test.app, anna, group, bert.id).await.unwrap();
        outbox::dismiss(&test.app, anna, group, bert.id).await.unwrap();
        outbox::ban(&test.app, anna, group, bert.id, "Wiederholt", None).await.unwrap();
        outbox::lift_ban(&test.app, anna, group, bert.id).await.unwrap();
        let decided = ["Announce Delete", "Announce Undo", "Announce Add", "Announce Remove", "Announce Block", "Announce Undo"];
        assert_eq!(sent(&test).await[before..], decided, "nothing goes past the community");
        // An answer still goes to whom it answers, besides.
        let answer = test.comment(anna, comment.id, "Danke").await.unwrap();
        assert!(sent(&test).await.contains(&"Create Note".to_owned()));
        outbox::delete(&test.app, anna, answer).await.unwrap();
        assert!(sent(&test).await.iter().any(|sent| sent.starts_with("Delete")));
    }

    async fn reports_are_read_by_admins_where_no_host_lives_here(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, carla, chef) = (test.person("anna").await, test.person("carla").await, test.admin("chef").await);
        let group = test.group(anna, "bauen").await;
        let article = test.article(anna, Some(group), "Titel", Reach::Public).await;
        let second = test.article(anna, Some(group), "Zweiter", Reach::Public).await;
        let bert = member_elsewhere(&test, group).await;
        outbox::appoint(&test.app, anna, group, bert.id).await.unwrap();
        outbox::report(&test.app, carla, article, "Für die Gastgebenden").await.unwrap();
        assert!(told(&test, chef).await.is_empty());
        let mut host = Browser::logged_in(&test, "anna").await;
        host.get("/g/bauen").await.shows(StatusCode::OK, &["Meldungen liest danach die Verwaltung"]);
        host.get("/g/bauen/mitglieder").await.shows(StatusCode::OK, &["Meldungen liest danach die Verwaltung"]);
        let gone = host.post(&format!("/g/bauen/mitglieder/{anna}/mitglied"), &[]).await;
        assert_eq!(gone.location(), "/g/bauen/mitglieder");
        host.get("/g/bauen/mitglieder").await.shows(StatusCode::OK, &["Alle Gastgebenden sind jetzt auf anderen Instanzen"]);
        let mut reporter = Browser::logged_in(&test, "carla").await;
        let path = format!("/b/{second}/melden");
        reporter.get(&path).await.shows(StatusCode::OK, &["Die Meldung liest die Verwaltung dieser Instanz, mit deinem Namen"]);
        Browser::new(&test).get(&path).await.shows(StatusCode::OK, &["Die Meldung liest die Verwaltung dieser Instanz, denn"]);
        reporter.submit(&path, &[("reason", "Für die Verwaltung")]).await;
        let mut admin = Browser::logged_in(&test, "chef").await;
        let notice = ["CARLA hat etwas gemeldet, und die Verwaltung entscheidet", "href=\"/verwaltung/meldungen\""];
        admin.get("/mitteilungen").await.shows(StatusCode::OK, &notice);
        let list = admin.get("/verwaltung/meldungen").await;
        // What hosts left behind is read as well.
        list.shows(StatusCode::OK, &["Für die Verwaltung", "Für die Gastgebenden"]);
        assert!(!list.body.contains("Seit sieben Tagen offen"), "{}", list.body);
    }

    async fn a_ban_is_no_letter_to_a_stranger(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert, carla) = (test.person("anna").await, test.person("bert").await, test.person("carla").await);
        let group = test.group(anna, "bauen").await;
        outbox::join(&test.app, bert, group).await.unwrap();
        for _ in 0..2 {
            outbox::ban(&test.app, anna, group, carla, "Freier Text", None).await.unwrap();
        }
        assert!(told(&test, carla).await.is_empty(), "she never had to do with it");
        outbox::lift_ban(&test.app, anna, group, carla).await.unwrap();
        assert!(told(&test, carla).await.is_empty());
        let mut host = Browser::logged_in(&test, "anna").await;
        let form = format!("/g/bauen/mitglieder/{bert}/ausschliessen");
        host.submit(&form, &[("reason", "Streit"), ("until", "2026-12-24")]).await;
        assert_eq!(told(&test, bert).await[0], NotificationKind::Banned);
        let until = "bis einschließlich 24. Dezember 2026";
        host.get("/g/bauen/mitglieder").await.shows(StatusCode::OK, &[until]);
        host.get("/g/bauen/protokoll").await.shows(StatusCode::OK, &[&format!("Ausgeschlossen {until}")]);
        let mut browser = Browser::logged_in(&test, "bert").await;
        browser.get("/mitteilungen").await.shows(StatusCode::OK, &[&format!("ANNA hat dich {until} aus der Gruppe ausgeschlossen"), "Streit"]);
        let sentence = format!("Die Gastgebenden haben dich {until} aus dieser Gruppe ausgeschlossen");
        let page = browser.get("/g/bauen").await;
        page.shows(StatusCode::OK, &[&sentence, "Begründung: Streit"]);
        assert!(!page.body.contains("/g/bauen/beitreten"), "{}", page.body);
        browser.get("/gruppen").await.shows(StatusCode::OK, &["Ausgeschlossen"]);
        browser.post("/g/bauen/beitreten", &[]).await.shows(StatusCode::FORBIDDEN, &[&sentence, "Begründung: Streit"]);
        // Once more, with another end: somebody who was a member hears of it.
        outbox::ban(&test.app, anna, group, bert, "Noch einmal", None).await.unwrap();
        browser.get("/mitteilungen").await.shows(StatusCode::OK, &["ANNA hat dich aus der Gruppe ausgeschlossen", "Noch einmal"]);
    }

    async fn who_is_refused_elsewhere_hears_of_it(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let group = test.remote(ActorKind::Group, "http://eins.localhost:9101/c/bauen").await;
        outbox::join(&test.app, anna, group.id).await.unwrap();
        let follow = test.entries().await.into_iter().find(|entry| entry.verb == "Follow").unwrap();
        let asked = json!({"id": follow.ap_id, "type": "Follow", "actor": follow.actor, "object": group.ap_id});
        test.accepts(&group, &group.activity(1, "Reject", asked)).await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get("/mitteilungen").await.shows(StatusCode::OK, &["Deine Anfrage wurde nicht angenommen: bauen", "href=\"/g/bauen@eins.localhost:9101\""]);
    }

    async fn nothing_is_asked_of_a_server_that_is_blocked(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let group = test.remote(ActorKind::Group, "http://eins.localhost:9101/c/bauen").await;
        test.remote(ActorKind::Person, "http://eins.localhost:9101/users/bert").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get("/g/bauen@eins.localhost:9101").await.shows(StatusCode::OK, &["/beitreten\""]);
        let rule = Rule { action: Action::Block, reason: String::new() };
        test.app.write(move |conn, app| policy::set(conn, "eins.localhost:9101", &rule, app.now(), None)).await.unwrap();
        test.app.reload_policy().await.unwrap();
        let page = browser.get("/g/bauen@eins.localhost:9101").await;
        page.shows(StatusCode::OK, &["tauscht mit eins.localhost:9101 nichts aus. Beitreten"]);
        assert!(!page.body.contains("/beitreten\""), "{}", page.body);
        let page = browser.get("/@bert@eins.localhost:9101").await;
        page.shows(StatusCode::OK, &["tauscht mit eins.localhost:9101 nichts aus. Folgen"]);
        assert!(!page.body.contains("/folgen\""), "{}", page.body);
        assert!(outbox::join(&test.app, anna, group.id).await.is_err());
    }

    async fn a_community_elsewhere_has_as_many_members_as_its_home_says(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let stub = Stub::start("zwei").await;
        let group = Remote::unknown(&stub.at("/c/garten"));
        stub.put(&group.document(ActorKind::Group));
        let mut browser = Browser::logged_in(&test, "anna").await;
        for (total, shown) in [(json!(412), 412), (json!(-5), 412), (json!("viele"), 412), (json!(9_000_000_000_i64), 412), (json!(3), 3)] {
            stub.put(&json!({"id": group.followers(), "type": "Collection", "totalItems": &total, "items": []}));
            let url = group.ap_id.clone();
            let found = crate::activity::fetch::community(&test.app, &url).await.unwrap();
            assert_eq!(found.follower_count, shown, "{total}");
            test.clock.advance(std::time::Duration::from_secs(25 * 3_600));
        }
        stub.put(&json!({"id": group.followers(), "type": "Collection", "totalItems": 57, "items": []}));
        // Whoever looks at the page of what is old has it asked again, once.
        let handle = test.app.read(move |conn, _| actor::model::by_ap_id(conn, &group.ap_id)).await.unwrap().unwrap().handle();
        let path = format!("/g/{handle}");
        browser.log_in("anna", "kurzer dienstweg").await;
        browser.get(&path).await.shows(StatusCode::OK, &["3 Mitglieder"]);
        instance::run_due(&test.app).await.unwrap();
        browser.get(&path).await.shows(StatusCode::OK, &["57 Mitglieder"]);
    }

    async fn a_removed_comment_is_called_one(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "bauen").await;
        outbox::join(&test.app, bert, group).await.unwrap();
        let article = test.article(anna, Some(group), "Bauantrag", Reach::Public).await;
        let comment = test.comment(bert, article, "Werbung").await.unwrap();
        let mut host = Browser::logged_in(&test, "anna").await;
        host.get(&format!("/b/{article}")).await;
        host.post(&format!("/b/{comment}/entfernen"), &[("reason", "Keine Werbung")]).await;
        host.get(&format!("/b/{article}")).await.shows(StatusCode::OK, &["Der Kommentar ist entfernt."]);
        let mut browser = Browser::logged_in(&test, "bert").await;
        let sentence = "ANNA hat deinen Kommentar zu diesem Beitrag entfernt</bdi>: <strong><bdi>Bauantrag";
        browser.get("/mitteilungen").await.shows(StatusCode::OK, &[sentence]);
    }

    async fn the_last_host_is_led_to_where_somebody_else_is_made_one(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        test.group(anna, "bauen").await;
        let mut host = Browser::logged_in(&test, "anna").await;
        host.get("/g/bauen/mitglieder").await;
        for path in ["/g/bauen/verlassen".to_owned(), format!("/g/bauen/mitglieder/{anna}/mitglied")] {
            assert_eq!(host.post(&path, &[]).await.location(), "/g/bauen/mitglieder", "{path}");
            host.get("/g/bauen/mitglieder").await.shows(StatusCode::OK, &["Mach zuerst ein anderes Mitglied gastgebend"]);
        }
    }

    async fn admins_moderate_what_lives_here_and_the_log_says_so(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, chef) = (test.person("anna").await, test.admin("chef").await);
        test.person("dora").await;
        let group = test.group(anna, "bauen").await;
        let article = test.article(anna, Some(group), "Titel", Reach::Public).await;
        let page = format!("/b/{article}");
        let mut admin = Browser::logged_in(&test, "chef").await;
        admin.get(&page).await.shows(StatusCode::OK, &["Du entscheidest hier als Verwaltung", &format!("{page}/sperren")]);
        admin.post(&format!("{page}/sperren"), &[]).await;
        admin.get("/g/bauen/mitglieder").await.shows(StatusCode::OK, &["Du entscheidest hier als Verwaltung", "/mitglied\""]);
        let other = Browser::logged_in(&test, "dora").await.get(&page).await;
        assert!(!other.body.contains(&format!("{page}/sperren")), "{}", other.body);
        let mut host = Browser::logged_in(&test, "anna").await;
        let own = host.get(&page).await;
        assert!(!own.body.contains("als Verwaltung"), "{}", own.body);
        host.get("/g/bauen/protokoll").await.shows(StatusCode::OK, &["<bdi>CHEF</bdi> (als Verwaltung)"]);
        // Elsewhere she has no say.
        let far = test.remote(ActorKind::Group, "http://eins.localhost:9101/c/bauen").await;
        assert!(outbox::ban(&test.app, chef, far.id, anna, "Grund", None).await.is_err());
        let banned = test.app.read(move |conn, _| member::was_banned(conn, far.id, anna)).await.unwrap();
        assert!(!banned);
    }

    async fn strangers_react_to_nothing_they_cannot_read(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let far = test.remote(ActorKind::Person, "http://eins.localhost:9101/users/ada").await;
        let stranger = test.remote(ActorKind::Person, "http://zwei.localhost:9102/users/eve").await;
        let server = test.remote(ActorKind::Application, "http://zwei.localhost:9102/actor").await;
        let mut note = far.note(1, "Vertraulich");
        note["to"] = json!([test.app.urls.actor(anna)]);
        note["cc"] = json!([]);
        test.accepts(&far, &far.activity(1, "Create", note.clone())).await;
        let id = note["id"].as_str().unwrap().to_owned();
        let object = test.app.read(move |conn, _| object::model::by_ap_id(conn, &id)).await.unwrap().unwrap();
        assert_eq!(object.reach, Reach::Direct);
        for (number, verb) in ["Like", "EmojiReact", "Dislike", "Announce", "Flag"].into_iter().enumerate() {
            test.accepts(&stranger, &stranger.activity(10 + number as u32, verb, note["id"].clone())).await;
        }
        test.accepts(&server, &server.activity(1, "Flag", note["id"].clone())).await;
        let stored = move |test: &TestApp| {
            let app = std::sync::Arc::clone(&test.app);
            async move {
                app.read(move |conn, _| {
                    use crate::store::schema::{flags, reactions};
                    use diesel::prelude::*;
                    let reactions: i64 = reactions::table.filter(reactions::object_id.eq(object.id)).count().get_result(conn)?;
                    Ok((reactions, flags::table.count().get_result::<i64>(conn)?))
                })
                .await
                .unwrap()
            }
        };
        assert_eq!(stored(&test).await, (0, 0));
        // Who wrote it may, and who got it.
        test.accepts(&far, &far.activity(2, "Like", note["id"].clone())).await;
        outbox::report(&test.app, anna, object.id, "Grund").await.unwrap();
        assert_eq!(stored(&test).await, (1, 1));
    }
}
