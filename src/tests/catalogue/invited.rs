//! Protected communities into which people come by invitation, or because somebody vouches for them.

use crate::activity::outbox;
use crate::actor::application::{self, ApplicationState};
use crate::actor::json::PROFILE;
use crate::actor::member::{self, Role};
use crate::actor::{ActorKind, CommunityReach};
use crate::administration::network;
use crate::error::{Error, Result};
use crate::notification::{self, NotificationKind};
use crate::on_both_databases;
use crate::policy::Action;
use crate::store::testing::TestDatabase;
use crate::tests::TestApp;
use crate::tests::browser::Browser;
use crate::tests::harness::group;
use crate::tests::remote::Remote;
use crate::text::Handle;
use http::StatusCode;
use serde_json::json;

async fn invite(test: &TestApp, host: i64, group: i64, handle: &str) -> Result<()> {
    outbox::invite(&test.app, host, group, &Handle::parse(handle).unwrap(), "Komm dazu").await
}

async fn role(test: &TestApp, group: i64, person: i64) -> Option<Role> {
    test.app.read(move |conn, _| member::role(conn, group, person)).await.unwrap()
}

async fn state(test: &TestApp, group: i64, person: i64) -> Option<ApplicationState> {
    test.app.read(move |conn, _| application::find(conn, group, person)).await.unwrap().map(|known| known.state)
}

fn field(result: Result<()>) -> &'static str {
    match result.unwrap_err() {
        Error::Invalid(fields) => fields[0].text,
        Error::Forbidden(reason) | Error::Conflict(reason) => reason.text,
        other => panic!("{other:?}"),
    }
}

