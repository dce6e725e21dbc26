//! What hosts ask those who want to come in, and ask back before they decide; in a browser without scripts.

use crate::activity::outbox;
use crate::actor::application::{self, ApplicationState};
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::{Browser, Part};
use http::StatusCode;

const EDIT: &str = "/g/krise/bearbeiten";
const QUESTIONS: &str = "Warum bewegt dich das Thema?\n\n  Was bringst   du ein? \n";

/// Answers to both.
fn answers<'a>(first: &'a str, second: &'a str) -> [(&'static str, &'a str); 4] {
    [("question-1", "Warum bewegt dich das Thema?"), ("answer-1", first), ("question-2", "Was bringst du ein?"), ("answer-2", second)]
}

on_both_databases! {
    async fn questions_are_answered_and_hosts_read_the_answers(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.staff("anna").await, test.staff("bert").await);
        let krise = test.protected_group(anna, "krise").await;
        let (mut host, mut applicant) = (Browser::logged_in(&test, "anna").await, Browser::logged_in(&test, "bert").await);
        let visitor = test.browser(anna).await;
        host.get(EDIT).await.shows(StatusCode::OK, &["Fragen an alle, die dabei sein wollen"]);
        for (typed, wrong) in [
            ("1?\n2?\n3?\n4?\n5?\n6?", "höchstens fünf Fragen"),
            (&*"x".repeat(201), "höchstens 200 Zeichen"),
            ("Warum?\n Warum?", "steht zweimal da"),
        ] {
            let refused = test.send_form(&visitor, EDIT, &[Part::Text("name", "Krise"), Part::Text("questions", typed)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text().contains(wrong), "{}", refused.text());
        }
        let saved = test.send_form(&visitor, EDIT, &[Part::Text("name", "Krise"), Part::Text("questions", QUESTIONS)]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());

        let page = applicant.get("/g/krise").await;
        page.shows(StatusCode::OK, &["Warum bewegt dich das Thema?", "Was bringst du ein?", "Möchtest du noch etwas sagen?"]);
        let refused = applicant.fill("/g/krise/beitreten", &answers(" ", "Zwei <b>Pläne</b>")).await;
        refused.shows(StatusCode::UNPROCESSABLE_ENTITY, &["Beantworte diese Frage.", "Zwei &#60;b&#62;Pläne&#60;/b&#62;"]);
        let long = "x".repeat(1_001);
        applicant.fill("/g/krise/beitreten", &answers("Weil", &long)).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["zu lang"]);
        let none = applicant.fill("/g/krise/beitreten", &[("words", "Bitte")]).await;
        none.shows(StatusCode::UNPROCESSABLE_ENTITY, &["Die Fragen haben sich inzwischen geändert", "Bitte"]);
        assert!(test.app.read(move |conn, _| application::open(conn, krise, 9)).await.unwrap().is_empty(), "nothing was asked yet");

        let sent = applicant.fill("/g/krise/beitreten", &answers("Weil die Brücke fehlt", "Zwei <b>Pläne</b>")).await;
        assert_eq!(sent.location(), "/g/krise");
        applicant.get("/g/krise").await.shows(StatusCode::OK, &["Weil die Brücke fehlt", "Anfrage ist bei den Gastgebenden"]);
        let page = host.get("/g/krise/mitglieder").await;
        page.shows(StatusCode::OK, &["Was bringst du ein?", "Weil die Brücke fehlt", "Zwei &#60;b&#62;Pläne&#60;/b&#62;"]);
        assert!(!page.body.contains("Ohne Begründung angefragt"), "{}", page.body);
        outbox::admit_applicant(&test.app, anna, krise, bert).await.unwrap();
        let kept = test.app.read(move |conn, _| application::find(conn, krise, bert)).await.unwrap().unwrap();
        assert_eq!((kept.words.as_str(), kept.answers.as_str()), ("", "[]"), "and are kept no longer than they are needed");

        // Other changes of the community leave them; without any nothing has to be answered.
        outbox::change_profile(&test.app, anna, krise, "Krise", "Neu", None, None).await.unwrap();
        test.staff("carla").await;
        let mut other = Browser::logged_in(&test, "carla").await;
        other.get("/g/krise").await.shows(StatusCode::OK, &["Was bringst du ein?"]);
        test.send_form(&visitor, EDIT, &[Part::Text("name", "Krise"), Part::Text("questions", "")]).await;
        let changed = other.fill("/g/krise/beitreten", &answers("Weil", "Zeit")).await;
        changed.shows(StatusCode::UNPROCESSABLE_ENTITY, &["Die Fragen haben sich inzwischen geändert"]);
        assert_eq!(other.fill("/g/krise/beitreten", &[]).await.location(), "/g/krise");
    }

    async fn hosts_ask_back_before_they_decide(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.staff("anna").await, test.staff("bert").await);
        let krise = test.protected_group(anna, "krise").await;
        let (mut host, mut applicant) = (Browser::logged_in(&test, "anna").await, Browser::logged_in(&test, "bert").await);
        applicant.fill("/g/krise/beitreten", &[("words", "Bitte")]).await;
        let ask = format!("/g/krise/mitglieder/{bert}/rueckfrage");
        assert_eq!(applicant.post(&ask, &[("question", "Warum?")]).await.status, StatusCode::FORBIDDEN);
        host.get("/g/krise/mitglieder").await;
        host.submit(&ask, &[("question", " ")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["Schreibe, was du wissen möchtest."]);
        assert_eq!(host.submit(&ask, &[("question", "Für welche Stadt?")]).await.location(), "/g/krise/mitglieder");
        host.get("/g/krise/mitglieder").await.shows(StatusCode::OK, &["Nachgefragt: Für welche Stadt?"]);
        applicant.get("/mitteilungen").await.shows(StatusCode::OK, &["möchte noch etwas wissen, bevor du aufgenommen wirst"]);
        let page = applicant.get("/g/krise").await;
        page.shows(StatusCode::OK, &["Für welche Stadt?", "\nBitte</textarea>"]);
        assert!(!page.body.contains("Anfrage ist bei den Gastgebenden"), "it is her turn: {}", page.body);
        let sent = applicant.fill("/g/krise/beitreten", &[("words", "Bitte, für Essen")]).await;
        assert_eq!(sent.location(), "/g/krise");
        assert!(!applicant.get("/g/krise").await.body.contains("Für welche Stadt?"));
        let page = host.get("/g/krise/mitglieder").await;
        page.shows(StatusCode::OK, &["Bitte, für Essen"]);
        assert!(!page.body.contains("Nachgefragt:"), "{}", page.body);
        host.submit(&format!("/g/krise/mitglieder/{bert}/aufnehmen"), &[]).await;
        assert_eq!(host.post(&ask, &[("question", "Noch etwas?")]).await.location(), "/g/krise/mitglieder");
        host.get("/g/krise/mitglieder").await.shows(StatusCode::OK, &["schon entschieden oder zurückgezogen"]);
        let known = test.app.read(move |conn, _| application::find(conn, krise, bert)).await.unwrap().unwrap();
        assert_eq!((known.state, known.reason.as_str()), (ApplicationState::Accepted, ""));
    }
}
