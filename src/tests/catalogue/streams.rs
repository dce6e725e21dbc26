//! AUT-12: streams of events end with the login they belong to, and nobody whose login ended opens another one.

use super::Scene;
use crate::access::passkey::Proof;
use crate::access::password;
use crate::actor::account;
use crate::administration::people;
use crate::instance;
use crate::live::Watcher;
use crate::on_both_databases;
use crate::server::ServerSettings;
use crate::store::schema::actors;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::access::account;
use crate::tests::browser::Browser;
use axum::body::Body;
use diesel::prelude::*;
use futures_util::FutureExt;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use std::time::Duration;
use tower::ServiceExt;

/// The page of a browser that hears what is new.
struct Open {
    browser: Browser,
    stream: Body,
}

impl Open {
    async fn of(test: &TestApp, name: &str) -> Self {
        let browser = Browser::logged_in(test, name).await;
        let cookie = format!("session={}", browser.cookies["session"]);
        let request = Request::get("/live").header(header::HOST, test.app.urls.host()).header(header::COOKIE, cookie);
        let router = instance::router(&test.app, &ServerSettings::default());
        let answer = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let mut open = Self { browser, stream: answer.into_body() };
        let first = open.stream.frame().await.unwrap().unwrap().into_data().unwrap();
        assert!(first.starts_with(b"event: bell"), "{first:?}");
        open
    }

    /// The stream is over, and the browser is told not to come again.
    async fn ended(mut self, why: &str) {
        let end = self.stream.frame().now_or_never().unwrap_or_else(|| panic!("{why}: the stream goes on"));
        assert!(end.is_none(), "{why}: {end:?}");
        drop(self.stream);
        assert_eq!(self.browser.get("/live").await.status, StatusCode::NO_CONTENT, "{why}");
        assert!(!self.browser.is_in().await, "{why}");
    }

    /// Nothing came, and nothing ended.
    fn goes_on(&mut self) {
        let heard = self.stream.frame().now_or_never();
        assert!(heard.is_none(), "{heard:?}");
    }
}

on_both_databases! {
    async fn aut_12_a_stream_ends_with_its_login(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (test, app) = (&scene.test, &scene.test.app);
        for name in ["bert", "carla", "dora", "emil", "fritz", "gerd"] {
            test.person(name).await;
        }
        let eva = test.admin("eva").await;
        let mut watcher = Watcher::default();
        watcher.look(app).await.unwrap();
        let mut bystander = Open::of(test, "carla").await;

        let (phone, desk) = (Open::of(test, "bert").await, Open::of(test, "bert").await);
        let bert = account(test, "bert").await;
        people::suspend(app, Some(eva), bert.id, "Zugang missbraucht").await.unwrap();
        watcher.look(app).await.unwrap();
        phone.ended("login closed").await;
        desk.ended("login closed, second device").await;
        assert_ne!(Browser::new(test).log_in("bert", "kurzer dienstweg").await.status, StatusCode::SEE_OTHER);

        let hidden = Open::of(test, "dora").await;
        let dora = account(test, "dora").await.actor_id;
        let hide = move |conn: &mut crate::store::Conn, app: &crate::app::App| {
            Ok(diesel::update(actors::table.find(dora)).set(actors::suspended_at.eq(Some(app.now()))).execute(conn)?)
        };
        app.write(hide).await.unwrap();
        watcher.look(app).await.unwrap();
        hidden.ended("person suspended").await;

        let (mut here, there) = (Open::of(test, "emil").await, Open::of(test, "emil").await);
        here.browser.get("/ich/sicherheit").await;
        here.browser.post("/ich/sicherheit/andere-sitzungen", &[]).await;
        watcher.look(app).await.unwrap();
        there.ended("ended from another device").await;
        here.goes_on();
        here.browser.fill("/abmelden", &[]).await;
        watcher.look(app).await.unwrap();
        here.ended("logged out").await;

        let before = Open::of(test, "fritz").await;
        password::change(app, &account(test, "fritz").await, Proof::from("kurzer dienstweg"), "vierzig grüne gänse").await.unwrap();
        watcher.look(app).await.unwrap();
        before.ended("new password").await;

        bystander.goes_on();
        let idle = Open::of(test, "gerd").await;
        test.clock.advance(account::IDLE + Duration::from_secs(1));
        watcher.look(app).await.unwrap();
        idle.ended("nobody used it").await;
        bystander.ended("nor this one").await;
        assert_eq!(app.streams.count(), 0);
    }
}
