//! Communities whose members alone read what is in them: founding, asking, deciding and reading, in a browser without scripts.

use crate::actor::application::ApplicationState;
use crate::actor::{self, application};
use crate::app::App;
use crate::on_both_databases;
use crate::store::Conn;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::vetting;
use http::StatusCode;
use std::collections::BTreeMap;
use std::time::Duration;

/// A protected community of Anna's with one post.
async fn founded(test: &TestApp) -> Browser {
    let mut anna = Browser::logged_in(test, "anna").await;
    let fields = [("name", "Krisenstab"), ("handle", "krise"), ("purpose", "Für Stäbe"), ("reach", "closed")];
    assert_eq!(anna.submit("/gruppen/neu", &fields).await.location(), "/g/krise");
    anna.get("/g/krise/neu")
        .await
        .shows(StatusCode::OK, &["Sehen können das: ein Mensch auf dieser Instanz: die Mitglieder dieser Gruppe"]);
    anna.submit("/g/krise/neu", &[("title", "Lage am Montag"), ("text", "Die Brücke ist gesperrt.")]).await;
    anna
}

on_both_databases! {
    async fn whoever_founds_says_who_may_read(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let id = test.person("anna").await;
        let mut anna = Browser::logged_in(&test, "anna").await;
        let fields = [("name", "Krisenstab"), ("handle", "krise"), ("purpose", "Für Stäbe"), ("reach", "closed")];
        let refused = anna.submit("/gruppen/neu", &fields).await;
        refused.shows(StatusCode::UNPROCESSABLE_ENTITY, &["für wen eine Organisation einsteht", "value=\"krise\""]);
        test.vouch(id).await;
        let page = anna.get("/gruppen/neu").await;
        page.shows(StatusCode::OK, &["Wer soll das lesen können?", "Nur aufgenommene Mitglieder"]);
        for reach in ["", "geheim", "alle"] {
            let fields = [("name", "Krisenstab"), ("handle", "krise"), ("purpose", "Für Stäbe"), ("reach", reach)];
            let missing = anna.submit("/gruppen/neu", &fields).await;
            missing.shows(StatusCode::UNPROCESSABLE_ENTITY, &["Wähle, wer die Gruppe lesen kann.", "value=\"krise\""]);
        }
    }

    async fn outsiders_see_what_it_is_for_and_nothing_of_what_is_in_it(database: TestDatabase) {
        let test = TestApp::new(database).await;
        for name in ["anna", "bert"] {
            test.staff(name).await;
        }
        test.admin("chef").await;
        let mut anna = founded(&test).await;
        anna.get("/g/krise").await.shows(StatusCode::OK, &["Lage am Montag", "Geschützt", "ein Mitglied"]);
        anna.get("/").await.shows(StatusCode::OK, &["Lage am Montag"]);
        for who in [None, Some("bert"), Some("chef")] {
            let mut other = match who {
                Some(name) => Browser::logged_in(&test, name).await,
                None => Browser::new(&test),
            };
            let page = other.get("/g/krise").await;
            page.shows(StatusCode::OK, &["Krisenstab", "Für Stäbe", "Nur für Mitglieder"]);
            for hidden in ["Lage am Montag", "ein Mitglied", "ANNA", "feed.atom"] {
                assert!(!page.body.contains(hidden), "{who:?} sees {hidden}: {}", page.body);
            }
            for path in ["/", "/gruppen", "/suche?q=montag", "/@anna"] {
                let page = other.get(path).await;
                assert!(!page.body.contains("Lage am Montag"), "{who:?} at {path}: {}", page.body);
            }
            assert_eq!(other.get("/g/krise/feed.atom").await.status, StatusCode::NOT_FOUND);
            let members = other.get("/g/krise/mitglieder").await;
            assert!(!members.body.contains("@anna"), "{who:?}: {}", members.body);
        }
    }

    async fn hosts_decide_who_comes_in_and_say_why_not(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let mut ids = Vec::new();
        for name in ["anna", "bert", "carla"] {
            ids.push(test.staff(name).await);
        }
        let mut anna = founded(&test).await;
        let (mut bert, mut carla) = (Browser::logged_in(&test, "bert").await, Browser::logged_in(&test, "carla").await);
        bert.fill("/g/krise/beitreten", &[("words", "Ich leite <b>den</b> Stab & mehr.")]).await;
        bert.get("/g/krise").await.shows(StatusCode::OK, &["Deine Anfrage ist bei den Gastgebenden", "Ich leite &#60;b&#62;den&#60;/b&#62; Stab &#38; mehr."]);
        carla.fill("/g/krise/beitreten", &[("words", "")]).await;
        anna.get("/mitteilungen").await.shows(StatusCode::OK, &["haben um Aufnahme gebeten", "/g/krise/mitglieder"]);
        anna.get("/g/krise").await.shows(StatusCode::OK, &["2 Anfragen"]);
        let page = anna.get("/g/krise/mitglieder").await;
        page.shows(StatusCode::OK, &["2 Anfragen", "Ich leite &#60;b&#62;den&#60;/b&#62; Stab &#38; mehr.", "Ohne Begründung angefragt."]);
        assert!(!bert.get("/g/krise/mitglieder").await.body.contains("Ohne Begründung"), "applicants do not see each other");

        let admit = format!("/g/krise/mitglieder/{}/aufnehmen", ids[1]);
        assert_eq!(bert.post(&admit, &[]).await.status, StatusCode::FORBIDDEN, "nobody lets herself in");
        assert_eq!(anna.post(&admit, &[]).await.location(), "/g/krise/mitglieder");
        bert.get("/g/krise").await.shows(StatusCode::OK, &["Lage am Montag"]);
        bert.get("/mitteilungen").await.shows(StatusCode::OK, &["Krisenstab"]);
        anna.post(&admit, &[]).await;
        anna.get("/g/krise/mitglieder").await.shows(StatusCode::OK, &["schon entschieden oder zurückgezogen"]);

        let decline = format!("/g/krise/mitglieder/{}/ablehnen", ids[2]);
        let unexplained = anna.post(&decline, &[("reason", " ")]).await;
        unexplained.shows(StatusCode::UNPROCESSABLE_ENTITY, &["Ohne Begründung angefragt."]);
        anna.post(&decline, &[("reason", "Nur für Stäbe")]).await;
        carla.get("/g/krise").await.shows(StatusCode::OK, &["abgelehnt", "Nur für Stäbe", "Um Aufnahme bitten"]);
        carla.fill("/g/krise/beitreten", &[("words", "Doch, ich bin im Stab.")]).await;
        carla.fill("/g/krise/verlassen", &[]).await;
        let declined = ids[2];
        let known = test.app.read(move |conn, app| {
            let group = actor::model::group_by_handle(conn, "krise", app.urls.host())?.unwrap();
            application::find(conn, group.id, declined)
        });
        let known = known.await.unwrap().unwrap();
        assert_eq!(known.state, ApplicationState::Withdrawn);
        assert!(!anna.get("/g/krise/mitglieder").await.body.contains("Doch, ich bin im Stab."));

        bert.fill("/g/krise/verlassen", &[]).await;
        let left = bert.get("/g/krise").await;
        assert!(!left.body.contains("Lage am Montag"), "{}", left.body);
    }

    async fn only_whom_an_organisation_vouches_for_comes_in_and_stays(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.staff("anna").await;
        let mut ids = BTreeMap::new();
        for name in ["bert", "carla"] {
            ids.insert(name, test.person(name).await);
        }
        let mut anna = founded(&test).await;
        let mut bert = Browser::logged_in(&test, "bert").await;
        let page = bert.get("/g/krise").await;
        page.shows(StatusCode::OK, &["Für dich steht noch keine Organisation ein", "/ich/dienststelle"]);
        assert!(!page.body.contains("name=\"words\""), "{}", page.body);
        let refused = bert.post("/g/krise/beitreten", &[("words", "Doch!")]).await;
        refused.shows(StatusCode::FORBIDDEN, &["Bestätige zuerst deine Dienststelle"]);
        assert!(!anna.get("/g/krise/mitglieder").await.body.contains("Doch!"));

        let (organisation, vouching) = test.vouch(ids["bert"]).await;
        bert.get("/g/krise").await.shows(StatusCode::OK, &["Stadt Essen, von Hand geprüft", "name=\"words\""]);
        bert.fill("/g/krise/beitreten", &[("words", "Ich leite den Stab.")]).await;
        anna.get("/g/krise/mitglieder").await.shows(StatusCode::OK, &["Ich leite den Stab.", "Stadt Essen"]);
        let admit = format!("/g/krise/mitglieder/{}/aufnehmen", ids["bert"]);
        let withdraw = move |conn: &mut Conn, app: &App| vetting::withdraw(conn, app, None, organisation, vouching, "gewechselt").map(drop);
        test.app.write(withdraw).await.unwrap();
        let too_late = anna.post(&admit, &[]).await;
        too_late.shows(StatusCode::CONFLICT, &["Für diese Person steht keine Organisation mehr ein"]);
        let (organisation, _) = test.vouch(ids["bert"]).await;
        assert_eq!(anna.post(&admit, &[]).await.location(), "/g/krise/mitglieder");
        bert.get("/g/krise").await.shows(StatusCode::OK, &["Lage am Montag"]);

        test.app.write(move |conn, app| vetting::withdraw_all(conn, app, None, organisation, "aufgelöst").map(drop)).await.unwrap();
        let rests = bert.get("/g/krise").await;
        rests.shows(StatusCode::OK, &["Mitgliedschaft ruht", "Für dich steht gerade keine Organisation ein"]);
        assert!(!rests.body.contains("Lage am Montag"), "{}", rests.body);
        assert!(!bert.get("/").await.body.contains("Lage am Montag"));
        assert_eq!(bert.get("/g/krise/neu").await.status, StatusCode::FORBIDDEN);
        test.vouch(ids["bert"]).await;
        bert.get("/g/krise").await.shows(StatusCode::OK, &["Lage am Montag"]);
    }

    async fn hosts_hear_that_nobody_vouches_for_a_member_any_more(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.staff("anna").await;
        let bert = test.staff("bert").await;
        let mut anna = founded(&test).await;
        Browser::logged_in(&test, "bert").await.fill("/g/krise/beitreten", &[("words", "")]).await;
        anna.post(&format!("/g/krise/mitglieder/{bert}/aufnehmen"), &[]).await;
        while crate::instance::run_due(&test.app).await.unwrap() > 0 {};
        assert!(!anna.get("/mitteilungen").await.body.contains("steht keine Organisation mehr ein"));
        // A year goes by, in which he does not confirm it again.
        test.clock.advance(Duration::from_secs(366 * 24 * 3_600));
        let anna_again = test.app.read(|conn, app| Ok(actor::model::by_handle(conn, "anna", app.urls.host())?.unwrap().id)).await.unwrap();
        test.vouch(anna_again).await;
        while crate::instance::run_due(&test.app).await.unwrap() > 0 {};
        let mut anna = Browser::logged_in(&test, "anna").await;
        let told = anna.get("/mitteilungen").await;
        told.shows(StatusCode::OK, &["Für BERT steht keine Organisation mehr ein", "/g/krise/mitglieder"]);
        let mut bert = Browser::logged_in(&test, "bert").await;
        assert!(!bert.get("/g/krise").await.body.contains("Lage am Montag"));
    }
}
