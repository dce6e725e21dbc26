//! What admins do in the browser, from the list to the log.

use crate::access::invitation::{self, Draft, Standing};
use crate::access::{Login, log_in, password};
use crate::activity::inbox::RESUME;
use crate::activity::log::{self as activities, ActivityState};
use crate::activity::outbox;
use crate::actor::{CommunityReach, account};
use crate::administration::log::{self, Decision, Deed};
use crate::administration::network::Part;
use crate::administration::{Slice, network, people, set_aside};
use crate::app::App;
use crate::error::Error;
use crate::object::Reach;
use crate::store::schema::{deliveries, jobs, peers};
use crate::store::testing::TestDatabase;
use crate::store::{Backend, Conn};
use crate::tests::TestApp;
use crate::tests::access::{code, with_factor};
use crate::tests::browser::Browser;
use crate::tests::harness::group;
use crate::tests::remote::Answer;
use crate::web::administration::{PARTS, job_kind};
use crate::web::texts::{Language, Texts};
use crate::{access, instance, job, on_both_databases, peer};
use axum::http::StatusCode;
use diesel::prelude::*;
use std::time::Duration;

const ALL: Slice = Slice { page: 0, size: 50 };
const DAY: Duration = Duration::from_secs(24 * 3_600);

async fn decisions(test: &TestApp) -> Vec<Decision> {
    test.app.read(|conn, _| log::list(conn, i64::MAX, 100)).await.unwrap()
}

/// The last thing that was noted: what, about what, why.
async fn noted(test: &TestApp) -> (Deed, String, String) {
    let last = decisions(test).await.swap_remove(0);
    (last.deed, last.about, last.reason)
}

async fn login(test: &TestApp, name: &'static str) -> i64 {
    test.app.read(move |conn, _| account::by_login(conn, name)).await.unwrap().unwrap().id
}

