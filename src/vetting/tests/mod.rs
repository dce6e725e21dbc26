//! Who counts as staff, for whom, how long, and who says so.

mod assertion;
mod pages;

use super::organisation::{self, Draft};
use super::{Evidence, Method, Vouched};
use crate::actor::{self, account};
use crate::administration::log::{self, Deed};
use crate::error::{Error, Result};
use crate::instance;
use crate::notification::{self, NotificationKind};
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::access::{account as login, with_mail};
use crate::vetting;
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 3_600);

pub(super) fn essen() -> Draft {
    let text = |text: &str| text.to_owned();
    Draft { name: text("Stadt Essen"), level: text("municipality"), official_key: text("05113000"), domains: text("essen.de") }
}

pub(super) async fn add(test: &TestApp, draft: Draft) -> Result<i64> {
    test.app.write(move |conn, app| organisation::save(conn, app, None, None, &draft)).await
}

pub(super) async fn current(test: &TestApp, person: i64) -> Option<Vouched> {
    test.app.read(move |conn, app| vetting::current(conn, person, app.now())).await.unwrap()
}

pub(super) async fn vouch(test: &TestApp, person: i64, organisation: i64, evidence: Evidence) -> Result<i64> {
    test.app.write(move |conn, app| Ok(vetting::vouch(conn, app, person, organisation, evidence)?.id)).await
}

async fn staff(test: &TestApp, organisation: i64) -> Vec<i64> {
    let staff = test.app.read(move |conn, app| vetting::staff_of(conn, organisation, app.now())).await.unwrap();
    staff.into_iter().map(|staff| staff.person.id).collect()
}

fn by_address(address: &str) -> Evidence {
    Evidence::Address(address.to_owned())
}

/// The field and the text of what is wrong.
fn wrong<T>(result: Result<T>) -> Vec<(&'static str, &'static str)> {
    match result {
        Err(Error::Invalid(errors)) => errors.into_iter().map(|error| (error.field, error.text)).collect(),
        Err(Error::Conflict(reason)) => vec![("", reason.text)],
        Err(error) => panic!("{error}"),
        Ok(_) => Vec::new(),
    }
}

