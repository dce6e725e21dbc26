//! The log of what hosts decided, and reports without a login: with sample data, and in a browser without scripts.

use super::html;
use super::samples::{building, frame, kim, moment, visitor};
use crate::activity::log;
use crate::activity::outbox;
use crate::actor::ActorKind;
use crate::moderation;
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::web::community::{DecisionView, RecordPage, RecordView};
use crate::web::layout::Section::Elsewhere;
use crate::web::report::{ReportFormView, ReportPage};
use crate::web::texts::Texts;
use crate::web::view::Community;
use http::StatusCode;
use serde_json::json;

/// The pages under names for their files.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let decision = DecisionView {
        icon: "delete-outline",
        deed: t.t("decisions-removed").into_owned(),
        post: "Bauantrag".to_owned(),
        url: "/b/3#c-12".to_owned(),
        person: Some(kim()),
        reason: "Werbung".to_owned(),
        by: Some(kim()),
        administration: true,
        at: moment(t, "2026-11-20T09:30:00Z"),
    };
    let ban = DecisionView { icon: "block", deed: t.t("decisions-banned").into_owned(), post: String::new(), ..decision.clone() };
    let gone = DecisionView { person: None, by: None, reason: String::new(), ..ban.clone() };
    let hidden = DecisionView { url: String::new(), person: None, ..decision.clone() };
    let view = RecordView {
        community: building(),
        decisions: vec![decision, ban, gone, hidden],
        older_url: "/g/bauen/protokoll?vor=3".to_owned(),
    };
    let elsewhere = Community { instance: "next.example".to_owned(), ..building() };
    let empty = RecordView { community: elsewhere, decisions: Vec::new(), older_url: String::new() };
    let record = |view| html(&RecordPage { t, frame: frame(Elsewhere, "/g/bauen/protokoll"), view });
    let report = ReportFormView {
        id: 12,
        back: "/b/3".to_owned(),
        title: "Bauantrag".to_owned(),
        author: kim(),
        community: Some(building()),
        reason: String::new(),
        visitor: true,
        email: "erika".to_owned(),
        by_admins: false,
        by_outsiders: false,
        author_hosts: false,
        passed_on: "next.example".to_owned(),
        errors: vec![crate::error::FieldError { field: "email", text: "error-email" }].into(),
    };
    vec![
        ("decisions", record(view)),
        ("decisions-empty", record(empty)),
        ("report-visitor", html(&ReportPage { t, frame: visitor(Elsewhere, "/b/12/melden"), view: report })),
    ]
}

/// What stands in a log, one line for each decision, without what surrounds it.
fn told(page: &str) -> Vec<String> {
    let list = page.split("<ol class=\"rows\">").nth(1).and_then(|rest| rest.split("</ol>").next()).unwrap_or_default();
    let line = |row: &str| crate::text::plain_text(row).split_whitespace().collect::<Vec<_>>().join(" ");
    list.split("<li>").skip(1).map(line).collect()
}

