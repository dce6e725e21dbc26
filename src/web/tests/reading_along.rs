//! Members of a protected community who only read; in a browser without scripts.

use crate::activity::outbox;
use crate::error::Error;
use crate::object::Reach;
use crate::object::reaction::ReactionKind;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use http::StatusCode;

fn is(error: &Error, text: &str) -> bool {
    matches!(error, Error::Forbidden(reason) if reason.text == text)
}

on_both_databases! {
    async fn hosts_let_members_only_read_and_write_again(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.staff("anna").await, test.staff("bert").await);
        let krise = test.protected_group(anna, "krise").await;
        outbox::ask_to_join(&test.app, bert, krise, "Bitte").await.unwrap();
        outbox::admit_applicant(&test.app, anna, krise, bert).await.unwrap();
        let article = test.article(anna, Some(krise), "Lage", Reach::Public).await;
        let own = test.comment(bert, article, "Verstanden").await.unwrap();
        let (mut host, mut reader) = (Browser::logged_in(&test, "anna").await, Browser::logged_in(&test, "bert").await);
        let (members, here, thread) = ("/g/krise/mitglieder", format!("/g/krise/mitglieder/{bert}"), format!("/b/{article}"));
        assert_eq!(reader.post(&format!("{here}/mitlesen"), &[]).await.status, StatusCode::FORBIDDEN, "hosts alone decide");
        host.get(members).await.shows(StatusCode::OK, &["Nur mitlesen lassen"]);
        assert_eq!(host.post(&format!("{here}/mitlesen"), &[]).await.location(), members);
        host.get(members).await.shows(StatusCode::OK, &["liest mit", "Mitschreiben lassen"]);
        assert_eq!(host.post(&format!("{here}/mitlesen"), &[]).await.location(), members, "twice is once");

        let page = reader.get("/g/krise").await;
        page.shows(StatusCode::OK, &["Lage", "Du liest mit"]);
        assert!(!page.body.contains("/g/krise/neu"), "{}", page.body);
        reader.get("/g/krise/neu").await.shows(StatusCode::FORBIDDEN, &["Du liest in dieser Gruppe mit."]);
        let page = reader.get(&thread).await;
        page.shows(StatusCode::OK, &["Lage", "Verstanden"]);
        assert!(!page.body.contains("name=\"text\"") && !page.body.contains("/reaktion\""), "{}", page.body);
        assert_eq!(reader.post("/g/krise/neu", &[("title", "Doch"), ("text", "Doch")]).await.status, StatusCode::FORBIDDEN);
        assert!(is(&test.comment(bert, article, "Doch").await.unwrap_err(), "error-only-reads"));
        let liked = outbox::react(&test.app, bert, article, ReactionKind::Like, "").await.unwrap_err();
        assert!(is(&liked, "error-only-reads"), "{liked:?}");
        let fields = [("reason", "Falsch")];
        assert!(reader.fill(&format!("/b/{article}/melden"), &fields).await.status.is_redirection(), "readers report, too");
        outbox::delete(&test.app, bert, own).await.unwrap();

        let record = host.get("/g/krise/protokoll").await;
        record.shows(StatusCode::OK, &["Liest von nun an nur mit", "BERT"]);
        let as_host = outbox::set_reading(&test.app, anna, krise, anna, true).await.unwrap_err();
        assert!(is(&as_host, "error-role-host"), "{as_host:?}");
        let carla = test.staff("carla").await;
        let stranger = outbox::set_reading(&test.app, anna, krise, carla, true).await.unwrap_err();
        assert!(is(&stranger, "error-role-not-a-member"), "{stranger:?}");
        let open = test.group(anna, "offen").await;
        outbox::join(&test.app, bert, open).await.unwrap();
        let public = outbox::set_reading(&test.app, anna, open, bert, true).await.unwrap_err();
        assert!(matches!(&public, Error::Conflict(reason) if reason.text == "error-role-public"), "{public:?}");
        let page = host.get("/g/offen/mitglieder").await;
        assert!(!page.body.contains("mitlesen"), "{}", page.body);

        host.get(members).await;
        assert_eq!(host.post(&format!("{here}/mitschreiben"), &[]).await.location(), members);
        test.comment(bert, article, "Wieder da").await.unwrap();
        host.get("/g/krise/protokoll").await.shows(StatusCode::OK, &["Schreibt wieder mit"]);
        outbox::set_reading(&test.app, anna, krise, bert, true).await.unwrap();
        outbox::appoint(&test.app, anna, krise, bert).await.unwrap();
        test.comment(bert, article, "Gastgebend").await.unwrap();
    }
}
