//! Connecting an identity with a login that is there, taking it away, and two logins that claim one person.

use super::{DAY, Scene, led_on};
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::browser::Browser;
use crate::vetting::{self, Evidence, Method};
use http::StatusCode;
use serde_json::json;
use std::time::Duration;

const LINK: &str = "/ich/sicherheit/anmeldung/amt/verbinden";
const UNLINK: &str = "/ich/sicherheit/anmeldung/amt/trennen";
const PASSWORD: &str = "kurzer dienstweg";

/// Connects, up to the page after coming back.
async fn link(scene: &Scene, browser: &mut Browser) -> crate::tests::remote::Answer {
    let url = led_on(&browser.submit(LINK, &[("current", PASSWORD)]).await);
    browser.get(&scene.provider.let_in(&url)).await
}

on_both_databases! {
    async fn a_login_is_connected_by_its_owner_and_disconnected_again(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let anna = scene.test.person("anna").await;
        scene.says(json!({"groups": ["/amt/bauen"]}));
        let mut browser = Browser::logged_in(&scene.test, "anna").await;
        browser.get("/ich/sicherheit").await.shows(StatusCode::OK, &["Stadt Essen", LINK]);
        // An open session alone connects nothing.
        for wrong in ["", "falsches passwort"] {
            browser.submit(LINK, &[("current", wrong)]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["id=\"current\""]);
        }
        assert_eq!(link(&scene, &mut browser).await.location(), "/ich/sicherheit");
        assert_eq!(scene.current(anna).await.unwrap().method, Method::Oidc);
        let mut other = Browser::new(&scene.test);
        assert_eq!(scene.come(&mut other, "/").await.location(), "/");
        browser.get(UNLINK).await.shows(StatusCode::OK, &["Verbindung mit Stadt Essen trennen"]);
        browser.submit(UNLINK, &[("current", "falsches passwort")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &[]);
        assert_eq!(browser.submit(UNLINK, &[("current", PASSWORD)]).await.location(), "/ich/sicherheit");
        // What it brought goes with it.
        assert!(browser.is_in().await && !other.is_in().await);
        assert_eq!((scene.current(anna).await, scene.counts().await[0]), (None, 0));
        assert_eq!(scene.come(&mut other, "/").await.location(), "/anmelden/oidc/amt/neu");
        assert_eq!(browser.submit(UNLINK, &[("current", PASSWORD)]).await.status, StatusCode::NOT_FOUND);
    }

    async fn of_two_logins_one_has_the_identity(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (mut kim, _) = scene.kim().await;
        let anna = scene.test.person("anna").await;
        scene.says(json!({"groups": ["/amt/bauen"]}));
        let mut browser = Browser::logged_in(&scene.test, "anna").await;
        link(&scene, &mut browser).await.shows(StatusCode::CONFLICT, &["gehört hier schon zu einem anderen Konto"]);
        assert_eq!((scene.current(anna).await, scene.counts().await[0]), (None, 1));
        // And one login has one identity at a provider.
        scene.says(json!({"sub": "tom-8"}));
        scene.provider.world().userinfo = json!({"sub": "tom-8"});
        assert_eq!(link(&scene, &mut browser).await.location(), "/ich/sicherheit");
        scene.says(json!({"sub": "eva-9"}));
        scene.provider.world().userinfo = json!({"sub": "eva-9"});
        link(&scene, &mut browser).await.shows(StatusCode::CONFLICT, &["schon mit einem anderen Zugang"]);
        assert!(kim.is_in().await);
    }

    async fn what_was_begun_for_one_login_ends_with_it(database: TestDatabase) {
        let scene = Scene::new(database).await;
        scene.test.person("anna").await;
        scene.test.person("eve").await;
        let mut browser = Browser::logged_in(&scene.test, "anna").await;
        let url = led_on(&browser.submit(LINK, &[("current", PASSWORD)]).await);
        let back = scene.provider.let_in(&url);
        // Somebody else logs in there meanwhile, or sends the address to somebody else.
        let mut eve = Browser::logged_in(&scene.test, "eve").await;
        eve.get(&back).await.shows(StatusCode::BAD_REQUEST, &["in einem anderen Browser begonnen"]);
        browser.get(&back).await.shows(StatusCode::BAD_REQUEST, &[]);
        assert_eq!(scene.counts().await[0], 0);
    }

    async fn the_only_way_in_stays_and_who_has_no_other_comes_anew(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (mut kim, _) = scene.kim().await;
        kim.get(UNLINK).await.shows(StatusCode::CONFLICT, &["dein einziger Weg herein"]);
        // Later the open session alone is worth nothing.
        scene.test.clock.advance(Duration::from_secs(601));
        kim.submit("/ich/sicherheit/passwort", &[("password", "vierzig grüne gänse")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["über deine Dienststelle neu an"]);
        let mut anew = Browser::new(&scene.test);
        scene.come(&mut anew, "/").await.location();
        anew.submit("/ich/sicherheit/passwort", &[("password", "vierzig grüne gänse")]).await.location();
        assert_eq!(anew.submit(UNLINK, &[("current", "vierzig grüne gänse")]).await.location(), "/ich/sicherheit");
        assert!(anew.is_in().await && !kim.is_in().await);
    }

    async fn what_others_vouch_for_is_replaced_by_the_same_organisation_alone(database: TestDatabase) {
        let scene = Scene::new(database).await;
        scene.says(json!({"groups": ["/amt/bauen"]}));
        let (_, kim) = scene.kim().await;
        let hand = |organisation| scene.test.app.write(move |conn, app| Ok(vetting::vouch(conn, app, kim, organisation, Evidence::Word(None))?.id));
        let mut browser = Browser::new(&scene.test);
        // Another organisation by hand: the log-in changes nothing.
        hand(scene.works).await.unwrap();
        scene.come(&mut browser, "/").await.location();
        let now = scene.current(kim).await.unwrap();
        assert_eq!((now.organisation_id, now.method), (Some(scene.works), Method::Manual));
        // The same one: its own log-in is nearer to the truth.
        let vouching = hand(scene.city).await.unwrap();
        scene.come(&mut Browser::new(&scene.test), "/").await.location();
        assert_eq!(scene.current(kim).await.unwrap().method, Method::Oidc);
        let over = move |conn: &mut crate::store::Conn, app: &crate::app::App| vetting::withdraw(conn, app, None, 1, vouching, "x");
        assert!(scene.test.app.write(over).await.is_err());
        // What people withdrew stays so, until people vouch again.
        let city = scene.city;
        scene.test.app.write(move |conn, app| vetting::withdraw_all(conn, app, None, city, "Die Stadt geht")).await.unwrap();
        scene.come(&mut Browser::new(&scene.test), "/").await.location();
        assert_eq!(scene.current(kim).await, None);
        hand(scene.city).await.unwrap();
        scene.come(&mut Browser::new(&scene.test), "/").await.location();
        assert_eq!(scene.current(kim).await.unwrap().method, Method::Oidc);
    }

    async fn a_value_that_means_nothing_ends_it_and_one_that_cannot_be_told_changes_nothing(database: TestDatabase) {
        let scene = Scene::new(database).await;
        scene.says(json!({"groups": ["/amt/bauen"]}));
        let (_, kim) = scene.kim().await;
        let first = scene.current(kim).await.unwrap();
        scene.test.clock.advance(10 * DAY);
        // The settings name an organisation that is not here: a fault of ours.
        scene.says(json!({"groups": ["/nirgends"]}));
        scene.come(&mut Browser::new(&scene.test), "/").await.location();
        assert_eq!(scene.current(kim).await.unwrap(), first);
        // The same once more prolongs it.
        scene.says(json!({"groups": ["/amt/bauen"]}));
        scene.come(&mut Browser::new(&scene.test), "/").await.location();
        assert_eq!(scene.current(kim).await.unwrap().valid_until, scene.test.app.now().plus(30 * DAY));
        scene.says(json!({"groups": ["/werke", "/amt/bauen"]}));
        scene.come(&mut Browser::new(&scene.test), "/").await.location();
        assert_eq!(scene.current(kim).await.unwrap().organisation_id, Some(scene.works));
        for groups in [json!(["/unbekannt"]), json!([]), json!({"a": "/werke"}), json!(7), serde_json::Value::Null] {
            scene.says(json!({"groups": ["/werke"]}));
            scene.come(&mut Browser::new(&scene.test), "/").await.location();
            assert!(scene.current(kim).await.is_some());
            scene.says(json!({"groups": groups}));
            scene.come(&mut Browser::new(&scene.test), "/").await.location();
            assert_eq!(scene.current(kim).await, None, "{groups}");
        }
    }
}
