//! Hosts narrow who gets into their community; in a browser without scripts.

use crate::activity::outbox;
use crate::actor::{self, CommunityReach};
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::tests::harness::group;
use http::StatusCode;

const EDIT: &str = "/g/netz/bearbeiten";
const NARROW: &str = "/g/netz/eingrenzen";

async fn reach(test: &TestApp, id: i64) -> CommunityReach {
    test.app.read(move |conn, _| actor::model::find(conn, id)).await.unwrap().reach
}

on_both_databases! {
    async fn a_community_lets_fewer_people_in_and_never_more_again(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.staff("anna").await, test.staff("bert").await);
        test.staff("carla").await;
        let netz = outbox::create_group(&test.app, anna, group("netz", CommunityReach::Network)).await.unwrap();
        outbox::join(&test.app, bert, netz).await.unwrap();
        let (mut host, mut member, mut stranger) =
            (Browser::logged_in(&test, "anna").await, Browser::logged_in(&test, "bert").await, Browser::logged_in(&test, "carla").await);
        stranger.get("/g/netz").await.shows(StatusCode::OK, &[">Beitreten<"]);
        host.get(EDIT).await.shows(StatusCode::OK, &["Weniger Menschen hereinlassen", "value=\"closed\"", "value=\"secret\"", "value=\"local\""]);
        host.submit(NARROW, &[]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["Wähle, wer die Gruppe von jetzt an lesen kann."]);
        for wrong in ["public", "network", "weit"] {
            assert_eq!(host.submit(NARROW, &[("reach", wrong), ("sure", "on")]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        assert_eq!(member.post(NARROW, &[("reach", "closed")]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(reach(&test, netz).await, CommunityReach::Network);

        host.submit(NARROW, &[("reach", "closed")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#sure\""]);
        assert_eq!(reach(&test, netz).await, CommunityReach::Network);
        host.get(EDIT).await;
        assert_eq!(host.submit(NARROW, &[("reach", "closed"), ("sure", "on")]).await.location(), "/g/netz");
        host.get("/g/netz").await.shows(StatusCode::OK, &["Die Gruppe ist jetzt enger gezogen."]);
        stranger.get("/g/netz").await.shows(StatusCode::OK, &["Um Aufnahme bitten"]);
        stranger.fill("/g/netz/beitreten", &[("words", "Bitte")]).await;
        let again = host.get(EDIT).await;
        again.shows(StatusCode::OK, &["value=\"secret\""]);
        assert!(!again.body.contains("value=\"local\"") && !again.body.contains("value=\"network\""), "{}", again.body);
        assert_eq!(host.submit(NARROW, &[("reach", "local"), ("sure", "on")]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "here all could come in then");

        host.get(EDIT).await;
        host.submit(NARROW, &[("reach", "secret"), ("sure", "on")]).await;
        assert_eq!(Browser::new(&test).get("/g/netz").await.status, StatusCode::NOT_FOUND, "for others it is gone");
        stranger.get("/g/netz").await.shows(StatusCode::OK, &["Deine Anfrage ist bei den Gastgebenden"]);
        assert_eq!(stranger.fill("/g/netz/beitreten", &[("words", "Bitte sehr")]).await.location(), "/g/netz", "she asked before");
        host.get("/g/netz/mitglieder").await.shows(StatusCode::OK, &["Bitte sehr"]);
        member.get("/g/netz").await.shows(StatusCode::OK, &["Gruppe netz", "Beiträge"]);
        assert!(!host.get(EDIT).await.body.contains("Weniger Menschen hereinlassen"), "there is nothing narrower");
        assert_eq!(reach(&test, netz).await, CommunityReach::Secret);
    }
}
