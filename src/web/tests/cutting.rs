//! What admins see of protected communities, and cutting a server off.

use super::html;
use super::samples::{frame, moment};
use crate::actor::follow::RelationState;
use crate::actor::member::{self, Member, Role};
use crate::actor::purge;
use crate::actor::{self, ActorKind};
use crate::administration::log::{self, Deed};
use crate::administration::protected::PATIENCE;
use crate::app::App;
use crate::error::FieldError;
use crate::on_both_databases;
use crate::policy;
use crate::store::Conn;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::web::administration::{CutOffPage, ElsewhereRow, OursRow, ProtectedPage, ProtectedView, ReceiptRow, ServerRow};
use crate::web::layout::Section::Elsewhere;
use crate::web::texts::Texts;
use axum::http::StatusCode;
use serde_json::json;

/// Every page under a name for its file.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let at = moment(t, "2026-11-20T09:30:00Z");
    let host = "wirtschaftsfoerderung.oberschwaben-nordostmittelfranken.example";
    let receipt = |overdue| ReceiptRow {
        id: 5,
        host: host.to_owned(),
        url: format!("/verwaltung/netz/{host}"),
        community: "Krisenstab <b>".to_owned(),
        why: "receipt-no-members",
        asked: at.clone(),
        answered: None,
        overdue,
    };
    let server = ServerRow { host: host.to_owned(), url: format!("/verwaltung/netz/{host}"), people: 3, since: at.clone() };
    let ours = |servers| OursRow { name: "Krisenstab".to_owned(), url: "/g/krise".to_owned(), people: 2, servers };
    let elsewhere = ElsewhereRow {
        name: "Lagezentrum".to_owned(),
        url: "/g/lage@next.example".to_owned(),
        host: "next.example".to_owned(),
        server_url: "/verwaltung/netz/next.example".to_owned(),
        people: 1,
    };
    let view = ProtectedView {
        outstanding: vec![receipt(true), receipt(false)],
        overdue: 1,
        ours: vec![ours(vec![server]), ours(Vec::new())],
        elsewhere: vec![elsewhere],
        receipts: vec![ReceiptRow { answered: Some(at.clone()), why: "receipt-cut-off", ..receipt(false) }],
    };
    let list = |view| html(&ProtectedPage { t, frame: frame(Elsewhere, "/verwaltung/geschuetzt"), view });
    let cut = |ends, errors: Vec<FieldError>| {
        html(&CutOffPage {
            t,
            frame: frame(Elsewhere, "/verwaltung/netz/next.example/abtrennen"),
            host: "next.example".to_owned(),
            url: "/verwaltung/netz/next.example".to_owned(),
            ends,
            reason: "Spam <b>".to_owned(),
            errors: errors.into(),
        })
    };
    let sentence = |text, groups: usize, people: usize| t.with_two(text, "groups", groups, "people", people).into_owned();
    let ends = [("cut-off-ours", 2, 3), ("cut-off-ours", 1, 0), ("cut-off-theirs", 1, 1), ("cut-off-theirs", 2, 0)];
    vec![
        ("protected", list(view)),
        ("protected-empty", list(ProtectedView::default())),
        ("cut-off", cut(ends.map(|(text, groups, people)| sentence(text, groups, people)).to_vec(), Vec::new())),
        ("cut-off-failed", cut(Vec::new(), vec![FieldError { field: "reason", text: "error-reason-missing" }])),
    ]
}

const NEXT: &str = "next.example";

/// Anna's community, with Berta of another server as a member, and one of that server in which Anna is a member.
async fn tied(test: &TestApp) -> (i64, i64, i64) {
    let anna = test.staff("anna").await;
    let ours = test.protected_group(anna, "krise").await;
    let berta = test.remote(ActorKind::Person, "https://next.example/u/berta").await;
    let berta = test.learn(&berta.document(ActorKind::Person)).await;
    let group = test.remote(ActorKind::Group, "https://next.example/g/lage").await;
    let mut document = group.document(ActorKind::Group);
    document["dw:reach"] = json!("closed");
    document["members"] = json!("https://next.example/g/lage/members");
    document["name"] = json!("Lagezentrum");
    let theirs = test.learn(&document).await;
    let tie = move |conn: &mut Conn, app: &App| {
        for (group_id, actor_id) in [(ours, berta), (theirs, anna)] {
            let (role, state) = (Role::Member, RelationState::Accepted);
            member::insert(conn, &Member { group_id, actor_id, role, state, activity: String::new(), created_at: app.now() })?;
        }
        Ok(())
    };
    test.app.write(tie).await.unwrap();
    (anna, ours, theirs)
}