on_both_databases! {
    async fn who_is_invited_comes_in_and_for_everybody_else_nothing_is_there(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert) = (test.staff("anna").await, test.staff("bert").await);
        test.staff("carla").await;
        let lage = outbox::create_group(&test.app, anna, group("lage", CommunityReach::Secret)).await.unwrap();
        let (mut host, mut guest, mut stranger) =
            (Browser::logged_in(&test, "anna").await, Browser::logged_in(&test, "bert").await, Browser::logged_in(&test, "carla").await);
        assert_eq!(guest.get("/g/lage").await.status, StatusCode::NOT_FOUND);
        assert!(matches!(outbox::join(&test.app, bert, lage).await.unwrap_err(), Error::NotFound), "nor by its number");
        host.get("/g/lage/mitglieder").await;
        let sent = host.submit("/g/lage/mitglieder/einladen", &[("handle", "@bert"), ("words", "Du kennst den Plan")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{sent:?}");
        assert!(host.get("/g/lage/mitglieder").await.body.contains("Eingeladen, noch ohne Antwort"));
        let told = test.app.read(move |conn, _| notification::list(conn, bert, i64::MAX, 10)).await.unwrap();
        assert_eq!(told.iter().map(|one| one.kind).collect::<Vec<_>>(), [NotificationKind::Invited]);
        assert!(guest.get("/gruppen").await.body.contains("Gruppe lage"));
        let page = guest.get("/g/lage").await.body;
        assert!(page.contains("Du kennst den Plan") && page.contains("Einladung ablehnen"), "{page}");
        assert!(!page.contains("lage@rudi.localhost"), "an address that is of no use to anybody: {page}");
        assert_eq!(stranger.get("/g/lage").await.status, StatusCode::NOT_FOUND);
        assert!(!stranger.get("/gruppen").await.body.contains("Gruppe lage"));
        guest.get("/g/lage").await;
        guest.submit("/g/lage/beitreten", &[]).await;
        assert_eq!(role(&test, lage, bert).await, Some(Role::Member), "without anybody's decision");
        assert_eq!(state(&test, lage, bert).await, Some(ApplicationState::Accepted));
        let told = test.app.read(move |conn, _| notification::list(conn, anna, i64::MAX, 10)).await.unwrap();
        assert_eq!(told.iter().map(|one| one.kind).collect::<Vec<_>>(), [NotificationKind::Join], "and the host hears of it");
        outbox::leave(&test.app, bert, lage).await.unwrap();
        assert_eq!(guest.get("/g/lage").await.status, StatusCode::NOT_FOUND, "gone with the membership");
    }

    async fn invitations_are_declined_taken_back_and_refused(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert, carla) = (test.staff("anna").await, test.staff("bert").await, test.person("carla").await);
        let lage = outbox::create_group(&test.app, anna, group("lage", CommunityReach::Secret)).await.unwrap();
        assert_eq!(field(invite(&test, bert, lage, "@carla").await), "error-not-a-host");
        assert_eq!(field(invite(&test, anna, lage, "@anna").await), "error-invite-self");
        assert_eq!(field(invite(&test, anna, lage, "@niemand").await), "error-invite-nobody");
        assert_eq!(field(invite(&test, anna, lage, "@lage").await), "error-invite-nobody");
        invite(&test, anna, lage, "@bert").await.unwrap();
        assert_eq!(field(invite(&test, anna, lage, "@bert").await), "error-invite-again");
        outbox::decline_invitation(&test.app, bert, lage).await.unwrap();
        assert_eq!(state(&test, lage, bert).await, Some(ApplicationState::Declined));
        assert!(matches!(outbox::join(&test.app, bert, lage).await.unwrap_err(), Error::NotFound));
        assert!(matches!(outbox::decline_invitation(&test.app, bert, lage).await.unwrap_err(), Error::NotFound), "once");

        invite(&test, anna, lage, "@bert").await.unwrap();
        outbox::withdraw_invitation(&test.app, anna, lage, bert).await.unwrap();
        assert!(matches!(outbox::join(&test.app, bert, lage).await.unwrap_err(), Error::NotFound));
        assert_eq!(field(outbox::withdraw_invitation(&test.app, anna, lage, bert).await), "error-application-settled");

        invite(&test, anna, lage, "@carla").await.unwrap();
        assert_eq!(field(outbox::join(&test.app, carla, lage).await), "error-not-vetted", "an invitation vouches for nobody");
        assert_eq!(state(&test, lage, carla).await, Some(ApplicationState::Invited));

        let krise = test.protected_group(anna, "krise").await;
        outbox::ask_to_join(&test.app, bert, krise, "Bitte").await.unwrap();
        assert_eq!(field(invite(&test, anna, krise, "@bert").await), "error-invite-asking");
        outbox::admit_applicant(&test.app, anna, krise, bert).await.unwrap();
        assert_eq!(field(invite(&test, anna, krise, "@bert").await), "error-invite-member");
        outbox::ban(&test.app, anna, krise, bert, "Streit", None).await.unwrap();
        assert_eq!(field(invite(&test, anna, krise, "@bert").await), "error-invite-banned");
    }

    async fn staff_of_the_house_and_of_connected_instances_come_in_without_asking(database: TestDatabase) {
        let test = TestApp::new(database).await;
        let (anna, bert, carla) = (test.staff("anna").await, test.staff("bert").await, test.person("carla").await);
        for (username, reach) in [("netz", CommunityReach::Network), ("haus", CommunityReach::Local)] {
            let id = outbox::create_group(&test.app, anna, group(username, reach)).await.unwrap();
            assert!(Browser::logged_in(&test, "bert").await.get(&format!("/g/{username}")).await.body.contains(">Beitreten<"));
            outbox::join(&test.app, bert, id).await.unwrap();
            assert_eq!(role(&test, id, bert).await, Some(Role::Member));
            assert_eq!(field(outbox::join(&test.app, carla, id).await), "error-not-vetted");
        }
        let netz = test.app.read(|conn, app| crate::actor::model::group_by_handle(conn, "netz", app.urls.host())).await.unwrap().unwrap();
        let haus = test.app.read(|conn, app| crate::actor::model::group_by_handle(conn, "haus", app.urls.host())).await.unwrap().unwrap();
        let mut server = Remote::unknown("http://next.localhost:7005/server");
        let mut document = server.document(ActorKind::Application);
        document["implements"] = json!([{"href": PROFILE}]);
        server.id = test.learn(&document).await;
        let erika = test.remote(ActorKind::Person, "http://next.localhost:7005/u/erika").await;
        // What nobody proves is refused before anybody looks at connections.
        test.accepts(&erika, &erika.activity(1, "Join", netz.ap_id.as_str())).await;
        assert_eq!(role(&test, netz.id, erika.id).await, None);
        network::set_rule(&test.app, None, "next.localhost", Some(Action::Allow), "Verbund").await.unwrap();
        assert!(test.app.policy().connects("next.localhost:7005") && !test.app.policy().connects("other.localhost"));
        // For others the house does not exist.
        test.refuses(&erika, &erika.activity(2, "Join", haus.ap_id.as_str()), 404).await;
        test.refuses(&erika, &erika.activity(3, "Join", test.app.urls.actor(17)), 404).await;
    }
}
