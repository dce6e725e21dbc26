//! Communities whose members alone read what is in them, across instances.

use dienstweg::activity::outbox::{self, GroupDraft};
use dienstweg::actor::CommunityReach;
use dienstweg::actor::application::{self, ApplicationState};
use dienstweg::actor::member;
use dienstweg::object::{Reach, Viewer, read};
use federation_tests::{Instance, Network, on_both_databases};

async fn founded(instance: &Instance, founder: i64) -> i64 {
    let draft = GroupDraft {
        username: "krise".to_owned(),
        name: "Krisenstab".to_owned(),
        source: "Wofür sie da ist".to_owned(),
        posting_restricted: false,
        reach: CommunityReach::Closed,
    };
    outbox::create_group(&instance.app, founder, draft).await.unwrap()
}

/// Whether somebody of an instance may read this.
async fn reads(instance: &Instance, person: i64, ap_id: &str) -> bool {
    let ap_id = ap_id.to_owned();
    let viewer = Viewer::Local { actor_id: person };
    let found = instance.app.read(move |conn, _| read::by_ap_id(conn, viewer, &ap_id)).await.unwrap();
    found.is_some_and(|object| object.deleted_at.is_none())
}

on_both_databases! {
    async fn members_of_two_instances_talk_and_nobody_else_hears_it(backend: Backend) {
        let network = Network::new(backend, 3).await;
        let (alpha, beta, gamma) = (&network[0], &network[1], &network[2]);
        let anna = alpha.person("anna").await;
        let group = founded(alpha, anna).await;
        let bert = beta.person("bert").await;
        let berta = beta.person("berta").await;
        let gerd = gamma.person("gerd").await;
        let there = beta.look_up(&format!("krise@{}", alpha.host())).await;
        assert_eq!((there.reach, there.followers.as_deref()), (CommunityReach::Closed, None), "the stub says what it is and counts nobody");

        outbox::ask_to_join(&beta.app, bert, there.id, "Ich leite den Stab in Essen & Umgebung.").await.unwrap();
        network.settle().await;
        let waiting = alpha.app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap();
        assert_eq!(waiting.iter().map(|one| one.words.as_str()).collect::<Vec<_>>(), ["Ich leite den Stab in Essen & Umgebung."]);
        let applicant = waiting[0].actor_id;
        let role = beta.app.read(move |conn, _| member::role(conn, there.id, bert)).await.unwrap();
        assert_eq!(role, None, "nobody is in before the hosts say so");

        outbox::admit_applicant(&alpha.app, anna, group, applicant).await.unwrap();
        network.settle().await;
        let role = beta.app.read(move |conn, _| member::role(conn, there.id, bert)).await.unwrap();
        assert_eq!(role, Some(member::Role::Member));

        let article = alpha.article(anna, Some(group), "Lage").await;
        network.settle().await;
        let article = alpha.object(article).await;
        assert_eq!(article.reach, Reach::Members);
        assert!(reads(beta, bert, &article.ap_id).await, "a member reads it");
        assert!(!reads(beta, berta, &article.ap_id).await, "her colleague does not");
        assert!(gamma.known(&article.ap_id).await.is_none(), "no copy where nobody is a member");

        let comment = beta.comment(bert, beta.number(&article.ap_id).await, "Verstanden").await.unwrap();
        let comment = beta.object(comment).await;
        network.settle().await;
        assert!(reads(alpha, anna, &comment.ap_id).await, "the answer came in");
        assert!(!reads(beta, berta, &comment.ap_id).await);
        outbox::react(&beta.app, bert, beta.number(&article.ap_id).await, dienstweg::object::reaction::ReactionKind::Like, "").await.unwrap();
        network.settle().await;
        assert_eq!(alpha.object(article.id).await.reaction_count, 1);
        let deliveries: Vec<String> = gamma.deliveries().iter().map(|request| String::from_utf8_lossy(&request.body).into_owned()).collect();
        assert!(deliveries.iter().all(|body| !body.contains("Lage") && !body.contains("Verstanden")), "{deliveries:?}");

        // Somebody who is no member writes there all the same.
        let gerds = gamma.look_up(&format!("krise@{}", alpha.host())).await;
        assert!(outbox::publish(&gamma.app, gerd, outbox::Draft {
            kind: "Article",
            tool: Some("news"),
            group_id: Some(gerds.id),
            in_reply_to: None,
            name: "Fremd".to_owned(),
            summary: String::new(),
            source: "Fremd".to_owned(),
            reach: Reach::Public,
        }).await.is_err());

        outbox::leave(&beta.app, bert, there.id).await.unwrap();
        network.settle().await;
        assert!(!reads(beta, bert, &article.ap_id).await, "whoever left reads no more");
        let copy = beta.known(&article.ap_id).await.unwrap();
        assert_eq!((copy.content.as_str(), copy.json.as_str()), ("", "{}"), "and her instance keeps nothing");
        let left = alpha.app.read(move |conn, _| member::role(conn, group, applicant)).await.unwrap();
        assert_eq!(left, None);
        let later = alpha.article(anna, Some(group), "Später").await;
        network.settle().await;
        assert!(beta.known(&alpha.object(later).await.ap_id).await.is_none(), "nothing more goes there");
    }

    async fn a_declined_application_says_why(backend: Backend) {
        let network = Network::new(backend, 2).await;
        let (alpha, beta) = (&network[0], &network[1]);
        let anna = alpha.person("anna").await;
        let group = founded(alpha, anna).await;
        let bert = beta.person("bert").await;
        let there = beta.look_up(&format!("krise@{}", alpha.host())).await.id;
        outbox::ask_to_join(&beta.app, bert, there, "").await.unwrap();
        network.settle().await;
        let applicant = alpha.app.read(move |conn, _| application::open(conn, group, 10)).await.unwrap()[0].actor_id;
        outbox::decline_applicant(&alpha.app, anna, group, applicant, "Nur für Stäbe").await.unwrap();
        network.settle().await;
        let answered = beta.app.read(move |conn, _| application::find(conn, there, bert)).await.unwrap().unwrap();
        assert_eq!((answered.state, answered.reason.as_str()), (ApplicationState::Declined, "Nur für Stäbe"));
        assert_eq!(beta.app.read(move |conn, _| member::find(conn, there, bert)).await.unwrap().map(|member| member.state), None);
    }
}
