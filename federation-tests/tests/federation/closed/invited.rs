//! Communities that exist for invited people, and those that are open to staff of connected instances.

use super::reads;
use dienstweg::access::invitation_link::{self, Accepted, LinkDraft};
use dienstweg::activity::apply::refusal::NOT_TAKEN;
use dienstweg::activity::outbox::{self, GroupDraft};
use dienstweg::actor::application::{self, ApplicationState};
use dienstweg::actor::{self, Actor, CommunityReach, member};
use dienstweg::administration::network as neighbours;
use dienstweg::error::Error;
use dienstweg::policy::Action;
use dienstweg::text::Handle;
use federation_tests::{Instance, Network, on_both_databases};

pub(super) async fn founded(instance: &Instance, founder: i64, username: &str, reach: CommunityReach) -> i64 {
    let (name, source) = (format!("Gruppe {username}"), "Wofür sie da ist".to_owned());
    let draft = GroupDraft { username: username.to_owned(), name, source, posting_restricted: false, reach };
    outbox::create_group(&instance.app, founder, draft).await.unwrap()
}

pub(super) async fn invite(by: &Instance, host: i64, group: i64, name: &str, at: &Instance) {
    let handle = Handle::parse(&format!("@{name}@{}", at.host())).unwrap();
    outbox::invite(&by.app, host, group, &handle, "Komm dazu").await.unwrap();
}

/// The community as another instance knows it.
pub(super) async fn known(instance: &Instance, ap_id: &str) -> Option<Actor> {
    let ap_id = ap_id.to_owned();
    instance.app.read(move |conn, _| actor::model::by_ap_id(conn, &ap_id)).await.unwrap()
}

async fn state(instance: &Instance, group: i64, person: i64) -> Option<ApplicationState> {
    instance.app.read(move |conn, _| application::find(conn, group, person)).await.unwrap().map(|known| known.state)
}

pub(super) async fn is_member(instance: &Instance, group: i64, person: i64) -> bool {
    instance.app.read(move |conn, _| member::role(conn, group, person)).await.unwrap().is_some()
}