on_both_databases! {
    async fn admins_see_counts_and_cut_a_server_off(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.admin("eva").await;
        let (anna, ours, theirs) = tied(&test).await;
        let mut eva = Browser::logged_in(&test, "eva").await;
        let page = eva.get("/verwaltung/geschuetzt").await;
        page.shows(StatusCode::OK, &["next.example", "Ein Mitglied von hier", "Ein Mitglied ist von hier.", "Lagezentrum"]);
        for name in ["berta", "@anna", "BERTA"] {
            assert!(!page.body.contains(name), "{name}: {}", page.body);
        }
        let url = "/verwaltung/netz/next.example/abtrennen";
        let sentences = ["Eine Mitgliedschaft von Menschen dieses Servers", "Eine Mitgliedschaft von hier"];
        eva.get("/verwaltung/netz/next.example").await.shows(StatusCode::OK, &sentences);
        eva.get(url).await.shows(StatusCode::OK, &sentences);
        eva.get("/verwaltung/netz/example/abtrennen").await.shows(StatusCode::OK, &sentences);
        eva.get("/verwaltung/netz/xt.example/abtrennen").await.shows(StatusCode::OK, &["verbinden uns nicht"]);
        eva.submit(url, &[("reason", "  ")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#reason\"", sentences[0]]);
        assert_eq!(eva.get(&format!("/verwaltung/netz/{}/abtrennen", test.app.urls.host())).await.status, StatusCode::NOT_FOUND);
        assert_eq!(eva.submit(url, &[("reason", "Kein Vertrag <1>")]).await.location(), "/verwaltung/geschuetzt");
        let left = move |conn: &mut Conn, _: &App| {
            let rules: Vec<String> = policy::list(conn)?.into_iter().map(|rule| rule.host).collect();
            Ok((rules, purge::ties(conn, &[NEXT.to_owned()])?.len(), purge::outstanding(conn, ours, NEXT)?, log::list(conn, i64::MAX, 1)?))
        };
        let (rules, ties, owed, noted) = test.app.read(left).await.unwrap();
        assert_eq!((rules, ties), (vec![NEXT.to_owned()], 0));
        let owed = owed.expect("a receipt to come");
        assert_eq!((noted[0].deed, noted[0].about.as_str(), noted[0].reason.as_str()), (Deed::CutOff, NEXT, "Kein Vertrag <1>"));
        eva.get("/verwaltung/protokoll").await.shows(StatusCode::OK, &["Server abgetrennt: next.example"]);
        let mut member = Browser::logged_in(&test, "anna").await;
        member.get("/mitteilungen").await.shows(StatusCode::OK, &["hat den Server einer Gruppe abgetrennt", "Kein Vertrag &#60;1&#62;", "Lagezentrum"]);
        assert!(test.app.read(move |conn, _| member::find(conn, theirs, anna)).await.unwrap().is_none());

        eva.get("/verwaltung/geschuetzt").await.shows(StatusCode::OK, &["Ausstehende Löschbestätigungen", "Abgetrennt", "Ausstehend"]);
        let overview = eva.get("/verwaltung").await;
        assert!(!overview.body.contains("nicht bestätigt"), "{}", overview.body);
        test.clock.advance(PATIENCE);
        // Nobody stays logged in for a day without doing anything.
        let mut eva = Browser::logged_in(&test, "eva").await;
        eva.get("/verwaltung/geschuetzt").await.shows(StatusCode::OK, &["Überfällig", "fehlt seit mehr als 24 Stunden"]);
        eva.get("/verwaltung").await.shows(StatusCode::OK, &["nicht bestätigt", "/verwaltung/geschuetzt"]);
        let again = format!("/verwaltung/geschuetzt/{}/erneut", owed.id);
        assert_eq!(eva.submit(&again, &[]).await.location(), "/verwaltung/geschuetzt");
        let asked = test.app.read(move |conn, _| purge::find(conn, owed.id)).await.unwrap();
        assert!(asked.activity != owed.activity && asked.is_outstanding(), "{asked:?}");
        assert_eq!(eva.submit("/verwaltung/geschuetzt/77/erneut", &[]).await.status, StatusCode::NOT_FOUND);

        // The block alone can be lifted, and brings nothing back.
        eva.submit("/verwaltung/netz/next.example/regel", &[("action", "")]).await;
        assert_eq!(test.app.read(|conn, _| Ok(purge::ties(conn, &[NEXT.to_owned()])?.len())).await.unwrap(), 0);
        assert_eq!(actor_count(&test, ours).await, 1);
    }
}

async fn actor_count(test: &TestApp, group: i64) -> i64 {
    test.app.read(move |conn, _| Ok(actor::model::find(conn, group)?.follower_count)).await.unwrap()
}
