//! The public face of a protected community: posts its hosts chose for people outside.

use crate::activity::outbox;
use crate::actor::CommunityReach;
use crate::object::Reach;
use crate::on_both_databases;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::{Browser, Part};
use crate::tests::harness::group;
use http::StatusCode;

const EDIT: &str = "/g/krise/bearbeiten";

on_both_databases! {
    async fn hosts_choose_public_posts_for_people_outside(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.staff("anna").await, test.staff("bert").await);
        let krise = test.protected_group(anna, "krise").await;
        let open = test.article(anna, None, "Was wir gelernt haben", Reach::Public).await;
        let inside = test.article(anna, Some(krise), "Lage", Reach::Public).await;
        let followers = test.article(anna, None, "Unter uns", Reach::Followers).await;
        let comment = test.comment(anna, open, "Nachtrag").await.unwrap();
        let host = test.browser(anna).await;
        let form = |lines: String| [("name", "Krise".to_owned()), ("face", lines)];
        for wrong in [
            format!("/b/{inside}"),
            format!("/b/{followers}"),
            format!("/b/{comment}"),
            "/b/7".to_owned(),
            "irgendwas".to_owned(),
            "https://anderswo.example/1".to_owned(),
            format!("/b/{open}\n").repeat(11),
        ] {
            let fields = form(wrong.clone());
            let parts = fields.each_ref().map(|(name, value)| Part::Text(name, value));
            let again = test.send_form(&host, EDIT, &parts).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert!(again.text().contains("Jede Zeile muss der Link eines öffentlichen Beitrags sein"), "{wrong}");
        }
        let fields = form(format!("{}\n\n{}", test.app.urls.at(&format!("/b/{open}#c-1")), test.object(open).await.ap_id));
        let parts = fields.each_ref().map(|(name, value)| Part::Text(name, value));
        assert_eq!(test.send_form(&host, EDIT, &parts).await.status, StatusCode::SEE_OTHER);

        let mut visitor = Browser::new(&test);
        let page = visitor.get("/g/krise").await;
        page.shows(StatusCode::OK, &["Öffentlich zu lesen", "Was wir gelernt haben"]);
        assert!(!page.body.contains("Lage"), "{}", page.body);
        Browser::logged_in(&test, "bert").await.get("/g/krise").await.shows(StatusCode::OK, &["Öffentlich zu lesen"]);
        let inside = Browser::logged_in(&test, "anna").await.get("/g/krise").await;
        assert!(!inside.body.contains("Öffentlich zu lesen"), "{}", inside.body);
        let edited = Browser::logged_in(&test, "anna").await.get(EDIT).await;
        edited.shows(StatusCode::OK, &[&format!("{}</textarea>", test.app.urls.at(&format!("/b/{open}")))]);

        // Other changes leave it; what is gone stands there no longer.
        outbox::change_profile(&test.app, anna, krise, "Krise", "Neu", None, None).await.unwrap();
        visitor.get("/g/krise").await.shows(StatusCode::OK, &["Was wir gelernt haben"]);
        outbox::delete(&test.app, anna, open).await.unwrap();
        let page = visitor.get("/g/krise").await;
        assert!(!page.body.contains("Öffentlich zu lesen"), "{}", page.body);

        let geheim = outbox::create_group(&test.app, bert, group("geheim", CommunityReach::Secret)).await.unwrap();
        let form = Browser::logged_in(&test, "bert").await.get("/g/geheim/bearbeiten").await;
        assert!(geheim > 0 && !form.body.contains("name=\"face\""), "what is hidden has no outside: {}", form.body);
    }
}
