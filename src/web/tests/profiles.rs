//! What people say about themselves, and hosts about their communities: typed into forms, shown, and told to other servers.

use crate::actor;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use axum::http::StatusCode;

/// The actor in the last `Update`, as another server reads it.
async fn told(test: &TestApp) -> actor::Actor {
    let entries = test.entries().await;
    let update = entries.iter().rfind(|entry| entry.verb == "Update").unwrap();
    let activity: serde_json::Value = serde_json::from_str(&update.body).unwrap();
    actor::json::parse(activity["object"].as_object().unwrap(), test.app.now()).unwrap().actor
}

on_both_databases! {
    async fn a_profile_says_house_role_place_and_what_somebody_knows(database: TestDatabase) {
        let test = TestApp::new(database).await;
        test.person("anna").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        browser.get("/ich/profil").await.shows(StatusCode::OK, &["name=\"organisation\" type=\"text\" value=\"Stadt Essen\""]);
        let fields = [
            ("name", "Anna"), ("organisation", "Kreis Unna"), ("role", "Sachbearbeiterin <b>"), ("place", "Unna"), ("about", "Text"),
            ("offers", "Vergaberecht, #Excel"), ("seeks", "Vorlagen"), ("informal", "1"),
        ];
        assert_eq!(browser.submit("/ich/profil", &fields).await.location(), "/@anna");
        let shown = ["Kreis Unna", "Sachbearbeiterin &#60;b&#62;", "Unna", "Vergaberecht", "Excel", "Vorlagen", "#gernPerDu"];
        Browser::new(&test).get("/@anna").await.shows(StatusCode::OK, &shown);
        browser.get("/ich/profil").await.shows(StatusCode::OK, &["value=\"Unna\"", "Vergaberecht, Excel", "value=\"1\" aria-describedby=\"informal-hint\" checked"]);

        let remote = told(&test).await;
        let said = actor::json::person(&remote);
        assert_eq!(
            (said.organisation.as_str(), said.role.as_str(), said.place.as_str(), said.informal),
            ("Kreis Unna", "Sachbearbeiterin <b>", "Unna", true)
        );
        assert_eq!((said.offers, said.seeks), (vec!["Vergaberecht".to_owned(), "Excel".to_owned()], vec!["Vorlagen".to_owned()]));

        // Too much is said at its field, and nothing typed is lost.
        let many: Vec<String> = (0..21).map(|number| format!("Wort{number}")).collect();
        let page = browser.submit("/ich/profil", &[("name", "Anna"), ("role", "Leitung"), ("offers", &many.join(","))]).await;
        page.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#offers\"", "Wort20", "value=\"Leitung\""]);
    }

    async fn rules_stand_on_the_page_and_before_the_first_post(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let anna = test.person("anna").await;
        test.group(anna, "bauen").await;
        let mut browser = Browser::logged_in(&test, "anna").await;
        let fields = [("name", "Bauen"), ("purpose", "Wofür"), ("rules", "1. Freundlich *bleiben*")];
        assert_eq!(browser.submit("/g/bauen/bearbeiten", &fields).await.location(), "/g/bauen");
        let rules = ["Regeln der Gruppe", "Freundlich <em>bleiben</em>"];
        Browser::new(&test).get("/g/bauen").await.shows(StatusCode::OK, &rules);
        browser.get("/g/bauen/bearbeiten").await.shows(StatusCode::OK, &["1. Freundlich *bleiben*</textarea>"]);
        assert!(actor::json::rules(&told(&test).await).html.contains("Freundlich <em>bleiben</em>"));

        browser.get("/g/bauen/neu").await.shows(StatusCode::OK, &rules);
        assert!(browser.post("/g/bauen/neu", &[("title", "Titel"), ("text", "Text")]).await.location().starts_with("/b/"));
        assert!(!browser.get("/g/bauen/neu").await.body.contains("Freundlich"));

        let long = "x".repeat(10_001);
        let page = browser.submit("/g/bauen/bearbeiten", &[("name", "Bauen"), ("rules", &long)]).await;
        page.shows(StatusCode::UNPROCESSABLE_ENTITY, &["href=\"#rules\""]);
    }
}
