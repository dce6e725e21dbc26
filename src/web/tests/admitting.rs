//! Communities for people of some levels of administration; in a browser without scripts.

use crate::activity::outbox::{self, ProfileDraft};
use crate::actor::CommunityReach;
use crate::error::Error;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::{Browser, Part};
use crate::tests::harness::group;
use crate::text::Handle;
use crate::vetting::Level;
use http::StatusCode;

const EDIT: &str = "/g/krise/bearbeiten";

fn is(error: &Error, text: &str) -> bool {
    match error {
        Error::Invalid(fields) => fields[0].text == text,
        Error::Forbidden(reason) => reason.text == text,
        _ => false,
    }
}

on_both_databases! {
    async fn hosts_say_of_which_levels_people_are_admitted(database: TestDatabase) {
        let test = TestApp::new(database).await;
        // The organisation of the tests is a municipality.
        let (anna, bert) = (test.staff("anna").await, test.staff("bert").await);
        let krise = test.protected_group(anna, "krise").await;
        let (mut host, mut applicant, visitor) =
            (Browser::logged_in(&test, "anna").await, Browser::logged_in(&test, "bert").await, test.browser(anna).await);
        host.get(EDIT).await.shows(StatusCode::OK, &["Wer aufgenommen werden kann", "levels-district", "levels-municipality"]);
        let carla = test.staff("carla").await;
        outbox::ask_to_join(&test.app, carla, krise, "Bitte").await.unwrap();
        let chosen = [Part::Text("name", "Krise"), Part::Text("levels", ""), Part::Text("levels", "district"), Part::Text("levels", "state")];
        assert_eq!(test.send_form(&visitor, EDIT, &chosen).await.status, StatusCode::SEE_OTHER);
        let page = applicant.get("/g/krise").await;
        page.shows(StatusCode::OK, &["Menschen dieser Ebenen:", "Kreis", "Deine Dienststelle (Stadt Essen) gehört zu keiner dieser Ebenen."]);
        assert!(!page.body.contains("name=\"words\""), "{}", page.body);
        let refused = applicant.post("/g/krise/beitreten", &[("words", "Doch")]).await;
        refused.shows(StatusCode::FORBIDDEN, &["Diese Gruppe ist für andere Ebenen der Verwaltung."]);
        let handle = Handle::parse("@bert").unwrap();
        assert!(is(&outbox::invite(&test.app, anna, krise, &handle, "").await.unwrap_err(), "error-invite-level"));
        // Other changes leave it; the host stays though it does not hold for her.
        outbox::change_profile(&test.app, anna, krise, "Krise", "Neu", None, None).await.unwrap();
        assert!(is(&outbox::join(&test.app, bert, krise).await.unwrap_err(), "error-level-not-admitted"));
        host.get("/g/krise/mitglieder").await.shows(StatusCode::OK, &["ANNA"]);

        let late = outbox::admit_applicant(&test.app, anna, krise, carla).await.unwrap_err();
        assert!(matches!(&late, Error::Conflict(reason) if reason.text == "error-invite-level"), "who asked before the rule: {late:?}");

        let none = [Part::Text("name", "Krise"), Part::Text("levels", "")];
        assert_eq!(test.send_form(&visitor, EDIT, &none).await.status, StatusCode::SEE_OTHER);
        applicant.get("/g/krise").await.shows(StatusCode::OK, &["Um Aufnahme bitten"]);
        outbox::join(&test.app, bert, krise).await.unwrap();

        let netz = outbox::create_group(&test.app, anna, group("netz", CommunityReach::Network)).await.unwrap();
        let levels = ProfileDraft { levels: Some(&[Level::Federal]), ..ProfileDraft::new("Netz", "Für den Bund") };
        outbox::change_profile_and_picture(&test.app, anna, netz, levels).await.unwrap();
        assert!(is(&outbox::join(&test.app, bert, netz).await.unwrap_err(), "error-level-not-admitted"), "nor where nobody decides");
    }
}
