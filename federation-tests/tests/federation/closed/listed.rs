//! What hosts who live elsewhere see of the members, and what everybody inside sees of who vouches for whom.

use super::{Scene, is, reads, vetting_inside, vetting_of};
use dienstweg::activity::apply::Found;
use dienstweg::activity::compose::{New, compose, record};
use dienstweg::activity::outbox::{self, Naming, ProfileDraft};
use dienstweg::activity::{deliver, fetch};
use dienstweg::actor::member::{self, Role};
use dienstweg::actor::{self, CommunityReach, application};
use dienstweg::app::App;
use dienstweg::error::Error;
use dienstweg::store::Conn;
use dienstweg::vetting::{self, Level};
use federation_tests::{Instance, on_both_databases};
use serde_json::json;
use std::time::Duration;

/// The other members of a community, as an instance knows them.
async fn members(instance: &Instance, group: i64) -> Vec<(String, Role)> {
    let mut known = instance.app.read(move |conn, _| member::list(conn, group, 100)).await.unwrap();
    known.sort_by_key(|(person, _)| person.username.clone());
    known.into_iter().map(|(person, role)| (person.username, role)).collect()
}

fn named(members: &[(&str, Role)]) -> Vec<(String, Role)> {
    members.iter().map(|(name, role)| ((*name).to_owned(), *role)).collect()
}

/// Gerd of the third instance is a member; Bert of the second one becomes a host. Returns Gerd and the community where he is.
async fn with_gerd(scene: &Scene) -> (i64, i64) {
    let (alpha, gamma) = (&scene.network[0], &scene.network[2]);
    let group = scene.group;
    let at_gamma = gamma.look_up(&format!("krise@{}", alpha.host())).await.id;
    let gerd = gamma.staff("gerd").await;
    outbox::ask_to_join(&gamma.app, gerd, at_gamma, "").await.unwrap();
    scene.network.settle().await;
    let applicant = alpha.app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap()[0].actor_id;
    outbox::admit_applicant(&alpha.app, scene.anna, group, applicant).await.unwrap();
    scene.network.settle().await;
    (gerd, at_gamma)
}

/// Nobody vouches for Bert any more.
async fn unvouch(scene: &Scene) {
    let bert = scene.bert;
    let withdraw = move |conn: &mut Conn, app: &App| {
        let (vouching, organisation) = vetting::history(conn, bert)?.swap_remove(0);
        vetting::withdraw(conn, app, None, organisation.id, vouching.id, "gewechselt").map(drop)
    };
    scene.network[1].app.write(withdraw).await.unwrap();
    scene.network.settle().await;
}

async fn make_bert_host(scene: &Scene) {
    let (alpha, beta) = (&scene.network[0], &scene.network[1]);
    let bert = alpha.known_actor(&beta.app.urls.actor(scene.bert)).await.unwrap().id;
    outbox::appoint(&alpha.app, scene.anna, scene.group, bert).await.unwrap();
    scene.network.settle().await;
    scene.network.advance(Duration::from_secs(120));
    scene.network.settle().await;
}

