//! Guests: taken in by an organisation until a day, marked everywhere, and let in only where guests are admitted.

use crate::activity::outbox::{self, ProfileDraft};
use crate::actor::CommunityReach;
use crate::actor::member;
use crate::error::Error;
use crate::instance;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::{Browser, Part};
use crate::tests::harness::group;
use crate::text::Handle;
use http::StatusCode;
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 3_600);

/// Takes somebody in as a guest until Christmas.
async fn receive(test: &TestApp, organisation: i64, who: &str) {
    let mut vera = Browser::logged_in(test, "vera").await;
    let page = format!("/organisation/{organisation}");
    vera.get(&page).await;
    let answer = vera.post(&format!("{page}/gaeste"), &[("guest", who), ("until", "2026-12-24")]).await;
    assert_eq!(answer.location(), page, "{}", answer.body);
    vera.get(&page).await.shows(StatusCode::OK, &["Die Person ist jetzt Gast der Organisation.", "als Gast (VERA)"]);
}

async fn is_member(test: &TestApp, group: i64, person: i64) -> bool {
    test.app.read(move |conn, _| member::role(conn, group, person)).await.unwrap().is_some()
}

on_both_databases! {
    async fn an_organisation_takes_guests_in_until_a_day(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.admin("vera").await;
        let (anna, gast) = (test.person("anna").await, test.person("gast").await);
        let (organisation, _) = test.vouch(anna).await;
        let page = format!("/organisation/{organisation}");
        let mut vera = Browser::logged_in(&test, "vera").await;
        vera.get(&page).await.shows(StatusCode::OK, &["Als Gast aufnehmen", "type=\"date\""]);
        for (guest, until, says) in [
            ("gast", "", "href=\"#until\""),
            ("gast", "morgen", "href=\"#until\""),
            ("gast", "2026-11-20", "Wähle einen Tag, der noch kommt"),
            ("gast", "2027-11-23", "nicht länger als ein Jahr"),
            ("niemand", "2026-12-24", "href=\"#guest\""),
            ("vera", "2026-12-24", "href=\"#guest\""),
            ("anna", "2026-12-24", "Für diese Person steht schon jemand als Beschäftigte ein."),
        ] {
            vera.get(&page).await;
            let again = vera.post(&format!("{page}/gaeste"), &[("guest", guest), ("until", until)]).await;
            again.shows(StatusCode::UNPROCESSABLE_ENTITY, &[says, &format!("value=\"{guest}\"")]);
        }
        let mut anna_in = Browser::logged_in(&test, "anna").await;
        anna_in.get("/gruppen").await;
        let not_hers = anna_in.post(&format!("{page}/gaeste"), &[("guest", "gast"), ("until", "2026-12-24")]).await;
        assert_eq!(not_hers.status, StatusCode::NOT_FOUND);

        receive(&test, organisation, "gast").await;
        Browser::new(&test).get("/@gast").await.shows(StatusCode::OK, &["Stadt Essen, als Gast"]);
        let mut guest = Browser::logged_in(&test, "gast").await;
        guest.get("/mitteilungen").await.shows(StatusCode::OK, &["Eine Organisation hat dich als Gast aufgenommen", "Stadt Essen"]);
        guest.get("/ich/dienststelle").await.shows(StatusCode::OK, &["als Gast", "24. Dezember 2026"]);
        let draft = group("eigene", CommunityReach::Closed);
        let refused = outbox::create_group(&test.app, gast, draft).await.unwrap_err();
        assert!(matches!(&refused, Error::Invalid(fields) if fields[0].text == "error-guest"), "{refused:?}");
    }

    async fn guests_come_in_where_guests_are_admitted_and_only_until_then(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.admin("vera").await;
        let (anna, gast) = (test.person("anna").await, test.person("gast").await);
        let (organisation, _) = test.vouch(anna).await;
        receive(&test, organisation, "gast").await;
        let krise = test.protected_group(anna, "krise").await;
        let netz = outbox::create_group(&test.app, anna, group("netz", CommunityReach::Network)).await.unwrap();
        let haus = outbox::create_group(&test.app, anna, group("haus", CommunityReach::Local)).await.unwrap();
        let mut guest = Browser::logged_in(&test, "gast").await;
        for place in ["/g/krise", "/g/netz", "/g/haus"] {
            let page = guest.get(place).await;
            page.shows(StatusCode::OK, &["Du bist hier Gast (Stadt Essen)."]);
            assert!(!page.body.contains("/beitreten\""), "{}", page.body);
            let refused = guest.post(&format!("{place}/beitreten"), &[]).await;
            refused.shows(StatusCode::FORBIDDEN, &["Diese Gruppe nimmt keine Gäste auf."]);
        }
        let handle = Handle::parse("@gast").unwrap();
        let invited = outbox::invite(&test.app, anna, krise, &handle, "").await.unwrap_err();
        assert!(matches!(&invited, Error::Invalid(fields) if fields[0].text == "error-invite-guest"), "{invited:?}");

        let host = test.browser(anna).await;
        for (place, levels) in [("krise", "district"), ("netz", ""), ("haus", "")] {
            let chosen = [Part::Text("name", place), Part::Text("levels", ""), Part::Text("levels", levels), Part::Text("guests", "on")];
            assert_eq!(test.send_form(&host, &format!("/g/{place}/bearbeiten"), &chosen).await.status, StatusCode::SEE_OTHER);
        }
        outbox::change_profile(&test.app, anna, krise, "Krise", "Neu", None, None).await.unwrap();
        guest.get("/g/krise").await.shows(StatusCode::OK, &["Auch Gäste werden aufgenommen.", "Um Aufnahme bitten"]);
        guest.get("/g/netz").await.shows(StatusCode::OK, &["Um Aufnahme bitten"]);
        let here = guest.get("/g/haus").await;
        assert!(!here.body.contains("/beitreten\""), "what is for this house alone guests are invited into: {}", here.body);
        assert_eq!(guest.post("/g/haus/beitreten", &[]).await.status, StatusCode::FORBIDDEN);
        for place in [krise, netz] {
            outbox::ask_to_join(&test.app, gast, place, "Bitte").await.unwrap();
            assert!(!is_member(&test, place, gast).await, "hosts decide about every guest");
            outbox::admit_applicant(&test.app, anna, place, gast).await.unwrap();
            assert!(is_member(&test, place, gast).await);
        }
        outbox::invite(&test.app, anna, haus, &handle, "").await.unwrap();
        outbox::join(&test.app, gast, haus).await.unwrap();
        assert!(is_member(&test, haus, gast).await);

        let article = test.article(anna, Some(krise), "Lage", crate::object::Reach::Public).await;
        guest.get(&format!("/b/{article}")).await.shows(StatusCode::OK, &["Lage"]);
        let members = guest.get("/g/krise/mitglieder").await;
        members.shows(StatusCode::OK, &["Gast: Stadt Essen"]);
        Browser::logged_in(&test, "anna").await.get("/g/krise/neu").await.shows(StatusCode::OK, &["darunter ein Gast"]);
        let appointed = outbox::appoint(&test.app, anna, krise, gast).await.unwrap_err();
        assert!(matches!(&appointed, Error::Conflict(reason) if reason.text == "error-guest"), "{appointed:?}");

        test.clock.advance(DAY * 40);
        instance::run_due(&test.app).await.unwrap();
        assert!(!is_member(&test, krise, gast).await, "the last day is over");
        let mut guest = Browser::logged_in(&test, "gast").await;
        assert_eq!(guest.get(&format!("/b/{article}")).await.status, StatusCode::NOT_FOUND);
    }

    async fn staff_who_become_guests_read_only_what_is_open_to_guests(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.admin("vera").await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let (organisation, _) = test.vouch(anna).await;
        let (_, vouching) = test.vouch(bert).await;
        let (krise, offen, leitung) =
            (test.protected_group(anna, "krise").await, test.protected_group(anna, "offen").await, test.protected_group(anna, "leitung").await);
        for place in [krise, offen, leitung] {
            outbox::ask_to_join(&test.app, bert, place, "Bitte").await.unwrap();
            outbox::admit_applicant(&test.app, anna, place, bert).await.unwrap();
        }
        outbox::appoint(&test.app, anna, leitung, bert).await.unwrap();
        for place in [offen, leitung] {
            let guests = ProfileDraft { guests: Some(true), ..ProfileDraft::new("Offen", "Auch für Gäste") };
            outbox::change_profile_and_picture(&test.app, anna, place, guests).await.unwrap();
        }
        let work = move |conn: &mut crate::store::Conn, app: &crate::app::App| {
            crate::vetting::withdraw(conn, app, Some(anna), organisation, vouching, "Wechselt").map(drop)
        };
        test.app.write(work).await.unwrap();
        receive(&test, organisation, "bert").await;
        assert!(is_member(&test, offen, bert).await);
        assert!(!is_member(&test, krise, bert).await, "no guests there");
        assert!(!is_member(&test, leitung, bert).await, "no guest decides who reads");
        let page = Browser::logged_in(&test, "anna").await.get("/g/krise/mitglieder").await;
        page.shows(StatusCode::OK, &["Ruhende Mitgliedschaften", "BERT", "Gast: Stadt Essen"]);

        test.vouch(bert).await;
        assert!(is_member(&test, krise, bert).await && is_member(&test, leitung, bert).await, "staff again");
    }
}
