//! A server is cut off: nobody there is a member any more, and what each has of the other goes, with receipts.

use super::purges::{places, send};
use super::{GroupDraft, Scene};
use dienstweg::activity::deliver::DeliveryState;
use dienstweg::activity::outbox;
use dienstweg::actor::application::{self, ApplicationState};
use dienstweg::actor::follow::RelationState;
use dienstweg::actor::purge::{self, Purge, PurgeState, Why};
use dienstweg::actor::{CommunityReach, member};
use dienstweg::administration::{network, protected};
use dienstweg::app::App;
use dienstweg::notification::{self, NotificationKind};
use dienstweg::object::{Viewer, read};
use dienstweg::policy::Action;
use dienstweg::store::Conn;
use dienstweg::store::schema::{deliveries, purges as rows};
use dienstweg::text::Handle;
use diesel::prelude::*;
use federation_tests::{Instance, on_both_databases};
use serde_json::json;

async fn asked_of(instance: &Instance) -> Vec<PurgeState> {
    asked(instance).await.iter().map(|purge| purge.state).collect()
}

async fn asked(instance: &Instance) -> Vec<Purge> {
    let all = |conn: &mut Conn, _: &App| Ok(rows::table.order(rows::id).select(Purge::as_select()).load(conn)?);
    instance.app.read(all).await.unwrap()
}

impl Scene {
    /// A community of Bert's with Anna as a member, and an article in it. Returns its number where Anna is.
    async fn the_other_way_round(&self) -> i64 {
        let (alpha, beta) = (&self.network[0], &self.network[1]);
        let draft = GroupDraft {
            username: "lage".to_owned(),
            name: "Lagezentrum".to_owned(),
            source: "Wofür es da ist".to_owned(),
            posting_restricted: false,
            reach: CommunityReach::Closed,
        };
        let theirs = outbox::create_group(&beta.app, self.bert, draft).await.unwrap();
        let there = alpha.look_up(&format!("lage@{}", beta.host())).await.id;
        outbox::ask_to_join(&alpha.app, self.anna, there, "Bitte").await.unwrap();
        self.network.settle().await;
        let applicant = beta.app.read(move |conn, _| application::open(conn, theirs, 10)).await.unwrap()[0].actor_id;
        outbox::admit_applicant(&beta.app, self.bert, theirs, applicant).await.unwrap();
        self.network.settle().await;
        beta.article(self.bert, Some(theirs), "Mirabellen").await;
        alpha.article(self.anna, Some(self.group), "Zwetschgen").await;
        self.network.settle().await;
        there
    }
}

