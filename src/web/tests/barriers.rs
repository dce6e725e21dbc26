//! Barriers: from the form that anybody can fill to the list of the admins.

use super::html;
use super::samples::{frame, kim, moment, visitor};
use crate::actor::account::set_email;
use crate::administration::barrier;
use crate::administration::log::{self, Deed};
use crate::error::FieldError;
use crate::store::testing::TestDatabase;
use crate::tests::access::{account, with_mail};
use crate::tests::browser::Browser;
use crate::web::administration::{BarrierRow, BarriersPage};
use crate::web::barrier::{BarrierPage, BarrierView};
use crate::web::layout::Section::Elsewhere;
use crate::web::report::ClosedView;
use crate::web::texts::Texts;
use crate::{instance, on_both_databases};
use axum::http::StatusCode;

/// Every page under a name for its file.
pub(super) fn pages(t: Texts) -> Vec<(&'static str, String)> {
    let form = |view| html(&BarrierPage { t, frame: visitor(Elsewhere, "/barriere-melden"), view });
    let wrong = vec![FieldError { field: "words", text: "error-barrier-words-missing" }];
    let typed = BarrierView { page: "/g/<bauen>".to_owned(), email: "kim@stadt.example".to_owned(), ..BarrierView::default() };
    let at = moment(t, "2026-11-10T09:30:00Z");
    let open = BarrierRow {
        id: 5,
        page: "/g/bauen".to_owned(),
        words: "Der Knopf hat keinen Namen.\n<b>Nirgends</b>.".to_owned(),
        contact: "kim@stadt.example".to_owned(),
        at: at.clone(),
        closed: None,
    };
    let closed = Some(ClosedView { at, by: kim(), decision: String::new() });
    let resolved = BarrierRow { id: 6, page: String::new(), contact: String::new(), closed, ..open.clone() };
    let list = |barriers| html(&BarriersPage { t, frame: frame(Elsewhere, "/verwaltung/barrieren"), barriers });
    vec![
        ("barrier", form(typed.clone())),
        ("barrier-failed", form(BarrierView { errors: wrong.into(), ..typed })),
        ("barrier-sent", form(BarrierView { sent: true, ..BarrierView::default() })),
        ("barriers", list(vec![open, resolved])),
        ("barriers-empty", list(Vec::new())),
    ]
}

on_both_databases! {
    async fn a_barrier_is_reported_by_anybody_and_settled_by_admins(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        let eva = test.admin("eva").await;
        test.person("anna").await;
        let login = account(&test, "eva").await.id;
        test.app.write(move |conn, _| set_email(conn, login, Some("eva@stadt.example"))).await.unwrap();
        let mut visitor = Browser::new(&test);
        visitor.get("/").await.shows(StatusCode::OK, &["href=\"/barriere-melden?seite=/\""]);
        let form = visitor.get("/barriere-melden?seite=%2Fgruppen%3Fq%3D%3Cb%3E").await;
        form.shows(StatusCode::OK, &["value=\"/gruppen?q=&#60;b&#62;\""]);
        // What is wrong is said, and nothing typed is lost.
        let empty = [("words", "  "), ("page", "/gruppen"), ("email", "kim@stadt.example")];
        let refused = visitor.submit("/barriere-melden", &empty).await;
        refused.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#words\"", "value=\"/gruppen\"", "value=\"kim@stadt.example\""]);
        let refused = visitor.submit("/barriere-melden", &[("words", "Nur <b>fett</b>"), ("email", "kim")]).await;
        refused.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#email\"", "Nur &#60;b&#62;fett"]);
        let told = [("words", "Der Knopf hat <keinen> Namen."), ("page", "/gruppen"), ("email", "Kim@Stadt.example")];
        visitor.submit("/barriere-melden", &told).await.shows(StatusCode::OK, &["angekommen"]);
        instance::run_due(&test.app).await.unwrap();
        let mails = mailbox.take();
        assert_eq!(mails.len(), 1);
        for part in ["To: eva@stadt.example", "Der Knopf hat <keinen> Namen.", "/verwaltung/barrieren", "kim@stadt.example"] {
            assert!(mails[0].contains(part), "{part}: {}", mails[0]);
        }
        // The list is for admins.
        let mut anna = Browser::logged_in(&test, "anna").await;
        anna.get("/verwaltung/barrieren").await.shows(StatusCode::NOT_FOUND, &[]);
        let mut admin = Browser::logged_in(&test, "eva").await;
        admin.get("/verwaltung").await.shows(StatusCode::OK, &["Eine gemeldete Barriere"]);
        let list = admin.get("/verwaltung/barrieren").await;
        list.shows(StatusCode::OK, &["Der Knopf hat &#60;keinen&#62; Namen.", "mailto:kim@stadt.example", "/gruppen"]);
        let id = test.app.read(|conn, _| barrier::list(conn, 1)).await.unwrap()[0].id;
        anna.post(&format!("/verwaltung/barrieren/{id}"), &[]).await.shows(StatusCode::NOT_FOUND, &[]);
        assert_eq!(admin.post(&format!("/verwaltung/barrieren/{id}"), &[]).await.location(), "/verwaltung/barrieren");
        admin.post(&format!("/verwaltung/barrieren/{id}"), &[]).await.shows(StatusCode::CONFLICT, &[]);
        admin.post("/verwaltung/barrieren/1", &[]).await.shows(StatusCode::NOT_FOUND, &[]);
        let settled = test.app.read(|conn, _| barrier::list(conn, 1)).await.unwrap().swap_remove(0);
        assert_eq!((settled.contact, settled.resolved_by), (None, Some(eva)), "the address is forgotten");
        let noted = test.app.read(|conn, _| log::list(conn, i64::MAX, 1)).await.unwrap().swap_remove(0);
        assert_eq!((noted.deed, noted.about.as_str()), (Deed::BarrierResolved, "/gruppen"));
    }

    async fn one_network_reports_only_so_many_barriers(database: TestDatabase) {
        let test = crate::tests::TestApp::new(database).await;
        let mut visitor = Browser::new(&test);
        let mut answers = Vec::new();
        for _ in 0..12 {
            answers.push(visitor.submit("/barriere-melden", &[("words", "Zu klein.")]).await.status);
        }
        assert_eq!(answers.pop(), Some(StatusCode::TOO_MANY_REQUESTS));
        let taken = answers.iter().filter(|status| **status == StatusCode::OK).count();
        assert!(taken >= 5 && test.app.read(|conn, _| barrier::list(conn, 50)).await.unwrap().len() == taken, "{answers:?}");
    }
}
