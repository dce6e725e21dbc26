//! How it ends: the provider does not know somebody any more, says something else about her, or says that she was logged out.

use super::provider::Mood;
use super::{DAY, Scene};
use crate::activity::outbox;
use crate::actor::follow::RelationState;
use crate::actor::{CommunityReach, member};
use crate::instance;
use crate::notification::{self, NotificationKind};
use crate::on_both_databases;
use crate::store::schema::identities;
use crate::store::testing::TestDatabase;
use crate::tests::browser::Browser;
use crate::tests::harness::group;
use diesel::prelude::*;
use http::StatusCode;
use serde_json::{Value, json};
use std::time::Duration;

/// Somebody the provider can be asked about.
async fn offline(database: TestDatabase) -> (Scene, Browser, i64) {
    let scene = Scene::with(database, |settings| settings.scopes = "openid offline_access".to_owned()).await;
    scene.provider.world().offline = true;
    scene.says(json!({"groups": ["/amt/bauen"], "name": "Kim", "preferred_username": "kim"}));
    let (browser, kim) = scene.kim().await;
    (scene, browser, kim)
}

async fn token(scene: &Scene) -> Option<String> {
    scene.test.app.read(|conn, _| Ok(identities::table.select(identities::refresh_token).first(conn)?)).await.unwrap()
}

async fn after(scene: &Scene, time: Duration) {
    scene.test.clock.advance(time);
    instance::run_due(&scene.test.app).await.unwrap();
}

/// What became of somebody's membership.
async fn membership(scene: &Scene, group: i64, person: i64) -> RelationState {
    scene.test.app.read(move |conn, _| member::find(conn, group, person)).await.unwrap().unwrap().state
}

async fn told(scene: &Scene, person: i64) -> usize {
    let all = scene.test.app.read(move |conn, _| notification::list(conn, person, i64::MAX, 50)).await.unwrap();
    all.iter().filter(|one| one.kind == NotificationKind::VouchingWithdrawn).count()
}

