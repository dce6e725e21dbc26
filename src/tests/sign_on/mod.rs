//! Single sign-on with a provider on loopback: getting in, who vouches for whom, and how it ends.

pub(crate) mod provider;

mod linking;
mod offboarding;
mod refusals;

use self::provider::Provider;
use super::TestApp;
use super::access::{account, with_factor};
use super::browser::Browser;
use super::remote::Answer;
use crate::config::{Oidc, Registration};
use crate::on_both_databases;
use crate::store::schema::{identities, newcomers, sessions, sign_on_questions};
use crate::store::testing::TestDatabase;
use crate::vetting::organisation::{self, Draft};
use crate::vetting::{self, Method, Vouched};
use diesel::prelude::*;
use http::StatusCode;
use serde_json::{Value, json};
use std::time::Duration;

pub(super) const DAY: Duration = Duration::from_secs(24 * 3_600);

/// An instance with a provider and two organisations.
pub(super) struct Scene {
    pub(super) test: TestApp,
    pub(super) provider: Provider,
    pub(super) city: i64,
    pub(super) works: i64,
}

impl Scene {
    pub(super) async fn new(database: TestDatabase) -> Self {
        Self::with(database, |_| {}).await
    }

    pub(super) async fn with(database: TestDatabase, change: impl FnOnce(&mut Oidc)) -> Self {
        let provider = Provider::start().await;
        let mut settings = provider.settings();
        change(&mut settings);
        let test = TestApp::with(database, |config| {
            config.oidc.insert("amt".to_owned(), settings);
            config.validate().unwrap();
        });
        let test = test.await;
        provider.follow(&test);
        let add = |name: &str, level: &str, key: &str| {
            let text = |text: &str| text.to_owned();
            let draft = Draft { name: text(name), level: text(level), official_key: text(key), domains: String::new() };
            test.app.write(move |conn, app| organisation::save(conn, app, None, None, &draft))
        };
        let city = add("Stadt Essen", "municipality", "05113000").await.unwrap();
        let works = add("Stadtwerke Essen", "public-company", "").await.unwrap();
        Self { test, provider, city, works }
    }

    /// What the provider says besides who it is about.
    pub(super) fn says(&self, claims: Value) {
        self.provider.world().claims = claims;
    }

    /// Begins to log in; the address of the provider.
    pub(super) async fn begin(&self, browser: &mut Browser, next: &str) -> String {
        browser.get("/anmelden").await;
        led_on(&browser.post("/anmelden/oidc/amt", &[("next", next)]).await)
    }

    /// Logs in at the provider and comes back.
    pub(super) async fn come(&self, browser: &mut Browser, next: &str) -> Answer {
        let url = self.begin(browser, next).await;
        browser.get(&self.provider.let_in(&url)).await
    }

    /// Somebody who came in by the provider.
    pub(super) async fn kim(&self) -> (Browser, i64) {
        let mut browser = Browser::new(&self.test);
        assert_eq!(self.come(&mut browser, "/").await.location(), "/anmelden/oidc/amt/neu");
        let made = browser.submit("/anmelden/oidc/amt/neu", &[("name", "Kim Berger"), ("username", "kim")]).await;
        assert_eq!(made.location(), "/willkommen/1");
        (browser, account(&self.test, "kim").await.actor_id)
    }

    pub(super) async fn current(&self, person: i64) -> Option<Vouched> {
        self.test.app.read(move |conn, app| vetting::current(conn, person, app.now())).await.unwrap()
    }

    /// How many identities, sessions, people who choose, and open questions there are.
    pub(super) async fn counts(&self) -> [i64; 4] {
        let count = self.test.app.read(|conn, _| {
            Ok([
                identities::table.count().get_result(conn)?,
                sessions::table.count().get_result(conn)?,
                newcomers::table.count().get_result(conn)?,
                sign_on_questions::table.count().get_result(conn)?,
            ])
        });
        count.await.unwrap()
    }
}