on_both_databases! {
    async fn both_sides_empty_what_they_have_and_say_so(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        let there = scene.the_other_way_round().await;
        assert!(!places(alpha, "mirabellen").await.is_empty() && !places(beta, "zwetschgen").await.is_empty());
        let host = beta.host().to_owned();
        let ties = alpha.app.read(move |conn, _| protected::ties(conn, &host)).await.unwrap();
        assert_eq!((ties.ours, ties.members_here, ties.theirs, ties.members_there), (1, 1, 1, 1));

        let berta = beta.staff("berta").await;
        let invited = Handle::parse(&format!("@berta@{}", beta.host())).unwrap();
        outbox::invite(&alpha.app, scene.anna, scene.group, &invited, "Komm dazu").await.unwrap();
        scene.network.settle().await;
        let (group, berta) = (scene.group, alpha.known_actor(&beta.app.urls.actor(berta)).await.unwrap().id);

        alpha.forget_requests();
        beta.forget_requests();
        protected::cut_off(&alpha.app, None, beta.host(), "Kein Vertrag").await.unwrap();
        assert_eq!(places(alpha, "mirabellen").await, Vec::<String>::new(), "at once");
        let invitation = alpha.app.read(move |conn, _| application::find(conn, group, berta)).await.unwrap().unwrap();
        assert_eq!(invitation.state, ApplicationState::Withdrawn, "nobody comes back by an invitation once the block is lifted");
        scene.network.settle().await;
        assert_eq!(places(beta, "zwetschgen").await, Vec::<String>::new());
        for (instance, why) in [(alpha, Why::CutOff), (beta, Why::NoMembers)] {
            let asked = asked(instance).await;
            assert_eq!(asked.len(), 1);
            assert_eq!((asked[0].state, asked[0].why), (PurgeState::Answered, why), "{}", instance.host());
        }
        let mut sent: Vec<String> = beta.deliveries().iter().map(|request| request.json()["type"].as_str().unwrap().to_owned()).collect();
        sent.sort();
        assert_eq!(sent, ["Accept", "Delete", "Leave"], "and nothing else passes the block");
        let (anna, bert) = (scene.anna, scene.bert);
        let told = alpha.app.read(move |conn, _| notification::list(conn, anna, i64::MAX, 50)).await.unwrap();
        assert!(told.iter().any(|one| one.kind == NotificationKind::MembersCut && one.group_id == Some(group)), "{told:?}");
        assert!(told.iter().any(|one| one.kind == NotificationKind::CutOff && one.text == "Kein Vertrag"), "{told:?}");
        assert!(alpha.app.read(move |conn, _| member::find(conn, there, anna)).await.unwrap().is_none());
        let at_beta = scene.there;
        assert!(beta.app.read(move |conn, _| member::find(conn, at_beta, bert)).await.unwrap().is_none());

        // Nothing else comes or goes.
        alpha.forget_requests();
        beta.forget_requests();
        assert!(outbox::ask_to_join(&beta.app, bert, at_beta, "Doch").await.is_ok());
        scene.network.settle().await;
        assert!(alpha.deliveries().iter().all(|request| request.status == 403), "{:?}", alpha.deliveries());
        scene.hours(8).await;
        assert!(beta.deliveries().is_empty(), "{:?}", beta.deliveries());
    }

    async fn a_block_lets_nothing_through_but_the_receipt(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        beta.answer_deliveries(Some(410));
        protected::cut_off(&alpha.app, None, beta.host(), "Kein Vertrag").await.unwrap();
        scene.network.settle().await;
        let delete = asked(alpha).await[0].activity.clone();
        let server = beta.app.server_actor_id;
        for (by, object) in [(scene.bert, delete.clone()), (server, format!("{delete}0")), (server, alpha.app.urls.actor(scene.group))] {
            assert_eq!(scene.answers(beta, by, json!(object)).await, 403, "{by} {object}");
        }
        let copies = |group: String| json!({"id": format!("{group}/copies/{}", alpha.host()), "type": "Tombstone", "formerType": "dw:Copies"});
        for (verb, object) in [
            ("Follow", json!(alpha.app.urls.actor(scene.anna))),
            ("Delete", json!(beta.app.urls.object(1))),
            ("Delete", copies(alpha.app.urls.actor(scene.group))),
            ("Leave", json!(alpha.app.urls.actor(scene.anna))),
        ] {
            alpha.forget_requests();
            send(beta, scene.bert, verb, object.clone(), alpha.app.urls.shared_inbox()).await;
            scene.network.settle().await;
            assert_eq!(alpha.deliveries().last().unwrap().status, 403, "{verb} {object}");
        }
        assert_eq!(asked(alpha).await[0].state, PurgeState::Outstanding);
        assert_eq!(scene.answers(beta, server, json!(delete)).await, 202);
        assert_eq!(asked(alpha).await[0].state, PurgeState::Answered);
        // Somebody who left before is no member when the block is lifted.
        assert_eq!(scene.at_home().await, None);
    }

    async fn a_block_alone_ends_nothing_and_keeps_nobody_from_leaving(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        network::set_rule(&alpha.app, None, beta.host(), Some(Action::Block), "Streit").await.unwrap();
        scene.hours(8).await;
        assert_eq!(scene.at_home().await, Some(RelationState::Accepted));
        assert!(asked(alpha).await.is_empty());
        assert_ne!(beta.known(&scene.article).await.unwrap().content, "");
        outbox::leave(&beta.app, scene.bert, scene.there).await.unwrap();
        scene.network.settle().await;
        assert_eq!(scene.at_home().await, None);
        assert_eq!(asked(alpha).await[0].state, PurgeState::Answered);
    }

    async fn prv_47_a_server_that_is_no_longer_allowed_gets_nothing_more(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        let there = scene.the_other_way_round().await;
        let (anna, theirs) = (scene.anna, Viewer::Local { actor_id: scene.anna });
        let of_theirs = move |conn: &mut Conn, _: &App| Ok(read::of_group(conn, theirs, there, i64::MAX, 10)?.0.len());
        assert_eq!(alpha.app.read(of_theirs).await.unwrap(), 1);
        beta.answer_deliveries(Some(503));
        let queued = alpha.article(anna, Some(scene.group), "Noch unterwegs").await;
        let queued = alpha.app.urls.object(queued);
        scene.network.settle().await;
        let due = |conn: &mut Conn, _: &App| Ok(deliveries::table.filter(deliveries::state.eq(DeliveryState::Due)).count().get_result::<i64>(conn)?);
        assert!(alpha.app.read(due).await.unwrap() > 0);

        network::set_rule(&alpha.app, None, beta.host(), Some(Action::Block), "Kein Vertrag").await.unwrap();
        beta.answer_deliveries(None);
        beta.forget_requests();
        alpha.forget_requests();
        scene.hours(25).await;
        assert_eq!(alpha.app.read(due).await.unwrap(), 0, "the queue to it is given up");
        assert!(beta.requests().iter().all(|request| !request.is_from(alpha.origin())), "{:?}", beta.requests());
        let asked: Vec<u16> = alpha.requests().iter().filter(|request| request.is_from(beta.origin())).map(|request| request.status).collect();
        assert!(!asked.is_empty() && asked.iter().all(|status| *status == 403), "{asked:?}");
        assert!(beta.known(&queued).await.is_none());
        assert!(scene.bert_answers().await.is_err(), "its people write there no more");
        scene.hours(50).await;
        assert!(!scene.bert_reads().await, "and read no longer what they had");
        assert_eq!(alpha.app.read(of_theirs).await.unwrap(), 0, "and ours no longer what they had of it");

        // Whoever means it for good cuts it off: what it has shall go, and what is here goes at once.
        protected::cut_off(&alpha.app, None, beta.host(), "Kein Vertrag").await.unwrap();
        scene.network.settle().await;
        assert_eq!(beta.known(&scene.article).await.unwrap().content, "");
        assert_eq!(asked_of(alpha).await, [PurgeState::Answered]);
    }

    async fn a_server_that_is_silent_owes_its_receipt(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (alpha, beta) = (&scene.network[0], &scene.network[1]);
        // It takes everything and does nothing: it does not know the message.
        beta.answer_deliveries(Some(202));
        protected::cut_off(&alpha.app, None, beta.host(), "Kein Vertrag").await.unwrap();
        scene.hours(30).await;
        let found = alpha.app.read(|conn, _| protected::protected(conn)).await.unwrap();
        assert_eq!(found.outstanding.len(), 1);
        assert!(found.ours[0].servers.is_empty(), "nobody of it is a member: {:?}", found.ours);
        let (group, host) = (scene.group, beta.host().to_owned());
        assert!(alpha.app.read(move |conn, _| purge::outstanding(conn, group, &host)).await.unwrap().is_some());
        // Asked again, it has learned the message.
        beta.answer_deliveries(None);
        protected::ask_again(&alpha.app, None, found.outstanding[0].0.id).await.unwrap();
        scene.network.settle().await;
        assert_eq!(asked(alpha).await[0].state, PurgeState::Answered);
    }
}
