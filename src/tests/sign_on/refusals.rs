//! Answers that nobody asked for, and providers that answer nonsense: a clear page, and nothing half done.

use super::provider::Mood;
use super::{DAY, Scene};
use crate::on_both_databases;
use crate::openid::tests::signer::encoded;
use crate::store::testing::TestDatabase;
use crate::tests::browser::Browser;
use http::StatusCode;
use serde_json::json;
use std::time::Duration;

const BACK: &str = "/anmelden/oidc/amt/zurueck";

on_both_databases! {
    async fn aut_06_answers_need_their_question(database: TestDatabase) {
        let scene = Scene::new(database).await;
        scene.kim().await;
        let before = scene.counts().await;
        let (mut hers, mut other) = (Browser::new(&scene.test), Browser::new(&scene.test));
        let again = &["zu lange gedauert", "beginne noch einmal"];
        // Nobody asked.
        for query in ["", "?code=x&state=x", "?state=&code=x", "?error=access_denied", "?state=x&error=access_denied"] {
            hers.get(&format!("{BACK}{query}")).await.shows(StatusCode::BAD_REQUEST, again);
        }
        // Asked in another browser: the answer is used up there, and worth nothing here afterwards.
        let back = scene.provider.let_in(&scene.begin(&mut hers, "/").await);
        other.get("/anmelden").await;
        other.get(&back).await.shows(StatusCode::BAD_REQUEST, again);
        hers.get(&back).await.shows(StatusCode::BAD_REQUEST, again);
        // Twice.
        let back = scene.provider.let_in(&scene.begin(&mut hers, "/").await);
        assert_eq!(hers.get(&back).await.location(), "/");
        let mut later = Browser::new(&scene.test);
        later.adopt(&hers);
        later.get(&back).await.shows(StatusCode::BAD_REQUEST, again);
        // Too late.
        let back = scene.provider.let_in(&scene.begin(&mut other, "/").await);
        scene.test.clock.advance(Duration::from_secs(301));
        other.get(&back).await.shows(StatusCode::BAD_REQUEST, again);
        assert!(!other.is_in().await);
        let [identities, sessions, newcomers, questions] = scene.counts().await;
        assert_eq!([identities, sessions, newcomers, questions], [before[0], before[1] + 1, 0, 0]);
    }

    async fn an_answer_of_somebody_else_or_of_trouble_leads_nowhere(database: TestDatabase) {
        let scene = Scene::new(database).await;
        scene.kim().await;
        let mut browser = Browser::new(&scene.test);
        let nonsense = &["lässt sich nicht prüfen", "nichts hat sich geändert"];
        for (change, status, texts) in [
            (("&iss=", "&iss=https%3A%2F%2Fevil.example&x="), StatusCode::BAD_GATEWAY, &nonsense[..]),
            // It says that it names itself, and does not.
            (("&iss=", "&x="), StatusCode::BAD_GATEWAY, nonsense),
            (("code=", "error=access_denied&x="), StatusCode::FORBIDDEN, &["abgelehnt oder abgebrochen"]),
            (("code=", "error=%0Aevil%3A+line&x="), StatusCode::FORBIDDEN, &["abgelehnt oder abgebrochen"]),
            (("code=", "x="), StatusCode::FORBIDDEN, &["abgelehnt oder abgebrochen"]),
            (("code=", "code=unknown&x="), StatusCode::FORBIDDEN, &["abgelehnt oder abgebrochen"]),
        ] {
            let back = scene.provider.let_in(&scene.begin(&mut browser, "/").await).replace(change.0, change.1);
            browser.get(&back).await.shows(status, texts);
            assert!(!browser.is_in().await, "{back}");
        }
        assert!(!browser.get("/anmelden/oidc/anderswo/zurueck?state=x").await.status.is_success());
        assert_eq!(browser.get("/anmelden/oidc/anderswo/zurueck?state=x").await.status, StatusCode::NOT_FOUND);
    }

    async fn aut_07_tokens_are_checked_in_full(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (_, kim) = scene.kim().await;
        let before = scene.counts().await;
        let mut browser = Browser::new(&scene.test);
        for claims in [
            json!({"nonce": "another"}), json!({"nonce": null}), json!({"aud": "other"}), json!({"aud": ["dienstweg", "other"]}),
            json!({"azp": "other"}), json!({"iss": "https://evil.example"}), json!({"sub": null}), json!({"sub": ""}), json!({"exp": 1}),
            json!({"iat": 9_999_999_999_i64}), json!({"iat": null}), json!({"sub": "x".repeat(300)}),
        ] {
            scene.says(claims.clone());
            scene.come(&mut browser, "/").await.shows(StatusCode::BAD_GATEWAY, &["lässt sich nicht prüfen"]);
            assert!(!browser.is_in().await, "{claims}");
        }
        scene.says(json!({}));
        let good = { let world = scene.provider.world(); scene.provider.shared.claims(&world, None).to_string() };
        for token in [
            String::new(), "x".repeat(300_000), "a.b.c".to_owned(),
            format!("{}.{}.", encoded(r#"{"alg":"none"}"#), encoded(&good)),
            scene.provider.shared.signer.sign_text(r#"{"alg":"ES256","kid":"unknown"}"#, &good),
            scene.provider.shared.signer.sign_text(r#"{"alg":"ES256","kid":"k1"}"#, r#"{"sub":"kim-7","sub":"tom"}"#),
        ] {
            scene.provider.world().id_token = Some(token);
            let answer = scene.come(&mut browser, "/").await;
            assert!([StatusCode::BAD_GATEWAY, StatusCode::SERVICE_UNAVAILABLE].contains(&answer.status), "{answer:?}");
            assert!(!browser.is_in().await);
        }
        assert_eq!((scene.counts().await, scene.current(kim).await), (before, None));
        // Keys are asked for again when one is unknown, and not again and again.
        let asked = scene.provider.world().asked.iter().filter(|path| path.ends_with("/keys")).count();
        assert!(asked <= 2, "{asked}");
    }

    async fn flt_42_sessions_live_without_the_provider(database: TestDatabase) {
        let scene = Scene::new(database).await;
        let (mut kim, _) = scene.kim().await;
        let mut browser = Browser::new(&scene.test);
        let url = scene.begin(&mut browser, "/").await;
        for (mood, status, text) in [
            (Mood::Busy, StatusCode::SERVICE_UNAVAILABLE, "Stadt Essen antwortet gerade nicht"),
            (Mood::Confused, StatusCode::BAD_GATEWAY, "lässt sich nicht prüfen"),
            (Mood::Impostor, StatusCode::BAD_GATEWAY, "lässt sich nicht prüfen"),
        ] {
            scene.provider.feels(mood);
            // What is known of it has become old.
            scene.test.clock.advance(Duration::from_secs(2 * 3_600));
            browser.get("/anmelden").await;
            browser.post("/anmelden/oidc/amt", &[]).await.shows(status, &[text]);
            assert!(kim.is_in().await && !browser.is_in().await, "{mood:?}");
        }
        browser.get(&scene.provider.let_in(&url)).await.shows(StatusCode::BAD_REQUEST, &["zu lange gedauert"]);
        // While somebody is on the way.
        scene.provider.feels(Mood::Well);
        let url = scene.begin(&mut browser, "/").await;
        let back = scene.provider.let_in(&url);
        scene.provider.feels(Mood::Busy);
        browser.get(&back).await.shows(StatusCode::SERVICE_UNAVAILABLE, &["antwortet gerade nicht"]);
        scene.provider.feels(Mood::Well);
        scene.test.clock.advance(DAY);
        assert_eq!(scene.come(&mut browser, "/").await.location(), "/");
    }
}