/// Where a page leads on to.
#[track_caller]
pub(super) fn led_on(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let refresh = answer.headers["refresh"].to_str().unwrap();
    let url = refresh.strip_prefix("0; url=").unwrap().to_owned();
    // The same stands on the page, for whoever's browser does not go there by itself.
    assert!(answer.body.contains(&format!("href=\"{}\"", url.replace('&', "&#38;"))), "{}", answer.body);
    url
}

on_both_databases! {
    async fn somebody_new_comes_in_and_is_staff(database: TestDatabase) {
        let scene = Scene::new(database).await;
        scene.says(json!({
            "name": "Kim Berger", "preferred_username": "Kim.Berger@essen.example", "email": "Kim@Essen.example", "email_verified": true,
            "groups": ["/alle", "/amt/bauen"],
        }));
        let mut browser = Browser::new(&scene.test);
        browser.get("/anmelden").await.shows(StatusCode::OK, &["Mit Stadt Essen anmelden"]);
        assert_eq!(scene.come(&mut browser, "/gemerkt").await.location(), "/anmelden/oidc/amt/neu");
        let page = browser.get("/anmelden/oidc/amt/neu").await;
        page.shows(StatusCode::OK, &["value=\"Kim Berger\"", "value=\"kim.berger\"", "beschäftigt bei: Stadt Essen", "kim@essen.example"]);
        // What is wrong stands at the field, and nothing is lost.
        let wrong = browser.post("/anmelden/oidc/amt/neu", &[("name", "Kim"), ("username", "admin")]).await;
        wrong.shows(StatusCode::UNPROCESSABLE_ENTITY, &["value=\"Kim\"", "id=\"username-error\""]);
        let made = browser.post("/anmelden/oidc/amt/neu", &[("name", "Kim Berger"), ("username", "kim")]).await;
        assert_eq!(made.location(), "/willkommen/1");
        let login = account(&scene.test, "kim").await;
        assert_eq!((login.email.as_deref(), login.has_password(), login.admin), (Some("kim@essen.example"), false, false));
        let vouched = scene.current(login.actor_id).await.unwrap();
        assert_eq!((vouched.organisation_id, vouched.method), (Some(scene.city), Method::Oidc));
        assert_eq!(vouched.valid_until.since(vouched.verified_at), 30 * DAY);
        browser.get("/@kim").await.shows(StatusCode::OK, &["Stadt Essen", "geprüft über die Anmeldung der Dienststelle"]);
        // Nobody asks for a password who has another way in.
        assert!(!browser.get("/gruppen").await.body.contains("/ich/sicherheit/passwort"));
        // The next time leads where she wanted to go; the page for newcomers is over.
        let mut again = Browser::new(&scene.test);
        assert_eq!(scene.come(&mut again, "/gemerkt").await.location(), "/gemerkt");
        assert!(again.is_in().await);
        again.get("/ich/sicherheit").await.shows(StatusCode::OK, &["Stadt Essen", "Verbunden"]);
        assert_eq!(browser.get("/anmelden/oidc/amt/neu").await.location(), "/");
        assert_eq!(scene.counts().await, [1, 2, 0, 0]);
        // Where it leads is a place of ours.
        let mut third = Browser::new(&scene.test);
        assert_eq!(scene.come(&mut third, "https://evil.example/").await.location(), "/");
    }

    async fn claims_that_only_the_userinfo_has_count_too(database: TestDatabase) {
        let scene = Scene::new(database).await;
        scene.provider.world().userinfo = json!({"name": "Kim", "preferred_username": "kim", "groups": "/werke"});
        let (_, kim) = scene.kim().await;
        assert_eq!(scene.current(kim).await.unwrap().organisation_id, Some(scene.works));
        // About somebody else it is not believed.
        scene.provider.world().userinfo = json!({"sub": "tom-8", "groups": "/amt/bauen"});
        scene.come(&mut Browser::new(&scene.test), "/").await.shows(StatusCode::BAD_GATEWAY, &["lässt sich nicht prüfen"]);
        assert_eq!(scene.current(kim).await.unwrap().organisation_id, Some(scene.works));
    }

    async fn who_may_not_join_reads_why_and_leaves_nothing(database: TestDatabase) {
        let scene = Scene::with(database, |settings| settings.register = false).await;
        let mut browser = Browser::new(&scene.test);
        scene.come(&mut browser, "/").await.shows(StatusCode::FORBIDDEN, &["gibt es hier kein Konto", "frag deine Administration"]);
        assert_eq!(scene.counts().await, [0, 0, 0, 0]);
        browser.get("/anmelden/oidc/amt/neu").await.shows(StatusCode::FORBIDDEN, &["gibt es hier kein Konto"]);
    }

    async fn where_nobody_may_join_a_provider_lets_nobody_in(database: TestDatabase) {
        let provider = Provider::start().await;
        let settings = provider.settings();
        let test = TestApp::with(database, |config| {
            config.oidc.insert("amt".to_owned(), settings);
            config.instance.registration = Registration::Nobody;
        });
        let test = test.await;
        provider.follow(&test);
        let scene = Scene { test, provider, city: 0, works: 0 };
        scene.come(&mut Browser::new(&scene.test), "/").await.shows(StatusCode::FORBIDDEN, &["wird gerade niemand aufgenommen"]);
        assert_eq!(scene.counts().await, [0, 0, 0, 0]);
    }

    async fn aut_08_addresses_do_not_link_accounts(database: TestDatabase) {
        let scene = Scene::new(database).await;
        scene.test.person("anna").await;
        let anna = account(&scene.test, "anna").await.id;
        scene.test.app.write(move |conn, _| crate::actor::account::set_email(conn, anna, Some("anna@essen.example"))).await.unwrap();
        scene.says(json!({"email": "anna@essen.example", "email_verified": true, "name": "Anna", "preferred_username": "anna"}));
        let mut browser = Browser::new(&scene.test);
        assert_eq!(scene.come(&mut browser, "/").await.location(), "/anmelden/oidc/amt/neu");
        let page = browser.get("/anmelden/oidc/amt/neu").await;
        page.shows(StatusCode::OK, &["gibt es hier schon ein Konto", "anna@essen.example"]);
        // Her name is taken as well.
        browser.post("/anmelden/oidc/amt/neu", &[("name", "Anna"), ("username", "anna")]).await.shows(StatusCode::UNPROCESSABLE_ENTITY, &["id=\"username-error\""]);
        browser.post("/anmelden/oidc/amt/neu", &[("name", "Anna"), ("username", "anna2")]).await.location();
        assert_eq!(account(&scene.test, "anna2").await.email, None);
        assert_eq!(account(&scene.test, "anna").await.email.as_deref(), Some("anna@essen.example"));
    }

    async fn an_address_that_is_not_verified_is_none(database: TestDatabase) {
        let scene = Scene::new(database).await;
        for (number, verified) in [json!(false), json!("true"), json!(1), Value::Null].into_iter().enumerate() {
            let subject = format!("kim-{number}");
            scene.says(json!({"sub": subject, "email": "kim@essen.example", "email_verified": verified}));
            scene.provider.world().userinfo = json!({"sub": subject});
            let mut browser = Browser::new(&scene.test);
            scene.come(&mut browser, "/").await.location();
            assert!(!browser.get("/anmelden/oidc/amt/neu").await.body.contains("kim@essen.example"), "{verified}");
        }
    }

    async fn a_second_factor_is_asked_for_and_a_closed_login_stays_closed(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (mut browser, _) = scene.kim().await;
        // She chooses a password, and a second factor behind it.
        browser.submit("/ich/sicherheit/passwort", &[("password", "kurzer dienstweg")]).await.location();
        let (_, codes) = with_factor(&scene.test, &mut browser).await;
        let mut other = Browser::new(&scene.test);
        assert_eq!(scene.come(&mut other, "/gemerkt").await.location(), "/anmelden/code");
        assert!(!other.is_in().await);
        assert_eq!(other.submit("/anmelden/code", &[("code", &codes[0])]).await.location(), "/gemerkt");
        assert!(other.is_in().await);
        let id = account(&scene.test, "kim").await.id;
        scene.test.app.write(move |conn, app| crate::actor::account::close(conn, id, app.now())).await.unwrap();
        assert_eq!(scene.come(&mut other, "/").await.status, StatusCode::FORBIDDEN);
        assert!(!other.is_in().await);
    }
}
