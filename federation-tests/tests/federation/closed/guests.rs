//! Guests of organisations elsewhere, and members elsewhere who only read.

use super::{HOUR, Scene, is};
use dienstweg::activity::fetch;
use dienstweg::activity::outbox::{self, ProfileDraft};
use dienstweg::actor::application::{self, ApplicationState};
use dienstweg::actor::member::{self, Role};
use dienstweg::vetting::{self, Evidence};
use federation_tests::{Instance, on_both_databases};

/// Somebody whom the city takes in as a guest for ten days. Returns the number of the person.
async fn guest(instance: &Instance, username: &str) -> i64 {
    let (host, person) = (instance.staff("gastgeberin").await, instance.person(username).await);
    let (organisation, _) = instance.vouch(host).await;
    let until = instance.app.now().plus(HOUR * 240);
    let work = move |conn: &mut dienstweg::store::Conn, app: &dienstweg::app::App| {
        vetting::vouch(conn, app, person, organisation, Evidence::Guest { by: Some(host), until }).map(drop)
    };
    instance.app.write(work).await.unwrap();
    person
}

async fn role(instance: &Instance, group: i64, person: i64) -> Option<Role> {
    instance.app.read(move |conn, _| member::role(conn, group, person)).await.unwrap()
}

on_both_databases! {
    async fn guests_from_elsewhere_come_in_where_guests_are_admitted(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, gamma) = (&scene.network[0], &scene.network[2]);
        let gast = guest(gamma, "gast").await;
        let group = scene.group;
        let there = gamma.look_up(&format!("krise@{}", alpha.host())).await.id;
        // His server has not heard of the rule that will hold; the home decides.
        let open = ProfileDraft { guests: Some(true), ..ProfileDraft::new("Krise", "Auch für Gäste") };
        outbox::change_profile_and_picture(&alpha.app, scene.anna, group, open).await.unwrap();
        scene.network.settle().await;
        let refused = outbox::ask_to_join(&gamma.app, gast, there, "Bitte").await.unwrap_err();
        assert!(is(&refused, "error-guest-not-admitted"), "as far as his server knows: {refused:?}");
        scene.hours(25).await;
        let there = fetch::community(&gamma.app, &alpha.app.urls.actor(group)).await.unwrap();
        assert!(dienstweg::actor::json::rules(&there).guests);
        outbox::ask_to_join(&gamma.app, gast, there.id, "Bitte").await.unwrap();
        scene.network.settle().await;
        let waiting = alpha.app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap();
        let applicant = waiting[0].actor_id;
        let known = alpha.app.read(move |conn, app| vetting::current(conn, applicant, app.now())).await.unwrap().unwrap();
        assert!(known.is_guest() && known.organisation == "Stadt Essen", "{known:?}");
        outbox::admit_applicant(&alpha.app, scene.anna, group, applicant).await.unwrap();
        scene.network.settle().await;
        assert_eq!(role(gamma, there.id, gast).await, Some(Role::Member));
        let count = alpha.app.read(move |conn, app| vetting::guests_in(conn, group, app.now())).await.unwrap();
        assert_eq!(count, 1);

        let closed = ProfileDraft { guests: Some(false), ..ProfileDraft::new("Krise", "Nicht mehr") };
        outbox::change_profile_and_picture(&alpha.app, scene.anna, group, closed).await.unwrap();
        scene.network.settle().await;
        assert_eq!(role(gamma, there.id, gast).await, Some(Role::Member), "who is in stays");
        scene.hours(240).await;
        assert_eq!(role(alpha, group, applicant).await, None, "until the last day");
        assert_eq!(role(gamma, there.id, gast).await, None);
    }

    async fn a_home_refuses_guests_whatever_their_server_thinks(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, gamma) = (&scene.network[0], &scene.network[2]);
        let group = scene.group;
        let open = ProfileDraft { guests: Some(true), ..ProfileDraft::new("Krise", "Auch für Gäste") };
        outbox::change_profile_and_picture(&alpha.app, scene.anna, group, open).await.unwrap();
        let gast = guest(gamma, "gast").await;
        let there = gamma.look_up(&format!("krise@{}", alpha.host())).await.id;
        let closed = ProfileDraft { guests: Some(false), ..ProfileDraft::new("Krise", "Nicht mehr") };
        outbox::change_profile_and_picture(&alpha.app, scene.anna, group, closed).await.unwrap();
        outbox::ask_to_join(&gamma.app, gast, there, "Bitte").await.unwrap();
        scene.network.settle().await;
        let answer = gamma.app.read(move |conn, _| application::find(conn, there, gast)).await.unwrap().unwrap();
        assert_eq!(answer.state, ApplicationState::Declined);
        assert!(answer.reason.contains("no guests"), "{}", answer.reason);
    }

    async fn hosts_let_members_elsewhere_only_read(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        let bert = alpha.known_actor(&beta.app.urls.actor(scene.bert)).await.unwrap().id;
        outbox::set_reading(&alpha.app, scene.anna, scene.group, bert, true).await.unwrap();
        scene.network.settle().await;
        assert_eq!(role(beta, scene.there, scene.bert).await, Some(Role::Reader));
        assert!(scene.bert_reads().await);
        assert!(is(&scene.bert_answers().await.unwrap_err(), "error-only-reads"), "his server knows");

        // What his server missed it hears with the list of members; until then the home refuses what he writes.
        let there = scene.there;
        let person = scene.bert;
        beta.app.write(move |conn, _| member::change_role(conn, there, person, Role::Member)).await.unwrap();
        let comment = scene.bert_answers().await.unwrap();
        let ap_id = beta.object(comment).await.ap_id;
        scene.network.settle().await;
        assert!(alpha.known(&ap_id).await.is_none(), "the home took nothing from him");
        scene.hours(7).await;
        assert_eq!(role(beta, scene.there, scene.bert).await, Some(Role::Reader));

        outbox::set_reading(&alpha.app, scene.anna, scene.group, bert, false).await.unwrap();
        scene.network.settle().await;
        scene.bert_answers().await.unwrap();
        scene.network.settle().await;
        assert_eq!(role(beta, scene.there, scene.bert).await, Some(Role::Member));
    }
}