on_both_databases! {
    async fn who_is_still_there_stays_staff_without_logging_in(database: TestDatabase) {
        let (scene, _, kim) = offline(database).await;
        let first = token(&scene).await.unwrap();
        assert!(!first.contains("refresh"), "it is sealed");
        for _ in 0..70 {
            after(&scene, DAY + DAY / 20).await;
            assert!(scene.current(kim).await.is_some());
        }
        let asked = scene.provider.world().asked.iter().filter(|path| path.ends_with("/token")).count();
        assert!((69..=72).contains(&asked), "once a day: {asked}");
        assert_ne!(token(&scene).await.unwrap(), first, "the newest is kept");
        // Something else holds by now.
        scene.says(json!({"groups": ["/werke"]}));
        after(&scene, DAY + DAY / 10).await;
        assert_eq!(scene.current(kim).await.unwrap().organisation_id, Some(scene.works));
        assert_eq!(told(&scene, kim).await, 0);
    }

    async fn who_is_gone_is_no_staff_and_her_sessions_end(database: TestDatabase) {
        let (scene, mut browser, kim) = offline(database).await;
        // One that came by the password is hers, not the provider's.
        browser.submit("/ich/sicherheit/passwort", &[("password", "kurzer dienstweg")]).await.location();
        // In a protected community, which is for staff alone.
        let krise = outbox::create_group(&scene.test.app, kim, group("krise", CommunityReach::Closed)).await.unwrap();
        assert_eq!(membership(&scene, krise, kim).await, RelationState::Accepted);
        let mut by_provider = Browser::new(&scene.test);
        scene.come(&mut by_provider, "/").await.location();
        scene.provider.feels(Mood::Forgetful);
        after(&scene, DAY + DAY / 10).await;
        assert_eq!((scene.current(kim).await, token(&scene).await, told(&scene, kim).await), (None, None, 1));
        assert_eq!(membership(&scene, krise, kim).await, RelationState::Lapsed);
        assert!(!by_provider.is_in().await);
        Browser::logged_in(&scene.test, "kim").await;
        // Nobody asks any more, until she comes again.
        let asked = scene.provider.world().asked.len();
        after(&scene, 5 * DAY).await;
        assert_eq!(scene.provider.world().asked.len(), asked);
        scene.provider.feels(Mood::Well);
        assert_eq!(scene.come(&mut by_provider, "/").await.location(), "/");
        assert!(scene.current(kim).await.is_some() && token(&scene).await.is_some());
        assert_eq!(membership(&scene, krise, kim).await, RelationState::Accepted);
    }

    async fn a_provider_in_trouble_ends_nothing(database: TestDatabase) {
        let (scene, mut browser, kim) = offline(database).await;
        let kept = token(&scene).await;
        for mood in [Mood::Busy, Mood::Confused, Mood::Offended, Mood::Impostor] {
            scene.provider.feels(mood);
            after(&scene, DAY + DAY / 10).await;
            browser.get("/gruppen").await;
            assert!(scene.current(kim).await.is_some() && token(&scene).await == kept, "{mood:?}");
        }
        assert_eq!(told(&scene, kim).await, 0);
        // It is asked again in an hour or two.
        scene.provider.feels(Mood::Well);
        after(&scene, DAY / 8).await;
        assert_ne!(token(&scene).await, kept);
        // A token of somebody else is no news of her, either.
        scene.says(json!({"sub": "tom-8", "groups": []}));
        after(&scene, DAY + DAY / 10).await;
        assert!(scene.current(kim).await.is_some());
        // Nothing is believed for ever: without an answer it runs out.
        scene.provider.feels(Mood::Busy);
        for _ in 0..31 {
            after(&scene, DAY).await;
        }
        assert_eq!(scene.current(kim).await, None);
        assert!(token(&scene).await.is_some());
    }

    async fn a_chain_that_broke_is_begun_again_at_night(database: TestDatabase) {
        let (scene, _, _) = offline(database).await;
        scene.test.app.write(|conn, _| {
            use crate::store::schema::jobs;
            diesel::delete(jobs::table.filter(jobs::kind.eq(crate::sign_on::CHECK))).execute(conn)?;
            Ok(())
        }).await.unwrap();
        scene.test.app.write(crate::administration::recount::ensure_night).await.unwrap();
        let kept = token(&scene).await;
        for _ in 0..5 {
            after(&scene, DAY).await;
        }
        assert_ne!(token(&scene).await, kept);
    }

    async fn log_outs_at_the_provider_end_the_sessions_that_came_from_there(database: TestDatabase) {
        let scene = Scene::new(database).await;
        scene.says(json!({"sid": "s-1", "groups": ["/amt/bauen"]}));
        let (mut first, kim) = scene.kim().await;
        scene.says(json!({"sid": "s-2", "groups": ["/amt/bauen"]}));
        let mut second = Browser::new(&scene.test);
        scene.come(&mut second, "/").await.location();
        let send = async |token: &str| {
            let mut nobody = Browser::new(&scene.test);
            let fields = [("logout_token".to_owned(), token.to_owned())];
            nobody.post_with("/anmelden/oidc/amt/abmelden", &fields, &[]).await
        };
        // Nothing that does not count ends anything.
        let good = |number: &str, more: Value| scene.provider.logout_token(number, more);
        for token in [
            String::new(), "x.y.z".to_owned(), good("j-0", json!({"sid": "s-1", "aud": "other"})), good("j-0", json!({"sid": "s-1", "nonce": "n"})),
            good("j-0", json!({})), good("j-0", json!({"sid": "s-1", "events": {}})),
            { let world = scene.provider.world(); scene.provider.shared.signer.sign(&scene.provider.shared.claims(&world, None)) },
        ] {
            let answer = send(&token).await;
            assert_eq!((answer.status, answer.body.as_str()), (StatusCode::BAD_REQUEST, ""), "{token}");
        }
        assert!(first.is_in().await && second.is_in().await);
        let token = good("j-1", json!({"sid": "s-1"}));
        let answer = send(&token).await;
        assert_eq!((answer.status, answer.headers["cache-control"].to_str().unwrap()), (StatusCode::OK, "no-store"));
        assert!(!first.is_in().await && second.is_in().await);
        assert_eq!(send(&token).await.status, StatusCode::BAD_REQUEST, "once");
        assert_eq!(send(&good("j-2", json!({"sub": "tom-8"}))).await.status, StatusCode::OK);
        assert!(second.is_in().await);
        scene.come(&mut first, "/").await.location();
        assert_eq!(send(&good("j-3", json!({"sub": "kim-7"}))).await.status, StatusCode::OK);
        assert!(!first.is_in().await && !second.is_in().await);
        // It says nothing about where she works.
        assert!(scene.current(kim).await.is_some());
        scene.provider.feels(Mood::Busy);
        scene.test.clock.advance(2 * DAY);
        assert_eq!(send(&good("j-4", json!({"sub": "kim-7"}))).await.status, StatusCode::SERVICE_UNAVAILABLE);
        let mut nobody = Browser::new(&scene.test);
        assert_eq!(nobody.post_with("/anmelden/oidc/anderswo/abmelden", &[], &[]).await.status, StatusCode::NOT_FOUND);
    }
}