/// The link on a page that shows it once.
fn secret(page: &Answer) -> String {
    page.body.split("<code id=\"secret-link\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

/// A kind without words of its own would show its technical name.
#[test]
fn every_job_has_a_name_in_words() {
    for language in Language::ALL {
        for (kind, _) in instance::JOBS {
            assert_ne!(job_kind(Texts::new(language), kind), *kind);
        }
    }
}

on_both_databases! {
    async fn the_administration_does_not_exist_for_others(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let eva = test.admin("eva").await;
        let mut visitor = Browser::new(&test);
        assert_eq!(visitor.get("/verwaltung").await.location(), "/anmelden?next=%2Fverwaltung");
        let mut anna = Browser::logged_in(&test, "anna").await;
        let page = anna.get("/verwaltung").await;
        page.shows(StatusCode::NOT_FOUND, &["<h1>Hier ist nichts"]);
        assert!(!page.body.contains("href=\"/verwaltung\""));
        let eva_login = login(&test, "eva").await;
        for part in PARTS {
            anna.get(part.path).await.shows(StatusCode::NOT_FOUND, &[]);
        }
        for path in ["personen/einladungen", "netz/next.example"] {
            anna.get(&format!("/verwaltung/{path}")).await.shows(StatusCode::NOT_FOUND, &[]);
        }
        for path in [format!("personen/{eva_login}"), format!("personen/{eva_login}/sperren")] {
            anna.get(&format!("/verwaltung/{path}")).await.shows(StatusCode::NOT_FOUND, &[]);
        }
        for (path, fields) in [
            (format!("personen/{eva_login}/sperren"), &[("reason", "x")][..]),
            (format!("personen/{eva_login}/rolle"), &[("admin", "0")]),
            (format!("personen/{eva_login}/link"), &[]),
            (format!("personen/{eva_login}/mail"), &[("email", "a@b.example")]),
            ("personen/einladungen".to_owned(), &[]),
            ("netz/next.example/regel".to_owned(), &[("action", "block")]),
            ("angehalten/1/erneut".to_owned(), &[]),
            ("auftraege/1/verwerfen".to_owned(), &[]),
            ("meldungen/1".to_owned(), &[("decision", "x")]),
        ] {
            anna.fill(&format!("/verwaltung/{path}"), fields).await.shows(StatusCode::NOT_FOUND, &[]);
        }
        assert!(decisions(&test).await.is_empty());
        assert!(test.app.read(move |conn, _| account::of_actor(conn, eva)).await.unwrap().unwrap().admin);
    }

    async fn the_overview_counts(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let eva = test.admin("eva").await;
        let group = test.group(eva, "bauen").await;
        test.article(eva, Some(group), "Titel", Reach::Public).await;
        let mut browser = Browser::logged_in(&test, "eva").await;
        browser.get("/").await.shows(StatusCode::OK, &["href=\"/verwaltung\""]);
        let database = if test.app.store.backend() == Backend::Sqlite { "SQLite 3." } else { "PostgreSQL 1" };
        let figures = ["<dt>Personen</dt><dd>1</dd>", "<dt>Gruppen</dt><dd>1</dd>", "<dt>Beiträge</dt><dd>1</dd>", database];
        let page = browser.get("/verwaltung").await;
        page.shows(StatusCode::OK, &figures);
        page.shows(StatusCode::OK, &["3 der rechtlichen Texte fehlen oder haben Lücken", "href=\"/verwaltung/texte\""]);
        let texts = [("imprint", "Gesagt."), ("privacy", "Gesagt."), ("accessibility", "Gesagt.")];
        browser.submit("/verwaltung/texte", &texts).await.location();
        browser.get("/verwaltung").await.shows(StatusCode::OK, &["Alles läuft"]);
        // What failed and is tried again is trouble, too.
        let failed = |conn: &mut Conn, app: &App| {
            job::enqueue(conn, app.next_id(), access::MAIL, "{}", None, app.now())?;
            Ok(diesel::update(jobs::table).set((jobs::last_error.eq("no"), jobs::attempts.eq(1))).execute(conn)?)
        };
        test.app.write(failed).await.unwrap();
        browser.get("/verwaltung").await.shows(StatusCode::OK, &["Ein Auftrag ist nicht gelungen und wird noch einmal versucht"]);
    }

    async fn a_suspended_person_gets_in_nowhere_and_her_posts_stay(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (_, bert) = (test.admin("eva").await, test.person("bert").await);
        let article = test.article(bert, None, "Bleibt stehen", Reach::Public).await;
        let id = login(&test, "bert").await;
        let (mut eva, mut bert_in) = (Browser::logged_in(&test, "eva").await, Browser::logged_in(&test, "bert").await);
        let link = test.app.write(move |conn, app| password::link(conn, app, id)).await.unwrap();
        let page = format!("/verwaltung/personen/{id}");
        eva.submit(&format!("{page}/sperren"), &[("reason", "  ")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#reason\""]);
        assert_eq!(eva.submit(&format!("{page}/sperren"), &[("reason", "Werbung")]).await.location(), page);
        eva.get(&page).await.shows(StatusCode::OK, &["Gesperrt wurde dieses Konto", "Begründung: Werbung", "entsperren"]);
        assert_eq!(noted(&test).await, (Deed::Suspended, "bert".to_owned(), "Werbung".to_owned()));
        // The session is over, the link is dead, the way in is closed, and nothing is done in her name.
        assert!(!bert_in.is_in().await);
        bert_in.get(&link).await.shows(StatusCode::GONE, &[]);
        let mut browser = Browser::new(&test);
        browser.log_in("bert", "kurzer dienstweg").await.shows(StatusCode::FORBIDDEN, &["Dieses Konto ist gesperrt", "Begründung: Werbung"]);
        let wrong = browser.log_in("bert", "langer dienstweg").await;
        let unknown = browser.log_in("niemand", "langer dienstweg").await;
        wrong.shows(StatusCode::UNPROCESSABLE_ENTITY, &["Name oder Passwort stimmt nicht"]);
        assert_eq!((wrong.status, wrong.body.replace("bert", "niemand")), (unknown.status, unknown.body));
        let refused = |result: Result<i64, Error>| matches!(result, Err(Error::Forbidden(reason)) if reason.text == "error-suspended");
        assert!(refused(test.comment(bert, article, "Neu").await));
        assert!(refused(outbox::create_group(&test.app, bert, group("neu", CommunityReach::Public)).await));
        eva.get(&format!("/b/{article}")).await.shows(StatusCode::OK, &["Bleibt stehen"]);
        eva.get("/@bert").await.shows(StatusCode::OK, &["BERT"]);
        // Nobody can be suspended twice; lifting lets her in again.
        eva.fill(&format!("{page}/sperren"), &[("reason", "noch einmal")]).await.shows(StatusCode::CONFLICT, &[]);
        assert_eq!(eva.fill(&format!("{page}/entsperren"), &[]).await.location(), page);
        assert_eq!(noted(&test).await.0, Deed::Lifted);
        assert!(Browser::logged_in(&test, "bert").await.is_in().await);
        assert!(test.comment(bert, article, "Neu").await.is_ok());
    }

    async fn a_half_finished_login_ends_with_the_suspension(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.admin("eva").await;
        test.person("bert").await;
        let mut bert = Browser::logged_in(&test, "bert").await;
        let (page, _) = with_factor(&test, &mut bert).await;
        let mut browser = Browser::new(&test);
        assert_eq!(browser.log_in("bert", "kurzer dienstweg").await.location(), "/anmelden/code");
        let id = login(&test, "bert").await;
        people::suspend(&test.app, None, id, "Test").await.unwrap();
        test.clock.advance(Duration::from_secs(60));
        browser.post("/anmelden/code", &[("code", &code(&test, &page))]).await;
        assert!(!browser.is_in().await);
        // With a second factor, too, the right password is enough to learn it.
        browser.log_in("bert", "kurzer dienstweg").await.shows(StatusCode::FORBIDDEN, &["Dieses Konto ist gesperrt"]);
        // The factor can be taken away by an admin.
        people::lift(&test.app, None, id).await.unwrap();
        let mut eva = Browser::logged_in(&test, "eva").await;
        eva.fill(&format!("/verwaltung/personen/{id}/zweiter-faktor"), &[]).await.location();
        assert_eq!(noted(&test).await, (Deed::FactorRemoved, "bert".to_owned(), String::new()));
        assert!(Browser::logged_in(&test, "bert").await.is_in().await);
    }

    async fn aut_30_somebody_is_always_left_who_administers(database: TestDatabase) {
        let test = TestApp::new(database).await;
        for name in ["eva", "otto"] {
            test.admin(name).await;
        }
        test.person("bert").await;
        let (eva, otto, bert) = (login(&test, "eva").await, login(&test, "otto").await, login(&test, "bert").await);
        let mut browser = Browser::logged_in(&test, "eva").await;
        let page = |id: i64, part: &str| format!("/verwaltung/personen/{id}/{part}");
        // Not oneself.
        for (part, fields) in [("rolle", ("admin", "0")), ("sperren", ("reason", "x"))] {
            browser.fill(&page(eva, part), &[fields]).await.shows(StatusCode::CONFLICT, &["nur jemand anders"]);
        }
        browser.fill(&page(otto, "rolle"), &[("admin", "0")]).await.location();
        assert_eq!(noted(&test).await.0, Deed::UnmadeAdmin);
        // On the command line there is no oneself, but there is a last one.
        for result in [people::set_admin(&test.app, None, eva, false).await, people::suspend(&test.app, None, eva, "x").await] {
            assert!(matches!(result, Err(Error::Conflict(reason)) if reason.text == "error-last-admin"));
        }
        assert!(browser.is_in().await, "what was refused changed nothing");
        browser.fill(&page(bert, "rolle"), &[("admin", "1")]).await.location();
        Browser::logged_in(&test, "bert").await.get("/verwaltung").await.shows(StatusCode::OK, &[]);
        people::suspend(&test.app, None, eva, "x").await.unwrap();
        // A closed login does not count.
        assert!(people::set_admin(&test.app, None, bert, false).await.is_err());
    }

    async fn people_are_found_and_looked_after(database: TestDatabase) {
        let test = TestApp::new(database).await;
        for name in ["bert", "carla"] {
            test.person(name).await;
        }
        test.admin("eva").await;
        let (bert, carla) = (login(&test, "bert").await, login(&test, "carla").await);
        let mut eva = Browser::logged_in(&test, "eva").await;
        let names = async |words: &'static str, which| {
            let (found, _) = test.app.read(move |conn, app| people::list(conn, app, words, which, ALL)).await.unwrap();
            found.into_iter().map(|person| person.account.login).collect::<Vec<_>>()
        };
        use people::Which;
        assert_eq!(names("", Which::All).await, ["bert", "carla", "eva"]);
        assert_eq!(names("STADT ess", Which::All).await.len(), 3, "the organisation is looked at");
        assert_eq!(names("@bert", Which::All).await, ["bert"], "a handle is a user name");
        assert_eq!(names("%", Which::All).await.len(), 0, "no wildcards");
        assert_eq!(names("", Which::Admins).await, ["eva"]);
        assert_eq!(names("", Which::Suspended).await.len(), 0);
        let (page, more) = test.app.read(|conn, app| people::list(conn, app, "", Which::All, Slice { page: 1, size: 2 })).await.unwrap();
        assert_eq!((page.len(), more), (1, false));
        // Addresses are one person's.
        let mail = |id: i64| format!("/verwaltung/personen/{id}/mail");
        eva.fill(&mail(bert), &[("email", "Bert@Rudi.example")]).await.location();
        assert_eq!(names("bert@rudi", Which::All).await, ["bert"]);
        eva.fill(&mail(carla), &[("email", "bert@rudi.example")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#email\"", "bert@rudi.example"]);
        eva.fill(&mail(carla), &[("email", "keine")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["value=\"keine\""]);
        eva.fill(&mail(bert), &[("email", "bert@rudi.example")]).await.location();
        // Without mail the link is shown, once, and works.
        let page = eva.fill(&format!("/verwaltung/personen/{bert}/link"), &[]).await;
        page.shows(StatusCode::OK, &["/passwort-vergessen/"]);
        assert_eq!(page.headers["cache-control"], "no-store");
        let link = secret(&page);
        Browser::new(&test).get(&link).await.shows(StatusCode::OK, &["type=\"password\""]);
        assert_eq!(noted(&test).await, (Deed::ResetSent, "bert".to_owned(), String::new()));
        eva.get("/verwaltung/personen?suche=BERT").await.shows(StatusCode::OK, &[&format!("/verwaltung/personen/{bert}\"")]);
        eva.get("/verwaltung/personen/1").await.shows(StatusCode::NOT_FOUND, &[]);
        eva.get("/verwaltung/personen/bert").await.shows(StatusCode::NOT_FOUND, &[]);
    }

    async fn a_link_is_mailed_where_mail_goes(database: TestDatabase) {
        let test = TestApp::with(database, |config| {
            config.mail.url = "smtp://127.0.0.1:1".to_owned();
            config.mail.from = "RUDI <rudi@example.org>".to_owned();
        })
        .await;
        test.person("bert").await;
        let bert = login(&test, "bert").await;
        assert!(people::send_reset(&test.app, None, bert).await.unwrap().is_some(), "nowhere to mail it");
        people::set_email(&test.app, None, bert, "bert@rudi.example").await.unwrap();
        assert_eq!(people::send_reset(&test.app, None, bert).await.unwrap(), None);
        let letters: i64 = test.app.read(|conn, _| Ok(jobs::table.filter(jobs::kind.eq(access::MAIL)).count().get_result(conn)?)).await.unwrap();
        assert_eq!(letters, 1);
        people::suspend(&test.app, None, bert, "x").await.unwrap();
        assert!(matches!(people::send_reset(&test.app, None, bert).await, Err(Error::Conflict(_))));
    }

    async fn invitations_are_made_and_taken_back(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.admin("eva").await;
        let mut eva = Browser::logged_in(&test, "eva").await;
        let here = "/verwaltung/personen/einladungen";
        let page = eva.fill(here, &[("name", "Jörg Maß"), ("email", "")]).await;
        page.shows(StatusCode::OK, &["/einladung/"]);
        assert_eq!(page.headers["cache-control"], "no-store");
        let link = secret(&page);
        Browser::new(&test).get(&link).await.shows(StatusCode::OK, &["Jörg Maß"]);
        eva.fill(here, &[("email", "keine")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#email\""]);
        let found = test.app.read(|conn, _| invitation::list(conn, 10)).await.unwrap();
        assert_eq!(found.len(), 1);
        eva.get(here).await.shows(StatusCode::OK, &["Jörg Maß", "Offen"]);
        eva.fill(&format!("{here}/{}", found[0].id), &[]).await.location();
        assert_eq!(noted(&test).await, (Deed::InvitationRevoked, "Jörg Maß".to_owned(), String::new()));
        eva.fill(&format!("{here}/{}", found[0].id), &[]).await.shows(StatusCode::CONFLICT, &["nicht mehr offen"]);
        eva.fill(&format!("{here}/1"), &[]).await.shows(StatusCode::NOT_FOUND, &[]);
        Browser::new(&test).get(&link).await.shows(StatusCode::GONE, &[]);
        let found = test.app.read(|conn, app| Ok(invitation::list(conn, 10)?[0].standing(app.now()))).await.unwrap();
        assert_eq!(found, Standing::Revoked);
    }

    async fn a_server_is_blocked_whether_met_or_not(database: TestDatabase) {
        let test = TestApp::with(database, |config| config.federation.block = vec!["spam.example".to_owned()]).await;
        test.admin("eva").await;
        let mut eva = Browser::logged_in(&test, "eva").await;
        let page = eva.get("/verwaltung/netz?server=%20https%3A%2F%2FUnbekannt.Example%2Fc%2Fx").await;
        assert_eq!(page.location(), "/verwaltung/netz/unbekannt.example");
        eva.get("/verwaltung/netz?server=kein%20Server").await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#server\"", "value=\"kein Server\""]);
        let url = "/verwaltung/netz/unbekannt.example";
        eva.get(url).await.shows(StatusCode::OK, &["Darf Inhalte mit uns austauschen", "noch nie begegnet", "die Instanz ist offen"]);
        eva.fill(&format!("{url}/regel"), &[("action", "block"), ("reason", "Spam <1>")]).await.location();
        eva.get(url).await.shows(StatusCode::OK, &["Wird abgewiesen", "Eine Regel sperrt unbekannt.example", "Begründung: Spam &#60;1&#62;"]);
        eva.get("/verwaltung/netz/sub.unbekannt.example").await.shows(StatusCode::OK, &["Wird abgewiesen"]);
        assert_eq!(noted(&test).await, (Deed::Blocked, "unbekannt.example".to_owned(), "Spam <1>".to_owned()));
        eva.get("/verwaltung/netz").await.shows(StatusCode::OK, &["Spam &#60;1&#62;", "fest in der Konfiguration", "spam.example"]);
        eva.fill(&format!("{url}/regel"), &[("action", "allow")]).await.location();
        eva.fill(&format!("{url}/regel"), &[("action", "")]).await.location();
        assert_eq!(noted(&test).await.0, Deed::RuleRemoved);
        eva.fill(&format!("{url}/regel"), &[("action", "")]).await.shows(StatusCode::CONFLICT, &["keine Regel"]);
        eva.fill(&format!("{url}/regel"), &[("action", "loeschen")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &[]);
        // What the configuration says is shown and stays.
        let fixed = eva.get("/verwaltung/netz/spam.example").await;
        fixed.shows(StatusCode::OK, &["Wird abgewiesen", "Die Konfiguration sperrt spam.example", "lässt sich hier nicht ändern"]);
        assert!(!fixed.body.contains("name=\"action\""));
        let own = format!("/verwaltung/netz/{}", test.app.urls.host());
        eva.get(&own).await.shows(StatusCode::OK, &["diese Instanz selbst"]);
        eva.fill(&format!("{own}/regel"), &[("action", "block")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["diese Instanz selbst"]);
        eva.fill(&format!("{url}/erneut"), &[]).await.shows(StatusCode::NOT_FOUND, &[]);
    }

    async fn a_troubled_server_is_tried_again(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let author = test.admin("eva").await;
        test.article(author, None, "Titel", Reach::Public).await;
        let activity = test.entries().await[0].id;
        let mut eva = Browser::logged_in(&test, "eva").await;
        let id = test
            .app
            .write(move |conn, app| {
                let (met, _) = peer::ensure(conn, "next.example", || app.next_id(), app.now())?;
                peer::failed(conn, &met, "503 Service Unavailable", Some(DAY), app.now())?;
                let row = (
                    deliveries::id.eq(app.next_id()),
                    deliveries::activity_id.eq(activity),
                    deliveries::peer_id.eq(met.id),
                    deliveries::inbox.eq("https://next.example/inbox"),
                    deliveries::sender_id.eq(app.server_actor_id),
                    deliveries::order_key.eq(1_i64),
                    deliveries::state.eq(crate::activity::deliver::DeliveryState::Due),
                    deliveries::attempts.eq(3),
                    deliveries::next_attempt_at.eq(app.now().plus(DAY)),
                    deliveries::created_at.eq(app.now()),
                    deliveries::last_error.eq("503"),
                );
                diesel::insert_into(deliveries::table).values(row).execute(conn)?;
                Ok(met.id)
            })
            .await
            .unwrap();
        eva.get("/verwaltung").await.shows(StatusCode::OK, &["Ein Server im Netz nimmt gerade nichts an"]);
        let (found, _) = test.app.read(|conn, app| network::list(conn, "", Part::Troubled, app.now(), ALL)).await.unwrap();
        assert_eq!(found.iter().map(|found| found.waiting).collect::<Vec<_>>(), [1]);
        eva.get("/verwaltung/netz?art=stoerung").await.shows(StatusCode::OK, &["next.example", "503 Service Unavailable", "Eine wartet"]);
        let url = "/verwaltung/netz/next.example";
        eva.get(url).await.shows(StatusCode::OK, &["zuletzt nichts angenommen", "503 Service Unavailable", "Jetzt erneut versuchen"]);
        eva.fill(&format!("{url}/erneut"), &[]).await.location();
        assert_eq!(noted(&test).await, (Deed::PeerRetried, "next.example".to_owned(), String::new()));
        let due: (crate::store::Timestamp, crate::store::Timestamp) = test
            .app
            .read(move |conn, _| {
                let peer = peers::table.find(id).select(peers::next_attempt_at).first(conn)?;
                Ok((peer, deliveries::table.select(deliveries::next_attempt_at).first(conn)?))
            })
            .await
            .unwrap();
        assert_eq!(due, (test.app.now(), test.app.now()));
        eva.fill(&format!("{url}/dialekt"), &[("dialect", "microblog")]).await.location();
        eva.get(url).await.shows(StatusCode::OK, &["Mikroblog (festgelegt)", "value=\"microblog\" checked"]);
        eva.fill(&format!("{url}/dialekt"), &[("dialect", "klingonisch")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &[]);
        eva.fill(&format!("{url}/dialekt"), &[("dialect", "")]).await.location();
        let page = eva.get(url).await;
        assert!(!page.body.contains("(festgelegt)"));
    }

    async fn what_was_set_aside_is_tried_again_or_given_up(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let eva_id = test.admin("eva").await;
        test.article(eva_id, None, "Geheimer Titel", Reach::Public).await;
        let mut eva = Browser::logged_in(&test, "eva").await;
        let entry = test.entries().await.into_iter().find(|entry| entry.verb == "Create").unwrap();
        let (id, ap_id) = (entry.id, entry.ap_id.clone());
        let quarantine = || test.app.write(move |conn, _| activities::settle(conn, id, ActivityState::Quarantined, Some("internal: kaputt"), None));
        quarantine().await.unwrap();
        eva.get("/verwaltung").await.shows(StatusCode::OK, &["Eine Aktivität wurde angehalten"]);
        let page = eva.get("/verwaltung/angehalten").await;
        page.shows(StatusCode::OK, &["Create", &ap_id, "internal: kaputt"]);
        assert!(!page.body.contains("Geheimer Titel"));
        eva.fill(&format!("/verwaltung/angehalten/{id}/erneut"), &[]).await.location();
        assert_eq!(noted(&test).await, (Deed::ActivityRetried, ap_id.clone(), String::new()));
        let state = async || test.entries().await.into_iter().find(|entry| entry.id == id).unwrap().state;
        assert_eq!(state().await, ActivityState::Waiting);
        let resumed: i64 = test.app.read(|conn, _| Ok(jobs::table.filter(jobs::kind.eq(RESUME)).count().get_result(conn)?)).await.unwrap();
        assert_eq!(resumed, 1);
        eva.fill(&format!("/verwaltung/angehalten/{id}/erneut"), &[]).await.shows(StatusCode::CONFLICT, &["nicht mehr angehalten"]);
        instance::run_due(&test.app).await.unwrap();
        assert_eq!(state().await, ActivityState::Applied);
        quarantine().await.unwrap();
        eva.fill(&format!("/verwaltung/angehalten/{id}/verwerfen"), &[("reason", "alt")]).await.location();
        assert_eq!(state().await, ActivityState::Refused);
        assert_eq!(noted(&test).await, (Deed::ActivityDiscarded, ap_id, "alt".to_owned()));
        eva.fill("/verwaltung/angehalten/1/erneut", &[]).await.shows(StatusCode::NOT_FOUND, &[]);
    }

    async fn jobs_are_run_again_or_given_up(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let eva_id = test.admin("eva").await;
        test.article(eva_id, None, "Titel", Reach::Public).await;
        let entry = test.entries().await.into_iter().find(|entry| entry.verb == "Create").unwrap().id;
        let mut eva = Browser::logged_in(&test, "eva").await;
        let (failed, mail, resume) = test
            .app
            .write(move |conn, app| {
                let ids = [app.next_id(), app.next_id(), app.next_id()];
                let later = app.now().plus(DAY);
                job::enqueue(conn, ids[0], "unbekannt", "next.example", Some("x"), later)?;
                job::enqueue(conn, ids[1], access::MAIL, "{\"Test\":\"geheim@rudi.example\"}", None, later)?;
                activities::settle(conn, entry, ActivityState::Waiting, None, None)?;
                job::enqueue(conn, ids[2], RESUME, &entry.to_string(), None, later)?;
                diesel::update(jobs::table.find(ids[0]))
                    .set((jobs::failed_at.eq(app.now()), jobs::attempts.eq(8), jobs::last_error.eq("timeout")))
                    .execute(conn)?;
                Ok((ids[0], ids[1], ids[2]))
            })
            .await
            .unwrap();
        let page = eva.get("/verwaltung/auftraege").await;
        page.shows(StatusCode::OK, &["unbekannt", "next.example", "timeout", "8 Versuche", "Eine Mail senden"]);
        assert!(!page.body.contains("geheim@rudi.example"));
        let (waiting, _) = test.app.read(|conn, _| set_aside::jobs(conn, false, ALL)).await.unwrap();
        assert_eq!(waiting.len(), 2);
        eva.fill(&format!("/verwaltung/auftraege/{failed}/erneut"), &[]).await.location();
        let (again, _) = test.app.read(|conn, _| set_aside::jobs(conn, false, ALL)).await.unwrap();
        assert_eq!((again[0].id, again[0].attempts, again[0].run_at), (failed, 0, test.app.now()));
        assert_eq!(noted(&test).await, (Deed::JobRetried, "unbekannt next.example".to_owned(), String::new()));
        eva.fill(&format!("/verwaltung/auftraege/{mail}/verwerfen"), &[("reason", "")]).await.location();
        assert_eq!(noted(&test).await.1, "mail");
        eva.fill(&format!("/verwaltung/auftraege/{mail}/verwerfen"), &[]).await.shows(StatusCode::CONFLICT, &["gibt es nicht mehr"]);
        eva.fill(&format!("/verwaltung/auftraege/{resume}/verwerfen"), &[]).await.location();
        assert_eq!(test.entries().await.into_iter().find(|one| one.id == entry).unwrap().state, ActivityState::Refused);
        // A job that is running is nobody's to change.
        test.app.write(move |conn, app| Ok(diesel::update(jobs::table.find(failed)).set(jobs::lease_until.eq(app.now().plus(DAY))).execute(conn)?)).await.unwrap();
        eva.fill(&format!("/verwaltung/auftraege/{failed}/erneut"), &[]).await.shows(StatusCode::CONFLICT, &["läuft gerade"]);
    }

    async fn reports_reach_the_admins_when_no_hosts_decide(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.admin("eva").await;
        let (anna, bert) = (test.person("anna").await, test.person("bert").await);
        let group = test.group(anna, "bauen").await;
        outbox::join(&test.app, bert, group).await.unwrap();
        let inside = test.article(bert, Some(group), "In der Gruppe", Reach::Public).await;
        let outside = test.article(anna, None, "Ohne Gruppe", Reach::Public).await;
        outbox::report(&test.app, bert, outside, "Beleidigung").await.unwrap();
        outbox::report(&test.app, anna, inside, "Werbung").await.unwrap();
        let mut eva = Browser::logged_in(&test, "eva").await;
        eva.get("/verwaltung").await.shows(StatusCode::OK, &["Eine Meldung wartet"]);
        let page = eva.get("/verwaltung/meldungen").await;
        page.shows(StatusCode::OK, &["Beleidigung", "Ohne Gruppe", "href=\"/verwaltung/personen?suche=@anna\""]);
        assert!(!page.body.contains("Werbung"), "the hosts have a week");
        let id = page.body.split("/verwaltung/meldungen/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let wrong = eva.fill(&format!("/verwaltung/meldungen/{id}"), &[("decision", " ")]).await;
        wrong.shows(StatusCode::UNPROCESSABLE_ENTITY, &[&format!("href=\"#decision-{id}\"")]);
        eva.fill(&format!("/verwaltung/meldungen/{id}"), &[("decision", "Gespräch geführt")]).await.location();
        assert_eq!(noted(&test).await, (Deed::ReportClosed, test.app.urls.object(outside), "Gespräch geführt".to_owned()));
        eva.fill(&format!("/verwaltung/meldungen/{id}"), &[("decision", "x")]).await.shows(StatusCode::CONFLICT, &["schon jemand geschlossen"]);
        test.clock.advance(DAY * 8);
        let mut eva = Browser::logged_in(&test, "eva").await;
        let page = eva.get("/verwaltung/meldungen").await;
        page.shows(StatusCode::OK, &["Werbung", "In der Gruppe", "Seit sieben Tagen offen", "Gespräch geführt"]);
        eva.fill("/verwaltung/meldungen/1", &[("decision", "x")]).await.shows(StatusCode::NOT_FOUND, &[]);
    }

    async fn aut_44_the_log_says_who_decided(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.admin("eva").await;
        test.person("bert").await;
        let bert = login(&test, "bert").await;
        let mut eva = Browser::logged_in(&test, "eva").await;
        eva.get("/verwaltung/protokoll").await.shows(StatusCode::OK, &["Noch nichts"]);
        eva.fill(&format!("/verwaltung/personen/{bert}/sperren"), &[("reason", "Werbung")]).await.location();
        people::lift(&test.app, None, bert).await.unwrap();
        let page = eva.get("/verwaltung/protokoll").await;
        page.shows(StatusCode::OK, &["Konto bert gesperrt", "Werbung", "<bdi>EVA</bdi>", "Sperre des Kontos bert aufgehoben", "Kommandozeile"]);
        assert!(!page.body.contains("?vor="));
        for number in 0..60 {
            let name = format!("Person {number}");
            people::invite(&test.app, Draft { name, days: 14, ..Draft::default() }).await.unwrap();
        }
        let page = eva.get("/verwaltung/protokoll").await;
        let older = page.body.split("href=\"/verwaltung/protokoll?vor=").nth(1).unwrap().split('"').next().unwrap().to_owned();
        eva.get(&format!("/verwaltung/protokoll?vor={older}")).await.shows(StatusCode::OK, &["Konto bert gesperrt", "Person 9<"]);
        eva.get("/verwaltung/protokoll?vor=x").await.shows(StatusCode::OK, &["Person 59"]);
    }

    async fn only_the_right_password_learns_of_a_suspension(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("bert").await;
        let bert = login(&test, "bert").await;
        people::suspend(&test.app, None, bert, "x").await.unwrap();
        let attempt = async |password: &str| log_in(&test.app, "bert", password.to_owned(), "198.51.100.0", "/", "").await.unwrap();
        assert!(matches!(attempt("langer dienstweg").await, Login::Refused));
        assert!(matches!(attempt("kurzer dienstweg").await, Login::Suspended(_)));
    }
}