on_both_databases! {
    async fn somebody_elsewhere_is_invited_into_what_nobody_else_learns_of(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
        let (anna, bert, gerd) = (alpha.staff("anna").await, beta.staff("bert").await, gamma.staff("gerd").await);
        let group = founded(alpha, anna, "lage", CommunityReach::Secret).await;
        let ap_id = alpha.app.urls.actor(group);
        for other in [beta, gamma] {
            let handle = Handle::parse(&format!("@lage@{}", alpha.host())).unwrap();
            let looked = dienstweg::activity::fetch::by_handle(&other.app, &handle).await;
            assert!(matches!(looked, Err(Error::NotFound)), "{looked:?}");
            assert!(dienstweg::activity::fetch::resolve(&other.app, dienstweg::object::Viewer::Anonymous, &ap_id).await.is_err(), "nor by its id");
        }
        invite(alpha, anna, group, "bert", beta).await;
        network.settle().await;
        let there = known(beta, &ap_id).await.expect("his server learns of it");
        assert_eq!((there.reach, state(beta, there.id, bert).await), (CommunityReach::Secret, Some(ApplicationState::Invited)));
        assert!(known(gamma, &ap_id).await.is_none(), "nobody else's does");
        outbox::join(&beta.app, bert, there.id).await.unwrap();
        network.settle().await;
        assert!(is_member(beta, there.id, bert).await, "and he is in without a decision");
        let article = alpha.article(anna, Some(group), "Lage").await;
        network.settle().await;
        let article = alpha.object(article).await.ap_id;
        assert!(reads(beta, bert, &article).await);

        // A host elsewhere invites somebody of a third instance, and takes it back; then somebody says no.
        let bert_at_home = alpha.known_actor(&beta.app.urls.actor(bert)).await.unwrap().id;
        outbox::appoint(&alpha.app, anna, group, bert_at_home).await.unwrap();
        network.settle().await;
        invite(beta, bert, there.id, "gerd", gamma).await;
        network.settle().await;
        let at_gamma = known(gamma, &ap_id).await.expect("his server learns of it").id;
        assert_eq!(state(gamma, at_gamma, gerd).await, Some(ApplicationState::Invited));
        let gerd_at_beta = beta.known_actor(&gamma.app.urls.actor(gerd)).await.unwrap().id;
        outbox::withdraw_invitation(&beta.app, bert, there.id, gerd_at_beta).await.unwrap();
        network.settle().await;
        assert_eq!(state(gamma, at_gamma, gerd).await, Some(ApplicationState::Withdrawn));
        assert!(matches!(outbox::join(&gamma.app, gerd, at_gamma).await.unwrap_err(), Error::NotFound), "there is nothing any more");
        invite(alpha, anna, group, "gerd", gamma).await;
        network.settle().await;
        assert_eq!(state(beta, there.id, gerd_at_beta).await, Some(ApplicationState::Invited), "hosts elsewhere know");
        outbox::decline_invitation(&gamma.app, gerd, at_gamma).await.unwrap();
        network.settle().await;
        let gerd_at_home = alpha.known_actor(&gamma.app.urls.actor(gerd)).await.unwrap().id;
        assert_eq!(state(alpha, group, gerd_at_home).await, Some(ApplicationState::Declined));
        assert_eq!(state(beta, there.id, gerd_at_beta).await, Some(ApplicationState::Declined));
        assert!(!reads(gamma, gerd, &article).await && gamma.known(&article).await.is_none());
    }

    async fn somebody_elsewhere_is_invited_by_a_link(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let (alpha, beta) = (&network[0], &network[1]);
        let (anna, bert, gerd) = (alpha.staff("anna").await, beta.staff("bert").await, beta.staff("gerd").await);
        let group = founded(alpha, anna, "lage", CommunityReach::Secret).await;
        let ap_id = alpha.app.urls.actor(group);
        let link = invitation_link::create(&alpha.app, anna, group, LinkDraft { people: 1, days: 1 }).await.unwrap();
        let secret = link.rsplit('/').next().unwrap();
        let forward = |name: &str| {
            let (app, typed) = (&alpha.app, format!("{name}@{}", beta.host()));
            async move { invitation_link::forward(app, secret, &typed, "203.0.113.0").await }
        };
        assert!(matches!(forward("niemand").await, Err(Error::Invalid(_))), "nobody there has this name");
        let given = forward("@bert").await.unwrap();
        assert_eq!(given.full(alpha.host()), format!("@bert@{}", beta.host()));
        assert!(matches!(forward("gerd").await, Err(Error::NotFound)), "it was for one");
        network.settle().await;
        let there = known(beta, &ap_id).await.expect("his server learns of it");
        assert_eq!(state(beta, there.id, bert).await, Some(ApplicationState::Invited));
        assert_eq!(state(beta, there.id, gerd).await, None);
        outbox::join(&beta.app, bert, there.id).await.unwrap();
        network.settle().await;
        assert!(is_member(beta, there.id, bert).await && !is_member(beta, there.id, gerd).await);
        let article = alpha.article(anna, Some(group), "Lage").await;
        network.settle().await;
        let article = alpha.object(article).await.ap_id;
        assert!(reads(beta, bert, &article).await && !reads(beta, gerd, &article).await);
    }

    async fn hosts_who_live_elsewhere_make_links(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
        let (anna, bert, berta) = (alpha.staff("anna").await, beta.staff("bert").await, beta.staff("berta").await);
        let (alma, gerd) = (alpha.staff("alma").await, gamma.staff("gerd").await);
        let group = founded(alpha, anna, "lage", CommunityReach::Secret).await;
        let ap_id = alpha.app.urls.actor(group);
        invite(alpha, anna, group, "bert", beta).await;
        network.settle().await;
        let there = known(beta, &ap_id).await.unwrap().id;
        outbox::join(&beta.app, bert, there).await.unwrap();
        network.settle().await;
        let draft = LinkDraft { people: 10, days: 7 };
        assert!(matches!(invitation_link::create(&beta.app, bert, there, draft).await, Err(Error::Forbidden(_))), "no host yet");
        let bert_at_home = alpha.known_actor(&beta.app.urls.actor(bert)).await.unwrap().id;
        outbox::appoint(&alpha.app, anna, group, bert_at_home).await.unwrap();
        network.settle().await;

        let link = invitation_link::create(&beta.app, bert, there, draft).await.unwrap();
        assert!(link.starts_with(beta.origin()), "{link}");
        let secret = link.rsplit('/').next().unwrap();
        // A colleague at his instance, somebody of a third one, and somebody at the community's home.
        let accepted = invitation_link::accept(&beta.app, secret, berta, "203.0.113.0").await.unwrap();
        assert!(matches!(accepted, Accepted::ComingIn(_)), "its home lets her in: {accepted:?}");
        for (name, at) in [("gerd", gamma), ("alma", alpha)] {
            invitation_link::forward(&beta.app, secret, &format!("{name}@{}", at.host()), "203.0.113.0").await.unwrap();
        }
        network.settle().await;
        assert!(is_member(beta, there, berta).await, "nobody had to decide");
        let at_gamma = known(gamma, &ap_id).await.expect("his server learns of it").id;
        assert_eq!(state(gamma, at_gamma, gerd).await, Some(ApplicationState::Invited));
        assert_eq!(state(alpha, group, alma).await, Some(ApplicationState::Invited));
        outbox::join(&gamma.app, gerd, at_gamma).await.unwrap();
        outbox::join(&alpha.app, alma, group).await.unwrap();
        network.settle().await;
        assert!(is_member(gamma, at_gamma, gerd).await && is_member(alpha, group, alma).await);

        // Whom the community's home keeps out is not left waiting, whatever his instance knows of it.
        let boris = beta.staff("boris").await;
        let handle = Handle::parse(&format!("@boris@{}", beta.host())).unwrap();
        let boris_at_home = dienstweg::activity::fetch::by_handle(&alpha.app, &handle).await.unwrap().id;
        outbox::ban(&alpha.app, anna, group, boris_at_home, "Streit", None).await.unwrap();
        invitation_link::accept(&beta.app, secret, boris, "203.0.113.0").await.unwrap();
        network.settle().await;
        assert_eq!(state(beta, there, boris).await, Some(ApplicationState::Withdrawn));
        assert!(!is_member(beta, there, boris).await && !is_member(alpha, group, boris_at_home).await);

        // Who hosts no longer invites nobody.
        outbox::dismiss(&alpha.app, anna, group, bert_at_home).await.unwrap();
        network.settle().await;
        assert!(matches!(invitation_link::look(&beta.app, secret, "203.0.113.0").await, Err(Error::NotFound)));
    }

    async fn a_request_that_is_not_taken_waits_for_nobody(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let (alpha, beta) = (&network[0], &network[1]);
        let (anna, bert) = (alpha.staff("anna").await, beta.staff("bert").await);
        let group = founded(alpha, anna, "lage", CommunityReach::Closed).await;
        let there = beta.look_up(&format!("lage@{}", alpha.host())).await.id;
        neighbours::set_rule(&alpha.app, None, beta.host(), Some(Action::Block), "Streit").await.unwrap();
        outbox::ask_to_join(&beta.app, bert, there, "Bitte").await.unwrap();
        network.settle().await;
        let known = beta.app.read(move |conn, _| application::find(conn, there, bert)).await.unwrap().unwrap();
        assert_eq!((known.state, known.reason.as_str()), (ApplicationState::Declined, NOT_TAKEN));
        assert!(beta.app.read(move |conn, _| member::find(conn, there, bert)).await.unwrap().is_none());
        // It is no decision of the hosts: she may ask again.
        neighbours::set_rule(&alpha.app, None, beta.host(), None, "Vertragen").await.unwrap();
        outbox::ask_to_join(&beta.app, bert, there, "Bitte").await.unwrap();
        network.settle().await;
        assert_eq!(alpha.app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap().len(), 1);
    }

    async fn staff_of_connected_instances_join_and_read(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
        let (anna, bert, gerd) = (alpha.staff("anna").await, beta.staff("bert").await, gamma.staff("gerd").await);
        let group = founded(alpha, anna, "netz", CommunityReach::Network).await;
        neighbours::set_rule(&alpha.app, None, beta.host(), Some(Action::Allow), "Verbund").await.unwrap();
        let article = alpha.article(anna, Some(group), "Rundschreiben").await;
        let article = alpha.object(article).await.ap_id;
        let mut there = Vec::new();
        for (instance, person) in [(beta, bert), (gamma, gerd)] {
            let found = instance.look_up(&format!("netz@{}", alpha.host())).await;
            assert_eq!(found.reach, CommunityReach::Network);
            outbox::join(&instance.app, person, found.id).await.unwrap();
            network.settle().await;
            there.push(found.id);
        }
        assert!(is_member(beta, there[0], bert).await && reads(beta, bert, &article).await);
        assert!(!is_member(gamma, there[1], gerd).await, "nobody connected these two");
        assert_eq!(state(gamma, there[1], gerd).await, Some(ApplicationState::Declined));
        assert!(gamma.known(&article).await.is_none());
    }
}