on_both_databases! {
    async fn hosts_elsewhere_see_every_member_and_nobody_else_does(backend: Backend) {
        use Role::{Host, Member, Reader};
        let scene = Scene::new(backend).await;
        let (alpha, beta, gamma) = (&scene.network[0], &scene.network[1], &scene.network[2]);
        let (gerd, at_gamma) = with_gerd(&scene).await;
        scene.hours(7).await;
        assert_eq!(members(beta, scene.there).await, named(&[("anna", Host), ("bert", Member)]), "Gerd is none of their business");
        make_bert_host(&scene).await;
        assert_eq!(members(beta, scene.there).await, named(&[("anna", Host), ("bert", Host), ("gerd", Member)]), "it is a host's");
        for (instance, number) in [(beta, scene.there), (gamma, at_gamma)] {
            assert_eq!(instance.actor(number).await.follower_count, 3, "no more than there are");
        }
        assert_eq!(members(gamma, at_gamma).await, named(&[("anna", Host), ("bert", Host), ("gerd", Member)]));

        // He decides about somebody whom his instance knew nothing of.
        let gerd_at_beta = beta.known_actor(&gamma.app.urls.actor(gerd)).await.unwrap().id;
        outbox::set_reading(&beta.app, scene.bert, scene.there, gerd_at_beta, true).await.unwrap();
        scene.network.settle().await;
        assert_eq!(members(gamma, at_gamma).await, named(&[("anna", Host), ("bert", Host), ("gerd", Reader)]));
        scene.hours(7).await;
        assert_eq!(members(beta, scene.there).await, named(&[("anna", Host), ("bert", Host), ("gerd", Reader)]), "the list says the same");

        outbox::leave(&gamma.app, gerd, at_gamma).await.unwrap();
        scene.network.settle().await;
        scene.hours(7).await;
        assert_eq!(members(beta, scene.there).await, named(&[("anna", Host), ("bert", Host)]), "who left is in no list");

        // Who is no host any more has no list of members either.
        let (gerda, group) = (gamma.staff("gerda").await, scene.group);
        outbox::ask_to_join(&gamma.app, gerda, at_gamma, "").await.unwrap();
        scene.network.settle().await;
        let gerda = alpha.app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap()[0].actor_id;
        outbox::admit_applicant(&alpha.app, scene.anna, group, gerda).await.unwrap();
        scene.network.settle().await;
        scene.network.advance(Duration::from_secs(120));
        scene.network.settle().await;
        assert_eq!(members(beta, scene.there).await, named(&[("anna", Host), ("bert", Host), ("gerda", Member)]), "a new member soon");
        let bert = alpha.known_actor(&beta.app.urls.actor(scene.bert)).await.unwrap().id;
        outbox::dismiss(&alpha.app, scene.anna, group, bert).await.unwrap();
        scene.network.settle().await;
        assert_eq!(members(beta, scene.there).await, named(&[("anna", Host), ("bert", Member)]));
        scene.hours(7).await;
        assert_eq!(members(beta, scene.there).await, named(&[("anna", Host), ("bert", Member)]));
        assert!(scene.bert_reads().await);
    }

    async fn hosts_elsewhere_change_what_the_community_says(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta, gamma) = (&scene.network[0], &scene.network[1], &scene.network[2]);
        let draft = ProfileDraft {
            rules: Some("Kein **Durcheinander**"),
            questions: Some("Warum?\nUnd wie?"),
            levels: Some(&[Level::District, Level::Municipality]),
            guests: Some(true),
            naming: Some(Naming { chatham: true, nameless: false }),
            posting_restricted: Some(true),
            ..ProfileDraft::new("Krisenstab Essen", "Wofür *jetzt*")
        };
        let change = |draft| outbox::change_profile_and_picture(&beta.app, scene.bert, scene.there, draft);
        assert!(is(&change(draft).await.unwrap_err(), "error-not-a-host"));
        let (_, at_gamma) = with_gerd(&scene).await;
        make_bert_host(&scene).await;
        change(draft).await.unwrap();
        scene.network.settle().await;
        for (instance, number) in [(alpha, scene.group), (beta, scene.there), (gamma, at_gamma)] {
            let group = instance.actor(number).await;
            let rules = actor::json::rules(&group);
            assert_eq!((group.name.as_str(), group.source.as_str(), group.posting_restricted), ("Krisenstab Essen", "Wofür *jetzt*", true));
            assert!(group.summary.contains("<em>jetzt</em>") && rules.html.contains("<strong>Durcheinander</strong>"), "{rules:?}");
            assert_eq!((rules.source.as_str(), rules.questions.len(), rules.levels.len()), ("Kein **Durcheinander**", 2, 2));
            assert_eq!((rules.guests, rules.chatham, rules.nameless), (true, true, false));
            assert_eq!((group.reach, group.inbox.as_str()), (CommunityReach::Closed, alpha.actor(scene.group).await.inbox.as_str()));
        }
        // What was taken away goes, too; and what the home does not take does not stay where it was written.
        change(ProfileDraft { rules: Some(""), questions: Some(""), ..ProfileDraft::new("Krisenstab", "Wofür") }).await.unwrap();
        scene.network.settle().await;
        let rules = actor::json::rules(&alpha.actor(scene.group).await);
        assert_eq!((rules.html.as_str(), rules.questions.len(), rules.levels.len(), rules.chatham), ("", 0, 2, true));
        let bert = alpha.known_actor(&beta.app.urls.actor(scene.bert)).await.unwrap().id;
        let group = scene.group;
        alpha.app.write(move |conn, _| member::change_role(conn, group, bert, Role::Member)).await.unwrap();
        change(ProfileDraft::new("Meins", "Wofür")).await.unwrap();
        scene.network.settle().await;
        assert_eq!(alpha.actor(scene.group).await.name, "Krisenstab");
        assert_eq!(beta.actor(scene.there).await.fetched_at, None, "his instance asks what holds");
    }

    async fn the_last_host_stays_one_wherever_she_lives(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        make_bert_host(&scene).await;
        let anna = beta.known_actor(&alpha.app.urls.actor(scene.anna)).await.unwrap().id;
        outbox::dismiss(&beta.app, scene.bert, scene.there, anna).await.unwrap();
        scene.network.settle().await;
        assert_eq!(members(alpha, scene.group).await, named(&[("anna", Role::Member), ("bert", Role::Host)]));
        let given_up = outbox::dismiss(&beta.app, scene.bert, scene.there, scene.bert).await.unwrap_err();
        assert!(is(&given_up, "error-last-host"), "{given_up:?}");
        let left = outbox::leave(&beta.app, scene.bert, scene.there).await.unwrap_err();
        assert!(matches!(&left, Error::Conflict(reason) if reason.text == "error-last-host"), "{left:?}");
        // Other software may not ask: somebody at home keeps order then.
        let (there, bert) = (scene.there, scene.bert);
        let leave = move |conn: &mut Conn, app: &App| {
            let (group, person) = (actor::model::find(conn, there)?, actor::model::find(conn, bert)?);
            let new = New::by(&person, "Leave", json!(group.ap_id)).to(vec![group.ap_id.clone()]);
            let (id, activity) = compose(conn, app, &new)?;
            record(conn, app, id, &person, None, &activity)?;
            deliver::enqueue(conn, app, id, &person, group.id, std::slice::from_ref(&group.inbox)).map(drop)
        };
        beta.app.write(leave).await.unwrap();
        scene.network.settle().await;
        assert_eq!(members(alpha, scene.group).await, named(&[("anna", Role::Host)]));
    }

    async fn a_server_where_all_memberships_rest_learns_who_they_are_and_nothing_else(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        with_gerd(&scene).await;
        make_bert_host(&scene).await;
        let url = format!("{}/members", alpha.app.urls.actor(scene.group));
        let listed = |found: Found| {
            let Found::Document(list) = found else { panic!("a list") };
            ["orderedItems", "totalItems", "dw:others", "dw:assertions"].map(|property| list.contains_key(property))
        };
        assert_eq!(listed(fetch::document(&beta.app, &url).await.unwrap()), [true; 4]);
        unvouch(&scene).await;
        assert_eq!(listed(fetch::document(&beta.app, &url).await.unwrap()), [true, false, false, false]);
    }

    async fn everybody_inside_sees_who_vouches_for_hosts_and_authors(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta, gamma) = (&scene.network[0], &scene.network[1], &scene.network[2]);
        let (gerd, at_gamma) = with_gerd(&scene).await;
        let (anna, bert) = (alpha.app.urls.actor(scene.anna), beta.app.urls.actor(scene.bert));
        let gerds_id = gamma.app.urls.actor(gerd);
        scene.hours(7).await;
        assert_eq!(vetting_inside(gamma, at_gamma, &anna).await.as_deref(), Some("Stadt Essen"), "she is a host");
        assert!(gamma.known_actor(&bert).await.is_none(), "he said nothing yet");
        scene.bert_answers().await.unwrap();
        scene.network.settle().await;
        scene.hours(7).await;
        assert_eq!(vetting_inside(gamma, at_gamma, &bert).await.as_deref(), Some("Stadt Essen"), "his own server says so");
        assert_eq!(vetting_of(gamma, &bert).await, None, "inside, and nowhere else: it may be over without a word to this server");
        assert!(beta.known_actor(&gerds_id).await.is_none(), "of who only listens nothing goes round");

        // It ends where it is told again, and changes nobody's membership.
        unvouch(&scene).await;
        scene.hours(7).await;
        assert_eq!(vetting_inside(gamma, at_gamma, &bert).await, None, "nobody vouches for him any more");
        assert!(reads(gamma, gerd, &scene.article).await && !scene.bert_reads().await);
        assert!(members(gamma, at_gamma).await.iter().any(|(name, _)| name == "gerd"));
    }
}