on_both_databases! {
    async fn members_read_what_their_hosts_decided(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        test.person("carla").await;
        let group = test.group(anna, "bauen").await;
        outbox::join(&test.app, bert, group).await.unwrap();
        let article = test.article(bert, Some(group), "Titel <b>", Reach::Public).await;
        let comment = test.comment(bert, article, "Werbung").await.unwrap();
        let own = test.comment(bert, article, "Versehen").await.unwrap();
        outbox::delete(&test.app, bert, own).await.unwrap();
        outbox::pin(&test.app, anna, article, true).await.unwrap();
        outbox::lock(&test.app, anna, article, true).await.unwrap();
        outbox::lock(&test.app, anna, article, false).await.unwrap();
        outbox::remove(&test.app, anna, comment, "Keine Werbung").await.unwrap();
        outbox::appoint(&test.app, anna, group, bert).await.unwrap();
        outbox::dismiss(&test.app, anna, group, bert).await.unwrap();
        outbox::react(&test.app, anna, article, crate::object::reaction::ReactionKind::Like, "").await.unwrap();
        outbox::unreact(&test.app, anna, article, crate::object::reaction::ReactionKind::Like, "").await.unwrap();
        let mut browser = Browser::logged_in(&test, "bert").await;
        browser.get("/g/bauen").await.shows(StatusCode::OK, &["href=\"/g/bauen/protokoll\""]);
        let page = browser.get("/g/bauen/protokoll").await;
        page.shows(StatusCode::OK, &["Begründung: Keine Werbung", &format!("href=\"/b/{article}#c-{comment}\"")]);
        let lines = told(&page.body);
        let beginnings = [
            "Nicht mehr gastgebend: BERT",
            "Gastgebend gemacht: BERT",
            "Entfernt: ein Kommentar · BERT",
            "Gespräch wieder geöffnet: Titel <b> · BERT",
            "Gespräch geschlossen: Titel <b> · BERT",
            "Angeheftet: Titel <b> · BERT",
        ];
        assert_eq!(lines.len(), beginnings.len(), "{lines:#?}");
        for (line, beginning) in lines.iter().zip(beginnings) {
            assert!(line.starts_with(beginning) && line.contains("ANNA"), "{line}");
        }
        outbox::restore(&test.app, anna, comment).await.unwrap();
        outbox::ban(&test.app, anna, group, bert, "Wiederholt", None).await.unwrap();
        outbox::lift_ban(&test.app, anna, group, bert).await.unwrap();
        let page = Browser::logged_in(&test, "anna").await.get("/g/bauen/protokoll").await;
        let lines = told(&page.body);
        for (line, beginning) in lines.iter().zip(["Wieder zugelassen: BERT", "Ausgeschlossen: BERT", "Wieder gezeigt: Werbung"]) {
            assert!(line.starts_with(beginning), "{line}");
        }
        browser.get("/g/bauen/protokoll").await.shows(StatusCode::FORBIDDEN, &["action=\"/g/bauen/beitreten\""]);
        Browser::logged_in(&test, "carla").await.get("/g/bauen/protokoll").await.shows(StatusCode::FORBIDDEN, &[]);
        let visitor = Browser::new(&test).get("/g/bauen/protokoll").await;
        assert_eq!(visitor.location(), "/anmelden?next=%2Fg%2Fbauen%2Fprotokoll");
    }

    async fn a_long_log_has_pages(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "bauen").await;
        let article = test.article(anna, Some(group), "Titel", Reach::Public).await;
        for round in 0..45 {
            outbox::lock(&test.app, anna, article, round % 2 == 0).await.unwrap();
        }
        let mut browser = Browser::logged_in(&test, "anna").await;
        let first = browser.get("/g/bauen/protokoll").await.body;
        let older = first.split("href=\"/g/bauen/protokoll?vor=").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let second = browser.get(&format!("/g/bauen/protokoll?vor={older}")).await.body;
        assert_eq!((told(&first).len(), told(&second).len()), (40, 5));
        assert!(!second.contains("href=\"/g/bauen/protokoll?vor="));
    }

    async fn what_a_community_elsewhere_announces_stands_in_its_log(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let group = test.remote(ActorKind::Group, "http://eins.localhost:9101/c/bauen").await;
        let host = test.remote(ActorKind::Person, "http://eins.localhost:9101/users/hanna").await;
        outbox::join(&test.app, anna, group.id).await.unwrap();
        let follow = test.entries().await.into_iter().find(|entry| entry.verb == "Follow").unwrap();
        test.accepts(&group, &group.activity(1, "Accept", json!({"id": follow.ap_id, "type": "Follow", "actor": follow.actor, "object": group.ap_id}))).await;
        let ada = test.remote(ActorKind::Person, "http://eins.localhost:9101/users/ada").await;
        let mut note = ada.note(1, "Ankündigung");
        note["audience"] = json!(group.ap_id);
        note["cc"] = json!([group.ap_id]);
        let announced = |number, inner: serde_json::Value| {
            let mut announce = group.activity(number, "Announce", inner);
            announce["to"] = json!([crate::json::PUBLIC]);
            announce
        };
        let mut create = ada.activity(1, "Create", note.clone());
        create["to"] = json!([crate::json::PUBLIC]);
        test.accepts(&ada, &create).await;
        test.accepts(&group, &announced(2, create)).await;
        let mut delete = host.activity(2, "Delete", note["id"].clone());
        delete["summary"] = json!("Doppelt");
        let mut lock = host.activity(3, "Lock", note["id"].clone());
        lock["audience"] = json!(group.ap_id);
        test.accepts(&group, &announced(3, lock)).await;
        test.accepts(&group, &announced(4, delete)).await;
        let path = "/g/bauen@eins.localhost:9101/protokoll";
        let page = Browser::logged_in(&test, "anna").await.get(path).await;
        page.shows(StatusCode::OK, &["Die Gruppe ist auf eins.localhost:9101 zu Hause"]);
        let lines = told(&page.body);
        assert_eq!(lines.len(), 2, "{lines:#?}");
        assert!(lines[0].starts_with("Entfernt: ein Beitrag") && lines[0].contains("Begründung: Doppelt"), "{lines:#?}");
        assert!(lines[1].starts_with("Gespräch geschlossen:"), "{lines:#?}");
    }

    async fn visitors_report_what_everybody_may_read(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "bauen").await;
        let article = test.article(anna, Some(group), "Titel", Reach::Public).await;
        let inside = test.article(anna, None, "Nur für uns", Reach::Local).await;
        let (path, page) = (format!("/b/{article}/melden"), format!("/b/{article}"));
        let mut visitor = Browser::new(&test);
        visitor.get(&page).await.shows(StatusCode::OK, &[&format!("href=\"{path}\"")]);
        assert!(visitor.get(&format!("/b/{inside}/melden")).await.location().starts_with("/anmelden"));
        let wrong = visitor.submit(&path, &[("reason", " "), ("email", "erika@example.org")]).await;
        wrong.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#reason\"", "value=\"erika@example.org\""]);
        let wrong = visitor.submit(&path, &[("reason", "Daten einer Bürgerin"), ("email", "erika")]).await;
        wrong.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#email\"", "Daten einer Bürgerin"]);
        let sent = visitor.submit(&path, &[("reason", "Daten einer Bürgerin"), ("email", "Erika@example.org")]).await;
        assert_eq!(sent.location(), page);
        visitor.get(&page).await.shows(StatusCode::OK, &["Gemeldet. Danke, dass du hinsiehst."]);
        let mut host = Browser::logged_in(&test, "anna").await;
        host.get("/mitteilungen").await.shows(StatusCode::OK, &["Jemand ohne Anmeldung hat etwas gemeldet"]);
        let list = host.get("/g/bauen/meldungen").await;
        list.shows(StatusCode::OK, &["<span class=\"byline__name\"><bdi>Jemand ohne Anmeldung", "Daten einer Bürgerin"]);
        assert!(!list.body.contains("erika"), "hosts do not learn who reported");
        let reports = test.app.read(move |conn, _| moderation::reports(conn, group, 10)).await.unwrap();
        assert_eq!((reports.len(), reports[0].reporter_id), (1, test.app.server_actor_id));
        host.submit("/g/bauen/meldungen", &[]).await;
        host.post(&format!("/g/bauen/meldungen/{}", reports[0].id), &[("decision", "Geschwärzt")]).await;
        let reports = test.app.read(move |conn, _| moderation::reports(conn, group, 10)).await.unwrap();
        assert_eq!((reports[0].decision.as_str(), &reports[0].contact), ("Geschwärzt", &None), "the address is forgotten");
        let flag = test.entries().await.into_iter().find(|entry| entry.verb == "Flag").unwrap();
        let body = test.app.read(move |conn, _| log::find(conn, flag.id)).await.unwrap().body;
        assert!(!body.contains("example.org"), "{body}");
    }

    async fn visitors_report_so_often_from_one_network(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let group = test.group(anna, "bauen").await;
        let mut statuses = Vec::new();
        for number in 0..6 {
            let article = test.article(anna, Some(group), &format!("Titel {number}"), Reach::Public).await;
            let answer = Browser::new(&test).submit(&format!("/b/{article}/melden"), &[("reason", "Mein Grund")]).await;
            assert!(answer.status == StatusCode::SEE_OTHER || answer.body.contains("Mein Grund"), "{answer:?}");
            statuses.push(answer.status.as_u16());
            test.clock.advance(std::time::Duration::from_secs(10));
        }
        assert_eq!(statuses, [303, 303, 303, 303, 303, 429]);
        let article = test.article(anna, Some(group), "Noch einer", Reach::Public).await;
        let mut other = Browser::new(&test);
        other.address = "198.51.100.9:40000".parse().unwrap();
        assert_eq!(other.submit(&format!("/b/{article}/melden"), &[("reason", "Grund")]).await.status, StatusCode::SEE_OTHER);
    }

    async fn reports_of_visitors_go_to_the_home_of_what_is_reported(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let ada = test.remote(ActorKind::Person, "http://eins.localhost:9101/users/ada").await;
        test.person("anna").await;
        test.accepts(&ada, &ada.activity(1, "Create", ada.note(1, "Beleidigung"))).await;
        let id = ada.note(1, "")["id"].as_str().unwrap().to_owned();
        let object = test.app.read(move |conn, _| crate::object::model::by_ap_id(conn, &id)).await.unwrap().unwrap();
        let path = format!("/b/{}/melden", object.id);
        let mut visitor = Browser::new(&test);
        visitor.get(&path).await.shows(StatusCode::OK, &["an eins.localhost:9101 weitergegeben", "type=\"email\""]);
        visitor.submit(&path, &[("reason", "Beleidigung"), ("email", "erika@example.org")]).await;
        visitor.get(&format!("/b/{}", object.id)).await.shows(StatusCode::OK, &["an die zuständige Instanz weitergegeben"]);
        let flag = test.entries().await.into_iter().find(|entry| entry.verb == "Flag").unwrap();
        assert_eq!(flag.actor_id, Some(test.app.server_actor_id));
        let sent: Vec<(i64, String)> = test
            .app
            .read(|conn, _| {
                use crate::store::schema::deliveries;
                use diesel::prelude::*;
                Ok(deliveries::table.select((deliveries::activity_id, deliveries::inbox)).load(conn)?)
            })
            .await
            .unwrap();
        assert!(sent.contains(&(flag.id, "http://eins.localhost:9101/inbox".to_owned())), "{sent:?}");
        assert!(!flag.body.contains("erika@"), "{}", flag.body);
    }
}