on_both_databases! {
    async fn records_of_organisations_are_checked(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let id = add(&test, Draft { domains: " Essen.DE.\n@jobcenter.essen.de; MÜLLER.example ".to_owned(), ..essen() }).await.unwrap();
        let domains = test.app.read(move |conn, _| organisation::domains(conn, id)).await.unwrap();
        assert_eq!(domains, ["essen.de", "jobcenter.essen.de", "xn--mller-kva.example"]);
        let other = |draft: Draft| add(&test, draft);
        for (draft, expected) in [
            (Draft { name: " \n".to_owned(), ..essen() }, ("name", "error-organisation-name")),
            (Draft { level: "galaxy".to_owned(), ..essen() }, ("level", "error-organisation-level")),
            (Draft { official_key: "0511300".to_owned(), ..essen() }, ("key", "error-organisation-key")),
            (Draft { domains: "de".to_owned(), ..essen() }, ("domains", "error-organisation-domain")),
            (Draft { domains: "kim@essen.de".to_owned(), ..essen() }, ("domains", "error-organisation-domain")),
            (Draft { domains: "127.0.0.1".to_owned(), ..essen() }, ("domains", "error-organisation-domain")),
            (Draft { domains: "https://essen.de/".to_owned(), ..essen() }, ("domains", "error-organisation-domain")),
            (Draft { domains: (0..101).map(|number| format!("a{number}.example ")).collect(), ..essen() }, ("domains", "error-organisation-domains-many")),
            (Draft { domains: "frei.example müller.EXAMPLE".to_owned(), ..essen() }, ("domains", "error-organisation-domain-taken")),
        ] {
            assert_eq!(wrong(other(draft.clone()).await), [expected], "{draft:?}");
        }
        let all = test.app.read(|conn, app| organisation::list(conn, app.now())).await.unwrap();
        assert_eq!(all.len(), 1, "what was refused left nothing");
        // Its own domains are no obstacle to itself.
        test.app.write(move |conn, app| organisation::save(conn, app, None, Some(id), &Draft { name: "Essen".to_owned(), ..essen() })).await.unwrap();
        let found = test.app.read(move |conn, _| organisation::find(conn, id)).await.unwrap();
        assert_eq!((found.name.as_str(), found.updated_at), ("Essen", Some(test.app.now())));
        assert!(matches!(test.app.write(|conn, app| organisation::save(conn, app, None, Some(7), &essen())).await, Err(Error::NotFound)));
    }

    async fn addresses_belong_to_the_nearest_domain_above(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let city = add(&test, essen()).await.unwrap();
        let office = add(&test, Draft { name: "Jobcenter".to_owned(), domains: "jobcenter.essen.de".to_owned(), ..essen() }).await.unwrap();
        for (domain, expected) in [
            ("essen.de", Some(city)), ("ESSEN.de.", Some(city)), ("stadt.essen.de", Some(city)), ("a.b.essen.de", Some(city)),
            ("jobcenter.essen.de", Some(office)), ("x.jobcenter.essen.de", Some(office)),
            ("notessen.de", None), ("essen.de.evil.example", None), ("de", None), ("gmx.de", None), ("", None), ("127.0.0.1", None),
        ] {
            let found = test.app.read(move |conn, _| organisation::of_domain(conn, domain)).await.unwrap();
            assert_eq!(found.map(|found| found.id), expected, "{domain}");
        }
    }

    async fn one_vouching_counts_and_the_newest_wins(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert, vera) = (test.person("anna").await, test.person("bert").await, test.admin("vera").await);
        let city = add(&test, essen()).await.unwrap();
        let district = add(&test, Draft { name: "Kreis Unna".to_owned(), level: "district".to_owned(), official_key: "05978".to_owned(), domains: String::new() }).await.unwrap();
        assert_eq!(current(&test, anna).await, None);
        vouch(&test, anna, city, by_address("anna@essen.de")).await.unwrap();
        let now = current(&test, anna).await.unwrap();
        assert_eq!((now.organisation.as_str(), now.method, now.organisation_id, now.host), ("Stadt Essen", Method::EmailDomain, Some(city), None));
        assert_eq!(now.valid_until.since(now.verified_at), 365 * DAY);
        assert_eq!(wrong(vouch(&test, bert, city, by_address("anna@essen.de")).await), [("", "error-work-address-taken")]);
        assert_eq!(current(&test, bert).await, None, "no half state");

        vouch(&test, anna, district, Evidence::Word(Some(vera))).await.unwrap();
        assert_eq!(current(&test, anna).await.unwrap().organisation, "Kreis Unna");
        assert_eq!((staff(&test, city).await, staff(&test, district).await), (vec![], vec![anna]));
        let history = test.app.read(move |conn, _| vetting::history(conn, anna)).await.unwrap();
        assert_eq!(history.iter().map(|(row, _)| row.withdrawn_at.is_some()).collect::<Vec<_>>(), [false, true]);
        // She let go of the address.
        vouch(&test, bert, city, by_address("anna@essen.de")).await.unwrap();

        // What ran out holds no address.
        test.clock.advance(365 * DAY);
        assert_eq!((current(&test, anna).await, current(&test, bert).await), (None, None));
        vouch(&test, anna, city, by_address("anna@essen.de")).await.unwrap();
        assert_eq!(staff(&test, city).await, [anna]);
        assert!(matches!(vouch(&test, anna, 7, Evidence::Word(None)).await, Err(Error::NotFound)));
        let group = test.group(anna, "bauen").await;
        assert_eq!(wrong(vouch(&test, group, city, Evidence::Word(None)).await), [("", "error-vouching-person")]);
    }

    async fn a_closed_login_is_nobodys_staff(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        let city = add(&test, essen()).await.unwrap();
        vouch(&test, anna, city, Evidence::Word(None)).await.unwrap();
        let id = login(&test, "anna").await.id;
        test.app.write(move |conn, app| account::close(conn, id, app.now())).await.unwrap();
        assert_eq!((current(&test, anna).await, staff(&test, city).await), (None, vec![]));
        assert_eq!(wrong(vouch(&test, anna, city, Evidence::Word(None)).await), [("", "error-vouching-person")]);
        test.app.write(move |conn, _| account::reopen(conn, id)).await.unwrap();
        assert!(current(&test, anna).await.is_some());
    }

    async fn withdrawing_is_one_step_and_can_be_undone(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert, vera) = (test.person("anna").await, test.person("bert").await, test.admin("vera").await);
        let (city, other) = (add(&test, essen()).await.unwrap(), add(&test, Draft { domains: String::new(), ..essen() }).await.unwrap());
        let of_anna = vouch(&test, anna, city, by_address("anna@essen.de")).await.unwrap();
        vouch(&test, bert, city, Evidence::Word(Some(vera))).await.unwrap();
        vouch(&test, vera, other, Evidence::Word(Some(vera))).await.unwrap();
        let withdraw = |organisation: i64, reason: &'static str| test.app.write(move |conn, app| vetting::withdraw(conn, app, Some(vera), organisation, of_anna, reason));
        assert_eq!(wrong(withdraw(city, " ").await), [("reason", "error-vouching-reason")]);
        assert!(matches!(withdraw(other, "Falsche Stelle").await, Err(Error::NotFound)));
        assert_eq!(withdraw(city, "Arbeitet nicht mehr hier").await.unwrap().id, anna);
        assert_eq!(wrong(withdraw(city, "Noch einmal").await), [("", "error-vouching-over")]);
        assert_eq!((current(&test, anna).await, staff(&test, city).await), (None, vec![bert]));

        let all = |reason: &'static str| test.app.write(move |conn, app| vetting::withdraw_all(conn, app, Some(vera), city, reason));
        assert_eq!(wrong(all("").await), [("reason", "error-vouching-reason")]);
        let undo = || async {
            let last = test.app.read(move |conn, app| vetting::withdrawals(conn, city, app.now())).await.unwrap();
            let last = last.first().map_or(0, |last| last.id);
            test.app.write(move |conn, app| vetting::restore(conn, app, Some(vera), city, last)).await
        };
        assert_eq!(undo().await.unwrap(), [anna]);
        assert_eq!(all("Die Stadt verlässt das Netz").await.unwrap(), [anna, bert]);
        assert_eq!((staff(&test, city).await, staff(&test, other).await), (vec![], vec![vera]));
        // Anna is somewhere else by now: she stays there.
        vouch(&test, anna, other, Evidence::Word(Some(vera))).await.unwrap();
        assert_eq!(undo().await.unwrap(), [bert]);
        assert_eq!((staff(&test, city).await, current(&test, anna).await.unwrap().organisation_id), (vec![bert], Some(other)));
        assert_eq!(wrong(undo().await), [("", "error-withdrawal-over")]);
        all("Endgültig").await.unwrap();
        test.clock.advance(8 * DAY);
        assert_eq!(wrong(undo().await), [("", "error-withdrawal-over")]);

        let noted: Vec<(Deed, String)> = test.app.read(|conn, _| log::list(conn, i64::MAX, 50)).await.unwrap().into_iter().map(|row| (row.deed, row.about)).collect();
        for expected in [(Deed::OrganisationAdded, "Stadt Essen"), (Deed::Vouched, "anna, Stadt Essen"), (Deed::VouchingWithdrawn, "anna, Stadt Essen"), (Deed::AllVouchingsWithdrawn, "Stadt Essen"), (Deed::WithdrawalUndone, "bert, Stadt Essen")] {
            assert!(noted.iter().any(|(deed, about)| (*deed, about.as_str()) == expected), "{expected:?} is not in {noted:?}");
        }
    }

    async fn thirty_days_before_its_end_the_person_is_told(database: TestDatabase) {
        let (test, mailbox) = with_mail(database).await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let city = add(&test, essen()).await.unwrap();
        let id = login(&test, "anna").await.id;
        test.app.write(move |conn, _| account::set_email(conn, id, Some("anna@example.org"))).await.unwrap();
        vouch(&test, anna, city, Evidence::Word(None)).await.unwrap();
        vouch(&test, bert, city, Evidence::Word(None)).await.unwrap();
        test.clock.advance(300 * DAY);
        instance::run_due(&test.app).await.unwrap();
        // Bert did it again before anybody asked.
        vouch(&test, bert, city, by_address("bert@essen.de")).await.unwrap();
        assert!(mailbox.take().is_empty());
        test.clock.advance(35 * DAY);
        instance::run_due(&test.app).await.unwrap();
        let mails = mailbox.take();
        assert!(mails.len() == 1 && mails[0].contains("To: anna@example.org") && mails[0].contains("Stadt Essen"), "{mails:?}");
        let told = |person| test.app.read(move |conn, _| Ok(notification::list(conn, person, i64::MAX, 10)?.into_iter().map(|told| told.kind).collect::<Vec<_>>()));
        assert_eq!(told(anna).await.unwrap(), [NotificationKind::VouchingEnds]);
        assert_eq!(told(bert).await.unwrap(), []);
        assert!(current(&test, anna).await.is_some(), "it still counts");
        test.clock.advance(30 * DAY);
        assert_eq!(current(&test, anna).await, None);
        assert_eq!(test.app.read(move |conn, _| actor::model::find(conn, anna)).await.unwrap().id, anna);
    }
}
